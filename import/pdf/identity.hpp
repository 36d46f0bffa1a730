// Whose account a statement is of, as far as it says.
#pragma once

#include "import/pdf/rows.hpp"

#include <string>
#include <vector>

namespace imports::pdf {

struct Identity {
  std::string sort_code;  ///< six digits
  std::string number;     ///< eight
  std::string masked;
  std::string iban;
  std::string holder;
  bool is_ambiguous = false;  ///< the numbers of more than one account are printed; none is kept
};

/// `is_inside` tells the rows of tables: a payee's account is not the statement's.
Identity identity_of(const std::vector<Row>& rows, const std::vector<bool>& is_inside);

}  // namespace imports::pdf

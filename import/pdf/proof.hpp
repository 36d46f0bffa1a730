// The lines of a PDF as a statement, when every balance that is printed agrees with them.
//
// States    opening balance, then every line adds its amount; wherever a balance is printed (by a
//           line, between lines, in the summary) it must be the sum so far; closing balance last.
//           Newest first is the same walk from the other end. One figure off, and there is no
//           statement: a page, a row or a digit may be missing.
#pragma once

#include "import/pdf/facts.hpp"
#include "import/pdf/table.hpp"
#include "ledger/error.hpp"
#include "ledger/statement.hpp"

#include <optional>
#include <string>

namespace imports::pdf {

/// Why it is none.
struct Doubt {
  ledger::Rule rule;
  RowPlace place;
  std::string found;
  std::size_t agreed = 0;  ///< how many balances agreed before
};

struct Proved {
  std::optional<ledger::Statement> statement;
  std::optional<Doubt> doubt;  ///< the first, when there is no statement
};
Proved prove(const Tables& tables, const Facts& facts);

}  // namespace imports::pdf

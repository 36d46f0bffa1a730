// Whose account a statement row is of, and in which currency.
#pragma once

#include "import/accounts_of_file.hpp"
#include "import/csv/row_cells.hpp"

#include <array>
#include <string>
#include <string_view>

namespace imports {

class RowOwner {
 public:
  /// `masked` is what the lines above the heading showed of the account number.
  RowOwner(RowCells& cells, const std::string& masked) : cells_{cells}, masked_{masked} {}

  /// Into whose(); false when a cell is refused. `currency` is what the row's amount says of it.
  /// Rows mostly repeat the account of the one before.
  bool take(std::string_view currency);
  const LineAccount& whose() const { return whose_; }

 private:
  bool is_same(std::string_view currency) const;
  void remember(std::string_view currency);
  bool take_numbers();
  bool take_by_profile();
  bool take_currency(std::string_view said);

  RowCells& cells_;
  const std::string& masked_;
  bool known_ = false;
  LineAccount whose_;  ///< of the row before, with its cells:
  std::array<std::string, 6> seen_;
  std::string seen_currency_;
};

}  // namespace imports

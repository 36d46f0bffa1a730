// The amount and the balance of a statement row, by the sign convention of its layout.
#pragma once

#include "import/csv/row_cells.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <vector>

namespace imports {

class RowAmounts {
 public:
  explicit RowAmounts(RowCells& cells) : cells_{cells} {}

  /// Into the account is positive. Zero for a row that prints a balance only; nothing when refused.
  std::optional<ledger::Money> amount();
  /// Nothing where none is printed, or when refused.
  std::optional<ledger::Money> balance() { return money(cells_.cell(Role::balance)); }

  /// What the amount of this row says of its currency: "EUR", "$"; empty when nothing.
  std::string_view currency() const { return currency_; }

  /// A bank prints the pound sign with every amount or with none: refuses what lacks it.
  void refuse_missing_pounds();

 private:
  struct Bare {
    Place place;
    std::string found;
  };

  std::optional<ledger::Money> one_column();
  std::optional<ledger::Money> two_columns();
  std::optional<ledger::Money> unsigned_money(const Cell& where, bool carries_minus);
  std::optional<ledger::Money> with_direction(ledger::Money amount);
  std::optional<ledger::Money> money(const Cell& where);
  std::optional<ledger::Money> by_profile(const Cell& where);
  void note_pound(bool pound, const Cell& where);

  RowCells& cells_;
  bool any_pound_ = false;
  std::vector<Bare> bare_;
  std::string currency_;
};

}  // namespace imports

// The words by which a statement names a balance, and what stands by them.
#pragma once

#include "import/pdf/days.hpp"
#include "import/pdf/rows.hpp"

#include <cstddef>
#include <optional>

namespace imports::pdf {

enum class BalanceName {
  opening,  ///< "Balance brought forward"
  closing,  ///< "Closing balance"
  dated,    ///< "Balance on 1 April 2025": its day says which
};

struct BalanceLabel {
  BalanceName name = BalanceName::opening;
  std::size_t words = 0;          ///< of the row, with the day
  std::optional<PrintedDay> day;  ///< of a dated one; of another, when its row has one
  bool goes_on = false;           ///< "carried forward": it may be to the next page
};

/// The name of a balance that begins at a word of the row.
std::optional<BalanceLabel> balance_label_at(const Row& row, std::size_t from);

/// The same as the first thing that a row says, behind "your", "the" and the like.
std::optional<BalanceLabel> leading_balance_label(const Row& row, std::size_t from);

/// A row of sums: "Total", "Total payments".
bool is_total(const Row& row, std::size_t from);

/// "Continued overleaf", "Page 2 of 3": says nothing of the account.
bool is_page_furniture(const Row& row);

/// How many pages a row says there are: "Page 1 of 3"; 0 when it says nothing of it.
int pages_said(const Row& row);

/// A bank's short word for a kind of transaction: "DD", "BGC", ")))".
bool is_type_code(std::string_view word);

}  // namespace imports::pdf

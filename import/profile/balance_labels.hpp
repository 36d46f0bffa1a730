// Balances that stand above or below the rows of a table, beside a label: "Opening
// balance,,,100.00".
#pragma once

#include "import/accounts_of_file.hpp"
#include "import/csv/csv.hpp"
#include "ledger/money.hpp"

#include <optional>

namespace imports {

struct Profile;

class BalanceLabels {
 public:
  /// Without a profile, or with one that names no label, nothing is looked for.
  explicit BalanceLabels(const Profile* profile);

  /// True when the row has a label and a balance beside it: it is no movement then. The balance
  /// stands in the label's own cell, behind it, or in the next one that holds an amount.
  bool take(const Row& row);
  /// Gives the balances to the statement; with several accounts they belong to none.
  void settle(AccountsOfFile& accounts) const;

 private:
  bool take(const Row& row, std::size_t at, std::string_view label,
            std::optional<ledger::Money>& balance) const;

  const Profile* profile_;
  bool looks_ = false;
  std::optional<ledger::Money> opening_;
  std::optional<ledger::Money> closing_;
  int closing_line_ = 0;
};

}  // namespace imports

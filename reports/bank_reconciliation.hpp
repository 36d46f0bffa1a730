// Does the bank say what the books say? One account at the end of a period.
#pragma once

#include "ledger/finding.hpp"
#include "ledger/money.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct BankReconciliation {
  std::string account;  ///< ref
  /// The last balance that the bank printed up to the day, and no more than two years before it;
  /// nothing when the files give none.
  std::optional<ledger::Money> per_statement;
  std::optional<ledger::Date> printed_on;
  ledger::Evidence printed_in;
  ledger::Money after;         ///< lines after that balance
  ledger::Money not_in_books;  ///< lines that are not reconciled yet
  ledger::Money per_books;
  std::vector<std::string> explanations;  ///< what in the files does not join up
  /// The days of the period of which no statement tells, in order.
  std::vector<ledger::Period> not_covered = {};

  /// What the books should hold by the bank.
  std::optional<ledger::Money> expected() const;
  /// What the books hold more than that.
  std::optional<ledger::Money> difference() const;
  /// The last day of the period up to which the two were held against each other: what the bank did
  /// after it is not known. Nothing where all days are told about.
  std::optional<ledger::Date> only_to(ledger::Period period) const;
};

/// `per_books`: at the end of the period, which is the day of the view.
BankReconciliation bank_reconciliation(const reconcile::PersonView& at_end,
                                       const std::string& account, ledger::Money per_books,
                                       ledger::Period period);

}  // namespace reports

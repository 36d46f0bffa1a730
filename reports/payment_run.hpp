// The payment run: what is to be paid into whose account now, what is late, what waits and why, by
// funder. And the remittances of a run that was recorded: what each payee is told of it.
#pragma once

#include "ledger/acts.hpp"
#include "reconcile/payment_run.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

/// A payment, and where it goes. Bank details are personal details: only a file shows them.
struct PaymentRow {
  reconcile::Payment payment;
  std::string payee;  ///< the holder, or the organisation
  std::string sort_code, number;
  std::string hold_reason = {};
  std::vector<std::string> set_off_reasons = {};
  /// Of a remittance: what was taken back since it was sent, a sentence each.
  std::vector<std::string> taken_back = {};
};
/// With the details of the account it goes to.
std::vector<PaymentRow> payment_rows(const reconcile::PersonView& view,
                                     const std::vector<reconcile::Payment>& payments);

/// dpledger.payment-run/1. The table of CSV holds what is paid now; its sums by funder tie to it.
/// `run` is the name under which it is being recorded, or empty.
Answer payment_run(const std::vector<PaymentRow>& rows, ledger::Period days,
                   const std::string& run);

/// Says of rows of a recorded run, made from the books as they were then, what of it was taken back
/// since: `acts` are all that is recorded now.
void mark_taken_back(std::vector<PaymentRow>& rows, const std::vector<ledger::Act>& acts,
                     const std::string& run);

/// dpledger.remittances/1: one table a person, in plain words.
Answer remittances(const std::vector<PaymentRow>& rows, const std::string& run);

}  // namespace reports

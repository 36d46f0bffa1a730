// The commissioner's own journal, derived from the people's books and from nothing else: what a
// person's account received, owes back or repaid is, seen from the other side, what the funder
// spent, is owed or got back.
//
//   in the person's books                      in the commissioner's
//   Dr bank:ACCOUNT   Cr received:FUNDER       Dr spending    Cr bank
//   Dr surplus:FUNDER Cr due-to:FUNDER         Dr owed-back   Cr spending
//   Dr due-to:FUNDER  Cr received:FUNDER       Dr spending    Cr owed-back   (a set-off)
//   Dr due-to:FUNDER  Cr bank:ACCOUNT          Dr bank        Cr owed-back
//   Dr cost:LINE      Cr contract:PROVIDER     Dr services    Cr providers
//   Dr cost:LINE      Cr contract:block:…      Dr block       Cr block-memo  (a value, no money)
//   an instalment is due and did not arrive    Dr spending    Cr accrual
//   it pays for days to come                   Dr prepayment  Cr spending
//
// Accruals and prepayments stand on the last day of a period, and the next journal turns them back
// on its first day: so the spending of a period is the cost of its days. As long as nothing new is
// learned of days gone, the journals of neighbouring periods add up.
//
// The person's own contribution and share are no money of a funder and stand in no journal.
#pragma once

#include "ledger/codes.hpp"
#include "reconcile/view.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reconcile {

/// When an instalment is the funder's cost. Local policy: no national rule is known to us.
enum class CostBasis {
  days,  ///< day by day: what is paid for days to come is a prepayment
  paid   ///< when it is due: what is due and not paid is an accrual, and nothing is prepaid
};

struct JournalLine {
  ledger::Date date;
  std::string person, budget, funder, care_group, stream;
  ledger::Deployment deployment = ledger::Deployment::direct_payment;
  ledger::Head debit = ledger::Head::spending;
  ledger::Head credit = ledger::Head::bank;
  ledger::Money amount;     ///< more than nothing
  bool prior_year = false;  ///< belongs to a financial year (from 1 April) before that of its date
  bool adjusting = false;   ///< an accrual or prepayment, or the turning back of one
  std::string source;       ///< of the entry, or the key of the instalment

  ledger::Coded coded(ledger::Head head) const;
};

/// What one funder's heads came to, by the kept balances of the people's books and not by the
/// journal; debits less credits.
struct HeadBalances {
  ledger::Money opening, closing;
  ledger::Money moved() const { return closing - opening; }
};
/// Services are not parted by funder, for the parts of each delivery are rounded.
inline constexpr std::string_view all_funders = "";
using FunderBalances = std::map<std::pair<std::string, ledger::Head>, HeadBalances>;

struct Journal {
  std::vector<JournalLine>
      lines;  ///< by date, budget, source; what is turned back first, accruals and prepayments last
  FunderBalances balances;  ///< of spending, owed-back, services and block
};

/// Of the entries dated in the period. `view` is of its last day, `before` of the day before its
/// first, whose accruals and prepayments are turned back. What is due since the beginning and has
/// not arrived is accrued, however old it is.
Journal journal(const PersonView& before, const PersonView& view, ledger::Period period,
                CostBasis basis = CostBasis::days);

/// The year in which the financial year of a day begins: it runs from 1 April.
int financial_year(ledger::Date day);

}  // namespace reconcile

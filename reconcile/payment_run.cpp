#include "reconcile/payment_run.hpp"

#include "ledger/ensure.hpp"
#include "ledger/moved_instalments.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/coverage.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/paid_before.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Act;
using ledger::Budget;
using ledger::Date;
using ledger::DueInstalment;
using ledger::Money;

/// How many days the instalment would pay for, were the budget to run on.
int whole_days(const Budget& budget, const DueInstalment& due) {
  for (const auto& instalment : budget.instalments) {
    if (instalment.payer != due.payer || instalment.arrears != due.arrears) continue;
    if (instalment.every == ledger::Every::once) continue;
    for (int n = 0;; ++n) {
      const auto day = ledger::nth_due(instalment.first, instalment.every, n);
      if (day > due.due) break;
      if (day < due.due) continue;
      return ledger::whole_days(instalment, n).days();
    }
  }
  return due.period.days();
}

using Instalment = std::tuple<std::string, std::string, Date>;  ///< budget, funder, due

/// What each run put forward of the instalments of a day, in the order of recording; under the days
/// that the plan has now.
std::map<Instalment, std::vector<PutForward>> put_forward(const PersonView& view) {
  std::map<Instalment, std::vector<PutForward>> all;
  const auto standing = ledger::standing_acts(view.facts->acts, view.as_of);
  const auto moved = ledger::moved_instalments(view.history(), standing);
  for (const auto* act : standing) {
    if (act->kind != Act::Kind::pay || !act->until) continue;
    Instalment instalment{act->budget, act->funder, *act->until};
    if (const auto to = moved.find(instalment); to != moved.end()) {
      std::get<Date>(instalment) = to->second;
    }
    auto& runs = all[instalment];
    if (runs.empty() || runs.back().run != act->ref || runs.back().on != act->on) {
      runs.push_back({act->ref, act->on, {}, {}});
    }
    runs.back().arrived = std::max(runs.back().arrived, act->total);
    runs.back().amount += act->amount;
  }
  return all;
}

PaymentState state_of(const Payment& payment, const DueInstalment& due, ledger::Period run) {
  if (payment.amount.is_zero()) return PaymentState::paid;
  if (due.held || payment.payable > run.last) return PaymentState::held;
  if (!payment.waits_for.empty()) return PaymentState::asked;
  return payment.due < run.first ? PaymentState::arrears : PaymentState::due;
}

/// The part of its set-offs that is this funder's.
Money set_off_of(const DueInstalment& due, const std::string& funder) {
  Money sum;
  for (const auto& off : due.set_off) {
    if (off.funder == funder) sum += off.amount;
  }
  return sum;
}

Payment begun(const PersonView& view, const Budget& budget, const DueInstalment& due) {
  return {.person = view.facts->ref(),
          .budget = due.budget,
          .funder = {},
          .account = account_paid_into(view.history().on(due.due), budget, due.payable()),
          .due = due.due,
          .payable = due.payable(),
          .period = due.period,
          .whole_days = whole_days(budget, due),
          .in_arrears_of_days = due.arrears};
}

/// A payment that is not weighed yet.
struct Unweighed {
  Payment payment;
  const DueInstalment* due;
  const Budget* budget;
  std::string key;
  std::vector<Arrival> arrivals;
};

/// Of several instalments of one day the first shows what was put forward up to what it comes to;
/// what is left in the end is the last one's.
void show_forward(const std::vector<PutForward>& runs, const std::vector<Unweighed*>& of_day) {
  if (runs.empty()) return;
  Money left;
  for (const auto& run : runs) left += run.amount;
  for (auto* row : of_day) {
    auto& payment = row->payment;
    payment.run = runs.back().run;
    payment.put_forward =
        row == of_day.back() ? left : std::min(left, payment.whole - payment.set_off);
    left -= payment.put_forward;
  }
}

/// All that one funder pays into one budget on one day.
void weigh(const std::vector<PutForward>& runs, const std::vector<Unweighed*>& of_day) {
  std::vector<Arrival> arrivals;
  std::vector<ToPay> to_pay;
  Money arrived;
  for (const auto* row : of_day) {
    arrivals.insert(arrivals.end(), row->arrivals.begin(), row->arrivals.end());
    const auto& payment = row->payment;
    to_pay.push_back({ledger::at_least_nothing(payment.whole - payment.set_off), payment.arrived});
    arrived += payment.arrived;
  }
  const auto paid = paid_before(to_pay, committed(runs, std::move(arrivals)));
  for (std::size_t i = 0; i < of_day.size(); ++i) {
    auto& payment = of_day[i]->payment;
    payment.arrived_of_day = arrived;
    payment.paid_before = paid[i];
    const auto left = payment.whole - payment.set_off - paid[i];
    payment.amount = ledger::at_least_nothing(left);
    payment.over = ledger::at_least_nothing(-left);
  }
  show_forward(runs, of_day);
}

/// The runs do not say which of several of a day they put forward, so a line that may be the
/// payment of one is a question about each.
void ask(const WaitingCredits& credits, const std::vector<Unweighed*>& of_day) {
  std::vector<WaitingCredit> all;
  for (const auto* row : of_day) {
    const auto& payment = row->payment;
    if (payment.amount.is_zero()) continue;
    const auto found =
        credits.that_may_have_paid({row->key,
                                    payment.funder,
                                    payment.due,
                                    row->budget->accounts,
                                    {payment.amount, payment.whole, row->due->amount}});
    for (const auto& credit : found) {
      if (std::ranges::count(all, credit.id, &WaitingCredit::id) == 0) all.push_back(credit);
    }
  }
  for (auto* row : of_day) {
    if (!row->payment.amount.is_zero()) row->payment.waits_for = all;
  }
}

void weigh(const PersonView& view, std::vector<Unweighed>& rows) {
  std::map<Instalment, std::vector<Unweighed*>> days;
  for (auto& row : rows) {
    days[{row.payment.budget, row.payment.funder, row.payment.due}].push_back(&row);
  }
  auto runs = put_forward(view);
  const WaitingCredits credits{view};
  for (const auto& [day, of_day] : days) {
    weigh(runs[day], of_day);
    ask(credits, of_day);
  }
}

/// The budget as it stands on the day of the instalment; null when it needs no payment.
const Budget* paid_budget(const PersonView& view, const DueInstalment& due) {
  if (due.payer != ledger::Payer::funder) return nullptr;
  const auto* budget = view.history().budget_on(due.budget, due.due);
  if (budget == nullptr || budget->deployment == ledger::Deployment::notional) return nullptr;
  return budget;
}

struct Expected {
  const DueInstalment* due;
  const Budget* budget;
  int nth;  ///< of the payer's instalments of that day
};

/// A row for each funder of an instalment.
void add_rows(const PersonView& view, const Expected& expected, std::vector<Unweighed>& rows) {
  const auto& due = *expected.due;
  const auto key = ledger::funding_key(view.facts->ref(), due.budget, due.due, expected.nth);
  const auto* item = view.item(key);
  for (const auto& share : ledger::shares_of(view.history(), due)) {
    Unweighed row{begun(view, *expected.budget, due), &due, expected.budget, key, {}};
    if (item != nullptr) row.arrivals = all_arrivals_from(*item, share.funder);
    Money arrived;
    for (const auto& arrival : row.arrivals) arrived += arrival.amount;
    auto& payment = row.payment;
    payment.funder = share.funder;
    payment.arrived = ledger::at_least_nothing(arrived);
    payment.set_off = set_off_of(due, share.funder);
    payment.whole = share.amount + payment.set_off;
    if (!payment.whole.is_zero()) rows.push_back(std::move(row));
  }
}

}  // namespace

std::string_view text(PaymentState state) {
  switch (state) {
    case PaymentState::due:
      return "due";
    case PaymentState::arrears:
      return "arrears";
    case PaymentState::held:
      return "held";
    case PaymentState::asked:
      return "asked";
    case PaymentState::paid:
      return "paid";
    case PaymentState::no_longer_due:
      return "no-longer-due";
  }
  throw ledger::Defect{"a payment in no state"};
}

std::vector<Payment> payments(const PersonView& view, ledger::Period run) {
  const auto dues = ledger::due_instalments(view.history(), view.facts->acts);
  std::vector<Unweighed> rows;
  std::map<std::tuple<std::string, ledger::Payer, Date>, int> seen;
  for (const auto& due : dues) {
    const int nth = ++seen[{due.budget, due.payer, due.due}];
    const auto* budget = paid_budget(view, due);
    if (budget == nullptr || due.due > run.last) continue;
    add_rows(view, {&due, budget, nth}, rows);
  }
  weigh(view, rows);
  std::vector<Payment> all;
  for (auto& row : rows) {
    row.payment.state = state_of(row.payment, *row.due, run);
    all.push_back(std::move(row.payment));
  }
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) {
    return std::tie(a.budget, a.due, a.funder) < std::tie(b.budget, b.due, b.funder);
  });
  return all;
}

}  // namespace reconcile

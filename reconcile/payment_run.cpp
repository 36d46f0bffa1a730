#include "reconcile/payment_run.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/funders_apart.hpp"

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

/// The account of the budget that was opened last by the day; else its first.
std::string account_on(const ledger::PersonVersion& person, const Budget& budget, Date day) {
  const ledger::Account* newest = nullptr;
  for (const auto& ref : budget.accounts) {
    const auto* account = person.account(ref);
    if (account == nullptr || account->opened > day) continue;
    if (newest == nullptr || account->opened > newest->opened) newest = account;
  }
  if (newest != nullptr) return newest->ref;
  return budget.accounts.empty() ? std::string{} : budget.accounts.front();
}

/// How many days the instalment would pay for, were the budget to run on.
int whole_days(const Budget& budget, const DueInstalment& due) {
  for (const auto& instalment : budget.instalments) {
    if (instalment.payer != due.payer || instalment.arrears != due.arrears) continue;
    if (instalment.every == ledger::Every::once) continue;
    for (int n = 0;; ++n) {
      const auto day = ledger::nth_due(instalment.first, instalment.every, n);
      if (day > due.due) break;
      if (day < due.due) continue;
      return ledger::nth_due(instalment.first, instalment.every, n + 1) - day;
    }
  }
  return due.period.days();
}

struct PutForward {
  Money amount;
  std::string run;
};
using Instalment = std::tuple<std::string, std::string, Date>;  ///< budget, funder, due

std::map<Instalment, PutForward> put_forward(const PersonView& view) {
  std::map<Instalment, PutForward> all;
  for (const auto* act : ledger::standing_acts(view.facts->acts, view.as_of)) {
    if (act->kind != Act::Kind::pay || !act->until) continue;
    auto& one = all[{act->budget, act->funder, *act->until}];
    one.amount += act->amount;
    one.run = act->ref;
  }
  return all;
}

/// What has arrived of an instalment, by its funders: as it is booked, what came beyond it too.
std::vector<Money> arrived_by_funder(const PersonView& view, const std::string& key,
                                     const std::vector<ledger::FunderShare>& shares) {
  const auto* item = view.item(key);
  std::vector<Money> arrived(shares.size());
  if (item == nullptr) return arrived;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    arrived[i] = ledger::at_least_nothing(arrived_from(*item, shares[i].funder));
  }
  return arrived;
}

PaymentState state_of(const Payment& payment, const DueInstalment& due, ledger::Period run,
                      bool asked) {
  if (payment.amount.is_zero()) return PaymentState::paid;
  if (due.held || payment.payable > run.last) return PaymentState::held;
  if (asked) return PaymentState::asked;
  return payment.due < run.first ? PaymentState::arrears : PaymentState::due;
}

void weigh(Payment& payment) {
  const auto left =
      payment.whole - payment.set_off - std::max(payment.put_forward, payment.arrived);
  payment.amount = ledger::at_least_nothing(left);
  payment.over = ledger::at_least_nothing(-left);
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
          .account = account_on(view.history().on(due.due), budget, due.payable()),
          .due = due.due,
          .payable = due.payable(),
          .period = due.period,
          .whole_days = whole_days(budget, due),
          .in_arrears_of_days = due.arrears,
          .whole = {},
          .set_off = {},
          .put_forward = {},
          .arrived = {},
          .amount = {},
          .over = {}};
}

/// Of two instalments of one day the first takes what was put forward up to what it comes to; what
/// is left in the end is the last one's.
void take_forward(std::map<Instalment, PutForward>& forward, Payment& payment) {
  const auto of = forward.find({payment.budget, payment.funder, payment.due});
  if (of == forward.end()) return;
  payment.run = of->second.run;
  payment.put_forward = std::min(of->second.amount, payment.whole - payment.set_off);
  of->second.amount -= payment.put_forward;
}

/// What was put forward beyond all instalments of its day.
void add_over(const std::map<Instalment, PutForward>& forward, std::vector<Payment>& payments) {
  for (const auto& [instalment, left] : forward) {
    if (left.amount.is_zero()) continue;
    const auto last = std::find_if(payments.rbegin(), payments.rend(), [&](const Payment& one) {
      return Instalment{one.budget, one.funder, one.due} == instalment;
    });
    if (last == payments.rend()) continue;
    last->put_forward += left.amount;
    last->over += left.amount;
  }
}

/// The budget as it stands on the day of the instalment; null when it needs no payment.
const Budget* paid_budget(const PersonView& view, const DueInstalment& due) {
  if (due.payer != ledger::Payer::funder) return nullptr;
  const auto* budget = view.history().budget_on(due.budget, due.due);
  if (budget == nullptr || budget->deployment == ledger::Deployment::notional) return nullptr;
  return budget;
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
  }
  throw ledger::Defect{"a payment in no state"};
}

std::vector<Payment> payments(const PersonView& view, ledger::Period run) {
  std::vector<Payment> all;
  auto before = put_forward(view);
  std::map<std::tuple<std::string, ledger::Payer, Date>, int> seen;
  for (const auto& due : ledger::due_instalments(view.history(), view.facts->acts)) {
    const int nth = ++seen[{due.budget, due.payer, due.due}];
    const auto* budget = paid_budget(view, due);
    if (budget == nullptr || due.due > run.last) continue;
    const auto key = ledger::funding_key(view.facts->ref(), due.budget, due.due, nth);
    const auto shares = ledger::shares_of(view.history(), due);
    const auto arrived = arrived_by_funder(view, key, shares);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      auto payment = begun(view, *budget, due);
      payment.funder = shares[i].funder;
      payment.set_off = set_off_of(due, payment.funder);
      payment.whole = shares[i].amount + payment.set_off;
      payment.arrived = arrived[i];
      take_forward(before, payment);
      if (payment.whole.is_zero()) continue;
      weigh(payment);
      payment.state = state_of(payment, due, run, view.asked.contains(key));
      all.push_back(std::move(payment));
    }
  }
  add_over(before, all);
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) {
    return std::tie(a.budget, a.due, a.funder) < std::tie(b.budget, b.due, b.funder);
  });
  return all;
}

std::vector<Payment> payments_of_run(const PersonView& view, std::string_view run) {
  std::vector<const Act*> paid;
  auto last = view.as_of;
  for (const auto* act : ledger::standing_acts(view.facts->acts, view.as_of)) {
    if (act->kind != Act::Kind::pay || act->ref != run || !act->until) continue;
    paid.push_back(act);
    last = std::max(last, *act->until);
  }
  if (paid.empty()) return {};
  const auto known = payments(view, {view.as_of, last});
  std::vector<Payment> of_run;
  for (const auto* act : paid) {
    const auto one = std::ranges::find_if(known, [&](const Payment& payment) {
      return payment.budget == act->budget && payment.funder == act->funder &&
             payment.due == *act->until;
    });
    // A plan that was revised since may no longer know the instalment; what was paid stands.
    Payment payment = one != known.end() ? *one
                                         : Payment{.person = view.facts->ref(),
                                                   .budget = act->budget,
                                                   .funder = act->funder,
                                                   .account = {},
                                                   .due = *act->until,
                                                   .payable = *act->until,
                                                   .period = {*act->until, *act->until},
                                                   .whole_days = 1,
                                                   .in_arrears_of_days = false,
                                                   .whole = act->amount,
                                                   .set_off = {},
                                                   .put_forward = {},
                                                   .arrived = {},
                                                   .amount = {},
                                                   .over = {}};
    payment.amount = act->amount;
    payment.run = act->ref;
    of_run.push_back(std::move(payment));
  }
  std::ranges::stable_sort(of_run, [](const auto& a, const auto& b) {
    return std::tie(a.budget, a.due, a.funder) < std::tie(b.budget, b.due, b.funder);
  });
  return of_run;
}

}  // namespace reconcile

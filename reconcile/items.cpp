// Expected items: what the facts make due, each with the days on which it can be paid.
#include "ledger/moved_instalments.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Item;
using ledger::ItemKind;
using ledger::Money;

void add_net_pay(std::vector<Item>& items, const Groundwork& ground) {
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    if (slip.net <= Money{}) continue;
    Item item{ItemKind::net_pay,
              net_pay_key(ground.facts.ref(), slip.worker, slip.pay_date, cost.nth),
              slip.worker,
              -slip.net,
              slip.pay_date,
              slip.pay_date,
              {},
              {cost.source}};
    for (const auto& part : cost.parts) {
      item.parts.push_back({part.place.budget, part.place.line, -part.net});
    }
    items.push_back(std::move(item));
  }
}

/// Of a month whose summary says that HMRC owes something, what is to come in, or to be taken off a
/// later payment.
void add_paye(std::vector<Item>& items, const Groundwork& ground) {
  for (const auto& [when, month] : ground.paye) {
    const bool credit = month.due && month.amount().is_negative();
    if (month.amount() <= Money{} && !credit) continue;
    const auto ends = when.period().last;
    const auto& employer = ground.facts.history.on(ends).employer;
    const bool by_quarter = employer && employer->pays_by_quarter;
    Item item{ItemKind::paye,
              paye_key(ground.facts.ref(), when),
              "HMRC",
              -month.amount(),
              by_quarter ? when.quarter_due() : when.due(),
              ends,
              {},
              month.sources};
    const auto shares = ledger::apportion(item.amount, month.weights);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      item.parts.push_back({month.places[i].budget, month.places[i].line, shares[i]});
    }
    items.push_back(std::move(item));
  }
}

void add_part(std::vector<ledger::ItemPart>& parts, const Place& place, Money amount) {
  for (auto& part : parts) {
    if (part.budget != place.budget || part.line != place.line) continue;
    part.amount += amount;
    return;
  }
  parts.push_back({place.budget, place.line, amount});
}

void add_pension(std::vector<Item>& items, const Groundwork& ground) {
  std::map<ledger::Month, Item> months;
  for (const auto& cost : ground.slips) {
    const auto amount = cost.slip->pension();
    if (amount.is_zero()) continue;
    const auto when = month_of(cost.slip->pay_date);
    auto at = months.find(when);
    if (at == months.end()) {
      Item item{ItemKind::pension,
                pension_key(ground.facts.ref(), when),
                "pension",
                Money{},
                when.contributions_due(),
                cost.slip->pay_date,
                {},
                {}};
      at = months.emplace(when, std::move(item)).first;
    }
    auto& item = at->second;
    item.amount -= amount;
    item.arises = cost.slip->pay_date;
    item.evidence.push_back(cost.source);
    for (const auto& part : cost.parts) add_part(item.parts, part.place, -part.pension);
  }
  for (auto& [when, item] : months) {
    if (item.amount.is_negative()) items.push_back(std::move(item));
  }
}

/// One funder's name, or several joined: "NHS Trent ICB + Trent County Council".
std::string funders_of(const ledger::Budget& budget) {
  std::string names;
  for (const auto& funder : budget.funders) {
    if (!names.empty()) names += " + ";
    names += funder.name;
  }
  return names;
}

/// The commissioner pays for it: nothing of it is to appear on a statement of the person's.
bool is_notional(const Groundwork& ground, const std::string& budget) {
  const auto* known = ground.facts.history.budget(budget);
  return known != nullptr && known->deployment == ledger::Deployment::notional;
}

/// What a run put forward under a day that was moved since may come on the old day or on the new.
void widen_moved(std::vector<Item>& items, const Groundwork& ground) {
  const auto& facts = ground.facts;
  const auto moved = moved_instalments(facts.history, ledger::standing_acts(facts.acts));
  for (const auto& [from, to] : moved) {
    const auto& [budget, funder, day] = from;
    const auto key = funding_key(facts.ref(), budget, to);
    for (auto& item : items) {
      if (item.key != key) continue;
      item.due = std::max(item.due, day);
      item.arises = std::min(item.arises, day);
    }
  }
}

void add_instalments(std::vector<Item>& items, const Groundwork& ground) {
  const auto& facts = ground.facts;
  std::map<std::tuple<std::string, ledger::Payer, ledger::Date>, int> seen;
  for (const auto& due : due_instalments(facts.history, facts.acts)) {
    const int nth = ++seen[{due.budget, due.payer, due.due}];
    if (due.amount.is_zero()) continue;  // all of it is set off
    if (is_notional(ground, due.budget)) continue;
    const bool funder = due.payer == ledger::Payer::funder;
    const auto* budget = ground.plans.on(due.budget, due.due);
    items.push_back({funder ? ItemKind::funding : ItemKind::contribution,
                     funder ? funding_key(facts.ref(), due.budget, due.due, nth)
                            : contribution_key(facts.ref(), due.budget, due.due, nth),
                     funder ? funders_of(*budget) : facts.ref(),
                     due.amount,
                     due.payable(),
                     due.payable(),
                     {{due.budget, {}, due.amount}},
                     {},
                     due.held});
  }
}

/// What was asked back, by the days on which it is to be repaid.
void add_repayments(std::vector<Item>& items, const Groundwork& ground) {
  const auto& facts = ground.facts;
  for (const auto& reclaim : ledger::reclaims(facts.acts)) {
    const auto& asked = *reclaim.asked;
    for (const auto& part : reclaim.dues) {
      const auto day = part.whole ? std::nullopt : std::optional{part.due};
      items.push_back({ItemKind::repayment,
                       repayment_key(facts.ref(), reclaim.ref(), day),
                       asked.funder == ledger::own_part ? facts.ref() : asked.funder,
                       -part.amount,
                       part.due,
                       std::min(part.arises, part.due),
                       {{asked.budget, {}, -part.amount}},
                       {}});
    }
    // An outcome left nothing of it: what was repaid by then is due back.
    if (!reclaim.decided.is_zero() || !reclaim.dues.empty() || reclaim.steps.empty()) continue;
    items.push_back({ItemKind::repayment,
                     ledger::repayment_key(facts.ref(), reclaim.ref()),
                     asked.funder == ledger::own_part ? facts.ref() : asked.funder,
                     {},
                     reclaim.steps.back().on,
                     std::min(asked.on, reclaim.steps.back().on),
                     {{asked.budget, {}, {}}},
                     {}});
  }
}

void add_invoices(std::vector<Item>& items, const Groundwork& ground) {
  for (const auto& cost : ground.invoices) {
    const auto& invoice = *cost.invoice;
    if (invoice.amount.is_zero()) continue;
    const auto due = std::max(invoice.due.value_or(invoice.date), invoice.date);
    items.push_back({ItemKind::invoice,
                     cost.key,
                     invoice.supplier,
                     -invoice.amount,
                     due,
                     invoice.date,
                     {{cost.place.budget, cost.place.line, -invoice.amount}},
                     {cost.source}});
  }
}

/// Whether an invoice says the same as a regular payment of the plan: it takes its place, once.
bool taken_by_invoice(const Groundwork& ground, const ledger::DueRegular& due,
                      std::vector<bool>& used) {
  const auto near = ground.parameters.days("regular-invoice-days", due.due);
  std::optional<std::size_t> best;
  const auto distance = [&](std::size_t i) {
    return std::abs(ground.invoices[i].invoice->date - due.due);
  };
  for (std::size_t i = 0; i < ground.invoices.size(); ++i) {
    const auto& cost = ground.invoices[i];
    const bool same = !used[i] && cost.invoice->amount == due.amount &&
                      cost.place.budget == due.budget && cost.place.line == due.line;
    if (!same || distance(i) > near) continue;
    if (!best || distance(i) < distance(*best)) best = i;
  }
  if (best) used[*best] = true;
  return best.has_value();
}

void add_regulars(std::vector<Item>& items, const Groundwork& ground) {
  const auto& facts = ground.facts;
  std::vector<bool> used(ground.invoices.size(), false);
  std::map<std::tuple<std::string, std::string, ledger::Date>, int> seen;
  for (const auto& due : due_regulars(facts.history)) {
    if (is_notional(ground, due.budget)) continue;
    const auto* line = ground.plans.on(due.budget, due.due)->line(due.line);
    const auto payee = line == nullptr || line->payees.empty() ? std::string{} : line->payees[0];
    // What is due to a worker is what the payslip says.
    if (facts.history.worker(payee) != nullptr) continue;
    if (taken_by_invoice(ground, due, used)) continue;
    const int nth = ++seen[{due.budget, due.line, due.due}];
    items.push_back({ItemKind::regular,
                     plan_key(facts.ref(), due.budget, due.line, due.due, nth),
                     payee,
                     -due.amount,
                     due.due,
                     due.due,
                     {{due.budget, due.line, -due.amount}},
                     {}});
  }
}

}  // namespace

std::vector<Item> expected_items(const Groundwork& ground) {
  std::vector<Item> items;
  items.reserve(ground.slips.size() + ground.invoices.size() + 64);
  add_net_pay(items, ground);
  add_paye(items, ground);
  add_pension(items, ground);
  add_instalments(items, ground);
  if (!ground.facts.acts.empty()) widen_moved(items, ground);
  add_repayments(items, ground);
  add_invoices(items, ground);
  add_regulars(items, ground);
  std::ranges::sort(items, [](const Item& a, const Item& b) {
    return std::tie(a.due, a.key) < std::tie(b.due, b.key);
  });
  return items;
}

std::vector<Item> expected_items(const ledger::PersonFacts& facts,
                                 const ledger::Parameters& parameters) {
  // What a handover leaves to be repaid is known only from all entries.
  const auto handed = handovers(facts.history);
  if (!std::ranges::all_of(handed, &Handover::carries)) return reconcile(facts, parameters).items;
  return items_of_facts(facts, parameters);
}

std::vector<Item> items_of_facts(const ledger::PersonFacts& facts,
                                 const ledger::Parameters& parameters) {
  return expected_items(Groundwork{facts, parameters});
}

}  // namespace reconcile

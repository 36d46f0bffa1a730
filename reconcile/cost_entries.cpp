// Entries that need no statement line. One function a row of the posting table.
#include "reconcile/groundwork.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/services.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Money;

void add(std::vector<Entry>& entries, Entry entry) {
  if (!entry.postings.empty()) entries.push_back(std::move(entry));
}

/// What a version of a plan holds by account: its lines and its contingency.
std::map<std::string, Money> planned(const ledger::Budget& budget) {
  std::map<std::string, Money> amounts;
  if (!budget.agreed) return amounts;
  for (const auto& line : budget.lines) amounts["plan:" + line.ref] += line.amount;
  amounts["plan:contingency"] += budget.contingency;
  return amounts;
}

/// A version of the plan is booked as what it changes, from its day.
void add_plans(std::vector<Entry>& entries, const ledger::PersonHistory& history) {
  std::map<std::string, std::map<std::string, Money>> standing;
  for (const auto& version : history.versions()) {
    for (const auto& budget : version.budgets) {
      const auto now = planned(budget);
      auto& before = standing[budget.ref];
      const auto day = version.from ? std::max(*version.from, budget.from) : budget.from;
      Entry entry{day,
                  EntryKind::plan,
                  "plan:" + budget.ref + ":" + (version.from ? text(*version.from) : "first"),
                  {},
                  {}};
      auto change = now;
      for (const auto& [account, amount] : before) change[account] -= amount;
      for (const auto& [account, amount] : change) {
        move(entry.postings, {budget.ref, "plan:agreed", account, amount, {}});
      }
      before = now;
      add(entries, std::move(entry));
    }
  }
}

/// The budget that an account's money belonged to when it was opened: the one that covers the day,
/// else the first it serves.
std::string opening_budget(const Plans& plans, const ledger::Account& account) {
  if (const auto* covering = plans.of_account(account.ref, account.opened)) return covering->ref;
  for (const auto* budget : plans.budgets()) {
    const auto& serves = budget->accounts;
    if (std::ranges::find(serves, account.ref) != serves.end()) return budget->ref;
  }
  return std::string{ledger::unassigned_budget};
}

void add_openings(std::vector<Entry>& entries, const Groundwork& ground) {
  std::vector<std::string_view> done;
  const auto& versions = ground.facts.history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const auto& account : version->accounts) {
      if (std::ranges::find(done, account.ref) != done.end()) continue;
      done.push_back(account.ref);
      Entry entry{account.opened, EntryKind::opening, "opening:" + account.ref, {}, {}};
      move(entry.postings, {opening_budget(ground.plans, account),
                            "bank:" + account.ref,
                            "opening",
                            account.balance,
                            {}});
      add(entries, std::move(entry));
    }
  }
}

void add_payslips(std::vector<Entry>& entries, const Groundwork& ground) {
  const std::string_view person = ground.facts.ref();
  for (const auto& cost : ground.slips) {
    const auto& slip = *cost.slip;
    const auto net = net_pay_key(person, slip.worker, slip.pay_date, cost.nth);
    const auto paye = paye_key(person, tax_month_of(slip.pay_date));
    const auto pension = pension_key(person, month_of(slip.pay_date));
    Entry entry{slip.pay_date, EntryKind::payslip, cost.source, {}, {}};
    entry.postings.reserve(cost.parts.size() * 3);
    for (const auto& part : cost.parts) {
      const auto& budget = part.place.budget;
      const auto line = "cost:" + part.place.line;
      move(entry.postings, {budget, line, "owed:net-pay:" + slip.worker, part.net, net});
      move(entry.postings, {budget, line, "owed:paye", part.paye, paye});
      move(entry.postings, {budget, line, "owed:pension", part.pension, pension});
      move(entry.postings, {budget, line, "owed:other-deductions", part.other, {}});
    }
    add(entries, std::move(entry));
  }
}

void add_summaries(std::vector<Entry>& entries, const Groundwork& ground) {
  for (const auto& [when, month] : ground.paye) {
    if (!month.due) continue;
    const auto due = ledger::apportion(*month.due, month.weights);
    Entry entry{when.period().last, EntryKind::summary, "summary:" + text(when), {}, {}};
    for (std::size_t i = 0; i < due.size(); ++i) {
      move(entry.postings, {month.places[i].budget, "owed:paye", "cost:" + month.places[i].line,
                            month.by_slips[i] - due[i], paye_key(ground.facts.ref(), when)});
    }
    add(entries, std::move(entry));
  }
}

void add_invoices(std::vector<Entry>& entries, const Groundwork& ground) {
  for (const auto& cost : ground.invoices) {
    Entry entry{cost.invoice->date, EntryKind::invoice, cost.source, {}, {}};
    move(entry.postings,
         {cost.place.budget, "cost:" + cost.place.line,
          "owed:supplier:" + ledger::slug(cost.invoice->supplier), cost.invoice->amount, cost.key});
    add(entries, std::move(entry));
  }
}

/// What was delivered costs its plan line the agreed price; no money moves. A provider's invoice
/// costs only where no delivery says so already.
void add_deliveries(std::vector<Entry>& entries, const Groundwork& ground) {
  const auto deliveries = delivery_costs(ground.facts);
  for (const auto& cost : deliveries) {
    if (!cost.what().delivered || cost.service == nullptr) continue;
    Entry entry{cost.what().period.last, EntryKind::delivery, cost.source, {}, {}};
    move(entry.postings, {cost.service->budget,
                          "cost:" + cost.service->line,
                          contract_account(*cost.service),
                          cost.value,
                          {}});
    add(entries, std::move(entry));
  }
  for (const auto& bill : bills(ground, deliveries)) {
    const auto& [invoice, nth, key, source, place] = *bill.cost;
    Entry entry{invoice->date, EntryKind::invoice, source, {}, {}};
    move(entry.postings,
         {place.budget, "cost:" + place.line, "contract:" + invoice->supplier, bill.costs(), {}});
    add(entries, std::move(entry));
  }
}

void add_pots(std::vector<Entry>& entries, const Groundwork& ground) {
  for (const auto* budget : ground.plans.budgets()) {
    std::map<std::string, Money> by_kind;
    for (const auto& pot : budget->pots) by_kind[pot.kind] += pot.amount;
    for (const auto& [kind, amount] : by_kind) {
      Entry entry{budget->from, EntryKind::pot, "pot:" + budget->ref + ":" + kind, {}, {}};
      move(entry.postings, {budget->ref, "pots:set-aside", "pot:" + kind, amount, {}});
      add(entries, std::move(entry));
    }
  }
}

}  // namespace

std::vector<Entry> cost_entries(const Groundwork& ground) {
  std::vector<Entry> entries;
  entries.reserve(ground.slips.size() + ground.paye.size() + ground.invoices.size() + 16);
  add_plans(entries, ground.facts.history);
  add_openings(entries, ground);
  add_payslips(entries, ground);
  add_summaries(entries, ground);
  add_invoices(entries, ground);
  add_deliveries(entries, ground);
  add_pots(entries, ground);
  for (auto& entry : act_entries(ground.facts)) entries.push_back(std::move(entry));
  return entries;
}

std::vector<Entry> cost_entries(const ledger::PersonFacts& facts,
                                const ledger::Parameters& parameters) {
  return cost_entries(Groundwork{facts, parameters});
}

}  // namespace reconcile

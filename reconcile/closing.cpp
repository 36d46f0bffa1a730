#include "reconcile/closing.hpp"

#include "ledger/ensure.hpp"
#include "ledger/given_up.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/bearing.hpp"
#include "reconcile/check.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/services.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Money;

GoesBack& of_payer(Closing& closing, const std::string& name) {
  const auto known = std::ranges::find(closing.back, name, &GoesBack::name);
  if (known != closing.back.end()) return *known;
  return closing.back.emplace_back(GoesBack{name, {}, {}, {}});
}

/// Of every funder, also of one that nothing goes back to.
void take_back(const PersonView& view, Closing& closing) {
  closing.back = goes_back(view, closing.position.budget);
  for (const auto& funder : closing.position.funders) {
    of_payer(closing, funder.name).received = funder.received;
  }
  if (const auto* budget = view.history().budget(closing.position.budget)) {
    for (const auto& claim : claims(view, *budget)) {
      if (!claim.carried.is_zero()) of_payer(closing, claim.name).came_along = claim.carried;
    }
  }
  const auto* after = view.history().budget(closing.after);
  if (after != nullptr) {
    for (const auto& part : carried_into(view.history(), *after, accounts_of(view))) {
      of_payer(closing, part.from).carried = part.amount;
    }
  }
  std::ranges::sort(closing.back, {}, &GoesBack::name);
}

/// What was owed when the last day was over, whoever pays it afterwards.
void take_owed(const PersonView& view, Closing& closing) {
  std::map<std::string, Money> owed;
  const auto is_debt = [](const std::string& account) {
    return account.starts_with("owed:") || account.starts_with("due-back:");
  };
  for (const auto* entry : view.entries) {
    if (entry->date > closing.ended) continue;
    for (const auto& posting : entry->postings) {
      if (posting.budget != closing.position.budget) continue;
      if (is_debt(posting.credit)) owed[posting.credit] += posting.amount;
      if (is_debt(posting.debit)) owed[posting.debit] -= posting.amount;
    }
  }
  for (const auto& [account, amount] : owed) {
    if (!amount.is_zero()) closing.owed_at_end.push_back({account, amount});
  }
}

/// The day that an entry's source has of itself.
std::map<std::string, Date> own_days(const ledger::PersonFacts& facts) {
  std::map<std::string, Date> days;
  for (const auto& [import, slip] : facts.payslips) {
    days.try_emplace(slip_source(slip), slip.pay_date);
  }
  for (const auto& [import, invoice] : facts.invoices) {
    days.try_emplace("invoice:" + ledger::slug(invoice.supplier) + ":" + invoice.number,
                     invoice.date);
  }
  for (const auto& [import, summary] : facts.summaries) {
    days.try_emplace("summary:" + text(summary.month), summary.month.period().last);
  }
  for (const auto& line : facts.lines) {
    days.try_emplace("line:" + text(line.line.id), line.line.date);
  }
  return days;
}

void take_corrections(const PersonView& view, Closing& closing) {
  const auto days = own_days(*view.facts);
  for (const auto* entry : view.entries) {
    if (entry->kind == EntryKind::handover || entry->kind == EntryKind::act) continue;
    if (entry->date <= closing.ended) continue;
    Correction correction{entry->date, {}, entry->source, {}, {}, {}};
    for (const auto& posting : entry->postings) {
      if (posting.budget != closing.position.budget) continue;
      if (posting.debit.starts_with("cost:")) correction.cost += posting.amount;
      if (posting.credit.starts_with("cost:")) correction.cost -= posting.amount;
      if (posting.credit.starts_with("received:")) correction.received += posting.amount;
      if (posting.debit.starts_with("received:")) correction.received -= posting.amount;
    }
    if (correction.cost.is_zero() && correction.received.is_zero()) continue;
    const auto own = days.find(entry->source);
    if (own != days.end() && own->second < entry->date) correction.of = own->second;
    correction.evidence = evidence_of_source(view, entry->source);
    closing.corrections.push_back(std::move(correction));
  }
  std::ranges::sort(closing.corrections, [](const Correction& a, const Correction& b) {
    return std::tie(a.date, a.source) < std::tie(b.date, b.source);
  });
}

void take_workers(const PersonView& view, Closing& closing) {
  for (const auto& worker : view.history().latest().workers) {
    const auto shares = shares_of(view.history(), worker);
    const auto in = [&](const std::string& budget) {
      return std::ranges::find(shares, budget, &ledger::Share::budget) != shares.end();
    };
    if (!in(closing.position.budget) || worker.from > closing.ended) continue;
    const bool stays =
        !closing.after.empty() && in(closing.after) && (!worker.to || *worker.to > closing.ended);
    (stays ? closing.staying : closing.leaving).push_back(&worker);
  }
}

void take_pots(const Budget& budget, const Budget& after, Closing& closing) {
  const auto has = [](const Budget& one, const ledger::Pot& pot) {
    return std::ranges::count(one.pots, pot.kind, &ledger::Pot::kind) > 0;
  };
  std::ranges::copy_if(after.pots, std::back_inserter(closing.pots_after),
                       [&](const auto& pot) { return has(budget, pot); });
  std::ranges::copy_if(budget.pots, std::back_inserter(closing.pots_ended),
                       [&](const auto& pot) { return !has(after, pot); });
}

}  // namespace

Along went_along(const PersonView& view, const Handover& handover) {
  std::map<std::string, Money> debts;
  std::map<std::string, Money> money;
  Along along;
  const auto next = "to:" + handover.after->ref;
  for (const auto* entry : view.entries) {
    if (entry->kind != EntryKind::handover) continue;
    for (const auto& posting : entry->postings) {
      if (posting.budget != handover.before->ref) continue;
      const auto& other = posting.debit == next ? posting.credit : posting.debit;
      const bool is_money = other.starts_with("bank:") || other == "moving";
      if (posting.debit == next) (is_money ? money : debts)[other] += posting.amount;
      if (posting.credit == next) (is_money ? money : debts)[other] -= posting.amount;
      if (posting.credit == "pots:set-aside") along.pots_released += posting.amount;
    }
  }
  // What is owed leaves the old budget by a debit of it: as a debt it counts the other way round.
  for (const auto& [account, amount] : debts) {
    if (!amount.is_zero()) along.debts.push_back({account, -amount});
  }
  for (const auto& [account, amount] : money) {
    if (!amount.is_zero()) along.money.push_back({account, amount});
  }
  return along;
}

std::vector<GoesBack> goes_back(const PersonView& view, const std::string& budget) {
  std::map<std::string, GoesBack> back;
  for (const auto* entry : view.entries) {
    for (const auto& posting : entry->postings) {
      if (posting.budget != budget) continue;
      for (const auto* account : {&posting.credit, &posting.debit}) {
        if (!account->starts_with("due-to:")) continue;
        const auto& other = account == &posting.credit ? posting.debit : posting.credit;
        // What is set off serves as an instalment that it has paid in.
        const bool had_back = entry->kind == EntryKind::line || other.starts_with("received:");
        auto& whose = back[account->substr(7)];
        const auto amount = account == &posting.credit ? posting.amount : -posting.amount;
        (had_back ? whose.repaid : whose.due) += had_back ? -amount : amount;
      }
    }
  }
  std::vector<GoesBack> all;
  for (auto& [name, whose] : back) {
    whose.name = name;
    // It stands in no account: the books ask for that much less.
    const auto elsewhere = ledger::repaid_elsewhere(view.facts->acts, budget, name, view.as_of).all;
    whose.due += elsewhere;
    whose.repaid += elsewhere;
    all.push_back(std::move(whose));
  }
  return all;
}

namespace {

void take_not_recorded(const PersonView& view, const ledger::Budget& budget, Closing& closing) {
  std::map<std::string_view, const ledger::Service*> services;
  for (const auto& version : view.history().versions()) {
    for (const auto& service : version.services) {
      if (service.budget == budget.ref) services[service.ref] = &service;
    }
  }
  for (const auto& [ref, service] : services) {
    const auto left = not_recorded(view, *service);
    if (left.days <= 0) continue;
    closing.not_recorded.push_back({service->ref, service->provider, left.days, left.value});
  }
}

}  // namespace

Money Closing::money_along() const {
  Money sum;
  for (const auto& each : money) sum += each.amount;
  return sum;
}

Money Closing::debts_along() const {
  Money sum;
  for (const auto& each : debts) sum += each.amount;
  return sum;
}

Money Closing::owed_in_the_end() const {
  Money sum;
  for (const auto& each : owed_at_end) sum += each.amount;
  return sum;
}

Closing closing(const PersonView& view, const ledger::Budget& budget) {
  const auto all = positions(view);
  const auto position = std::ranges::find(all, budget.ref, &BudgetPosition::budget);
  Closing closing{position == all.end()
                      ? BudgetPosition{.budget = budget.ref, .from = budget.from, .to = budget.to}
                      : *position,
                  surplus_of(view, budget), view.history().last_day(budget)};
  closing.died = view.history().latest().died == closing.ended;
  closing.over = view.as_of > closing.ended;
  closing.because = budget.closed_because;
  for (const auto& handover : handovers(view.history())) {
    if (handover.before->ref != budget.ref) continue;
    closing.after = handover.after->ref;
    closing.taken_over = handover.day();
    closing.carries = handover.carries;
    auto along = went_along(view, handover);
    closing.debts = std::move(along.debts);
    closing.money = std::move(along.money);
    closing.pots_released = along.pots_released;
    take_pots(budget, *handover.after, closing);
  }
  take_back(view, closing);
  if (closing.over) take_owed(view, closing);
  if (closing.over) take_not_recorded(view, budget, closing);
  take_corrections(view, closing);
  take_workers(view, closing);
  for (auto& finding : findings(view)) {
    const bool open = finding.state != ledger::FindingState::waived;
    if (open && finding.budget == budget.ref) closing.findings.push_back(std::move(finding));
  }
  return closing;
}

}  // namespace reconcile

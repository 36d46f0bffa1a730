// Lines of the statement that nothing expected explains, and what happened after a death.
#include "ledger/periods.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/bearing.hpp"
#include "reconcile/check.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/sent_after_death.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::Money;

std::string sentence(const PersonView& view, std::string_view code, const LineView& line) {
  if (code == "duplicate-payment") return "pays once more what was paid already.";
  if (code == "funding-duplicate")
    return "brings an instalment once more that has arrived already.";
  if (code == "overpaid") return "pays once more what was paid already.";
  if (code == "prohibited-spending") return "looks like something a direct payment may not buy.";
  if (code == "cash-withdrawal") return "is cash: what it was spent on does not show.";
  if (code == "payment-to-holder") return "goes to the holder or another own account.";
  if (code == "ghost-worker") return "reads like wages and names no worker of the person.";
  if (code == "funding-before-agreement") {
    return "brings money of the funder before any budget of the account was agreed: it waits in "
           "suspense.";
  }
  if (code == "third-party-deposit") return "comes from someone else into an NHS-only account.";
  if (!is_unexplained(line)) return "is for a plan that nobody has agreed to.";
  if (pays_a_funder(view, line)) {
    return "goes to one who pays for the plan, and is more than what is open of what was asked "
           "back. If it gives money back, record that this is owed (`reclaim`), and the line is "
           "matched.";
  }
  return "is covered by nothing in the plan.";
}

std::string budget_of_match(const PersonView& view, const LineView& line) {
  for (const auto& settled : line.match->items) {
    if (const auto* item = view.item(settled.key)) return budget_of(item->item);
  }
  return view.budget_of(line);
}

/// The duplicate and what it repeats; otherwise the line itself.
std::vector<ledger::Evidence> evidence_of_line(const PersonView& view, const LineView& line) {
  std::vector<ledger::Evidence> evidence{view.evidence(*line.line)};
  if (line.match->rule != rule::duplicate) return evidence;
  for (const auto& settled : line.match->items) {
    const auto* item = view.item(settled.key);
    if (item == nullptr) continue;
    for (const auto* first : item->settled_by) evidence.push_back(view.evidence(*first->line));
  }
  return evidence;
}

}  // namespace

Findings check_lines(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& line : view.lines) {
    if (line_concern(view, line) != check.code) continue;
    const auto& booked = line.line->line;
    found.push_back(finding(
        view, check,
        {budget_of_match(view, line), text(booked.id), booked.date, magnitude(booked.amount),
         "The line of " + pretty(booked.date) + " for " + pretty(magnitude(booked.amount)) + " (" +
             ledger::quoted(booked.description()) + ") " + sentence(view, check.code, line) +
             came_too_late(view, line),
         evidence_of_line(view, line)}));
  }
  return found;
}

namespace {

/// Whether what a payslip costs stands in a budget outside its plan.
bool is_borne_by_no_line(const PersonView& view, const std::string& source,
                         const std::string& budget) {
  const auto outside = "cost:" + std::string{rule::unplanned_line};
  return std::ranges::any_of(view.entries, [&](const ledger::Entry* entry) {
    if (entry->kind != ledger::EntryKind::payslip || entry->source != source) return false;
    return std::ranges::any_of(entry->postings, [&](const ledger::Posting& posting) {
      return posting.budget == budget && posting.debit == outside;
    });
  });
}

/// An invoice that no line of any plan covers.
void add_unplanned_invoices(const PersonView& view, const Check& check, Findings& found) {
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::invoice || item.item.arises > view.as_of) continue;
    const auto* budget = view.history().budget(budget_of(item.item));
    const bool has_plan = budget != nullptr && !budget->lines.empty();
    if (!has_plan || item.item.parts.front().line != rule::unplanned_line) continue;
    if (item.item.amount >= Money{} || !item_concern(view, item).empty()) continue;
    found.push_back(
        finding(view, check,
                {budget->ref, item.item.key, item.item.arises, magnitude(item.item.amount),
                 "The invoice of " + item.item.payee + " for " +
                     pretty(magnitude(item.item.amount)) + " belongs to no line of the plan.",
                 evidence_of(view, item)}));
  }
}

}  // namespace

namespace {

/// The item of what was left says it already.
bool is_told_by_item(const PersonView& view, const OwedBack& owed) {
  const auto& payee = owed.funder == ledger::own_part ? view.facts->ref() : owed.funder;
  return std::ranges::any_of(view.items, [&](const ItemView& item) {
    const auto& back = item.item;
    return back.kind == ledger::ItemKind::repayment && back.held && back.payee == payee &&
           budget_of(back) == owed.budget && !paid_beyond(view, item).is_zero();
  });
}

}  // namespace

/// A budget that was handed over was left with less than was repaid of it, because of what came up
/// later.
Findings check_overpaid(const PersonView& view, const Check& check) {
  auto found = check_items_and_lines(view, check);
  for (const auto& owed : owed_back(view)) {
    if (owed.kind != OwedBack::Kind::other || !owed.open.is_negative()) continue;
    if (view.history().follower(owed.budget) == nullptr || is_told_by_item(view, owed)) continue;
    const auto* budget = view.history().budget(owed.budget);
    const auto day = budget == nullptr ? view.as_of : view.history().last_day(*budget);
    const bool own = owed.funder == ledger::own_part;
    found.push_back(finding(view, check,
                            {owed.budget, "due-to:" + owed.budget + ":" + owed.funder,
                             std::min(day, view.as_of), magnitude(owed.open),
                             std::string{own ? "The person" : owed.funder} + " was repaid " +
                                 pretty(magnitude(owed.open)) +
                                 " more than was left of the budget in the end: ask for it. Then "
                                 "lower what was asked for (`reconsider`, `outcome`), and the line "
                                 "that brings it is known."}));
  }
  return found;
}

Findings check_items_and_lines(const PersonView& view, const Check& check) {
  auto found = check_items(view, check);
  for (auto& each : check_lines(view, check)) found.push_back(std::move(each));
  return found;
}

namespace {

/// Pay for days of a budget that took over from the worker's, and that no line of it bears.
void add_unplanned_payslips(const PersonView& view, const Check& check, Findings& found) {
  std::map<const ledger::Worker*, std::vector<const ledger::Budget*>> without_line;
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    const auto* worker = worker_of(view.history(), record);
    if (worker == nullptr || record.pay_date > view.as_of || is_held(view, payslip)) continue;
    const auto [known, fresh] = without_line.try_emplace(worker);
    if (fresh) known->second = taken_over_without_line(view.history(), *worker);
    const auto* next = holding(view.history(), known->second, record.period.last);
    if (next == nullptr || !payslip_concern(view, record).empty()) continue;
    if (!is_borne_by_no_line(view, slip_source(record), next->ref)) continue;
    found.push_back(
        finding(view, check,
                {next->ref,
                 slip_source(record),
                 record.pay_date,
                 record.net,
                 "The payslip of " + record.worker + " for " + pretty(record.period.first) +
                     " to " + pretty(record.period.last) + " belongs to no line of " + next->ref +
                     ", the budget that took over: name its line in the worker's share.",
                 {view.evidence(payslip.import, record.file_line)}}));
  }
}

}  // namespace

Findings check_unplanned(const PersonView& view, const Check& check) {
  auto found = check_lines(view, check);
  add_unplanned_invoices(view, check, found);
  add_unplanned_payslips(view, check, found);
  return found;
}

namespace {

/// Of findings once a person: the first of their lines that came after its period was approved.
std::string some_too_late(const PersonView& view, const std::vector<const LineView*>& lines) {
  for (const auto* line : lines) {
    const auto* approval = came_too_late_for(view, *line);
    if (approval == nullptr) continue;
    return " The line of " + pretty(line->line->line.date) + " came after the period to " +
           pretty(approval->to) + " was approved.";
  }
  return {};
}

}  // namespace

Findings check_after_death(const PersonView& view, const Check& check) {
  const auto& died = view.history().latest().died;
  if (!died || *died > view.as_of) return {};
  About about{{}, "death:" + view.facts->ref(), {}, {}, {}};
  const auto note = [&](ledger::Date date, ledger::Evidence place) {
    about.date = about.date ? std::min(*about.date, date) : date;
    about.evidence.push_back(std::move(place));
  };
  for (const auto* line : lines_after_death(view)) {
    about.amount += magnitude(line->line->line.amount);
    if (about.budget.empty()) about.budget = view.budget_of(*line);
    note(line->line->line.date, view.evidence(*line->line));
  }
  for (const auto& payslip : view.facts->payslips) {
    if (payslip_concern(view, payslip.record) != check.code || is_held(view, payslip)) continue;
    const auto* item = net_pay_of(view, payslip);
    const bool paid = item != nullptr && !item->settled.is_zero();
    if (!paid) about.amount += payslip.record.net;  // else its line has been counted
    note(payslip.record.pay_date, view.evidence(payslip.import, payslip.record.file_line));
  }
  if (about.evidence.empty()) return {};
  about.why = "The person died on " + pretty(*died) + "; " + pretty(about.amount) +
              " was paid or is payable for days after that." +
              some_too_late(view, lines_after_death(view));
  return {finding(view, check, std::move(about))};
}

Findings check_funding_after_death(const PersonView& view, const Check& check) {
  const auto here = still_here(view);
  if (here.empty()) return {};
  std::vector<const LineView*> lines;
  About about{view.budget_of(*here.front().line),
              "death-funding:" + view.facts->ref(),
              here.front().line->line->line.date,
              {},
              {}};
  for (const auto& [line, amount] : here) {
    lines.push_back(line);
    about.amount += amount;
    about.evidence.push_back(view.evidence(*line->line));
  }
  about.why =
      "The person died on " + pretty(*view.history().latest().died) + "; " + pretty(about.amount) +
      " came from the funder afterwards, for which nothing was due." + some_too_late(view, lines);
  return {finding(view, check, std::move(about))};
}

}  // namespace reconcile

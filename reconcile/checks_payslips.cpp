// Payslips: twice, wrongly added up, below the minimum wage, or for someone or some days that they
// should not be for.
#include "reconcile/bearing.hpp"
#include "reconcile/check.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/wage_floor.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace reconcile {
namespace {

using ledger::Money;
using ledger::Payslip;

/// The budget that bears a payslip by its pay date, else the first of the worker; empty for who is
/// no worker. What a worker's shares are is looked up once for many payslips.
class BudgetsOfWorkers {
 public:
  explicit BudgetsOfWorkers(const PersonView& view) : view_{view} {}

  const std::string& of(const Payslip& payslip) {
    const auto [at, fresh] = known_.try_emplace(payslip.worker);
    auto& shares = at->second;
    if (fresh) shares = shares_of_worker(payslip.worker);
    const auto found = std::ranges::find_if(
        shares, [&](const Share& share) { return share.days.holds(payslip.pay_date); });
    if (found != shares.end()) return found->budget;
    return shares.empty() ? none_ : shares.front().budget;
  }

 private:
  struct Share {
    std::string budget;
    ledger::Period days;
  };

  std::vector<Share> shares_of_worker(const std::string& ref) const {
    std::vector<Share> shares;
    const auto* worker = view_.history().worker(ref);
    if (worker == nullptr) return shares;
    for (const auto& share : shares_of(view_.history(), *worker)) {
      const auto* budget = view_.history().budget(share.budget);
      if (budget != nullptr) shares.push_back({share.budget, budget->period()});
    }
    return shares;
  }

  const PersonView& view_;
  std::map<std::string, std::vector<Share>> known_;
  std::string none_;
};

std::string budget_of_worker(const PersonView& view, const Payslip& payslip) {
  return BudgetsOfWorkers{view}.of(payslip);
}

std::string name_of(const Payslip& payslip) {
  return "The payslip of " + payslip.worker + " for " + pretty(payslip.period.first) + " to " +
         pretty(payslip.period.last);
}

About about_payslip(const PersonView& view, const SourcedPayslip& payslip, std::string why) {
  const auto& record = payslip.record;
  return {budget_of_worker(view, record),
          slip_source(record),
          record.pay_date,
          record.net,
          std::move(why),
          {view.evidence(payslip.import, record.file_line)}};
}

bool is_known(const PersonView& view, const SourcedPayslip& payslip) {
  return payslip.record.pay_date <= view.as_of;
}

/// Payslips by pay date, worker, period and where they stand, whatever the order of files: what is
/// said once of several takes its date from the first, and shows them in this order.
std::vector<const SourcedPayslip*> by_day(const PersonView& view) {
  std::vector<const SourcedPayslip*> payslips;
  for (const auto& payslip : view.facts->payslips) payslips.push_back(&payslip);
  const auto order = [](const SourcedPayslip* payslip) {
    const auto& record = payslip->record;
    return std::tie(record.pay_date, record.worker, record.period.first, payslip->import.value,
                    record.file_line);
  };
  std::ranges::sort(payslips, {}, order);
  return payslips;
}

void add_payments(const PersonView& view, const SourcedPayslip& payslip, About& about) {
  const auto* item = net_pay_of(view, payslip);
  if (item == nullptr) return;
  for (const auto* line : item->settled_by) about.evidence.push_back(view.evidence(*line->line));
}

}  // namespace

Findings check_duplicate_payslips(const PersonView& view, const Check& check) {
  Findings found;
  std::map<std::string, int> copies;
  for (const auto* held : held_payslips(view)) {
    if (!is_known(view, *held)) continue;
    auto about = about_payslip(
        view, *held, name_of(held->record) + " is there twice. This one is held and not posted.");
    about.subject += "#" + std::to_string(++copies[about.subject] + 1);
    for (const auto& other : view.facts->payslips) {
      const bool first = other.record.worker == held->record.worker &&
                         other.record.period == held->record.period && !is_held(view, other);
      if (first) about.evidence.push_back(view.evidence(other.import, other.record.file_line));
    }
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

Findings check_arithmetic(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    if (!is_known(view, payslip) || !record.net_stated || record.adds_up()) continue;
    const auto expected = record.gross - record.tax - record.employee_ni - record.employee_pension -
                          record.other_deductions;
    auto about = about_payslip(view, payslip,
                               name_of(record) + " says net pay " + pretty(record.net) +
                                   ", but gross less deductions is " + pretty(expected) + ".");
    about.amount = magnitude(record.net - expected);
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

/// Paid after the end or before the start: once a payslip, with the lines that paid it.
Findings check_payslips(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& payslip : view.facts->payslips) {
    if (payslip_concern(view, payslip.record) != check.code || is_held(view, payslip)) continue;
    const auto& record = payslip.record;
    const auto* worker = view.history().worker(record.worker);
    const bool after = check.code == "paid-after-end";
    const auto when = after
                          ? " is for days after " + pretty(*worker->to) + ", the last of the work."
                          : " is for days before the work or the budget began.";
    auto about = about_payslip(view, payslip, name_of(record) + when);
    add_payments(view, payslip, about);
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

/// Payslips for workers the person does not have, and wages without payslip to nobody known.
Findings check_ghosts(const PersonView& view, const Check& check) {
  auto found = check_lines(view, check);
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    if (payslip_concern(view, record) != check.code || is_held(view, payslip)) continue;
    auto about = about_payslip(view, payslip,
                               name_of(record) + " is for someone who is no worker of the person.");
    add_payments(view, payslip, about);
    for (const auto& line : view.lines) {
      if (!is_unexplained(line) || !line.line->line.amount.is_negative()) continue;
      const FoldedText words{line.line->line.description()};
      if (mention_of_person(words, record.name) != Mention::full) continue;
      if (line.line->line.amount == -record.net) {
        about.evidence.push_back(view.evidence(*line.line));
      }
    }
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

Findings check_household(const PersonView& view, const Check& check) {
  using WorkerOfBudget = std::pair<std::string, std::string>;
  std::map<WorkerOfBudget, About> workers;  // once a worker and budget, with every payslip
  BudgetsOfWorkers budgets{view};
  for (const auto* each : by_day(view)) {
    const auto& payslip = *each;
    const auto& record = payslip.record;
    const auto* worker = view.history().worker(record.worker);
    if (worker == nullptr || !is_known(view, payslip) || is_held(view, payslip)) continue;
    if (worker->relation != ledger::Relation::household_family) continue;
    const auto& agreed = worker->relation_agreed_on;
    if (agreed && *agreed <= record.pay_date) continue;
    const auto known = workers.find({record.worker, budgets.of(record)});
    if (known != workers.end()) {
      known->second.amount += record.net;
      known->second.evidence.push_back(view.evidence(payslip.import, record.file_line));
      continue;
    }
    auto about = about_payslip(view, payslip,
                               record.worker + " lives with the person as family and is paid " +
                                   "without an exception that the commissioner agreed.");
    about.subject = "household:" + record.worker;
    workers.emplace(std::pair{record.worker, about.budget}, std::move(about));
  }
  Findings found;
  for (auto& [worker, about] : workers) found.push_back(finding(view, check, std::move(about)));
  return found;
}

// --- the minimum wage ---

namespace {

/// Gross is at least the rate for the hours, to the nearest penny.
bool reaches(const Payslip& payslip, Money rate) {
  return payslip.gross >= times(rate, *payslip.hours);
}

/// What must be paid at least. Whoever is paid the top rate has enough at any age.
WageFloor least_wage(const PersonView& view, const Payslip& payslip) {
  const auto day = payslip.period.first;
  const auto top = view.parameters->money("minimum-wage-top", day);
  if (top && reaches(payslip, *top)) return {top};
  return wage_floor(*view.parameters, view.history().worker(payslip.worker)->born, day);
}

bool is_tested(const PersonView& view, const SourcedPayslip& payslip) {
  const auto& record = payslip.record;
  const bool no_work = record.gross <= Money{} || (record.hours && record.hours->hundredths <= 0);
  return is_known(view, payslip) && !no_work && record.adds_up() &&
         view.history().worker(record.worker) != nullptr && !is_held(view, payslip);
}

}  // namespace

Findings check_minimum_wage(const PersonView& view, const Check& check) {
  Findings found;
  using Missing = std::tuple<std::string, std::string, std::string>;
  std::map<Missing, About> untested;  // once a worker, fact and budget, with every payslip
  BudgetsOfWorkers budgets{view};
  for (const auto* each : by_day(view)) {
    const auto& payslip = *each;
    if (!is_tested(view, payslip)) continue;
    const auto& record = payslip.record;
    const auto wage = record.hours ? least_wage(view, record)
                                   : WageFloor{std::nullopt, "the hours of the payslip"};
    if (wage.rate && reaches(record, *wage.rate)) continue;
    if (wage.rate) {
      auto about = about_payslip(view, payslip,
                                 name_of(record) + " pays " + pretty(record.gross) + " for " +
                                     text(*record.hours) + " hours; at the minimum wage of " +
                                     pretty(*wage.rate) + " it is " +
                                     pretty(times(*wage.rate, *record.hours)) + ".");
      about.amount = times(*wage.rate, *record.hours) - record.gross;
      found.push_back(finding(view, check, std::move(about)));
      continue;
    }
    const auto known = untested.find({record.worker, wage.missing, budgets.of(record)});
    if (known != untested.end()) {
      known->second.evidence.push_back(view.evidence(payslip.import, record.file_line));
      continue;
    }
    auto about = about_payslip(view, payslip,
                               "Whether " + record.worker + " is paid the minimum wage cannot be " +
                                   "tested without " + wage.missing + ".");
    about.subject = "minimum-wage:" + record.worker + ":" + wage.missing;
    about.amount = {};
    about.cannot_test = true;
    untested.emplace(Missing{record.worker, wage.missing, about.budget}, std::move(about));
  }
  for (auto& [missing, about] : untested) found.push_back(finding(view, check, std::move(about)));
  return found;
}

}  // namespace reconcile

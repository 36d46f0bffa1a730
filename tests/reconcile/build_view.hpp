// Builds one invented person's facts, says how each line was matched, and lays out the view.
#pragma once

#include "ledger/facts.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace build_view {

inline ledger::Date day(std::string_view text) {
  return ledger::parse_date(text).value();
}
inline ledger::Money pounds(std::string_view text) {
  return ledger::parse_money(text).value();
}

/// A health direct payment of 2025/26 with a team, gardeners and insurance; one worker, Amy Jones.
inline ledger::PersonVersion person() {
  ledger::Budget budget{.ref = "2025", .from = day("2025-04-01"), .to = day("2026-03-31")};
  budget.stream = "health";
  budget.funders = {{"NHS Trent CCG", "health", pounds("60320.00")}};
  budget.accounts = {"dp"};
  budget.agreed = pounds("60320.00");
  budget.agreed_on = day("2025-03-20");
  budget.contingency = pounds("2320.00");
  budget.contingency_weeks = 4;
  budget.reviewed_on = {day("2025-06-20")};
  budget.lines = {
      {"team", "pa-wages", "", pounds("52000.00"), {"W1"}, {}, {}, {}},
      {"garden", "activities", "", pounds("5904.00"), {"GREEN THUMB GARDENS"}, {}, {}, {}},
      {"insurance", "insurance", "", pounds("96.00"), {"FISH INSURANCE"}, {}, {}, {}}};
  ledger::Worker worker{.ref = "W1", .name = "Amy Jones", .from = day("2025-04-01")};
  worker.born = day("1990-02-11");
  worker.shares = {{"2025", "team", 100}};
  ledger::PersonVersion version;
  version.ref = "P0001";
  version.name = "Stephen Ashdown";
  version.employer = ledger::Employer{};
  version.accounts = {{.ref = "dp", .opened = day("2025-04-01")}};
  version.workers = {worker};
  version.budgets = {budget};
  return version;
}

inline ledger::Payslip payslip(std::string worker, std::string_view first, std::string_view last,
                               std::string_view pay_date, std::string_view net) {
  ledger::Payslip slip{.person = "P0001",
                       .worker = std::move(worker),
                       .name = "Amy Jones",
                       .period = {day(first), day(last)},
                       .pay_date = day(pay_date)};
  slip.gross = slip.net = pounds(net);
  slip.file_line = 2;
  return slip;
}

class Case {
 public:
  explicit Case(ledger::PersonVersion version = person()) : Case{std::vector{std::move(version)}} {}
  explicit Case(std::vector<ledger::PersonVersion> versions)
      : facts{.history = ledger::PersonHistory{std::move(versions)}} {
    facts.imports.emplace(bank_file, ledger::Import{.id = bank_file, .file = "bank.csv"});
    facts.imports.emplace(pay_file, ledger::Import{.id = pay_file, .file = "pay.csv"});
  }

  /// A statement line; unmatched until `match` says otherwise.
  ledger::LineId line(std::string_view date, std::string_view amount, std::string payee,
                      std::string type = {}) {
    ledger::StatementLine made{.date = day(date), .amount = pounds(amount)};
    made.payee = std::move(payee);
    made.type = std::move(type);
    made.file_line = static_cast<int>(facts.lines.size()) + 2;
    made.id.value = static_cast<std::int64_t>(facts.lines.size()) + 1;
    facts.lines.push_back({"dp", bank_file, made});
    matches.emplace_back();
    return made.id;
  }
  void match(ledger::LineId line, std::vector<ledger::Settled> items,
             std::string_view rule = reconcile::rule::payee_amount) {
    auto& match = matches[static_cast<std::size_t>(line.value) - 1];
    match.state = ledger::MatchState::matched;
    match.rule = rule;
    match.items = std::move(items);
  }
  void code(ledger::LineId line, std::string plan_line) {
    match(line, {}, reconcile::rule::plan_payee);
    matches[static_cast<std::size_t>(line.value) - 1].plan_line = std::move(plan_line);
  }
  void suggest(ledger::LineId line) {
    matches[static_cast<std::size_t>(line.value) - 1].state = ledger::MatchState::suggested;
  }
  void pay(ledger::Payslip payslip) {
    payslip.file_line = static_cast<int>(facts.payslips.size()) + 2;
    facts.payslips.push_back({pay_file, std::move(payslip)});
  }
  void invoice(std::string number, std::string supplier, std::string_view date,
               std::string_view amount, std::string plan_line) {
    ledger::Invoice made{.person = "P0001", .number = std::move(number), .date = day(date)};
    made.supplier = std::move(supplier);
    made.amount = pounds(amount);
    made.plan_line = std::move(plan_line);
    facts.invoices.push_back({pay_file, std::move(made)});
  }
  /// Statements are there up to this day.
  void covered(std::string_view first, std::string_view last) {
    const ledger::Period period{day(first), day(last)};
    facts.frames.push_back({bank_file, "dp", period, period, {}, {}, {}, {}});
  }

  /// Books everything and lays it out. The case must outlive the view.
  reconcile::PersonView view(std::string_view as_of) {
    const auto& parameters = own ? *own : ledger::Parameters::built_in();
    const auto items = reconcile::expected_items(facts, parameters);
    standing.clear();
    const auto record = [&](std::vector<ledger::Entry> entries) {
      for (auto& entry : entries) {
        standing.push_back(
            {{static_cast<std::int64_t>(standing.size()) + 1}, std::move(entry), {}, false, {}});
      }
    };
    record(reconcile::cost_entries(facts, parameters));
    record(reconcile::line_entries(facts, matches, items, parameters));
    return reconcile::view(facts, standing, ledger::balances_of(standing, day(as_of)), parameters,
                           day(as_of));
  }
  std::vector<ledger::Finding> findings(std::string_view as_of) {
    return reconcile::findings(view(as_of));
  }
  std::vector<ledger::Finding> findings(std::string_view as_of, std::string_view code) {
    auto found = findings(as_of);
    std::erase_if(found, [&](const auto& finding) { return finding.code != code; });
    return found;
  }
  /// How many open findings of a code there are on a day.
  std::ptrdiff_t open(std::string_view as_of, std::string_view code) {
    return std::ranges::count(findings(as_of, code), ledger::FindingState::open,
                              &ledger::Finding::state);
  }

  static constexpr ledger::ImportId bank_file{1};
  static constexpr ledger::ImportId pay_file{2};
  ledger::PersonFacts facts;
  std::vector<ledger::Match> matches;
  std::vector<ledger::RecordedEntry> standing;
  std::optional<ledger::Parameters> own;  ///< laid over the program's
};

}  // namespace build_view

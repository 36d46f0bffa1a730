// Small builders, so that an example reads like a case: one person, a team, a plan, what the bank
// said, and what was owed.
#pragma once

#include "ledger/facts.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace build {

using ledger::Date;
using ledger::Money;

inline Date day(const std::string& text) {
  return ledger::parse_date(text).value();
}
inline Money pounds(const std::string& text) {
  return ledger::parse_money(text).value();
}

inline ledger::Worker worker(const std::string& ref, const std::string& name,
                             const std::string& line = "team") {
  ledger::Worker made{ref, name, day("2025-04-01"), {}, {}, {}, {}, {}, {}, {}};
  made.shares = {{"2025", line, 100}};
  return made;
}

inline ledger::PlanLine plan_line(const std::string& ref, const std::string& category,
                                  const std::vector<std::string>& payees) {
  ledger::PlanLine line;
  line.ref = ref;
  line.category = category;
  line.amount = pounds("10000.00");
  line.payees = payees;
  return line;
}

inline ledger::Budget budget(const std::string& ref, const std::string& from,
                             const std::string& to) {
  ledger::Budget made{.ref = ref, .from = day(from), .to = day(to)};
  made.stream = "health";
  made.funders = {{"NHS Trent ICB", "health", pounds("50000.00")}};
  made.accounts = {"dp"};
  made.agreed = pounds("50000.00");
  made.agreed_on = day("2025-03-01");
  return made;
}

/// A case: change the version, add facts, then ask.
struct Case {
  ledger::PersonVersion person;
  std::vector<ledger::BookLine> lines;
  std::vector<ledger::Sourced<ledger::Payslip>> payslips;
  std::vector<ledger::Sourced<ledger::Invoice>> invoices;
  std::vector<ledger::Sourced<ledger::EmployerSummary>> summaries;
  std::vector<ledger::Decision> decisions;

  Case() {
    person.ref = "P0001";
    person.name = "Stephen Ashdown";
    person.accounts = {account("dp")};
    person.workers = {worker("W1", "Amy Jones"), worker("W2", "Brian Okafor")};
    person.budgets = {budget("2025", "2025-04-01", "2026-03-31")};
    person.budgets[0].lines = {plan_line("team", "pa-wages", {"W1", "W2"}),
                               plan_line("garden", "activities", {"GREEN THUMB GARDENS"}),
                               plan_line("agency", "agency", {"Helping Hands Community Care Ltd"})};
  }

  static ledger::Account account(const std::string& ref) {
    ledger::Account made{.ref = ref, .opened = day("2025-04-01")};
    return made;
  }

  ledger::Budget& plan() { return person.budgets[0]; }

  /// The line's id, by which its match is asked for.
  ledger::LineId bank(const std::string& on, const std::string& amount, const std::string& text,
                      const std::string& account = "dp") {
    ledger::StatementLine line{.date = day(on), .amount = pounds(amount)};
    line.payee = text;
    int number = 1;
    for (const auto& other : lines) {
      const bool twin = other.account == account && other.line.date == line.date &&
                        other.line.amount == line.amount && other.line.payee == text;
      if (twin) ++number;
    }
    line.id = ledger::line_id("P0001/" + account, line, number);
    line.file_line = static_cast<int>(lines.size()) + 2;
    lines.push_back({account, {1}, line});
    return line.id;
  }

  /// A payslip of one week that ends on the pay date, with tax and pension when given.
  void payslip(const std::string& ref, const std::string& on, const std::string& net,
               const std::string& tax = "0", const std::string& pension = "0") {
    ledger::Payslip slip{.period = {plus_days(day(on), -6), day(on)}, .pay_date = day(on)};
    slip.person = person.ref;
    slip.worker = ref;
    slip.net = pounds(net);
    slip.tax = pounds(tax);
    slip.employee_pension = pounds(pension);
    slip.gross = slip.net + slip.tax + slip.employee_pension;
    slip.file_line = static_cast<int>(payslips.size()) + 2;
    payslips.push_back({{2}, slip});
  }

  void invoice(const std::string& number, const std::string& on, const std::string& amount,
               const std::string& supplier = "Helping Hands Community Care Ltd") {
    ledger::Invoice made{.date = day(on)};
    made.person = person.ref;
    made.number = number;
    made.supplier = supplier;
    made.amount = pounds(amount);
    made.file_line = static_cast<int>(invoices.size()) + 2;
    invoices.push_back({{3}, made});
  }

  void decide(ledger::LineId line, ledger::Decision::Kind kind, std::vector<std::string> keys,
              const std::string& code = "") {
    decisions.push_back({line, kind, std::move(keys), code, "r.patel",
                         "2025-07-01T10:00:0" + std::to_string(decisions.size()) + "Z"});
  }

  ledger::PersonFacts facts() const {
    ledger::PersonFacts made{.history = ledger::PersonHistory{{person}}};
    made.lines = lines;
    made.payslips = payslips;
    made.invoices = invoices;
    made.summaries = summaries;
    made.decisions = decisions;
    for (const auto& [id, file] : {std::pair{1, "dp.csv"}, {2, "pay.csv"}, {3, "inv.csv"}}) {
      ledger::Import import;
      import.id = {id};
      import.file = file;
      made.imports[import.id] = import;
    }
    return made;
  }
};

/// What the engine makes of a case.
struct Answer {
  ledger::PersonFacts facts;
  std::vector<ledger::Item> items;
  std::vector<ledger::Match> matches;
  std::vector<ledger::Entry> entries;

  explicit Answer(ledger::PersonFacts from,
                  const ledger::Parameters& parameters = ledger::Parameters::built_in())
      : facts{std::move(from)},
        items{reconcile::expected_items(facts, parameters)},
        matches{reconcile::match_lines(facts, items, parameters)},
        entries{reconcile::reconcile(facts, parameters).entries} {}
  explicit Answer(const Case& from) : Answer{from.facts()} {}

  const ledger::Match& of(ledger::LineId id) const {
    for (std::size_t i = 0; i < facts.lines.size(); ++i) {
      if (facts.lines[i].line.id == id) return matches[i];
    }
    throw std::out_of_range{"no such line"};
  }
  /// "rule: key amount, key amount": what a reader wants to see of a match.
  std::string said(ledger::LineId id) const {
    const auto& match = of(id);
    std::string text = std::string{ledger::text(match.state)} + " " + match.rule;
    for (const auto& item : match.items) text += ", " + item.key + " " + ledger::text(item.amount);
    if (!match.plan_line.empty()) text += ", " + match.plan_line;
    return text;
  }
  const ledger::Entry& entry(const std::string& source) const {
    for (const auto& made : entries) {
      if (made.source == source) return made;
    }
    throw std::out_of_range{"no entry " + source};
  }
  const ledger::Entry& entry(ledger::LineId id) const { return entry("line:" + ledger::text(id)); }
  /// Debits less credits of an account over all budgets.
  std::string net(const std::string& account) const {
    Money sum;
    for (const auto& made : entries) {
      for (const auto& posting : made.postings) {
        if (posting.debit == account) sum += posting.amount;
        if (posting.credit == account) sum -= posting.amount;
      }
    }
    return ledger::text(sum);
  }
};

}  // namespace build

#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace years {
namespace {

using ledger::Date;
using ledger::Money;
using Pence = std::int64_t;

constexpr std::array<const char*, 2> refs{"W1", "W2"};
constexpr std::array<const char*, 2> names{"Asha Quill", "Tomos Vane"};
constexpr std::array<const char*, 2> on_statements{"ASHA QUILL", "TOMOS VANE"};
constexpr std::array<const char*, 2> initials{"A QUILL", "T VANE"};

ledger::Budget budget(int year) {
  ledger::Budget made{.ref = std::to_string(2016 + year),
                      .from = april_after(year),
                      .to = plus_days(april_after(year + 1), -1)};
  made.stream = "health";
  made.funders = {{"NHS Vale ICB", "health", Money::of_pence(6'000'000)}};
  made.accounts = {"dp"};
  made.agreed = Money::of_pence(6'000'000);
  made.agreed_on = plus_days(made.from, -20);
  if (year > 0) made.follows = std::to_string(2015 + year);
  made.instalments = {{ledger::Payer::funder, Money::of_pence(500'000), ledger::Every::month,
                       plus_days(made.from, 4), false}};
  const auto line = [&](const char* ref, const char* category, Pence pence, const char* payee) {
    ledger::PlanLine plan;
    plan.ref = ref;
    plan.category = category;
    plan.amount = Money::of_pence(pence);
    if (payee != nullptr) plan.payees = {payee};
    made.lines.push_back(std::move(plan));
  };
  line("team", "pa-wages", 4'000'000, nullptr);
  line("agency", "agency", 1'500'000, "Larkrise Homecare Ltd");
  line("garden", "activities", 500'000, "Thornhill Gardens");
  return made;
}

ledger::PersonHistory agreed() {
  ledger::PersonVersion person;
  person.ref = "P0001";
  person.name = "Rowan Birkett";
  person.accounts = {{.ref = "dp", .opened = april_after(0)}};
  for (std::size_t who = 0; who < refs.size(); ++who) {
    ledger::Worker worker{.ref = refs[who], .name = names[who], .from = april_after(0)};
    for (int year = 0; year < many; ++year) {
      worker.shares.push_back({std::to_string(2016 + year), "team", 100});
    }
    person.workers.push_back(std::move(worker));
  }
  for (int year = 0; year < many; ++year) person.budgets.push_back(budget(year));
  return ledger::PersonHistory{{person}};
}

class Years {
 public:
  Years(std::uint64_t chance, int trouble)
      : chance_{chance}, trouble_{trouble}, facts_{.history = agreed()} {
    late_ = pick(0, 2);
    wages();
    deductions();
    invoices();
    instalments();
    others();
  }

  ledger::PersonFacts done() && {
    std::erase_if(lines_, [](const auto& line) { return line.date >= april_after(many); });
    std::ranges::stable_sort(lines_, {}, &ledger::StatementLine::date);
    ledger::number_lines("P0001/dp", lines_);
    for (const auto& line : lines_) {
      decide(line);
      facts_.lines.push_back({"dp", {1}, line, static_cast<int>(facts_.lines.size())});
    }
    for (const auto& [id, file] : {std::pair{1, "dp.csv"}, {2, "pay.csv"}, {3, "inv.csv"}}) {
      ledger::Import import;
      import.id = {id};
      import.file = file;
      facts_.imports[import.id] = import;
    }
    return std::move(facts_);
  }

 private:
  int pick(int least, int most) {
    return least + static_cast<int>(chance_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool befalls(int of_a_thousand) { return pick(0, 999) * 10 < of_a_thousand * trouble_; }

  void bank(Date on, Pence pence, std::string text) {
    if (pence == 0) return;
    ledger::StatementLine line{.date = on, .amount = Money::of_pence(pence)};
    line.payee = std::move(text);
    lines_.push_back(std::move(line));
  }

  Pence payslip(std::size_t who, Date on) {
    ledger::Payslip slip{.period = {plus_days(on, -6), on}, .pay_date = on};
    slip.person = "P0001";
    slip.worker = refs[who];
    slip.name = names[who];
    slip.gross = Money::of_pence(who == 0 ? 32'000 : 28'000 + pick(0, 4) * 500);
    slip.tax = Money::of_pence(pick(0, 2) * 400);
    slip.employee_pension = Money::of_pence(slip.gross.pence() / 50);
    slip.net = slip.gross - slip.tax - slip.employee_pension;
    taxes_[ledger::tax_month_of(on)] += slip.tax.pence();
    pensions_[plus_days(on, 1 - on.day()).days()] += slip.employee_pension.pence();
    facts_.payslips.push_back({{2}, slip});
    return slip.net.pence();
  }

  void wages() {
    std::array<Pence, 2> held{};
    for (auto week = plus_days(april_after(0), 3); week < april_after(many);
         week = plus_days(week, 7)) {
      for (std::size_t who = 0; who < refs.size(); ++who) {
        const auto net = payslip(who, week) + std::exchange(held[who], 0);
        if (befalls(20)) {
          held[who] = net;
        } else {
          pay(who, plus_days(week, late_), net);
        }
      }
    }
  }

  void pay(std::size_t who, Date on, Pence net) {
    const std::string name = on_statements[who];
    if (befalls(20)) return;
    if (befalls(20)) bank(plus_days(on, pick(1, 6)), -net, name);
    if (befalls(20)) {
      bank(on, -net / 2, name);
      return bank(plus_days(on, 2), -(net - net / 2), name);
    }
    if (befalls(10)) return bank(on, -(net / 1000 * 1000), name);
    if (befalls(10)) {
      bank(on, -net, name);
      bank(plus_days(on, 3), net, "RETURNED " + name);
      if (pick(0, 1) == 1) bank(plus_days(on, 5), -net, name);
      return;
    }
    if (befalls(10)) {
      bank(on, -net - 1000, name);
      if (pick(0, 1) == 1) bank(plus_days(on, pick(5, 900)), 1000, name);
      return;
    }
    bank(befalls(10) ? plus_days(on, pick(5, 30)) : on, -net,
         befalls(20) ? initials[who] : on_statements[who]);
  }

  void deductions() {
    for (const auto& [month, pence] : taxes_) {
      if (befalls(50)) continue;
      const int days = befalls(50) ? pick(1, 40) : -pick(0, 5);
      bank(plus_days(month.due(), days), -pence + (befalls(20) ? 100 : 0), "HMRC 123PA00045678");
    }
    for (const auto& [first, pence] : pensions_) {
      if (befalls(40)) continue;
      bank(plus_days(plus_months(Date::of_days(first), 1), pick(5, 20)), -pence, "NEST PENSION");
    }
  }

  void invoices() {
    Pence held = 0;
    int number = 1000;
    const int alike = pick(0, 2) == 0 ? 3 : 0;  // of four bills, those of one amount
    for (auto on = plus_days(april_after(0), 10); on < april_after(many); on = plus_days(on, 28)) {
      ledger::Invoice bill{.date = on};
      bill.person = "P0001";
      bill.number = "LK-" + std::to_string(++number);
      bill.supplier = "Larkrise Homecare Ltd";
      const Pence owed = pick(0, 3) >= alike ? 90'000 + pick(0, 900) * 11 : 98'765;
      bill.amount = Money::of_pence(owed);
      facts_.invoices.push_back({{3}, bill});
      const auto text = "LARKRISE HOMECARE" + (pick(0, 3) == 0 ? " " + bill.number : std::string{});
      if (befalls(50)) continue;
      if (befalls(50)) {
        held = owed;
        continue;
      }
      const auto paid = plus_days(on, befalls(30) ? pick(60, 500) : pick(5, 25));
      bank(paid, -owed - std::exchange(held, 0), text);
      if (befalls(40)) bank(plus_days(paid, pick(2, 20)), -owed, text);
    }
  }

  /// Most funders send each of them: one that never came stays open for whatever comes.
  void instalments() {
    const bool in_order = pick(0, 4) != 0;
    const auto goes_wrong = [&](int of_a_thousand) { return befalls(of_a_thousand) && !in_order; };
    for (int month = 0; month < 12 * many; ++month) {
      const auto due = plus_days(plus_months(april_after(0), month), 4);
      if (goes_wrong(20)) continue;
      bank(plus_days(due, pick(0, 3)), goes_wrong(20) ? 490'000 : 500'000, "NHS VALE ICB");
      if (goes_wrong(10)) bank(plus_days(due, 3), 500'000, "NHS VALE ICB");
    }
  }

  void others() {
    const std::array<const char*, 3> unknown{"ACME PARROTS", "CASH WITHDRAWAL", "BET365"};
    for (auto on = april_after(0); on < april_after(many); on = plus_days(on, pick(10, 30))) {
      bank(on, -pick(20, 60) * 100, "THORNHILL GARDENS");
      if (befalls(100)) bank(on, -pick(500, 9000), unknown[static_cast<std::size_t>(pick(0, 2))]);
      if (pick(0, 5) == 0) bank(on, pick(0, 1) == 0 ? -500 : pick(10, 90), "INTEREST");
    }
  }

  void decide(const ledger::StatementLine& line) {
    if (line.payee != "ACME PARROTS" || pick(0, 2) != 0) return;
    ledger::Decision decision;
    decision.line = line.id;
    decision.kind =
        pick(0, 4) == 0 ? ledger::Decision::Kind::unmatch : ledger::Decision::Kind::code;
    const int year = line.date.month() < 4 ? line.date.year() - 1 : line.date.year();
    if (decision.kind == ledger::Decision::Kind::code) {
      decision.plan_line = std::to_string(year) + "/garden";
    }
    decision.by = "r.patel";
    decision.at = text(line.date) + "T10:00:00Z";
    facts_.decisions.push_back(std::move(decision));
  }

  std::mt19937_64 chance_;
  int trouble_, late_ = 0;
  ledger::PersonFacts facts_;
  std::vector<ledger::StatementLine> lines_;
  std::map<ledger::TaxMonth, Pence> taxes_;
  std::map<std::int32_t, Pence> pensions_;  ///< by first of the month
};

}  // namespace

Date april_after(int years) {
  return *Date::of(2016 + years, 4, 1);
}

ledger::PersonFacts life(std::uint64_t chance, int trouble) {
  return Years{chance, trouble}.done();
}

ledger::PersonFacts known_by(ledger::PersonFacts facts, Date day) {
  std::erase_if(facts.lines, [&](const auto& line) { return line.line.date >= day; });
  std::erase_if(facts.payslips, [&](const auto& slip) { return slip.record.pay_date >= day; });
  std::erase_if(facts.invoices, [&](const auto& bill) { return bill.record.date >= day; });
  std::set<ledger::LineId> ids;
  for (const auto& line : facts.lines) ids.insert(line.line.id);
  std::erase_if(facts.decisions, [&](const auto& each) { return !ids.contains(each.line); });
  return facts;
}

}  // namespace years

#include "tests/reconcile/support_years.hpp"

#include "tests/reconcile/support_years_draft.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace years {
namespace {

using ledger::Date;
using ledger::Money;

constexpr std::array<const char*, 2> refs{"W1", "W2"};
constexpr std::array<const char*, 2> names{"Asha Quill", "Tomos Vane"};
constexpr std::array<const char*, 2> on_statements{"ASHA QUILL", "TOMOS VANE"};
constexpr std::array<const char*, 2> initials{"A QUILL", "T VANE"};

/// What befalls whoever holds money and employs.
class Ordinary {
 public:
  explicit Ordinary(Draft& life) : life_{life} {
    late_ = pick(0, 2);
    wages();
    deductions();
    invoices();
    if (life_.kind == Kind::plain) instalments();
    if (life_.kind != Kind::plain) pay_in(life_);
    others();
  }

 private:
  int pick(int least, int most) { return life_.pick(least, most); }
  bool befalls(int of_a_thousand) { return life_.befalls(of_a_thousand); }
  void bank(Date on, Pence pence, std::string text, bool health = false) {
    life_.bank(on, pence, std::move(text), health);
  }

  Pence payslip(std::size_t who, Date on) {
    ledger::Payslip slip{.period = {plus_days(on, -6), on}, .pay_date = on};
    slip.person = "P0001";
    slip.worker = refs[who];
    slip.name = names[who];
    slip.gross = Money::of_pence(who == 0 ? 32'000 : 28'000 + pick(0, 4) * 500);
    slip.tax = Money::of_pence(pick(0, 2) * 400);
    slip.employee_pension = Money::of_pence(slip.gross.pence() / 50);
    if (nights(who)) slip.tax = slip.employee_pension = {};
    slip.net = slip.gross - slip.tax - slip.employee_pension;
    taxes_[ledger::tax_month_of(on)] += slip.tax.pence();
    pensions_[plus_days(on, 1 - on.day()).days()] += slip.employee_pension.pence();
    life_.facts.payslips.push_back({{2}, slip});
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
    const auto bank = [&](Date day, Pence pence, std::string text) {
      life_.bank(day, pence, std::move(text), nights(who));
    };
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
      life_.facts.invoices.push_back({{3}, bill});
      const auto text = "LARKRISE HOMECARE" + (pick(0, 3) == 0 ? " " + bill.number : std::string{});
      if (befalls(50)) continue;
      if (befalls(50)) {
        held = owed;
        continue;
      }
      const auto paid = plus_days(on, befalls(30) ? pick(60, 500) : pick(5, 25));
      bank(paid, -owed - std::exchange(held, 0), text, true);
      if (befalls(40)) bank(plus_days(paid, pick(2, 20)), -owed, text, true);
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

  /// Of two purses the health one bears the second worker, who earns too little for deductions.
  bool nights(std::size_t who) const { return has_two_purses(life_.kind) && who == 1; }

  Draft& life_;
  int late_ = 0;
  std::map<ledger::TaxMonth, Pence> taxes_;
  std::map<std::int32_t, Pence> pensions_;  ///< by first of the month
};

void decide(Draft& life, const ledger::StatementLine& line) {
  if (line.payee != "ACME PARROTS" || life.pick(0, 2) != 0) return;
  ledger::Decision decision;
  decision.line = line.id;
  decision.kind =
      life.pick(0, 4) == 0 ? ledger::Decision::Kind::unmatch : ledger::Decision::Kind::code;
  const int year = line.date.month() < 4 ? line.date.year() - 1 : line.date.year();
  if (decision.kind == ledger::Decision::Kind::code) {
    decision.plan_line = std::to_string(year) + "/garden";
  }
  decision.by = "r.patel";
  decision.at = text(line.date) + "T10:00:00Z";
  life.facts.decisions.push_back(std::move(decision));
}

void add_imports(Draft& life) {
  const bool buys = !life.facts.deliveries.empty();
  for (const auto& [id, file] :
       {std::pair{1, "dp.csv"}, {2, "pay.csv"}, {3, "inv.csv"}, {4, "visits.csv"}}) {
    if (id == 4 && !buys) continue;
    ledger::Import import;
    import.id = {id};
    import.file = file;
    life.facts.imports[import.id] = import;
  }
}

}  // namespace

Date april_after(int years) {
  return *Date::of(2016 + years, 4, 1);
}

void give_lines(Draft& life) {
  auto& given = life.facts.lines;
  given.clear();
  for (auto [account, lines] : life.lines) {
    std::erase_if(lines, [](const auto& line) { return line.date >= april_after(many); });
    std::ranges::stable_sort(lines, {}, &ledger::StatementLine::date);
    ledger::number_lines("P0001/" + account, lines);
    for (const auto& line : lines) {
      given.push_back({account, {1}, line, static_cast<int>(given.size())});
    }
  }
}

ledger::PersonFacts life(std::uint64_t chance, int trouble, Kind kind) {
  Draft draft{chance, trouble, kind};
  officers_decide(draft);
  if (kind != Kind::notional) Ordinary{draft};
  take_fees(draft);
  deliver(draft);
  add_imports(draft);
  give_lines(draft);
  hand_back(draft);
  for (const auto& line : draft.facts.lines) decide(draft, line.line);
  return std::move(draft.facts);
}

ledger::PersonFacts known_by(ledger::PersonFacts facts, Date day) {
  std::erase_if(facts.lines, [&](const auto& line) { return line.line.date >= day; });
  std::erase_if(facts.payslips, [&](const auto& slip) { return slip.record.pay_date >= day; });
  std::erase_if(facts.invoices, [&](const auto& bill) { return bill.record.date >= day; });
  std::erase_if(facts.summaries,
                [&](const auto& each) { return each.record.month.period().last >= day; });
  std::erase_if(facts.deliveries, [&](const auto& each) { return each.record.period.last >= day; });
  std::erase_if(facts.acts, [&](const auto& act) { return act.on >= day; });
  std::set<ledger::LineId> ids;
  for (const auto& line : facts.lines) ids.insert(line.line.id);
  std::erase_if(facts.decisions, [&](const auto& each) { return !ids.contains(each.line); });
  return facts;
}

}  // namespace years

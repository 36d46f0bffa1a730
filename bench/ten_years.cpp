#include "bench/ten_years.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace bench {
namespace {

using ledger::Date;
using ledger::Money;
using Pence = std::int64_t;

constexpr int first_year = 2016;
constexpr std::string_view agency = "Larkrise Homecare Ltd";
constexpr std::string_view gardener = "Thornhill Gardens";

Date april(int year) {
  return *Date::of(year, 4, 1);
}

struct Habits {
  bool same_funder = true;
  bool wages_only = false;
  int days_late = 0;
  bool untidy = false;
};

class Life {
 public:
  Life(int years, Habits habits) : years_{years}, habits_{habits}, facts_{.history = agreed()} {
    for (int year = first_year; year < first_year + years_; ++year) {
      wages(year);
      if (habits_.wages_only) continue;
      monthly(year);
      invoices(year);
    }
    pay_deductions();
  }

  ledger::PersonFacts done() && {
    std::ranges::stable_sort(lines_, {}, &ledger::StatementLine::date);
    ledger::number_lines("P0001/dp", lines_);
    for (auto& line : lines_) {
      facts_.lines.push_back({"dp", {1}, std::move(line), static_cast<int>(facts_.lines.size())});
    }
    return std::move(facts_);
  }

 private:
  std::string funder(int year) const {
    if (habits_.same_funder) return "NHS Vale ICB";
    return year % 2 == 0 ? "Vale County Council" : "NHS Vale ICB";
  }

  ledger::Budget budget(int year) const {
    ledger::Budget made{
        .ref = std::to_string(year), .from = april(year), .to = plus_days(april(year + 1), -1)};
    made.stream = "health";
    made.funders = {{funder(year), "health", Money::of_pence(6'000'000)}};
    made.accounts = {"dp"};
    made.agreed = Money::of_pence(6'000'000);
    made.agreed_on = plus_days(april(year), -20);
    if (year > first_year) made.follows = std::to_string(year - 1);
    if (!habits_.wages_only) {
      made.instalments = {{ledger::Payer::funder, Money::of_pence(500'000), ledger::Every::month,
                           plus_days(april(year), 4), false}};
    }
    made.lines = {
        {"team", "pa-wages", {}, Money::of_pence(4'000'000), {}, {}, {}, {}},
        {"agency", "agency", {}, Money::of_pence(1'500'000), {std::string{agency}}, {}, {}, {}},
        {"garden",
         "activities",
         {},
         Money::of_pence(500'000),
         {std::string{gardener}},
         {},
         {},
         {}}};
    return made;
  }

  ledger::PersonHistory agreed() const {
    ledger::PersonVersion person;
    person.ref = "P0001";
    person.name = "Rowan Birkett";
    person.accounts = {{.ref = "dp", .opened = april(first_year)}};
    for (const auto& [ref, name] : {std::pair{"W1", "Asha Quill"}, {"W2", "Tomos Vane"}}) {
      ledger::Worker worker{.ref = ref, .name = name, .from = april(first_year)};
      for (int year = first_year; year < first_year + years_; ++year) {
        worker.shares.push_back({std::to_string(year), "team", 100});
      }
      person.workers.push_back(std::move(worker));
    }
    for (int year = first_year; year < first_year + years_; ++year) {
      person.budgets.push_back(budget(year));
    }
    return ledger::PersonHistory{{person}};
  }

  void line(Date date, Pence pence, std::string_view payee) {
    ledger::StatementLine made{.date = date, .amount = Money::of_pence(pence)};
    made.payee = payee;
    lines_.push_back(std::move(made));
  }

  void wage(Date day, const char* worker, Pence gross) {
    ledger::Payslip slip{
        .person = "P0001", .worker = worker, .period = {plus_days(day, -6), day}, .pay_date = day};
    slip.gross = Money::of_pence(gross);
    if (!habits_.wages_only) {
      slip.tax = Money::of_pence(gross / 10);
      slip.employee_pension = Money::of_pence(gross / 20);
    }
    slip.net = slip.gross - slip.tax - slip.employee_pension;
    slip.file_line = static_cast<int>(facts_.payslips.size()) + 2;
    paye_[tax_month_of(day)] += slip.paye();
    pension_[month_of(day)] += slip.pension();
    pay(day, worker, slip.net.pence());
    facts_.payslips.push_back({{10}, std::move(slip)});
  }

  /// Of the untidy one wage in 17 is not paid, and one in 23 twice.
  void pay(Date day, const char* worker, Pence net) {
    const auto* name = std::string_view{worker} == "W1" ? "A QUILL" : "TOMOS VANE";
    const auto nth = facts_.payslips.size();
    const auto when = plus_days(day, habits_.days_late);
    if (habits_.untidy && nth % 17 == 11) return;
    if (habits_.untidy && nth % 23 == 7) line(plus_days(when, 1), -net, name);
    line(when, -net, name);
  }

  void wages(int year) {
    const auto week = [](Date day) { return day.days() / 7; };
    const auto friday = plus_days(april(year), (4 - april(year).weekday() + 7) % 7);
    for (auto day = friday; day < april(year + 1); day = plus_days(day, 7)) {
      wage(day, "W1", 31'250);
      if (!habits_.wages_only) wage(day, "W2", 20'000 + 1'150 * (week(day) * 7 % 9));
    }
  }

  void monthly(int year) {
    for (int month = 0; month < 12; ++month) {
      const auto day = plus_months(plus_days(april(year), 4), month);
      line(day, 500'000, funder(year));
      line(plus_days(day, 9), -3'500, gardener);
      line(plus_days(day, 23), -3'500, gardener);
    }
  }

  void invoices(int year) {
    for (int i = 0; i < 13; ++i) {
      const auto day = plus_days(april(year), 10 + 28 * i);
      const auto nth = facts_.invoices.size();
      ledger::Invoice invoice{.person = "P0001",
                              .number = "LH" + std::to_string(4'000 + nth),
                              .supplier = std::string{agency},
                              .date = day,
                              .due = plus_days(day, 14)};
      invoice.amount = Money::of_pence(60'000 + static_cast<Pence>(nth * 7919 % 50'021));
      line(plus_days(day, 12), -invoice.amount.pence(), agency);
      facts_.invoices.push_back({{11}, std::move(invoice)});
    }
  }

  void pay_deductions() {
    const auto last = plus_days(april(first_year + years_), -1);
    for (const auto& [month, amount] : paye_) {
      if (month.due() <= last && !amount.is_zero()) line(month.due(), -amount.pence(), "HMRC PAYE");
    }
    for (const auto& [month, amount] : pension_) {
      const auto due = month.contributions_due();
      if (due <= last && !amount.is_zero()) line(due, -amount.pence(), "NEST PENSION");
    }
  }

  int years_;
  Habits habits_;
  ledger::PersonFacts facts_;
  std::vector<ledger::StatementLine> lines_;
  std::map<ledger::TaxMonth, Money> paye_;
  std::map<ledger::Month, Money> pension_;
};

template <Habits habits>
ledger::PersonFacts life(int years) {
  return Life{years, habits}.done();
}

}  // namespace

const std::vector<ManyYears>& many_years() {
  static const std::vector<ManyYears> all{
      {"rolled_over", life<Habits{}>},
      {"handed_back", life<Habits{.same_funder = false}>},
      {"equal_wages", life<Habits{.wages_only = true}>},
      {"late_wages", life<Habits{.wages_only = true, .days_late = 1}>},
      {"very_late_wages", life<Habits{.wages_only = true, .days_late = 5}>},
      {"untidy", life<Habits{.untidy = true}>}};
  return all;
}

}  // namespace bench

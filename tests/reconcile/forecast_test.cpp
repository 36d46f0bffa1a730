// Where a budget will stand at its end: rates, what is known, the bank, warnings. What holds of any
// life is in forecast_property_test.cpp.
#include "reconcile/forecast.hpp"

#include "reconcile/money_ahead.hpp"
#include "tests/reconcile/build_acts.hpp"

using namespace build;
using reconcile::BudgetForecast;
using reconcile::BudgetPhase;
using reconcile::Flow;
using reconcile::Range;
using reconcile::RestsOn;
using reconcile::Warned;

namespace {

BudgetForecast forecast_on(const Books& books) {
  const auto all = reconcile::forecasts(books.view(), reconcile::positions(books.view()));
  REQUIRE(all.size() == 1);
  return all.front();
}
const reconcile::LineForecast& line(const BudgetForecast& made, const std::string& ref) {
  for (const auto& one : made.lines) {
    if (one.ref == ref) return one;
  }
  throw std::out_of_range{"no line " + ref};
}
std::string said(const Range& range) {
  return ledger::text(range.low) + " " + ledger::text(range.middle) + " " +
         ledger::text(range.high);
}
bool warns(const BudgetForecast& made, Warned what) {
  return std::ranges::count(made.warnings, what, &reconcile::Warning::what) > 0;
}
const reconcile::Warning& warning(const BudgetForecast& made, Warned what) {
  for (const auto& one : made.warnings) {
    if (one.what == what) return one;
  }
  throw std::out_of_range{"no such warning"};
}

/// Gardeners cost this much in each four weeks from 1 April 2025.
Acted gardened(const std::vector<std::string>& by_period) {
  Acted made;
  made.person.workers.clear();
  made.plan().lines = {plan_line("garden", "activities", {"GREEN THUMB GARDENS"})};
  made.plan().lines[0].amount = pounds("1300.00");
  int n = 0;
  for (const auto& cost : by_period) {
    const auto on = ledger::text(plus_days(day("2025-04-10"), 28 * n++));
    if (cost != "0") made.bank(on, "-" + cost, "GREEN THUMB GARDENS");
  }
  return made;
}

}  // namespace

TEST_CASE("a rate is the average a day, low the cheaper half and high the dearer", "[forecast]") {
  const auto money = [](const char* text) { return pounds(text); };
  CHECK(said(reconcile::at_the_rate_of({money("100"), money("300"), money("200"), money("400")}, 28,
                                       28)) == "150.00 250.00 350.00");
  // of an odd number the middle one is in both halves
  CHECK(said(reconcile::at_the_rate_of({money("10"), money("40"), money("10")}, 10, 5)) ==
        "5.00 10.00 12.50");
  CHECK(said(reconcile::at_the_rate_of({money("70")}, 7, 3)) == "30.00 30.00 30.00");
  CHECK(said(reconcile::at_the_rate_of({money("-70"), money("-20")}, 7, 3)) == "0.00 0.00 0.00");
}

TEST_CASE("a range is never out of order, and no days to come cost nothing", "[forecast]") {
  for (int a = -3; a <= 9; ++a) {
    for (int b = -3; b <= 9; ++b) {
      for (int c = -3; c <= 9; ++c) {
        for (const int days : {0, 1, 5, 28}) {
          const auto range = reconcile::at_the_rate_of(
              {Money::of_pence(a), Money::of_pence(b), Money::of_pence(c)}, 7, days);
          REQUIRE(range.low <= range.middle);
          REQUIRE(range.middle <= range.high);
          REQUIRE_FALSE(range.low.is_negative());
          if (days == 0) REQUIRE(range == Range{});
          // three weeks to come at the rate of three weeks cost the same again
          if (days == 28) continue;
          const auto again = reconcile::at_the_rate_of(
              {Money::of_pence(a), Money::of_pence(b), Money::of_pence(c)}, 7, 21);
          REQUIRE(again.middle == ledger::at_least_nothing(Money::of_pence(a + b + c)));
        }
      }
    }
  }
}

TEST_CASE("a line without anything known goes on at the rate of its whole periods", "[forecast]") {
  auto stephen = gardened({"90.00", "110.00", "100.00", "100.00"});
  stephen.bank("2025-07-21", "-1.00", "GREEN THUMB GARDENS");  // how far the statements reach
  const auto made = forecast_on(Books{stephen, "2025-07-25"});
  const auto& garden = line(made, "garden");
  CHECK(garden.basis == RestsOn::rate);
  CHECK(garden.periods == 4);
  CHECK(made.known_until == day("2025-07-21"));
  // 401.00 in 112 days; 253 days from 22 July to 31 March; the halves cost 190.00 and 211.00
  CHECK(said(garden.to_come) == "858.39 905.83 953.27");
  CHECK(said(garden.at_end()) == "1259.39 1306.83 1354.27");
  CHECK(warns(made, Warned::line_over));
  CHECK(ledger::text(warning(made, Warned::line_over).amount) == "6.83");
  CHECK(warning(made, Warned::line_over).on > day("2026-03-25"));
  // eight weeks before it happens
  const auto& over = warning(made, Warned::line_over);
  CHECK(*over.on - *over.act_by == 56);
}

TEST_CASE("what was spent after the records end is not counted twice", "[forecast]") {
  auto stephen = gardened({"100.00", "100.00", "100.00"});
  stephen.bank("2025-06-25", "-20.00", "GREEN THUMB GARDENS");
  const auto before = forecast_on(Books{stephen, "2025-06-30"});
  // an invoice of July for the same garden, before July's statement
  stephen.invoice("77", "2025-07-05", "60.00", "GREEN THUMB GARDENS");
  stephen.invoices.back().record.plan_line = "2025/garden";
  const auto after = forecast_on(Books{stephen, "2025-07-06"});
  CHECK(before.known_until == after.known_until);
  CHECK(line(before, "garden").at_end() == line(after, "garden").at_end());
  CHECK(line(after, "garden").spent == pounds("380.00"));
}

TEST_CASE("with too few whole periods it cannot be told, and it says how many are missing",
          "[forecast]") {
  const auto made = forecast_on(Books{gardened({"90.00", "110.00", "100.00"}), "2025-06-22"});
  const auto& garden = line(made, "garden");
  CHECK(garden.basis == RestsOn::untold);
  CHECK(garden.periods == 2);
  CHECK(garden.periods_needed == 3);
  CHECK(garden.at_end() == Range::exactly(pounds("300.00")));
  CHECK_FALSE(made.whole);
  CHECK_FALSE(warns(made, Warned::money_left));
}

TEST_CASE("a line that came into the plan later is measured from then on", "[forecast]") {
  auto stephen = gardened({"0", "0", "0", "100.00", "100.00", "100.00"});
  auto first = stephen.person;
  first.budgets[0].lines.clear();
  stephen.person.from = day("2025-06-24");
  auto facts = stephen.facts();
  facts.history = ledger::PersonHistory{{first, stephen.person}};
  const Answer answer{facts};
  std::vector<ledger::RecordedEntry> recorded;
  int number = 0;
  for (const auto& entry : answer.entries) {
    recorded.push_back({{++number}, entry, std::nullopt, false, {number}});
  }
  const auto view =
      reconcile::view(answer.facts, recorded, ledger::balances_of(recorded, day("2025-09-15")),
                      ledger::Parameters::built_in(), day("2025-09-15"));
  const auto made = reconcile::forecasts(view, reconcile::positions(view)).at(0);
  CHECK(line(made, "garden").periods == 2);  // to 28 August, the last line there is
}

TEST_CASE("what was bought once, or is over, does not go on at a rate", "[forecast]") {
  const auto of = [](const std::vector<std::string>& periods) {
    return line(forecast_on(Books{gardened(periods), "2025-10-24"}), "garden");
  };
  auto once = of({"0", "900.00"});
  // how far the records go is the last line's day: nothing can be told of one
  CHECK(once.basis == RestsOn::untold);
  const auto reach = [](Acted made) {
    made.plan().lines.push_back(plan_line("team", "pa-wages", {}));
    made.bank("2025-10-24", "1000.00", "NHS TRENT ICB");
    return line(forecast_on(Books{made, "2025-10-24"}), "garden");
  };
  once = reach(gardened({"0", "900.00"}));
  CHECK(once.basis == RestsOn::resting);
  CHECK(said(once.at_end()) == "900.00 900.00 1300.00");
  const auto over = reach(gardened({"500.00", "500.00", "300.00"}));
  CHECK(over.basis == RestsOn::resting);  // not in the latest three of seven
  CHECK(said(over.at_end()) == "1300.00 1300.00 1300.00");
  CHECK_FALSE(over.over_on);
  CHECK(said(reach(gardened({})).at_end()) == "0.00 0.00 1300.00");
  CHECK(reach(gardened({"0", "0", "0", "100.00", "100.00"})).basis == RestsOn::rate);
}

TEST_CASE("what is known to come is spent and committed, no more and no less", "[forecast]") {
  auto stephen = gardened({"100.00", "100.00", "100.00", "100.00"});
  auto& garden = stephen.plan().lines[0];
  garden.each = pounds("100.00");
  garden.every = ledger::Every::four_weeks;
  garden.first = day("2025-04-10");
  const auto made = forecast_on(Books{stephen, "2025-07-20"});
  CHECK(line(made, "garden").basis == RestsOn::known);
  CHECK(said(line(made, "garden").at_end()) == "1300.00 1300.00 1300.00");
  CHECK_FALSE(warns(made, Warned::line_over));
  CHECK_FALSE(warns(made, Warned::line_may_be_over));
}

TEST_CASE("estimated wages lie between the usual week and what was really paid", "[forecast]") {
  Acted stephen;
  stephen.person.workers = {worker("W1", "Amy Jones")};
  stephen.person.workers[0].hours = ledger::parse_quantity("10").value();
  stephen.person.workers[0].rate = pounds("10.00");
  stephen.plan().lines = {plan_line("team", "pa-wages", {"W1"})};
  stephen.plan().lines[0].amount = pounds("6000.00");
  // four weeks at 480.00, where the usual four weeks are 400.00
  for (const auto* on : {"2025-04-28", "2025-05-26", "2025-06-23", "2025-07-21"}) {
    stephen.payslip("W1", on, "480.00");
    stephen.payslips.back().record.period.first = plus_days(day(on), -27);
    stephen.bank(on, "-480.00", "AMY JONES");
  }
  const auto made = forecast_on(Books{stephen, "2025-07-21"});
  const auto& team = line(made, "team");
  CHECK(team.basis == RestsOn::known);
  // 253 days: 36 1/7 weeks of 100.00; at the rate 1440.00 in 84 days (the fourth period is not
  // whole yet), 4337.14
  CHECK(said(team.to_come) == "3614.29 3614.29 4337.14");
  CHECK(warning(made, Warned::line_may_be_over).line == "team");
  // wages are expected every four weeks, as the last two were
  CHECK(made.short_of.has_value() == made.lowest->bank.is_negative());
}

TEST_CASE("the account is short before money comes, and for what", "[forecast]") {
  Acted stephen;
  stephen.person.workers = {worker("W1", "Amy Jones")};
  stephen.person.workers[0].hours = ledger::parse_quantity("24").value();
  stephen.person.workers[0].rate = pounds("12.50");
  stephen.plan().lines = {plan_line("team", "pa-wages", {"W1"})};
  for (const auto* on : {"2025-04-01", "2025-05-01", "2025-06-01"}) {
    stephen.bank(on, "1000.00", "NHS TRENT ICB");
  }
  for (const auto* on : {"2025-04-28", "2025-05-26"}) {
    stephen.payslip("W1", on, "950.00");
    stephen.bank(on, "-950.00", "AMY JONES");
  }
  const auto made = forecast_on(Books{stephen, "2025-06-22"});
  // 1100.00 is there, and four weeks since the last payslip cost 1200.00
  REQUIRE(made.short_of);
  CHECK(made.short_of->because == Flow::wages);
  CHECK(ledger::text(made.short_of->day) == "2025-06-23");
  CHECK(ledger::text(made.short_of->missing) == "100.00");
  CHECK(ledger::text(made.short_of->money_comes.value()) == "2025-07-01");
  CHECK(made.lowest->bank <= -made.short_of->missing);
  CHECK(warns(made, Warned::bank_short));
}

TEST_CASE("what is owed today is paid on its days, and the end is the bank after all of it",
          "[forecast]") {
  Acted stephen = gardened({});
  stephen.person.workers = {worker("W1", "Amy Jones", "garden")};
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  const Books books{stephen, "2025-04-30"};
  const auto made = forecast_on(books);
  const auto position = reconcile::positions(books.view()).at(0);
  std::vector<std::string> owed;
  for (const auto& event : reconcile::events_ahead(books.view(), position, made)) {
    if (event.out.is_zero() || event.flow > Flow::other_owed) continue;
    owed.push_back(ledger::text(event.day) + " " + std::string{text(event.flow)} + " " +
                   ledger::text(event.out));
  }
  CHECK(owed == std::vector<std::string>{"2025-05-01 net-pay 120.00", "2025-05-22 paye 60.00",
                                         "2025-05-22 pension 15.00"});
  CHECK(ledger::text(made.expected_in) == "11000.00");
  CHECK(ledger::text(made.bank_at_end) == "11805.00");
}

TEST_CASE("what a budget took over from another is paid on the days on which it was due",
          "[forecast]") {
  Acted luke = gardened({});
  luke.person.workers = {worker("W1", "Amy Jones", "garden")};
  luke.plan().to = day("2025-04-30");
  auto next = budget("2026", "2025-05-01", "2026-03-31");
  next.follows = "2025";
  next.lines = {plan_line("garden", "activities", {"GREEN THUMB GARDENS"})};
  luke.person.budgets.push_back(next);
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  luke.bank("2025-04-25", "-120.00", "AMY JONES");
  const Books books{luke, "2025-05-02"};
  const auto positions = reconcile::positions(books.view());
  REQUIRE(positions.size() == 2);
  CHECK(ledger::text(positions[1].owed.paye) == "60.00");
  const auto made = reconcile::forecast(books.view(), positions[1]);
  const auto events = reconcile::events_ahead(books.view(), positions[1], made);
  const auto paye = std::ranges::find(events, Flow::paye, &reconcile::Event::flow);
  REQUIRE(paye != events.end());
  CHECK(ledger::text(paye->day) == "2025-05-22");
  CHECK(reconcile::forecast(books.view(), positions[0]).phase == BudgetPhase::over);
}

TEST_CASE("an instalment whose grace has passed is late and not counted on", "[forecast]") {
  auto stephen = gardened({"10.00"});
  const auto on_the_day = forecast_on(Books{stephen, "2025-04-08"});
  CHECK(on_the_day.late.is_zero());
  CHECK(ledger::text(on_the_day.expected_in) == "12000.00");
  const auto after = forecast_on(Books{stephen, "2025-04-09"});
  CHECK(ledger::text(after.late) == "1000.00");
  CHECK(ledger::text(after.expected_in) == "11000.00");
  CHECK(warns(after, Warned::money_late));
}

TEST_CASE("nothing is expected before the agreement, nor after the end", "[forecast]") {
  auto stephen = gardened({"100.00", "100.00", "100.00", "100.00"});
  stephen.plan().agreed_on = day("2025-08-01");
  const auto before = forecast_on(Books{stephen, "2025-07-31"});
  CHECK(before.phase == BudgetPhase::not_agreed);
  CHECK(before.expected_in.is_zero());
  CHECK(before.total == Range::exactly(pounds("400.00")));
  CHECK(forecast_on(Books{stephen, "2025-08-01"}).phase == BudgetPhase::running);

  const auto over = forecast_on(Books{stephen, "2026-04-01"});
  CHECK(over.phase == BudgetPhase::over);
  CHECK(over.total == Range::exactly(pounds("400.00")));
  CHECK_FALSE(warns(over, Warned::money_left));
}

TEST_CASE("a budget that was closed or whose person died goes on no longer", "[forecast]") {
  auto stephen = gardened({"100.00", "100.00", "100.00", "100.00"});
  stephen.plan().closed_on = day("2025-08-31");
  CHECK(forecast_on(Books{stephen, "2025-07-31"}).until == day("2025-08-31"));
  stephen.plan().closed_on = std::nullopt;
  stephen.person.died = day("2025-07-15");
  const auto made = forecast_on(Books{stephen, "2025-07-31"});
  CHECK(made.phase == BudgetPhase::over);
  CHECK(made.expected_in.is_zero());
}

TEST_CASE("money that will be left is told in time, but for what is kept in hand", "[forecast]") {
  auto stephen = gardened({"100.00", "100.00", "100.00", "100.00"});
  stephen.plan().agreed = pounds("1300.00");
  stephen.plan().contingency = pounds("100.00");
  CHECK_FALSE(warns(forecast_on(Books{stephen, "2025-07-31"}), Warned::money_left));
  stephen.plan().contingency = pounds("0.00");
  stephen.plan().agreed = pounds("2000.00");
  const auto made = forecast_on(Books{stephen, "2025-07-31"});
  CHECK(warning(made, Warned::money_left).amount ==
        pounds("2000.00") - line(made, "garden").at_end().middle);
}

TEST_CASE("a notional budget has a plan that may run out, and no bank", "[forecast]") {
  auto stephen = gardened({});
  stephen.plan().deployment = ledger::Deployment::notional;
  stephen.plan().accounts.clear();
  stephen.person.services = {{.budget = "2025",
                              .ref = "visits",
                              .line = "garden",
                              .provider = "Green Thumb Gardens",
                              .kind = "spot",
                              .unit = "visit",
                              .price = pounds("30.00"),
                              .quantity = ledger::parse_quantity("1").value(),
                              .every = ledger::Every::week,
                              .from = day("2025-04-01")}};
  const auto made = forecast_on(Books{stephen, "2025-04-30"});
  CHECK_FALSE(made.has_bank);
  CHECK(made.months.empty());
  CHECK(line(made, "garden").basis == RestsOn::known);
  CHECK(line(made, "garden").over_on.has_value());
  CHECK(warns(made, Warned::line_over));
}

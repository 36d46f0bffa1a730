// The forecast's answer: sentences to act on, tables, JSON.
#include "reports/forecast.hpp"

#include "tests/reconcile/build_acts.hpp"

using namespace build;
using reconcile::Warned;

namespace {

std::vector<reconcile::BudgetForecast> forecasts_on(const Books& books) {
  return reconcile::forecasts(books.view(), reconcile::positions(books.view()));
}
reports::Answer answer_on(const Acted& made, const std::string& on) {
  const Books books{made, on};
  return reports::forecast(forecasts_on(books), day(on));
}
bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

/// Gardeners at 100.00 every four weeks, where the plan has 1,200.00.
Acted gardened() {
  Acted made;
  made.person.workers.clear();
  made.plan().lines = {plan_line("garden", "activities", {"GREEN THUMB GARDENS"})};
  made.plan().lines[0].amount = pounds("1200.00");
  for (int n = 0; n < 5; ++n) {
    made.bank(ledger::text(plus_days(day("2025-04-10"), 28 * n)), "-100.00", "GREEN THUMB GARDENS");
  }
  return made;
}

}  // namespace

TEST_CASE("an amount that is only expected is told to the pound", "[forecast]") {
  CHECK(reports::about(pounds("1234.49")) == "£1,234");
  CHECK(reports::about(pounds("1234.50")) == "£1,235");
  CHECK(reports::about(pounds("-0.50")) == "-£1");
  CHECK(reports::name_of(ledger::Month{2026, 1}) == "January 2026");
}

TEST_CASE("a warning says which line, by how much, when, and by when to act", "[forecast]") {
  const auto text = reports::as_text(answer_on(gardened(), "2025-08-01"), {false, true, 100});
  CHECK(has(text, "The line garden will be over by about £"));
  CHECK(has(text, "its money runs out on"));
  CHECK(has(text, " Act by "));
  const auto late = reports::as_text(answer_on(gardened(), "2026-02-20"), {false, true, 100});
  CHECK_FALSE(has(late, " Act by "));
}

TEST_CASE("what cannot be told says what is missing", "[forecast]") {
  const auto text = reports::as_text(answer_on(gardened(), "2025-05-20"), {false, true, 100});
  CHECK(has(text, "What garden will still cost cannot be told: 1 whole period of spending"));
  CHECK(has(text, "The total leaves out what cannot be told."));
}

TEST_CASE("a shortage says for what, and when money comes", "[forecast]") {
  auto stephen = gardened();
  stephen.bank("2025-04-01", "450.00", "NHS TRENT ICB");
  stephen.plan().instalments[0].amount = pounds("450.00");
  stephen.plan().instalments[0].every = ledger::Every::quarter;
  const auto text = reports::as_text(answer_on(stephen, "2025-06-20"), {false, true, 100});
  CHECK(has(text, "In the bank at its end"));
  CHECK(has(text, "There is £150.00 in the bank today."));
}

TEST_CASE("the document has its schema, ranges and warnings; CSV a row a line", "[forecast]") {
  const auto answer = answer_on(gardened(), "2025-08-01");
  CHECK(
      answer.json.find(
          R"({"schema":"dpledger.forecast/1","as_of":"2025-08-01","budgets":[{"person":"P0001")") ==
      0);
  CHECK(has(answer.json, R"("basis":"rate")"));
  CHECK(has(answer.json, R"("what":"line-over","line":"garden")"));
  CHECK(reports::as_xlsx(answer).starts_with("PK"));
  const auto csv = reports::as_csv(answer);
  CHECK(std::ranges::count(csv, '\n') == 2);
  CHECK(has(csv, "P0001,2025,2026-03-31,running,garden,activities,1200.00,500.00,0.00,rate,"));
}

TEST_CASE("every warning there is has a sentence", "[forecast]") {
  const auto made = forecasts_on(Books{gardened(), "2025-08-01"}).at(0);
  auto budget = made;
  budget.short_of = reconcile::ShortOfMoney{day("2026-01-25"), pounds("80.00"),
                                            reconcile::Flow::wages, day("2026-02-01")};
  const auto said = [&](Warned what) {
    return reports::warning_sentence(
        budget, {what, "garden", pounds("80.40"), day("2026-01-25"), day("2025-11-30")},
        day("2025-08-01"));
  };
  CHECK(said(Warned::line_over) ==
        "The line garden will be over by about £80 at the end if spending goes on so; its money "
        "runs out on 25 January 2026. Act by 30 November 2025.");
  CHECK(said(Warned::bank_short) ==
        "The account will be short by about £80 for the wages of 25 January 2026; the next money "
        "is expected on 1 February 2026. Act by 30 November 2025.");
  CHECK(has(said(Warned::line_may_be_over), "may be over, by up to about £80"));
  CHECK(has(said(Warned::budget_over), "runs out on 25 January 2026"));
  CHECK(has(said(Warned::money_late), "£80.40 that was agreed has not come"));
  CHECK(has(said(Warned::money_left), "Money will be left: about £80 of the £50,000.00 agreed"));
}

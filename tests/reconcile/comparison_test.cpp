// What a budget costs against what it replaced, month by month.
#include "reconcile/comparison.hpp"

#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

/// A direct payment from 16 June to 15 September 2025: 92 days.
ledger::PersonVersion replaced() {
  auto version = person();
  auto& budget = version.budgets[0];
  budget.from = day("2025-06-16");
  budget.to = day("2025-09-15");
  return version;
}

reconcile::Comparison compared(Case& made, std::string_view as_of,
                               std::string_view budget = "2025") {
  const auto view = made.view(as_of);
  return reconcile::comparison(view, *view.history().budget(budget));
}

void pay(Case& made, std::string_view on, std::string_view amount) {
  made.code(made.line(on, amount, "GREEN THUMB"), "2025/garden");
}

}  // namespace

TEST_CASE("a baseline is spread by day, and its months make the whole to the penny",
          "[comparison]") {
  auto version = replaced();
  version.budgets[0].baseline = pounds("1000.00");
  Case made{version};
  pay(made, "2025-07-05", "-300.00");
  const auto of = compared(made, "2025-12-31");
  REQUIRE(of.months.size() == 4);
  CHECK(of.months[0].former == pounds("163.04"));  // 15 of 92 days
  CHECK(of.months[1].former == pounds("336.96"));
  CHECK(of.months[2].former == pounds("336.96"));
  CHECK(of.months[3].former == pounds("163.04"));
  CHECK(of.former == pounds("1000.00"));
  CHECK(of.cost == pounds("300.00"));
  CHECK(of.months[1].saving == pounds("36.96"));
  CHECK(of.months[1].saving_so_far == pounds("200.00"));
  CHECK(of.saving == pounds("700.00"));
  CHECK(of.basis == reconcile::FormerBasis::baseline);
}

TEST_CASE("a month that is not over counts to the day, on both sides", "[comparison]") {
  auto version = replaced();
  version.budgets[0].baseline = pounds("920.00");
  Case made{version};
  pay(made, "2025-07-05", "-30.00");
  pay(made, "2025-07-20", "-70.00");
  const auto of = compared(made, "2025-07-10");
  REQUIRE(of.months.size() == 2);
  CHECK(of.months[0].over);
  CHECK_FALSE(of.months[1].over);
  CHECK(of.months[1].former == pounds("100.00"));
  CHECK(of.months[1].cost == pounds("30.00"));
  CHECK(of.saving == pounds("220.00"));
  CHECK(compared(made, "2025-06-15").months.empty());
}

TEST_CASE("the last month is over when the budget is, and cost after it still counts",
          "[comparison]") {
  auto version = replaced();
  version.budgets[0].baseline = pounds("920.00");
  Case made{version};
  CHECK(compared(made, "2025-09-15").months.back().over);
  CHECK_FALSE(compared(made, "2025-09-14").months.back().over);
  pay(made, "2025-10-02", "-20.00");
  const auto of = compared(made, "2025-10-31");
  REQUIRE(of.months.size() == 5);
  CHECK(of.months[4].cost == pounds("20.00"));
  CHECK(of.months[4].former == pounds("0.00"));
  CHECK(of.former == pounds("920.00"));
}

TEST_CASE("what is known by the week goes before the baseline", "[comparison]") {
  auto version = replaced();
  version.budgets[0].baseline = pounds("920.00");
  version.budgets[0].former = {
      {{day("2025-06-16"), day("2025-06-29")}, pounds("140.00")}};  // 20 a day for 14 days
  Case made{version};
  const auto of = compared(made, "2025-06-30");
  CHECK(of.months[0].former == pounds("290.00"));
  CHECK(of.basis == reconcile::FormerBasis::both);
  version.budgets[0].baseline.reset();
  Case weekly{version};
  // After the last known day the package would have gone on at its price.
  CHECK(compared(weekly, "2025-06-30").months[0].former == pounds("300.00"));
}

TEST_CASE("an earlier notional budget shows what the package really cost", "[comparison]") {
  auto version = replaced();
  ledger::Budget earlier{.ref = "n", .from = day("2025-04-01"), .to = day("2026-03-31")};
  earlier.deployment = ledger::Deployment::notional;
  earlier.agreed = pounds("9000.00");
  earlier.closed_on = day("2025-06-15");
  earlier.lines = {{"care", "agency", "", pounds("9000.00"), {}, {}, {}, {}}};
  version.budgets.push_back(earlier);
  Case made{version};
  made.invoice("A1", "Tidewell Nursing", "2025-05-31", "760.00", "n/care");  // 76 days: 10 a day
  auto of = compared(made, "2025-06-30");
  REQUIRE(of.earlier);
  CHECK(of.earlier->budget == "n");
  CHECK(of.earlier->cost == pounds("760.00"));
  CHECK(of.basis == reconcile::FormerBasis::earlier);
  CHECK(of.months[0].former == pounds("150.00"));
  made.facts.history = ledger::PersonHistory{[&] {
    version.budgets[0].baseline = pounds("920.00");
    return std::vector{version};
  }()};
  of = compared(made, "2025-06-30");
  CHECK(of.months[0].former == pounds("150.00"));
  CHECK(of.months[0].earlier == pounds("150.00"));
  CHECK(of.basis == reconcile::FormerBasis::baseline);
}

TEST_CASE("a package that one budget follows is not what another one beside it saved",
          "[comparison]") {
  auto version = replaced();
  ledger::Budget earlier{.ref = "tp", .from = day("2025-04-01"), .to = day("2025-06-15")};
  earlier.deployment = ledger::Deployment::third_party;
  earlier.lines = {{"care", "agency", "", pounds("9000.00"), {}, {}, {}, {}}};
  auto beside = version.budgets[0];
  beside.ref = "n";
  beside.deployment = ledger::Deployment::notional;
  beside.instalments.clear();
  version.budgets.push_back(earlier);
  version.budgets.push_back(beside);
  const auto earlier_of = [&](const std::string& ref) {
    Case made{version};
    made.invoice("A1", "Tidewell Nursing", "2025-05-31", "760.00", "tp/care");
    return compared(made, "2025-06-30", ref).earlier.has_value();
  };
  SECTION("none says which of them took its place: neither did") {
    CHECK_FALSE(earlier_of(version.budgets[0].ref));
    CHECK_FALSE(earlier_of("n"));
  }
  SECTION("one follows it") {
    version.budgets[0].follows = "tp";
    CHECK(earlier_of(version.budgets[0].ref));
    CHECK_FALSE(earlier_of("n"));
  }
}

TEST_CASE("where nobody knows what was before, nothing is saved or lost", "[comparison]") {
  Case made{replaced()};
  pay(made, "2025-07-05", "-300.00");
  const auto of = compared(made, "2025-07-31");
  CHECK(of.basis == reconcile::FormerBasis::unknown);
  CHECK_FALSE(of.saving);
  CHECK(of.cost == pounds("300.00"));
}

#include "reconcile/view.hpp"

#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace build_view;

namespace {
constexpr auto april = "net-pay:P0001:W1:2025-04-25";
Case one_payslip() {
  Case made;
  made.pay(payslip("W1", "2025-03-29", "2025-04-25", "2025-04-25", "500.00"));
  return made;
}
}  // namespace

TEST_CASE("lines and settlements after the day are not seen", "[view]") {
  auto made = one_payslip();
  made.match(made.line("2025-04-25", "-200.00", "A JONES"), {{april, pounds("-200.00")}});
  made.match(made.line("2025-04-28", "-300.00", "A JONES"), {{april, pounds("-300.00")}});
  CHECK(made.view("2025-04-24").lines.empty());
  CHECK(made.view("2025-04-27").item(april)->settled == pounds("-200.00"));
  CHECK(made.view("2025-04-28").item(april)->open().is_zero());
  CHECK(made.view("2025-04-28").item(april)->settled_by.size() == 2);
}

TEST_CASE("a returned payment opens what the undone line had settled", "[view]") {
  auto made = one_payslip();
  const auto paid = made.line("2025-04-25", "-500.00", "A JONES");
  made.match(paid, {{april, pounds("-500.00")}});
  const auto back = made.line("2025-04-29", "500.00", "RETURNED A JONES");
  made.match(back, {{ledger::reversal_key(paid), pounds("500.00")}}, reconcile::rule::reversal);
  CHECK(made.view("2025-04-28").item(april)->open().is_zero());
  CHECK(made.view("2025-04-29").item(april)->settled.is_zero());
}

TEST_CASE("a duplicate settles nothing, and bringing it back opens nothing", "[view]") {
  auto made = one_payslip();
  made.match(made.line("2025-04-25", "-500.00", "A JONES"), {{april, pounds("-500.00")}});
  const auto again = made.line("2025-04-28", "-500.00", "A JONES");
  made.match(again, {{april, pounds("-500.00")}}, reconcile::rule::duplicate);
  const auto back = made.line("2025-04-30", "500.00", "A JONES REFUND");
  made.match(back, {{ledger::reversal_key(again), pounds("500.00")}}, reconcile::rule::reversal);
  for (const auto* on : {"2025-04-25", "2025-04-28", "2025-04-30"}) {
    CHECK(made.view(on).item(april)->settled == pounds("-500.00"));
  }
}

TEST_CASE("a suggestion settles nothing", "[view]") {
  auto made = one_payslip();
  const auto line = made.line("2025-04-25", "-500.00", "JONES");
  made.match(line, {{april, pounds("-500.00")}});
  made.suggest(line);
  CHECK(made.view("2025-04-25").item(april)->settled.is_zero());
}

TEST_CASE("an entry that was reversed no longer explains its line", "[view]") {
  auto made = one_payslip();
  made.match(made.line("2025-04-25", "-500.00", "A JONES"), {{april, pounds("-500.00")}});
  made.view("2025-04-30");
  for (auto& recorded : made.standing) {
    recorded.reversed = recorded.entry.kind == ledger::EntryKind::line;
  }
  const auto view = reconcile::view(made.facts, made.standing, {}, ledger::Parameters::built_in(),
                                    day("2025-04-30"));
  REQUIRE(view.lines.size() == 1);
  CHECK(view.lines.front().match == nullptr);
  CHECK(view.item(april)->settled.is_zero());
}

TEST_CASE("an evidence names the file and the line in it", "[view]") {
  auto made = one_payslip();
  made.line("2025-04-25", "-500.00", "A JONES");
  const auto view = made.view("2025-04-30");
  CHECK(view.evidence(*view.lines.front().line) == ledger::Evidence{"bank.csv", 2});
  CHECK(view.evidence(ledger::ImportId{99}, 7) == ledger::Evidence{"", 7});
}

TEST_CASE("part payments settle what they sum to, in whatever order the lines stand",
          "[view][property]") {
  const bool held = rc::check("settled is the sum of the lines up to the day", [] {
    auto made = one_payslip();
    const auto parts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 28));
    const int until = *rc::gen::inRange(1, 29);
    ledger::Money expected;
    for (const int part : parts) {
      const auto date = text(ledger::plus_days(day("2025-04-01"), part));
      made.match(made.line(date, "-1.00", "A JONES"), {{april, pounds("-1.00")}});
      if (part < until) expected -= pounds("1.00");
    }
    const auto as_of = text(ledger::plus_days(day("2025-04-01"), until - 1));
    RC_ASSERT(made.view(as_of).item(april)->settled == expected);
  });
  REQUIRE(held);
}

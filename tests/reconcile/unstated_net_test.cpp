// Payslips that state no net pay: what HMRC's Full Payment Submission says of them.
#include "reconcile/groundwork.hpp"
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

constexpr auto net_pay = "net-pay:P0001:W1:2025-04-25";

ledger::Payslip worked_out(std::string_view net) {
  auto slip = payslip("W1", "2025-04-06", "2025-05-05", "2025-04-25", net);
  slip.net_stated = false;
  return slip;
}

/// One payslip of 500.00 that is paid with `paid`, as the engine itself matches it.
Case paid_with(ledger::Payslip slip, std::string_view paid) {
  Case made;
  made.pay(std::move(slip));
  made.covered("2025-04-01", "2026-03-31");
  const auto line = made.line("2025-04-25", paid, "AMY JONES");
  const auto& parameters = ledger::Parameters::built_in();
  const auto items = reconcile::expected_items(made.facts, parameters);
  const auto matches = reconcile::match_lines(made.facts, items, parameters);
  made.matches[static_cast<std::size_t>(line.value) - 1] = matches.at(0);
  return made;
}

}  // namespace

TEST_CASE("another amount than was worked out is matched, and cannot be tested", "[checks]") {
  struct Row {
    const char* paid;
    const char* code;
  };
  for (const auto& [paid, code] : {Row{"-512.00", "overpaid"}, Row{"-488.00", "underpaid"}}) {
    auto made = paid_with(worked_out("500.00"), paid);
    REQUIRE(made.matches[0].items.size() == 1);
    CHECK(made.matches[0].items[0].key == net_pay);
    const auto found = made.findings("2025-06-30", code);
    REQUIRE(found.size() == 1);
    CHECK(found[0].state == ledger::FindingState::cannot_test);
    CHECK(found[0].amount == pounds("12.00"));
    CHECK(found[0].why.find("an FPS does not state net pay") != std::string::npos);
    auto stated =
        paid_with(payslip("W1", "2025-04-06", "2025-05-05", "2025-04-25", "500.00"), paid);
    const auto tested = stated.findings("2025-06-30", code);
    REQUIRE(tested.size() == 1);
    CHECK(tested[0].state == ledger::FindingState::open);
  }
}

TEST_CASE("what was worked out and is not paid at all is unpaid as any other", "[checks]") {
  Case made;
  made.pay(worked_out("500.00"));
  made.covered("2025-04-01", "2026-03-31");
  CHECK(made.findings("2025-06-30", "net-pay-unpaid").size() == 1);
}

TEST_CASE("the arithmetic of a payslip is not tested against what was worked out", "[checks]") {
  Case made;
  auto slip = worked_out("500.00");
  slip.gross = pounds("600.00");
  made.pay(slip);
  CHECK(made.findings("2025-06-30", "payslip-arithmetic").empty());
  slip.net_stated = true;
  Case stated;
  stated.pay(slip);
  CHECK(stated.findings("2025-06-30", "payslip-arithmetic").size() == 1);
}

TEST_CASE("the payslip itself takes the place of the submission, whichever came first",
          "[checks]") {
  const auto stated = payslip("W1", "2025-04-01", "2025-04-30", "2025-04-25", "512.00");
  const auto same_period = payslip("W1", "2025-04-06", "2025-05-05", "2025-04-25", "512.00");
  for (const auto& slip : {stated, same_period}) {
    for (const bool first : {true, false}) {
      Case made;
      if (first) made.pay(slip);
      made.pay(worked_out("500.00"));
      if (!first) made.pay(slip);
      const auto items = reconcile::expected_items(made.facts, ledger::Parameters::built_in());
      REQUIRE(items.size() == 1);
      CHECK(items[0].amount == pounds("-512.00"));
      CHECK(made.findings("2025-06-30", "duplicate-payslip").empty());
      CHECK(made.findings("2025-06-30", "net-pay-unpaid").size() == 1);
    }
  }
}

TEST_CASE("a payslip of another pay day leaves a submission as it is", "[checks]") {
  Case made;
  made.pay(worked_out("500.00"));
  made.pay(payslip("W1", "2025-05-06", "2025-06-05", "2025-05-23", "512.00"));
  CHECK(reconcile::expected_items(made.facts, ledger::Parameters::built_in()).size() == 2);
}

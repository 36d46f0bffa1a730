// What stays set aside, and what a waiver does not cover any more.
#include "tests/reconcile/build_view.hpp"

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

void waive(Case& made, const ledger::Finding& finding, std::string at = "2025-05-11T09:00:00Z") {
  made.facts.waivers.push_back(
      {ledger::waived_as(finding), "agreed at the review", "r.patel", std::move(at)});
}

Case with_garden(std::string_view spent) {
  Case made;
  made.covered("2025-04-01", "2025-12-31");
  made.code(made.line("2025-05-05", spent, "GREEN THUMB"), "2025/garden");
  return made;
}

ledger::Finding only(Case& made, std::string_view code, std::string_view as_of = "2025-05-31") {
  const auto found = made.findings(as_of, code);
  REQUIRE(found.size() == 1);
  return found[0];
}

}  // namespace

TEST_CASE("a waived finding says who set it aside, when and why", "[checks][waivers]") {
  auto made = with_garden("-6904.00");
  waive(made, only(made, "over-plan-line"));
  const auto found = only(made, "over-plan-line");
  CHECK(found.state == ledger::FindingState::waived);
  CHECK(found.waived_by == "r.patel");
  CHECK(found.waived_at == "2025-05-11T09:00:00Z");
  CHECK(found.waived_reason == "agreed at the review");
}

TEST_CASE("a finding that has grown by more than a tenth is open again and says so",
          "[checks][waivers]") {
  auto made = with_garden("-6904.00");  // 1000.00 too much
  waive(made, only(made, "over-plan-line"));
  made.code(made.line("2025-05-06", "-100.00", "GREEN THUMB"), "2025/garden");
  CHECK(only(made, "over-plan-line").state == ledger::FindingState::waived);
  made.code(made.line("2025-05-07", "-0.01", "GREEN THUMB"), "2025/garden");
  const auto again = only(made, "over-plan-line");
  CHECK(again.state == ledger::FindingState::open);
  CHECK(again.why.find("\u00a31,000.00, and has grown since.") != std::string::npos);
  CHECK(again.waived_by == "r.patel");
  waive(made, again, "2025-05-12T09:00:00Z");
  CHECK(only(made, "over-plan-line").state == ledger::FindingState::waived);
}

TEST_CASE("a finding that shrinks, goes and comes back stays waived", "[checks][waivers]") {
  auto made = with_garden("-6904.00");
  waive(made, only(made, "over-plan-line"));
  const auto back = made.line("2025-05-08", "1500.00", "GREEN THUMB");
  made.code(back, "2025/garden");
  CHECK(made.findings("2025-05-31", "over-plan-line").empty());
  made.code(made.line("2025-05-09", "-1500.00", "GREEN THUMB"), "2025/garden");
  CHECK(only(made, "over-plan-line").state == ledger::FindingState::waived);
}

TEST_CASE("what was waived because it could not be tested is open once it has been",
          "[checks][waivers]") {
  Case made;
  made.covered("2025-04-01", "2025-04-24");
  made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00"));
  const auto untested = only(made, "net-pay-unpaid");
  REQUIRE(untested.state == ledger::FindingState::cannot_test);
  waive(made, untested);
  CHECK(only(made, "net-pay-unpaid").state == ledger::FindingState::waived);
  waive(made, only(made, "net-pay-unpaid"), "2025-05-12T09:00:00Z");  // waived once more
  made.covered("2025-04-25", "2025-06-30");
  CHECK(only(made, "net-pay-unpaid").state == ledger::FindingState::open);
}

TEST_CASE("a waiver of an older book, an id alone, covers whatever the finding is now",
          "[checks][waivers]") {
  auto made = with_garden("-6904.00");
  made.facts.waivers.push_back(
      {only(made, "over-plan-line").id, "agreed", "r.patel", "2025-05-11"});
  made.code(made.line("2025-05-07", "-5000.00", "GREEN THUMB"), "2025/garden");
  CHECK(only(made, "over-plan-line").state == ledger::FindingState::waived);
}

TEST_CASE("a waiver that was taken back covers nothing", "[checks][waivers]") {
  auto made = with_garden("-6904.00");
  waive(made, only(made, "over-plan-line"));
  auto back = made.facts.waivers.back();
  back.at = "2025-05-12T09:00:00Z";
  back.withdrawn = true;
  made.facts.waivers.push_back(back);
  CHECK(only(made, "over-plan-line").state == ledger::FindingState::open);
  CHECK(only(made, "over-plan-line").waived_by.empty());
}

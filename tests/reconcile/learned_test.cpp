// What a person decides for one line is proposed for the next like it, of that person alone.
#include "reconcile/learned.hpp"

#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

#include <rapidcheck.h>

using namespace build;
using Kind = ledger::Decision::Kind;

namespace {

std::string wording(const std::string& payee, const std::string& reference = "") {
  ledger::StatementLine line{.date = day("2025-06-01")};
  line.payee = payee;
  line.reference = reference;
  return reconcile::wording_of(line);
}

/// Where the alternatives of a suggestion lead, in their order.
std::vector<std::string> proposed(const Answer& answer, ledger::LineId line) {
  std::vector<std::string> found;
  for (const auto& other : answer.of(line).alternatives) {
    if (!other.fits()) continue;
    found.push_back(other.plan_line.empty() ? other.items.front().key : other.plan_line);
  }
  return found;
}

bool is_proposed(const Answer& answer, ledger::LineId line) {
  return answer.of(line).rule == reconcile::rule::learned;
}

}  // namespace

TEST_CASE("a wording is what is left without numbers, dates, references and what banks add") {
  CHECK(wording("CARD PAYMENT TO ACME PARROTS 4471", "ON 12 JUN") ==
        wording("CARD PAYMENT TO ACME PARROTS 9912", "ON 13 JUL"));
  CHECK(wording("Acme Parrots", "REF 17") == "acme parrots");
  CHECK(wording("ACME PARROTS", "LESSON") != wording("ACME PARROTS"));
  CHECK(wording("FASTER PAYMENT 123456").empty());
  CHECK(wording("").empty());
}

TEST_CASE("a line coded by a person is proposed for the next that says the same, and not posted") {
  Case luke;
  const auto first = luke.bank("2025-06-02", "-31.00", "ACME PARROTS 4471");
  const auto next = luke.bank("2025-07-03", "-29.50", "ACME PARROTS 9912");
  CHECK(Answer{luke}.of(next).state == ledger::MatchState::unmatched);
  luke.decide(first, Kind::code, {}, "2025/garden");
  const Answer answer{luke};
  CHECK(answer.said(next) == "suggested learned");
  CHECK(proposed(answer, next) == std::vector<std::string>{"2025/garden"});
  CHECK(reconcile::why(answer.of(next)) ==
        "On 1 July 2025 r.patel put a line like this (" + ledger::text(first) +
            ") to 2025/garden; please say whether this is the same.");
  CHECK(answer.net("suspense") == "29.50");
}

TEST_CASE("money that comes in is another thing than money that goes out under the same words") {
  Case luke;
  const auto first = luke.bank("2025-06-02", "-31.00", "ACME PARROTS");
  const auto back = luke.bank("2025-07-03", "12.00", "ACME PARROTS");
  const auto other = luke.bank("2025-07-03", "-12.00", "ACME PARROT CAGES");
  luke.decide(first, Kind::code, {}, "2025/garden");
  const Answer answer{luke};
  CHECK_FALSE(is_proposed(answer, back));
  CHECK_FALSE(is_proposed(answer, other));
}

TEST_CASE("a match teaches whom a wording means: the next wage of the same worker is proposed") {
  Case luke;
  luke.payslip("W1", "2025-06-06", "200.00");
  luke.payslip("W1", "2025-06-13", "210.00");
  luke.payslip("W2", "2025-06-13", "210.00");
  const auto first = luke.bank("2025-06-06", "-200.00", "SUNNY DAYS");
  const auto next = luke.bank("2025-06-13", "-210.00", "SUNNY DAYS");
  luke.decide(first, Kind::match, {"net-pay:P0001:W1:2025-06-06"});
  const Answer answer{luke};
  CHECK(answer.said(next) == "suggested learned");
  CHECK(proposed(answer, next) == std::vector<std::string>{"net-pay:P0001:W1:2025-06-13"});
}

TEST_CASE("what the papers say comes before what was learnt") {
  Case luke;
  const auto first = luke.bank("2025-06-02", "-31.00", "AMY JONES GIFT");
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto wage = luke.bank("2025-06-20", "-240.00", "AMY JONES GIFT");
  luke.decide(first, Kind::code, {}, "2025/garden");
  CHECK(Answer{luke}.said(wage) == "matched payee-amount, net-pay:P0001:W1:2025-06-20 -240.00");
}

TEST_CASE("where two decisions differ both are proposed, the newest first") {
  Case luke;
  const auto one = luke.bank("2025-06-02", "-31.00", "ACME PARROTS");
  const auto two = luke.bank("2025-06-03", "-32.00", "ACME PARROTS");
  const auto next = luke.bank("2025-06-04", "-33.00", "ACME PARROTS");
  luke.decide(one, Kind::code, {}, "2025/garden");
  luke.decide(two, Kind::code, {}, "2025/agency");
  CHECK(proposed(Answer{luke}, next) == std::vector<std::string>{"2025/agency", "2025/garden"});
}

TEST_CASE("what was learnt is withdrawn without the decision, and learnt again by deciding again") {
  Case luke;
  const auto first = luke.bank("2025-06-02", "-31.00", "ACME PARROTS");
  const auto next = luke.bank("2025-07-03", "-29.50", "ACME PARROTS");
  luke.decide(first, Kind::code, {}, "2025/garden");
  luke.decide(first, Kind::unlearn, {});
  CHECK(reconcile::lessons(luke.facts()).empty());
  CHECK_FALSE(is_proposed(Answer{luke}, next));
  CHECK(Answer{luke}.said(first) == "matched decided, 2025/garden");
  luke.decide(first, Kind::code, {}, "2025/garden");
  CHECK(is_proposed(Answer{luke}, next));
  luke.decide(first, Kind::unmatch, {});
  CHECK_FALSE(is_proposed(Answer{luke}, next));
}

TEST_CASE("the plan line of next year's budget takes the place of this year's") {
  Case luke;
  luke.person.budgets.push_back(budget("2026", "2026-04-01", "2027-03-31"));
  luke.person.budgets[1].lines = {plan_line("garden", "activities", {"GREEN THUMB GARDENS"})};
  const auto first = luke.bank("2025-06-02", "-31.00", "ACME PARROTS");
  const auto next = luke.bank("2026-06-02", "-31.00", "ACME PARROTS");
  luke.decide(first, Kind::code, {}, "2025/garden");
  CHECK(proposed(Answer{luke}, next) == std::vector<std::string>{"2026/garden"});
  luke.person.budgets[1].lines.clear();
  CHECK_FALSE(is_proposed(Answer{luke}, next));
}

TEST_CASE("one person's decisions change nothing for another, whatever their lines say") {
  const std::vector<std::string> wordings{"ACME PARROTS", "SUNNY DAYS", "GREEN THUMB",
                                          "A JONES LESSON", "CORNER SHOP"};
  int proposals = 0;
  REQUIRE(rc::check("lessons stay with whom they were taught by", [&] {
    Case luke;
    Case other;
    other.person.ref = "P0002";
    std::vector<ledger::LineId> ids;
    const auto count = *rc::gen::inRange(2, 12);
    for (int i = 0; i < count; ++i) {
      const auto text = *rc::gen::elementOf(wordings);
      const auto on = "2025-06-" + std::to_string(*rc::gen::inRange(10, 28));
      const auto amount = "-" + std::to_string(*rc::gen::inRange(10, 99)) + ".00";
      ids.push_back(luke.bank(on, amount, text));
      other.bank(on, amount, text);
    }
    const Answer before{other};
    for (const auto id : ids) {
      if (*rc::gen::inRange(0, 2) == 0) luke.decide(id, Kind::code, {}, "2025/garden");
    }
    const Answer taught{luke};
    for (const auto& match : taught.matches) proposals += match.rule == reconcile::rule::learned;
    const Answer after{other};
    RC_ASSERT(after.matches == before.matches);
    RC_ASSERT(reconcile::lessons(other.facts()).empty());
    // Nor does anything learnt name a line of anybody else.
    for (const auto& lesson : reconcile::lessons(luke.facts())) {
      RC_ASSERT(std::ranges::count(ids, lesson.line) > 0);
    }
  }));
  CHECK(proposals > 0);
}

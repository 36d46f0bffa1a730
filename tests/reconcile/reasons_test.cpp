// What speaks against a match, what else was considered, and which rules decided.
#include "reconcile/reasons.hpp"

#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

#include <set>

using namespace build;
using ledger::Decision;
using ledger::MatchState;

namespace {

std::string against(const ledger::Match& match) {
  return std::string{reconcile::pair_value(match.evidence, "against")};
}

/// "KEY AMOUNT: why it lost", one a line.
std::string considered(const ledger::Match& match) {
  std::string text;
  for (const auto& lost : match.alternatives) {
    if (!text.empty()) text += "\n";
    text +=
        lost.items.at(0).key + " " + ledger::text(lost.items.at(0).amount) + ": " + lost.against;
  }
  return text;
}

const std::string wage = "net-pay:P0001:";

}  // namespace

TEST_CASE("every match says which version of the rules made it", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto paid = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto unknown = luke.bank("2025-06-20", "-7.00", "SOMEBODY");
  const auto decided = luke.bank("2025-06-21", "-9.00", "SOMEBODY");
  luke.decide(decided, Decision::Kind::code, {}, "2025/garden");
  const Answer answer{luke};
  const auto version = std::to_string(reconcile::rules_version);
  for (const auto line : {paid, unknown, decided}) {
    CHECK(reconcile::pair_value(answer.of(line).evidence, "rules") == version);
  }
}

TEST_CASE("a wage paid in full, by name, on its day has nothing against it", "[reasons]") {
  Case luke;
  for (const auto* on : {"2025-06-06", "2025-06-13", "2025-06-20"}) {
    luke.payslip("W1", on, "100.00");
    luke.bank(on, "-100.00", "AMY JONES");
  }
  const Answer answer{luke};
  for (const auto& match : answer.matches) {
    CHECK(match.state == MatchState::matched);
    CHECK(against(match).empty());
    CHECK(match.alternatives.empty());  // the other weeks are not on its days
  }
}

TEST_CASE("of two equal wages of one day the other one lost by its name", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount, " + wage + "W1:2025-06-20 -240.00");
  CHECK(considered(answer.of(line)) == wage + "W2:2025-06-20 -240.00: name");
}

TEST_CASE("a late wage says how late, and that the nearer week was paid by another line",
          "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-06", "100.00");
  luke.payslip("W1", "2025-06-13", "100.00");
  const auto on_its_day = luke.bank("2025-06-13", "-100.00", "AMY JONES");
  const auto late = luke.bank("2025-06-16", "-100.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(late) == "matched payee-amount, " + wage + "W1:2025-06-06 -100.00");
  CHECK(against(answer.of(late)) == "days:10");
  CHECK(considered(answer.of(late)) ==
        wage + "W1:2025-06-13 -100.00: paid=" + ledger::text(on_its_day));
  CHECK(answer.of(on_its_day).alternatives.empty());
}

TEST_CASE("a week that is still open but further away lost by its days", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-13", "100.00");
  luke.payslip("W1", "2025-06-25", "100.00");
  const auto line = luke.bank("2025-06-18", "-100.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount, " + wage + "W1:2025-06-13 -100.00");
  CHECK(against(answer.of(line)) == "days:5");
  CHECK(considered(answer.of(line)) == wage + "W1:2025-06-25 -100.00: further=2");
}

TEST_CASE("a week that lies fewer days ahead lost because it would be early", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-13", "100.00");
  luke.payslip("W1", "2025-06-27", "100.00");
  const auto line = luke.bank("2025-06-21", "-100.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount, " + wage + "W1:2025-06-13 -100.00");
  CHECK(considered(answer.of(line)) == wage + "W1:2025-06-27 -100.00: early=6");
}

TEST_CASE("an amount that differs says by how much", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto less = luke.bank("2025-06-20", "-220.00", "AMY JONES");
  luke.payslip("W2", "2025-06-20", "200.00");
  const auto more = luke.bank("2025-06-20", "-212.34", "BRIAN OKAFOR");
  const Answer answer{luke};
  CHECK(against(answer.of(less)) == "short:2000");
  CHECK(against(answer.of(more)) == "over:1234");
}

TEST_CASE("a surname alone, and whom the text may mean as well, speak against a match",
          "[reasons]") {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "111.00");
  const auto line = luke.bank("2025-06-20", "-111.00", "A JONES");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount, " + wage + "W2:2025-06-20 -111.00");
  CHECK(against(answer.of(line)) == "also:W1");
}

TEST_CASE("a duplicate says which line paid first", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto first = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto again = luke.bank("2025-06-23", "-240.00", "AMY JONES");
  const Answer answer{luke};
  REQUIRE(answer.of(again).rule == reconcile::rule::duplicate);
  CHECK(against(answer.of(again)) == "paid:" + ledger::text(first));
}

TEST_CASE("a line named less well than others to its payee has an unusual wording", "[reasons]") {
  Case luke;
  for (const auto* on : {"2025-05-30", "2025-06-06", "2025-06-13", "2025-06-20"}) {
    luke.payslip("W1", on, "100.00");
    luke.bank(on, "-100.00", "AMY JONES");
  }
  luke.payslip("W1", "2025-06-27", "100.00");
  const auto odd = luke.bank("2025-06-27", "-100.00", "A JONES");
  const Answer answer{luke};
  CHECK(against(answer.of(odd)) == "wording:initial");
}

TEST_CASE("an unmatched line keeps the payee's nearest items, and why they do not explain it",
          "[reasons]") {
  Case luke;
  luke.invoice("1", "2025-09-01", "300.00");
  luke.invoice("2", "2025-10-01", "300.00");
  luke.invoice("3", "2025-11-01", "400.00");
  luke.invoice("4", "2025-12-01", "500.00");
  luke.plan().lines[2].payees.clear();
  const auto line = luke.bank("2025-06-20", "-300.00", "HELPING HANDS COMMUNITY CARE");
  const Answer answer{luke};
  REQUIRE(answer.of(line).state == MatchState::unmatched);
  const std::string key = "invoice:P0001:helping-hands-community-care-ltd:";
  CHECK(considered(answer.of(line)) ==
        key + "1 -300.00: far=-73\n" + key + "2 -300.00: far=-103\n" + key + "3 -400.00: far=-134");
  CHECK(reconcile::pair_value(answer.of(line).evidence, "who") ==
        "helping-hands-community-care-ltd");
}

TEST_CASE("a suggested line keeps its alternatives as they are, with nothing against them",
          "[reasons]") {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "A JONES");
  const Answer answer{luke};
  REQUIRE(answer.of(line).state == MatchState::suggested);
  REQUIRE(answer.of(line).alternatives.size() == 2);
  for (const auto& fits : answer.of(line).alternatives) CHECK(fits.against.empty());
}

TEST_CASE("each explanation that fits keeps what agrees and what speaks against it", "[reasons]") {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  luke.payslip("W1", "2025-06-20", "240.00");
  luke.payslip("W2", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "A JONES");
  const Answer answer{luke};
  REQUIRE(answer.of(line).alternatives.size() == 2);
  CHECK(answer.of(line).alternatives[0].evidence == "against=also:W2;name=initial;days=0");
  CHECK(answer.of(line).alternatives[1].evidence == "against=also:W1;name=initial;days=0");
}

TEST_CASE("a first name that is somebody else's speaks against the worker of the surname",
          "[reasons]") {
  Case luke;
  luke.person.workers[0] = worker("W1", "Amy Carrow");
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto equal = luke.bank("2025-06-20", "-240.00", "MR T CARROW");
  const auto other = luke.bank("2025-06-21", "-17.00", "MR T CARROW");
  const auto stranger = luke.bank("2025-06-22", "-18.00", "MR T HOLLOWAY");
  const Answer answer{luke};
  REQUIRE(answer.said(equal) == "suggested amount-only");
  CHECK(against(answer.of(equal)) == "first-name:W1,name:none");
  CHECK(answer.of(equal).alternatives.at(0).evidence == "against=name:none;name=none;days=0");
  CHECK(against(answer.of(other)) == "first-name:W1");
  CHECK(against(answer.of(stranger)).empty());
}

TEST_CASE("a wage halfway between two equal paydays shows the other one", "[reasons]") {
  for (const int apart : {14, 20, 28}) {
    CAPTURE(apart);
    Case luke;
    const auto later = ledger::text(plus_days(day("2025-06-06"), apart));
    luke.payslip("W1", "2025-06-06", "100.00");
    luke.payslip("W1", later, "100.00");
    const auto line =
        luke.bank(ledger::text(plus_days(day("2025-06-06"), apart / 2)), "-100.00", "AMY JONES");
    const Answer answer{luke};
    const auto& match = answer.of(line);
    const auto earlier_key = wage + "W1:2025-06-06";
    const auto later_key = wage + "W1:" + later;
    if (match.state == MatchState::matched) {
      CHECK(match.items.at(0).key == earlier_key);
      CHECK(considered(match) == later_key + " -100.00: early=" + std::to_string(apart / 2));
      continue;
    }
    std::set<std::string> shown;
    for (const auto& other : match.alternatives) shown.insert(other.items.at(0).key);
    CHECK(shown == std::set{earlier_key, later_key});
  }
}

TEST_CASE("what lost to the explanations of a suggested line is kept behind them", "[reasons]") {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  luke.person.workers.push_back(worker("W3", "Clara Bell"));
  for (const auto* ref : {"W1", "W2", "W3"}) luke.payslip(ref, "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "A JONES");
  const Answer answer{luke};
  const auto& match = answer.of(line);
  REQUIRE(match.state == MatchState::suggested);
  REQUIRE(match.alternatives.size() == 3);
  CHECK(match.alternatives[0].fits());
  CHECK(match.alternatives[1].fits());
  CHECK(match.alternatives[2].against == "name");
  CHECK(match.alternatives[2].items.at(0).key == wage + "W3:2025-06-20");
}

TEST_CASE("nobody's name is written into the reasons but a supplier's", "[reasons]") {
  Case luke;
  luke.plan().lines[1].payees = {"Percy Gardener", "GREEN THUMB GARDENS"};
  const auto payee = luke.bank("2025-06-20", "-30.00", "PERCY GARDENER");
  const auto holder = luke.bank("2025-06-20", "-31.00", "S ASHDOWN");
  const Answer answer{luke};
  CHECK(reconcile::pair_value(answer.of(payee).evidence, "who") == "payee");
  CHECK(reconcile::pair_value(answer.of(holder).evidence, "who") == "person");
  CHECK(against(answer.of(holder)) == "marked:holder");
}

TEST_CASE("new rules alone, or another rival alone, leave an entry as it stands", "[reasons]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto before = Answer{luke}.entry(line);
  luke.payslip("W2", "2025-06-20", "240.00");
  const auto after = Answer{luke}.entry(line);
  REQUIRE(before.match->alternatives != after.match->alternatives);
  CHECK(reconcile::same_but_for_reasons(before, after));
  auto older = before;
  older.match->evidence = "name=full;days=0";
  CHECK(reconcile::same_but_for_reasons(older, before));
  const std::vector<ledger::RecordedEntry> standing{{{1}, older, {}, false, {}}};
  CHECK(reconcile::changes(standing, {after}).none());
  older.match->evidence = "name=full;days=1";
  CHECK_FALSE(reconcile::same_but_for_reasons(older, before));
  older = before;
  older.match->confidence -= 1;
  CHECK_FALSE(reconcile::same_but_for_reasons(older, before));
  auto suggested = before;
  suggested.match->state = MatchState::suggested;
  auto other = suggested;
  other.match->alternatives.push_back({"payee-amount", {}, {}});
  CHECK_FALSE(reconcile::same_but_for_reasons(suggested, other));
  auto weighed = other;
  weighed.match->alternatives.back().evidence = "name=full;days=0";
  weighed.match->alternatives.push_back({{}, {}, {}, "weaker"});
  CHECK(reconcile::same_but_for_reasons(other, weighed));
}

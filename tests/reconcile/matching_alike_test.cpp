// What nobody could tell apart, and what only seems to be told apart.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {

Case with_two_jones() {
  Case luke;
  luke.person.workers[1] = worker("W2", "Alan Jones");
  return luke;
}

std::string on(int days) {
  return ledger::text(plus_days(day("2025-04-07"), days));
}

/// How many items some line pays, and no other.
int paid_once(const Answer& answer) {
  std::map<std::string, int> lines_of;
  for (const auto& match : answer.matches) {
    if (match.state != ledger::MatchState::matched) continue;
    for (const auto& item : match.items) ++lines_of[item.key];
  }
  return static_cast<int>(
      std::ranges::count_if(lines_of, [](const auto& each) { return each.second == 1; }));
}

/// So many wages a day, each for a day of its own, and each paid so many days later.
Case wages_of_days(int days, int a_day, int late) {
  Case luke;
  for (int n = 0; n < days * a_day; ++n) {
    luke.payslip("W1", on(n / a_day), "100.00");
    const auto worked = plus_days(day("2025-04-07"), n - days * a_day);
    luke.payslips.back().record.period = {worked, worked};
  }
  for (int n = 0; n < days * a_day; ++n) luke.bank(on(n / a_day + late), "-100.00", "AMY JONES");
  return luke;
}

}  // namespace

TEST_CASE("a line that fits two names and two wages is posted to neither for a later line of one") {
  auto luke = with_two_jones();
  luke.payslip("W1", "2025-05-09", "100.00");
  luke.payslip("W2", "2025-05-09", "100.00");
  const auto either = luke.bank("2025-05-09", "-100.00", "A JONES");
  CHECK(Answer{luke}.of(either).state == ledger::MatchState::suggested);

  luke.payslip("W1", "2025-06-06", "107.00");
  const auto later = luke.bank("2025-06-06", "-107.00", "AMY JONES");
  const Answer answer{luke};
  CHECK(answer.of(later).state == ledger::MatchState::matched);
  CHECK(answer.of(either).state == ledger::MatchState::suggested);
  CHECK(answer.of(either).alternatives.size() == 2);
}

TEST_CASE("a line that fits two names pays the wage that the other's own line leaves over") {
  auto luke = with_two_jones();
  luke.payslip("W1", "2025-05-09", "100.00");
  luke.payslip("W2", "2025-05-09", "100.00");
  luke.bank("2025-05-09", "-100.00", "AMY JONES");
  const auto other = luke.bank("2025-05-09", "-100.00", "A JONES");
  CHECK(Answer{luke}.said(other) == "matched payee-amount, net-pay:P0001:W2:2025-05-09 -100.00");
}

TEST_CASE("as many equal lines as equal wages are posted in order, whoever of a day is whose") {
  for (const auto& [days, a_day, late] :
       {std::tuple{300, 2, 0}, {300, 2, 1}, {100, 6, 1}, {3, 2, 0}, {3, 2, 1}, {1, 100, 1}}) {
    INFO(days << " days of " << a_day << ", paid " << late << " days later");
    const Answer answer{wages_of_days(days, a_day, late)};
    REQUIRE(static_cast<int>(answer.items.size()) == days * a_day);
    CHECK(paid_once(answer) == days * a_day);
  }
}

TEST_CASE("where one of many equal lines is missing, it is not said which without evidence") {
  // Daily wages, each paid a day later or on its day: with one line fewer nobody can tell.
  auto luke = wages_of_days(5, 1, 1);
  luke.lines.pop_back();
  const Answer answer{luke};
  CHECK(paid_once(answer) < 4);
}

TEST_CASE("many equal wages that are each paid a day late are not put to the next day's lines") {
  auto luke = wages_of_days(120, 1, 1);
  luke.bank(on(180), "-100.00", "AMY JONES");
  const Answer answer{luke};
  int late = 0;
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    const auto& match = answer.matches[i];
    if (match.rule != reconcile::rule::payee_amount) continue;
    const auto paid = day(match.items.front().key.substr(17, 10));
    CHECK(answer.facts.lines[i].line.date - paid == 1);
    ++late;
  }
  CHECK(late == 120);
}

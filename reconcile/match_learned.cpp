// What a person decided for one line is proposed for the next like it. Only proposed: a person may
// have decided for a reason that the next line does not have. And for two years: what was right
// for a line long ago may be so no longer.
#include "reconcile/desk.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/learned.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::Alternative;
using Items = std::vector<std::size_t>;

constexpr int as_it_was_decided = 700;

/// The plan line of that name in the budget that serves the line's account on its day: next year's
/// budget takes the place of this year's.
std::string plan_line_on(const Desk& desk, const Row& row, std::string_view decided) {
  const auto slash = decided.find('/');
  if (slash == std::string_view::npos) return {};
  const auto ref = decided.substr(slash + 1);
  const auto& plans = desk.ground.plans;
  std::string found;
  for (const auto* budget : plans.budgets()) {
    const auto& serves = budget->accounts;
    const bool account = std::ranges::find(serves, row.book->account) != serves.end();
    if (!account || !budget->period().holds(row.date)) continue;
    if (plans.on(budget->ref, row.date)->line(ref) == nullptr) continue;
    if (budget->ref == decided.substr(0, slash)) return std::string{decided};
    found = budget->ref + "/" + std::string{ref};
  }
  return found;
}

/// Open items near a line that are of the kind and payee of the one that was decided.
Items like_it(const Desk& desk, const Row& row, std::size_t decided) {
  Items found;
  const auto& model = desk.items[decided];
  for (std::size_t item = 0; item < desk.items.size(); ++item) {
    const auto& other = desk.items[item];
    const bool same = other.kind == model.kind && other.payee == model.payee;
    if (same && desk.fits(row, item)) found.push_back(item);
  }
  std::ranges::stable_sort(found, {},
                           [&](std::size_t item) { return desk.gap(item, row.date).cost(); });
  const auto exact = [&](std::size_t item) { return desk.open[item] == row.pence; };
  if (std::ranges::any_of(found, exact)) {
    std::erase_if(found, [&](std::size_t item) { return !exact(item); });
  }
  return found;
}

std::vector<Alternative> proposals(const Desk& desk, const Row& row, const Lesson& lesson) {
  if (!lesson.plan_line.empty()) {
    auto place = plan_line_on(desk, row, lesson.plan_line);
    if (place.empty()) return {};
    return {{std::string{rule::learned}, {}, std::move(place)}};
  }
  std::vector<Alternative> found;
  const auto decided = items_called(desk, row, lesson.keys.front(), row.pence);
  if (decided.empty()) return found;
  for (const auto item : like_it(desk, row, decided.front())) {
    const auto open = desk.open[item];
    const auto part = row.pence < 0 ? std::max(open, row.pence) : std::min(open, row.pence);
    found.push_back(
        {std::string{rule::learned}, {{desk.items[item].key, ledger::Money::of_pence(part)}}, {}});
  }
  return found;
}

/// A value of the evidence holds no ';' nor '='.
std::string plain(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == ';' || c == '='; }, ' ');
  return text;
}

/// Who decided what about which line, and when.
std::string origin_of(const Lesson& lesson) {
  const auto& to = lesson.plan_line.empty() ? lesson.keys.front() : lesson.plan_line;
  return "learned=" + ledger::text(lesson.line) + ";by=" + plain(lesson.by) +
         ";on=" + plain(lesson.at.substr(0, 10)) + ";to=" + plain(to);
}

std::string evidence(const Row& row, const Lesson& lesson, std::size_t answers) {
  return "name=" + std::string{text(row.grade())} + ";" + origin_of(lesson) +
         ";answers=" + std::to_string(answers);
}

void propose(Desk& desk, Row& row, const std::vector<const Lesson*>& lessons) {
  std::vector<Alternative> others;
  const Lesson* origin = nullptr;
  for (const auto* lesson : lessons) {
    for (auto& proposal : proposals(desk, row, *lesson)) {
      const bool known = std::ranges::any_of(others, [&](const Alternative& other) {
        return other.items == proposal.items && other.plan_line == proposal.plan_line;
      });
      if (known || others.size() == row.tolerances->alternatives_most) continue;
      if (origin == nullptr) origin = lesson;
      proposal.evidence = origin_of(*lesson);
      others.push_back(std::move(proposal));
    }
  }
  if (origin == nullptr) return;
  auto why = evidence(row, *origin, others.size());
  desk.suggest(row, rule::learned, as_it_was_decided, std::move(why), std::move(others));
}

}  // namespace

void suggest_learned(Desk& desk) {
  const auto learned = lessons(desk.ground.facts);
  if (learned.empty()) return;
  for (auto& row : desk.rows) {
    if (!desk.waits(row)) continue;
    const auto wording = wording_of(row.text);
    std::vector<const Lesson*> like;
    for (const auto& lesson : learned) {
      const bool same = lesson.paid == (row.pence < 0) && lesson.wording == wording;
      const bool of_now = std::abs(row.date - lesson.on) <= habit_days;
      if (same && of_now && lesson.line != row.id()) like.push_back(&lesson);
    }
    if (!like.empty()) propose(desk, row, like);
  }
}

}  // namespace reconcile

// One line for the wages of a pay date, paid through the bureau or as one file to the bank: all of
// them, those that were not paid on their own, or a single one.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/subsets.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <set>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

constexpr std::size_t answers_most = 6;

bool is_bureau(const Desk& desk, const Row& row) {
  const auto party = row.party();
  if (!party || row.grade() < Grade::partial) return false;
  const auto places = plan_places(desk, row);
  return std::ranges::any_of(places, [&](const Place& place) {
    const auto* line = desk.ground.plans.on(place.budget, row.date)->line(place.line);
    return line != nullptr && line->category == "payroll-fee";
  });
}

bool names_a_person(const Desk& desk, const Row& row) {
  return std::ranges::any_of(row.named, [&](const Naming& naming) {
    const auto kind = desk.parties()[naming.party].kind;
    return kind == PartyKind::worker || kind == PartyKind::person;
  });
}

class Run {
 public:
  Run(Gathering& gathering, std::size_t at)
      : gathering_{gathering},
        desk_{gathering.desk},
        at_{at},
        row_{desk_.rows[at]},
        says_so_{row_.lists.has(WordList::payroll) || row_.lists.has(WordList::wages)} {
    for (std::size_t item = 0; item < desk_.items.size(); ++item) {
      const auto& expected = desk_.items[item];
      if (expected.kind != ledger::ItemKind::net_pay || desk_.open[item] >= 0) continue;
      const auto gap = desk_.gap(item, row_.date);
      if (gap.within(row_.tolerances->run)) wages_.push_back(item);
    }
  }

  void gather() {
    std::set<ledger::Date> days;
    Items close;
    for (const auto item : wages_) {
      days.insert(desk_.items[item].due);
      if (is_close(item)) close.push_back(item);
    }
    for (const auto day : days) {
      Items of_day;
      std::ranges::copy_if(wages_, std::back_inserter(of_day),
                           [&](std::size_t item) { return desk_.items[item].due == day; });
      from(of_day);
    }
    if (days.size() > 1) from(close);
  }

 private:
  bool is_close(std::size_t item) const {
    return desk_.gap(item, row_.date).within(row_.tolerances->close);
  }

  void from(const Items& items) {
    if (items.empty()) return;
    std::vector<std::int64_t> values;
    std::int64_t sum = 0;
    for (const auto item : items) {
      values.push_back(desk_.open[item]);
      sum += values.back();
      if (values.back() == row_.pence) add({item}, items);
    }
    if (sum == row_.pence && items.size() > 1) add(items, items);
    if (items.size() > subset_values_most) {
      gathering_.bounded[at_] = true;
      return;
    }
    for (const auto& subset : subsets_summing_to(values, row_.pence, answers_most)) {
      Items chosen;
      for (const auto i : subset) chosen.push_back(items[i]);
      add(std::move(chosen), items);
    }
  }

  void add(Items chosen, const Items& of) {
    if (std::ranges::find(seen_, chosen) != seen_.end()) return;
    seen_.push_back(chosen);
    int days = 0;
    for (const auto item : chosen) {
      days = std::max(days, days_cost(desk_, item, row_.date));
    }
    std::size_t left_out = 0;
    for (const auto item : of) {
      const bool day_of_one = std::ranges::any_of(chosen, [&](std::size_t other) {
        return desk_.items[other].due == desk_.items[item].due;
      });
      const bool in = std::ranges::find(chosen, item) != chosen.end();
      left_out += day_of_one && !in ? 1 : 0;
    }
    Reading run{rule::payroll_run, {at_}, std::move(chosen), 0, sure::of_run, {}, 0};
    run.cost = weight::run + days + weight::run_without * static_cast<int>(left_out) +
               (says_so_ ? 0 : weight::run_unsaid);
    const bool chance = left_out > 0 && by_chance(desk_, of, row_.pence, run.items.size());
    if (chance) run.confidence = 0;
    run.evidence = ";items=" + std::to_string(run.items.size());
    if (left_out > 0) run.evidence += ";without=" + std::to_string(left_out);
    gathering_.explained[at_] = gathering_.explained[at_] || run.confidence > 0;
    gathering_.found.push_back(std::move(run));
  }

  Gathering& gathering_;
  const Desk& desk_;
  std::size_t at_;
  const Row& row_;
  bool says_so_;
  Items wages_;
  std::vector<Items> seen_;
};

}  // namespace

bool is_run(const Desk& desk, const Row& row) {
  if (row.pence >= 0 || names_a_person(desk, row)) return false;
  const bool says_so = row.lists.has(WordList::payroll) || row.lists.has(WordList::wages);
  return says_so || is_bureau(desk, row);
}

KeptBack kept_back(const Desk& desk) {
  KeptBack kept{std::vector<bool>(desk.rows.size()), std::vector<bool>(desk.items.size())};
  const auto& quotes = desk.quotes();
  bool any_run = false;
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto& row = desk.rows[at];
    if (!desk.waits(row)) continue;
    any_run = any_run || is_run(desk, row);
    kept.rows[at] = !quotes.items(row).empty();
  }
  if (!any_run) return kept;
  Gathering gathering{desk};
  explain_runs(gathering);
  for (const auto& run : gathering.found) {
    for (const auto item : run.items) kept.items[item] = true;
  }
  return kept;
}

void explain_runs(Gathering& gathering) {
  for (std::size_t at = 0; at < gathering.desk.rows.size(); ++at) {
    const auto& row = gathering.desk.rows[at];
    if (gathering.desk.waits(row) && is_run(gathering.desk, row)) Run{gathering, at}.gather();
  }
}

}  // namespace reconcile

// What is chosen of all that may explain the lines that wait: for each group of lines and items
// that exclude each other, the cheapest set. What something else could replace at hardly more is
// not posted: both are suggested.
#include "reconcile/answers.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reach.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace reconcile {
namespace {

/// Rows and items that explanations hold together.
class Groups {
 public:
  Groups(std::size_t rows, std::size_t items) : rows_{rows}, parent_(rows + items) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  void join(const Reading& explanation) {
    const auto first = root(explanation.rows.front());
    for (const auto row : explanation.rows) parent_[root(row)] = first;
    for (const auto item : explanation.items) parent_[root(rows_ + item)] = first;
  }
  std::size_t of_row(std::size_t row) { return root(row); }

 private:
  std::size_t root(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  std::size_t rows_;
  std::vector<std::size_t> parent_;
};

/// From here on bounds are worth their making.
constexpr std::size_t many_rows = 24;
/// Steps of all searches for what might be instead: beyond them nothing more is ruled out.
constexpr int others_steps_most = 1000000;

/// One group: its explanations by number of the desk, and as a question with numbers of its own.
class Group {
 public:
  Group(const Gathering& gathering, std::vector<const Reading*> explanations)
      : gathering_{gathering}, explanations_{std::move(explanations)} {
    for (const auto* explanation : explanations_) {
      rows_.insert(rows_.end(), explanation->rows.begin(), explanation->rows.end());
      items_.insert(items_.end(), explanation->items.begin(), explanation->items.end());
    }
    sort_out(rows_);
    sort_out(items_);
    for (const auto row : rows_) question_.row_left.push_back(gathering.row_left(row));
    for (const auto item : items_) question_.item_left.push_back(gathering.item_left(item));
    for (const auto* explanation : explanations_) {
      auto& own = question_.explanations.emplace_back();
      own.cost = explanation->cost;
      for (const auto row : explanation->rows) own.rows.push_back(number(rows_, row));
      for (const auto item : explanation->items) own.items.push_back(number(items_, item));
    }
    if (rows_.size() > many_rows) least_ = least_costs(question_);
  }

  /// How far its lines and items lie apart; and whether more lines of a payee will make what was
  /// not yet due one that was not paid.
  void tell(Reach& reach) const {
    const auto& desk = gathering_.desk;
    auto first = desk.rows[rows_.front()].date;
    for (const auto item : items_) first = std::min(first, desk.items[item].due);
    reach.chain(first, desk.rows[rows_.back()].date);
    for (const auto* each : explanations_) {
      const auto& of_payee = desk.rows_of(each->party);
      if (of_payee.empty()) continue;
      const auto& last = desk.rows[of_payee.back()];
      const bool ends = std::ranges::any_of(each->items, [&](std::size_t item) {
        return last.date - desk.items[item].due <= last.tolerances->close.late;
      });
      if (ends) reach.waits(first);
    }
  }
  Choice choose() const {
    return cheapest(question_, std::nullopt, std::numeric_limits<int>::max(), least_);
  }
  const Reading& at(std::size_t explanation) const { return *explanations_[explanation]; }

  /// What might as well be true instead of one that was taken: explanations of its rows.
  std::vector<const Reading*> instead_of(std::size_t taken, const Choice& best) {
    if (steps_ > others_steps_most) return {nullptr};
    const auto other = cheapest(question_, taken, best.cost + weight::margin, least_);
    steps_ += other.steps;
    std::vector<const Reading*> found;
    if (other.bounded) return {nullptr};  // a search that was not finished rules nothing out
    if (other.taken.empty() && other.cost >= best.cost + weight::margin) return found;
    if (is_the_same(taken, best, other)) return found;
    for (const auto e : other.taken) {
      if (share_a_row(at(e), at(taken))) found.push_back(explanations_[e]);
    }
    if (found.empty()) found.push_back(nullptr);
    return found;
  }

  /// Whether an explanation costs less than its rows do that are left over.
  bool pays(const Reading& explanation) const {
    int left = 0;
    for (const auto row : explanation.rows) left += question_.row_left[number(rows_, row)];
    return explanation.cost < left;
  }

  /// Its rows, and for each all that would explain it, the cheapest first.
  std::vector<std::pair<std::size_t, std::vector<const Reading*>>> by_row() const {
    std::vector<std::pair<std::size_t, std::vector<const Reading*>>> found;
    for (const auto row : rows_) found.emplace_back(row, std::vector<const Reading*>{});
    for (const auto* explanation : explanations_) {
      for (const auto row : explanation->rows) {
        found[number(rows_, row)].second.push_back(explanation);
      }
    }
    for (auto& [row, all] : found) {
      std::ranges::stable_sort(all, {}, [](const auto* each) { return each->cost; });
    }
    return found;
  }

  /// All that would explain a row, the cheapest first.
  std::vector<const Reading*> of_row(std::size_t row) const {
    std::vector<const Reading*> found;
    for (const auto* explanation : explanations_) {
      if (std::ranges::find(explanation->rows, row) != explanation->rows.end()) {
        found.push_back(explanation);
      }
    }
    std::ranges::stable_sort(found, {}, [](const auto* each) { return each->cost; });
    return found;
  }

 private:
  static void sort_out(std::vector<std::size_t>& numbers) {
    std::ranges::sort(numbers);
    const auto twice = std::ranges::unique(numbers);
    numbers.erase(twice.begin(), twice.end());
  }
  static std::size_t number(const std::vector<std::size_t>& all, std::size_t one) {
    return static_cast<std::size_t>(std::ranges::lower_bound(all, one) - all.begin());
  }
  static bool share_a_row(const Reading& a, const Reading& b) {
    return std::ranges::any_of(
        a.rows, [&](std::size_t row) { return std::ranges::find(b.rows, row) != b.rows.end(); });
  }

  /// Equal amounts of one payee keep the order of days: the same items paid by lines alike, or in
  /// another order, is no other explanation.
  bool is_the_same(std::size_t taken, const Choice& best, const Choice& other) const {
    const auto& explanation = at(taken);
    if (explanation.rows.size() != 1) return false;
    if (explanation.items.size() != 1) return has_twin(explanation, other);
    const auto [items, rows] = equals(explanation, best);
    const auto [other_items, other_rows] = equals(explanation, other);
    if (items != other_items) return false;
    // A line that two people's names fit is not told apart by which of them is left.
    if (gathering_.desk.rows[explanation.rows[0]].named.size() > 1) return false;
    // Of lines alike the later ones are the duplicates; but invoices have no day of their own.
    const auto& item = gathering_.desk.items[explanation.items[0]];
    return item.kind != ledger::ItemKind::invoice || rows != other_rows;
  }

  /// Whether another line alike pays the same items: the later is the duplicate.
  bool has_twin(const Reading& reading, const Choice& in) const {
    const auto& rows = gathering_.desk.rows;
    return std::ranges::any_of(in.taken, [&](std::size_t e) {
      const auto& each = at(e);
      return each.items == reading.items && each.rows.size() == 1 && each.rule == reading.rule &&
             rows[each.rows[0]].pence == rows[reading.rows[0]].pence;
    });
  }

  /// The items and rows of plain explanations of one payee and amount.
  std::pair<std::vector<std::size_t>, std::vector<std::size_t>> equals(const Reading& like,
                                                                       const Choice& in) const {
    std::pair<std::vector<std::size_t>, std::vector<std::size_t>> found;
    const auto pence = gathering_.desk.open[like.items[0]];
    for (const auto e : in.taken) {
      const auto& each = at(e);
      const bool plain =
          each.rows.size() == 1 && each.items.size() == 1 && each.party == like.party &&
          each.rule == like.rule && gathering_.desk.open[each.items[0]] == pence &&
          gathering_.desk.rows[each.rows[0]].pence == gathering_.desk.rows[like.rows[0]].pence;
      if (!plain) continue;
      found.first.push_back(each.items[0]);
      found.second.push_back(each.rows[0]);
    }
    std::ranges::sort(found.first);
    std::ranges::sort(found.second);
    return found;
  }

  const Gathering& gathering_;
  std::vector<const Reading*> explanations_;
  std::vector<std::size_t> rows_, items_;
  Question question_;
  std::vector<int> least_;
  int steps_ = 0;
};

// --- what is chosen, written down ---

void suggest(Desk& desk, const Group& group, const Reading& chosen,
             const std::vector<const Reading*>& instead, bool bounded) {
  std::vector<std::pair<std::size_t, std::vector<ledger::Alternative>>> all;
  for (const auto at : chosen.rows) {
    auto& others = all.emplace_back(at, std::vector<ledger::Alternative>{}).second;
    add_alternative(others, desk, chosen, at);
    for (const auto* other : instead) {
      if (other != nullptr && std::ranges::find(other->rows, at) != other->rows.end()) {
        add_alternative(others, desk, *other, at);
      }
    }
    if (instead.empty()) {
      for (const auto* other : group.of_row(at)) add_alternative(others, desk, *other, at);
    }
  }
  for (auto& [at, others] : all) {
    auto& row = desk.rows[at];
    std::string evidence = "name=" + std::string{text(row.grade())} +
                           ";answers=" + std::to_string(others.size()) + chosen.evidence;
    if (bounded) evidence += ";search=bounded";
    const bool torn = !instead.empty();
    desk.suggest(row, rule::several_explanations, torn ? sure::torn : sure::doubtful,
                 std::move(evidence), std::move(others));
  }
}

/// The search gave up: what it found may not be the cheapest. So each line that it took for
/// something, or that something explains well, shows what would explain it and waits for a person.
void suggest_all(Desk& desk, const Group& group, const Choice& found) {
  std::vector<bool> taken(desk.rows.size());
  for (const auto e : found.taken) {
    for (const auto at : group.at(e).rows) taken[at] = true;
  }
  for (const auto& [at, readings] : group.by_row()) {
    const bool well = std::ranges::any_of(
        readings, [&](const Reading* each) { return each->confidence > 0 && group.pays(*each); });
    if (!taken[at] && !well) continue;
    auto& row = desk.rows[at];
    std::vector<ledger::Alternative> others;
    for (const auto* reading : readings) add_alternative(others, desk, *reading, at);
    std::string evidence = "name=" + std::string{text(row.grade())} +
                           ";answers=" + std::to_string(others.size()) + ";search=bounded";
    desk.suggest(row, rule::several_explanations, sure::doubtful, std::move(evidence),
                 std::move(others));
  }
}

void answer(Desk& desk, const Gathering& gathering, Group& group) {
  const auto best = group.choose();
  if (best.bounded) return suggest_all(desk, group, best);
  std::vector<std::pair<std::size_t, std::vector<const Reading*>>> taken;
  for (const auto e : best.taken) taken.emplace_back(e, group.instead_of(e, best));
  // What is posted is booked last, so that every alternative shows what is open now.
  for (const auto& [e, instead] : taken) {
    const auto& explanation = group.at(e);
    const bool tried_all = std::ranges::none_of(explanation.rows, [&](auto row) {
      return gathering.bounded[row] && explanation.items.size() > 1;
    });
    const bool sure = explanation.confidence > 0 && instead.empty() && tried_all;
    if (!sure) suggest(desk, group, explanation, instead, !tried_all);
  }
  for (const auto& [e, instead] : taken) {
    if (!desk.rows[group.at(e).rows.front()].done) post(desk, group.at(e));
  }
}

void choose(Desk& desk) {
  if (desk.ground.reach != nullptr) tell_missed(desk, *desk.ground.reach);
  Gathering gathering{desk};
  explain_amounts(gathering);
  explain_unfamiliar_funding(gathering);
  explain_runs(gathering);
  explain_sums(gathering);
  explain_parts(gathering);
  explain_differences(gathering);
  explain_many(gathering);
  if (gathering.found.empty()) return;
  Groups groups{desk.rows.size(), desk.items.size()};
  for (const auto& explanation : gathering.found) groups.join(explanation);
  std::map<std::size_t, std::vector<const Reading*>> by_group;
  for (const auto& explanation : gathering.found) {
    by_group[groups.of_row(explanation.rows.front())].push_back(&explanation);
  }
  for (auto& [root, explanations] : by_group) {
    Group group{gathering, std::move(explanations)};
    if (desk.ground.reach != nullptr) group.tell(*desk.ground.reach);
    answer(desk, gathering, group);
  }
}

}  // namespace

void match_choice(Desk& desk) {
  choose(desk);
  // What was kept for the sum of several may be the wrong amount of one, now that they are paid.
  if (match_late_instalments(desk)) {
    if (desk.ground.reach != nullptr) desk.ground.reach->all_again();
    choose(desk);
  }
  look_again(desk);
}

}  // namespace reconcile

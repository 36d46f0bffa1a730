// One line for several items of one payee: months and weeks in a row, invoices less their credit
// notes, what falls due on one day.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/subsets.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;
using ledger::ItemKind;

constexpr std::size_t answers_most = 8;
constexpr std::size_t rows_most = 200;  // of one payee; with more, sums are not looked for

bool same_way(const Desk& desk, std::size_t item, const Row& row) {
  return (desk.open[item] < 0) == (row.pence < 0);
}

/// The open items of a payee near a row, credit notes among them, by the day they are due; the
/// nearest ones when there are more than the search may take.
Items searchable(Gathering& gathering, std::size_t at, std::size_t party) {
  const auto& desk = gathering.desk;
  const auto& row = desk.rows[at];
  Items items;
  for (const auto item : gathering.open[party]) {
    if (!may_be_among(desk, row, item)) continue;
    const auto& window = row.tolerances->window(desk.items[item].kind);
    if (desk.gap(item, row.date).within(window)) items.push_back(item);
  }
  const auto most = std::min(row.tolerances->subset_items, subset_values_most);
  if (items.size() > most) {
    std::ranges::stable_sort(items, {},
                             [&](std::size_t item) { return desk.gap(item, row.date).cost(); });
    const auto last = desk.gap(items[most], row.date);
    gathering.bounded[at] = last.early == 0 && last.late <= row.tolerances->sums_late;
    items.resize(most);
  }
  std::ranges::sort(items, [&](std::size_t a, std::size_t b) {
    return std::tie(desk.items[a].due, desk.items[a].key) <
           std::tie(desk.items[b].due, desk.items[b].key);
  });
  return items;
}

bool due_together(const Desk& desk, const Items& items) {
  return std::ranges::all_of(items, [&](std::size_t item) {
    return desk.items[item].due == desk.items[items.front()].due;
  });
}

/// Open items of the same way that are left out: from the first day to the last of what was chosen,
/// and of these, those that lie between.
struct LeftOut {
  int days = 0;
  int between = 0;
};
LeftOut left_out_of(const Desk& desk, const Row& row, const Items& from, const Items& chosen) {
  const auto first = desk.items[chosen.front()].due;
  const auto last = desk.items[chosen.back()].due;
  LeftOut left;
  for (const auto item : from) {
    if (!same_way(desk, item, row) || std::ranges::find(chosen, item) != chosen.end()) continue;
    const auto due = desk.items[item].due;
    if (first <= due && due <= last) ++left.days;
    if (first < due && due < last) ++left.between;
  }
  return left;
}

int days_of(const Desk& desk, const Row& row, const Items& chosen) {
  int cost = 0;
  for (const auto item : chosen) {
    const auto gap = desk.gap(item, row.date);
    if (!same_way(desk, item, row)) continue;
    if (gap.early > row.tolerances->close.early + 1) {
      cost += weight::not_yet_earned + gap.early;
    } else {
      cost += weight::arrears(desk.gap(item, row.date).late) +
              std::min(days_cost(desk, item, row.date), weight::arrears_most);
    }
  }
  return cost / static_cast<int>(chosen.size());
}

class Sums {
 public:
  Sums(Gathering& gathering, std::size_t at, const Naming& naming)
      : gathering_{gathering},
        desk_{gathering.desk},
        row_{desk_.rows[at]},
        at_{at},
        naming_{naming},
        items_{searchable(gathering, at, naming.party)},
        quoted_{gathering.quotes.items(row_)} {
    std::erase_if(
        quoted_, [&](std::size_t item) { return std::ranges::find(items_, item) == items_.end(); });
  }

  void gather() {
    if (items_.size() < 2) return;
    std::vector<std::int64_t> values;
    for (const auto item : items_) values.push_back(desk_.open[item]);
    for (const auto& subset : subsets_summing_to(values, row_.pence, answers_most)) {
      Items chosen;
      for (const auto i : subset) chosen.push_back(items_[i]);
      add(std::move(chosen));
    }
    neighbours();
  }

 private:
  /// Runs of neighbours that are not among the few answers that were kept.
  void neighbours() {
    for (std::size_t first = 0; first < items_.size(); ++first) {
      std::int64_t sum = desk_.open[items_[first]];
      for (std::size_t last = first + 1; last < items_.size(); ++last) {
        sum += desk_.open[items_[last]];
        if (sum != row_.pence) continue;
        add({items_.begin() + static_cast<std::ptrdiff_t>(first),
             items_.begin() + static_cast<std::ptrdiff_t>(last) + 1});
      }
    }
  }

  void add(Items chosen) {
    if (std::ranges::find(seen_, chosen) != seen_.end()) return;
    seen_.push_back(chosen);
    const auto left_out = left_out_of(desk_, row_, items_, chosen);
    const auto quoted = std::ranges::count_if(chosen, [&](std::size_t item) {
      return std::ranges::find(quoted_, item) != quoted_.end();
    });
    const bool at_once =
        desk_.items[chosen.front()].kind == ItemKind::paye && due_together(desk_, chosen);
    const bool all_quoted = quoted > 0 && quoted == std::ssize(quoted_);
    Reading several{rule::several_items, {at_}, chosen, 0, sure::of_several, {}, naming_.party};
    several.cost = (at_once ? weight::together : weight::several) +
                   weight::several_skipping * left_out.between + days_of(desk_, row_, chosen) +
                   name_cost(naming_.grade);
    if (all_quoted) several.cost = std::max(0, several.cost - weight::with_its_number);
    if (!quoted_.empty() && quoted == 0) several.cost += weight::number_of_another;
    if (at_once) several.confidence = sure::of_one_payment;
    const bool chance = left_out.days > 0 && quoted == 0 &&
                        by_chance(desk_, rivals(chosen), row_.pence, chosen.size());
    if (chance || desk_.parties()[naming_.party].kind == PartyKind::person) several.confidence = 0;
    several.evidence = ";items=" + std::to_string(chosen.size());
    if (quoted > 0) several.evidence += ";reference=" + std::to_string(quoted);
    if (chance) several.evidence += ";chance=1";
    if (is_month_missing(chosen)) several.evidence += ";difference=month-missing";
    const bool told = several.confidence > 0 && several.cost < weight::differs;
    gathering_.explained[at_] = gathering_.explained[at_] || told;
    gathering_.found.push_back(std::move(several));
  }

  /// The items that are no further overdue than what was chosen, or not by much.
  Items rivals(const Items& chosen) const {
    int late = row_.tolerances->sums_late;
    for (const auto item : chosen) late = std::max(late, desk_.gap(item, row_.date).late);
    auto found = items_;
    std::erase_if(found, [&](std::size_t item) { return desk_.gap(item, row_.date).late > late; });
    return found;
  }

  /// A quarter's PAYE less one of its months.
  bool is_month_missing(const Items& chosen) const {
    if (desk_.items[chosen.front()].kind != ItemKind::paye || !due_together(desk_, chosen)) {
      return false;
    }
    const auto due = desk_.items[chosen.front()].due;
    const auto& all = desk_.items_of(naming_.party);
    const auto months =
        std::ranges::count_if(all, [&](std::size_t item) { return desk_.items[item].due == due; });
    return months == std::ssize(chosen) + 1;
  }

  Gathering& gathering_;
  const Desk& desk_;
  const Row& row_;
  std::size_t at_;
  const Naming& naming_;
  Items items_, quoted_;
  std::vector<Items> seen_;
};

bool has_plain_answer(const Gathering& gathering, const Row& row, std::size_t party) {
  return std::ranges::any_of(gathering.open[party], [&](std::size_t item) {
    return gathering.desk.open[item] == row.pence && gathering.desk.fits(row, item);
  });
}

}  // namespace

bool may_be_among(const Desk& desk, const Row& row, std::size_t item) {
  const auto kind = desk.items[item].kind;
  return row.pence > 0 || (kind != ItemKind::funding && kind != ItemKind::contribution);
}

void explain_sums(Gathering& gathering) {
  const auto& desk = gathering.desk;
  for (std::size_t party = 0; party < gathering.open.size(); ++party) {
    const auto& rows = gathering.waiting[party];
    if (gathering.open[party].size() < 2) continue;
    for (const auto at : rows) {
      const auto& row = desk.rows[at];
      if (row.grade() == Grade::none || has_plain_answer(gathering, row, party)) continue;
      if (rows.size() > rows_most) {
        gathering.bounded[at] = true;
        continue;
      }
      Sums{gathering, at, row.named.front()}.gather();
    }
  }
}

}  // namespace reconcile

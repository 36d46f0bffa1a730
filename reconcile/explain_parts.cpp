// Several lines of one payee for one item: an advance and the rest, halves of an invoice. Then
// several lines for several items, when together they come to the same.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/subsets.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using Places = std::vector<std::size_t>;

constexpr std::size_t rows_most = 24;  // of one payee near one item
constexpr std::size_t answers_most = 8;
constexpr std::size_t many_most = 4;  // lines, and items, that are paid many for many

/// The lines that may be parts of an item: an advance can be long before its day.
Places parts_of(const Gathering& gathering, std::size_t party, std::size_t item) {
  const auto& desk = gathering.desk;
  Places rows;
  for (const auto at : gathering.waiting[party]) {
    const auto& row = desk.rows[at];
    const bool smaller =
        (desk.open[item] < 0) == (row.pence < 0) && row.size() < std::abs(desk.open[item]);
    if (!smaller || row.grade() == Grade::none) continue;
    const auto gap = desk.gap(item, row.date);
    const auto late =
        std::min(row.tolerances->advance, row.tolerances->window(desk.items[item].kind).late);
    if (gap.within({row.tolerances->advance, late})) rows.push_back(at);
  }
  if (rows.size() <= rows_most) return rows;
  std::ranges::stable_sort(
      rows, {}, [&](std::size_t at) { return desk.gap(item, desk.rows[at].date).cost(); });
  rows.resize(rows_most);
  std::ranges::sort(rows);
  return rows;
}

int parts_cost(const Desk& desk, const Places& rows, std::size_t item) {
  const auto& rest = desk.rows[rows.back()];
  int cost = weight::parts + std::min(days_cost(desk, item, rest.date), weight::parts) +
             weight::several_skipping * static_cast<int>(rows.size() - 2);
  for (const auto at : rows) {
    const int days = rest.date - desk.rows[at].date;
    cost += std::min(days, 14) / 3 + std::max(days - 14, 0) * 3 / 2;
    cost += name_cost(desk.rows[at].grade());
  }
  return cost;
}

void explain_item(Gathering& gathering, std::size_t party, std::size_t item) {
  const auto& desk = gathering.desk;
  const auto rows = parts_of(gathering, party, item);
  if (rows.size() < 2) return;
  std::vector<std::int64_t> values;
  for (const auto at : rows) values.push_back(desk.rows[at].pence);
  for (const auto& subset : subsets_summing_to(values, desk.open[item], answers_most)) {
    Reading parts{rule::part_payments, {}, {item}, 0, sure::of_parts, {}, party};
    for (const auto i : subset) parts.rows.push_back(rows[i]);
    parts.cost = parts_cost(desk, parts.rows, item);
    parts.evidence = ";lines=" + std::to_string(parts.rows.size());
    if (parts.rows.size() > many_most) parts.confidence = 0;
    gathering.found.push_back(std::move(parts));
  }
}

// --- many for many ---

/// Whether one of the lines pays one of the items by itself: then they are not paid together.
bool can_be_parted(const Desk& desk, const Places& rows, const Places& items) {
  return std::ranges::any_of(rows, [&](std::size_t row) {
    return std::ranges::any_of(
        items, [&](std::size_t item) { return desk.open[item] == desk.rows[row].pence; });
  });
}

/// Neighbouring lines whose sum neighbouring items have.
void explain_group(Gathering& gathering, std::size_t party, const Places& rows) {
  const auto& desk = gathering.desk;
  std::int64_t sum = 0;
  for (const auto at : rows) sum += desk.rows[at].pence;
  const auto items = gathering.near(desk.rows[rows.back()], party);
  if (can_be_parted(desk, rows, gathering.open[party])) return;
  const bool any = std::ranges::any_of(rows, [&](std::size_t row) {
    return gathering.explained[row] || desk.rows[row].grade() < Grade::initial;
  });
  if (any) return;
  for (std::size_t first = 0; first < items.size(); ++first) {
    std::int64_t owed = desk.open[items[first]];
    for (std::size_t last = first + 1; last < items.size(); ++last) {
      owed += desk.open[items[last]];
      if (last - first >= many_most) break;
      if (owed != sum) continue;
      Reading many{rule::several_items, rows, {}, weight::many_for_many, 0, {}, party};
      many.items.assign(items.begin() + static_cast<std::ptrdiff_t>(first),
                        items.begin() + static_cast<std::ptrdiff_t>(last) + 1);
      for (const auto item : many.items) {
        many.cost +=
            std::min(days_cost(desk, item, desk.rows[rows.back()].date), weight::arrears_most);
      }
      // All that was open then, by lines that pay nothing else.
      const bool all = many.items.size() == items.size();
      many.confidence = all ? sure::of_many : 0;
      many.evidence =
          ";items=" + std::to_string(many.items.size()) + ";lines=" + std::to_string(rows.size());
      gathering.found.push_back(std::move(many));
    }
  }
}

}  // namespace

void explain_parts(Gathering& gathering) {
  for (std::size_t party = 0; party < gathering.open.size(); ++party) {
    if (gathering.waiting[party].size() < 2) continue;
    for (const auto item : gathering.open[party]) explain_item(gathering, party, item);
  }
}

void explain_many(Gathering& gathering) {
  const auto& desk = gathering.desk;
  for (std::size_t party = 0; party < gathering.open.size(); ++party) {
    const auto& rows = gathering.waiting[party];
    if (rows.size() < 2 || gathering.open[party].size() < 2) continue;
    for (std::size_t first = 0; first < rows.size(); ++first) {
      Places group{rows[first]};
      for (std::size_t next = first + 1; next < rows.size() && group.size() < many_most; ++next) {
        const auto& row = desk.rows[rows[next]];
        const bool near = row.date - desk.rows[rows[first]].date <= row.tolerances->together;
        if (!near || (row.pence < 0) != (desk.rows[rows[first]].pence < 0)) break;
        group.push_back(rows[next]);
        explain_group(gathering, party, group);
      }
    }
  }
}

}  // namespace reconcile

#include "tests/reconcile/support_brute_force.hpp"

#include <algorithm>
#include <bit>
#include <set>

namespace brute {
namespace {

constexpr int early_day_costs = 2;  // money before its day is stranger than money after it

int sum(const std::vector<Thing>& things, unsigned bits) {
  int pounds = 0;
  for (std::size_t i = 0; i < things.size(); ++i) pounds += has(bits, i) ? things[i].pounds : 0;
  return pounds;
}

int cost(const Small& small, std::size_t line, std::size_t item) {
  const int paid = small.lines[line].day;
  const int from = small.items[item].day;
  const int due = from + (small.payee == Payee::supplier ? small.terms : 0);
  if (paid < from) return early_day_costs * (from - paid);
  return std::max(paid - due, 0);
}

/// Whether a smaller group is part of it.
bool can_be_parted(const Small& small, Group group) {
  for (unsigned lines = group.lines; lines != 0; lines = (lines - 1) & group.lines) {
    for (unsigned items = group.items; items != 0; items = (items - 1) & group.items) {
      const bool whole = lines == group.lines && items == group.items;
      if (!whole && balanced(small, lines, items)) return true;
    }
  }
  return false;
}

std::vector<Group> groups_of(const Small& small) {
  std::vector<Group> groups;
  for (unsigned lines = 1; lines < 1U << small.lines.size(); ++lines) {
    for (unsigned items = 1; items < 1U << small.items.size(); ++items) {
      const Group group{lines, items};
      if (balanced(small, lines, items) && !can_be_parted(small, group)) groups.push_back(group);
    }
  }
  return groups;
}

/// The last of the lines to the last of the items.
int last_days(const Small& small, Group group) {
  std::size_t line = 0;
  std::size_t item = 0;
  for (std::size_t i = 0; i < small.lines.size(); ++i) {
    const bool later = !has(group.lines, line) || small.lines[i].day > small.lines[line].day;
    if (has(group.lines, i) && later) line = i;
  }
  for (std::size_t i = 0; i < small.items.size(); ++i) {
    const bool later = !has(group.items, item) || small.items[i].day > small.items[item].day;
    if (has(group.items, i) && later) item = i;
  }
  return cost(small, line, item);
}

/// Items that lie between two of the group and are none of it.
int left_out(const Small& small, unsigned items) {
  int out = 0;
  for (std::size_t i = 0; i < small.items.size(); ++i) {
    bool before = false;
    bool after = false;
    for (std::size_t other = 0; other < small.items.size(); ++other) {
      before |= has(items, other) && small.items[other].day < small.items[i].day;
      after |= has(items, other) && small.items[other].day > small.items[i].day;
    }
    out += !has(items, i) && before && after ? 1 : 0;
  }
  return out;
}

void weigh_group(const Small& small, Group group, Explanation& made) {
  const int joined = std::popcount(group.lines) + std::popcount(group.items) - 2;
  made.lines |= group.lines;
  made.items |= group.items;
  made.straight += joined == 0 ? 1 : 0;
  made.joined += joined;
  made.largest = std::max(made.largest, joined);
  made.ends += last_days(small, group);
  made.broken += left_out(small, group.items);
  for (std::size_t line = 0; line < small.lines.size(); ++line) {
    if (!has(group.lines, line)) continue;
    int farthest = 0;
    for (std::size_t item = 0; item < small.items.size(); ++item) {
      if (!has(group.items, item)) continue;
      made.days += cost(small, line, item);
      farthest = std::max(farthest, cost(small, line, item));
    }
    made.farthest += farthest;
  }
}

void weigh(const Small& small, Explanation& made) {
  for (const auto& group : made.groups) weigh_group(small, group, made);
  made.explained = sum(small.lines, made.lines);
  made.settled = std::popcount(made.items);
}

/// Each line in turn is left, or is the first of a group that is still clear.
void pack(const Small& small, const std::vector<Group>& groups, std::size_t line,
          Explanation& so_far, std::vector<Explanation>& all) {
  const auto clear = [&](const Group& group) {
    return (group.lines & so_far.lines) == 0 && (group.items & so_far.items) == 0;
  };
  if (line == small.lines.size()) {
    if (std::ranges::any_of(groups, clear)) return;  // more could have been said
    auto& made = all.emplace_back();
    made.groups = so_far.groups;
    weigh(small, made);
    return;
  }
  pack(small, groups, line + 1, so_far, all);
  for (const auto& group : groups) {
    const bool first = static_cast<std::size_t>(std::countr_zero(group.lines)) == line;
    if (!first || !clear(group)) continue;
    so_far.groups.push_back(group);
    so_far.lines ^= group.lines;
    so_far.items ^= group.items;
    pack(small, groups, line + 1, so_far, all);
    so_far.groups.pop_back();
    so_far.lines ^= group.lines;
    so_far.items ^= group.items;
  }
}

std::vector<int> amounts(const std::vector<Thing>& things, unsigned bits) {
  std::vector<int> found;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (has(bits, i)) found.push_back(things[i].pounds);
  }
  std::ranges::sort(found);
  return found;
}

using Shape = std::multiset<std::pair<std::vector<int>, std::vector<int>>>;

Shape shape(const Small& small, const Explanation& explanation) {
  Shape shapes;
  for (const auto& group : explanation.groups) {
    shapes.emplace(amounts(small.lines, group.lines), amounts(small.items, group.items));
  }
  return shapes;
}

}  // namespace

bool balanced(const Small& small, unsigned lines, unsigned items) {
  return sum(small.lines, lines) == sum(small.items, items);
}

bool Explanation::beats(const Explanation& other) const {
  const auto ours = against();
  const auto theirs = other.against();
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (ours[i] > theirs[i]) return false;
  }
  return ours != theirs;
}

std::vector<Explanation> explanations(const Small& small) {
  std::vector<Explanation> all;
  Explanation so_far;
  pack(small, groups_of(small), 0, so_far, all);
  return all;
}

bool same_but_for_twins(const Small& small, const Explanation& a, const Explanation& b) {
  return a.items == b.items && amounts(small.lines, a.lines) == amounts(small.lines, b.lines) &&
         shape(small, a) == shape(small, b);
}

namespace {

/// Multisets of `size` among the first of `from`; as indexes that do not fall.
void choose(const std::vector<Thing>& from, std::size_t size, std::vector<Thing>& chosen,
            std::size_t least, const std::function<void()>& see) {
  if (chosen.size() == size) return see();
  for (std::size_t i = least; i < from.size(); ++i) {
    chosen.push_back(from[i]);
    choose(from, size, chosen, i, see);
    chosen.pop_back();
  }
}

/// A worker has one payslip of a day: a second of the same week is held.
bool may_be(const Small& small, Alike alike) {
  std::set<int> days;
  std::set<Thing> kinds;
  for (const auto& item : small.items) {
    days.insert(item.day);
    kinds.insert(item);
  }
  if (small.payee == Payee::worker) return days.size() == small.items.size();
  return (kinds.size() == small.items.size()) == (alike == Alike::none);
}

bool explains_anything(const Small& small) {
  for (unsigned lines = 1; lines < 1U << small.lines.size(); ++lines) {
    for (unsigned items = 1; items < 1U << small.items.size(); ++items) {
      if (balanced(small, lines, items)) return true;
    }
  }
  return false;
}

}  // namespace

void each_small(const Small& pattern, const Kinds& kinds,
                const std::function<void(const Small&)>& see) {
  std::size_t met = 0;
  Small small = pattern;
  for (std::size_t together = 2; together <= kinds.most_together; ++together) {
    for (std::size_t lines = 1; lines < together && lines <= kinds.most_lines; ++lines) {
      const auto items = together - lines;
      if (items > kinds.most_items) continue;
      choose(kinds.lines, lines, small.lines, 0, [&] {
        choose(kinds.items, items, small.items, 0, [&] {
          if (!may_be(small, kinds.alike) || !explains_anything(small)) return;
          if (++met % kinds.every == 0) see(small);
        });
      });
    }
  }
}

}  // namespace brute

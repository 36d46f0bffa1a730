// A second look at what was chosen, a payee at a time, where anything but plain pairs is about: no
// weight may post what another whole of exact sums beats on every count (reconcile/wholes.hpp), nor
// one of two that are level. What is disputed is taken back and waits for a person, with the wholes
// to choose among; the one whole that explains all lines and all items is posted.
#include "reconcile/answers.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/scenes.hpp"
#include "reconcile/surroundings.hpp"
#include "reconcile/weights.hpp"
#include "reconcile/wholes.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <optional>

namespace reconcile {
namespace {

using Places = std::vector<std::size_t>;

constexpr std::size_t rows_most = 200;  // of one payee about a line that are no plain pairs

/// What was posted of a scene: shares that are even, and the rest.
struct Posted {
  std::vector<Share> even;
  Share odd{};

  bool part_of(const Whole& whole) const {
    return (odd.lines & whole.lines) == 0 && (odd.items & whole.items) == 0 &&
           std::ranges::all_of(even, [&](const Share& share) { return whole.has(share); });
  }
};

class SecondLook {
 public:
  SecondLook(Desk& desk, std::size_t party, const Surroundings& about)
      : desk_{desk}, party_{party}, about_{about}, scene_{about.scene()} {}

  /// Whether anything was taken back or posted.
  bool moved() const { return moved_; }

  /// Lines that were looked at.
  Places look(std::size_t row) {
    const auto wholes = best_wholes(scene_, place(about_.rows, row));
    if (wholes.bounded || wholes.best.empty()) return {row};
    best_ = wholes.best;
    for (const auto& whole : best_) {
      lines_ |= whole.lines;
      items_ |= whole.items;
    }
    read_posted();
    if (const auto* all = the_one()) {
      moved_ = true;
      for (const auto& share : posted_.even) take_back(share);
      take_back(posted_.odd);
      for (const auto at : about_.rows) {
        if (has_bit(lines_, place(about_.rows, at))) free(desk_.rows[at]);
      }
      for (const auto& share : all->shares) post(desk_, about_.reading(share, party_));
    } else {
      if (is_disputed()) take_back_disputed();
      ask();
    }
    return looked_at(row);
  }

 private:
  static std::size_t place(const Places& all, std::size_t one) {
    return static_cast<std::size_t>(std::ranges::find(all, one) - all.begin());
  }

  /// What is posted of the rows and items of the wholes.
  void read_posted() {
    std::vector<unsigned> items_of(about_.rows.size());
    for (std::size_t line = 0; line < about_.rows.size(); ++line) {
      const auto& row = desk_.rows[about_.rows[line]];
      if (!is_posted(row)) continue;
      for (const auto& settled : row.match.items) {
        const auto item = desk_.item(settled.key);
        const auto at = item ? place(about_.items, *item) : about_.items.size();
        if (at < about_.items.size()) items_of[line] |= 1U << at;
      }
    }
    unsigned seen = 0;
    for (std::size_t line = 0; line < about_.rows.size(); ++line) {
      if (items_of[line] == 0 || has_bit(seen, line)) continue;
      const auto share = whole_share(items_of, line);
      seen |= share.lines;
      if ((share.lines & lines_) == 0 && (share.items & items_) == 0) continue;
      if (is_even(share)) {
        posted_.even.push_back(share);
      } else {
        posted_.odd.lines |= share.lines;
        posted_.odd.items |= share.items;
      }
    }
  }

  static Share whole_share(const std::vector<unsigned>& items_of, std::size_t first) {
    Share share{1U << first, items_of[first]};
    for (bool grows = true; grows;) {
      grows = false;
      for (std::size_t line = 0; line < items_of.size(); ++line) {
        if (has_bit(share.lines, line) || (items_of[line] & share.items) == 0) continue;
        share.lines |= 1U << line;
        share.items |= items_of[line];
        grows = true;
      }
    }
    return share;
  }

  bool is_even(const Share& share) const {
    return sum_of(scene_.lines, share.lines) == sum_of(scene_.items, share.items);
  }

  bool same(const Whole& a, const Whole& b) const { return same_but_for_equals(scene_, a, b); }

  /// Whether a whole has what was posted, but that lines of an amount may have changed places:
  /// which of them is one too many, a payment made twice, the order of days says
  /// (match_duplicates). Items of an amount may have, where a line of another amount took one on
  /// its own days.
  bool holds(const Whole& whole) const {
    if ((posted_.odd.lines & whole.lines) != 0) return false;
    std::vector<bool> taken(whole.shares.size());
    return std::ranges::all_of(posted_.even,
                               [&](const Share& share) {
                                 for (std::size_t i = 0; i < taken.size(); ++i) {
                                   if (taken[i] || !alike(share, whole.shares[i])) continue;
                                   taken[i] = true;
                                   return true;
                                 }
                                 return false;
                               }) &&
           (posted_.odd.items & whole.items & ~equals_of_odd(whole)) == 0;
  }

  bool alike(const Share& a, const Share& b) const {
    if (a == b) return true;
    const auto pair = [](const Share& share) {
      return std::popcount(share.lines) == 1 && std::popcount(share.items) == 1;
    };
    if (!pair(a) || !pair(b)) return false;
    const auto line = static_cast<std::size_t>(std::countr_zero(a.lines));
    const auto other = static_cast<std::size_t>(std::countr_zero(b.lines));
    if (scene_.lines[line] != scene_.lines[other]) return false;
    return a.items == b.items ? has_spare(line) : posted_.odd.lines != 0;
  }

  /// Whether a line of its amount is not posted.
  bool has_spare(std::size_t line) const {
    for (std::size_t i = 0; i < scene_.lines.size(); ++i) {
      const bool same_amount = scene_.lines[i] == scene_.lines[line];
      if (same_amount && !is_posted(desk_.rows[about_.rows[i]])) return true;
    }
    return false;
  }

  /// Items that lines of another amount took, and of whose amount the whole explains no more items
  /// than were posted.
  unsigned equals_of_odd(const Whole& whole) const {
    unsigned found = 0;
    unsigned even = 0;
    for (const auto& share : posted_.even) even |= share.items;
    for (std::size_t i = 0; i < scene_.items.size(); ++i) {
      if (!has_bit(posted_.odd.items, i)) continue;
      const auto owed = scene_.items[i];
      if (count_of(scene_.items, even, owed) == count_of(scene_.items, whole.items, owed)) {
        found |= 1U << i;
      }
    }
    return found;
  }

  /// Whether as many lines of its amount are posted as the wholes explain.
  bool is_one_too_many(std::size_t line) const {
    const auto paid = scene_.lines[line];
    unsigned even = 0;
    for (const auto& share : posted_.even) even |= share.lines;
    const auto posted = count_of(scene_.lines, even, paid);
    return posted > 0 && std::ranges::any_of(best_, [&](const Whole& whole) {
             return holds(whole) && posted == count_of(scene_.lines, whole.lines, paid);
           });
  }

  /// The whole that explains every line and item that is no plain pair, when it is the only one.
  const Whole* the_one() const {
    const bool one =
        std::ranges::all_of(best_, [&](const Whole& whole) { return same(whole, best_.front()); });
    if (!one || !about_.complete || !explains_all(best_.front())) return nullptr;
    if (could_cross(scene_, best_.front())) return nullptr;
    if (desk_.parties()[party_].kind == PartyKind::person) return nullptr;
    const bool is_posted_so = std::ranges::any_of(best_, [&](const Whole& whole) {
      return whole.shares.size() == posted_.even.size() && posted_.part_of(whole);
    });
    if (is_posted_so) return nullptr;
    return &*std::ranges::min_element(best_, {},
                                      [&](const Whole& whole) { return crossed(whole); });
  }

  bool explains_all(const Whole& whole) const {
    unsigned unexplained = posted_.odd.lines;
    for (const auto& share : posted_.even) unexplained |= share.lines;
    for (std::size_t i = 0; i < scene_.lines.size(); ++i) {
      if (!is_posted(desk_.rows[about_.rows[i]])) unexplained |= 1U << i;
    }
    if ((unexplained & ~whole.lines) != 0) return false;
    for (std::size_t i = 0; i < scene_.items.size(); ++i) {
      if (!has_bit(whole.items, i) && desk_.open[about_.items[i]] != 0) return false;
    }
    return true;
  }

  /// How often a later line pays an earlier item than a line before it.
  static int crossed(const Whole& whole) {
    int times = 0;
    for (const auto& a : whole.shares) {
      for (const auto& b : whole.shares) {
        times += a.lines < b.lines && a.items > b.items ? 1 : 0;
      }
    }
    return times;
  }

  bool is_disputed() const {
    for (const auto& whole : best_) {
      if (!holds(whole)) continue;
      const bool torn = std::ranges::any_of(best_, [&](const Whole& other) {
        if (other.against != whole.against || same(whole, other)) return false;
        return std::ranges::none_of(
            best_, [&](const Whole& twin) { return holds(twin) && same(other, twin); });
      });
      if (!torn) return false;
    }
    return !posted_.even.empty() || posted_.odd.lines != 0;
  }

  /// All that not every whole has; equal lines and items may have changed places in it.
  void take_back_disputed() {
    const auto all_have = [&](const Posted& these) {
      return std::ranges::all_of(best_, [&](const Whole& whole) {
        return std::ranges::any_of(
            best_, [&](const Whole& twin) { return these.part_of(twin) && same(whole, twin); });
      });
    };
    take_back(posted_.odd);
    Posted kept;
    for (const auto& share : posted_.even) {
      kept.even.push_back(share);
      if (all_have(kept)) continue;
      kept.even.pop_back();
      take_back(share);
    }
    posted_ = kept;
  }

  void free(Row& row) {
    row.done = false;
    row.match = {};
  }

  void take_back(const Share& share) {
    for (std::size_t line = 0; line < about_.rows.size(); ++line) {
      if (!has_bit(share.lines, line)) continue;
      auto& row = desk_.rows[about_.rows[line]];
      moved_ = true;
      taken_back_ |= 1U << line;
      ledger::Alternative was;
      was.rule = row.match.rule;
      was.items = row.match.items;
      was_.emplace_back(about_.rows[line], std::move(was));
      for (const auto& settled : row.match.items) {
        const auto item = desk_.item(settled.key);
        if (!item) continue;
        desk_.open[*item] += settled.amount.pence();
        if (desk_.open[*item] == desk_.items[*item].amount.pence()) {
          desk_.settled_by[*item].reset();
        }
      }
      free(row);
    }
  }

  /// Suggests what the wholes say of each line that is not posted and that any of them explains.
  void ask() {
    for (std::size_t line = 0; line < about_.rows.size(); ++line) {
      auto& row = desk_.rows[about_.rows[line]];
      const bool explained = has_bit(lines_, line);
      const bool taken_back = has_bit(taken_back_, line);
      if (is_posted(row) || (!explained && !taken_back)) continue;
      if (!taken_back && (is_one_too_many(line) || shows(row, line))) continue;
      std::vector<ledger::Alternative> others;
      for (const auto& whole : best_) {
        for (const auto& share : whole.shares) {
          if (has_bit(share.lines, line)) add(others, share, about_.rows[line]);
        }
      }
      for (const auto& [at, was] : was_) {
        if (at == about_.rows[line]) add(others, was, row);
      }
      for (const auto& was : row.match.alternatives) add(others, was, row);
      std::string evidence =
          "name=" + std::string{text(row.grade())} + ";answers=" + std::to_string(others.size());
      desk_.suggest(row, rule::several_explanations, sure::torn, std::move(evidence),
                    std::move(others));
    }
  }

  /// Whether a row is suggested already, what a whole says of it among the alternatives.
  bool shows(const Row& row, std::size_t line) const {
    return std::ranges::any_of(best_, [&](const Whole& whole) {
      return std::ranges::any_of(whole.shares, [&](const Share& share) {
        if (!has_bit(share.lines, line)) return false;
        std::vector<ledger::Alternative> says;
        add(says, share, about_.rows[line]);
        return std::ranges::any_of(row.match.alternatives, [&](const ledger::Alternative& each) {
          return !says.empty() && each.items == says.front().items;
        });
      });
    });
  }

  void add(std::vector<ledger::Alternative>& others, const Share& share, std::size_t row) const {
    const auto one = about_.reading(share, party_);
    // What is posted still stands in the way of what it excludes.
    const bool open = std::ranges::all_of(one.items, [&](std::size_t item) {
      return desk_.open[item] == scene_.items[place(about_.items, item)];
    });
    if (open) add_alternative(others, desk_, one, row);
  }

  static void add(std::vector<ledger::Alternative>& others, const ledger::Alternative& was,
                  const Row& row) {
    const bool known = std::ranges::any_of(
        others, [&](const ledger::Alternative& each) { return each.items == was.items; });
    if (!known && others.size() < row.tolerances->alternatives_most) others.push_back(was);
  }

  Places looked_at(std::size_t row) const {
    Places found{row};
    for (std::size_t line = 0; line < about_.rows.size(); ++line) {
      if (has_bit(lines_, line)) found.push_back(about_.rows[line]);
    }
    return found;
  }

  Desk& desk_;
  std::size_t party_;
  const Surroundings& about_;
  Scene scene_;
  std::vector<Whole> best_;
  unsigned lines_ = 0, items_ = 0;  ///< of any of the best
  unsigned taken_back_ = 0;
  bool moved_ = false;
  Posted posted_;
  std::vector<std::pair<std::size_t, ledger::Alternative>> was_;
};

/// Whether more of the rows, which are by day, lie about one of them than are looked at.
bool is_crowded(const Desk& desk, const Places& loose, std::size_t row) {
  const auto day = desk.rows[row].date;
  const auto date_of = [&](std::size_t at) { return desk.rows[at].date; };
  const auto from = std::ranges::lower_bound(loose, plus_days(day, -habit_days), {}, date_of);
  const auto to = std::ranges::upper_bound(loose, plus_days(day, habit_days), {}, date_of);
  return to - from > std::ptrdiff_t{rows_most};
}

void look_at_party(Desk& desk, std::size_t party, const Places& loose) {
  std::vector<bool> seen(desk.rows.size());
  std::optional<Units> units;
  Scenes scenes{desk, desk.ground.reach};
  for (const auto at : loose) {
    if ((seen[at] && !scenes.are_told()) || is_crowded(desk, loose, at)) continue;
    if (!units) units.emplace(desk, party);
    const auto* unit = units->of(at);
    if (unit == nullptr) continue;
    scenes.tell(unit->rows, unit->items);
    if (unit->rows.size() > whole_lines_most || unit->items.size() > whole_items_most) continue;
    const Surroundings about{desk, *units, *unit};
    scenes.tell(about.rows, about.items);
    if (about.items.empty() || seen[at]) continue;
    SecondLook second{desk, party, about};
    for (const auto row : second.look(at)) seen[row] = true;
    if (second.moved()) units.reset();
  }
}

}  // namespace

void look_again(Desk& desk) {
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    if (desk.items_of(party).empty()) continue;
    const auto loose = loose_rows(desk, party);
    if (!loose.empty()) look_at_party(desk, party, loose);
  }
}

}  // namespace reconcile

// What the engine says of a small case, beside the explanations.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"
#include "tests/reconcile/support_brute_force.hpp"

#include <algorithm>
#include <bit>
#include <sstream>

namespace brute {
namespace {

// --- the engine's answer ---

std::string date(int offset) {
  return ledger::text(ledger::plus_days(build::day("2025-06-02"), offset));
}

std::string money(int pounds) {
  return std::to_string(pounds) + ".00";
}

build::Case built(const Small& small) {
  build::Case made;
  for (std::size_t i = 0; i < small.items.size(); ++i) {
    const auto& item = small.items[i];
    if (small.payee == Payee::worker) {
      made.payslip("W1", date(item.day), money(item.pounds));
      continue;
    }
    made.invoice("N-" + std::to_string(i + 1), date(item.day), money(item.pounds));
    if (small.terms > 0) {
      made.invoices.back().record.due = build::day(date(item.day + small.terms));
    }
  }
  for (const auto& line : small.lines) {
    made.bank(date(line.day), money(-line.pounds),
              small.payee == Payee::worker ? "AMY JONES" : "HELPING HANDS COMMUNITY CARE LTD");
  }
  return made;
}

std::string key_of(const Small& small, std::size_t item) {
  if (small.payee == Payee::worker) {
    return ledger::net_pay_key("P0001", "W1", build::day(date(small.items[item].day)));
  }
  return ledger::invoice_key("P0001", "Helping Hands Community Care Ltd",
                             "N-" + std::to_string(item + 1));
}

/// What was posted: groups that sum exactly, and the rest.
struct Posted {
  std::vector<Group> exact;
  unsigned lines = 0;        ///< in exact groups
  unsigned other_lines = 0;  ///< posted otherwise: another amount, a duplicate, the plan
  unsigned other_items = 0;  ///< of which something was settled otherwise
  unsigned asked = 0;        ///< suggested
  std::vector<ledger::Match> matches;

  /// As if two lines of one amount had each other's place.
  Posted with_changed_places(std::size_t a, std::size_t b) const {
    const auto change = [&](unsigned& bits) {
      if (has(bits, a) != has(bits, b)) bits ^= 1U << a | 1U << b;
    };
    Posted changed = *this;
    for (auto& group : changed.exact) change(group.lines);
    change(changed.lines);
    change(changed.other_lines);
    change(changed.asked);
    return changed;
  }
};

class Reading {
 public:
  Reading(const Small& small, std::vector<ledger::Match> matches) : small_{small} {
    posted_.matches = std::move(matches);
    std::vector<unsigned> items_of(small.lines.size());
    for (std::size_t line = 0; line < small.lines.size(); ++line) items_of[line] = read(line);
    unsigned seen = 0;
    for (std::size_t line = 0; line < small.lines.size(); ++line) {
      if (has(seen, line) || items_of[line] == 0) continue;
      const auto group = whole_group(items_of, line);
      seen |= group.lines;
      if (balanced(small, group.lines, group.items)) {
        posted_.exact.push_back(group);
        posted_.lines |= group.lines;
      } else {
        posted_.other_lines |= group.lines;
        posted_.other_items |= group.items;
      }
    }
  }
  Posted posted() && { return std::move(posted_); }

 private:
  /// The items that a line settles; 0 when it settles none.
  unsigned read(std::size_t line) {
    const auto& match = posted_.matches[line];
    const unsigned bit = 1U << line;
    if (match.state == ledger::MatchState::suggested) posted_.asked |= bit;
    if (match.state != ledger::MatchState::matched) return 0;
    if (match.rule == reconcile::rule::duplicate || match.items.empty()) {
      posted_.other_lines |= bit;
      return 0;
    }
    unsigned items = 0;
    for (const auto& settled : match.items) {
      for (std::size_t item = 0; item < small_.items.size(); ++item) {
        if (key_of(small_, item) == settled.key) items |= 1U << item;
      }
    }
    if (items == 0) posted_.other_lines |= bit;
    return items;
  }

  static Group whole_group(const std::vector<unsigned>& items_of, std::size_t first) {
    Group group{1U << first, items_of[first]};
    for (bool grows = true; grows;) {
      grows = false;
      for (std::size_t line = 0; line < items_of.size(); ++line) {
        if (has(group.lines, line) || (items_of[line] & group.items) == 0) continue;
        group.lines |= 1U << line;
        group.items |= items_of[line];
        grows = true;
      }
    }
    return group;
  }

  const Small& small_;
  Posted posted_;
};

Posted ask(const Small& small) {
  const auto facts = built(small).facts();
  const auto& parameters = ledger::Parameters::built_in();
  const auto items = reconcile::expected_items(facts, parameters);
  return Reading{small, reconcile::match_lines(facts, items, parameters)}.posted();
}

bool is_duplicate_of(const Small& small, const Posted& posted, std::size_t again,
                     std::size_t first) {
  const auto& match = posted.matches[again];
  if (again == first || small.lines[again].pounds != small.lines[first].pounds) return false;
  return match.rule == reconcile::rule::duplicate &&
         std::ranges::any_of(posted.matches[first].items, [&](const ledger::Settled& settled) {
           return settled.key == match.items.front().key;
         });
}

/// What was posted, read each way: of a payment and its duplicate the contract calls the later one
/// the duplicate, whichever of them is nearer to the day.
std::vector<Posted> readings(const Small& small, const Posted& posted) {
  std::vector<Posted> all{posted};
  for (std::size_t again = 0; again < small.lines.size(); ++again) {
    for (std::size_t first = 0; first < small.lines.size(); ++first) {
      if (!is_duplicate_of(small, posted, again, first)) continue;
      const auto so_far = all.size();
      for (std::size_t i = 0; i < so_far; ++i) {
        all.push_back(all[i].with_changed_places(again, first));
      }
    }
  }
  return all;
}

/// Whether what was posted is part of an explanation.
bool part_of(const Posted& posted, const Explanation& explanation) {
  const bool exact = std::ranges::all_of(posted.exact, [&](const Group& group) {
    return std::ranges::find(explanation.groups, group) != explanation.groups.end();
  });
  return exact && (posted.other_lines & explanation.lines) == 0 &&
         (posted.other_items & explanation.items) == 0;
}

bool part_of(const std::vector<Posted>& readings, const Explanation& explanation) {
  return std::ranges::any_of(readings,
                             [&](const Posted& posted) { return part_of(posted, explanation); });
}

// --- for a reader ---

std::string things(const std::vector<Thing>& all, unsigned bits) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!has(bits, i)) continue;
    if (!text.empty()) text += " + ";
    text += std::to_string(all[i].pounds) + "@" + std::to_string(all[i].day);
  }
  return text;
}

std::string told(const Small& small, const Explanation& explanation) {
  std::string text;
  for (const auto& group : explanation.groups) {
    text += "  [" + things(small.lines, group.lines) + " pays " + things(small.items, group.items) +
            "]";
  }
  return text + "  (explains " + std::to_string(explanation.explained) + ", joins " +
         std::to_string(explanation.joined) + ", days " + std::to_string(explanation.days) + ")";
}

std::string told(const Small& small, const std::vector<Explanation>& best, const Posted& posted) {
  std::ostringstream out;
  const auto everything = ~0U;
  out << (small.payee == Payee::worker ? "wages" : "invoices") << " (pounds@day)";
  if (small.terms > 0) out << " due after " << small.terms << " days";
  out << ": " << things(small.items, everything) << "\n  lines: " << things(small.lines, everything)
      << '\n';
  for (const auto& explanation : best) {
    out << "  nothing beats" << told(small, explanation) << '\n';
  }
  for (std::size_t i = 0; i < small.lines.size(); ++i) {
    const auto& match = posted.matches[i];
    out << "  engine: " << things(small.lines, 1U << i) << " " << ledger::text(match.state) << ' '
        << match.rule;
    for (const auto& item : match.items) out << ", " << item.key << ' ' << text(item.amount);
    out << '\n';
  }
  return out.str();
}

/// Explanations that no other beats.
std::vector<Explanation> best_of(const std::vector<Explanation>& all) {
  std::vector<Explanation> best;
  for (const auto& one : all) {
    const bool beaten =
        std::ranges::any_of(all, [&](const Explanation& other) { return other.beats(one); });
    if (!beaten) best.push_back(one);
  }
  return best;
}

/// Two equal invoices paid on two days could have been paid the other way round: they have no day
/// on which they are paid, so their numbers say which is which, or a person, and days alone do not.
bool could_cross(const Small& small, const Explanation& explanation) {
  if (small.payee != Payee::supplier) return false;
  const auto first = [](unsigned bits) { return static_cast<std::size_t>(std::countr_zero(bits)); };
  for (const auto& a : explanation.groups) {
    for (const auto& b : explanation.groups) {
      const auto& [line, other] =
          std::pair{small.lines[first(a.lines)], small.lines[first(b.lines)]};
      const auto& [item, its] = std::pair{small.items[first(a.items)], small.items[first(b.items)]};
      const bool equal = line.pounds == other.pounds && item.pounds == its.pounds;
      if (equal && line.day != other.day && item.day != its.day) return true;
    }
  }
  return false;
}

Verdict judge_one_best(const Small& small, const std::vector<Explanation>& best,
                       const std::vector<Posted>& readings) {
  const auto& posted = readings.front();
  const bool agrees =
      std::ranges::any_of(best, [&](const Explanation& one) { return part_of(readings, one); });
  if (!agrees) return Verdict::contradicts;
  const unsigned lines = (1U << small.lines.size()) - 1;
  const unsigned items = (1U << small.items.size()) - 1;
  const bool everything = best.front().lines == lines && best.front().items == items;
  if (everything && could_cross(small, best.front())) return Verdict::agrees;
  return everything && posted.lines != lines ? Verdict::not_found : Verdict::agrees;
}

/// Lines that two explanations put into different groups.
unsigned disputed(const Explanation& a, const Explanation& b) {
  unsigned lines = a.lines ^ b.lines;
  for (const auto& group : a.groups) {
    if (std::ranges::find(b.groups, group) == b.groups.end()) lines |= group.lines;
  }
  return lines;
}

Verdict judge(const Small& small, const std::vector<Explanation>& best,
              const std::vector<Posted>& readings) {
  const auto& posted = readings.front();
  const auto torn = [&](const Explanation& one, const Explanation& other) {
    return one.level_with(other) && !same_but_for_twins(small, one, other);
  };
  const bool nothing_posted = posted.exact.empty() && posted.other_lines == 0;
  bool part_of_any = nothing_posted;
  bool sure = nothing_posted;
  for (const auto& one : best) {
    if (!part_of(readings, one)) continue;
    part_of_any = true;
    const bool other_says_else = std::ranges::any_of(best, [&](const Explanation& other) {
      if (!torn(one, other)) return false;
      // A twin of the other explanation may have it the same way.
      return std::ranges::none_of(best, [&](const Explanation& twin) {
        return part_of(readings, twin) && same_but_for_twins(small, other, twin);
      });
    });
    sure = sure || !other_says_else;
  }
  if (!part_of_any) return Verdict::beaten;
  if (!sure) return Verdict::torn_posted;
  for (const auto& one : best) {
    for (const auto& other : best) {
      const bool both_nearest = torn(one, other);
      const unsigned silent = both_nearest ? disputed(one, other) & one.lines & other.lines &
                                                 ~(posted.lines | posted.other_lines | posted.asked)
                                           : 0;
      if (silent != 0) return Verdict::torn_dropped;
    }
  }
  return Verdict::agrees;
}

}  // namespace

std::string text(Verdict verdict) {
  switch (verdict) {
    case Verdict::agrees:
      return "agrees";
    case Verdict::contradicts:
      return "posts something else than the one best explanation";
    case Verdict::torn_posted:
      return "posts one of two explanations that fit equally well";
    case Verdict::beaten:
      return "posts what another explanation beats on every count";
    case Verdict::not_found:
      return "does not find the one explanation of everything";
    case Verdict::torn_dropped:
      return "does not ask about a line that two explanations fit";
  }
  return {};
}

Opinion second_opinion(const Small& small) {
  const auto best = best_of(explanations(small));
  const auto posted = ask(small);
  Opinion opinion;
  opinion.one_best = std::ranges::all_of(
      best, [&](const Explanation& one) { return same_but_for_twins(small, one, best.front()); });
  for (const auto& one : best) {
    for (const auto& other : best) {
      opinion.torn |= one.level_with(other) && !same_but_for_twins(small, one, other);
    }
  }
  const auto read = readings(small, posted);
  opinion.verdict = opinion.one_best ? judge_one_best(small, best, read) : judge(small, best, read);
  if (opinion.verdict != Verdict::agrees) opinion.told = told(small, best, posted);
  return opinion;
}

void Tally::add(const Opinion& opinion) {
  ++cases;
  one_best += opinion.one_best ? 1 : 0;
  torn += opinion.torn ? 1 : 0;
  if (opinion.verdict == Verdict::agrees) return;
  const auto same = [&](const auto& entry) { return entry.first == opinion.verdict; };
  auto at = std::ranges::find_if(found, same);
  if (at == found.end()) at = found.insert(found.end(), {opinion.verdict, {0, opinion.told}});
  ++at->second.times;
}

int Tally::times(Verdict verdict) const {
  for (const auto& [which, entry] : found) {
    if (which == verdict) return entry.times;
  }
  return 0;
}

std::string Tally::told(Verdict verdict) const {
  for (const auto& [which, entry] : found) {
    if (which != verdict) continue;
    return text(verdict) + ", " + std::to_string(entry.times) + " of " + std::to_string(cases) +
           " cases; the smallest:\n" + entry.smallest;
  }
  return {};
}

}  // namespace brute

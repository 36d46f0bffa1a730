#include "reconcile/trading_names.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/quotes.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;

constexpr std::int64_t pound = 100;
constexpr std::size_t in_a_row = 4;

/// The plan lines that have each payee, for those lines that have several.
std::map<std::string, std::set<std::string>> shared_lines(const Desk& desk) {
  std::map<std::string, std::set<std::string>> lines;
  for (const auto* budget : desk.ground.plans.budgets()) {
    for (const auto& line : budget->lines) {
      if (line.payees.size() < 2) continue;
      for (const auto& payee : line.payees) {
        const auto folded = fold(payee);
        std::string name;
        for (const auto word : significant(words_of(folded), desk.ground.words)) {
          name += std::string{word} + " ";
        }
        lines[name].insert(line.ref);
      }
    }
  }
  return lines;
}

std::string name_of(const Party& party) {
  std::string name;
  for (const auto word : party.words) name += std::string{word} + " ";
  return name;
}

/// What a line of one payee says about the invoices of another.
struct Hit {
  ledger::Date on;
  bool amount = false, to_the_penny = false, quoted = false;
};

/// By day.
std::vector<Hit> hits(const Desk& desk, std::size_t party, const Items& invoices) {
  // By what one comes to, or a few in a row.
  std::unordered_multimap<std::int64_t, std::size_t> by_amount;
  for (std::size_t first = 0; first < invoices.size(); ++first) {
    std::int64_t sum = 0;
    for (std::size_t i = first; i < std::min(first + in_a_row, invoices.size()); ++i) {
      sum += desk.items[invoices[i]].amount.pence();
      by_amount.emplace(sum, invoices[i]);
    }
  }
  std::vector<Hit> found;
  for (const auto at : desk.rows_of(party)) {
    const auto& row = desk.rows[at];
    if (row.pence >= 0) continue;
    auto& hit = found.emplace_back(Hit{.on = row.date});
    const auto [begin, end] = by_amount.equal_range(row.pence);
    const bool near = std::any_of(begin, end, [&](const auto& each) {
      const auto& window = row.tolerances->window(ledger::ItemKind::invoice);
      return desk.gap(each.second, row.date).within(window);
    });
    if (!near) continue;
    hit.amount = true;
    hit.to_the_penny = row.pence % pound != 0;
    hit.quoted = std::any_of(begin, end, [&](const auto& each) {
      return row.pence == desk.items[each.second].amount.pence() &&
             quotes_number(row, desk.ground, desk.items[each.second].key);
    });
  }
  return found;
}

/// Whether the lines about a day show that the one payee stands for the other.
bool tell(const std::vector<Hit>& hits, ledger::Date about) {
  const auto from = std::ranges::lower_bound(hits, plus_days(about, -habit_days), {}, &Hit::on);
  const auto to = std::ranges::upper_bound(hits, plus_days(about, habit_days), {}, &Hit::on);
  if (std::any_of(from, to, [](const Hit& hit) { return hit.quoted; })) return true;
  const auto amounts = std::count_if(from, to, [](const Hit& hit) { return hit.amount; });
  const bool most = amounts > 0 && 2 * amounts >= to - from;
  return most && std::any_of(from, to, [](const Hit& hit) { return hit.to_the_penny; });
}

}  // namespace

std::map<std::size_t, Items> trading_names(const Desk& desk) {
  std::map<std::size_t, Items> traded;
  if (desk.ground.invoices.empty()) return traded;
  const auto lines = shared_lines(desk);
  if (lines.empty()) return traded;
  std::map<std::string, Items> invoices;  // by plan line
  for (const auto& cost : desk.ground.invoices) {
    if (const auto item = desk.item(cost.key)) invoices[cost.place.line].push_back(*item);
  }
  const auto& parties = desk.parties().all();
  for (std::size_t party = 0; party < parties.size(); ++party) {
    if (parties[party].kind != PartyKind::organisation || desk.rows_of(party).empty()) continue;
    const auto shared = lines.find(name_of(parties[party]));
    if (shared == lines.end()) continue;
    Items others;
    for (const auto& line : shared->second) {
      for (const auto item : invoices[line]) {
        const auto& own = parties[party].items;
        if (std::ranges::find(own, item) == own.end()) others.push_back(item);
      }
    }
    if (others.empty()) continue;
    const auto told = hits(desk, party, others);
    std::erase_if(others, [&](std::size_t item) { return !tell(told, desk.items[item].arises); });
    if (others.empty()) continue;
    auto& all = traded[party];
    all = parties[party].items;
    all.insert(all.end(), others.begin(), others.end());
    std::ranges::sort(all, [&](std::size_t a, std::size_t b) {
      return std::tie(desk.items[a].arises, desk.items[a].due, desk.items[a].key) <
             std::tie(desk.items[b].arises, desk.items[b].due, desk.items[b].key);
    });
  }
  return traded;
}

}  // namespace reconcile

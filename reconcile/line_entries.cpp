// The entry that books each line, as its match says. Lines are taken by day, so that what a line
// pays of an item that several budgets bear is shared by what is left of each part.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/engine.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/names.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/split.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace reconcile {
namespace {

using ledger::Entry;
using ledger::Item;
using ledger::ItemKind;
using ledger::Money;
using ledger::Posting;

/// What a line puts on the other side of the bank: a budget and account, and how much of the line.
struct Side {
  std::string budget;
  std::string account;
  Money amount;  ///< with the sign of the line
  std::string item;
};

class LineBooks {
 public:
  LineBooks(const Groundwork& ground, const std::vector<ledger::Match>& matches,
            const std::vector<Item>& items)
      : ground_{ground}, matches_{matches}, items_{items}, funders_{ground.facts} {
    items_by_key_.reserve(items.size());
    for (const auto& item : items) {
      items_by_key_.emplace(item.key, items_by_key_.size());
      auto& left = left_.emplace_back();
      for (const auto& part : item.parts) left.push_back(magnitude(part.amount).pence());
    }
  }

  std::vector<Entry> all() {
    const auto& lines = ground_.facts.lines;
    std::vector<std::size_t> by_day(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      by_day[i] = i;
      lines_by_id_.emplace(lines[i].line.id, i);
    }
    std::ranges::sort(by_day, [&](std::size_t a, std::size_t b) {
      return std::tuple{lines[a].line.date, lines[a].line.id} <
             std::tuple{lines[b].line.date, lines[b].line.id};
    });
    entries_.resize(lines.size());
    for (const auto line : by_day) book(line);
    std::vector<Entry> entries;
    entries.reserve(lines.size());
    for (auto& entry : entries_) {
      if (!entry->postings.empty()) entries.push_back(std::move(*entry));
    }
    return entries;
  }

 private:
  /// The budget whose money a line of an account is when nothing else says it.
  std::string budget_of(const ledger::BookLine& line) const {
    const auto* budget = ground_.plans.of_account(line.account, line.line.date);
    return budget == nullptr ? std::string{ledger::unassigned_budget} : budget->ref;
  }

  void book(std::size_t at) {
    const auto& line = ground_.facts.lines[at];
    const auto& match = matches_[at];
    Entry entry{line.line.date, ledger::EntryKind::line, "line:" + text(line.line.id), {}, match};
    const auto bank = "bank:" + line.account;
    for (auto& side : together(sides(line, match))) {
      move(entry.postings, {std::move(side.budget), bank, std::move(side.account), side.amount,
                            std::move(side.item)});
    }
    entries_[at] = std::move(entry);
  }

  std::vector<Side> sides(const ledger::BookLine& line, const ledger::Match& match) {
    const auto amount = line.line.amount;
    if (!rule::is_booked(match)) {
      return {{budget_of(line), "suspense", amount, {}}};
    }
    if (!match.plan_line.empty()) {
      const auto slash = match.plan_line.find('/');
      return {{match.plan_line.substr(0, slash),
               "cost:" + match.plan_line.substr(slash + 1),
               amount,
               {}}};
    }
    if (match.rule == rule::interest) return {{budget_of(line), "received:interest", amount, {}}};
    std::vector<Side> sides;
    Money rest = amount;
    for (const auto& settled : match.items) {
      add_settled(sides, line, match, settled);
      rest -= settled.amount;
    }
    add_rest(sides, line, match, rest);
    return sides;
  }

  /// Sides of one budget, account and item are one posting.
  static std::vector<Side> together(std::vector<Side> sides) {
    std::vector<Side> sums;
    for (auto& side : sides) {
      const auto same = std::ranges::find_if(sums, [&](const Side& sum) {
        return sum.budget == side.budget && sum.account == side.account && sum.item == side.item;
      });
      if (same == sums.end()) {
        sums.push_back(std::move(side));
      } else {
        same->amount += side.amount;
      }
    }
    return sums;
  }

  void add_settled(std::vector<Side>& sides, const ledger::BookLine& line,
                   const ledger::Match& match, const ledger::Settled& settled) {
    if (const auto place = coded_to(settled.key); !place.empty()) {
      const auto slash = place.find('/');
      sides.push_back({std::string{place.substr(0, slash)},
                       "cost:" + std::string{place.substr(slash + 1)},
                       settled.amount,
                       {}});
      return;
    }
    if (settled.key.starts_with("transfer:")) {
      sides.push_back({budget_of(line), "moving", settled.amount, {}});
      return;
    }
    if (settled.key.starts_with("reversal:")) {
      add_undone(sides, line, match, settled);
      return;
    }
    const auto found = items_by_key_.find(settled.key);
    if (found == items_by_key_.end()) {
      sides.push_back({budget_of(line), "suspense", settled.amount, {}});
      return;
    }
    if (settled.amount.is_zero()) return;  // it only names whose money the rest is
    const auto& item = items_[found->second];
    const bool again = match.rule == rule::duplicate;
    const auto shares = share(found->second, settled.amount, again);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const auto& part = item.parts[i];
      if (item.kind == ItemKind::funding) {
        const auto whose = again ? funders_.beyond(item.key, shares[i], match)
                                 : funders_.settled(item.key, shares[i], match);
        add_funders(sides, part, item, shares[i], whose);
      } else if (again && !ledger::is_instalment(item.kind)) {
        sides.push_back({part.budget, due_back(item), shares[i], {}});
      } else {
        add_item_sides(sides, item, part, shares[i]);
      }
    }
  }

  /// A line that undoes another moves back what that one moved.
  void add_undone(std::vector<Side>& sides, const ledger::BookLine& line,
                  const ledger::Match& match, const ledger::Settled& settled) {
    const auto id = ledger::parse_line_id(std::string_view{settled.key}.substr(9));
    const auto undone = id ? lines_by_id_.find(*id) : lines_by_id_.end();
    if (undone == lines_by_id_.end() || !entries_[undone->second]) {
      sides.push_back({budget_of(line), "suspense", settled.amount, {}});
      return;
    }
    const auto part = rule::part_of(match);
    const auto& before = ground_.facts.lines[undone->second];
    const auto bank = "bank:" + before.account;
    const auto already = sides.size();
    for (const auto& posting : entries_[undone->second]->postings) {
      if (!part.empty() && posting.item != part) continue;
      const bool out = posting.credit == bank;
      sides.push_back({posting.budget, out ? posting.debit : posting.credit,
                       out ? posting.amount : -posting.amount, posting.item});
      give_back(posting);
    }
    // What it undid has been taken for something else since: the line is in the books all the same.
    const bool nothing = sides.size() == already;
    if (nothing) sides.push_back({budget_of(line), "suspense", settled.amount, {}});
  }

  void give_back(const Posting& posting) {
    const auto found = items_by_key_.find(posting.item);
    if (posting.item.empty() || found == items_by_key_.end()) return;
    constexpr std::string_view received = "received:";
    if (posting.credit.starts_with(received)) {
      funders_.give_back(posting.item, posting.credit.substr(received.size()), posting.amount);
    }
    const auto& parts = items_[found->second].parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].budget != posting.budget) continue;
      left_[found->second][i] += posting.amount.pence();
      return;
    }
  }

  /// Shares an amount over an item's parts by what is left of them.
  std::vector<Money> share(std::size_t item, Money amount, bool again) {
    auto& left = left_[item];
    if (left.size() == 1) return {amount};
    std::int64_t sum = 0;
    for (const auto part : left) sum += part;
    if (!again && sum >= magnitude(amount).pence()) {
      auto shares = ledger::apportion(amount, left);
      for (std::size_t i = 0; i < left.size(); ++i) left[i] -= magnitude(shares[i]).pence();
      return shares;
    }
    std::vector<std::int64_t> weights;
    for (const auto& part : items_[item].parts) weights.push_back(magnitude(part.amount).pence());
    return ledger::apportion(amount, weights);
  }

  /// What settles a part of an item, by kind of item: the rows of the posting table.
  void add_item_sides(std::vector<Side>& sides, const Item& item, const ledger::ItemPart& part,
                      Money amount) const {
    switch (item.kind) {
      case ItemKind::net_pay:
        sides.push_back({part.budget, "owed:net-pay:" + item.payee, amount, item.key});
        return;
      case ItemKind::paye:
        sides.push_back({part.budget, "owed:paye", amount, item.key});
        return;
      case ItemKind::pension:
        sides.push_back({part.budget, "owed:pension", amount, item.key});
        return;
      case ItemKind::invoice:
        sides.push_back(
            {part.budget, "owed:supplier:" + ledger::slug(item.payee), amount, item.key});
        return;
      case ItemKind::regular:
        sides.push_back({part.budget, "cost:" + part.line, amount, item.key});
        return;
      case ItemKind::contribution:
        sides.push_back({part.budget, "received:person", amount, item.key});
        return;
      case ItemKind::repayment:
        sides.push_back({part.budget, "due-to:" + funder_of(item), amount, item.key});
        return;
      case ItemKind::funding:
        throw ledger::Defect{"what funders bring is booked by funder"};
    }
    throw ledger::Defect{"an item of no kind"};
  }

  /// What comes in is the funders' as FundersMoney says.
  static void add_funders(std::vector<Side>& sides, const ledger::ItemPart& part, const Item& item,
                          Money amount, const std::vector<ledger::FunderShare>& shares) {
    if (shares.empty()) sides.push_back({part.budget, "received:" + item.payee, amount, item.key});
    for (const auto& share : shares) {
      sides.push_back({part.budget, "received:" + share.funder, share.amount, item.key});
    }
  }

  std::string funder_of(const Item& item) const {
    return item.payee == ground_.facts.ref() ? std::string{ledger::own_part} : item.payee;
  }

  static std::string due_back(const Item& item) {
    return "due-back:" + (item.kind == ItemKind::net_pay ? item.payee : ledger::slug(item.payee));
  }

  /// What a line moved beyond its items: income as it came; else it is due back from the payee.
  void add_rest(std::vector<Side>& sides, const ledger::BookLine& line, const ledger::Match& match,
                Money rest) const {
    if (rest.is_zero()) return;
    const auto found =
        match.items.empty() ? items_by_key_.end() : items_by_key_.find(match.items.back().key);
    // Of a line that a person split it is no one part's: the last is as good as any.
    const bool split = pair_value(match.evidence, "kind") == "split";
    if (split || found == items_by_key_.end()) {
      sides.push_back({budget_of(line), "suspense", rest, {}});
      return;
    }
    const auto& item = items_[found->second];
    const auto& part = item.parts.front();
    if (item.kind == ItemKind::funding) {
      add_funders(sides, part, item, rest, funders_.beyond(item.key, rest, match));
      return;
    }
    const bool income = item.kind == ItemKind::contribution;
    sides.push_back({part.budget, income ? "received:person" : due_back(item), rest, {}});
  }

  const Groundwork& ground_;
  const std::vector<ledger::Match>& matches_;
  const std::vector<Item>& items_;
  std::unordered_map<std::string_view, std::size_t> items_by_key_;
  std::unordered_map<ledger::LineId, std::size_t> lines_by_id_;
  FundersMoney funders_;
  std::vector<std::vector<std::int64_t>> left_;
  std::vector<std::optional<Entry>> entries_;
};

}  // namespace

std::vector<Entry> line_entries(const Groundwork& ground, const std::vector<ledger::Match>& matches,
                                const std::vector<Item>& items) {
  return LineBooks{ground, matches, items}.all();
}

std::vector<Entry> line_entries(const ledger::PersonFacts& facts,
                                const std::vector<ledger::Match>& matches,
                                const std::vector<Item>& items,
                                const ledger::Parameters& parameters) {
  return line_entries(Groundwork{facts, parameters}, matches, items);
}

}  // namespace reconcile

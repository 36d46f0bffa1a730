// The guard of settled years: entries that have to come out as they did when all years were read.
#include "ledger/digest.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/settled.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::PersonFacts;
using ledger::SettledYears;

class Guard {
 public:
  Guard(const ledger::PersonHistory& history, const Reconciled& made, const SettledYears& settled)
      : history_{history}, settled_{settled} {
    for (const auto& item : made.items) {
      if (item.due < settled.day) old_items_.insert(item.key);
    }
    for (const auto& entry : made.entries) {
      if (entry.date < settled.day) old_lines_.insert(entry.source);
    }
  }

  bool has(const Entry& entry) const {
    if (entry.kind == EntryKind::handover || entry.kind == EntryKind::plan) return false;
    if (entry.date < plus_days(settled_.day, -habit_days)) return false;
    if (entry.date < settled_.day) return true;
    const bool old = std::ranges::any_of(entry.postings, [&](const ledger::Posting& posting) {
      return is_old_budget(posting.budget);
    });
    return old || (entry.match && names_old(*entry.match));
  }

 private:
  bool is_old_budget(const std::string& ref) const {
    const auto* budget = history_.budget(ref);
    return budget == nullptr || history_.days_held(*budget).last < settled_.day;
  }

  bool is_old_key(std::string_view key) const {
    if (old_items_.contains(key)) return true;
    const auto colon = key.find(':');
    const auto kind = key.substr(0, colon);
    if (colon == key.npos || (kind != "reversal" && kind != "transfer")) return false;
    return old_lines_.contains("line:" + std::string{key.substr(colon + 1)});
  }

  bool names_old(const std::vector<ledger::Settled>& items) const {
    return std::ranges::any_of(items, [&](const auto& item) { return is_old_key(item.key); });
  }

  bool names_old(const ledger::Match& match) const {
    return names_old(match.items) ||
           std::ranges::any_of(match.alternatives, [&](const ledger::Alternative& other) {
             return other.fits() && names_old(other.items);
           });
  }

  const ledger::PersonHistory& history_;
  const SettledYears& settled_;
  std::unordered_set<std::string_view> old_items_;
  std::set<std::string, std::less<>> old_lines_;
};

void add(ledger::Sha256& digest, const std::vector<ledger::Settled>& items) {
  digest.field(static_cast<std::int64_t>(items.size()));
  for (const auto& item : items) digest.field(item.key).field(item.amount.pence());
}

void add(ledger::Sha256& digest, const Entry& entry) {
  digest.field(entry.source).field(std::int64_t{entry.date.days()}).field(text(entry.kind));
  digest.field(static_cast<std::int64_t>(entry.postings.size()));
  for (const auto& posting : entry.postings) {
    digest.field(posting.budget).field(posting.debit).field(posting.credit);
    digest.field(posting.amount.pence()).field(posting.item);
  }
  if (!entry.match) return;
  const auto& match = *entry.match;
  digest.field(text(match.state)).field(match.rule).field(match.plan_line);
  digest.field(std::int64_t{match.confidence});
  add(digest, match.items);
  for (const auto& other : match.alternatives) {
    if (!other.fits()) continue;
    digest.field(other.rule).field(other.plan_line);
    add(digest, other.items);
  }
}

/// Every item that a person named is there: of one that is not, nobody could say what it was.
bool knows_decisions(const PersonFacts& facts, const std::vector<ledger::Item>& items) {
  std::unordered_set<std::string_view> keys;
  for (const auto& item : items) keys.insert(item.key);
  return std::ranges::all_of(facts.decisions, [&](const ledger::Decision& decision) {
    return std::ranges::all_of(decision.keys,
                               [&](const std::string& key) { return keys.contains(key); });
  });
}

}  // namespace

std::vector<const Entry*> entries_from(const Reconciled& made, Date from) {
  std::vector<const Entry*> entries;
  for (const auto& entry : made.entries) {
    if (entry.date >= from) entries.push_back(&entry);
  }
  std::ranges::sort(entries, [](const Entry* a, const Entry* b) {
    return std::tie(a->date, a->source) < std::tie(b->date, b->source);
  });
  return entries;
}

std::string guard_of(const PersonFacts& facts, const Reconciled& made, const Reach& reach,
                     const SettledYears& settled) {
  if (reach.across() || !knows_decisions(facts, made.items)) return {};
  const Guard guard{facts.history, made, settled};
  ledger::Sha256 digest;
  digest.field("dpledger.settled/1").field(std::int64_t{rules_version});
  for (const auto* entry : entries_from(made, plus_days(settled.day, -habit_days))) {
    if (guard.has(*entry)) add(digest, *entry);
  }
  return ledger::text(digest.take());
}

}  // namespace reconcile

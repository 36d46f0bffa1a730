// The books of a pool, and what its members are handed of its lines.
#include "reconcile/groundwork.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/pool_shares.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Allotted;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Match;
using ledger::MatchState;
using ledger::Money;

std::string bank_of(const ledger::PersonFacts& pool) {
  return "bank:" + pool.history.latest().accounts.front().ref;
}

std::optional<Entry> opening_of(const PoolMember& member, const std::string& bank) {
  Entry entry{member.account->opened, EntryKind::opening, "opening:" + member.facts->ref(), {}, {}};
  const auto key = ledger::share_key(member.facts->ref());
  move(entry.postings, {std::string{ledger::pool_budget}, bank, key, member.account->balance, {}});
  if (entry.postings.empty()) return std::nullopt;
  return entry;
}

/// Money in is owed to whom it is for: the share of a member grows as the bank does.
Entry entry_of(const ledger::BookLine& line, const Match& match, const std::string& bank) {
  const std::string budget{ledger::pool_budget};
  Entry entry{line.line.date, EntryKind::line, "line:" + text(line.line.id), {}, match};
  auto rest = line.line.amount;
  for (const auto& share : match.items) {
    move(entry.postings, {budget, bank, share.key, share.amount, share.key});
    rest -= share.amount;
  }
  move(entry.postings, {budget, bank, "suspense", rest, {}});
  return entry;
}

/// The text of a part of a line says nothing of the others whose payment it was too.
bool names_others(const ledger::StatementLine& line, const PoolMember& member,
                  const std::vector<PoolMember>& members) {
  const FoldedText text{line.description()};
  const auto whole = fold(line.description());
  for (const auto& other : members) {
    if (other.facts->ref() == member.facts->ref()) continue;
    if (whole.find(fold(other.facts->ref())) != std::string::npos) return true;
    for (const auto& version : other.facts->history.versions()) {
      if (mention_of_person(text, version.name) != Mention::none) return true;
      if (mention_of_person(text, version.holder_name) != Mention::none) return true;
      for (const auto& worker : version.workers) {
        if (mention_of_person(text, worker.name) != Mention::none) return true;
      }
    }
  }
  return false;
}

}  // namespace

std::vector<Entry> pool_entries(const ledger::PersonFacts& pool,
                                const std::vector<PoolMember>& members,
                                const std::vector<Match>& matches) {
  const auto bank = bank_of(pool);
  std::vector<Entry> entries;
  for (const auto& member : members) {
    if (auto entry = opening_of(member, bank)) entries.push_back(std::move(*entry));
  }
  for (std::size_t i = 0; i < pool.lines.size(); ++i) {
    auto entry = entry_of(pool.lines[i], matches[i], bank);
    if (!entry.postings.empty()) entries.push_back(std::move(entry));
  }
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return std::tie(a.date, a.source) < std::tie(b.date, b.source);
  });
  return entries;
}

std::vector<Allotted> allotted_to(const PoolMember& member, const ledger::PersonFacts& pool,
                                  const std::vector<PoolMember>& members,
                                  const std::vector<Match>& matches) {
  const auto key = ledger::share_key(member.facts->ref());
  std::vector<Allotted> all;
  std::map<ledger::Date, int> of_day;
  for (std::size_t i = 0; i < pool.lines.size(); ++i) {
    const auto& line = pool.lines[i];
    const int nth = of_day[line.line.date]++;
    for (const auto& share : matches[i].items) {
      if (share.key != key || share.amount.is_zero()) continue;
      Allotted one{line.line.id, nth, line};
      auto& theirs = one.line;
      theirs.account = member.account->ref;
      theirs.place = 0;
      theirs.wordings.clear();
      theirs.line.balance.reset();
      theirs.line.amount = share.amount;
      theirs.line.id = ledger::allotted_id(member.facts->ref(), member.account->ref, line.line.id);
      const bool part = share.amount != line.line.amount;
      if (part && names_others(line.line, member, members)) {
        theirs.line.payee = "PART OF A PAYMENT FOR SEVERAL PEOPLE";
        theirs.line.reference.clear();
        theirs.line.bank_id.clear();
      }
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace reconcile

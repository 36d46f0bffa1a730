#include "app/pools.hpp"

#include "app/judged_by.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

using ledger::Allotted;
using ledger::PersonVersion;

std::string name_of(const ledger::PersonFacts& pool) {
  return pool.ref().substr(1);
}

/// What of the pool's lines is a member's and was otherwise, or was and is not any more.
store::Allotment change_of(const std::vector<Allotted>& before, const std::vector<Allotted>& now,
                           ledger::PersonId member, ledger::PersonId pool) {
  store::Allotment change{member, pool, {}, {}};
  std::map<ledger::LineId, const Allotted*> known;
  for (const auto& one : before) known.emplace(one.of, &one);
  for (const auto& one : now) {
    const auto same = known.find(one.of);
    if (same == known.end() || *same->second != one) change.given.push_back(one);
    if (same != known.end()) known.erase(same);
  }
  for (const auto& [line, one] : known) change.taken_back.push_back(line);
  return change;
}

/// The version of a pool as its members have its account now; nothing without members.
std::optional<PersonVersion> version_of(store::Reader& reader, const std::string& name,
                                        const std::vector<store::PersonRow>& members) {
  std::optional<ledger::Account> account;
  std::set<std::string> known_as;
  for (const auto& row : members) {
    const auto history = reader.history(row.id);
    const auto& theirs = *ledger::account_in(history, name);
    if (!account) {
      account = theirs;
      account->ref = name;
      account->balance = {};
    }
    account->opened = std::min(account->opened, theirs.opened);
    account->balance += theirs.balance;
    if (account->sort_code.empty()) account->sort_code = theirs.sort_code;
    if (account->number.empty()) account->number = theirs.number;
    known_as.insert(theirs.known_as.begin(), theirs.known_as.end());
  }
  if (!account) return std::nullopt;
  account->known_as.assign(known_as.begin(), known_as.end());
  PersonVersion version;
  version.ref = ledger::pool_ref(name);
  version.accounts.push_back(std::move(*account));
  return version;
}

}  // namespace

PoolIndex index_of_pools(store::Reader& reader) {
  PoolIndex index;
  for (const auto& row : reader.people()) {
    if (ledger::is_pool(row.ref)) continue;
    for (const auto& pool : ledger::pools_of(reader.history(row.id))) index[pool].push_back(row);
  }
  return index;
}

PoolBooks::PoolBooks(store::Reader& reader, ledger::PersonId pool, const PoolIndex& index)
    : pool_{reader.facts(pool)} {
  const auto found = index.find(name_of(pool_));
  if (found == index.end()) return;
  facts_.reserve(found->second.size());
  for (const auto& row : found->second) {
    facts_.push_back(reader.facts(row.id));
    // What is expected of a member never rests on which lines they were handed before.
    facts_.back().lines.clear();
    const auto& history = facts_.back().history;
    members_.push_back({&facts_.back(), ledger::account_in(history, name_of(pool_))});
  }
}

Settlement settle_pool(store::Reader& reader, ledger::PersonId pool, const PoolIndex& index) {
  const PoolBooks books{reader, pool, index};
  const auto matches = reconcile::pool_shares(books.pool(), books.members(), parameters());
  Settlement settlement{books.pool(), {}, {}, {}};
  auto should = reconcile::pool_entries(books.pool(), books.members(), matches);
  settlement.changes = reconcile::changes(reader.entries(pool), should);
  for (auto& entry : should) {
    settlement.should.push_back({{}, std::move(entry), std::nullopt, false, {}});
  }
  for (const auto& member : books.members()) {
    const auto now = reconcile::allotted_to(member, books.pool(), books.members(), matches);
    const auto id = member.facts->id;
    auto change = change_of(reader.allotted(id, pool), now, id, pool);
    if (change.given.empty() && change.taken_back.empty()) continue;
    settlement.allotments.push_back(std::move(change));
  }
  return settlement;
}

void post_pool(store::Work& work, ledger::PersonId pool, const Settlement& settlement) {
  for (const auto& allotment : settlement.allotments) work.allot(allotment);
  work.post({pool, settlement.changes.reversed, settlement.changes.posted});
}

void keep_pools(store::Work& work, const std::set<std::string>& names) {
  if (names.empty()) return;
  auto& reader = work.reader();
  const auto index = index_of_pools(reader);
  for (const auto& name : names) {
    const auto members = index.find(name);
    if (members == index.end()) continue;
    const auto version = version_of(reader, name, members->second);
    const auto row = reader.person(ledger::pool_ref(name));
    if (!version || (row && reader.history(row->id).latest() == *version)) continue;
    work.add_version(*version);
  }
}

}  // namespace app

// pool: what of a client account is whose, what is nobody's yet, and the tie to its statements.
#include "app/command.hpp"
#include "app/person_books.hpp"
#include "app/pools.hpp"
#include "reports/pool.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

/// What the member's own books have in their account on the day.
ledger::Money bank_of(store::Reader& reader, const store::PersonRow& member,
                      const std::string& account, ledger::Date as_of) {
  const auto standing = ledger::standing_on(reader.entries(member.id), as_of);
  ledger::Money bank;
  for (const auto& balance : ledger::balances_of(standing, as_of)) {
    if (balance.account == "bank:" + account) bank += balance.net();
  }
  return bank;
}

reports::PoolStanding standing_of(store::Reader& reader, const store::PersonRow& pool,
                                  const PoolIndex& index, ledger::Date as_of) {
  const PersonBooks books{reader, pool.id, as_of};
  auto standing = reports::pool_standing(books.view());
  const auto name = pool.ref.substr(1);
  const auto members = index.find(name);
  if (members == index.end()) return standing;
  for (const auto& row : members->second) {
    auto at = std::ranges::find(standing.members, row.ref, &reports::PoolMemberShare::person);
    if (at == standing.members.end()) {
      at = standing.members.insert(at, {row.ref, {}, {}, {}, 0});
    }
    const auto history = reader.history(row.id);
    at->account = ledger::account_in(history, name)->ref;
    at->bank = bank_of(reader, row, at->account, as_of);
  }
  std::ranges::sort(standing.members, {}, &reports::PoolMemberShare::person);
  return standing;
}

}  // namespace

Outcome run_pool(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  std::vector<store::PersonRow> pools;
  std::string names;
  for (auto& row : reader->people()) {
    if (!ledger::is_pool(row.ref)) continue;
    names += (names.empty() ? "" : ", ") + row.ref;
    const bool wanted = arguments.words.empty() || arguments.words.front() == row.ref ||
                        ledger::pool_ref(arguments.words.front()) == row.ref;
    if (wanted) pools.push_back(std::move(row));
  }
  if (pools.empty() && !arguments.words.empty()) {
    return refusal(ledger::Rule::person_unknown, arguments.words.front(),
                   names.empty() ? "the book has no pool" : "the pools are " + names);
  }
  const auto index = index_of_pools(*reader);
  std::vector<reports::PoolStanding> standing;
  for (const auto& pool : pools) {
    standing.push_back(standing_of(*reader, pool, index, arguments.today()));
  }
  return Finished{reports::pools(standing, arguments.today())};
}

}  // namespace app

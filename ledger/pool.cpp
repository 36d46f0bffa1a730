#include "ledger/pool.hpp"

#include "ledger/statement.hpp"

#include <algorithm>
#include <set>

namespace ledger {

namespace {
constexpr std::string_view share = "share:";
}

bool is_pool(std::string_view ref) {
  return ref.starts_with('@');
}

std::string pool_ref(std::string_view pool) {
  return "@" + std::string{pool};
}

std::string account_address(std::string_view ref, std::string_view account) {
  if (is_pool(ref)) return std::string{ref};
  return std::string{ref} + "/" + std::string{account};
}

std::string share_key(std::string_view person) {
  return std::string{share} + std::string{person};
}

std::optional<std::string_view> shared_with(std::string_view key) {
  if (!key.starts_with(share)) return std::nullopt;
  return key.substr(share.size());
}

const Account* account_in(const PersonHistory& history, std::string_view pool) {
  const auto& versions = history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const Account& account : version->accounts) {
      if (account.pool == pool) return &account;
    }
  }
  return nullptr;
}

std::vector<std::string> pools_of(const PersonHistory& history) {
  std::set<std::string> pools;
  for (const PersonVersion& version : history.versions()) {
    for (const Account& account : version.accounts) {
      if (!account.pool.empty()) pools.insert(account.pool);
    }
  }
  return {pools.begin(), pools.end()};
}

// Made from what the pool's line is called, so that twins among a pool's lines stay two lines.
LineId allotted_id(std::string_view person, std::string_view account, LineId of) {
  const StatementLine line{Date::of_days(0), Money{}, {}, {}, text(of), {}, {}};
  return line_id(account_address(person, account), line, 1);
}

}  // namespace ledger

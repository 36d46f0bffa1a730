#include "reports/pseudonyms.hpp"

#include "ledger/digest.hpp"
#include "ledger/entry.hpp"

#include <algorithm>
#include <array>

namespace reports {
namespace {

constexpr std::size_t block = 64;  // bytes of a block of SHA-256

/// What follows a prefix of an account's name, and what kind of name it is.
struct Part {
  std::string_view prefix;
  std::string_view kind;
  bool of_person;  ///< the same ref is somebody else's in another person's books
};

// The longest prefix of two stands first.
constexpr std::array parts{
    Part{"bank:", "account", true},
    Part{"received:", "funder", false},
    Part{"cost:", "line", true},
    Part{"owed:net-pay:", "worker", true},
    Part{"owed:supplier:", "name", false},
    Part{"due-back:", "name", false},
    Part{"surplus:", "funder", false},
    Part{"due-to:", "funder", false},
    Part{"contract:block:", "name", false},
    Part{"contract:", "name", false},
    Part{"plan:", "line", true},
    Part{"pot:", "pot", true},
    Part{"share:", "person", false},
    Part{"from:", "budget", true},
    Part{"to:", "budget", true},
};

/// Whole names that say nothing about anybody.
constexpr std::array<std::string_view, 14> fixed{
    "opening",      "received:person",       "received:interest", "cost:unplanned", "owed:paye",
    "owed:pension", "owed:other-deductions", "surplus:person",    "due-to:person",  "suspense",
    "moving",       "plan:agreed",           "plan:contingency",  "pots:set-aside"};

constexpr std::array<std::string_view, 2> fixed_budgets{ledger::unassigned_budget, "pool"};

std::string bytes_of(const ledger::Digest& digest) {
  return {digest.begin(), digest.end()};
}

std::string padded_with(std::string_view key, unsigned char with) {
  std::string padded{key};
  padded.resize(block, '\0');
  for (char& byte : padded) {
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ with);
  }
  return padded;
}

}  // namespace

Pseudonyms::Pseudonyms(std::string_view key) {
  const auto short_enough = key.size() <= block ? std::string{key} : bytes_of(ledger::sha256(key));
  inner_ = padded_with(short_enough, 0x36);
  outer_ = padded_with(short_enough, 0x5C);
}

std::string Pseudonyms::name(std::string_view kind, std::string_view scope,
                             std::string_view name) const {
  constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";
  constexpr std::size_t length = 12;
  ledger::Sha256 hash;
  const auto inside = hash.add(inner_).field(kind).field(scope).field(name).take();
  const auto digest = hash.add(outer_).add(bytes_of(inside)).take();
  std::string made{kind};
  made += '-';
  for (std::size_t i = 0; i < length; ++i) made += letters[digest[i] % letters.size()];
  return made;
}

std::string Pseudonyms::person(std::string_view ref) const {
  return name("person", "", ref);
}

std::string Pseudonyms::budget(std::string_view person, std::string_view ref) const {
  if (std::ranges::find(fixed_budgets, ref) != fixed_budgets.end()) return std::string{ref};
  return name("budget", person, ref);
}

std::string Pseudonyms::account(std::string_view person, std::string_view account) const {
  if (std::ranges::find(fixed, account) != fixed.end()) return std::string{account};
  for (const Part& part : parts) {
    if (!account.starts_with(part.prefix)) continue;
    const auto rest = account.substr(part.prefix.size());
    return std::string{part.prefix} + name(part.kind, part.of_person ? person : "", rest);
  }
  return name("account", person, account);
}

}  // namespace reports

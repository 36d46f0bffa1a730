#include "app/settled_by.hpp"

#include "app/judged_by.hpp"
#include "app/version.hpp"
#include "ledger/digest.hpp"
#include "ledger/embedded.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>

namespace app {
namespace {

/// Of the program's version, its rules and its dated values.
const std::string& stamp() {
  static const std::string made = [] {
    ledger::Sha256 digest;
    digest.field(version).field(std::int64_t{reconcile::rules_version});
    for (const auto& file : embed::parameter_files()) digest.field(file.path).field(file.bytes);
    return ledger::text(digest.take()).substr(0, 16) + ":";
  }();
  return made;
}

}  // namespace

bool judges_by_its_own() {
  return &parameters() == &ledger::Parameters::built_in();
}

std::optional<ledger::SettledYears> settled_by_this(store::Reader& reader,
                                                    ledger::PersonId person) {
  if (!judges_by_its_own()) return std::nullopt;
  auto settled = reader.settled(person);
  if (settled && !settled->guard.starts_with(stamp())) return std::nullopt;
  return settled;
}

bool are_judged_anew(const ledger::SettledYears& settled, const ledger::PersonHistory& history,
                     ledger::Date up_to) {
  return std::ranges::any_of(history.versions(), [&](const ledger::PersonVersion& each) {
    return each.from && *each.from > settled.as_of && *each.from <= up_to;
  });
}

std::string stamped(const std::string& guard) {
  return stamp() + guard;
}

bool has_no_guard(const ledger::SettledYears& settled) {
  return settled.guard == stamp();
}

}  // namespace app

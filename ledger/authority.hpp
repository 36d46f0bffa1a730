// Who may approve how much. Limits of authority are local: dated values `authority-limit:ROLE` of a
// parameters file of one's own. The program knows none, and what it does not know refuses nothing.
#pragma once

#include "ledger/money.hpp"
#include "ledger/parameters.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

inline constexpr std::string_view authority_limit = "authority-limit:";

struct AuthorityLimit {
  std::string role;
  Money limit;
  friend bool operator==(const AuthorityLimit&, const AuthorityLimit&) = default;
};

/// How what is agreed stands to what those who approved it may approve.
struct Authority {
  bool tested = false;               ///< false: nobody approved with a role, or no limit is known
  std::vector<std::string> unknown;  ///< approving roles of which no limit is known
  std::optional<AuthorityLimit> highest;  ///< of the approving roles whose limit is known
  Money beyond;                           ///< what is agreed above it; nothing unless tested
  std::vector<AuthorityLimit> could;      ///< who may approve all of it, by limit
};

/// Each limit as it was on the day of the approval. A role with enough authority is enough,
/// whatever is unknown of the others.
Authority authority_of(const Budget& budget, const Parameters& parameters);

/// Some limit of authority is known on the day.
bool is_limited(Date day, const Parameters& parameters);

/// How a version that agrees to more than the one before it was approved. What was approved for
/// less does not approve more; what a later version records of the same sum or more counts.
struct ApprovedVersion {
  enum class State {
    in_time,        ///< by the day, by somebody whose limit reaches it
    late,           ///< only after the day: `approved_on`
    beyond,         ///< all who approved it may approve less: `authority.beyond`
    nobody,         ///< nobody is recorded as having approved it
    no_role,        ///< somebody said yes (`agreed_by`) and nothing says in which role
    unknown_limit,  ///< of a role that approved it no limit is known: `authority.unknown`
  };
  std::optional<Date> from;  ///< the version's day; nothing for the first
  Money agreed;
  Date by;  ///< the day on which it was agreed; of a raise without a day of its own, its first
  State state = State::in_time;
  std::optional<Date> approved_on;
  Authority authority;
  std::vector<Approval> of_less = {};  ///< what was approved before, when less was agreed
};
/// Of the versions of a budget that are known and agreed on the day (nothing: of all), those for
/// whose day some limit of authority is known, oldest first.
std::vector<ApprovedVersion> approved_versions(const PersonHistory& history, std::string_view ref,
                                               std::optional<Date> day,
                                               const Parameters& parameters);

/// What is wrong with how it was approved, or cannot be told, as a sentence or two; empty: nothing.
/// The finding and the plan say it alike.
std::string sentence_of(const ApprovedVersion& version);
/// "in-time", "late", "beyond", "nobody", "no-role", "unknown-limit".
std::string_view text(ApprovedVersion::State state);
/// "finance-manager (up to £50,000.00)", joined by ", "; or that nobody is known to.
std::string who_could(const Authority& authority);

}  // namespace ledger

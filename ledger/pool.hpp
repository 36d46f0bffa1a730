// A pool: one bank account that a firm keeps for several people. In the book it is a pseudo-person
// "@acme-clients" with one account; what of its lines is a member's is allotted to that member, and
// the member's facts then have it as a line of their own account (docs/decisions/0014).
#pragma once

#include "ledger/date.hpp"
#include "ledger/facts.hpp"
#include "ledger/id.hpp"
#include "ledger/money.hpp"
#include "ledger/person.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// The budget of all that a pool's own books hold.
inline constexpr std::string_view pool_budget = "pool";

/// "@acme-clients" is one, "P0001" is none. No reference of a person can begin so.
bool is_pool(std::string_view ref);
/// "acme-clients" → "@acme-clients".
std::string pool_ref(std::string_view pool);
/// "P0001/dp"; of a pool its ref alone, for it has no account but the one.
std::string account_address(std::string_view ref, std::string_view account);
/// What a pool's line settles when it is somebody's: "share:P0001"; and back, or nothing.
std::string share_key(std::string_view person);
std::optional<std::string_view> shared_with(std::string_view key);

/// The account of a person that is part of the pool, as any version last knew it; null: none.
const Account* account_in(const PersonHistory& history, std::string_view pool);
/// The names of the pools of which a person has ever been a member, in order.
std::vector<std::string> pools_of(const PersonHistory& history);

/// What of a pool's line is a member's.
struct Allotted {
  LineId of;      ///< the pool's line
  int nth = 0;    ///< among the pool's lines of its day, from 0
  BookLine line;  ///< as a line of the member's account, with an id and an amount of its own
  friend bool operator==(const Allotted&, const Allotted&) = default;
};
/// The id that a member's part of a pool's line has.
LineId allotted_id(std::string_view person, std::string_view account, LineId of);

}  // namespace ledger

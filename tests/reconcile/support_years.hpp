// One person for six years, made by chance: budgets that follow one another, two workers by the
// week, what is due to HMRC and the pension by month, an agency's invoices, instalments, a gardener
// without papers, and whatever goes wrong in such years: what is missing, late, paid twice, in
// parts, with another, in another amount, sent back; lines that nobody knows, and decisions.
#pragma once

#include "ledger/facts.hpp"

#include <cstdint>

namespace years {

inline constexpr int many = 6;

/// `trouble`: at ten about one wage in fifty is missing, one in fifty is paid twice, and so on; at
/// nothing all is in order.
ledger::PersonFacts life(std::uint64_t chance, int trouble);

/// The facts dated before a day: what is known then.
ledger::PersonFacts known_by(ledger::PersonFacts facts, ledger::Date day);

/// The first of April after so many years.
ledger::Date april_after(int years);

}  // namespace years

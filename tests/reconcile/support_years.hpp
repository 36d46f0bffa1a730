// One person for six years, made by chance: budgets that follow one another, two workers by the
// week, what is due to HMRC and the pension by month, an agency's invoices, instalments, a gardener
// without papers, and whatever goes wrong in such years: what is missing, late, paid twice, in
// parts, with another, in another amount, sent back; lines that nobody knows, and decisions.
#pragma once

#include "ledger/facts.hpp"

#include <cstdint>

namespace years {

inline constexpr int many = 6;

enum class Kind {
  plain,            ///< one funder's direct payment, each year's budget follows the one before
  joint,            ///< two funders, one of whom sends the shares of both
  apart,            ///< two funders, each of whom sends its own share
  own_part,         ///< a council, and the person's own contribution
  handed_back,      ///< another funder each year: what is left goes back, and mostly is repaid
  reclaimed,        ///< in some years an officer asks a part of the surplus back
  set_off,          ///< in some years unused money takes the place of a part of an instalment
  notional,         ///< services that a commissioner buys, and no money of the person's
  notional_beside,  ///< the same beside a plain direct payment
  third_party,      ///< an organisation holds the money, for a fee
  two_purses,       ///< a council's direct payment and a health one, an account each
  staggered         ///< the same, and the health years begin in October
};

inline constexpr Kind kinds[] = {Kind::plain,       Kind::joint,       Kind::apart,
                                 Kind::own_part,    Kind::handed_back, Kind::reclaimed,
                                 Kind::set_off,     Kind::notional,    Kind::notional_beside,
                                 Kind::third_party, Kind::two_purses,  Kind::staggered};
constexpr bool has_two_purses(Kind kind) {
  return kind == Kind::two_purses || kind == Kind::staggered;
}

/// `trouble`: at ten about one wage in fifty is missing, one in fifty is paid twice, and so on; at
/// nothing all is in order.
ledger::PersonFacts life(std::uint64_t chance, int trouble, Kind kind = Kind::plain);

/// The facts dated before a day: what is known then.
ledger::PersonFacts known_by(ledger::PersonFacts facts, ledger::Date day);

/// The first of April after so many years.
ledger::Date april_after(int years);

}  // namespace years

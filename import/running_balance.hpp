// What the running balance proves of a statement: the order of its lines, the sign of its amounts,
// and where it breaks.
//
// Two lines join when the balance before the later one is the balance after the earlier. The
// direction of a file is the one in which more of its neighbours join; dates decide between equals,
// and where they do not either the file's own order stands. Banks print some lines (interest) late
// or under a nominal date: if the whole does not join but some order of it does, that is the order.
#pragma once

#include "ledger/statement.hpp"

#include <optional>
#include <vector>

namespace imports {

struct Proof {
  bool sign_is_contradicted = false;  ///< nothing joins; with the amounts negated, everything would
  std::vector<int> breaks;            ///< file lines at which the balance does not follow
};

/// Puts booked lines, given in the order of the file, into the order in which they were booked.
/// `opening` is a printed opening balance.
Proof prove_by_balance(std::vector<ledger::StatementLine>& lines,
                       std::optional<ledger::Money> opening);

}  // namespace imports

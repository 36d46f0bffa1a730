// The guides of client accounts that a firm keeps for several people.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_pools() {
  return {
      {"pool",
       "[@NAME]",
       0,
       1,
       "show what of a client account is whose",
       "For each pool, or the one named: the share of each member and what their own books say, "
       "the lines that are nobody's yet with who might claim them, and whether the bank is what "
       "its latest statement says.",
       {},
       {"dpledger pool", "dpledger pool @acme-clients --as-of 2025-06-30"}},
      {"allot",
       "LINE PERSON [AMOUNT]...",
       2,
       -1,
       "decide whose a line of a client account is",
       "The whole line, or PERSON AMOUNT for each of several; what is left waits in the pool's "
       "suspense. The books of the pool and of its members follow at once, and the decision "
       "outlives every later run. undecide LINE takes it back.",
       {},
       {"dpledger allot L0123456789abcdef P0001",
        "dpledger allot L0123456789abcdef P0001 20.00 P0002 15.50"}},
  };
}

}  // namespace app

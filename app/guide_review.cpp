// The guides of deciding about one line in parts, and about everything that waits.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_review() {
  return {
      {"split",
       "LINE PART...",
       2,
       -1,
       "decide how a line is shared out to several things",
       "Each PART is KEY=AMOUNT for an expected item, or BUDGET/LINE=AMOUNT for a line of the plan "
       "(LINE alone where only one budget has it). The amounts have the sign of the line, a "
       "payment "
       "is negative, and come to the line exactly. The decision is kept as that of match is.",
       {},
       {"dpledger split L0123456789abcdef net-pay:P0001:W1:2025-04-25=-240.00 2025/garden=-30.00"}},
      {"review",
       "[PERSON...]",
       0,
       -1,
       "work through what waits for a person",
       "Suggestions, unmatched lines and open findings, most serious first and within that most "
       "money first, each with the evidence side by side; what was postponed is left out until its "
       "day. In a terminal one key decides: accept, choose, code, split, postpone, note, waive, "
       "undo. Each decision is recorded at once, with who (--by). With --list, --json or --csv the "
       "queue is shown instead. With --decide the decisions come from a CSV file with the columns "
       "subject (the id of a line or finding), action (accept, choose, code, split, postpone, "
       "note, waive, unmatch or undecide), choice (the number of an alternative or keys, a plan "
       "line, parts, a day) and text (a note or reason): all of its rows or none.",
       {{"--list", "", "show the queue"},
        {"--all", "", "with what was postponed"},
        {"--top", "N", "no more than the first N"},
        {"--decide", "FILE", "record the decisions of this CSV file"}},
       {"dpledger review", "dpledger review P0001 --by r.patel", "dpledger review --top 20 --list",
        "dpledger review --decide decisions.csv --by r.patel"}},
  };
}

}  // namespace app

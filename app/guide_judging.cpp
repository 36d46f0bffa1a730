// The guides of what people write beside the books: notes, decisions taken back, periods.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_judging() {
  return {
      {"unwaive",
       "FINDING",
       1,
       1,
       "take a waiver back",
       "The finding is open again, as long as its cause is there. Both stay on record.",
       {},
       {"dpledger unwaive F0123456789abcdef"}},
      {"undecide",
       "LINE",
       1,
       1,
       "take back what was decided about a line",
       "The engine decides again, by what is known now. All decisions stay on record.",
       {},
       {"dpledger undecide L0123456789abcdef"}},
      {"note",
       "LINE|FINDING",
       1,
       1,
       "write something beside a line or a finding",
       "Kept with who (--by) and when. --undo takes back all that was noted of it, and that it was "
       "postponed.",
       {{"--text", "TEXT", "what is to be known"}, {"--undo", "", "take back what was noted"}},
       {"dpledger note F0123456789abcdef --text \"asked the bureau for the payslip\""}},
      {"postpone",
       "LINE|FINDING",
       1,
       1,
       "put a line or a finding off until a day",
       "It stays as it is and is not asked about before that day.",
       {{"--until", "DATE", "the day on which it comes up again"},
        {"--text", "TEXT", "what it waits for"},
        {"--undo", "", "it waits no longer"}},
       {"dpledger postpone F0123456789abcdef --until 2025-07-01 --text \"letter sent\""}},
  };
}

std::vector<CommandGuide> guides_of_periods() {
  const OptionGuide to_day{"--to", "DATE", "the last day of the period, as 2025-06-30", true};
  return {
      {"submit",
       "PERSON",
       1,
       1,
       "submit a person's books up to a day for approval",
       "The period is everything up to that day that no earlier approved period holds. Says what "
       "is still in suspense and which findings are open; whether that may be is for whoever "
       "approves.",
       {to_day},
       {"dpledger submit P0001 --to 2025-06-30"}},
      {"approve",
       "PERSON",
       1,
       1,
       "approve what somebody else submitted",
       "Refused when the same person submitted it, or when the books of these days have changed "
       "since. An approved period takes no new entries: what comes late for it is posted on the "
       "first day after it, keeps the bank's date, and is a late-line finding. Its statement is "
       "no draft any longer and stays the same.",
       {to_day},
       {"dpledger approve P0001 --to 2025-06-30 --by m.hall"}},
      {"reopen",
       "PERSON",
       1,
       1,
       "open the latest approved period again",
       "Entries that were posted after it because it was closed go back to their own days. It has "
       "to be submitted and approved once more.",
       {to_day, {"--reason", "TEXT", "why", true}},
       {"dpledger reopen P0001 --to 2025-06-30 --reason \"a file of May was missing\""}},
      {"periods",
       "[PERSON...]",
       0,
       -1,
       "show which periods were submitted, approved and opened again",
       "Who did it, when, and where it stands.",
       {},
       {"dpledger periods P0001"}},
  };
}

}  // namespace app

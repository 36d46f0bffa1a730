// The guides of what a commissioner pays, and of its journal.
#include "app/guide.hpp"

namespace app {
namespace {

const OptionGuide of_funder{"--funder", "NAME", "of this funder alone"};
const OptionGuide codes{"--codes", "FILE",
                        "the code map (CSV): which five segments each account is coded to; see "
                        "docs/formats/codes.md"};
const OptionGuide basis{"--basis",
                        "HOW",
                        "when an instalment is a cost: days (default: day by day, what is paid for "
                        "days to come is prepaid) or paid (on the day it is due)",
                        false,
                        {"days", "paid"}};

}  // namespace

std::vector<CommandGuide> guides_of_runs() {
  return {
      {"payment-run",
       "[PERSON...]",
       0,
       -1,
       "list what is to be paid into whose account up to a day",
       "Due instalments less what is set off, what was put forward before and what has arrived; "
       "earlier ones that nobody paid come along as arrears; those on hold are listed apart. "
       "Nothing is kept until --record names the run.",
       {{"--to", "DATE", "the last day on which what is paid falls due", true},
        {"--from", "DATE", "what is due before it is in arrears (default: the first of the month)"},
        of_funder,
        {"--record", "NAME", "keep the run under this name, so that the next leaves it out"},
        {"--out", "FILE", "write the payments with their bank details to this CSV file (0600)"}},
       {"dpledger payment-run --to 2025-06-30",
        "dpledger payment-run --to 2025-06-30 --record 2025-06 --out june.csv"}},
      {"remittances",
       "RUN [PERSON...]",
       1,
       -1,
       "tell each payee what a recorded run paid",
       "One table a person: what was paid by whom, for which days, and what was set off and why.",
       {},
       {"dpledger remittances 2025-06 P0001"}},
      {"journal",
       "[PERSON...]",
       0,
       -1,
       "write the commissioner's general-ledger journal of some days",
       "Derived from the people's books and from nothing else: spending, what is owed back and "
       "repaid, notional services, block value as a memo, accruals and prepayments (the next "
       "journal turns them back on its first day), and what belongs to a year before. Each row is "
       "coded by --codes.",
       {{"--from", "DATE", "the first day", true},
        {"--to", "DATE", "the last day", true},
        codes,
        basis,
        of_funder},
       {"dpledger journal --from 2025-06-01 --to 2025-06-30 --codes codes.csv --csv > june.csv"}},
      {"month-end",
       "[PERSON...]",
       0,
       -1,
       "add the journal of a month up by funder and account, and tie it to the people's books",
       "Every sum of the journal stands beside the same sum of the kept balances of the people's "
       "books; between them is nothing.",
       {{"--month", "MONTH", "as 2025-06", true}, codes, basis, of_funder},
       {"dpledger month-end --month 2025-06"}},
  };
}

}  // namespace app

// The guides of the commissioner's reports.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_commissioning() {
  return {
      {"caseload",
       "[PERSON...]",
       0,
       -1,
       "list who has a budget, and what they come to by kind of holding and care group",
       "One row a budget that is being planned or runs on the day; one that has ended or was "
       "closed "
       "is listed for as long as it holds money or owes some.",
       {{"--group",
         "WHAT",
         "sum up by deployment or by care-group only; default: by both",
         false,
         {"deployment", "care-group"}}},
       {"dpledger caseload --as-of 2025-06-30", "dpledger caseload --xlsx caseload.xlsx"}},
      {"quarter-count",
       "[PERSON...]",
       0,
       -1,
       "count people for the quarterly return",
       "How many had a budget in the financial year so far, and how many have one at the end of "
       "the "
       "quarter, by kind of holding and care group. One-off payments count in the year only.",
       {{"--quarter", "QUARTER", "of a financial year, as 2025-26-Q1 (April to June)", true}},
       {"dpledger quarter-count --quarter 2025-26-Q1"}},
      {"nfi-extract",
       "[PERSON...]",
       0,
       -1,
       "list the recipients of direct payments for the National Fraud Initiative",
       "Direct payments only, current ones, one row a person. Which columns the exercise wants is "
       "said by a mapping file; without one an example is used.",
       {{"--mapping", "FILE", "the columns (TOML); see docs/reports.md"}},
       {"dpledger nfi-extract --csv > nfi.csv",
        "dpledger nfi-extract --mapping columns.toml --csv"}},
      {"monitoring",
       "PERSON",
       1,
       1,
       "write the monitoring return of a person and a period",
       "Budget by budget: what was there, what came in and from whom, what went out and for what, "
       "what is left and what of it is spoken for; the files it rests on; a declaration to sign.",
       {{"--from", "DATE", "the first day, as 2025-04-01", true},
        {"--to", "DATE", "the last day, as 2026-03-31", true}},
       {"dpledger monitoring P0001 --from 2025-04-01 --to 2025-06-30"}},
      {"retention",
       "[PERSON...]",
       0,
       -1,
       "list which records may be destroyed, and from when",
       "By kind of record and the dated times of ledger/parameters/retention.csv (--parameters "
       "lays "
       "your own over them). What has no known time stays, and so does what an open finding or "
       "money asked back rests on.",
       {},
       {"dpledger retention --as-of 2033-04-01"}},
  };
}

}  // namespace app

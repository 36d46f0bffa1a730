// The guides of what an auditor asks: exports, traces, samples, the shapes of the answers.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_audit() {
  return {
      {"export",
       "[PERSON...]",
       0,
       -1,
       "write the books for hledger, ledger, beancount or a spreadsheet",
       "Every entry up to today, or up to --as-of: also what was taken back, and the entry that "
       "takes it back. Each names the file and line it came from. The balances there are those of "
       "trial-balance, account by account; docs/audit.md says how names are written. With "
       "--anonymous people, budgets, workers, payees and funders have pseudonyms, made anew for "
       "each export, and texts, files and numbers are left out; days and amounts stay.",
       {{"--format",
         "FORMAT",
         "hledger, ledger, beancount or csv",
         false,
         {"hledger", "ledger", "beancount", "csv"}},
        {"--table",
         "TABLE",
         "of csv: postings (default) or entries",
         false,
         {"postings", "entries"}},
        {"--anonymous", "", "without names, numbers and texts"},
        {"--seed", "TEXT", "the same pseudonyms whenever this text is given; keep it secret"},
        {"--out", "FILE", "write it to this new file, readable by its owner alone"}},
       {"dpledger export --format hledger --out books.journal && hledger -f books.journal check -s",
        "dpledger export --format csv --table entries --out entries.csv",
        "dpledger export --anonymous --format csv --out review.csv"}},
      {"trace",
       "PERSON|LINE|FILE:LINE [FIGURE...]",
       1,
       -1,
       "follow a figure to its entries, files and lines, and back",
       "With PERSON alone lists every figure of the balance, and with --from and --to those of the "
       "statement of that period, each with its address. With FIGURE (an address, or its end where "
       "only one ends so) shows what the figure is the sum of: other figures with their sign, each "
       "followed further, or entries, each with why its line was matched, its file and line, the "
       "SHA-256 of the file, and who approved its period. FIGURE may also be the number of an "
       "entry "
       "or a finding. With the id of a statement line, or a file and the line in it, shows what "
       "became of it and which figures it counts in: with everybody of whom it speaks, and of a "
       "pool's line with each member who has a part in it. PERSON before FILE:LINE shows that "
       "person's alone, and FILE may also be the number of an import (I3) or the SHA-256 of the "
       "file, where several have one name.",
       {{"--from", "DATE", "of a statement's period: its first day"},
        {"--to", "DATE", "and its last"}},
       {"dpledger trace P0001", "dpledger trace P0001 2025/spent",
        "dpledger trace P0001 statement:cost/paid --from 2025-04-01 --to 2025-06-30",
        "dpledger trace lloyds-2025-04.csv:12", "dpledger trace P0001 I3:12"}},
      {"sample",
       "[PERSON...]",
       0,
       -1,
       "draw payments to be audited, and project the errors found",
       "Draws from what the bank shows as paid in the period, of everybody or of the people named, "
       "by monetary unit or at random, and writes the working paper: the population tied to the "
       "trial balance, the parameters, the items with room for what was found. The same seed gives "
       "the same sample. With --stratified each risk is drawn from by itself: high (an open "
       "finding of high severity, or not explained), medium (another finding, suggested, decided "
       "by a person), low. With --results the paper comes back with audited values, and the errors "
       "are projected: most likely error, and by monetary unit its upper limit. docs/audit.md says "
       "how.",
       {{"--from", "DATE", "the first day, as 2025-04-01", true},
        {"--to", "DATE", "the last day, as 2026-03-31", true},
        {"--seed", "TEXT", "from which the sample follows; any words", true},
        {"--method",
         "METHOD",
         "monetary-unit (default) or random",
         false,
         {"monetary-unit", "random"}},
        {"--size", "N", "how many; with --stratified also high=20,medium=10,low=5"},
        {"--interval", "AMOUNT", "one in so many pounds; or high=100.00,medium=500.00"},
        {"--materiality", "AMOUNT", "what misstatement is tolerable; gives the interval"},
        {"--expected", "AMOUNT", "what misstatement is expected (default: none)"},
        {"--confidence", "PERCENT", "80, 90, 95 (default) or 99"},
        {"--stratified", "", "each risk by itself"},
        {"--results", "FILE", "the working paper as CSV, with the column `audited` filled in"}},
       {"dpledger sample --from 2025-04-01 --to 2026-03-31 --seed \"2026 audit\" --materiality "
        "5000.00 --xlsx paper.xlsx",
        "dpledger sample P0001 --from 2025-04-01 --to 2026-03-31 --seed 7 --method random --size "
        "25 --csv",
        "dpledger sample --from 2025-04-01 --to 2026-03-31 --seed \"2026 audit\" --materiality "
        "5000.00 --results paper.csv"}},
      {"schema",
       "[NAME]",
       0,
       1,
       "print the JSON Schema of an answer, or list them",
       "Every document that --json gives names its schema. This prints the JSON Schema (draft "
       "2020-12) of one, as balance or dpledger.balance/1; without NAME lists them all.",
       {},
       {"dpledger schema", "dpledger schema balance > balance.schema.json"}},
  };
}

}  // namespace app

// The guides of what an officer decides about a budget's money, and of what is owed back.
#include "app/guide.hpp"

namespace app {
namespace {

const OptionGuide on_day{"--on", "DATE", "the day from which it holds (default: today)"};
const OptionGuide reason{"--reason", "TEXT", "why, as the letter will say it", true};
const OptionGuide whose{"--funder", "NAME",
                        "whose money it is: a funder of the budget, or \"person\" for the person's "
                        "own part; may be left out where there is one funder"};

std::vector<CommandGuide> of_money_back() {
  return {
      {"surplus",
       "[PERSON...]",
       0,
       -1,
       "show what is free in each budget, or missing, step by step, and whose it is",
       "From what is in the bank: less what is owed, held for HMRC, set aside as agreed, paid in "
       "advance, and allowed to stay. The rest is shared by what each funder and the person paid "
       "in. What is asked back or set off already stands beside it.",
       {},
       {"dpledger surplus P0001 --as-of 2025-09-30"}},
      {"offset",
       "PERSON BUDGET AMOUNT",
       3,
       3,
       "set unused money off against an instalment",
       "The instalment brings less by that amount, and never less than nothing (SI 2013/1617 "
       "regulation 13(4)). Refused when it is more than the instalment, or more than the part of "
       "the surplus that is that funder's and not asked for yet; the refusal says how much is "
       "possible.",
       {{"--due", "DATE", "the day on which the instalment is due (default: the next)"},
        whose,
        reason,
        on_day},
       {"dpledger offset P0001 2025 360.00 --due 2025-10-01 --reason \"unused since spring\""}},
      {"reclaim",
       "PERSON BUDGET AMOUNT",
       3,
       3,
       "ask for money back (a notice of regulation 15)",
       "It gets a ref (R1, R2, ...). A payment to the funder is then found to repay it. After a "
       "death it is asked of the estate. No more is asked back than is unused, or, once the budget "
       "is over or the person has died, than is left after what is owed and set aside for workers: "
       "`surplus` and `closure` say how much. For another ground, such as money spent outside the "
       "plan, it may be more: say so with --because. `letter` writes the notice.",
       {{"--until", "DATE", "the day by which it is to be repaid", true},
        whose,
        {"--because",
         "GROUND",
         "the ground of regulation 15(1) (default: accumulated, or died after a death): "
         "accumulated, plan-changed, circumstances, outside-plan, offence or died",
         false,
         {"accumulated", "plan-changed", "circumstances", "outside-plan", "offence", "died"}},
        {"--who", "WHO", "who must repay: holder (default), estate (after a death) or a name"},
        reason,
        on_day},
       {"dpledger reclaim P0001 2025 250.40 --until 2025-10-28 --reason \"not used since March\""}},
      {"owed-back",
       "[PERSON...]",
       0,
       -1,
       "show what is owed back, by how long it is overdue",
       "By ref, with what was repaid, given up and is still open; instalments paid and to come; "
       "what is looked at again. The open amounts are what the books owe each funder.",
       {},
       {"dpledger owed-back --as-of 2025-12-31"}},
  };
}

std::vector<CommandGuide> of_reclaims() {
  return {
      {"reconsider",
       "PERSON REF",
       2,
       2,
       "record that who must repay asks to look at it again",
       "Nothing of it is overdue until the outcome is recorded.",
       {{"--reason", "TEXT", "what they say"}, on_day},
       {"dpledger reconsider P0001 R1 --reason \"the chair was agreed in June\""}},
      {"outcome",
       "PERSON REF AMOUNT",
       3,
       3,
       "record what came of looking at it again",
       "AMOUNT is what is asked back from now on: as much as before, less, or 0.",
       {reason, on_day},
       {"dpledger outcome P0001 R1 150.00 --reason \"100 pounds were spent as agreed\""}},
      {"instalments",
       "PERSON REF AMOUNT",
       3,
       3,
       "let what is open be repaid a part at a time",
       "What is open now is due by AMOUNT at a time; the last part is the rest.",
       {{"--every",
         "TIME",
         "week, 2 weeks, 4 weeks, month or quarter",
         true,
         {"week", "2 weeks", "4 weeks", "month", "quarter"}},
        {"--first", "DATE", "the day of the first part", true},
        on_day},
       {"dpledger instalments P0001 R1 50.00 --every month --first 2025-11-01"}},
      {"write-off",
       "PERSON REF [AMOUNT]",
       2,
       3,
       "give up what is open, or a part of it",
       "Without AMOUNT all that is open.",
       {reason, on_day},
       {"dpledger write-off P0001 R1 --reason \"the estate has nothing left\""}},
      {"repaid",
       "PERSON REF [AMOUNT]",
       2,
       3,
       "record that it was repaid from elsewhere than the person's accounts",
       "A cheque of the estate, say. What a statement line repays is found by itself.",
       {{"--reason", "TEXT", "how it came"}, on_day},
       {"dpledger repaid P0001 R1 250.40 --reason \"cheque of the solicitor\""}},
  };
}

std::vector<CommandGuide> of_acts() {
  return {
      {"hold",
       "PERSON BUDGET",
       2,
       2,
       "let payments of a budget wait",
       "Instalments of the funder that fall due are neither made nor missed until `release`.",
       {reason, on_day},
       {"dpledger hold P0001 2025 --reason \"no return since June\""}},
      {"release",
       "PERSON BUDGET",
       2,
       2,
       "let payments that were on hold go on",
       "Those that waited are due on that day.",
       {{"--reason", "TEXT", "why"}, on_day},
       {"dpledger release P0001 2025"}},
      {"withdraw",
       "PERSON ACT",
       2,
       2,
       "take an act back, by its number",
       "As if it had never been decided; both stay on record. `acts` shows the numbers.",
       {reason, on_day},
       {"dpledger withdraw P0001 3 --reason \"entered for the wrong person\""}},
      {"acts",
       "[PERSON...]",
       0,
       -1,
       "show what officers decided about budgets' money",
       "Offsets, reclaims and what became of them, holds, payment runs, by number.",
       {},
       {"dpledger acts P0001"}},
      {"letter",
       "PERSON REF|ACT",
       2,
       2,
       "write the letter about an act, in plain English",
       "REF is the notice of a reclaim; a number is any act of `acts` that a letter tells: an "
       "offset, a reclaim, an outcome, instalments, a write-off. What was taken back since is "
       "written as it was sent, and marked.",
       {{"--format",
         "FORMAT",
         "text (default), html or pdf; else as the name of FILE ends",
         false,
         {"text", "html", "pdf"}},
        {"--out", "FILE", "write it there, readable by its owner alone"}},
       {"dpledger letter P0001 R1", "dpledger letter P0001 R1 --format html --out notice.html",
        "dpledger letter P0001 R1 --out notice.pdf"}},
  };
}

}  // namespace

std::vector<CommandGuide> guides_of_acts() {
  std::vector<CommandGuide> all;
  for (auto family : {of_money_back(), of_reclaims(), of_acts()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

}  // namespace app

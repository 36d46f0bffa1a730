// The guides of what is agreed, what it replaces, and what a commissioner buys.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_plans() {
  return {
      {"plan",
       "PERSON [BUDGET]",
       1,
       2,
       "show what is agreed, by whom, and what each line of the plan is for",
       "Every version of a budget from the indicative sum on: what was agreed, who approved it "
       "with "
       "role and date, and which money moved between lines; then the lines in the person's own "
       "words with what is spent, spoken for and free; and who pays, the person's own share too.",
       {},
       {"dpledger plan P0001", "dpledger plan P0001 2025 --as-of 2025-10-31"}},
      {"compare",
       "PERSON [BUDGET]",
       1,
       2,
       "show what a budget costs against the former package, month by month",
       "The former package is what the person file says (`former` by the week, `baseline` for the "
       "whole budget, spread by day) or, where it says nothing, what an earlier budget of another "
       "kind really cost. A month that is not over counts to the day, on both sides.",
       {},
       {"dpledger compare P0001", "dpledger compare P0001 2025 --csv"}},
      {"deliveries",
       "[PERSON...]",
       0,
       -1,
       "show what of services was ordered, delivered, missed and invoiced",
       "By service and month, with its value. A block service is a value without cash.",
       {},
       {"dpledger deliveries P0001 --as-of 2025-06-30"}},
  };
}

}  // namespace app

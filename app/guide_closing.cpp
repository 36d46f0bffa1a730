// The guides of how a budget ends.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_closing() {
  const OptionGuide format{"--format",
                           "FORMAT",
                           "text (default) or html: a page that stands alone",
                           false,
                           {"text", "html"}};
  return {
      {"closure",
       "PERSON BUDGET",
       2,
       2,
       "certify how a budget ended or was handed over",
       "What was agreed, came in and was spent, what is owed, what went along to the budget that "
       "follows, what goes back to whom, what the books took up after its end, which workers stay "
       "and which findings are open. It says DRAFT until nothing is left to be done.",
       {format},
       {"dpledger closure P0001 council --as-of 2025-12-31",
        "dpledger closure P0001 council --format html > closure.html"}},
      {"year-end",
       "PERSON BUDGET",
       2,
       2,
       "show what a budget carried over, what goes back, and what was corrected after its end",
       "Cost and income that came after the last day, by date and source: a payslip or invoice for "
       "the old year, a line that arrived late. Both years stay balanced; what it changes in what "
       "was carried is booked on the day it came up.",
       {format},
       {"dpledger year-end P0001 2025 --as-of 2026-06-30"}},
  };
}

}  // namespace app

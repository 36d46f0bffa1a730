// The guide of where budgets are going.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_forecasts() {
  return {
      {"forecast",
       "[PERSON...]",
       0,
       -1,
       "show where budgets will stand at their end, and what to act on in time",
       "By plan line what is spent and what is still to come: regular payments, the usual weeks "
       "of workers and services ordered; where none of these is known, the rate of spending so "
       "far with low and high. Then the bank month by month with its lowest point, and "
       "warnings. What cannot be told yet says what is missing.",
       {},
       {"dpledger forecast P0001", "dpledger forecast --csv --as-of 2025-10-31"}},
  };
}

}  // namespace app

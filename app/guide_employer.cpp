// The guide of what a holder owes and must do as an employer.
#include "app/guide.hpp"

namespace app {

std::vector<CommandGuide> guides_of_employers() {
  return {
      {"employer",
       "[PERSON...]",
       0,
       -1,
       "show what is to be paid as an employer and by when, holiday, least wage and allowance",
       "By person and worker, as of a day: what to pay to whom by when (net pay, PAYE by tax month "
       "or quarter, pension); hours and pay of the tax year; holiday built up in the leave year "
       "and "
       "what it is worth; the least lawful wage and when it changes; the employment allowance of "
       "this tax year and those still claimable; pots that are agreed, the insurance and the rates "
       "of the day. What the files do not say is said to be not known. --csv gives the payments.",
       {},
       {"dpledger employer P0001", "dpledger employer --as-of 2025-06-30 --csv"}},
  };
}

}  // namespace app

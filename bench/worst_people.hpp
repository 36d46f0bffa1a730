// People whom no generator of ordinary years would make: hundreds of lines of one payee, most in
// one year, so that whatever is not linear in the lines of a payee shows.
#pragma once

#include "ledger/facts.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace bench {

struct WorstPerson {
  std::string_view name;
  ledger::PersonFacts (*make)(std::size_t lines);
};

/// weekly_wages     a wage a line, all equal, a week apart for years, each paid the day after
/// equal_wages      the same, two a day, so that nothing tells neighbours apart
/// equal_and_late   the same, one line in seven missing and one in eleven made twice
/// differing        an invoice a line, all of other amounts, each paid to the penny
/// differing_late   the same, each paid three weeks after it was due
/// sums             each line pays three invoices of round amounts, which many others sum to
/// two_for_two      no line has an invoice's amount: every two together pay two
/// near_misses      no line and no sum of lines is what any invoice asks
/// halves           each invoice is paid by two lines
/// same_day         equal lines, equal wages, all of one day
/// no_papers        lines of one payee of the plan, who sends no invoices
/// no_papers_same_day   the same, all of one day
const std::vector<WorstPerson>& worst_people();

}  // namespace bench

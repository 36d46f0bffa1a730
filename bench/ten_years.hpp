// One person for years on end: what shows whether a line costs more when many years are before it.
#pragma once

#include "ledger/facts.hpp"

#include <string_view>
#include <vector>

namespace bench {

struct ManyYears {
  std::string_view name;
  ledger::PersonFacts (*make)(int years);
};

/// Budgets of a year that follow one another from April 2016; PAYE and pension by month, an
/// agency's invoices every four weeks, instalments by month, a gardener without papers. Some 180
/// lines a year.
///
/// rolled_over   one funder throughout: what is left goes along; two workers by the week, one of
///               them for the same hours always
/// handed_back   another funder each year: what is left goes back, and lines are looked at again
/// equal_wages   nothing but one worker's wages: the same net pay, paid on its day, some 52 a year
/// late_wages    the same, paid a day late (very_late_wages: five days)
/// untidy        rolled over; some wages are missing, made twice or paid in one with the next
const std::vector<ManyYears>& many_years();

}  // namespace bench

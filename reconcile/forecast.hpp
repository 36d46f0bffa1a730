// Where a budget will stand at its end: by plan line what is spent, what is known to come and,
// where nothing is known, the rate of spending so far; and what that does to the bank, month by
// month.
//
// A pure function of a person's view and of where the budget stands. Units: pence; no figure is
// rounded before it is summed. What cannot be told is left out of no sum silently: the line says
// so, and the total says that it is not whole.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "reconcile/spending_rate.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// What the figure for the days to come rests on.
enum class RestsOn {
  known,      ///< regular payments, workers' usual weeks, services ordered
  rate,       ///< the rate of spending so far
  resting,    ///< spent on in one period alone, or not in the latest: no habit; the plan's rest at
              ///< most
  untold,     ///< too few whole periods to measure a rate: it cannot be told
  left_out,   ///< the plan has the line no more, or will have it no more: no more than is committed
  unplanned,  ///< cost that no line of the plan bears: none is expected
  nothing     ///< the budget is over, or not agreed
};
std::string_view text(RestsOn basis);

struct LineForecast {
  std::string ref;
  std::string category;
  ledger::Money planned;  ///< as the version of the plan has it that holds on the last day
  ledger::Money spent, committed;
  bool estimate = false;  ///< some of `committed` is
  RestsOn basis = RestsOn::nothing;
  int periods = 0;                           ///< whole periods of spending that there are
  int periods_needed = 0;                    ///< for a rate
  Range to_come{};                           ///< untold: what is committed
  std::optional<ledger::Date> over_on = {};  ///< the day on which more is spent than planned

  Range at_end() const { return Range::exactly(spent) + to_come; }
};

/// Why money comes or goes, in the order in which it does so within a day.
enum class Flow {
  funding,
  contribution,
  net_pay,
  paye,
  pension,
  supplier,
  other_owed,
  wages,
  regular,
  services,
  spending,
  repayment
};
std::string_view text(Flow flow);

struct MonthAhead {
  ledger::Month month;
  ledger::Money in, out;
  ledger::Money bank;  ///< on its last day
};

struct LowPoint {
  ledger::Date day;
  ledger::Money bank;
};

/// The account is asked for more than it holds.
struct ShortOfMoney {
  ledger::Date day;
  ledger::Money missing;                         ///< on that day, once all of it is paid
  std::optional<Flow> because;                   ///< nothing: it is so today
  std::optional<ledger::Date> money_comes = {};  ///< the next that is expected
};

enum class Warned { line_over, line_may_be_over, budget_over, bank_short, money_late, money_left };
std::string_view text(Warned warned);

struct Warning {
  Warned what;
  std::string line;                         ///< of line_over, line_may_be_over
  ledger::Money amount;                     ///< over, missing, late or left
  std::optional<ledger::Date> on = {};      ///< when it happens
  std::optional<ledger::Date> act_by = {};  ///< the notice weeks before
};

enum class BudgetPhase { not_agreed, running, over };
std::string_view text(BudgetPhase phase);

struct BudgetForecast {
  std::string person;
  std::string budget;
  ledger::Date from;
  ledger::Date until;  ///< its last day: of its period, its closing, a death, or the next one's eve
  BudgetPhase phase = BudgetPhase::running;
  std::optional<ledger::Money> agreed = {};  ///< as it holds on the last day; so is `contingency`
  ledger::Money contingency = {};
  ledger::Date known_until;  ///< how far the records of spending go
  std::vector<LineForecast> lines = {};
  Range total{};                              ///< of at_end of the lines
  bool whole = true;                          ///< no line is untold
  std::optional<ledger::Date> plan_out = {};  ///< the day on which more is spent than agreed

  bool has_bank = false;  ///< false: notional; none of the rest is said
  ledger::Money bank{};
  ledger::Money expected_in{};  ///< instalments and contributions still to come
  ledger::Money late{};         ///< those whose grace has passed; not counted on
  ledger::Money bank_at_end{};  ///< once all that is owed then is paid
  std::vector<MonthAhead> months = {};
  std::optional<LowPoint> lowest = {};
  std::optional<ShortOfMoney> short_of = {};

  std::vector<Warning> warnings = {};
};

/// For one budget of the view.
BudgetForecast forecast(const PersonView& view, const BudgetPosition& position);
/// One for each of the positions, in their order.
std::vector<BudgetForecast> forecasts(const PersonView& view,
                                      const std::vector<BudgetPosition>& positions);

}  // namespace reconcile

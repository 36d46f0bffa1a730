#include "reconcile/forecast.hpp"

#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/bearing.hpp"
#include "reconcile/known_line.hpp"
#include "reconcile/money_ahead.hpp"
#include "reconcile/plan_ahead.hpp"
#include "reconcile/surplus.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Money;

/// The day up to which what was spent can be known: statements, or lines where a file says nothing
/// of its days, reach so far; else all but the last days.
Date known_until(const PersonView& view, const Budget& budget) {
  std::optional<Date> reached;
  const auto ours = [&](const std::string& account) {
    return std::ranges::count(budget.accounts, account) > 0;
  };
  for (const auto& frame : view.facts->frames) {
    if (frame.covered && ours(frame.account)) {
      reached = std::max(reached, std::optional{frame.covered->last});
    }
  }
  for (const auto& line : view.lines) {
    if (ours(line.line->account)) reached = std::max(reached, std::optional{line.line->line.date});
  }
  const auto recent = view.parameters->days("forecast-recent-days", view.as_of);
  return std::min(reached.value_or(plus_days(view.as_of, -recent)), view.as_of);
}

Date last_day(const PersonView& view, const Budget& budget) {
  const auto last = view.history().days_run(budget).last;
  const auto& died = view.history().latest().died;
  return died && *died <= view.as_of ? std::min(last, *died) : last;
}

/// As `surplus` has it: over on the day after its last one, or once the person has died.
BudgetPhase phase_of(const PersonView& view, const BudgetPosition& position, Date until) {
  const auto agreed_on = ledger::first_agreed(view.history(), position.budget);
  if (!position.agreed || !agreed_on || *agreed_on > view.as_of) return BudgetPhase::not_agreed;
  const auto& died = view.history().latest().died;
  const bool over = view.as_of > until || (died && *died <= view.as_of);
  return over ? BudgetPhase::over : BudgetPhase::running;
}

/// The day from which a line is in the plan.
Date line_from(const PersonView& view, const Budget& budget, const std::string& line) {
  for (const auto& version : view.history().versions()) {
    const auto* of = version.budget(budget.ref);
    if (of == nullptr || of->line(line) == nullptr) continue;
    return version.from ? std::max(budget.from, *version.from) : budget.from;
  }
  return budget.from;
}

/// What a line cost in each whole period from a day on, and up to the last day that is known.
struct Spending {
  std::vector<Money> periods;
  Money until_known;
};

Spending spending_of(const PersonView& view, const BudgetForecast& forecast, Date from,
                     const std::string& line) {
  const auto length = view.parameters->days("forecast-period-days", view.as_of);
  const auto days = std::max(0, forecast.known_until - from + 1);
  Spending spending;
  spending.periods.resize(static_cast<std::size_t>(days / length));
  const auto account = "cost:" + line;
  const auto add = [&](Date day, Money amount) {
    if (day <= forecast.known_until) spending.until_known += amount;
    // what is dated before the first day belongs to it
    const auto nth = static_cast<std::size_t>(std::max(0, day - from) / length);
    if (nth < spending.periods.size()) spending.periods[nth] += amount;
  };
  for (const auto* entry : view.entries) {
    for (const auto& posting : entry->postings) {
      if (posting.budget != forecast.budget) continue;
      if (posting.debit == account) add(entry->date, posting.amount);
      if (posting.credit == account) add(entry->date, -posting.amount);
    }
  }
  return spending;
}

/// How much of a line's cost to come is known: all of it, some, or nothing.
enum class Known { all, some, nothing };

Known known_of(const PersonView& view, const ledger::PlanLine& plan, const LinePosition& line,
               const std::string& budget) {
  const auto& today = view.history().on(view.as_of);
  const bool is_regular = plan.each && plan.every && plan.first;
  const bool is_service = std::ranges::any_of(today.services, [&](const auto& service) {
    return service.budget == budget && service.line == plan.ref;
  });
  bool counted = false;
  bool uncounted = false;
  for (const auto& worker : today.workers) {
    const bool works =
        std::ranges::any_of(shares_of(view.history(), worker), [&](const auto& share) {
          return share.budget == budget && share.line == plan.ref && share.percent > 0;
        });
    if (!works || (worker.to && *worker.to <= view.as_of)) continue;
    (worker.hours && worker.rate ? counted : uncounted) = true;
  }
  const bool some = is_regular || is_service || counted || !line.committed.is_zero();
  if (!some) return Known::nothing;
  return uncounted ? Known::some : Known::all;
}

/// What the rate of spending says is still to come, beyond what is spent.
Range at_rate(const Spending& spending, const BudgetForecast& forecast, Money spent, int length) {
  const auto ahead =
      at_the_rate_of(spending.periods, length, std::max(0, forecast.until - forecast.known_until));
  const auto beyond = [&](Money coming) {
    return ledger::at_least_nothing(spending.until_known + coming - spent);
  };
  return {beyond(ahead.low), beyond(ahead.middle), beyond(ahead.high)};
}

/// No rate goes on where money was spent in one period alone, or in none of the latest.
bool is_resting(const std::vector<Money>& periods, int latest) {
  const auto spent_in = [](Money cost) { return cost > Money{}; };
  if (std::ranges::count_if(periods, spent_in) <= 1) return true;
  const auto recent = std::min(std::ssize(periods), std::ptrdiff_t{latest});
  return std::none_of(periods.end() - recent, periods.end(), spent_in);
}

Range at_least(Range range, Money floor) {
  return {std::max(range.low, floor), std::max(range.middle, floor), std::max(range.high, floor)};
}

/// What is committed; where it is an estimate, between it and what the spending so far says.
Range committed_range(const LineForecast& line, const std::optional<Range>& by_rate) {
  auto range = Range::exactly(line.committed);
  if (!line.estimate || !by_rate) return range;
  range.low = std::min(range.low, by_rate->middle);
  range.high = std::max(range.high, by_rate->middle);
  return range;
}

void foresee(const PersonView& view, const Budget& budget, const BudgetForecast& forecast,
             const LinePosition& at, LineForecast& line) {
  const auto* plan = budget.line(at.ref);
  if (plan == nullptr) {
    const bool ever = known_line(view.history(), budget.ref, at.ref, view.as_of) != nullptr;
    line.basis = ever ? RestsOn::left_out : RestsOn::unplanned;
    line.to_come = Range::exactly(line.committed);
    return;
  }
  const auto spending = spending_of(view, forecast, line_from(view, budget, at.ref), at.ref);
  line.periods = static_cast<int>(spending.periods.size());
  std::optional<Range> by_rate;
  if (line.periods >= line.periods_needed) {
    const auto length = view.parameters->days("forecast-period-days", view.as_of);
    by_rate = at_rate(spending, forecast, line.spent, length);
  }
  const auto known = known_of(view, *plan, at, forecast.budget);
  if (known == Known::all) {
    line.basis = RestsOn::known;
    line.to_come = committed_range(line, by_rate);
    return;
  }
  if (by_rate && is_resting(spending.periods, line.periods_needed)) {
    line.basis = RestsOn::resting;
    line.to_come = at_least({{}, {}, line.planned - line.spent}, line.committed);
    return;
  }
  line.basis = by_rate ? RestsOn::rate : RestsOn::untold;
  line.to_come = by_rate ? at_least(*by_rate, line.committed) : Range::exactly(line.committed);
}

LineForecast line_of(const PersonView& view, const Budget& budget, const BudgetForecast& forecast,
                     const LinePosition& at) {
  LineForecast line{.ref = at.ref,
                    .category = at.category,
                    .planned = {},
                    .spent = at.spent,
                    .committed = at.committed,
                    .estimate = at.estimate};
  if (const auto* plan = budget.line(at.ref)) line.planned = plan->amount;
  line.periods_needed = std::max(1, view.parameters->days("forecast-least-periods", view.as_of));
  if (forecast.phase == BudgetPhase::running) foresee(view, budget, forecast, at, line);
  return line;
}

/// The days on which more is spent than the plan has, of each line and of the whole.
void find_ends_of_plan(const std::vector<Event>& events, Date as_of, BudgetForecast& forecast) {
  std::map<std::string, Money, std::less<>> spent;
  Money all;
  const auto look = [&](LineForecast& line, Date day) {
    if (!line.over_on && spent[line.ref] > line.planned) line.over_on = day;
    if (!forecast.plan_out && forecast.agreed && all > *forecast.agreed) forecast.plan_out = day;
  };
  for (auto& line : forecast.lines) all += spent[line.ref] = line.spent;
  for (auto& line : forecast.lines) look(line, as_of);
  for (const auto& event : events) {
    if (event.cost.is_zero()) continue;
    spent[event.line] += event.cost;
    all += event.cost;
    const auto line = std::ranges::find(forecast.lines, event.line, &LineForecast::ref);
    if (line != forecast.lines.end()) look(*line, event.day);
  }
}

class Warnings {
 public:
  Warnings(BudgetForecast& forecast, int notice_weeks) : of_{forecast}, weeks_{notice_weeks} {}

  void add(Warned what, Money amount, std::optional<Date> on, const std::string& line = {}) {
    std::optional<Date> act_by;
    if (on) act_by = plus_days(*on, -7 * weeks_);
    of_.warnings.push_back({what, line, amount, on, act_by});
  }

 private:
  BudgetForecast& of_;
  int weeks_;
};

void add_line_warnings(const BudgetForecast& forecast, Warnings& warnings) {
  for (const auto& line : forecast.lines) {
    if (line.basis == RestsOn::nothing || line.basis == RestsOn::unplanned) continue;
    const auto at_end = line.at_end();
    if (line.over_on) {
      warnings.add(Warned::line_over, at_end.middle - line.planned, line.over_on, line.ref);
    } else if (at_end.high > line.planned) {
      warnings.add(Warned::line_may_be_over, at_end.high - line.planned, {}, line.ref);
    }
  }
}

void warn(BudgetForecast& forecast, int notice_weeks) {
  Warnings warnings{forecast, notice_weeks};
  if (const auto& missing = forecast.short_of) {
    warnings.add(Warned::bank_short, missing->missing, missing->day);
  }
  if (!forecast.late.is_zero()) warnings.add(Warned::money_late, forecast.late, {});
  if (forecast.phase != BudgetPhase::running) return;
  if (forecast.plan_out) {
    warnings.add(Warned::budget_over, forecast.total.middle - *forecast.agreed, forecast.plan_out);
  }
  add_line_warnings(forecast, warnings);
  const auto left = *forecast.agreed - forecast.total.middle;
  if (forecast.whole && left > forecast.contingency) {
    warnings.add(Warned::money_left, left, forecast.until);
  }
}

}  // namespace

std::string_view text(RestsOn basis) {
  switch (basis) {
    case RestsOn::known:
      return "known";
    case RestsOn::rate:
      return "rate";
    case RestsOn::resting:
      return "resting";
    case RestsOn::untold:
      return "cannot-be-told";
    case RestsOn::left_out:
      return "left-out";
    case RestsOn::unplanned:
      return "unplanned";
    case RestsOn::nothing:
      return "nothing";
  }
  throw ledger::Defect{"a forecast that rests on something unknown"};
}

std::string_view text(Flow flow) {
  switch (flow) {
    case Flow::funding:
      return "funding";
    case Flow::contribution:
      return "contribution";
    case Flow::net_pay:
      return "net-pay";
    case Flow::paye:
      return "paye";
    case Flow::pension:
      return "pension";
    case Flow::supplier:
      return "suppliers";
    case Flow::other_owed:
      return "other";
    case Flow::wages:
      return "wages";
    case Flow::regular:
      return "regular";
    case Flow::services:
      return "services";
    case Flow::spending:
      return "spending";
    case Flow::repayment:
      return "repayment";
  }
  throw ledger::Defect{"money that flows for no reason"};
}

std::string_view text(Warned warned) {
  switch (warned) {
    case Warned::line_over:
      return "line-over";
    case Warned::line_may_be_over:
      return "line-may-be-over";
    case Warned::budget_over:
      return "budget-over";
    case Warned::bank_short:
      return "bank-short";
    case Warned::money_late:
      return "money-late";
    case Warned::money_left:
      return "money-left";
  }
  throw ledger::Defect{"a warning of nothing"};
}

std::string_view text(BudgetPhase phase) {
  switch (phase) {
    case BudgetPhase::not_agreed:
      return "not-agreed";
    case BudgetPhase::running:
      return "running";
    case BudgetPhase::over:
      return "over";
  }
  throw ledger::Defect{"a budget in no phase"};
}

BudgetForecast forecast(const PersonView& view, const BudgetPosition& position) {
  const auto begun = view.history().budgets_known(view.as_of);
  const auto found = std::ranges::find(begun, position.budget, &Budget::ref);
  ledger::ensure(found != begun.end(), "a position is of a budget of its view");
  const auto until = last_day(view, **found);
  const Budget& budget = at_end(view, **found, until);
  BudgetForecast made{.person = position.person,
                      .budget = position.budget,
                      .from = position.from,
                      .until = until,
                      .phase = phase_of(view, position, until),
                      .agreed = position.agreed ? budget.agreed : std::nullopt,
                      .contingency = budget.contingency,
                      .known_until = known_until(view, budget)};
  for (const auto& line : lines_ahead(view, position, **found, budget)) {
    made.lines.push_back(line_of(view, budget, made, line));
    made.total += made.lines.back().at_end();
    made.whole = made.whole && made.lines.back().basis != RestsOn::untold;
  }
  made.has_bank = position.deployment != ledger::Deployment::notional;
  const auto events = events_ahead(view, position, made);
  if (made.phase == BudgetPhase::running) find_ends_of_plan(events, view.as_of, made);
  if (made.has_bank) {
    made.bank = position.bank;
    made.late = made.phase == BudgetPhase::not_agreed ? Money{} : late_money(view, position.budget);
    run_bank(events, view.as_of, made);
  }
  warn(made, view.parameters->days("forecast-notice-weeks", view.as_of));
  return made;
}

std::vector<BudgetForecast> forecasts(const PersonView& view,
                                      const std::vector<BudgetPosition>& positions) {
  std::vector<BudgetForecast> all;
  for (const auto& position : positions) all.push_back(forecast(view, position));
  return all;
}

}  // namespace reconcile

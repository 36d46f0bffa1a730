#include "reports/forecast_json.hpp"

#include "reports/forecast.hpp"

namespace reports {
namespace {

using reconcile::BudgetForecast;

Json range_json(const reconcile::Range& range) {
  return JsonObject{}
      .money("low", range.low)
      .money("middle", range.middle)
      .money("high", range.high)
      .done();
}

Json line_json(const reconcile::LineForecast& line) {
  return JsonObject{}
      .text("ref", line.ref)
      .text("category", line.category)
      .money("planned", line.planned)
      .money("spent", line.spent)
      .money("committed", line.committed)
      .flag("estimate", line.estimate)
      .text("basis", text(line.basis))
      .number("periods", line.periods)
      .number("periods_needed", line.periods_needed)
      .put("to_come", range_json(line.to_come))
      .put("at_end", range_json(line.at_end()))
      .date("over_on", line.over_on)
      .done();
}

Json month_json(const reconcile::MonthAhead& month) {
  return JsonObject{}
      .text("month", ledger::text(month.month))
      .money("in", month.in)
      .money("out", month.out)
      .money("bank", month.bank)
      .done();
}

Json short_json(const std::optional<reconcile::ShortOfMoney>& missing) {
  if (!missing) return {};
  return JsonObject{}
      .date("day", missing->day)
      .money("missing", missing->missing)
      .text("because", missing->because ? text(*missing->because) : "today")
      .date("money_comes", missing->money_comes)
      .done();
}

Json bank_json(const BudgetForecast& budget) {
  if (!budget.has_bank) return {};
  return JsonObject{}
      .money("today", budget.bank)
      .money("expected_in", budget.expected_in)
      .money("late", budget.late)
      .money("at_end", budget.bank_at_end)
      .money("lowest", budget.lowest->bank)
      .date("lowest_on", budget.lowest->day)
      .put("short", short_json(budget.short_of))
      .put("months", json_array(budget.months, month_json))
      .done();
}

Json budget_json(const BudgetForecast& budget, ledger::Date as_of) {
  const auto warning_json = [&](const reconcile::Warning& warning) {
    return JsonObject{}
        .text("what", text(warning.what))
        .text("line", warning.line)
        .money("amount", warning.amount)
        .date("on", warning.on)
        .date("act_by", warning.act_by)
        .text("sentence", warning_sentence(budget, warning, as_of))
        .done();
  };
  return JsonObject{}
      .text("person", budget.person)
      .text("budget", budget.budget)
      .date("from", budget.from)
      .date("until", budget.until)
      .text("phase", text(budget.phase))
      .date("known_until", budget.known_until)
      .money("agreed", budget.agreed)
      .money("contingency", budget.contingency)
      .put("lines", json_array(budget.lines, line_json))
      .put("total", range_json(budget.total))
      .flag("whole", budget.whole)
      .date("plan_runs_out", budget.plan_out)
      .put("bank", bank_json(budget))
      .put("warnings", json_array(budget.warnings, warning_json))
      .done();
}

}  // namespace

std::string forecast_json(const std::vector<BudgetForecast>& budgets, ledger::Date as_of) {
  return JsonObject{}
      .text("schema", "dpledger.forecast/1")
      .date("as_of", as_of)
      .put("budgets", json_array(budgets, [&](const auto& one) { return budget_json(one, as_of); }))
      .done()
      .text;
}

}  // namespace reports

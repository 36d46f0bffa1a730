#include "reports/forecast.hpp"

#include "ledger/ensure.hpp"
#include "reports/forecast_json.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::pretty;
using reconcile::BudgetForecast;
using reconcile::BudgetPhase;
using reconcile::Flow;
using reconcile::LineForecast;
using reconcile::RestsOn;
using reconcile::Warned;
using reconcile::Warning;

std::string in_words(RestsOn basis) {
  switch (basis) {
    case RestsOn::known:
      return "what is known";
    case RestsOn::rate:
      return "the rate so far";
    case RestsOn::resting:
      return "not spent on lately";
    case RestsOn::untold:
      return "cannot be told";
    case RestsOn::left_out:
      return "no more in the plan";
    case RestsOn::unplanned:
      return "nobody planned it";
    case RestsOn::nothing:
      return "";
  }
  return "";
}

std::string in_words(Flow flow) {
  switch (flow) {
    case Flow::net_pay:
    case Flow::wages:
      return "the wages";
    case Flow::paye:
      return "the tax and National Insurance";
    case Flow::pension:
      return "the pension contributions";
    case Flow::supplier:
      return "the bills";
    case Flow::regular:
      return "the regular payments";
    case Flow::services:
    case Flow::spending:
      return "the everyday spending";
    case Flow::repayment:
      return "the money to be paid back";
    case Flow::other_owed:
      return "what was taken off pay";
    case Flow::funding:
    case Flow::contribution:
      return "the money coming in";
  }
  return "";
}

std::string act(const Warning& warning, Date as_of) {
  if (!warning.act_by) return {};
  if (*warning.act_by <= as_of) return " Act now.";
  return " Act by " + pretty(*warning.act_by) + ".";
}

std::string line_over(const Warning& warning, Date as_of) {
  if (*warning.on <= as_of) {
    return "The line " + warning.line + " is over already; by the end it will be over by about " +
           about(warning.amount) + ".";
  }
  return "The line " + warning.line + " will be over by about " + about(warning.amount) +
         " at the end if spending goes on so; its money runs out on " + pretty(*warning.on) + ".";
}

std::string bank_short(const BudgetForecast& budget, Date as_of) {
  const auto& missing = *budget.short_of;
  if (missing.day <= as_of) return "The account is short by " + pretty(missing.missing) + " today.";
  std::string sentence = "The account will be short by about " + about(missing.missing) + " for " +
                         in_words(*missing.because) + " of " + pretty(missing.day);
  return sentence + (missing.money_comes
                         ? "; the next money is expected on " + pretty(*missing.money_comes) + "."
                         : ", and no more money is expected.");
}

std::string said(const BudgetForecast& budget, const Warning& warning, Date as_of) {
  switch (warning.what) {
    case Warned::line_over:
      return line_over(warning, as_of);
    case Warned::line_may_be_over:
      return "The line " + warning.line + " may be over, by up to about " + about(warning.amount) +
             ", if spending goes on as in its dearer periods.";
    case Warned::budget_over:
      return "The whole budget will be over by about " + about(warning.amount) +
             "; what is agreed runs out on " + pretty(*warning.on) + ".";
    case Warned::bank_short:
      return bank_short(budget, as_of);
    case Warned::money_late:
      return pretty(warning.amount) +
             " that was agreed has not come, though its time has passed. It is not counted on "
             "here: ask who pays it.";
    case Warned::money_left:
      return "Money will be left: about " + about(warning.amount) + " of the " +
             pretty(*budget.agreed) + " agreed, if spending goes on so.";
  }
  throw ledger::Defect{"a warning of nothing"};
}

std::vector<std::string> basis_notes(const BudgetForecast& budget) {
  std::vector<std::string> notes;
  bool rated = false;
  bool estimated = false;
  bool resting = false;
  for (const auto& line : budget.lines) {
    rated = rated || line.basis == RestsOn::rate;
    estimated = estimated || line.estimate;
    resting = resting || line.basis == RestsOn::resting;
    if (line.basis != RestsOn::untold) continue;
    notes.push_back("What " + line.ref +
                    " will still cost cannot be told: " + counted(line.periods, "whole period") +
                    " of spending so far, and a rate needs " + std::to_string(line.periods_needed) +
                    ". Missing: more statements, or a regular payment in the plan.");
  }
  if (rated) {
    notes.push_back(
        "The rate so far is the average of the whole periods up to " + pretty(budget.known_until) +
        "; low is as if every period were like the cheaper half of them, high like the dearer.");
  }
  if (resting) {
    notes.push_back(
        "What was spent on in one period alone, or in none of the latest, is not expected to go "
        "on; high is all that the plan still has for it.");
  }
  if (estimated) {
    notes.push_back(
        "Wages to come are the workers' usual weeks at their rates; the employer's own National "
        "Insurance and pension are not guessed.");
  }
  return notes;
}

std::string phase_note(const BudgetForecast& budget) {
  switch (budget.phase) {
    case BudgetPhase::not_agreed:
      return "This budget is not agreed yet: nothing is expected of it.";
    case BudgetPhase::over:
      return "This budget is over: no more spending is expected.";
    case BudgetPhase::running:
      break;
  }
  if (budget.plan_out || !budget.agreed) return {};
  return budget.whole ? "What is agreed lasts to the end."
                      : "The total leaves out what cannot be told.";
}

Table line_table(const BudgetForecast& budget) {
  Table table;
  table.title = budget.person + "/" + budget.budget + ": to its end on " + pretty(budget.until);
  table.columns = {{"Plan line", "line"},        {"Planned", "planned"}, {"Spent", "spent"},
                   {"Still to come", "to_come"}, {"At the end", "end"},  {"Low", "end_low"},
                   {"High", "end_high"},         {"Rests on", "basis"}};
  Money planned, spent, to_come;
  for (const auto& line : budget.lines) {
    if (line.over_on) table.alarms.push_back(table.rows.size());
    const auto at_end = line.at_end();
    table.rows.push_back({line.ref, line.planned, line.spent, line.to_come.middle, at_end.middle,
                          at_end.low, at_end.high, in_words(line.basis)});
    planned += line.planned;
    spent += line.spent;
    to_come += line.to_come.middle;
  }
  const auto& total = budget.total;
  table.totals = {std::string{"All lines"},
                  planned,
                  spent,
                  to_come,
                  total.middle,
                  total.low,
                  total.high,
                  std::string{}};
  if (auto note = phase_note(budget); !note.empty()) table.notes.push_back(std::move(note));
  for (auto& note : basis_notes(budget)) table.notes.push_back(std::move(note));
  return table;
}

Table month_table(const BudgetForecast& budget) {
  Table table;
  table.columns = {
      {"Month", "month"}, {"In", "in"}, {"Out", "out"}, {"In the bank at its end", "bank"}};
  for (const auto& month : budget.months) {
    table.rows.push_back({name_of(month.month), month.in, month.out, month.bank});
  }
  table.notes.push_back("There is " + pretty(budget.bank) + " in the bank today. The lowest is " +
                        pretty(budget.lowest->bank) + " on " + pretty(budget.lowest->day) + ".");
  return table;
}

Table warning_table(const BudgetForecast& budget, Date as_of) {
  Table table;
  table.title = "What to act on";
  for (const auto& warning : budget.warnings) {
    table.notes.push_back(warning_sentence(budget, warning, as_of));
  }
  return table;
}

Table csv_table(const std::vector<BudgetForecast>& budgets) {
  Table table;
  table.for_people = false;
  for (const auto* key : {"person", "budget", "until", "phase", "line", "category", "planned",
                          "spent", "committed", "basis", "periods", "to_come_low", "to_come",
                          "to_come_high", "end_low", "end", "end_high", "over_on"}) {
    table.columns.push_back({key, key});
  }
  for (const auto& budget : budgets) {
    for (const auto& line : budget.lines) {
      const auto at_end = line.at_end();
      table.rows.push_back(
          {budget.person, budget.budget, budget.until, std::string{text(budget.phase)}, line.ref,
           line.category, line.planned, line.spent, line.committed, std::string{text(line.basis)},
           std::int64_t{line.periods}, line.to_come.low, line.to_come.middle, line.to_come.high,
           at_end.low, at_end.middle, at_end.high, cell_of(line.over_on)});
    }
  }
  return table;
}

}  // namespace

std::string about(Money amount) {
  const auto pounds = ledger::half_up(amount, 1, 100).pence();
  const auto text = pretty(Money::of_pence(pounds * 100));
  return text.substr(0, text.size() - 3);
}

std::string name_of(ledger::Month month) {
  const auto day = pretty(month.period().first);
  return day.substr(day.find(' ') + 1);
}

std::string warning_sentence(const BudgetForecast& budget, const Warning& warning, Date as_of) {
  return said(budget, warning, as_of) + act(warning, as_of);
}

Answer forecast(const std::vector<BudgetForecast>& budgets, Date as_of) {
  Answer answer;
  answer.heading = {"Where budgets will stand at their end, as of " + pretty(as_of) + "."};
  answer.tables.push_back(csv_table(budgets));
  for (const auto& budget : budgets) {
    answer.tables.push_back(line_table(budget));
    if (budget.has_bank) answer.tables.push_back(month_table(budget));
    if (!budget.warnings.empty()) answer.tables.push_back(warning_table(budget, as_of));
  }
  answer.json = forecast_json(budgets, as_of);
  return answer;
}

}  // namespace reports

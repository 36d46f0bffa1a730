#include "reports/compare.hpp"

#include "reports/wording.hpp"

#include <array>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::ComparedMonth;
using reconcile::Comparison;
using reconcile::FormerBasis;

std::string month_name(ledger::Month month) {
  static constexpr std::array<const char*, 12> names{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  return std::string{names[static_cast<std::size_t>(month.number - 1)]} + " " +
         std::to_string(month.year);
}

std::string name_of(const ComparedMonth& month) {
  auto name = month_name(month.month);
  if (!month.over) name += " (not over: to the " + std::to_string(month.days.last.day()) + ".)";
  return name;
}

/// By what the former package is reckoned.
std::string basis_sentence(const Comparison& of) {
  switch (of.basis) {
    case FormerBasis::unknown:
      return "What the former package cost is not known: give the budget a baseline, or former.";
    case FormerBasis::former:
      return "The former package is reckoned by what it is known to have cost a week.";
    case FormerBasis::baseline:
      return "The former package (" + pretty(*of.baseline) +
             " for the whole budget) is spread evenly over its days.";
    case FormerBasis::both:
      return "The former package is reckoned by what it is known to have cost a week, and on other "
             "days by its price of " +
             pretty(*of.baseline) + ", spread evenly.";
    case FormerBasis::earlier:
      return "Nobody has said what the former package would have cost: it is reckoned by what " +
             of.earlier->budget + " really cost.";
  }
  return {};
}

std::string result_sentence(const Comparison& of) {
  if (!of.former || of.months.empty()) return {};
  const auto until = pretty(of.months.back().days.last);
  auto sentence = "Up to " + until + " this budget has cost " + pretty(of.cost) +
                  "; the former package would have cost " + pretty(*of.former);
  if (of.saving->is_zero()) return sentence + ", the same.";
  return sentence + ": " + pretty(magnitude(*of.saving)) +
         (of.saving->is_negative() ? " more than before." : " less than before.");
}

std::string earlier_sentence(const Comparison& of) {
  if (!of.earlier) return {};
  const auto& package = *of.earlier;
  return "Before, " + package.budget + " really cost " + pretty(package.cost) + " from " +
         pretty(package.days.first) + " to " + pretty(package.days.last) + ", which is " +
         pretty(half_up(package.cost, 7, package.days.days())) +
         " a week. At that cost the days of each month would have come to what stands beside it.";
}

Table month_table(const Comparison& of) {
  const bool with_earlier = of.earlier && of.basis != FormerBasis::earlier;
  Table table;
  table.title = of.person + "/" + of.budget + ": against the former package";
  table.columns = {{"Month", "month"}, {"Former package", "former"}};
  if (with_earlier) {
    table.columns.push_back({"At the cost of " + of.earlier->budget, "earlier"});
  }
  for (const auto& column : {Column{"This budget", "cost"}, Column{"Saved", "saving"},
                             Column{"Saved so far", "saving_so_far"}}) {
    table.columns.push_back(column);
  }
  for (const auto& month : of.months) {
    std::vector<Cell> row{name_of(month), cell_of(month.former)};
    if (with_earlier) row.push_back(cell_of(month.earlier));
    row.insert(row.end(), {month.cost, cell_of(month.saving), cell_of(month.saving_so_far)});
    table.rows.push_back(std::move(row));
  }
  table.totals = {std::string{"Together"}, cell_of(of.former)};
  if (with_earlier) {
    Money earlier;
    for (const auto& month : of.months) earlier += month.earlier.value_or(Money{});
    table.totals.emplace_back(earlier);
  }
  table.totals.insert(table.totals.end(), {of.cost, cell_of(of.saving), cell_of(of.saving)});
  for (auto& note : {result_sentence(of), basis_sentence(of), earlier_sentence(of)}) {
    if (!note.empty()) table.notes.push_back(note);
  }
  table.notes.emplace_back(
      "Cost stands in the month in which it arises, paid or not: wages with the employer's shares "
      "on "
      "their pay day, invoices on their date, deliveries on their last day.");
  return table;
}

Table csv_table(const std::vector<Comparison>& budgets) {
  Table table;
  table.for_people = false;
  for (const auto* key : {"person", "budget", "month", "from", "to", "over", "former", "earlier",
                          "cost", "saving", "saving_so_far"}) {
    table.columns.push_back({key, key});
  }
  for (const auto& of : budgets) {
    for (const auto& month : of.months) {
      table.rows.push_back({of.person, of.budget, text(month.month), month.days.first,
                            month.days.last, std::string{month.over ? "true" : "false"},
                            cell_of(month.former), cell_of(month.earlier), month.cost,
                            cell_of(month.saving), cell_of(month.saving_so_far)});
    }
  }
  return table;
}

Json month_json(const ComparedMonth& month) {
  return JsonObject{}
      .text("month", text(month.month))
      .date("from", month.days.first)
      .date("to", month.days.last)
      .flag("over", month.over)
      .money("former", month.former)
      .money("earlier", month.earlier)
      .money("cost", month.cost)
      .money("saving", month.saving)
      .money("saving_so_far", month.saving_so_far)
      .done();
}

Json earlier_json(const Comparison& of) {
  if (!of.earlier) return {};
  return JsonObject{}
      .text("budget", of.earlier->budget)
      .date("from", of.earlier->days.first)
      .date("to", of.earlier->days.last)
      .money("cost", of.earlier->cost)
      .done();
}

Json budget_json(const Comparison& of) {
  return JsonObject{}
      .text("person", of.person)
      .text("budget", of.budget)
      .date("from", of.days.first)
      .date("to", of.days.last)
      .text("basis", text(of.basis))
      .money("baseline", of.baseline)
      .money("cost", of.cost)
      .money("former", of.former)
      .money("saving", of.saving)
      .put("earlier", earlier_json(of))
      .put("months", json_array(of.months, month_json))
      .done();
}

}  // namespace

Answer compare(const std::vector<Comparison>& budgets, ledger::Date as_of) {
  Answer answer;
  answer.heading = {"What it costs against before, as of " + pretty(as_of) + "."};
  answer.tables.push_back(csv_table(budgets));
  for (const auto& of : budgets) answer.tables.push_back(month_table(of));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.compare/1")
                    .date("as_of", as_of)
                    .put("budgets", json_array(budgets, budget_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

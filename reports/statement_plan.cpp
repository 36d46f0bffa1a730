// Spending against the plan, line by line: as a table, as a picture and in words.
#include "reports/statement_tables.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;

constexpr std::size_t most_bars = 24;  // what a page shows at a glance

std::string name_of(const PlanFigures& line) {
  return line.budget + "/" + line.line;
}

/// "93 %" of a whole, to the nearest; what is spent without a plan has no share.
std::string share_of(Money part, Money whole) {
  if (whole <= Money{}) return "nothing planned";
  const auto half_up = [](std::int64_t of_100, std::int64_t by) { return (of_100 + by / 2) / by; };
  const std::int64_t percent = part.is_negative() ? -half_up(-part.pence() * 100, whole.pence())
                                                  : half_up(part.pence() * 100, whole.pence());
  return std::to_string(percent) + " %";
}

std::string all_words(const std::vector<PlanFigures>& plan, ledger::Date end) {
  Money planned, so_far, now;
  for (const PlanFigures& line : plan) {
    planned += line.planned;
    so_far += line.so_far;
    now += line.in_period;
  }
  return "Of " + pretty(planned) + " planned, " + pretty(so_far) + " was spent by " + pretty(end) +
         (planned > Money{} ? " (" + share_of(so_far, planned) + ")" : "") + ", " + pretty(now) +
         " of it in this period.";
}

std::string line_words(const std::vector<PlanFigures>& plan) {
  std::string words;
  for (const PlanFigures& line : plan) {
    words +=
        (words.empty() ? "" : ", ") + name_of(line) + " " + share_of(line.so_far, line.planned);
  }
  return "Spent of each line: " + words + ".";
}

std::string beyond_words(const std::vector<PlanFigures>& plan) {
  std::string words;
  for (const PlanFigures& line : plan) {
    if (!line.left().is_negative()) continue;
    words += (words.empty() ? "" : ", ") + name_of(line) + " by " + pretty(-line.left());
  }
  return words.empty() ? "No line is beyond its plan." : "Beyond its plan: " + words + ".";
}

Chart chart_of(const std::vector<PlanFigures>& plan, ledger::Date end) {
  Chart chart{"Spending against the plan",
              "spent before this period",
              "spent in this period",
              "planned",
              {},
              {}};
  std::vector<const PlanFigures*> lines;
  for (const PlanFigures& line : plan) lines.push_back(&line);
  if (lines.size() > most_bars) {
    const auto size = [](const PlanFigures* line) { return std::max(line->planned, line->so_far); };
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const auto* a, const auto* b) { return size(a) > size(b); });
    lines.resize(most_bars);
    chart.words.push_back("The picture shows the " + std::to_string(most_bars) + " largest of " +
                          std::to_string(plan.size()) + " lines.");
  }
  for (const PlanFigures* line : lines) {
    chart.bars.push_back(
        {name_of(*line), line->so_far - line->in_period, line->in_period, line->planned});
  }
  chart.words.push_back(all_words(plan, end));
  chart.words.push_back(line_words(plan));
  chart.words.push_back(beyond_words(plan));
  return chart;
}

/// The cost, and everything that it is made up of.
std::string cost_words(const StatementFigures& figures) {
  std::string words = "Cost of the period " + pretty(figures.cost) +
                      "; paid for cost in the period " + pretty(figures.paid) +
                      "; owed before it " + pretty(figures.owed_before) + ", owed at its end " +
                      pretty(figures.owed_at_end);
  if (!figures.contracted.is_zero()) {
    words += "; delivered by contract, no money of the person's, " + pretty(figures.contracted);
  }
  if (!figures.paid_corrected.is_zero()) {
    words +=
        "; paid for cost, put right for approved days before it, " + pretty(figures.paid_corrected);
  }
  if (const auto rest = figures.cost_otherwise(); !rest.is_zero()) {
    words += "; carried between budgets, or put right without a payment, " + pretty(rest);
  }
  return words + ".";
}

/// What is still to be paid by the plan, and what is then free; unknown for cost without a line.
const reconcile::LinePosition* position_of(const StatementFigures& figures,
                                           const PlanFigures& line) {
  for (const auto& position : figures.positions) {
    if (position.budget != line.budget) continue;
    const auto found = std::find_if(position.lines.begin(), position.lines.end(),
                                    [&](const auto& each) { return each.ref == line.line; });
    if (found != position.lines.end()) return &*found;
  }
  return nullptr;
}

}  // namespace

Table plan_table(const StatementParts& parts) {
  const StatementFigures& figures = parts.figures;
  Table table;
  table.title = "Spending against the plan (cost as it arises, paid or not)";
  table.columns = {{"Plan line", "line"},       {"For", "category"},        {"This period", "now"},
                   {"So far", "so_far"},        {"Planned", "planned"},     {"Left", "left"},
                   {"Spoken for", "committed"}, {"Still free", "available"}};
  PlanFigures total;
  Money committed, available;
  for (const PlanFigures& line : figures.plan) {
    if (line.left().is_negative()) table.alarms.push_back(table.rows.size());
    const auto* position = position_of(figures, line);
    const auto figure = [&](Money reconcile::LinePosition::*which) {
      return position == nullptr ? Cell{} : Cell{position->*which};
    };
    table.rows.push_back({name_of(line), line.category, line.in_period, line.so_far, line.planned,
                          line.left(), figure(&reconcile::LinePosition::committed),
                          figure(&reconcile::LinePosition::available)});
    total.in_period += line.in_period;
    total.so_far += line.so_far;
    total.planned += line.planned;
    if (position != nullptr) committed += position->committed;
    if (position != nullptr) available += position->available;
  }
  table.totals = {std::string{"Total"}, {},           total.in_period, total.so_far,
                  total.planned,        total.left(), committed,       available};
  table.notes = {cost_words(figures)};
  if (!figures.plan.empty()) table.chart = chart_of(figures.plan, parts.of->period.last);
  return table;
}

}  // namespace reports

// dpledger.trace/1: what a figure is the sum of.
#include "ledger/periods.hpp"
#include "reports/trace_json.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <set>

namespace reports {
namespace {

std::string title_of(const TracedFigure& figure) {
  return figure.address + ": " + ledger::pretty(figure.amount) + ", " + figure.what +
         (figure.floored ? " (not below nothing)" : "");
}

Table parts_table(const TracedFigure& figure) {
  Table table;
  table.columns = {{"Figure", "address"}, {"What", "what"}, {"Counts", "counts"}};
  for (const TracedPart& part : figure.parts) {
    table.rows.push_back({part.address, part.what, part.counts});
  }
  return table;
}

Table lines_table(const TraceTeller& teller, const TracedFigure& figure) {
  Table table;
  table.columns = {
      {"Date", "date"}, {"Line", "id"}, {"What", "what"}, {"Counts", "counts"}, {"From", "from"}};
  for (const auto* line : figure.lines) {
    table.rows.push_back({line->line->line.date, ledger::text(line->line->line.id),
                          line->line->line.description(), line->line->line.amount,
                          place(teller.traced().of().view->evidence(*line->line))});
  }
  return table;
}

Table figure_table(const TraceTeller& teller, const TracedFigure& figure) {
  using How = TracedFigure::How;
  Table table;
  if (figure.how == How::parts) table = parts_table(figure);
  if (figure.how == How::lines) table = lines_table(teller, figure);
  if (figure.how == How::entries) {
    table.columns = trace_columns();
    for (const auto& posting : figure.postings) {
      table.rows.push_back(trace_row(teller, posting));
    }
  }
  if (figure.how == How::reckoned || figure.how == How::given) {
    table.columns = {{std::string{figure.how == How::given ? "Given by" : "How"}, "because"}};
    table.rows.push_back({figure.because});
  }
  table.title = title_of(figure);
  return table;
}

/// Every row of every figure in one table.
Table csv_table(const TraceTeller& teller, const std::vector<const TracedFigure*>& figures) {
  Table table;
  table.for_people = false;
  table.columns = {{"Figure", "figure"}, {"Amount", "amount"}, {"How", "how"}, {"Part", "part"}};
  const auto columns = trace_columns();
  table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  const auto row = [&](const TracedFigure& figure, const std::string& part) {
    std::vector<Cell> cells{figure.address, figure.amount, std::string{text(figure.how)}, part};
    cells.resize(table.columns.size());
    return cells;
  };
  constexpr std::size_t counts = 4 + 5, what = 4 + 6, from = 4 + 7;
  for (const TracedFigure* figure : figures) {
    for (const TracedPart& part : figure->parts) {
      auto cells = row(*figure, part.address);
      cells[counts] = part.counts;
      cells[what] = part.what;
      table.rows.push_back(std::move(cells));
    }
    for (const TracedPosting& posting : figure->postings) {
      auto cells = row(*figure, "");
      std::ranges::move(trace_row(teller, posting), cells.begin() + 4);
      table.rows.push_back(std::move(cells));
    }
    for (const auto* line : figure->lines) {
      auto cells = row(*figure, ledger::text(line->line->line.id));
      cells[4] = line->line->line.date;
      cells[counts] = line->line->line.amount;
      cells[what] = line->line->line.description();
      cells[from] = place(teller.traced().of().view->evidence(*line->line));
      table.rows.push_back(std::move(cells));
    }
    if (figure->because.empty()) continue;
    auto cells = row(*figure, "");
    cells[what] = figure->because;
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::vector<std::string> approval_lines(const ledger::PersonFacts& facts) {
  std::vector<std::string> lines;
  for (const auto& period : ledger::approved_periods(facts.periods)) {
    lines.push_back(
        "Approved up to " + ledger::pretty(period.to) + " by " + period.approved->by + ", " +
        period.approved->at +
        (period.submitted == nullptr ? "." : "; submitted by " + period.submitted->by + "."));
  }
  if (lines.empty()) lines.emplace_back("No period is approved.");
  return lines;
}

/// The figures asked for, each followed by those it is made of; each once.
void follow(const Traced& traced, const TracedFigure* figure, std::set<std::string>& told,
            std::vector<const TracedFigure*>& all) {
  if (!told.insert(figure->address).second) return;
  all.push_back(figure);
  for (const TracedPart& part : figure->parts) {
    if (part.address.empty()) continue;
    for (const auto* next : traced.asked(part.address)) follow(traced, next, told, all);
  }
}

}  // namespace

Answer figures_listed(const Traced& traced) {
  Answer answer;
  answer.heading = {trace_heading(traced) + " Every figure with its address:"};
  Table table;
  table.columns = {{"Address", "address"}, {"Amount", "amount"}, {"What", "what"}, {"How", "how"}};
  for (const TracedFigure& figure : traced.figures()) {
    table.rows.push_back(
        {figure.address, figure.amount, figure.what, std::string{text(figure.how)}});
  }
  answer.tables.push_back(std::move(table));
  answer.closing = {"To follow one: dpledger trace " + traced.of().view->facts->ref() +
                    " ADDRESS, with the same days."};
  answer.json = trace_document(traced, "", json_array(traced.figures(), traced_head_json));
  return answer;
}

Answer figures_traced(const Traced& traced, const std::vector<const TracedFigure*>& asked) {
  const TraceTeller teller{traced};
  std::vector<const TracedFigure*> all;
  std::set<std::string> told;
  std::string addresses;
  for (const auto* figure : asked) {
    follow(traced, figure, told, all);
    addresses += (addresses.empty() ? "" : ", ") + figure->address;
  }
  Answer answer;
  answer.heading = approval_lines(teller.facts());
  answer.heading.insert(answer.heading.begin(), trace_heading(traced));
  answer.tables.push_back(csv_table(teller, all));
  for (const auto* figure : all) answer.tables.push_back(figure_table(teller, *figure));
  answer.json = trace_document(traced, addresses, json_array(all, [&](const TracedFigure* figure) {
                                 return traced_figure_json(teller, *figure);
                               }));
  return answer;
}

}  // namespace reports

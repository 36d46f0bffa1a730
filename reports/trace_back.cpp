// dpledger.trace/1: what became of a line, a place in a file, an entry or a finding.
#include "ledger/pool.hpp"
#include "reports/trace_json.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace reports {
namespace {

/// "; import I3, SHA-256 9f…": which file it is, where several have the name.
std::string which_file(const ledger::Import* import) {
  if (import == nullptr) return {};
  return "; import " + import_name(import->id) + ", SHA-256 " + import->sha256;
}

std::string source_line(const Traced& traced, const TracedSource& source) {
  const auto* import = traced.sources().import_of(source.source);
  if (source.line != nullptr) {
    const auto& line = source.line->line->line;
    return ledger::text(line.id) + ": " + ledger::pretty(line.amount) + " on " +
           ledger::pretty(line.date) + ", " + line.description() + " (" +
           place(traced.of().view->evidence(*source.line->line)) + which_file(import) + ").";
  }
  const auto from = traced.sources().of(source.source);
  if (!from || import == nullptr) return {};
  return source.source + ": " + traced.sources().what(source.source) + " (" + place(*from) +
         which_file(import) + ").";
}

std::string part_line(const TracedSource& source) {
  const auto& whole = *source.part_of;
  const bool all = source.line->line->line.amount == whole.amount;
  return std::string{all ? "It is the whole" : "It is a part"} + " of the line " +
         ledger::text(whole.line) + " of " + ledger::pretty(whole.amount) + " in the bank of " +
         whole.person + ": `dpledger trace " + ledger::text(whole.line) + "` shows whose it is.";
}

void add_parts(const TraceTeller& teller, const TracedSource& source,
               std::vector<std::string>& lines) {
  if (source.part_of) lines.push_back(part_line(source));
  if (source.line == nullptr || !ledger::is_pool(teller.facts().ref())) return;
  auto rest = source.line->line->line.amount;
  for (const LinePart& part : source.parts) {
    rest -= part.amount;
    lines.push_back("Of this line " + ledger::pretty(part.amount) + " is " + part.person +
                    "\'s: " + ledger::text(part.line) + ".");
  }
  if (!rest.is_zero()) {
    lines.push_back("Of this line " + ledger::pretty(rest) + " is nobody\'s yet.");
  }
}

/// The columns of a posting, and whose it is and by which import it came.
std::vector<Column> back_columns() {
  auto columns = trace_columns();
  columns[5] = {"Amount", "amount"};
  columns.push_back({"Person", "person", false});
  columns.push_back({"Import", "import", false});
  return columns;
}

Table postings_of(const TraceTeller& teller, const TracedBack& back) {
  Table table;
  table.title = back.asked;
  table.columns = back_columns();
  for (const TracedSource& source : back.sources) {
    const auto* import = teller.traced().sources().import_of(source.source);
    for (const auto* recorded : source.entries) {
      for (const auto& posting : recorded->entry.postings) {
        auto row = trace_row(teller, {recorded, &posting, posting.amount});
        row.emplace_back(teller.facts().ref());
        row.emplace_back(import == nullptr ? std::string{} : import_name(import->id));
        table.rows.push_back(std::move(row));
      }
    }
  }
  return table;
}

Table figures_of(const Traced& traced, const TracedBack& back) {
  std::set<std::string> figures;
  for (const TracedSource& source : back.sources) {
    for (auto& address : traced.figures_of(source.source)) figures.insert(std::move(address));
  }
  Table table;
  table.title = "The figures that it counts in";
  table.columns = {{"Address", "address"}};
  for (const auto& address : figures) table.rows.push_back({address});
  return table;
}

/// The entries of everybody in one table, for programs.
Table postings_together(const std::vector<ToldBack>& people) {
  Table table;
  table.columns = back_columns();
  table.for_people = false;
  for (const ToldBack& told : people) {
    const auto& rows = told.tables.front().rows;
    table.rows.insert(table.rows.end(), rows.begin(), rows.end());
  }
  return table;
}

/// "april.csv:3 speaks of 2: P0001, P0002."; and how to see one of them alone.
std::string of_whom(const std::vector<ToldBack>& people) {
  const auto& asked = people.front().asked;
  std::string names;
  for (const ToldBack& told : people) names += (names.empty() ? "" : ", ") + told.person;
  auto said = asked + " speaks of " + std::to_string(people.size()) + ": " + names + ".";
  if (asked.find(':') == std::string::npos) return said;  // a line's id: its parts have their own
  return said + " To see one alone name them before it: dpledger trace " + people.back().person +
         " " + asked;
}

Json whole(const std::vector<ToldBack>& people, std::vector<Json> ToldBack::*member) {
  JsonArray all;
  for (const ToldBack& told : people) {
    for (const Json& one : told.*member) all.add(one);
  }
  return all.done();
}

}  // namespace

ToldBack told_back(const Traced& traced, const TracedBack& back) {
  const TraceTeller teller{traced};
  const auto& of = traced.of();
  ToldBack told{.person = teller.facts().ref(), .asked = back.asked, .as_of = of.view->as_of};
  if (of.statement != nullptr) told.period = of.statement->period;
  told.heading = {trace_heading(traced)};
  for (const TracedSource& source : back.sources) {
    if (auto line = source_line(traced, source); !line.empty()) {
      told.heading.push_back(std::move(line));
    }
    add_parts(teller, source, told.heading);
    told.sources.push_back(traced_source_json(teller, source));
  }
  for (const auto& finding : back.findings) {
    told.heading.push_back(finding.id + ", " + finding.code + ": " + finding.why);
    told.findings.push_back(finding_json(finding));
  }
  told.tables = {postings_of(teller, back), figures_of(traced, back)};
  told.approvals = approvals_json(teller.facts());
  return told;
}

Answer traced_back(const std::vector<ToldBack>& people) {
  const auto& first = people.front();
  const bool several = people.size() > 1;
  Answer answer;
  if (several) {
    answer.heading.push_back(of_whom(people));
    answer.tables.push_back(postings_together(people));
  }
  for (const ToldBack& told : people) {
    answer.heading.insert(answer.heading.end(), told.heading.begin(), told.heading.end());
    for (auto table : told.tables) {
      if (several) table.title = told.person + ": " + table.title;
      answer.tables.push_back(std::move(table));
    }
  }
  TraceHead head{several ? "" : first.person, first.as_of, first.period, first.asked};
  answer.json =
      trace_document(head, JsonArray{}.done(), whole(people, &ToldBack::sources),
                     whole(people, &ToldBack::findings), whole(people, &ToldBack::approvals));
  return answer;
}

}  // namespace reports

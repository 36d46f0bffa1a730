#include "reports/answers.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

/// A table of one row with a column for each pair, for CSV.
Table one_row(const std::vector<std::pair<std::string, Cell>>& values) {
  Table table;
  table.for_people = false;
  table.rows.emplace_back();
  for (const auto& [key, value] : values) {
    table.columns.push_back({key, key});
    table.rows.front().push_back(value);
  }
  return table;
}

}  // namespace

Answer reconciled(const ReconcileSummary& summary) {
  const std::vector<std::pair<std::string, std::int64_t>> values{
      {"people", summary.people},
      {"lines", summary.lines},
      {"matched", summary.matched},
      {"suggested", summary.suggested},
      {"unmatched", summary.unmatched},
      {"posted", summary.posted},
      {"reversed", summary.reversed},
      {"findings_high", summary.findings_high},
      {"findings_medium", summary.findings_medium},
      {"findings_low", summary.findings_low}};
  Answer answer;
  answer.heading = {
      counted(summary.people, "person") + ", " + counted(summary.lines, "line") + ": " +
          std::to_string(summary.matched) + " matched, " + std::to_string(summary.suggested) +
          " suggested, " + std::to_string(summary.unmatched) + " unmatched.",
      summary.posted + summary.reversed == 0 ? "Nothing to post: the books hold what they should."
                                             : counted(summary.posted, "entry") + " posted, " +
                                                   std::to_string(summary.reversed) + " reversed.",
      "Findings: " + std::to_string(summary.findings_high) + " high, " +
          std::to_string(summary.findings_medium) + " medium, " +
          std::to_string(summary.findings_low) + " low."};
  JsonObject json;
  json.text("schema", "dpledger.reconcile/1");
  std::vector<std::pair<std::string, Cell>> cells;
  for (const auto& [key, value] : values) {
    json.number(key, value);
    cells.emplace_back(key, value);
  }
  answer.tables.push_back(one_row(cells));
  answer.json = json.done().text;
  return answer;
}

Answer judged_by(Answer answer, const std::string& file, const std::string& sha256) {
  answer.heading.push_back("Judged by the parameters of " + file + " (SHA-256 " +
                           sha256.substr(0, 12) + "…), laid over the program's own.");
  if (!answer.json.ends_with('}')) return answer;
  const auto by = JsonObject{}.text("file", file).text("sha256", sha256).done();
  answer.json.pop_back();
  answer.json += R"(,"parameters":)" + by.text + "}";
  return answer;
}

Answer done(const std::string& schema, const std::string& sentence,
            const std::vector<std::pair<std::string, std::string>>& values,
            const std::vector<std::string>& notes) {
  Answer answer;
  answer.heading = {sentence};
  answer.heading.insert(answer.heading.end(), notes.begin(), notes.end());
  JsonObject json;
  json.text("schema", schema).text("done", sentence);
  std::vector<std::pair<std::string, Cell>> cells;
  for (const auto& [key, value] : values) {
    json.text(key, value);
    cells.emplace_back(key, value);
  }
  if (!notes.empty()) json.put("notes", json_array(notes, json_string));
  answer.tables.push_back(one_row(cells));
  answer.json = json.done().text;
  return answer;
}

}  // namespace reports

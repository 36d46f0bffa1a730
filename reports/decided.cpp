// What became of a file of decisions.
#include "reports/queue.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

Table table_of(const std::vector<DecidedRow>& rows) {
  Table table;
  table.columns = {{"Row", "line"},    {"Who", "person"}, {"What", "subject"},
                   {"Done", "action"}, {"Now", "state"},  {"Why", "why"}};
  for (const auto& row : rows) {
    table.rows.push_back({static_cast<std::int64_t>(row.line), row.person, row.subject, row.action,
                          row.state, row.why});
  }
  return table;
}

Json row_json(const DecidedRow& row) {
  return JsonObject{}
      .number("line", row.line)
      .text("person", row.person)
      .text("subject", row.subject)
      .text("action", row.action)
      .text("state", row.state)
      .text("why", row.why)
      .done();
}

}  // namespace

Answer decided(const std::vector<DecidedRow>& rows) {
  Answer answer;
  answer.heading.push_back(counted(static_cast<std::int64_t>(rows.size()), "decision") +
                           " recorded.");
  answer.tables = {table_of(rows)};
  answer.json = JsonObject{}
                    .text("schema", "dpledger.decisions/1")
                    .put("decided", json_array(rows, row_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

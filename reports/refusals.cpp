#include "reports/answers.hpp"
#include "reports/wording.hpp"

namespace reports {

Answer refusals(const ledger::Errors& errors) {
  Answer answer;
  Table table{"",
              {{"File", "file"},
               {"Line", "line"},
               {"Column", "column"},
               {"Rule", "rule"},
               {"Found", "found"},
               {"What to do", "remedy"}},
              {},
              {},
              {}};
  table.for_people = false;
  for (const ledger::Error& error : errors) {
    answer.heading.push_back(ledger::text(error));
    table.rows.push_back(
        {error.where.file, std::int64_t{error.where.line}, std::int64_t{error.where.column},
         std::string{ledger::describe(error.broken).name}, error.found, remedy_of(error)});
  }
  answer.tables.push_back(std::move(table));
  answer.json =
      JsonObject{}
          .text("schema", "dpledger.refusal/1")
          .put("refusals", json_array(errors, [](const auto& e) { return refusal_json(e, true); }))
          .done()
          .text;
  return answer;
}

}  // namespace reports

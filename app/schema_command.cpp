// schema: the JSON Schema documents of docs/schemas, compiled in.
#include "app/command.hpp"
#include "ledger/embedded.hpp"
#include "reports/json_text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace embed {
/// docs/schemas/*.json
std::span<const File> schema_files();
}  // namespace embed

namespace app {
namespace {

struct Schema {
  std::string name;  ///< "dpledger.balance/1"
  std::string_view bytes;
};

/// "docs/schemas/dpledger.balance-1.json" is of dpledger.balance/1.
std::string name_of(std::string_view path) {
  const auto slash = path.rfind('/');
  std::string name{path.substr(slash == std::string_view::npos ? 0 : slash + 1)};
  name.resize(name.size() - std::string_view{".json"}.size());
  const auto hyphen = name.rfind('-');
  if (hyphen != std::string::npos) name[hyphen] = '/';
  return name;
}

std::vector<Schema> schemas() {
  std::vector<Schema> all;
  for (const auto& file : embed::schema_files()) all.push_back({name_of(file.path), file.bytes});
  return all;
}

reports::Answer listed() {
  reports::Answer answer;
  reports::Table table;
  table.columns = {{"Schema", "schema"}, {"File", "file"}};
  reports::JsonArray names;
  for (const auto& file : embed::schema_files()) {
    const auto name = name_of(file.path);
    table.rows.push_back({name, std::string{file.path}});
    names.add(reports::json_string(name));
  }
  answer.tables.push_back(std::move(table));
  answer.json = reports::JsonObject{}
                    .text("schema", "dpledger.schemas/1")
                    .put("schemas", names.done())
                    .done()
                    .text;
  return answer;
}

}  // namespace

Outcome run_schema(const Arguments& arguments) {
  if (arguments.words.empty()) return Finished{listed()};
  const auto& asked = arguments.words.front();
  for (const auto& schema : schemas()) {
    if (schema.name != asked && schema.name != "dpledger." + asked + "/1") continue;
    Finished finished;
    finished.text = std::string{schema.bytes};
    return finished;
  }
  return refusal(ledger::Rule::schema_unknown, asked, "`dpledger schema` lists them");
}

}  // namespace app

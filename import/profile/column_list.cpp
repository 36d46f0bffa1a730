#include "import/profile/column_list.hpp"

#include "import/person/person_table.hpp"
#include "import/person/person_toml.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::string_view column_list_schema = "dpledger.columns/1";

ListedColumn column_of(TableReader& table, const std::vector<std::string_view>& fields) {
  ListedColumn column{table.needed_text("heading"), table.needed_text("field")};
  const bool known = std::ranges::count(fields, column.field) > 0;
  if (!known && !column.field.empty()) {
    table.refusals().add(Rule::word_unknown, table.node().member("field")->value,
                         ledger::quoted(column.field),
                         "the book does not hold it; what may stand here is " + listed(fields));
  }
  table.refuse_unknown_keys();
  return column;
}

void refuse_twice(const std::vector<ListedColumn>& columns, const TomlNode& node,
                  PersonRefusals& refusals) {
  for (auto column = columns.begin(); column != columns.end(); ++column) {
    const bool before = std::any_of(columns.begin(), column, [&](const ListedColumn& other) {
      return !column->heading.empty() && other.heading == column->heading;
    });
    if (before) {
      refusals.add(Rule::value_out_of_range, node, "two columns " + ledger::quoted(column->heading),
                   "give every column a heading of its own");
    }
  }
}

}  // namespace

ledger::Result<std::vector<ListedColumn>> read_column_list(
    std::string_view toml, const std::string& file, const std::vector<std::string_view>& fields) {
  const auto tree = read_toml(toml, file);
  if (!tree) return tree.errors();
  PersonRefusals refusals{file};
  TableReader top{tree.value(), "the file", refusals};
  const auto schema = top.needed_text("schema");
  if (!schema.empty() && schema != column_list_schema) {
    refusals.add(Rule::schema_unknown, top.node().member("schema")->value, ledger::quoted(schema),
                 "begin it with schema = \"" + std::string{column_list_schema} + "\"");
  }
  std::vector<ListedColumn> columns;
  for (const auto* node : top.tables("columns")) {
    TableReader table{*node, "[[columns]]", refusals};
    columns.push_back(column_of(table, fields));
  }
  if (columns.empty() && refusals.size() == 0) {
    top.missing("columns", "write columns = [{ heading = \"…\", field = \"…\" }]");
  }
  refuse_twice(columns, tree.value(), refusals);
  top.refuse_unknown_keys();
  if (refusals.size() > 0) return refusals.sorted();
  return columns;
}

}  // namespace imports

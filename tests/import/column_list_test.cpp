#include "import/profile/column_list.hpp"

#include <catch2/catch.hpp>

using imports::ListedColumn;
using imports::read_column_list;
using ledger::Rule;

namespace {

const std::vector<std::string_view> fields{"ref", "name", "from"};

std::string with_columns(const std::string& columns) {
  return "schema = \"dpledger.columns/1\"\n" + columns;
}

ledger::Error refused(const std::string& toml) {
  const auto read = read_column_list(toml, "columns.toml", fields);
  REQUIRE_FALSE(read);
  return read.errors().front();
}

}  // namespace

TEST_CASE("a list of columns gives headings and fields in its order", "[columns]") {
  const auto read =
      read_column_list(with_columns("columns = [\n  { heading = \"Start\", field = \"from\" },\n"
                                    "  { heading = \"Ref, No\", field = \"ref\" },\n]\n"),
                       "columns.toml", fields);
  REQUIRE(read);
  CHECK(read.value() == std::vector<ListedColumn>{{"Start", "from"}, {"Ref, No", "ref"}});
  const auto tables = read_column_list(
      with_columns("[[columns]]\nheading = \"Who\"\nfield = \"name\"\n"), "columns.toml", fields);
  REQUIRE(tables);
  CHECK(tables.value() == std::vector<ListedColumn>{{"Who", "name"}});
}

TEST_CASE("a field that the book does not hold is refused by name, with all that may stand there",
          "[columns]") {
  const auto error = refused(
      with_columns("columns = [\n  { heading = \"DOB\", field = \"date_of_birth\" },\n]\n"));
  CHECK(error.broken == Rule::word_unknown);
  CHECK(error.where.line == 3);
  CHECK(error.found.find("date_of_birth") != std::string::npos);
  CHECK(error.remedy.find("the book does not hold it") != std::string::npos);
  CHECK(error.remedy.find("ref, name or from") != std::string::npos);
}

TEST_CASE("a list of columns is refused without columns, with one twice, or of another schema",
          "[columns]") {
  CHECK(refused(with_columns("")).broken == Rule::key_missing);
  CHECK(refused("schema = \"dpledger.profile/1\"\ncolumns = [{ heading = \"A\", field = \"ref\" }]")
            .broken == Rule::schema_unknown);
  CHECK(refused(with_columns("columns = [{ heading = \"A\", field = \"ref\" }, "
                             "{ heading = \"A\", field = \"name\" }]"))
            .broken == Rule::value_out_of_range);
  CHECK(
      refused(with_columns("columns = [{ heading = \"A\", field = \"ref\", wide = 3 }]")).broken ==
      Rule::key_unknown);
  CHECK(refused(with_columns("columns = [{ field = \"ref\" }]")).broken == Rule::key_missing);
  CHECK(refused("columns = [").broken == Rule::toml_syntax);
}

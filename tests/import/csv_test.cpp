// Rows and cells: quotes, line ends, places, and the limits.
#include "import/csv/csv.hpp"

#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace imports;

namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells cells_of(std::string_view text) {
  CsvReader reader{text};
  Cells cells;
  Row row;
  auto got = reader.next(row);
  for (; got == CsvReader::Got::row; got = reader.next(row)) {
    auto& out = cells.emplace_back();
    for (const auto& cell : row.cells) out.emplace_back(cell.text);
  }
  if (got != CsvReader::Got::end) cells.push_back({"refused"});
  return cells;
}

}  // namespace

TEST_CASE("rows end at LF, CR LF or CR, mixed in one file") {
  const Cells expected{{"a", "b"}, {"c"}, {"d", ""}, {"e"}};
  CHECK(cells_of("a,b\nc\r\nd,\re") == expected);
  CHECK(cells_of("a,b\nc\r\nd,\re\n") == expected);
  CHECK(cells_of("").empty());
  CHECK(cells_of("\n\n") == Cells{{""}, {""}});
}

TEST_CASE(
    "quotes hold commas, line ends and doubled quotes; inside bare text they are themselves") {
  CHECK(cells_of("\"a,b\",\"c\nd\", \"e\" ,f\"g") == Cells{{"a,b", "c\nd", "e", "f\"g"}});
  CHECK(cells_of("\"say \"\"hi\"\", please\",\"\"\"\"") == Cells{{"say \"hi\", please", "\""}});
  CHECK(cells_of("\"\",\"\"\"\"\"\"") == Cells{{"", "\"\""}});
}

TEST_CASE("a quote that never closes, or closes too early, is refused where it opened") {
  for (const auto* text : {"a\nb, \"c\nd,e", "a\nb, \"c\nd\"e,f"}) {
    CsvReader reader{text};
    Row row;
    REQUIRE(reader.next(row) == CsvReader::Got::row);
    const auto got = reader.next(row);
    CHECK((got == CsvReader::Got::unterminated || got == CsvReader::Got::misquoted));
    CHECK(reader.fault() == Place{2, 4});
    CHECK(reader.next(row) == CsvReader::Got::end);
  }
}

TEST_CASE("cells know their line and column, counted in characters") {
  CsvReader reader{"\"a\nb\",\xC3\xA9\xC3\xA9,\"x\"\r\nz,y"};
  Row row;
  REQUIRE(reader.next(row) == CsvReader::Got::row);
  CHECK(row.line == 1);
  CHECK(reader.place(row.cells[1]) == Place{2, 4});
  CHECK(reader.place(row.cells[2]) == Place{2, 8});
  REQUIRE(reader.next(row) == CsvReader::Got::row);
  CHECK(row.line == 3);
  CHECK(reader.place(row.cells[1]) == Place{3, 3});
}

TEST_CASE("a row longer than any statement's is refused at once, quoted or not") {
  for (const auto& text :
       {std::string(1'000'000, 'a'), std::string(1'000'000, ','),
        "\"" + std::string(1'000'000, '\n') + "\"", "x,\"" + std::string(1'000'000, '"') + "\""}) {
    CsvReader reader{text};
    Row row;
    CHECK(reader.next(row) == CsvReader::Got::too_long);
    CHECK(row.cells.size() <= longest_row + 2);
  }
}

TEST_CASE("what is written with every cell quoted is read back the same") {
  CHECK(rc::check("any cells", [] {
    const auto text_of_cell =
        rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab,\"\n\r ;'="}));
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<Cells>(
        rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(text_of_cell))));
    std::string text;
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        text += i > 0 ? ",\"" : "\"";
        for (const char c : row[i]) text += c == '"' ? std::string{"\"\""} : std::string(1, c);
        text += '"';
      }
      text += "\r\n";
    }
    RC_ASSERT(cells_of(text) == rows);
  }));
}

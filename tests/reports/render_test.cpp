#include "reports/answer.hpp"
#include "reports/cells.hpp"
#include "reports/text_width.hpp"
#include "tests/reports/small_book.hpp"

#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace reports;
using ledger::Money;
using small_book::day;
using small_book::pounds;

namespace {

Table small_table() {
  Table table;
  table.title = "Sums";
  table.columns = {{"Date", "date"}, {"Who", "who"}, {"£", "amount"}, {"Hash", "hash", false}};
  table.rows = {
      {day("2025-04-30"), std::string{"Café Zoë"}, pounds("1234567.80"), std::string{"abc"}},
      {day("2025-05-01"), std::string{"Ann"}, pounds("-0.05"), Cell{}}};
  table.totals = {Cell{}, std::string{"Total"}, pounds("1234567.75"), Cell{}};
  table.notes = {"A note."};
  return table;
}

Answer answer_of(Table table) {
  Answer answer;
  answer.tables = {std::move(table)};
  return answer;
}

/// A reader of RFC 4180 that knows nothing of the writer.
std::vector<std::vector<std::string>> read_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool inside = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (inside && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      inside = !inside;
    } else if (!inside && c == ',') {
      row.push_back(std::exchange(cell, {}));
    } else if (!inside && c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
      row.push_back(std::exchange(cell, {}));
      rows.push_back(std::exchange(row, {}));
      ++i;
    } else {
      cell += c;
    }
  }
  return rows;
}

Table text_table(const std::vector<std::string>& cells) {
  Table table;
  table.columns = {{"Text", "text"}, {"Again", "again"}};
  for (const std::string& cell : cells) table.rows.push_back({cell, cell});
  return table;
}

}  // namespace

TEST_CASE("a table is aligned, with money to the right and its totals ruled off", "[reports]") {
  CHECK(as_text(answer_of(small_table())) ==
        "Sums\n"
        "Date        Who                  £\n"
        "----------  --------  ------------\n"
        "2025-04-30  Café Zoë  1,234,567.80\n"
        "2025-05-01  Ann              -0.05\n"
        "                      ------------\n"
        "            Total     1,234,567.75\n"
        "A note.\n");
}

TEST_CASE("a long cell is wrapped to the width that is asked for", "[reports]") {
  Table table;
  table.columns = {{"Why", "why"}, {"Amount", "amount"}};
  table.rows = {{std::string{"the payee and the date leave one open item"}, pounds("1.00")}};
  CHECK(as_text(answer_of(table), {.width = 24}) ==
        "Why               Amount\n"
        "----------------  ------\n"
        "the payee and       1.00\n"
        "the date leave\n"
        "one open item\n");
}

TEST_CASE("there is colour only when it is asked for", "[reports]") {
  Table table = small_table();
  table.alarms = {1};
  CHECK(as_text(answer_of(table)).find('\x1b') == std::string::npos);
  const std::string coloured = as_text(answer_of(table), {.colour = true});
  CHECK(coloured.find("\x1b[1mSums\x1b[0m\n") != std::string::npos);
  CHECK(coloured.find("\x1b[31m2025-05-01  Ann") != std::string::npos);
  CHECK(coloured.find("\x1b[31m2025-04-30") == std::string::npos);
}

TEST_CASE("text from a bank cannot steer the terminal", "[reports]") {
  const std::string page =
      as_text(answer_of(text_table({"EVIL\x1b[2J\x07", "\xE2\x80\xAEkcab", "bad\xFF"})));
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find('\x07') == std::string::npos);
  CHECK(page.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(page.find("bad\xEF\xBF\xBD") != std::string::npos);
}

TEST_CASE("a draft says so before anything else", "[reports]") {
  Answer answer = answer_of(small_table());
  answer.heading = {"Statement of account"};
  answer.draft = true;
  CHECK(as_text(answer).starts_with("DRAFT: this period is not approved.\nStatement of account\n"));
  const std::string html = as_html(answer, "Statement");
  CHECK(html.find("<p class=\"draft\">DRAFT") != std::string::npos);
  CHECK(html.find("<title>DRAFT: Statement</title>") != std::string::npos);
}

TEST_CASE("display width counts columns, not bytes", "[reports]") {
  CHECK(display_width("£1.00") == 5);
  CHECK(display_width("Zoë") == 3);
  CHECK(display_width("Zoe\u0308") == 3);
  CHECK(display_width("\u4E2D\u6587") == 4);
  CHECK(display_width("") == 0);
}

TEST_CASE("amounts are grouped by thousands at every size", "[reports]") {
  CHECK(grouped(pounds("0.00")) == "0.00");
  CHECK(grouped(pounds("-0.05")) == "-0.05");
  CHECK(grouped(pounds("999.99")) == "999.99");
  CHECK(grouped(pounds("-1000.00")) == "-1,000.00");
  CHECK(grouped(Money::of_pence(std::numeric_limits<std::int64_t>::min())) ==
        "-92,233,720,368,547,758.08");
}

TEST_CASE("CSV has a header of keys, plain decimals, and every column", "[reports]") {
  CHECK(as_csv(answer_of(small_table())) ==
        "date,who,amount,hash\r\n"
        "2025-04-30,Café Zoë,1234567.80,abc\r\n"
        "2025-05-01,Ann,-0.05,\r\n");
}

TEST_CASE("a cell that a spreadsheet would run is led by an apostrophe", "[reports]") {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\uFF1D"}) {
    const auto rows = read_csv(as_csv(answer_of(text_table({start + "HYPERLINK(1)"}))));
    CHECK(rows[1][0] == "'" + start + "HYPERLINK(1)");
  }
  const auto rows = read_csv(as_csv(answer_of(text_table({"A-B=C"}))));
  CHECK(rows[1][0] == "A-B=C");
}

TEST_CASE("HTML is one safe page that loads nothing", "[reports]") {
  Table table = small_table();
  table.rows[0][1] = std::string{"<script>alert('x')</script> & \"Co\""};
  const std::string html = as_html(answer_of(table), "A < B");
  CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;") !=
        std::string::npos);
  CHECK(html.find("<title>A &lt; B</title>") != std::string::npos);
  CHECK(html.find("<th scope=\"col\" class=\"figure\">£</th>") != std::string::npos);
  CHECK(html.find("<td class=\"figure\">1,234,567.80</td>") != std::string::npos);
  CHECK(html.find("@page { size: A4;") != std::string::npos);
  for (const std::string outside : {"http:", "https:", "src=", "href=", "@import", "url("}) {
    CHECK(html.find(outside) == std::string::npos);
  }
}

TEST_CASE("a ragged table is a defect", "[reports]") {
  Table table = small_table();
  table.rows[0].pop_back();
  CHECK_THROWS_AS(as_text(answer_of(table)), ledger::Defect);
  CHECK_THROWS_AS(as_csv(answer_of(table)), ledger::Defect);
}

TEST_CASE("CSV reads back as the cells it was made from", "[reports][property]") {
  REQUIRE(rc::check("read(as_csv(cells)) == cells, but for the guard",
                    [](const std::vector<std::string>& cells) {
                      const auto rows = read_csv(as_csv(answer_of(text_table(cells))));
                      RC_ASSERT(rows.size() == cells.size() + 1);
                      for (std::size_t i = 0; i < cells.size(); ++i) {
                        std::string read = rows[i + 1][1];
                        if (read.starts_with('\'') && !cells[i].starts_with('\'')) read.erase(0, 1);
                        RC_ASSERT(read == valid_utf8(cells[i]));
                      }
                    }));
}

TEST_CASE("wrapping loses nothing but blanks and never runs over", "[reports][property]") {
  REQUIRE(rc::check("wrapped", [] {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab c:/-d  e"}));
    const int width = *rc::gen::inRange(1, 12);
    std::string joined;
    for (const std::string& line : wrapped(text, width)) {
      RC_ASSERT(display_width(line) <= width);
      joined += line;
    }
    const auto without_blanks = [](std::string from) {
      std::erase(from, ' ');
      return from;
    };
    RC_ASSERT(without_blanks(joined) == without_blanks(text));
  }));
}

TEST_CASE("any bytes become valid UTF-8, and valid UTF-8 stays as it is", "[reports][property]") {
  REQUIRE(rc::check("valid_utf8 is idempotent", [](const std::string& bytes) {
    const std::string once = valid_utf8(bytes);
    RC_ASSERT(valid_utf8(once) == once);
  }));
  CHECK(valid_utf8("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") ==
        "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(valid_utf8("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(valid_utf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(valid_utf8("a\xE2\x82") == "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

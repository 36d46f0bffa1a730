// A report is a model first and a rendering second: every reading command makes one Answer, which
// is then shown as aligned text, as CSV or as one JSON document.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace reports {

/// A line break in a string is kept for people.
using Cell = std::variant<std::monostate, std::string, ledger::Money, ledger::Date, std::int64_t>;

struct Column {
  std::string heading;     ///< for people: "Paid out"
  std::string key;         ///< in CSV's header: "paid_out"
  bool for_people = true;  ///< false: only in CSV (long ids, hashes)
};

/// One bar of a chart: what was used up of a whole, before a period and in it.
struct Bar {
  std::string name;
  ledger::Money before, now;  ///< together what was used up
  ledger::Money whole;        ///< nothing: no whole is agreed
};

/// A picture of a table's figures for those who see it, and the same in words for everybody. Where
/// nothing can be drawn, the words stand alone.
struct Chart {
  std::string title;
  std::string before, now, whole;  ///< what the parts of a bar are: "spent in this period"
  std::vector<Bar> bars;
  std::vector<std::string> words;  ///< sentences
};

struct Table {
  std::string title;  ///< may be empty
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<Cell> totals;        ///< empty, or one cell a column
  std::vector<std::string> notes;  ///< sentences under the table
  std::vector<std::size_t> alarms =
      {};                           ///< rows that need attention first: red where there is colour
  bool for_people = true;           ///< false: only for CSV
  std::optional<Chart> chart = {};  ///< under the table
};

/// Why a page is a draft: the statement of a period, and the certificate of a budget.
inline constexpr std::string_view draft_not_approved = "DRAFT: this period is not approved.";
inline constexpr std::string_view draft_not_done = "DRAFT: something is left to be done.";

struct Answer {
  std::vector<std::string> heading;  ///< lines above the tables, for people
  std::vector<Table> tables;
  std::vector<std::string> closing;  ///< what to do next, for people
  std::size_t csv_table = 0;         ///< the one that --csv gives
  std::string json;                  ///< the whole document, with its schema; no newline at its end
  bool draft = false;                ///< says DRAFT at its head, and on every page
  std::string_view draft_words = draft_not_approved;
  bool with_data = false;  ///< a workbook of it carries the JSON, out of sight
};

struct Look {
  bool colour = false;
  bool whole_sentences = false;  ///< for another program: a sentence is one line
  int width = 100;               ///< columns of the terminal; long text cells are wrapped to fit
};
std::string as_text(const Answer& answer, const Look& look = {});
/// RFC 4180, CRLF, a header of keys; a cell that a spreadsheet would run (= + - @ tab) is led by an
/// apostrophe, but for amounts of money.
std::string as_csv(const Answer& answer);
/// The bytes of an Excel workbook: every table whole, its amounts and days as such. The same answer
/// gives the same bytes.
std::string as_xlsx(const Answer& answer);
/// A page that stands alone: no outside style, script or font.
std::string as_html(const Answer& answer, const std::string& title);

}  // namespace reports

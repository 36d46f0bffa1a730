// One sheet of a workbook as SpreadsheetML (ECMA-376), and the styles its cells wear.
//
// Amounts    written as the decimal digits of their pence; no floating point on our side. A
//            spreadsheet reads them as a double, which shows every amount below 15 digits exactly;
//            a longer one is written as text, so that nobody sees a digit that is not ours.
// Text       is text: what looks like a formula is never run, and what XML or Excel would take for
//            something else is written so that it reads as it is.
#pragma once

#include "reports/answer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// A table on its way to a sheet: one heading row, then rows, then sentences.
struct Sheet {
  enum class Weight { plain, alarm, total };
  struct Row {
    const std::vector<Cell>* cells;
    std::string_view leading;  ///< the first cell, where the sheet has a leading column
    Weight weight = Weight::plain;
  };
  std::string name;                   ///< within Excel's rules, its own in the workbook
  std::string leading_heading;        ///< of the leading column; empty: there is none
  std::vector<std::string> headings;  ///< none: sentences only
  std::vector<Row> rows;
  std::vector<std::string> sentences;  ///< under the table
  /// Said above the heading and on every printed page; empty: it is no draft.
  std::string_view draft = {};
};

/// xl/worksheets/sheetN.xml
std::string sheet_xml(const Sheet& sheet);
/// xl/styles.xml
std::string styles_xml();
/// For an attribute or an element.
std::string xml_text(std::string_view text);

}  // namespace reports

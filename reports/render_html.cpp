// A page that stands alone: it loads nothing, and prints on A4.
#include "reports/answer.hpp"
#include "reports/cells.hpp"
#include "reports/html_chart.hpp"
#include "reports/large_page.hpp"

#include <algorithm>

namespace reports {
namespace {

constexpr std::string_view style = R"css(
@page { size: A4; margin: 16mm 14mm; }
body { font: 10.5pt/1.4 "DejaVu Sans", Arial, sans-serif; color: #1a1a1a; max-width: 62em;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0 0 .4em; }
h2 { font-size: 1.1em; margin: 1.6em 0 .4em; break-after: avoid; }
p { margin: .3em 0; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .22em .6em .22em 0;
  overflow-wrap: anywhere; }
thead th { border-bottom: 1.5px solid #1a1a1a; }
tbody td { border-bottom: 1px solid #ddd; }
tfoot td { border-top: 1.5px solid #1a1a1a; border-bottom: 3px double #1a1a1a; font-weight: bold; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.day { white-space: nowrap; }
.alarm td { color: #a40000; }
.note { font-size: .92em; }
figure { margin: 1em 0; break-inside: avoid; }
svg { width: 100%; max-width: 46em; font-size: 12px; }
.pen { border-bottom: 1px solid #1a1a1a !important; height: 2.4em; }
.draft { border: 2px solid #a40000; color: #a40000; font-weight: bold; padding: .4em .8em; }
.watermark { position: fixed; top: 40%; left: 0; right: 0; text-align: center; font-size: 110pt;
  font-weight: bold; color: rgba(164, 0, 0, .09); transform: rotate(-30deg); z-index: -1; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
)css";

/// For readers who would rather not read small print.
constexpr std::string_view large = R"css(
body { font-size: 15pt; line-height: 1.5; max-width: 44em; }
table, .note { font-size: 1em; }
h1 { font-size: 1.4em; }
h2 { font-size: 1.2em; }
td { padding: .3em .6em .3em 0; }
)css";

std::string paragraphs(const std::vector<std::string>& sentences, std::string_view kind) {
  std::string page;
  for (const std::string& sentence : sentences) {
    if (sentence.empty()) continue;  // a blank line between paragraphs, for people who read text
    page += "<p" + std::string{kind} + ">" + html_text(sentence) + "</p>\n";
  }
  return page;
}

std::string_view cell_class(const Cell& cell, bool figures) {
  if (is_for_a_pen(cell)) return " class=\"pen\"";
  if (figures) return " class=\"figure\"";
  return std::holds_alternative<ledger::Date>(cell) ? " class=\"day\"" : "";
}

std::string table_row(const std::vector<Cell>& cells, const std::vector<bool>& figures,
                      std::string_view kind) {
  std::string page = "<tr" + std::string{kind} + ">";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    page += "<td" + std::string{cell_class(cells[i], figures[i])} + ">" +
            (is_for_a_pen(cells[i]) ? "" : html_text(for_people(cells[i]))) + "</td>";
  }
  return page + "</tr>\n";
}

std::string table_head(const Table& table, const std::vector<bool>& figures) {
  std::string page = "<thead><tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    page += "<th scope=\"col\"" + std::string{figures[i] ? " class=\"figure\"" : ""} + ">" +
            html_text(table.columns[i].heading) + "</th>";
  }
  return page + "</tr></thead>\n";
}

std::string table_rows(const Table& table) {
  const std::vector<bool> figures = figure_columns(table);
  std::string page = "<table>\n" + table_head(table, figures) + "<tbody>\n";
  for (std::size_t n = 0; n < table.rows.size(); ++n) {
    const bool alarm = std::find(table.alarms.begin(), table.alarms.end(), n) != table.alarms.end();
    page += table_row(table.rows[n], figures, alarm ? " class=\"alarm\"" : "");
  }
  page += "</tbody>\n";
  if (!table.totals.empty()) {
    page += "<tfoot>" + table_row(table.totals, figures, "") + "</tfoot>\n";
  }
  return page + "</table>\n";
}

std::string section(const Table& table, std::size_t number) {
  ensure_rectangular(table);
  std::string page;
  if (!table.title.empty()) page += "<h2>" + html_text(table.title) + "</h2>\n";
  if (!table.rows.empty()) page += table_rows(shown_to_people(table));
  page += paragraphs(table.notes, " class=\"note\"");
  return table.chart ? page + html_chart(*table.chart, number) : page;
}

std::string head(const std::string& title, std::string_view type) {
  return "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
         "style-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         html_text(title) + "</title>\n<style>" + std::string{style} + std::string{type} +
         "</style>\n</head>\n";
}

std::string page_of(const Answer& answer, const std::string& title, std::string_view type) {
  std::string page = head(answer.draft ? "DRAFT: " + title : title, type) + "<body>\n";
  if (answer.draft) {
    page +=
        "<div class=\"watermark\" aria-hidden=\"true\">DRAFT</div>\n"
        "<p class=\"draft\">" +
        std::string{answer.draft_words} + "</p>\n";
  }
  std::vector<std::string> heading = answer.heading;
  if (!heading.empty() && heading.front() == title) heading.erase(heading.begin());
  page += "<h1>" + html_text(title) + "</h1>\n" + paragraphs(heading, "");
  std::size_t number = 0;
  for (const Table& table : answer.tables) {
    ++number;
    if (table.for_people) page += section(table, number);
  }
  return page + paragraphs(answer.closing, "") + "</body>\n</html>\n";
}

}  // namespace

std::string as_html(const Answer& answer, const std::string& title) {
  return page_of(answer, title, "");
}

std::string as_large_html(const Answer& answer, const std::string& title) {
  return page_of(answer, title, large);
}

}  // namespace reports

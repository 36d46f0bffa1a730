// Aligned text for a terminal.
#include "reports/answer.hpp"
#include "reports/cells.hpp"
#include "reports/text_width.hpp"

#include <algorithm>
#include <numeric>

namespace reports {
namespace {

constexpr int gap = 2;
constexpr int narrowest = 12;  // a text column is not squeezed below this
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view plain = "\x1b[0m";

int widest_line(std::string_view text) {
  int widest = 0;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = text.find('\n', start);
    widest = std::max(widest, display_width(text.substr(start, end - start)));
    if (end == std::string_view::npos) return widest;
    start = end + 1;
  }
}

/// A table on its way to the page: cells as showable text, columns with their widths.
struct Laid {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;  ///< the totals last, where there are any
  std::vector<bool> right;
  std::vector<int> widths;
};

std::vector<std::string> shown_cells(const std::vector<Cell>& cells) {
  std::vector<std::string> shown;
  for (const Cell& cell : cells) shown.push_back(showable(for_people(cell)));
  return shown;
}

/// Columns whose cells may be cut: those that hold any text.
std::vector<bool> cuttable(const Table& table) {
  std::vector<bool> can(table.columns.size(), false);
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (std::holds_alternative<std::string>(row[i])) can[i] = true;
    }
  }
  return can;
}

/// Takes a column at a time from the widest text column until the table fits.
void squeeze(std::vector<int>& widths, const std::vector<bool>& can, int room) {
  const int gaps = gap * (static_cast<int>(widths.size()) - 1);
  int over = std::accumulate(widths.begin(), widths.end(), gaps) - room;
  while (over > 0) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (!can[i] || widths[i] <= narrowest) continue;
      if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == widths.size()) return;
    --widths[widest];
    --over;
  }
}

Laid lay_out(const Table& table, int room) {
  Laid laid;
  laid.right = figure_columns(table);
  for (const Column& column : table.columns) laid.headings.push_back(showable(column.heading));
  for (const auto& row : table.rows) laid.rows.push_back(shown_cells(row));
  if (!table.totals.empty()) laid.rows.push_back(shown_cells(table.totals));
  for (const std::string& heading : laid.headings) laid.widths.push_back(widest_line(heading));
  for (const auto& row : laid.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      laid.widths[i] = std::max(laid.widths[i], widest_line(row[i]));
    }
  }
  squeeze(laid.widths, cuttable(table), room);
  return laid;
}

std::string padded(const std::string& text, int width, bool right) {
  const int missing = std::max(0, width - display_width(text));
  const std::string blanks(static_cast<std::size_t>(missing), ' ');
  return right ? blanks + text : text + blanks;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

/// One row of cells as as many lines as its tallest cell needs.
std::vector<std::string> row_lines(const Laid& laid, const std::vector<std::string>& cells) {
  std::vector<std::vector<std::string>> parts;
  std::size_t tallest = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    parts.push_back(wrapped(cells[i], laid.widths[i]));
    tallest = std::max(tallest, parts.back().size());
  }
  std::vector<std::string> lines;
  for (std::size_t n = 0; n < tallest; ++n) {
    std::string line;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) line.append(gap, ' ');
      line += padded(n < parts[i].size() ? parts[i][n] : "", laid.widths[i], laid.right[i]);
    }
    lines.push_back(without_trailing_blanks(std::move(line)));
  }
  return lines;
}

std::string coloured(std::string_view text, std::string_view colour, const Look& look) {
  if (!look.colour || text.empty()) return std::string{text};
  return std::string{colour} + std::string{text} + std::string{plain};
}

void add_lines(std::string& page, const std::vector<std::string>& lines, std::string_view colour,
               const Look& look) {
  for (const std::string& line : lines) {
    page += colour.empty() ? line : coloured(line, colour, look);
    page += '\n';
  }
}

std::string rule_under(const Laid& laid, bool figures_only) {
  std::string line;
  for (std::size_t i = 0; i < laid.widths.size(); ++i) {
    if (i > 0) line.append(gap, ' ');
    const bool ruled = !figures_only || laid.right[i];
    line.append(static_cast<std::size_t>(laid.widths[i]), ruled ? '-' : ' ');
  }
  return without_trailing_blanks(std::move(line));
}

std::vector<std::string> lines_of(const std::string& sentence, const Look& look) {
  if (look.whole_sentences) return {showable(sentence)};
  return wrapped(showable(sentence), look.width);
}

void add_sentences(std::string& page, const std::vector<std::string>& sentences, const Look& look) {
  for (const std::string& sentence : sentences) {
    add_lines(page, lines_of(sentence, look), "", look);
  }
}

void add_rows(std::string& page, const Table& table, const Look& look) {
  const Laid laid = lay_out(table, look.width);
  add_lines(page, row_lines(laid, laid.headings), bold, look);
  page += rule_under(laid, false) + '\n';
  for (std::size_t n = 0; n < laid.rows.size(); ++n) {
    const bool total = n >= table.rows.size();
    if (total) page += rule_under(laid, true) + '\n';
    const bool alarm = std::find(table.alarms.begin(), table.alarms.end(), n) != table.alarms.end();
    add_lines(page, row_lines(laid, laid.rows[n]), total ? bold : alarm ? red : "", look);
  }
}

void add_table(std::string& page, const Table& table, const Look& look) {
  ensure_rectangular(table);
  if (!page.empty()) page += '\n';
  add_lines(page, table.title.empty() ? std::vector<std::string>{} : lines_of(table.title, look),
            bold, look);
  if (!table.rows.empty()) add_rows(page, shown_to_people(table), look);
  add_sentences(page, table.notes, look);
  if (table.chart) add_sentences(page, table.chart->words, look);
}

}  // namespace

std::string as_text(const Answer& answer, const Look& look) {
  std::string page;
  if (answer.draft) {
    page += coloured(std::string{answer.draft_words}, red, look) + '\n';
  }
  add_sentences(page, answer.heading, look);
  for (const Table& table : answer.tables) {
    if (table.for_people) add_table(page, table, look);
  }
  if (!page.empty() && !answer.closing.empty()) page += '\n';
  add_sentences(page, answer.closing, look);
  return page;
}

}  // namespace reports

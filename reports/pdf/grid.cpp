#include "reports/pdf/grid.hpp"

#include "reports/cells.hpp"

#include <algorithm>
#include <numeric>

namespace reports::pdf {
namespace {

constexpr double finer = 0.6;          // the next size of letters that is tried
constexpr std::size_t many_texts = 3;  // columns of text beside figures: a size smaller from here
constexpr double widest_word = 150;    // a longer one is cut rather than given a column of its own

/// What a column asks for.
struct Wish {
  double least = 0;    ///< figures and days whole, of text its longest word
  double natural = 0;  ///< nothing is cut
};

bool holds_text(const Cell& cell) {
  return std::holds_alternative<std::string>(cell);
}

/// Makes rows of words of one size, and keeps what is to be said of unknown letters.
class Setter {
 public:
  Setter(Letters& letters, std::set<char32_t>& unknown, double size)
      : letters_{letters}, unknown_{unknown}, size_{size} {}

  GridRow row(const std::vector<Cell>& cells, Weight weight) const {
    GridRow made;
    for (const Cell& cell : cells) {
      const bool open = is_for_a_pen(cell);
      made.to_write_in.push_back(open);
      made.cells.emplace_back(letters_, open ? std::string{} : for_people(cell),
                              Type{weight, size_}, unknown_);
    }
    return made;
  }

 private:
  Letters& letters_;
  std::set<char32_t>& unknown_;
  double size_;
};

Grid words_of(const Table& table, const Setter& setter) {
  Grid grid;
  const std::vector<bool> figures = figure_columns(table);
  std::vector<Cell> headings;
  for (const Column& column : table.columns) headings.emplace_back(column.heading);
  grid.head = setter.row(headings, Weight::bold);
  for (const auto& row : table.rows) grid.rows.push_back(setter.row(row, Weight::plain));
  for (const std::size_t alarm : table.alarms) grid.rows.at(alarm).alarm = true;
  if (!table.totals.empty()) grid.totals.push_back(setter.row(table.totals, Weight::bold));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    grid.columns.push_back({0, 0, figures[i]});
  }
  return grid;
}

std::vector<Wish> wishes_of(const Table& table, const Grid& grid) {
  std::vector<Wish> wishes(table.columns.size());
  const auto hear = [&wishes](std::size_t i, const Words& words, bool may_be_cut) {
    const double word = std::min(words.longest_word(), widest_word);
    wishes[i].least = std::max(wishes[i].least, may_be_cut ? word : words.widest());
    wishes[i].natural = std::max(wishes[i].natural, words.widest());
  };
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const Words& heading = grid.head.cells[i];
    wishes[i] = {heading.longest_word(), heading.longest_word()};
    for (std::size_t n = 0; n < table.rows.size(); ++n) {
      hear(i, grid.rows[n].cells[i], holds_text(table.rows[n][i]));
      if (grid.rows[n].to_write_in[i]) wishes[i].natural = std::max(wishes[i].natural, pen_width);
    }
    if (!table.totals.empty()) {
      hear(i, grid.totals[0].cells[i], holds_text(table.totals[i]));
    }
  }
  for (std::size_t i = 0; i < wishes.size(); ++i) {  // a heading of words may take a little more
    const double heading = std::min(grid.head.cells[i].widest(), wishes[i].least + 40);
    wishes[i].natural = std::max(wishes[i].natural, heading);
  }
  return wishes;
}

/// Gives each column what it asks for, as far as the room goes: what is narrow stays whole, the
/// rest shares what is left.
std::vector<double> shared(const std::vector<Wish>& wishes, double room) {
  std::vector<double> widths;
  double least = 0, natural = 0;
  for (const Wish& wish : wishes) {
    least += wish.least;
    natural += wish.natural;
  }
  if (natural <= room) {
    for (const Wish& wish : wishes) widths.push_back(wish.natural);
    return widths;
  }
  double low = 0, high = room;  // the widest that a column may be, so that all of them fit
  const auto width_at = [](const Wish& wish, double most) {
    return std::max(wish.least, std::min(wish.natural, most));
  };
  for (int step = 0; step < 40; ++step) {
    const double most = (low + high) / 2;
    double sum = 0;
    for (const Wish& wish : wishes) sum += width_at(wish, most);
    (sum > room ? high : low) = most;
  }
  const double squeeze = least > room ? room / least : 1;  // even the least is too much
  for (const Wish& wish : wishes) widths.push_back(width_at(wish, low) * squeeze);
  return widths;
}

constexpr double airy = 14;  // what a column of figures may have more than it needs

/// The columns of text that are as wide as the widest of them; the first where all are figures.
std::vector<std::size_t> widest_texts(const Grid& grid, const std::vector<double>& widths) {
  double widest = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (!grid.columns[i].right) widest = std::max(widest, widths[i]);
  }
  std::vector<std::size_t> texts;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (!grid.columns[i].right && widths[i] > widest - 0.5) texts.push_back(i);
  }
  if (texts.empty()) texts.push_back(0);
  return texts;
}

/// Every table is as wide as the page, so that the amounts of all of them end in one line: figures
/// stand a little apart, and the rest goes to the widest text.
void place(Grid& grid, std::vector<double> widths, double page_width) {
  const double gaps = column_gap * static_cast<double>(widths.size() - 1);
  double over = page_width - std::accumulate(widths.begin(), widths.end(), gaps);
  const auto texts = widest_texts(grid, widths);
  if (over > 0) {
    const double more = std::min(airy, over / 2 / static_cast<double>(widths.size()));
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (!grid.columns[i].right) continue;
      widths[i] += more;
      over -= more;
    }
    for (const std::size_t text : texts) widths[text] += over / static_cast<double>(texts.size());
  }
  double left = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    grid.columns[i].left = left;
    grid.columns[i].width = widths[i];
    left += widths[i] + column_gap;
  }
  grid.width = left - column_gap;
}

void fit(GridRow& row, const Grid& grid, Letters& letters) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    row.cells[i].fit(letters, grid.columns[i].width);
    row.lines = std::max(row.lines, row.cells[i].lines());
  }
}

/// Where much text stands beside each other smaller letters make fewer lines.
double first_size(const Table& table, double largest) {
  std::size_t texts = 0;
  for (const bool figures : figure_columns(table)) texts += figures ? 0 : 1;
  const bool much = texts >= many_texts && table.columns.size() > many_texts && !table.rows.empty();
  return much ? largest - finer : largest;
}

double least_of(const std::vector<Wish>& wishes) {
  double sum = column_gap * static_cast<double>(wishes.size() - 1);
  for (const Wish& wish : wishes) sum += wish.least;
  return sum;
}

}  // namespace

double Grid::row_height(const GridRow& row) const {
  const bool pen =
      std::find(row.to_write_in.begin(), row.to_write_in.end(), true) != row.to_write_in.end();
  const double letters = static_cast<double>(row.lines) * line_height() + 2 * row_padding;
  return pen ? std::max(letters, pen_height) : letters;
}

Grid set_grid(const Table& table, GridRoom room, Letters& letters, std::set<char32_t>& unknown) {
  Grid grid;
  std::vector<Wish> wishes;
  for (double size = first_size(table, room.letters);; size -= finer) {
    grid = words_of(table, Setter{letters, unknown, size});
    grid.size = size;
    wishes = wishes_of(table, grid);
    if (least_of(wishes) <= room.width || size - finer < smallest_in_tables) break;
  }
  const double gaps = column_gap * static_cast<double>(wishes.size() - 1);
  place(grid, shared(wishes, room.width - gaps), room.width);
  fit(grid.head, grid, letters);
  for (GridRow& row : grid.rows) fit(row, grid, letters);
  for (GridRow& row : grid.totals) fit(row, grid, letters);
  return grid;
}

}  // namespace reports::pdf

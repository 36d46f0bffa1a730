#include "reports/pdf/grid.hpp"

#include "reports/cells.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace reports::pdf {
namespace {

constexpr std::array sizes{8.0, 7.4, 6.8, 6.2, 5.6};  // of letters; the first that fits is taken
constexpr double widest_word = 150;  // a longer one is cut rather than given a column of its own

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

/// Short tables of names and amounts are all set to one width, so that their amounts stand in one
/// column of the page.
constexpr double common_width = 0.66;

void place(Grid& grid, std::vector<double> widths, double page_width) {
  const double gaps = column_gap * static_cast<double>(widths.size() - 1);
  const double sum = std::accumulate(widths.begin(), widths.end(), gaps);
  const double wanted = sum <= page_width * common_width ? page_width * common_width
                        : sum > page_width * 0.85        ? page_width
                                                         : sum;
  if (wanted > sum) {
    std::size_t takes = 0;  // the widest column of text, else the first
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (grid.columns[i].right) continue;
      if (grid.columns[takes].right || widths[i] > widths[takes]) takes = i;
    }
    widths[takes] += wanted - sum;
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

Grid set_grid(const Table& table, double page_width, Letters& letters,
              std::set<char32_t>& unknown) {
  Grid grid;
  std::vector<Wish> wishes;
  for (const double size : sizes) {
    grid = words_of(table, Setter{letters, unknown, size});
    grid.size = size;
    wishes = wishes_of(table, grid);
    if (least_of(wishes) <= page_width) break;
  }
  const double gaps = column_gap * static_cast<double>(wishes.size() - 1);
  place(grid, shared(wishes, page_width - gaps), page_width);
  fit(grid.head, grid, letters);
  for (GridRow& row : grid.rows) fit(row, grid, letters);
  for (GridRow& row : grid.totals) fit(row, grid, letters);
  return grid;
}

}  // namespace reports::pdf

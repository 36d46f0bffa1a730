#include "import/pdf/table.hpp"

#include "import/pdf/cells.hpp"
#include "import/pdf/heading.hpp"

#include <algorithm>
#include <span>

namespace imports::pdf {
namespace {

/// A gap of more than this many heights of the row ends what a line says.
constexpr int far_apart = 2;

void add_text(std::string& text, const std::string& more) {
  if (more.empty()) return;
  if (!text.empty()) text += ' ';
  text += more;
}

class TableReader {
 public:
  TableReader(const std::vector<Row>& rows, Headless headless) : rows_{rows}, headless_{headless} {
    tables_.is_inside.assign(rows.size(), false);
  }

  Tables read() {
    for (at_ = 0; at_ < rows_.size();) {
      if (at_ == 0 || rows_[at_].place.page != rows_[at_ - 1].place.page) begin_page();
      if (take_heading()) continue;
      if (inside_) take_row(rows_[at_]);
      ++at_;
    }
    finish_line();
    return std::move(tables_);
  }

 private:
  void begin_page() {
    inside_ = inside_ && headless_ == Headless::continued;
    reading_ = inside_;
    last_bottom_ = rows_[at_].bottom;
  }

  /// The rows of this page from here.
  std::span<const Row> rest_of_page() const {
    auto end = at_;
    while (end < rows_.size() && rows_[end].place.page == rows_[at_].place.page) ++end;
    return std::span{rows_}.subspan(at_, end - at_);
  }

  bool take_heading() {
    auto heading =
        heading_at(std::span{rows_}.subspan(at_, std::min<std::size_t>(4, rows_.size() - at_)));
    if (!heading) return false;
    const auto taken = heading->rows;
    tables_.any = true;
    tables_.has_amount = heading->find(Column::amount) != nullptr;
    for (std::size_t i = 0; i < taken; ++i) tables_.is_inside[at_ + i] = true;
    last_bottom_ = rows_[at_ + taken - 1].bottom;
    at_ += taken;
    columns_ = at_ < rows_.size() ? columns_of(std::move(*heading), rest_of_page())
                                  : columns_of(std::move(*heading), {});
    inside_ = reading_ = under_heading_ = true;
    before_.clear();
    return true;
  }

  void take_row(const Row& row) {
    if (is_page_furniture(row)) return;
    const auto cells = cells_of(row, columns_);
    if (take_balance(row, cells)) return;
    if (is_total(row, cells.text_from)) return leave_out(row);
    if (cells.strange_day || cells.two_in_a_cell) {
      if (cells.has_money()) leave_out(row);
      reading_ = reading_ && cells.has_money();
      return;
    }
    if (!cells.has_money() && !cells.day && cells.type.empty()) return take_text(row, cells);
    take_cells(row, cells);
  }

  void mark(const Row& row) {
    tables_.is_inside[at_] = true;
    last_bottom_ = row.bottom;
    reading_ = true;
    under_heading_ = false;
  }

  void leave_out(const Row& row) {
    tables_.left_out.push_back({row.place, row.text()});
    mark(row);
  }

  /// A row that gives a balance its name, and nothing else.
  bool take_balance(const Row& row, const Cells& cells) {
    auto label = leading_balance_label(row, cells.text_from);
    if (!label) {
      const bool bare = cells.day && cells.balance && !cells.moves_money() && !cells.has_text();
      if (!bare) return false;
      label = BalanceLabel{BalanceName::dated, 0, cells.day, false};
    }
    auto figures = figures_of(row);
    std::erase_if(figures, [&](const Figure& each) { return each.first < cells.first; });
    if (figures.size() != 1) return false;
    finish_line();
    if (!label->day) label->day = cells.day;
    tables_.balances.push_back(
        {row.place, row.text(), *label, figures.front(), tables_.lines.size()});
    if (cells.day) day_ = cells.day;
    mark(row);
    reading_ = label->name != BalanceName::closing;
    return true;
  }

  void take_text(const Row& row, const Cells& cells) {
    if (!cells.has_text()) return;
    reading_ = reading_ && row.top - last_bottom_ <= far_apart * row.height();
    if (!reading_) return;
    // The first text of a page goes on with the line of the page before.
    const bool of_next = !line_ || (line_->has_money() && !under_heading_ && stands_by_next(row));
    mark(row);
    if (of_next) {
      add_text(before_, cells.narrative);
      add_text(before_, cells.reference);
    } else {
      add_text(line_->narrative, cells.narrative);
      add_text(line_->reference, cells.reference);
    }
  }

  /// The next row has an amount and is nearer than the one before.
  bool stands_by_next(const Row& row) const {
    if (at_ + 1 >= rows_.size() || rows_[at_ + 1].place.page != row.place.page) return false;
    const auto& next = rows_[at_ + 1];
    const auto gap_before = row.top - last_bottom_;
    const auto gap_behind = next.top - row.bottom;
    if (gap_behind + point >= gap_before) return false;
    return cells_of(next, columns_).moves_money();
  }

  void take_cells(const Row& row, const Cells& cells) {
    const bool goes_on = line_ && !cells.day && cells.type.empty() &&
                         !(line_->has_money() && cells.moves_money()) &&
                         !(line_->balance && cells.balance);
    if (!goes_on) begin_line(row, cells);
    mark(row);
    add_text(line_->type, cells.type);
    add_text(line_->narrative, cells.narrative);
    add_text(line_->reference, cells.reference);
    take_first(line_->out, cells.out);
    take_first(line_->in, cells.in);
    take_first(line_->amount, cells.amount);
    take_first(line_->balance, cells.balance);
    if (cells.balance) line_->balance_place = row.place;
  }

  static void take_first(std::optional<Figure>& cell, const std::optional<Figure>& figure) {
    if (!cell) cell = figure;
  }

  void begin_line(const Row& row, const Cells& cells) {
    finish_line();
    if (cells.day) day_ = cells.day;
    line_ = TableLine{};
    line_->place = row.place;
    line_->printed = row.text();
    line_->day = day_;
    line_->narrative = std::move(before_);
    before_.clear();
  }

  /// What has no amount is a remark, unless it shows a balance.
  void finish_line() {
    if (line_ && (line_->has_money() || line_->balance)) {
      tables_.lines.push_back(std::move(*line_));
    } else if (line_) {
      tables_.left_out.push_back({line_->place, line_->printed});
    }
    line_.reset();
  }

  const std::vector<Row>& rows_;
  Headless headless_;
  Tables tables_;
  std::size_t at_ = 0;
  bool inside_ = false;   ///< below a heading
  bool reading_ = false;  ///< and not past the end of the table, as far as texts go
  bool under_heading_ = false;
  int last_bottom_ = 0;  ///< of the last row that was taken
  Columns columns_;
  std::optional<PrintedDay> day_;  ///< of the row before, for rows without
  std::optional<TableLine> line_;  ///< to which more rows may belong
  std::string before_;             ///< a text that belongs to the line after it
};

}  // namespace

Tables read_tables(const std::vector<Row>& rows, Headless headless) {
  return TableReader{rows, headless}.read();
}

}  // namespace imports::pdf

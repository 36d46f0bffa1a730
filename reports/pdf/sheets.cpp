#include "reports/pdf/sheets.hpp"

#include "reports/cells.hpp"

#include <algorithm>
#include <utility>

namespace reports::pdf {
namespace {

using Kind = Piece::Kind;

constexpr Type title_type{Weight::bold, 18};
constexpr Type heading_type{Weight::bold, 11};
constexpr Type text_type{Weight::plain, 9.2};
constexpr Type note_type{Weight::plain, 8.4};
constexpr double fact_name_width = 96;  // of "Commissioner"
constexpr std::size_t longest_name = 24;
constexpr double kept_whole = (text_bottom - text_top) * 0.3;  // a table this high is not parted

/// Cuts an answer into pieces, in the order in which they are read.
class Cutter {
 public:
  Cutter(Letters& letters, Laid& laid) : letters_{letters}, laid_{laid} {}

  void sentence(Kind kind, const std::string& text, Type type, double before) {
    if (text.empty()) return;
    Piece piece{kind, before};
    piece.words = Words{letters_, text, type, laid_.unknown};
    piece.words.fit(letters_, text_width);
    piece.height = piece.words.height();
    piece.with_next = kind == Kind::heading || kind == Kind::title;
    add(std::move(piece));
  }

  /// A line of the heading: "Period: 1 April 2025 to 30 June 2025" is a name and what it names.
  void heading_line(const std::string& text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos || colon > longest_name) {
      sentence(Kind::paragraph, text, text_type, 3);
      return;
    }
    const bool first = laid_.pieces.empty() || laid_.pieces.back().kind != Kind::fact;
    Piece piece{Kind::fact, first ? 11.0 : 2.5};
    piece.words = Words{letters_, text.substr(0, colon + 1), text_type, laid_.unknown};
    piece.words.fit(letters_, fact_name_width);
    piece.value = Words{letters_, text.substr(colon + 2), text_type, laid_.unknown};
    piece.value.fit(letters_, text_width - fact_name_width);
    piece.height = std::max(piece.words.height(), piece.value.height());
    add(std::move(piece));
  }

  void table(const Table& whole) {
    ensure_rectangular(whole);
    const std::size_t first = laid_.pieces.size();
    sentence(Kind::heading, whole.title, heading_type, 17);
    if (!whole.rows.empty()) rows(shown_to_people(whole));
    const std::size_t after_rows = laid_.pieces.size();
    for (const std::string& note : whole.notes) sentence(Kind::note, note, note_type, 4);
    if (whole.chart) chart(*whole.chart);
    if (after_rows > first && after_rows < laid_.pieces.size()) {
      laid_.pieces[after_rows - 1].with_next = true;  // a note is read with what it is about
    }
    keep_whole(first, after_rows);
  }

 private:
  void add(Piece piece) { laid_.pieces.push_back(std::move(piece)); }

  void rows(Table table) {
    laid_.grids.push_back(set_grid(table, text_width, letters_, laid_.unknown));
    const Grid& grid = laid_.grids.back();
    Piece head{Kind::head, 5, grid.row_height(grid.head), true};
    head.grid = &grid;
    head.row = &grid.head;
    add(std::move(head));
    const std::size_t first = laid_.pieces.size();
    for (const GridRow& each : grid.rows) row(Kind::row, grid, each);
    for (const GridRow& each : grid.totals) row(Kind::total, grid, each);
    const std::size_t end = laid_.pieces.size();
    laid_.pieces[end - 1].ends_table = true;
    // The first two rows stand with the head, the last two together and with the totals.
    const std::size_t together = grid.totals.empty() ? 2 : 3;
    if (end - first < 2) return;
    laid_.pieces[first].with_next = true;
    for (std::size_t i = end - std::min(together, end - first); i + 1 < end; ++i) {
      laid_.pieces[i].with_next = true;
    }
  }

  /// A row, in parts when no sheet is high enough for it.
  void row(Kind kind, const Grid& grid, const GridRow& each) {
    const double heading = 48;  // of the table, so that it stands with the first part
    const double room =
        text_bottom - text_top - heading - grid.row_height(grid.head) - 2 * row_padding;
    const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(room / grid.line_height()));
    if (each.lines <= most) {
      Piece piece{kind, 0, grid.row_height(each)};
      piece.grid = &grid;
      piece.row = &each;
      piece.last_line = each.lines;
      add(std::move(piece));
      return;
    }
    for (std::size_t first = 0; first < each.lines; first += most) {
      const std::size_t last = std::min(each.lines, first + most);
      Piece piece{kind, 0,
                  static_cast<double>(last - first) * grid.line_height() + 2 * row_padding};
      piece.grid = &grid;
      piece.row = &each;
      piece.first_line = first;
      piece.last_line = last;
      add(std::move(piece));
    }
  }

  void chart(const Chart& chart) {
    if (!chart.bars.empty()) {
      Piece piece{Kind::chart, 8, chart_height(chart), true};
      piece.chart = &chart;
      add(std::move(piece));
    }
    for (const std::string& sentence_of : chart.words) {
      sentence(Kind::note, sentence_of, note_type, 3);
    }
  }

  /// A low table stands on one sheet, with its heading.
  void keep_whole(std::size_t first, std::size_t last) {
    double height = 0;
    for (std::size_t i = first; i < last; ++i) {
      height += laid_.pieces[i].before + laid_.pieces[i].height;
    }
    if (height > kept_whole) return;
    for (std::size_t i = first; i + 1 < last; ++i) laid_.pieces[i].with_next = true;
  }

  Letters& letters_;
  Laid& laid_;
};

/// The end of the pieces that stand together with the one at `first`.
std::size_t group_end(const std::deque<Piece>& pieces, std::size_t first) {
  while (first + 1 < pieces.size() && pieces[first].with_next) ++first;
  return first + 1;
}

/// Puts pieces under each other until a sheet is full.
class Layer {
 public:
  explicit Layer(const Laid& laid) : pieces_{laid.pieces} {}

  std::vector<SheetOf> lay() {
    sheets_.emplace_back();
    for (std::size_t first = 0; first < pieces_.size();) {
      const std::size_t end = group_end(pieces_, first);
      if (!fits(first, end)) turn(pieces_[first]);
      for (; first < end; ++first) {
        if (!fits(first, first + 1)) turn(pieces_[first]);  // more than a sheet stands together
        put(pieces_[first], false);
      }
    }
    return std::move(sheets_);
  }

 private:
  bool fits(std::size_t first, std::size_t end) const {
    double bottom = y_;
    for (std::size_t i = first; i < end; ++i) {
      bottom += (bottom <= text_top ? 0 : pieces_[i].before) + pieces_[i].height;
    }
    return bottom <= text_bottom;
  }

  void put(const Piece& piece, bool again) {
    if (y_ > text_top && !again) y_ += piece.before;
    sheets_.back().push_back({&piece, y_, again});
    y_ += piece.height;
    if (piece.kind == Kind::head) head_ = &piece;
  }

  void turn(const Piece& next) {
    if (sheets_.back().empty()) return;
    sheets_.emplace_back();
    y_ = text_top;
    const bool goes_on = next.kind == Kind::row || next.kind == Kind::total;
    if (goes_on && head_ != nullptr && head_->grid == next.grid) put(*head_, true);
  }

  const std::deque<Piece>& pieces_;
  std::vector<SheetOf> sheets_;
  double y_ = text_top;
  const Piece* head_ = nullptr;
};

}  // namespace

void cut_into_pieces(const Answer& answer, const std::string& title, Letters& letters, Laid& laid) {
  Cutter cutter{letters, laid};
  cutter.sentence(Kind::title, title, title_type, 0);
  if (answer.draft) {
    cutter.sentence(Kind::draft, "DRAFT: this period is not approved.", {Weight::bold, 10}, 9);
    laid.pieces.back().height += 10;
  }
  for (std::size_t i = 0; i < answer.heading.size(); ++i) {
    if (i == 0 && answer.heading[i] == title) continue;
    cutter.heading_line(answer.heading[i]);
  }
  for (const Table& table : answer.tables) {
    if (table.for_people) cutter.table(table);
  }
  for (std::size_t i = 0; i < answer.closing.size(); ++i) {
    cutter.sentence(Kind::paragraph, answer.closing[i], text_type, i == 0 ? 14 : 4);
  }
  if (laid.unknown.empty()) return;
  cutter.sentence(Kind::note,
                  "The fonts of this page have no letter for " +
                      std::to_string(laid.unknown.size()) +
                      (laid.unknown.size() == 1 ? " character" : " characters") +
                      " of the book: each stands as its Unicode number in square brackets, [U+…].",
                  note_type, 14);
}

std::vector<SheetOf> on_sheets(const Laid& laid) {
  return Layer{laid}.lay();
}

}  // namespace reports::pdf

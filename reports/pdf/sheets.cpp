#include "reports/pdf/sheets.hpp"

#include "reports/cells.hpp"

#include <algorithm>
#include <utility>

namespace reports::pdf {
namespace {

using Kind = Piece::Kind;

/// What a kind of page is set in.
struct Setting {
  Type title, heading, text, note;
  double table;      ///< letters of tables, where there is room
  double paragraph;  ///< room above a paragraph that an empty line leads
};
constexpr Setting page{{Weight::bold, 18}, {Weight::bold, 12}, {Weight::plain, 10},
                       {Weight::plain, 9}, largest_in_tables,  8};
/// Large type, as health services ask for letters to people.
constexpr Setting letter_page{
    {Weight::bold, 17}, {Weight::bold, 13}, {Weight::plain, 12}, {Weight::plain, 12}, 12, 10};
constexpr std::size_t longest_name = 24;
constexpr double kept_whole = (text_bottom - text_top) * 0.3;  // a table this high is not parted

/// Cuts an answer into pieces, in the order in which they are read.
class Cutter {
 public:
  Cutter(const Setting& setting, Letters& letters, Laid& laid)
      : setting_{setting}, letters_{letters}, laid_{laid} {}

  void sentence(Kind kind, const std::string& text, Type type, double before) {
    if (text.empty()) return;
    Piece piece{kind, before};
    piece.words = Words{letters_, text, type, laid_.unknown};
    piece.words.fit(letters_, text_width);
    piece.height = piece.words.height();
    piece.with_next = kind == Kind::heading || kind == Kind::title;
    add(std::move(piece));
  }

  void title(const std::string& text) { sentence(Kind::title, text, setting_.title, 0); }
  void draft(const std::string& text) {
    sentence(Kind::draft, text, {Weight::bold, 10}, 9);
    laid_.pieces.back().height += 10;
  }
  void note(const std::string& text, double before) {
    sentence(Kind::note, text, setting_.note, before);
  }
  /// An empty one leads a paragraph.
  void line(const std::string& text, double before) {
    if (!text.empty()) {
      sentence(Kind::paragraph, text, setting_.text, after_gap_ ? setting_.paragraph : before);
    }
    after_gap_ = text.empty();
  }

  /// A line of the heading: "Period: 1 April 2025 to 30 June 2025" is a name and what it names.
  void heading_line(const std::string& text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos || colon > longest_name) return line(text, 3);
    after_gap_ = false;
    const bool first = laid_.pieces.empty() || laid_.pieces.back().kind != Kind::fact;
    Piece piece{Kind::fact, first ? 11.0 : 2.5};
    piece.words = Words{letters_, text.substr(0, colon + 1), setting_.text, laid_.unknown};
    piece.words.fit(letters_, fact_name_width);
    piece.value = Words{letters_, text.substr(colon + 2), setting_.text, laid_.unknown};
    piece.value.fit(letters_, text_width - fact_name_width);
    piece.height = std::max(piece.words.height(), piece.value.height());
    add(std::move(piece));
  }

  void table(const Table& whole) {
    ensure_rectangular(whole);
    const std::size_t first = laid_.pieces.size();
    sentence(Kind::heading, whole.title, setting_.heading, 18);
    if (!whole.rows.empty()) rows(shown_to_people(whole));
    const std::size_t after_rows = laid_.pieces.size();
    for (const std::string& each : whole.notes) note(each, 4);
    if (whole.chart) chart(*whole.chart);
    if (after_rows > first && after_rows < laid_.pieces.size()) {
      laid_.pieces[after_rows - 1].with_next = true;  // a note is read with what it is about
    }
    keep_whole(first, after_rows);
  }

 private:
  void add(Piece piece) { laid_.pieces.push_back(std::move(piece)); }

  void rows(Table table) {
    laid_.grids.push_back(set_grid(table, {text_width, setting_.table}, letters_, laid_.unknown));
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
    for (const std::string& words : chart.words) note(words, 3);
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

  const Setting& setting_;
  Letters& letters_;
  Laid& laid_;
  bool after_gap_ = false;
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

void cut_into_pieces(const Answer& answer, const PdfAbout& about, Letters& letters, Laid& laid) {
  Cutter cutter{about.letter ? letter_page : page, letters, laid};
  cutter.title(about.title);
  if (answer.draft) cutter.draft(std::string{answer.draft_words});
  for (std::size_t i = 0; i < answer.heading.size(); ++i) {
    if (i == 0 && answer.heading[i] == about.title) continue;
    cutter.heading_line(answer.heading[i]);
  }
  for (const Table& table : answer.tables) {
    if (table.for_people) cutter.table(table);
  }
  for (std::size_t i = 0; i < answer.closing.size(); ++i) {
    cutter.line(answer.closing[i], i == 0 ? 14 : 4);
  }
  if (laid.unknown.empty()) return;
  cutter.note("The fonts of this page have no letter for " + std::to_string(laid.unknown.size()) +
                  (laid.unknown.size() == 1 ? " character" : " characters") +
                  " of the book: each stands as its Unicode number in square brackets, [U+…].",
              14);
}

std::vector<SheetOf> on_sheets(const Laid& laid) {
  return Layer{laid}.lay();
}

}  // namespace reports::pdf

#include "reports/pdf/paint.hpp"

#include "reports/pdf/bars.hpp"
#include "reports/pdf/canvas.hpp"

#include <algorithm>

namespace reports::pdf {
namespace {

using Kind = Piece::Kind;

constexpr double black = 0.07, quiet = 0.35, thin_grey = 0.72, faint = 0.945;
constexpr double thin = 0.4, strong = 0.9;
constexpr double small = 7.6;

/// One line of text that is no content: at the head and the foot of sheets.
Words small_words(Letters& letters, const std::string& text, Weight weight) {
  std::set<char32_t> unknown;
  return Words{letters, text, {weight, small}, unknown};
}

class Painter {
 public:
  Painter(const Running& running, Letters& letters)
      : running_{running}, letters_{letters}, canvas_{sheet_width, sheet_height} {}

  Painted paint(const std::vector<SheetOf>& sheets) {
    canvas_.begin("Document");
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      if (i > 0) canvas_.next_sheet();
      sheet_ = i + 1;
      around(sheets.size(), sheets[i]);
      for (const Placed& placed : sheets[i]) draw(placed);
    }
    canvas_.end("Document");
    return {canvas_.bytes(), std::move(figures_)};
  }

 private:
  /// All that is no content of a sheet, at once: what is drawn later stands above it.
  void around(std::size_t sheets, const SheetOf& sheet) {
    const Element element{canvas_, ornament};
    if (running_.draft) watermark();
    for (const Placed& placed : sheet) ornaments_of(placed);
    canvas_.ink(quiet);
    const double foot = sheet_height - 38;
    canvas_.rule(margin, foot - 5, text_width, thin);
    set_small(running_.foot, margin, foot, Weight::plain);
    set_small_right("Page " + std::to_string(sheet_) + " of " + std::to_string(sheets), foot);
    if (running_.draft) set_small_middle("DRAFT: not approved", foot);
    if (sheet_ == 1) return;
    set_small(running_.title, margin, 32, Weight::plain);
    if (running_.draft) set_small_right("DRAFT: not approved", 32);
    canvas_.rule(margin, 44, text_width, thin);
  }

  void watermark() {
    std::set<char32_t> unknown;
    const Words words{letters_, "DRAFT", {Weight::bold, 150}, unknown};
    canvas_.ink(faint);
    canvas_.across(words, letters_, sheet_width, sheet_height);
  }

  void set_small(const std::string& text, double x, double y, Weight weight) {
    canvas_.words(small_words(letters_, text, weight), letters_, x, y);
  }
  void set_small_right(const std::string& text, double y) {
    const Words words = small_words(letters_, text, Weight::bold);
    canvas_.words(words, letters_, margin + text_width - words.widest(), y);
  }
  void set_small_middle(const std::string& text, double y) {
    const Words words = small_words(letters_, text, Weight::bold);
    canvas_.words(words, letters_, (sheet_width - words.widest()) / 2, y);
  }

  void draw(const Placed& placed) {
    const Piece& piece = *placed.piece;
    switch (piece.kind) {
      case Kind::title:
        return sentence("H1", placed);
      case Kind::heading:
        canvas_.contents(piece.words.text(), sheet_, placed.top);
        return sentence("H2", placed);
      case Kind::paragraph:
      case Kind::note:
        return sentence("P", placed);
      case Kind::draft:
        return draft(placed);
      case Kind::fact:
        return fact(placed);
      case Kind::chart:
        return chart(placed);
      case Kind::head:
        return head(placed);
      case Kind::row:
      case Kind::total:
        return row(placed);
    }
  }

  void sentence(const char* element, const Placed& placed) {
    const Element tagged{canvas_, element};
    canvas_.ink(black);
    canvas_.words(placed.piece->words, letters_, margin, placed.top);
  }

  void ornaments_of(const Placed& placed) {
    const Piece& piece = *placed.piece;
    const double bottom = placed.top + piece.height;
    if (piece.kind == Kind::row || piece.kind == Kind::total) return rules(placed);
    canvas_.ink(black);
    if (piece.kind == Kind::head) {
      canvas_.rule(margin, bottom, piece.grid->width, strong);
      if (placed.again) cells(placed, nullptr);  // read aloud once, where the table begins
    } else if (piece.kind == Kind::draft) {
      canvas_.frame({margin, placed.top, piece.words.widest() + 20, piece.height}, 1.2);
    }
  }

  void draft(const Placed& placed) {
    const Piece& piece = *placed.piece;
    const Element tagged{canvas_, "P"};
    canvas_.ink(black);
    canvas_.words(piece.words, letters_, margin + 10, placed.top + 5);
  }

  void fact(const Placed& placed) {
    const Element tagged{canvas_, "P"};
    canvas_.ink(quiet);
    canvas_.words(placed.piece->words, letters_, margin, placed.top);
    canvas_.ink(black);
    canvas_.words(placed.piece->value, letters_, margin + fact_name_width, placed.top);
  }

  void chart(const Placed& placed) {
    const Chart& chart = *placed.piece->chart;
    std::string words = chart.title + ".";
    for (const std::string& sentence_of : chart.words) words += " " + sentence_of;
    figures_.push_back(
        {words, margin, placed.top, margin + text_width, placed.top + placed.piece->height});
    const Element tagged{canvas_, "Figure"};
    draw_bars(chart, canvas_, letters_, margin, placed.top);
  }

  void cells(const Placed& placed, const char* element) {
    const Piece& piece = *placed.piece;
    const Grid& grid = *piece.grid;
    const std::size_t last = piece.kind == Kind::head ? piece.row->lines : piece.last_line;
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      if (element != nullptr) canvas_.begin(element);
      cell(grid, i, *piece.row, {piece.first_line, last, placed.top + row_padding});
      if (element != nullptr) canvas_.end(element);
    }
  }

  struct Lines {
    std::size_t first, last;
    double top;
  };
  void cell(const Grid& grid, std::size_t column, const GridRow& row, Lines lines) {
    const Words& words = row.cells[column];
    const GridColumn& place = grid.columns[column];
    const std::size_t end = std::min(lines.last, words.lines());
    for (std::size_t i = lines.first; i < end; ++i) {
      const double indent = place.right ? place.width - words.line_width(i) : 0;
      canvas_.line(words, letters_, i, margin + place.left + indent,
                   lines.top + static_cast<double>(i - lines.first) * grid.line_height());
    }
  }

  void head(const Placed& placed) {
    if (placed.again) return;
    canvas_.begin("Table");
    const Element tagged{canvas_, "TR"};
    canvas_.ink(black);
    cells(placed, "TH");
  }

  void row(const Placed& placed) {
    {
      const Element tagged{canvas_, "TR"};
      canvas_.ink(black);
      cells(placed, "TD");
    }
    if (placed.piece->ends_table) canvas_.end("Table");
  }

  /// The rules of a row: thin under it, strong above and below totals, and lines for a pen.
  void rules(const Placed& placed) {
    const Piece& piece = *placed.piece;
    const Grid& grid = *piece.grid;
    const double bottom = placed.top + piece.height;
    const auto& pens = piece.row->to_write_in;
    const bool pen = std::find(pens.begin(), pens.end(), true) != pens.end();
    canvas_.ink(thin_grey);
    const bool total = piece.kind == Kind::total;
    if (!total && !piece.ends_table && !pen) canvas_.rule(margin, bottom, grid.width, thin);
    canvas_.ink(black);
    if (total) canvas_.rule(margin, placed.top, grid.width, strong);
    if (piece.ends_table && !pen) canvas_.rule(margin, bottom, grid.width, total ? strong : thin);
    if (piece.row->alarm) canvas_.fill({margin - 6, placed.top + 2, 2, piece.height - 4});
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      if (!pens[i]) continue;
      canvas_.rule(margin + grid.columns[i].left, bottom - 3, grid.columns[i].width, thin);
    }
  }

  const Running& running_;
  Letters& letters_;
  Canvas canvas_;
  std::vector<Figure> figures_;
  std::size_t sheet_ = 1;
};

}  // namespace

Painted paint(const std::vector<SheetOf>& sheets, const Running& running, Letters& letters) {
  return Painter{running, letters}.paint(sheets);
}

}  // namespace reports::pdf

// A text set in lines of a width, ready to be measured and drawn. Points.
#pragma once

#include "reports/pdf/letters.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reports::pdf {

/// Text on its way to the page; what it refers to is kept by itself.
class Words {
 public:
  Words() = default;
  /// One line a line break of the text; `unknown` takes what no font has a letter for.
  Words(Letters& letters, std::string_view text, Type type, std::set<char32_t>& unknown);

  /// Of the widest line, and of the longest part that is not cut if it can be helped.
  double widest() const { return widest_; }
  double longest_word() const { return longest_word_; }
  /// Sets it in lines no wider than that, cut at spaces, else after punctuation, else anywhere.
  void fit(Letters& letters, double width);

  std::size_t lines() const;
  double line_width(std::size_t line) const;
  /// From the top of one line to that of the next.
  double line_height() const { return type_.size * 1.24; }
  double height() const { return static_cast<double>(lines()) * line_height(); }
  /// Draws a line whose top left corner is there.
  void draw(cairo_t* page, Letters& letters, std::size_t line, double x, double y) const;
  /// Fills the shapes of the first line's letters: a picture, which nobody reads or copies.
  void draw_shapes(cairo_t* page, Letters& letters, double x, double y) const;
  const std::string& text() const { return text_; }

 private:
  struct Line {
    std::size_t first = 0, last = 0;  ///< of glyphs_; the last is not of it
    double width = 0;
  };

  void measure_plain();
  void break_plain(std::size_t first, std::size_t last, double width);
  std::size_t cut(std::size_t first, std::size_t last, double width) const;
  double width_of(std::size_t first, std::size_t last) const;
  void draw_plain(cairo_t* page, Letters& letters, const Line& line, double x, double base) const;

  std::string text_;
  Type type_;
  std::vector<Glyph> glyphs_;
  std::vector<Line> lines_;
  Owned<PangoLayout> layout_;  ///< of text that needs it; then there are no glyphs
  double widest_ = 0, longest_word_ = 0;
};

}  // namespace reports::pdf

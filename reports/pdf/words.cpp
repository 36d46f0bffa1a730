#include "reports/pdf/words.hpp"

#include "reports/text_width.hpp"

#include <algorithm>

namespace reports::pdf {
namespace {

constexpr double unit = PANGO_SCALE;
constexpr double slack = 0.01;  // of a point: widths are sums of fractions

bool cuts_after(char character) {
  return std::string_view{"/:-_,;.=@"}.find(character) != std::string_view::npos;
}

/// Whether a line may end behind that letter; not inside a day (2025-04-01).
bool may_end(const std::string& text, const std::vector<Glyph>& glyphs, std::size_t at) {
  if (!cuts_after(text[glyphs[at].at])) return false;
  const auto is_digit = [&](std::size_t which) {
    const char character = text[glyphs[which].at];
    return character >= '0' && character <= '9';
  };
  const bool inside = text[glyphs[at].at] == '-' && at > 0 && at + 1 < glyphs.size();
  return !inside || !is_digit(at - 1) || !is_digit(at + 1);
}

/// Where the next line break is, or the end.
std::size_t line_end(const std::string& text, const std::vector<Glyph>& glyphs, std::size_t from) {
  while (from < glyphs.size() && text[glyphs[from].at] != '\n') ++from;
  return from;
}

}  // namespace

Words::Words(Letters& letters, std::string_view text, Type type, std::set<char32_t>& unknown)
    : text_{showable(text)}, type_{type} {
  auto whole = letters.plain(text_, type.weight);
  if (!whole) {
    text_ = letters.known(text_, unknown);
    whole = letters.plain(text_, type.weight);
  }
  if (whole) {
    glyphs_ = std::move(*whole);
    measure_plain();
    return;
  }
  layout_ = letters.layout(text_, type_, 0);
  int width = 0;
  pango_layout_get_size(layout_.get(), &width, nullptr);
  widest_ = width / unit;
  longest_word_ = widest_;
}

double Words::width_of(std::size_t first, std::size_t last) const {
  double width = 0;
  for (std::size_t i = first; i < last; ++i) width += glyphs_[i].advance;
  return width * type_.size;
}

void Words::measure_plain() {
  for (std::size_t first = 0;; ++first) {
    const std::size_t last = line_end(text_, glyphs_, first);
    lines_.push_back({first, last, width_of(first, last)});
    widest_ = std::max(widest_, lines_.back().width);
    if (last == glyphs_.size()) break;
    first = last;
  }
  double word = 0;
  for (std::size_t i = 0; i < glyphs_.size(); ++i) {
    const char character = text_[glyphs_[i].at];
    word = character == ' ' || character == '\n' ? 0 : word + glyphs_[i].advance * type_.size;
    longest_word_ = std::max(longest_word_, word);
    if (may_end(text_, glyphs_, i)) word = 0;
  }
}

/// Where a line that begins at `first` ends: after the last space that fits, unless that leaves
/// more than half of it empty; else after punctuation, else anywhere.
std::size_t Words::cut(std::size_t first, std::size_t last, double width) const {
  double filled = 0;
  std::size_t after_space = 0, after_mark = 0;
  double at_space = 0;
  std::size_t at = first;
  for (; at < last; ++at) {
    const char character = text_[glyphs_[at].at];
    if (character == ' ') {
      after_space = at + 1;
      at_space = filled;
    }
    filled += glyphs_[at].advance * type_.size;
    if (filled > width + slack && character != ' ') break;
    if (may_end(text_, glyphs_, at)) after_mark = at + 1;
  }
  if (at == last) return last;
  if (after_space > first && (at_space > width / 2 || after_mark <= after_space)) {
    return after_space;
  }
  if (after_mark > first) return after_mark;
  return std::max(at, first + 1);
}

void Words::break_plain(std::size_t first, std::size_t last, double width) {
  do {
    const std::size_t end = cut(first, last, width);
    std::size_t seen = end;
    while (seen > first && text_[glyphs_[seen - 1].at] == ' ') --seen;
    lines_.push_back({first, end, width_of(first, seen)});
    first = end;
  } while (first < last);
}

void Words::fit(Letters& letters, double width) {
  if (widest_ <= width + slack) return;
  if (layout_) {
    layout_ = letters.layout(text_, type_, width);
    return;
  }
  lines_.clear();
  for (std::size_t first = 0;; ++first) {
    const std::size_t last = line_end(text_, glyphs_, first);
    break_plain(first, last, width);
    if (last == glyphs_.size()) return;
    first = last;
  }
}

std::size_t Words::lines() const {
  return layout_ ? static_cast<std::size_t>(pango_layout_get_line_count(layout_.get()))
                 : std::max<std::size_t>(lines_.size(), 1);
}

double Words::line_width(std::size_t line) const {
  if (!layout_) return line < lines_.size() ? lines_[line].width : 0;
  PangoRectangle logical{};
  pango_layout_line_get_extents(
      pango_layout_get_line_readonly(layout_.get(), static_cast<int>(line)), nullptr, &logical);
  return logical.width / unit;
}

void Words::draw(cairo_t* page, Letters& letters, std::size_t line, double x, double y) const {
  const double base = y + type_.size * 0.95;
  if (layout_) {
    cairo_move_to(page, x, base);
    pango_cairo_show_layout_line(
        page, pango_layout_get_line_readonly(layout_.get(), static_cast<int>(line)));
  } else if (line < lines_.size()) {
    draw_plain(page, letters, lines_[line], x, base);
  }
}

void Words::draw_shapes(cairo_t* page, Letters& letters, double x, double y) const {
  if (lines_.empty()) return;
  std::vector<cairo_glyph_t> glyphs;
  for (std::size_t i = lines_.front().first; i < lines_.front().last; ++i) {
    glyphs.push_back({glyphs_[i].index, x, y + type_.size * 0.95});
    x += glyphs_[i].advance * type_.size;
  }
  cairo_set_scaled_font(page, letters.scaled(type_));
  cairo_glyph_path(page, glyphs.data(), static_cast<int>(glyphs.size()));
  cairo_fill(page);
}

void Words::draw_plain(cairo_t* page, Letters& letters, const Line& line, double x,
                       double base) const {
  if (line.first == line.last) return;
  std::vector<cairo_glyph_t> glyphs;
  std::vector<cairo_text_cluster_t> clusters;
  glyphs.reserve(line.last - line.first);
  clusters.reserve(line.last - line.first);
  for (std::size_t i = line.first; i < line.last; ++i) {
    glyphs.push_back({glyphs_[i].index, x, base});
    clusters.push_back({glyphs_[i].bytes, 1});
    x += glyphs_[i].advance * type_.size;
  }
  const Glyph& last = glyphs_[line.last - 1];
  const std::size_t begin = glyphs_[line.first].at;
  cairo_set_scaled_font(page, letters.scaled(type_));
  cairo_show_text_glyphs(page, text_.data() + begin, static_cast<int>(last.at + last.bytes - begin),
                         glyphs.data(), static_cast<int>(glyphs.size()), clusters.data(),
                         static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
}

}  // namespace reports::pdf

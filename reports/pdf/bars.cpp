#include "reports/pdf/bars.hpp"

#include "reports/cells.hpp"
#include "reports/pdf/sheets.hpp"

#include <algorithm>

namespace reports::pdf {
namespace {

using ledger::Money;

constexpr double names = 128, figures = 132;  // the columns beside the bars
constexpr double gap = 10;
constexpr double room = text_width - names - figures - 2 * gap;
constexpr double step = 17, thickness = 10, key_height = 22;
constexpr double letter_size = 8.8, small_size = 6.4;
constexpr double ink_now = 0.25, ink_before = 0.62, ink_frame = 0.1;

double pence(Money amount) {
  return static_cast<double>(amount.pence());
}

class Bars {
 public:
  Bars(const Chart& chart, Canvas& canvas, Letters& letters)
      : chart_{chart}, canvas_{canvas}, letters_{letters} {
    for (const Bar& bar : chart.bars) {
      longest_ = std::max({longest_, pence(bar.whole), pence(bar.before + bar.now)});
      has_before_ = has_before_ || !bar.before.is_zero();
    }
  }

  void draw(double left, double top) {
    canvas_.ink(ink_frame);
    canvas_.line(set(chart_.title, names), letters_, 0, left, top);
    key(left + names + gap, top);
    double y = top + key_height;
    for (const Bar& bar : chart_.bars) {
      one(bar, left, y);
      y += step;
    }
  }

 private:
  Words set(const std::string& text, double width, double size = letter_size) {
    std::set<char32_t> unknown;
    Words words{letters_, text, {Weight::plain, size}, unknown};
    words.fit(letters_, width);
    return words;
  }

  /// Beside its bar; a long one in two lines of small letters.
  void name(const Bar& bar, double left, double y) {
    Words words = set(bar.name, names);
    if (words.lines() > 1) words = set(bar.name, names, small_size);
    const std::size_t lines = std::min<std::size_t>(words.lines(), 2);
    const double top = lines > 1 ? y - 2.5 : y;
    for (std::size_t i = 0; i < lines; ++i) {
      canvas_.line(words, letters_, i, left, top + static_cast<double>(i) * words.line_height());
    }
  }

  double length(Money amount) const {
    return longest_ > 0 ? room * std::clamp(pence(amount) / longest_, 0.0, 1.0) : 0;
  }

  void one(const Bar& bar, double left, double y) {
    const double x = left + names + gap;
    const Money used = bar.before + bar.now;
    canvas_.ink(ink_frame);
    name(bar, left, y);
    // What was spent before comes first; a refund in the period can make it less.
    const double before = length(std::min(bar.before, used));
    canvas_.ink(ink_before);
    canvas_.fill({x, y, before, thickness});
    canvas_.ink(ink_now);
    canvas_.fill({x + before, y, std::max(0.0, length(used) - before), thickness});
    canvas_.ink(ink_frame);
    if (bar.whole > Money{}) canvas_.frame({x, y, length(bar.whole), thickness}, 0.7);
    const std::string of = bar.whole.is_zero() ? "" : " of " + grouped(bar.whole);
    canvas_.line(set(grouped(used) + of, figures), letters_, 0, x + room + gap, y);
  }

  /// What the parts of a bar are.
  void key(double x, double y) {
    if (has_before_) x = key_of(x, y, ink_before, chart_.before);
    x = key_of(x, y, ink_now, chart_.now);
    key_of(x, y, 1, chart_.whole);
  }

  double key_of(double x, double y, double grey, const std::string& words) {
    canvas_.ink(grey);
    canvas_.fill({x, y, 14, thickness - 1});
    canvas_.ink(ink_frame);
    canvas_.frame({x, y, 14, thickness - 1}, 0.7);
    const Words text = set(words, room);
    canvas_.line(text, letters_, 0, x + 18, y - 0.5);
    return x + 18 + text.widest() + 14;
  }

  const Chart& chart_;
  Canvas& canvas_;
  Letters& letters_;
  double longest_ = 0;
  bool has_before_ = false;
};

}  // namespace

double chart_height(const Chart& chart) {
  return key_height + step * static_cast<double>(chart.bars.size());
}

void draw_bars(const Chart& chart, Canvas& canvas, Letters& letters, double left, double top) {
  Bars{chart, canvas, letters}.draw(left, top);
}

}  // namespace reports::pdf

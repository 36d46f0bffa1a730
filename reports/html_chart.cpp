#include "reports/html_chart.hpp"

#include "reports/cells.hpp"
#include "reports/text_width.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;

constexpr std::int64_t names = 170, room = 330, gap = 10, width = 700;
constexpr std::int64_t step = 24, thickness = 14, key_height = 28;
constexpr std::string_view ink_now = "#404040", ink_before = "#9e9e9e", ink_frame = "#1a1a1a";

std::string attribute(std::string_view name, std::int64_t value) {
  return " " + std::string{name} + "=\"" + std::to_string(value) + "\"";
}

std::string box(std::int64_t x, std::int64_t y, std::int64_t length, std::string_view style) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", length) +
         attribute("height", thickness) + " " + std::string{style} + "/>";
}

std::string filled(std::string_view ink) {
  return "fill=\"" + std::string{ink} + "\"";
}

std::string framed(std::string_view ink) {
  return filled(ink) + " stroke=\"" + std::string{ink_frame} + "\"";
}

/// At most as wide as that, where a width is given.
std::string words_at(std::int64_t x, std::int64_t y, std::string_view words,
                     std::int64_t most = 0) {
  constexpr std::int64_t letter = 7;  // of a letter, at least
  const bool wide = most > 0 && static_cast<std::int64_t>(words.size()) * letter > most;
  const std::string squeezed =
      wide ? attribute("textLength", most) + " lengthAdjust=\"spacingAndGlyphs\"" : "";
  return "<text" + attribute("x", x) + attribute("y", y + thickness - 3) + squeezed + ">" +
         html_text(words) + "</text>";
}

class Bars {
 public:
  explicit Bars(const Chart& chart) : chart_{chart} {
    for (const Bar& bar : chart.bars) {
      longest_ = std::max({longest_, bar.whole, bar.before + bar.now});
      has_before_ = has_before_ || !bar.before.is_zero();
    }
  }

  std::int64_t height() const {
    return key_height + step * static_cast<std::int64_t>(chart_.bars.size());
  }

  std::string drawn() const {
    std::string picture = key();
    std::int64_t y = key_height;
    for (const Bar& bar : chart_.bars) {
      picture += one(bar, y);
      y += step;
    }
    return picture;
  }

 private:
  std::int64_t length(Money amount) const {
    if (longest_ <= Money{} || amount <= Money{}) return 0;
    // In units of a millionth of the longest, so that no product is too large for 64 bits.
    const std::int64_t unit = longest_.pence() / 1'000'000 + 1;
    return std::min(room, amount.pence() / unit * room / (longest_.pence() / unit));
  }

  std::string one(const Bar& bar, std::int64_t y) const {
    const Money used = bar.before + bar.now;
    const std::int64_t before = length(std::min(bar.before, used));
    const std::int64_t x = names + gap;
    std::string picture =
        words_at(0, y, bar.name, names) + box(x, y, before, filled(ink_before)) +
        box(x + before, y, std::max<std::int64_t>(0, length(used) - before), filled(ink_now));
    if (bar.whole > Money{}) {
      picture += box(x, y, length(bar.whole), framed("none"));
    }
    const std::string of = bar.whole.is_zero() ? "" : " of " + grouped(bar.whole);
    return picture + words_at(x + room + gap, y, grouped(used) + of) + "\n";
  }

  std::string key() const {
    std::int64_t x = names + gap;
    std::string picture;
    const auto add = [&](std::string_view ink, const std::string& words) {
      picture += box(x, 2, 18, framed(ink)) + words_at(x + 24, 2, words);
      x += 50 + 7 * static_cast<std::int64_t>(words.size());
    };
    if (has_before_) add(ink_before, chart_.before);
    add(ink_now, chart_.now);
    add("#ffffff", chart_.whole);
    return picture + "\n";
  }

  const Chart& chart_;
  Money longest_;
  bool has_before_ = false;
};

}  // namespace

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char character : showable(text)) {
    switch (character) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      case '\n':
        safe += "<br>";
        break;
      default:
        safe += character;
    }
  }
  return safe;
}

std::string html_chart(const Chart& chart, std::size_t number) {
  std::string words;
  for (const std::string& sentence : chart.words) words += (words.empty() ? "" : " ") + sentence;
  const std::string caption = "<figcaption class=\"note\">" + html_text(words) + "</figcaption>\n";
  if (chart.bars.empty()) return "<figure>" + caption + "</figure>\n";
  const Bars bars{chart};
  const std::string id = "chart" + std::to_string(number);
  return "<figure>\n<svg role=\"img\" aria-labelledby=\"" + id + "-title " + id +
         "-words\" viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(bars.height()) +
         "\">\n<title id=\"" + id + "-title\">" + html_text(chart.title) + "</title>\n<desc id=\"" +
         id + "-words\">" + html_text(words) + "</desc>\n" + bars.drawn() + "</svg>\n" + caption +
         "</figure>\n";
}

}  // namespace reports

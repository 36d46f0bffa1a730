// The letters of a page: two fonts read from their files, and nothing of what the surroundings
// prefer (no fontconfig settings, no hinting), so that a page is the same everywhere.
//
// Plain text (Latin letters, marks and figures) is set by the widths of its letters, which is most
// of a statement and quick; whatever needs more (another script, accents that combine, a letter
// that only the second font has) is set by pango. Widths and sizes are points.
#pragma once

#include "reports/pdf/owned.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reports::pdf {

enum class Weight { plain, bold };

struct Type {
  Weight weight = Weight::plain;
  double size = 9;
};

/// A letter as the font has it.
struct Glyph {
  unsigned long index = 0;
  double advance = 0;    ///< of a size of one point
  std::uint32_t at = 0;  ///< where its character begins in the text
  std::uint8_t bytes = 1;
};

/// One a thread: pango's fonts are not shared between threads.
class Letters {
 public:
  Letters();
  ~Letters();
  Letters(const Letters&) = delete;
  Letters& operator=(const Letters&) = delete;

  /// The letters of plain text; nothing when pango is needed.
  std::optional<std::vector<Glyph>> plain(std::string_view text, Weight weight);
  /// The same text with every character that no font has as "[U+1F980]"; those are added to
  /// `unknown`.
  std::string known(std::string_view text, std::set<char32_t>& unknown);
  /// Set by pango in lines of that width.
  Owned<PangoLayout> layout(const std::string& text, Type type, double width);
  cairo_scaled_font_t* scaled(Type type);

 private:
  struct Face {
    PangoFont* font = nullptr;         ///< at `design` points, to measure by
    std::map<char32_t, Glyph> others;  ///< beyond Latin-1
    std::array<Glyph, 256> latin{};    ///< index 0: not looked up yet, or not there
    std::array<bool, 256> looked_up{};
  };
  static constexpr double design = 1000;

  PangoFont* load(const char* family, Type type);
  Glyph glyph(Face& face, char32_t character);
  static Glyph measured(PangoFont* font, char32_t character);

  FcConfig* config_;
  Owned<PangoFontMap> map_;
  Owned<PangoContext> context_;
  std::array<Face, 2> faces_;
  PangoFont* second_ = nullptr;  ///< for what the first has not
  std::map<std::pair<int, double>, PangoFont*> sizes_;
};

/// Where the fonts are looked for.
const std::vector<std::string>& font_files();
/// The character that begins there, and how many bytes it has, in valid UTF-8.
std::pair<char32_t, std::uint8_t> character_at(std::string_view text, std::size_t at);

}  // namespace reports::pdf

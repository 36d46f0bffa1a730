#include "reports/pdf/letters.hpp"

#include "ledger/ensure.hpp"
#include "reports/pdf/pdf.hpp"

#include <algorithm>

#include <fontconfig/fontconfig.h>
#include <hb.h>

namespace reports::pdf {
namespace {

constexpr const char* family = "Liberation Sans";
constexpr const char* second_family = "DejaVu Sans";
constexpr const char* families = "Liberation Sans, DejaVu Sans";

/// Characters that stand beside each other without regard to their neighbours.
bool stands_alone(char32_t character) {
  return (character >= 0x20 && character < 0x7F) || (character >= 0xA0 && character < 0x250) ||
         (character >= 0x1E00 && character < 0x1F00) ||
         (character >= 0x2010 && character < 0x2028) ||
         (character >= 0x2030 && character < 0x205F) || character == 0x20AC || character == 0xFFFD;
}

/// Characters that have no letter of their own and change how others look.
bool invisible(char32_t character) {
  return character == 0x200C || character == 0x200D || character == 0x34F ||
         (character >= 0xFE00 && character < 0xFE10);
}

std::string number_of(char32_t character) {
  std::string digits;
  for (char32_t rest = character; rest > 0; rest /= 16) {
    digits.insert(digits.begin(), "0123456789ABCDEF"[rest % 16]);
  }
  while (digits.size() < 4) digits.insert(digits.begin(), '0');
  return "[U+" + digits + "]";
}

Owned<PangoFontDescription> described(const char* name, Type type) {
  Owned<PangoFontDescription> description{pango_font_description_new()};
  pango_font_description_set_family_static(description.get(), name);
  pango_font_description_set_absolute_size(description.get(), type.size * PANGO_SCALE);
  pango_font_description_set_weight(
      description.get(), type.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return description;
}

}  // namespace

const std::vector<std::string>& font_files() {
  static const std::vector<std::string> files{
      "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
      "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
      "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
      "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"};
  return files;
}

std::pair<char32_t, std::uint8_t> character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t n) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + n]));
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if (lead < 0xF0) {
    return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  return {((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
              (byte(3) & 0x3FU),
          4};
}

Letters::Letters() : config_{FcConfigCreate()} {
  for (const std::string& file : font_files()) {
    const auto* name = reinterpret_cast<const FcChar8*>(file.c_str());
    ledger::ensure(FcConfigAppFontAddFile(config_, name) == FcTrue, "a font can be read");
  }
  map_.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config_);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72);
  context_.reset(pango_font_map_create_context(map_.get()));
  const Owned<cairo_font_options_t> options{cairo_font_options_create()};
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(), pango_language_from_string("en-GB"));
  faces_[0].font = load(family, {Weight::plain, design});
  faces_[1].font = load(family, {Weight::bold, design});
  second_ = load(second_family, {Weight::plain, design});
}

Letters::~Letters() {
  for (const auto& [size, font] : sizes_) g_object_unref(font);
  for (const Face& face : faces_) g_object_unref(face.font);
  g_object_unref(second_);
  context_.reset();
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), nullptr);  // it would keep it else
  map_.reset();
  FcConfigDestroy(config_);
}

PangoFont* Letters::load(const char* name, Type type) {
  PangoFont* font =
      pango_font_map_load_font(map_.get(), context_.get(), described(name, type).get());
  ledger::ensure(font != nullptr, "a font that was read can be used");
  return font;
}

/// Index 0 when the font has no such letter.
Glyph Letters::measured(PangoFont* font, char32_t character) {
  hb_codepoint_t index = 0;
  if (hb_font_get_nominal_glyph(pango_font_get_hb_font(font), character, &index) == 0) return {};
  PangoRectangle logical{};
  pango_font_get_glyph_extents(font, index, nullptr, &logical);
  return {index, logical.width / (design * PANGO_SCALE)};
}

Glyph Letters::glyph(Face& face, char32_t character) {
  if (character < face.latin.size()) {
    if (!face.looked_up[character]) {
      face.latin[character] = measured(face.font, character);
      face.looked_up[character] = true;
    }
    return face.latin[character];
  }
  const auto found = face.others.find(character);
  if (found != face.others.end()) return found->second;
  return face.others.emplace(character, measured(face.font, character)).first->second;
}

std::optional<std::vector<Glyph>> Letters::plain(std::string_view text, Weight weight) {
  Face& face = faces_[weight == Weight::bold ? 1 : 0];
  std::vector<Glyph> glyphs;
  glyphs.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, bytes] = character_at(text, at);
    const bool line_break = character == '\n';  // set by nobody, but it has its place
    if (!line_break && !stands_alone(character)) return std::nullopt;
    Glyph found = glyph(face, line_break ? U' ' : character);
    if (line_break) found.advance = 0;
    if (found.index == 0) return std::nullopt;
    found.at = static_cast<std::uint32_t>(at);
    found.bytes = bytes;
    glyphs.push_back(found);
    at += bytes;
  }
  return glyphs;
}

std::string Letters::known(std::string_view text, std::set<char32_t>& unknown) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [character, bytes] = character_at(text, at);
    const bool there = character == '\n' || invisible(character) ||
                       glyph(faces_[0], character).index != 0 ||
                       measured(second_, character).index != 0;
    if (there) {
      shown += text.substr(at, bytes);
    } else {
      shown += number_of(character);
      unknown.insert(character);
    }
    at += bytes;
  }
  return shown;
}

Owned<PangoLayout> Letters::layout(const std::string& text, Type type, double width) {
  Owned<PangoLayout> made{pango_layout_new(context_.get())};
  pango_layout_set_font_description(made.get(), described(families, type).get());
  pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(made.get(), width <= 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
  return made;
}

cairo_scaled_font_t* Letters::scaled(Type type) {
  PangoFont*& font = sizes_[{type.weight == Weight::bold ? 1 : 0, type.size}];
  if (font == nullptr) font = load(family, type);
  return pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
}

}  // namespace reports::pdf

namespace reports {

std::vector<std::string> missing_fonts() {
  std::vector<std::string> missing;
  for (const std::string& file : pdf::font_files()) {
    FcBlanks* blanks = nullptr;
    int count = 0;
    FcPattern* pattern =
        FcFreeTypeQuery(reinterpret_cast<const FcChar8*>(file.c_str()), 0, blanks, &count);
    if (pattern == nullptr) missing.push_back(file);
    if (pattern != nullptr) FcPatternDestroy(pattern);
  }
  return missing;
}

}  // namespace reports

// For builds that look for leaks: fontconfig and pango keep tables until the process ends, and let
// some of them go out of sight. What is reported of them is not ours; everything else still is.
#if defined(__SANITIZE_ADDRESS__)

extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libcairo\nleak:libharfbuzz\n";
}

#endif

#include "reports/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace reports {
namespace {

constexpr std::string_view unknown_character = "\xEF\xBF\xBD";

/// A character as it stands in a text; `bytes` is empty when they are no UTF-8.
struct Character {
  char32_t point = 0;
  std::string_view bytes;
  bool valid = false;
};

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

/// How many bytes a character has that begins so; 0 when none does.
std::size_t length_from(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

char32_t leading_bits(std::uint8_t first, std::size_t length) {
  if (length == 1) return first;
  return static_cast<char32_t>(first & (0xFF >> (length + 1)));
}

/// Overlong forms, surrogates and what is above the last code point are no characters.
bool allowed(char32_t point, std::size_t length) {
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (point < least[length]) return false;
  return point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
}

/// The character at `at`; an invalid one is a single byte long.
Character character_at(std::string_view text, std::size_t at) {
  const Character broken{0xFFFD, text.substr(at, 1), false};
  const std::size_t length = length_from(byte_at(text, at));
  if (length == 0 || at + length > text.size()) return broken;
  char32_t point = leading_bits(byte_at(text, at), length);
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t next = byte_at(text, at + i);
    if ((next & 0xC0) != 0x80) return broken;
    point = (point << 6) | (next & 0x3Fu);
  }
  if (!allowed(point, length)) return broken;
  return {point, text.substr(at, length), true};
}

template <class Visit>
void each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    visit(character);
    at += character.bytes.size();
  }
}

struct Range {
  char32_t first;
  char32_t last;
};

bool within(std::span<const Range> ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(), [point](const Range& range) {
    return range.first <= point && point <= range.last;
  });
}

// Unicode blocks: combining marks, joiners and variation selectors.
constexpr std::array<Range, 8> no_columns{{{0x0300, 0x036F},
                                           {0x1AB0, 0x1AFF},
                                           {0x1DC0, 0x1DFF},
                                           {0x200B, 0x200D},
                                           {0x20D0, 0x20FF},
                                           {0xFE00, 0xFE0F},
                                           {0xFE20, 0xFE2F},
                                           {0xE0100, 0xE01EF}}};
// Unicode Annex 11: wide and full-width.
constexpr std::array<Range, 10> two_columns{{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0xFFE0, 0xFFE6},
                                             {0x1F300, 0x1FAFF},
                                             {0x20000, 0x3FFFD}}};
// C0 and C1 controls, and marks that change the direction of what follows.
constexpr std::array<Range, 6> steering{{{0x00, 0x1F},
                                         {0x7F, 0x9F},
                                         {0x200E, 0x200F},
                                         {0x2028, 0x202E},
                                         {0x2066, 0x2069},
                                         {0xFEFF, 0xFEFF}}};

int columns(char32_t point) {
  if (point < 0x0300) return 1;
  if (within(no_columns, point)) return 0;
  return within(two_columns, point) ? 2 : 1;
}

/// The most of `text` that fits into `width`: up to a space, else after punctuation, else anywhere.
std::size_t cut(std::string_view text, int width) {
  constexpr std::string_view after = "/:-_,;.=";
  int filled = 0;
  std::size_t at = 0;
  std::size_t at_space = 0;
  std::size_t after_mark = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    filled += columns(character.point);
    if (character.bytes == " ") at_space = at;
    if (filled > width) break;
    at += character.bytes.size();
    if (after.find(character.bytes) != std::string_view::npos) after_mark = at;
  }
  if (at >= text.size()) return text.size();
  if (at_space > 0) return at_space;
  if (after_mark > 0) return after_mark;
  return std::max(at, character_at(text, 0).bytes.size());
}

void wrap_line(std::string_view line, int width, std::vector<std::string>& lines) {
  do {
    const std::size_t end = cut(line, width);
    std::string_view part = line.substr(0, end);
    while (part.ends_with(' ')) part.remove_suffix(1);
    lines.emplace_back(part);
    line.remove_prefix(end);
    while (line.starts_with(' ')) line.remove_prefix(1);
  } while (!line.empty());
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  each_character(text, [&valid](const Character& character) {
    valid += character.valid ? character.bytes : unknown_character;
  });
  return valid;
}

std::string showable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  each_character(text, [&shown](const Character& character) {
    if (character.bytes == "\n") {
      shown += '\n';
    } else if (character.bytes == "\t") {
      shown += ' ';
    } else if (!character.valid || within(steering, character.point)) {
      shown += unknown_character;
    } else {
      shown += character.bytes;
    }
  });
  return shown;
}

int display_width(std::string_view text) {
  int width = 0;
  each_character(text, [&width](const Character& character) { width += columns(character.point); });
  return width;
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (true) {
    const std::size_t end = text.find('\n', start);
    wrap_line(text.substr(start, end - start), std::max(width, 1), lines);
    if (end == std::string_view::npos) return lines;
    start = end + 1;
  }
}

}  // namespace reports

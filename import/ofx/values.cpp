#include "import/ofx/values.hpp"

#include "import/cell_text.hpp"
#include "import/iban.hpp"
#include "import/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace imports::ofx {
namespace {

using ledger::Rule;

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr auto entities = std::to_array<Entity>({{"amp", "&"},
                                                 {"lt", "<"},
                                                 {"gt", ">"},
                                                 {"quot", "\""},
                                                 {"apos", "'"},
                                                 {"nbsp", " "},
                                                 {"pound", "\xC2\xA3"}});
constexpr std::size_t longest_entity = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The value of a digit in this base; nothing when it is none.
std::optional<std::uint32_t> digit_of(char c, std::uint32_t base) {
  std::uint32_t digit = base;
  if (is_digit(c)) digit = static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A') + 10;
  return digit < base ? std::optional{digit} : std::nullopt;
}

/// "163" or "xA3"; false when it is no character of a text.
bool append_numbered(std::string_view number, std::string& out) {
  const bool hexadecimal = number.starts_with('x') || number.starts_with('X');
  if (hexadecimal) number.remove_prefix(1);
  if (number.empty()) return false;
  std::uint32_t point = 0;
  for (const char c : number) {
    const auto digit = digit_of(c, hexadecimal ? 16 : 10);
    if (!digit || point > 0x110000) return false;
    point = point * (hexadecimal ? 16 : 10) + *digit;
  }
  if (point < 0x20 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
  append_utf8(out, point);
  return true;
}

/// What stands between "&" and ";".
bool append_entity(std::string_view name, std::string& out) {
  if (name.starts_with('#')) return append_numbered(name.substr(1), out);
  const auto* const known = std::ranges::find(entities, name, &Entity::name);
  if (known == entities.end()) return false;
  out += known->text;
  return true;
}

}  // namespace

void append_text(std::string_view raw, bool literal, std::string& out) {
  while (!literal) {
    const auto amp = raw.find('&');
    if (amp == raw.npos) break;
    out += raw.substr(0, amp);
    raw.remove_prefix(amp + 1);
    const auto end = raw.substr(0, longest_entity).find(';');
    if (end == raw.npos || !append_entity(raw.substr(0, end), out)) {
      out += '&';
    } else {
      raw.remove_prefix(end + 1);
    }
  }
  out += raw;
}

std::string readable(std::string_view raw, bool literal) {
  if (literal || raw.find('&') == raw.npos) return tidied(raw);
  std::string once;
  append_text(raw, false, once);
  if (once.find('&') == once.npos) return tidied(once);
  std::string twice;
  append_text(once, false, twice);
  return tidied(twice);
}

DayRead read_day(std::string_view text) {
  text = trimmed(text);
  const auto digits = text.substr(0, 8);
  if (digits.size() < 8 || !std::ranges::all_of(digits, is_digit)) {
    return {{}, Rule::date_not_understood};
  }
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : digits.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  const auto date = ledger::Date::of(number(0, 4), number(4, 2), number(6, 2));
  if (!date) return {{}, Rule::date_impossible};
  return {date, {}};
}

std::string iban_of(std::string_view text) {
  auto packed = without_blanks(text);
  return is_iban(packed) ? packed : std::string{};
}

}  // namespace imports::ofx

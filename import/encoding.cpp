#include "import/encoding.hpp"

#include "import/find_bytes.hpp"
#include "import/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace imports {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool continues(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (byte_at(bytes, at) & 0xC0U) == 0x80U;
}

/// Length of the UTF-8 character at `at`, 0 when there is none (Unicode 15, table 3-7).
std::size_t utf8_length(std::string_view bytes, std::size_t at) {
  const auto first = byte_at(bytes, at);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(bytes, at + 1)) return 0;
  if (first < 0xE0) return 2;
  const auto second = byte_at(bytes, at + 1);
  if (!continues(bytes, at + 2)) return 0;
  if (first < 0xF0) {
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = first == 0xF0 && second < 0x90;
  const bool beyond = first == 0xF4 && second > 0x8F;
  return overlong || beyond || !continues(bytes, at + 3) ? 0 : 4;
}

/// How many bytes of ASCII stand at the beginning.
std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at + eight::width <= bytes.size() && (eight::load(bytes.data() + at) & eight::tops) == 0) {
    at += eight::width;
  }
  while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
  return at;
}

/// What windows-1252 has at 80 to 9F; 0 where it has nothing.
constexpr std::array<std::uint16_t, 32> windows_1252_80_to_9f = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::uint32_t of_windows_1252(std::uint32_t byte) {
  if (byte < 0x80 || byte > 0x9F) return byte;
  return windows_1252_80_to_9f[byte - 0x80];
}

enum class Utf16 { no, little, big };

/// Plain text in UTF-16 without a mark has a NUL in every other byte: all on one side in the
/// beginning, and none on the other.
Utf16 looks_like_utf16(std::string_view bytes) {
  const auto looked_at = std::min<std::size_t>(bytes.size() & ~std::size_t{1}, 128);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < looked_at; i += 2) {
    even += bytes[i] == '\0' ? 1U : 0U;
    odd += bytes[i + 1] == '\0' ? 1U : 0U;
  }
  const auto most = looked_at / 2 * 3 / 4;
  if (looked_at < 4) return Utf16::no;
  if (even == 0 && odd > most) return Utf16::little;
  if (odd == 0 && even > most) return Utf16::big;
  return Utf16::no;
}

std::string in_hexadecimal(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = bytes.size() == 1 ? "byte" : "bytes";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += ' ';
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
  }
  return out;
}

}  // namespace

Place place_of(std::string_view text, std::size_t offset) {
  Place place{1, 1};
  const auto end = std::min(offset, text.size());
  for (std::size_t i = 0; i < end; ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      place.column += 1;  // the LF that follows ends the line
    } else if (c == '\n' || c == '\r') {
      place.line += 1;
      place.column = 1;
    } else if (!continues(text, i)) {
      place.column += 1;
    }
  }
  return place;
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    at += ascii_prefix(bytes.substr(at));
    if (at == bytes.size()) break;
    const auto length = utf8_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

Decoded::Decoded(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    encoding = "utf-8-bom";
    decode_utf8(bytes.substr(3));
  } else if (bytes.starts_with("\xFF\xFE"sv)) {
    decode_utf16(bytes.substr(2), false);
  } else if (bytes.starts_with("\xFE\xFF"sv)) {
    decode_utf16(bytes.substr(2), true);
  } else if (const auto utf16 = looks_like_utf16(bytes); utf16 != Utf16::no) {
    decode_utf16(bytes, utf16 == Utf16::big);
  } else if (valid_utf8_prefix(bytes) == bytes.size()) {
    encoding = "utf-8";
    text = bytes;
  } else {
    decode_windows_1252(bytes);
  }
  if (const auto nul = text.find('\0'); fault == Fault::none && nul != text.npos) {
    refuse(Fault::binary, text.substr(0, nul), text.substr(nul, 1));
  }
}

void Decoded::refuse(Fault what, std::string_view up_to_here, std::string_view bytes) {
  fault = what;
  where = place_of(up_to_here, up_to_here.size());
  found = in_hexadecimal(bytes);
}

void Decoded::decode_utf8(std::string_view bytes) {
  text = bytes;
  const auto valid = valid_utf8_prefix(bytes);
  if (valid < bytes.size())
    refuse(Fault::undefined, bytes.substr(0, valid), bytes.substr(valid, 1));
}

void Decoded::decode_utf16(std::string_view bytes, bool big_endian) {
  encoding = "utf-16";
  owned_.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const auto low = byte_at(bytes, big_endian ? at + 1 : at);
    return low | (byte_at(bytes, big_endian ? at : at + 1) << 8U);
  };
  const auto is = [](std::uint32_t value, std::uint32_t kind) { return (value & 0xFC00U) == kind; };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    auto point = unit(at);
    if (is(point, 0xDC00)) break;
    if (is(point, 0xD800)) {
      if (at + 3 >= bytes.size() || !is(unit(at + 2), 0xDC00)) break;
      at += 2;
      point = 0x10000 + ((point & 0x3FFU) << 10U) + (unit(at) & 0x3FFU);
    }
    append_utf8(owned_, point);
  }
  text = owned_;
  if (at < bytes.size()) refuse(Fault::undefined, owned_, bytes.substr(at, 2));
}

void Decoded::decode_windows_1252(std::string_view bytes) {
  encoding = "windows-1252";
  owned_.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto plain = ascii_prefix(bytes.substr(at));
    owned_ += bytes.substr(at, plain);
    at += plain;
    if (at == bytes.size()) break;
    const auto point = of_windows_1252(byte_at(bytes, at));
    if (point == 0) {
      text = owned_;
      return refuse(Fault::undefined, owned_, bytes.substr(at, 1));
    }
    append_utf8(owned_, point);
  }
  text = owned_;
}

}  // namespace imports

// Bytes of any common encoding to UTF-8, or the place at which they are no text.
//
// Tried in this order: a byte order mark; strict UTF-8; UTF-16 (by its mark, or by the NULs that
// plain text has in it); windows-1252. Lines and columns are counted in characters, so that they
// are those of the original in every one of these.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace imports {

/// A place in a text: line and column in characters, both from 1.
struct Place {
  int line = 0;
  int column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// The place of the character at `offset` of UTF-8 text. Line ends are LF, CR LF and CR.
Place place_of(std::string_view text, std::size_t offset);

/// Text as UTF-8. `text` looks into the bytes that were given where they are UTF-8 already, else
/// into `owned`: so this can be neither copied nor moved.
struct Decoded {
  enum class Fault { none, binary, undefined };

  explicit Decoded(std::string_view bytes);
  Decoded(const Decoded&) = delete;
  Decoded& operator=(const Decoded&) = delete;

  std::string_view text;
  std::string encoding;  ///< "utf-8", "utf-8-bom", "windows-1252", "utf-16"
  Fault fault = Fault::none;
  Place where;        ///< of the fault
  std::string found;  ///< of the fault: "byte 81"

 private:
  void decode_utf8(std::string_view bytes);
  void decode_utf16(std::string_view bytes, bool big_endian);
  void decode_windows_1252(std::string_view bytes);
  void refuse(Fault what, std::string_view up_to_here, std::string_view bytes);

  std::string owned_;
};

/// Where strict UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF) stops; the size
/// when all of it is.
std::size_t valid_utf8_prefix(std::string_view bytes);

}  // namespace imports

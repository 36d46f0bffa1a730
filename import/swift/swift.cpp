#include "import/swift/swift.hpp"

#include "import/cell_text.hpp"
#include "import/swift/messages.hpp"

#include <array>
#include <optional>
#include <string>

namespace imports {
namespace {

using ledger::Basis;
using ledger::Rule;

/// The envelope and the header lines of a bank are shorter.
constexpr std::size_t longest_header = 2048;

bool has_balances(std::string_view text) {
  for (const std::string_view tag : {":60F:", ":62F:", ":60M:", ":62M:"}) {
    if (text.find(tag) != text.npos) return true;
  }
  return false;
}

std::string_view without_mark(std::string_view bytes) {
  static constexpr std::string_view mark = "\xEF\xBB\xBF";
  return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

/// A message begins near the beginning, or a part of one at it.
bool is_swift(std::string_view text) {
  bool first = true;
  for (auto rest = text.substr(0, longest_header); !rest.empty();) {
    const auto end = rest.find_first_of("\r\n");
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    if (trimmed(line).empty()) continue;
    const auto tag = swift_tag(line);
    if (tag == "20" || (first && !tag.empty())) return true;
    first = false;
  }
  return false;
}

/// Bytes that are text in no encoding, each as what it is in windows-1252, else in ISO 8859-1:
/// a bank's text may hold anything, and its figures are ASCII.
std::string of_any_bytes(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
      continue;
    }
    const Decoded one{std::string_view{&c, 1}};
    if (one.fault == Decoded::Fault::none) {
      out += one.text;
    } else {
      out += static_cast<char>(0xC0U | (byte >> 6U));
      out += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return out;
}

void read(std::string_view text, Basis basis, Source& source, Refusals& refusals) {
  SwiftMessages messages{text, basis, refusals};
  source.statements = messages.read(source.warnings);
}

void read_bytes(const File& file, Basis basis, Source& source, Refusals& refusals) {
  const Decoded decoded{file.bytes};
  source.encoding = decoded.encoding;
  if (decoded.fault == Decoded::Fault::none) return read(decoded.text, basis, source, refusals);
  source.warnings.push_back({decoded.where.line, "the text has bytes of no known encoding (" +
                                                     decoded.found +
                                                     "); they are kept as they could be read"});
  if (decoded.fault == Decoded::Fault::binary) return read(decoded.text, basis, source, refusals);
  const auto text = of_any_bytes(without_mark(file.bytes));
  read(text, basis, source, refusals);
}

}  // namespace

bool is_mt940(std::string_view bytes) {
  const auto text = without_mark(bytes);
  return is_swift(text) && has_balances(text);
}

bool is_mt942(std::string_view bytes) {
  const auto text = without_mark(bytes);
  return is_swift(text) && !has_balances(text);
}

void read_mt940(const File& file, const Asked& /*asked*/, Source& source, Refusals& refusals) {
  read_bytes(file, Basis::statement, source, refusals);
}

void read_mt942(const File& file, const Asked& /*asked*/, Source& source, Refusals& refusals) {
  read_bytes(file, Basis::intraday, source, refusals);
}

}  // namespace imports

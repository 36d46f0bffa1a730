#include "signing/pdf_gap.hpp"

namespace signing {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string signed_bytes(std::string_view pdf, const SignedRange& range) {
  std::string bytes;
  bytes.reserve(range.end - (range.gap_to - range.gap_from));
  bytes.append(pdf.substr(0, range.gap_from));
  bytes.append(pdf.substr(range.gap_to, range.end - range.gap_to));
  return bytes;
}

std::optional<std::string> gap_bytes(std::string_view pdf, const SignedRange& range) {
  auto gap = pdf.substr(range.gap_from, range.gap_to - range.gap_from);
  if (gap.size() < 4 || gap.size() % 2 != 0 || gap.front() != '<' || gap.back() != '>') {
    return std::nullopt;
  }
  gap = gap.substr(1, gap.size() - 2);
  std::string bytes;
  bytes.reserve(gap.size() / 2);
  for (std::size_t i = 0; i < gap.size(); i += 2) {
    const int high = digit(gap[i]);
    const int low = digit(gap[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::optional<std::string> der_in_gap(std::string_view gap) {
  const auto byte = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(gap[at]));
  };
  if (gap.size() < 2 || byte(0) != 0x30) return std::nullopt;
  std::size_t header = 2;
  std::size_t length = byte(1);
  if (length >= 0x80) {  // the length of the length
    const auto count = length & 0x7FU;
    if (count == 0 || count > 4 || gap.size() < 2 + count) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < count; ++i) length = (length << 8U) | byte(2 + i);
    header += count;
  }
  if (length > gap.size() - header) return std::nullopt;
  const auto whole = header + length;
  if (gap.find_first_not_of('\0', whole) != gap.npos) return std::nullopt;
  return std::string{gap.substr(0, whole)};
}

bool fill_gap(std::string& pdf, const SignedRange& range, std::string_view signature) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto room = range.gap_to - range.gap_from - 2;
  if (signature.size() * 2 > room) return false;
  auto at = range.gap_from + 1;
  for (const char c : signature) {
    const auto byte = static_cast<unsigned char>(c);
    pdf[at++] = digits[byte >> 4U];
    pdf[at++] = digits[byte & 0x0FU];
  }
  while (at < range.gap_to - 1) pdf[at++] = '0';
  return true;
}

}  // namespace signing

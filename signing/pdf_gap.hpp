// Where a PDF's signature stands: a gap in what it signs, written in hexadecimal between "<" and
// ">", longer than the signature and filled up with zeros. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace signing {

struct SignedRange {
  std::size_t gap_from = 0;  ///< the "<"
  std::size_t gap_to = 0;    ///< behind the ">"
  std::size_t end = 0;       ///< of what is signed
};

/// What is signed: the bytes before and behind the gap.
std::string signed_bytes(std::string_view pdf, const SignedRange& range);

/// The whole of the gap, decoded; nothing when it is anything but "<", hexadecimal digits and ">".
std::optional<std::string> gap_bytes(std::string_view pdf, const SignedRange& range);

/// The DER value at the beginning of what a gap holds; nothing when there is none, or anything but
/// zeros follows it.
std::optional<std::string> der_in_gap(std::string_view gap);

/// Writes a signature into its gap; false when it does not fit.
bool fill_gap(std::string& pdf, const SignedRange& range, std::string_view signature);

}  // namespace signing

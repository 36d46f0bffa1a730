// How many columns of a terminal a text fills, and how it is cut to fit.
//
// Text comes from banks: what is not UTF-8 and what could steer a terminal becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// The same text as valid UTF-8: every byte that belongs to no character becomes U+FFFD.
std::string valid_utf8(std::string_view text);

/// Safe to show: valid UTF-8, control characters and changes of direction as U+FFFD, tabs as
/// spaces. Line breaks stay.
std::string showable(std::string_view text);

/// Columns that one line of showable text fills: accents that combine fill none, wide ones two.
int display_width(std::string_view text);

/// The lines of a showable text, each at most `width` wide: cut at spaces, else after punctuation,
/// else anywhere. At least one line, though it may be empty.
std::vector<std::string> wrapped(std::string_view text, int width);

}  // namespace reports

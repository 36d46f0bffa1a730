#include "import/cell_text.hpp"

#include "import/find_bytes.hpp"

#include <algorithm>

namespace imports {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_blank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Eight bytes in which nothing has to change, wherever their first and last neighbours stand.
bool eight_are_tidy(std::uint64_t bytes) {
  constexpr std::uint64_t not_control = eight::ones * 0xE0U;
  const auto blanks = eight::equal(bytes, ' ');
  const auto others = eight::equal(bytes & not_control, '\0') | eight::equal(bytes, '\x7F') |
                      eight::equal(bytes, no_break_space.front());
  return (others | (blanks & (blanks >> 8U))) == 0;
}

/// Trimmed text in which nothing has to change, as most has not: single blanks, and nothing that
/// may be a no-break space.
bool is_tidy(std::string_view text) {
  // Each look takes one byte again, so that it sees every pair of neighbours.
  for (; text.size() > eight::width; text.remove_prefix(eight::width - 1)) {
    if (!eight_are_tidy(eight::load(text.data()))) return false;
  }
  bool after_blank = false;
  for (const char c : text) {
    const bool blank = is_blank(c);
    if (c == no_break_space.front() || (blank && (c != ' ' || after_blank))) return false;
    after_blank = blank;
  }
  return true;
}

/// How many bytes of blank stand at the beginning of `text`.
std::size_t blank_ahead(std::string_view text) {
  if (text.empty()) return 0;
  if (is_blank(text.front())) return 1;
  return text.starts_with(no_break_space) ? no_break_space.size() : 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto may_be_trimmed = [](char c) {
    return is_blank(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.empty() || (!may_be_trimmed(text.front()) && !may_be_trimmed(text.back()))) return text;
  for (auto blank = blank_ahead(text); blank > 0; blank = blank_ahead(text)) {
    text.remove_prefix(blank);
  }
  for (;;) {
    if (!text.empty() && is_blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(no_break_space)) {
      text.remove_suffix(no_break_space.size());
    } else {
      return text;
    }
  }
}

std::string_view unguarded(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"')) {
    return trimmed(text.substr(2, text.size() - 3));
  }
  if (!text.starts_with('\'')) return text;
  text.remove_prefix(1);
  if (text.ends_with('\'')) text.remove_suffix(1);
  return trimmed(text);
}

std::string tidied(std::string_view text) {
  text = unguarded(text);
  if (is_tidy(text)) return std::string{text};
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto blank = blank_ahead(text);
    if (blank == 0) {
      out += text.front();
    } else if (out.back() != ' ') {  // never empty here: the text is trimmed
      out += ' ';
    }
    text.remove_prefix(blank == 0 ? 1 : blank);
  }
  return out;
}

void add_tidied(std::string& kept, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return;
  if (is_tidy(text)) {
    if (!kept.empty()) kept += ' ';
    kept += text;
    return;
  }
  bool wants_blank = !kept.empty();
  for (std::size_t at = 0; at < text.size();) {
    const auto blank = blank_ahead(text.substr(at));
    if (blank > 0) {
      wants_blank = !kept.empty();
      at += blank;
      continue;
    }
    auto end = at + 1;
    while (end < text.size() && !is_blank(text[end]) && text[end] != no_break_space.front()) ++end;
    if (wants_blank) kept += ' ';
    wants_blank = false;
    kept.append(text, at, end - at);
    at = end;
  }
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return same_word(text.substr(0, word.size()), word);
}

std::string heading(std::string_view text) {
  auto out = tidied(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

}  // namespace imports

#include "import/profile/heading_words.hpp"

#include "import/profile/heading_tables.hpp"

#include <algorithm>
#include <span>

namespace imports {
namespace {

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  const auto plain = plain_words(text);
  return std::ranges::find(words, plain) != words.end();
}

/// `phrase` stands among the words, whole.
bool has_phrase(std::string_view words, std::string_view phrase) {
  for (auto at = words.find(phrase); at != words.npos; at = words.find(phrase, at + 1)) {
    const auto end = at + phrase.size();
    const bool begins = at == 0 || words[at - 1] == ' ';
    if (begins && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// The plain letters of the character at the front; empty for one that has none.
std::string_view plain_letters(std::string_view text, std::size_t& size) {
  size = 1;
  if (text.size() < 2) return {};
  for (const auto& each : tables::accents) {
    if (text[0] != each.bytes[0] || text[1] != each.bytes[1]) continue;
    size = 2;
    return each.plain;
  }
  return {};
}

}  // namespace

std::string plain_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char c = text.front();
    std::size_t size = 1;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if (const auto plain = plain_letters(text, size); !plain.empty()) {
      out += plain;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    text.remove_prefix(size);
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

Hint hint_of(std::string_view heading) {
  const auto words = plain_words(heading.substr(0, 200));
  const tables::HeadingPhrase* longest = nullptr;
  for (const auto& each : tables::heading_phrases) {
    const bool longer = longest == nullptr || each.phrase.size() > longest->phrase.size();
    if (longer && has_phrase(words, each.phrase)) longest = &each;
  }
  return longest == nullptr ? Hint::none : longest->hint;
}

bool speaks_of_card(std::string_view heading) {
  const auto words = plain_words(heading.substr(0, 200));
  return std::ranges::any_of(tables::card_words,
                             [&](auto word) { return has_phrase(words, word); });
}

bool is_in_word(std::string_view word) {
  return word == "+" || is_one_of(word, tables::in_words);
}
bool is_out_word(std::string_view word) {
  return word == "-" || is_one_of(word, tables::out_words);
}
bool is_pending_word(std::string_view word) {
  return is_one_of(word, tables::pending_words);
}
bool is_unbooked_word(std::string_view word) {
  return is_one_of(word, tables::unbooked_words);
}
bool is_state_word(std::string_view word) {
  return is_one_of(word, tables::booked_words) || is_pending_word(word) || is_unbooked_word(word);
}
bool is_opening_text(std::string_view text) {
  return is_one_of(text.substr(0, 60), tables::opening_texts);
}
bool is_closing_text(std::string_view text) {
  return is_one_of(text.substr(0, 60), tables::closing_texts);
}
bool is_currency_code(std::string_view code) {
  return code.size() == 3 &&
         std::ranges::find(tables::currency_codes, code) != tables::currency_codes.end();
}

}  // namespace imports

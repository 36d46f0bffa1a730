#include "reconcile/mentions.hpp"

#include "reconcile/names.hpp"

#include <algorithm>
#include <array>

namespace reconcile {
namespace {

/// Says nothing about who a firm or a person is.
bool is_empty_word(std::string_view word) {
  static constexpr std::array empty{"ltd", "limited", "plc",  "llp", "cic", "and", "the",  "mr",
                                    "mrs", "ms",      "miss", "mx",  "dr",  "rev", "prof", "sir"};
  return std::ranges::find(empty, word) != empty.end();
}

std::vector<std::string> telling_words(std::string_view name) {
  auto words = FoldedText{name}.words();
  std::erase_if(words, [](const auto& word) { return is_empty_word(word); });
  return words;
}

}  // namespace

FoldedText::FoldedText(std::string_view text) {
  const auto folded = fold(text);
  for (const auto word : words_of(folded)) words_.emplace_back(word);
}

bool FoldedText::has(std::string_view word) const {
  return std::ranges::find(words_, word) != words_.end();
}

bool FoldedText::has_cut(std::string_view word) const {
  return std::ranges::any_of(words_, [&](const std::string& each) {
    return each == word || (each.size() >= 4 && word.starts_with(each));
  });
}

bool FoldedText::has_any(const std::vector<std::string>& list) const {
  std::string line = " ";
  for (const auto& word : words_) line += word + " ";
  return std::ranges::any_of(list, [&](const std::string& words) {
    return line.find(" " + words + " ") != std::string::npos;
  });
}

Mention mention_of_person(const FoldedText& text, std::string_view name) {
  const auto words = telling_words(name);
  if (words.empty() || !text.has_cut(words.back())) return Mention::none;
  const bool named =
      words.size() > 1 && (text.has_cut(words.front()) || text.has(words.front().substr(0, 1)));
  return named ? Mention::full : Mention::surname;
}

bool mentions_firm(const FoldedText& text, std::string_view name) {
  const auto words = telling_words(name);
  const auto found = std::ranges::count_if(words, [&](const auto& w) { return text.has_cut(w); });
  return !words.empty() && found >= std::min<std::ptrdiff_t>(2, std::ssize(words));
}

}  // namespace reconcile

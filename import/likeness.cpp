#include "import/likeness.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace imports {
namespace {

constexpr std::size_t shortest_word = 3;
/// More equal amounts of one day than these are told apart by their order alone.
constexpr std::size_t most_compared = 64;

/// Its words of three letters or digits and more, in small letters.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> found;
  std::string word;
  for (const char c : std::string{text} + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (letter) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      continue;
    }
    if (word.size() >= shortest_word) found.insert(word);
    word.clear();
  }
  return found;
}

/// Words that all of a group have tell nobody apart.
void drop_common(std::vector<std::set<std::string>>& a, std::vector<std::set<std::string>>& b) {
  auto common = a.front();
  for (auto* side : {&a, &b}) {
    for (const auto& words : *side) {
      std::erase_if(common, [&](const auto& word) { return !words.contains(word); });
    }
  }
  for (auto* side : {&a, &b}) {
    for (auto& words : *side) {
      std::erase_if(words, [&](const auto& word) { return common.contains(word); });
    }
  }
}

}  // namespace

std::vector<Likeness> likenesses(const std::vector<std::string_view>& lines,
                                 const std::vector<std::string_view>& rows) {
  std::vector<Likeness> pairs;
  if (lines.size() > most_compared || rows.size() > most_compared) {
    for (std::size_t i = 0; i < std::min(lines.size(), rows.size()); ++i) {
      pairs.push_back({0, i, i, false});
    }
    return pairs;
  }
  std::vector<std::set<std::string>> of_lines, of_rows;
  for (const auto line : lines) of_lines.push_back(words_of(line));
  for (const auto row : rows) of_rows.push_back(words_of(row));
  if (lines.size() + rows.size() > 2) drop_common(of_lines, of_rows);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = 0; j < rows.size(); ++j) {
      const auto shared = std::ranges::count_if(
          of_lines[i], [&](const auto& word) { return of_rows[j].contains(word); });
      pairs.push_back({static_cast<std::size_t>(shared), i, j, true});
    }
  }
  std::ranges::stable_sort(pairs, [](const auto& a, const auto& b) { return a.words > b.words; });
  return pairs;
}

bool share_a_word(std::string_view a, std::string_view b) {
  if (trimmed(a).empty() || trimmed(b).empty()) return true;
  const auto words = words_of(a);
  return std::ranges::any_of(words_of(b), [&](const auto& word) { return words.contains(word); });
}

}  // namespace imports

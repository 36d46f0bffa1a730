#include "import/pdf/rows.hpp"

#include "import/cell_text.hpp"

#include <algorithm>

namespace imports::pdf {
namespace {

bool is_mark(char c) {
  return std::string_view{"():;,.*'\"[]!?<>|"}.find(c) != std::string_view::npos;
}

/// Words belong to one row when their middles are less than half a word's height apart.
bool in_row(const Word& first, const Word& word) {
  const auto least = std::min(first.box.height(), word.box.height());
  return word.box.middle() - first.box.middle() <= std::max(least / 2, point / 2);
}

/// Further from one another than words of one phrase.
bool apart(const Word& left, const Word& right) {
  return right.box.left - left.box.right > right.box.height() * 3 / 2;
}

/// Takes the letters of a word off the front of a phrase, whatever blanks the phrase has there.
bool take_letters(std::string_view& phrase, std::string_view word) {
  for (const char c : word) {
    if (c == ' ') continue;
    if (phrase.starts_with(' ')) phrase.remove_prefix(1);
    if (!phrase.starts_with(c)) return false;
    phrase.remove_prefix(1);
  }
  return true;
}

void finish_row(Row& row) {
  std::ranges::stable_sort(row.words, {}, [](const Word& word) { return word.box.left; });
  row.plain.reserve(row.words.size());
  for (const auto& word : row.words) row.plain.push_back(plain_word(word.text));
}

}  // namespace

std::string RowPlace::text() const {
  return "page " + std::to_string(page) + ", row " + std::to_string(row);
}

std::string Row::text() const {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += ' ';
    out += word.text;
  }
  return out;
}

std::string plain_word(std::string_view word) {
  static constexpr std::string_view pound = "\xC2\xA3";
  std::string kept;
  for (auto at = word.find(pound); at != word.npos; at = word.find(pound)) {
    kept += word.substr(0, at);
    word.remove_prefix(at + pound.size());
  }
  kept += word;
  auto out = heading(kept);
  const auto first = std::ranges::find_if_not(out, is_mark);
  out.erase(out.begin(), first);
  while (!out.empty() && is_mark(out.back())) out.pop_back();
  return out;
}

std::vector<Row> rows_of(const Page& page) {
  auto words = page.words;
  std::ranges::stable_sort(words, {}, [](const Word& word) { return word.box.middle(); });
  std::vector<Row> rows;
  for (const auto& word : words) {
    if (rows.empty() || !in_row(rows.back().words.front(), word)) {
      auto& row = rows.emplace_back();
      row.place = {page.number, static_cast<int>(rows.size())};
      row.top = word.box.top;
      row.bottom = word.box.bottom;
    }
    auto& row = rows.back();
    row.words.push_back(word);
    row.top = std::min(row.top, word.box.top);
    row.bottom = std::max(row.bottom, word.box.bottom);
  }
  for (auto& row : rows) finish_row(row);
  return rows;
}

std::size_t phrase_at(const Row& row, std::size_t from, std::string_view phrase) {
  std::size_t taken = 0;
  for (; !phrase.empty(); ++taken) {
    const auto at = from + taken;
    if (at >= row.words.size() || row.plain[at].empty()) return 0;
    if (taken > 0 && apart(row.words[at - 1], row.words[at])) return 0;
    if (!take_letters(phrase, row.plain[at])) return 0;
  }
  return taken;
}

PhraseFound longest_phrase_at(const Row& row, std::size_t from,
                              std::span<const std::string_view> phrases) {
  PhraseFound best;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const auto words = phrase_at(row, from, phrases[i]);
    if (words > best.words) best = {i, words};
  }
  return best;
}

}  // namespace imports::pdf

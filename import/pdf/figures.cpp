#include "import/pdf/figures.hpp"

#include "import/cell_text.hpp"
#include "import/money_text.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

struct MarkWord {
  std::string_view word;
  Mark mark;
};
constexpr auto mark_words = std::to_array<MarkWord>({
    {"overdrawn", Mark::debit},
    {"o/d", Mark::debit},
    {"od", Mark::debit},
    {"dr", Mark::debit},
    {"d", Mark::debit},
    {"cr", Mark::credit},
    {"c", Mark::credit},
});

constexpr auto minuses = std::to_array<std::string_view>({"-", "\xE2\x88\x92", "\xE2\x80\x93"});
constexpr auto moneys = std::to_array<std::string_view>({"\xC2\xA3", "\xE2\x82\xAC", "$"});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool take_front(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

/// Minus, sign of a currency and plus, in any order, at the front.
bool take_signs(std::string_view& text, Mark& mark) {
  bool any = false;
  for (bool more = true; more; any |= more) {
    more = take_front(text, "+");
    for (const auto sign : moneys) more = take_front(text, sign) || more;
    for (const auto minus : minuses) {
      if (!take_front(text, minus)) continue;
      mark = Mark::minus;
      more = true;
    }
  }
  return any;
}

/// A mark that the whole of `text` is.
std::optional<Mark> mark_of(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
  }
  for (const auto& each : mark_words) {
    if (same_word(text, each.word)) return each.mark;
  }
  if (std::ranges::find(minuses, text) != minuses.end()) return Mark::minus;
  return std::nullopt;
}

/// The value of digits, commas and one point; nothing where no amount is meant.
std::optional<Figure> amount_of(std::string_view digits) {
  const auto dot = digits.find('.');
  if (dot == digits.npos || digits.size() - dot < 3) return std::nullopt;
  if (digits.find('.', dot + 1) != digits.npos) return std::nullopt;  // a day: 01.04.2025
  const auto read = read_bank_money(digits);
  Figure figure;
  figure.value = read.value;
  figure.wrong = read.wrong;
  return figure;
}

/// One word: signs, digits, mark.
std::optional<Figure> figure_of(std::string_view text) {
  auto mark = Mark::none;
  const bool in_brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (in_brackets) text = text.substr(1, text.size() - 2);
  take_signs(text, mark);
  // Some banks end every cell with a full stop, for those who have it read aloud.
  if (text.ends_with('.')) text.remove_suffix(1);
  const auto* const end =
      std::ranges::find_if_not(text, [](char c) { return is_digit(c) || c == ',' || c == '.'; });
  const auto size = static_cast<std::size_t>(end - text.begin());
  if (size == 0 || !is_digit(text.front())) return std::nullopt;
  auto figure = amount_of(text.substr(0, size));
  if (!figure) return std::nullopt;
  if (size < text.size()) {
    const auto behind = mark_of(text.substr(size));
    if (!behind) return std::nullopt;
    if (mark != Mark::none) figure->wrong = ledger::Rule::money_not_understood;
    mark = *behind;
  }
  figure->mark = in_brackets ? Mark::minus : mark;
  return figure;
}

bool close_by(const Word& left, const Word& right) {
  return right.box.left - left.box.right <= right.box.height();
}

/// Takes the signs that stand before it as words of their own: "£ 12.00", "- £12.00".
void take_words_before(const Row& row, Figure& figure, std::size_t free_from) {
  while (figure.first > free_from) {
    const auto& before = row.words[figure.first - 1];
    if (!close_by(before, row.words[figure.first])) return;
    auto text = before.text;
    auto mark = figure.mark;
    if (!take_signs(text, mark) || !text.empty()) return;
    figure.mark = mark;
    figure.first -= 1;
    figure.words += 1;
  }
}

void take_word_behind(const Row& row, Figure& figure) {
  const auto next = figure.first + figure.words;
  if (next >= row.words.size() || !close_by(row.words[next - 1], row.words[next])) return;
  const auto mark = mark_of(row.words[next].text);
  if (!mark) return;
  if (figure.mark != Mark::none && figure.mark != *mark) {
    figure.wrong = ledger::Rule::money_not_understood;
  }
  figure.mark = *mark;
  figure.words += 1;
}

}  // namespace

std::vector<Figure> figures_of(const Row& row) {
  std::vector<Figure> figures;
  std::size_t free_from = 0;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    if (i < free_from) continue;
    auto figure = figure_of(row.words[i].text);
    if (!figure) continue;
    figure->box = row.words[i].box;
    figure->first = i;
    take_words_before(row, *figure, free_from);
    take_word_behind(row, *figure);
    free_from = figure->first + figure->words;
    figures.push_back(*figure);
  }
  return figures;
}

}  // namespace imports::pdf

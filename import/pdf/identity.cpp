#include "import/pdf/identity.hpp"

#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/iban.hpp"
#include "import/pdf/beside.hpp"

#include <array>
#include <optional>

namespace imports::pdf {
namespace {

constexpr auto sort_labels = std::to_array<std::string_view>(
    {"sort code", "sortcode", "branch sort code", "sort code number"});
constexpr auto number_labels = std::to_array<std::string_view>(
    {"account number", "account no", "account num", "acc no", "a/c no", "a/c number",
     "your account number", "card number", "card no", "account"});
constexpr auto iban_labels =
    std::to_array<std::string_view>({"iban", "iban number", "international bank account number"});
constexpr auto holder_labels =
    std::to_array<std::string_view>({"account name", "account holder", "name of account",
                                     "cardholder", "cardholder name", "card holder"});

constexpr std::size_t iban_characters = 22;  // a British one
constexpr std::size_t most_words_of_value = 8;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text, std::size_t size) {
  return text.size() == size && std::ranges::all_of(text, is_digit);
}

/// "30-90-21", "309021" or "30 90 21".
std::string sort_code_at(const Row& row, std::size_t at) {
  const auto& word = row.plain[at];
  if (all_digits(word, 2) && at + 2 < row.plain.size() && all_digits(row.plain[at + 1], 2) &&
      all_digits(row.plain[at + 2], 2)) {
    return word + row.plain[at + 1] + row.plain[at + 2];
  }
  const bool hyphened = word.size() == 8 && word[2] == '-' && word[5] == '-';
  if (!hyphened && !all_digits(word, 6)) return {};
  AccountText account;
  return take_sort_code(word, account) ? account.sort_code : std::string{};
}

/// "01234567" or "0123 4567".
std::string number_at(const Row& row, std::size_t at) {
  const auto& word = row.plain[at];
  if (all_digits(word, 8)) return word;
  if (!all_digits(word, 4) || at + 1 >= row.plain.size()) return {};
  return all_digits(row.plain[at + 1], 4) ? word + row.plain[at + 1] : std::string{};
}

/// "XXXX1234", "**** **** **** 1234".
std::string masked_at(const Row& row, std::size_t at) {
  std::string joined;
  for (auto i = at; i < std::min(row.words.size(), at + 5); ++i) {
    const auto word = row.words[i].text;
    const bool fits = word.find_first_not_of("*Xx0123456789") == word.npos;
    if (!fits) break;
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return masked_part(joined);
}

std::string iban_at(const Row& row, std::size_t at) {
  std::string joined;
  for (auto i = at; i < row.words.size() && joined.size() < iban_characters; ++i) {
    joined += row.words[i].text;
  }
  return joined.starts_with("GB") && joined.size() == iban_characters && is_iban(joined)
             ? joined
             : std::string{};
}

using ReadsAt = std::string (*)(const Row&, std::size_t);

/// To the right of the label, or under it.
std::string value_of(const std::vector<Row>& rows, std::size_t row, std::size_t first,
                     std::size_t end, ReadsAt reads) {
  const auto& here = rows[row];
  for (auto i = end; i < std::min(here.words.size(), end + most_words_of_value); ++i) {
    if (auto value = reads(here, i); !value.empty()) return value;
  }
  for (const auto& under : rows_under(rows, row)) {
    if (under.words.size() > most_words_of_form) break;
    for (std::size_t i = 0; i < under.words.size(); ++i) {
      if (!stands_under(here, first, end, under.words[i].box)) continue;
      if (auto value = reads(under, i); !value.empty()) return value;
    }
  }
  return {};
}

class Finder {
 public:
  Finder(const std::vector<Row>& rows, const std::vector<bool>& is_inside)
      : rows_{rows}, is_inside_{is_inside} {}

  Identity find() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (is_inside_[row] || rows_[row].words.size() > most_words_of_form) continue;
      for (std::size_t i = 0; i < rows_[row].words.size(); ++i) look_at(row, i);
    }
    from_iban();
    if (found_.is_ambiguous) {
      const auto holder = found_.holder;
      found_ = {};
      found_.holder = holder;
      found_.is_ambiguous = true;
    }
    if (!found_.number.empty()) found_.masked.clear();
    return std::move(found_);
  }

 private:
  void look_at(std::size_t row, std::size_t i) {
    take(row, i, sort_labels, sort_code_at, found_.sort_code);
    take(row, i, number_labels, number_at, found_.number);
    if (found_.masked.empty()) take(row, i, number_labels, masked_at, found_.masked);
    take(row, i, iban_labels, iban_at, found_.iban);
    take_pair(rows_[row], i);
    take_holder(row, i);
  }

  void take(std::size_t row, std::size_t i, std::span<const std::string_view> labels, ReadsAt reads,
            std::string& into) {
    const auto label = longest_phrase_at(rows_[row], i, labels);
    if (label.words == 0) return;
    keep(value_of(rows_, row, i, i + label.words, reads), into);
  }

  /// The two side by side, without labels.
  void take_pair(const Row& row, std::size_t i) {
    if (row.plain[i].size() != 8 || i + 1 >= row.words.size()) return;
    const auto sort_code = sort_code_at(row, i);
    const auto number = number_at(row, i + 1);
    if (sort_code.empty() || number.empty()) return;
    keep(sort_code, found_.sort_code);
    keep(number, found_.number);
  }

  /// Close behind its label, else under it.
  void take_holder(std::size_t at, std::size_t i) {
    const auto& row = rows_[at];
    const auto label = longest_phrase_at(row, i, holder_labels);
    if (label.words == 0 || !found_.holder.empty()) return;
    const auto end = i + label.words;
    if (end < row.words.size() && !is_apart(row, end)) {
      found_.holder = name_from(row, end);
      return;
    }
    for (const auto& under : rows_under(rows_, at)) {
      if (under.words.size() > most_words_of_form) return;
      const auto first = std::ranges::find_if(
          under.words, [&](const Word& word) { return stands_under(row, i, end, word.box); });
      if (first == under.words.end()) continue;
      found_.holder = name_from(under, static_cast<std::size_t>(first - under.words.begin()));
      return;
    }
  }

  static bool is_apart(const Row& row, std::size_t at) {
    return row.words[at].box.left - row.words[at - 1].box.right > row.words[at].box.height();
  }

  static std::string name_from(const Row& row, std::size_t from) {
    std::string name;
    for (auto at = from; at < row.words.size(); ++at) {
      const auto& word = row.words[at].text;
      if (at > from && is_apart(row, at)) break;
      if (word.find_first_of("0123456789*") != word.npos) break;
      if (!name.empty()) name += ' ';
      name += word;
    }
    return name;
  }

  void keep(const std::string& value, std::string& into) {
    if (value.empty()) return;
    if (!into.empty() && into != value) found_.is_ambiguous = true;
    into = value;
  }

  /// Bank, sort code and number are parts of a British IBAN.
  void from_iban() {
    if (found_.iban.empty()) return;
    keep(found_.iban.substr(8, 6), found_.sort_code);
    keep(found_.iban.substr(14), found_.number);
  }

  const std::vector<Row>& rows_;
  const std::vector<bool>& is_inside_;
  Identity found_;
};

}  // namespace

Identity identity_of(const std::vector<Row>& rows, const std::vector<bool>& is_inside) {
  return Finder{rows, is_inside}.find();
}

}  // namespace imports::pdf

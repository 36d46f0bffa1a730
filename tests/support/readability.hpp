// How hard a text is to read, by two formulas over its sentences, words and syllables.
//
// Sources  reading ease: R. Flesch, A new readability yardstick, J. Applied Psychology 32 (1948);
//          grade: J. P. Kincaid and others, Navy Research Branch Report 8-75 (1975). A grade of
//          American schools and about five more is the reader's age.
// Goal     the NHS digital service manual aims for a reading age of 9 to 11, which is grade 4 to 6.
// Syllables  our own rule: each run of vowels (y too) is one; a silent e at the end, and -es and
// -ed
//          that are not spoken, are none; -le after a consonant is one; no word has none. Letters
//          said one by one (HMRC, NHS) are one each. A number or an amount counts as one word of
//          one syllable, as is usual; `without_numbers` leaves them out altogether, which is
//          stricter. No money here: floating point is in order.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace readability {

inline bool is_vowel(char c) {
  return std::string_view{"aeiouy"}.find(c) != std::string_view::npos;
}

inline bool is_spelt(std::string_view word) {
  if (word.size() < 2) return false;
  for (const char c : word) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

inline int syllables(std::string_view as_written) {
  if (is_spelt(as_written)) return static_cast<int>(as_written.size());
  std::string word;
  for (const char c : as_written) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0)
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (word.empty()) return 1;
  int count = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]))) ++count;
  }
  const auto ends = [&](std::string_view end) {
    return word.size() > end.size() && word.ends_with(end);
  };
  const auto before = [&](std::size_t from_end) {
    return word.size() > from_end ? word[word.size() - 1 - from_end] : 'a';
  };
  const std::string_view spoken{"sxzcgt"};
  const bool silent_e =
      ends("e") && !is_vowel(before(1)) && !(ends("le") && word.size() > 3 && !is_vowel(before(2)));
  const bool silent_es = ends("es") && !is_vowel(before(2)) && before(2) != 'h' &&
                         spoken.find(before(2)) == std::string_view::npos;
  const bool silent_ed = ends("ed") && !is_vowel(before(2)) && before(2) != 't' && before(2) != 'd';
  if (silent_e || silent_es || silent_ed) --count;
  return count < 1 ? 1 : count;
}

struct Tally {
  int sentences = 0, words = 0, syllables = 0;

  /// 100 is very easy, 60 plain, 30 hard.
  double ease() const { return 206.835 - 1.015 * a_sentence() - 84.6 * a_word(); }
  double grade() const { return 0.39 * a_sentence() + 11.8 * a_word() - 15.59; }

 private:
  double a_sentence() const { return static_cast<double>(words) / sentences; }
  double a_word() const { return static_cast<double>(syllables) / words; }
};

/// `text` is made of whole sentences, each with its full stop.
inline Tally tally(std::string_view text, bool without_numbers = false) {
  Tally made;
  std::string word;
  const auto end_word = [&] {
    bool letters = false;
    bool digits = false;
    for (const char c : word) {
      letters = letters || std::isalpha(static_cast<unsigned char>(c)) != 0;
      digits = digits || std::isdigit(static_cast<unsigned char>(c)) != 0;
    }
    if (letters && !digits) {
      ++made.words;
      made.syllables += syllables(word);
    } else if (digits && !without_numbers) {
      ++made.words;
      ++made.syllables;
    }
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool last = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
    const bool stop = (c == '.' || c == '?' || c == '!') && last;
    if (stop) ++made.sentences;
    if (stop || c == ' ' || c == '\n') {
      end_word();
    } else if (c != ',' && c != '(' && c != ')' && c != ':') {
      word += c;
    }
  }
  end_word();
  return made;
}

/// Words of the trade that a page for the holder does not use, in small letters.
inline const std::vector<std::string>& jargon() {
  static const std::vector<std::string> words{
      "suspense",   "accrual",   "accrue",   "posting",     "posted",       "ledger",
      "debit",      "credit",    "reconcil", "liabilit",    "commissioner", "deployment",
      "unexpired",  "allowance", "remit",    "disburse",    "expenditure",  "utilis",
      "instalment", "paye",      "surplus",  "shortfall",   "contingency",  "virement",
      "notional",   "committed", "variance", "outstanding", "supplier",     "payee"};
  return words;
}

/// The first of them that a text has; empty when it has none.
inline std::string jargon_in(std::string_view text) {
  std::string small;
  for (const char c : text) {
    small += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (const auto& word : jargon()) {
    if (small.find(word) != std::string::npos) return word;
  }
  return {};
}

}  // namespace readability

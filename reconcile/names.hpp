// Names as banks write them: cut to a field's width, reordered, abbreviated, in capitals.
//
// A name is evidence by grade. A first name or initial that says somebody else ("SALLY JONES" for
// Amy Jones) is no evidence at all; neither is a title, a number or a word such as WAGES against
// it.
#pragma once

#include "ledger/parameters.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reconcile {

/// Lower-case letters and digits in words with one space between: accents, apostrophes and marks
/// gone ("O'Neil-Müller & Co." → "oneil muller and co").
std::string fold(std::string_view text);
/// The same, appended to `out`.
void fold_onto(std::string& out, std::string_view text);
/// The words of folded text.
std::vector<std::string_view> words_of(std::string_view folded);

/// How good the evidence of a name is, least first. What each grade may carry alone:
///   typo      one letter wrong, the rest there: only an exact amount on a day that fits
///   cut       so much cut off that others could be meant: only an exact amount on a day that fits
///   surname   the surname and nothing else: only an exact amount on a day that fits
///   initial   surname and initial: also another amount, parts, sums, a plan line
///   partial   cut, with enough left that nobody else is likely: as initial
///   full      the whole name: as initial, and it outweighs an invoice number
/// Whatever the grade, a line that names two alike names neither.
enum class Grade { none, typo, cut, surname, initial, partial, full };
std::string_view text(Grade grade);

/// The lists of ledger/parameters/words.csv that say what kind of line a text is.
enum class WordList : unsigned {
  hmrc = 1U << 0U,
  pension = 1U << 1U,
  payroll = 1U << 2U,
  wages = 1U << 3U,
  returned = 1U << 4U,
  cash = 1U << 5U,
  prohibited = 1U << 6U,
  interest = 1U << 7U,
  bank_charge = 1U << 8U,
  transfer = 1U << 9U,
  title = 1U << 10U,
  noise = 1U << 11U,
  company_suffix = 1U << 12U,
  particle = 1U << 13U,
};

/// A set of word lists.
class WordLists {
 public:
  void add(WordList list) { bits_ |= static_cast<unsigned>(list); }
  void add(WordLists lists) { bits_ |= lists.bits_; }
  bool has(WordList list) const { return (bits_ & static_cast<unsigned>(list)) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  unsigned bits_ = 0;
};

/// Finds words and phrases of the lists in a text. Refers to the parameters, which must outlive it.
class WordIndex {
 public:
  explicit WordIndex(const ledger::Parameters& parameters);
  /// Of the lists that are compiled in; made once.
  static const WordIndex& built_in();
  /// The lists that have a word or phrase beginning at words[at].
  WordLists at(std::span<const std::string_view> words, std::size_t at) const;
  /// The lists that have this word alone.
  WordLists of(std::string_view word) const;

 private:
  struct Phrase {
    std::string_view rest;  ///< of the phrase, after its first word and a space
    WordList list;
  };
  void add(std::string_view name, WordList list, const ledger::Parameters& parameters);
  std::unordered_multimap<std::string_view, Phrase> phrases_;
};

/// The words of one statement line: the payee's first, then the reference's.
struct LineWords {
  std::span<const std::string_view> words;
  std::span<const WordLists> lists;  ///< of each word alone
  std::size_t payee_end = 0;         ///< how many are the payee's

  /// Whether a bank may have cut the text after this word.
  bool may_be_cut(std::size_t at) const { return at + 1 == payee_end || at + 1 == words.size(); }
};

/// A person's name taken apart. The surname is everything after the given names: what a hyphen or a
/// particle ("van", "de", "bin") joins to the last word, or what stands before a comma.
struct PersonName {
  explicit PersonName(std::string_view spelled);
  std::vector<std::string> given;    ///< folded; the first is the one people are called by
  std::vector<std::string> surname;  ///< folded; empty only when there is no name at all
  std::string joined;                ///< the surname without spaces
};

/// An organisation's name by its significant words.
struct OrganisationName {
  explicit OrganisationName(std::span<const std::string_view> significant_words);
  std::string joined;                  ///< without spaces
  std::vector<std::size_t> word_ends;  ///< in `joined`
};

/// How well a line names somebody, and by how many letters.
struct NameFit {
  Grade grade = Grade::none;
  std::size_t letters = 0;
  friend auto operator<=>(const NameFit&, const NameFit&) = default;
};
NameFit grade_person(const LineWords& line, const PersonName& name);
NameFit grade_organisation(const LineWords& line, const OrganisationName& name);

/// Whether a line with this word may name them at all; cheap, and never wrongly false.
bool hints_at(std::string_view word, const PersonName& name);
bool hints_at(std::string_view word, const OrganisationName& name);

/// A word that says nothing about who it is: a number, WAGES, REF, a title.
bool says_nothing(std::string_view word, WordLists lists);

/// Without "ltd", "the", "and" and the like; the whole when nothing else would be left.
std::vector<std::string_view> significant(std::span<const std::string_view> words,
                                          const WordIndex& index);

}  // namespace reconcile

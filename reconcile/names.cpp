#include "reconcile/names.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reconcile {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::size_t shortest_cut = 4;   // letters of a surname that a bank leaves at least
constexpr std::size_t shortest_part = 8;  // letters of an organisation's name that are evidence

constexpr std::array<std::pair<std::string_view, WordList>, 13> list_names{{
    {"hmrc", WordList::hmrc},
    {"pension", WordList::pension},
    {"payroll", WordList::payroll},
    {"wages", WordList::wages},
    {"returned", WordList::returned},
    {"cash", WordList::cash},
    {"prohibited", WordList::prohibited},
    {"interest", WordList::interest},
    {"bank-charge", WordList::bank_charge},
    {"transfer", WordList::transfer},
    {"title", WordList::title},
    {"noise", WordList::noise},
    {"company-suffix", WordList::company_suffix},
}};

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// A word that says nothing about who it is: a number, WAGES, REF, a title.
bool says_nothing(std::string_view word, WordLists lists) {
  return has_digit(word) || lists.has(WordList::noise) || lists.has(WordList::wages) ||
         lists.has(WordList::title) || lists.has(WordList::payroll) ||
         lists.has(WordList::returned) || lists.has(WordList::transfer);
}

/// "alex" for "alexandra": three letters and the rest agrees.
bool short_form(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= 3 && (a.starts_with(b) || b.starts_with(a));
}

enum class Tells { nothing, initial, name, somebody_else };

/// What a word beside the surname tells about the first name.
Tells tells(const LineWords& line, std::size_t at, Words name) {
  const auto word = line.words[at];
  const auto given = name.first(name.size() - 1);
  for (const auto& known : given) {
    if (word == known || short_form(word, known)) return Tells::name;
    if (word.size() == 1 && word[0] == known[0]) return Tells::initial;
  }
  if (given.empty() || says_nothing(word, line.lists[at])) return Tells::nothing;
  return Tells::somebody_else;
}

bool is_surname(const LineWords& line, std::size_t at, std::string_view surname) {
  const auto word = line.words[at];
  if (word == surname) return true;
  return line.may_be_cut(at) && word.size() >= shortest_cut && surname.starts_with(word);
}

/// Looks outwards from the surname at `at`: first before it, then after it.
Grade grade_at(const LineWords& line, std::size_t at, Words name) {
  auto best = Tells::nothing;
  bool contradicted = false;
  const auto look = [&](std::size_t beside, bool before) {
    const auto told = tells(line, beside, name);
    // What follows a surname may be a remark ("JONES CLEANING"), unless it is one letter.
    const bool counts = before || line.words[beside].size() == 1;
    if (told == Tells::somebody_else) contradicted |= counts;
    if (told == Tells::name || told == Tells::initial) best = std::max(best, told);
    return told;
  };
  for (std::size_t i = at; i-- > 0 && at - i <= 3;) {
    // One letter may be a second name's: "AMY L JONES".
    if (look(i, true) == Tells::somebody_else && line.words[i].size() > 1) break;
  }
  if (best != Tells::name && at + 1 < line.words.size()) look(at + 1, false);
  if (best == Tells::name) return Grade::full;
  if (contradicted) return Grade::none;
  return best == Tells::initial ? Grade::initial : Grade::surname;
}

}  // namespace

std::string_view text(Grade grade) {
  switch (grade) {
    case Grade::none:
      return "none";
    case Grade::surname:
      return "surname";
    case Grade::initial:
      return "initial";
    case Grade::partial:
      return "partial";
    case Grade::full:
      return "full";
  }
  throw ledger::Defect{"a name of no grade"};
}

WordIndex::WordIndex(const ledger::Parameters& parameters) {
  std::size_t count = 0;
  for (const auto& [name, list] : list_names) count += parameters.words(name).size();
  phrases_.reserve(count);
  for (const auto& [name, list] : list_names) add(name, list, parameters);
}

const WordIndex& WordIndex::built_in() {
  static const WordIndex index{ledger::Parameters::built_in()};
  return index;
}

void WordIndex::add(std::string_view name, WordList list, const ledger::Parameters& parameters) {
  for (const std::string_view phrase : parameters.words(name)) {
    const auto end = phrase.find(' ');
    const auto rest = end == std::string_view::npos ? std::string_view{} : phrase.substr(end + 1);
    phrases_.emplace(phrase.substr(0, end), Phrase{rest, list});
  }
}

WordLists WordIndex::at(Words words, std::size_t at) const {
  WordLists lists;
  const auto [begin, end] = phrases_.equal_range(words[at]);
  for (auto phrase = begin; phrase != end; ++phrase) {
    auto rest = phrase->second.rest;
    std::size_t next = at + 1;
    while (!rest.empty() && next < words.size()) {
      const auto space = rest.find(' ');
      if (rest.substr(0, space) != words[next]) break;
      rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
      ++next;
    }
    if (rest.empty()) lists.add(phrase->second.list);
  }
  return lists;
}

WordLists WordIndex::of(std::string_view word) const {
  return at(Words{&word, 1}, 0);
}

Grade grade_person(const LineWords& line, Words name) {
  auto best = Grade::none;
  if (name.empty()) return best;
  for (std::size_t at = 0; at < line.words.size(); ++at) {
    if (is_surname(line, at, name.back())) best = std::max(best, grade_at(line, at, name));
  }
  return best;
}

NameFit grade_organisation(const LineWords& line, Words name) {
  NameFit best;
  for (std::size_t start = 0; start < line.words.size() && !name.empty(); ++start) {
    std::size_t letters = 0;
    std::size_t matched = 0;
    std::size_t at = start;
    bool cut = false;
    for (; at < line.words.size() && matched < name.size(); ++at) {
      const auto word = line.words[at];
      if (word == name[matched]) {
        letters += word.size();
        ++matched;
        continue;
      }
      if (matched > 0 && line.lists[at].has(WordList::company_suffix)) continue;
      cut = line.may_be_cut(at) && name[matched].starts_with(word) &&
            letters + word.size() >= shortest_part - 2;
      if (cut) letters += word.size();
      break;
    }
    const bool whole = matched == name.size();
    const bool part = cut || (matched >= 2 && letters >= shortest_part);
    const auto grade = whole ? Grade::full : part ? Grade::partial : Grade::none;
    if (std::pair{grade, letters} > std::pair{best.grade, best.letters} && grade != Grade::none) {
      best = {grade, letters};
    }
  }
  return best;
}

std::vector<std::string_view> significant(Words words, const WordIndex& index) {
  std::vector<std::string_view> left;
  for (const auto& word : words) {
    if (!index.of(word).has(WordList::company_suffix)) left.push_back(word);
  }
  if (left.empty()) left.assign(words.begin(), words.end());
  return left;
}

}  // namespace reconcile

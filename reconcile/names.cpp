#include "reconcile/names.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace reconcile {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::pair<std::string_view, WordList>, 14> list_names{{
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
    {"particle", WordList::particle},
}};

constexpr std::size_t shortest_cut = 4;  // letters of a phrase's last word that a bank leaves

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view text(Grade grade) {
  switch (grade) {
    case Grade::none:
      return "none";
    case Grade::typo:
      return "typo";
    case Grade::cut:
      return "cut";
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
      if (rest.substr(0, space) != words[next]) {
        // Only who is paid is written to the end of a field that cuts it.
        const bool paid =
            phrase->second.list == WordList::hmrc || phrase->second.list == WordList::pension;
        const bool cut = space == std::string_view::npos && words[next].size() >= shortest_cut &&
                         rest.starts_with(words[next]);
        if (paid && cut) rest = {};
        break;
      }
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

bool says_nothing(std::string_view word, WordLists lists) {
  return has_digit(word) || lists.has(WordList::noise) || lists.has(WordList::wages) ||
         lists.has(WordList::title) || lists.has(WordList::payroll) ||
         lists.has(WordList::returned) || lists.has(WordList::transfer);
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

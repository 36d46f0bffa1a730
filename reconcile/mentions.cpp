#include "reconcile/mentions.hpp"

#include <algorithm>

namespace reconcile {

FoldedText::FoldedText(std::string_view text) : folded_{fold(text)}, words_{words_of(folded_)} {
  const auto& index = WordIndex::built_in();
  lists_.reserve(words_.size());
  for (std::size_t at = 0; at < words_.size(); ++at) lists_.push_back(index.at(words_, at));
}

bool FoldedText::has(std::string_view word) const {
  return std::ranges::find(words_, word) != words_.end();
}

bool FoldedText::has_any(const std::vector<std::string>& list) const {
  const auto line = " " + folded_ + " ";
  return std::ranges::any_of(list, [&](const std::string& words) {
    return line.find(" " + words + " ") != std::string::npos;
  });
}

Mention mention_of_person(const FoldedText& text, std::string_view name) {
  switch (grade_person(text.line(), PersonName{name}).grade) {
    case Grade::none:
      return Mention::none;
    case Grade::cut:
    case Grade::surname:
      return Mention::surname;
    case Grade::typo:
    case Grade::initial:
    case Grade::partial:
    case Grade::full:
      return Mention::full;
  }
  return Mention::none;
}

bool mentions_firm(const FoldedText& text, std::string_view name) {
  const auto folded = fold(name);
  const auto words = significant(words_of(folded), WordIndex::built_in());
  const auto grade = grade_organisation(text.line(), OrganisationName{words}).grade;
  return grade >= Grade::partial || grade == Grade::typo;
}

}  // namespace reconcile

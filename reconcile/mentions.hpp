// Whether the text of a bank line mentions a name or a word of a list, for who has no desk: the
// grades are those of names.hpp, asked as a question with two or three answers.
#pragma once

#include "reconcile/names.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

class FoldedText {
 public:
  explicit FoldedText(std::string_view text);
  FoldedText(const FoldedText&) = delete;
  FoldedText& operator=(const FoldedText&) = delete;

  /// A whole word.
  bool has(std::string_view word) const;
  /// Words of a list, each one word or several in a row, folded already.
  bool has_any(const std::vector<std::string>& list) const;
  LineWords line() const { return {words_, lists_, words_.size()}; }

 private:
  std::string folded_;
  std::vector<std::string_view> words_;
  std::vector<WordLists> lists_;
};

enum class Mention {
  none,
  surname,  ///< the surname alone, or less than a whole name that could be somebody else's
  full      ///< with a first name or its initial, perhaps cut or with one letter wrong
};
/// A person's name as banks write it: "MS A JONES", "JONES A", "AMY JONES WAGE".
Mention mention_of_person(const FoldedText& text, std::string_view name);
/// A firm's name, perhaps cut or with one letter wrong.
bool mentions_firm(const FoldedText& text, std::string_view name);

}  // namespace reconcile

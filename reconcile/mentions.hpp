// Whether the text of a bank line mentions a name or a word of a list. Banks cut, reorder and
// capitalise, so words are compared folded: lower case, nothing but letters and digits between
// single spaces.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

class FoldedText {
 public:
  explicit FoldedText(std::string_view text);
  const std::vector<std::string>& words() const { return words_; }
  /// A whole word.
  bool has(std::string_view word) const;
  /// A whole word, or one that a bank cut short (at least four letters left).
  bool has_cut(std::string_view word) const;
  /// Words of a list, each one word or several in a row, folded already.
  bool has_any(const std::vector<std::string>& list) const;

 private:
  std::vector<std::string> words_;
};

enum class Mention {
  none,
  surname,  ///< the surname alone
  full      ///< with a first name or its initial
};
/// A person's name as banks write it: "MS A JONES", "JONES A", "AMY JONES WAGE".
Mention mention_of_person(const FoldedText& text, std::string_view name);
/// A firm's name: two of its words that say something, or the only one.
bool mentions_firm(const FoldedText& text, std::string_view name);

}  // namespace reconcile

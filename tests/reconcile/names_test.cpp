#include "reconcile/names.hpp"

#include <catch2/catch.hpp>

using reconcile::Grade;
using reconcile::grade_organisation;
using reconcile::grade_person;

namespace {

const reconcile::WordIndex& word_index() {
  static const reconcile::WordIndex index{ledger::Parameters::built_in()};
  return index;
}

/// A text as a line has it.
struct Text {
  explicit Text(const std::string& given)
      : folded{reconcile::fold(given)}, words{reconcile::words_of(folded)} {
    for (std::size_t at = 0; at < words.size(); ++at) {
      lists.push_back(word_index().at(words, at));
    }
  }
  Text(const Text&) = delete;
  reconcile::LineWords line() const { return {words, lists, words.size()}; }
  std::string folded;
  std::vector<std::string_view> words;
  std::vector<reconcile::WordLists> lists;
};

Grade person(const std::string& text, const std::string& name) {
  const auto folded = reconcile::fold(name);
  return grade_person(Text{text}.line(), reconcile::words_of(folded));
}

Grade organisation(const std::string& text, const std::string& name) {
  const auto folded = reconcile::fold(name);
  const auto words = reconcile::significant(reconcile::words_of(folded), word_index());
  return grade_organisation(Text{text}.line(), words).grade;
}

}  // namespace

TEST_CASE("folding leaves lower-case words with one space between") {
  CHECK(reconcile::fold("  O'Neil-Smith  & CO. ") == "oneil smith and co");
  CHECK(reconcile::fold("Zoë Müller") == "zoe muller");
  CHECK(reconcile::fold("Łukasz Straße") == "lukasz strasse");
  CHECK(reconcile::fold("") == "");
}

TEST_CASE("a bank's ways with a person's name are all evidence, each of its grade") {
  CHECK(person("AMY JONES WAGE", "Amy Jones") == Grade::full);
  CHECK(person("JONES AMY", "Amy Jones") == Grade::full);
  CHECK(person("MISS AMY L JONES", "Amy Jones") == Grade::full);
  CHECK(person("MS A JONES", "Amy Jones") == Grade::initial);
  CHECK(person("JONES A", "Amy Jones") == Grade::initial);
  CHECK(person("A JONES", "Amy Jones") == Grade::initial);
  CHECK(person("WAGES JONES", "Amy Jones") == Grade::surname);
  CHECK(person("MR B OKAF", "Brian Okafor") == Grade::initial);
  CHECK(person("ALEX SMITH", "Alexandra Smith") == Grade::full);
}

TEST_CASE("somebody else of the same surname is no evidence") {
  CHECK(person("SALLY JONES", "Amy Jones") == Grade::none);
  CHECK(person("B JONES", "Amy Jones") == Grade::none);
  CHECK(person("JONES B", "Amy Jones") == Grade::none);
  CHECK(person("JONESTOWN TAXIS", "Amy Jones") == Grade::none);
  CHECK(person("AMY SMITH", "Amy Jones") == Grade::none);
}

TEST_CASE("an organisation is named by its significant words in order, a cut tail allowed") {
  CHECK(organisation("GREEN THUMB GARDENS", "Green Thumb Gardens Ltd") == Grade::full);
  CHECK(organisation("DD GREEN THUMB GARDENS 0123", "GREEN THUMB GARDENS") == Grade::full);
  CHECK(organisation("THE HELPING HANDS AND CO", "Helping Hands") == Grade::full);
  CHECK(organisation("HELPING HANDS COMM", "Helping Hands Community Care") == Grade::partial);
  CHECK(organisation("GREEN GROCER", "Green Thumb Gardens") == Grade::none);
  CHECK(organisation("HANDS HELPING", "Helping Hands") == Grade::none);
}

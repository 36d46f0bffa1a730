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
  return grade_person(Text{text}.line(), reconcile::PersonName{name}).grade;
}

Grade organisation(const std::string& text, const std::string& name) {
  const auto folded = reconcile::fold(name);
  const auto words = reconcile::significant(reconcile::words_of(folded), word_index());
  return grade_organisation(Text{text}.line(), reconcile::OrganisationName{words}).grade;
}

}  // namespace

TEST_CASE("folding leaves lower-case words with one space between") {
  CHECK(reconcile::fold("  O'Neil-Smith  & CO. ") == "oneil smith and co");
  CHECK(reconcile::fold("Zoë Müller") == "zoe muller");
  CHECK(reconcile::fold("Łukasz Straße") == "lukasz strasse");
  CHECK(reconcile::fold("") == "");
  CHECK(reconcile::fold("Zo\u00c3\u00ab M\u00c3\u00bcller") == "zoe muller");
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
  CHECK(organisation("HELPING HAN COMM 12", "Helping Hands Community Care") == Grade::partial);
  CHECK(organisation("GREENTHUMB GARDENS", "Green Thumb Gardens") == Grade::full);
  CHECK(organisation("GREEN GROCER", "Green Thumb Gardens") == Grade::none);
  CHECK(organisation("HANDS HELPING", "Helping Hands") == Grade::none);
}

TEST_CASE("the surname is everything after the given names") {
  using Words = std::vector<std::string>;
  CHECK(reconcile::PersonName{"Daphne Smith-Hughes"}.surname == Words{"smith", "hughes"});
  CHECK(reconcile::PersonName{"Amy Louise O'Neill"}.surname == Words{"oneill"});
  CHECK(reconcile::PersonName{"Amy Louise O'Neill"}.given == Words{"amy", "louise"});
  CHECK(reconcile::PersonName{"Joost van der Meulen"}.surname == Words{"van", "der", "meulen"});
  CHECK(reconcile::PersonName{"MEULEN, Joost"}.given == Words{"joost"});
  CHECK(reconcile::PersonName{"Mrs Amy Jones"}.given == Words{"amy"});
  CHECK(reconcile::PersonName{"Madonna"}.surname == Words{"madonna"});
}

TEST_CASE("of twins with a double surname a line names the one whose given name it has") {
  CHECK(person("DEREK SMITH-HUGHES", "Derek Smith-Hughes") == Grade::full);
  CHECK(person("DEREK SMITH-HUGHES", "Daphne Smith-Hughes") == Grade::none);
  CHECK(person("SMITH HUGHES DEREK", "Daphne Smith-Hughes") == Grade::surname);
  CHECK(person("D SMITH-HUGHES", "Daphne Smith-Hughes") == Grade::initial);
  CHECK(person("DAPHNE SMITHHUGHES", "Daphne Smith-Hughes") == Grade::full);
  CHECK(person("DAPHNE HUGHES", "Daphne Smith-Hughes") == Grade::partial);
  CHECK(person("DAPHNE SMITH", "Daphne Smith-Hughes") == Grade::partial);
  CHECK(person("DEREK HUGHES", "Daphne Smith-Hughes") == Grade::none);
  CHECK(person("DEREK SMITH HUGHES", "Daphne Smith Hughes") == Grade::none);
}

TEST_CASE(
    "a name may be cut in the middle of the text, and to few letters after a whole given name") {
  CHECK(person("NORA PIKESTA WK 29", "Nora Pikestaff") == Grade::partial);
  CHECK(person("CARD PAYMENT TO NORA PIKESTA ON 28 JUL", "Nora Pikestaff") == Grade::partial);
  CHECK(person("ALEXANDRA CR WAGES", "Alexandra Crabtree") == Grade::partial);
  CHECK(person("RAVI OK WAGES", "Ravi Okonkwo") == Grade::cut);
  CHECK(person("R OKONKW WK 3", "Ravi Okonkwo") == Grade::initial);
  CHECK(person("DAPHNE SMITH-HUG WK 3", "Daphne Smith-Hughes") == Grade::partial);
  CHECK(person("ALEXANDRA O' SALARY", "Alexandra O'Neill") == Grade::cut);
  CHECK(person("RAVI O LEARY", "Ravi Okonkwo") == Grade::none);
  CHECK(person("R PAY 1207", "Ravi Payton") == Grade::none);
  CHECK(person("PIKESTA WK 29", "Nora Pikestaff") == Grade::none);
}

TEST_CASE("a letter wrong in a long surname is little evidence, and none without a given name") {
  CHECK(person("BILL OLDRODY", "Bill Oldroyd") == Grade::typo);
  CHECK(person("BILL OLDRYD WAGES", "Bill Oldroyd") == Grade::typo);
  CHECK(person("BILL OLDROYDD", "Bill Oldroyd") == Grade::typo);
  CHECK(person("BILL OLDROID", "Bill Oldroyd") == Grade::typo);
  CHECK(person("OLDRODY", "Bill Oldroyd") == Grade::none);
  CHECK(person("BILL OLDRODD", "Bill Oldroyd") == Grade::typo);
  CHECK(person("BILL ODLRODY", "Bill Oldroyd") == Grade::none);
  CHECK(person("JEAN OLDRODY", "Bill Oldroyd") == Grade::none);
  CHECK(person("BILL VNEN", "Bill Venn") == Grade::none);
}

TEST_CASE("letters that a bank wrote together or apart are the same letters") {
  CHECK(person("AMYJONES", "Amy Jones") == Grade::full);
  CHECK(person("AJONES WAGES", "Amy Jones") == Grade::initial);
  CHECK(person("AMY O NEILL", "Amy O'Neill") == Grade::full);
  CHECK(person("JVANDERMEULEN", "Joost van der Meulen") == Grade::initial);
}

TEST_CASE("a middle name is as good as an initial, unless the name before it is another's") {
  CHECK(person("LOUISE JONES", "Amy Louise Jones") == Grade::initial);
  CHECK(person("BETH LOUISE JONES", "Amy Louise Jones") == Grade::none);
  CHECK(person("A L JONES", "Amy Louise Jones") == Grade::initial);
  CHECK(person("AL JONES", "Amy Louise Jones") == Grade::initial);
}

TEST_CASE(
    "an organisation is named when its text is cut before a reference, and not by its first word "
    "in another name") {
  CHECK(organisation("QUAYSIDE SAILABILI CD 4648", "Quayside Sailability") == Grade::partial);
  CHECK(organisation("FERNLEAF INSUR P00007", "Fernleaf Insurance") == Grade::partial);
  CHECK(organisation("OAKFIELD P00007", "Oakfield Respite") == Grade::cut);
  CHECK(organisation("OAKFIELD GARAGE", "Oakfield Respite") == Grade::none);
  CHECK(organisation("GREEN THUMB BAKERY", "Green Thumb Gardens") == Grade::cut);
  CHECK(organisation("SUNRI P00007", "Sunrise Gym") == Grade::none);
}

TEST_CASE("words of an organisation's name may be abbreviated, one of them whole") {
  CHECK(organisation("BEACON COMM TRANSPORT", "Beacon Community Transport") == Grade::partial);
  CHECK(organisation("4098 31DEC25 FENLAND COMM TRANS GB", "Fenland Community Transport") ==
        Grade::partial);
  CHECK(organisation("MOB CARS TRENT", "Mobility Cars Trent") == Grade::partial);
  CHECK(organisation("BEACON CMMNTY TRNSPRT", "Beacon Community Transport") == Grade::partial);
  CHECK(organisation("W YORKSHIRE IC", "West Yorkshire ICB") == Grade::partial);
  CHECK(organisation("B C TRANSPORT", "Beacon Community Transport") == Grade::partial);
  CHECK(organisation("B C TRA", "Beacon Community Transport") == Grade::none);
  CHECK(organisation("CASTLEGATE CONTINENCE VIS", "Castlegate Continence Supplies") ==
        Grade::partial);
  CHECK(organisation("BEA COM TRA", "Beacon Community Transport") == Grade::none);
  CHECK(organisation("BEACON COMPUTER TRAINING", "Beacon Community Transport") == Grade::none);
}

TEST_CASE("the week ending is no initials") {
  CHECK(person("JONES W/E 31/10", "Amy Jones") == Grade::surname);
  CHECK(person("A JONES W/E 31/10", "Amy Jones") == Grade::initial);
  CHECK(person("W E JONES", "William Edward Jones") == Grade::initial);
}

TEST_CASE("what HMRC and pension providers are called may be cut") {
  const auto of = [](const std::string& given) {
    const Text text{given};
    reconcile::WordLists lists;
    for (const auto list : text.lists) lists.add(list);
    return lists;
  };
  CHECK(of("THE PEOPLES PENSIO EMP123").has(reconcile::WordList::pension));
  CHECK(of("HM REVEN 475PX").has(reconcile::WordList::hmrc));
  CHECK_FALSE(of("PEOPLES PANTRY").has(reconcile::WordList::pension));
  CHECK_FALSE(of("BANK CHAR").has(reconcile::WordList::bank_charge));
}

TEST_CASE("a letter wrong in an organisation's name is little evidence") {
  CHECK(organisation("WHEELABLE MINIBSU", "Wheelable Minibus") == Grade::typo);
  CHECK(organisation("SUNRIS EGYM", "Sunrise Gym") == Grade::full);
  CHECK(organisation("FERNLEAF INSRANCE P00007", "Fernleaf Insurance") == Grade::typo);
  CHECK(organisation("FERNLEAF ASSURANCE", "Fernleaf Insurance") == Grade::none);
  CHECK(organisation("NETS", "Nest") == Grade::none);
}

TEST_CASE("a given name alone is little evidence, and none beside another word that says who") {
  CHECK(person("DANUTA SALARY", "Danuta Kowalska") == Grade::cut);
  CHECK(person("MEI H SEP25", "Mei Huang") == Grade::cut);
  CHECK(person("MEI SEP25", "Mei Huang") == Grade::none);
  CHECK(person("DANUTA NAILS", "Danuta Kowalska") == Grade::none);
  CHECK(person("DANUTA B WAGES", "Danuta Kowalska") == Grade::none);
  CHECK(person("MAY SALARY", "May Pearson") == Grade::none);
}

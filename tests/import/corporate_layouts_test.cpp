// Layouts of which only the order of the columns is known: recognised by the shape of their rows,
// and not by anything that merely looks alike.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>

namespace {

using ledger::Money;

struct Sample {
  std::string format;
  std::string text;
  std::string account;
  std::int64_t sum;
};

const std::vector<Sample> samples = {
    {"metro",
     "Date,Details,Transaction Type,In,Out,Balance\n02/04/2025,ALDERBROOK CARE,Card,,18.20,81.80\n"
     "01/04/2025,TOP UP,Credit,100.00,,100.00\n",
     "", 8180},
    {"paypal-credit",
     "date,id,amount,description\n01/04/2025,T1,\xC2\xA3"
     "12.00,SHOP\n",
     "", -1200},
    {"hsbcnet",
     "401234-01234567,01/04/2025,GBP,-12.50,ALDERBROOK CARE,DD\n"
     "401234-01234567,02/04/2025,GBP,100.00,FUNDER,CR\n",
     "401234 01234567", 8750},
    {"lloyds-commercial", "01/04/25,309021-01234567,,DEB,-12.50,REF 1,ALDERBROOK CARE\n",
     "309021 01234567", -1250},
    {"bos-chobs", "20250401,-12.50,DEB,ALDERBROOK CARE,,,801234,01234567\n", "801234 01234567",
     -1250},
    {"clydesdale", "2025/04/01,1,82123401234567,,,,ALDERBROOK CARE,-12.50,REF 1\n",
     "821234 01234567", -1250},
    {"bankline",
     "600001,01234567,A,B,GBP,,,,,01/04/25,ALDERBROOK CARE,,,,,BAC,12.50,\n"
     "600001,01234567,A,B,GBP,,,,,02/04/25,FUNDER,,,,,BAC,,100.00\n",
     "600001 01234567", 8750},
    {"handelsbanken",
     "12345678,01/04/2025,ALDERBROOK CARE,12.50,\n12345678,02/04/2025,FUNDER,,100\n", " 12345678",
     8750},
    {"barclaycard", "10 Feb 18,\" Corner Shop, Anytown \",Visa,MR A SAMPLE,Household,,20.59\n", "",
     -2059},
};

std::string account_of(const ledger::Statement& statement) {
  return statement.number.empty() ? "" : statement.sort_code + " " + statement.number;
}

}  // namespace

TEST_CASE("every corporate layout gives its account, its lines and their sum") {
  for (const auto& sample : samples) {
    INFO(sample.format);
    const auto source = imports::read(sample.text, "f.csv");
    if (!source) FAIL(text(source.error()));
    CHECK(source.value().format == sample.format);
    REQUIRE(source.value().statements.size() == 1);
    CHECK(account_of(source.value().statements.front()) == sample.account);
    CHECK(support::booked(source.value().statements.front()).sum == Money::of_pence(sample.sum));
  }
}

TEST_CASE("rows of one corporate layout are not taken for another when a cell is no account") {
  for (const auto* text : {"account,01/04/2025,GBP,-12.50,ALDERBROOK CARE,DD\n",
                           "01/04/25,309021-01234567,x,DEB,-12.50,REF 1,ALDERBROOK CARE\n",
                           "20250401,-12.50,DEB,ALDERBROOK CARE,,,8012,01234567\n",
                           "401234-01234567,01/04/2025,pounds,-12.50,ALDERBROOK CARE,DD\n"}) {
    INFO(text);
    CHECK_FALSE(imports::read(text, "f.csv"));
  }
}

TEST_CASE("where nobody has said how the sign is shown, a file without a minus is remarked on") {
  const auto said = imports::read("401234-01234567,02/04/2025,GBP,100.00,FUNDER,CR\n", "f.csv");
  REQUIRE(said);
  REQUIRE(said.value().warnings.size() == 1);
  CHECK(said.value().warnings.front().text.find("no amount") == 0);
  const auto shown = imports::read(samples[2].text, "f.csv");
  REQUIRE(shown);
  CHECK(shown.value().warnings.empty());
}

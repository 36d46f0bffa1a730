// Profiles: TOML there and back, and tables read by them.
#include "import/profile/profile.hpp"

#include "import/profile/written.hpp"
#include "tests/import/support_files.hpp"

#include <optional>

#include <catch2/catch.hpp>

namespace {

using imports::Profile;
using imports::Role;
using ledger::Money;
using ledger::Rule;

constexpr auto card_profile = R"(schema = "dpledger.profile/1"
name = "cards"
heading = ["When", "Card", "Who", "Shop", "Town", "Amount", "Way", "State", "Left"]
dates = "DD/MM/YYYY"
in_words = ["CR"]
out_words = ["DR"]
booked = ["Settled"]
pending = ["Authorised"]
not_booked = ["Declined"]
footer = ["Total"]
currency = "GBP"

[columns]
date = "When"
amount = "Amount"
direction = "Way"
balance = "Left"
payee = "Shop"
reference = "Town"
state = "State"
account = "Card"
holder = "Who"
)";

constexpr auto card_file =
    "Cards of the council\n"
    "\n"
    "When,Card,Who,Shop,Town,Amount,Way,State,Left\n"
    "01/04/2025 09:12,CR-00041,A Sample,TOP UP,,450.00,CR,Settled,450.00\n"
    "02/04/2025 11:40,CR-00041,A Sample,ALDERBROOK CARE,LEEDS,118.20,DR,Settled,331.80\n"
    "02/04/2025 12:05,CR-00077,B Example,GREENWAY TAXIS,YORK,14.00,DR,Settled,61.00\n"
    "03/04/2025 08:30,CR-00077,B Example,ONLINE SHOP,,25.00,DR,Declined,61.00\n"
    "04/04/2025 08:30,CR-00077,B Example,CORNER SHOP,,5.00,DR,Authorised,\n"
    "Total transactions,5\n";

Profile profile_of(std::string_view toml) {
  auto read = imports::read_profile(toml, "p.toml");
  if (!read) FAIL(text(read.error()));
  return std::move(read).value();
}

std::vector<Rule> refusals_of(std::string_view toml) {
  const auto read = imports::read_profile(toml, "p.toml");
  std::vector<Rule> rules;
  if (read) return rules;
  for (const auto& each : read.errors()) rules.push_back(each.broken);
  return rules;
}

ledger::Result<imports::Source> read_by(std::string_view toml, std::string_view file,
                                        const std::string& name = {}) {
  imports::Profiles profiles;
  profiles.add(profile_of(toml));
  return imports::read(file, "f.csv", {.profile = name, .profiles = &profiles});
}

std::string with(std::string toml, const std::string& from, const std::string& to) {
  const auto at = toml.find(from);
  REQUIRE(at != toml.npos);
  return toml.replace(at, from.size(), to);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return with(std::move(text), from, to);
}

std::string bank(const std::string& keys, const std::string& columns) {
  return "schema = \"dpledger.profile/1\"\nname = \"x\"\n" + keys + "\n[columns]\n" + columns;
}

/// Every line of every statement, booked or not: "2025-04-01 450.00 TOP UP".
std::vector<std::string> lines_of(const imports::Source& source) {
  std::vector<std::string> out;
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) {
      out.push_back(text(line.date) + " " + text(line.amount) + " " + line.description() +
                    (line.pending ? " (pending)" : ""));
    }
  }
  return out;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a profile gives each cardholder of one file a statement of their own") {
  const auto source = read_by(card_profile, card_file);
  if (!source) FAIL(text(source.error()));
  CHECK(source.value().format == "cards");
  CHECK(source.value().profile == "cards");
  CHECK(source.value().proposal.empty());
  const auto& statements = source.value().statements;
  REQUIRE(statements.size() == 2);
  CHECK(statements[0].number == "CR-00041");
  CHECK(statements[0].holder == "A Sample");
  CHECK(statements[0].opening == Money{});
  CHECK(statements[0].closing == Money::of_pence(33180));
  CHECK(statements[0].breaks.empty());
  CHECK(statements[1].holder == "B Example");
  CHECK(statements[1].opening == Money::of_pence(7500));
  CHECK(lines_of(source.value()) ==
        Lines{"2025-04-01 450.00 TOP UP", "2025-04-02 -118.20 ALDERBROOK CARE LEEDS",
              "2025-04-02 -14.00 GREENWAY TAXIS YORK", "2025-04-04 -5.00 CORNER SHOP (pending)"});
  REQUIRE(statements[1].warnings.size() == 1);
  CHECK(statements[1].warnings.front().line == 7);
}

TEST_CASE("both examples of docs/formats/profiles.md are read as the page says") {
  const auto page =
      support::bytes_of(std::filesystem::path{DPLEDGER_FIXTURES} / "../docs/formats/profiles.md");
  std::vector<std::string> files, profiles;
  std::istringstream lines{page};
  bool in_toml = false, in_file = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      in_toml = line == "```toml";
      if (in_toml) profiles.emplace_back();
    } else if (in_toml) {
      profiles.back() += line + "\n";
    } else if (line.starts_with("    ") || (in_file && line.empty())) {
      if (!in_file) files.emplace_back();
      files.back() += (line.empty() ? "" : line.substr(4)) + "\n";
    }
    in_file = !in_toml && (line.starts_with("    ") || (in_file && line.empty()));
  }
  REQUIRE(files.size() == 2);
  REQUIRE(profiles.size() == 3);  // the first shows keys only
  const auto cards = read_by(profiles[1], files[0]);
  if (!cards) FAIL(text(cards.error()));
  REQUIRE(cards.value().statements.size() == 2);
  CHECK(cards.value().statements[0].lines.size() == 2);
  CHECK(cards.value().statements[1].lines.size() == 1);
  const auto abroad = read_by(profiles[2], files[1]);
  if (!abroad) FAIL(text(abroad.error()));
  REQUIRE(abroad.value().statements.size() == 1);
  const auto& statement = abroad.value().statements.front();
  CHECK(statement.currency == "EUR");
  CHECK(statement.opening == Money::of_pence(100000));
  CHECK(statement.closing == Money::of_pence(306550));
  CHECK(statement.breaks.empty());
  CHECK(lines_of(abroad.value()) ==
        Lines{"2025-04-02 -84.50 Stadtwerke Strom April", "2025-04-03 2150.00 Musterfirma Gehalt"});
  const auto altered = read_by(profiles[2], replaced(files[1], "-84,50", "-84,51"));
  REQUIRE(altered);
  CHECK(altered.value().statements.front().breaks == std::vector<int>{6});
}

TEST_CASE("a heading that has changed is refused, and the columns that changed are named") {
  const auto source =
      read_by(card_profile, replaced(card_file, "Shop,Town,Amount", "Store,Town,Amount"), "cards");
  REQUIRE_FALSE(source);
  REQUIRE(source.errors().size() == 2);
  CHECK(source.errors()[0].broken == Rule::column_missing);
  CHECK(source.errors()[0].found == "shop");
  CHECK(source.errors()[0].where.line == 3);
  CHECK(source.errors()[1].broken == Rule::column_unknown);
  CHECK(source.errors()[1].found == "store");
}

TEST_CASE("a file is recognised by the heading of a saved profile, and only by that") {
  CHECK(read_by(card_profile, card_file));
  const auto other = read_by(card_profile, replaced(card_file, "Left\n", "Left,Note\n"));
  REQUIRE_FALSE(other);
  CHECK(other.error().broken == Rule::format_unknown);
  CHECK(other.error().remedy.find("dpledger profile f.csv") != std::string::npos);
}

TEST_CASE("without the whole heading, a profile needs only the columns that it names") {
  const auto toml =
      bank("dates = \"YYYY-MM-DD\"", "date = \"Day\"\namount = \"Sum\"\npayee = \"Who\"");
  const auto source = read_by(toml, "Note,Who,Sum,Day,More\nx,A,1.50,2025-04-01,y\n");
  if (!source) FAIL(text(source.error()));
  CHECK(lines_of(source.value()) == Lines{"2025-04-01 1.50 A"});
}

TEST_CASE("a profile whose sign the running balance contradicts is refused") {
  const auto toml = bank("dates = \"YYYY-MM-DD\"\nsign = \"out-is-positive\"",
                         "date = \"D\"\namount = \"A\"\nbalance = \"B\"\npayee = \"P\"");
  const std::string file = "D,P,A,B\n2025-04-01,x,5.00,5.00\n2025-04-02,y,7.00,12.00\n";
  const auto source = read_by(toml, file);
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == Rule::sign_unproved);
  CHECK(source.error().remedy.find("write sign = ") != std::string::npos);
  CHECK(read_by(with(toml, "out-is-positive", "in-is-positive"), file));
}

TEST_CASE("a table without heading is read by its column numbers") {
  const auto toml = bank(
      "dates = \"MMM DD, YYYY\"\nseparator = \"tab\"\nrows_above = 1\nwidth = 4\n"
      "decimal = \",\"\nthousands = \"space\"",
      "date = 2\npayee = 1\nmoney_out = 3\nmoney_in = 4\n");
  const std::string file =
      "Export of today\nTaxi\tApr 30, 2025\t1 204,50\t\nWages\tMay 1, 2025\t\t90,00\n";
  const auto source = read_by(toml, file, "x");
  if (!source) FAIL(text(source.error()));
  CHECK(lines_of(source.value()) == Lines{"2025-04-30 -1204.50 Taxi", "2025-05-01 90.00 Wages"});
  const auto wider = read_by(toml, replaced(file, "Taxi\t", "Taxi\tnight\t"), "x");
  REQUIRE_FALSE(wider);
  CHECK(wider.error().where.line == 2);
}

TEST_CASE("a row without day and amount goes on with the text above it") {
  const auto toml = bank("dates = \"DD/MM/YYYY\"\ncontinues = true\nnot_booked = [\"void\"]",
                         "date = \"D\"\npayee = \"P\"\nmoney_out = \"O\"\nmoney_in = \"I\"\n"
                         "state = \"S\"");
  const auto source = read_by(toml,
                              "D,P,O,I,S\n01/04/2025,CARD,6.66,,\n,LEEDS SHOP\n,AT NOON,,,\n"
                              "01/04/2025,CARD,1.00,,void\n,LOST,,,\n02/04/2025,PAY,,5.00,\n");
  if (!source) FAIL(text(source.error()));
  CHECK(lines_of(source.value()) ==
        Lines{"2025-04-01 -6.66 CARD LEEDS SHOP AT NOON", "2025-04-02 5.00 PAY"});
  const auto headless = read_by(toml, "D,P,O,I,S\n,NOTHING ABOVE,,,\n02/04/2025,PAY,,5.00,\n");
  REQUIRE_FALSE(headless);
  CHECK(headless.error().broken == Rule::row_not_understood);
}

TEST_CASE("an opening row gives the opening balance and is no line") {
  const auto toml = bank("dates = \"YYYYMMDD\"\nopening_row = [\"Brought forward\"]",
                         "date = \"D\"\npayee = \"P\"\namount = \"A\"");
  const auto source =
      read_by(toml, "D,P,A\n20250401,Brought forward,100.00\n20250402,Taxi,-8.00\n");
  if (!source) FAIL(text(source.error()));
  CHECK(source.value().statements.front().opening == Money::of_pence(10000));
  CHECK(lines_of(source.value()) == Lines{"2025-04-02 -8.00 Taxi"});
}

TEST_CASE("a state word that the profile does not know refuses its row") {
  const auto source = read_by(card_profile, replaced(card_file, "Declined", "Parked"));
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == Rule::word_unknown);
  CHECK(source.error().where.line == 7);
}

TEST_CASE("an amount in another currency than its account's is refused") {
  const auto source = read_by(card_profile, replaced(card_file, "118.20", "EUR 118.20"));
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == Rule::money_not_understood);
  CHECK(source.error().where.line == 5);
}

TEST_CASE("the newest version of a profile is the one that is used") {
  imports::Profiles profiles;
  auto old = profile_of(card_profile);
  auto newer = old;
  newer.version = 2;
  newer.currency = "EUR";
  profiles.add(newer);
  profiles.add(old);
  CHECK(profiles.named("cards")->version == 2);
  CHECK(profiles.named("card") == nullptr);
  const std::vector<std::string> names = {"left", "card",   "when", "who",  "shop",
                                          "town", "amount", "way",  "state"};
  REQUIRE(profiles.fitting(names).size() == 1);
  CHECK(profiles.fitting(names).front()->version == 2);
  CHECK(profiles.fitting({names.data(), 8}).empty());
  const auto source = imports::read(card_file, "f.csv", {.profiles = &profiles});
  REQUIRE(source);
  CHECK(source.value().statements.front().currency == "EUR");
  newer.currency = "CHF";
  profiles.add(newer);
  CHECK(profiles.all().size() == 2);
}

TEST_CASE("two saved profiles with one heading are both named, and neither is taken") {
  imports::Profiles profiles;
  auto profile = profile_of(card_profile);
  profiles.add(profile);
  profile.name = "other-cards";
  profiles.add(profile);
  const auto source = imports::read(card_file, "f.csv", {.profiles = &profiles});
  REQUIRE_FALSE(source);
  CHECK(source.error().broken == Rule::format_ambiguous);
  CHECK(source.error().found.find("other-cards") != std::string::npos);
  CHECK(imports::read(card_file, "f.csv", {.profile = "cards", .profiles = &profiles}));
}

TEST_CASE("a profile that cannot work is refused with what it lacks") {
  const std::string dates = "dates = \"DD/MM/YYYY\"";
  CHECK(refusals_of(bank(dates, "date = \"D\"")) == std::vector{Rule::key_missing});
  CHECK(refusals_of(bank(dates, "date = \"D\"\nmoney_in = \"I\"")) ==
        std::vector{Rule::key_missing});
  CHECK(refusals_of(bank(dates, "date = \"D\"\namount = \"A\"\nmoney_in = \"I\"\n")) ==
        std::vector{Rule::value_out_of_range});
  for (const auto* taken : {"ofx", "camt", "lloyds", "santander", "dpledger-bank"}) {
    CAPTURE(taken);
    const auto read = imports::read_profile(
        "schema = \"dpledger.profile/1\"\nname = \"" + std::string{taken} +
            "\"\nkind = \"bank\"\n" + dates + "\n[columns]\ndate = \"D\"\namount = \"A\"\n",
        "t.toml");
    REQUIRE_FALSE(read);
    CHECK(read.error().broken == Rule::value_out_of_range);
    CHECK(read.error().remedy.find("choose another") != std::string::npos);
  }
  CHECK(refusals_of(bank(dates, "date = \"D\"\namount = 2")) ==
        std::vector{Rule::value_out_of_range});
  CHECK(refusals_of(bank(dates, "date = 1\namount = 1")) == std::vector{Rule::value_out_of_range});
  CHECK(refusals_of(bank(dates, "date = 1\namount = 0")) == std::vector{Rule::key_type});
  CHECK(refusals_of(bank(dates, "date = [\"D\", \"E\"]\namount = \"A\"")) ==
        std::vector{Rule::key_type});
  CHECK(refusals_of(bank(dates, "date = \"D\"\namount = \"A\"\ndirection = \"W\"")) ==
        std::vector{Rule::key_missing});
  CHECK(refusals_of(bank(dates + "\nheading = [\"D\"]", "date = \"D\"\namount = \"A\"")) ==
        std::vector{Rule::column_missing});
  CHECK(refusals_of(bank("dates = \"DD/MM\"", "date = \"D\"\namount = \"A\"")) ==
        std::vector{Rule::word_unknown});
  CHECK(refusals_of(bank(dates + "\ndecimal = \",\"\nthousands = \",\"",
                         "date = \"D\"\namount = \"A\"")) == std::vector{Rule::value_out_of_range});
  CHECK(refusals_of(bank(dates + "\ncurrency = \"pounds\"", "date = \"D\"\namount = \"A\"")) ==
        std::vector{Rule::value_out_of_range});
  CHECK(refusals_of(bank(dates + "\nseperator = \";\"", "date = \"D\"\namount = \"A\"")) ==
        std::vector{Rule::key_unknown});
  CHECK(refusals_of(with(bank(dates, "date = \"D\"\namount = \"A\""), "\"x\"", "\"lloyds\"")) ==
        std::vector{Rule::value_out_of_range});
  CHECK(refusals_of(with(bank(dates, "date = \"D\"\namount = \"A\""), "profile/1", "profile/9")) ==
        std::vector{Rule::schema_unknown});
  CHECK(refusals_of("") == std::vector{Rule::file_empty});
  CHECK(refusals_of("name = ") == std::vector{Rule::toml_syntax});
  CHECK(refusals_of("am\xC3\xA4h = 1") == std::vector{Rule::toml_syntax});  // a letter no key has
}

TEST_CASE("the remedies of a profile speak of profiles, not of a person's file") {
  const auto read = imports::read_profile("schema = \"dpledger.profile/1\"", "p.toml");
  REQUIRE_FALSE(read);
  for (const auto& error : read.errors()) {
    CHECK(text(error).find("person") == std::string::npos);
  }
}

TEST_CASE("a day is read by the one form that was said, and its time is let go") {
  const auto read = [](std::string_view pattern, std::string_view text) -> std::string {
    const auto written = imports::parse_date_pattern(pattern);
    REQUIRE(written);
    const auto date = imports::read_written_date(text, *written);
    return date.date ? ledger::text(*date.date) : std::string{describe(*date.wrong).name};
  };
  CHECK(read("DD/MM/YYYY", "4/1/2025") == "2025-01-04");
  CHECK(read("MM/DD/YYYY", "4/1/2025") == "2025-04-01");
  CHECK(read("MM/DD/YYYY", "13/01/2025") == "date-impossible");
  CHECK(read("DD.MM.YY", "30.04.25") == "2025-04-30");
  CHECK(read("DD.MM.YY", "30.04.2025") == "date-not-understood");
  CHECK(read("YYYY.MM.DD", "2019.04.19.") == "2019-04-19");
  CHECK(read("YYYY-MM-DD", "2025-04-30T23:59:59+01:00") == "2025-04-30");
  CHECK(read("YYYYMMDD", "20091224120000[0:GMT]") == "2009-12-24");
  CHECK(read("YYYYMMDD", "200912241") == "date-not-understood");
  CHECK(read("DD MMM YYYY", "3 September 2026") == "2026-09-03");
  CHECK(read("DD-MMM-YY", "03-Sep-26") == "2026-09-03");
  CHECK(read("MMM DD, YYYY", "Sept. 3, 2026") == "2026-09-03");
  CHECK(read("DD/MM/YYYY", "01/04/2025 06:50 PM") == "2025-04-01");
  CHECK(read("DD/MM/YYYY", "01/04/2025 soon") == "date-not-understood");
  for (const auto& written : imports::date_forms()) {
    CHECK(imports::parse_date_pattern(imports::pattern_of(written)) == written);
  }
}

TEST_CASE("an amount is read by the marks that were said, and never repaired") {
  const auto read = [](std::string_view text, char decimal, char thousands) -> std::string {
    const auto money = imports::read_written_money(text, {decimal, thousands});
    return money.wrong ? std::string{describe(*money.wrong).name}
                       : ledger::text(money.value) + money.currency;
  };
  CHECK(read("-$76.00", '.', ',') == "-76.00$");
  CHECK(read("- $1,220.00", '.', ',') == "-1220.00$");
  CHECK(read("+\xC2\xA3"
             "5",
             '.', ',') == "5.00GBP");
  CHECK(read("-1.234,56 EUR", ',', '.') == "-1234.56EUR");
  CHECK(read("1 234,5", ',', ' ') == "1234.50");
  CHECK(read("1\xC2\xA0"
             "234,5",
             ',', ' ') == "1234.50");
  CHECK(read("1'234.50", '.', '\'') == "1234.50");
  CHECK(read("(12.00)", '.', ',') == "-12.00");
  CHECK(read("12.00-", '.', ',') == "-12.00");
  CHECK(read("12.00 CR", '.', ',') == "12.00");
  CHECK(read("12.00DR", '.', ',') == "-12.00");
  CHECK(read("\xE2\x88\x92"
             "3.00",
             '.', ',') == "-3.00");
  CHECK(read("12.3400", '.', ',') == "12.34");
  CHECK(read("12.345", '.', ',') == "money-fraction-of-penny");
  CHECK(read("1.234.56", '.', ',') == "money-not-understood");
  CHECK(read("1,23.45", '.', ',') == "money-not-understood");
  CHECK(read("--5.00", '.', ',') == "money-not-understood");
  CHECK(read("-5.00 CR", '.', ',') == "money-not-understood");
  CHECK(read("EUR 5.00 GBP", '.', ',') == "money-not-understood");
  CHECK(read("5.", '.', ',') == "money-not-understood");
  CHECK(read("", '.', ',') == "money-not-understood");
  CHECK(read("999999999999999999.00", '.', ',') == "money-too-large");
}

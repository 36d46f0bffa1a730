// The person file: what is read, what is refused and where. The refusals of the fixtures are texts
// that people see: DPLEDGER_APPROVE=1 rewrites them.
#include "import/person/toml_bounds.hpp"
#include "import/source.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using imports::read_person_file;
using ledger::Date;
using ledger::Errors;
using ledger::Money;
using ledger::Rule;

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  REQUIRE(in.is_open());
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

const fs::path fixtures{DPLEDGER_FIXTURES};

std::string full() {
  return content(fixtures / "person" / "full.toml");
}

Money pounds(std::int64_t whole, std::int64_t pence = 0) {
  return Money::of_pence(whole * 100 + pence);
}

Date day(int year, int month, int day_of_month) {
  return *Date::of(year, month, day_of_month);
}

/// The full example with its one `from` replaced.
std::string changed(const std::string& from, const std::string& to) {
  auto text = full();
  const auto at = text.find(from);
  INFO("looking for " << from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Errors refusals(const std::string& toml) {
  const auto read = read_person_file(toml, "p.toml");
  if (read) return {};
  return read.errors();
}

std::string shown(const Errors& errors) {
  std::string all;
  for (const auto& error : errors) all += text(error) + "\n";
  return all;
}

ledger::PersonVersion accepted(const std::string& toml) {
  auto read = read_person_file(toml, "p.toml");
  if (!read) FAIL(shown(read.errors()));
  return std::move(read).value();
}

}  // namespace

TEST_CASE("a person file is read whole", "[import][person]") {
  const auto person = accepted(full());
  CHECK(person.ref == "P0007");
  CHECK(person.name == "Marion Ellwood");
  CHECK(person.nhs_number == "9434765919");
  CHECK(person.care_group == "chc-adult");
  CHECK(person.holder == ledger::Holder::nominee);
  CHECK(person.who_holds() == "Tobias Ellwood");
  CHECK(person.died == day(2026, 2, 11));
  CHECK(person.from == day(2025, 4, 1));
  REQUIRE(person.employer);
  CHECK(person.employer->pays_by_quarter);
  CHECK(person.employer->employment_allowance);
  CHECK(person.employer->paye_reference == "123/A456");
  CHECK(person.workers[0].payroll_id == "A03");
  CHECK(person.workers[1].payroll_id.empty());
  CHECK(person.workers[0].holiday == ledger::HolidayKind::irregular_hours);
  CHECK(person.workers[0].holiday_year_from == day(2025, 1, 1));
  CHECK(person.workers[1].holiday == ledger::HolidayKind::unknown);
  CHECK_FALSE(person.workers[1].holiday_year_from);
}

TEST_CASE("accounts are read with sort codes as six digits", "[import][person]") {
  const auto person = accepted(full());
  REQUIRE(person.accounts.size() == 3);
  CHECK(person.accounts[0].sort_code == "601407");
  CHECK(person.accounts[0].number == "04418273");
  CHECK(person.accounts[0].balance == pounds(125, 40));
  CHECK(person.accounts[0].opened == day(2025, 4, 1));
  CHECK(person.accounts[1].kind == ledger::AccountKind::prepaid_card);
  CHECK(person.accounts[2].pool == "harbour-clients");
}

TEST_CASE("a worker without a share belongs to the one line that names them", "[import][person]") {
  const auto person = accepted(full());
  REQUIRE(person.workers.size() == 2);
  const std::vector<ledger::Share> whole{{"2025", "team", 100}};
  CHECK(person.workers[0].shares == whole);
  const std::vector<ledger::Share> split{{"2025", "team", 80}, {"2025", "garden", 20}};
  CHECK(person.workers[1].shares == split);
  CHECK(person.workers[1].hours->hundredths == 750);
  CHECK(person.workers[1].relation == ledger::Relation::household_family);
}

TEST_CASE("a worker whom no line names has no share", "[import][person]") {
  const auto person = accepted(changed("payees = [\"W1\"]", "payees = []"));
  CHECK(person.workers[0].shares.empty());
}

TEST_CASE("a plan line may name a worker as a bank does", "[import][person]") {
  const auto person = accepted(changed("payees = [\"W1\"]", "payees = [\"NELL FARROW\"]"));
  REQUIRE(person.workers[0].shares.size() == 1);
  CHECK(person.workers[0].shares[0].line == "team");
}

TEST_CASE("a share may name its budget", "[import][person]") {
  const auto person = accepted(
      changed("{ team = 80, garden = 20 }", "{ \"2025/team\" = 60, \"2025n/nursing\" = 40 }"));
  const std::vector<ledger::Share> split{{"2025", "team", 60}, {"2025n", "nursing", 40}};
  CHECK(person.workers[1].shares == split);
}

TEST_CASE("a budget has its funders, accounts, instalments, lines and pots", "[import][person]") {
  const auto person = accepted(full());
  REQUIRE(person.budgets.size() == 2);
  const auto& budget = person.budgets[0];
  REQUIRE(budget.funders.size() == 2);
  CHECK(budget.stream == "health");
  CHECK(budget.funders[1].stream == "social-care");
  CHECK(budget.funders[1].amount == pounds(14416));
  CHECK(budget.accounts == std::vector<std::string>{"dp", "card"});
  CHECK(budget.agreed == pounds(54416));
  CHECK(budget.contingency == pounds(2320));
  CHECK(budget.contingency_weeks == 4);
  CHECK(budget.reviewed_on.size() == 2);
  CHECK(budget.agreed_by.size() == 2);
  REQUIRE(budget.instalments.size() == 2);
  CHECK(budget.instalments[0].every == ledger::Every::four_weeks);
  CHECK(budget.instalments[1].payer == ledger::Payer::person);
  CHECK(budget.instalments[1].arrears);
  REQUIRE(budget.lines.size() == 3);
  CHECK(budget.lines[2].each == pounds(96));
  CHECK(budget.lines[2].every == ledger::Every::once);
  CHECK(budget.lines[2].first == day(2025, 4, 10));
  REQUIRE(budget.pots.size() == 2);
  CHECK(budget.pots[1].kind == "holiday");
}

TEST_CASE("a single funder pays for the whole of a budget", "[import][person]") {
  const auto person = accepted(full());
  const auto& budget = person.budgets[1];
  REQUIRE(budget.funders.size() == 1);
  CHECK(budget.funders[0].amount == pounds(15600));
  CHECK(budget.funders[0].stream == "health");
  REQUIRE(person.services.size() == 1);
  CHECK(person.services[0].price == pounds(22, 15));
  CHECK(person.services[0].quantity.hundredths == 1200);
}

TEST_CASE("the first version need not say from when it holds", "[import][person]") {
  CHECK_FALSE(accepted(changed("version_from = 2025-04-01\n", "")).from);
}

TEST_CASE("while planning goes on nothing need be agreed", "[import][person]") {
  auto toml = changed("agreed = \"15600.00\"\nagreed_on = 2025-03-11\n", "");
  const auto person = accepted(toml);
  CHECK_FALSE(person.budgets[1].agreed);
}

TEST_CASE("an overdrawn account may be taken over", "[import][person]") {
  const auto person = accepted(changed("balance = \"125.40\"", "balance = \"-3.10\""));
  CHECK(person.accounts[0].balance == Money::of_pence(-310));
}

TEST_CASE("a PAYE reference has one spelling, and what is none is refused", "[import][person]") {
  const auto with = [](const std::string& text) { return changed("123/A456", text); };
  CHECK(accepted(with("123 / a456")).employer->paye_reference == "123/A456");
  CHECK(accepted(with("")).employer->paye_reference.empty());
  for (const auto* wrong : {"12/A456", "A456", "123/", "123/A4567890123", "123/A4_6", "1234A5"}) {
    INFO(wrong);
    const auto refused = read_person_file(with(wrong), "p.toml");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().broken == ledger::Rule::value_out_of_range);
  }
}

TEST_CASE("two workers of one payroll number are refused", "[import][person]") {
  const auto twice = changed("hours = \"7.5\"", "payroll_id = \"A03\"\nhours = \"7.5\"");
  const auto refused = read_person_file(twice, "p.toml");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().broken == ledger::Rule::reference_duplicate);
}

TEST_CASE("a file with Windows line ends and a byte order mark is read", "[import][person]") {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : full()) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
  CHECK(accepted(windows).ref == "P0007");
}

TEST_CASE("the example in the documents is the one that is tested", "[import][person]") {
  const auto page = content(fixtures / ".." / "docs" / "formats" / "person.md");
  const auto begin = page.find("```toml\n# Everything that a person file can say");
  REQUIRE(begin != std::string::npos);
  const auto first = begin + std::string{"```toml\n"}.size();
  CHECK(page.substr(first, page.find("```", first) - first) == full());
}

TEST_CASE("every refusal names its place, what was found and what to do", "[import][person]") {
  struct Row {
    std::string from, to;
    Rule rule;
    std::string found;  ///< part of what is shown
  };
  const std::vector<Row> rows{
      {"ref = \"P0007\"", "reff = \"P0007\"", Rule::key_missing, "ref in [person]"},
      {"opened = 2025-04-01\nbalance", "openned = 2025-04-01\nbalance", Rule::key_unknown,
       "did you mean opened?"},
      {"died = 2026-02-11", "died = \"2026-02-11\"", Rule::key_type, "without quotes"},
      {"died = 2026-02-11", "died = 2026-02-30", Rule::date_impossible, "28"},
      {"died = 2026-02-11", "died = 1726-02-11", Rule::date_impossible, "1726-02-11"},
      {"died = 2026-02-11", "died = 2026-02-11T10:00:00", Rule::key_type, "a number or time"},
      {"943 476 5919", "9434765918", Rule::nhs_number_check_digit, "9434765918"},
      {"943 476 5919", "943 476 591", Rule::nhs_number_check_digit, "943 476 591"},
      {"\"chc-adult\"", "\"CHC adult\"", Rule::word_unknown, "lower case"},
      {"holder = \"nominee\"", "holder = \"friend\"", Rule::word_unknown,
       "self, nominee or representative"},
      {"holder_name = \"Tobias Ellwood\"", "holder_name = \"\"", Rule::key_missing, "holder_name"},
      {"paye = \"quarter\"", "paye = \"year\"", Rule::word_unknown, "month or quarter"},
      {"employment_allowance = true", "employment_allowance = \"true\"", Rule::key_type,
       "without quotes"},
      {"60-14-07", "60-1407", Rule::number_not_understood, "30-90-21"},
      {"\"04418273\"", "\"4418273\"", Rule::number_not_understood, "eight digits"},
      {"balance = \"125.40\"", "balance = 125.40", Rule::key_type, "as \"125.40\""},
      {"balance = \"125.40\"", "balance = \"125.405\"", Rule::money_fraction_of_penny, "125.405"},
      {"balance = \"125.40\"", "balance = \"1,25.4\"", Rule::money_not_understood, "1,25.4"},
      {"pool = \"harbour-clients\"\n", "", Rule::key_missing, "pool"},
      {"kind = \"managed\"", "kind = \"bank\"", Rule::key_unknown, "not managed"},
      {"ref = \"card\"", "ref = \"dp\"", Rule::reference_duplicate, "dp"},
      {"ref = \"W2\"", "ref = \"W1\"", Rule::reference_duplicate, "W1"},
      {"ref = \"2025n\"", "ref = \"2025\"", Rule::reference_duplicate, "2025"},
      {"ref = \"garden\"", "ref = \"team\"", Rule::reference_duplicate, "team"},
      {"ref = \"2025n\"", "ref = \"unassigned\"", Rule::reference_duplicate, "unassigned"},
      {"ref = \"P0007\"", "ref = \"P 7\"", Rule::value_out_of_range, "letters, digits"},
      {"to = 2026-01-16", "to = 2025-03-31", Rule::period_backwards, "2025-04-01 to 2025-03-31"},
      {"to = 2026-03-31\nindicative", "to = 2025-03-31\nindicative", Rule::period_backwards,
       "2025-03-31"},
      {"hours = \"26\"", "hours = 26", Rule::key_type, "as \"26\""},
      {"\"irregular-hours\"", "\"sometimes\"", Rule::word_unknown,
       "fixed-hours or irregular-hours"},
      {"holiday_year_from = 2025-01-01", "holiday_year_from = 2025-02-29", Rule::date_impossible,
       "saw 29"},
      {"hours = \"26\"", "hours = \"200\"", Rule::value_out_of_range, "168"},
      {"rate = \"12.95\"", "rate = \"0.00\"", Rule::value_out_of_range, "above nothing"},
      {"garden = 20", "garden = 10", Rule::shares_do_not_add_up, "90 percent"},
      {"garden = 20", "gardn = 20", Rule::reference_unknown, "gardn"},
      {"garden = 20", "garden = 0", Rule::value_out_of_range, "1 to 100"},
      {"garden = 20", "\"2025/team\" = 20", Rule::reference_duplicate, "2025/team"},
      {"ref = \"nursing\"", "ref = \"team\"", Rule::share_ambiguous, "2025/team"},
      {"payees = [\"MARROW AND BEAN\"]", "payees = [\"W1\"]", Rule::share_ambiguous,
       "2025/team, 2025/garden"},
      {"[\"dp\", \"card\"]", "[\"dp\", \"crad\"]", Rule::reference_unknown, "crad"},
      {"[\"dp\", \"card\"]", "[\"dp\", 7]", Rule::key_type, "7"},
      {"accounts = [\"dp\", \"card\"]\n", "", Rule::key_missing, "account"},
      {"deployment = \"notional\"", "deployment = \"notional\"\naccount = \"dp\"",
       Rule::key_unknown, "holds no money"},
      {"deployment = \"notional\"", "deployment = \"third-party\"", Rule::key_missing,
       "organisation"},
      {"\"40000.00\"", "\"40000.01\"", Rule::shares_do_not_add_up, "0.01"},
      {"agreed = \"54416.00\"", "agreed = \"54420.50\"", Rule::shares_do_not_add_up, "4.50"},
      {"amount = \"6000.00\"", "amount = \"6000.01\"", Rule::plan_does_not_add_up, "0.01 more"},
      {"contingency = \"2320.00\"", "contingency = \"2300.00\"", Rule::plan_does_not_add_up,
       "20.00 less"},
      {"contingency_weeks = 4", "contingency_weeks = -1", Rule::value_out_of_range, "0 to 53"},
      {"contingency_weeks = 4", "contingency_weeks = \"4\"", Rule::key_type, "without quotes"},
      {"agreed = \"15600.00\"\n", "", Rule::key_missing, "agreed"},
      {"category = \"activities\"", "category = \"gardening\"", Rule::word_unknown, "activities"},
      {"every = \"4 weeks\"", "every = \"4 week\"", Rule::word_unknown, "4 weeks"},
      {"amount = \"4185.85\"", "amount = \"-4185.85\"", Rule::value_out_of_range, "above nothing"},
      {"first = 2025-04-04", "first = 2026-04-04", Rule::value_out_of_range,
       "2025-04-01 to 2026-03-31"},
      {"every = \"once\"\n", "", Rule::key_missing, "each, every and first"},
      {"each = \"96.00\"\n", "", Rule::key_missing, "each, every and first"},
      {"line = \"nursing\"", "line = \"nurse\"", Rule::reference_unknown, "nurse"},
      {"[[service]]\nbudget = \"2025n\"", "[[service]]\nbudget = \"2025x\"",
       Rule::reference_unknown, "2025x"},
      {"[[service]]\nbudget = \"2025n\"", "[[service]]\nbudget = \"2025\"", Rule::reference_unknown,
       "notional"},
      {"kind = \"holiday\"", "kind = \"redundancy\"", Rule::reference_duplicate, "redundancy"},
      {"kind = \"holiday\"", "kind = \"presents\"", Rule::word_unknown, "redundancy"},
      {"stream = \"health\"\nfunder = ", "funder = ", Rule::key_missing, "stream"},
      {"[[pot]]\nbudget = \"2025\"\nkind = \"redundancy\"", "[pots]\nkind = 1", Rule::key_unknown,
       "pots"},
      {"[person]", "[[person]]", Rule::key_type, "[person]"},
      {"dpledger.person/1", "dpledger.person/2", Rule::schema_unknown, "dpledger.person/2"},
      {"name = \"Nell Farrow\"", "name = \"Nell Farrow", Rule::toml_syntax, ""},
      {"Ravi Shah", "Andr\xE9 Shah", Rule::encoding_unknown, "UTF-8"},
  };
  for (const auto& row : rows) {
    const auto toml = changed(row.from, row.to);
    const auto errors = refusals(toml);
    INFO(row.from << "  →  " << row.to << "\n" << shown(errors));
    REQUIRE(!errors.empty());
    const auto found = std::find_if(errors.begin(), errors.end(), [&](const ledger::Error& error) {
      return error.broken == row.rule && text(error).find(row.found) != std::string::npos;
    });
    REQUIRE(found != errors.end());
    CHECK(found->where.file == "p.toml");
    CHECK(found->where.line > 0);
    CHECK(found->where.column > 0);
  }
}

TEST_CASE("all that is wrong with a file is said at once, by place", "[import][person]") {
  auto toml = changed("ref = \"P0007\"", "ref = \"P 7\"");
  toml.replace(toml.find("rate = \"12.95\""), 14, "rate = 12.9500");
  toml.replace(toml.find("\"holiday\""), 9, "\"parties\"");
  const auto errors = refusals(toml);
  INFO(shown(errors));
  REQUIRE(errors.size() == 3);
  CHECK(errors[0].broken == Rule::value_out_of_range);
  CHECK(errors[1].broken == Rule::key_type);
  CHECK(errors[2].broken == Rule::word_unknown);
  CHECK(errors[0].where.line < errors[1].where.line);
  CHECK(errors[1].where.line < errors[2].where.line);
}

TEST_CASE("a refusal points at the value, counted in characters", "[import][person]") {
  const auto errors = refusals(changed("{ team = 80, garden = 20 }", "{ \"é\" = 20, teem = 80 }"));
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].where.column == 11);
  CHECK(errors[1].where.column == 21);
  const auto number = refusals(changed("rate = \"13.05\"", "rate =  13.05"));
  REQUIRE(number.size() == 1);
  CHECK(number[0].where.column == 9);
  CHECK(number[0].remedy == "write the amount in quotes, as \"13.05\"");
}

TEST_CASE("the refusals of the fixtures read as approved", "[import][person][golden]") {
  const bool approve = std::getenv("DPLEDGER_APPROVE") != nullptr;
  std::set<std::string> shown_rules;
  for (const auto& folder : fs::directory_iterator{fixtures / "refusals"}) {
    const auto input = folder.path() / "input.toml";
    if (!fs::exists(input)) continue;
    const auto errors = refusals(content(input));
    INFO(input);
    REQUIRE(!errors.empty());
    CHECK(ledger::describe(errors.front().broken).name == folder.path().filename().string());
    shown_rules.emplace(ledger::describe(errors.front().broken).name);
    const auto expected = folder.path() / "expected-toml.txt";
    if (approve) std::ofstream{expected} << shown(errors);
    CHECK(shown(errors) == content(expected));
  }
  for (const auto rule :
       {Rule::toml_syntax, Rule::key_unknown, Rule::key_missing, Rule::key_type,
        Rule::schema_unknown, Rule::nhs_number_check_digit, Rule::reference_duplicate,
        Rule::reference_unknown, Rule::period_backwards, Rule::plan_does_not_add_up,
        Rule::shares_do_not_add_up, Rule::share_ambiguous, Rule::value_out_of_range}) {
    INFO(ledger::describe(rule).name);
    CHECK(shown_rules.count(std::string{ledger::describe(rule).name}) == 1);
  }
}

TEST_CASE("what is no text is refused without being read", "[import][person]") {
  CHECK(refusals("")[0].broken == Rule::file_empty);
  CHECK(refusals(" \n\t\n")[0].broken == Rule::file_empty);
  CHECK(refusals(std::string{"a\0b", 3})[0].broken == Rule::file_binary);
  CHECK(refusals(std::string(5 * 1024 * 1024, '#'))[0].broken == Rule::file_too_large);
  CHECK(refusals(std::string(10'000, '['))[0].broken == Rule::toml_syntax);
  CHECK(refusals("[a]\n  [[[b]]]\n")[0].where.line == 2);
  CHECK(refusals("a = " + std::string(10'000, '['))[0].broken == Rule::toml_syntax);
}

TEST_CASE("names deeper than any of ours are refused before they are followed",
          "[import][person]") {
  const auto deep = [](std::size_t parts, const std::string& between) {
    std::string name = "a";
    for (std::size_t i = 1; i < parts; ++i) name += between + "a";
    return name;
  };
  for (const auto* between : {".", " . ", ".'b'."}) {
    for (const std::size_t parts : {10U, 1'000U}) {
      const auto name = deep(parts, between);
      for (const auto& line : {"[" + name + "]", "[[" + name + "]]", name + " = 1",
                               "x = { " + name + " = 1 }", "x = [ { " + name + " = 1 } ]"}) {
        INFO(line.substr(0, 60) << ", " << parts);
        const auto errors = refusals(full() + "\n# once\n" + line + "\n");
        REQUIRE(errors.size() == 1);
        CHECK(errors[0].broken == Rule::value_out_of_range);
        CHECK(errors[0].where.line == std::ranges::count(full(), '\n') + 3);
      }
    }
  }
  CHECK(refusals("[" + deep(50'000, ".") + "]")[0].broken == Rule::line_too_long);
  CHECK(refusals("[" + deep(9, ".") + "]")[0].broken == Rule::key_missing);
}

TEST_CASE("dots in texts and comments are no depth", "[import][person]") {
  const std::string dots(500, '.');
  accepted(changed("pool = \"harbour-clients\"", "pool = \"harbour-clients\"  # " + dots));
  const auto outcome = [](const std::string& text) {
    return accepted(changed("\"A nurse sees to my breathing every day\"", text))
        .budgets[1]
        .lines[0]
        .outcome;
  };
  CHECK(outcome("\"\\\"" + dots + "\"") == "\"" + dots);
  CHECK(outcome("'" + dots + "\\'") == dots + "\\");
  CHECK(outcome("\"\"\"\n" + dots + "\"\"\\\"" + dots + "\"\"\"\"\"") ==
        dots + "\"\"\"" + dots + "\"\"");
  CHECK(outcome("'''" + dots + "\n" + dots + "'''") == dots + "\n" + dots);
}

TEST_CASE("the deepest file that the bounds let through is answered", "[import][person]") {
  std::string name = "a";
  for (int i = 0; i < imports::most_toml_dots; ++i) name += ".a";
  std::string inside = "[" + name + "]\n", closed;
  for (int i = 0; i < 120; ++i) {
    inside += name + " = [\n{ ";
    closed += " }\n]";
  }
  CHECK(refusals(inside + name + " = 1" + closed)[0].broken == Rule::key_missing);
  for (int i = 0; i < 1'000; ++i) inside += name + " = [\n{ ";
  CHECK(refusals(inside)[0].broken == Rule::toml_syntax);
}

TEST_CASE("of a thousand wrong keys fifty are named and the rest are counted", "[import][person]") {
  std::string file = full();
  for (int i = 0; i < 1000; ++i) file += "wrong" + std::to_string(i) + " = 1\n";
  const auto errors = refusals(file);
  REQUIRE(errors.size() == 51);
  CHECK(errors[49].broken == Rule::key_unknown);
  CHECK(errors[50].broken == Rule::more_refused);
  CHECK(errors[50].found == "950 more");
}

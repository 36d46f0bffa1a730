// The person file: what is refused, and where. The refusals of the fixtures are texts that people
// see: DPLEDGER_APPROVE=1 rewrites them.
#include "import/person/toml_bounds.hpp"
#include "tests/import/support_person_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace fs = std::filesystem;
using ledger::Rule;
using support::accepted;
using support::changed;
using support::content;
using support::fixtures;
using support::full;
using support::refusals;
using support::shown;

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

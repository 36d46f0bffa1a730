// The person file: what is read. What is refused is in person_file_refusals_test.cpp.
#include "tests/import/support_person_file.hpp"

#include <string>

#include <catch2/catch.hpp>

using imports::read_person_file;
using ledger::Money;
using support::accepted;
using support::changed;
using support::content;
using support::day;
using support::fixtures;
using support::full;
using support::pounds;

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

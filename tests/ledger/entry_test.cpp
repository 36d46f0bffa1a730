#include "ledger/entry.hpp"

#include "ledger/error.hpp"
#include "ledger/finding.hpp"
#include "ledger/item.hpp"
#include "ledger/statement.hpp"

#include <map>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;  // a test reads better so

namespace {

Date day(const char* text) {
  return parse_date(text).value();
}
Money pence(std::int64_t value) {
  return Money::of_pence(value);
}

Entry entry(std::vector<Posting> postings) {
  return {day("2025-04-30"), EntryKind::line, "line:L1", std::move(postings), {}};
}

}  // namespace

TEST_CASE("an entry that is not sound cannot be recorded", "[ledger]") {
  CHECK_NOTHROW(ensure_sound(entry({{"2025", "suspense", "bank:dp", pence(1), ""}})));
  CHECK_THROWS_AS(ensure_sound(entry({})), Defect);
  CHECK_THROWS_AS(ensure_sound(entry({{"2025", "suspense", "bank:dp", pence(0), ""}})), Defect);
  CHECK_THROWS_AS(ensure_sound(entry({{"2025", "suspense", "bank:dp", pence(-1), ""}})), Defect);
  CHECK_THROWS_AS(ensure_sound(entry({{"2025", "bank:dp", "bank:dp", pence(1), ""}})), Defect);
  CHECK_THROWS_AS(ensure_sound(entry({{"", "suspense", "bank:dp", pence(1), ""}})), Defect);
}

TEST_CASE("balances of any history sum to zero in each budget, and a reversal undoes",
          "[ledger][property]") {
  CHECK(rc::check("sum", [] {
    const std::vector<std::string> accounts{"bank:dp", "suspense", "cost:team", "owed:paye"};
    const std::vector<std::string> budgets{"2024", "2025"};
    std::vector<RecordedEntry> history;
    const auto many = *rc::gen::inRange(1, 20);
    for (int i = 0; i < many; ++i) {
      const auto debit = *rc::gen::inRange<std::size_t>(0, 4);
      const auto credit = (debit + *rc::gen::inRange<std::size_t>(1, 4)) % 4;
      history.push_back({EntryNo{i + 1},
                         entry({{budgets[*rc::gen::inRange<std::size_t>(0, 2)], accounts[debit],
                                 accounts[credit], pence(*rc::gen::inRange(1, 100000)), ""}}),
                         {},
                         false,
                         LinkNo{1}});
    }
    std::map<std::string, std::int64_t> sums;
    for (const auto& balance : balances_of(history)) sums[balance.budget] += balance.net().pence();
    for (const auto& [budget, sum] : sums) RC_ASSERT(sum == 0);
    const auto forward = history;
    for (const auto& recorded : forward)
      history.push_back({EntryNo{0}, reversal_of(recorded), recorded.number, false, LinkNo{1}});
    for (const auto& balance : balances_of(history)) RC_ASSERT(balance.net().is_zero());
  }));
}

TEST_CASE("balances leave out what is dated later than asked", "[ledger]") {
  auto later = entry({{"2025", "suspense", "bank:dp", pence(5), ""}});
  later.date = day("2025-05-01");
  const std::vector<RecordedEntry> history{
      {EntryNo{1}, entry({{"2025", "suspense", "bank:dp", pence(7), ""}}), {}, false, LinkNo{1}},
      {EntryNo{2}, later, {}, false, LinkNo{1}}};
  CHECK(balances_of(history, day("2025-04-30")).front().net() == pence(-7));
  CHECK(balances_of(history).front().net() == pence(-12));
}

TEST_CASE("keys are written as the contract has them", "[ledger]") {
  CHECK(net_pay_key("P0001", "W1", day("2025-04-25")) == "net-pay:P0001:W1:2025-04-25");
  CHECK(net_pay_key("P0001", "W1", day("2025-04-25"), 2) == "net-pay:P0001:W1:2025-04-25#2");
  CHECK(paye_key("P0001", {2025, 3}) == "paye:P0001:2025-26:M03");
  CHECK(pension_key("P0001", {2025, 6}) == "pension:P0001:2025-06");
  CHECK(funding_key("P0001", "2025", day("2025-04-04")) == "funding:P0001:2025:2025-04-04");
  CHECK(invoice_key("P0001", "Helping Hands Community Care", "4711") ==
        "invoice:P0001:helping-hands-community-care:4711");
  CHECK(slug("  Ann's Café & Co. ") == "anns-café-co");
  CHECK(plan_key("P0001", "2025", "insurance", day("2025-04-10")) ==
        "plan:P0001:2025:insurance:2025-04-10");
}

TEST_CASE("twins in a file have two identities, and any line has the same one again", "[ledger]") {
  const StatementLine fare{
      day("2025-04-30"), pence(-280), {}, "POS", "BUS FARE", "", "", 2, false, {}};
  std::vector<StatementLine> once{fare, fare};
  number_lines("P0001/dp", once);
  CHECK(once[0].id != once[1].id);
  std::vector<StatementLine> again{fare, fare};
  number_lines("P0001/dp", again);
  CHECK(again[1].id == once[1].id);
  number_lines("P0002/dp", again);
  CHECK(again[0].id != once[0].id);
  CHECK(parse_line_id(text(once[0].id)) == once[0].id);
  CHECK_FALSE(parse_line_id("L12"));
  CHECK_FALSE(parse_line_id("L00000000000000Zz"));
}

TEST_CASE("every rule has a name of its own, a sentence and a remedy", "[ledger][exhaustive]") {
  std::map<std::string_view, int> names;
  for (const auto rule : all_rules()) {
    const auto& row = describe(rule);
    CHECK_FALSE(row.name.empty());
    CHECK_FALSE(row.wrong.empty());
    CHECK_FALSE(row.remedy.empty());
    CHECK(++names[row.name] == 1);
  }
}

TEST_CASE("a refusal says where, what is wrong, what was found and what to do", "[ledger]") {
  const Error error{Rule::date_impossible, {"a.csv", 3, 5}, quoted("31/02/2025"), {}};
  CHECK(text(error) == "a.csv:3:5: there is no such day: 31/02/2025\ncorrect the date");
  CHECK(quoted(std::string_view{"a\0b", 3}) == "a\\x00b");
  CHECK(quoted("££££", 2) == "££…");
}

TEST_CASE("a finding keeps its id while its cause is the same", "[ledger]") {
  Finding one{"",
              "paye-overdue",
              Severity::high,
              "P0001",
              "2025",
              "paye:P0001:2025-26:M03",
              {},
              {},
              {},
              "",
              "",
              FindingState::open};
  auto two = one;
  two.amount = pence(5);
  identify(one);
  identify(two);
  CHECK(one.id == two.id);
  two.subject = "paye:P0001:2025-26:M04";
  identify(two);
  CHECK(one.id != two.id);
}

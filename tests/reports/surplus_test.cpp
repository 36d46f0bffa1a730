// The answers of `surplus` and `owed-back`: every step in words, and the same figures in every
// form.
#include "reports/surplus.hpp"

#include "reports/owed_back.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using ledger::Money;
using nlohmann::json;

namespace {

Money pounds(std::string_view text) {
  return ledger::parse_money(text).value();
}
ledger::Date day(std::string_view text) {
  return ledger::parse_date(text).value();
}

/// 1,000 in the bank, 700 of it held for HMRC; 40 of the rest asked back.
reconcile::Surplus held_for_hmrc() {
  reconcile::Surplus made{
      .person = "P0001", .budget = "2025", .steps = {}, .shortfall_steps = {}, .shares = {}};
  made.bank = pounds("1000.00");
  made.steps = {{"bank", "in the bank", pounds("1000.00")},
                {"paye", "tax and National Insurance held for HMRC", pounds("-700.00")},
                {"allowed", "may stay in the account: 1 weeks' worth", pounds("-100.00")}};
  made.exact = made.surplus = pounds("200.00");
  made.shortfall_steps = {{"paye", "tax", pounds("700.00")},
                          {"bank", "in the bank", pounds("-1000.00")}};
  made.shares = {{"NHS Dale ICB", pounds("5000.00"), pounds("200.00"), pounds("40.00")}};
  made.usual = pounds("900.00");
  return made;
}

bool says(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("each step to the surplus stands in words, and what the common answer would have said",
          "[surplus]") {
  const auto answer = reports::surplus({{held_for_hmrc()}}, day("2025-09-30"));
  const auto page = reports::as_text(answer);
  CAPTURE(page);
  CHECK(says(page, "less: tax and National Insurance held for HMRC"));
  CHECK(says(page, "-700.00"));
  CHECK(says(page, "Bank less what may stay alone would have said £900.00: £700.00 of that is "));
  CHECK(says(page, "£40.00 of it is asked back or set off already"));
  CHECK_FALSE(says(page, "what is missing"));

  const auto document = json::parse(answer.json);
  CHECK(document["schema"] == "dpledger.surplus/1");
  CHECK(document["budgets"][0]["steps"][1]["amount"] == "-700.00");
  CHECK(document["budgets"][0]["shares"][0]["free"] == "160.00");
  const auto csv = reports::as_csv(answer);
  CHECK(says(csv, "P0001,2025,surplus,paye,tax and National Insurance held for HMRC,-700.00\r\n"));
  CHECK(says(csv, "P0001,2025,asked,NHS Dale ICB,asked back or set off already,40.00\r\n"));
}

TEST_CASE("what is owed back stands by ref and age, and its bands sum to what is open",
          "[owed-back]") {
  reconcile::OwedBack owed{.person = "P0001", .budget = "2025", .funder = "NHS Dale ICB"};
  owed.ref = "R1";
  owed.who = "holder";
  owed.asked = pounds("400.00");
  owed.repaid = pounds("100.00");
  owed.open = pounds("300.00");
  owed.bands = {pounds("200.00"), pounds("60.00"), pounds("40.00"), Money{}, Money{}};
  owed.instalments_paid = 1;
  owed.instalments_to_come = 3;
  const auto answer = reports::owed_back({owed}, {30, 60, 90}, day("2025-12-31"));
  const auto page = reports::as_text(answer, {.width = 200});
  CAPTURE(page);
  CHECK(says(page, "£300.00 is owed back, £100.00 of it past its day."));
  CHECK(says(page, "P0001 R1: 1 instalment paid, 3 to come."));
  CHECK(says(page, "overdue"));
  const auto document = json::parse(answer.json);
  CHECK(document["open"] == "300.00");
  CHECK(document["overdue"] == "100.00");
  CHECK(document["band_days"] == json{30, 60, 90});
  CHECK(document["owed"][0]["bands"].size() == 5);
  CHECK(says(reports::as_csv(answer), ",200.00,60.00,40.00,0.00,0.00,overdue\r\n"));
}

TEST_CASE("what became of a reclaim that was taken back is listed as taken back", "[owed-back]") {
  using Kind = ledger::Act::Kind;
  reports::PersonActs person{"P0001", {}};
  for (const auto kind : {Kind::reclaim, Kind::reconsider, Kind::outcome, Kind::withdraw}) {
    ledger::Act act{.kind = kind, .on = day("2025-09-30")};
    act.number = static_cast<int>(person.acts.size()) + 1;
    if (kind == Kind::withdraw) act.withdrawn = 1;
    if (kind != Kind::withdraw) act.ref = "R1";
    person.acts.push_back(std::move(act));
  }
  const auto listed = json::parse(reports::acts({person}).json)["acts"];
  for (const std::size_t number : {0U, 1U, 2U}) CHECK(listed[number]["taken_back"] == true);
  CHECK(listed[3]["taken_back"] == false);
}

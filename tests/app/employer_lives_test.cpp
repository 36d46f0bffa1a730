// Lives of employers, and a card that changes its provider: pay every four weeks with HMRC by month
// and by quarter; the year in which National Insurance changed in November.
#include "tests/app/support_life.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Life;
using Words = std::vector<std::string>;

namespace {

/// The payments of a kind: "M03 2 197.52 paid" (pay days, amount and state of a tax month).
std::vector<std::string> paye_of(const json& person) {
  std::vector<std::string> all;
  for (const auto& payment : person["payments"]) {
    if (payment["kind"] != "paye") continue;
    const auto key = payment["key"].get<std::string>();
    all.push_back(key.substr(key.rfind(':') + 1) + " " +
                  std::to_string(payment["pay_days"].size()) + " " +
                  payment["amount"].get<std::string>() + " " + payment["state"].get<std::string>());
  }
  return all;
}

}  // namespace

TEST_CASE("four-weekly pay: one tax month has two pay days, by month and by quarter",
          "[app][scenario][employer]") {
  const Life life{"four-weekly", {"hester.toml", "amos.toml"}, "2026-03-31"};
  CHECK(life.raised("2026-03-31").empty());
  const auto employer = life.document({"employer"});
  CHECK(employer["schema"] == "dpledger.employer/1");
  const auto& hester = employer["people"][0];
  const auto& amos = employer["people"][1];
  CHECK(hester["pays_hmrc_by"] == "month");
  CHECK(amos["pays_hmrc_by"] == "quarter");

  const auto by_month = paye_of(hester);
  REQUIRE(by_month.size() == 12);
  CHECK(by_month[0] == "M01 1 98.76 paid");
  CHECK(by_month[2] == "M03 2 197.52 paid");
  CHECK(by_month[10] == "M11 1 98.76 paid");
  CHECK(by_month[11] == "M12 1 239.16 rising");  // its summary is not there yet
  const auto by_quarter = paye_of(amos);
  REQUIRE(by_quarter.size() == 12);
  CHECK(by_quarter[7].substr(0, 5) == "M08 2");
  CHECK(by_quarter[8].substr(by_quarter[8].rfind(' ')) == " paid");
  CHECK(by_quarter[9].substr(by_quarter[9].rfind(' ')) == " due");

  // Hester's summaries take her National Insurance off; Amos could claim what stands on payslips.
  CHECK(hester["employment_allowance"][0]["claimed"] == "1684.80");
  CHECK(amos["employment_allowance"][0]["claimed"] == "0.00");
  CHECK(amos["employment_allowance"][0]["could_claim"] ==
        amos["employment_allowance"][0]["employer_ni"]);
  CHECK(hester["pots"].size() == 1);
  CHECK(amos["pots"].empty());
  CHECK(hester["workers"][0]["holiday"]["hours"] == "140");  // 5.6 weeks of 25
  CHECK(amos["workers"][0]["holiday"]["kind"] == "irregular-hours");
  life.check_page("employer.txt", {"employer"}, "2026-03-31");
}

TEST_CASE("four-weekly pay: nothing is overdue on any pay day or day of payment in the year",
          "[app][scenario][employer]") {
  const Life life{"four-weekly", {"hester.toml", "amos.toml"}, "2026-03-31"};
  for (const auto* as_of : {"2025-05-22", "2025-06-22", "2025-07-22", "2025-07-31", "2025-10-22",
                            "2025-12-31", "2026-01-22", "2026-02-23"}) {
    CAPTURE(as_of);
    CHECK(life.raised(as_of).empty());
  }
}

TEST_CASE("2022/23: what is due to HMRC follows the payslips through the change in November",
          "[app][scenario][employer]") {
  const Life life{"autumn-2022", {"person.toml"}, "2023-04-21"};
  for (const auto* as_of : {"2022-10-31", "2022-11-30", "2022-12-31", "2023-03-31", "2023-04-21"}) {
    CAPTURE(as_of);
    CHECK(life.raised(as_of).empty());
  }
  const auto of = life.document({"employer"}, "2023-04-05")["people"][0];
  const auto paye = paye_of(of);
  REQUIRE(paye.size() == 12);
  CHECK(paye[2] == "M03 1 163.78 paid");
  CHECK(paye[3] == "M04 1 133.97 paid");
  CHECK(paye[6] == "M07 1 133.97 paid");
  CHECK(paye[7] == "M08 1 125.67 paid");
  CHECK(of["employment_allowance"][0]["allowance"] == "5000.00");
  CHECK(of["employment_allowance"][0]["employer_ni"] == "831.68");
  CHECK(of["workers"][0]["wage"]["floor"] == "10.42");
  const auto before = life.document({"employer"}, "2022-11-05");
  const auto after = life.document({"employer"}, "2022-11-06");
  const auto percent = [](const json& document) {
    for (const auto& rate : document["rates"]) {
      if (rate["name"] == "employer-ni-percent") return rate["value"].get<std::string>();
    }
    return std::string{};
  };
  CHECK(percent(before) == "15.05");
  CHECK(percent(after) == "13.80");
  life.check_page("employer.txt", {"employer"}, "2023-03-31");
}

TEST_CASE("a card changes its provider: what moves is neither income nor spending",
          "[app][scenario]") {
  const Life life{"card-switch", {"person.toml"}, "2026-03-31"};
  for (const auto* as_of : {"2025-09-15", "2025-09-30", "2025-10-31", "2026-03-31"}) {
    CAPTURE(as_of);
    CHECK(life.raised(as_of).empty());
  }
  const auto before = life.document({"balance"}, "2025-09-14")["budgets"][0];
  const auto after = life.document({"balance"}, "2025-09-15")["budgets"][0];
  for (const auto* figure : {"received", "contributed", "spent", "bank", "suspense"}) {
    CAPTURE(figure);
    CHECK(before[figure] == after[figure]);
  }
  const auto end = life.document({"balance"})["budgets"][0];
  CHECK(end["received"] == "5520.00");
  CHECK(end["spent"] == "4956.00");
  CHECK(end["bank"] == "564.00");
  CHECK(end["suspense"] == "0.00");
  CHECK(life.document({"employer"})["people"].empty());
  life.check_page("balance.txt", {"balance"}, "2026-03-31");
}

// The pages of a budget that is over say where its money went, and call what came in, what was
// taken up late and what was not yet agreed by their names.
#include "reconcile/closing.hpp"
#include "reconcile/services.hpp"
#include "reports/closing.hpp"
#include "reports/deliveries.hpp"
#include "reports/plan.hpp"
#include "reports/surplus.hpp"
#include "tests/reconcile/build_acts.hpp"

#include <nlohmann/json.hpp>

using namespace build;
using nlohmann::json;

namespace {

std::string text_of(const reports::Answer& answer) {
  reports::Look look;
  look.width = 400;
  return reports::as_text(answer, look);
}
bool says(const std::string& page, const std::string& words) {
  return page.find(words) != std::string::npos;
}

/// A budget that another one takes over from on 1 October 2025; the rest goes back.
Acted handed_over() {
  Acted made;
  auto next = made.plan();
  next.ref = "2025b";
  next.from = day("2025-10-01");
  next.to = day("2026-09-30");
  next.follows = "2025";
  next.rest = ledger::Rest::due_back;
  made.person.budgets.push_back(next);
  for (auto& worker : made.person.workers) worker.shares.push_back({"2025b", "team", 100});
  return made;
}

reports::Answer surplus_on(const Acted& made, const std::string& on) {
  const Books books{made, on};
  return reports::surplus(reports::surplus_rows(books.view()), day(on));
}

reports::Answer closure_on(const Acted& made, const std::string& on) {
  const Books books{made, on};
  const auto* budget = books.view().history().budget("2025");
  return reports::closure(reconcile::closing(books.view(), *budget), books.view());
}

}  // namespace

TEST_CASE("the surplus page of a budget that was handed over says where its money went",
          "[surplus]") {
  auto made = handed_over();
  made.bank("2025-09-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-10-20", "-300.00", "NHS TRENT ICB");
  const auto before = text_of(surplus_on(made, "2025-09-20"));
  CHECK_FALSE(says(before, "The budget ended"));
  const auto answer = surplus_on(made, "2025-11-15");
  const auto page = text_of(answer);
  CAPTURE(page);
  CHECK(says(page, "The budget ended on 30 September 2025."));
  CHECK(says(page, "NHS Trent ICB has had £300.00 back."));
  CHECK(says(page, "£700.00 is still to be repaid to NHS Trent ICB."));
  CHECK_FALSE(says(page, "is not there"));
  const auto over = json::parse(answer.json)["budgets"][0]["where_it_went"];
  CHECK(over["ended"] == "2025-09-30");
  CHECK(over["followed_by"] == "2025b");
  CHECK(over["back"][0]["repaid"] == "300.00");
  CHECK(json::parse(answer.json)["budgets"][1]["where_it_went"].is_null());
}

TEST_CASE("nothing free is no hole where all is there that is held for others", "[surplus]") {
  Acted made;
  made.plan().contingency_weeks = 4;
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-04-05", "-1000.00", "GREEN THUMB GARDENS");
  const auto spent = text_of(surplus_on(made, "2025-04-10"));
  CAPTURE(spent);
  CHECK(says(spent, "Nothing is in the bank."));
  CHECK_FALSE(says(spent, "is not there"));
  made.payslip("W1", "2025-04-08", "120.00", "60.00");
  CHECK(says(text_of(surplus_on(made, "2025-04-10")),
             "Nothing is free: £180.00 of what is held for others or set aside is not there."));
}

TEST_CASE("a bank's interest is not from funders, and what is taken up late is said in words",
          "[closing]") {
  Acted made;
  made.plan().closed_on = day("2025-06-30");
  made.plan().closed_because = "moved away";
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-07-20", "1.00", "INTEREST");
  const auto answer = closure_on(made, "2025-08-01");
  const auto page = text_of(answer);
  CAPTURE(page);
  CHECK(says(page, "Came in from others, such as interest       1.00"));
  CHECK(says(page, "bank line \"INTEREST\""));
  CHECK_FALSE(says(page, "line:L"));
  const auto document = json::parse(answer.json);
  CHECK(document["received"] == "1001.00");
  CHECK(document["received_from_others"] == "1.00");
  CHECK(document["corrections"][0]["source"].get<std::string>().starts_with("line:L"));
}

TEST_CASE("a budget is not closed while pay is known that is still to come", "[closing]") {
  Acted made;
  made.plan().closed_on = day("2025-04-30");
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-04-20", "-1000.00", "GREEN THUMB GARDENS");
  CHECK(json::parse(closure_on(made, "2025-05-05").json)["settled"] == true);
  made.payslip("W1", "2025-05-09", "120.00");
  const auto answer = closure_on(made, "2025-05-05");
  CHECK(json::parse(answer.json)["settled"] == false);
  CHECK(says(text_of(answer), "£120.00 of pay and bills is known and still to come."));
}

TEST_CASE("a payslip that is taken up late is said by name and pay day", "[closing]") {
  Acted made;
  made.plan().closed_on = day("2025-06-30");
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.payslip("W1", "2025-07-04", "120.00", "60.00");
  const auto page = text_of(closure_on(made, "2025-08-01"));
  CAPTURE(page);
  CHECK(says(page, "payslip of Amy Jones (W1), pay day 4 July 2025"));
  CHECK_FALSE(says(page, "payslip:W1"));
}

TEST_CASE("a part that nobody has agreed to yet is not known, and not nothing", "[plan]") {
  Acted made;
  auto& plan = made.plan();
  plan.agreed.reset();
  plan.agreed_on.reset();
  plan.funders = {{"NHS Trent ICB", "health", {}}, {"Trent County Council", "social-care", {}}};
  const Books books{made, "2025-04-20"};
  const auto answer = reports::plan(books.view(), "");
  CHECK(says(text_of(answer), "not known yet"));
  const auto payers = json::parse(answer.json)["budgets"][0]["payers"];
  REQUIRE(payers.size() == 2);
  for (const auto& payer : payers) {
    CHECK(payer["amount"].is_null());
    CHECK(payer["received"] == "0.00");
  }
}

TEST_CASE("the invoice of a block service stands for nothing, recorded or not", "[services]") {
  reconcile::ServiceMonth month{.person = "P0001",
                                .budget = "2025",
                                .line = "respite",
                                .service = "bed",
                                .provider = "Sea View",
                                .kind = "block",
                                .unit = "night"};
  month.invoiced = pounds("442.00");
  month.unrecorded = true;
  const auto page = text_of(reports::deliveries({month}, day("2025-06-05")));
  CAPTURE(page);
  CHECK(says(page, "block: value without cash; nothing recorded; the invoice is not counted"));
  CHECK_FALSE(says(page, "stands for it"));
}

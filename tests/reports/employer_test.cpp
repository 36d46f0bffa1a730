// How an employer's page says what is known, and what is not.
#include "reports/employer.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;
using reconcile::DutyState;
using reconcile::EmployerDuties;
using reconcile::EmployerPayment;

namespace {

Date day(const std::string& text) {
  return ledger::parse_date(text).value();
}
Money pounds(const std::string& text) {
  return ledger::parse_money(text).value();
}

EmployerPayment paye(int month, const std::string& amount, DutyState state, int pay_days = 1) {
  const ledger::TaxMonth tax_month{2025, month};
  EmployerPayment made{.kind = ItemKind::paye,
                       .key = paye_key("P1", tax_month),
                       .who = "HMRC",
                       .period = tax_month.period(),
                       .tax_month = tax_month,
                       .due = tax_month.due()};
  made.amount = pounds(amount);
  made.most_of_one = pay_days;
  made.state = state;
  if (state == DutyState::paid) made.paid = made.amount;
  return made;
}

EmployerDuties one() {
  EmployerDuties made{.person = "P1",
                      .as_of = day("2025-09-30"),
                      .tax_year = {day("2025-04-06"), day("2026-04-05")}};
  reconcile::Holiday holiday{.year = {day("2025-04-01"), day("2026-03-31")}};
  holiday.missing = "the hours of the usual week";
  made.workers.push_back(
      {.worker = "W1", .name = "Amy Jones", .from = day("2025-04-01"), .holiday = holiday});
  made.workers[0].floor.missing = "the worker's date of birth";
  return made;
}

std::string page(const EmployerDuties& of) {
  return as_text(reports::employer({of}, {}, of.as_of), {.whole_sentences = true});
}

bool says(const std::string& page, const std::string& words) {
  INFO(page);
  return page.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("what cannot be told is said with what is missing", "[reports][employer]") {
  const auto said = page(one());
  CHECK(says(said, "What holiday W1 has built up cannot be told without the hours of the usual"));
  CHECK(says(said, "The least wage of W1 cannot be told without the worker's date of birth."));
  CHECK(says(said, "Holiday taken is in none of the files"));
  CHECK(says(said, "The weekly rate of statutory sick pay on 30 September 2025 is not known"));
  CHECK(says(said, "No pot for redundancy, holiday or insurance is agreed."));
  CHECK(says(said, "no premium is on the statements"));
}

TEST_CASE("a payment that no statement reaches is not called overdue", "[reports][employer]") {
  auto of = one();
  of.payments = {paye(4, "150.00", DutyState::not_known)};
  of.payments[0].known_until = day("2025-07-31");
  const auto said = page(of);
  CHECK(says(said, "not known: no statement after 31 July 2025"));
  CHECK_FALSE(says(said, "overdue"));
}

TEST_CASE("a tax month with two pay days is told only where the others have one",
          "[reports][employer]") {
  auto of = one();
  of.payments = {paye(1, "150.00", DutyState::paid), paye(2, "150.00", DutyState::paid),
                 paye(3, "300.00", DutyState::due, 2)};
  CHECK(says(page(of), "Two pay days of a worker fall in the tax month to 5 July 2025"));
  of.payments[0].most_of_one = of.payments[1].most_of_one = 2;
  CHECK_FALSE(says(page(of), "Two pay days of a worker"));
}

TEST_CASE("what could be claimed is a remark with its condition", "[reports][employer]") {
  auto of = one();
  reconcile::AllowanceYear year{.start_year = 2025};
  year.allowance = pounds("10500.00");
  year.employer_ni = year.borne = pounds("840.00");
  year.months = 6;
  of.allowance = {year};
  CHECK(
      says(page(of), "Up to £840.00 could be claimed, if this employer has claimed nowhere else"));
  of.says_allowance = true;
  CHECK(says(page(of),
             "of 6 months with pay 6 have no employer summary, so PAYE is reckoned in full there"));
  of.allowance[0].allowance = Money{};
  CHECK_FALSE(says(page(of), "could be claimed, if"));
  CHECK(says(page(of), "2025-26: those who employ their own carers had no allowance."));
}

TEST_CASE("the employer's document has no figure for what is not known", "[reports][employer]") {
  auto of = one();
  of.payments = {paye(1, "150.00", DutyState::paid), paye(2, "150.00", DutyState::due)};
  const auto document = nlohmann::json::parse(reports::employer({of}, {}, of.as_of).json);
  CHECK(document["schema"] == "dpledger.employer/1");
  const auto& person = document["people"][0];
  CHECK(person["open"] == "150.00");
  CHECK(person["payments"][0]["state"] == "paid");
  CHECK(person["workers"][0]["holiday"]["hours"].is_null());
  CHECK(person["workers"][0]["holiday"]["taken"].is_null());
  CHECK(person["workers"][0]["wage"]["floor"].is_null());
  CHECK(person["sick_pay"]["weekly"].is_null());
}

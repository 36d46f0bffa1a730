// balance --plain: what may be paid already is not asked for again; money that an organisation
// holds; plans that are over.
#include "tests/reports/plain_pages.hpp"

using namespace build;
using namespace plain_pages;

namespace {

/// Three months of tax of £60 each that are due as one quarter, and a payment of two of them.
Acted two_months_of_three() {
  Acted stephen;
  stephen.person.employer = ledger::Employer{.pays_by_quarter = true};
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  for (const auto* on : {"2025-04-25", "2025-05-25", "2025-06-25"}) {
    stephen.payslip("W1", on, "120.00", "60.00");
    stephen.bank(on, "-120.00", "AMY JONES");
  }
  stephen.bank("2025-07-18", "-120.00", "HMRC PAYE 475PX00881204");
  return stephen;
}

}  // namespace

TEST_CASE("what a waiting payment may have paid to HMRC is not asked for again", "[plain]") {
  auto stephen = two_months_of_three();
  const auto page = page_of(stephen, "2025-07-25");
  CHECK(says(page, "Pay HMRC £60.00 now. This was due on 22 July 2025."));
  CHECK(says(page, "HMRC may have £120.00 already. We are checking this. Do not pay it twice."));
  CHECK_FALSE(says(page, "£180.00"));
  CHECK_FALSE(says(page, "We are not sure what"));
  stephen.payslip("W1", "2025-07-20", "120.00", "11.00");
  const auto later = page_of(stephen, "2025-07-25");
  CHECK(says(later,
             "Pay HMRC £60.00 now. This was due on 22 July 2025. £11.00 more is due by 22 October "
             "2025."));
  CHECK(says(later, "Pay Amy Jones £120.00 now."));
}

TEST_CASE("what may have gone back already is not to be given back again", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  stephen.bank("2025-05-02", "-200.00", "NHS TRENT ICB");
  const Books books{stephen, "2025-05-03"};
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(says(page, "NHS Trent ICB may have £200.00 back already."));
  CHECK(says(page, "Give back £200.00 to NHS Trent ICB by 31 May 2025."));
}

TEST_CASE("what is due later is told apart from what is late or due first", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  for (const auto* on : {"2025-04-25", "2025-05-25", "2025-06-25"}) {
    stephen.payslip("W1", on, "120.00", on == std::string{"2025-05-25"} ? "70.00" : "60.00");
    stephen.bank(on, "-120.00", "AMY JONES");
  }
  CHECK(says(page_of(stephen, "2025-06-30"),
             "Pay HMRC £130.00 now. This was due on 22 May 2025. £60.00 more is due by 22 July "
             "2025."));
  stephen.payslip("W1", "2025-07-07", "120.00", "50.00");
  CHECK(says(page_of(stephen, "2025-07-08"),
             "£60.00 more is due by 22 July 2025, and £50.00 after that."));
  stephen.bank("2025-05-20", "-60.00", "HMRC PAYE");
  CHECK(says(page_of(stephen, "2025-05-30"), "Pay HMRC £70.00 by 22 June 2025."));
  CHECK_FALSE(says(page_of(stephen, "2025-05-30"), "more is due"));
}

TEST_CASE("what HMRC owes is no tax to pay", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00");
  stephen.bank("2025-04-25", "-120.00", "AMY JONES");
  ledger::EmployerSummary summary{.month = ledger::tax_month_of(day("2025-04-25"))};
  summary.person = "P0001";
  summary.due = pounds("-40.00");
  stephen.summaries.push_back({{2}, summary});
  stephen.bank("2025-05-20", "40.00", "HMRC NDDS");
  const Books books{stephen, "2025-05-25"};
  CHECK_FALSE(books.raises("third-party-deposit"));
  for (const auto on : {"2025-05-19", "2025-05-25"}) {
    const auto page = page_of(stephen, on);
    const bool came = std::string_view{on} == "2025-05-25";
    CHECK(says(page, "HMRC is to give £40.00 back.") != came);
    for (const auto& figure : section(page, "spoken-for").figures) CHECK(figure.amount > Money{});
  }
}

TEST_CASE("what was paid too little stands once on the page", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00");
  stephen.bank("2025-04-25", "-120.00", "AMY JONES");
  stephen.bank("2025-05-20", "-45.00", "HMRC PAYE 475PX00881204");
  const Books books{stephen, "2025-05-25"};
  REQUIRE(books.raises("underpaid"));
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(says(page, "Pay HMRC £15.00 now. This was due on 22 May 2025."));
  CHECK_FALSE(says(page, "too little"));
}

TEST_CASE("who has money held by an organisation is told to ask it", "[plain]") {
  Acted stephen;
  stephen.plan().deployment = ledger::Deployment::third_party;
  stephen.plan().organisation = "Harbour Care";
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.bank("2025-04-05", "-60.00", "CASH WITHDRAWAL LNK HIGH ST");
  stephen.bank("2025-04-08", "-41.00", "SOMEBODY UNKNOWN");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  const auto page = page_of(stephen, "2025-04-30");
  CHECK(
      says(page, "Harbour Care holds this money for you. They pay the bills. You do not have to."));
  CHECK(says(page, "Ask Harbour Care about £60.00 that was taken out in cash."));
  CHECK(says(page, "Ask Harbour Care about £41.00 for things that are not in the plan."));
  CHECK_FALSE(says(page, "payments were for"));  // each would be asked about twice
  CHECK(says(page, "Ask Harbour Care to give back £200.00 to NHS Trent ICB by 31 May 2025."));
  CHECK(section(page, "left").figures.at(0).what == "Held for you now");
  CHECK_FALSE(says(page, "You took out"));
  CHECK_FALSE(says(page, "find the bills"));
}

TEST_CASE("a plan that is over is not to be looked at again", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  const Books running{stephen, "2025-09-30"};
  REQUIRE(running.raises("review-due"));
  CHECK(says(reports::plain_pages(running.view()).at(0), "It is time to look at your plan again."));
  stephen.plan().closed_on = day("2025-09-20");
  const Books over{stephen, "2025-09-30"};
  CHECK_FALSE(
      says(reports::plain_pages(over.view()).at(0), "It is time to look at your plan again."));
}

TEST_CASE("of a bank of which no page was ever seen the page tells nothing, and asks for pages",
          "[plain]") {
  Acted stephen;
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00");
  const auto soon = page_of(stephen, "2025-04-30");
  CHECK(says(soon, "We have not seen any bank pages yet."));
  CHECK_FALSE(says(soon, "short of"));
  CHECK_FALSE(says(soon, "Please send in the bank pages."));
  CHECK(says(page_of(stephen, "2025-06-01"), "Please send in the bank pages."));
}

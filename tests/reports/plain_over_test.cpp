// balance --plain of a budget that is over: all that is still to be paid, to whom, and what is left
// after that, as `surplus` and `closure` have it.
#include "reconcile/closing.hpp"
#include "tests/reports/plain_pages.hpp"

using namespace build;
using namespace plain_pages;

namespace {

/// Its last wages are paid after its end, and a bill comes later still.
Acted ended() {
  Acted made;
  made.plan().to = day("2025-04-30");
  made.person.workers[0].to = day("2025-04-30");
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.payslip("W1", "2025-05-09", "120.00", "60.00", "15.00");
  made.invoice("77", "2025-05-12", "88.00");
  made.invoices.back().record.due = day("2025-05-30");
  return made;
}

Money figure(const PlainPage& page, const std::string& in, const std::string& code) {
  for (const auto& one : section(page, in).figures) {
    if (one.code == code) return one.amount;
  }
  return {};
}

}  // namespace

TEST_CASE(
    "the page of a budget that is over names pay and bills that are dated later, and whom to "
    "pay",
    "[plain]") {
  const Books books{ended(), "2025-05-05"};
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(figure(page, "spoken-for", "later:net-pay") == pounds("120.00"));
  CHECK(figure(page, "spoken-for", "later:paye") == pounds("60.00"));
  CHECK(figure(page, "spoken-for", "later:pension") == pounds("15.00"));
  CHECK(figure(page, "spoken-for", "later:suppliers") == pounds("88.00"));
  CHECK(figure(page, "left", "left") == pounds("717.00"));
  const auto* budget = books.view().history().budget("2025");
  CHECK(reconcile::closing(books.view(), *budget).left.left == pounds("717.00"));
  CHECK(says(page, "Pay Amy Jones £120.00 by 9 May 2025."));
  CHECK(says(page, "Pay HMRC £60.00 by 22 June 2025."));
  CHECK(says(page, "Pay the pension firm £15.00 by 22 June 2025."));
  CHECK(says(page, "Pay Helping Hands Community Care Ltd £88.00 by 30 May 2025."));
}

TEST_CASE("once pay and bills have come they are told once", "[plain]") {
  const auto page = page_of(ended(), "2025-05-15");
  CHECK(figure(page, "spoken-for", "owed:net-pay") == pounds("120.00"));
  CHECK(figure(page, "spoken-for", "later:net-pay") == Money{});
  CHECK(figure(page, "left", "left") == pounds("717.00"));
}

TEST_CASE("several who are to be paid are named", "[plain]") {
  auto made = ended();
  made.invoice("12", "2025-05-13", "12.00", "Art Barn");
  const auto page = page_of(made, "2025-05-05");
  CHECK(says(page, "The bills are from Art Barn and Helping Hands Community Care Ltd."));
  CHECK(figure(page, "left", "left") == pounds("705.00"));
}

TEST_CASE("what is put by is kept for workers alone once a budget is over", "[plain]") {
  auto made = ended();
  made.plan().pots = {{"redundancy", pounds("200.00")}, {"saving", pounds("33.00")}};
  const auto running = page_of(made, "2025-04-20");
  CHECK(figure(running, "spoken-for", "pots") == pounds("233.00"));
  CHECK_FALSE(says(running, "free again"));
  const auto over = page_of(made, "2025-05-05");
  CHECK(figure(over, "spoken-for", "pots") == pounds("200.00"));
  CHECK(says(over, "£33.00 that was put by is free again."));
  CHECK(figure(over, "left", "left") == pounds("517.00"));
}

TEST_CASE("money that is too little for what is still to come is said before it is due",
          "[plain]") {
  auto made = ended();
  made.bank("2025-04-28", "-900.00", "GREEN THUMB GARDENS");
  const auto page = page_of(made, "2025-05-05");
  CHECK(says(page, "You are £183.00 short of what is owed and put by."));
}

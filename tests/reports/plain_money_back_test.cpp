// balance --plain: money that goes back, to whom, what is the person's own, and what is kept back.
#include "reconcile/surplus.hpp"
#include "reports/answers.hpp"
#include "tests/reports/plain_pages.hpp"

#include <algorithm>

using namespace build;
using namespace plain_pages;

TEST_CASE("what was asked back is to be given back by its day", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  CHECK(says(page_of(stephen, "2025-04-30"), "Give back £200.00 to NHS Trent ICB by 31 May 2025."));
  CHECK_FALSE(says(page_of(stephen, "2025-04-09"), "Give back £200.00"));
  stephen.bank("2025-05-02", "-200.00", "NHS TRENT ICB");
  CHECK_FALSE(says(page_of(stephen, "2025-05-03"), "Give back £200.00"));
}

TEST_CASE("what is late is asked for also where no statement reaches its day", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  const Books books{stephen, "2025-08-31"};
  CHECK_FALSE(books.raises("repayment-overdue"));
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(says(page,
             "Give back £200.00 to NHS Trent ICB now, if you have not done so yet. This was due on "
             "31 May 2025."));
  stephen.bank("2025-08-30", "1000.00", "NHS TRENT ICB");
  const Books seen{stephen, "2025-08-31"};
  CHECK(seen.raises("repayment-overdue"));
  CHECK(says(reports::plain_pages(seen.view()).at(0),
             "Give back £200.00 to NHS Trent ICB now. This was due on 31 May 2025."));
}

TEST_CASE("what is left of a sum that was given back in part is asked for once", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  stephen.bank("2025-05-20", "-150.00", "NHS TRENT ICB");
  stephen.bank("2025-07-30", "1000.00", "NHS TRENT ICB");
  const Books books{stephen, "2025-07-31"};
  REQUIRE(books.raises("underpaid"));
  const auto page = reports::plain_pages(books.view()).at(0);
  CAPTURE(sentences(page));
  CHECK(says(page, "Give back £50.00 to NHS Trent ICB now."));
  const auto to_do = section(page, "to-do").sentences;
  CHECK(std::ranges::count_if(to_do, [](const std::string& one) {
          return one.find("£50.00") != std::string::npos;
        }) == 1);
}

TEST_CASE("what is asked for is not also what may be asked for", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  const auto page_on = [&](const std::string& on) { return page_of(stephen, on); };
  CHECK(says(page_on("2025-05-01"), "You may be asked to give back what you do not need."));
  stephen.reclaim("2025-05-02", "400.00", "2025-06-30");
  const auto some = page_on("2025-05-02");
  CHECK(says(some, "Give back £400.00 to NHS Trent ICB by 30 June 2025."));
  CHECK_FALSE(says(some, "You may be asked"));
  CHECK(says(some, "You may also be asked to give back £600.00."));
  stephen.reclaim("2025-05-03", "600.00", "2025-06-30");
  const auto all = page_on("2025-05-03");
  CHECK(says(all, "Give back £600.00 to NHS Trent ICB by 30 June 2025."));
  CHECK_FALSE(says(all, "asked to give back"));
}

namespace {

/// 600 a month from the NHS, 300 from the council and 100 of her own, for five months.
Acted with_own_part() {
  Acted made;
  made.plan().funders = {{"NHS Trent ICB", "health", pounds("33300.00")},
                         {"Trent County Council", "social-care", pounds("16700.00")}};
  made.plan().instalments[0].amount = pounds("900.00");
  made.plan().instalments.push_back(
      {ledger::Payer::person, pounds("100.00"), ledger::Every::month, day("2025-04-03"), false});
  for (const auto* month : {"2025-04", "2025-05", "2025-06"}) {
    const auto on = [&](const char* day_of_month) { return std::string{month} + day_of_month; };
    made.bank(on("-01"), "900.00", "NHS TRENT ICB");
    made.bank(on("-03"), "100.00", "STEPHEN ASHDOWN");
  }
  return made;
}

}  // namespace

TEST_CASE("what was written off is not asked for again", "[plain]") {
  Acted stephen;
  stephen.plan().agreed = pounds("5200.00");
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  const auto surplus = surplus_of(Books{stephen, "2025-06-05"}.view(), "2025").surplus;
  stephen.reclaim("2025-05-20", "300.00", "2025-06-30");
  stephen.about("R1", Kind::write_off, "2025-06-02", "300.00");
  CHECK(says(page_of(stephen, "2025-06-05"),
             "You may be asked to give back " + ledger::pretty(surplus - pounds("300.00")) + "."));
  stephen.acts[0].ground = "outside-plan";
  CHECK(
      says(page_of(stephen, "2025-06-05"), "You may be asked to give back what you do not need."));
}

TEST_CASE("each sum that goes back says to whom, and one's own part is one's own to keep",
          "[plain]") {
  auto made = with_own_part();
  made.reclaim("2025-07-01", "150.00", "2025-08-01");
  made.reclaim("2025-07-01", "200.00", "2025-08-01").funder = "Trent County Council";
  made.reclaim("2025-07-01", "80.00", "2025-08-01").funder = "person";
  const auto page = page_of(made, "2025-07-02");
  CAPTURE(sentences(page));
  CHECK(says(page, "Give back £150.00 to NHS Trent ICB by 1 August 2025."));
  CHECK(says(page, "Give back £200.00 to Trent County Council by 1 August 2025."));
  CHECK(says(
      page, "£80.00 of this money is yours to keep. Pay it to your own account by 1 August 2025."));
  CHECK_FALSE(says(page, "Give back £80.00"));
  const auto late = page_of(made, "2025-08-20");
  CAPTURE(sentences(late));
  CHECK(says(late, "Give back £150.00 to NHS Trent ICB now, if you have not done so yet."));
  CHECK(says(late, "£80.00 of this money is yours to keep. Pay it to your own account now"));
  made.person.died = day("2025-07-10");
  const auto after = page_of(made, "2025-07-15");
  CAPTURE(sentences(after));
  CHECK(says(after, "£80.00 of this money was Stephen Ashdown's own. Take it out of this account"));
}

TEST_CASE("what is not needed is not all the funders' where a part of it is one's own", "[plain]") {
  const auto made = with_own_part();
  const Books books{made, "2025-07-02"};
  const auto at = reconcile::positions(books.view()).at(0);
  const auto own = at.funders.at(2).surplus;
  REQUIRE(at.funders.at(2).name == "person");
  REQUIRE(own > Money{});
  const auto page = page_of(made, "2025-07-02");
  CAPTURE(sentences(page));
  CHECK(says(page, "Of what you do not need, " + pretty(own) + " is your own to keep."));
  CHECK(says(page, "You may be asked to give back " + pretty(at.surplus - own) + "."));
  const auto officer = reports::as_text(reports::balance({at}, day("2025-07-02")), {.width = 400});
  CAPTURE(officer);
  CHECK(officer.find("the funder may ask for it back") == std::string::npos);
  CHECK(officer.find("NHS Trent ICB may ask for " + pretty(at.funders.at(0).surplus) +
                     " of it back, Trent County Council may ask for " +
                     pretty(at.funders.at(1).surplus) + " of it back, and " + pretty(own) +
                     " is the person's own part.") != std::string::npos);
}

TEST_CASE("money to come that is less says how much, who takes the rest off and why", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.offset("2025-04-20", "300.00", "2025-05-01").reason = "not all was used";
  stephen.offset("2025-04-20", "120.00", "2025-06-01").reason = "not all was used";
  CHECK_FALSE(says(page_of(stephen, "2025-04-19"), "1 May 2025"));
  const auto page = page_of(stephen, "2025-04-21");
  CAPTURE(sentences(page));
  CHECK(says(page, "£700.00 is to come in on 1 May 2025. It would have been £1,000.00."));
  CHECK(says(page,
             "NHS Trent ICB takes £300.00 off. You still have that much from before. "
             "This is why: Not all was used."));
  CHECK(says(page, "£120.00 more is taken off after that."));
  CHECK_FALSE(says(page, "as well"));
  CHECK(says(page_of(stephen, "2025-05-02"), "£880.00 is to come in on 1 June 2025."));
}

TEST_CASE("of a budget that is over what may go back is what reclaim takes, the contingency too",
          "[plain]") {
  Acted stephen;
  stephen.plan().contingency_weeks = 4;
  stephen.bank("2025-04-01", "5000.00", "NHS TRENT ICB");
  stephen.plan().closed_on = day("2025-05-31");
  const auto can_ask = [&](const std::string& on) {
    const Books books{stephen, on};
    return reconcile::surplus_of(books.view(), stephen.plan()).can_ask();
  };
  REQUIRE(can_ask("2025-06-10") == pounds("5000.00"));
  const auto page = page_of(stephen, "2025-06-10");
  CAPTURE(sentences(page));
  CHECK(says(page, "You may be asked to give back £5,000.00."));
  const auto& figures = section(page, "left").figures;
  REQUIRE(figures.size() > 1);
  CHECK(figures.at(1).what == "Left when all is paid");
  CHECK(figures.at(1).amount == pounds("5000.00"));
  stephen.reclaim("2025-06-11", "2000.00", "2025-07-31");
  CHECK(can_ask("2025-06-12") == pounds("3000.00"));
  CHECK(says(page_of(stephen, "2025-06-12"), "You may also be asked to give back £3,000.00."));
  stephen.person.died = day("2025-05-20");
  CHECK(says(page_of(stephen, "2025-06-12"), "£3,000.00 may have to go back as well."));
  stephen.reclaim("2025-06-13", "3000.00", "2025-07-31");
  CHECK_FALSE(says(page_of(stephen, "2025-06-13"), "may have to go back"));
}

TEST_CASE("of what is left of a budget that is over one's own part is one's own", "[plain]") {
  auto made = with_own_part();
  made.plan().contingency_weeks = 4;
  made.plan().closed_on = day("2025-06-30");
  const Books books{made, "2025-07-10"};
  const auto surplus = reconcile::surplus_of(books.view(), made.plan());
  const auto own = surplus.share("person")->can_ask;
  REQUIRE(own == pounds("300.00"));
  const auto page = page_of(made, "2025-07-10");
  CAPTURE(sentences(page));
  CHECK(says(page, "Of what is left, £300.00 is your own to keep."));
  CHECK(says(page, "You may be asked to give back £2,700.00."));
}

TEST_CASE("what is looked at again is not told to be given back now", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "200.00", "2025-05-31");
  stephen.about("R1", Kind::reconsider, "2025-05-20");
  const std::string again =
      "£200.00 was to go back to NHS Trent ICB by 31 May 2025. This is now being looked at again.";
  CHECK_FALSE(says(page_of(stephen, "2025-05-19"), "looked at again"));
  for (const auto* on : {"2025-05-20", "2025-06-10"}) {
    const auto page = page_of(stephen, on);
    CAPTURE(on, sentences(page));
    CHECK(says(page, again));
    CHECK_FALSE(says(page, "Give back"));
    CHECK_FALSE(says(page, "nothing to do"));
  }
  stephen.about("R1", Kind::outcome, "2025-06-11", "150.00");
  const auto after = page_of(stephen, "2025-06-11");
  CAPTURE(sentences(after));
  CHECK_FALSE(says(after, "looked at again"));
  CHECK(says(after, "Give back £150.00 to NHS Trent ICB now"));
}

TEST_CASE("of a sum that goes back in parts the next is told, and how many follow", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.reclaim("2025-04-10", "500.00", "2025-05-31");
  auto& parts = stephen.about("R1", Kind::instalments, "2025-04-20", "50.00");
  parts.until = day("2025-06-01");
  parts.every = ledger::Every::month;
  parts.total = pounds("500.00");
  const auto page = page_of(stephen, "2025-04-21");
  CAPTURE(sentences(page));
  CHECK(says(page,
             "Give back £50.00 to NHS Trent ICB by 1 June 2025. 9 more sums are due up to "
             "1 March 2026. In all this is £500.00."));
  const auto to_do = section(page, "to-do").sentences;
  CHECK(std::ranges::count_if(to_do, [](const std::string& one) {
          return one.find("Give back") != std::string::npos;
        }) == 1);
  stephen.bank("2025-06-01", "-50.00", "NHS TRENT ICB");
  const auto late = page_of(stephen, "2026-01-10");
  CAPTURE(sentences(late));
  CHECK(says(late,
             "Give back £50.00 to NHS Trent ICB by 1 February 2026. One more sum is due by "
             "1 March 2026. In all this is £100.00."));
  CHECK(says(late, "Give back £350.00 to NHS Trent ICB now"));
  stephen.about("R1", Kind::reconsider, "2026-01-10");
  const auto again = page_of(stephen, "2026-01-10");
  CAPTURE(sentences(again));
  CHECK(says(again,
             "£450.00 was to go back to NHS Trent ICB in 9 parts by 1 March 2026. This is now "
             "being looked at again."));
  CHECK_FALSE(says(again, "Give back"));
}

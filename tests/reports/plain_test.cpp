// balance --plain: what the page says of what came in, went out, is spoken for, is left and is to
// do.
#include "tests/reports/plain_pages.hpp"
#include "tests/reports/small_book.hpp"

using namespace build;
using namespace plain_pages;

TEST_CASE("the page says what came in, went out, is spoken for, is left and is to do", "[plain]") {
  Acted stephen;
  stephen.plan().lines[1].outcome = "To be out in the garden";
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  stephen.bank("2025-04-25", "-120.00", "AMY JONES");
  stephen.bank("2025-04-26", "-80.00", "GREEN THUMB GARDENS");
  stephen.bank("2025-04-28", "-7.00", "SOMEBODY UNKNOWN");
  const Books books{stephen, "2025-04-30"};
  const auto pages = reports::plain_pages(books.view());
  REQUIRE(pages.size() == 1);
  const auto& page = pages[0];
  const auto row = [&](const std::string& code, std::size_t i) {
    const auto& figure = section(page, code).figures.at(i);
    return figure.what + " " + ledger::pretty(figure.amount);
  };
  CHECK(row("came-in", 0) == "From NHS Trent ICB £1,000.00");
  CHECK(row("spent", 0) == "Pay for your carers £195.00");
  CHECK(row("spent", 1) == "To be out in the garden £80.00");
  CHECK(section(page, "spent").sum->amount == pounds("275.00"));
  CHECK(row("spoken-for", 0) == "Tax to pay to HMRC £60.00");
  CHECK(row("spoken-for", 1) == "Pension money to pay £15.00");
  CHECK(row("left", 0) == "In the bank now £793.00");
  CHECK(says(page, "Your plan has £50,000.00 in it. You have used £275.00 of that."));
  CHECK(says(page, "£7.00 more was paid out. We do not know what it was for."));
  CHECK(says(page, "Pay HMRC £60.00 by 22 May 2025."));
  CHECK(says(page, "Pay the pension firm £15.00 by 22 May 2025."));
  CHECK(says(page, "You paid £7.00 for things that are not in your plan."));
  CHECK_FALSE(says(page, "We are not sure what"));  // it would be asked about twice
  CHECK(says(page, "We cannot tell yet how long it will last."));
}

TEST_CASE("what is overdue is to be paid now, and what is missing is asked for", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00");
  const Books books{stephen, "2025-05-25"};
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(says(page, "Pay Amy Jones £120.00 now. This was due on 25 April 2025."));
  CHECK(says(page, "Pay HMRC £60.00 now. This was due on 22 May 2025."));
}

TEST_CASE("money on hold is said with its reason, and money that comes in is no payment",
          "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.act(Kind::hold, "2025-04-10").reason = "the return for March has not come";
  stephen.bank("2025-04-20", "33.00", "MR NOBODY");
  const auto held = reports::plain_pages(Books{stephen, "2025-04-30"}.view()).at(0);
  CHECK(says(held, "It is on hold from 10 April 2025."));
  CHECK(says(held, "This is why: The return for March has not come."));
  CHECK(says(held, "Ask your care team what you can do"));
  CHECK_FALSE(says(held, "one payment"));
  CHECK(says(held, "33.00"));
  stephen.act(Kind::release, "2025-04-25");
  const auto released = reports::plain_pages(Books{stephen, "2025-04-30"}.view()).at(0);
  CHECK_FALSE(says(released, "on hold"));
}

TEST_CASE("after a death nobody is spoken to as if they lived", "[plain]") {
  Acted stephen;
  stephen.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  stephen.payslip("W1", "2025-05-02", "120.00", "60.00");
  stephen.bank("2025-05-04", "-41.00", "SOMEBODY UNKNOWN");
  stephen.bank("2025-05-05", "-60.00", "CASH WITHDRAWAL LNK HIGH ST");
  stephen.person.died = day("2025-05-03");
  const auto before = reports::plain_pages(Books{stephen, "2025-05-02"}.view()).at(0);
  CHECK(before.to_whom.empty());
  CHECK(says(before, "Your plan has"));
  const Books books{stephen, "2025-05-20"};
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(page.to_whom ==
        "We are sorry that Stephen Ashdown has died. This page is for those who look after what is "
        "left.");
  const auto text = text_of(page, day("2025-05-20"));
  CAPTURE(text);
  for (const auto* word : {" you ", " your ", "You ", "Your ", " you.", " you,"}) {
    CHECK(text.find(word) == std::string::npos);
  }
  CHECK(says(page, "Pay Amy Jones £120.00 now."));
  CHECK(text.find("We are sorry that Stephen Ashdown has died.") != std::string::npos);
  stephen.person.holder = ledger::Holder::nominee;
  stephen.person.holder_name = "Dennis Quayle";
  CHECK(reports::plain_pages(Books{stephen, "2025-05-20"}.view()).at(0).to_whom ==
        "We are sorry that Stephen Ashdown has died. This page is for Dennis Quayle.");
}

TEST_CASE("money that is paid once is told as such", "[plain]") {
  Acted stephen;
  stephen.person.workers.clear();
  auto& plan = stephen.plan();
  plan.agreed = pounds("200.00");
  plan.lines = {plan_line("chair", "equipment", {"HOBB MOBILITY"})};
  plan.instalments = {
      {ledger::Payer::funder, pounds("200.00"), ledger::Every::once, day("2025-04-02"), false}};
  stephen.bank("2025-04-02", "200.00", "NHS TRENT ICB");
  const auto unspent = reports::plain_pages(Books{stephen, "2025-04-20"}.view()).at(0);
  CHECK(says(unspent, "This money is paid once. You can use it until 31 March 2026."));
  // It has its time: nobody asks for the part of a penny a day that a year would have used up.
  CHECK_FALSE(says(unspent, "asked to give back"));
  CHECK_FALSE(Books(stephen, "2025-04-20").raises("surplus"));
  CHECK(Books(stephen, "2025-07-02").raises("surplus"));
  CHECK_FALSE(says(unspent, "how long it will last"));
  stephen.bank("2025-04-22", "-200.00", "HOBB MOBILITY");
  const auto spent = reports::plain_pages(Books{stephen, "2025-04-30"}.view()).at(0);
  CHECK(says(spent, "This money was paid once. All of it has been used or planned."));
}

TEST_CASE("who pays nothing is told to pay nothing", "[plain]") {
  Acted stephen;
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00");
  stephen.plan().deployment = ledger::Deployment::third_party;
  const auto held = reports::plain_pages(Books{stephen, "2025-04-30"}.view()).at(0);
  CHECK(says(held, "The money is held for you."));
  CHECK_FALSE(says(held, "Pay HMRC"));
  Acted bought;
  bought.plan().deployment = ledger::Deployment::notional;
  bought.plan().accounts.clear();
  const auto page = reports::plain_pages(Books{bought, "2025-04-30"}.view()).at(0);
  CHECK(says(page, "This care is bought for you by NHS Trent ICB. No money comes to you."));
  CHECK(says(page, "There is nothing to do now."));
}

TEST_CASE("a plan that is not agreed is not to be spent", "[plain]") {
  Acted stephen;
  stephen.plan().agreed.reset();
  stephen.plan().agreed_on.reset();
  const auto page = reports::plain_pages(Books{stephen, "2025-04-30"}.view()).at(0);
  CHECK(says(page, "Your plan is not agreed yet."));
  CHECK_FALSE(says(page, "Your plan has"));
}

TEST_CASE("the page is the same in text, HTML, CSV and JSON", "[plain]") {
  const auto book = small_book::april();
  const auto as_of = small_book::day("2025-04-30");
  const auto view = book.view(as_of);
  const auto answer = reports::plain(reports::plain_pages(view), as_of);
  const auto html = reports::as_html(answer, "Ada's money");
  for (const auto& text : {reports::as_text(answer), html, reports::as_csv(answer), answer.json}) {
    CHECK(text.find("Days out and things to do") != std::string::npos);
    CHECK(text.find("Your plan has") != std::string::npos);
  }
  CHECK(reports::as_xlsx(answer).starts_with("PK"));
  CHECK(answer.json.find(R"({"schema":"dpledger.plain/1","as_of":"2025-04-30","budgets":[)") == 0);
}

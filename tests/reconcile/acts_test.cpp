// What an officer decides about a budget's money: what is expected then, how it is booked, and how
// a payment that answers it is found.
#include "reconcile/owed_back.hpp"
#include "reconcile/payment_run.hpp"
#include "tests/reconcile/build_acts.hpp"

using namespace build;

namespace {

std::vector<std::string> repayments(const Answer& answer) {
  std::vector<std::string> said;
  for (const auto& item : answer.items) {
    if (item.kind != ledger::ItemKind::repayment) continue;
    said.push_back(item.key.substr(16) + " " + ledger::text(item.amount));
  }
  return said;
}
using Strings = std::vector<std::string>;

std::string funding_on(const Answer& answer, const std::string& key) {
  for (const auto& item : answer.items) {
    if (item.key == key) return ledger::text(item.amount) + " on " + text(item.due);
  }
  return "none";
}

}  // namespace

TEST_CASE("money asked back is due to the funder from that day, and its payment is found",
          "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "250.40", "2025-06-30");
  const auto paid = luke.bank("2025-06-20", "-250.40", "NHS TRENT ICB SURPLUS");
  CHECK(Books(luke, "2025-06-01").net("due-to:").starts_with("0"));
  const Books asked{luke, "2025-06-19"};
  CHECK(asked.net("due-to:NHS Trent ICB") == "-250.40");
  CHECK(asked.net("surplus:NHS Trent ICB") == "250.40");
  CHECK(asked.net("bank:dp") == "0.00");
  const Books repaid{luke, "2025-06-20"};
  CHECK(repaid.answer().said(paid) == "matched payee-amount, repayment:P0001:R1 -250.40");
  CHECK(repaid.net("due-to:") == "0.00");
  CHECK(repaid.net("bank:dp") == "-250.40");
  CHECK_FALSE(repaid.raises("unplanned-spending"));
  CHECK_FALSE(Books(luke, "2025-07-01").raises("repayment-overdue"));
}

TEST_CASE("a payment to the funder that nobody asked for is no repayment", "[acts]") {
  Acted luke;
  const auto paid = luke.bank("2025-06-20", "-250.40", "NHS TRENT ICB SURPLUS");
  const Books books{luke, "2025-06-20"};
  CHECK(books.answer().of(paid).state == ledger::MatchState::unmatched);
  CHECK(books.raises("unplanned-spending"));
}

TEST_CASE("what was asked back is repaid in parts of any size, and more than it is overpaid",
          "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "1000.00", "2025-06-30");
  const auto first = luke.bank("2025-06-10", "-600.00", "NHS TRENT ICB R1");
  const auto second = luke.bank("2025-06-20", "-600.00", "NHS TRENT ICB R1");
  const Books half{luke, "2025-06-15"};
  CHECK(half.answer().said(first) == "matched towards-repayment, repayment:P0001:R1 -600.00");
  CHECK(half.net("due-to:NHS Trent ICB") == "-400.00");
  CHECK_FALSE(half.raises("unplanned-spending"));
  const Books books{luke, "2025-06-25"};
  CHECK(books.answer().said(second) == "matched towards-repayment, repayment:P0001:R1 -400.00");
  CHECK(books.net("due-to:NHS Trent ICB") == "0.00");
  CHECK(books.net("due-back:") == "200.00");
  CHECK(books.raises("overpaid"));
}

TEST_CASE("parts go towards what has been due for the longest", "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "1000.00", "2025-06-30");
  luke.reclaim("2025-06-04", "200.00", "2025-07-31");
  const auto first = luke.bank("2025-06-10", "-600.00", "NHS TRENT ICB");
  const auto second = luke.bank("2025-06-20", "-550.00", "NHS TRENT ICB");
  const Books books{luke, "2025-06-25"};
  CHECK(books.answer().said(first) == "matched towards-repayment, repayment:P0001:R1 -600.00");
  CHECK(books.answer().said(second) ==
        "matched towards-repayment, repayment:P0001:R1 -400.00, repayment:P0001:R2 -150.00");
  CHECK(books.net("due-to:NHS Trent ICB") == "-50.00");
  CHECK_FALSE(Books(luke, "2025-07-10").raises("repayment-overdue"));
}

TEST_CASE("a payment to the funder many times what is open is asked about", "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "100.00", "2025-06-30");
  const auto paid = luke.bank("2025-06-10", "-600.00", "NHS TRENT ICB");
  const Books books{luke, "2025-06-25"};
  CHECK(books.answer().of(paid).state == ledger::MatchState::suggested);
  CHECK(books.net("due-to:NHS Trent ICB") == "-100.00");
  CHECK_FALSE(books.raises("unplanned-spending"));
}

TEST_CASE("a part of what was asked back is that, also where it fits with an instalment to come",
          "[acts]") {
  Acted luke;
  luke.plan().instalments[0].amount = pounds("300.00");
  luke.bank("2025-04-01", "300.00", "NHS TRENT ICB");
  luke.reclaim("2025-04-02", "500.00", "2025-05-01");
  const auto line = luke.bank("2025-04-20", "-200.00", "NHS TRENT ICB");
  const Answer answer{luke.facts()};
  CHECK(answer.said(line) == "matched towards-repayment, repayment:P0001:R1 -200.00");
  CHECK(answer.net("due-to:NHS Trent ICB") == "-300.00");
}

TEST_CASE("asking for money back decides nothing about other lines of the funder", "[acts]") {
  Acted luke;
  luke.person.died = day("2025-05-15");
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-05-01", "1000.00", "NHS TRENT ICB");
  const auto late = luke.bank("2025-06-01", "1000.00", "NHS TRENT ICB");
  const auto before = Answer{luke.facts()}.said(late);
  luke.reclaim("2025-06-10", GENERATE("10.00", "1000.00"), GENERATE("2025-06-30", "2025-07-31"));
  CHECK(Answer{luke.facts()}.said(late) == before);
}

TEST_CASE("what is not repaid by its day is overdue from the next on", "[acts]") {
  Acted luke;
  luke.bank("2025-07-10", "-1.00", "GREEN THUMB GARDENS");
  luke.reclaim("2025-06-02", "250.40", "2025-06-30");
  CHECK_FALSE(Books(luke, "2025-06-30").raises("repayment-overdue"));
  CHECK(Books(luke, "2025-07-01").raises("repayment-overdue"));

  auto looked_at_again = luke;
  looked_at_again.about("R1", Kind::reconsider, "2025-06-25");
  CHECK_FALSE(Books(looked_at_again, "2025-07-01").raises("repayment-overdue"));
  looked_at_again.about("R1", Kind::outcome, "2025-07-05", "250.40");
  CHECK(Books(looked_at_again, "2025-07-06").raises("repayment-overdue"));
}

TEST_CASE("the person's own part is paid out to the holder, and no other payment to them is meant",
          "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "80.00", "2025-06-30").funder = "person";
  const auto own = luke.bank("2025-06-20", "-80.00", "STEPHEN ASHDOWN");
  const auto other = luke.bank("2025-07-20", "-95.00", "STEPHEN ASHDOWN");
  const Books books{luke, "2025-07-31"};
  CHECK(books.answer().said(own) == "matched payee-amount, repayment:P0001:R1 -80.00");
  CHECK(books.net("due-to:person") == "0.00");
  CHECK(books.answer().of(other).state == ledger::MatchState::unmatched);
  CHECK(books.raises("payment-to-holder"));
}

TEST_CASE("what is set off makes the instalment less and counts as received on its day", "[acts]") {
  Acted luke;
  luke.offset("2025-06-10", "360.00", "2025-07-01");
  const auto arrives = luke.bank("2025-07-01", "640.00", "NHS TRENT ICB");
  const Books before{luke, "2025-06-30"};
  CHECK(funding_on(before.answer(), "funding:P0001:2025:2025-07-01") == "640.00 on 2025-07-01");
  CHECK(before.net("due-to:NHS Trent ICB") == "-360.00");
  const Books books{luke, "2025-07-01"};
  CHECK(books.answer().said(arrives) ==
        "matched payee-amount, funding:P0001:2025:2025-07-01 640.00");
  CHECK(books.net("due-to:") == "0.00");
  CHECK(books.net("received:NHS Trent ICB") == "-1000.00");
  CHECK(books.net("surplus:") == "360.00");
  CHECK_FALSE(books.raises("funding-wrong-amount"));
}

TEST_CASE("an instalment that is set off whole is expected no more", "[acts]") {
  Acted luke;
  luke.offset("2025-06-10", "1000.00", "2025-07-01");
  luke.bank("2025-07-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-07-20"};
  CHECK(funding_on(books.answer(), "funding:P0001:2025:2025-07-01") == "none");
  CHECK(books.net("received:") == "-1000.00");
}

TEST_CASE("of two funders only the one whose money was unused pays less", "[acts]") {
  Acted luke;
  luke.plan().funders = {{"NHS Trent ICB", "health", pounds("30000.00")},
                         {"Trent County Council", "social-care", pounds("20000.00")}};
  luke.offset("2025-06-10", "100.00", "2025-07-01").funder = "Trent County Council";
  luke.bank("2025-07-01", "900.00", "NHS TRENT ICB");
  const Books books{luke, "2025-07-01"};
  CHECK(books.net("received:NHS Trent ICB") == "-600.00");
  CHECK(books.net("received:Trent County Council") == "-400.00");
  CHECK(books.net("bank:dp") == "900.00");
}

TEST_CASE("no more is set off than the instalment brings; the rest is surplus again", "[acts]") {
  Acted luke;
  luke.offset("2025-06-10", "1200.00", "2025-07-01");
  CHECK(Books(luke, "2025-06-30").net("due-to:NHS Trent ICB") == "-1200.00");
  const Books books{luke, "2025-07-01"};
  CHECK(books.net("due-to:NHS Trent ICB") == "0.00");
  CHECK(books.net("surplus:NHS Trent ICB") == "1000.00");
  CHECK(books.net("received:NHS Trent ICB") == "-1000.00");
}

TEST_CASE("an offset against an instalment that never comes ends by itself", "[acts]") {
  Acted luke;
  luke.offset("2025-06-10", "250.00", "2025-07-01");
  SECTION("on the day of a death") {
    luke.person.died = day("2025-06-20");
    CHECK(Books(luke, "2025-06-19").net("due-to:NHS Trent ICB") == "-250.00");
    const Books books{luke, "2025-06-20"};
    CHECK(books.net("due-to:NHS Trent ICB") == "0.00");
    CHECK(books.net("surplus:NHS Trent ICB") == "0.00");
    CHECK(books.net("received:") == "0.00");
    const auto owed = reconcile::owed_back(books.view());
    REQUIRE(owed.size() == 1);
    CHECK(owed[0].given_up == pounds("250.00"));
    CHECK(owed[0].open.is_zero());
  }
  SECTION("when the budget is closed before") {
    luke.plan().closed_on = day("2025-06-25");
    CHECK(Books(luke, "2025-06-24").net("due-to:NHS Trent ICB") == "-250.00");
    CHECK(Books(luke, "2025-06-25").net("due-to:NHS Trent ICB") == "0.00");
  }
  SECTION("and is asked back in the ordinary way afterwards") {
    luke.person.died = day("2025-06-20");
    luke.reclaim("2025-06-23", "250.00", "2025-07-20");
    const Books books{luke, "2025-06-23"};
    CHECK(books.net("due-to:NHS Trent ICB") == "-250.00");
    CHECK(repayments(books.answer()) == Strings{"R1 -250.00"});
  }
  SECTION("but not while payments are only on hold") {
    luke.act(Kind::hold, "2025-06-15");
    CHECK(Books(luke, "2025-08-01").net("due-to:NHS Trent ICB") == "-250.00");
  }
}

TEST_CASE("an offset taken back after its shorter instalment came leaves the rest in arrears",
          "[acts]") {
  const auto payer = GENERATE("NHS TRENT ICB", "SBS 7742");
  Acted luke;
  luke.offset("2025-06-10", "360.00", "2025-07-01");
  const auto line = luke.bank("2025-07-01", "640.00", payer);
  CHECK_FALSE(Books(luke, "2025-07-03").raises("funding-wrong-amount"));
  luke.act(Kind::withdraw, "2025-07-03").withdrawn = 1;
  const Books books{luke, "2025-07-03"};
  const auto& match = books.answer().of(line);
  CHECK(match.state == ledger::MatchState::matched);
  CHECK(match.evidence.find("difference=offset-taken-back") != std::string::npos);
  CHECK(books.net("received:NHS Trent ICB") == "-640.00");
  CHECK(books.net("due-to:") == "0.00");
  CHECK(books.raises("funding-wrong-amount"));
  for (const auto& finding : reconcile::findings(books.view())) {
    if (finding.code != "funding-wrong-amount") continue;
    CHECK(finding.amount == pounds("360.00"));
    CHECK(finding.why.find("the offset was taken back since") != std::string::npos);
  }
  const auto payments = reconcile::payments(books.view(), {day("2025-07-02"), day("2025-07-31")});
  REQUIRE_FALSE(payments.empty());
  CHECK(payments.back().state == reconcile::PaymentState::arrears);
  CHECK(payments.back().amount == pounds("360.00"));
}

TEST_CASE("an outcome, a write-off and a payment from elsewhere make less due", "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "500.00", "2025-06-30");
  luke.about("R1", Kind::reconsider, "2025-06-10");
  luke.about("R1", Kind::outcome, "2025-06-20", "400.00");
  luke.about("R1", Kind::write_off, "2025-07-01", "50.00");
  luke.about("R1", Kind::repaid, "2025-07-02", "30.00");
  CHECK(Books(luke, "2025-06-19").net("due-to:") == "-500.00");
  CHECK(Books(luke, "2025-06-20").net("due-to:") == "-400.00");
  CHECK(Books(luke, "2025-07-01").net("due-to:") == "-350.00");
  const Books books{luke, "2025-07-02"};
  CHECK(books.net("due-to:") == "-320.00");
  CHECK(books.net("surplus:") == "320.00");
  CHECK(repayments(books.answer()) == Strings{"R1 -320.00"});
}

TEST_CASE("when more was repaid than is asked for in the end, the rest is due back from the funder",
          "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "500.00", "2025-06-30");
  const auto paid = luke.bank("2025-06-26", "-500.00", "NHS TRENT ICB");
  luke.about("R1", Kind::outcome, "2025-06-28", "300.00");
  const Books books{luke, "2025-06-28"};
  CHECK(books.answer().said(paid) == "matched towards-repayment, repayment:P0001:R1 -300.00");
  CHECK(books.net("due-to:") == "0.00");
  CHECK(books.net("due-back:") == "200.00");
  CHECK(books.raises("overpaid"));
}

TEST_CASE("instalments divide what was open, and each is due on its day", "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "400.00", "2025-06-30");
  const auto first = luke.bank("2025-06-20", "-150.00", "NHS TRENT ICB");
  auto& agreed = luke.about("R1", Kind::instalments, "2025-06-25", "100.00");
  agreed.until = day("2025-07-15");
  agreed.every = ledger::Every::month;
  agreed.total = pounds("250.00");
  const auto second = luke.bank("2025-07-15", "-100.00", "NHS TRENT ICB");
  luke.bank("2025-09-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-08-15"};
  CHECK(repayments(books.answer()) == Strings{"R1 -150.00", "R1:2025-07-15 -100.00",
                                              "R1:2025-08-15 -100.00", "R1:2025-09-15 -50.00"});
  CHECK(books.answer().said(first) == "matched payee-amount, repayment:P0001:R1 -150.00");
  CHECK(books.answer().said(second) ==
        "matched payee-amount, repayment:P0001:R1:2025-07-15 -100.00");
  CHECK(books.net("due-to:") == "-150.00");
  CHECK_FALSE(books.raises("repayment-overdue"));
  CHECK(Books(luke, "2025-08-16").raises("repayment-overdue"));
}

TEST_CASE("what is taken back was never said", "[acts]") {
  Acted luke;
  luke.reclaim("2025-06-02", "250.40", "2025-06-30");
  auto taken_back = luke;
  taken_back.act(Kind::withdraw, "2025-06-03").withdrawn = 1;
  CHECK(repayments(Answer{taken_back.facts()}).empty());
  CHECK(Books(taken_back, "2025-06-30").net("due-to:") == "0.00");
  taken_back.act(Kind::withdraw, "2025-06-04").withdrawn = 2;
  CHECK(Answer{taken_back.facts()}.entries == Answer{luke.facts()}.entries);
}

TEST_CASE("while payments are on hold no instalment is missed; released, it is due on that day",
          "[acts]") {
  Acted luke;
  luke.bank("2025-09-20", "-1.00", "GREEN THUMB GARDENS");
  for (const auto* on : {"2025-04-01", "2025-05-01", "2025-06-01"}) {
    luke.bank(on, "1000.00", "NHS TRENT ICB");
  }
  REQUIRE(Books(luke, "2025-07-20").raises("funding-missing"));
  luke.act(Kind::hold, "2025-06-15");
  CHECK_FALSE(Books(luke, "2025-07-20").raises("funding-missing"));
  luke.act(Kind::release, "2025-07-18");
  const Books books{luke, "2025-07-20"};
  CHECK(funding_on(books.answer(), "funding:P0001:2025:2025-07-01") == "1000.00 on 2025-07-18");
  CHECK_FALSE(books.raises("funding-missing"));
  CHECK(Books(luke, "2025-07-26").raises("funding-missing"));
}

TEST_CASE("what HMRC owes is found when it comes in, or is taken off what it is paid next",
          "[hmrc]") {
  Acted luke;
  luke.person.employer = ledger::Employer{false, false};
  luke.payslip("W1", "2025-04-25", "240.00", "40.00");
  luke.payslip("W1", "2025-05-23", "240.00", "40.00");
  luke.payslip("W1", "2025-06-20", "240.00", "40.00");
  luke.summaries.push_back({{2}, {"P0001", {2025, 2}, {}, {}, {}, {}, {}, pounds("-30.00"), 2}});
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.bank("2025-05-20", "-40.00", "HMRC PAYE");
  const bool comes_in = GENERATE(true, false);
  const auto credit = comes_in ? luke.bank("2025-07-01", "30.00", "HMRC") : ledger::LineId{};
  const auto next = luke.bank("2025-07-20", comes_in ? "-40.00" : "-10.00", "HMRC PAYE");
  luke.bank("2025-08-20", "-1.00", "GREEN THUMB GARDENS");
  const Books books{luke, "2025-08-20"};
  CAPTURE(books.answer().said(next), books.codes());
  CHECK(books.net("owed:paye") == "0.00");
  CHECK(books.answer().of(next).state == ledger::MatchState::matched);
  CHECK_FALSE(books.raises("underpaid"));
  CHECK_FALSE(books.raises("paye-overdue"));
  if (comes_in) {
    CHECK(books.answer().said(credit) == "matched payee-amount, paye:P0001:2025-26:M02 30.00");
  }
}

TEST_CASE("what was repaid before an outcome left nothing to repay is due back", "[acts]") {
  Acted luke;
  luke.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  luke.reclaim("2025-04-20", "300.00", "2025-05-20");
  const auto line = luke.bank("2025-04-28", "-50.00", "NHS TRENT ICB");
  if (GENERATE(true, false)) {
    luke.decide(line, ledger::Decision::Kind::match, {"repayment:P0001:R1"});
  }
  luke.about("R1", Kind::reconsider, "2025-05-02");
  luke.about("R1", Kind::outcome, "2025-05-06", GENERATE("0.00", "20.00"));
  const Books books{luke, "2025-05-10"};
  CAPTURE(books.answer().said(line));
  CHECK(books.net("suspense") == "0.00");
  const bool nothing = luke.acts.back().amount.is_zero();
  CHECK(books.net("due-back:nhs-trent-icb") == (nothing ? "50.00" : "30.00"));
  CHECK(books.raises("overpaid"));
  CHECK(!books.raises("unplanned-spending"));
}

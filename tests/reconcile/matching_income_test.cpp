// Instalments, contributions, PAYE and moves between own accounts.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {

Case funded(ledger::Every every, const std::string& first) {
  Case luke;
  luke.plan().instalments = {{ledger::Payer::funder, pounds("640.00"), every, day(first), false}};
  return luke;
}

}  // namespace

TEST_CASE("an instalment after the last that was agreed is no duplicate of it") {
  auto luke = funded(ledger::Every::month, "2025-04-04");
  luke.plan().to = day("2025-07-20");
  for (const auto* on : {"2025-04-04", "2025-05-06", "2025-06-04", "2025-07-04"}) {
    luke.bank(on, "640.00", "NHS TRENT ICB");
  }
  const auto after = luke.bank("2025-08-04", "640.00", "NHS TRENT ICB");
  const Answer answer{luke};
  CHECK(answer.of(after).state != ledger::MatchState::matched);
  CHECK(answer.net("suspense") == "-640.00");
}

TEST_CASE("weekly instalments under an unfamiliar name each find their own week") {
  auto luke = funded(ledger::Every::week, "2025-04-04");
  const auto first = luke.bank("2025-04-04", "640.00", "SBS 7742");
  const auto second = luke.bank("2025-04-11", "640.00", "SBS 7742");
  const auto third = luke.bank("2025-04-22", "640.00", "SBS 7742");  // after Easter Monday
  const Answer answer{luke};
  CHECK(answer.said(first) == "matched funding-amount, funding:P0001:2025:2025-04-04 640.00");
  CHECK(answer.said(second) == "matched funding-amount, funding:P0001:2025:2025-04-11 640.00");
  CHECK(answer.said(third) == "matched funding-amount, funding:P0001:2025:2025-04-18 640.00");
}

TEST_CASE("an instalment that names the person it is for is still the funder's") {
  auto luke = funded(ledger::Every::month, "2025-04-04");
  const auto line = luke.bank("2025-04-04", "640.00", "BGC DP STEPHEN ASHDOWN");
  CHECK(Answer{luke}.said(line) == "matched funding-amount, funding:P0001:2025:2025-04-04 640.00");
}

TEST_CASE("an instalment less the bank's charge says why it is less") {
  auto luke = funded(ledger::Every::month, "2025-04-04");
  const auto line = luke.bank("2025-04-04", "634.00", "NHS TRENT ICB");
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched payee-amount-differs, funding:P0001:2025:2025-04-04 634.00");
  CHECK(answer.of(line).evidence.find("difference=bank-charge") != std::string::npos);
}

TEST_CASE("an instalment of any other amount, from its funder on its day, is the instalment") {
  const std::string amount = GENERATE("12.00", "200.00", "320.00", "900.00", "1280.00", "5000.00");
  auto luke = funded(ledger::Every::month, "2025-04-04");
  const auto other = luke.bank("2025-04-04", amount, "NHS TRENT ICB");
  const auto settled = std::min(pounds(amount), pounds("640.00"));
  CHECK(Answer{luke}.said(other) ==
        "matched payee-amount-differs, funding:P0001:2025:2025-04-04 " + ledger::text(settled));
}

TEST_CASE("of two other amounts that an instalment could be, none is taken for it") {
  auto luke = funded(ledger::Every::month, "2025-04-04");
  const auto first = luke.bank("2025-04-04", "200.00", "NHS TRENT ICB");
  const auto second = luke.bank("2025-04-04", "210.00", "NHS TRENT ICB");
  const Answer answer{luke};
  CHECK(answer.of(first).state != ledger::MatchState::matched);
  CHECK(answer.of(second).state != ledger::MatchState::matched);
  CHECK(answer.net("suspense") == "-410.00");
}

TEST_CASE("what a funder sends besides an instalment that comes late is not the instalment") {
  auto luke = funded(ledger::Every::month, "2025-04-04");
  const auto besides = luke.bank("2025-04-04", "150.00", "NHS TRENT ICB");
  const auto late = luke.bank("2025-04-17", "640.00", "NHS TRENT ICB");
  luke.bank("2025-05-06", "640.00", "NHS TRENT ICB");
  const Answer answer{luke};
  CHECK(answer.said(late) == "matched payee-amount, funding:P0001:2025:2025-04-04 640.00");
  CHECK(answer.of(besides).state != ledger::MatchState::matched);
}

TEST_CASE("a quarter's PAYE without one of its months says which kind of difference it is") {
  Case luke;
  luke.person.employer = ledger::Employer{true, false};
  luke.payslip("W1", "2025-04-25", "240.00", "40.28");
  luke.payslip("W1", "2025-05-23", "240.00", "48.81");
  luke.payslip("W1", "2025-06-20", "240.00", "52.10");
  const auto line = luke.bank("2025-07-21", "-89.09", "HMRC");
  luke.bank("2025-09-21", "-1.00", "SHOP");
  const Answer answer{luke};
  CHECK(answer.said(line) ==
        "matched several-items, paye:P0001:2025-26:M01 -40.28, paye:P0001:2025-26:M02 -48.81");
  CHECK(answer.of(line).evidence.find("difference=month-missing") != std::string::npos);
}

TEST_CASE("of equal months of pension the one that is due first is paid first") {
  Case luke;
  for (const auto* on : {"2025-06-18", "2025-07-18", "2025-08-18"}) {
    luke.payslip("W1", on, "240.00", "0", "12.50");
  }
  const auto june = luke.bank("2025-07-21", "-12.50", "NEST");
  const auto july = luke.bank("2025-08-21", "-12.50", "NEST");
  const Answer answer{luke};
  CHECK(answer.said(june) == "matched payee-amount, pension:P0001:2025-06 -12.50");
  CHECK(answer.said(july) == "matched payee-amount, pension:P0001:2025-07 -12.50");
}

TEST_CASE("a move over Easter has its sides six days apart") {
  Case luke;
  luke.person.accounts.push_back(Case::account("savings"));
  luke.plan().accounts = {"dp", "savings"};
  const auto out = luke.bank("2025-04-17", "-500.00", "TRANSFER TO SAVINGS");
  const auto in = luke.bank("2025-04-23", "500.00", "TRANSFER", "savings");
  const Answer answer{luke};
  CHECK(answer.said(out) == "matched transfer, transfer:" + ledger::text(in) + " -500.00");
}

TEST_CASE("sides that are further apart than banks take are no move") {
  Case luke;
  luke.person.accounts.push_back(Case::account("savings"));
  luke.plan().accounts = {"dp", "savings"};
  const auto out = luke.bank("2025-06-02", "-500.00", "TRANSFER TO SAVINGS");
  luke.bank("2025-06-09", "500.00", "TRANSFER", "savings");
  CHECK(Answer{luke}.of(out).rule != reconcile::rule::transfer);
}

TEST_CASE("a whole quarter of PAYE paid on its day is not older months with one of its own") {
  Case luke;
  luke.person.employer = ledger::Employer{true, false};
  for (const auto* on : {"2025-07-25", "2025-08-22", "2025-09-26"}) {
    luke.payslip("W1", on, "240.00", "263.51");
  }
  luke.payslip("W1", "2025-10-24", "240.00", "263.51");
  luke.payslip("W1", "2025-11-21", "240.00", "395.26");
  luke.payslip("W1", "2025-12-19", "240.00", "395.27");
  const auto line = luke.bank("2026-01-19", "-1054.04", "HMRC");
  luke.bank("2026-03-20", "-1.00", "SHOP");
  CHECK(Answer{luke}.said(line) ==
        "matched several-items, paye:P0001:2025-26:M07 -263.51, "
        "paye:P0001:2025-26:M08 -395.26, paye:P0001:2025-26:M09 -395.27");
}

TEST_CASE("a quarter of equal months is paid on its day, not mixed with the one before") {
  Case luke;
  luke.person.employer = ledger::Employer{true, false};
  for (const auto* on :
       {"2025-07-25", "2025-08-22", "2025-09-26", "2025-10-24", "2025-11-21", "2025-12-19"}) {
    luke.payslip("W1", on, "240.00", "263.51");
  }
  const auto line = luke.bank("2026-01-19", "-790.53", "HMRC");
  CHECK(Answer{luke}.said(line) ==
        "matched several-items, paye:P0001:2025-26:M07 -263.51, "
        "paye:P0001:2025-26:M08 -263.51, paye:P0001:2025-26:M09 -263.51");
}

TEST_CASE("a month of PAYE or pension paid on its day is not an equal month before it") {
  Case luke;
  luke.person.employer = ledger::Employer{false, false};
  for (const auto* on : {"2025-06-25", "2025-07-25", "2025-08-25"}) {
    luke.payslip("W1", on, "240.00", "80.00", "12.50");
  }
  const auto hmrc = luke.bank("2025-09-19", "-80.00", "HMRC");
  const auto nest = luke.bank("2025-09-19", "-12.50", "NEST");
  const Answer answer{luke};
  CHECK(answer.said(hmrc) == "matched payee-amount, paye:P0001:2025-26:M05 -80.00");
  CHECK(answer.said(nest) == "matched payee-amount, pension:P0001:2025-08 -12.50");
}

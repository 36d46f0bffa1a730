// A card or bank is changed: the whole balance moves from one own account to the next.
#include "reconcile/match_rules.hpp"
#include "tests/reconcile/build.hpp"

using namespace build;

namespace {

/// Two accounts of one budget, the second opened on the day of the change.
Case two_cards() {
  Case lorna;
  lorna.person.accounts.push_back(Case::account("card-2"));
  lorna.person.accounts.back().opened = day("2025-09-15");
  lorna.plan().accounts = {"dp", "card-2"};
  return lorna;
}

ledger::LineId with_balance(Case& made, ledger::LineId id, const std::string& balance) {
  made.lines.back().line.balance = pounds(balance);
  return id;
}

}  // namespace

TEST_CASE("a whole balance that moves to a new account needs no word for it", "[moves]") {
  auto lorna = two_cards();
  const auto out =
      with_balance(lorna, lorna.bank("2025-09-15", "-447.00", "PL 88213 CLOSE"), "0.00");
  const auto in =
      with_balance(lorna, lorna.bank("2025-09-15", "447.00", "LOAD 88213", "card-2"), "447.00");
  const Answer answer{lorna};
  CHECK(answer.said(out) == "matched transfer, transfer:" + ledger::text(in) + " -447.00");
  CHECK(answer.said(in) == "matched transfer, transfer:" + ledger::text(out) + " 447.00");
  CHECK(answer.net("moving") == "0.00");
}

TEST_CASE("without a word for it a move that leaves something behind is left to a person",
          "[moves]") {
  auto lorna = two_cards();
  const auto out = with_balance(lorna, lorna.bank("2025-09-15", "-447.00", "PL 88213"), "3.00");
  with_balance(lorna, lorna.bank("2025-09-15", "447.00", "LOAD 88213", "card-2"), "447.00");
  CHECK(Answer{lorna}.of(out).rule != reconcile::rule::transfer);
}

TEST_CASE("what comes into an account that had money is no whole balance arriving", "[moves]") {
  auto lorna = two_cards();
  const auto out = with_balance(lorna, lorna.bank("2025-09-15", "-447.00", "PL 88213"), "0.00");
  with_balance(lorna, lorna.bank("2025-09-15", "447.00", "LOAD 88213", "card-2"), "500.00");
  CHECK(Answer{lorna}.of(out).rule != reconcile::rule::transfer);
}

TEST_CASE("card providers' words for the change are enough with the amount", "[moves]") {
  auto lorna = two_cards();
  const auto out = lorna.bank("2025-09-15", "-447.00", "BALANCE TO NEW CARD");
  const auto in = lorna.bank("2025-09-17", "447.00", "LOAD", "card-2");
  const Answer answer{lorna};
  CHECK(answer.said(out) == "matched transfer, transfer:" + ledger::text(in) + " -447.00");
}

namespace {

/// An organisation held the money, is paid a fee for it, and hands over to an account of the
/// person.
Case out_of_an_organisation() {
  auto lorna = two_cards();
  auto& plan = lorna.plan();
  plan.deployment = ledger::Deployment::third_party;
  plan.organisation = "Willow Support CIC";
  plan.accounts = {"dp"};
  ledger::PlanLine fee = plan.lines.at(0);
  fee.ref = "fee";
  fee.payees = {"Willow Support CIC"};
  plan.lines.push_back(fee);
  return lorna;
}

}  // namespace

TEST_CASE("what an organisation hands over is a move, although the plan pays it a fee", "[moves]") {
  auto lorna = out_of_an_organisation();
  const auto out = lorna.bank("2025-09-15", "-447.00", "S ASHDOWN BALANCE TRANSFER");
  const auto in = lorna.bank("2025-09-16", "447.00", "WILLOW SUPPORT CIC", "card-2");
  const Answer answer{lorna};
  CHECK(answer.said(out) == "matched transfer, transfer:" + ledger::text(in) + " -447.00");
  CHECK(answer.said(in) == "matched transfer, transfer:" + ledger::text(out) + " 447.00");
}

TEST_CASE("the organisation's fee is no move from the account that it holds", "[moves]") {
  auto lorna = out_of_an_organisation();
  const auto fee = lorna.bank("2025-09-15", "-25.00", "WILLOW SUPPORT CIC");
  lorna.bank("2025-09-15", "25.00", "LOAD", "card-2");
  CHECK(Answer{lorna}.of(fee).rule != reconcile::rule::transfer);
}

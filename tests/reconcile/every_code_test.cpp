// Every code of the contract: a case that raises it, the nearest that does not, and one that cannot
// be tested, where a fact can be missing.
#include "reconcile/check_guide.hpp"
#include "tests/reconcile/support_codes.hpp"

#include <functional>
#include <set>

#include <catch2/catch.hpp>

using namespace codes;

namespace {

using Made = std::function<Told()>;

struct Example {
  std::string_view code;
  Made raises;
  Made near_miss;
  Made untested{};
};

std::vector<Example> of_statements_and_payslips() {
  return {
      {"statement-gap", [] { return two_files("2025-05-02"); },
       [] { return two_files("2025-05-01"); }, [] { return two_files("2025-05-02", false); }},
      {"balance-break", [] { return with_break(true); }, [] { return with_break(false); }},
      {"statement-overlap", [] { return last_day(false); }, [] { return last_day(true); }},
      {"duplicate-payslip",
       [] {
         auto told = one_slip("2025-05-01", "2025-05-28");
         told.made.pay(payslip("W1", "2025-05-01", "2025-05-28", "2025-05-30", "480.00"));
         return told;
       },
       [] {
         auto told = one_slip("2025-05-01", "2025-05-28");
         told.made.pay(payslip("W1", "2025-05-02", "2025-05-28", "2025-05-28", "500.00"));
         return told;
       }},
      {"payslip-arithmetic",
       [] {
         auto told = one_slip("2025-05-01", "2025-05-28");
         told.made.facts.payslips[0].record.gross = pounds("500.01");
         return told;
       },
       [] { return one_slip("2025-05-01", "2025-05-28"); }},
      {"below-minimum-wage", [] { return of_hours("1220.99", "100"); },
       [] { return of_hours("1221.00", "100"); }, [] { return of_hours("1220.99", "100", false); }},
      {"ghost-worker", [] { return one_slip("2025-05-01", "2025-05-28", "W9"); },
       [] { return one_slip("2025-05-01", "2025-05-28", "W1"); }},
      {"paid-after-end",
       [] {
         auto told = one_slip("2025-06-01", "2025-06-28");
         auto version = person();
         version.workers[0].to = day("2025-05-31");
         told.made.facts.history = ledger::PersonHistory{{version}};
         return told;
       },
       [] {
         auto told = one_slip("2025-05-31", "2025-06-28");
         auto version = person();
         version.workers[0].to = day("2025-05-31");
         told.made.facts.history = ledger::PersonHistory{{version}};
         return told;
       }},
      {"paid-before-start", [] { return one_slip("2025-03-03", "2025-03-31"); },
       [] { return one_slip("2025-03-04", "2025-04-01"); }},
      {"household-family-paid", [] { return household("2025-05-29"); },
       [] { return household("2025-05-28"); }},
  };
}

std::vector<Example> of_payments() {
  return {
      {"duplicate-payment", [] { return again(""); }, [] { return again("2025-05-01"); }},
      {"paye-overdue", [] { return with_tax(""); }, [] { return with_tax("2025-05-22"); },
       [] { return untold(with_tax(""), "2025-05-21"); }},
      {"pension-overdue", [] { return with_tax("", true); },
       [] { return with_tax("2025-06-23", true); },  // 22 June is a Sunday
       [] { return untold(with_tax("", true), "2025-06-21"); }},
      {"net-pay-unpaid", [] { return at(with_wage(""), "2025-05-10"); },
       [] { return at(with_wage(""), "2025-05-09"); },
       [] { return untold(with_wage(""), "2025-04-24"); }},
      {"invoice-unpaid", [] { return at(one_invoice(), "2025-06-05"); },
       [] { return at(one_invoice(), "2025-06-04"); }, [] { return one_invoice("2025-05-04"); }},
      {"regular-unpaid", [] { return at(covered(regular(1)), "2025-04-25"); },
       [] { return at(covered(regular(1)), "2025-04-24"); },
       [] { return covered(regular(1), "2025-04-09"); }},
      {"underpaid", [] { return with_wage("-499.99"); }, [] { return with_wage("-500.00"); },
       [] {
         auto told = with_wage("-499.99");
         told.made.facts.payslips[0].record.net_stated = false;
         return told;
       }},
      {"overpaid", [] { return with_wage("-500.01"); }, [] { return with_wage("-500.00"); },
       [] {
         auto told = with_wage("-500.01");
         told.made.facts.payslips[0].record.net_stated = false;
         return told;
       }},
      {"returned-payment", [] { return came_back(false); }, [] { return came_back(true); }},
      {"insurance-lapsed", [] { return insured("2024-01-01", "2024-09-30"); },
       [] { return insured("2024-01-01", "2024-10-01"); },
       [] { return insured("2024-10-01", ""); }},
  };
}

/// 250 pounds asked back by the end of June.
Told asked_back(std::string_view as_of, std::string_view last = "2025-12-31") {
  auto told = at(covered(person(), last), as_of);
  told.made.facts.acts.push_back({.kind = ledger::Act::Kind::reclaim,
                                  .number = 1,
                                  .ref = "R1",
                                  .budget = "2025",
                                  .funder = "NHS Trent CCG",
                                  .amount = pounds("250.00"),
                                  .on = day("2025-06-02"),
                                  .until = day("2025-06-30")});
  return told;
}

std::vector<Example> of_income() {
  return {
      {"funding-missing", [] { return at(with_funding(""), "2025-04-12"); },
       [] { return at(with_funding(""), "2025-04-11"); },
       [] { return untold(with_funding(""), "2025-04-03"); }},
      {"funding-duplicate",
       [] {
         auto told = with_funding("4640.00");
         told.made.line("2025-05-05", "4640.00", "NHS TRENT CCG");
         return told;
       },
       [] {
         auto told = with_funding("4640.00");
         told.made.line("2025-05-06", "4640.00", "NHS TRENT CCG");
         return told;
       }},
      {"funding-wrong-amount", [] { return with_funding("4639.99"); },
       [] { return with_funding("4640.00"); }},
      {"contribution-missing",
       [] { return at(covered(paid_in(ledger::Payer::person, "120.00")), "2025-04-12"); },
       [] { return at(covered(paid_in(ledger::Payer::person, "120.00")), "2025-04-11"); },
       [] { return covered(paid_in(ledger::Payer::person, "120.00"), "2025-04-03"); }},
      {"repayment-overdue", [] { return asked_back("2025-07-01"); },
       [] { return asked_back("2025-06-30"); },
       [] { return asked_back("2025-07-01", "2025-06-29"); }},
      {"third-party-deposit", [] { return one_line("30.00", "J SMITH"); },
       [] { return one_line("30.00", "J SMITH REFUND"); }},
      {"funding-after-death", [] { return died("4640.00", "NHS TRENT CCG", "2025-07-01"); },
       [] { return died("4640.00", "NHS TRENT CCG", "2025-06-30"); }},
  };
}

/// A line from the funder some days before the budget was agreed, which was on 20 March.
Told early_money(std::string_view on) {
  auto told = covered(person(), "2025-12-31");
  told.made.line(on, "500.00", "NHS TRENT CCG");
  return told;
}

/// Two visits at 20 pounds, one of them missed; and an invoice for so much.
Told visits(std::string_view asked, bool recorded = true) {
  auto version = person();
  ledger::Budget bought{.ref = "n", .from = day("2025-04-01"), .to = day("2026-03-31")};
  bought.deployment = ledger::Deployment::notional;
  bought.agreed = pounds("900.00");
  bought.lines = {{"nursing", "agency", "", pounds("900.00"), {}, {}, {}, {}}};
  version.budgets.push_back(bought);
  version.services = {{"n",
                       "visits",
                       "nursing",
                       "Tidewell Nursing",
                       "spot",
                       "visit",
                       pounds("20.00"),
                       {100},
                       ledger::Every::week,
                       day("2025-04-01"),
                       {}}};
  auto told = covered(version);
  told.made.invoice("T1", "Tidewell Nursing", "2025-05-31", asked, "n/nursing");
  for (const auto* on : {"2025-05-05", "2025-05-12"}) {
    if (!recorded) continue;
    ledger::Delivery made{.service = "visits", .period = {day(on), day(on)}, .quantity = {100}};
    made.delivered = told.made.facts.deliveries.empty();
    made.file_line = static_cast<int>(told.made.facts.deliveries.size()) + 2;
    told.made.facts.deliveries.push_back({Case::pay_file, made});
  }
  return told;
}

Told delivered(std::string service) {
  auto told = visits("20.00");
  told.made.facts.deliveries[0].record.service = std::move(service);
  return told;
}

std::vector<Example> of_services() {
  return {
      {"funding-before-agreement", [] { return early_money("2025-03-19"); },
       [] { return early_money("2025-03-20"); }},
      {"invoice-not-delivered", [] { return visits("20.01"); }, [] { return visits("20.00"); },
       [] { return visits("20.00", false); }},
      {"delivery-not-ordered", [] { return delivered("visit"); },
       [] { return delivered("visits"); }},
  };
}

std::vector<Example> of_lines_and_budgets() {
  return {
      {"unplanned-spending", [] { return one_line("-30.00", "TOYS AND GAMES"); },
       [] { return in_the_garden("-30.00"); }},
      {"prohibited-spending", [] { return one_line("-30.00", "LADBROKES 123"); },
       [] { return one_line("-30.00", "LADBROKESIDE GARAGE"); }},
      {"cash-withdrawal", [] { return one_line("-30.00", "HIGH ST", "ATM"); },
       [] { return one_line("-30.00", "HIGH ST", "DEB"); }},
      {"payment-to-holder", [] { return one_line("-30.00", "STEPHEN ASHDOWN"); },
       [] { return one_line("-30.00", "MARGARET ASHBY"); }},
      {"paid-after-death", [] { return died("-20.00", "GREEN THUMB", "2025-07-01"); },
       [] { return died("-20.00", "GREEN THUMB", "2025-06-30"); }},
      {"over-plan-line", [] { return in_the_garden("-5904.01"); },
       [] { return in_the_garden("-5904.00"); }},
      {"surplus", [] { return with_bank("5127.30", "500.00"); },
       [] { return with_bank("5127.29", "500.00"); }},
      {"shortfall", [] { return with_bank("499.99", "500.00"); },
       [] { return with_bank("500.00", "500.00"); },
       [] {
         auto told = one_slip("2025-05-01", "2025-05-28");
         told.made.facts.frames.clear();
         return told;
       }},
      {"review-due", [] { return reviewed("2025-08-01", "2025-07-02"); },
       [] { return reviewed("2025-08-01", "2025-07-01"); }},
      {"double-funding", [] { return in_two_budgets("activities"); },
       [] { return in_two_budgets("respite"); }},
      {"agreed-without-authority", [] { return approved_by("team-manager", "60319.99"); },
       [] { return approved_by("team-manager", "60320.00"); },
       [] { return approved_by("panel", "60320.00"); }},
  };
}

std::vector<Example> examples() {
  std::vector<Example> all;
  for (auto family : {of_statements_and_payslips(), of_payments(), of_income(), of_services(),
                      of_lines_and_budgets()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

std::ptrdiff_t count(Told told, std::string_view code, ledger::FindingState state) {
  return std::ranges::count(told.made.findings(told.as_of, code), state, &ledger::Finding::state);
}

}  // namespace

TEST_CASE("every code is raised by its case, with evidence or an amount, a source and a sentence",
          "[checks][codes]") {
  for (const auto& example : examples()) {
    CAPTURE(example.code);
    auto told = example.raises();
    const auto found = told.made.findings(told.as_of, example.code);
    REQUIRE(found.size() == 1);
    CHECK(found[0].state == ledger::FindingState::open);
    CHECK((!found[0].evidence.empty() || !found[0].amount.is_zero() || found[0].date));
    CHECK_FALSE(found[0].source.empty());
    CHECK(found[0].why.ends_with('.'));
  }
}

TEST_CASE("what comes nearest to a code does not raise it", "[checks][codes]") {
  for (const auto& example : examples()) {
    CAPTURE(example.code);
    auto told = example.near_miss();
    CHECK(told.made.findings(told.as_of, example.code).empty());
  }
}

TEST_CASE("where a fact is missing a code answers that it cannot be tested, and only there",
          "[checks][codes]") {
  std::set<std::string_view> said;
  for (const auto& guide : reconcile::check_guides()) {
    if (!guide.untested.empty()) said.insert(guide.code);
  }
  for (const auto& example : examples()) {
    CAPTURE(example.code);
    CHECK((example.untested != nullptr) == said.contains(example.code));
    if (example.untested == nullptr) continue;
    CHECK(count(example.untested(), example.code, ledger::FindingState::cannot_test) == 1);
    CHECK(count(example.untested(), example.code, ledger::FindingState::open) == 0);
  }
}

TEST_CASE("every check has its case here", "[checks][codes]") {
  std::set<std::string_view> shown{"late-line"};  // tests/reconcile/periods_test.cpp
  for (const auto& example : examples()) shown.insert(example.code);
  for (const auto& check : reconcile::checks()) {
    CAPTURE(check.code);
    CHECK(shown.contains(check.code));
  }
}

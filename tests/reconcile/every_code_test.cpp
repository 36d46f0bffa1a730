// Every code of the contract: a case that raises it, the nearest that does not, and one that cannot
// be tested, where a fact can be missing.
#include "reconcile/check_guide.hpp"
#include "tests/reconcile/build_view.hpp"

#include <functional>
#include <set>

#include <catch2/catch.hpp>

using namespace build_view;

namespace {

constexpr std::string_view wage = "net-pay:P0001:W1:2025-04-25";
constexpr std::string_view funding = "funding:P0001:2025:2025-04-04";

struct Told {
  Case made;
  std::string_view as_of = "2025-09-30";
};
using Made = std::function<Told()>;

struct Example {
  std::string_view code;
  Made raises;
  Made near_miss;
  Made untested{};
};

// --- what the cases are made of ---

Told covered(ledger::PersonVersion version = person(), std::string_view last = "2025-12-31") {
  Told told{Case{std::move(version)}};
  told.made.covered("2025-04-01", last);
  return told;
}

Told with_wage(std::string_view paid, std::string_view on = "2025-04-25",
               std::string_view rule = reconcile::rule::payee_amount) {
  auto told = covered();
  told.made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00"));
  if (!paid.empty()) {
    const auto amount = pounds(paid);
    const auto most = std::max(amount, pounds("-500.00"));
    told.made.match(told.made.line(on, paid, "A JONES"), {{std::string{wage}, most}}, rule);
  }
  return told;
}

Told with_tax(std::string_view paid_on, bool pension = false) {
  auto told = covered();
  auto slip = payslip("W1", "2025-04-06", "2025-05-02", "2025-05-02", "500.00");
  slip.gross = pounds("560.00");
  (pension ? slip.employee_pension : slip.tax) = pounds("60.00");
  told.made.pay(slip);
  if (!paid_on.empty()) {
    told.made.match(
        told.made.line(paid_on, "-60.00", pension ? "NEST" : "HMRC"),
        {{pension ? "pension:P0001:2025-05" : "paye:P0001:2025-26:M01", pounds("-60.00")}});
  }
  told.as_of = "2025-07-31";
  return told;
}

ledger::PersonVersion paid_in(ledger::Payer payer, std::string_view amount) {
  auto version = person();
  version.budgets[0].instalments = {
      {payer, pounds(amount), ledger::Every::once, day("2025-04-04"), false}};
  return version;
}

Told with_funding(std::string_view received) {
  auto told = covered(paid_in(ledger::Payer::funder, "4640.00"));
  if (!received.empty()) {
    told.made.match(told.made.line("2025-04-04", received, "NHS TRENT CCG"),
                    {{std::string{funding}, std::min(pounds(received), pounds("4640.00"))}});
  }
  return told;
}

ledger::PersonVersion regular(std::size_t line) {
  auto version = person();
  auto& planned = version.budgets[0].lines[line];
  planned.each = pounds("96.00");
  planned.every = ledger::Every::once;
  planned.first = day("2025-04-10");
  return version;
}

Told one_line(std::string_view amount, std::string payee, std::string type = {}) {
  auto told = covered();
  told.made.line("2025-05-05", amount, std::move(payee), std::move(type));
  return told;
}

Told one_invoice(std::string_view last = "2025-12-31") {
  auto told = covered(person(), last);
  told.made.invoice("17", "Green Thumb Gardens", "2025-05-05", "40.00", "garden");
  return told;
}

Told one_slip(std::string_view first, std::string_view last, std::string worker = "W1") {
  auto told = covered();
  told.made.pay(payslip(std::move(worker), first, last, last, "500.00"));
  return told;
}

Told of_hours(std::string_view gross, std::string_view hours, bool known_age = true) {
  auto version = person();
  if (!known_age) version.workers[0].born.reset();
  auto told = covered(version);
  auto slip = payslip("W1", "2025-05-01", "2025-05-28", "2025-05-28", gross);
  slip.hours = ledger::parse_quantity(hours).value();
  told.made.pay(slip);
  return told;
}

Told household(std::string_view agreed_on) {
  auto version = person();
  version.workers[0].relation = ledger::Relation::household_family;
  version.workers[0].relation_agreed_on = day(agreed_on);
  auto told = covered(version);
  told.made.pay(payslip("W1", "2025-05-01", "2025-05-28", "2025-05-28", "500.00"));
  return told;
}

Told died(std::string_view amount, std::string payee, std::string_view on) {
  auto version = person();
  version.died = day("2025-06-30");
  auto told = covered(version);
  const auto line = told.made.line(on, amount, std::move(payee));
  if (pounds(amount).is_negative()) told.made.code(line, "2025/garden");
  return told;
}

ledger::StatementFrame& file(Told& told, std::string_view first, std::string_view last,
                             bool printed = true) {
  auto& facts = told.made.facts;
  const ledger::ImportId id{static_cast<std::int64_t>(facts.frames.size()) + 10};
  const auto name = "statement-" + std::to_string(id.value) + ".csv";
  facts.imports.emplace(id, ledger::Import{.id = id, .file = name, .format = "lloyds"});
  const ledger::Period period{day(first), day(last)};
  return facts.frames.emplace_back(ledger::StatementFrame{
      id, "dp", printed ? std::optional{period} : std::nullopt, period, {}, {}, {}, {}});
}

Told two_files(std::string_view second, bool printed = true) {
  Told told{Case{}};
  file(told, "2025-04-01", "2025-04-30", printed);
  file(told, second, "2025-06-30", printed);
  return told;
}

/// A line of the last day of one file; the other holds that day whole, with the line or without.
Told last_day(bool in_both) {
  Told told{Case{}};
  const auto line = told.made.line("2025-04-30", "-5.00", "TOYS");
  file(told, "2025-04-01", "2025-04-30", false).lines = {line};
  auto& other = file(told, "2025-04-15", "2025-05-31");
  if (in_both) other.lines = {line};
  return told;
}

Told with_break(bool broken) {
  Told told{Case{}};
  if (broken) file(told, "2025-04-01", "2025-04-30").breaks = {3};
  if (!broken) file(told, "2025-04-01", "2025-04-30");
  return told;
}

Told again(std::string_view back) {
  auto told = with_wage("-500.00");
  const auto more = told.made.line("2025-04-28", "-500.00", "A JONES");
  told.made.match(more, {{std::string{wage}, pounds("-500.00")}}, reconcile::rule::duplicate);
  if (!back.empty()) {
    told.made.match(told.made.line(back, "500.00", "A JONES"),
                    {{ledger::reversal_key(more), pounds("500.00")}}, reconcile::rule::reversal);
  }
  return told;
}

Told came_back(bool paid_again) {
  auto told = with_wage("-500.00");
  told.made.match(told.made.line("2025-04-28", "500.00", "RETURNED"),
                  {{ledger::reversal_key({1}), pounds("500.00")}}, reconcile::rule::reversal);
  if (paid_again) {
    told.made.match(told.made.line("2025-05-02", "-500.00", "A JONES"),
                    {{std::string{wage}, pounds("-500.00")}});
  }
  return told;
}

Told in_the_garden(std::string_view spent) {
  auto told = covered();
  told.made.code(told.made.line("2025-05-05", spent, "GREEN THUMB"), "2025/garden");
  return told;
}

Told with_bank(std::string_view received, std::string_view owed) {
  auto version = paid_in(ledger::Payer::funder, received);
  version.budgets[0].instalments[0].arrears = true;
  auto told = covered(version);
  told.made.match(told.made.line("2025-04-04", received, "NHS TRENT CCG"),
                  {{std::string{funding}, pounds(received)}});
  told.made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", owed));
  told.as_of = "2025-05-01";
  return told;
}

Told insured(std::string_view from, std::string_view premium) {
  auto version = person();
  version.workers[0].from = day(from);
  Told told{Case{version}};
  told.made.covered("2024-09-01", "2025-09-30");
  if (!premium.empty()) {
    told.made.code(told.made.line(premium, "-96.00", "FISH INSURANCE"), "2025/insurance");
  }
  return told;
}

Told in_two_budgets(std::string category) {
  auto version = person();
  auto council = version.budgets[0];
  council.ref = "council";
  council.accounts = {"other"};
  council.lines[1].category = std::move(category);
  version.budgets.push_back(council);
  auto told = covered(version);
  told.made.code(told.made.line("2025-05-05", "-50.00", "GREEN THUMB"), "2025/garden");
  told.made.code(told.made.line("2025-05-06", "-50.00", "GREEN THUMB"), "council/garden");
  return told;
}

Told reviewed(std::string_view on, std::string_view as_of) {
  auto version = person();
  version.budgets[0].reviewed_on = {day(on)};
  auto told = covered(version);
  told.as_of = as_of;
  return told;
}

Told untold(Told told, std::string_view last) {
  told.made.facts.frames.clear();
  told.made.covered("2025-04-01", last);
  return told;
}

Told at(Told told, std::string_view as_of) {
  told.as_of = as_of;
  return told;
}

// --- the table ---

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
       [] { return with_bank("500.00", "500.00"); }},
      {"review-due", [] { return reviewed("2025-08-01", "2025-07-02"); },
       [] { return reviewed("2025-08-01", "2025-07-01"); }},
      {"double-funding", [] { return in_two_budgets("activities"); },
       [] { return in_two_budgets("respite"); }},
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

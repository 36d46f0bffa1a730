// One budget takes over from another: what goes along, what goes back, and what comes late.
#include "reconcile/handover.hpp"

#include "tests/reconcile/build.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

using namespace build;
using reconcile::BudgetPosition;

namespace {

/// A council's budget until the eve of a birthday, the NHS's from then on; the same two workers.
Case turning_18() {
  Case made;
  auto& council = made.plan();
  council.ref = "council";
  council.funders = {{"Vale County Council", "social-care", pounds("50000.00")}};
  council.lines[0].payees = {};
  auto nhs = council;
  nhs.ref = "nhs";
  nhs.funders = {{"NHS Vale ICB", "health", pounds("50000.00")}};
  nhs.from = day("2025-09-12");
  nhs.to = day("2026-09-11");
  nhs.follows = "council";
  made.person.budgets.push_back(nhs);
  for (auto& worker : made.person.workers) {
    worker.shares = {{"council", "team", 100}, {"nhs", "team", 100}};
  }
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("3000.00"), ledger::Every::once, day("2025-09-01"), false},
      {ledger::Payer::person, pounds("1000.00"), ledger::Every::once, day("2025-09-01"), false}};
  return made;
}

struct Books {
  explicit Books(ledger::PersonFacts given) : facts{std::move(given)} {
    auto made = reconcile::reconcile(facts, ledger::Parameters::built_in());
    items = std::move(made.items);
    for (auto& entry : made.entries) {
      standing.push_back(
          {{static_cast<std::int64_t>(standing.size()) + 1}, std::move(entry), {}, false, {}});
    }
  }
  explicit Books(const Case& from) : Books{from.facts()} {}

  reconcile::PersonView view(const std::string& as_of) const {
    return reconcile::view(facts, standing, ledger::balances_of(standing, day(as_of)),
                           ledger::Parameters::built_in(), day(as_of));
  }
  BudgetPosition at(const std::string& budget, const std::string& as_of) const {
    for (const auto& position : reconcile::positions(view(as_of))) {
      if (position.budget != budget) continue;
      CHECK(reconcile::unexplained(position).is_zero());
      return position;
    }
    throw std::out_of_range{"no budget " + budget};
  }
  std::string net(const std::string& budget, const std::string& account,
                  const std::string& as_of) const {
    Money sum;
    for (const auto& balance : ledger::balances_of(standing, day(as_of))) {
      if (balance.budget == budget && balance.account == account) sum += balance.net();
    }
    return text(sum);
  }
  const ledger::Match& match(ledger::LineId id) const {
    for (const auto& recorded : standing) {
      if (recorded.entry.source == "line:" + text(id)) return *recorded.entry.match;
    }
    throw std::out_of_range{"no such line"};
  }

  ledger::PersonFacts facts;
  std::vector<ledger::Item> items;
  std::vector<ledger::RecordedEntry> standing;
};

void fund(Case& made) {
  made.bank("2025-09-01", "3000.00", "VALE COUNTY COUNCIL");
  made.bank("2025-09-01", "1000.00", "STEPHEN ASHDOWN");
}

/// The identity of contract section 6 on every day, and memo accounts that sum to nothing alone.
void check_every_day(const Books& books, const std::string& from, const std::string& to) {
  for (auto on = day(from); on <= day(to); on = plus_days(on, 1)) {
    INFO(text(on));
    for (const auto& position : reconcile::positions(books.view(text(on)))) {
      INFO(position.budget);
      CHECK(reconcile::unexplained(position).is_zero());
    }
    Money memo;
    for (const auto& balance : ledger::balances_of(books.standing, on)) {
      const std::string_view account = balance.account;
      if (account.starts_with("plan:") || account.starts_with("pot")) memo += balance.net();
    }
    CHECK(memo.is_zero());
  }
}

}  // namespace

TEST_CASE("what is owed to workers goes along with the money for it, the rest goes back",
          "[handover]") {
  auto made = turning_18();
  fund(made);
  made.payslip("W1", "2025-09-05", "400.00", "100.00", "20.00");
  const Books books{made};

  CHECK(books.at("council", "2025-09-11").owed.total() == pounds("520.00"));
  const auto before = books.at("council", "2025-09-12");
  CHECK(before.owed.total().is_zero());
  CHECK(before.bank == pounds("3480.00"));
  // 3,480.00 by what each paid in, 3 to 1
  CHECK(books.net("council", "due-to:Vale County Council", "2025-09-12") == "-2610.00");
  CHECK(books.net("council", "due-to:person", "2025-09-12") == "-870.00");
  const auto after = books.at("nhs", "2025-09-12");
  CHECK(after.owed.net_pay == pounds("400.00"));
  CHECK(after.owed.paye == pounds("100.00"));
  CHECK(after.owed.pension == pounds("20.00"));
  CHECK(after.bank == pounds("520.00"));
  CHECK(after.opening.is_zero());
  CHECK(after.shortfall.is_zero());
  check_every_day(books, "2025-09-08", "2025-09-15");
}

TEST_CASE("PAYE of the last weeks is paid from what came along, and the council is repaid",
          "[handover]") {
  auto made = turning_18();
  fund(made);
  made.payslip("W1", "2025-09-05", "400.00", "100.00");
  made.bank("2025-09-05", "-400.00", "A JONES");
  const auto hmrc = made.bank("2025-10-20", "-100.00", "HMRC CUMBERNAULD");
  const auto council = made.bank("2025-11-03", "-2625.00", "VALE COUNTY COUNCIL");
  const Books books{made};
  CHECK(books.match(hmrc).items.front().key == "paye:P0001:2025-26:M05");
  CHECK(books.at("nhs", "2025-10-20").bank.is_zero());
  CHECK(books.at("nhs", "2025-10-20").owed.total().is_zero());
  CHECK(books.match(council).items.front().key == "repayment:P0001:to-nhs:vale-county-council");
  const auto before = books.at("council", "2025-11-03");
  CHECK(before.bank == pounds("875.00"));
  CHECK(before.repaid == pounds("2625.00"));
  CHECK(books.net("council", "due-to:Vale County Council", "2025-11-03") == "0.00");
  check_every_day(books, "2025-10-18", "2025-11-05");
}

TEST_CASE("a payslip for the old weeks that comes late is the old funder's, paid by the new budget",
          "[handover]") {
  auto made = turning_18();
  fund(made);
  ledger::Payslip slip{.period = {day("2025-09-05"), day("2025-09-11")},
                       .pay_date = day("2025-09-19")};
  slip.person = "P0001";
  slip.worker = "W1";
  slip.net = slip.gross = pounds("300.00");
  slip.file_line = 2;
  made.payslips.push_back({{2}, slip});
  made.bank("2025-09-19", "-300.00", "A JONES");
  const Books books{made};
  CHECK(books.net("council", "due-to:Vale County Council", "2025-09-12") == "-3000.00");
  const auto before = books.at("council", "2025-09-19");
  CHECK(before.spent == pounds("300.00"));
  CHECK(before.owed.total().is_zero());
  CHECK(books.net("council", "due-to:Vale County Council", "2025-09-19") == "-2775.00");
  CHECK(books.net("council", "due-to:person", "2025-09-19") == "-925.00");
  const auto after = books.at("nhs", "2025-09-19");
  CHECK(after.spent.is_zero());
  CHECK(after.bank.is_zero());
  check_every_day(books, "2025-09-11", "2025-09-20");
}

TEST_CASE("a payslip across the change is borne by each funder for its own days", "[handover]") {
  auto made = turning_18();
  fund(made);
  ledger::Payslip slip{.period = {day("2025-09-08"), day("2025-09-17")},  // four days and six
                       .pay_date = day("2025-09-19")};
  slip.person = "P0001";
  slip.worker = "W1";
  slip.net = slip.gross = pounds("500.00");
  made.payslips.push_back({{2}, slip});
  const Books books{made};
  CHECK(books.at("council", "2025-09-19").spent == pounds("200.00"));
  CHECK(books.at("nhs", "2025-09-19").spent == pounds("300.00"));
}

TEST_CASE("money that is not enough goes along as far as there is any, and the gap shows",
          "[handover]") {
  auto made = turning_18();
  made.plan().instalments = {
      {ledger::Payer::person, pounds("300.00"), ledger::Every::once, day("2025-09-01"), false}};
  made.payslip("W1", "2025-09-05", "400.00", "100.00");
  made.bank("2025-09-01", "300.00", "STEPHEN ASHDOWN");
  const Books books{made};
  const auto before = books.at("council", "2025-09-12");
  CHECK(before.bank.is_zero());
  CHECK(books.net("council", "due-to:Vale County Council", "2025-09-12") == "0.00");
  const auto after = books.at("nhs", "2025-09-12");
  CHECK(after.bank + pounds("200.00") == after.owed.total());
  CHECK(after.shortfall == pounds("200.00"));
}

TEST_CASE("money that nobody can explain is not due back to anybody", "[handover]") {
  auto made = turning_18();
  fund(made);
  made.bank("2025-09-03", "77.00", "ZZZ UNKNOWN 4711");
  const Books books{made};
  CHECK(books.at("council", "2025-09-12").bank == pounds("4077.00"));
  CHECK(books.net("council", "due-to:Vale County Council", "2025-09-12") == "-3000.00");
}

TEST_CASE("a late wage after all was repaid shows that too much went back", "[handover]") {
  auto made = turning_18();
  fund(made);
  const auto repaid = made.bank("2025-09-15", "-3000.00", "VALE COUNTY COUNCIL");
  made.decide(repaid, ledger::Decision::Kind::match,
              {"repayment:P0001:to-nhs:vale-county-council"});
  ledger::Payslip slip{.period = {day("2025-09-05"), day("2025-09-11")},
                       .pay_date = day("2025-09-19")};
  slip.person = "P0001";
  slip.worker = "W1";
  slip.net = slip.gross = pounds("1200.00");
  made.payslips.push_back({{2}, slip});
  made.bank("2025-09-19", "-1200.00", "A JONES");
  const Books books{made};
  // 4,000.00 less the wage is 2,800.00, three quarters of it the council's: 2,100.00
  const auto back = std::ranges::find(books.items, "repayment:P0001:to-nhs:vale-county-council",
                                      &ledger::Item::key);
  REQUIRE(back != books.items.end());
  CHECK(back->amount == pounds("-2100.00"));
  // what is left of the person's part goes along; the rest of the wage is missing in the new budget
  const auto after = books.at("nhs", "2025-09-19");
  CHECK(after.bank == pounds("-200.00"));
  CHECK(after.owed.total().is_zero());
  CHECK(books.at("council", "2025-09-19").bank.is_zero());
  check_every_day(books, "2025-09-11", "2025-09-20");
}

TEST_CASE("pots that both agree to go along with their money, the others are free", "[handover]") {
  auto made = turning_18();
  fund(made);
  made.person.budgets[0].pots = {{"redundancy", pounds("1200.00")}, {"saving", pounds("100.00")}};
  made.person.budgets[1].pots = {{"redundancy", pounds("1500.00")}};
  const Books books{made};
  CHECK(books.at("council", "2025-09-11").pots == pounds("1300.00"));
  CHECK(books.at("council", "2025-09-12").pots.is_zero());
  CHECK(books.at("nhs", "2025-09-12").pots == pounds("1500.00"));
  CHECK(books.at("nhs", "2025-09-12").bank == pounds("1200.00"));
  CHECK(books.at("council", "2025-09-12").bank == pounds("2800.00"));
  check_every_day(books, "2025-09-10", "2025-09-13");
}

TEST_CASE("nothing of the old funder is expected once another has taken over", "[handover]") {
  auto made = turning_18();
  made.plan().instalments = {{ledger::Payer::funder, pounds("500.00"), ledger::Every::four_weeks,
                              day("2025-08-01"), false}};
  const Books books{made};
  const auto council = std::ranges::count_if(books.items, [](const ledger::Item& item) {
    return item.kind == ledger::ItemKind::funding && item.payee == "Vale County Council";
  });
  CHECK(council == 2);  // 1 and 29 August; not 26 September
}

TEST_CASE("a year rolled over carries the bank, and what is owed, whole", "[handover]") {
  auto made = turning_18();
  made.person.budgets[1].funders = made.person.budgets[0].funders;
  fund(made);
  made.payslip("W1", "2025-09-05", "400.00", "100.00");
  made.invoice("77", "2025-09-10", "50.00");
  made.bank("2025-09-15", "-400.00", "A JONES");
  made.bank("2025-09-20", "-50.00", "HELPING HANDS COMMUNITY CARE LTD");
  const Books books{made};
  const auto before = books.at("council", "2025-09-12");
  CHECK(before.bank.is_zero());
  CHECK(before.owed.total().is_zero());
  CHECK(before.shortfall.is_zero());
  const auto after = books.at("nhs", "2025-09-12");
  CHECK(after.bank == pounds("4000.00"));
  CHECK(after.opening == pounds("3450.00"));
  CHECK(after.owed.total() == pounds("550.00"));
  const auto paid = books.at("nhs", "2025-09-20");
  CHECK(paid.bank == pounds("3550.00"));
  CHECK(paid.owed.total() == pounds("100.00"));
  CHECK(paid.spent.is_zero());
  check_every_day(books, "2025-09-10", "2025-09-22");
}

TEST_CASE("money on its way between two accounts at the change is counted once", "[handover]") {
  auto made = turning_18();
  made.person.budgets[1].funders = made.person.budgets[0].funders;
  made.person.accounts.push_back(Case::account("new"));
  made.person.budgets[1].accounts = {"new"};
  fund(made);
  const auto left = made.bank("2025-09-11", "-3900.00", "TO NEW ACCOUNT");
  const auto arrived = made.bank("2025-09-12", "3900.00", "FROM OLD ACCOUNT", "new");
  const auto rest = made.bank("2025-09-16", "-100.00", "TO NEW ACCOUNT");
  const auto rest_arrived = made.bank("2025-09-17", "100.00", "FROM OLD ACCOUNT", "new");
  for (const auto& [line, other] : {std::pair{left, arrived}, {rest, rest_arrived}}) {
    made.decide(line, ledger::Decision::Kind::match, {ledger::transfer_key(other)});
    made.decide(other, ledger::Decision::Kind::match, {ledger::transfer_key(line)});
  }
  const Books books{made};
  const auto after = books.at("nhs", "2025-09-17");
  CHECK(after.bank == pounds("4000.00"));
  CHECK(after.suspense_received.is_zero());
  CHECK(after.suspense_paid.is_zero());
  CHECK(books.at("council", "2025-09-17").bank.is_zero());
  CHECK(books.net("nhs", "bank:dp", "2025-09-17") == "0.00");
  CHECK(books.net("nhs", "bank:new", "2025-09-17") == "4000.00");
  check_every_day(books, "2025-09-10", "2025-09-18");
}

TEST_CASE("however facts came, handovers are the same", "[handover][property]") {
  auto made = turning_18();
  fund(made);
  for (const auto* on : {"2025-08-22", "2025-08-29", "2025-09-05", "2025-09-19"}) {
    made.payslip("W1", on, "400.00", "100.00", "20.00");
    made.payslip("W2", on, "310.00", "60.00");
    made.bank(on, "-400.00", "A JONES");
    if (std::string{on} != "2025-09-05") made.bank(on, "-310.00", "B OKAFOR");
  }
  made.bank("2025-09-22", "-310.00", "B OKAFOR");
  made.bank("2025-09-22", "-480.00", "HMRC CUMBERNAULD");
  made.bank("2025-10-01", "-700.00", "VALE COUNTY COUNCIL");
  const Books first{made};
  check_every_day(first, "2025-08-20", "2025-10-25");
  auto facts = made.facts();
  std::mt19937 random{7};
  for (int round = 0; round < 5; ++round) {
    std::ranges::shuffle(facts.payslips, random);
    const Books again{facts};
    REQUIRE(again.standing.size() == first.standing.size());
    for (std::size_t i = 0; i < first.standing.size(); ++i) {
      CHECK(again.standing[i].entry == first.standing[i].entry);
    }
  }
}

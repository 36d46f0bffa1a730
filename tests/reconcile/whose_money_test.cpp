// Money keeps its owner from budget to budget, and every share of it follows from one rule.
#include "reconcile/whose_money.hpp"

#include "ledger/reclaims.hpp"
#include "reconcile/closing.hpp"
#include "reconcile/surplus.hpp"
#include "tests/reconcile/support_whose.hpp"

#include <catch2/catch.hpp>

using namespace build;

namespace {

struct Life : Case {
  std::vector<ledger::Act> acts;

  Life() {
    person.budgets.clear();
    person.workers.clear();
  }

  ledger::Budget& add(const std::string& ref, const std::string& from, const std::string& to,
                      std::vector<ledger::Funder> funders) {
    auto made = budget(ref, from, to);
    made.funders = std::move(funders);
    made.lines = {plan_line("garden", "activities", {"GREEN THUMB GARDENS"})};
    if (!person.budgets.empty()) made.follows = person.budgets.back().ref;
    person.budgets.push_back(made);
    return person.budgets.back();
  }
  /// Comes once, and is found on the statement where it came.
  void comes(const std::string& ref, const std::string& on, const std::string& amount,
             ledger::Payer payer = ledger::Payer::funder) {
    auto& of = *std::ranges::find(person.budgets, ref, &ledger::Budget::ref);
    of.instalments.push_back({payer, pounds(amount), ledger::Every::once, day(on), false});
    const bool own = payer == ledger::Payer::person;
    for (const auto& funder : of.funders) {
      const auto part = ledger::half_up(pounds(amount), funder.amount.pence(), of.agreed->pence());
      if (!own) bank(on, text(part), upper(funder.name));
    }
    if (own) bank(on, amount, "STEPHEN ASHDOWN");
  }
  void spend(const std::string& on, const std::string& amount) {
    bank(on, "-" + amount, "GREEN THUMB GARDENS");
  }
  void reclaim(const std::string& ref, const std::string& funder, const std::string& on,
               const std::string& amount) {
    ledger::Act made{.kind = ledger::Act::Kind::reclaim, .on = day(on)};
    made.number = static_cast<int>(acts.size()) + 1;
    made.ref = ledger::next_reclaim_ref(acts);
    made.budget = ref;
    made.funder = funder;
    made.amount = pounds(amount);
    made.until = plus_days(made.on, 28);
    made.ground = "accumulated";
    acts.push_back(made);
  }
  ledger::PersonFacts facts() const {
    auto made = Case::facts();
    made.acts = acts;
    return made;
  }
  static std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return text;
  }
};

ledger::Funder council(const std::string& amount = "50000.00") {
  return {"Vale County Council", "social-care", pounds(amount)};
}
ledger::Funder nhs(const std::string& amount = "50000.00") {
  return {"NHS Vale ICB", "health", pounds(amount)};
}

/// "NHS Vale ICB 2290.57, person 10.00": of the surplus of a budget.
std::string parts(const reconcile::PersonView& view, const std::string& ref) {
  std::string said;
  for (const auto& surplus : reconcile::surpluses(view)) {
    if (surplus.budget != ref) continue;
    for (const auto& share : surplus.shares) {
      said += (said.empty() ? "" : ", ") + share.name + " " + text(share.part);
    }
  }
  return said;
}

std::string net(const reconcile::PersonView& view, const std::string& budget,
                const std::string& account) {
  return text(reconcile::net_of_account(view, budget, account));
}

/// A year of a council's with the person's own part, and the next one without it.
Life contribution_ends() {
  Life made;
  made.add("24", "2025-04-01", "2025-09-30", {council()});
  made.add("25", "2025-10-01", "2026-03-31", {council()});
  made.comes("24", "2025-04-01", "4800.00");
  made.comes("24", "2025-04-03", "1200.00", ledger::Payer::person);
  made.spend("2025-06-20", "3000.00");
  made.comes("25", "2025-10-01", "1000.00");
  made.spend("2025-10-20", "1000.00");
  return made;
}

}  // namespace

TEST_CASE("the person's own part of what is carried stays theirs", "[whose]") {
  const auto made = contribution_ends().facts();
  const lives::Book book{made};
  // 3,000.00 is left, 4 to 1: 2,400.00 and 600.00. The council adds 1,000.00, and 1,000.00 is
  // spent.
  const auto first = book.view(day("2025-10-01"));
  const auto claims = reconcile::claims(first, *made.history.budget("25"));
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].carried == pounds("2400.00"));
  CHECK(claims[1].name == "person");
  CHECK(claims[1].carried == pounds("600.00"));
  CHECK(claims[1].received.is_zero());
  // 3,400.00 to 600.00 of 4,000.00; of what is left, less 32.25 for days to come … of 2,967.75
  const auto later = book.view(day("2025-10-31"));
  for (const auto& surplus : reconcile::surpluses(later)) {
    if (surplus.budget != "25") continue;
    CHECK(surplus.share("Vale County Council")->part ==
          ledger::half_up(surplus.surplus, 3400, 4000));
    CHECK(surplus.share("person")->part == ledger::half_up(surplus.surplus, 600, 4000));
  }
  const auto closed = reconcile::closing(later, *made.history.budget("24"));
  REQUIRE(closed.back.size() == 2);
  CHECK(closed.back[0].carried == pounds("2400.00"));
  CHECK(closed.back[1].carried == pounds("600.00"));
}

TEST_CASE("what goes back at the end may be theirs who paid into the years before", "[whose]") {
  auto life = contribution_ends();
  life.add("nhs", "2026-04-01", "2026-09-30", {nhs()});
  const auto made = life.facts();
  const lives::Book book{made};
  const auto view = book.view(day("2026-04-01"));
  CHECK(net(view, "25", "due-to:Vale County Council") == "-2550.00");
  CHECK(net(view, "25", "due-to:person") == "-450.00");
}

TEST_CASE("a funder that pays no longer keeps its part of what was carried", "[whose]") {
  Life life;
  life.add("a", "2025-04-01", "2025-09-30", {council()});
  life.add("b", "2025-10-01", "2026-03-31", {nhs()}).rest = ledger::Rest::carry;
  life.comes("a", "2025-04-01", "3000.00");
  life.comes("b", "2025-10-01", "1000.00");
  life.spend("2025-11-20", "2000.00");
  const auto made = life.facts();
  const lives::Book book{made};
  CHECK(parts(book.view(day("2026-04-01")), "b") ==
        "NHS Vale ICB 500.00, Vale County Council 1500.00");
}

TEST_CASE("a body that took the place of another of its stream has what was carried", "[whose]") {
  Life life;
  life.add("a", "2025-04-01", "2025-09-30", {{"NHS Vale CCG", "health", pounds("50000.00")}});
  life.add("b", "2025-10-01", "2026-03-31", {nhs()}).rest = ledger::Rest::carry;
  life.comes("a", "2025-04-01", "3000.00");
  const auto made = life.facts();
  const lives::Book book{made};
  CHECK(parts(book.view(day("2026-03-31")), "b") == "NHS Vale ICB 3000.00");
}

TEST_CASE("what was missing when a budget was carried is borne by those who paid into it",
          "[whose]") {
  Life life;
  life.add("a", "2025-04-01", "2025-09-30", {nhs("25000.00"), council("25000.00")});
  life.add("b", "2025-10-01", "2026-03-31", {nhs("25000.00"), council("25000.00")});
  life.person.budgets[1].agreed = life.person.budgets[0].agreed;
  life.comes("a", "2025-04-01", "1000.00");
  life.spend("2025-09-20", "1400.00");
  life.comes("b", "2025-10-01", "2000.00");
  const auto made = life.facts();
  const lives::Book book{made};
  const auto claims = reconcile::claims(book.view(day("2025-10-01")), *made.history.budget("b"));
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].carried == pounds("-200.00"));
  CHECK(claims[1].carried == pounds("-200.00"));
  CHECK(claims[0].paid_in() == pounds("800.00"));
}

TEST_CASE("a reclaim that is open at a handover counts as had by who asked", "[whose]") {
  Life life;
  life.add("la", "2025-04-01", "2025-09-30", {council()});
  life.add("nhs", "2025-10-01", "2026-03-31", {nhs()});
  life.comes("la", "2025-04-01", "9000.00");
  life.comes("la", "2025-04-02", "600.00", ledger::Payer::person);
  life.spend("2025-06-20", "6250.00");
  life.reclaim("la", "Vale County Council", "2025-08-25", "700.00");
  life.reclaim("la", "person", "2025-08-25", "50.00");
  life.bank("2025-09-05", "-77.77", "VALE COUNTY COUNCIL R1");
  life.bank("2025-11-05", "-222.23", "VALE COUNTY COUNCIL R1");
  const auto made = life.facts();
  const lives::Book book{made};
  // 3,350.00 was left in all, 15 to 1
  const auto view = book.view(day("2025-12-30"));
  CHECK(net(view, "la", "surplus:Vale County Council") == "3140.63");
  CHECK(net(view, "la", "surplus:person") == "209.37");
  for (const auto& surplus : reconcile::surpluses(view)) {
    if (surplus.budget != "la") continue;
    for (const auto& share : surplus.shares) {
      INFO(share.name);
      CHECK(share.part == share.asked);
    }
  }
}

TEST_CASE("what was repaid stays matched when a late cost makes what goes back less", "[whose]") {
  Life life;
  life.person.workers = {worker("W1", "Amy Jones")};
  life.add("la", "2025-04-01", "2025-09-11", {council()});
  life.add("nhs", "2025-09-12", "2026-03-31", {nhs()});
  for (auto& budget : life.person.budgets)
    budget.lines.push_back(plan_line("team", "pa-wages", {}));
  life.person.workers[0].shares = {{"la", "team", 100}, {"nhs", "team", 100}};
  life.comes("la", "2025-09-01", "3000.00");
  const auto repaid = life.bank("2025-09-15", "-3000.00", "VALE COUNTY COUNCIL");
  ledger::Payslip slip{.period = {day("2025-09-05"), day("2025-09-11")},
                       .pay_date = day("2025-09-19")};
  slip.person = "P0001";
  slip.worker = "W1";
  slip.net = slip.gross = pounds("1200.00");
  life.payslips.push_back({{2}, slip});
  life.bank("2025-09-19", "-1200.00", "A JONES");
  const auto made = life.facts();
  const lives::Book book{made};
  for (const auto& entry : book.made.entries) {
    if (entry.source != "line:" + text(repaid)) continue;
    REQUIRE(entry.match);
    CHECK(entry.match->state == ledger::MatchState::matched);
    CHECK(entry.match->items.front().key == "repayment:P0001:to-nhs:vale-county-council");
  }
  // 1,800.00 was to go back: it has had 1,200.00 too much
  const auto view = book.view(day("2025-09-30"));
  CHECK(net(view, "la", "surplus:Vale County Council") == "1800.00");
  CHECK(reconcile::positions(view).front().bank.is_zero());
}

namespace {

constexpr int sides = 12;

/// Three budgets that follow each other, with money that came, was spent, was asked back and was
/// repaid before and after a handover.
Life handed_over_twice(const std::vector<int>& dice) {
  std::size_t next = 0;
  const auto die = [&] { return next < dice.size() ? dice[next++] : 0; };
  const auto amount = [&](int step) { return text(Money::of_pence(step * (1 + die()))); };
  const auto on = [](int k, int after) { return text(lives::day_of(90 * k + after)); };
  Life life;
  for (int k = 0; k < 3; ++k) {
    const int who = die() % 3;
    auto funders = std::vector{who == 0 ? nhs() : council()};
    if (who == 2) funders = {nhs("20000.00"), council("30000.00")};
    const std::string ref(1, static_cast<char>('a' + k));
    auto& budget = life.add(ref, on(k, 0), on(k, 89), funders);
    constexpr ledger::Rest rests[] = {ledger::Rest::by_funders, ledger::Rest::carry,
                                      ledger::Rest::due_back};
    budget.rest = rests[die() % 3];
    if (die() != 0) life.comes(ref, on(k, 3), amount(10'000));
    if (die() % 2 == 0) life.comes(ref, on(k, 4), amount(1'700), ledger::Payer::person);
    if (die() % 4 != 0) life.spend(on(k, 10), amount(7'001));
    for (int asked = die() % 3; asked > 0; --asked) {
      const int whom = die();
      const auto name = whom % 3 == 0
                            ? std::string{"person"}
                            : funders[static_cast<std::size_t>(whom) % funders.size()].name;
      life.reclaim(ref, name, on(k, 20 + die()), amount(501));
      const int repaid = die() % 4;
      const auto payee = name == "person" ? std::string{"STEPHEN ASHDOWN"} : Life::upper(name);
      const auto whole = life.acts.back().amount;
      const auto part = repaid == 3 ? Money::of_pence(whole.pence() / 2) : whole;
      if (repaid != 0 && !part.is_zero()) {
        life.bank(on(k, repaid == 1 ? 60 : 100), text(-part), payee);
      }
    }
  }
  return life;
}

}  // namespace

TEST_CASE("whatever was asked back and repaid around handovers, money keeps its owner",
          "[whose][property]") {
  int asked = 0;
  int back = 0;
  REQUIRE(rc::check("shared out by hand it is the same", [&] {
    const auto dice = *rc::gen::container<std::vector<int>>(
        60, rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, sides)));
    const auto facts = handed_over_twice(dice).facts();
    const lives::Book book{facts};
    lives::Untied untied;
    for (const int offset : {30, 89, 90, 95, 179, 180, 195, 269, 400}) {
      const auto day = lives::day_of(offset);
      const lives::TrialBalance trial{book.standing, day};
      const auto view = book.view(day);
      lives::check_whose(untied, book, view, trial);
      for (const auto& position : reconcile::positions(view)) {
        untied.expect(reconcile::unexplained(position), Money{}, position.budget);
      }
      if (!untied.said().empty()) {
        RC_FAIL("on " + text(day) + ":\n" + untied.said() + lives::told(facts));
      }
    }
    asked += untied.asked();
    for (const auto& entry : book.made.entries) {
      if (entry.kind != ledger::EntryKind::handover) continue;
      back += static_cast<int>(std::ranges::count_if(entry.postings, [](const auto& posting) {
        return posting.debit.starts_with("surplus:");
      }));
    }
  }));
  CHECK(asked > 3'000);
  CHECK(back > 50);
}

TEST_CASE("what a funder that left owes of what was missing is borne by those that pay now",
          "[whose]") {
  Life made;
  made.add("24", "2025-04-01", "2025-09-30", {nhs("25000.00"), council("25000.00")});
  made.add("25", "2025-10-01", "2026-03-31", {nhs()}).rest = ledger::Rest::carry;
  made.comes("24", "2025-04-01", "1000.00");
  made.spend("2025-09-20", "1200.00");
  made.comes("25", "2025-10-01", "1000.00");
  made.comes("25", "2025-10-02", "300.00", ledger::Payer::person);
  const auto facts = made.facts();
  const lives::Book book{facts};
  const auto claims = reconcile::claims(book.view(day("2025-10-31")), *facts.history.budget("25"));
  REQUIRE(claims.size() == 2);
  CHECK(text(claims[0].carried) == "-200.00");
  CHECK(claims[1].name == "person");
  CHECK(claims[1].carried.is_zero());
}

TEST_CASE("what was repaid from elsewhere has been had, and as much is whose who repaid it",
          "[whose]") {
  Life made;
  made.add("24", "2025-04-01", "2025-09-30", {nhs("25000.00"), council("25000.00")});
  made.comes("24", "2025-04-01", "2000.00");
  made.spend("2025-09-20", "1000.00");
  made.reclaim("24", "NHS Vale ICB", "2025-10-02", "300.00");
  auto repaid = made.acts.back();
  repaid.kind = ledger::Act::Kind::repaid;
  repaid.number = 2;
  repaid.amount = pounds("200.00");
  repaid.on = day("2025-10-05");
  made.acts.push_back(repaid);
  const auto facts = made.facts();
  const lives::Book book{facts};
  const auto view = book.view(day("2025-10-10"));
  const auto all = reconcile::surpluses(view);
  REQUIRE(all.size() == 1);
  // 1,000 was not used: 500 each, and the NHS has had 200 of that out of other money. It has asked
  // for 100 more.
  CHECK(text(all[0].share("NHS Vale ICB")->left) == "300.00");
  CHECK(text(all[0].share("NHS Vale ICB")->can_ask) == "200.00");
  CHECK(text(all[0].share("Vale County Council")->left) == "500.00");
  CHECK(text(all[0].share("person")->left) == "200.00");
}

TEST_CASE("what is kept for an open reclaim when a budget is carried is wholly that funder's",
          "[whose]") {
  Life made;
  made.add("24", "2025-04-01", "2025-09-30", {nhs("25000.00"), council("25000.00")});
  made.add("25", "2025-10-01", "2026-03-31", {nhs("25000.00"), council("25000.00")});
  made.comes("24", "2025-04-01", "2000.00");
  made.spend("2025-09-20", "1000.00");
  made.reclaim("24", "NHS Vale ICB", "2025-09-25", "300.00");
  const auto facts = made.facts();
  const lives::Book book{facts};
  const auto view = book.view(day("2025-10-10"));
  for (const auto& surplus : reconcile::surpluses(view)) {
    if (surplus.budget != "24") continue;
    CHECK(text(surplus.left) == "300.00");
    CHECK(text(surplus.share("NHS Vale ICB")->left) == "300.00");
    CHECK(text(surplus.share("Vale County Council")->left) == "0.00");
  }
}

TEST_CASE("a funder that a later version of the plan drops has its part of what it paid in",
          "[whose]") {
  Life made;
  made.add("24", "2025-04-01", "2025-09-30", {nhs("25000.00"), council("25000.00")});
  made.comes("24", "2025-04-01", "2000.00");
  made.spend("2025-09-20", "1000.00");
  auto facts = made.facts();
  auto later = facts.history.latest();
  later.from = day("2025-06-01");
  later.budgets.front().funders = {nhs()};
  facts.history = ledger::PersonHistory{{facts.history.latest(), later}};
  const lives::Book book{facts};
  const auto all = reconcile::surpluses(book.view(day("2025-10-10")));
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].share("Vale County Council") != nullptr);
  CHECK(text(all[0].share("Vale County Council")->left) == "500.00");
  CHECK(text(all[0].share("NHS Vale ICB")->left) == "500.00");
}

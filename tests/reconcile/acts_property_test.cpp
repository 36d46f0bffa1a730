// Whatever an officer decides, and whatever the statements answer: the books stay whole.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/surplus.hpp"
#include "tests/reconcile/build_acts.hpp"
#include "tests/reconcile/support_people.hpp"

using namespace build;
using people::pick;

namespace {

std::string any_day(int from = 5, int to = 9) {
  const auto month = pick(from, to);
  return "2025-0" + std::to_string(month) + "-" + (pick(0, 2) == 0 ? "01" : "15");
}

std::string any_amount() {
  return std::to_string(pick(1, 12) * 50) + ".00";
}

const std::string& any_funder() {
  static const std::vector<std::string> names{"NHS Trent ICB", "Trent County Council", "person"};
  return names[static_cast<std::size_t>(pick(0, 3))];
}

void add_any_act(Acted& made) {
  const auto ref = "R" + std::to_string(pick(1, 4));
  const auto on = any_day();
  switch (pick(0, 10)) {
    case 0:
    case 1:
    case 2:
      made.reclaim(on, any_amount(), any_day(7, 10)).funder = any_funder();
      return;
    case 3:
    case 4:
      made.offset(on, any_amount(), "2025-0" + std::to_string(pick(5, 10)) + "-01").funder =
          any_funder();
      return;
    case 5:
      made.about(ref, Kind::outcome, on, any_amount());
      return;
    case 6:
      made.about(ref, Kind::write_off, on, any_amount());
      return;
    case 7: {
      auto& agreed = made.about(ref, Kind::instalments, on, any_amount());
      agreed.until = day(any_day(7, 10));
      agreed.every = ledger::Every::month;
      agreed.total = pounds(any_amount());
      return;
    }
    case 8:
      made.about(ref, Kind::repaid, on, any_amount());
      return;
    default:
      made.act(pick(0, 2) == 0 ? Kind::hold : Kind::release, on);
      return;
  }
}

Acted any_acted() {
  Acted made;
  made.plan().funders = {{"NHS Trent ICB", "health", pounds("30000.00")},
                         {"Trent County Council", "social-care", pounds("20000.00")}};
  made.plan().instalments.push_back(
      {ledger::Payer::person, pounds("100.00"), ledger::Every::month, day("2025-04-01"), false});
  for (const auto* month : {"04", "05", "06", "07"}) {
    made.bank("2025-" + std::string{month} + "-01", "1000.00", "NHS TRENT ICB");
    made.bank("2025-" + std::string{month} + "-02", "100.00", "STEPHEN ASHDOWN");
  }
  const auto acts = pick(1, 9);
  for (int i = 0; i < acts; ++i) add_any_act(made);
  const auto payments = pick(0, 5);
  for (int i = 0; i < payments; ++i) {
    static const std::vector<std::string> payees{"NHS TRENT ICB", "TRENT COUNTY COUNCIL",
                                                 "STEPHEN ASHDOWN"};
    made.bank(any_day(6, 10), "-" + any_amount(), payees[static_cast<std::size_t>(pick(0, 3))]);
  }
  return made;
}

}  // namespace

TEST_CASE("whatever is decided, each budget's identity holds and nobody is owed less than nothing",
          "[property][acts]") {
  int owed_back = 0;
  REQUIRE(rc::check("whole books", [&] {
    const auto made = any_acted();
    const Books books{made, "2025-12-31"};
    for (const auto& position : reconcile::positions(books.view())) {
      RC_ASSERT(reconcile::unexplained(position).is_zero());
    }
    Money memo;
    for (const auto& balance : books.view().balances) {
      const auto& account = balance.account;
      if (account.starts_with("due-to:")) {
        RC_ASSERT(balance.net() <= Money{});
        if (balance.net().is_negative()) ++owed_back;
      }
      const bool of_plan = account.starts_with("plan:") || account.starts_with("pot");
      if (of_plan) memo += balance.net();
    }
    RC_ASSERT(memo.is_zero());
    for (const auto& owed : reconcile::owed_back(books.view())) {
      RC_ASSERT(owed.kind != reconcile::OwedBack::Kind::other);  // they tie to the accounts
      Money bands;
      for (const auto& band : owed.bands) bands += band;
      RC_ASSERT(bands == owed.open);
    }
    for (const auto& surplus : reconcile::surpluses(books.view())) {
      Money parts;
      for (const auto& share : surplus.shares) parts += share.part;
      RC_ASSERT(parts == surplus.surplus);
      RC_ASSERT(surplus.surplus == ledger::at_least_nothing(surplus.exact));
    }
  }));
  CHECK(owed_back > 20);
}

TEST_CASE("no instalment is set off below nothing, and none of it is lost", "[property][acts]") {
  int set_off = 0;
  REQUIRE(rc::check("never more than the instalment", [&] {
    const auto facts = any_acted().facts();
    const auto whole = due_instalments(facts.history);
    const auto less = due_instalments(facts.history, facts.acts);
    RC_ASSERT(whole.size() == less.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      auto sum = less[i].amount;
      for (const auto& off : less[i].set_off) sum += off.amount;
      RC_ASSERT(sum == whole[i].amount);
      RC_ASSERT(less[i].amount >= Money{});
      for (const auto& share : shares_of(facts.history, less[i])) {
        RC_ASSERT(share.amount >= Money{});
      }
      if (!less[i].set_off.empty()) ++set_off;
    }
  }));
  CHECK(set_off > 20);
}

TEST_CASE("what is asked back is what its steps and its days come to", "[property][acts]") {
  REQUIRE(rc::check("one sum", [] {
    const auto made = any_acted();
    for (const auto& reclaim : ledger::reclaims(made.acts)) {
      Money steps;
      Money dues;
      for (const auto& step : reclaim.steps) steps += step.more;
      for (const auto& due : reclaim.dues) {
        RC_ASSERT(due.amount > Money{});
        dues += due.amount;
      }
      RC_ASSERT(steps == reclaim.amount);
      RC_ASSERT(dues == reclaim.amount);
      RC_ASSERT(reclaim.amount >= Money{});
    }
  }));
}

TEST_CASE("acts of one day come to the same in any order, but for which of two alike is the newer",
          "[property][acts]") {
  REQUIRE(rc::check("any order of a day", [] {
    auto made = any_acted();
    for (auto& act : made.acts) {
      const bool asked = act.kind == Kind::reclaim;
      act.on = asked ? day("2025-05-01") : day("2025-06-15");
    }
    // Of two outcomes, plans or holds of one day the later said stands: only one of each is left.
    std::set<std::pair<std::string, Kind>> seen;
    std::erase_if(made.acts, [&](const ledger::Act& act) {
      const bool single = act.kind == Kind::outcome || act.kind == Kind::instalments;
      const bool halts = act.kind == Kind::hold || act.kind == Kind::release;
      return halts || (single && !seen.emplace(act.ref, act.kind).second);
    });
    auto other = made;
    std::ranges::reverse(other.acts);
    int number = 0;
    for (auto& act : other.acts) act.number = 100 + ++number;
    const auto one = ledger::reclaims(made.acts);
    auto two = ledger::reclaims(other.acts);
    RC_ASSERT(one.size() == two.size());
    for (const auto& reclaim : one) {
      const auto* same = ledger::reclaim_of(two, reclaim.ref());
      RC_ASSERT(same != nullptr);
      RC_ASSERT(same->amount == reclaim.amount);
      RC_ASSERT(same->given_up == reclaim.given_up);
    }
  }));
}

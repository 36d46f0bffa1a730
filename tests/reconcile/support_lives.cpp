#include "tests/reconcile/support_lives.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <set>
#include <tuple>

namespace lives {

using namespace build;
using ledger::Deployment;
using ledger::Every;

namespace {

/// The dice one after the other; those that are shrunk away show nothing.
class Dice {
 public:
  explicit Dice(const std::vector<int>& dice) : dice_{dice} {}
  int below(int sides) { return next_ < dice_.size() ? dice_[next_++] % sides : 0; }
  bool one_in(int sides) { return below(sides) == sides - 1; }

 private:
  const std::vector<int>& dice_;
  std::size_t next_ = 0;
};

ledger::PlanLine line_of(const std::string& ref, const std::string& category,
                         const std::string& amount, const std::vector<std::string>& payees) {
  auto made = plan_line(ref, category, payees);
  made.amount = pounds(amount);
  return made;
}

void set_lines(ledger::Budget& budget, Dice& dice) {
  if (budget.deployment == Deployment::notional) {
    budget.lines = {line_of("nursing", "agency", "4000.00", {}),
                    line_of("days", "respite", "2000.00", {})};
  } else {
    budget.lines = {line_of("team", "pa-wages", "3000.00", {}),
                    line_of("garden", "activities", "1000.00", {"GREEN THUMB GARDENS"}),
                    line_of("agency", "agency", "1500.00", {"Helping Hands Community Care Ltd"}),
                    line_of("fees", "bank-charge", "100.00", {})};
    if (dice.one_in(3)) {
      budget.lines[1].each = pounds("25.00");
      budget.lines[1].every = dice.one_in(2) ? Every::month : Every::four_weeks;
      budget.lines[1].first = plus_days(budget.from, dice.below(12));
    }
  }
  budget.contingency = pounds(dice.one_in(2) ? "300.00" : "0.00");
  auto sum = budget.contingency;
  for (const auto& line : budget.lines) sum += line.amount;
  budget.agreed = sum;
  budget.contingency_weeks = dice.below(4);
}

void set_funders(ledger::Budget& budget, Dice& dice) {
  const ledger::Funder nhs{"NHS Trent ICB", "health", *budget.agreed};
  const ledger::Funder council{"Trent County Council", "social-care", *budget.agreed};
  const int who = dice.below(4);
  budget.funders = {who == 1 ? council : nhs};
  if (who >= 2) {
    budget.funders = {nhs, council};
    budget.funders[who == 2 ? 0 : 1].amount = pounds("1999.99");
    budget.funders[who == 2 ? 1 : 0].amount = *budget.agreed - pounds("1999.99");
  }
  budget.stream = budget.funders.front().stream;
}

void set_instalments(ledger::Budget& budget, Dice& dice) {
  constexpr Every steps[] = {Every::month, Every::four_weeks, Every::once, Every::quarter};
  const auto every = steps[dice.below(4)];
  const auto amount = pounds(every == Every::once ? "5600.00" : "933.34");
  const bool arrears = dice.one_in(6);
  const auto first = plus_days(budget.from, dice.below(6));
  if (budget.deployment == Deployment::notional) return;
  budget.instalments = {{ledger::Payer::funder, amount, every, first, arrears}};
  if (dice.one_in(3)) {
    budget.instalments.push_back(
        {ledger::Payer::person, pounds("70.00"), Every::month, budget.from, false});
  }
}

void set_pots(ledger::Budget& budget, Dice& dice) {
  const int which = dice.below(6);
  if (budget.deployment == Deployment::notional) return;
  if (which >= 4) budget.pots.push_back({"redundancy", pounds("200.00")});
  if (which == 5) budget.pots.push_back({"insurance", pounds("50.00")});
}

void add_services(ledger::PersonVersion& person, const ledger::Budget& budget) {
  if (budget.deployment != Deployment::notional) return;
  const auto add = [&](const std::string& name, const std::string& line,
                       const std::string& provider, const std::string& kind) {
    person.services.push_back({budget.ref,
                               budget.ref + name,
                               line,
                               provider,
                               kind,
                               "hour",
                               pounds("20.05"),
                               {250},
                               Every::week,
                               budget.from,
                               {}});
  };
  add("-visits", "nursing", "Tidewell Nursing Ltd", "spot");
  add("-centre", "days", "Millrace Trust", "block");
}

Deployment deployment_of(int die) {
  if (die < 7) return Deployment::direct_payment;
  return die < 9 ? Deployment::third_party : Deployment::notional;
}

/// Beside the first or after it; a later one takes over where both hold money, or just begins.
void set_days(ledger::Budget& budget, const std::vector<ledger::Budget>& before, Dice& dice) {
  const int how = dice.below(6);
  const int early = dice.below(3) == 2 ? 40 : 0;
  const int rest = dice.below(3);
  if (before.empty()) return;
  const auto& last = before.back();
  if (how == 5) {  // beside it
    budget.from = plus_days(last.from, 10);
    budget.to = plus_days(last.to, 10);
    return;
  }
  budget.from = plus_days(last.to, 1 - early);
  budget.to = plus_days(budget.from, 100);
  const bool both =
      last.deployment != Deployment::notional && budget.deployment != Deployment::notional;
  if (how == 4 || !both) return;
  budget.follows = last.ref;
  constexpr ledger::Rest rests[] = {ledger::Rest::by_funders, ledger::Rest::carry,
                                    ledger::Rest::due_back};
  budget.rest = rests[rest];
}

void set_accounts(ledger::Budget& budget, bool first, Dice& dice) {
  const int which = dice.below(6);
  budget.accounts.clear();
  if (budget.deployment == Deployment::notional) return;
  const bool none = budget.deployment == Deployment::third_party && which == 5;
  if (budget.deployment == Deployment::third_party) budget.organisation = "Millrace Trust";
  if (none) return;
  budget.accounts = {!first && which >= 4 ? "card" : "dp"};
  if (which == 3) budget.accounts = {"dp", "card"};
}

void add_budget(ledger::PersonVersion& person, Dice& dice) {
  const auto ref = std::string(1, static_cast<char>('a' + person.budgets.size()));
  auto made = budget(ref, "2025-04-01", "2025-07-31");
  made.deployment = deployment_of(dice.below(12));
  set_days(made, person.budgets, dice);
  set_lines(made, dice);
  set_funders(made, dice);
  set_instalments(made, dice);
  set_pots(made, dice);
  set_accounts(made, person.budgets.empty(), dice);
  if (dice.one_in(12)) made.closed_on = plus_days(made.from, 60);
  if (dice.one_in(12)) {
    made.agreed.reset();
    made.agreed_on.reset();
  }
  add_services(person, made);
  person.budgets.push_back(made);
}

/// Budgets that run together bear a worker in parts, those of different times each the whole.
std::vector<ledger::Share> shares(const std::vector<ledger::Budget>& budgets, bool split) {
  std::vector<ledger::Share> made;
  for (const auto& budget : budgets) {
    if (budget.line("team") == nullptr) continue;
    const auto mine = days_held(budget, budgets);
    const bool beside = std::ranges::any_of(made, [&](const ledger::Share& share) {
      const auto* other = &*std::ranges::find(budgets, share.budget, &ledger::Budget::ref);
      const auto days = days_held(*other, budgets);
      return days.first <= mine.last && mine.first <= days.last;
    });
    if (beside) continue;
    made.push_back({budget.ref, "team", split ? 67 : 100});
    if (split) made.push_back({budget.ref, "garden", 33});
  }
  return made;
}

void set_workers(ledger::PersonVersion& person, Dice& dice) {
  person.workers[0].shares = shares(person.budgets, false);
  auto reversed = person.budgets;
  std::ranges::reverse(reversed);
  person.workers[1].shares = shares(reversed, dice.one_in(2));
  if (dice.one_in(3)) {
    person.workers[0].hours = ledger::Quantity{400};
    person.workers[0].rate = pounds("12.50");
  }
}

/// A revision during the first budget: more is agreed, a pot goes, or somebody dies.
void revise(Draft& life, Dice& dice) {
  const int what = dice.below(6);
  const int on = 20 + 14 * dice.below(12);
  if (what < 2) return;
  auto version = life.person;
  version.from = day_of(on);
  auto& budget = version.budgets.back();
  if (what == 2 && budget.agreed) {
    budget.lines[0].amount += pounds("120.00");
    *budget.agreed += pounds("120.00");
    budget.funders[0].amount += pounds("120.00");
    if (!budget.instalments.empty()) budget.instalments[0].amount += pounds("20.00");
  }
  if (what == 3) version.budgets[0].pots.clear();
  if (what == 4) version.budgets[0].closed_on = std::min(version.budgets[0].to, day_of(on));
  if (what == 5) version.died = day_of(on - 5);
  life.later.push_back(version);
}

/// As the store numbers them: by account, day and the bank's own order.
void give_places(std::vector<ledger::BookLine>& lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::tie(lines[a].account, lines[a].line.date, a) <
           std::tie(lines[b].account, lines[b].line.date, b);
  });
  std::vector<ledger::BookLine> sorted;
  for (std::size_t place = 0; place < order.size(); ++place) {
    sorted.push_back(lines[order[place]]);
    sorted.back().place = static_cast<int>(place);
  }
  lines = std::move(sorted);
}

/// The ends of the budgets, a day within, and a day when all is over.
std::vector<ledger::Date> days_to_look(const Draft& life, int within) {
  std::set<ledger::Date> days{day_of(within), day_of(430)};
  for (const auto& budget : life.person.budgets) {
    if (!budget.follows.empty()) days.insert({plus_days(budget.from, -1), budget.from});
  }
  if (life.person.budgets.size() == 1) days.insert(life.person.budgets[0].to);
  return {days.begin(), days.end()};
}

Life life_of(const std::vector<int>& dice, const std::vector<Happening>& happenings) {
  auto draft = agreed(dice);
  for (const auto& what : happenings) befall(draft, what);
  give_places(draft.lines);
  return {draft.facts(), days_to_look(draft, happenings.empty() ? 30 : happenings[0].day)};
}

}  // namespace

ledger::Date day_of(int offset) {
  return ledger::Date::of_days(first_day_of_lives + offset);
}

ledger::PersonHistory Draft::history() const {
  auto versions = std::vector{person};
  versions.insert(versions.end(), later.begin(), later.end());
  return ledger::PersonHistory{std::move(versions)};
}

ledger::PersonFacts Draft::facts() const {
  auto made = Case::facts();
  made.history = history();
  made.deliveries = deliveries;
  made.acts = acts;
  ledger::Import file;
  file.id = {4};
  file.file = "visits.csv";
  file.kind = ledger::FileKind::delivery;
  made.imports[file.id] = file;
  return made;
}

Draft agreed(const std::vector<int>& dice) {
  Dice left{dice};
  Draft life;
  life.person.employer = ledger::Employer{};
  life.person.budgets.clear();
  life.person.accounts.push_back(Case::account("card"));
  if (left.one_in(3)) life.person.accounts[0].balance = pounds("150.00");
  if (left.one_in(12)) life.person.accounts[1].balance = pounds("-20.00");
  const int budgets = 1 + left.below(3);
  for (int i = 0; i < budgets; ++i) add_budget(life.person, left);
  set_workers(life.person, left);
  revise(life, left);
  return life;
}

rc::Gen<Life> any_life(int happenings, int apart) {
  namespace gen = rc::gen;
  const auto die = [](int sides) { return gen::resize(rc::kNominalSize, gen::inRange(0, sides)); };
  const auto happening = gen::map(
      gen::tuple(die(happenings_there_are()), die(200), die(40), die(12), die(12), die(12)),
      [apart](const std::tuple<int, int, int, int, int, int>& n) {
        const auto& [kind, day, pence, how, who, more] = n;
        return Happening{kind, day - day % apart, pence, how, who, more};
      });
  const auto befell = gen::resize(happenings, gen::container<std::vector<Happening>>(happening));
  const auto dice = gen::container<std::vector<int>>(dice_needed, die(12));
  return gen::map(gen::pair(dice, befell),
                  [](const auto& made) { return life_of(made.first, made.second); });
}

}  // namespace lives

// Money that comes in or moves between own accounts, and the agreement that it rests on.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace accuracy {
namespace {

std::vector<Date> due_days(const std::string& every) {
  std::vector<Date> days;
  const auto first = every == "quarter" ? day(2025, 4, 1) : day(2025, 4, 5);
  for (int n = 0;; ++n) {
    const auto date = every == "4 weeks" ? plus_days(first, 28 * n)
                      : every == "month" ? plus_months(first, n)
                                         : plus_months(first, 3 * n);
    if (date > as_of()) return days;
    days.push_back(date);
  }
}

Pence pounds_up(Pence pence, Pence step) {
  return (pence + step - 1) / step * step;
}

/// What each plan line cost, by the truth.
std::map<std::string, Pence> costs(const Person& person) {
  std::map<std::string, Pence> cost;
  for (const auto& slip : person.payslips) cost["2025/team"] += slip.cost() + 1000;
  for (const auto& invoice : person.invoices) cost["2025/" + invoice.plan_line] += invoice.amount;
  for (const auto& line : person.lines) {
    if (!line.plan_line.empty()) cost[line.plan_line] -= line.amount;
  }
  for (const auto& item : person.items) {
    if (item.of == Of::regular) cost["2025/" + item.plan_line] -= item.amount;
  }
  return cost;
}

void set_plan_amounts(const Story& story) {
  const auto cost = costs(story.person);
  for (auto& line : story.person.plan) {
    const auto found = cost.find(line.budget + "/" + line.ref);
    const Pence spent = found == cost.end() ? 0 : std::max<Pence>(0, found->second);
    line.amount = pounds_up(spent + spent / 25 + 10000, 100);
    const bool over = story.has("over-plan-line") && line.ref == "outings" && line.budget == "2025";
    if (over) line.amount = pounds_up(spent * 3 / 4, 100);
  }
}

Line instalment(const Story& story, Date due, Pence amount, const std::string& key,
                const std::string& budget) {
  auto& random = story.random;
  const bool weekend = !is_working(due);
  const auto date = random.chance(85) ? working_from(due) : working_until(due);
  return {.date = std::max(std::min(date, as_of()), first_day()),
          .amount = amount,
          .payee = show_firm(random, story.noise == Noise::high ? Noise::middle : story.noise,
                             budget == "2025" ? story.person.funder : "Trentshire County Council"),
          .reference = random.chance(70) ? "PHB " + story.person.ref : "",
          .type = "BGC",
          .kind = weekend ? "instalment-moved" : "instalment",
          .truth = Truth::settles,
          .shares = {{key, amount}},
          .account = budget == "2025" ? "dp" : "sc"};
}

struct Once {
  std::size_t missing, twice, wrong;
};

void fund(const Story& story, const std::string& budget, Pence amount, const Once& plant) {
  auto& person = story.person;
  const auto days = due_days(person.payer_rhythm);
  for (std::size_t n = 0; n < days.size(); ++n) {
    const auto key = "funding:" + person.ref + ":" + budget + ":" + text(days[n]);
    if (!person.died.empty() && text(days[n]) > person.died) {
      if (days[n] > day(2026, 1, 10)) break;
      auto late = instalment(story, days[n], amount, key, budget);
      late.kind = "instalment-after-death";
      late.truth = Truth::unexplained;
      late.code = "funding-after-death";
      late.shares.clear();
      story.add(std::move(late));
      continue;
    }
    person.items.push_back({.key = key,
                            .of = Of::funding,
                            .amount = amount,
                            .due = days[n],
                            .arises = days[n],
                            .budget = budget});
    if (n == plant.missing) continue;
    auto line = instalment(story, days[n], amount, key, budget);
    if (n == plant.wrong) {
      line.amount -= story.random.chance(50) ? 2500 : 15000;
      line.shares[0].amount = line.amount;
      line.kind = "instalment-less-charge";
    }
    const auto first = story.add(std::move(line));
    if (n != plant.twice) continue;
    auto again = first;
    again.kind = "instalment-twice";
    again.truth = Truth::duplicate;
    again.code = "funding-duplicate";
    again.date = working_from(plus_days(first.date, static_cast<int>(story.random.between(0, 5))));
    story.add(std::move(again));
  }
}

void contribute(const Story& story) {
  auto& person = story.person;
  const std::string shown = show_person(story.random, Noise::low, person.name);
  const auto missing = story.has("contribution-missing") ? 5U : 99U;
  const auto days = due_days("month");
  for (std::size_t n = 0; n < days.size(); ++n) {
    if (!person.died.empty() && text(days[n]) > person.died) break;
    const auto key = "contribution:" + person.ref + ":2025:" + text(days[n]);
    person.items.push_back({.key = key,
                            .of = Of::contribution,
                            .amount = person.own,
                            .due = days[n],
                            .arises = days[n]});
    if (n == missing) continue;
    const auto date =
        working_from(plus_days(days[n], static_cast<int>(story.random.between(0, 3))));
    story.add({.date = std::min(date, as_of()),
               .amount = person.own,
               .payee = shown,
               .reference = story.random.chance(50) ? "CONTRIBUTION" : "",
               .type = "FPI",
               .kind = "own-contribution",
               .truth = Truth::settles,
               .shares = {{key, person.own}}});
  }
}

/// Contributions add to what instalments may come to.
void agree(const Story& story) {
  auto& person = story.person;
  Pence planned = 0;
  for (const auto& line : person.plan) planned += line.budget == "2025" ? line.amount : 0;
  const auto count = std::ssize(due_days(person.payer_rhythm));
  const Pence contributed = person.own * std::ssize(due_days("month"));
  const Pence wanted = std::max<Pence>(planned + planned / 25, contributed + 1300000);
  person.instalment = pounds_up((wanted - contributed) / count, 100);
  person.agreed = person.instalment * count + contributed;
  person.contingency = person.agreed - planned;
  if (!story.has("double-funding")) return;
  for (const auto& line : person.plan)
    person.second_agreed += line.budget == "2025" ? 0 : line.amount;
  person.second_instalment = pounds_up(person.second_agreed / count + 1000, 100);
  person.second_agreed = person.second_instalment * count;
}

void move(const Story& story, Date date, Pence amount, const std::string& from,
          const std::string& to, const std::string& kind) {
  auto& random = story.random;
  const bool says = random.chance(story.noise == Noise::low ? 95 : 75);
  const auto name = upper(story.person.name);
  const auto out = story.add({.date = date,
                              .amount = -amount,
                              .payee = says ? "TRANSFER" : name,
                              .reference = to == "dp" ? "DP ACCOUNT" : "CARD LOAD",
                              .type = "FPO",
                              .kind = kind,
                              .truth = Truth::transfer,
                              .account = from});
  const auto arrives = working_from(plus_days(date, static_cast<int>(random.between(0, 2))));
  const auto in = story.add({.date = std::min(arrives, as_of()),
                             .amount = amount,
                             .payee = says && random.chance(50) ? "TRANSFER" : name,
                             .reference = "",
                             .type = "FPI",
                             .kind = kind,
                             .truth = Truth::transfer,
                             .other = out.id,
                             .account = to});
  for (auto& line : story.person.lines) {
    if (line.id == out.id) line.other = in.id;
  }
}

}  // namespace

void move_money(Story& story) {
  if (story.has("card")) {
    for (int month = 0; month < 12; ++month) {
      if (!story.person.died.empty() && month > 6) break;
      move(story, working_from(plus_months(day(2025, 4, 3), month)),
           story.random.between(10, 22) * 1000, "dp", "card", "transfer");
    }
  }
  if (story.has("card-switch")) {
    move(story, day(2025, 10, 1), story.random.between(30000, 90000), "dp", "card", "card-switch");
  }
}

void agree_and_fund(Story& story) {
  set_plan_amounts(story);
  agree(story);
  const auto at = [&](std::string_view plant, std::size_t n) {
    return story.has(plant) ? n : std::size_t{99};
  };
  const bool quarter = story.person.payer_rhythm == "quarter";
  fund(story, "2025", story.person.instalment,
       {at("funding-missing", quarter ? 2 : 5), at("funding-duplicate", quarter ? 1 : 3),
        at("funding-wrong-amount", quarter ? 3 : 8)});
  if (story.person.second_instalment > 0) {
    fund(story, "2025s", story.person.second_instalment, {99, 99, 99});
  }
  if (story.person.own > 0) contribute(story);
}

}  // namespace accuracy

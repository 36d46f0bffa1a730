#include "reports/caseload.hpp"

#include "ledger/ensure.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reports {
namespace {

using ledger::Money;
using reconcile::BudgetPosition;

bool holds_or_owes(const BudgetPosition& position) {
  return !position.bank.is_zero() || !position.owed.total().is_zero() ||
         !position.due_back.is_zero() || !position.suspense_paid.is_zero() ||
         !position.suspense_received.is_zero();
}

/// What several budgets come to.
struct Sum {
  std::int64_t budgets = 0;
  std::set<std::string_view> people{};
  Money agreed, received, contributed, spent, surplus;

  void add(const Case& one) {
    ++budgets;
    people.insert(one.person);
    if (one.agreed) agreed += *one.agreed;
    received += one.received;
    contributed += one.contributed;
    spent += one.spent;
    surplus += one.surplus;
  }
  std::int64_t heads() const { return std::ssize(people); }
};

using Sums = std::map<std::string, Sum>;

template <class KeyOf>
Sums sums_by(const std::vector<Case>& cases, KeyOf key_of) {
  Sums sums;
  for (const Case& one : cases) sums[key_of(one)].add(one);
  return sums;
}

Sum sum_of(const std::vector<Case>& cases) {
  Sum all;
  for (const Case& one : cases) all.add(one);
  return all;
}

/// Every budget is in exactly one group.
void ensure_ties(const Sums& sums, const Sum& all) {
  Sum together;
  for (const auto& [key, sum] : sums) {
    together.budgets += sum.budgets;
    together.agreed += sum.agreed;
    together.received += sum.received;
    together.contributed += sum.contributed;
    together.spent += sum.spent;
    together.surplus += sum.surplus;
  }
  ledger::ensure(together.budgets == all.budgets && together.agreed == all.agreed &&
                     together.received == all.received && together.contributed == all.contributed &&
                     together.spent == all.spent && together.surplus == all.surplus,
                 "the groups of a caseload come to the whole");
}

Table case_table(const std::vector<Case>& cases, const Sum& all) {
  Table table;
  table.title = "Caseload";
  table.columns = {{"Person", "person"},
                   {"Budget", "budget"},
                   {"Care group", "care_group"},
                   {"Held as", "deployment"},
                   {"Stream", "stream", false},
                   {"Funder", "funder"},
                   {"From", "from"},
                   {"To", "to"},
                   {"State", "state"},
                   {"Agreed", "agreed"},
                   {"Received", "received"},
                   {"Contributed", "contributed", false},
                   {"Spent", "spent"},
                   {"In the bank", "bank", false},
                   {"Surplus", "surplus"}};
  for (const Case& one : cases) {
    table.rows.push_back(
        {one.person, one.budget, one.care_group, std::string{ledger::text(one.deployment)},
         one.stream, one.funder, one.days.first, one.days.last, std::string{text(one.state)},
         cell_of(one.agreed), one.received, one.contributed, one.spent, one.bank, one.surplus});
  }
  Money bank;
  for (const Case& one : cases) bank += one.bank;
  table.totals = {
      std::string{"All"}, {},        {},   {},         {}, {}, {}, {}, {}, all.agreed, all.received,
      all.contributed,    all.spent, bank, all.surplus};
  return table;
}

Table sum_table(const std::string& title, const std::string& heading, const std::string& key,
                const Sums& sums, const Sum& all) {
  Table table;
  table.title = title;
  table.columns = {{heading, key},        {"Budgets", "budgets"},   {"People", "people"},
                   {"Agreed", "agreed"},  {"Received", "received"}, {"Spent", "spent"},
                   {"Surplus", "surplus"}};
  const auto cells = [](const std::string& name, const Sum& sum) {
    return std::vector<Cell>{name,         sum.budgets, sum.heads(), sum.agreed,
                             sum.received, sum.spent,   sum.surplus};
  };
  std::int64_t heads = 0;
  for (const auto& [name, sum] : sums) {
    table.rows.push_back(cells(name, sum));
    heads += sum.heads();
  }
  table.totals = cells("All", all);
  if (heads != all.heads()) {
    table.notes.push_back(
        "A person with budgets of several kinds is counted in each of them and once in all.");
  }
  return table;
}

Json sum_json(JsonObject object, const Sum& sum) {
  return object.number("budgets", sum.budgets)
      .number("people", sum.heads())
      .money("agreed", sum.agreed)
      .money("received", sum.received)
      .money("contributed", sum.contributed)
      .money("spent", sum.spent)
      .money("surplus", sum.surplus)
      .done();
}

Json sums_json(std::string_view key, const Sums& sums) {
  return json_array(sums, [&](const auto& named) {
    return sum_json(JsonObject{}.text(key, named.first), named.second);
  });
}

Json case_json(const Case& one) {
  return JsonObject{}
      .text("person", one.person)
      .text("budget", one.budget)
      .text("care_group", one.care_group)
      .text("deployment", ledger::text(one.deployment))
      .text("stream", one.stream)
      .text("funder", one.funder)
      .date("from", one.days.first)
      .date("to", one.days.last)
      .text("state", text(one.state))
      .money("agreed", one.agreed)
      .money("received", one.received)
      .money("contributed", one.contributed)
      .money("spent", one.spent)
      .money("bank", one.bank)
      .money("surplus", one.surplus)
      .done();
}

std::string heading_of(const std::vector<Case>& cases, const Sum& all, ledger::Date as_of) {
  if (cases.empty()) return "Nobody has a budget on " + ledger::pretty(as_of) + ".";
  std::map<BudgetState, std::int64_t> states;
  for (const Case& one : cases) ++states[one.state];
  std::string parts;
  for (const auto& [state, count] : states) {
    parts += (parts.empty() ? "" : ", ") + std::to_string(count) + " " + std::string{text(state)};
  }
  return "Caseload on " + ledger::pretty(as_of) + ": " + counted(all.heads(), "person") + ", " +
         counted(all.budgets, "budget") + " (" + parts + ").";
}

}  // namespace

std::vector<Case> cases_of(const reconcile::PersonView& view) {
  const auto& history = view.history();
  std::map<std::string_view, const ledger::Budget*> known;
  for (const auto* budget : history.budgets_known(view.as_of)) known[budget->ref] = budget;
  std::vector<Case> cases;
  for (const auto& position : reconcile::positions(view)) {
    const auto found = known.find(position.budget);
    if (found == known.end()) continue;  // a pool's own books are nobody's budget
    const auto& budget = *found->second;
    const auto state = state_on(history, budget, view.as_of);
    const bool over = state == BudgetState::ended || state == BudgetState::closed;
    if (over && !holds_or_owes(position)) continue;
    if (state == BudgetState::agreed && budget.from > view.as_of) continue;
    cases.push_back({position.person, position.budget, history.on(view.as_of).care_group,
                     position.deployment, position.stream, position.funder, budget.period(), state,
                     position.agreed, position.received, position.contributed, position.spent,
                     position.bank, position.left.value_or(position.surplus)});
  }
  return cases;
}

Answer caseload(const std::vector<Case>& cases, ledger::Date as_of, CaseloadBy by) {
  const Sum all = sum_of(cases);
  const Sums by_deployment =
      sums_by(cases, [](const Case& one) { return std::string{ledger::text(one.deployment)}; });
  const Sums by_care_group = sums_by(cases, [](const Case& one) { return one.care_group; });
  ensure_ties(by_deployment, all);
  ensure_ties(by_care_group, all);
  Answer answer;
  answer.heading.push_back(heading_of(cases, all, as_of));
  answer.tables.push_back(case_table(cases, all));
  if (by != CaseloadBy::care_group) {
    answer.tables.push_back(
        sum_table("By kind of holding", "Held as", "deployment", by_deployment, all));
  }
  if (by != CaseloadBy::deployment) {
    answer.tables.push_back(
        sum_table("By care group", "Care group", "care_group", by_care_group, all));
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.caseload/1")
                    .date("as_of", as_of)
                    .put("budgets", json_array(cases, case_json))
                    .put("by_deployment", sums_json("deployment", by_deployment))
                    .put("by_care_group", sums_json("care_group", by_care_group))
                    .put("all", sum_json(JsonObject{}, all))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

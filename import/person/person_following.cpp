// Budgets that end or take over from each other: `follows`, `rest`, `closed_on`, `closed_because`.
//
// A budget begins after the one it follows began, so no chain of them can close into a circle.
#include "import/person/person_parts.hpp"

#include <algorithm>

namespace imports {

using ledger::Budget;
using ledger::Rest;
using ledger::Rule;

namespace {

const std::vector<std::string_view> rest_words{"carry", "due-back"};

const ledger::Budget* named(const std::vector<Budget>& budgets, const std::string& ref) {
  const auto found = std::ranges::find(budgets, ref, &Budget::ref);
  return found == budgets.end() ? nullptr : &*found;
}

void refuse_wrong_following(TableReader& table, const Budget& budget,
                            const std::vector<Budget>& budgets) {
  const auto& at = table.node().member("follows")->value;
  const auto* before = named(budgets, budget.follows);
  if (before == nullptr) {
    table.refusals().add(Rule::reference_unknown, at, "budget " + ledger::quoted(budget.follows),
                         "name the [[budget]] of this person that it takes over from");
    return;
  }
  if (before->ref == budget.ref) {
    table.refusals().add(Rule::reference_unknown, at,
                         "budget " + ledger::quoted(budget.ref) + " follows itself",
                         "name the budget that came before it");
    return;
  }
  if (before->deployment == ledger::Deployment::notional ||
      budget.deployment == ledger::Deployment::notional) {
    table.refusals().add(Rule::reference_unknown, at,
                         "a notional budget holds no money that could be handed over",
                         "leave follows out: there is nothing to take over");
    return;
  }
  if (budget.from > before->from) return;
  table.refusals().add(Rule::period_backwards, at,
                       ledger::quoted(budget.ref) + " begins on " + text(budget.from) + ", " +
                           ledger::quoted(before->ref) + " on " + text(before->from),
                       "a budget begins after the one it follows: correct the days or the name");
}

void refuse_second_follower(TableReader& table, const Budget& budget,
                            const std::vector<Budget>& before) {
  const auto same = [&](const Budget& other) { return other.follows == budget.follows; };
  const auto first = std::ranges::find_if(before, same);
  if (first == before.end()) return;
  table.refusals().add(
      Rule::reference_duplicate, table.node().member("follows")->value,
      ledger::quoted(first->ref) + " follows " + ledger::quoted(budget.follows) + " already",
      "only one budget can take over from another");
}

}  // namespace

void read_life(TableReader& table, Budget& budget) {
  budget.follows = table.text("follows").value_or("");
  if (const auto rest = table.word("rest", rest_words)) {
    budget.rest = *rest == "carry" ? Rest::carry : Rest::due_back;
    if (budget.follows.empty()) {
      table.refusals().add_at_key(Rule::key_unknown, *table.node().member("rest"),
                                  "rest without follows",
                                  "say which budget this one follows, or remove it");
    }
  }
  budget.closed_on = table.day("closed_on");
  budget.closed_because = table.text("closed_because").value_or("");
  if (!budget.closed_because.empty() && table.node().member("closed_on") == nullptr) {
    table.missing("closed_on", "say on which day it was closed");
  }
}

void refuse_closing_outside(TableReader& table, const Budget& budget) {
  if (!budget.closed_on || budget.period().holds(*budget.closed_on)) return;
  table.refusals().add(Rule::value_out_of_range, table.node().member("closed_on")->value,
                       "closed_on = " + text(*budget.closed_on),
                       "name a day of the budget, from " + text(budget.from) + " to " +
                           text(budget.to) + "; leave it out when it ran to its end");
}

void refuse_wrong_handovers(TableReader& file, const std::vector<Budget>& budgets) {
  const auto tables = file.tables("budget");
  std::vector<Budget> before;
  for (std::size_t i = 0; i < budgets.size() && i < tables.size(); ++i) {
    TableReader table{*tables[i], "[[budget]]", file.refusals()};
    const auto* member = tables[i]->member("follows");
    if (member == nullptr || budgets[i].follows.empty()) continue;
    refuse_wrong_following(table, budgets[i], budgets);
    refuse_second_follower(table, budgets[i], before);
    before.push_back(budgets[i]);
  }
}

}  // namespace imports

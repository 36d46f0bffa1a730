// How a budget came to be agreed, and what it replaces: `[[budget.approval]]` and `former`.
#include "import/person/person_parts.hpp"
#include "ledger/authority.hpp"

#include <algorithm>

namespace imports {

using ledger::Approval;
using ledger::Budget;
using ledger::FormerCost;
using ledger::Rule;

namespace {

std::vector<Approval> read_approvals(TableReader& table) {
  std::vector<Approval> approvals;
  for (const auto* node : table.tables("approval")) {
    TableReader one{*node, "[[budget.approval]]", table.refusals()};
    approvals.push_back(
        {one.needed_reference("role"), one.needed_text("name"), one.needed_day("on")});
    one.refuse_unknown_keys();
  }
  return approvals;
}

void refuse_meeting(TableReader& table, const FormerCost& cost,
                    const std::vector<FormerCost>& before) {
  for (const auto& other : before) {
    const auto& days = other.period;
    if (cost.period.last < days.first || days.last < cost.period.first) continue;
    table.refusals().add(Rule::value_out_of_range, table.node().member("from")->value,
                         text(cost.period.first) + " to " + text(cost.period.last) + " meets " +
                             text(days.first) + " to " + text(days.last),
                         "say for each day once what the former package cost a week");
    return;
  }
}

std::vector<FormerCost> read_former(TableReader& table) {
  std::vector<FormerCost> former;
  for (const auto* node : table.tables("former")) {
    TableReader one{*node, "former", table.refusals()};
    const auto before = table.refusals().size();
    const auto from = one.needed_day("from");
    const auto to = one.needed_day("to");
    const FormerCost cost{{from, to}, one.needed_money("weekly", MoneyRange::not_negative)};
    if (table.refusals().size() == before) refuse_backwards(one, "to", from, to);
    if (table.refusals().size() == before) refuse_meeting(one, cost, former);
    one.refuse_unknown_keys();
    former.push_back(cost);
  }
  std::ranges::sort(former, {}, &FormerCost::period);
  return former;
}

}  // namespace

void read_history_of(TableReader& table, Budget& budget) {
  budget.approvals = read_approvals(table);
  budget.former = read_former(table);
}

void refuse_beyond_authority(TableReader& table, const Budget& budget,
                             const ledger::Parameters& parameters) {
  const auto authority = authority_of(budget, parameters);
  if (authority.beyond.is_zero()) return;
  table.refusals().add(Rule::authority_exceeded, table.node().member("agreed")->value,
                       "agreed " + text(*budget.agreed) + ", and " + authority.highest->role +
                           " may approve " + text(authority.highest->limit) + ", which is " +
                           text(authority.beyond) + " less",
                       "who may approve it: " + who_could(authority) +
                           "; add their [[budget.approval]], or agree less");
}

}  // namespace imports

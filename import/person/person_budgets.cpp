// Budgets of a person file: who pays, where the money is held, and that the plan adds up.
#include "import/person/person_parts.hpp"
#include "ledger/entry.hpp"

#include <algorithm>

namespace imports {

using ledger::Budget;
using ledger::Deployment;
using ledger::Funder;
using ledger::Money;
using ledger::Rule;

namespace {

const std::vector<std::string_view> deployment_words{"notional", "third-party", "direct-payment"};
const std::vector<std::string_view> stream_words{"health", "social-care", "education"};

/// While planning goes on (nothing is agreed) nobody has to know yet how much each will pay.
Funder read_funder(TableReader& table, const std::string& stream, bool planning) {
  Funder funder;
  funder.name = table.needed_text("name");
  funder.stream = table.word("stream", stream_words).value_or(stream);
  funder.amount = planning ? table.money("amount", MoneyRange::positive).value_or(Money{})
                           : table.needed_money("amount", MoneyRange::positive);
  if (funder.stream.empty() && table.node().member("stream") == nullptr) table.missing("stream");
  table.refuse_unknown_keys();
  return funder;
}

void refuse_funders_that_do_not_add_up(TableReader& table, const Budget& budget) {
  if (!budget.agreed) return;
  Money sum;
  for (const auto& funder : budget.funders) sum += funder.amount;
  if (sum == *budget.agreed) return;
  table.refusals().add(
      Rule::shares_do_not_add_up, table.node().member("funders")->value,
      "the funders together pay " + text(sum) + ", agreed is " + text(*budget.agreed),
      "change the amounts by " + text(ledger::magnitude(*budget.agreed - sum)) +
          " so that they make up what is agreed");
}

void read_funders(TableReader& table, Budget& budget) {
  const auto before = table.refusals().size();
  budget.stream = table.word("stream", stream_words).value_or("");
  const auto single = table.text("funder");
  const auto several = table.tables("funders");
  if (single && !several.empty()) {
    table.refusals().add_at_key(Rule::key_unknown, *table.node().member("funder"),
                                "funder beside funders", "keep one of the two");
    return;
  }
  for (const auto* node : several) {
    TableReader one{*node, "funders", table.refusals()};
    budget.funders.push_back(read_funder(one, budget.stream, !budget.agreed));
  }
  if (!several.empty()) {
    if (table.refusals().size() == before) refuse_funders_that_do_not_add_up(table, budget);
    if (budget.stream.empty()) budget.stream = budget.funders.front().stream;
    return;
  }
  if (!single) table.missing("funder", "name who pays, or list several as funders");
  if (table.node().member("stream") == nullptr) table.missing("stream");
  budget.funders.push_back({single.value_or(""), budget.stream, budget.agreed.value_or(Money{})});
}

void refuse_unknown_account(TableReader& table, const TomlNode& at, const std::string& ref,
                            const Known& known) {
  const auto is = [&](const ledger::Account& account) { return account.ref == ref; };
  if (std::any_of(known.accounts.begin(), known.accounts.end(), is)) return;
  table.refusals().add(Rule::reference_unknown, at, "account " + ledger::quoted(ref),
                       "add an [[account]] with this ref, or correct it");
}

void read_account_refs(TableReader& table, Budget& budget, const Known& known) {
  const auto single = table.text("account");
  budget.accounts = table.texts("accounts");
  if (single && !budget.accounts.empty()) {
    table.refusals().add_at_key(Rule::key_unknown, *table.node().member("account"),
                                "account beside accounts", "keep one of the two");
  }
  if (single) refuse_unknown_account(table, table.node().member("account")->value, *single, known);
  const auto* list = table.node().member("accounts");
  References refs;
  for (const auto& ref : budget.accounts) {
    refuse_unknown_account(table, list->value, ref, known);
    refs.claim("accounts", ref, table);
  }
  if (single && budget.accounts.empty()) budget.accounts.push_back(*single);
  const bool notional = budget.deployment == Deployment::notional;
  if (notional && !budget.accounts.empty()) {
    const auto* member = table.node().member(single ? "account" : "accounts");
    table.refusals().add_at_key(Rule::key_unknown, *member, "an account of a notional budget",
                                "a notional budget holds no money: remove it");
  }
  if (budget.deployment == Deployment::direct_payment && budget.accounts.empty() && budget.agreed) {
    table.missing("account", "name the account that holds the direct payment");
  }
}

void refuse_a_plan_that_does_not_add_up(TableReader& table, const Budget& budget) {
  if (!budget.agreed) return;
  Money planned;
  for (const auto& line : budget.lines) planned += line.amount;
  const auto together = planned + budget.contingency;
  if (together == *budget.agreed) return;
  const auto difference = *budget.agreed - together;
  table.refusals().add(
      Rule::plan_does_not_add_up, table.node().member("agreed")->value,
      "agreed " + text(*budget.agreed) + ", but lines " + text(planned) + " and contingency " +
          text(budget.contingency) + " make " + text(together),
      difference.is_negative()
          ? "the plan is " + text(-difference) + " more than what is agreed: make them equal"
          : "the plan is " + text(difference) + " less than what is agreed: make them equal");
}

void read_agreement(TableReader& table, Budget& budget) {
  budget.indicative = table.money("indicative", MoneyRange::not_negative);
  budget.indicative_on = table.day("indicative_on");
  budget.agreed = table.money("agreed", MoneyRange::not_negative);
  budget.contingency = table.money("contingency", MoneyRange::not_negative).value_or(Money{});
  budget.contingency_weeks = static_cast<int>(table.whole("contingency_weeks", 0, 53).value_or(0));
  budget.reviewed_on = table.days("reviewed_on");
  budget.baseline = table.money("baseline", MoneyRange::not_negative);
  budget.agreed_on = table.day("agreed_on");
  budget.agreed_by = table.texts("agreed_by");
  if (budget.agreed_on && table.node().member("agreed") == nullptr) {
    table.missing("agreed", "say what was agreed on that day, or leave agreed_on out until it is");
  }
}

void refuse_unsound_ref(TableReader& table, const Budget& budget) {
  if (budget.ref != ledger::unassigned_budget) return;
  table.refusals().add(Rule::reference_duplicate, table.node().member("ref")->value,
                       ledger::quoted(budget.ref),
                       "the books use this word for money of no known budget: choose another");
}

Budget read_budget(TableReader& table, const Known& known) {
  const auto before = table.refusals().size();
  const auto deployment =
      table.needed_one_of<Deployment>("deployment", ledger::parse_deployment, deployment_words);
  Budget budget{.ref = table.needed_reference("ref"),
                .deployment = deployment.value_or(Deployment::notional),
                .organisation = table.text("organisation").value_or(""),
                .from = table.needed_day("from"),
                .to = table.needed_day("to")};
  refuse_unsound_ref(table, budget);
  if (deployment == Deployment::third_party && budget.organisation.empty()) {
    table.missing("organisation", "name who holds the money and employs or contracts");
  }
  if (table.refusals().size() == before) refuse_backwards(table, "to", budget.from, budget.to);
  const bool days_known = table.refusals().size() == before;
  read_agreement(table, budget);
  read_funders(table, budget);
  read_account_refs(table, budget, known);
  read_history_of(table, budget);
  read_life(table, budget);
  if (days_known) refuse_closing_outside(table, budget);
  // With a period that is itself wrong nothing lies outside it.
  const ledger::Period period =
      days_known ? budget.period()
                 : ledger::Period{ledger::Date::of_days(1), ledger::Date::of_days(0)};
  budget.instalments = read_instalments(table, period);
  budget.lines = read_lines(table, period);
  table.refuse_unknown_keys();
  if (table.refusals().size() == before) {
    refuse_a_plan_that_does_not_add_up(table, budget);
    refuse_beyond_authority(table, budget, *known.parameters);
  }
  return budget;
}

}  // namespace

std::vector<Budget> read_budgets(TableReader& file, const Known& known) {
  std::vector<Budget> budgets;
  References refs;
  for (const auto* node : file.tables("budget")) {
    TableReader table{*node, "[[budget]]", file.refusals()};
    budgets.push_back(read_budget(table, known));
    refs.claim("ref", budgets.back().ref, table);
  }
  refuse_wrong_handovers(file, budgets);
  return budgets;
}

}  // namespace imports

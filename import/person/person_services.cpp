// Services and pots of a person file: what a commissioner buys, and what is set aside.
#include "import/person/person_parts.hpp"

#include <algorithm>

namespace imports {

using ledger::Budget;
using ledger::Every;
using ledger::Rule;
using ledger::Service;

namespace {

const std::vector<std::string_view> service_words{"spot", "block"};
const std::vector<std::string_view> pot_words{"redundancy", "holiday", "insurance", "saving"};

/// The budget that a table names, refusing one that is not there.
const Budget* named_budget(TableReader& table, const std::vector<Budget>& budgets) {
  const auto ref = table.needed_text("budget");
  if (ref.empty()) return nullptr;
  const auto found = std::find_if(budgets.begin(), budgets.end(),
                                  [&](const Budget& budget) { return budget.ref == ref; });
  if (found != budgets.end()) return &*found;
  table.refusals().add(Rule::reference_unknown, table.node().member("budget")->value,
                       "budget " + ledger::quoted(ref),
                       "add a [[budget]] with this ref, or correct it");
  return nullptr;
}

void refuse_what_does_not_fit(TableReader& table, const Service& service, const Budget& budget) {
  if (budget.deployment != ledger::Deployment::notional) {
    table.refusals().add(
        Rule::reference_unknown, table.node().member("budget")->value,
        "budget " + ledger::quoted(budget.ref) + " is a " + std::string{text(budget.deployment)},
        "a service belongs to a notional budget");
  }
  if (service.line.empty() || budget.line(service.line) != nullptr) return;
  table.refusals().add(
      Rule::reference_unknown, table.node().member("line")->value,
      "line " + ledger::quoted(service.line) + " of budget " + ledger::quoted(budget.ref),
      "name a [[budget.line]] of that budget");
}

Service read_service(TableReader& table, const std::vector<Budget>& budgets) {
  const auto* budget = named_budget(table, budgets);
  const auto quantity = table.quantity("quantity");
  if (table.node().member("quantity") == nullptr) table.missing("quantity");
  Service service{.budget = budget == nullptr ? "" : budget->ref,
                  .ref = table.needed_reference("ref"),
                  .line = table.needed_text("line"),
                  .provider = table.needed_text("provider"),
                  .kind = table.word("kind", service_words).value_or("spot"),
                  .unit = table.needed_text("unit"),
                  .price = table.needed_money("price", MoneyRange::not_negative),
                  .quantity = quantity.value_or(ledger::Quantity{}),
                  .every = table.needed_one_of<Every>("every", ledger::parse_every, every_words())
                               .value_or(Every::week),
                  .from = table.needed_day("from"),
                  .to = table.day("to")};
  if (budget != nullptr) refuse_what_does_not_fit(table, service, *budget);
  if (service.to && service.from != no_day()) {
    refuse_backwards(table, "to", service.from, *service.to);
  }
  table.refuse_unknown_keys();
  return service;
}

}  // namespace

std::vector<Service> read_services(TableReader& file, const Known& known) {
  std::vector<Service> services;
  References refs;
  for (const auto* node : file.tables("service")) {
    TableReader table{*node, "[[service]]", file.refusals()};
    services.push_back(read_service(table, known.budgets));
    refs.claim("ref", services.back().ref, table);
  }
  return services;
}

void read_pots(TableReader& file, std::vector<Budget>& budgets) {
  References kinds;
  for (const auto* node : file.tables("pot")) {
    TableReader table{*node, "[[pot]]", file.refusals()};
    const auto* named = named_budget(table, budgets);
    const auto kind = table.needed_word("kind", pot_words).value_or("");
    const auto amount = table.needed_money("amount", MoneyRange::positive);
    table.refuse_unknown_keys();
    if (named == nullptr || kind.empty()) continue;
    kinds.claim("kind", named->ref + "/" + kind, table);
    const auto same = [&](const Budget& budget) { return budget.ref == named->ref; };
    std::find_if(budgets.begin(), budgets.end(), same)->pots.push_back({kind, amount});
  }
}

}  // namespace imports

// plan, compare, deliveries: what is agreed, what it replaces, and what a commissioner buys.
#include "app/command.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "reports/compare.hpp"
#include "reports/deliveries.hpp"
#include "reports/plan.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using store::PersonRow;

/// The books of the one person named, as of the day; refused when the second word names no budget.
ledger::Result<std::unique_ptr<PersonBooks>> books_and_budget(const Arguments& arguments) {
  auto person = arguments;
  person.words.resize(1);
  auto opened = open_people(person);
  if (!opened) return opened.errors();
  auto books = std::make_unique<PersonBooks>(*opened.value().readers.front(),
                                             opened.value().rows.front().id, arguments.today());
  if (arguments.words.size() < 2) return books;
  const auto& history = books->facts().history;
  if (history.budget(arguments.words[1]) != nullptr) return books;
  std::string known;
  for (const auto& version : history.versions()) {
    for (const auto& budget : version.budgets) {
      if (known.find(budget.ref) == std::string::npos) {
        known += (known.empty() ? "" : ", ") + budget.ref;
      }
    }
  }
  return refusal(ledger::Rule::reference_unknown,
                 "budget " + ledger::quoted(arguments.words[1]) + " of " + arguments.words[0],
                 known.empty() ? "this person has no budget yet" : "name one of " + known);
}

std::string budget_of(const Arguments& arguments) {
  return arguments.words.size() < 2 ? std::string{} : arguments.words[1];
}

}  // namespace

Outcome run_plan(const Arguments& arguments) {
  const auto books = books_and_budget(arguments);
  if (!books) return books.errors();
  return Finished{reports::plan(books.value()->view(), budget_of(arguments))};
}

Outcome run_compare(const Arguments& arguments) {
  const auto books = books_and_budget(arguments);
  if (!books) return books.errors();
  const auto& view = books.value()->view();
  const auto only = budget_of(arguments);
  std::vector<const ledger::Budget*> begun;
  for (const auto& position : reconcile::positions(view)) {
    const auto* budget = view.history().budget(position.budget);
    const bool wanted =
        only.empty() ? !reconcile::replaced_nothing(view, *budget) : budget->ref == only;
    if (wanted) begun.push_back(budget);
  }
  std::vector<reconcile::Comparison> made;
  for (const auto* budget : begun) made.push_back(reconcile::comparison(view, *budget));
  return Finished{reports::compare(made, arguments.today())};
}

Outcome run_deliveries(const Arguments& arguments) {
  const auto months = rows_of_books<reconcile::ServiceMonth>(arguments, Knowing::now, Years::all,
                                                             reconcile::service_months);
  if (!months) return months.errors();
  return Finished{reports::deliveries(months.value(), arguments.today())};
}

}  // namespace app

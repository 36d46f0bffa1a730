// closure, year-end: how one budget of a person ended.
#include "app/command.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "app/verdict.hpp"
#include "reports/closing.hpp"

#include <string>

namespace app {
namespace {

using Report = reports::Answer (*)(const reconcile::Closing&, const reconcile::PersonView&);

std::string budgets_of(const ledger::PersonHistory& history) {
  std::string known;
  for (const auto& budget : history.latest().budgets) {
    known += (known.empty() ? "" : ", ") + budget.ref;
  }
  return known.empty() ? "this person has no budget yet" : "name one of " + known;
}

Outcome closing_report(const Arguments& arguments, Report report) {
  auto person = arguments;
  person.words.resize(1);
  auto opened = open_people(person);
  if (!opened) return opened.errors();
  if (auto nothing = withheld(arguments, opened.value())) return std::move(*nothing);
  const PersonBooks books{*opened.value().readers.front(), opened.value().rows.front().id,
                          arguments.today()};
  const auto& history = books.facts().history;
  const auto* budget = history.budget(arguments.words[1]);
  if (budget == nullptr) {
    return refusal(ledger::Rule::reference_unknown,
                   "budget " + ledger::quoted(arguments.words[1]) + " of " + arguments.words[0],
                   budgets_of(history));
  }
  Finished finished{report(reconcile::closing(books.view(), *budget), books.view())};
  if (arguments.format == "html") {
    finished.text = reports::as_html(finished.answer, finished.answer.heading.front());
  }
  return finished;
}

}  // namespace

Outcome run_closure(const Arguments& arguments) {
  return closing_report(arguments, reports::closure);
}

Outcome run_year_end(const Arguments& arguments) {
  return closing_report(arguments, reports::year_end);
}

}  // namespace app

// findings, balance, register, trial-balance: what the book says, as of a day.
#include "app/balance_plain.hpp"
#include "app/command.hpp"
#include "app/of_people.hpp"
#include "app/pages.hpp"
#include "app/person_books.hpp"
#include "app/verdict.hpp"
#include "reports/answers.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace app {
using store::PersonRow;

Outcome run_findings(const Arguments& arguments) {
  const auto as_of = arguments.today();
  auto made = rows_of_people<ledger::Finding>(
      arguments, "looking for findings",
      [&](store::Reader& reader, const PersonRow& row) {
        return reconcile::findings(PersonBooks{reader, row.id, as_of, Years::unsettled}.view());
      },
      Among::pools_too);
  if (!made) return made.errors();
  auto all = std::move(made).value();
  ledger::sort_by_urgency(all);
  return Finished{reports::findings(all)};
}

Outcome run_balance(const Arguments& arguments) {
  if (auto nothing = withheld_if_given_out(arguments)) return std::move(*nothing);
  if (arguments.plain) return balance_plain(arguments);
  const auto all = rows_of_books<reconcile::BudgetPosition>(
      arguments, Knowing::when_approved, Years::unsettled, [](const reconcile::PersonView& view) {
        auto made = reconcile::positions(view);
        for (const auto& position : made) {
          ledger::ensure(
              reconcile::unexplained(position).is_zero(),
              "every penny of a budget is explained: " + position.person + "/" + position.budget);
        }
        return made;
      });
  if (!all) return all.errors();
  return in_format(
      arguments, reports::balance(all.value(), arguments.today()),
      [](const reports::Answer& answer) { return reports::as_html(answer, "Balance"); });
}

Outcome run_register(const Arguments& arguments) {
  const auto as_of = arguments.today();
  std::unique_ptr<PersonBooks> books;
  const auto refused = of_people<std::unique_ptr<PersonBooks>>(
      arguments, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        return std::make_unique<PersonBooks>(reader, row.id, as_of);
      },
      [&](std::unique_ptr<PersonBooks> made) { books = std::move(made); }, Among::pools_too);
  if (refused) return *refused;
  auto entries = books->standing();
  if (arguments.as_of) {
    std::erase_if(entries, [&](const auto& recorded) { return recorded.entry.date > as_of; });
  }
  return Finished{reports::register_of(books->view(), entries)};
}

Outcome run_trial_balance(const Arguments& arguments) {
  const auto as_of = arguments.today();
  std::vector<reports::PersonBalances> people;
  const auto refused = of_people<reports::PersonBalances>(
      arguments, "adding up",
      [&](store::Reader& reader, const PersonRow& row) {
        return reports::PersonBalances{
            row.ref,
            ledger::balances_of(ledger::standing_on(reader.entries(row.id), as_of), as_of)};
      },
      [&](reports::PersonBalances made) { people.push_back(std::move(made)); }, Among::pools_too);
  if (refused) return *refused;
  return Finished{reports::trial_balance(people)};
}

}  // namespace app

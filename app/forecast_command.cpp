// forecast, and balance --plain: where budgets are going, and the page for whoever holds the money.
#include "app/balance_plain.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "reports/forecast.hpp"
#include "reports/plain.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace app {
namespace {

using store::PersonRow;

/// What `make` finds in each person's books, one after another.
template <class Made, class Make>
ledger::Result<std::vector<Made>> of_each(const Arguments& arguments, const Make& make) {
  std::vector<Made> all;
  const auto refused = of_people<std::vector<Made>>(
      arguments, "adding up",
      [&](store::Reader& reader, const PersonRow& row) {
        return make(PersonBooks{reader, row.id, arguments.today(), Knowing::when_approved}.view());
      },
      [&](std::vector<Made> made) {
        all.insert(all.end(), std::make_move_iterator(made.begin()),
                   std::make_move_iterator(made.end()));
      });
  if (refused) return *refused;
  return all;
}

}  // namespace

Outcome run_forecast(const Arguments& arguments) {
  const auto made = of_each<reconcile::BudgetForecast>(arguments, [](const auto& view) {
    return reconcile::forecasts(view, reconcile::positions(view));
  });
  if (!made) return made.errors();
  return Finished{reports::forecast(made.value(), arguments.today())};
}

Outcome balance_plain(const Arguments& arguments) {
  const auto pages = of_each<reports::PlainPage>(
      arguments, [](const auto& view) { return reports::plain_pages(view); });
  if (!pages) return pages.errors();
  return Finished{reports::plain(pages.value(), arguments.today())};
}

}  // namespace app

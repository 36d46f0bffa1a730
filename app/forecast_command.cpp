// forecast, and balance --plain: where budgets are going, and the page for whoever holds the money.
#include "app/balance_plain.hpp"
#include "app/of_people.hpp"
#include "app/pages.hpp"
#include "app/person_books.hpp"
#include "reports/forecast.hpp"
#include "reports/large_page.hpp"
#include "reports/plain.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace app {

Outcome run_forecast(const Arguments& arguments) {
  const auto made = rows_of_books<reconcile::BudgetForecast>(
      arguments, Knowing::when_approved, Years::all,
      [](const auto& view) { return reconcile::forecasts(view, reconcile::positions(view)); });
  if (!made) return made.errors();
  return Finished{reports::forecast(made.value(), arguments.today())};
}

Outcome balance_plain(const Arguments& arguments) {
  const auto pages = rows_of_books<reports::PlainPage>(arguments, Knowing::when_approved,
                                                       Years::all, reports::plain_pages);
  if (!pages) return pages.errors();
  return in_format(arguments, reports::plain(pages.value(), arguments.today()),
                   [](const reports::Answer& answer) {
                     return reports::as_large_html(answer, "Where the money stands");
                   });
}

}  // namespace app

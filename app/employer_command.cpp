// employer: what holders owe and must do as employers.
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "reports/employer.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace app {

Outcome run_employer(const Arguments& arguments) {
  const auto as_of = arguments.today();
  using Made = std::optional<reconcile::EmployerDuties>;
  std::vector<reconcile::EmployerDuties> people;
  const auto refused = of_people<Made>(
      arguments, "adding up",
      [&](store::Reader& reader, const store::PersonRow& row) {
        return reconcile::employer_duties(PersonBooks{reader, row.id, as_of}.view());
      },
      [&](Made made) {
        if (made) people.push_back(std::move(*made));
      });
  if (refused) return *refused;
  const auto rates = reconcile::statutory_rates(parameters(), as_of);
  return Finished{reports::employer(people, rates, as_of)};
}

}  // namespace app

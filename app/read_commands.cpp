// matches, findings, balance, register, trial-balance: what the book says, as of a day.
#include "app/command.hpp"
#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"
#include "reports/answers.hpp"

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using store::PersonRow;

/// Says that an answer may be out of date.
void note_unreconciled(const std::vector<PersonRow>& rows) {
  std::string names;
  std::size_t count = 0;
  for (const auto& row : rows) {
    if (!row.to_reconcile) continue;
    if (++count <= 3) names += (count == 1 ? "" : ", ") + row.ref;
  }
  if (count == 0) return;
  if (count > 3) names += " and " + std::to_string(count - 3) + " more";
  note("Something new is known about " + names +
       " that is not in this answer: run `dpledger reconcile`.");
}

/// Opens the book and gives read(reader, row) for the people named, in threads, in order.
template <class Made, class Read, class Take>
std::optional<ledger::Errors> of_people(const Arguments& arguments, const std::string& doing,
                                        const Read& read, const Take& take) {
  const auto opened = book_to_read(arguments);
  if (!opened) return opened.errors();
  auto& book = *opened.value();
  std::vector<std::unique_ptr<store::Reader>> readers;
  readers.push_back(book.read());
  const auto people = people_named(*readers.front(), arguments.words);
  if (!people) return people.errors();
  const auto& rows = people.value();
  note_unreconciled(rows);
  if (rows.size() == 1) {
    take(read(*readers.front(), rows.front()));
    return std::nullopt;
  }
  while (readers.size() < worker_count()) readers.push_back(book.read());
  Progress progress{doing};
  in_order<Made>(
      rows.size(), readers.size(),
      [&](std::size_t worker, std::size_t number) { return read(*readers[worker], rows[number]); },
      [&](std::size_t number, Made made) {
        take(std::move(made));
        progress.at(number + 1, rows.size());
      });
  return std::nullopt;
}

}  // namespace

Outcome run_matches(const Arguments& arguments) {
  const auto as_of = arguments.today();
  std::deque<std::unique_ptr<PersonBooks>> books;
  const auto refused = of_people<std::unique_ptr<PersonBooks>>(
      arguments, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        return std::make_unique<PersonBooks>(reader, row.id, as_of);
      },
      [&](std::unique_ptr<PersonBooks> made) { books.push_back(std::move(made)); });
  if (refused) return *refused;
  std::vector<reports::PersonLines> people;
  for (const auto& one : books) people.push_back({one->facts().ref(), &one->view()});
  return Finished{reports::matches(people)};
}

Outcome run_findings(const Arguments& arguments) {
  const auto as_of = arguments.today();
  std::vector<ledger::Finding> all;
  using Findings = std::vector<ledger::Finding>;
  const auto refused = of_people<Findings>(
      arguments, "looking for findings",
      [&](store::Reader& reader, const PersonRow& row) {
        return reconcile::findings(PersonBooks{reader, row.id, as_of}.view());
      },
      [&](Findings made) {
        all.insert(all.end(), std::make_move_iterator(made.begin()),
                   std::make_move_iterator(made.end()));
      });
  if (refused) return *refused;
  ledger::sort_by_urgency(all);
  return Finished{reports::findings(all)};
}

Outcome run_balance(const Arguments& arguments) {
  const auto as_of = arguments.today();
  using Positions = std::vector<reconcile::BudgetPosition>;
  Positions all;
  const auto refused = of_people<Positions>(
      arguments, "adding up",
      [&](store::Reader& reader, const PersonRow& row) {
        auto made = reconcile::positions(PersonBooks{reader, row.id, as_of}.view());
        for (const auto& position : made) {
          ledger::ensure(
              reconcile::unexplained(position).is_zero(),
              "every penny of a budget is explained: " + position.person + "/" + position.budget);
        }
        return made;
      },
      [&](Positions made) {
        all.insert(all.end(), std::make_move_iterator(made.begin()),
                   std::make_move_iterator(made.end()));
      });
  if (refused) return *refused;
  return Finished{reports::balance(all, as_of)};
}

Outcome run_register(const Arguments& arguments) {
  const auto as_of = arguments.today();
  std::unique_ptr<PersonBooks> books;
  const auto refused = of_people<std::unique_ptr<PersonBooks>>(
      arguments, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        return std::make_unique<PersonBooks>(reader, row.id, as_of);
      },
      [&](std::unique_ptr<PersonBooks> made) { books = std::move(made); });
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
        return reports::PersonBalances{row.ref,
                                       ledger::balances_of(reader.standing_entries(row.id), as_of)};
      },
      [&](reports::PersonBalances made) { people.push_back(std::move(made)); });
  if (refused) return *refused;
  return Finished{reports::trial_balance(people)};
}

}  // namespace app

// Reading many people of a book in threads, and taking what was read in their order.
#pragma once

#include "app/command.hpp"
#include "app/person_books.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// An open book and the people asked for. Every reader sees the book as it was when first read.
struct OpenedPeople {
  BookPointer book;
  std::vector<std::unique_ptr<store::Reader>> readers;  ///< one a thread
  std::vector<store::PersonRow> rows;
};

/// Opens the book and finds the people named, or everybody.
ledger::Result<OpenedPeople> opened_people(const Arguments& arguments, Among among = Among::people);
/// The same; notes who waits to be reconciled.
ledger::Result<OpenedPeople> open_people(const Arguments& arguments, Among among = Among::people);

/// Gives take(read(reader, row)) for each of the people, read in threads, taken in order.
template <class Made, class Read, class Take>
void for_each_person(OpenedPeople& people, const std::string& doing, const Read& read,
                     const Take& take) {
  const auto& rows = people.rows;
  if (rows.size() == 1) {
    take(read(*people.readers.front(), rows.front()));
    return;
  }
  Progress progress{doing};
  in_order<Made>(
      rows.size(), people.readers.size(),
      [&](std::size_t worker, std::size_t number) {
        return read(*people.readers[worker], rows[number]);
      },
      [&](std::size_t number, Made made) {
        take(std::move(made));
        progress.at(number + 1, rows.size());
      });
}

/// Both in one; the refusal when there is no such book or person.
template <class Made, class Read, class Take>
std::optional<ledger::Errors> of_people(const Arguments& arguments, const std::string& doing,
                                        const Read& read, const Take& take,
                                        Among among = Among::people) {
  auto opened = open_people(arguments, among);
  if (!opened) return opened.errors();
  for_each_person<Made>(opened.value(), doing, read, take);
  return std::nullopt;
}

/// What `read` gives for each of the people, one after the other.
template <class Row, class Read>
ledger::Result<std::vector<Row>> rows_of_people(const Arguments& arguments,
                                                const std::string& doing, const Read& read,
                                                Among among = Among::people) {
  std::vector<Row> all;
  const auto refused = of_people<std::vector<Row>>(
      arguments, doing, read,
      [&](std::vector<Row> made) { std::ranges::move(made, std::back_inserter(all)); }, among);
  if (refused) return *refused;
  return all;
}

/// The same of each person's books on the day that is asked for.
template <class Row, class Make>
ledger::Result<std::vector<Row>> rows_of_books(const Arguments& arguments, Knowing knowing,
                                               Years years, const Make& make) {
  return rows_of_people<Row>(
      arguments, "adding up", [&](store::Reader& reader, const store::PersonRow& row) {
        return make(PersonBooks{reader, row.id, arguments.today(), knowing, years}.view());
      });
}

}  // namespace app

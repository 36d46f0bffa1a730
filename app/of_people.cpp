#include "app/of_people.hpp"

namespace app {
namespace {

/// Says that an answer may be out of date.
void note_unreconciled(const std::vector<store::PersonRow>& rows) {
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

}  // namespace

ledger::Result<OpenedPeople> opened_people(const Arguments& arguments, Among among) {
  auto book = book_to_read(arguments);
  if (!book) return book.errors();
  OpenedPeople opened;
  opened.book = std::move(book).value();
  opened.readers.push_back(opened.book->read());
  auto people = people_named(*opened.readers.front(), arguments.words, among);
  if (!people) return people.errors();
  opened.rows = std::move(people).value();
  const auto wanted = opened.rows.size() > 1 ? worker_count() : 1;
  while (opened.readers.size() < wanted) opened.readers.push_back(opened.book->read());
  return opened;
}

ledger::Result<OpenedPeople> open_people(const Arguments& arguments, Among among) {
  auto opened = opened_people(arguments, among);
  if (opened) note_unreconciled(opened.value().rows);
  return opened;
}

}  // namespace app

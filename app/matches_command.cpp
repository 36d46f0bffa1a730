// matches: every statement line with its state and why; --explain: one of them, in sentences.
// Everybody's together may be larger than memory, so each person's share is written as soon as it
// is made.
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace app {
namespace {

using reports::Answer;
using store::PersonRow;

/// Gives take(render(share)) for each person's share, in order.
template <class Render, class Take>
void for_each_share(OpenedPeople& people, ledger::Date as_of, const Render& render,
                    const Take& take) {
  for_each_person<std::string>(
      people, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        const PersonBooks books{reader, row.id, as_of};
        return render(reports::matches_share({books.facts().ref(), &books.view()}));
      },
      take);
}

void write_json(OpenedPeople& people, ledger::Date as_of) {
  const auto frame = reports::matches_frame({}).json;
  const auto inside = frame.rfind(']');
  print(frame.substr(0, inside));
  bool first = true;
  for_each_share(
      people, as_of, [](const Answer& share) { return share.json; },
      [&](std::string members) {
        if (members.empty()) return;
        if (!std::exchange(first, false)) members.insert(0, ",");
        print(members);
      });
  print(frame.substr(inside) + "\n");
}

void write_csv(OpenedPeople& people, ledger::Date as_of) {
  const auto heading = reports::as_csv(reports::matches_frame({}));
  print(heading);
  for_each_share(
      people, as_of,
      [&](const Answer& share) { return reports::as_csv(share).substr(heading.size()); },
      [](const std::string& rows) { print(rows); });
}

/// What stands at the head is known only when everybody was read: they are read twice.
void write_text(OpenedPeople& people, ledger::Date as_of) {
  const auto look = look_of_standard_output();
  reports::MatchTally tally;
  for_each_person<reports::MatchTally>(
      people, "counting",
      [&](store::Reader& reader, const PersonRow& row) {
        return reports::tally_of(PersonBooks{reader, row.id, as_of}.view());
      },
      [&](const reports::MatchTally& more) { tally.add(more); });
  const auto frame = reports::matches_frame(tally);
  Answer head;
  head.heading = frame.heading;
  print(reports::as_text(head, look));
  for_each_share(
      people, as_of, [&](const Answer& share) { return reports::as_text(share, look); },
      [](const std::string& section) {
        if (!section.empty()) print("\n" + section);
      });
  Answer foot;
  foot.heading = frame.closing;
  if (!foot.heading.empty()) print("\n" + reports::as_text(foot, look));
}

/// A workbook is made whole, in memory.
Answer whole_answer(OpenedPeople& people, ledger::Date as_of) {
  Answer whole = reports::matches_frame({});
  reports::MatchTally tally;
  using Share = std::pair<reports::MatchTally, Answer>;
  for_each_person<Share>(
      people, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        const PersonBooks books{reader, row.id, as_of};
        return Share{reports::tally_of(books.view()),
                     reports::matches_share({books.facts().ref(), &books.view()})};
      },
      [&](Share share) {
        tally.add(share.first);
        auto& rows = share.second.tables[share.second.csv_table].rows;
        auto& all = whole.tables[whole.csv_table].rows;
        std::move(rows.begin(), rows.end(), std::back_inserter(all));
      });
  const auto frame = reports::matches_frame(tally);
  whole.heading = frame.heading;
  whole.closing = frame.closing;
  return whole;
}

/// One line, found by its id alone, whosever it is and whatever its day.
Outcome explain_line(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  const auto id = ledger::parse_line_id(arguments.explain);
  const auto person = id ? reader->owner_of(*id) : std::nullopt;
  if (!person) return refusal(ledger::Rule::line_unknown, arguments.explain);
  // An explanation has no day of its own: the books are looked at with all their lines.
  const auto last_day = ledger::Date::of(2199, 12, 31);
  const PersonBooks books{*reader, *person, *last_day};
  const auto* line = books.view().line(*id);
  // A line of an import that was undone has an owner still, but is in the books no longer.
  if (line == nullptr) return refusal(ledger::Rule::line_unknown, arguments.explain);
  return Finished{reports::explanation({books.facts().ref(), &books.view()}, *line)};
}

}  // namespace

Outcome run_matches(const Arguments& arguments) {
  if (!arguments.explain.empty()) return explain_line(arguments);
  auto opened = open_people(arguments, Among::pools_too);
  if (!opened) return opened.errors();
  if (!arguments.xlsx.empty()) {
    return Finished{whole_answer(opened.value(), arguments.today())};
  }
  switch (arguments.shape) {
    case Shape::json:
      write_json(opened.value(), arguments.today());
      break;
    case Shape::csv:
      write_csv(opened.value(), arguments.today());
      break;
    case Shape::people:
      write_text(opened.value(), arguments.today());
      break;
  }
  Finished finished;
  finished.written = true;
  return finished;
}

}  // namespace app

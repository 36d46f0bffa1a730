// trace: from a figure to the entries that add up to it, and back from a line, a place in a file,
// an entry or a finding to the figures it is in.
#include "app/command.hpp"
#include "app/person_books.hpp"
#include "app/statement_books.hpp"
#include "app/terminal.hpp"
#include "app/trace_back.hpp"
#include "app/verdict.hpp"
#include "reports/answers.hpp"
#include "reports/trace.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Evidence;
using ledger::Rule;
using reports::Answer;
using reports::ToldBack;
using reports::Traced;
using reports::TracedBack;
using store::PersonRow;

/// Something to be said of a person, once everything about them is there.
using Say = std::function<Outcome(const Traced&)>;

Outcome with_traced(const Arguments& arguments, store::Reader& reader, const PersonRow& row,
                    const Say& say) {
  if (row.to_reconcile) {
    note("Something new is known about " + row.ref +
         " that is not in this answer: run `dpledger reconcile`.");
  }
  if (!arguments.from) {
    const PersonBooks books{reader, row.id, arguments.today(), Knowing::when_approved};
    return say(Traced{{&books.view(), &books.standing()}});
  }
  std::optional<Outcome> said;
  page_of(reader, row, {*arguments.from, *arguments.to}, [&](const reports::StatementOf& of) {
    const auto standing = ledger::standing_on(*of.entries, of.period.last);
    said = say(Traced{{of.at_end, &standing, &of}});
    return Answer{};
  });
  return *said;
}

ledger::Error unknown(const std::string& address, std::vector<const reports::TracedFigure*> found) {
  if (found.empty()) return refusal(Rule::figure_unknown, address);
  std::string several;
  for (const auto* figure : found) several += (several.empty() ? "" : ", ") + figure->address;
  return refusal(Rule::figure_unknown, address, "say which of these: " + several);
}

Answer told(store::Reader& reader, const PersonRow& row, const Traced& traced, TracedBack back) {
  add_parts(reader, row, back.sources);
  return reports::traced_back({reports::told_back(traced, back)});
}

/// A figure, or (by number) an entry, or a finding.
Outcome answer_about(store::Reader& reader, const PersonRow& row, const Traced& traced,
                     const std::vector<std::string>& words) {
  if (words.size() == 1) return Finished{reports::figures_listed(traced)};
  const auto entries = reader.entries(row.id);
  const Back back{traced, entries};
  const auto& first = words[1];
  if (const auto number = number_in(first); number && words.size() == 2) {
    const auto source = back.source_of(*number);
    if (source) return Finished{told(reader, row, traced, {first, {back.source(*source)}})};
  }
  if (words.size() == 2 && first.starts_with('F')) {
    for (const auto& finding : reconcile::findings(*traced.of().view)) {
      if (finding.id != first) continue;
      return Finished{told(reader, row, traced, {first, back.of_finding(finding), {finding}})};
    }
  }
  std::vector<const reports::TracedFigure*> asked;
  ledger::Errors refused;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const auto found = traced.asked(words[i]);
    if (found.size() != 1) {
      refused.push_back(unknown(words[i], found));
    } else {
      asked.push_back(found.front());
    }
  }
  if (!refused.empty()) return refused;
  return Finished{reports::figures_traced(traced, asked)};
}

/// What became of it with one person; nothing when that is nothing.
ledger::Result<std::optional<ToldBack>> told_of(const Arguments& arguments, store::Reader& reader,
                                                const SpokenOf& one, const std::string& asked) {
  const auto entries = reader.entries(one.row.id);
  std::optional<ToldBack> told;
  const auto said = with_traced(arguments, reader, one.row, [&](const Traced& traced) -> Outcome {
    auto sources = sources_of(one, Back{traced, entries});
    if (sources.empty()) return Finished{};
    add_parts(reader, one.row, sources);
    told = reports::told_back(traced, {asked, std::move(sources)});
    return Finished{};
  });
  if (!said) return said.errors();
  return told;
}

/// What became of it with everybody of whom it speaks.
Outcome answer_back(const Arguments& arguments, store::Reader& reader,
                    const std::vector<SpokenOf>& spoken) {
  const auto& asked = arguments.words.back();
  for (const auto& one : spoken) {
    const auto why = why_withheld(reader, one.row.ref);
    if (!why.empty()) return broken(arguments, arguments.book, why);
  }
  std::vector<ToldBack> people;
  for (const auto& one : spoken) {
    auto told = told_of(arguments, reader, one, asked);
    if (!told) return told.errors();
    if (told.value()) people.push_back(std::move(*told.value()));
  }
  if (people.empty()) return refusal(Rule::line_unknown, asked);
  return Finished{reports::traced_back(people)};
}

/// A place in a file; with a person before it, as it speaks of them alone.
Outcome answer_place(const Arguments& arguments, store::Reader& reader, const Evidence& place) {
  auto spoken = spoken_of(reader, place);
  if (arguments.words.size() > 1) {
    const auto people = people_named(reader, {arguments.words.front()}, Among::pools_too);
    if (!people) return people.errors();
    std::erase_if(spoken,
                  [&](const SpokenOf& one) { return one.row.ref != people.value().front().ref; });
  }
  return answer_back(arguments, reader, spoken);
}

}  // namespace

Outcome run_trace(const Arguments& arguments) {
  if (arguments.from.has_value() != arguments.to.has_value()) {
    return refusal(Rule::not_supported, "one end of a period",
                   "give both --from and --to, or neither: then it is as of today or --as-of");
  }
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  const auto& first = arguments.words.front();
  if (const auto id = ledger::parse_line_id(first)) {
    return answer_back(arguments, *reader, spoken_of(*reader, *id));
  }
  const auto place = place_in(arguments.words.back());
  if (arguments.words.size() == 1 && place) return answer_place(arguments, *reader, *place);
  if (arguments.words.size() == 2 && place && is_a_file(*reader, place->file)) {
    return answer_place(arguments, *reader, *place);
  }
  const auto people = people_named(*reader, {first});
  if (!people) return people.errors();
  const auto& row = people.value().front();
  const auto why = why_withheld(*reader, row.ref);
  if (!why.empty()) return broken(arguments, arguments.book, why);
  return with_traced(arguments, *reader, row, [&](const Traced& traced) {
    return answer_about(*reader, row, traced, arguments.words);
  });
}

}  // namespace app

// trace: from a figure to the entries that add up to it, and back from a line, a place in a file,
// an entry or a finding to the figures it is in.
#include "app/command.hpp"
#include "app/person_books.hpp"
#include "app/statement_books.hpp"
#include "app/terminal.hpp"
#include "reports/answers.hpp"
#include "reports/trace.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Evidence;
using ledger::Rule;
using reports::Answer;
using reports::Traced;
using reports::TracedBack;
using reports::TracedSource;
using store::PersonRow;

/// Numbers as a person writes them: "12".
std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

/// "april.csv:12", when it ends in a number.
std::optional<Evidence> place_in(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  const auto line = number_in(std::string_view{text}.substr(colon + 1));
  if (!line || *line > 1 << 30) return std::nullopt;
  return Evidence{text.substr(0, colon), static_cast<int>(*line)};
}

bool names_file(const ledger::Import& import, const std::string& asked) {
  return import.file == asked || import.file.ends_with("/" + asked);
}

/// A person's entries by source, and what is asked about them.
class Back {
 public:
  Back(const Traced& traced, const std::vector<ledger::RecordedEntry>& entries)
      : traced_{traced}, facts_{*traced.of().view->facts} {
    for (const auto& recorded : entries) by_source_[recorded.entry.source].push_back(&recorded);
  }

  TracedSource source(const std::string& name) const {
    TracedSource made{name, nullptr, {}};
    const auto found = by_source_.find(name);
    if (found != by_source_.end()) made.entries = found->second;
    constexpr std::string_view prefix = "line:";
    if (!name.starts_with(prefix)) return made;
    if (const auto id = ledger::parse_line_id(std::string_view{name}.substr(prefix.size()))) {
      made.line = traced_.of().view->line(*id);
    }
    return made;
  }

  /// What a line of a file brought: entries made from it, and bank lines that it words too.
  std::vector<TracedSource> at(const std::vector<ledger::ImportId>& imports, int file_line) const {
    const auto is_one = [&](ledger::ImportId import) {
      return std::ranges::find(imports, import) != imports.end();
    };
    std::vector<TracedSource> made;
    for (const auto& line : facts_.lines) {
      const bool own = is_one(line.import) && line.line.file_line == file_line;
      const bool too = std::ranges::any_of(line.wordings, [&](const ledger::Wording& wording) {
        return is_one(wording.import) && wording.file_line == file_line;
      });
      if (own || too) made.push_back(source("line:" + ledger::text(line.line.id)));
    }
    for (const auto& [name, entries] : by_source_) {
      const auto* import = traced_.sources().import_of(name);
      if (import == nullptr || name.starts_with("line:") || !is_one(import->id)) continue;
      if (traced_.sources().of(name)->line == file_line) made.push_back(source(name));
    }
    return made;
  }

  /// The sources that a finding rests on.
  std::vector<TracedSource> of_finding(const ledger::Finding& finding) const {
    std::vector<TracedSource> made;
    for (const auto& evidence : finding.evidence) {
      std::vector<ledger::ImportId> imports;
      for (const auto& [id, import] : facts_.imports) {
        if (import.file == evidence.file) imports.push_back(id);
      }
      std::ranges::move(at(imports, evidence.line), std::back_inserter(made));
    }
    return made;
  }

  std::optional<std::string> source_of(std::int64_t number) const {
    for (const auto& [name, entries] : by_source_) {
      for (const auto* recorded : entries) {
        if (recorded->number.value == number) return name;
      }
    }
    return std::nullopt;
  }

 private:
  const Traced& traced_;
  const ledger::PersonFacts& facts_;
  std::map<std::string, std::vector<const ledger::RecordedEntry*>, std::less<>> by_source_;
};

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

/// A figure, or (by number) an entry, or a finding.
Outcome answer_about(const Traced& traced, const std::vector<ledger::RecordedEntry>& entries,
                     const std::vector<std::string>& words) {
  if (words.size() == 1) return Finished{reports::figures_listed(traced)};
  const Back back{traced, entries};
  const auto& first = words[1];
  if (const auto number = number_in(first); number && words.size() == 2) {
    const auto source = back.source_of(*number);
    if (source) return Finished{reports::traced_back(traced, {first, {back.source(*source)}})};
  }
  if (words.size() == 2 && first.starts_with('F')) {
    for (const auto& finding : reconcile::findings(*traced.of().view)) {
      if (finding.id != first) continue;
      return Finished{reports::traced_back(traced, {first, back.of_finding(finding), {finding}})};
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

Outcome answer_back(const Arguments& arguments, store::Reader& reader, ledger::PersonId person,
                    const std::function<std::vector<TracedSource>(const Back&)>& find) {
  const auto people = reader.people();
  const auto row = std::ranges::find(people, person, &PersonRow::id);
  const auto entries = reader.entries(person);
  return with_traced(arguments, reader, *row, [&](const Traced& traced) -> Outcome {
    const Back back{traced, entries};
    auto sources = find(back);
    const auto& asked = arguments.words.front();
    if (sources.empty()) return refusal(Rule::line_unknown, asked);
    return Finished{reports::traced_back(traced, {asked, std::move(sources)})};
  });
}

/// The people about whom a file of that name says something on that line.
Outcome answer_place(const Arguments& arguments, store::Reader& reader, const Evidence& asked) {
  std::map<ledger::PersonId, std::vector<ledger::ImportId>> imports;
  for (const auto& import : reader.imports()) {
    if (import.undone || !names_file(import, asked.file)) continue;
    for (const auto person : reader.people_of(import.id)) imports[person].push_back(import.id);
  }
  Outcome last = refusal(Rule::line_unknown, arguments.words.front());
  for (const auto& [person, theirs] : imports) {
    last = answer_back(arguments, reader, person,
                       [&](const Back& back) { return back.at(theirs, asked.line); });
    if (last) return last;
  }
  return last;
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
    const auto person = reader->owner_of(*id);
    if (!person) return refusal(Rule::line_unknown, first);
    return answer_back(arguments, *reader, *person, [&](const Back& back) {
      auto source = back.source("line:" + first);
      const bool known = source.line != nullptr || !source.entries.empty();
      return known ? std::vector{std::move(source)} : std::vector<TracedSource>{};
    });
  }
  const auto row = reader->person(first);
  const auto place = place_in(first);
  if (!row && place) return answer_place(arguments, *reader, *place);
  const auto people = people_named(*reader, {first});
  if (!people) return people.errors();
  const auto entries = reader->entries(row->id);
  return with_traced(arguments, *reader, *row, [&](const Traced& traced) {
    return answer_about(traced, entries, arguments.words);
  });
}

}  // namespace app

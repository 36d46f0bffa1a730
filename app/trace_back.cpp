#include "app/trace_back.hpp"

#include "ledger/pool.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>

namespace app {
namespace {

using ledger::Evidence;
using ledger::ImportId;
using ledger::LineId;
using ledger::PersonFacts;
using reports::LinePart;
using reports::Traced;
using reports::TracedSource;
using store::PersonRow;

constexpr std::string_view line_prefix = "line:";

bool is_digest(const std::string& asked) {
  constexpr std::size_t enough = 8;
  return asked.size() >= enough && std::ranges::all_of(asked, [](char each) {
           return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
         });
}

bool names_file(const ledger::Import& import, const std::string& asked) {
  return import.file == asked || import.file.ends_with("/" + asked) ||
         reports::import_name(import.id) == asked ||
         (is_digest(asked) && import.sha256.starts_with(asked));
}

std::vector<ImportId> files_meant(store::Reader& reader, const std::string& file) {
  std::vector<ImportId> meant;
  for (const auto& import : reader.imports()) {
    if (!import.undone && names_file(import, file)) meant.push_back(import.id);
  }
  return meant;
}

bool is_one(const std::vector<ImportId>& imports, ImportId import) {
  return std::ranges::find(imports, import) != imports.end();
}

bool stands_at(const ledger::BookLine& line, const std::vector<ImportId>& imports, int file_line) {
  const bool own = is_one(imports, line.import) && line.line.file_line == file_line;
  return own || std::ranges::any_of(line.wordings, [&](const ledger::Wording& wording) {
           return is_one(imports, wording.import) && wording.file_line == file_line;
         });
}

/// Whether a person's facts have anything from that line of those files.
bool say_something(const PersonFacts& facts, const std::vector<ImportId>& imports, int file_line) {
  const auto in = [&](const auto& records) {
    return std::ranges::any_of(records, [&](const auto& each) {
      return each.record.file_line == file_line && is_one(imports, each.import);
    });
  };
  return std::ranges::any_of(
             facts.lines,
             [&](const ledger::BookLine& line) { return stands_at(line, imports, file_line); }) ||
         in(facts.payslips) || in(facts.summaries) || in(facts.invoices) || in(facts.deliveries);
}

std::vector<PersonRow> members_of(const PoolIndex& index, const std::string& pool) {
  const auto found = index.find(pool.substr(1));
  return found == index.end() ? std::vector<PersonRow>{} : found->second;
}

/// The members' parts of a pool's line.
std::vector<LinePart> parts_of(store::Reader& reader, const PersonRow& pool,
                               const std::vector<PersonRow>& members, LineId line) {
  std::vector<LinePart> parts;
  for (const auto& member : members) {
    for (const auto& one : reader.allotted(member.id, pool.id)) {
      if (one.of == line) parts.push_back({member.ref, one.line.line.id, one.line.line.amount});
    }
  }
  return parts;
}

/// The pool's line of which a member's is a part; nothing for a line of an account of their own.
std::optional<LinePart> whole_of(store::Reader& reader, const PersonRow& member, LineId part) {
  for (const auto& name : ledger::pools_of(reader.history(member.id))) {
    const auto pool = reader.person(ledger::pool_ref(name));
    if (!pool) continue;
    const auto all = reader.allotted(member.id, pool->id);
    const auto found = std::ranges::find_if(
        all, [&](const ledger::Allotted& one) { return one.line.line.id == part; });
    if (found == all.end()) continue;
    const auto facts = reader.facts(pool->id);
    for (const auto& line : facts.lines) {
      if (line.line.id == found->of) return LinePart{pool->ref, line.line.id, line.line.amount};
    }
  }
  return std::nullopt;
}

/// Those about whom these files say something, and the members of a pool whose they are.
std::set<ledger::PersonId> people_of(store::Reader& reader, const std::vector<PersonRow>& rows,
                                     const std::vector<ImportId>& imports) {
  std::set<ledger::PersonId> people;
  for (const auto import : imports) {
    for (const auto person : reader.people_of(import)) people.insert(person);
  }
  PoolIndex index;
  for (const auto& row : rows) {
    if (!ledger::is_pool(row.ref) || !people.contains(row.id)) continue;
    if (index.empty()) index = index_of_pools(reader);
    for (const auto& member : members_of(index, row.ref)) people.insert(member.id);
  }
  return people;
}

}  // namespace

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

std::optional<Evidence> place_in(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  const auto line = number_in(std::string_view{text}.substr(colon + 1));
  if (!line || *line > 1 << 30) return std::nullopt;
  return Evidence{text.substr(0, colon), static_cast<int>(*line)};
}

Back::Back(const Traced& traced, const std::vector<ledger::RecordedEntry>& entries)
    : traced_{traced}, facts_{*traced.of().view->facts} {
  for (const auto& recorded : entries) by_source_[recorded.entry.source].push_back(&recorded);
}

TracedSource Back::source(const std::string& name) const {
  TracedSource made{name, nullptr, {}};
  const auto found = by_source_.find(name);
  if (found != by_source_.end()) made.entries = found->second;
  if (!name.starts_with(line_prefix)) return made;
  if (const auto id = ledger::parse_line_id(std::string_view{name}.substr(line_prefix.size()))) {
    made.line = traced_.of().view->line(*id);
  }
  return made;
}

std::vector<TracedSource> Back::at(const std::vector<ImportId>& imports, int file_line) const {
  std::vector<TracedSource> made;
  for (const auto& line : facts_.lines) {
    if (stands_at(line, imports, file_line)) {
      made.push_back(source(std::string{line_prefix} + ledger::text(line.line.id)));
    }
  }
  for (const auto& [name, entries] : by_source_) {
    const auto* import = traced_.sources().import_of(name);
    if (import == nullptr || name.starts_with(line_prefix) || !is_one(imports, import->id)) {
      continue;
    }
    if (traced_.sources().of(name)->line == file_line) made.push_back(source(name));
  }
  return made;
}

std::vector<TracedSource> Back::of_finding(const ledger::Finding& finding) const {
  std::vector<TracedSource> made;
  for (const auto& evidence : finding.evidence) {
    std::vector<ImportId> imports;
    for (const auto& [id, import] : facts_.imports) {
      if (import.file == evidence.file) imports.push_back(id);
    }
    std::ranges::move(at(imports, evidence.line), std::back_inserter(made));
  }
  return made;
}

std::optional<std::string> Back::source_of(std::int64_t number) const {
  for (const auto& [name, entries] : by_source_) {
    for (const auto* recorded : entries) {
      if (recorded->number.value == number) return name;
    }
  }
  return std::nullopt;
}

std::vector<TracedSource> sources_of(const SpokenOf& one, const Back& back) {
  if (one.source.empty()) return back.at(one.imports, one.file_line);
  auto source = back.source(one.source);
  if (source.line == nullptr && source.entries.empty()) return {};
  return {std::move(source)};
}

std::vector<SpokenOf> spoken_of(store::Reader& reader, LineId line) {
  std::vector<SpokenOf> spoken;
  const auto owner = reader.owner_of(line);
  if (!owner) return spoken;
  const auto people = reader.people();
  const auto row = std::ranges::find(people, *owner, &PersonRow::id);
  spoken.push_back({*row, std::string{line_prefix} + ledger::text(line), {}});
  if (!ledger::is_pool(row->ref)) return spoken;
  const auto members = members_of(index_of_pools(reader), row->ref);
  for (const auto& part : parts_of(reader, *row, members, line)) {
    const auto member = std::ranges::find(members, part.person, &PersonRow::ref);
    spoken.push_back({*member, std::string{line_prefix} + ledger::text(part.line), {}});
  }
  return spoken;
}

std::vector<SpokenOf> spoken_of(store::Reader& reader, const Evidence& place) {
  std::vector<SpokenOf> spoken;
  const auto imports = files_meant(reader, place.file);
  if (imports.empty()) return spoken;
  const auto rows = reader.people();
  const auto people = people_of(reader, rows, imports);
  for (const auto& row : rows) {
    if (!people.contains(row.id)) continue;
    if (!say_something(reader.facts(row.id), imports, place.line)) continue;
    spoken.push_back({row, {}, imports, place.line});
  }
  return spoken;
}

bool is_a_file(store::Reader& reader, const std::string& file) {
  return !files_meant(reader, file).empty();
}

void add_parts(store::Reader& reader, const PersonRow& row, std::vector<TracedSource>& sources) {
  PoolIndex index;
  for (auto& source : sources) {
    if (source.line == nullptr) continue;
    const auto line = source.line->line->line.id;
    if (!ledger::is_pool(row.ref)) {
      source.part_of = whole_of(reader, row, line);
      continue;
    }
    if (index.empty()) index = index_of_pools(reader);
    source.parts = parts_of(reader, row, members_of(index, row.ref), line);
  }
}

}  // namespace app

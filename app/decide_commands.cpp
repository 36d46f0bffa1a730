// match, split, unmatch, undecide, code, waive, undo: what a person decides. The books follow at
// once, in the same transaction.
#include "app/command.hpp"
#include "app/decisions.hpp"
#include "app/person_books.hpp"
#include "app/review.hpp"
#include "app/settle.hpp"
#include "app/subjects.hpp"
#include "ledger/ensure.hpp"
#include "reports/answers.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Decision;
using ledger::Error;
using ledger::Errors;
using ledger::LineId;
using ledger::PersonId;
using ledger::Rule;

Finished decided(const Settlement& settlement, const std::string& line, const std::string& what) {
  std::string state;
  std::string why;
  for (const auto& recorded : settlement.should) {
    if (recorded.entry.source != "line:" + line || !recorded.entry.match) continue;
    state = ledger::text(recorded.entry.match->state);
    why = reconcile::why(*recorded.entry.match);
  }
  return Finished{
      reports::done("dpledger.decision/1", "Recorded. The line is now " + state + ": " + why,
                    {{"line", line}, {"decision", what}, {"state", state}, {"why", why}})};
}

/// Records a decision that was found right, and brings the books after it.
Outcome record(store::Work& work, const NamedLine& line, const Decision& decision,
               const std::string& what) {
  const auto settlement = record_decision(work, line.person, decision);
  if (!settlement) return settlement.errors();  // nothing is committed
  work.commit();
  return decided(settlement.value(), ledger::text(line.id), what);
}

std::vector<std::string> words_after_the_line(const Arguments& arguments) {
  return {arguments.words.begin() + 1, arguments.words.end()};
}

Decision decision_by(const Arguments& arguments, LineId line, Decision::Kind kind) {
  const auto who = stamp(arguments);
  return {line, kind, {}, "", who.by, who.at};
}

std::optional<ledger::ImportId> parse_import(std::string_view text) {
  if (text.starts_with('I')) text.remove_prefix(1);
  ledger::ImportId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc{} || end != text.data() + text.size() || id.value < 1) return std::nullopt;
  return id;
}

const ledger::Import* find_import(const std::vector<ledger::Import>& imports,
                                  std::optional<ledger::ImportId> id) {
  for (const auto& import : imports) {
    if (id && import.id == *id) return &import;
  }
  return nullptr;
}

/// Takes back what rests on an import that is no longer there.
std::int64_t take_back(store::Work& work, const std::vector<store::PersonRow>& people) {
  std::int64_t reversed = 0;
  for (const auto& row : people) {
    // Who was never reconciled has nothing to take back, and waits for the first time.
    if (work.reader().standing_entries(row.id).empty()) continue;
    reversed += static_cast<std::int64_t>(settle_now(work, row.id).changes.reversed.size());
  }
  return reversed;
}

/// What was known of a member may have told whose a pool's line is. Pools come last, for their
/// members follow them.
std::vector<store::PersonRow> with_their_pools(store::Reader& reader,
                                               std::vector<store::PersonRow> people) {
  std::set<std::string> pools;
  for (const auto& row : people) {
    for (const auto& pool : ledger::pools_of(reader.history(row.id))) {
      pools.insert(ledger::pool_ref(pool));
    }
  }
  std::erase_if(people, [](const store::PersonRow& row) { return ledger::is_pool(row.ref); });
  for (const auto& pool : pools) {
    if (auto row = reader.person(pool)) people.push_back(std::move(*row));
  }
  return people;
}

}  // namespace

Outcome run_match(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  const auto& [id, person, facts] = line.value();
  auto keys = keys_named(facts, items_of(facts), id, words_after_the_line(arguments));
  if (!keys) return keys.errors();
  auto decision = decision_by(arguments, id, Decision::Kind::match);
  decision.keys = std::move(keys).value();
  return record(*work, line.value(), decision, "match");
}

Outcome run_split(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  const auto& [id, person, facts] = line.value();
  auto parts = parts_named(facts, items_of(facts), id, words_after_the_line(arguments));
  if (!parts) return parts.errors();
  auto decision = decision_by(arguments, id, Decision::Kind::split);
  decision.keys = std::move(parts).value();
  return record(*work, line.value(), decision, "split");
}

Outcome run_unmatch(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  const auto decision = decision_by(arguments, line.value().id, Decision::Kind::unmatch);
  return record(*work, line.value(), decision, "unmatch");
}

Outcome run_undecide(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  if (standing_decision(line.value().facts, line.value().id) == nullptr) {
    return refusal(Rule::nothing_to_take_back, arguments.words.front());
  }
  const auto decision = decision_by(arguments, line.value().id, Decision::Kind::withdraw);
  return record(*work, line.value(), decision, "undecide");
}

Outcome run_code(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  const auto plan_line = plan_line_named(line.value().facts.history, arguments.words.back());
  if (!plan_line) return refusal(Rule::plan_line_unknown, arguments.words.back());
  auto decision = decision_by(arguments, line.value().id, Decision::Kind::code);
  decision.plan_line = *plan_line;
  return record(*work, line.value(), decision, "code");
}

Outcome run_waive(const Arguments& arguments) {
  const auto& id = arguments.words.front();
  if (arguments.reason.find_first_not_of(" \t") == std::string::npos) {
    return refusal(Rule::reason_missing, id);
  }
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto person =
      owner_of_finding(*book.value(), work->reader().people(), id, arguments.today());
  if (!person) return refusal(Rule::finding_unknown, id);
  const auto who = stamp(arguments);
  // It covers what it is about today: what grows later is not waived with it.
  const PersonBooks books{work->reader(), *person, arguments.today()};
  const auto findings = reconcile::findings(books.view());
  const auto finding = std::ranges::find(findings, id, &ledger::Finding::id);
  ledger::ensure(finding != findings.end(), "a finding that was found is there");
  work->waive(*person, {ledger::waived_as(*finding), arguments.reason, who.by, who.at});
  work->commit();
  return Finished{reports::done(
      "dpledger.waiver/1", "The finding " + id + " is waived.",
      {{"finding", id}, {"reason", arguments.reason}, {"by", who.by}, {"at", who.at}})};
}

Outcome run_undo(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  auto& reader = work->reader();
  const auto& name = arguments.words.front();
  const auto imports = reader.imports();
  const auto* import = find_import(imports, parse_import(name));
  if (import == nullptr) return refusal(Rule::import_unknown, name);
  if (import->undone) return refusal(Rule::import_already_undone, name);
  const auto owners = reader.people_of(import->id);
  auto people = reader.people();
  std::erase_if(people, [&](const store::PersonRow& row) {
    return std::find(owners.begin(), owners.end(), row.id) == owners.end();
  });
  work->undo_import(import->id);
  const auto reversed = take_back(*work, with_their_pools(reader, std::move(people)));
  work->commit();
  const auto entries = std::to_string(reversed) + (reversed == 1 ? " entry" : " entries");
  return Finished{
      reports::done("dpledger.undo/1",
                    "Taken back: " + import->file + ", " + std::to_string(import->kept) +
                        (import->kept == 1 ? " record" : " records") + " it brought and " +
                        entries + " that rested on it. It can be imported again.",
                    {{"import", reports::import_name(import->id)},
                     {"file", import->file},
                     {"records", std::to_string(import->kept)},
                     {"reversed", std::to_string(reversed)}})};
}

}  // namespace app

// match, unmatch, undecide, code, waive, undo: what a person decides. The books follow at once, in
// the same transaction.
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/person_books.hpp"
#include "app/settle.hpp"
#include "app/subjects.hpp"
#include "ledger/ensure.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
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

/// The amount that a key stands for: an expected item, or another line of the same person.
std::optional<ledger::Money> amount_of(const NamedLine& line,
                                       const std::vector<ledger::Item>& items,
                                       const std::string& key) {
  for (const auto& item : items) {
    if (item.key == key) return item.amount;
  }
  for (const auto* prefix : {"reversal:", "transfer:"}) {
    if (!key.starts_with(prefix)) continue;
    const auto other = ledger::parse_line_id(std::string_view{key}.substr(9));
    const auto* found = other && *other != line.id ? line.find(*other) : nullptr;
    if (found != nullptr) return -found->line.amount;
  }
  return std::nullopt;
}

std::optional<Errors> wrong_keys(const NamedLine& line, const std::vector<std::string>& keys) {
  const auto items = reconcile::expected_items(line.facts, parameters());
  Errors refused;
  ledger::Money sum;
  for (const auto& key : keys) {
    const auto amount = amount_of(line, items, key);
    if (!amount) refused.push_back(refusal(Rule::item_unknown, key));
    if (amount) sum += *amount;
    if (std::count(keys.begin(), keys.end(), key) > 1) {
      refused.push_back(refusal(Rule::item_unknown, key + " twice", "name each item once"));
    }
  }
  if (!refused.empty()) return refused;
  const auto amount = line.find(line.id)->line.amount;
  if (sum.is_zero() || sum.is_negative() != amount.is_negative()) {
    return Errors{refusal(
        Rule::amounts_do_not_agree,
        "the line is " + ledger::pretty(amount) + ", the items come to " + ledger::pretty(sum))};
  }
  return std::nullopt;
}

/// BUDGET/LINE for what was written as that, or as LINE where one budget alone has it.
std::optional<std::string> plan_line_named(const ledger::PersonHistory& history,
                                           const std::string& text) {
  const auto slash = text.find('/');
  if (slash != std::string::npos) {
    const auto* budget = history.budget(text.substr(0, slash));
    if (budget == nullptr || budget->line(text.substr(slash + 1)) == nullptr) return std::nullopt;
    return text;
  }
  std::optional<std::string> found;
  for (const auto& budget : history.latest().budgets) {
    if (budget.line(text) == nullptr) continue;
    if (found) return std::nullopt;
    found = budget.ref + "/" + text;
  }
  return found;
}

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
Finished record(store::Work& work, const NamedLine& line, Decision decision,
                const std::string& what) {
  work.decide(line.person, decision);
  const auto settlement = settle_now(work, line.person);
  work.commit();
  return decided(settlement, ledger::text(line.id), what);
}

const ledger::Match* match_of(const Settlement& settlement, LineId line) {
  const auto source = "line:" + ledger::text(line);
  for (const auto& recorded : settlement.should) {
    if (recorded.entry.source == source && recorded.entry.match) return &*recorded.entry.match;
  }
  return nullptr;
}

bool gets_something(const ledger::Match* match, const std::string& key) {
  return match != nullptr &&
         std::any_of(match->items.begin(), match->items.end(), [&](const ledger::Settled& item) {
           return item.key == key && !item.amount.is_zero();
         });
}

/// The other line that settles the whole of an item, when one does.
const ledger::Entry* settled_by_another(const Settlement& settlement, LineId line,
                                        const std::string& key) {
  const auto* own = match_of(settlement, line);
  for (const auto& recorded : settlement.should) {
    const auto& match = recorded.entry.match;
    if (match && &*match != own && gets_something(&*match, key)) return &recorded.entry;
  }
  return nullptr;
}

/// Keys that the decision would name in vain: what the line is for goes to others, or nothing of
/// theirs is open. Better said now than dropped in silence.
Errors keys_in_vain(const Settlement& settlement, LineId line,
                    const std::vector<std::string>& keys) {
  Errors refused;
  const auto* match = match_of(settlement, line);
  for (const auto& key : keys) {
    if (gets_something(match, key)) continue;
    const auto* other = settled_by_another(settlement, line, key);
    const auto why = other == nullptr ? "the other items take the whole of the line"
                                      : "it is settled by " + other->source.substr(5) + " of " +
                                            ledger::text(other->date);
    refused.push_back(refusal(Rule::amounts_do_not_agree, key + " would get nothing: " + why,
                              other == nullptr
                                  ? "leave that key out"
                                  : "leave that key out, or unmatch the other line first"));
  }
  return refused;
}

Decision decision_by(const Arguments& arguments, LineId line, Decision::Kind kind) {
  const auto who = stamp(arguments);
  return {line, kind, {}, "", who.by, who.at};
}

/// A decision about the line stands.
bool is_decided(const NamedLine& line) {
  bool decided = false;
  for (const auto& decision : line.facts.decisions) {
    if (decision.line != line.id || decision.kind == Decision::Kind::unlearn) continue;
    decided = decision.kind != Decision::Kind::withdraw;
  }
  return decided;
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

}  // namespace

Outcome run_match(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  auto decision = decision_by(arguments, line.value().id, Decision::Kind::match);
  decision.keys.assign(arguments.words.begin() + 1, arguments.words.end());
  if (auto refused = wrong_keys(line.value(), decision.keys)) return *refused;
  work->decide(line.value().person, decision);
  const auto settlement = settle_now(*work, line.value().person);
  auto in_vain = keys_in_vain(settlement, line.value().id, decision.keys);
  if (!in_vain.empty()) return in_vain;  // nothing is committed
  work->commit();
  return decided(settlement, ledger::text(line.value().id), "match");
}

Outcome run_unmatch(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  auto decision = decision_by(arguments, line.value().id, Decision::Kind::unmatch);
  return record(*work, line.value(), std::move(decision), "unmatch");
}

Outcome run_undecide(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  const auto line = line_named(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  if (!is_decided(line.value())) {
    return refusal(Rule::nothing_to_take_back, arguments.words.front());
  }
  auto decision = decision_by(arguments, line.value().id, Decision::Kind::withdraw);
  return record(*work, line.value(), std::move(decision), "undecide");
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
  return record(*work, line.value(), std::move(decision), "code");
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
  const auto reversed = take_back(*work, people);
  work->commit();
  const auto entries = std::to_string(reversed) + (reversed == 1 ? " entry" : " entries");
  return Finished{
      reports::done("dpledger.undo/1",
                    "Taken back: " + import->file + ", " + std::to_string(import->kept) +
                        (import->kept == 1 ? " record" : " records") + " it brought and " +
                        entries + " that rested on it. It can be imported again.",
                    {{"import", "I" + std::to_string(import->id.value)},
                     {"file", import->file},
                     {"records", std::to_string(import->kept)},
                     {"reversed", std::to_string(reversed)}})};
}

}  // namespace app

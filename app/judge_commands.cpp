// unwaive, note, postpone: what people write beside lines and findings. Nothing is posted by it.
#include "app/command.hpp"
#include "app/subjects.hpp"
#include "reports/answers.hpp"

#include <optional>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Note;
using ledger::PersonId;
using ledger::Rule;

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t") == std::string::npos;
}

/// The person whose line or finding it is.
ledger::Result<PersonId> owner_of(store::Book& book, store::Reader& reader,
                                  const Arguments& arguments) {
  const auto& subject = arguments.words.front();
  if (!subject.starts_with('F') && !ledger::parse_line_id(subject)) return no_such_subject(subject);
  if (ledger::parse_line_id(subject)) {
    const auto line = line_named(reader, subject);
    if (!line) return line.errors();
    return line.value().person;
  }
  const auto owner = owner_of_finding(book, reader.people(), subject, arguments.today());
  if (!owner) return no_such_subject(subject);
  return *owner;
}

Outcome write_note(const Arguments& arguments, Note note, const std::string& sentence) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto who = stamp(arguments);
  const auto work = book.value()->begin(who);
  const auto person = owner_of(*book.value(), work->reader(), arguments);
  if (!person) return person.errors();
  if (note.withdrawn) {
    const auto facts = work->reader().facts(person.value());
    const auto before = ledger::noted(facts.notes, note.subject);
    if (before.notes.empty() && !before.until) {
      return refusal(Rule::nothing_to_take_back, note.subject);
    }
  }
  note.by = who.by;
  note.at = who.at;
  work->note(person.value(), note);
  work->commit();
  return Finished{reports::done("dpledger.note/1", sentence,
                                {{"subject", note.subject},
                                 {"text", note.text},
                                 {"until", note.until ? ledger::text(*note.until) : ""},
                                 {"by", note.by},
                                 {"at", note.at}})};
}

}  // namespace

Outcome run_note(const Arguments& arguments) {
  const auto& subject = arguments.words.front();
  if (arguments.take_back) {
    return write_note(arguments, {subject, {}, {}, {}, {}, true},
                      "What was noted of " + subject + " is taken back.");
  }
  if (is_blank(arguments.text)) {
    return refusal(Rule::reason_missing, subject, "add --text \"what is to be known\"");
  }
  return write_note(arguments, {subject, arguments.text, {}, {}, {}}, "Noted.");
}

Outcome run_postpone(const Arguments& arguments) {
  const auto& subject = arguments.words.front();
  const auto until = arguments.take_back ? arguments.today() : *arguments.until;
  const auto sentence = arguments.take_back
                            ? subject + " waits no longer."
                            : subject + " waits until " + ledger::pretty(until) + ".";
  return write_note(arguments, {subject, arguments.text, until, {}, {}}, sentence);
}

Outcome run_unwaive(const Arguments& arguments) {
  const auto& id = arguments.words.front();
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto who = stamp(arguments);
  const auto work = book.value()->begin(who);
  auto& reader = work->reader();
  const auto person = owner_of_finding(*book.value(), reader.people(), id, arguments.today());
  if (!person) return refusal(Rule::finding_unknown, id);
  if (!ledger::is_waived(reader.facts(*person).waivers, id)) {
    return refusal(Rule::nothing_to_take_back, id);
  }
  work->waive(*person, {id, {}, who.by, who.at, true});
  work->commit();
  return Finished{reports::done("dpledger.waiver/1", "The finding " + id + " is open again.",
                                {{"finding", id}, {"reason", ""}, {"by", who.by}, {"at", who.at}})};
}

}  // namespace app

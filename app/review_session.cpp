// The walk itself: what is shown next, how a decision is recorded, and how it is taken back.
#include "app/review_session.hpp"

#include "app/decisions.hpp"
#include "app/terminal.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace app {
namespace {

using ledger::Decision;
using reports::QueueEntry;
using Kind = Decision::Kind;

std::string named(std::size_t many, const std::string& thing) {
  return std::to_string(many) + " " + thing + (many == 1 ? "" : "s");
}

}  // namespace

Session::Session(const Arguments& arguments, const std::vector<store::PersonRow>& rows,
                 std::vector<QueueEntry> entries, Keys& keys)
    : arguments_{arguments}, keys_{keys}, entries_{std::move(entries)} {
  for (const auto& row : rows) people_.emplace(row.ref, row.id);
}

bool Session::is_asked(const QueueEntry& entry) const {
  if (entry.postponed && !arguments_.all) return false;
  const bool enough = arguments_.top && shown_.size() >= *arguments_.top;
  return !passed_.contains(entry.subject) && (!enough || shown_.contains(entry.subject));
}

/// What was shown so far and what is still to be shown.
std::size_t Session::walk() const {
  auto many = shown_.size();
  for (const auto& entry : entries_) {
    if (is_asked(entry) && !shown_.contains(entry.subject)) ++many;
  }
  return arguments_.top ? std::min(many, *arguments_.top) : many;
}

const QueueEntry* Session::next() const {
  const auto first = std::ranges::find(entries_, first_, &QueueEntry::subject);
  if (first != entries_.end()) return &*first;
  const auto found =
      std::ranges::find_if(entries_, [&](const QueueEntry& entry) { return is_asked(entry); });
  return found == entries_.end() ? nullptr : &*found;
}

/// What was passed over, and what `--top` left out, waits on.
std::string Session::what_still_waits() const {
  const auto many = std::ranges::count_if(
      entries_, [&](const QueueEntry& entry) { return !entry.postponed || arguments_.all; });
  if (many == 0) return "Nothing more waits for you.";
  return "That was all for now; " + named(static_cast<std::size_t>(many), "thing") +
         (many == 1 ? " still waits" : " still wait") + " for you: dpledger review.";
}

void Session::run() {
  const auto look = look_of_standard_output();
  auto then = Then::show;
  while (then != Then::quit) {
    const auto* next_one = next();
    if (next_one == nullptr) {
      print("\n" + what_still_waits() + "\n");
      break;
    }
    const auto entry = *next_one;  // a decision makes the queue anew
    first_.clear();
    shown_.insert(entry.subject);
    print("\n" + reports::as_text(reports::queue_card(entry, shown_.size(), walk()), look));
    then = ask(entry);
    if (then == Then::pass) passed_.insert(entry.subject);
  }
  if (!taken_.empty()) print(named(taken_.size(), "decision") + " recorded.\n");
}

Then Session::ask(const QueueEntry& entry) {
  auto then = Then::ask;
  while (then == Then::ask) {
    print("\n" + offered(*this, entry) + "\n> ");
    const auto key = keys_.key();
    if (!key) {
      print("\n");
      return Then::quit;
    }
    print(std::string(1, *key >= ' ' ? *key : ' ') + "\n");
    then = pressed(*this, entry, *key);
  }
  return then;
}

std::unique_ptr<PersonBooks> Session::books_of(const std::string& person) const {
  const auto book = book_to_read(arguments_);
  if (!book) throw store::Failure{ledger::text(book.error())};
  const auto reader = book.value()->read();
  return std::make_unique<PersonBooks>(*reader, people_.at(person), arguments_.today());
}

Then Session::show_refused(const ledger::Errors& refused) const {
  for (const auto& error : refused) {
    print(
        std::string{ledger::describe(error.broken).wrong} + ": " + error.found + "\n" +
        (error.remedy.empty() ? std::string{ledger::describe(error.broken).remedy} : error.remedy) +
        "\n");
  }
  return Then::ask;
}

bool Session::record(const std::string& person, const std::vector<Record>& records,
                     std::string& sentence) {
  const auto book = book_to_change(arguments_);
  if (!book) {
    show_refused(book.errors());
    return false;
  }
  const auto id = people_.at(person);
  {
    const auto work = book.value()->begin(stamp(arguments_));
    for (const auto& each : records) {
      if (const auto* waiver = std::get_if<ledger::Waiver>(&each)) work->waive(id, *waiver);
      if (const auto* note = std::get_if<ledger::Note>(&each)) work->note(id, *note);
      const auto* decision = std::get_if<Decision>(&each);
      if (decision == nullptr) continue;
      const auto settlement = record_decision(*work, id, *decision);
      if (!settlement) {
        show_refused(settlement.errors());
        return false;
      }
      const auto* match = match_of(settlement.value(), decision->line);
      if (match != nullptr) {
        sentence = "The line is now " + std::string{ledger::text(match->state)} + ": " +
                   reconcile::why(*match);
      }
    }
    work->commit();
  }
  refresh(person, *book.value());
  return true;
}

/// A decision may answer other lines of the same person, and raise or close findings.
void Session::refresh(const std::string& person, store::Book& book) {
  const auto reader = book.read();
  const PersonBooks books{*reader, people_.at(person), arguments_.today()};
  std::erase_if(entries_, [&](const QueueEntry& entry) { return entry.person == person; });
  auto anew = reports::queue_of(books.view());
  std::move(anew.begin(), anew.end(), std::back_inserter(entries_));
  std::ranges::sort(entries_, reports::comes_before);
}

Then Session::keep(const QueueEntry& entry, const Record& made, std::vector<Record> back,
                   const std::string& sentence) {
  std::string said = sentence;
  if (!record(entry.person, {made}, said)) return Then::ask;
  taken_.push_back({entry.person, entry.subject, std::move(back)});
  print(said + "\n");
  return Then::show;
}

Decision Session::new_decision(const QueueEntry& entry, Kind kind) const {
  const auto who = stamp(arguments_);
  return {entry.line->id, kind, {}, "", who.by, who.at};
}

Then Session::decide(const QueueEntry& entry, Decision decision) {
  const auto books = books_of(entry.person);
  const auto* before = standing_decision(books->facts(), decision.line);
  auto back = before == nullptr ? new_decision(entry, Kind::withdraw) : *before;
  return keep(entry, decision, {back}, "");
}

std::vector<Record> Session::notes_as_before(const QueueEntry& entry) const {
  const auto who = stamp(arguments_);
  const auto books = books_of(entry.person);
  std::vector<Record> back{ledger::Note{entry.subject, {}, {}, who.by, who.at, true}};
  const auto before = ledger::noted(books->facts().notes, entry.subject);
  for (const auto* note : before.notes) back.push_back(*note);
  if (before.until) {
    back.push_back(ledger::Note{entry.subject, {}, before.until, who.by, who.at});
  }
  return back;
}

Then Session::take_back(const QueueEntry&) {
  auto last = taken_.back();
  const auto who = stamp(arguments_);
  for (auto& each : last.back) {
    // The newest decision about a line stands.
    if (auto* decision = std::get_if<Decision>(&each)) {
      decision->by = who.by;
      decision->at = who.at;
    }
  }
  std::string said;
  if (!record(last.person, last.back, said)) return Then::ask;
  taken_.pop_back();
  passed_.erase(last.subject);
  first_ = last.subject;
  print("Taken back. " + said + "\n");
  return Then::show;
}

Then Session::skip(const QueueEntry&) {
  return Then::pass;
}

Then Session::help(const QueueEntry& entry) {
  print(explained(*this, entry));
  return Then::ask;
}

Then Session::quit(const QueueEntry&) {
  return Then::quit;
}

Outcome review_in_terminal(const Arguments& arguments) {
  std::vector<QueueEntry> entries;
  std::vector<store::PersonRow> rows;
  {
    auto opened = open_people(arguments, Among::pools_too);
    if (!opened) return opened.errors();
    entries = whole_queue(opened.value(), arguments.today());
    rows = opened.value().rows;
  }
  const auto keys = keys_of_standard_input();
  Session{arguments, rows, std::move(entries), *keys}.run();
  Finished finished;
  finished.written = true;
  return finished;
}

}  // namespace app

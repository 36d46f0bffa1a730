// review --decide FILE: many decisions at once, all of them or none.
//
// What a row means is found out by the queue as it stands before any row has been recorded, so that
// the number of an alternative means what `review --list` has shown.
#include "app/decisions.hpp"
#include "app/files.hpp"
#include "app/review.hpp"
#include "app/subjects.hpp"
#include "import/own/decision_rows.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace app {
namespace {

using imports::Action;
using imports::DecisionRow;
using ledger::Decision;
using ledger::Errors;
using ledger::LineId;
using ledger::PersonId;
using ledger::Rule;
using reports::QueueEntry;
using Kind = Decision::Kind;

/// A person about whom the file decides something.
struct Asked {
  PersonId id;
  std::string ref;
  ledger::PersonFacts facts;
  std::vector<ledger::Item> items;
  std::vector<QueueEntry> entries;

  const QueueEntry* entry(std::string_view subject) const {
    const auto found = std::ranges::find_if(
        entries, [&](const QueueEntry& entry) { return entry.is_about(subject); });
    return found == entries.end() ? nullptr : &*found;
  }
  /// Whether it is a line of theirs, a finding that is open, or one that was waived.
  bool has(const std::string& subject) const {
    const auto line = ledger::parse_line_id(subject);
    if (line) return line_in(facts, *line) != nullptr;
    return entry(subject) != nullptr || ledger::is_waived(facts.waivers, subject);
  }
};
using People = std::vector<std::unique_ptr<Asked>>;

/// The people to whom any of the subjects belongs.
People people_asked(OpenedPeople& opened, const std::set<std::string>& subjects,
                    ledger::Date as_of) {
  const bool only_lines = std::ranges::all_of(subjects, [](const std::string& subject) {
    return ledger::parse_line_id(subject).has_value();
  });
  const auto any_of = [&](const Asked& asked) {
    return std::ranges::any_of(subjects, [&](const auto& each) { return asked.has(each); });
  };
  People people;
  for_each_person<std::unique_ptr<Asked>>(
      opened, "looking for what is decided",
      [&](store::Reader& reader, const store::PersonRow& row) -> std::unique_ptr<Asked> {
        const PersonBooks books{reader, row.id, as_of};
        auto asked = std::make_unique<Asked>(row.id, row.ref, books.facts());
        if (only_lines && !any_of(*asked)) return nullptr;
        asked->entries = reports::queue_of(books.view());
        if (!any_of(*asked)) return nullptr;
        asked->items = items_of(asked->facts);
        return asked;
      },
      [&](std::unique_ptr<Asked> asked) {
        if (asked != nullptr) people.push_back(std::move(asked));
      });
  return people;
}

/// What a row comes to, or why it cannot be.
using Meant = ledger::Result<Record>;

/// Makes out what one row means.
class Reading {
 public:
  Reading(const Asked& asked, const DecisionRow& row, store::Stamp stamp, ledger::Date today)
      : asked_{asked},
        row_{row},
        entry_{asked.entry(row.subject)},
        stamp_{std::move(stamp)},
        today_{today} {}

  Meant meant() const {
    switch (row_.action) {
      case Action::accept:
        return choice(1, true);
      case Action::choose:
        return chosen();
      case Action::code:
        return coded();
      case Action::split:
        return split();
      case Action::unmatch:
        return of_line(Kind::unmatch);
      case Action::undecide:
        return undecided();
      case Action::waive:
        return waived();
      case Action::note:
        if (row_.text.empty()) return refusal(Rule::text_missing, row_.subject, "write a note");
        return Record{note()};
      case Action::postpone:
        return postponed();
    }
    throw ledger::Defect{"an action of no kind"};
  }

 private:
  /// The line that the subject is, or that the finding is about.
  std::optional<LineId> line() const {
    if (const auto line = ledger::parse_line_id(row_.subject)) return line;
    return entry_ != nullptr && entry_->line ? std::optional{entry_->line->id} : std::nullopt;
  }

  static ledger::Error no_line(const std::string& subject) {
    return refusal(Rule::line_unknown, subject,
                   "this finding is about no one line: waive it, or decide about its lines");
  }

  Meant of_line(Kind kind, std::vector<std::string> keys = {}, std::string plan_line = {}) const {
    const auto about = line();
    if (!about) return no_line(row_.subject);
    return Record{
        Decision{*about, kind, std::move(keys), std::move(plan_line), stamp_.by, stamp_.at}};
  }

  Meant choice(std::size_t number, bool must_fit) const {
    const auto about = line();
    const auto many = entry_ == nullptr ? 0 : must_fit ? entry_->fitting() : entry_->numbered();
    if (!about || number < 1 || number > many) {
      return refusal(Rule::item_unknown,
                     row_.subject + " has " + std::to_string(many) +
                         (must_fit ? " explanations that fit" : " alternatives"),
                     "`dpledger review --list` numbers what can be chosen; code, split or match "
                     "settles a line that nothing explains");
    }
    return Record{decision_of(entry_->choice(number), *about, stamp_)};
  }

  /// A number, or keys.
  Meant chosen() const {
    std::size_t number = 0;
    const auto* end = row_.choice.data() + row_.choice.size();
    const auto [stop, error] = std::from_chars(row_.choice.data(), end, number);
    if (error == std::errc{} && stop == end) return choice(number, false);
    const auto about = line();
    if (!about) return no_line(row_.subject);
    const auto words = words_of(row_.choice);
    if (words.empty()) {
      return refusal(Rule::text_missing, row_.subject,
                     "write the number of an alternative, or the keys of items");
    }
    auto keys = keys_named(asked_.facts, asked_.items, *about, words);
    if (!keys) return keys.errors();
    return of_line(Kind::match, std::move(keys).value());
  }

  Meant coded() const {
    const auto place = plan_line_named(asked_.facts.history, row_.choice);
    if (!place) return refusal(Rule::plan_line_unknown, row_.choice);
    return of_line(Kind::code, {}, *place);
  }

  Meant split() const {
    const auto about = line();
    if (!about) return no_line(row_.subject);
    auto parts = parts_named(asked_.facts, asked_.items, *about, words_of(row_.choice));
    if (!parts) return parts.errors();
    return of_line(Kind::split, std::move(parts).value());
  }

  /// The decision, the waiver, or what was noted.
  Meant undecided() const {
    const auto about = ledger::parse_line_id(row_.subject);
    if (about && standing_decision(asked_.facts, *about) != nullptr) {
      return of_line(Kind::withdraw);
    }
    if (ledger::is_waived(asked_.facts.waivers, row_.subject)) {
      return Record{ledger::Waiver{row_.subject, {}, stamp_.by, stamp_.at, true}};
    }
    const auto noted = ledger::noted(asked_.facts.notes, row_.subject);
    if (noted.notes.empty() && !noted.until) {
      return refusal(Rule::nothing_to_take_back, row_.subject);
    }
    auto back = note();
    back.text.clear();
    back.withdrawn = true;
    return Record{back};
  }

  Meant waived() const {
    const auto waive_as = entry_ == nullptr ? std::string{} : entry_->waive_as_of(row_.subject);
    if (waive_as.empty()) {
      return refusal(Rule::finding_unknown, row_.subject, "only an open finding can be waived");
    }
    if (row_.text.empty()) {
      return refusal(Rule::reason_missing, row_.subject, "write the reason under text");
    }
    return Record{ledger::Waiver{waive_as, row_.text, stamp_.by, stamp_.at}};
  }

  ledger::Note note() const { return {row_.subject, row_.text, {}, stamp_.by, stamp_.at}; }

  Meant postponed() const {
    const auto until = ledger::parse_date(row_.choice);
    if (!until) {
      return refusal(Rule::date_not_understood, row_.choice, "write the day as 2025-07-01");
    }
    if (until.value() <= today_) {
      return refusal(Rule::value_out_of_range, row_.choice, "give a day that is yet to come");
    }
    auto waits = note();
    waits.until = until.value();
    return Record{waits};
  }

  const Asked& asked_;
  const DecisionRow& row_;
  const QueueEntry* entry_;
  store::Stamp stamp_;
  ledger::Date today_;
};

struct Planned {
  const DecisionRow* row;
  const Asked* asked;
  Record record;
};

class Batch {
 public:
  Batch(const Arguments& arguments, const std::vector<DecisionRow>& rows)
      : file_{arguments.decide}, today_{arguments.today()}, stamp_{stamp(arguments)}, rows_{rows} {}

  Outcome run(store::Work& work, const People& people) {
    for (const auto& row : rows_) plan(row, people);
    if (!refused_.empty()) return refused_;
    for (const auto& planned : planned_) write(work, planned);
    for (const auto& asked : people) settle(work, *asked);
    if (!refused_.empty()) return refused_;  // nothing is committed
    work.commit();
    return Finished{reports::decided(told())};
  }

 private:
  void refuse(const DecisionRow& row, Errors errors) {
    for (auto& error : errors) {
      error.where = {file_, row.line, 0};
      refused_.push_back(std::move(error));
    }
  }

  void plan(const DecisionRow& row, const People& people) {
    const auto owner =
        std::ranges::find_if(people, [&](const auto& asked) { return asked->has(row.subject); });
    if (owner == people.end()) {
      refuse(row, {no_such_subject(row.subject)});
      return;
    }
    auto meant = Reading{**owner, row, stamp_, today_}.meant();
    if (!meant) {
      refuse(row, meant.errors());
      return;
    }
    auto record = std::move(meant).value();
    if (!is_first(row, record)) return;
    planned_.push_back({&row, owner->get(), std::move(record)});
  }

  /// Two decisions about one line, or two waivers of a finding, cannot both be meant.
  bool is_first(const DecisionRow& row, const Record& record) {
    std::string about;
    if (const auto* decision = std::get_if<Decision>(&record)) about = ledger::text(decision->line);
    if (const auto* waiver = std::get_if<ledger::Waiver>(&record))
      about = ledger::parse_waived(waiver->finding).id;
    if (about.empty()) return true;
    const auto [before, first] = decided_.emplace(about, row.line);
    if (!first) {
      refuse(row,
             {refusal(Rule::row_duplicated,
                      about + " is decided in line " + std::to_string(before->second) + " already",
                      "decide it once")});
    }
    return first;
  }

  static void write(store::Work& work, const Planned& planned) {
    const auto person = planned.asked->id;
    if (const auto* decision = std::get_if<Decision>(&planned.record)) {
      work.decide(person, *decision);
    } else if (const auto* waiver = std::get_if<ledger::Waiver>(&planned.record)) {
      work.waive(person, *waiver);
    } else {
      work.note(person, std::get<ledger::Note>(planned.record));
    }
  }

  void settle(store::Work& work, const Asked& asked) {
    const auto is_decision = [&](const Planned& planned) {
      return planned.asked == &asked && std::holds_alternative<Decision>(planned.record);
    };
    if (std::ranges::none_of(planned_, is_decision)) return;
    const auto settlement = settle_now(work, asked.id);
    for (const auto& planned : planned_) {
      if (!is_decision(planned)) continue;
      const auto& decision = std::get<Decision>(planned.record);
      refuse(*planned.row, in_vain(settlement, decision));
      const auto* match = match_of(settlement, decision.line);
      if (match != nullptr) now_[planned.row] = *match;
    }
  }

  std::vector<reports::DecidedRow> told() const {
    std::vector<reports::DecidedRow> told;
    for (const auto& planned : planned_) {
      const auto found = now_.find(planned.row);
      reports::DecidedRow made{planned.row->line,
                               planned.row->subject,
                               std::string{imports::text(planned.row->action)},
                               planned.asked->ref,
                               {},
                               {}};
      if (found != now_.end()) {
        made.state = ledger::text(found->second.state);
        made.why = reconcile::why(found->second);
      }
      told.push_back(std::move(made));
    }
    return told;
  }

  std::string file_;
  ledger::Date today_;
  store::Stamp stamp_;
  const std::vector<DecisionRow>& rows_;
  std::vector<Planned> planned_;
  std::map<std::string, int> decided_;  ///< the line of the file that decides about it
  std::map<const DecisionRow*, ledger::Match> now_;
  Errors refused_;
};

}  // namespace

Outcome decide_from_file(const Arguments& arguments) {
  const auto bytes = read_file(arguments.decide);
  if (!bytes) return bytes.errors();
  const auto rows = imports::read_decisions(bytes.value(), arguments.decide);
  if (!rows) return rows.errors();
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  // Held from here on, so that nobody decides otherwise between reading and writing.
  const auto work = book.value()->begin(stamp(arguments));
  auto opened = open_people(arguments, Among::pools_too);
  if (!opened) return opened.errors();
  std::set<std::string> subjects;
  for (const auto& row : rows.value()) subjects.insert(row.subject);
  const auto people = people_asked(opened.value(), subjects, arguments.today());
  return Batch{arguments, rows.value()}.run(*work, people);
}

}  // namespace app

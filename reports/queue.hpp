// The officer's queue: what waits for a person, with the evidence side by side.
//
// An entry is a line that waits (suggested: explanations fit; unmatched: nothing does) or a finding
// that is open; one about a line that waits stands with the line. Most serious first, within that
// most money first. A line is as serious as the most serious open finding about it; without one, a
// line that nothing explains is medium and one that waits for a choice is low. What was postponed
// is left out until its day.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/finding.hpp"
#include "reconcile/explain.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// A statement line as it is shown beside others.
struct QueueLine {
  ledger::LineId id;
  std::string account;  ///< PERSON/ACCOUNT
  ledger::Date date;
  ledger::Money amount;
  std::optional<ledger::Money> balance;  ///< after it, where the bank says so
  std::string text;
  ledger::Evidence from;
  ledger::MatchState state = ledger::MatchState::unmatched;
  std::string settles;  ///< keys or plan line; empty while it waits
};

/// Something that the line could be. Their order is their number, from 1.
struct QueueChoice {
  reconcile::Rival rival;
  bool fits = false;         ///< false: it was considered and lost, as `rival.against` says
  std::optional<int> days;   ///< from its due day to the line's; early ones are negative
  ledger::Money difference;  ///< what the line moved beyond it, with the sign of the line
  std::string_view name;     ///< the grade by which the text names its payee: "full", "none"
};

/// How many open items are offered beside what the engine considered.
constexpr std::size_t others_most = 5;

/// Open items that go the way of a line, nearest first: a hundredth of the line's amount counts as
/// much as a day.
std::vector<const reconcile::ItemView*> open_items_near(const reconcile::PersonView& view,
                                                        ledger::Money amount, ledger::Date date);

/// The expected item that a finding is about.
struct QueueItem {
  std::string key;
  std::string text;
  ledger::Date due;
  ledger::Money amount;
  ledger::Money settled;
};

/// An open finding about a line that waits.
struct QueueFinding {
  std::string id;
  std::string code;
  std::string why;
  std::string source;    ///< what it rests on
  std::string waive_as;  ///< what a waiver of it is recorded against
};

struct QueueEntry {
  enum class Kind { suggestion, unmatched, finding };
  Kind kind = Kind::unmatched;
  std::string subject;  ///< a line's id or a finding's
  ledger::Severity severity = ledger::Severity::medium;
  std::string person;
  std::string name;    ///< of the person
  std::string budget;  ///< may be empty
  std::optional<ledger::Date> date;
  ledger::Money amount;
  std::string code;      ///< of a finding
  std::string source;    ///< of a finding: what it rests on
  std::string waive_as;  ///< of a finding: what a waiver of it is recorded against
  std::string why;
  std::optional<QueueLine> line;       ///< itself, or the one that a finding is about
  std::vector<QueueFinding> findings;  ///< about a line that waits; empty for a finding itself
  std::vector<std::string> against;
  std::vector<QueueChoice> choices;
  std::vector<QueueChoice> others;  ///< open items that the engine did not consider
  std::vector<QueueLine> near;      ///< of the same payee, nearest in time
  std::vector<QueueLine> evidence;  ///< statement lines on which a finding rests
  std::vector<ledger::Evidence> places;
  std::optional<QueueItem> item;
  std::vector<ledger::Note> notes;
  std::optional<ledger::Date> postponed;  ///< to that day, which is not here yet

  ledger::MatchState state() const { return line ? line->state : ledger::MatchState::unmatched; }
  /// How many of the choices fit: they come first.
  std::size_t fitting() const;
  /// How many have a number: the choices, then the others.
  std::size_t numbered() const { return choices.size() + others.size(); }
  /// The one of that number, which there is.
  const QueueChoice& choice(std::size_t number) const;
  /// Whether it is the entry of that line or finding, or of the line that the finding is about.
  bool is_about(std::string_view id) const;
  /// What a waiver of that finding is recorded against; empty when no such finding is open here.
  std::string waive_as_of(std::string_view finding) const;
};
std::string_view text(QueueEntry::Kind kind);

/// One person's entries, postponed ones too, in no order.
std::vector<QueueEntry> queue_of(const reconcile::PersonView& view);

/// What belongs first comes first: severity, money, day, person, kind and subject.
bool comes_before(const QueueEntry& one, const QueueEntry& other);

/// The whole queue as data and as a list: dpledger.queue/1.
struct Queue {
  ledger::Date as_of;
  std::vector<QueueEntry> entries;  ///< in their order, as many as were asked for
  std::int64_t waiting = 0;         ///< all that wait today
  std::int64_t postponed = 0;       ///< that wait for a later day
};
Answer queue(const Queue& queue);

/// One entry for a person who is to decide, a page of a terminal.
Answer queue_card(const QueueEntry& entry, std::size_t number, std::size_t of);

/// What became of one row of a file of decisions: dpledger.decisions/1.
struct DecidedRow {
  int line = 0;  ///< of the file
  std::string subject;
  std::string action;
  std::string person;
  std::string state;  ///< of the statement line now; empty where no line was decided about
  std::string why;
};
Answer decided(const std::vector<DecidedRow>& rows);

}  // namespace reports

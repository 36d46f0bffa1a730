// The keys of `review` as a table: what each does, and when it is there.
#include "app/review_session.hpp"
#include "app/terminal.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

using ledger::MatchState;
using reports::QueueEntry;

bool always(const Session&, const QueueEntry&) {
  return true;
}
bool has_fitting(const Session&, const QueueEntry& entry) {
  return entry.fitting() > 0;
}
bool has_line(const Session&, const QueueEntry& entry) {
  return entry.line.has_value();
}
bool waits(const Session&, const QueueEntry& entry) {
  return entry.kind != QueueEntry::Kind::finding;
}
bool is_matched(const Session&, const QueueEntry& entry) {
  return entry.line && entry.line->state == MatchState::matched;
}
bool has_finding(const Session&, const QueueEntry& entry) {
  return entry.kind == QueueEntry::Kind::finding || !entry.findings.empty();
}
bool has_taken(const Session& session, const QueueEntry&) {
  return session.has_taken();
}

struct KeyRow {
  char key;
  std::string_view name;
  std::string_view about;
  bool (*is_there)(const Session&, const QueueEntry&);
  Then (Session::*act)(const QueueEntry&);
};

constexpr std::array keys{
    KeyRow{'a', "accept", "book the line as the first explanation says", has_fitting,
           &Session::accept},
    KeyRow{'o', "other", "book it as another open item, or as several", waits,
           &Session::choose_other},
    KeyRow{'c', "code", "put the line to a line of the plan", has_line, &Session::code},
    KeyRow{'s', "split", "share the line out to several things", has_line, &Session::split},
    KeyRow{'x', "unmatch", "the line is not what it was matched to", is_matched, &Session::unmatch},
    KeyRow{'p', "postpone", "leave it until a day", always, &Session::postpone},
    KeyRow{'n', "note", "write something beside it", always, &Session::note_down},
    KeyRow{'w', "waive", "set the finding aside, with a reason", has_finding, &Session::waive},
    KeyRow{'e', "explain", "tell all about the line", has_line, &Session::explain},
    KeyRow{'u', "undo", "take the last decision of this session back", has_taken,
           &Session::take_back},
    KeyRow{'k', "skip", "go on; it comes again another time (enter does the same)", always,
           &Session::skip},
    KeyRow{'?', "help", "say what the keys do", always, &Session::help},
    KeyRow{'q', "quit", "stop; everything decided so far is recorded", always, &Session::quit},
};

std::string choices_of(const QueueEntry& entry) {
  const auto many = entry.numbered();
  return many == 1 ? "1" : "1-" + std::to_string(many);
}

}  // namespace

std::string offered(const Session& session, const QueueEntry& entry) {
  std::string text;
  for (const auto& row : keys) {
    if (!row.is_there(session, entry)) continue;
    if (!text.empty()) text += "  ";
    if (row.key == 'o' && entry.numbered() > 0) text += "[" + choices_of(entry) + "] choose  ";
    text += std::string{"["} + row.key + "] " + std::string{row.name};
  }
  return text;
}

std::string explained(const Session& session, const QueueEntry& entry) {
  std::string text;
  if (entry.numbered() > 0) {
    text += "  " + choices_of(entry) + "  book the line as the alternative of that number says\n";
  }
  for (const auto& row : keys) {
    if (!row.is_there(session, entry)) continue;
    text += std::string{"  "} + row.key + "  " + std::string{row.about} + "\n";
  }
  return text;
}

Then pressed(Session& session, const QueueEntry& entry, char key) {
  if (key == '\n') return session.skip(entry);
  if (key >= '1' && key <= '9') {
    const auto number = static_cast<std::size_t>(key - '0');
    if (number <= entry.numbered()) return session.choose(entry, number);
  }
  for (const auto& row : keys) {
    if (row.key == key && row.is_there(session, entry)) return (session.*row.act)(entry);
  }
  print("That key does nothing here. " + offered(session, entry) + "\n");
  return Then::ask;
}

}  // namespace app

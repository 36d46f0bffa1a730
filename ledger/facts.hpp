// Everything the book holds about one person before anybody draws a conclusion from it. What
// `reconcile/` reads; a pure function of these facts gives matches, entries and findings, so the
// order in which files came cannot matter.
#pragma once

#include "ledger/acts.hpp"
#include "ledger/date.hpp"
#include "ledger/entry.hpp"
#include "ledger/id.hpp"
#include "ledger/payroll.hpp"
#include "ledger/person.hpp"
#include "ledger/statement.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ledger {

enum class FileKind { bank, payroll, summary, invoice, delivery };
std::string_view text(FileKind kind);
std::optional<FileKind> parse_file_kind(std::string_view text);

/// An imported file.
struct Import {
  ImportId id;
  std::string file;    ///< as it was named on the command line (or in the manifest)
  std::string sha256;  ///< of its bytes, lower-case hexadecimal
  FileKind kind = FileKind::bank;
  std::string format;  ///< "lloyds", "natwest-2024", "dpledger-payroll"
  std::string at;      ///< when: "2025-05-01T10:00:00Z"
  std::string by;
  std::int64_t kept = 0;   ///< records this file brought
  std::int64_t known = 0;  ///< records that were there already
  bool undone = false;
  friend bool operator==(const Import&, const Import&) = default;
};

/// What one file said about one account: the frame of the lines, for gaps, breaks and overlaps.
struct StatementFrame {
  ImportId import;
  std::string account;  ///< ref
  std::optional<Period> printed;
  std::optional<Period> covered;  ///< printed, else first to last line
  std::optional<Money> opening;
  std::optional<Money> closing;
  std::vector<int> breaks;    ///< file lines at which its balance does not chain
  std::vector<LineId> lines;  ///< every line the file holds, also those that were known already
  std::string format = {};    ///< as of its own file in an archive, and without a profile's version
  LinkNo link = {};           ///< of the import in the person's chain; the book gives it
  friend bool operator==(const StatementFrame&, const StatementFrame&) = default;
};

/// How one file words a line that another file brought too.
struct Wording {
  ImportId import;
  int file_line = 0;
  std::optional<Money> balance;
  std::string text;  ///< StatementLine::description()
  friend bool operator==(const Wording&, const Wording&) = default;
};

/// A statement line in the book. Where files word it differently its text, balance and bank's
/// number are the fullest of them, whichever came first.
struct BookLine {
  std::string account;  ///< ref
  ImportId import;      ///< of the first file (by name) that is not undone and holds it
  StatementLine line;
  int place = 0;  ///< among the person's lines: by account, day, file name and the bank's own order
  std::vector<Wording> wordings;  ///< by file name; empty when all files agree
  friend bool operator==(const BookLine&, const BookLine&) = default;
};

template <class Record>
struct Sourced {
  ImportId import;
  Record record;
  friend bool operator==(const Sourced&, const Sourced&) = default;
};

/// What a person decided about a line; the newest for a line stands. `split` says how much of the
/// line each thing gets; `withdraw` is as if nobody had decided, and the engine decides again;
/// `unlearn` stops the earlier decisions from being proposed for lines like it and replaces none.
struct Decision {
  enum class Kind { match, unmatch, code, split, withdraw, unlearn };
  LineId line;
  Kind kind = Kind::match;
  /// match: the items, in order. split: "KEY=AMOUNT" and "code:BUDGET/LINE=AMOUNT", the amount
  /// ("-12.50") with the sign of the line as in a match's items.
  std::vector<std::string> keys;
  std::string plan_line;  ///< code: BUDGET/LINE
  std::string by;
  std::string at;
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// Sets a finding aside, or takes that back; the newest for a finding stands.
struct Waiver {
  std::string finding;  ///< its id
  std::string reason;
  std::string by;
  std::string at;
  bool withdrawn = false;  ///< takes back the one before it
  friend bool operator==(const Waiver&, const Waiver&) = default;
};

/// Whether the newest waiver of a finding sets it aside. They are in the order of their recording.
bool is_waived(const std::vector<Waiver>& waivers, std::string_view finding);

/// What somebody wrote beside a line or a finding, or that it can wait.
struct Note {
  std::string subject;        ///< a line's id or a finding's
  std::string text;           ///< may be empty where it only postpones
  std::optional<Date> until;  ///< postponed to that day
  std::string by;
  std::string at;
  bool withdrawn = false;  ///< takes back all that was noted of the subject before it
  friend bool operator==(const Note&, const Note&) = default;
};

/// What is noted of a line or finding, as long as nobody took it back.
struct Noted {
  std::vector<const Note*> notes;  ///< with a text, as they were recorded
  std::optional<Date> until;       ///< postponed to that day: it need not be looked at before
};
Noted noted(const std::vector<Note>& notes, std::string_view subject);

/// One step of a period on its way to being closed. A period is everything up to a day that no
/// earlier approved period holds (ledger/periods.hpp says where a person's periods stand).
struct PeriodEvent {
  enum class Kind { submit, approve, reopen };
  Kind kind = Kind::submit;
  Date to;
  std::string reason;  ///< reopen
  std::string by;
  std::string at;
  std::string standing = {};  ///< submit, approve: the digest of what stood up to that day
  LinkNo link = {};           ///< of the event in the person's chain; the book gives it
  friend bool operator==(const PeriodEvent&, const PeriodEvent&) = default;
};

struct PersonFacts {
  PersonId id;
  PersonHistory history;
  std::vector<BookLine> lines;  ///< by account, then as the bank booked them
  std::vector<Sourced<Payslip>> payslips;
  std::vector<Sourced<EmployerSummary>> summaries;
  std::vector<Sourced<Invoice>> invoices;
  std::vector<Sourced<Delivery>> deliveries;
  std::vector<StatementFrame> frames;
  std::vector<Decision> decisions;
  std::vector<Waiver> waivers;
  std::map<ImportId, Import> imports;     ///< those that brought any of the above; none undone
  std::vector<Note> notes = {};           ///< as they were recorded
  std::vector<PeriodEvent> periods = {};  ///< as they were recorded
  std::vector<Act> acts = {};             ///< as they were recorded

  const std::string& ref() const { return history.latest().ref; }
};

}  // namespace ledger

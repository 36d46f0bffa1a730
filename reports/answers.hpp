// The answers of the reading commands, each a function from values to one Answer. The JSON
// documents are those of docs/json.md (schemas dpledger.<name>/1).
#pragma once

#include "ledger/entry.hpp"
#include "ledger/error.hpp"
#include "ledger/facts.hpp"
#include "ledger/finding.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace reports {

/// A file that `inspect` read (or refused).
struct InspectedFile {
  std::string file, sha256, format, profile, encoding;
  std::vector<ledger::Statement> statements;
  std::vector<ledger::Payslip> payslips;
  std::vector<ledger::EmployerSummary> summaries;
  std::vector<ledger::Invoice> invoices;
  ledger::Errors refused;
  std::vector<ledger::Delivery> deliveries;
  std::vector<ledger::Warning> warnings = {};  ///< about the file as a whole
  std::string proposal = {};                   ///< the profile by which an unknown file was read
  ledger::FileKind kind = ledger::FileKind::bank;
  std::string title = {};  ///< of the layout or profile, for people: "Lloyds, Halifax"; or empty
};

/// What `profile FILE` says: what an unknown file seems to be, and what would be read by it. Its
/// answers, and those of `inspect`, are in reports/inspected.hpp.
struct ProposedProfile {
  InspectedFile read;                ///< by the proposal, or by the layout that knows it already
  std::vector<std::string> reasons;  ///< what was found, and by what it is known
  std::string saved;                 ///< "allcard, version 2", when it was kept; else empty
  std::string written;               ///< the file it was written to; else empty
};
/// A profile of the book, or one about to be saved.
struct ListedProfile {
  std::string name;
  int version = 1;
  std::string kind, title, by, at, text;
};
Answer profiles(const std::vector<ListedProfile>& profiles);
/// One of them, whole.
Answer shown_profile(const ListedProfile& profile, bool was_saved);

/// dpledger.refusal/1
Answer refusals(const ledger::Errors& errors);

/// A line of a file that the book had already.
struct HeldBack {
  ledger::LineId line;
  int file_line = 0;
  std::string reason;
};

/// What `import` did with each file.
struct ImportedFile {
  ledger::Import import;
  bool already = false;             ///< the same file was imported before: nothing changed
  std::vector<std::string> notes;   ///< breaks, what is pending, what the file does not say
  std::vector<HeldBack> held_back;  ///< in the order of the file
};
Answer imported(const std::vector<ImportedFile>& files);
Answer imports(const std::vector<ledger::Import>& imports);

/// One person's lines with their matches.
struct PersonLines {
  std::string person;
  const reconcile::PersonView* view;
};
/// The whole of it at once.
Answer matches(const std::vector<PersonLines>& people);
/// The same in parts, for an answer that may be larger than memory: the frame (heading, closing,
/// the CSV heading, a JSON document whose empty list ends it) and each person's share (tables; CSV
/// rows; JSON members of that list).
struct MatchTally {
  std::int64_t matched = 0, suggested = 0, unmatched = 0;
  std::int64_t of_pools = 0;  ///< of the suggested and unmatched: whose they are is the question
  void add(const MatchTally& more);
};
MatchTally tally_of(const reconcile::PersonView& view);
Answer matches_frame(const MatchTally& tally);
Answer matches_share(const PersonLines& person);
/// Why one of a person's lines is where it is, in sentences; dpledger.explanation/1.
Answer explanation(const PersonLines& person, const reconcile::LineView& line);
Answer findings(const std::vector<ledger::Finding>& findings);
Answer balance(const std::vector<reconcile::BudgetPosition>& positions, ledger::Date as_of);
/// One person's entries: date, number, account, debit, credit, what for, from which file and line.
Answer register_of(const reconcile::PersonView& view,
                   const std::vector<ledger::RecordedEntry>& entries);
/// All accounts of the people given; the sums of debits and credits agree.
struct PersonBalances {
  std::string person;
  std::vector<ledger::Balance> balances;
};
Answer trial_balance(const std::vector<PersonBalances>& people);

/// The steps of a person's periods, and where each stands.
struct PersonPeriods {
  std::string person;
  std::vector<ledger::PeriodEvent> events;
};
Answer periods(const std::vector<PersonPeriods>& people);

/// What one `reconcile` did.
struct ReconcileSummary {
  std::int64_t people = 0, lines = 0, matched = 0, suggested = 0, unmatched = 0;
  std::int64_t posted = 0, reversed = 0;
  std::int64_t findings_high = 0, findings_medium = 0, findings_low = 0;
};
Answer reconciled(const ReconcileSummary& summary);

/// The same answer, saying that a file of parameters was laid over the program's own.
Answer judged_by(Answer answer, const std::string& file, const std::string& sha256);

/// A small answer of a command that changes something: a sentence and name/value pairs.
Answer done(const std::string& schema, const std::string& sentence,
            const std::vector<std::pair<std::string, std::string>>& values,
            const std::vector<std::string>& notes = {});

}  // namespace reports

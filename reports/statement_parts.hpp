// What the pages and the JSON of a statement of account are both made from.
#pragma once

#include "reports/bank_reconciliation.hpp"
#include "reports/json_text.hpp"
#include "reports/statement.hpp"
#include "reports/statement_figures.hpp"

#include <string>
#include <vector>

namespace reports {

/// A line of the period with what it was matched to.
struct StatedLine {
  std::string account;  ///< PERSON/ACCOUNT
  const ledger::StatementLine* line;
  ledger::Date posted;  ///< later than its own date when that was closed
  ledger::Evidence from;
  std::string state;    ///< matched, suggested, unmatched
  std::string settles;  ///< item keys or BUDGET/LINE; empty
  std::string why;
};

/// A finding with the waiver that sets it aside, where there is one.
struct StatedFinding {
  const ledger::Finding* finding;
  const ledger::Waiver* waiver;
};

/// What one budget owes to somebody, or has set aside for something, at the end of the period.
struct Spoken {
  enum class Kind { owed, set_aside };
  std::string budget;
  Kind kind = Kind::owed;
  std::string name;  ///< "Wages of W1", "redundancy"
  ledger::Money amount;
};
/// By budget, what is owed first; nothing that is nil.
std::vector<Spoken> spoken_for(const reconcile::PersonView& at_end);

struct StatementParts {
  const StatementOf* of;
  std::string person;  ///< ref
  std::string name;
  std::string holder;  ///< who holds the money
  StatementFigures figures;
  std::vector<BankReconciliation> banks;
  ledger::Money in_transit;  ///< between the person's own accounts, left one and not in the other
  std::vector<StatedLine> lines;
  std::vector<StatedFinding> findings;
  std::vector<const ledger::Import*> sources;  ///< files with records of the period, by name
  std::vector<Spoken> spoken;

  /// What the signer declares: what the command says, else declaration().
  std::string declared() const;
};

StatementParts parts_of(const StatementOf& of);
Json statement_json(const StatementParts& parts);
/// Every part in one long table, for CSV.
Table statement_csv(const StatementParts& parts);

/// "submitted by m.hall on 2 May 2025, approved by r.patel on 3 May 2025".
std::string approval_words(const ledger::ApprovedPeriod& approval);
/// How far the days of a statement have come.
enum class PeriodState { open, submitted, approved, reopened };
PeriodState state_of(const StatementOf& of);
std::string_view text(PeriodState state);
/// "As approved: …" and what became of it, or why it is a draft; a line each, led by its name.
std::vector<std::string> state_words(const StatementOf& of);
/// What changed of approved days since, or that nothing did.
std::string since_words(const StatementOf& of);
/// What came after the approval of the period, for one account, in a sentence; empty for nothing.
std::string late_words(const StatementParts& parts, const std::string& account);

/// What the signer declares.
std::string_view declaration();
/// "nil", what explains it, or that nothing does; empty when the files give no balance. Where the
/// period goes on after the last day that a statement tells of, it says as at which day.
std::string difference_words(const BankReconciliation& bank, ledger::Period period);
/// Of which days of the period no statement tells; empty where all are told about.
std::string coverage_words(const BankReconciliation& bank, ledger::Period period);
/// "Brought forward from budget A" or "Carried to budget B": what a period holds one side of.
std::string carried_words(const Carried& carried);

}  // namespace reports

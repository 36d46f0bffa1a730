// The statement of account that an auditor signs: one person, one period.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/finding.hpp"
#include "ledger/periods.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

/// A line of the period that came when the period was closed.
struct LateLine {
  std::string account;  ///< ref
  ledger::StatementLine line;
  ledger::Date posted;  ///< on the first day that was open
};

/// What became of approved days since they were approved, beside the lines that came late.
struct ChangedSince {
  /// An entry of those days that was taken back, or made anew, on the first open day.
  struct Correction {
    std::string source;  ///< as entries name it
    ledger::Date own;    ///< the day on which the statement has it
    ledger::Date posted;
  };
  std::vector<Correction> corrections = {};
  std::vector<std::string> files_taken_back = {};
  /// A finding of those days that was waived, or whose waiver was taken back.
  struct Judged {
    std::string finding;  ///< its id
    std::string code;
    ledger::Waiver waiver;
  };
  std::vector<Judged> judged = {};
};

/// What the statement is made from. `at_end` is the person as of the period's last day,
/// `before` as of the day before its first.
struct StatementOf {
  std::string commissioner;
  ledger::Period period;
  const reconcile::PersonView* at_end;
  const reconcile::PersonView* before;
  const std::vector<ledger::RecordedEntry>* entries;  ///< all, reversals too
  std::vector<ledger::Finding> findings;
  bool approved = false;   ///< false: DRAFT on every page
  std::string chain_head;  ///< of the person's chain, and how many links it has
  std::int64_t chain_links = 0;
  std::vector<ledger::ApprovedPeriod> approvals = {};  ///< of an approved one
  std::vector<LateLine> late = {};                     ///< of an approved one: what came since
  ChangedSince since = {};                             ///< of an approved one
  std::string role = {};                               ///< of the signer, where it is known already
  std::string declaration = {};                        ///< in place of the usual one
};

/// Opening, income by payer, spending by plan line against plan, closing; the bank reconciliation;
/// each budget's money, what it owes and has set aside, its surplus in steps; findings; every line
/// with its file and line; sources with their SHA-256; the signature block.
Answer statement(const StatementOf& of);

}  // namespace reports

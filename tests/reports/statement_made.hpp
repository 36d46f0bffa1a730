// The statement of the small April, with one finding open and one waived.
#pragma once

#include "reports/statement.hpp"
#include "tests/reports/small_book.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace statement_made {

inline ledger::Finding finding(const std::string& id, const std::string& code,
                               ledger::Severity severity, ledger::FindingState state) {
  ledger::Finding finding;
  finding.id = id;
  finding.code = code;
  finding.severity = severity;
  finding.person = "P1";
  finding.budget = "2025";
  finding.date = small_book::day("2025-04-30");
  finding.amount = small_book::pounds("5.00");
  finding.evidence = {{"april.csv", 5}};
  finding.why = "Nothing in the plan covers it.";
  finding.state = state;
  return finding;
}

/// Holds what a statement refers to.
struct Made {
  small_book::SmallBook book = small_book::april();
  reconcile::PersonView before = book.view(small_book::day("2025-03-31"));
  reconcile::PersonView at_end = book.view(small_book::day("2025-04-30"));
  reports::StatementOf of() const {
    reports::StatementOf of{
        "NHS Example", {small_book::day("2025-04-01"), small_book::day("2025-04-30")},
        &at_end,       &before,
        &book.entries, {}};
    of.findings = {
        finding("F1", "unplanned-spending", ledger::Severity::high, ledger::FindingState::open),
        finding("F2", "cash-withdrawal", ledger::Severity::medium, ledger::FindingState::waived)};
    of.chain_head = std::string(64, 'c');
    of.chain_links = 12;
    return of;
  }
};

inline nlohmann::ordered_json json_of(const reports::StatementOf& of) {
  return nlohmann::ordered_json::parse(reports::statement(of).json);
}

}  // namespace statement_made

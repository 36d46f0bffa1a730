// What may be destroyed, and from when: the records of a person by kind, against the dated times of
// ledger/parameters/retention.csv. What has no known time stays; so does what an open finding or an
// open claim rests on.
#pragma once

#include "ledger/finding.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

enum class RecordKind {
  bank_statement,
  payslip,
  employer_summary,
  invoice,
  equipment_invoice,  ///< of a plan line for equipment
  delivery,
  agreement  ///< versions of the person file
};
std::string_view text(RecordKind kind);

/// The day from which a record of that day may go; nothing where the time is not known.
std::optional<ledger::Date> may_go_from(RecordKind kind, ledger::Date of,
                                        const ledger::Parameters& parameters, ledger::Date as_of);

/// A person's records of one kind, up to the day of the view.
struct KeptRecords {
  std::string person;
  RecordKind kind = RecordKind::bank_statement;
  std::int64_t count = 0;
  ledger::Date oldest;
  ledger::Date newest;
  std::optional<ledger::Date> oldest_may_go, newest_may_go;
  std::int64_t over = 0;   ///< whose time is over on the day
  std::string rule;        ///< "6 financial years after its own"
  std::string kept_for{};  ///< why none may go all the same; empty: nothing speaks against it
  std::int64_t may_go() const { return kept_for.empty() ? over : 0; }
};
std::vector<KeptRecords> kept_records(const reconcile::PersonView& view,
                                      const std::vector<ledger::Finding>& findings);

/// dpledger.retention/1
Answer retention(const std::vector<KeptRecords>& records, ledger::Date as_of);

}  // namespace reports

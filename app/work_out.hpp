// What `reconcile` makes of one person: from all years, or where those behind are settled, from the
// years since alone.
#pragma once

#include "app/settle.hpp"
#include "ledger/settled.hpp"
#include "ledger/store/book.hpp"
#include "reports/answers.hpp"

#include <optional>
#include <string>

namespace app {

/// One person worked out, ready to be posted.
struct Worked {
  reconcile::Changes changes;
  reports::ReconcileSummary counts;
  std::optional<ledger::SettledYears> settled = {};  ///< found just now: to be kept
  bool unsettled = false;                            ///< what is kept holds no longer
};

/// Reads a person; writes nothing. `afresh`: all years are read, whatever is kept.
Worked work_out(store::Reader& reader, ledger::PersonId person, ledger::Date as_of,
                bool afresh = false);

void count_lines(const std::vector<ledger::RecordedEntry>& entries,
                 reports::ReconcileSummary& counts);
void count_findings(Settlement& settlement, ledger::Date as_of, reports::ReconcileSummary& counts);

/// Whether what is kept of settled years holds with what was posted now.
bool stays_settled(store::Reader& reader, ledger::PersonId person);

/// What all years of a person say otherwise than what is kept of the settled ones, in a sentence;
/// empty when nothing does, or nothing is kept.
std::string kept_wrongly(store::Reader& reader, ledger::PersonId person);

}  // namespace app

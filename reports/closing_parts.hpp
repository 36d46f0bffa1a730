// What the certificate and the year's end have in common, as data, and words for what was
// corrected.
#pragma once

#include "reconcile/closing.hpp"
#include "reports/entry_sources.hpp"
#include "reports/json_text.hpp"

#include <string>

namespace reports {

/// "payslip:W1:2026-03-27:2026-03-21" as people say it, with the file that has it.
std::string source_in_words(const reconcile::PersonView& view, const EntrySources& sources,
                            const reconcile::Correction& correction);

/// All that both say of the budget.
JsonObject closing_object(const std::string& schema, const reconcile::Closing& closing,
                          const reconcile::PersonView& view);
Json workers_json(const reconcile::Closing& closing);
Json findings_json(const reconcile::Closing& closing);

}  // namespace reports

// What an auditor found, as the CSV of a working paper (`sample --csv`) filled in: of each row the
// line's id and the audited value are read, and the conclusion; the other columns may stay.
#pragma once

#include "ledger/money.hpp"
#include "ledger/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct AuditedRow {
  std::string line_id;
  std::optional<ledger::Money> audited;  ///< nothing: left empty
  std::string conclusion;
  int line = 0;  ///< of the file
};

/// All rows, or up to fifty refusals.
ledger::Result<std::vector<AuditedRow>> read_audited(std::string_view bytes,
                                                     const std::string& file);

}  // namespace imports

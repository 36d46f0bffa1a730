// The day of a statement row. Every row of a file writes it in one form.
#pragma once

#include "import/csv/row_cells.hpp"
#include "ledger/date.hpp"

#include <optional>

namespace imports {

class RowDates {
 public:
  explicit RowDates(RowCells& cells) : cells_{cells} {}

  /// Refused where it is no day, or one in another form than the file's.
  std::optional<ledger::Date> date();
  /// Of all that were read.
  std::optional<ledger::Date> latest() const { return latest_; }

 private:
  std::optional<ledger::Date> by_layout();
  std::optional<ledger::Date> by_profile();

  RowCells& cells_;
  std::optional<DateForm> form_;  ///< of the whole file
  std::optional<ledger::Date> latest_;
};

}  // namespace imports

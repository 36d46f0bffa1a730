// Which column of an unknown table says the day, and in which one form.
#pragma once

#include "import/profile/table_look.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace imports {

struct DayColumn {
  std::size_t at = 0;
  DateWritten written;
  bool proved = false;  ///< day and month could not be the other way round
  std::string reason;
};

/// Every row of `text` is looked at. Nothing when no column holds days in one form; why, in `why`.
std::optional<DayColumn> find_day_column(std::string_view text, const TableLook& look,
                                         std::string& why);

}  // namespace imports

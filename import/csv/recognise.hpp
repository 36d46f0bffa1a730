// What a CSV is, by its content: which heading row it has, and whose; or whose shape, without one.
#pragma once

#include "import/csv/csv.hpp"
#include "import/csv/layout.hpp"
#include "import/refusals.hpp"
#include "ledger/facts.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace imports {

/// A heading is looked for in so many rows that are not blank.
inline constexpr int rows_looked_at = 40;

struct Recognised {
  ledger::FileKind kind = ledger::FileKind::bank;
  std::optional<Heading> heading;  ///< of a bank's file
  int heading_row = 0;             ///< counted from 1 in rows; 0 when there is none
  int shape_row = 0;               ///< without a heading: the first row that has its shape
  std::string masked;              ///< of an account number above the heading

  /// Takes a fresh reader to the row below the heading; answers the heading's row.
  Row go_below_heading(CsvReader& reader) const;
};

/// Refuses what fits no layout, saying which columns were seen, and what fits several. `meant` is
/// the kind that somebody has said it is.
std::optional<Recognised> recognise(std::string_view text, std::span<const Layout> layouts,
                                    std::optional<ledger::FileKind> meant, Refusals& refusals);

}  // namespace imports

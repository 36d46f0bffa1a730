// The words of a statement row: whether it is a movement at all, and whether it is booked.
#pragma once

#include "import/csv/row_cells.hpp"

#include <cstdint>

namespace imports {

enum class RowState : std::uint8_t { booked, pending, left_out };

class RowWords {
 public:
  explicit RowWords(RowCells& cells) : cells_{cells} {}

  /// A total or a remark below the movements.
  bool is_footer() const;
  /// It shows the opening balance only.
  bool is_opening() const;
  /// It goes on with the text of the row above.
  bool continues() const;
  /// By its state; refuses a word that is not known.
  RowState state();
  /// Pending, and the bank gives no day yet.
  bool has_no_day() const;

 private:
  const Profile* profile() const { return cells_.layout().profile; }
  RowState state_by_profile();

  RowCells& cells_;
};

}  // namespace imports

// The tables of a book, said once: their SQL, the triggers that refuse change, and what of each row
// the chain covers are all made from these rows.
//
// Roles     recorded: covered by the person's chain as it stands.
//           personal: stands apart, so that it can be erased; the chain covers it by a salted
//                     commitment only.
//           linked:   says which link covers the row, so it is not covered itself.
// Recast    recorded, and yet a text of it may hold somebody's name: erasing may word it anew, and
//           then a row of `recast` says what its link covers from there on.
// Keys      a person's rows lie together: the person is first in every key.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace store {

enum class Role { recorded, personal, linked };

struct Column {
  std::string_view name;
  std::string_view type;  ///< with its constraints
  Role role = Role::recorded;
  bool recast = false;
};

/// What an INSERT OR REPLACE over a row meets. A look-up a row is dear where rows are many: there
/// the chain alone gives it away, in `check`.
enum class Replacing { refused, noticed };

struct Table {
  std::string_view name;
  std::string_view key;
  std::vector<Column> columns;
  Replacing replacing = Replacing::refused;
  int since = 1;  ///< the schema that brought it
};

/// The tables whose rows are recorded about a person; `person` is their first column.
enum class Recorded {
  name,
  version,
  frame,
  line,
  sighting,
  payslip,
  summary,
  invoice,
  delivery,
  entry,
  posting,
  decision,
  waiver,
  wording,
  origin,
  unstated,
  unwaived,
  note,
  period,
  act,
  allocation,
  erasure,
  recast,
};
inline constexpr std::size_t recorded_tables = 23;
/// Of schema 1. What came later counts in a link only where it has rows, so that the links made
/// before it still hold.
inline constexpr std::size_t first_recorded_tables = 13;

const std::vector<Table>& tables_of_book();
const std::vector<Table>& tables_of_people();
const Table& table(Recorded which);

}  // namespace store

// The tables of a book, said once: their SQL, the triggers that refuse change, and what of each row
// the chain covers are all made from these rows. Steps by `user_version`.
//
// Roles     recorded: covered by the person's chain as it stands.
//           personal: may be erased (to '' or nothing) when the law says so; the chain covers it by
//                     a salted commitment only.
//           linked:   says which link covers the row, so it is not covered itself.
// Keys      a person's rows lie together: the person is first in every key.
#pragma once

#include "ledger/error.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

inline constexpr std::int64_t application_id = 0x44504C47;  ///< "DPLG"
inline constexpr int newest_schema = 1;

enum class Role { recorded, personal, linked };

struct Column {
  std::string_view name;
  std::string_view type;  ///< with its constraints
  Role role = Role::recorded;
};

struct Table {
  std::string_view name;
  std::string_view key;
  std::vector<Column> columns;
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
};
inline constexpr std::size_t recorded_tables = 13;

const std::vector<Table>& tables_of_people();
const Table& table(Recorded which);
std::string insert_sql(const Table& table);

/// Makes the tables of an empty file and says whose book it is.
void make_schema(Connection& connection, const BookInfo& info);
/// Sets and asks back what every connection to a book needs.
void set_pragmas(Connection& connection, Access access);
/// Nothing when the file is a book that this program can read.
std::optional<ledger::Error> refuse_foreign(const std::string& path);
std::optional<ledger::Error> refuse_newer(Connection& connection);

}  // namespace store

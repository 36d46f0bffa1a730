// The schema of a book, made from its tables: their SQL and the triggers that refuse change. Steps
// by `user_version`.
#pragma once

#include "ledger/error.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/tables.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

inline constexpr std::int64_t application_id = 0x44504C47;  ///< "DPLG"
inline constexpr int newest_schema = 7;

std::string insert_sql(const Table& table);

/// Makes the tables of an empty file and says whose book it is.
void make_schema(Connection& connection, const BookInfo& info);
/// The tables, triggers and indexes of the newest schema, in an empty database.
void make_tables(Connection& connection);
/// Brings a book of an older schema to the newest; all of it or nothing.
void upgrade(Connection& connection);
/// Sets and asks back what every connection to a book needs.
void set_pragmas(Connection& connection, Access access);
/// Nothing when the file is a book that this program can read.
std::optional<ledger::Error> refuse_foreign(const std::string& path);
std::optional<ledger::Error> refuse_newer(Connection& connection);
/// Nothing when no table is there that a later schema than the book's brought.
std::optional<ledger::Error> refuse_mislabelled(Connection& connection);
/// What of tables, triggers and indexes is not as `make_tables` makes it.
std::vector<Breach> check_schema(Connection& connection);
/// From 1 to newest_schema, once refuse_newer() has nothing against it.
int schema_of(Connection& connection);

}  // namespace store

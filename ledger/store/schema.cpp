#include "ledger/store/schema.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace store {

using ledger::ensure;

namespace {

// What is kept rather than recorded: derived from the rest, and derived again by `check`.
constexpr std::string_view kept_tables = R"sql(
CREATE TABLE progress (
  person INTEGER PRIMARY KEY REFERENCES person,
  links INTEGER NOT NULL, head BLOB NOT NULL,
  names INTEGER NOT NULL, entries INTEGER NOT NULL, newest INTEGER,
  undone INTEGER NOT NULL, to_reconcile INTEGER NOT NULL) STRICT;
CREATE TABLE balance (
  person INTEGER NOT NULL, budget INTEGER NOT NULL, account INTEGER NOT NULL,
  debit INTEGER NOT NULL, credit INTEGER NOT NULL,
  PRIMARY KEY (person, budget, account)) STRICT, WITHOUT ROWID;
CREATE INDEX import_by_content ON import (sha256);
CREATE TRIGGER progress_stays BEFORE DELETE ON progress
BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
CREATE TRIGGER balance_stays BEFORE DELETE ON balance
BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;
)sql";

std::string quoted_name(std::string_view name) {
  return "\"" + std::string{name} + "\"";
}

std::string create_sql(const Table& table) {
  std::string sql = "CREATE TABLE " + quoted_name(table.name) + " (";
  for (const Column& column : table.columns) {
    sql += quoted_name(column.name) + " " + std::string{column.type} + ", ";
  }
  if (table.key.empty()) {
    sql.resize(sql.size() - 2);
    return sql + ") STRICT;\n";
  }
  return sql + "PRIMARY KEY (" + std::string{table.key} + ")) STRICT, WITHOUT ROWID;\n";
}

/// True of a row that has the key of the new one, or anything else of it that must be unique.
std::string same_sql(const Table& table) {
  std::string same;
  const auto is_new = [](const Column& column) {
    return quoted_name(column.name) + " = new." + quoted_name(column.name);
  };
  for (const Column& column : table.columns) {
    const bool alone = column.type.find("PRIMARY KEY") != std::string_view::npos ||
                       column.type.find("UNIQUE") != std::string_view::npos;
    const bool of_key =
        (", " + std::string{table.key} + ",").find(" " + std::string{column.name} + ",") !=
        std::string::npos;
    if (!alone && !of_key) continue;
    if (!same.empty()) same += alone ? " OR " : " AND ";
    same += is_new(column);
  }
  return same;
}

/// Outside this program a row that is replaced fires no DELETE trigger: it must not be there.
std::string once_sql(const Table& table) {
  const std::string name{table.name};
  return "CREATE TRIGGER " + name + "_once BEFORE INSERT ON " + quoted_name(name) +
         " WHEN EXISTS (SELECT 1 FROM " + quoted_name(name) + " WHERE " + same_sql(table) +
         ") BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;\n";
}

constexpr std::string_view refusal = "BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END;\n";

/// No UPDATE at all, not even one that erases: until schema 5 no link could record it.
std::string trigger_sql(const Table& table) {
  const std::string name{table.name};
  const std::string on = " ON " + quoted_name(name) + " ";
  return "CREATE TRIGGER " + name + "_stays BEFORE DELETE" + on + std::string{refusal} +
         "CREATE TRIGGER " + name + "_unchanged BEFORE UPDATE" + on + std::string{refusal} +
         (table.replacing == Replacing::refused ? once_sql(table) : std::string{});
}

std::string tables_since(int schema) {
  std::string sql;
  for (const auto* tables : {&tables_of_book(), &tables_of_people()}) {
    for (const Table& one : *tables) {
      if (one.since == schema) sql += create_sql(one) + trigger_sql(one);
    }
  }
  return sql;
}

/// Schema 1. A later schema is another step in `steps`, never a change of this one.
std::string first_step() {
  return tables_since(1) + std::string{kept_tables};
}

/// Schema 2: profiles; other wordings of a line; payslips without a stated net.
std::string second_step() {
  return tables_since(2);
}

/// Schema 3: notes, periods, waivers taken back.
std::string third_step() {
  return tables_since(3);
}

/// Schema 4: acts of an officer; what of a pool's lines is whose.
std::string fourth_step() {
  return tables_since(4);
}

/// True of an UPDATE that only takes personal texts and salts away.
std::string erases_sql(const Table& table) {
  std::string sql = "EXISTS (SELECT 1 FROM erasure WHERE person = old.person)";
  for (const Column& column : table.columns) {
    if (column.recast) continue;
    const std::string now = "new." + quoted_name(column.name);
    const std::string same = now + " IS old." + quoted_name(column.name);
    const bool text = column.type.starts_with("TEXT");
    const std::string gone = text ? " OR " + now + " = ''" : " OR " + now + " IS NULL";
    sql += " AND (" + same + (column.role == Role::personal ? gone : std::string{}) + ")";
  }
  return sql;
}

/// Once a person's erasing is recorded, their personal texts and salts can go, and nothing else.
std::string erasing_trigger(const Table& table) {
  const std::string name{table.name};
  return "DROP TRIGGER IF EXISTS " + name + "_unchanged; CREATE TRIGGER " + name +
         "_unchanged BEFORE UPDATE ON " + quoted_name(name) + " WHEN NOT (" + erases_sql(table) +
         ") " + std::string{refusal};
}

bool erasable(const Table& table) {
  if (table.name == "erasure") return false;
  return std::ranges::any_of(table.columns,
                             [](const Column& column) { return column.role == Role::personal; });
}

/// Schema 5: the book's log and its seals; what was disclosed; erasures.
std::string fifth_step() {
  std::string sql = tables_since(5) + "CREATE INDEX leaf_by_person ON leaf (person, position);\n";
  for (const auto* tables : {&tables_of_book(), &tables_of_people()}) {
    for (const Table& one : *tables) {
      if (erasable(one) && one.since <= 5) sql += erasing_trigger(one);
    }
  }
  return sql;
}

/// Schema 6: what settled years leave to those after them. Kept, not recorded: nothing keeps it
/// from being taken away, and then all years are read again.
std::string sixth_step() {
  return "CREATE TABLE settled (person INTEGER PRIMARY KEY REFERENCES person, first INTEGER NOT "
         "NULL, day INTEGER NOT NULL, fence INTEGER NOT NULL, as_of INTEGER NOT NULL, import "
         "INTEGER NOT NULL, entry INTEGER NOT NULL, guard TEXT NOT NULL, handed_over TEXT NOT "
         "NULL, counts TEXT NOT NULL) STRICT;\n";
}

/// Schema 7: sums and findings of the settled years, so that the books are read without them too.
std::string seventh_step() {
  return "DROP TABLE settled;\n"
         "CREATE TABLE settled (person INTEGER PRIMARY KEY REFERENCES person, first INTEGER NOT "
         "NULL, day INTEGER NOT NULL, fence INTEGER NOT NULL, as_of INTEGER NOT NULL, link "
         "INTEGER NOT NULL, import INTEGER NOT NULL, read INTEGER NOT NULL, entry INTEGER NOT "
         "NULL, guard TEXT NOT NULL, "
         "handed_over TEXT NOT NULL, lines TEXT NOT NULL, sums TEXT NOT NULL, found TEXT NOT "
         "NULL) STRICT;\n";
}

constexpr std::string (*steps[])() = {first_step, second_step, third_step,  fourth_step,
                                      fifth_step, sixth_step,  seventh_step};
static_assert(std::size(steps) == newest_schema, "a schema is the number of its last step");

/// Brings a file from one schema to the newest, a step at a time, inside the caller's transaction.
void take_steps(Connection& connection, int from) {
  for (int step = from; step < newest_schema; ++step) {
    connection.run(steps[step]());
    connection.run("PRAGMA user_version = " + std::to_string(step + 1));
  }
}

void set(Connection& connection, const std::string& pragma, const std::string& value,
         const std::string& answer) {
  connection.run("PRAGMA " + pragma + " = " + value);
  const std::string got = connection.ask("PRAGMA " + pragma);
  ensure(got == answer, "PRAGMA " + pragma + " holds: " + got);
}

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t value = 0;
  for (int at = 0; at < 4; ++at) value = value << 8U | static_cast<unsigned char>(bytes[at]);
  return value;
}

}  // namespace

std::string insert_sql(const Table& table) {
  std::string sql = "INSERT INTO " + quoted_name(table.name) + " VALUES (";
  for (std::size_t at = 0; at < table.columns.size(); ++at) sql += at == 0 ? "?" : ",?";
  return sql + ")";
}

void make_tables(Connection& connection) {
  take_steps(connection, 0);
}

void make_schema(Connection& connection, const BookInfo& info) {
  connection.run("PRAGMA page_size = 8192");
  connection.run("PRAGMA application_id = " + std::to_string(application_id));
  connection.run("BEGIN IMMEDIATE");
  take_steps(connection, 0);
  run(connection.prepared("INSERT INTO book VALUES (1, ?, ?, ?)"),
      std::string_view{info.commissioner}, std::string_view{info.kind},
      std::string_view{info.made_at});
  connection.run("COMMIT");
  const std::string mode = connection.ask("PRAGMA journal_mode = WAL");
  if (mode != "wal") {
    throw Failure{connection.path() + ": this disk cannot hold a book (no shared memory for its " +
                  "log): keep the book on a local disk"};
  }
}

void set_pragmas(Connection& connection, Access access) {
  set(connection, "foreign_keys", "ON", "1");
  set(connection, "recursive_triggers", "ON", "1");
  set(connection, "cell_size_check", "ON", "1");
  set(connection, "temp_store", "MEMORY", "2");
  if (access != Access::read_write) {
    set(connection, "query_only", "ON", "1");
    set(connection, "cache_size", "-16384", "-16384");
    return;
  }
  set(connection, "synchronous", "FULL", "2");
  set(connection, "cache_size", "-131072", "-131072");
  connection.run("PRAGMA journal_size_limit = 67108864");
  if (connection.ask("PRAGMA journal_mode") != "wal") {
    throw Failure{connection.path() +
                  ": the log of the book cannot be used: see that the disk is " +
                  "sound and has room, and try again"};
  }
}

std::optional<ledger::Error> refuse_foreign(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw Failure{path + ": the book cannot be read: see who may read it"};
  std::array<char, 100> header{};
  file.read(header.data(), header.size());
  const std::string_view start{header.data(), 16};
  using namespace std::string_view_literals;
  const bool ours = file.gcount() == 100 && start == "SQLite format 3\0"sv &&
                    big_endian(header.data() + 68) == application_id;
  if (ours) return std::nullopt;
  return ledger::Error{ledger::Rule::book_not_ours, {path, 0, 0}, path, {}};
}

int schema_of(Connection& connection) {
  const std::string version = connection.ask("PRAGMA user_version");
  int found = 0;
  std::from_chars(version.data(), version.data() + version.size(), found);
  return found;
}

std::optional<ledger::Error> refuse_newer(Connection& connection) {
  const int found = schema_of(connection);
  if (found >= 1 && found <= newest_schema) return std::nullopt;
  // No book was ever made with a schema below the first.
  const auto rule = found > newest_schema ? ledger::Rule::book_newer : ledger::Rule::book_not_ours;
  return ledger::Error{rule, {connection.path(), 0, 0}, "schema " + std::to_string(found), {}};
}

std::optional<ledger::Error> refuse_mislabelled(Connection& connection) {
  // Asked at once, for another program may bring the book to the newest schema meanwhile.
  std::int64_t number = 0;
  int latest = 0;
  for (Rows rows{connection.prepared("SELECT v.user_version, s.name FROM pragma_user_version v, "
                                     "sqlite_schema s WHERE s.type = 'table'")};
       rows.next();) {
    number = rows.integer(0);
    if (rows.view(1) == "settled") latest = std::max(latest, 6);
    for (const auto* tables : {&tables_of_book(), &tables_of_people()}) {
      const auto at = std::ranges::find(*tables, rows.view(1), &Table::name);
      if (at != tables->end()) latest = std::max(latest, at->since);
    }
  }
  if (latest <= number) return std::nullopt;
  return ledger::Error{ledger::Rule::book_not_ours,
                       {connection.path(), 0, 0},
                       "it says schema " + std::to_string(number) + " and has tables of schema " +
                           std::to_string(latest),
                       "somebody changed the number in the file: take a backup in its place"};
}

void upgrade(Connection& connection) {
  connection.run("BEGIN IMMEDIATE");
  take_steps(connection, schema_of(connection));  // another program may have done it meanwhile
  connection.run("COMMIT");
}

}  // namespace store

// How fast SQLite alone writes the very rows that a finished book holds: the floor under us.
//
// dpledger_bench_bare_rows BOOK NEW-FILE   prints rows,seconds,CPU seconds
//
// Reads every row of every table of BOOK into memory, makes NEW-FILE with the same tables and
// indexes (not the triggers), page size, journal mode and the pragmas below, and inserts all rows
// in key order with one prepared statement a table, in one transaction. Timed: from BEGIN to the
// end of closing, so that the checkpoint of the write-ahead log counts, as it does for us.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace {

struct Value {
  int type = SQLITE_NULL;
  sqlite3_int64 number = 0;
  double real = 0;
  std::size_t start = 0;  ///< of a text or blob, in Table::bytes
  int size = 0;
};

/// All rows of a table, one after another; texts and blobs side by side.
struct Table {
  std::string name, sql;
  int columns = 0;
  std::vector<Value> values;
  std::string bytes;
};

void must(bool held, sqlite3* database, const char* doing) {
  if (held) return;
  std::fprintf(stderr, "bare_rows: %s: %s\n", doing, sqlite3_errmsg(database));
  std::exit(4);
}

void run(sqlite3* database, const std::string& sql) {
  must(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, database,
       sql.c_str());
}

sqlite3_stmt* prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK, database,
       sql.c_str());
  return statement;
}

std::string text(sqlite3_stmt* statement, int column) {
  const unsigned char* found = sqlite3_column_text(statement, column);
  return found == nullptr ? "" : reinterpret_cast<const char*>(found);
}

std::string one(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* statement = prepare(database, sql);
  std::string answer = sqlite3_step(statement) == SQLITE_ROW ? text(statement, 0) : "";
  sqlite3_finalize(statement);
  return answer;
}

Value read_value(Table& table, sqlite3_stmt* row, int column) {
  Value value{.type = sqlite3_column_type(row, column)};
  if (value.type == SQLITE_INTEGER) value.number = sqlite3_column_int64(row, column);
  if (value.type == SQLITE_FLOAT) value.real = sqlite3_column_double(row, column);
  if (value.type == SQLITE_TEXT || value.type == SQLITE_BLOB) {
    const void* bytes = sqlite3_column_blob(row, column);
    value.size = sqlite3_column_bytes(row, column);
    value.start = table.bytes.size();
    table.bytes.append(static_cast<const char*>(bytes), static_cast<std::size_t>(value.size));
  }
  return value;
}

std::vector<Table> read_tables(sqlite3* book) {
  std::vector<Table> tables;
  sqlite3_stmt* list = prepare(book,
                               "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name "
                               "NOT LIKE 'sqlite_%' ORDER BY rowid");
  while (sqlite3_step(list) == SQLITE_ROW) {
    Table table{.name = text(list, 0), .sql = text(list, 1)};
    sqlite3_stmt* row = prepare(book, "SELECT * FROM \"" + table.name + "\"");
    table.columns = sqlite3_column_count(row);
    while (sqlite3_step(row) == SQLITE_ROW) {
      for (int k = 0; k < table.columns; ++k) table.values.push_back(read_value(table, row, k));
    }
    sqlite3_finalize(row);
    tables.push_back(std::move(table));
  }
  sqlite3_finalize(list);
  return tables;
}

void bind(sqlite3_stmt* insert, int at, const Table& table, const Value& value) {
  const char* bytes = table.bytes.data() + value.start;
  switch (value.type) {
    case SQLITE_INTEGER:
      sqlite3_bind_int64(insert, at, value.number);
      return;
    case SQLITE_FLOAT:
      sqlite3_bind_double(insert, at, value.real);
      return;
    case SQLITE_TEXT:
      sqlite3_bind_text(insert, at, bytes, value.size, SQLITE_STATIC);
      return;
    case SQLITE_BLOB:
      sqlite3_bind_blob(insert, at, bytes, value.size, SQLITE_STATIC);
      return;
    default:
      sqlite3_bind_null(insert, at);
      return;
  }
}

std::size_t write_table(sqlite3* database, const Table& table) {
  std::string marks;
  for (int k = 0; k < table.columns; ++k) marks += k == 0 ? "?" : ",?";
  sqlite3_stmt* insert =
      prepare(database, "INSERT INTO \"" + table.name + "\" VALUES (" + marks + ")");
  const auto columns = static_cast<std::size_t>(table.columns);
  for (std::size_t at = 0; at < table.values.size(); at += columns) {
    for (int k = 0; k < table.columns; ++k) {
      bind(insert, k + 1, table, table.values[at + static_cast<std::size_t>(k)]);
    }
    must(sqlite3_step(insert) == SQLITE_DONE, database, table.name.c_str());
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  return table.values.size() / columns;
}

/// The empty twin of the book: its tables and indexes, and how it is written.
sqlite3* make_twin(sqlite3* book, const std::string& path, const std::vector<Table>& tables) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
  sqlite3* twin = nullptr;
  must(sqlite3_open(path.c_str(), &twin) == SQLITE_OK, twin, "open");
  run(twin, "PRAGMA page_size = " + one(book, "PRAGMA page_size"));
  run(twin, "PRAGMA journal_mode = " + one(book, "PRAGMA journal_mode"));
  // Of the connection, not of the file: as ledger/store/schema.cpp sets them for a writer.
  run(twin,
      "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON;"
      "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072;"
      "PRAGMA journal_size_limit = 67108864");
  for (const Table& table : tables) run(twin, table.sql);
  sqlite3_stmt* list =
      prepare(book, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
  while (sqlite3_step(list) == SQLITE_ROW) run(twin, text(list, 0));
  sqlite3_finalize(list);
  return twin;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: dpledger_bench_bare_rows BOOK NEW-FILE\n", stderr);
    return 2;
  }
  sqlite3* book = nullptr;
  must(sqlite3_open_v2(arguments[1], &book, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK, book,
       arguments[1]);
  run(book, "PRAGMA query_only = ON");
  const std::vector<Table> tables = read_tables(book);
  sqlite3* twin = make_twin(book, arguments[2], tables);

  const std::clock_t busy = std::clock();
  const auto start = std::chrono::steady_clock::now();
  run(twin, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
  std::size_t rows = 0;
  for (const Table& table : tables) rows += write_table(twin, table);
  run(twin, "COMMIT");
  sqlite3_close(twin);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;

  const auto cpu = static_cast<double>(std::clock() - busy) / CLOCKS_PER_SEC;
  std::printf("%zu,%.4f,%.4f\n", rows, spent.count(), cpu);
  sqlite3_close(book);
  return 0;
}

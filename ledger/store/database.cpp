#include "ledger/store/database.hpp"

#include "ledger/ensure.hpp"

#include <limits>
#include <new>

#include <sqlite3.h>

namespace store {

using ledger::ensure;

namespace {

constexpr int lock_wait_ms = 2000;

/// What of the surroundings failed and what to do; empty: it was none of them.
std::string sentence(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another program is changing the book: wait until it is done and try again";
    case SQLITE_FULL:
      return "the disk is full: make room and try again; nothing in the book changed";
    case SQLITE_IOERR:
      return "the disk failed: see that it is there and sound, and try again; nothing in the book "
             "changed";
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
      return "the book cannot be opened for this: see who may read and write it and its folder";
    case SQLITE_PROTOCOL:
      return "the lock of the book does not answer: close other programs that use it and try again";
    case SQLITE_TOOBIG:
      return "a text is too long for the book: shorten it";
    default:
      return {};
  }
}

[[noreturn]] void fail(sqlite3* connection, int code, const std::string& path) {
  if ((code & 0xff) == SQLITE_NOMEM) throw std::bad_alloc{};
  const bool damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
  if (damaged) throw Damaged{path + ": the book is damaged"};
  const std::string_view said = code == SQLITE_ERROR ? sqlite3_errmsg(connection) : "";
  if (said.starts_with("no such table") || said.starts_with("no such column")) {
    throw Damaged{path + ": the book is damaged: " + std::string{said}};
  }
  const std::string what = sentence(code);
  if (!what.empty()) throw Failure{path + ": " + what};
  throw ledger::Defect{"store: " + std::string{sqlite3_errmsg(connection)} + " (" +
                       std::to_string(code) + ")"};
}

/// As a file: URI, so that what the path holds is never taken for an option.
std::string as_uri(const std::string& path, bool immutable) {
  static constexpr std::string_view plain = "/-_.~";
  std::string uri = "file:";
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += '%' + hex({&c, 1});
    }
  }
  return immutable ? uri + "?immutable=1" : uri;
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql, const std::string& path)
    : path_{path} {
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) fail(connection, code, path_);
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::bind(int index, std::int64_t value) {
  ensure(sqlite3_bind_int64(statement_, index, value) == SQLITE_OK, "a number can be bound");
}

void Statement::bind(int index, std::string_view value) {
  const char* start = value.data() == nullptr ? "" : value.data();
  const int code =
      sqlite3_bind_text64(statement_, index, start, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), code, path_);
}

void Statement::bind_bytes(int index, std::string_view value) {
  const int code =
      sqlite3_bind_blob64(statement_, index, value.data(), value.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(statement_), code, path_);
}

void Statement::bind_null(int index) {
  ensure(sqlite3_bind_null(statement_, index) == SQLITE_OK, "nothing can be bound");
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(sqlite3_db_handle(statement_), code, path_);
  return false;
}

// What a reset answers was answered by the step before it.
void Statement::reset() {
  sqlite3_reset(statement_);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
bool Statement::is_integer(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
std::string_view Statement::text(int column) const {
  const void* start = sqlite3_column_blob(statement_, column);
  if (start == nullptr) return {};
  const int size = sqlite3_column_bytes(statement_, column);
  return {static_cast<const char*>(start), static_cast<std::size_t>(size)};
}

// Our connections are opened with SQLITE_OPEN_NOMUTEX, and there "protected" and "unprotected"
// values are the same thing (sqlite.org/c3ref/value.html), so one look-up of the column serves all
// three.
Cell Statement::cell(int column) const {
  sqlite3_value* value = sqlite3_column_value(statement_, column);
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return {Cell::Kind::number, sqlite3_value_int64(value), {}};
    default:
      break;
  }
  const void* start = sqlite3_value_blob(value);
  if (start == nullptr) return {Cell::Kind::characters, 0, {}};
  return {Cell::Kind::characters,
          0,
          {static_cast<const char*>(start), static_cast<std::size_t>(sqlite3_value_bytes(value))}};
}

namespace {

/// SQLite's count of its memory is behind a lock that every allocation of every thread takes.
void stop_counting_memory() {
  static const int stopped = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(stopped);  // too late when another part of the program began: only slower
}

}  // namespace

Connection::Connection(const std::string& path, Mode mode, bool immutable) : path_{path} {
  stop_counting_memory();
  const int access = mode == Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(
      as_uri(path, immutable).c_str(), &handle_,
      access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    sqlite3_close_v2(handle_);
    handle_ = nullptr;
    fail(nullptr, code, path_);
  }
  sqlite3_busy_timeout(handle_, lock_wait_ms);
  // A file from somewhere else must not run code of its own through its schema.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Connection::~Connection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

void Connection::run(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_, code, path_);
}

std::string Connection::ask(const std::string& sql) {
  Statement statement{handle_, sql, path_};
  if (!statement.step()) return {};
  std::string answer{statement.text(0)};
  while (statement.step()) {
    // To the end: a pragma that writes does so, and fails, only there.
  }
  return answer;
}

Statement& Connection::prepared(std::string_view sql) {
  const auto kept = statements_.find(sql);
  if (kept != statements_.end()) return *kept->second;
  auto made = std::make_unique<Statement>(handle_, sql, path_);
  return *statements_.emplace(std::string{sql}, std::move(made)).first->second;
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

void Connection::copy_into(Connection& target) {
  sqlite3_backup* backup = sqlite3_backup_init(target.handle_, "main", handle_, "main");
  if (backup == nullptr)
    fail(target.handle_, sqlite3_extended_errcode(target.handle_), target.path_);
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) fail(target.handle_, stepped, target.path_);
  if (finished != SQLITE_OK) fail(target.handle_, finished, target.path_);
}

int Rows::number(int column) const {
  const std::int64_t value = integer(column);
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
    throw Damaged{"a number in the book is out of its bounds"};
  }
  return static_cast<int>(value);
}

ledger::Date Rows::date(int column) const {
  return ledger::Date::of_days(number(column));
}

std::optional<std::int64_t> Rows::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}
std::optional<ledger::Money> Rows::maybe_money(int column) const {
  if (is_null(column)) return std::nullopt;
  return money(column);
}
std::optional<ledger::Date> Rows::maybe_date(int column) const {
  if (is_null(column)) return std::nullopt;
  return date(column);
}

}  // namespace store

// A connection to SQLite and its prepared statements. The only home of sqlite3.h.
//
// Errors    Failure: the surroundings (lock, disk, permission, damage), in a sentence that says
// what
//           to do. Defect: a statement or a row that we made wrong.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/digest.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

/// One value of a row, as it is stored; its characters live until the next step.
struct Cell {
  enum class Kind : std::uint8_t { nothing, number, characters };
  Kind kind = Kind::nothing;
  std::int64_t number = 0;
  std::string_view characters;  ///< also of bytes
};

/// One prepared statement: bind from 1, read columns from 0.
class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql, const std::string& path);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Text and bytes must live until the step.
  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view value);
  void bind_bytes(int index, std::string_view value);
  void bind_null(int index);
  /// True while there is a row.
  bool step();
  void reset();

  bool is_null(int column) const;
  bool is_integer(int column) const;
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  ///< until the next step; also of bytes
  /// Kind and value at once: half the cost of asking for one after the other.
  Cell cell(int column) const;

 private:
  sqlite3_stmt* statement_ = nullptr;
  const std::string& path_;
};

class Connection {
 public:
  enum class Mode { read, write };
  /// Opens a file that is there. `immutable`: nobody can change it (a read-only disk).
  Connection(const std::string& path, Mode mode, bool immutable = false);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void run(const std::string& sql);
  /// The first column of the first row; empty without one.
  std::string ask(const std::string& sql);
  /// The statement with this text: prepared once, then kept.
  Statement& prepared(std::string_view sql);
  bool in_transaction() const;
  /// Copies the whole book as it is now into `target`, an open empty database.
  void copy_into(Connection& target);
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>>
      statements_;
};

/// The rows of one asking; resets the statement when it goes.
class Rows {
 public:
  template <class... Values>
  explicit Rows(Statement& statement, Values... values) : statement_{statement} {
    int index = 0;
    (statement_.bind(++index, values), ...);
  }
  ~Rows() { statement_.reset(); }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  bool next() { return statement_.step(); }
  const Statement& statement() const { return statement_; }

  bool is_null(int column) const { return statement_.is_null(column); }
  std::int64_t integer(int column) const { return statement_.integer(column); }
  int number(int column) const;
  std::string text(int column) const { return std::string{statement_.text(column)}; }
  std::string_view view(int column) const { return statement_.text(column); }
  Cell cell(int column) const { return statement_.cell(column); }
  ledger::Money money(int column) const { return ledger::Money::of_pence(integer(column)); }
  ledger::Date date(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<ledger::Money> maybe_money(int column) const;
  std::optional<ledger::Date> maybe_date(int column) const;

 private:
  Statement& statement_;
};

/// Runs a statement that gives no rows.
template <class... Values>
void run(Statement& statement, Values... values) {
  Rows rows{statement, values...};
  while (rows.next()) {
  }
}

}  // namespace store

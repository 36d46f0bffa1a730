// Writes the rows of one recorded table with one prepared statement, and adds each to the batch of
// its link as it goes.
#pragma once

#include "ledger/date.hpp"
#include "ledger/ensure.hpp"
#include "ledger/money.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/schema.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace store {

class RowWriter {
 public:
  RowWriter(Connection& connection, Recorded which)
      : which_{which},
        table_{table(which)},
        sql_{insert_sql(table_)},
        statement_{connection.prepared(sql_)} {}
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  /// One value for each column after the first, in order.
  template <class... Values>
  void write(Batch& batch, std::int64_t person, const Values&... values) {
    ledger::ensure(sizeof...(values) + 1 == table_.columns.size(), "a value for every column");
    statement_.bind(1, person);
    column_ = 1;
    (put(batch, values), ...);
    statement_.step();
    statement_.reset();
  }

 private:
  template <class Value>
  void put(Batch& batch, const Value& value) {
    const Role role = table_.columns[column_].role;
    const int index = static_cast<int>(++column_);
    if constexpr (std::is_integral_v<Value>) {
      const std::int64_t number{value};
      statement_.bind(index, number);
      batch.add(which_, role, number);
    } else {
      const std::string_view text{value};
      statement_.bind(index, text);
      batch.add(which_, role, text);
    }
  }
  template <class Value>
  void put(Batch& batch, const std::optional<Value>& value) {
    if (value) return put(batch, *value);
    batch.add_nothing(which_, table_.columns[column_].role);
    statement_.bind_null(static_cast<int>(++column_));
  }
  void put(Batch& batch, ledger::Money value) { put(batch, value.pence()); }
  void put(Batch& batch, ledger::Date value) { put(batch, value.days()); }
  void put(Batch& batch, ledger::Quantity value) { put(batch, value.hundredths); }

  Recorded which_;
  const Table& table_;
  std::string sql_;
  Statement& statement_;
  std::size_t column_ = 0;
};

}  // namespace store

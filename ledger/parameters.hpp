// Dated rates, tolerances and word lists: data, never constants in code.
//
// The tables are ledger/parameters/*.csv, compiled in, and can be overridden by a file. A value
// holds from its day until the next row of the same name. An empty cell is *unknown*: it answers
// nothing, and a check that needs it answers "cannot test".
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"
#include "ledger/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

class Parameters {
 public:
  /// The tables that are compiled in.
  static const Parameters& built_in();
  /// `name,from,value,source` rows (with that header) over the built-in ones.
  static Result<Parameters> overridden_by(std::string_view csv, const std::string& file);

  /// The value that holds on a day; nothing when unknown.
  std::optional<std::int64_t> number(std::string_view name, Date on) const;
  std::optional<Money> money(std::string_view name, Date on) const;
  /// The first day after `day` from which a row of this name holds; nothing when there is none.
  std::optional<Date> changes_after(std::string_view name, Date day) const;
  /// A number that the program's own tables always have; Defect when they do not.
  int days(std::string_view name, Date on) const;
  /// Every name that begins so, in alphabetical order.
  std::vector<std::string> names(std::string_view prefix) const;
  /// The source cell of the row that holds.
  std::string source(std::string_view name, Date on) const;

  /// Words of a list ("prohibited", "cash", "hmrc", "pension", "returned", …), in folded form.
  const std::vector<std::string>& words(std::string_view list) const;
  /// England and Wales.
  bool is_bank_holiday(Date date) const;
  bool is_working_day(Date date) const;

 private:
  struct Row {
    std::optional<Date> from;
    std::string value;
    std::string source;
  };
  const Row* holding(std::string_view name, Date on) const;
  Result<bool> read(std::string_view csv, const std::string& file);
  Result<bool> take_dated(bool holiday, const std::vector<std::string>& cells);
  std::map<std::string, std::vector<Row>, std::less<>> rows_;
  std::map<std::string, std::vector<std::string>, std::less<>> words_;
  std::vector<Date> holidays_;
};

}  // namespace ledger

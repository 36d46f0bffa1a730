// What a statement says outside its tables: the days it covers, the balances of its summary, its
// currency.
#pragma once

#include "import/pdf/figures.hpp"
#include "import/pdf/labels.hpp"
#include "import/pdf/rows.hpp"
#include "ledger/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace imports::pdf {

struct SummaryBalance {
  RowPlace place;
  std::string printed;
  BalanceLabel label;
  Figure figure;
};

struct Facts {
  std::optional<ledger::Period> printed;
  /// The last day it can speak of, from which days without a year have theirs; `last_said` is where
  /// that stands, in words. Where only a day of unknown meaning stands there, nothing but words.
  std::optional<ledger::Date> last;
  std::string last_said;
  std::vector<SummaryBalance> balances;
  bool is_card = false;  ///< a credit card's: what it prints as a balance is owed
  std::string currency;  ///< empty: nothing says
};

/// `is_inside` tells the rows of tables.
Facts facts_of(const std::vector<Row>& rows, const std::vector<bool>& is_inside);

}  // namespace imports::pdf

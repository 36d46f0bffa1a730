// The rows of the transaction tables of all pages: lines with their amounts, and the balances that
// are printed among them.
//
// A line begins at a row with a day, a type or, once the line before has its amount, an amount.
// What a row says without any of these goes on with the line before it, over pages too; or with the
// line after it, where it stands closer to that one. A blank day is that of the line before.
#pragma once

#include "import/pdf/days.hpp"
#include "import/pdf/figures.hpp"
#include "import/pdf/labels.hpp"
#include "import/pdf/rows.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace imports::pdf {

struct TableLine {
  RowPlace place;
  std::string printed;  ///< the row in which it begins, for messages
  std::optional<PrintedDay> day;
  std::string type;
  std::string narrative;
  std::string reference;
  std::optional<Figure> out;
  std::optional<Figure> in;
  std::optional<Figure> amount;
  std::optional<Figure> balance;
  RowPlace balance_place;

  bool has_money() const { return out || in || amount; }
};

/// A balance with its name, between lines.
struct TableBalance {
  RowPlace place;
  std::string printed;
  BalanceLabel label;
  Figure figure;
  std::size_t before = 0;  ///< how many lines stand before it
};

/// A row with money below a heading that is no line: a sum, or not understood.
struct LeftOut {
  RowPlace place;
  std::string printed;
};

struct Tables {
  bool any = false;         ///< a heading was found
  bool has_amount = false;  ///< one signed column rather than out and in
  std::vector<TableLine> lines;
  std::vector<TableBalance> balances;
  std::vector<LeftOut> left_out;
  std::vector<bool> is_inside;  ///< by row: it belongs to a table
};

/// `headless` pages go on with the columns of the page before.
enum class Headless { skipped, continued };
Tables read_tables(const std::vector<Row>& rows, Headless headless);

}  // namespace imports::pdf

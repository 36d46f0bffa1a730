// What the columns of a table say of a line, as signed money and days.
#pragma once

#include "import/pdf/proof.hpp"

#include <optional>
#include <vector>

namespace imports::pdf {

/// A line, or a balance between lines, in the order of print.
struct Step {
  RowPlace place;
  std::string printed;
  ledger::Money amount;
  std::optional<ledger::Money> balance;
  RowPlace balance_place;
  std::optional<BalanceLabel> label;          ///< of a balance between lines
  std::optional<ledger::StatementLine> line;  ///< of a line
};

/// Owed is negative, whatever a card company prints.
ledger::Money balance_of(const Figure& figure, bool is_card);

/// Every line and balance of the tables; or the first that makes no sense.
std::optional<Doubt> take_steps(const Tables& tables, const Facts& facts, std::vector<Step>& steps);

}  // namespace imports::pdf

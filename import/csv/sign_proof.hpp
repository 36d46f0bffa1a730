// Does a file prove which way its money goes? A table of a day, a text and one amount, without a
// running balance, looks the same whether a bank wrote it or a card of another firm, and the two
// sign what is spent in opposite ways.
#pragma once

#include "import/csv/layout.hpp"
#include "ledger/statement.hpp"

#include <vector>

namespace imports {

/// Adds a warning to every statement of which most booked lines come in, where nothing in the file
/// proves that they do.
void warn_of_unproved_sign(const Heading& heading, std::vector<ledger::Statement>& statements);

}  // namespace imports

// Re-walks one person's chain: every link from the rows that it covers.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"

#include <vector>

namespace store {

std::vector<Breach> check_chain(Connection& connection, const PersonRow& person);

}  // namespace store

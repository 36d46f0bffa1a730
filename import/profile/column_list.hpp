// A list of columns that somebody else's form asks for: what each is called there, and which of our
// fields goes into it.
//
//   schema = "dpledger.columns/1"
//   columns = [
//     { heading = "Recipient", field = "name" },
//     { heading = "Our reference", field = "ref" },
//   ]
//
// Errors    TOML's own with their place; a field that is none of those known, with all that are.
#pragma once

#include "ledger/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct ListedColumn {
  std::string heading;
  std::string field;
  friend bool operator==(const ListedColumn&, const ListedColumn&) = default;
};

/// At least one column, no heading twice. `fields`: those that may be named.
ledger::Result<std::vector<ListedColumn>> read_column_list(
    std::string_view toml, const std::string& file, const std::vector<std::string_view>& fields);

}  // namespace imports

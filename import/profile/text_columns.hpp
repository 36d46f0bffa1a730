// What the columns of an unknown table mean that hold neither the day nor money.
#pragma once

#include "import/csv/layout.hpp"
#include "import/profile/profile.hpp"
#include "import/profile/table_look.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace imports {

/// Both need the rows that have a day to be marked.
///
/// Columns by which the rows belong to one account or another; found before the money is.
struct OwnerColumns {
  std::optional<std::size_t> currency, account, product, iban, holder, sort_code;
  /// For each of the rows kept, all of these in one text.
  std::vector<std::string> groups;
};
/// The groups by these columns.
std::vector<std::string> groups_of(const TableLook& look, const OwnerColumns& owner);
OwnerColumns find_owner_columns(const TableLook& look, std::size_t day);

/// Adds to `roles` (by column) who was paid, reference, type, the bank's own number and the state.
void place_texts(const TableLook& look, std::size_t day, std::vector<Role>& roles);

}  // namespace imports

// Sort codes and account numbers as banks write them into a cell.
#pragma once

#include <string>
#include <string_view>

namespace imports {

/// What one cell, or two, say about whose account it is. Two rows of one account are equal.
struct AccountText {
  std::string sort_code;  ///< six digits, or empty
  std::string number;     ///< as given, or empty
  std::string masked;     ///< what is shown of a number that is hidden: "****40718"
  friend bool operator==(const AccountText&, const AccountText&) = default;
};

/// Adds a sort code: "'30-00-00", "30 00 00", "300000". False when it is none.
bool take_sort_code(std::string_view text, AccountText& account);

/// Adds an account: "01234567", "'600000-12345678", "20-00-00 12345678", "****40718". A shorter
/// number gets its leading zeros back when the layout is known to lose them. False when it is none
/// (as "1.23E+15", from a spreadsheet).
bool take_account(std::string_view text, bool restore_zeros, AccountText& account);

/// Sort code and account number of an IBAN of the United Kingdom, without blanks; else nothing.
void take_british_iban(std::string_view iban, AccountText& account);

/// The part of a text that hides a number: "Care current ****40718" gives "****40718"; else empty.
std::string masked_part(std::string_view text);

}  // namespace imports

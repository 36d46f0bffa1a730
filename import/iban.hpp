// International bank account numbers: the one door by which every room tells them.
//
// Grammar   2 capitals, 2 check digits, 11 to 30 capitals and digits; without blanks
// Source    ISO 13616; the check digits are ISO 7064's MOD 97-10
#pragma once

#include <string>
#include <string_view>

namespace imports {

/// As it is compared: without blanks.
std::string without_blanks(std::string_view text);

/// Has the form of one, be its check digits right or wrong.
bool has_iban_form(std::string_view text);

/// Has its form, and its check digits are right.
bool is_iban(std::string_view text);

}  // namespace imports

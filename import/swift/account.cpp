#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/iban.hpp"
#include "import/swift/values.hpp"

#include <algorithm>

namespace imports {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
bool are_digits(std::string_view text, std::size_t size) {
  return text.size() == size && std::ranges::all_of(text, is_digit);
}

/// What is left of a text without blanks and hyphens.
std::string packed(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' ' && c != '-'; });
  return out;
}

bool is_bank(std::string_view text) {
  return (text.size() == 8 || text.size() == 11) &&
         std::ranges::all_of(text.substr(0, 6), is_letter);
}

void take_iban(std::string_view iban, ledger::Statement& whose) {
  whose.iban = iban;
  AccountText account;
  take_british_iban(iban, account);
  whose.sort_code = account.sort_code;
  whose.number = account.number;
}

bool take_sort_code_and_number(std::string_view digits, ledger::Statement& whose) {
  if (!are_digits(digits, 14)) return false;
  whose.sort_code = digits.substr(0, 6);
  whose.number = digits.substr(6);
  return true;
}

}  // namespace

void read_swift_account(std::string_view content, ledger::Statement& whose) {
  const auto all = trimmed(content.substr(0, content.find_first_of("\r\n")));
  auto account = all;
  // "…/EUR" and "… EUR": the currency beside it.
  if (account.size() > 4 && std::ranges::all_of(account.substr(account.size() - 3), is_letter) &&
      (account[account.size() - 4] == '/' || account[account.size() - 4] == ' ')) {
    account = trimmed(account.substr(0, account.size() - 4));
  }
  const auto slash = account.find('/');
  const auto before = packed(account.substr(0, slash));
  const auto after = slash == account.npos ? std::string{} : packed(account.substr(slash + 1));
  const auto& likely = slash != account.npos && is_bank(before) ? after : before;
  const bool alone = slash == account.npos || &likely == &after;
  if (alone && has_iban_form(likely)) return take_iban(likely, whose);
  // An IBAN with its currency grown on: "GB…GBP".
  if (alone && likely.size() == 25 && likely.starts_with("GB") && has_iban_form(likely)) {
    return take_iban(std::string_view{likely}.substr(0, 22), whose);
  }
  if (alone && take_sort_code_and_number(likely, whose)) return;
  if (are_digits(before, 6) && are_digits(after, 8)) {
    whose.sort_code = before;
    whose.number = after;
    return;
  }
  whose.masked = masked_part(all);
  if (whose.masked.empty() && all.find_first_not_of("xX*") == all.npos) whose.masked = all;
  if (whose.masked.empty()) whose.number = alone ? likely : std::string{account};
}

}  // namespace imports

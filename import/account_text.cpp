#include "import/account_text.hpp"

#include "import/cell_text.hpp"

#include <algorithm>

namespace imports {
namespace {

constexpr std::size_t sort_code_digits = 6;
constexpr std::size_t account_digits = 8;
constexpr std::size_t longest_account = 34;  // an IBAN's

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_mask(char c) {
  return c == '*' || c == 'X' || c == 'x';
}

/// The digits of a text that holds nothing else but digits, hyphens and blanks; empty otherwise.
std::string only_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != '-' && c != ' ') {
      return {};
    }
  }
  return digits;
}

}  // namespace

bool take_sort_code(std::string_view text, AccountText& account) {
  text = unguarded(text);
  if (text.empty()) return true;
  auto digits = only_digits(text);
  if (digits.size() != sort_code_digits) return false;
  account.sort_code = std::move(digits);
  return true;
}

bool take_account(std::string_view text, bool restore_zeros, AccountText& account) {
  text = unguarded(text);
  if (text.empty()) return true;
  if (text.find_first_of("*Xx") != text.npos) {
    account.masked = tidied(text);
    return true;
  }
  auto digits = only_digits(text);
  if (digits.empty() || digits.size() > longest_account) return false;
  if (digits.size() == sort_code_digits + account_digits && digits.size() < text.size()) {
    account.sort_code = digits.substr(0, sort_code_digits);
    account.number = digits.substr(sort_code_digits);
    return true;
  }
  if (restore_zeros && digits.size() < account_digits) {
    digits.insert(0, account_digits - digits.size(), '0');
  }
  account.number = std::move(digits);
  return true;
}

void take_british_iban(std::string_view iban, AccountText& account) {
  constexpr std::size_t before = 8;  // GB, check digits, four letters of the bank
  if (iban.size() != before + sort_code_digits + account_digits) return;
  const auto digits = iban.substr(before);
  if (!iban.starts_with("GB") || !std::ranges::all_of(digits, is_digit)) return;
  account.sort_code = digits.substr(0, sort_code_digits);
  account.number = digits.substr(sort_code_digits);
}

std::string masked_part(std::string_view text) {
  text = unguarded(text);
  const auto starts = text.find_first_of("*X");
  if (starts == text.npos) return {};
  const auto part = text.substr(starts);
  const bool hides =
      std::ranges::count_if(part, is_mask) >= 2 && std::ranges::any_of(part, is_digit);
  const bool only_mask =
      std::ranges::all_of(part, [](char c) { return is_digit(c) || is_mask(c) || c == ' '; });
  return hides && only_mask ? tidied(part) : std::string{};
}

}  // namespace imports

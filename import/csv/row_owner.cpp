#include "import/csv/row_owner.hpp"

#include "import/account_text.hpp"
#include "import/iban.hpp"
#include "import/profile/profile.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::array<Role, 6> roles = {Role::account, Role::sort_code, Role::currency,
                                       Role::product, Role::iban,      Role::holder};

constexpr std::string_view spoilt_number =
    "this is no account number; a spreadsheet may have changed it: download the file again";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// A card's or an account's own reference, which need not be a number: "CH-00041". What a
/// spreadsheet makes of a long number, "1.23E+15", has a dot and a plus.
bool is_reference(std::string_view text) {
  const auto fits = [](char c) {
    return is_digit(c) || is_letter(c) || c == '-' || c == '/' || c == ' ' || c == '_';
  };
  return text.size() <= 40 && std::ranges::all_of(text, fits) &&
         std::ranges::any_of(text, is_digit);
}

/// "$" is of any of these; which one, another column says.
bool is_dollar(std::string_view code) {
  return code.size() == 3 && code.ends_with('D');
}

/// "30000012345678"
void part_sort_code(AccountText& account) {
  if (account.number.size() != 14) return;
  account.sort_code = account.number.substr(0, 6);
  account.number.erase(0, 6);
}

}  // namespace

bool RowOwner::take(std::string_view currency) {
  if (known_ && is_same(currency)) return true;
  known_ = false;
  whose_ = {};
  whose_.account.masked = masked_;
  const bool sound = cells_.layout().profile ? take_by_profile() : take_numbers();
  if (!sound || !take_currency(currency)) return false;
  whose_.product = tidied(cells_.words(Role::product));
  remember(currency);
  return known_ = true;
}

bool RowOwner::is_same(std::string_view currency) const {
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (cells_.cell(roles[i]).text != seen_[i]) return false;
  }
  return currency == seen_currency_;
}

void RowOwner::remember(std::string_view currency) {
  for (std::size_t i = 0; i < roles.size(); ++i) seen_[i] = cells_.cell(roles[i]).text;
  seen_currency_ = currency;
}

bool RowOwner::take_numbers() {
  if (!take_sort_code(cells_.cell(Role::sort_code).text, whose_.account)) {
    cells_.refuse(Rule::number_not_understood, cells_.cell(Role::sort_code),
                  "a sort code has six digits");
    return false;
  }
  const auto& account = cells_.cell(Role::account);
  if (take_account(account.text, cells_.layout().loses_zeros, whose_.account)) {
    if (cells_.layout().account_has_sort_code) part_sort_code(whose_.account);
    return true;
  }
  cells_.refuse(Rule::number_not_understood, account, std::string{spoilt_number});
  return false;
}

bool RowOwner::take_by_profile() {
  const auto& account = cells_.cell(Role::account);
  const auto text = unguarded(account.text);
  whose_.holder = tidied(cells_.words(Role::holder));
  AccountText read;
  const bool is_number = take_account(text, cells_.layout().loses_zeros, read);
  if (is_number) {
    if (!read.number.empty() || !read.masked.empty()) whose_.account = std::move(read);
  } else if (is_reference(text)) {
    whose_.account = {{}, tidied(text), {}};
  } else {
    cells_.refuse(Rule::number_not_understood, account, std::string{spoilt_number});
    return false;
  }
  whose_.iban += without_blanks(unguarded(cells_.cell(Role::iban).text));
  take_british_iban(whose_.iban, whose_.account);
  if (take_sort_code(cells_.cell(Role::sort_code).text, whose_.account)) return true;
  cells_.refuse(Rule::number_not_understood, cells_.cell(Role::sort_code),
                "a sort code has six digits");
  return false;
}

bool RowOwner::take_currency(std::string_view said) {
  auto currency = tidied(cells_.words(Role::currency));
  if (cells_.layout().profile) {
    std::ranges::transform(currency, currency.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (currency.empty()) currency = cells_.layout().profile->currency;
  }
  if (currency.empty()) currency = cells_.heading().currency;
  const bool agrees =
      said.empty() || currency.empty() || said == currency || (said == "$" && is_dollar(currency));
  if (!agrees) {
    cells_.refuse(Rule::money_not_understood, cells_.cell(Role::amount),
                  "the amount is in " + std::string{said} + ", the account in " + currency);
    return false;
  }
  if (currency.empty() && !said.empty()) currency = said == "$" ? "USD" : said;
  whose_.currency = std::move(currency);
  return true;
}

}  // namespace imports

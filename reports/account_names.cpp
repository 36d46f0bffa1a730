#include "reports/account_names.hpp"

#include <array>

namespace reports {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_lower(c) || is_upper(c) || is_digit(c);
}

std::string hex(char character) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(character);
  return {digits[byte >> 4U], digits[byte & 0xFU]};
}

struct Root {
  std::string_view account;  ///< how its name begins
  std::string_view root;
};

// Assets and liabilities are what stands at a day, income and expenses what a budget got and cost.
constexpr std::array roots{
    Root{"bank:", "Assets"},       Root{"due-back:", "Assets"},  Root{"moving", "Assets"},
    Root{"suspense", "Assets"},    Root{"owed:", "Liabilities"}, Root{"due-to:", "Liabilities"},
    Root{"share:", "Liabilities"}, Root{"received:", "Income"},  Root{"contract:", "Income"},
    Root{"cost:", "Expenses"},
};

std::string_view root_of(std::string_view account) {
  for (const Root& root : roots) {
    if (account.starts_with(root.account)) return root.root;
  }
  return "Equity";  // opening, surplus, what budgets hand to each other
}

/// What may stand inside a part for beancount, from a place on.
std::string capital_rest(std::string_view part) {
  std::string made;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escapes = i + 1 < part.size() && part[i + 1] == 'X';
    if (is_word(part[i]) || (part[i] == '-' && !escapes)) {
      made += part[i];
    } else {
      made += "-X" + hex(part[i]);
    }
  }
  return made;
}

template <class Write>
std::string joined(std::string_view account, Write write) {
  std::string made;
  while (true) {
    const auto colon = account.find(':');
    made += ':' + write(account.substr(0, colon));
    if (colon == std::string_view::npos) return made;
    account.remove_prefix(colon + 1);
  }
}

}  // namespace

bool is_memo(std::string_view account) {
  return account.starts_with("plan:") || account.starts_with("pot:") ||
         account.starts_with("pots:");
}

std::string plain_part(std::string_view part) {
  std::string made;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    const bool inside = i > 0 && i + 1 < part.size();
    const bool lone_space = c == ' ' && inside && part[i - 1] != ' ' && part[i + 1] != ' ';
    if (is_word(c) || c == '-' || c == '_' || c == '.' || lone_space) {
      made += c;
    } else {
      made += "%" + hex(c);
    }
  }
  return made.empty() ? "%" : made;
}

std::string capital_part(std::string_view part) {
  if (part.empty()) return "X";
  const char first = part.front();
  const auto rest = part.substr(1);
  const bool second_is_small = rest.empty() || !(is_upper(rest.front()) || is_digit(rest.front()));
  const bool is_x = first == 'x' || first == 'X';
  if (is_digit(first)) return first + capital_rest(rest);
  if (is_upper(first) && !is_x) {
    return first + capital_rest(rest) + (second_is_small ? "-X" : "");
  }
  if (is_lower(first) && !is_x && second_is_small) {
    return static_cast<char>(first - 'a' + 'A') + capital_rest(rest);
  }
  return "X-X" + hex(first) + capital_rest(rest);
}

std::string account_name(Program program, std::string_view person, std::string_view budget,
                         std::string_view account) {
  const bool memo = is_memo(account);
  if (program == Program::beancount) {  // it knows five roots and no other
    return std::string{memo ? "Equity:Memo" : root_of(account)} + ":" + capital_part(person) + ":" +
           capital_part(budget) + joined(account, capital_part);
  }
  return std::string{memo ? "Memo" : root_of(account)} + ":" + plain_part(person) + ":" +
         plain_part(budget) + joined(account, plain_part);
}

}  // namespace reports

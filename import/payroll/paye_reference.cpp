#include "import/payroll/paye_reference.hpp"

#include <algorithm>

namespace imports {
namespace {

constexpr std::size_t office_digits = 3;
constexpr std::size_t longest_number = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char large(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool may_stand_in_number(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
}

}  // namespace

std::optional<std::string> parse_paye_reference(std::string_view text) {
  std::string reference;
  for (const char c : text) {
    if (c != ' ') reference += large(c);
    if (reference.size() > office_digits + 1 + longest_number) return std::nullopt;
  }
  if (reference.size() < office_digits + 2 || reference[office_digits] != '/') return std::nullopt;
  const auto number = std::string_view{reference}.substr(office_digits + 1);
  const bool sound = std::all_of(reference.begin(), reference.begin() + office_digits, is_digit) &&
                     std::ranges::all_of(number, may_stand_in_number);
  if (!sound) return std::nullopt;
  return reference;
}

}  // namespace imports

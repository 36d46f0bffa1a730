#include "import/iban.hpp"

#include <algorithm>
#include <iterator>

namespace imports {
namespace {

constexpr std::size_t shortest = 15;
constexpr std::size_t longest = 34;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::string without_blanks(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' '; });
  return out;
}

bool has_iban_form(std::string_view text) {
  return text.size() >= shortest && text.size() <= longest && is_capital(text[0]) &&
         is_capital(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
         std::ranges::all_of(text, [](char c) { return is_capital(c) || is_digit(c); });
}

bool is_iban(std::string_view text) {
  if (!has_iban_form(text)) return false;
  constexpr std::size_t moved_behind = 4;  // country and check digits
  int remainder = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + moved_behind) % text.size()];
    remainder =
        is_digit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
  }
  return remainder == 1;
}

}  // namespace imports

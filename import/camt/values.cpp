#include "import/camt/values.hpp"

#include "import/cell_text.hpp"
#include "import/date_text.hpp"
#include "import/find_bytes.hpp"
#include "import/xml_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace imports::camt {
namespace {

using ledger::Money;
using ledger::Rule;

constexpr std::int64_t most_pence = 9'999'999'999'999;  // as import/money_text has it

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string text_of(const Written* written) {
  if (written == nullptr) return {};
  if (find_byte(written->content, 0, '&', '<') == written->content.size()) {
    return tidied(written->content);
  }
  return tidied(xml_text(written->content));
}

Amount read_amount(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  auto places = point == text.npos ? std::string_view{} : text.substr(point + 1);
  if (whole.size() + places.size() == 0 || !std::ranges::all_of(whole, is_digit) ||
      !std::ranges::all_of(places, is_digit)) {
    return {{}, Rule::money_not_understood};
  }
  while (places.size() > 2 && places.ends_with('0')) places.remove_suffix(1);
  if (places.size() > 2) return {{}, Rule::money_fraction_of_penny};
  std::int64_t pence = 0;
  const auto take = [&](char digit) {
    if (pence <= most_pence) pence = pence * 10 + (digit - '0');
  };
  for (const char digit : whole) take(digit);
  take(places.empty() ? '0' : places[0]);
  take(places.size() < 2 ? '0' : places[1]);
  if (pence > most_pence) return {{}, Rule::money_too_large};
  return {Money::of_pence(pence), {}};
}

Day read_day(std::string_view text) {
  constexpr std::size_t day_size = 10;
  text = trimmed(text);
  const auto rest = text.size() > day_size ? text.substr(day_size) : std::string_view{};
  const auto behind = rest.substr(0, 1);
  const bool may_stand_behind = rest.find_first_not_of("T0123456789:.+-Z") == rest.npos &&
                                (rest.empty() || behind.find_first_of("TZ+-") != behind.npos);
  const auto read = read_bank_date(text.substr(0, day_size));
  if (!may_stand_behind || read.form != DateForm::iso) return {{}, Rule::date_not_understood};
  return {read.date, read.wrong};
}

bool says_nothing(std::string_view reference) {
  constexpr auto words =
      std::to_array<std::string_view>({"", "NOTPROVIDED", "NOTPROV", "NONREF", "NONE", "N/A", "0"});
  return std::ranges::any_of(words, [&](auto word) { return same_word(reference, word); });
}

}  // namespace imports::camt

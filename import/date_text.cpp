#include "import/date_text.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The number at the front, `least` to `most` digits of it; nothing when there are more or fewer.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t digits = 0;
  int number = 0;
  while (digits < text.size() && digits <= most && is_digit(text[digits])) {
    number = number * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits < least || digits > most) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

struct Parts {
  int year;
  int month;
  int day;
  DateForm form;
};

/// Year with the form it decides between: four digits or two.
std::optional<Parts> with_year(std::string_view text, Parts parts, DateForm short_form) {
  const bool is_short = text.size() == 2;
  if (!is_short && text.size() != 4) return std::nullopt;
  const auto year = take_number(text, 2, 4);
  if (!year || !text.empty()) return std::nullopt;
  parts.year = !is_short ? *year : *year + (*year >= 70 ? 1900 : 2000);
  if (is_short) parts.form = short_form;
  return parts;
}

std::optional<Parts> slashed(std::string_view text) {
  const auto day = take_number(text, 2, 2);
  if (!day || !take(text, '/')) return std::nullopt;
  const auto month = take_number(text, 2, 2);
  if (!month || !take(text, '/')) return std::nullopt;
  return with_year(text, {0, *month, *day, DateForm::day_month_year},
                   DateForm::day_month_short_year);
}

std::optional<Parts> worded(std::string_view text, char between) {
  const auto day = take_number(text, 1, 2);
  if (!day || !take(text, between)) return std::nullopt;
  const auto month = take_month(text);
  if (!month || !take(text, between)) return std::nullopt;
  if (between == ' ') {
    return with_year(text, {0, *month, *day, DateForm::words}, DateForm::words_short_year);
  }
  return with_year(text, {0, *month, *day, DateForm::dashed_words}, DateForm::dashed_words_short);
}

std::optional<Parts> packed(std::string_view text) {
  auto year = text.substr(0, 4), month = text.substr(4, 2), day = text.substr(6);
  const auto y = take_number(year, 4, 4);
  const auto m = take_number(month, 2, 2);
  const auto d = take_number(day, 2, 2);
  if (!y || !m || !d) return std::nullopt;
  return Parts{*y, *m, *d, DateForm::packed};
}

std::optional<Parts> year_first(std::string_view text) {
  const auto year = take_number(text, 4, 4);
  const char between = text.starts_with('/') ? '/' : '-';
  if (!year || !take(text, between)) return std::nullopt;
  const auto month = take_number(text, 2, 2);
  if (!month || !take(text, between)) return std::nullopt;
  const auto day = take_number(text, 2, 2);
  if (!day) return std::nullopt;
  if (between == '/') {
    return text.empty() ? std::optional{Parts{*year, *month, *day, DateForm::year_slashes}}
                        : std::nullopt;
  }
  if (text.empty()) return Parts{*year, *month, *day, DateForm::iso};
  if (!take(text, ' ') && !take(text, 'T')) return std::nullopt;
  if (!is_time_of_day(text)) return std::nullopt;
  return Parts{*year, *month, *day, DateForm::iso_time};
}

std::optional<Parts> parts_of(std::string_view text) {
  if (text.size() < 7 || !is_digit(text.front())) return std::nullopt;
  if (text[1] == '/' || text[2] == '/') return slashed(text);
  if (text[1] == ' ' || text[2] == ' ') return worded(text, ' ');
  if (text[1] == '-' || text[2] == '-') return worded(text, '-');
  if (text.size() == 8 && std::ranges::all_of(text, is_digit)) return packed(text);
  return year_first(text);
}

}  // namespace

std::optional<int> take_month(std::string_view& text) {
  const auto* const end = std::ranges::find_if(text, [](char c) { return c == ' ' || c == '-'; });
  const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool sept = i == 8 && same_word(word, "Sept");
    if (!sept && !same_word(word, months[i]) && !same_word(word, months[i].substr(0, 3))) continue;
    text.remove_prefix(word.size());
    return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

bool is_time_of_day(std::string_view text) {
  const auto pair = [&] { return take_number(text, 2, 2).has_value(); };
  if (!pair() || !take(text, ':') || !pair()) return false;
  if (take(text, ':') && !pair()) return false;
  if (take(text, '.')) {
    const auto* const end = std::ranges::find_if_not(text, is_digit);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
  text = trimmed(text);
  if (text.empty() || same_word(text, "Z") || same_word(text, "UTC")) return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  if (take_number(text, 4, 4)) return text.empty();
  return pair() && take(text, ':') && pair() && text.empty();
}

DateRead read_bank_date(std::string_view text) {
  const auto parts = parts_of(unguarded(text));
  if (!parts) return {{}, {}, ledger::Rule::date_not_understood};
  const auto date = ledger::Date::of(parts->year, parts->month, parts->day);
  if (!date) return {{}, parts->form, ledger::Rule::date_impossible};
  return {date, parts->form, {}};
}

std::string_view example(DateForm form) {
  switch (form) {
    case DateForm::day_month_year:
      return "30/04/2025";
    case DateForm::day_month_short_year:
      return "30/04/25";
    case DateForm::words:
      return "30 Apr 2025";
    case DateForm::words_short_year:
      return "30 Apr 25";
    case DateForm::dashed_words:
      return "30-Apr-2025";
    case DateForm::dashed_words_short:
      return "30-Apr-25";
    case DateForm::iso:
      return "2025-04-30";
    case DateForm::iso_time:
      return "2025-04-30 12:34:56";
    case DateForm::year_slashes:
      return "2025/04/30";
    case DateForm::packed:
      return "20250430";
  }
  return {};
}

}  // namespace imports

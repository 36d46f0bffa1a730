#include "import/cell_text.hpp"
#include "import/date_text.hpp"
#include "import/profile/written.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using Order = DateWritten::Order;
using ledger::Rule;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// 'D', 'M' and 'Y' in their order.
std::string_view letters(Order order) {
  switch (order) {
    case Order::day_month_year:
      return "DMY";
    case Order::month_day_year:
      return "MDY";
    case Order::year_month_day:
      return "YMD";
    case Order::year_day_month:
      return "YDM";
  }
  return {};
}

/// Takes the parts of a day from the front of a text, one after the other.
class Taking {
 public:
  Taking(std::string_view text, const DateWritten& written) : rest_{text}, written_{written} {}

  bool part(char which) {
    if (which == 'M' && written_.month_is_word) return word();
    const bool packed = written_.between == '\0';
    const std::size_t year = written_.short_year ? 2 : 4;
    const auto number = which == 'Y' ? digits(year, year) : digits(packed ? 2 : 1, 2);
    if (!number) return false;
    (which == 'Y' ? year_ : which == 'M' ? month_ : day_) = *number;
    return true;
  }

  bool between() {
    if (written_.between == '\0') return true;
    const bool comma = written_.month_is_word && written_.between == ' ' && rest_.starts_with(',');
    if (comma) rest_.remove_prefix(1);
    if (rest_.starts_with(written_.between)) {
      rest_.remove_prefix(1);
    } else if (!comma) {
      return false;
    }
    if (written_.between == ' ') rest_ = trimmed(rest_);
    return true;
  }

  /// A time of day may follow; anything else may not.
  bool ends() {
    if (written_.between == '.' && rest_.starts_with('.')) rest_.remove_prefix(1);
    if (rest_.empty()) return true;
    if (written_.between == '\0') return packed_time();
    if (rest_.front() != ' ' && rest_.front() != 'T' && rest_.front() != ',') return false;
    return is_time(trimmed(rest_.substr(1)));
  }

  WrittenDateRead date() const {
    const int century = !written_.short_year ? 0 : year_ >= 70 ? 1900 : 2000;
    const auto made = ledger::Date::of(century + year_, month_, day_);
    if (!made) return {{}, Rule::date_impossible};
    return {made, {}};
  }

 private:
  std::optional<int> digits(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int number = 0;
    while (count < rest_.size() && count < most && is_digit(rest_[count])) {
      number = number * 10 + (rest_[count] - '0');
      ++count;
    }
    const bool goes_on = count < rest_.size() && is_digit(rest_[count]);
    if (count < least || (goes_on && written_.between != '\0')) return std::nullopt;
    rest_.remove_prefix(count);
    return number;
  }

  /// The letters in front, as a month in English.
  bool word() {
    const auto* const end = std::ranges::find_if_not(rest_, is_letter);
    auto name = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    const auto size = name.size();
    const auto month = take_month(name);
    if (!month) return false;
    rest_.remove_prefix(size);
    if (rest_.starts_with('.') && written_.between != '.') rest_.remove_prefix(1);
    month_ = *month;
    return true;
  }

  /// "06:50 PM", and a zone in letters: "07:45:51 PST".
  static bool is_time(std::string_view text) {
    while (!text.empty() && is_letter(text.back())) text.remove_suffix(1);
    return is_time_of_day(trimmed(text));
  }

  /// "120000[0:GMT]", "1200", "120000.000".
  bool packed_time() {
    const auto* const end = std::ranges::find_if_not(rest_, is_digit);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    if (size != 4 && size != 6) return false;
    const auto zone = rest_.substr(size);
    return zone.empty() || zone.front() == '[' || zone.front() == '.';
  }

  std::string_view rest_;
  const DateWritten& written_;
  int year_ = 0;
  int month_ = 0;
  int day_ = 0;
};

constexpr auto orders = std::to_array<Order>(
    {Order::day_month_year, Order::month_day_year, Order::year_month_day, Order::year_day_month});
constexpr std::string_view betweens = "/.- ";

std::string pattern_of(const DateWritten& written, bool comma) {
  std::string out;
  for (const char which : letters(written.order)) {
    if (!out.empty() && written.between != '\0') {
      if (comma && which == 'Y') out += ',';
      out += written.between;
    }
    if (which == 'D') out += "DD";
    if (which == 'M') out += written.month_is_word ? "MMM" : "MM";
    if (which == 'Y') out += written.short_year ? "YY" : "YYYY";
  }
  return out;
}

}  // namespace

std::string pattern_of(const DateWritten& written) {
  const bool comma = written.order == Order::month_day_year && written.month_is_word;
  return pattern_of(written, comma && written.between == ' ');
}

std::span<const DateWritten> date_forms() {
  static const auto forms = [] {
    std::vector<DateWritten> all;
    for (const bool is_short : {false, true}) {
      for (const auto order : orders) {
        const bool year_first = order == Order::year_month_day || order == Order::year_day_month;
        if (year_first && is_short) continue;
        for (const char between : betweens) {
          all.push_back({order, between, false, is_short});
          if (order != Order::year_day_month) all.push_back({order, between, true, is_short});
        }
      }
    }
    all.push_back({Order::year_month_day, '\0', false, false});
    all.push_back({Order::day_month_year, '\0', false, false});
    all.push_back({Order::year_month_day, '\0', false, true});
    return all;
  }();
  return forms;
}

std::optional<DateWritten> parse_date_pattern(std::string_view pattern) {
  for (const auto& written : date_forms()) {
    if (pattern == pattern_of(written, false) || pattern == pattern_of(written)) return written;
  }
  return std::nullopt;
}

WrittenDateRead read_written_date(std::string_view text, const DateWritten& written) {
  const auto order = letters(written.order);
  Taking taking{unguarded(text), written};
  const bool sound = taking.part(order[0]) && taking.between() && taking.part(order[1]) &&
                     taking.between() && taking.part(order[2]) && taking.ends();
  if (!sound) return {{}, Rule::date_not_understood};
  return taking.date();
}

}  // namespace imports

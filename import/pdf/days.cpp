#include "import/pdf/days.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> weekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                      "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 4> ordinals = {"st", "nd", "rd", "th"};
constexpr auto joiners = std::to_array<std::string_view>(
    {"to", "-", "until", "through", "and", "\xE2\x80\x93", "\xE2\x80\x94"});
constexpr std::size_t most_words = 5;  // "Tuesday 1 st April 2025"

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A run of digits or of letters in the words, with what parts it from the one before.
struct Part {
  bool number = false;
  std::string_view text;
  char before = ' ';      ///< '/', '-', '.', ' ' between words, 0 directly
  std::size_t words = 0;  ///< words of the row up to and with this one
  bool ends_word = false;
};

int number_of(const Part& part) {
  int value = 0;
  for (const char c : part.text) value = value * 10 + (c - '0');
  return value;
}

/// The parts of one word, behind those of the words before; false when it holds other characters.
bool add_parts(std::string_view word, std::size_t words, std::vector<Part>& parts) {
  char before = ' ';
  while (word.ends_with(',') || word.ends_with(':') || word.ends_with('.')) word.remove_suffix(1);
  while (!word.empty() && word.front() == '(') word.remove_prefix(1);
  while (!word.empty() && word.back() == ')') word.remove_suffix(1);
  if (word.empty()) return false;
  while (!word.empty()) {
    const bool number = is_digit(word.front());
    const auto* const end = std::ranges::find_if_not(word, number ? is_digit : is_letter);
    const auto size = static_cast<std::size_t>(end - word.begin());
    if (size == 0 || (number && size > 4)) return false;
    parts.push_back({number, word.substr(0, size), before, words, size == word.size()});
    word.remove_prefix(size);
    before = 0;
    if (!word.empty() && (word.front() == '/' || word.front() == '-' || word.front() == '.')) {
      before = word.front();
      word.remove_prefix(1);
      if (word.empty()) return false;
    }
  }
  return true;
}

std::vector<Part> parts_from(const Row& row, std::size_t from, std::size_t end) {
  std::vector<Part> parts;
  const auto last = std::min({end, row.words.size(), from + most_words});
  for (auto i = from; i < last; ++i) {
    const auto kept = parts.size();
    if (add_parts(row.words[i].text, i - from + 1, parts)) continue;
    parts.resize(kept);
    break;
  }
  return parts;
}

template <std::size_t N>
int named(std::string_view text, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    const bool sept = names[i] == "september" && same_word(text, "sept");
    if (sept || same_word(text, names[i]) || same_word(text, names[i].substr(0, 3))) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

bool is_ordinal(std::string_view text) {
  return std::ranges::any_of(ordinals, [&](auto each) { return same_word(text, each); });
}

/// Reads along the parts.
class DayReader {
 public:
  explicit DayReader(const std::vector<Part>& parts) : parts_{parts} {}

  std::optional<PrintedDay> read() {
    if (const auto* weekday = letters(); weekday != nullptr && named(weekday->text, weekdays) > 0) {
      ++at_;
    }
    auto day = iso();
    if (!day) day = numeric();
    if (!day) day = worded();
    // "12/04/2025/7" or "1 Apr 2025x" is no day.
    if (day && !parts_[at_ - 1].ends_word) return std::nullopt;
    if (day) day->words = parts_[at_ - 1].words;
    return day;
  }

 private:
  const Part* part(std::size_t at) const { return at < parts_.size() ? &parts_[at] : nullptr; }
  const Part* letters() const {
    const auto* here = part(at_);
    return here != nullptr && !here->number ? here : nullptr;
  }
  /// A number of so many digits, so far ahead, parted by `before`.
  const Part* number(std::size_t ahead, std::size_t least, std::size_t most) const {
    const auto* here = part(at_ + ahead);
    const bool fits =
        here != nullptr && here->number && here->text.size() >= least && here->text.size() <= most;
    return fits ? here : nullptr;
  }

  std::optional<PrintedDay> iso() {
    const auto* year = number(0, 4, 4);
    const auto* month = number(1, 2, 2);
    const auto* day = number(2, 2, 2);
    if (year == nullptr || month == nullptr || day == nullptr) return std::nullopt;
    if (month->before != '-' || day->before != '-') return std::nullopt;
    at_ += 3;
    return PrintedDay{number_of(*day), number_of(*month), number_of(*year), 0};
  }

  std::optional<PrintedDay> numeric() {
    const auto* day = number(0, 1, 2);
    const auto* month = number(1, 1, 2);
    if (day == nullptr || month == nullptr) return std::nullopt;
    const char between = month->before;
    if (between != '/' && between != '-' && between != '.') return std::nullopt;
    const auto* year = number(2, 2, 4);
    const bool has_year = year != nullptr && year->before == between && year->text.size() != 3;
    if (!has_year && between != '/') return std::nullopt;
    at_ += has_year ? 3 : 2;
    return PrintedDay{number_of(*day), number_of(*month), has_year ? with_century(*year) : 0, 0};
  }

  std::optional<PrintedDay> worded() {
    const auto* day = number(0, 1, 2);
    if (day == nullptr) return std::nullopt;
    ++at_;
    if (const auto* ordinal = letters(); ordinal != nullptr && is_ordinal(ordinal->text)) ++at_;
    const auto* month = letters();
    const int which = month == nullptr ? 0 : named(month->text, months);
    if (which == 0) return std::nullopt;
    ++at_;
    PrintedDay printed{number_of(*day), which, 0, 0};
    const auto* year = number(0, 2, 4);
    if (year == nullptr || year->text.size() == 3) return printed;
    printed.year = with_century(*year);
    ++at_;
    return printed;
  }

  static int with_century(const Part& year) {
    const int value = number_of(year);
    if (year.text.size() == 4) return value;
    return value + (value >= 70 ? 1900 : 2000);
  }

  const std::vector<Part>& parts_;
  std::size_t at_ = 0;
};

bool is_joiner(const Word& word) {
  return std::ranges::any_of(joiners, [&](auto each) { return same_word(word.text, each); });
}

}  // namespace

std::optional<PrintedDay> day_at(const Row& row, std::size_t from, std::size_t end) {
  const auto parts = parts_from(row, from, end);
  if (parts.empty()) return std::nullopt;
  return DayReader{parts}.read();
}

std::optional<ledger::Date> resolved(const PrintedDay& day, std::optional<ledger::Date> last) {
  if (day.year != 0) return ledger::Date::of(day.year, day.month, day.day);
  if (!last) return std::nullopt;
  const auto same_year = ledger::Date::of(last->year(), day.month, day.day);
  if (same_year && *same_year <= *last) return same_year;
  return ledger::Date::of(last->year() - 1, day.month, day.day);
}

std::optional<ledger::Period> period_in(const Row& row) {
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const auto first = day_at(row, i, row.words.size());
    if (!first) continue;
    const auto joiner = i + first->words;
    if (joiner + 1 >= row.words.size() || !is_joiner(row.words[joiner])) continue;
    const auto last = day_at(row, joiner + 1, row.words.size());
    if (!last || last->year == 0) continue;
    const auto to = resolved(*last, {});
    const auto from = to ? resolved(*first, to) : std::nullopt;
    if (from && to && *from <= *to) return ledger::Period{*from, *to};
  }
  return std::nullopt;
}

}  // namespace imports::pdf

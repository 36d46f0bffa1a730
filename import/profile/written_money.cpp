#include "import/cell_text.hpp"
#include "import/profile/written.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::int64_t most_pence = 9'999'999'999'999;

struct CurrencySign {
  std::string_view sign;
  std::string_view code;
};
/// Those with a country's letter before their longer ones' ends.
constexpr auto signs = std::to_array<CurrencySign>({
    {"\xC2\xA3", "GBP"},          // the pound sign
    {"\xC3\x82\xC2\xA3", "GBP"},  // as windows-1252 that was written as UTF-8 again
    {"\xEF\xBF\xBD", "GBP"},      // where it was lost on the way
    {"\xE2\x82\xAC", "EUR"},      // the euro sign
    {"US$", "USD"},
    {"$", "$"},  // of whose dollars it does not say
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

constexpr std::string_view minus_sign = "\xE2\x88\x92";
constexpr std::string_view no_break = "\xC2\xA0";
constexpr std::string_view narrow_no_break = "\xE2\x80\xAF";

/// Takes what stands around the digits, from both ends.
class Around {
 public:
  explicit Around(std::string_view text) : text_{trimmed(text)} {
    if (text_.size() > 2 && text_.front() == '(' && text_.back() == ')') {
      text_ = trimmed(text_.substr(1, text_.size() - 2));
      note(-1);
    }
    while (take_front()) {
    }
    while (take_back()) {
    }
  }

  std::string_view digits() const { return text_; }
  int sign() const { return sign_; }
  std::string_view currency() const { return currency_; }
  /// No two signs, no two currencies.
  bool sound() const { return sound_; }

 private:
  void note(int sign) {
    sound_ = sound_ && sign_ == 0;
    sign_ = sign;
  }
  void note(std::string_view currency) {
    sound_ = sound_ && currency_.empty();
    currency_ = currency;
  }
  void drop_front(std::size_t size) { text_ = trimmed(text_.substr(size)); }
  void drop_back(std::size_t size) { text_ = trimmed(text_.substr(0, text_.size() - size)); }

  bool take_front() {
    if (text_.empty() || is_digit(text_.front())) return false;
    if (text_.front() == '-' || text_.front() == '+') {
      note(text_.front() == '-' ? -1 : 1);
      return drop_front(1), true;
    }
    if (text_.starts_with(minus_sign)) return note(-1), drop_front(minus_sign.size()), true;
    for (const auto& each : signs) {
      if (text_.starts_with(each.sign)) return note(each.code), drop_front(each.sign.size()), true;
    }
    const auto code = text_.substr(0, 3);
    if (text_.size() < 4 || !std::ranges::all_of(code, is_capital)) return false;
    return note(code), drop_front(3), true;
  }

  bool take_back() {
    if (text_.empty() || is_digit(text_.back())) return false;
    if (text_.back() == '-') return note(-1), drop_back(1), true;
    for (const auto& each : signs) {
      if (text_.ends_with(each.sign)) return note(each.code), drop_back(each.sign.size()), true;
    }
    const auto word = text_.size() > 2 ? text_.substr(text_.size() - 2) : std::string_view{};
    const bool code =
        text_.size() > 3 && std::ranges::all_of(text_.substr(text_.size() - 3), is_capital);
    if (code) return note(text_.substr(text_.size() - 3)), drop_back(3), true;
    if (same_word(word, "CR")) return note(1), drop_back(2), true;
    if (same_word(word, "DR")) return note(-1), drop_back(2), true;
    return false;
  }

  std::string_view text_;
  int sign_ = 0;
  std::string_view currency_;
  bool sound_ = true;
};

/// The bytes of what parts thousands here; 0 when nothing does.
std::size_t mark_ahead(std::string_view text, char thousands) {
  if (text.empty() || thousands == '\0') return 0;
  if (text.front() == thousands) return 1;
  if (thousands != ' ') return 0;
  if (text.starts_with(no_break)) return no_break.size();
  return text.starts_with(narrow_no_break) ? narrow_no_break.size() : 0;
}

/// Whole units: digits alone, or in groups of three behind the first one to three.
std::optional<std::int64_t> whole_units(std::string_view text, char thousands, bool& too_large) {
  std::int64_t units = 0;
  std::size_t group = 0;
  bool grouped = false;
  while (!text.empty()) {
    if (const auto mark = mark_ahead(text, thousands); mark > 0) {
      const bool in_place = grouped ? group == 3 : group >= 1 && group <= 3;
      if (!in_place) return std::nullopt;
      grouped = true;
      group = 0;
      text.remove_prefix(mark);
      continue;
    }
    if (!is_digit(text.front())) return std::nullopt;
    too_large = too_large || units > most_pence;
    if (!too_large) units = units * 10 + (text.front() - '0');
    ++group;
    text.remove_prefix(1);
  }
  const bool ends_well = grouped ? group == 3 : group > 0;
  return ends_well ? std::optional{units} : std::nullopt;
}

WrittenMoneyRead refused(Rule rule) {
  return {{}, rule, false, {}};
}

/// What nearly every cell is: a few digits, the mark, two digits, and nothing else.
std::optional<std::int64_t> plain_pence(std::string_view text, char decimal) {
  constexpr std::size_t fewest = 4;
  constexpr std::size_t most = 13;  // far below most_pence
  if (text.size() < fewest || text.size() > most || text[text.size() - 3] != decimal) return {};
  std::int64_t pence = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at == text.size() - 3) continue;
    if (!is_digit(text[at])) return {};
    pence = pence * 10 + (text[at] - '0');
  }
  return pence;
}

}  // namespace

WrittenMoneyRead read_written_money(std::string_view text, const MoneyWritten& written) {
  if (const auto pence = plain_pence(text, written.decimal)) {
    return {ledger::Money::of_pence(*pence), {}, false, {}};
  }
  const Around around{unguarded(text)};
  const auto digits = around.digits();
  const auto mark = digits.find(written.decimal);
  const bool has_mark = mark != digits.npos;
  auto places = has_mark ? digits.substr(mark + 1) : std::string_view{};
  auto whole_text = digits.substr(0, mark);
  if (whole_text.empty() && !places.empty()) whole_text = "0";  // ".50"
  bool too_large = false;
  const auto whole = whole_units(whole_text, written.thousands, too_large);
  const bool sound = around.sound() && whole && (!has_mark || !places.empty()) &&
                     std::ranges::all_of(places, is_digit);
  if (!sound) return refused(Rule::money_not_understood);
  while (places.size() > 2 && places.back() == '0') places.remove_suffix(1);
  if (places.size() > 2) return refused(Rule::money_fraction_of_penny);
  if (too_large || *whole > most_pence / 100) return refused(Rule::money_too_large);
  std::int64_t pence = *whole * 100;
  if (!places.empty()) pence += (places[0] - '0') * 10;
  if (places.size() == 2) pence += places[1] - '0';
  const auto value = ledger::Money::of_pence(around.sign() < 0 ? -pence : pence);
  return {value, {}, around.sign() != 0, std::string{around.currency()}};
}

}  // namespace imports

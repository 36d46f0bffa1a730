#include "bench/accuracy/spelling.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace accuracy {
namespace {

constexpr std::array<std::string_view, 12> months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                  "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// Two neighbouring letters change places, or one is lost, in the second half of the word.
std::string typo(Random& random, std::string word) {
  if (word.size() < 6) return word;
  const auto half = static_cast<std::int64_t>(word.size() / 2);
  const auto at = static_cast<std::size_t>(random.between(half, std::ssize(word) - 2));
  if (random.chance(50)) {
    std::swap(word[at], word[at + 1]);
  } else {
    word.erase(at, 1);
  }
  return word;
}

std::string month_word(Date date) {
  return std::string{months[static_cast<std::size_t>(date.month() - 1)]};
}

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string cut(std::string text, std::size_t most) {
  if (text.size() > most) text.resize(most);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

std::string upper(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 4> accents{
      {{"ë", 'E'}, {"é", 'E'}, {"ñ", 'N'}, {"ö", 'O'}}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto accent = std::ranges::find_if(
        accents, [&](const auto& each) { return text.substr(i).starts_with(each.first); });
    if (accent != accents.end()) {
      out += accent->second;
      ++i;
    } else {
      const char c = text[i];
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return out;
}

std::string show_person(Random& random, Noise noise, const std::string& name) {
  const auto all = upper(name);
  const auto gap = all.find(' ');
  const auto first = all.substr(0, gap);
  const auto last = all.substr(gap + 1);
  const auto initial = first.substr(0, 1);
  static constexpr std::array<std::string_view, 4> titles{"MS ", "MRS ", "MR ", "MISS "};
  const auto most = noise == Noise::low ? 2 : noise == Noise::middle ? 8 : 11;
  switch (random.between(0, most)) {
    case 0:
    case 3:
      return first + " " + last;
    case 1:
      return initial + " " + last;
    case 2:
      return last + " " + initial;
    case 4:
      return std::string{random.pick(titles)} + initial + " " + last;
    case 5:
      return last + " " + first;
    case 6:
      return cut(first + " " + last, 12);
    case 7:
      return name;
    case 8:
      return last + "," + first;
    case 9:
      return first + " " + typo(random, last);
    case 10:
      return cut(initial + " " + last, 8);
    default:
      return last;
  }
}

std::string show_firm(Random& random, Noise noise, const std::string& name) {
  const auto all = upper(name);
  const auto most = noise == Noise::low ? 2 : noise == Noise::middle ? 6 : 9;
  switch (random.between(0, most)) {
    case 3:
    case 4:
      return cut(all, 18);
    case 5: {
      auto plain = all;
      for (const std::string_view end : {" LTD", " CIC"}) {
        if (plain.ends_with(end)) plain.resize(plain.size() - end.size());
      }
      return plain;
    }
    case 6:
      return all.find(' ') > 5 ? cut(all, 14) : cut(all, 18);
    case 7:
      return typo(random, all);
    case 8:
      return cut(all, 12);
    default:
      return all;
  }
}

std::string show_card(Random& random, Noise noise, const std::string& name, Date date) {
  const auto shown = show_firm(random, noise, name);
  if (noise == Noise::low) return shown;
  const auto on = two(date.day()) + " " + month_word(date);
  switch (random.between(0, 5)) {
    case 0:
      return "CARD PAYMENT TO " + shown + " ON " + on;
    case 1:
      return shown + " CD " + std::to_string(random.between(1000, 9999));
    case 2:
      return "SUMUP *" + shown;
    default:
      return shown;
  }
}

std::string wage_reference(Random& random, Noise noise, Date date) {
  const auto most = noise == Noise::low ? 2 : noise == Noise::middle ? 6 : 9;
  switch (random.between(0, most)) {
    case 0:
    case 1:
      return "WAGES";
    case 2:
      return month_word(date) + " WAGE";
    case 3:
      return "WK " + std::to_string(random.between(1, 52));
    case 4:
      return "SALARY";
    case 5:
      return "PAY " + two(date.day()) + two(date.month());
    default:
      return "";
  }
}

}  // namespace accuracy

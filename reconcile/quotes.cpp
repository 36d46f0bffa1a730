#include "reconcile/quotes.hpp"

#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace reconcile {
namespace {

constexpr std::size_t shortest_number = 3;
constexpr std::int64_t numbers_apart = 500;  // of one supplier, within some years

std::string_view number_of(std::string_view word) {
  auto begin = word.size();
  while (begin > 0 && word[begin - 1] >= '0' && word[begin - 1] <= '9') --begin;
  word.remove_prefix(begin);
  while (word.starts_with('0')) word.remove_prefix(1);
  return word.size() >= shortest_number ? word : std::string_view{};
}

/// "hh42" of "HH-42": a number too short to be told from others without its letters. Empty for
/// those that are long enough, and for those of one digit or without letters.
std::string whole_number(std::string_view folded) {
  if (!number_of(folded).empty()) return {};
  std::string whole;
  std::ranges::copy_if(folded, std::back_inserter(whole), [](char c) { return c != ' '; });
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto size = whole.size();
  const bool lettered = size > 2 && !std::ranges::all_of(whole, is_digit);
  return lettered && is_digit(whole[size - 1]) && is_digit(whole[size - 2]) ? whole : "";
}

/// A word of the text, or two of them, as `whole_number` has them.
bool has_whole(const Row& row, std::string_view whole) {
  const auto& words = row.text.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == whole) return true;
    if (i + 1 == words.size() || words[i].size() + words[i + 1].size() != whole.size()) continue;
    if (whole.starts_with(words[i]) && whole.ends_with(words[i + 1])) return true;
  }
  return false;
}

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// A line that names somebody is never the payment of somebody else's invoice.
bool names_another(const Desk& desk, const Row& row, std::size_t item) {
  if (row.grade() < Grade::partial) return false;
  return std::ranges::none_of(row.named, [&](const Naming& naming) {
    const auto& items = desk.items_of(naming.party);
    return std::ranges::find(items, item) != items.end();
  });
}

}  // namespace

bool quotes_number(const Row& row, const Groundwork& ground, std::string_view key) {
  const auto cost = std::ranges::find(ground.invoices, key, &InvoiceCost::key);
  if (cost == ground.invoices.end()) return false;
  const auto folded = fold(cost->invoice->number);
  const auto number = number_of(folded);
  if (const auto whole = whole_number(folded); !whole.empty()) return has_whole(row, whole);
  return !number.empty() && std::ranges::any_of(row.text.words, [&](std::string_view word) {
    return number_of(word) == number;
  });
}

Quotes::Quotes(const Desk& desk) : desk_{desk} {
  for (const auto& cost : desk.ground.invoices) {
    const auto item = desk.item(cost.key);
    const auto folded = fold(cost.invoice->number);
    const auto number = number_of(folded);
    if (!item) continue;
    if (auto whole = whole_number(folded); !whole.empty()) {
      by_whole_.emplace_back(std::move(whole), *item);
    }
    if (number.empty()) continue;
    by_number_.emplace(number, *item);
    of_item_.emplace(*item, number);
  }
}

bool Quotes::is_of_now(const Row& row, std::size_t item) const {
  const auto early = row.tolerances->window(ledger::ItemKind::invoice).early;
  return desk_.gap(item, row.date).early <= early &&
         row.date - desk_.items[item].arises <= habit_days;
}

std::vector<std::size_t> Quotes::items(const Row& row) const {
  std::vector<std::size_t> found;
  if (none()) return found;
  const auto add = [&](std::size_t item) {
    if (!is_of_now(row, item) || names_another(desk_, row, item)) return;
    if (std::ranges::find(found, item) == found.end()) found.push_back(item);
  };
  for (const auto& [whole, item] : by_whole_) {
    if (has_whole(row, whole)) add(item);
  }
  for (const auto word : row.text.words) {
    const auto number = number_of(word);
    if (number.empty()) continue;
    const auto [begin, end] = by_number_.equal_range(std::string{number});
    for (auto at = begin; at != end; ++at) add(at->second);
  }
  std::ranges::sort(found);
  return found;
}

/// Whether it is a number of an invoice of these years, by which the text may mean anything.
bool Quotes::is_known(const Row& row, std::string_view number) const {
  const auto [begin, end] = by_number_.equal_range(std::string{number});
  return std::any_of(begin, end, [&](const auto& each) {
    return std::abs(row.date - desk_.items[each.second].arises) <= habit_days;
  });
}

bool Quotes::has_foreign(const Row& row, std::size_t party) const {
  if (none()) return false;
  for (const auto word : row.text.words) {
    const auto number = number_of(word);
    if (number.empty() || is_known(row, number)) continue;
    for (const auto item : desk_.items_of(party)) {
      if (std::abs(row.date - desk_.items[item].arises) > habit_days) continue;
      const auto known = of_item_.find(item);
      if (known == of_item_.end() || known->second.size() != number.size()) continue;
      if (std::abs(value_of(known->second) - value_of(number)) <= numbers_apart) return true;
    }
  }
  return false;
}

}  // namespace reconcile

#include "import/csv/row_words.hpp"

#include "import/profile/profile.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace imports {
namespace {

using ledger::Rule;

/// Words of a state column, and of a date column where a card prints one instead of a day.
constexpr auto not_booked = std::to_array<std::string_view>(
    {"pending", "reverted", "declined", "failed", "authorised", "authorized"});
constexpr auto booked = std::to_array<std::string_view>({"completed", "settled", "booked", ""});

template <class Words>
bool is_one_of(std::string_view text, const Words& words) {
  return std::ranges::any_of(words, [&](const auto& word) { return same_word(text, word); });
}

std::string listed(const Profile& profile) {
  std::string out;
  for (const auto* words : {&profile.booked, &profile.pending, &profile.not_booked}) {
    for (const auto& word : *words) out += (out.empty() ? "" : ", ") + word;
  }
  return out;
}

}  // namespace

bool RowWords::is_footer() const {
  const auto& cells = cells_.row.cells;
  if (!profile()) {
    return std::ranges::any_of(cells_.layout().trailers, [&](auto word) {
      return same_word(unguarded(cells.front().text), word);
    });
  }
  if (profile()->footer.empty()) return false;
  const auto first =
      std::ranges::find_if(cells, [](const Cell& cell) { return !trimmed(cell.text).empty(); });
  if (first == cells.end()) return false;
  const auto text = unguarded(first->text);
  return std::ranges::any_of(profile()->footer,
                             [&](const auto& word) { return begins_with_word(text, word); });
}

bool RowWords::is_opening() const {
  if (!profile()) {
    const auto word = cells_.layout().opening;
    return !word.empty() && (same_word(unguarded(cells_.cell(Role::payee).text), word) ||
                             same_word(unguarded(cells_.cell(Role::type).text), word));
  }
  if (profile()->opening_row.empty()) return false;
  return std::ranges::any_of(cells_.row.cells, [&](const Cell& cell) {
    return is_one_of(unguarded(cell.text), profile()->opening_row);
  });
}

bool RowWords::continues() const {
  if (!profile() || !profile()->continues) return false;
  for (const auto role : {Role::date, Role::amount, Role::money_in, Role::money_out}) {
    if (!cells_.words(role).empty()) return false;
  }
  return !cells_.joined(Role::payee).empty() || !cells_.joined(Role::reference).empty();
}

RowState RowWords::state() {
  if (profile()) return state_by_profile();
  const auto day = cells_.words(Role::date);
  const bool is_word = !day.empty() && !(day.front() >= '0' && day.front() <= '9');
  if (is_word && is_one_of(day, not_booked)) return RowState::pending;
  if (!cells_.has(Role::state)) return RowState::booked;
  const auto state = cells_.words(Role::state);
  if (is_one_of(state, not_booked)) return RowState::pending;
  if (!is_one_of(state, booked)) {
    cells_.refuse(Rule::word_unknown, cells_.cell(Role::state),
                  "COMPLETED, PENDING, REVERTED or DECLINED");
  }
  return RowState::booked;
}

RowState RowWords::state_by_profile() {
  if (is_one_of(cells_.words(Role::date), profile()->pending)) return RowState::pending;
  if (!cells_.has(Role::state)) return RowState::booked;
  const auto state = cells_.words(Role::state);
  if (is_one_of(state, profile()->pending)) return RowState::pending;
  if (is_one_of(state, profile()->not_booked)) return RowState::left_out;
  if (!profile()->booked.empty() && !is_one_of(state, profile()->booked)) {
    cells_.refuse(Rule::word_unknown, cells_.cell(Role::state),
                  "the profile knows " + listed(*profile()) +
                      ": add the word to booked, pending or not_booked in its next version");
  }
  return RowState::booked;
}

bool RowWords::has_no_day() const {
  const auto day = cells_.words(Role::date);
  return day.empty() ||
         (profile() ? is_one_of(day, profile()->pending) : is_one_of(day, not_booked));
}

}  // namespace imports

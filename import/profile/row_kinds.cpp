#include "import/profile/row_kinds.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/profile/money_values.hpp"

#include <algorithm>

namespace imports {
namespace {

constexpr std::size_t most_words = 20;
constexpr std::size_t most_rows_compared = 50;

void note(std::vector<std::string>& words, std::string_view word) {
  const bool known =
      std::ranges::any_of(words, [&](const auto& each) { return same_word(each, word); });
  if (!known && words.size() < most_words) words.emplace_back(word);
}

/// The label of "Opening balance: 12.00": what stands before the colon.
std::string_view label_of(std::string_view cell) {
  return trimmed(cell.substr(0, cell.find(':')));
}

/// A footer by the words it begins with: up to the first figure or colon.
std::string beginning_of(std::string_view cell) {
  const auto end = cell.find_first_of("0123456789:=");
  const auto words = trimmed(cell.substr(0, end));
  return std::string{words.size() >= 3 ? words : cell};
}

std::string_view first_text(const LookRow& row) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (!row.cell(i).empty()) return row.cell(i);
  }
  return {};
}

}  // namespace

std::optional<std::size_t> RowKinds::column_of(Role role) const {
  const auto found = std::ranges::find(roles_, role);
  if (found == roles_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - roles_.begin());
}

bool RowKinds::has_day(const LookRow& row) const {
  return has_shape_of_day(row.cell(*column_of(Role::date)));
}

bool RowKinds::has_money(const LookRow& row) const {
  for (std::size_t i = 0; i < roles_.size(); ++i) {
    const bool moves =
        roles_[i] == Role::amount || roles_[i] == Role::money_in || roles_[i] == Role::money_out;
    if (moves && !row.cell(i).empty()) return true;
  }
  return false;
}

void RowKinds::describe(std::string_view text, Proposal& made) const {
  for (const auto& row : look_.above) describe_labels(row, made);
  describe_continuation(made);
  describe_footers(made);
  describe_openings(made);
  describe_states(text, made);
  describe_undated(made);
}

/// The balance that a row above or below the movements shows beside its label.
void RowKinds::describe_labels(const LookRow& row, Proposal& made) const {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto label = label_of(row.cell(i));
    const bool opens = is_opening_text(label);
    if (!opens && !is_closing_text(label)) continue;
    auto& known = opens ? made.profile.opening_label : made.profile.closing_label;
    if (!known.empty()) continue;
    known = label;
    made.reasons.push_back("line " + std::to_string(row.line) + " shows the " +
                           (opens ? "opening" : "closing") + " balance beside its label");
  }
}

/// Neither a day nor an amount stands in it, or it comes after the last that has a day.
void RowKinds::describe_footers(Proposal& made) const {
  for (const auto& row : look_.rows) {
    if (!has_day(row) && !has_money(row)) describe_footer(row, made);
  }
  for (auto row = look_.last.rbegin(); row != look_.last.rend() && !has_day(*row); ++row) {
    describe_footer(*row, made);
  }
}

void RowKinds::describe_footer(const LookRow& row, Proposal& made) const {
  auto& profile = made.profile;
  const auto day = row.cell(*column_of(Role::date));
  const bool goes_on = profile.continues && day.empty() && !has_money(row);
  if (goes_on || is_pending_word(day)) return;
  const auto labels = profile.opening_label.size() + profile.closing_label.size();
  describe_labels(row, made);
  if (labels != profile.opening_label.size() + profile.closing_label.size()) return;
  const auto count = profile.footer.size();
  note(profile.footer, beginning_of(first_text(row)));
  if (count == profile.footer.size()) return;
  made.assumptions.push_back("line " + std::to_string(row.line) +
                             " has no day: it is no movement and left out");
}

void RowKinds::describe_openings(Proposal& made) const {
  for (const auto& row : look_.rows) {
    for (std::size_t i = 0; i < roles_.size() && has_day(row); ++i) {
      if (!is_opening_text(row.cell(i))) continue;
      if (made.profile.opening_row.empty()) {
        made.reasons.push_back("line " + std::to_string(row.line) +
                               " shows the opening balance and is no movement");
      }
      note(made.profile.opening_row, row.cell(i));
    }
  }
}

/// Rows with text and neither day nor amount, below one that has both.
void RowKinds::describe_continuation(Proposal& made) const {
  const auto day = *column_of(Role::date);
  std::size_t goes_on = 0;
  for (std::size_t i = 1; i < look_.rows.size(); ++i) {
    const auto& row = look_.rows[i];
    if (!row.cell(day).empty() || has_money(row)) continue;
    for (std::size_t c = 0; c < roles_.size(); ++c) {
      const bool text = roles_[c] == Role::payee || roles_[c] == Role::reference;
      if (!text || row.cell(c).empty()) continue;
      ++goes_on;
      break;
    }
  }
  if (goes_on == 0) return;
  made.profile.continues = true;
  made.reasons.push_back(std::to_string(goes_on) +
                         " rows have neither day nor amount: they go on with the text above");
}

/// Rows of this state have a running balance, and it counts them: then they are booked, whatever
/// the word is.
bool RowKinds::balance_counts(std::string_view state) const {
  const auto at = column_of(Role::state);
  const auto balance = column_of(Role::balance);
  const auto amount = column_of(Role::amount);
  if (!balance || !amount) return false;
  std::size_t counted = 0, rows = 0;
  for (const auto& row : look_.rows) {
    if (!same_word(row.cell(*at), state) || !has_day(row)) continue;
    if (++rows > most_rows_compared) break;
    const auto left = amount_in(row.cell(*balance), money_);
    const auto moved = amount_in(row.cell(*amount), money_);
    if (!left || !moved) continue;
    // The balance before it stands in the row of another movement.
    const auto before = left->pence() - moved->pence();
    counted += std::ranges::any_of(look_.rows,
                                   [&](const LookRow& other) {
                                     const auto there = amount_in(other.cell(*balance), money_);
                                     return &other != &row && there && there->pence() == before;
                                   })
                   ? 1U
                   : 0U;
  }
  return counted * 2 > std::min(rows, most_rows_compared);
}

void RowKinds::describe_states(std::string_view text, Proposal& made) const {
  const auto at = column_of(Role::state);
  if (!at) return;
  auto& profile = made.profile;
  CsvReader reader{text, look_.separator};
  Row row;
  const int first = look_.heading ? look_.heading->line + 1 : look_.rows.front().line;
  std::vector<std::string> words;
  while (reader.next(row) == CsvReader::Got::row) {
    if (row.line < first || *at >= row.cells.size()) continue;
    const auto word = trimmed(row.cells[*at].text);
    if (!word.empty()) note(words, word);
  }
  for (const auto& word : words) {
    if (is_unbooked_word(word)) {
      note(profile.not_booked, word);
      made.assumptions.push_back("rows that are " + word + " were never booked: they are left out");
    } else if (is_pending_word(word) && !balance_counts(word)) {
      note(profile.pending, word);
      made.reasons.push_back("rows that are " + word + " are shown as pending, not booked");
    } else {
      note(profile.booked, word);
      if (is_pending_word(word)) {
        made.reasons.push_back("rows that are " + word +
                               " are counted by the running balance: they are booked");
      } else if (!is_state_word(word)) {
        made.assumptions.push_back("rows that are " + word + " are taken to be booked");
      }
    }
  }
}

/// A word instead of a day: "Pending".
void RowKinds::describe_undated(Proposal& made) const {
  const auto day = *column_of(Role::date);
  for (const auto& row : look_.rows) {
    if (is_pending_word(row.cell(day))) note(made.profile.pending, row.cell(day));
  }
}

}  // namespace imports

#include "import/profile/balance_labels.hpp"

#include "import/cell_text.hpp"
#include "import/profile/profile.hpp"

namespace imports {

using ledger::Money;

BalanceLabels::BalanceLabels(const Profile* profile) : profile_{profile} {
  looks_ = profile && !(profile->opening_label.empty() && profile->closing_label.empty());
}

bool BalanceLabels::take(const Row& row) {
  if (!looks_) return false;
  bool taken = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    taken = take(row, i, profile_->opening_label, opening_) || taken;
    if (!take(row, i, profile_->closing_label, closing_)) continue;
    closing_line_ = row.line;
    taken = true;
  }
  return taken;
}

bool BalanceLabels::take(const Row& row, std::size_t at, std::string_view label,
                         std::optional<Money>& balance) const {
  if (label.empty()) return false;
  auto text = unguarded(row.cells[at].text);
  if (!begins_with_word(text, label)) return false;
  text = trimmed(text.substr(label.size()));
  if (text.starts_with(':')) text = trimmed(text.substr(1));
  const auto inside = read_written_money(text, profile_->money);
  if (!text.empty() && inside.wrong) return false;  // a longer word, as in "Opening balances of"
  if (!text.empty()) {
    balance = inside.value;
    return true;
  }
  for (auto i = at + 1; i < row.cells.size(); ++i) {
    if (trimmed(row.cells[i].text).empty()) continue;
    const auto beside = read_written_money(row.cells[i].text, profile_->money);
    if (beside.wrong) return false;
    balance = beside.value;
    return true;
  }
  return false;
}

void BalanceLabels::settle(AccountsOfFile& accounts) const {
  if (!opening_ && !closing_) return;
  if (accounts.empty()) (void)accounts.of({});
  auto* const statement = accounts.only();
  if (statement == nullptr) return;
  if (opening_) statement->opening = opening_;
  if (closing_) {
    statement->closing = closing_;
    statement->closing_line = closing_line_;
  }
}

}  // namespace imports

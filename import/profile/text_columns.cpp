#include "import/profile/text_columns.hpp"

#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/iban.hpp"

#include <algorithm>
#include <set>

namespace imports {
namespace {

constexpr std::size_t most_references = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// What the cells of one column are, in the rows that have a day.
struct Texts {
  std::size_t filled = 0;
  std::size_t letters = 0;  ///< cells that hold a letter
  std::size_t length = 0;   ///< of all together
  std::size_t states = 0;   ///< cells that hold a word of a state
  std::set<std::string, std::less<>> words;
};

Texts texts_in(const TableLook& look, std::size_t column) {
  Texts texts;
  for (const auto& row : look.rows) {
    const auto cell = row.cell(column);
    if (cell.empty() || !row.has_day) continue;
    ++texts.filled;
    texts.length += cell.size();
    const auto has_letter = [](char c) {
      return is_capital(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    };
    texts.letters += std::ranges::any_of(cell, has_letter) ? 1U : 0U;
    texts.states += is_state_word(cell) ? 1U : 0U;
    texts.words.emplace(cell);
  }
  return texts;
}

std::size_t rows_with_day(const TableLook& look) {
  return static_cast<std::size_t>(std::ranges::count(look.rows, true, &LookRow::has_day));
}

template <class Fits>
bool all_cells(const TableLook& look, std::size_t column, Fits fits) {
  bool any = false;
  for (const auto& row : look.rows) {
    const auto cell = row.cell(column);
    if (!row.has_day || cell.empty()) continue;
    if (!fits(cell)) return false;
    any = true;
  }
  return any;
}

bool is_currency(std::string_view text) {
  std::string code;
  for (const char c : text.substr(0, 4)) {
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return is_currency_code(code);
}

/// A number, one that is hidden in part, or a reference with figures in it.
bool is_account(std::string_view text) {
  AccountText read;
  if (take_account(text, false, read)) return true;
  return text.size() <= 40 && std::ranges::any_of(text, is_digit) &&
         std::ranges::all_of(text, [](char c) {
           return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '/' ||
                  c == ' ' || c == '_';
         });
}

bool looks_like_iban(std::string_view text) {
  return has_iban_form(without_blanks(text));
}

bool is_sort_code(std::string_view text) {
  AccountText read;
  return take_sort_code(text, read);
}

class OwnerFinder {
 public:
  OwnerFinder(const TableLook& look, std::size_t day)
      : look_{look}, day_{day}, rows_{rows_with_day(look)} {}

  OwnerColumns find() {
    for (std::size_t i = 0; i < look_.columns; ++i) {
      if (i != day_) place(i);
    }
    found_.groups = groups_of(look_, found_);
    return std::move(found_);
  }

 private:
  template <class Fits>
  bool all(std::size_t column, Fits fits) const {
    return all_cells(look_, column, fits);
  }
  bool is_full(std::size_t column) const { return texts_in(look_, column).filled == rows_; }

  void place(std::size_t at) {
    const auto hint = look_.hints[at];
    const bool is_other = hint == Hint::other_currency || is_of_other_amount(at);
    if (!found_.currency && !is_other && is_full(at) && all(at, is_currency)) {
      found_.currency = at;
    } else if (hint == Hint::account && is_full(at)) {
      place_account(at);
    } else if (hint == Hint::iban && !found_.iban && is_full(at) && all(at, looks_like_iban)) {
      found_.iban = at;
    } else if (hint == Hint::holder && !found_.holder && is_full(at)) {
      found_.holder = at;
    } else if (hint == Hint::sort_code && !found_.sort_code && all(at, is_sort_code)) {
      found_.sort_code = at;
    } else if (hint == Hint::none && !look_.heading && !found_.account && is_full(at)) {
      place_unnamed(at);
    }
  }

  /// Right behind an amount that is not the account's: "Local amount", "Ccy".
  bool is_of_other_amount(std::size_t at) const {
    return at > 0 && look_.hints[at - 1] == Hint::other_amount &&
           plain_words(look_.name(at - 1)).find("amount") != std::string::npos;
  }

  void place_account(std::size_t at) {
    if (found_.account || found_.product) return;
    if (all(at, looks_like_iban) && !found_.iban) {
      found_.iban = at;
    } else if (all(at, is_account)) {
      found_.account = at;
    } else if (texts_in(look_, at).words.size() * 2 <= rows_ || rows_ < 4) {
      found_.product = at;
    }
  }

  /// A table without heading: one long number in every row.
  void place_unnamed(std::size_t at) {
    const auto texts = texts_in(look_, at);
    const bool constant = texts.words.size() == 1 && rows_ > 1;
    if (!constant || texts.words.begin()->size() < 6 || texts.letters > 0) return;
    if (all(at, is_account)) found_.account = at;
  }

  const TableLook& look_;
  std::size_t day_;
  std::size_t rows_;
  OwnerColumns found_;
};

class TextPlacer {
 public:
  TextPlacer(const TableLook& look, std::size_t day, std::vector<Role>& roles)
      : look_{look}, day_{day}, roles_{roles}, rows_{rows_with_day(look)} {
    for (std::size_t i = 0; i < look.columns; ++i) texts_.push_back(texts_in(look, i));
  }

  void place() {
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      if (is_free(i)) place_by_hint(i);
    }
    place_payee();
    place_references();
  }

 private:
  bool is_free(std::size_t at) const {
    return at != day_ && roles_[at] == Role::ignored && texts_[at].filled > 0;
  }
  bool taken(Role role) const { return std::ranges::count(roles_, role) > 0; }

  void place_by_hint(std::size_t at) {
    const auto& texts = texts_[at];
    const bool states = texts.states == texts.filled && texts.filled * 2 > rows_;
    const bool counts = texts.words.size() == rows_ && texts.filled == rows_;
    if (!taken(Role::state) && (look_.hints[at] == Hint::state || (states && look_.heading))) {
      roles_[at] = Role::state;
    } else if (look_.hints[at] == Hint::type && !taken(Role::type)) {
      roles_[at] = Role::type;
    } else if (look_.hints[at] == Hint::bank_id && counts && !taken(Role::bank_id)) {
      roles_[at] = Role::bank_id;
    }
  }

  /// The first that is called so and filled in a quarter of the rows; else the longest text.
  void place_payee() {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      const bool named = look_.hints[i] == Hint::payee && texts_[i].filled * 4 >= rows_;
      if (is_free(i) && named && !best) best = i;
    }
    for (std::size_t i = 0; i < roles_.size() && !best; ++i) {
      if (is_free(i) && texts_[i].letters > 0) best = longest();
    }
    if (best) roles_[*best] = Role::payee;
  }

  std::size_t longest() const {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < roles_.size(); ++i) {
      if (!is_free(i) || texts_[i].letters == 0 || texts_[i].length <= most) continue;
      best = i;
      most = texts_[i].length;
    }
    return best;
  }

  /// Other texts that say something of the row, those called so before those that are not.
  void place_references() {
    std::size_t placed = 0;
    for (const bool named : {true, false}) {
      for (std::size_t i = 0; i < roles_.size() && placed < most_references; ++i) {
        const auto hint = look_.hints[i];
        const bool called = hint == Hint::reference || hint == Hint::payee;
        const bool fits = named ? called : hint == Hint::none;
        const bool says = texts_[i].letters > 0 && (texts_[i].words.size() > 1 || rows_ == 1);
        if (!is_free(i) || !fits || !says) continue;
        roles_[i] = Role::reference;
        ++placed;
      }
    }
  }

  const TableLook& look_;
  std::size_t day_;
  std::vector<Role>& roles_;
  std::size_t rows_;
  std::vector<Texts> texts_;
};

}  // namespace

std::vector<std::string> groups_of(const TableLook& look, const OwnerColumns& owner) {
  std::vector<std::string> groups;
  for (const auto& row : look.rows) {
    auto& group = groups.emplace_back();
    for (const auto at : {owner.currency, owner.account, owner.product, owner.iban, owner.holder}) {
      if (at) group += std::string{row.cell(*at)} + '\n';
    }
  }
  return groups;
}

OwnerColumns find_owner_columns(const TableLook& look, std::size_t day) {
  return OwnerFinder{look, day}.find();
}

void place_texts(const TableLook& look, std::size_t day, std::vector<Role>& roles) {
  TextPlacer{look, day, roles}.place();
}

}  // namespace imports

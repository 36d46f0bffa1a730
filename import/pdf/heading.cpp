#include "import/pdf/heading.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

struct ColumnName {
  std::string_view phrase;
  Column what;
};

constexpr auto names = std::to_array<ColumnName>({
    {"date", Column::date},
    {"transaction date", Column::date},
    {"date of transaction", Column::date},
    {"trans date", Column::date},
    {"entry date", Column::date},
    {"booking date", Column::date},
    {"post date", Column::date},
    {"posting date", Column::date},
    {"date posted", Column::date},
    {"date received", Column::date},
    {"value date", Column::other},
    {"received by us", Column::date},
    {"type", Column::type},
    {"transaction type", Column::type},
    {"payment type", Column::type},
    {"code", Column::type},
    {"type code", Column::type},
    {"trans type", Column::type},
    {"description", Column::narrative},
    {"transaction description", Column::narrative},
    {"descriptions", Column::narrative},
    {"details", Column::narrative},
    {"detail", Column::narrative},
    {"transaction", Column::narrative},
    {"transactions", Column::narrative},
    {"transaction details", Column::narrative},
    {"transaction detail", Column::narrative},
    {"details of transaction", Column::narrative},
    {"details of transactions", Column::narrative},
    {"your transactions", Column::narrative},
    {"payment type and details", Column::narrative},
    {"payment details", Column::narrative},
    {"type and details", Column::narrative},
    {"particulars", Column::narrative},
    {"narrative", Column::narrative},
    {"merchant", Column::narrative},
    {"merchant name", Column::narrative},
    {"payee", Column::narrative},
    {"name", Column::narrative},
    {"counterparty", Column::narrative},
    {"reference", Column::reference},
    {"ref", Column::reference},
    {"transaction reference", Column::reference},
    {"card", Column::other},
    {"card no", Column::other},
    {"card number", Column::other},
    {"cardholder", Column::other},
    {"category", Column::other},
    {"cheque no", Column::other},
    {"cheque number", Column::other},
    {"status", Column::other},
    {"money out", Column::out},
    {"paid out", Column::out},
    {"withdrawn", Column::out},
    {"withdrawals", Column::out},
    {"withdrawal", Column::out},
    {"withdrawn amount", Column::out},
    {"debit", Column::out},
    {"debits", Column::out},
    {"debit amount", Column::out},
    {"amount debited", Column::out},
    {"amount out", Column::out},
    {"payments", Column::out},
    {"payments out", Column::out},
    {"payment out", Column::out},
    {"payments made", Column::out},
    {"money paid out", Column::out},
    {"outgoing", Column::out},
    {"outgoings", Column::out},
    {"money spent", Column::out},
    {"spent", Column::out},
    {"spend", Column::out},
    {"spending", Column::out},
    {"out", Column::out},
    {"money in", Column::in},
    {"paid in", Column::in},
    {"deposit", Column::in},
    {"deposits", Column::in},
    {"deposited", Column::in},
    {"credit", Column::in},
    {"credits", Column::in},
    {"credit amount", Column::in},
    {"amount credited", Column::in},
    {"amount in", Column::in},
    {"receipts", Column::in},
    {"receipt", Column::in},
    {"payments in", Column::in},
    {"payment in", Column::in},
    {"payments received", Column::in},
    {"money paid in", Column::in},
    {"incoming", Column::in},
    {"received", Column::in},
    {"money received", Column::in},
    {"lodgement", Column::in},
    {"lodgements", Column::in},
    {"loaded", Column::in},
    {"load", Column::in},
    {"loads", Column::in},
    {"added", Column::in},
    {"in", Column::in},
    {"amount", Column::amount},
    {"transaction amount", Column::amount},
    {"value", Column::amount},
    {"debit/credit", Column::amount},
    {"debits/credits", Column::amount},
    {"credit/debit", Column::amount},
    {"balance", Column::balance},
    {"running balance", Column::balance},
    {"account balance", Column::balance},
    {"available balance", Column::balance},
    {"new balance", Column::balance},
    {"balance after", Column::balance},
});

constexpr std::size_t most_heading_words = 24;
constexpr std::size_t most_heading_rows = 3;

bool is_unit(std::string_view plain) {
  return plain.empty() || plain == "gbp" || plain == "pounds" || plain == "sterling";
}

/// What a row of words names, column by column.
struct Named {
  std::vector<ColumnPlace> columns;
  std::size_t unknown = 0;  ///< words that name nothing
};

/// A word that is not the name of a column: a unit belongs to the column before it, a side note to
/// the left of all columns to none.
void take_other_word(const Row& row, std::size_t at, Named& named) {
  const auto& box = row.words[at].box;
  const bool is_last = at + 1 == row.words.size();
  const bool before_gap = named.columns.empty() && !is_last &&
                          row.words[at + 1].box.left - box.right > 2 * box.height();
  if (before_gap) {
    named.unknown = 0;  // and with it what stands before it
    return;
  }
  if (!is_unit(row.plain[at])) {
    ++named.unknown;
    return;
  }
  if (named.columns.empty()) return;
  auto& column = named.columns.back();
  if (box.left - column.right < box.height()) column.right = std::max(column.right, box.right);
}

const std::vector<std::string_view>& phrases() {
  static const auto all = [] {
    std::vector<std::string_view> list;
    for (const auto& name : names) list.push_back(name.phrase);
    return list;
  }();
  return all;
}

Named named_in(const Row& row) {
  Named named;
  for (std::size_t i = 0; i < row.words.size();) {
    const auto found = longest_phrase_at(row, i, phrases());
    if (found.words == 0) {
      take_other_word(row, i++, named);
      continue;
    }
    const auto last = i + found.words - 1;
    named.columns.push_back(
        {names[found.which].what, row.words[i].box.left, row.words[last].box.right});
    i += found.words;
  }
  return named;
}

/// The first date column is the date; a second one ("Posting date") is not looked at.
void keep_first_date(std::vector<ColumnPlace>& columns) {
  bool seen = false;
  for (auto& column : columns) {
    if (column.what != Column::date) continue;
    if (seen) column.what = Column::other;
    seen = true;
  }
}

/// Two texts that describe: the first is it, the others go to the reference.
void keep_first_narrative(std::vector<ColumnPlace>& columns) {
  bool seen = false;
  for (auto& column : columns) {
    if (column.what != Column::narrative) continue;
    if (seen) column.what = Column::reference;
    seen = true;
  }
}

bool has(const std::vector<ColumnPlace>& columns, Column what) {
  return std::ranges::any_of(columns, [&](const auto& each) { return each.what == what; });
}

bool money_once(const std::vector<ColumnPlace>& columns) {
  for (const auto& column : columns) {
    const auto same =
        std::ranges::count_if(columns, [&](const auto& each) { return each.what == column.what; });
    if (is_money(column.what) && same > 1) return false;
  }
  return true;
}

/// Columns stand apart; the words of a sentence do not.
bool stand_apart(const std::vector<ColumnPlace>& columns, int height) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    if (columns[i].left - columns[i - 1].right < height * 2 / 5) return false;
  }
  return true;
}

std::optional<TableHeading> heading_of(Named named, int height, std::size_t rows) {
  auto& columns = named.columns;
  if (named.unknown > columns.size() / 2) return std::nullopt;
  std::ranges::stable_sort(columns, {}, &ColumnPlace::left);
  keep_first_date(columns);
  keep_first_narrative(columns);
  const bool both = has(columns, Column::out) && has(columns, Column::in);
  const bool one =
      has(columns, Column::amount) && !has(columns, Column::out) && !has(columns, Column::in);
  const bool texts = has(columns, Column::narrative) || has(columns, Column::type) ||
                     has(columns, Column::reference);
  if (!has(columns, Column::date) || !texts || both == one) return std::nullopt;
  if (!money_once(columns) || !stand_apart(columns, height)) return std::nullopt;
  return TableHeading{std::move(columns), rows};
}

/// Words over one another, as one phrase.
struct Stack {
  int left = 0;
  int right = 0;
  std::vector<Word> words;
  std::vector<std::string> plain;
};

bool overlap(const Stack& stack, const Box& box) {
  return box.left < stack.right && stack.left < box.right;
}

void add(Stack& stack, const Row& row, std::size_t from, std::size_t to) {
  for (auto i = from; i < to; ++i) {
    stack.left =
        stack.words.empty() ? row.words[i].box.left : std::min(stack.left, row.words[i].box.left);
    stack.right = stack.words.empty() ? row.words[i].box.right
                                      : std::max(stack.right, row.words[i].box.right);
    stack.words.push_back(row.words[i]);
    stack.plain.push_back(row.plain[i]);
  }
}

/// The words of a row that stand close to one another, put under the stacks they overlap.
void add_row(std::vector<Stack>& stacks, const Row& row) {
  for (std::size_t from = 0; from < row.words.size();) {
    auto to = from + 1;
    auto right = row.words[from].box.right;
    while (to < row.words.size() &&
           row.words[to].box.left - right <= row.words[to].box.height() * 3 / 5) {
      right = row.words[to++].box.right;
    }
    const Box box{row.words[from].box.left, row.top, right, row.bottom};
    const auto over =
        std::ranges::find_if(stacks, [&](const Stack& stack) { return overlap(stack, box); });
    add(over == stacks.end() ? stacks.emplace_back() : *over, row, from, to);
    from = to;
  }
}

/// The stacks as the words of one row, each phrase's own close together.
Named named_in_stacks(const std::vector<Stack>& stacks) {
  Named named;
  for (const auto& stack : stacks) {
    Row row;
    int left = 0;
    for (std::size_t i = 0; i < stack.words.size(); ++i) {
      if (is_unit(stack.plain[i])) continue;
      row.words.push_back({{left, 0, left + point, 10 * point}, stack.words[i].text});
      row.plain.push_back(stack.plain[i]);
      left += 2 * point;
    }
    const auto inside = named_in(row);
    named.unknown += inside.unknown;
    if (inside.columns.size() != 1 || inside.unknown > 0) {
      named.unknown += inside.columns.size();
      continue;
    }
    named.columns.push_back({inside.columns.front().what, stack.left, stack.right});
  }
  return named;
}

bool follows_closely(const Row& upper, const Row& lower) {
  return upper.place.page == lower.place.page && lower.top - upper.bottom < upper.height();
}

}  // namespace

const ColumnPlace* TableHeading::find(Column what) const {
  const auto found =
      std::ranges::find_if(columns, [&](const auto& each) { return each.what == what; });
  return found == columns.end() ? nullptr : &*found;
}

std::optional<TableHeading> heading_at(std::span<const Row> rows) {
  if (rows.empty() || rows.front().words.size() > most_heading_words) return std::nullopt;
  const auto height = rows.front().height();
  if (auto heading = heading_of(named_in(rows.front()), height, 1)) return heading;
  std::vector<Stack> stacks;
  add_row(stacks, rows.front());
  for (std::size_t i = 1; i < std::min(rows.size(), most_heading_rows); ++i) {
    if (rows[i].words.size() > most_heading_words) return std::nullopt;
    if (!follows_closely(rows[i - 1], rows[i])) return std::nullopt;
    add_row(stacks, rows[i]);
    if (auto heading = heading_of(named_in_stacks(stacks), height, i + 1)) return heading;
  }
  return std::nullopt;
}

}  // namespace imports::pdf

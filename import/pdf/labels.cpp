#include "import/pdf/labels.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

constexpr auto openings = std::to_array<std::string_view>({
    "balance brought forward",
    "brought forward",
    "balance b/f",
    "balance bf",
    "balance b/fwd",
    "b/f",
    "b/fwd",
    "opening balance",
    "start balance",
    "starting balance",
    "initial balance",
    "beginning balance",
    "previous balance",
    "previous statement balance",
    "balance from previous statement",
    "balance from last statement",
    "balance from your last statement",
    "balance from your previous statement",
    "last statement balance",
    "balance at start",
    "balance at the start",
    "balance at start of period",
    "balance at beginning of period",
});

constexpr auto closings = std::to_array<std::string_view>({
    "balance carried forward",
    "carried forward",
    "balance c/f",
    "balance cf",
    "balance c/fwd",
    "c/f",
    "c/fwd",
    "closing balance",
    "end balance",
    "ending balance",
    "final balance",
    "finishing balance",
    "new balance",
    "statement balance",
    "balance at end",
    "balance at the end",
    "balance at end of period",
    "balance at close of business",
    "balance to next statement",
});

/// The first of them may be to the next page rather than to the next statement.
constexpr std::size_t closings_that_go_on = 6;

constexpr auto dated = std::to_array<std::string_view>(
    {"balance on", "balance at", "balance as at", "balance as of", "balance"});

constexpr auto leading_words =
    std::to_array<std::string_view>({"your", "the", "account", "statement", "total"});

constexpr auto totals = std::to_array<std::string_view>({
    "total",
    "totals",
    "total payments",
    "total receipts",
    "total payments and receipts",
    "total paid in",
    "total paid out",
    "total money in",
    "total money out",
    "total credits",
    "total debits",
    "total withdrawals",
    "total deposits",
    "sub total",
    "subtotal",
});

constexpr auto furniture = std::to_array<std::string_view>(
    {"continued", "continued on next page", "continued overleaf", "page", "sheet"});

constexpr auto type_codes = std::to_array<std::string_view>({
    ")))", "ADV", "ATM", "BAC", "BACS", "BCC", "BDC", "BGC", "BP",  "C/L", "CASH", "CD",
    "CDL", "CDM", "CHG", "CHQ", "CP",   "CPT", "CR",  "CSH", "D/D", "DCR", "DD",   "DEB",
    "DIV", "DPC", "DR",  "EBP", "FEE",  "FPI", "FPO", "FPS", "IBP", "INT", "ITL",  "LNP",
    "MAE", "MOB", "MTU", "NDC", "OBP",  "PAY", "PIM", "PIN", "POC", "POS", "RTD",  "S/O",
    "SAL", "SO",  "SOL", "STK", "STO",  "SWT", "TFR", "TRF", "UB",  "VIS", "WTH",
});

/// The name in whose list a phrase stands, and how many words it takes.
std::optional<BalanceLabel> named_at(const Row& row, std::size_t from) {
  const auto opening = longest_phrase_at(row, from, openings).words;
  const auto closing = longest_phrase_at(row, from, closings);
  if (opening == 0 && closing.words == 0) return std::nullopt;
  if (opening >= closing.words) return BalanceLabel{BalanceName::opening, opening, {}, false};
  return BalanceLabel{BalanceName::closing, closing.words, {}, closing.which < closings_that_go_on};
}

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<BalanceLabel> balance_label_at(const Row& row, std::size_t from) {
  if (auto label = named_at(row, from)) return label;
  const auto words = longest_phrase_at(row, from, dated).words;
  if (words == 0) return std::nullopt;
  const auto day = day_at(row, from + words, row.words.size());
  if (!day) return std::nullopt;
  return BalanceLabel{BalanceName::dated, words + day->words, day, false};
}

std::optional<BalanceLabel> leading_balance_label(const Row& row, std::size_t from) {
  for (; from < row.words.size(); ++from) {
    if (auto label = balance_label_at(row, from)) return label;
    if (std::ranges::find(leading_words, row.plain[from]) == leading_words.end()) break;
  }
  return std::nullopt;
}

bool is_total(const Row& row, std::size_t from) {
  const auto words = longest_phrase_at(row, from, totals).words;
  if (words == 0) return false;
  if (from + words >= row.words.size()) return true;
  const auto next = row.plain[from + words];
  return next.empty() || (next.front() >= '0' && next.front() <= '9') || next.front() == '-';
}

bool is_page_furniture(const Row& row) {
  if (row.plain.empty()) return true;
  const auto words = longest_phrase_at(row, 0, furniture).words;
  if (words == 0) return false;
  if (row.plain.front() == "continued") return true;
  return row.plain.size() > 1 && is_number(row.plain[1]);
}

int pages_said(const Row& row) {
  for (std::size_t i = 0; i + 3 < row.plain.size(); ++i) {
    const auto& last = row.plain[i + 3];
    const bool says = row.plain[i] == "page" && is_number(row.plain[i + 1]) &&
                      row.plain[i + 2] == "of" && is_number(last) && last.size() <= 4;
    if (says) return std::stoi(last);
  }
  return 0;
}

bool is_type_code(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return std::ranges::find(type_codes, word) != type_codes.end();
}

}  // namespace imports::pdf

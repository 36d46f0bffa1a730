#include "import/account_pages.hpp"

#include "import/accounts_of_file.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace imports {
namespace {

using ledger::Money;
using ledger::Statement;
using ledger::StatementLine;

/// More accounts than this are in no bank's file; each takes memory, however short its page.
constexpr std::size_t most_accounts = 50'000;

void note(Statement& statement, int line, std::string text) {
  statement.breaks.push_back(line);
  statement.warnings.push_back({line, std::move(text)});
}

/// More of the days fall than rise.
bool days_fall(const std::vector<StatementLine>& lines) {
  std::ptrdiff_t falls = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].date < lines[i - 1].date) ++falls;
    if (lines[i].date > lines[i - 1].date) --falls;
  }
  return falls > 0;
}

/// Both stand for "not yet known": some banks print nothing between pages as 0,00.
bool is_placeholder(const std::optional<PageBalance>& closing,
                    const std::optional<PageBalance>& next_opening) {
  return closing && next_opening && closing->interim && next_opening->interim &&
         closing->value.is_zero() && next_opening->value.is_zero();
}

/// The walk over the pages, and the balance so far.
class Walk {
 public:
  explicit Walk(Statement& statement) : statement_{statement} {}

  /// Every page begins with what the one before it ended with.
  bool joins() const { return joins_; }

  void open(const PageBalance& opening) {
    if (known_ && !is(opening.value)) {
      joins_ = false;
      note(statement_, opening.line,
           "this page opens with " + text(opening.value) + ", but before it the balance is " +
               shown());
    }
    set(opening.value);
  }
  void move(const StatementLine& line) {
    if (line.pending) return;
    std::int64_t pence = 0;
    fits_ = fits_ && !__builtin_add_overflow(running_.pence(), line.amount.pence(), &pence);
    if (fits_) running_ = Money::of_pence(pence);
  }
  void close(const PageBalance& closing) {
    if (known_ && !is(closing.value)) {
      note(statement_, closing.line,
           "the closing balance is " + text(closing.value) +
               ", but the opening balance and the lines come to " + shown());
    }
    set(closing.value);
  }

 private:
  bool is(Money value) const { return fits_ && running_ == value; }
  std::string shown() const { return fits_ ? text(running_) : "more than any balance"; }
  void set(Money value) {
    running_ = value;
    known_ = fits_ = true;
  }

  Statement& statement_;
  Money running_;
  bool known_ = false;
  bool fits_ = true;
  bool joins_ = true;
};

}  // namespace

std::vector<StatementLine> AccountPages::empty_lines() {
  auto lines = std::move(spare_);
  spare_ = {};
  if (accounts_.empty()) lines.reserve(lines_expected_);
  return lines;
}

void AccountPages::add(std::string_view key, const Statement& whose, Page page,
                       Refusals& refusals) {
  std::string whole{key};
  whole += '\n' + whose.currency + '\n';
  whole += ledger::text(whose.basis);
  const auto [place, is_new] = places_.try_emplace(std::move(whole), accounts_.size());
  if (is_new && accounts_.size() == most_accounts) {
    return refusals.add(ledger::Rule::file_too_large, {},
                        "more than " + std::to_string(most_accounts) + " accounts");
  }
  if (is_new) accounts_.push_back({whose, {}});
  auto& [statement, pages] = accounts_[place->second];
  if (days_fall(page.lines)) std::ranges::reverse(page.lines);

  auto& lines = statement.lines;
  pages.push_back({page.opening, page.closing, lines.size(), page.lines.size()});
  if (lines.empty()) {
    lines = std::move(page.lines);
  } else {
    std::ranges::move(page.lines, std::back_inserter(lines));
    page.lines.clear();
    spare_ = std::move(page.lines);
  }
  std::ranges::copy(page.breaks, std::back_inserter(statement.breaks));
  std::ranges::move(page.warnings, std::back_inserter(statement.warnings));
}

void AccountPages::put_in_order(Account& account) {
  auto& pages = account.pages;
  std::size_t forwards = 0;
  std::size_t backwards = 0;
  for (std::size_t i = 1; i < pages.size(); ++i) {
    const auto& a = pages[i - 1];
    const auto& b = pages[i];
    forwards += a.closing && b.opening && a.closing->value == b.opening->value ? 1U : 0U;
    backwards += b.closing && a.opening && b.closing->value == a.opening->value ? 1U : 0U;
  }
  if (forwards + 1 >= pages.size()) return;
  if (backwards > forwards) std::ranges::reverse(pages);
  if (std::max(forwards, backwards) + 1 < pages.size()) {
    // Neither direction joins: by the days, where every page says them.
    const auto day = [](const Kept& page) { return page.opening->at_end_of; };
    const bool dated =
        std::ranges::all_of(pages, [&](const Kept& page) { return page.opening && day(page); });
    if (dated) std::ranges::stable_sort(pages, {}, day);
  }
  const auto by_place = [](const Kept& a, const Kept& b) { return a.first_line < b.first_line; };
  if (std::ranges::is_sorted(pages, by_place)) return;
  std::vector<StatementLine> ordered;
  ordered.reserve(account.statement.lines.size());
  for (auto& page : pages) {
    const auto from =
        account.statement.lines.begin() + static_cast<std::ptrdiff_t>(page.first_line);
    page.first_line = ordered.size();
    std::move(from, from + static_cast<std::ptrdiff_t>(page.lines), std::back_inserter(ordered));
  }
  account.statement.lines = std::move(ordered);
}

/// Page by page, in order.
void AccountPages::prove(Account& account) {
  auto& [statement, pages] = account;
  Walk walk{statement};
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto& page = pages[i];
    const bool follows_nothing = i > 0 && is_placeholder(pages[i - 1].closing, page.opening);
    if (page.opening && !follows_nothing) walk.open(*page.opening);
    for (std::size_t at = 0; at < page.lines; ++at) {
      walk.move(statement.lines[page.first_line + at]);
    }
    const bool leads_nowhere =
        i + 1 < pages.size() && is_placeholder(page.closing, pages[i + 1].opening);
    if (page.closing && !leads_nowhere) walk.close(*page.closing);
  }
  if (walk.joins()) say_period(account);
}

/// From the day after the first balance to the day of the last, when the lines are of these days.
/// (Banks that open and close on one day may send another page for it: that is no whole day.)
void AccountPages::say_period(Account& account) {
  auto& [statement, pages] = account;
  const auto& opening = pages.front().opening;
  const auto& closing = pages.back().closing;
  if (statement.basis != ledger::Basis::statement || !opening || !closing) return;
  if (!opening->at_end_of || !closing->at_end_of || *closing->at_end_of < *opening->at_end_of) {
    return;
  }
  const bool one_day = *opening->at_end_of == *closing->at_end_of;
  if (one_day && !statement.lines.empty()) return;
  const ledger::Period days{one_day ? *closing->at_end_of : plus_days(*opening->at_end_of, 1),
                            *closing->at_end_of};
  const auto inside = [&](const StatementLine& line) { return days.holds(line.date); };
  if (std::ranges::all_of(statement.lines, inside)) statement.printed = days;
}

std::vector<Statement> AccountPages::finish(Refusals& refusals) {
  std::vector<Statement> statements;
  statements.reserve(accounts_.size());
  for (auto& account : accounts_) {
    put_in_order(account);
    prove(account);
    auto& [statement, pages] = account;
    const auto& opening = pages.front().opening;
    const auto& closing = pages.back().closing;
    if (opening) statement.opening = opening->value;
    // The closing balance is proved page by page already: one break is not to be told twice.
    finish_statement(statement, refusals);
    statement.closing.reset();
    if (closing) {
      statement.closing = closing->value;
      statement.closing_line = closing->line;
    }
    std::ranges::sort(statement.breaks);
    const auto repeated = std::ranges::unique(statement.breaks);
    statement.breaks.erase(repeated.begin(), repeated.end());
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace imports

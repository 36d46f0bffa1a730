#include "reports/bank_reconciliation.hpp"

#include "reconcile/coverage.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Money;
using ledger::StatementFrame;
using reconcile::LineView;
using reconcile::PersonView;

/// Days before the end within which a balance must have been printed to be held against the books.
constexpr int within = 730;

std::vector<const LineView*> lines_of(const PersonView& view, const std::string& account) {
  std::vector<const LineView*> lines;
  for (const LineView& line : view.lines) {
    if (line.line->account == account) lines.push_back(&line);
  }
  return lines;
}

/// Takes the last running balance; `after` is what came later without one.
void take_running_balance(BankReconciliation& found, const PersonView& view,
                          const std::vector<const LineView*>& lines) {
  for (auto at = lines.rbegin(); at != lines.rend(); ++at) {
    const ledger::BookLine& line = *(*at)->line;
    if (line.line.date < plus_days(view.as_of, -within)) break;
    if (line.line.balance) {
      found.per_statement = line.line.balance;
      found.printed_on = line.line.date;
      found.printed_in = view.evidence(line);
      return;
    }
    found.after += line.line.amount;
  }
}

Money sum_after(const std::vector<const LineView*>& lines, ledger::Date day) {
  Money sum;
  for (const LineView* line : lines) {
    if (line->line->line.date > day) sum += line->line->line.amount;
  }
  return sum;
}

/// A closing balance that a file prints is as good as a running one, and stands when it is newer.
void take_closing_balance(BankReconciliation& found, const PersonView& view,
                          const std::vector<const LineView*>& lines) {
  const bool settled = found.printed_on && found.after.is_zero();
  for (const StatementFrame& frame : view.facts->frames) {
    if (frame.account != found.account || !frame.closing || !frame.covered) continue;
    const ledger::Date last = frame.covered->last;
    if (last > view.as_of || last < plus_days(view.as_of, -within) || settled) continue;
    if (found.printed_on && last <= *found.printed_on) continue;
    found.per_statement = frame.closing;
    found.printed_on = last;
    found.printed_in = view.evidence(frame.import, 0);
    found.after = sum_after(lines, last);
  }
}

/// What was in the account before its first line, by the bank's first running balance.
std::optional<Money> opening_by_bank(const std::vector<const LineView*>& lines) {
  Money moved;
  for (const LineView* line : lines) {
    moved += line->line->line.amount;
    if (line->line->line.balance) return *line->line->line.balance - moved;
  }
  return std::nullopt;
}

void explain(BankReconciliation& found, const PersonView& view,
             const std::vector<const LineView*>& lines) {
  const ledger::Account* account = view.history().account(found.account);
  const std::optional<Money> by_bank = opening_by_bank(lines);
  if (account != nullptr && by_bank && *by_bank != account->balance) {
    found.explanations.push_back("the first statement begins with " + ledger::pretty(*by_bank) +
                                 ", the account is said to have been opened with " +
                                 ledger::pretty(account->balance));
  }
  for (const StatementFrame& frame : view.facts->frames) {
    if (frame.account != found.account) continue;
    for (const int line : frame.breaks) {
      found.explanations.push_back("the running balance does not follow at " +
                                   place(view.evidence(frame.import, line)));
    }
  }
}

}  // namespace

std::optional<Money> BankReconciliation::expected() const {
  if (!per_statement) return std::nullopt;
  return *per_statement + after - not_in_books;
}

std::optional<Money> BankReconciliation::difference() const {
  const std::optional<Money> should = expected();
  if (!should) return std::nullopt;
  return per_books - *should;
}

std::optional<ledger::Date> BankReconciliation::only_to(ledger::Period period) const {
  if (not_covered.empty() || not_covered.back().last != period.last) return std::nullopt;
  return plus_days(not_covered.back().first, -1);
}

BankReconciliation bank_reconciliation(const PersonView& at_end, const std::string& account,
                                       Money per_books, ledger::Period period) {
  BankReconciliation found;
  found.account = account;
  found.per_books = per_books;
  found.not_covered = reconcile::days_without_statement(*at_end.facts, account, period);
  const std::vector<const LineView*> lines = lines_of(at_end, account);
  take_running_balance(found, at_end, lines);
  take_closing_balance(found, at_end, lines);
  if (!found.per_statement) found.after = Money{};
  for (const LineView* line : lines) {
    if (line->match == nullptr) found.not_in_books += line->line->line.amount;
  }
  const std::optional<Money> difference = found.difference();
  if (difference && !difference->is_zero()) explain(found, at_end, lines);
  return found;
}

}  // namespace reports

// Whether the statements of an account join up, and close as their lines say.
#include "reconcile/account_frames.hpp"
#include "reconcile/check.hpp"
#include "reconcile/coverage.hpp"

#include <algorithm>
#include <optional>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::StatementFrame;

ledger::Finding gap(const PersonView& view, const Check& check, const StatementFrame& before,
                    const StatementFrame& after, bool unknown) {
  About about{budget_of_account(view, before.account, after.covered->first),
              before.account + ":" + text(before.covered->last) + ":" + text(after.covered->first),
              before.covered->last,
              {},
              {},
              {view.evidence(before.import, 0), view.evidence(after.import, 0)},
              unknown};
  if (before.closing && after.opening) about.amount = magnitude(*after.opening - *before.closing);
  const auto days = "The statements of " + before.account + " end on " +
                    pretty(before.covered->last) + " and go on from " +
                    pretty(after.covered->first);
  if (unknown) {
    about.why = days + "; neither a printed period nor a balance says whether lines are missing.";
  } else if (before.closing && after.opening) {
    about.why = days + "; the balance goes from " + pretty(*before.closing) + " to " +
                pretty(*after.opening) + " between them. Import what lies between.";
  } else {
    about.why = days + ". Import what lies between.";
  }
  return finding(view, check, std::move(about));
}

/// The first statement does not begin with what the account was opened with: lines are missing
/// between, or the person's file has the wrong balance.
std::optional<ledger::Finding> gap_at_opening(const PersonView& view, const Check& check,
                                              const StatementFrame& first) {
  const auto* account = view.history().account(first.account);
  if (account == nullptr || !first.opening || *first.opening == account->balance) return {};
  About about{budget_of_account(view, first.account, first.covered->first),
              first.account + ":opened",
              first.covered->first,
              magnitude(*first.opening - account->balance),
              {},
              {view.evidence(first.import, 0)}};
  about.why = "The account " + first.account + " was opened on " + pretty(account->opened) +
              " with " + pretty(account->balance) + ", and its first statement begins on " +
              pretty(first.covered->first) + " with " + pretty(*first.opening) +
              ". Import what lies between, or correct the balance in the person's file.";
  return finding(view, check, std::move(about));
}

}  // namespace

Findings check_gaps(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto& [account, frames] : frames_by_account(view)) {
    if (auto first = gap_at_opening(view, check, *frames.front())) {
      found.push_back(std::move(*first));
    }
    const StatementFrame* reach = nullptr;  // the one that goes furthest so far
    for (const auto* frame : frames) {
      const bool beyond = reach != nullptr && frame->covered->first > reach->covered->last;
      const auto join = beyond ? join_of(*reach, *frame) : Join::joined;
      if (join != Join::joined) {
        found.push_back(gap(view, check, *reach, *frame, join == Join::unknown));
      }
      if (reach == nullptr || frame->covered->last >= reach->covered->last) reach = frame;
    }
  }
  return found;
}

namespace {

/// Opening and lines do not come to the closing balance; nothing when not all of it is known.
bool closes_wrong(const BookedLines& lines, const StatementFrame& frame) {
  if (!frame.opening || !frame.closing) return false;
  auto balance = *frame.opening;
  for (const auto id : frame.lines) {
    const auto* line = lines.find(id);
    if (line == nullptr) return false;
    balance += line->line.amount;
  }
  return balance != *frame.closing;
}

/// Two printed periods that adjoin and yet do not hand the balance on.
bool hands_on_wrong(const StatementFrame& before, const StatementFrame& after) {
  return before.printed && after.printed && before.closing && after.opening &&
         after.printed->first == plus_days(before.printed->last, 1) &&
         *before.closing != *after.opening;
}

/// Where the file has the line before this one, as the bank booked them; 0 where it cannot be told.
int line_before(const BookedLines& lines, const StatementFrame& frame, int file_line) {
  int before = 0;
  for (const auto id : frame.lines) {
    const auto* line = lines.find(id);
    const bool here = line != nullptr && line->import == frame.import;
    if (here && line->line.file_line == file_line) return before;
    before = here ? line->line.file_line : 0;
  }
  return 0;
}

/// A file that prints no opening balance must close with what the one before it closed with, or the
/// account was opened with, and its own lines since. Nothing when that is not known.
std::optional<Money> closing_expected(const PersonView& view, const BookedLines& lines,
                                      const StatementFrame* before, const StatementFrame& frame) {
  if (frame.opening || !frame.closing || !frame.printed) return std::nullopt;
  std::optional<Money> running;
  std::optional<Date> since;
  const auto* account = view.history().account(frame.account);
  if (before != nullptr && before->closing && before->printed &&
      frame.printed->first <= plus_days(before->printed->last, 1) &&
      frame.printed->last > before->printed->last) {
    running = before->closing;
    since = before->printed->last;
  } else if (before == nullptr && account != nullptr && frame.printed->first <= account->opened) {
    running = account->balance;
  }
  if (!running) return std::nullopt;
  for (const auto id : frame.lines) {
    const auto* line = lines.find(id);
    if (line == nullptr) return std::nullopt;
    if (!since || line->line.date > *since) *running += line->line.amount;
  }
  return running;
}

ledger::Finding broken(const PersonView& view, const Check& check, const BookedLines& lines,
                       const StatementFrame& frame, const std::string& why) {
  About about{budget_of_account(view, frame.account, frame.covered->first),
              frame.account + ":" + view.evidence(frame.import, 0).file,
              frame.covered->first,
              {},
              why};
  for (const int line : frame.breaks) {
    const int before = line_before(lines, frame, line);
    if (before > 0) about.evidence.push_back(view.evidence(frame.import, before));
    about.evidence.push_back(view.evidence(frame.import, line));
  }
  if (about.evidence.empty()) about.evidence.push_back(view.evidence(frame.import, 0));
  return finding(view, check, std::move(about));
}

}  // namespace

Findings check_breaks(const PersonView& view, const Check& check) {
  Findings found;
  const BookedLines lines{view};
  for (const auto& [account, frames] : frames_by_account(view)) {
    const StatementFrame* before = nullptr;
    for (const auto* frame : frames) {
      if (!frame->breaks.empty()) {
        found.push_back(broken(view, check, lines, *frame,
                               "A balance or a total that the statement of " + account +
                                   " prints does not follow from its lines. Ask the bank for a "
                                   "fresh copy of the statement."));
      } else if (closes_wrong(lines, *frame)) {
        found.push_back(broken(view, check, lines, *frame,
                               "The opening balance of " + account + " and its lines do not come " +
                                   "to its closing balance. Ask the bank for a fresh copy."));
      } else if (before != nullptr && hands_on_wrong(*before, *frame)) {
        found.push_back(
            broken(view, check, lines, *frame,
                   "The statement of " + account + " opens with " + pretty(*frame->opening) +
                       ", but the one before it closed with " + pretty(*before->closing) + "."));
      } else if (const auto expected = closing_expected(view, lines, before, *frame);
                 expected && *expected != *frame->closing) {
        found.push_back(broken(view, check, lines, *frame,
                               "The statement of " + account + " closes with " +
                                   pretty(*frame->closing) + ", but what came before it and its " +
                                   "own lines come to " + pretty(*expected) +
                                   ". A line is missing or wrong: ask the bank for a fresh copy."));
        found.back().amount = magnitude(*frame->closing - *expected);
      }
      before = frame;
    }
  }
  return found;
}

}  // namespace reconcile

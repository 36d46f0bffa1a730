// Whether the statements of an account join up and agree with each other.
#include "ledger/pool.hpp"
#include "reconcile/check.hpp"
#include "reconcile/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Period;
using ledger::StatementFrame;
using Frames = std::vector<const StatementFrame*>;

/// By account; within it by the first day covered, then by file, so that import order is no matter.
std::map<std::string, Frames> frames_by_account(const PersonView& view) {
  std::map<std::string, Frames> accounts;
  for (const auto& frame : view.facts->frames) {
    if (!frame.covered || frame.covered->first > view.as_of) continue;
    // What the statements of a pool lack is said of the pool, once.
    const auto* account = view.history().account(frame.account);
    const bool shared = account != nullptr && !account->pool.empty();
    if (shared && !ledger::is_pool(view.facts->ref())) continue;
    accounts[frame.account].push_back(&frame);
  }
  for (auto& [account, frames] : accounts) {
    std::ranges::stable_sort(frames, [&](const auto* a, const auto* b) {
      if (*a->covered != *b->covered) return *a->covered < *b->covered;
      return view.evidence(a->import, 0) < view.evidence(b->import, 0);
    });
  }
  return accounts;
}

/// The budget of an account's days, for the finding; empty when several share them.
std::string budget_of_account(const PersonView& view, const std::string& account, Date day) {
  std::string only;
  for (const auto& budget : view.history().on(day).budgets) {
    const bool serves = std::ranges::find(budget.accounts, account) != budget.accounts.end();
    if (!serves || !budget.period().holds(day)) continue;
    if (!only.empty()) return {};
    only = budget.ref;
  }
  return only;
}

/// The person's lines by id; made once a check.
class BookedLines {
 public:
  explicit BookedLines(const PersonView& view) {
    for (const auto& line : view.facts->lines) by_id_.emplace(line.line.id, &line);
  }
  /// Null when no file that stands holds it.
  const ledger::BookLine* find(ledger::LineId id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<ledger::LineId, const ledger::BookLine*> by_id_;
};

// --- gaps ---

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

// --- overlaps ---

/// A line of which two files of one account say different things.
struct Disagreement {
  ledger::LineId line{};
  std::vector<ledger::Evidence> places;  ///< in either file, where it has the line
};

const ledger::Wording* wording_of(const ledger::BookLine& line, ledger::ImportId import) {
  const auto found = std::ranges::find(line.wordings, import, &ledger::Wording::import);
  return found == line.wordings.end() ? nullptr : &*found;
}

/// Both files have the line. They disagree when two of one format word it differently, or when both
/// print a balance and not the same.
std::optional<Disagreement> disagreement_about(const PersonView& view, const ledger::BookLine& line,
                                               const StatementFrame& a, const StatementFrame& b) {
  const auto* in_a = wording_of(line, a.import);
  const auto* in_b = wording_of(line, b.import);
  if (in_a == nullptr || in_b == nullptr) return std::nullopt;
  const bool texts = in_a->text != in_b->text && a.format == b.format;
  const bool balances = in_a->balance && in_b->balance && in_a->balance != in_b->balance;
  if (!texts && !balances) return std::nullopt;
  return Disagreement{
      line.line.id,
      {view.evidence(a.import, in_a->file_line), view.evidence(b.import, in_b->file_line)}};
}

/// Lines of one file on days that the other holds whole, and yet has not. (The last day of a
/// printed period may have gone on after it was printed, where the file that goes on later has more
/// of it.)
void add_missing(const PersonView& view, const BookedLines& lines, const StatementFrame& a,
                 const StatementFrame& b, std::vector<Disagreement>& found) {
  const auto whole = ledger::whole_days(b.printed, b.covered);
  if (!whole) return;
  const std::set<ledger::LineId> all_of_b{b.lines.begin(), b.lines.end()};
  for (const auto id : a.lines) {
    const auto* line = lines.find(id);
    if (line == nullptr || all_of_b.contains(id) || !whole->holds(line->line.date)) continue;
    if (line->line.date > view.as_of) continue;
    const bool may_have_gone_on =
        line->line.date == b.covered->last && b.covered->last < a.covered->last;
    if (may_have_gone_on) continue;
    found.push_back({id, {view.evidence(*line), view.evidence(b.import, 0)}});
  }
}

/// Can these lines of one day be walked from balance to balance, each once? Every balance must be
/// left as often as it is reached, but for the first and the last.
bool can_follow(const std::vector<const ledger::BookLine*>& day) {
  std::map<Money, int> surplus;
  for (const auto* line : day) {
    if (!line->line.balance) return true;
    ++surplus[*line->line.balance - line->line.amount];
    --surplus[*line->line.balance];
  }
  const auto starts =
      std::ranges::count_if(surplus, [](const auto& one) { return one.second > 0; });
  const bool single = std::ranges::all_of(
      surplus, [](const auto& one) { return one.second >= -1 && one.second <= 1; });
  return single && starts <= 1;
}

/// On a day that neither file need hold whole, lines that only one of them has may all be true; not
/// so when their balances cannot follow from one another.
void add_contradicted(const PersonView& view, const BookedLines& lines, const StatementFrame& a,
                      const StatementFrame& b, std::vector<Disagreement>& found) {
  const std::set<ledger::LineId> of_a{a.lines.begin(), a.lines.end()};
  const std::set<ledger::LineId> of_b{b.lines.begin(), b.lines.end()};
  const auto is_known = [&](ledger::LineId id) {
    return std::ranges::any_of(found, [id](const auto& one) { return one.line == id; });
  };
  std::map<Date, std::vector<const ledger::BookLine*>> days;
  for (const auto* side : {&of_a, &of_b}) {
    for (const auto id : *side) {
      const auto* line = lines.find(id);
      if (line == nullptr || line->line.date > view.as_of) continue;
      if (side == &of_b && of_a.contains(id)) continue;
      if (b.covered->holds(line->line.date) && a.covered->holds(line->line.date)) {
        days[line->line.date].push_back(line);
      }
    }
  }
  for (const auto& [day, of_day] : days) {
    if (!a.breaks.empty() || !b.breaks.empty() || can_follow(of_day)) continue;
    for (const auto* line : of_day) {
      const auto id = line->line.id;
      if (of_a.contains(id) && of_b.contains(id)) continue;
      const auto& other = of_a.contains(id) ? b : a;
      if (!is_known(id))
        found.push_back({id, {view.evidence(*line), view.evidence(other.import, 0)}});
    }
  }
}

/// Lines that only one of two files has on days the other holds whole, lines of both about which
/// they disagree, and lines of one day that cannot all be true.
std::vector<Disagreement> disagreements(const PersonView& view, const BookedLines& lines,
                                        const StatementFrame& a, const StatementFrame& b) {
  std::vector<Disagreement> found;
  const std::set<ledger::LineId> all_of_b{b.lines.begin(), b.lines.end()};
  for (const auto id : a.lines) {
    const auto* line = lines.find(id);
    if (line == nullptr || line->wordings.empty() || !all_of_b.contains(id)) continue;
    if (auto one = disagreement_about(view, *line, a, b)) found.push_back(std::move(*one));
  }
  add_missing(view, lines, a, b, found);
  add_missing(view, lines, b, a, found);
  add_contradicted(view, lines, a, b, found);
  return found;
}

/// The names of two files; of two parts of one file, the day on which the later one begins too.
std::string named_apart(const PersonView& view, const StatementFrame& a, const StatementFrame& b) {
  const auto names = view.evidence(a.import, 0).file + ":" + view.evidence(b.import, 0).file;
  return a.import == b.import ? names + ":" + text(b.covered->first) : names;
}

/// The same place once, and no whole file beside a place in it.
void remove_repeated(std::vector<ledger::Evidence>& evidence) {
  std::ranges::sort(evidence);
  const auto repeated = std::ranges::unique(evidence);
  evidence.erase(repeated.begin(), repeated.end());
  std::set<std::string> placed;
  for (const auto& each : evidence) {
    if (each.line > 0) placed.insert(each.file);
  }
  std::erase_if(evidence,
                [&](const auto& each) { return each.line == 0 && placed.contains(each.file); });
}

}  // namespace

namespace {

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

Findings check_overlaps(const PersonView& view, const Check& check) {
  Findings found;
  const BookedLines lines{view};
  for (const auto& [account, frames] : frames_by_account(view)) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
      for (std::size_t j = i + 1; j < frames.size(); ++j) {
        if (frames[j]->covered->first > frames[i]->covered->last) break;
        const auto differing = disagreements(view, lines, *frames[i], *frames[j]);
        if (differing.empty()) continue;
        const auto* first = lines.find(differing.front().line);
        About about{budget_of_account(view, account, first->line.date),
                    account + ":" + named_apart(view, *frames[i], *frames[j]),
                    first->line.date,
                    {},
                    {}};
        for (const auto& each : differing) {
          about.date = std::min(*about.date, lines.find(each.line)->line.date);
          about.evidence.insert(about.evidence.end(), each.places.begin(), each.places.end());
        }
        remove_repeated(about.evidence);
        about.why = "Two statements of " + account + " disagree about the same days: " +
                    (differing.size() == 1 ? "one line is"
                                           : std::to_string(differing.size()) + " lines are") +
                    " in only one of them, or not the same in both. Ask the bank for a fresh copy.";
        found.push_back(finding(view, check, std::move(about)));
      }
    }
  }
  return found;
}

}  // namespace reconcile

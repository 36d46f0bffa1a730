// Whether two statements of an account agree about the days that both have.
#include "reconcile/account_frames.hpp"
#include "reconcile/check.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::StatementFrame;

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

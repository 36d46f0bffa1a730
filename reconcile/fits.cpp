// What agrees and what speaks against each explanation that fits a suggested line: the same pairs
// as of a match (reasons.hpp), as they would be had it been taken.
#include "reconcile/match_rules.hpp"
#include "reconcile/quotes.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reasons_desk.hpp"

#include <algorithm>
#include <string>

namespace reconcile {
namespace {

using ledger::Alternative;

class Fit {
 public:
  Fit(const DeskItems& items, const Row& row, const Alternative& fits)
      : items_{items}, desk_{items.desk()}, row_{row}, fits_{fits} {
    for (const auto& settled : fits.items) {
      if (const auto item = desk_.item(settled.key)) expected_.push_back(*item);
    }
    for (const auto item : expected_) {
      const auto gap = desk_.gap(item, row.date);
      if (gap.cost() > gap_.cost()) gap_ = gap;
    }
  }

  std::string evidence() {
    const auto* sent = undone();
    if (sent != nullptr) {
      doubt_the_pair(*sent);
    } else {
      doubt_the_name();
      if (expected_.empty()) doubt_without_paper();
      if (!expected_.empty()) doubt_day_and_amount();
    }
    if (sent != nullptr) pairs_.add("days", std::to_string(row_.date - sent->date));
    if (sent == nullptr) pairs_.add("name", text(grade()));
    if (!expected_.empty()) pairs_.add("days", std::to_string(gap_.days()));
    if (quotes_its_number()) pairs_.add("number", "1");
    if (expected_.empty() && sent == nullptr && grade() != Grade::none) add_who();
    if (!fits_.evidence.empty()) return pairs_.text() + ";" + fits_.evidence;
    return pairs_.text();
  }

 private:
  bool concerns(const Naming& naming) const {
    if (expected_.empty()) return true;
    return std::ranges::any_of(
        expected_, [&](std::size_t item) { return items_.belongs(item, naming.party); });
  }
  /// How the text names whom it would pay.
  Grade grade() const {
    auto best = Grade::none;
    for (const auto& naming : row_.named) {
      if (concerns(naming)) best = std::max(best, naming.grade);
    }
    return best;
  }
  /// The line that it would undo.
  const Row* undone() const {
    if (fits_.rule != rule::reversal || fits_.items.empty()) return nullptr;
    const std::string_view key = fits_.items.front().key;
    const auto id = ledger::parse_line_id(key.substr(key.find(':') + 1));
    const auto sent = id ? desk_.row(*id) : std::nullopt;
    return sent ? &desk_.rows[*sent] : nullptr;
  }

  void doubt_the_pair(const Row& sent) {
    const bool same = std::ranges::any_of(row_.named, [&](const Naming& naming) {
      return std::ranges::any_of(sent.named,
                                 [&](const Naming& other) { return other.party == naming.party; });
    });
    if (!same) pairs_.against("payee", row_.named.empty() ? "none" : "other");
    if (!row_.lists.has(WordList::returned)) pairs_.against("word", "none");
  }

  void doubt_the_name() {
    std::size_t told = 0;
    for (const auto& naming : row_.named) {
      if (concerns(naming) || told == considered_most) continue;
      ++told;
      pairs_.against("also", who(desk_, desk_.parties()[naming.party]));
    }
    const bool says_so = row_.lists.has(WordList::payroll) || row_.lists.has(WordList::wages);
    const bool of_wages = says_so && expected_.size() > 1;
    if (!of_wages && grade() < Grade::initial) pairs_.against("name", text(grade()));
  }

  /// Coded to the plan though the payee has payslips or bills: none of them is for this.
  void doubt_without_paper() {
    const bool has_papers = std::ranges::any_of(row_.named, [&](const Naming& naming) {
      return std::ranges::any_of(desk_.parties()[naming.party].items, [&](std::size_t item) {
        return desk_.items[item].kind != ledger::ItemKind::regular;
      });
    });
    if (has_papers) pairs_.against("paper", "none");
  }

  void doubt_day_and_amount() {
    if (!gap_.within(row_.tolerances->close)) pairs_.against("days", std::to_string(gap_.days()));
    std::int64_t left = 0;
    std::int64_t paid = 0;
    for (const auto& settled : fits_.items) {
      const auto item = desk_.item(settled.key);
      paid += settled.amount.pence();
      if (!item) continue;
      const auto open = desk_.open[*item];
      left += std::max<std::int64_t>(std::abs(open) - std::abs(settled.amount.pence()), 0);
      const auto& by = desk_.settled_by[*item];
      if (open == 0 && by) pairs_.against("paid", ledger::text(desk_.rows[*by].id()));
    }
    const auto over = std::abs(row_.pence) - std::abs(paid);
    if (over > 0) pairs_.against("over", std::to_string(over));
    if (left > 0) pairs_.against("short", std::to_string(left));
  }

  bool quotes_its_number() const {
    if (desk_.quotes().none() || expected_.empty()) return false;
    const auto quoted = desk_.quotes().items(row_);
    return std::ranges::all_of(expected_, [&](std::size_t item) {
      return std::ranges::find(quoted, item) != quoted.end();
    });
  }

  void add_who() {
    if (row_.party()) pairs_.add("who", who(desk_, desk_.parties()[*row_.party()]));
  }

  const DeskItems& items_;
  const Desk& desk_;
  const Row& row_;
  const Alternative& fits_;
  std::vector<std::size_t> expected_;  ///< its items
  Gap gap_;                            ///< the widest of theirs
  Pairs pairs_;
};

}  // namespace

void weigh_fits(const DeskItems& items, Row& row) {
  if (row.match.state != ledger::MatchState::suggested) return;
  for (auto& fits : row.match.alternatives) fits.evidence = Fit{items, row, fits}.evidence();
}

}  // namespace reconcile

#include "reports/queue.hpp"

#include "ledger/ensure.hpp"
#include "ledger/pool.hpp"
#include "reconcile/learned.hpp"
#include "reconcile/payee_grade.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

namespace reports {
namespace {

using ledger::FindingState;
using ledger::MatchState;
using ledger::Severity;
using reconcile::LineView;
using reconcile::PersonView;

/// How many lines of the same payee stand beside one, and how many choices have a key of their own.
constexpr std::size_t near_most = 4;
constexpr std::size_t choices_most = 9;

class Gathering {
 public:
  explicit Gathering(const PersonView& view) : view_{view} {}

  std::vector<QueueEntry> all() {
    for (auto& finding : reconcile::findings(view_)) {
      if (finding.state == FindingState::open) findings_.push_back(std::move(finding));
    }
    for (const auto& line : view_.lines) {
      if (waits(line)) add_line(line);
    }
    for (const auto& finding : findings_) {
      if (!stands_with_a_line(finding)) add_finding(finding);
    }
    return std::move(entries_);
  }

 private:
  static bool waits(const LineView& line) {
    return line.match != nullptr && line.match->state != MatchState::matched;
  }

  bool stands_with_a_line(const ledger::Finding& finding) const {
    const auto about = ledger::parse_line_id(finding.subject);
    const auto* line = about ? view_.line(*about) : nullptr;
    return line != nullptr && waits(*line);
  }

  QueueEntry begin(QueueEntry::Kind kind, std::string subject) const {
    QueueEntry entry;
    entry.kind = kind;
    entry.subject = std::move(subject);
    entry.person = view_.facts->ref();
    entry.name = view_.history().latest().name;
    const auto noted = ledger::noted(view_.facts->notes, entry.subject);
    for (const auto* note : noted.notes) entry.notes.push_back(*note);
    if (noted.until && *noted.until > view_.as_of) entry.postponed = noted.until;
    return entry;
  }

  void add_line(const LineView& line) {
    const bool asks = line.match->state == MatchState::suggested;
    auto entry = begin(asks ? QueueEntry::Kind::suggestion : QueueEntry::Kind::unmatched,
                       ledger::text(line.line->line.id));
    entry.severity = asks ? Severity::low : Severity::medium;
    for (const auto& finding : findings_) {
      if (finding.subject != entry.subject) continue;
      // The enumerators run from the most serious.
      entry.severity = std::min(entry.severity, finding.severity);
      entry.findings.push_back(
          {finding.id, finding.code, finding.why, finding.source, ledger::waived_as(finding)});
      for (const auto* note : ledger::noted(view_.facts->notes, finding.id).notes) {
        entry.notes.push_back(*note);
      }
    }
    entry.budget = view_.budget_of(line);
    entry.date = line.line->line.date;
    entry.amount = line.line->line.amount;
    entry.why = reconcile::why(*line.match);
    show_line(entry, line);
    entries_.push_back(std::move(entry));
  }

  void add_finding(const ledger::Finding& finding) {
    auto entry = begin(QueueEntry::Kind::finding, finding.id);
    entry.severity = finding.severity;
    entry.budget = finding.budget;
    entry.date = finding.date;
    entry.amount = finding.amount;
    entry.code = finding.code;
    entry.source = finding.source;
    entry.waive_as = ledger::waived_as(finding);
    entry.why = finding.why;
    entry.places = finding.evidence;
    const auto about = ledger::parse_line_id(finding.subject);
    const auto* line = about ? view_.line(*about) : nullptr;
    if (line != nullptr) show_line(entry, *line);
    show_item(entry, finding.subject);
    for (const auto& place : finding.evidence) {
      const auto* other = line_at(place);
      if (other != nullptr && other != line) entry.evidence.push_back(shown(*other));
    }
    entries_.push_back(std::move(entry));
  }

  void show_line(QueueEntry& entry, const LineView& line) {
    entry.line = shown(line);
    if (line.match != nullptr && waits(line)) {
      const auto told = reconcile::explain(view_, line);
      for (const auto& reason : told.against) entry.against.push_back(reason.text);
      for (const auto& reason : told.missing) {
        if (line.match->state == MatchState::unmatched) entry.against.push_back(reason.text);
      }
      for (const auto& rival : told.alternatives) add_choice(entry, line, rival, true);
      for (const auto& rival : told.considered) add_choice(entry, line, rival, false);
      add_others(entry, line);
    }
    entry.near = near(line);
  }

  void add_choice(QueueEntry& entry, const LineView& line, const reconcile::Rival& rival,
                  bool fits) const {
    const bool says_something = !rival.what.items.empty() || !rival.what.plan_line.empty();
    if (!says_something || entry.choices.size() == choices_most) return;
    entry.choices.push_back(choice_of(line, rival, fits));
  }

  QueueChoice choice_of(const LineView& line, const reconcile::Rival& rival, bool fits) const {
    const auto& stands = line.line->line;
    QueueChoice choice{rival, fits, std::nullopt, stands.amount - rival.amount,
                       reconcile::text(reconcile::payee_grade(view_, stands, rival.what))};
    if (rival.due) choice.days = stands.date - *rival.due;
    return choice;
  }

  /// What else is open, as far as there are numbers of one key left.
  void add_others(QueueEntry& entry, const LineView& line) const {
    const auto most = std::min(choices_most - entry.choices.size(), others_most);
    for (const auto* item : open_items_near(view_, entry.line->amount, entry.line->date)) {
      if (entry.others.size() == most) return;
      if (is_chosen_alone(entry, item->item.key)) continue;
      reconcile::Rival rival{{"", {{item->item.key, item->open()}}, ""},
                             capital(reconcile::in_words(view_, item->item.key)),
                             item->open(),
                             item->item.due};
      entry.others.push_back(choice_of(line, rival, false));
    }
  }

  static bool is_chosen_alone(const QueueEntry& entry, const std::string& key) {
    return std::ranges::any_of(entry.choices, [&](const QueueChoice& choice) {
      const auto& items = choice.rival.what.items;
      return items.size() == 1 && items.front().key == key;
    });
  }

  void show_item(QueueEntry& entry, const std::string& key) const {
    const auto* item = view_.item(key);
    if (item == nullptr) return;
    entry.item = {key, reconcile::in_words(view_, key), item->item.due, item->item.amount,
                  item->settled};
  }

  QueueLine shown(const LineView& line) const {
    const auto& stands = line.line->line;
    QueueLine made{stands.id,
                   ledger::account_address(view_.facts->ref(), line.line->account),
                   stands.date,
                   stands.amount,
                   stands.balance,
                   stands.description(),
                   view_.evidence(*line.line),
                   MatchState::unmatched,
                   {}};
    if (line.match == nullptr) return made;
    made.state = line.match->state;
    made.settles = settles_text(line.match->items, line.match->plan_line);
    return made;
  }

  const std::string& wording(const LineView& line) {
    if (wordings_.empty()) {
      for (const auto& each : view_.lines) {
        wordings_.push_back(reconcile::wording_of(each.line->line));
      }
    }
    return wordings_[static_cast<std::size_t>(&line - view_.lines.data())];
  }

  /// The lines that are worded like one, nearest first in time, shown by day.
  std::vector<QueueLine> near(const LineView& line) {
    const auto& own = wording(line);
    if (own.empty()) return {};
    std::vector<std::pair<int, const LineView*>> alike;
    for (const auto& other : view_.lines) {
      if (&other == &line || wording(other) != own) continue;
      alike.emplace_back(std::abs(other.line->line.date - line.line->line.date), &other);
    }
    std::ranges::stable_sort(alike, {}, &std::pair<int, const LineView*>::first);
    if (alike.size() > near_most) alike.resize(near_most);
    std::vector<QueueLine> made;
    for (const auto& [days, other] : alike) made.push_back(shown(*other));
    std::ranges::stable_sort(made, {}, &QueueLine::date);
    return made;
  }

  const LineView* line_at(const ledger::Evidence& place) {
    if (places_.empty()) {
      for (const auto& line : view_.lines) places_.emplace(view_.evidence(*line.line), &line);
    }
    const auto found = places_.find(place);
    return found == places_.end() ? nullptr : found->second;
  }

  const PersonView& view_;
  std::vector<ledger::Finding> findings_;
  std::vector<std::string> wordings_;  ///< by line of the view
  std::map<ledger::Evidence, const LineView*> places_;
  std::vector<QueueEntry> entries_;
};

}  // namespace

std::size_t QueueEntry::fitting() const {
  return static_cast<std::size_t>(std::ranges::count(choices, true, &QueueChoice::fits));
}

const QueueChoice& QueueEntry::choice(std::size_t number) const {
  ledger::ensure(number >= 1 && number <= numbered(), "a number that the entry has");
  return number <= choices.size() ? choices[number - 1] : others[number - choices.size() - 1];
}

bool QueueEntry::is_about(std::string_view id) const {
  return subject == id || std::ranges::find(findings, id, &QueueFinding::id) != findings.end();
}

std::string QueueEntry::waive_as_of(std::string_view finding) const {
  if (subject == finding) return waive_as;
  const auto found = std::ranges::find(findings, finding, &QueueFinding::id);
  return found == findings.end() ? std::string{} : found->waive_as;
}

std::vector<const reconcile::ItemView*> open_items_near(const PersonView& view,
                                                        ledger::Money amount, ledger::Date date) {
  const auto line = std::max<std::int64_t>(ledger::magnitude(amount).pence(), 1);
  std::vector<std::pair<std::int64_t, const reconcile::ItemView*>> near;
  for (const auto& item : view.items) {
    const auto open = item.open();
    if (open.is_zero() || open.is_negative() != amount.is_negative()) continue;
    const auto apart = ledger::magnitude(amount - open).pence() * 100 / line;
    near.emplace_back(apart + std::abs(item.item.due - date), &item);
  }
  std::ranges::stable_sort(near, {}, &std::pair<std::int64_t, const reconcile::ItemView*>::first);
  std::vector<const reconcile::ItemView*> items;
  for (const auto& [distance, item] : near) items.push_back(item);
  return items;
}

std::string_view text(QueueEntry::Kind kind) {
  switch (kind) {
    case QueueEntry::Kind::suggestion:
      return "suggestion";
    case QueueEntry::Kind::unmatched:
      return "unmatched";
    case QueueEntry::Kind::finding:
      return "finding";
  }
  throw ledger::Defect{"an entry of no kind"};
}

std::vector<QueueEntry> queue_of(const PersonView& view) {
  return Gathering{view}.all();
}

bool comes_before(const QueueEntry& one, const QueueEntry& other) {
  const auto order = [](const QueueEntry& entry) {
    return std::tuple{entry.severity, -ledger::magnitude(entry.amount).pence(),
                      entry.date,     std::string_view{entry.person},
                      entry.kind,     std::string_view{entry.subject}};
  };
  return order(one) < order(other);
}

}  // namespace reports

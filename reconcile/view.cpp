#include "reconcile/view.hpp"

#include "ledger/reclaims.hpp"
#include "reconcile/check.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/handover.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace reconcile {
namespace {

using ledger::Entry;
using ledger::Money;

constexpr std::string_view reversal_prefix = "reversal:";
constexpr std::string_view suspense = "suspense";

/// What one line takes from (or, when it undoes another, gives back to) the items it names.
class Settlement {
 public:
  explicit Settlement(PersonView& view) : view_{view} {
    for (std::size_t i = 0; i < view.items.size(); ++i) at_[view.items[i].item.key] = i;
    for (const auto& reclaim : ledger::reclaims(view.facts->acts)) take(reclaim);
  }

  void take(const LineView& line) {
    if (line.match == nullptr || !rule::is_booked(*line.match)) return;
    // A second payment of a settled item is money due back; the item stays settled once.
    if (line.match->rule == rule::duplicate) return note(line, line.match->items);
    for (const auto& settled : line.match->items) {
      if (settled.key.starts_with(reversal_prefix)) {
        give_back(line, *line.match, settled);
      } else {
        settle(line, settled.key, settled.amount);
      }
    }
  }

 private:
  using Places = std::vector<std::size_t>;

  /// The days of one that is repaid by instalments, in their order.
  void take(const ledger::Reclaim& reclaim) {
    Places days;
    for (const auto& part : reclaim.dues) {
      const auto due = part.whole ? std::nullopt : std::optional{part.due};
      const auto found = at_.find(ledger::repayment_key(view_.facts->ref(), reclaim.ref(), due));
      if (found != at_.end()) days.push_back(found->second);
    }
    if (days.size() < 2) return;
    days_of_.push_back(std::move(days));
    for (const auto place : days_of_.back()) in_days_[place] = days_of_.size() - 1;
  }

  void settle(const LineView& line, const std::string& key, Money amount) {
    const auto found = at_.find(key);
    if (found == at_.end()) return;
    const auto days = in_days_.find(found->second);
    if (days == in_days_.end()) return settle(line, found->second, amount);
    settle_in_order(line, days_of_[days->second], amount);
  }

  void settle(const LineView& line, std::size_t place, Money amount) {
    auto& item = view_.items[place];
    item.settled += amount;
    item.settled_by.push_back(&line);
  }

  /// What is repaid counts for the earliest days first, whichever of them a line was found to pay:
  /// what was repaid from elsewhere has made the first of them less since. What comes back is
  /// taken from the last.
  void settle_in_order(const LineView& line, const Places& days, Money amount) {
    const bool repays = amount.is_negative();
    for (std::size_t i = 0; i < days.size() && !amount.is_zero(); ++i) {
      const auto place = repays ? days[i] : days[days.size() - 1 - i];
      const auto& item = view_.items[place];
      const bool last = i + 1 == days.size();
      const auto most = repays ? -ledger::magnitude(item.open()) : ledger::magnitude(item.settled);
      const auto part = last ? amount : repays ? std::max(amount, most) : std::min(amount, most);
      amount -= part;
      if (!part.is_zero()) settle(line, place, part);
    }
  }

  void note(const LineView& again, const std::vector<ledger::Settled>& items) {
    for (const auto& named : items) {
      const auto found = at_.find(named.key);
      if (found != at_.end()) view_.items[found->second].again.push_back(&again);
    }
  }

  /// Takes back what the undone line settled, in its order, up to what came back.
  void give_back(const LineView& line, const ledger::Match& match,
                 const ledger::Settled& reversal) {
    const auto undone = ledger::parse_line_id(reversal.key.substr(reversal_prefix.size()));
    const auto* original = undone ? view_.line(*undone) : nullptr;
    if (original == nullptr || original->match == nullptr) return;
    if (original->match->rule == rule::duplicate) return note(line, original->match->items);
    const auto part = rule::part_of(match);
    auto left = ledger::magnitude(reversal.amount);
    for (const auto& settled : original->match->items) {
      if (!part.empty() && settled.key != part) continue;
      const auto back = std::min(left, ledger::magnitude(settled.amount));
      left -= back;
      if (!back.is_zero()) settle(line, settled.key, settled.amount.is_negative() ? back : -back);
    }
  }

  PersonView& view_;
  std::unordered_map<std::string_view, std::size_t> at_;
  std::vector<Places> days_of_;  ///< of reclaims that are repaid by instalments
  std::unordered_map<std::size_t, std::size_t> in_days_;  ///< by an item's place
};

void take_entries(PersonView& view, const std::vector<ledger::RecordedEntry>& standing) {
  for (const auto& recorded : standing) {
    const bool stands = !recorded.reversed && !recorded.reverses;
    if (stands && recorded.entry.date <= view.as_of) view.entries.push_back(&recorded.entry);
  }
}

/// A line that is posted after the day, because its own was closed, is not in the books of the day.
void take_lines(PersonView& view, const std::vector<ledger::RecordedEntry>& standing) {
  std::unordered_map<std::string_view, const Entry*> booked;
  for (const auto& [number, entry, reverses, reversed, link] : standing) {
    const bool later = !reversed && !reverses && entry.date > view.as_of;
    if (later && entry.kind == ledger::EntryKind::line) booked[entry.source] = &entry;
  }
  for (const auto* entry : view.entries) {
    if (entry->kind == ledger::EntryKind::line) booked[entry->source] = entry;
  }
  for (const auto& line : view.facts->lines) {
    if (line.line.date > view.as_of) continue;
    const auto found = booked.find("line:" + text(line.line.id));
    const auto* entry = found == booked.end() ? nullptr : found->second;
    if (entry != nullptr && entry->date > view.as_of) continue;
    const auto* match = entry != nullptr && entry->match ? &*entry->match : nullptr;
    view.lines.push_back({&line, match, entry});
  }
}

/// What handovers left to be repaid: items that the entries make and not the facts alone.
void add_handover_items(PersonView& view, const std::vector<ledger::RecordedEntry>& standing) {
  std::vector<const Entry*> made;
  for (const auto& recorded : standing) {
    const bool stands = !recorded.reversed && !recorded.reverses;
    if (stands && recorded.entry.kind == ledger::EntryKind::handover)
      made.push_back(&recorded.entry);
  }
  for (auto& item : handover_items(*view.facts, made)) {
    if (view.item(item.key) == nullptr) view.items.push_back({std::move(item), {}, {}});
  }
}

/// The items of every explanation that is offered to a person.
void take_questions(PersonView& view) {
  for (const auto& line : view.lines) {
    if (line.match == nullptr || line.match->state != ledger::MatchState::suggested) continue;
    for (const auto& offered : line.match->alternatives) {
      if (!offered.fits()) continue;
      for (const auto& settled : offered.items) view.asked.insert(settled.key);
    }
  }
}

const std::string& key_of(const ItemView& item) {
  return item.item.key;
}
ledger::LineId id_of(const LineView& line) {
  return line.line->line.id;
}

/// Places in `things` by what `name` says of each; the first of those that are named alike first.
template <class Things, class Name>
std::vector<std::size_t> places_by(const Things& things, Name name) {
  std::vector<std::size_t> places(things.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, {}, [&](std::size_t at) { return name(things[at]); });
  return places;
}

Lookup lookup_of(const PersonView& view) {
  Lookup made;
  made.claims = std::make_shared<KnownClaims>();
  made.items =
      places_by(view.items, [](const ItemView& item) -> std::string_view { return key_of(item); });
  made.lines = places_by(view.lines, id_of);
  // Payslips that are superseded are not posted either.
  const auto superseded = superseded_slips(*view.facts);
  for (const auto& payslip : view.facts->payslips) {
    if (superseded.contains(&payslip.record)) made.held.insert(&payslip);
  }
  for (const auto* payslip : held_payslips(view)) made.held.insert(payslip);
  const auto add = [&](const ledger::Posting& posting) {
    const bool touches = posting.debit == suspense || posting.credit == suspense;
    if (touches) made.suspense.push_back(posting);
  };
  if (view.settled != nullptr) {
    for (const auto& sum : view.settled->sums) {
      if (sum.account != suspense) continue;
      made.suspense.push_back({sum.budget, sum.account, {}, sum.debit, {}});
      made.suspense.push_back({sum.budget, {}, sum.account, sum.credit, {}});
    }
  }
  for (const auto* entry : view.entries) {
    const bool summed = view.settled != nullptr && entry->date < view.settled->day;
    if (!summed) std::ranges::for_each(entry->postings, add);
  }
  return made;
}

/// The first thing that is named so; null when none is.
template <class Thing, class Wanted, class Name>
const Thing* find(const std::vector<Thing>& things, const std::vector<std::size_t>* places,
                  const Wanted& wanted, Name name) {
  if (places == nullptr) {
    const auto found = std::ranges::find(things, wanted, name);
    return found == things.end() ? nullptr : &*found;
  }
  const auto at = std::ranges::lower_bound(
      *places, wanted, {}, [&](std::size_t place) -> Wanted { return name(things[place]); });
  const bool is_it = at != places->end() && Wanted{name(things[*at])} == wanted;
  return is_it ? &things[*at] : nullptr;
}

}  // namespace

const LineView* PersonView::line(ledger::LineId id) const {
  return find(lines, lookup ? &lookup->lines : nullptr, id, id_of);
}

const ItemView* PersonView::item(std::string_view key) const {
  return find(items, lookup ? &lookup->items : nullptr, key, key_of);
}

Money PersonView::net(std::string_view budget, std::string_view account_prefix) const {
  Money sum;
  auto at = budget.empty()
                ? balances.begin()
                : std::ranges::lower_bound(balances, budget, {}, &ledger::Balance::budget);
  for (; at != balances.end() && (budget.empty() || at->budget == budget); ++at) {
    if (at->account.starts_with(account_prefix)) sum += at->net();
  }
  return sum;
}

ledger::Evidence PersonView::evidence(const ledger::BookLine& line) const {
  return evidence(line.import, line.line.file_line);
}

ledger::Evidence PersonView::evidence(ledger::ImportId import, int file_line) const {
  const auto found = facts->imports.find(import);
  return {found == facts->imports.end() ? std::string{} : found->second.file, file_line};
}

std::string PersonView::budget_of(const LineView& line) const {
  if (line.entry == nullptr || line.entry->postings.empty()) return {};
  const auto& budget = line.entry->postings.front().budget;
  return budget == ledger::unassigned_budget ? std::string{} : budget;
}

PersonView view(const ledger::PersonFacts& facts,
                const std::vector<ledger::RecordedEntry>& standing,
                std::vector<ledger::Balance> balances, const ledger::Parameters& parameters,
                ledger::Date as_of) {
  return view_of_items(facts, items_of_facts(facts, parameters), standing, std::move(balances),
                       parameters, as_of);
}

namespace {

PersonView laid_out(PersonView view, std::vector<ledger::Item> items,
                    const std::vector<ledger::RecordedEntry>& standing) {
  view.items.reserve(items.size());
  for (auto& item : items) view.items.push_back({std::move(item), {}, {}});
  add_handover_items(view, standing);
  take_entries(view, standing);
  take_lines(view, standing);
  take_questions(view);
  view.lookup = lookup_of(view);

  std::vector<const LineView*> by_date;
  for (const auto& line : view.lines) by_date.push_back(&line);
  std::ranges::stable_sort(by_date, {}, [](const auto* line) {
    return std::pair{line->line->line.date, line->line->place};
  });
  Settlement settlement{view};
  for (const auto* line : by_date) settlement.take(*line);
  return view;
}

}  // namespace

PersonView view_of_items(const ledger::PersonFacts& facts, std::vector<ledger::Item> items,
                         const std::vector<ledger::RecordedEntry>& standing,
                         std::vector<ledger::Balance> balances,
                         const ledger::Parameters& parameters, ledger::Date as_of) {
  return laid_out({&facts, &parameters, as_of, {}, {}, std::move(balances), {}}, std::move(items),
                  standing);
}

PersonView view_since(const ledger::PersonFacts& facts, std::vector<ledger::Item> items,
                      const std::vector<ledger::RecordedEntry>& standing,
                      std::vector<ledger::Balance> balances, const ledger::SettledYears& settled,
                      const ledger::Parameters& parameters, ledger::Date as_of) {
  PersonView view{&facts, &parameters, as_of, {}, {}, std::move(balances), {}};
  view.settled = &settled;
  return laid_out(std::move(view), std::move(items), standing);
}

}  // namespace reconcile

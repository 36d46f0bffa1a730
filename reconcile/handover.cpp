#include "reconcile/handover.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/groundwork.hpp"
#include "reconcile/handed_over.hpp"
#include "reconcile/whose_money.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Money;
using ledger::Posting;

constexpr std::string_view transfer_prefix = "transfer:";

/// What a line's posting has on the other side of the bank.
const std::string& beside_bank(const Posting& posting) {
  return posting.debit.starts_with("bank:") ? posting.credit : posting.debit;
}

using EntriesBySource = std::unordered_map<std::string_view, const Entry*>;

/// The entry of the other side of a move between own accounts; null when the line is none.
const Entry* other_side(const Entry& entry, const EntriesBySource& by_source) {
  if (!entry.match) return nullptr;
  for (const auto& settled : entry.match->items) {
    if (!settled.key.starts_with(transfer_prefix)) continue;
    const auto found = by_source.find("line:" + settled.key.substr(transfer_prefix.size()));
    return found == by_source.end() ? nullptr : found->second;
  }
  return nullptr;
}

/// Money that left an account of the old budget before the handover arrives as the old budget's,
/// and goes along from there: it must not be counted in both.
bool arrives_for(const Handover& handover, const Entry& entry, const Posting& posting,
                 const EntriesBySource& by_source) {
  if (beside_bank(posting) != "moving") return false;
  const auto* other = other_side(entry, by_source);
  return other != nullptr && !other->postings.empty() && other->date < handover.day() &&
         other->postings.front().budget == handover.before->ref;
}

/// Whether what a line does to such an account of the old budget went along to the new one.
bool went_along(const Handover& handover, std::string_view account) {
  if (account.starts_with("owed:supplier:") || account.starts_with("due-back:")) {
    return handover.carries;
  }
  return account.starts_with("owed:");
}

/// Postings of one budget, accounts and item are one.
void join_postings(std::vector<Posting>& postings) {
  std::vector<Posting> joined;
  for (auto& posting : postings) {
    const auto same = std::ranges::find_if(joined, [&](const Posting& other) {
      return std::tie(other.budget, other.debit, other.credit, other.item) ==
             std::tie(posting.budget, posting.debit, posting.credit, posting.item);
    });
    if (same == joined.end()) {
      joined.push_back(std::move(posting));
    } else {
      same->amount += posting.amount;
    }
  }
  postings = std::move(joined);
}

/// The entries of a person by the budgets that hand over: each handover looks at its own and not at
/// those of all years.
class Books {
 public:
  Books(const std::vector<Handover>& all, std::vector<Entry*> entries)
      : entries_{std::move(entries)} {
    for (const auto& handover : all) of_budget_[handover.before->ref];
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      for (const auto& posting : entries_[i]->postings) take(i, posting);
    }
  }

  void add(Entry* entry) {
    entries_.push_back(entry);
    for (const auto& posting : entry->postings) take(entries_.size() - 1, posting);
  }

  using Places = std::vector<std::size_t>;
  Entry& operator[](std::size_t place) { return *entries_[place]; }

  /// Entries with a posting of a budget, as they were given.
  Places of(std::string_view budget) const { return in_order(of_budget_.at(budget)); }

  /// The same, and lines that move money between own accounts.
  Places that_concern(std::string_view budget) const {
    auto places = of_budget_.at(budget);
    places.insert(places.end(), moving_.begin(), moving_.end());
    return in_order(std::move(places));
  }

  /// An entry has come to have other budgets.
  void moved(std::size_t place) {
    for (const auto& posting : entries_[place]->postings) take(place, posting);
  }

 private:
  void take(std::size_t place, const Posting& posting) {
    const bool line = entries_[place]->kind == EntryKind::line;
    if (line && beside_bank(posting) == "moving") add_once(moving_, place);
    const auto found = of_budget_.find(posting.budget);
    if (found != of_budget_.end()) add_once(found->second, place);
  }

  static void add_once(Places& places, std::size_t place) {
    if (places.empty() || places.back() != place) places.push_back(place);
  }

  static Places in_order(Places places) {
    std::ranges::sort(places);
    const auto twice = std::ranges::unique(places);
    places.erase(twice.begin(), twice.end());
    return places;
  }

  std::vector<Entry*> entries_;
  std::unordered_map<std::string_view, Places> of_budget_;
  Places moving_;
};

void book_in_new_budget(const Handover& handover, Books& books, const EntriesBySource& by_source) {
  for (const auto place : books.that_concern(handover.before->ref)) {
    auto& entry = books[place];
    if (entry.kind != EntryKind::line) continue;
    bool moved = false;
    for (auto& posting : entry.postings) {
      const bool old = posting.budget == handover.before->ref;
      if (old && entry.date >= handover.day() && went_along(handover, beside_bank(posting))) {
        posting.budget = handover.after->ref;
        moved = true;
      } else if (!old && arrives_for(handover, entry, posting, by_source)) {
        posting.budget = handover.before->ref;
        moved = true;
      }
    }
    if (!moved) continue;
    join_postings(entry.postings);
    books.moved(place);
  }
}

/// The old budget, and those before it whose money went along into it: what it gives back may be
/// theirs who paid into those.
std::vector<std::string_view> whose_books(const ledger::PersonHistory& history,
                                          const Handover& handover) {
  std::vector<std::string_view> refs{handover.before->ref};
  if (handover.carries) return refs;
  for (const auto* before = carried_from(history, *handover.before); before != nullptr;
       before = carried_from(history, *before)) {
    refs.push_back(before->ref);
  }
  return refs;
}

/// The days on which something moves in these books, and what moves on each; what came before the
/// handover is one. Of what settled years had the sums are kept.
std::map<Date, std::vector<const Posting*>> moves_of(const std::vector<std::string_view>& refs,
                                                     Date handed_over, Books& books,
                                                     const ledger::SettledYears* settled) {
  std::map<Date, std::vector<const Posting*>> days;
  days[handed_over];
  for (const auto ref : refs) {
    for (const auto place : books.of(ref)) {
      const auto& entry = books[place];
      if (settled != nullptr && entry.date < settled->day) continue;
      for (const auto& posting : entry.postings) {
        if (posting.budget != ref) continue;
        days[std::max(entry.date, handed_over)].push_back(&posting);
      }
    }
  }
  return days;
}

void add_handover(const ledger::PersonFacts& facts, const Handover& handover, Books& books,
                  const ledger::SettledYears* settled, std::deque<Entry>& made) {
  HandedOver state{facts, handover};
  const auto refs = whose_books(facts.history, handover);
  if (settled != nullptr) {
    for (const auto& sum : settled->sums) {
      if (std::ranges::count(refs, sum.budget) > 0) state.take(sum);
    }
  }
  for (const auto& [day, postings] : moves_of(refs, handover.day(), books, settled)) {
    for (const auto* posting : postings) state.take(*posting);
    const bool first = day == handover.day();
    Entry entry{day,
                EntryKind::handover,
                handover.source() + (first ? std::string{} : ":" + text(day)),
                state.settle(day),
                {}};
    if (!entry.postings.empty()) made.push_back(std::move(entry));
  }
}

/// What is to be repaid to one funder, and the most it was on any day.
struct DueBack {
  Money now{}, at_most{};
  void add(Money more) {
    now += more;
    at_most = std::max(at_most, now);
  }
};

/// The handovers among entries, oldest first.
std::vector<const Entry*> by_day(std::vector<const Entry*> entries) {
  std::erase_if(entries, [](const Entry* entry) { return entry->kind != EntryKind::handover; });
  std::ranges::stable_sort(entries, {}, &Entry::date);
  return entries;
}

/// The bills of budgets that hand over which waited then, by budget: they may have come late, when
/// what was left had been repaid.
std::map<std::string_view, Money> bills_waiting(const std::vector<Handover>& handed,
                                                const std::vector<const Entry*>& entries) {
  std::map<std::string_view, Date> days;
  for (const auto& handover : handed) days.emplace(handover.before->ref, handover.day());
  std::map<std::string_view, Money> waiting;
  for (const auto* entry : entries) {
    for (const auto& posting : entry->postings) {
      const auto ends = days.find(posting.budget);
      if (ends == days.end() || entry->date >= ends->second) continue;
      if (posting.credit.starts_with("owed:supplier:")) waiting[ends->first] += posting.amount;
      if (posting.debit.starts_with("owed:supplier:")) waiting[ends->first] -= posting.amount;
    }
  }
  return waiting;
}

EntriesBySource lines_by_source(const std::vector<Entry*>& entries) {
  EntriesBySource by_source;
  for (const auto* entry : entries) {
    if (entry->kind == EntryKind::line) by_source.emplace(entry->source, entry);
  }
  return by_source;
}

}  // namespace

bool is_of(const Handover& handover, const Entry& entry) {
  if (entry.kind != EntryKind::handover) return false;
  const auto name = handover.source();
  return entry.source == name || entry.source.starts_with(name + ":");
}

std::vector<Handover> handovers(const ledger::PersonHistory& history) {
  std::vector<Handover> all;
  std::vector<std::string_view> seen;
  for (const auto& version : history.versions()) {
    for (const auto& budget : version.budgets) {
      const auto* after = history.follower(budget.ref);
      if (after == nullptr || std::ranges::find(seen, budget.ref) != seen.end()) continue;
      seen.push_back(budget.ref);
      const auto* before = history.budget(budget.ref);
      all.push_back({before, after, carries_rest(*before, *after)});
    }
  }
  std::ranges::sort(all, [](const Handover& a, const Handover& b) {
    return std::tuple{a.day(), a.after->ref} < std::tuple{b.day(), b.after->ref};
  });
  return all;
}

std::deque<Entry> hand_over(const ledger::PersonFacts& facts, std::vector<Entry*> entries,
                            const ledger::SettledYears* settled) {
  std::deque<Entry> made;  // entries of one handover are looked at by the next
  const auto all = handovers(facts.history);
  if (all.empty()) return made;
  const auto by_source = lines_by_source(entries);
  Books books{all, std::move(entries)};
  for (const auto& handover : all) {
    book_in_new_budget(handover, books, by_source);
    const auto before = made.size();
    if (settled == nullptr || handover.day() > settled->day) {
      add_handover(facts, handover, books, settled, made);
    } else {
      std::ranges::copy_if(settled->handed_over, std::back_inserter(made),
                           [&](const Entry& entry) { return is_of(handover, entry); });
    }
    for (auto i = before; i < made.size(); ++i) books.add(&made[i]);
  }
  return made;
}

std::vector<ledger::Item> handover_items(const ledger::PersonFacts& facts,
                                         const std::vector<const Entry*>& entries) {
  std::vector<ledger::Item> items;
  const auto handed = handovers(facts.history);
  std::map<std::string, std::map<std::string, DueBack>, std::less<>> all;  // by handover and funder
  for (const auto& handover : handed) all[handover.source()];
  for (const auto* entry : by_day(entries)) {
    const std::string_view source = entry->source;
    auto ours = all.find(source);
    if (ours == all.end()) ours = all.find(source.substr(0, source.rfind(':')));  // of a later day
    if (ours == all.end()) continue;
    auto& back = ours->second;
    for (const auto& [budget, debit, credit, amount, item] : entry->postings) {
      if (credit.starts_with("due-to:")) back[credit.substr(7)].add(amount);
      if (debit.starts_with("due-to:")) back[debit.substr(7)].add(-amount);
    }
  }
  const auto waiting = bills_waiting(handed, entries);
  for (const auto& handover : handed) {
    const auto& back = all[handover.source()];
    const auto bills = waiting.find(handover.before->ref);
    for (const auto& [funder, due] : back) {
      const auto& amount = due.now;
      if (amount <= Money{}) continue;
      auto at_most = due.at_most;
      if (bills != waiting.end()) at_most += ledger::at_least_nothing(bills->second);
      const bool own = funder == ledger::own_part;
      items.push_back({ledger::ItemKind::repayment,
                       ledger::repayment_key(facts.ref(), repayment_ref(handover, funder)),
                       own ? facts.ref() : funder,
                       -amount,
                       handover.day(),
                       handover.day(),
                       {{handover.before->ref, {}, -amount}},
                       {},
                       true,
                       at_most > amount ? at_most : Money{}});
    }
  }
  return items;
}

}  // namespace reconcile

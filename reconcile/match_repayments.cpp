// Money that goes back to a funder, or to the person of whose own part it is, in parts of any size:
// while something is asked back, a payment goes towards it, what has been due for the longest
// first. Amounts that are due to the penny have found their lines before.
#include "ledger/reclaims.hpp"
#include "reconcile/desk.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/names.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;
using ledger::Money;

constexpr int asked_after = 183;  ///< days after a payment by which it may be asked for

bool is_repayment(const Desk& desk, std::size_t item) {
  return desk.items[item].kind == ledger::ItemKind::repayment;
}

/// Whether an item is what was asked back under a ref.
bool is_under(const ledger::Item& item, const std::string& key) {
  return item.key == key || item.key.starts_with(key + ":");
}

/// What was paid before anybody asked for it.
Items asked_later(const Desk& desk, const Row& row, std::size_t party) {
  Items items;
  for (const auto item : desk.items_of(party)) {
    const auto& asked = desk.items[item];
    const bool later = row.date < asked.arises && asked.arises - row.date <= asked_after;
    if (is_repayment(desk, item) && later && desk.open[item] < 0) items.push_back(item);
  }
  return items;
}

/// What the funder has asked back and not had by a line's day, the oldest first; what is left of a
/// budget and nobody has asked for comes last.
Items asked_by(const Desk& desk, const Row& row, std::size_t party) {
  auto items = desk.near(row, party);
  std::erase_if(items, [&](std::size_t item) { return !is_repayment(desk, item); });
  // Of some an outcome left nothing after that day.
  for (const auto item : desk.items_of(party)) {
    const auto& asked = desk.items[item];
    const bool nothing = asked.kind == ledger::ItemKind::repayment && asked.amount.is_zero();
    if (nothing && asked.arises <= row.date && row.date <= asked.due) items.push_back(item);
  }
  if (items.empty()) items = asked_later(desk, row, party);
  std::ranges::sort(items, {}, [&](std::size_t at) {
    const auto& item = desk.items[at];
    return std::tuple{item.held, item.due, std::string_view{item.key}};
  });
  return items;
}

/// What was asked for at first under the refs of some items, and the most that a handover ever left
/// to be repaid. An outcome, or a cost that came late, may leave less of it after it was paid.
std::int64_t asked_at_first(const Desk& desk, const Items& items) {
  const auto& facts = desk.ground.facts;
  Money sum;
  for (const auto& reclaim : ledger::reclaims(facts.acts)) {
    const auto key = ledger::repayment_key(facts.ref(), reclaim.ref());
    const bool any =
        std::ranges::any_of(items, [&](std::size_t at) { return is_under(desk.items[at], key); });
    if (any) sum += reclaim.asked->amount;
  }
  for (const auto item : items) {
    const auto& left = desk.items[item];
    if (left.held) sum += std::max(left.at_most, magnitude(left.amount));
  }
  return sum.pence();
}

/// By how much more may have been left of it once, before costs came late.
std::int64_t once_more(const Desk& desk, const Items& items) {
  Money more;
  for (const auto at : items) {
    const auto& item = desk.items[at];
    if (item.held) more += ledger::at_least_nothing(item.at_most - magnitude(item.amount));
  }
  return more.pence();
}

/// `key`: only what was asked back under it; empty: whatever was.
void repay(Desk& desk, Row& row, std::size_t party, const std::string& key = {}) {
  auto items = asked_by(desk, row, party);
  if (!key.empty()) {
    std::erase_if(items, [&](std::size_t at) { return !is_under(desk.items[at], key); });
  }
  if (items.empty()) return;
  std::int64_t open = 0;
  for (const auto item : items) open += std::abs(desk.open[item]);
  const auto over = std::max<std::int64_t>(row.size() - open, 0);
  // What a person takes beyond their own part, as it ever was, is not theirs.
  const bool own = desk.parties()[party].kind == PartyKind::person;
  if (own && over > once_more(desk, items)) return;
  const bool far_too_much = over * 4 > open && row.size() > asked_at_first(desk, items);
  const auto gap = desk.gap(items.front(), row.date);
  const auto evidence = evidence_of(row, gap);
  if (far_too_much) {
    ledger::Alternative towards;
    towards.rule = rule::towards_repayment;
    for (const auto item : items) {
      towards.items.push_back({desk.items[item].key, Money::of_pence(desk.open[item])});
    }
    return desk.suggest(row, rule::several_explanations, sure::doubtful, evidence + ";answers=1",
                        {std::move(towards)});
  }
  if (desk.open[items.front()] == row.pence && desk.fits(row, items.front())) {
    desk.settle(row, items.front(), row.pence);
    return desk.match(row, rule::payee_amount, confidence_of_amount(row.grade(), gap), evidence);
  }
  auto left = row.pence;
  for (const auto item : items) left -= left == 0 ? 0 : desk.settle(row, item, left);
  if (row.match.items.empty()) row.match.items.push_back({desk.items[items.back()].key, Money{}});
  desk.match(row, rule::towards_repayment, sure::of_parts, evidence);
}

/// Whether nothing else was asked back for a party.
bool is_all_of_it(const Desk& desk, std::size_t party, const std::string& key) {
  return std::ranges::all_of(desk.items_of(party), [&](std::size_t at) {
    const auto& item = desk.items[at];
    return !is_repayment(desk, at) || item.held || is_under(item, key);
  });
}

bool pays(const Desk& desk, const Row& row) {
  return desk.waits(row) && row.pence < 0 && row.grade() >= Grade::initial;
}

void repay_all(Desk& desk, std::size_t party) {
  for (const auto at : desk.rows_of(party)) {
    if (pays(desk, desk.rows[at])) repay(desk, desk.rows[at], party);
  }
}

/// Of a reclaim that is repaid by instalments every payment counts for the earliest day: which of
/// them it was meant for is nobody's question.
void repay_in_turn(Desk& desk, std::size_t party, const std::string& key) {
  for (const auto at : desk.rows_of(party)) {
    auto& row = desk.rows[at];
    if (pays(desk, row) && row.party()) repay(desk, row, party, key);
  }
}

/// Of several things asked back a line may say which it pays.
void repay_quoted(Desk& desk, std::size_t party, const std::string& ref, const std::string& key) {
  for (const auto at : desk.rows_of(party)) {
    auto& row = desk.rows[at];
    if (!pays(desk, row)) continue;
    const FoldedText text{row.book->line.description()};
    if (text.has(fold(ref))) repay(desk, row, party, key);
  }
}

bool repays(const Desk& desk, std::size_t party) {
  const auto kind = desk.parties()[party].kind;
  return kind == PartyKind::funder || kind == PartyKind::person;
}

}  // namespace

void match_repaid_in_turn(Desk& desk) {
  const auto& facts = desk.ground.facts;
  for (const auto& reclaim : ledger::reclaims(facts.acts)) {
    const auto key = ledger::repayment_key(facts.ref(), reclaim.ref());
    for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
      const auto& items = desk.items_of(party);
      const bool its = repays(desk, party) && std::ranges::any_of(items, [&](std::size_t at) {
                         return is_under(desk.items[at], key);
                       });
      if (!its) continue;
      if (!is_all_of_it(desk, party, key)) {
        repay_quoted(desk, party, reclaim.ref(), key);
      } else if (reclaim.dues.size() > 1) {
        repay_in_turn(desk, party, key);
      }
    }
  }
}

void match_repayments(Desk& desk) {
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    if (repays(desk, party)) repay_all(desk, party);
  }
}

}  // namespace reconcile

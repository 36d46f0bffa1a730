// What a person decided comes first and is never overwritten.
#include "reconcile/desk.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/split.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace reconcile {
namespace {

constexpr int certain = 1000;

/// The amount of the credit notes among the keys, which are taken off the bills there. Nothing else
/// that goes the other way is settled, nor credit notes alone: the line cannot have paid them.
std::int64_t settle_opposite(Desk& desk, Row& row) {
  std::int64_t settled = 0;
  const auto same_way = [&](const std::string& key) {
    const auto items = items_called(desk, row, key, row.pence);
    return !items.empty() && (desk.items[items.front()].amount.pence() < 0) == (row.pence < 0);
  };
  if (std::ranges::none_of(row.decision->keys, same_way)) return settled;
  for (const auto& key : row.decision->keys) {
    const auto item = desk.item(key);
    if (!item || desk.items[*item].kind != ledger::ItemKind::invoice) continue;
    if (!same_way(key)) settled += desk.settle(row, *item, desk.open[*item]);
  }
  return settled;
}

/// Money that leaves settles nothing that is to come in, and is nothing that came beyond it.
bool cannot_pay(const Row& row, const ledger::Item& item) {
  return ledger::is_instalment(item.kind) && row.pence < 0;
}

/// Returns how many items were named that the line cannot pay.
std::size_t settle_keys(Desk& desk, Row& row) {
  auto left = row.pence - settle_opposite(desk, row);
  std::size_t in_vain = 0;
  std::optional<std::size_t> last;
  for (const auto& key : row.decision->keys) {
    if (key.starts_with("reversal:") || key.starts_with("transfer:")) {
      row.match.items.push_back({key, ledger::Money::of_pence(left)});
      left = 0;
    }
    for (const auto item : items_called(desk, row, key, left)) {
      if (cannot_pay(row, desk.items[item])) {
        ++in_vain;
        continue;
      }
      if (!last || left != 0) last = item;
      if (left != 0 && (desk.open[item] < 0) == (row.pence < 0)) {
        left -= desk.settle(row, item, left);
      }
    }
  }
  // Nothing of it was open: the item was paid once more, and the person knows.
  if (row.match.items.empty() && last) {
    row.match.items.push_back({desk.items[*last].key, ledger::Money{}});
  }
  return in_vain;
}

/// Where nothing of what a person named can be booked, the line waits until somebody decides again.
void decide_match(Desk& desk, Row& row) {
  const auto in_vain = settle_keys(desk, row);
  desk.match(row, rule::decided, certain, "kind=match");
  if (!row.match.items.empty()) return;
  row.match.state = ledger::MatchState::unmatched;
  row.match.evidence += in_vain > 0 ? ";opposite=" + std::to_string(in_vain)
                                    : ";missing=" + std::to_string(row.decision->keys.size());
}

/// Whether a part of a split names something that has no expected item to lose.
bool stands_alone(std::string_view key) {
  return !coded_to(key).empty() || key.starts_with("reversal:") || key.starts_with("transfer:");
}

/// Each part gets what the person gave it. Where an item is gone, or less of it is open by now than
/// that, its share waits in suspense. Returns how much of the line does.
std::int64_t settle_split(Desk& desk, Row& row) {
  auto left = row.pence;
  for (const auto& text : row.decision->keys) {
    auto part = part_of_split(text);
    if (!part) continue;
    auto pence = part->amount.pence();
    const auto items = items_called(desk, row, part->key, pence);
    for (const auto item : items) {
      const auto settled = pence == 0 ? 0 : desk.settle(row, item, pence);
      pence -= settled;
      left -= settled;
    }
    if (items.empty() && stands_alone(part->key)) {
      left -= part->amount.pence();
      row.match.items.push_back(std::move(*part));
    }
  }
  return left;
}

/// Parts that found their thing stay booked; the line asks again for what the others were for.
void decide_split(Desk& desk, Row& row) {
  const auto waits = settle_split(desk, row);
  desk.match(row, rule::decided, certain, "kind=split");
  if (waits == 0) return;
  row.match.state = ledger::MatchState::unmatched;
  row.match.confidence = 0;
  row.match.evidence += ";waits=" + text(magnitude(ledger::Money::of_pence(waits)));
}

void decide(Desk& desk, Row& row) {
  switch (row.decision->kind) {
    case ledger::Decision::Kind::unmatch:
      row.done = true;
      row.match.rule = rule::decided;
      row.match.confidence = certain;
      row.match.evidence = "kind=unmatch";
      return;
    case ledger::Decision::Kind::code:
      row.match.plan_line = row.decision->plan_line;
      desk.match(row, rule::decided, certain, "kind=code");
      return;
    case ledger::Decision::Kind::match:
      decide_match(desk, row);
      return;
    case ledger::Decision::Kind::split:
      decide_split(desk, row);
      return;
    case ledger::Decision::Kind::withdraw:
    case ledger::Decision::Kind::unlearn:
      throw ledger::Defect{"the desk takes up no decision that decides nothing"};
  }
  throw ledger::Defect{"a decision of no kind"};
}

}  // namespace

void match_decided(Desk& desk) {
  for (auto& row : desk.rows) {
    if (row.decision != nullptr && desk.waits(row)) decide(desk, row);
  }
}

}  // namespace reconcile

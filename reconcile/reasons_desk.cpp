#include "reconcile/reasons_desk.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {

DeskItems::DeskItems(const Desk& desk)
    : desk_{desk},
      first_(desk.rows.size(), none),
      next_(desk.items.size(), none),
      owner_(desk.items.size(), none),
      shared_(desk.items.size(), false) {
  sized_.reserve(desk.items.size());
  for (auto item = desk.items.size(); item-- > 0;) {
    const auto& expected = desk.items[item];
    sized_.push_back({expected.amount.pence(), expected.arises, item});
    const auto row = desk.settled_by[item];
    if (!row) continue;
    next_[item] = first_[*row];
    first_[*row] = item;
  }
  std::ranges::sort(sized_, {}, [](const Sized& sized) {
    return std::tuple{sized.pence, sized.arises, sized.item};
  });
  for (std::size_t party = 0; party < desk.parties().all().size(); ++party) {
    for (const auto item : desk.parties()[party].items) {
      if (owner_[item] != none && owner_[item] != party) shared_[item] = true;
      if (owner_[item] == none) owner_[item] = party;
    }
  }
}

void DeskItems::look_at(const Row& row) {
  own_.clear();
  for (auto item = first_[static_cast<std::size_t>(&row - desk_.rows.data())]; item != none;
       item = next_[item]) {
    own_.push_back(item);
  }
  if (!own_.empty()) return;
  // A duplicate names what it settles nothing of; an advance is not the last that settled its item.
  for (const auto& settled : row.match.items) {
    if (const auto item = desk_.item(settled.key)) own_.push_back(*item);
  }
  if (row.match.state != ledger::MatchState::suggested) return;
  for (const auto& fits : row.match.alternatives) {
    for (const auto& settled : fits.items) {
      if (const auto item = desk_.item(settled.key)) own_.push_back(*item);
    }
  }
}

bool DeskItems::belongs(std::size_t item, std::size_t party) const {
  if (owner_[item] == party) return true;
  if (!shared_[item]) return false;
  const auto& items = desk_.parties()[party].items;
  return std::ranges::find(items, item) != items.end();
}

std::span<const DeskItems::Sized> DeskItems::of_amount(std::int64_t pence) const {
  const auto found = std::ranges::equal_range(sized_, pence, {}, &Sized::pence);
  return {found.begin(), found.end()};
}

}  // namespace reconcile

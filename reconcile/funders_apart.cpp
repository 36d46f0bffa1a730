#include "reconcile/funders_apart.hpp"

#include "reconcile/desk.hpp"
#include "reconcile/reasons.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

namespace reconcile {
namespace {

using ledger::FunderShare;
using ledger::Item;
using ledger::ItemKind;
using ledger::Money;

constexpr char before_funder = '\x1f';

std::string share_key(const std::string& key, const std::string& funder) {
  return key + before_funder + ledger::slug(funder);
}

/// Takes the funder off a key and gives it.
std::string take_funder(std::string& key) {
  const auto at = key.find(before_funder);
  if (at == key.npos) return {};
  auto funder = key.substr(at + 1);
  key.resize(at);
  return funder;
}

/// How lines say an instalment was paid: the nearest to its days does.
struct Said {
  int gap;  ///< how far the line is from the instalment's days
  bool apart;
};

/// An instalment of several funders.
struct Shared {
  std::size_t item;
  const std::vector<FunderShare>* shares;
  std::optional<Said> named{}, unnamed{};  ///< by a line that names a funder; that names nobody
  std::set<std::size_t> others{};          ///< parties that sent neither the whole nor their share

  std::optional<bool> apart() const {
    if (named) return named->apart;
    if (others.size() > 1) return true;  // each something of its own
    if (unnamed) return unnamed->apart;
    return std::nullopt;
  }
};

/// Two or more who pay something, each with a name of its own.
bool can_be_parted(const std::vector<FunderShare>& shares) {
  std::set<std::string> slugs;
  std::size_t paying = 0;
  for (const auto& share : shares) {
    if (share.amount <= Money{}) continue;
    ++paying;
    slugs.insert(ledger::slug(share.funder));
  }
  return paying > 1 && slugs.size() == paying;
}

class Hearing {
 public:
  Hearing(const Desk& desk, const InstalmentShares& shares) : desk_{desk} {
    for (std::size_t item = 0; item < desk.items.size(); ++item) {
      if (desk.items[item].kind != ItemKind::funding) continue;
      const auto known = shares.find(desk.items[item].key);
      if (known == shares.end() || !can_be_parted(known->second)) continue;
      instalments_.push_back({item, &known->second});
    }
  }

  /// The items that are paid apart, with their shares.
  std::map<std::size_t, const std::vector<FunderShare>*> apart() {
    std::map<std::size_t, const std::vector<FunderShare>*> found;
    if (instalments_.empty()) return found;
    for (const auto& row : desk_.rows) hear(row);
    for (const auto& each : instalments_) {
      if (is_apart(each)) found.emplace(each.item, each.shares);
    }
    return found;
  }

 private:
  /// The funder that a line names: its party. None: the line names nobody.
  static bool may_speak(const Desk& desk, const Row& row) {
    if (row.pence <= 0) return false;
    const auto party = row.party();
    return row.named.empty() || (party && desk.parties()[*party].kind == PartyKind::funder);
  }

  /// Whether the line is one share of the instalment and not all of it.
  bool is_share(const Row& row, const Shared& one) const {
    return std::ranges::any_of(*one.shares, [&](const FunderShare& share) {
      if (share.amount.pence() != row.pence) return false;
      return row.named.empty() || desk_.parties()[*row.party()].name == share.funder;
    });
  }

  bool is_near(const Row& row, const Gap& gap) const {
    const auto days = row.tolerances->unfamiliar_funding;
    return gap.within(row.named.empty() ? Window{days, days}
                                        : row.tolerances->window(ItemKind::funding));
  }

  void hear(const Row& row) {
    if (!may_speak(desk_, row)) return;
    Shared* nearest = nullptr;
    std::tuple<int, bool> least;
    for (auto& one : instalments_) {
      const bool whole = desk_.items[one.item].amount.pence() == row.pence;
      const auto gap = desk_.gap(one.item, row.date);
      if ((!whole && !is_share(row, one)) || !is_near(row, gap)) continue;
      const std::tuple cost{gap.cost(), !whole};
      if (nearest != nullptr && least <= cost) continue;
      nearest = &one;
      least = cost;
    }
    if (nearest == nullptr) return hear_other(row);
    auto& said = row.named.empty() ? nearest->unnamed : nearest->named;
    const auto [gap, apart] = least;
    if (!said || gap < said->gap) said = Said{gap, apart};
  }

  /// A line that names a funder near an instalment, and is neither the whole nor its share: nearer
  /// to its share, it says that each sends something of its own.
  void hear_other(const Row& row) {
    if (!row.party()) return;
    const auto& name = desk_.parties()[*row.party()].name;
    const auto days = row.tolerances->unfamiliar_funding;
    for (auto& one : instalments_) {
      const bool near = desk_.gap(one.item, row.date).within({days, days});
      if (near && is_rather_share(row, one, name)) one.others.insert(*row.party());
    }
  }

  /// Nearer to the funder's share than to all of the instalment.
  bool is_rather_share(const Row& row, const Shared& one, const std::string& funder) const {
    const auto share = std::ranges::find(*one.shares, funder, &FunderShare::funder);
    if (share == one.shares->end() || share->amount <= Money{}) return false;
    const auto whole = desk_.items[one.item].amount.pence();
    return std::abs(row.pence - share->amount.pence()) < std::abs(row.pence - whole);
  }

  const std::string& budget(const Shared& one) const {
    return desk_.items[one.item].parts.front().budget;
  }

  /// As its lines say; else as with the nearest of the budget before it, else after it.
  bool is_apart(const Shared& one) const {
    if (const auto said = one.apart()) return *said;
    std::optional<bool> before, after;
    for (const auto& other : instalments_) {
      const auto said = other.apart();
      if (!said || budget(other) != budget(one)) continue;
      if (other.item < one.item) before = said;
      if (other.item > one.item && !after) after = said;
    }
    return before ? *before : after.value_or(false);
  }

  const Desk& desk_;
  std::vector<Shared> instalments_;  ///< as the desk has its items: by day
};

/// Settled amounts of one key are one.
void put_together(std::vector<ledger::Settled>& items, std::set<std::string>& funders) {
  std::vector<ledger::Settled> sums;
  for (auto& settled : items) {
    funders.insert(take_funder(settled.key));
    const auto same = std::ranges::find(sums, settled.key, &ledger::Settled::key);
    if (same == sums.end()) {
      sums.push_back(std::move(settled));
    } else {
      same->amount += settled.amount;
    }
  }
  items = std::move(sums);
}

void forget_funders(std::string& evidence) {
  for (auto at = evidence.find(before_funder); at != evidence.npos;
       at = evidence.find(before_funder, at)) {
    const auto end = std::min(evidence.find_first_of(";,", at), evidence.size());
    evidence.erase(at, end - at);
  }
}

std::vector<FunderShare> shared_out(Money amount, const std::vector<FunderShare>& by) {
  std::vector<std::int64_t> weights;
  for (const auto& share : by) weights.push_back(ledger::at_least_nothing(share.amount).pence());
  if (std::ranges::count(weights, 0) == std::ssize(weights)) return {};
  const auto amounts = ledger::apportion(amount, weights);
  std::vector<FunderShare> parts;
  for (std::size_t i = 0; i < by.size(); ++i) parts.push_back({by[i].funder, amounts[i]});
  return parts;
}

const FunderShare* named_by(const ledger::Match& match, const std::vector<FunderShare>& shares) {
  const auto name = pair_value(match.evidence, funder_pair);
  if (name.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      shares, [&](const FunderShare& share) { return ledger::slug(share.funder) == name; });
  return found == shares.end() ? nullptr : &*found;
}

/// Calls `with(key, due)` for each instalment of the funders.
template <class With>
void each_instalment(const ledger::PersonFacts& facts, With with) {
  std::map<std::pair<std::string, ledger::Date>, int> numbered;
  for (const auto& due : due_instalments(facts.history, facts.acts)) {
    if (due.payer != ledger::Payer::funder) continue;
    const int nth = ++numbered[{due.budget, due.due}];
    with(funding_key(facts.ref(), due.budget, due.due, nth), due);
  }
}

Money sum_of(const std::vector<FunderShare>& shares) {
  Money sum;
  for (const auto& share : shares) sum += share.amount;
  return sum;
}

}  // namespace

std::optional<std::vector<Item>> set_apart(const Desk& desk) {
  const bool any = std::ranges::any_of(desk.ground.plans.budgets(), [](const auto* budget) {
    return budget->funders.size() > 1 && !budget->instalments.empty();
  });
  if (!any) return std::nullopt;
  const auto shares = instalment_shares(desk.ground.facts);
  const auto apart = Hearing{desk, shares}.apart();
  if (apart.empty()) return std::nullopt;
  std::vector<Item> items;
  for (std::size_t i = 0; i < desk.items.size(); ++i) {
    const auto& item = desk.items[i];
    const auto parted = apart.find(i);
    if (parted == apart.end()) {
      items.push_back(item);
      continue;
    }
    for (const auto& share : *parted->second) {
      if (share.amount <= Money{}) continue;
      auto& made = items.emplace_back(item);
      made.key = share_key(item.key, share.funder);
      made.payee = share.funder;
      made.amount = made.parts.front().amount = share.amount;
    }
  }
  return items;
}

std::string_view shared_instalment(std::string_view key) {
  const auto at = key.find(before_funder);
  return at == key.npos ? std::string_view{} : key.substr(0, at);
}

std::vector<std::size_t> items_called(const Desk& desk, const Row& row, std::string_view key,
                                      std::int64_t pence) {
  if (const auto item = desk.item(key)) return {*item};
  std::vector<std::size_t> found;
  if (!key.starts_with("funding:")) return found;
  for (std::size_t i = 0; i < desk.items.size(); ++i) {
    const std::string_view other = desk.items[i].key;
    const bool share =
        other.size() > key.size() && other.starts_with(key) && other[key.size()] == before_funder;
    if (share) found.push_back(i);
  }
  std::ranges::stable_sort(found, {}, [&](std::size_t item) {
    const bool named = row.party() && desk.parties()[*row.party()].name == desk.items[item].payee;
    return std::tuple{!named, desk.open[item] != pence};
  });
  return found;
}

void put_together(ledger::Match& match) {
  std::set<std::string> funders, others;
  put_together(match.items, funders);
  for (auto& alternative : match.alternatives) {
    put_together(alternative.items, others);
    forget_funders(alternative.evidence);
  }
  forget_funders(match.evidence);
  if (funders.size() != 1 || funders.begin()->empty()) return;
  match.evidence += ";" + std::string{funder_pair} + "=" + *funders.begin();
}

InstalmentShares instalment_shares(const ledger::PersonFacts& facts) {
  InstalmentShares shares;
  each_instalment(facts, [&](std::string key, const ledger::DueInstalment& due) {
    shares.emplace(std::move(key), shares_of(facts.history, due));
  });
  return shares;
}

std::vector<FunderShare> FundersMoney::settled(const std::string& key, Money amount,
                                               const ledger::Match& match) {
  const auto known = left_.find(key);
  if (known == left_.end()) return {};
  auto& left = known->second;
  std::vector<FunderShare> parts;
  if (const auto* one = named_by(match, left)) {
    parts = {{one->funder, amount}};
  } else {
    parts = shared_out(amount, amount > sum_of(left) ? agreed_.at(key) : left);
  }
  for (const auto& part : parts) give_back(key, part.funder, -part.amount);
  return parts;
}

std::vector<FunderShare> FundersMoney::beyond(const std::string& key, Money amount,
                                              const ledger::Match& match) const {
  const auto known = agreed_.find(key);
  if (known == agreed_.end()) return {};
  if (const auto* one = named_by(match, known->second)) return {{one->funder, amount}};
  return shared_out(amount, known->second);
}

void FundersMoney::give_back(const std::string& key, std::string_view funder, Money amount) {
  const auto known = left_.find(key);
  if (known == left_.end()) return;
  const auto share = std::ranges::find(known->second, funder, &FunderShare::funder);
  if (share == known->second.end()) return;
  share->amount = ledger::at_least_nothing(share->amount + amount);
}

std::string funder_named(const ledger::Match& match, const ItemView& item) {
  const auto slug = pair_value(match.evidence, funder_pair);
  if (slug.empty() || item.item.kind != ItemKind::funding) return {};
  // The item has all of them in its payee, joined.
  constexpr std::string_view between = " + ";
  std::string_view names = item.item.payee;
  while (!names.empty()) {
    const auto name = names.substr(0, names.find(between));
    if (ledger::slug(name) == slug) return std::string{name};
    names.remove_prefix(std::min(name.size() + between.size(), names.size()));
  }
  return std::string{slug};
}

bool is_paid_apart(const ItemView& item) {
  return item.item.kind == ItemKind::funding &&
         std::ranges::any_of(item.settled_by, [](const LineView* line) {
           return line->match != nullptr && !pair_value(line->match->evidence, funder_pair).empty();
         });
}

std::vector<FunderPart> funder_parts(const PersonView& view, const ItemView& item) {
  std::vector<FunderPart> parts;
  if (item.item.kind != ItemKind::funding) return parts;
  each_instalment(*view.facts, [&](const std::string& key, const ledger::DueInstalment& due) {
    if (key != item.item.key) return;
    for (const auto& share : shares_of(view.history(), due)) {
      if (share.amount.is_zero()) continue;
      parts.push_back({share.funder, share.amount, arrived_from(item, share.funder)});
    }
  });
  return parts;
}

}  // namespace reconcile

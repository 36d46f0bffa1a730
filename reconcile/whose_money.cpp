#include "reconcile/whose_money.hpp"

#include "ledger/reclaims.hpp"

#include <algorithm>
#include <cstdint>

namespace reconcile {
namespace {

using ledger::at_least_nothing;
using ledger::Budget;
using ledger::Funder;
using ledger::Money;
using ledger::PersonHistory;
using Weights = std::vector<std::int64_t>;

bool all_nothing(const Weights& weights) {
  return std::ranges::count(weights, 0) == std::ssize(weights);
}

/// By what each paid in; where nobody did, by what each agreed to.
Weights weights_of(const std::vector<Claim>& claims) {
  Weights weights;
  for (const auto& claim : claims) {
    weights.push_back(at_least_nothing(claim.paid_in()).pence());
  }
  if (!all_nothing(weights)) return weights;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    weights[i] = at_least_nothing(claims[i].agreed).pence();
  }
  if (all_nothing(weights)) weights.assign(weights.size(), 1);
  return weights;
}

const Funder* funder_of(const Budget& budget, std::string_view name) {
  const auto found = std::ranges::find(budget.funders, name, &Funder::name);
  return found == budget.funders.end() ? nullptr : &*found;
}

/// The only funder of a stream that pays for one budget and not for the other; null otherwise.
const Funder* only_in(const Budget& one, const Budget& other, std::string_view stream) {
  const Funder* only = nullptr;
  for (const auto& funder : one.funders) {
    if (funder.stream != stream || funder_of(other, funder.name) != nullptr) continue;
    if (only != nullptr) return nullptr;
    only = &funder;
  }
  return only;
}

/// Who has in the next budget what was somebody's in the one before: the same; or, where one funder
/// of a stream took the place of another, the one that came.
std::string heir(const std::string& name, const Budget& before, const Budget& after) {
  const auto* left = funder_of(before, name);
  if (left == nullptr || funder_of(after, name) != nullptr) return name;
  if (only_in(before, after, left->stream) != left) return name;
  const auto* came = only_in(after, before, left->stream);
  return came == nullptr ? name : came->name;
}

/// Of what was missing each bears its part; where nobody paid in more than was missing of theirs
/// before, by that.
std::vector<Money> borne(Money missing, const std::vector<Claim>& claims) {
  auto weights = weights_of(claims);
  const bool any =
      std::ranges::any_of(claims, [](const auto& it) { return it.paid_in() > Money{}; });
  const bool behind =
      std::ranges::any_of(claims, [](const auto& it) { return it.paid_in().is_negative(); });
  if (!any && behind) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      weights[i] = at_least_nothing(-claims[i].paid_in()).pence();
    }
  }
  auto parts = ledger::apportion(missing, weights);
  for (auto& part : parts) part = -part;
  return parts;
}

/// What was missing of one that pays no longer is borne by the funders that pay now, as they
/// agreed.
void bear(Money missing, const Budget& budget, std::vector<Claim>& claims) {
  Weights weights;
  for (const auto& claim : claims) {
    const bool pays = funder_of(budget, claim.name) != nullptr;
    weights.push_back(pays ? at_least_nothing(claim.agreed).pence() : 0);
  }
  if (missing.is_zero() || all_nothing(weights)) return;
  const auto parts = ledger::apportion(missing, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) claims[i].carried -= parts[i];
}

/// First what is its own alone, then its part of the rest.
std::vector<Money> parts_of(Money whole, const std::vector<Claim>& claims, const Weights& weights) {
  Money alone;
  Weights own;
  for (const auto& claim : claims) {
    alone += claim.alone;
    own.push_back(claim.alone.pence());
  }
  if (alone.is_zero()) return ledger::apportion(whole, weights);
  if (alone >= whole) return ledger::apportion(whole, own);
  auto parts = ledger::apportion(whole - alone, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += claims[i].alone;
  return parts;
}

/// The funders of the plan; and those that only an older version of it knows.
std::vector<Claim> all_funders(const PersonHistory& history, const Budget& budget) {
  std::vector<Claim> all;
  for (const auto& funder : budget.funders) all.push_back({funder.name, {}, {}, funder.amount});
  for (const auto& version : history.versions()) {
    const auto* known = version.budget(budget.ref);
    if (known == nullptr) continue;
    for (const auto& funder : known->funders) {
      const bool told = std::ranges::count(all, funder.name, &Claim::name) > 0;
      if (!told) all.push_back({funder.name, {}, {}, {}});
    }
  }
  return all;
}

std::vector<Claim> worked_out(const PersonHistory& history, const Budget& budget,
                              const Accounts& accounts);

}  // namespace

const Budget* carried_from(const PersonHistory& history, const Budget& budget) {
  if (budget.follows.empty()) return nullptr;
  const auto* before = history.budget(budget.follows);
  // Versions that contradict each other must not lead round in a circle.
  if (before == nullptr || before->from >= budget.from) return nullptr;
  const auto* follower = history.follower(before->ref);
  if (follower == nullptr || follower->ref != budget.ref) return nullptr;
  // What goes along although the rest goes back pays for what the next funder took on.
  return carries_rest(*before, budget) ? before : nullptr;
}

std::vector<CarriedPart> carried_into(const PersonHistory& history, const Budget& budget,
                                      const Accounts& accounts) {
  const auto* before = carried_from(history, budget);
  if (before == nullptr) return {};
  const auto along = accounts.net(before->ref, "to:" + budget.ref);
  if (along.is_zero()) return {};
  const auto theirs = claims(history, *before, accounts);
  if (theirs.empty()) return {};
  std::vector<Money> had_back;
  for (const auto& claim : theirs) had_back.push_back(claim.had_back);
  const auto parts =
      along.is_negative() ? borne(-along, theirs) : shared_out(along, theirs, had_back);
  std::vector<CarriedPart> carried;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].is_zero()) continue;
    carried.push_back({theirs[i].name, heir(theirs[i].name, *before, budget), parts[i]});
  }
  return carried;
}

std::vector<Claim> claims(const PersonHistory& history, const Budget& budget,
                          const Accounts& accounts) {
  if (accounts.known == nullptr) return worked_out(history, budget, accounts);
  auto known = accounts.known->find(budget.ref);
  if (known == accounts.known->end()) {
    known = accounts.known->emplace(budget.ref, worked_out(history, budget, accounts)).first;
  }
  return known->second;
}

namespace {

std::vector<Claim> worked_out(const PersonHistory& history, const Budget& budget,
                              const Accounts& accounts) {
  auto all = all_funders(history, budget);
  all.push_back({std::string{ledger::own_part}, {}, {}, {}});
  Money left_behind;
  for (const auto& [from, name, amount] : carried_into(history, budget, accounts)) {
    auto known = std::ranges::find(all, name, &Claim::name);
    if (known == all.end()) {
      if (amount.is_negative()) {  // whoever pays no longer bears nothing more
        left_behind -= amount;
        continue;
      }
      known = all.insert(all.end() - 1, {name, {}, {}, {}});  // the person stays last
    }
    known->carried += amount;
  }
  bear(left_behind, budget, all);
  auto& own = all.back();
  for (auto& claim : all) {
    claim.received = -accounts.net(budget.ref, "received:" + claim.name);
    claim.had_back = accounts.net(budget.ref, "surplus:" + claim.name) +
                     at_least_nothing(accounts.net(budget.ref, "due-to:" + claim.name));
    if (!accounts.elsewhere) continue;
    const auto elsewhere = accounts.elsewhere(budget.ref, claim.name);
    claim.had_back += elsewhere.all;
    auto& payer = claim.name == ledger::own_part ? all.front() : own;
    payer.alone += elsewhere.of_unused;
  }
  std::erase_if(all, [&budget](const Claim& claim) {
    return funder_of(budget, claim.name) == nullptr && claim.received <= Money{} &&
           claim.carried.is_zero() && claim.had_back.is_zero() && claim.alone.is_zero();
  });
  return all;
}

}  // namespace

std::vector<Money> shared_out(Money whole, const std::vector<Claim>& claims,
                              const std::vector<Money>& had_back) {
  if (claims.empty()) return {};
  const auto weights = weights_of(claims);
  auto ever = whole;
  for (const auto& had : had_back) ever += had;
  if (ever <= Money{}) return ledger::apportion(whole, weights);
  const auto parts = parts_of(ever, claims, weights);
  Weights still;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    still.push_back(at_least_nothing(parts[i] - had_back[i]).pence());
  }
  return ledger::apportion(whole, all_nothing(still) ? weights : still);
}

}  // namespace reconcile

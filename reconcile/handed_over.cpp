#include "reconcile/handed_over.hpp"

#include "ledger/given_up.hpp"
#include "ledger/item.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/groundwork.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace reconcile {

using ledger::at_least_nothing;
using ledger::Date;
using ledger::Money;
using ledger::Posting;

namespace {

Money between(Money least, Money wanted, Money most) {
  return std::max(least, std::min(wanted, most));
}

template <class Amounts>
Money amount_in(const Amounts& amounts, std::string_view account) {
  const auto found = amounts.find(account);
  return found == amounts.end() ? Money{} : found->second;
}

Money sum_of(const std::vector<std::int64_t>& pence) {
  return Money::of_pence(std::accumulate(pence.begin(), pence.end(), std::int64_t{0}));
}

/// Sets `stands` to what should stand and gives what differs.
template <class Amounts>
Amounts bring_to(Amounts& stands, Amounts should) {
  for (const auto& [account, amount] : stands) should.try_emplace(account);
  Amounts differs;
  for (const auto& [account, amount] : should) {
    const auto before = stands[account];
    if (amount != before) differs[account] = amount - before;
    stands[account] = amount;
  }
  return differs;
}

}  // namespace

std::string repayment_ref(const Handover& handover, std::string_view funder) {
  return "to-" + handover.after->ref + ":" + ledger::slug(funder);
}

void HandedOver::take(const Posting& posting) {
  auto& accounts = posting.budget == handover_.before->ref ? held_ : earlier_[posting.budget];
  accounts[posting.debit] += posting.amount;
  accounts[posting.credit] -= posting.amount;
}

void HandedOver::take(const ledger::Balance& sum) {
  auto& accounts = sum.budget == handover_.before->ref ? held_ : earlier_[sum.budget];
  accounts[sum.account] += sum.net();
}

Money HandedOver::net(std::string_view account) const {
  return amount_in(held_, account);
}

Money HandedOver::sum(std::string_view prefix) const {
  Money sum;
  for (const auto& [account, amount] : held_) {
    if (account.starts_with(prefix)) sum += amount;
  }
  return sum;
}

/// What goes along besides money: what is owed, as a credit; what payees owe, below nothing.
HandedOver::Amounts HandedOver::debts() const {
  Amounts debts;
  for (const auto& [account, amount] : held_) {
    const bool owed = account.starts_with("owed:");
    const bool supplier = account.starts_with("owed:supplier:");
    if (handover_.carries && (owed || account.starts_with("due-back:"))) {
      debts[account] = -amount;
    } else if (owed && !supplier) {
      debts[account] = at_least_nothing(-amount);
    }
  }
  return debts;
}

/// The money of pots that both budgets have.
Money HandedOver::pots_along() const {
  Money along;
  for (const auto& pot : handover_.after->pots) {
    along += std::min(pot.amount, at_least_nothing(-net("pot:" + pot.kind)));
  }
  return along;
}

/// What has been paid back to those who paid in, asked for or not.
Money HandedOver::repaid(const std::vector<Claim>& all) const {
  auto repaid = sum("due-to:");
  std::set<std::string> payees;
  for (const auto& claim : all) {
    payees.insert(ledger::slug(claim.name == ledger::own_part ? facts_.ref() : claim.name));
  }
  for (const auto& payee : payees) repaid += net("due-back:" + payee);
  return repaid;
}

/// How much money goes along. What is due to funders by an officer's word stays to be repaid, and
/// what nobody can explain yet stays until somebody does.
Money HandedOver::money_for(const Amounts& debts) const {
  const auto bank = sum("bank:") + sum("moving");
  if (bank < Money{}) return bank;
  const auto unexplained = at_least_nothing(-sum("suspense"));
  if (handover_.carries) {
    return bank - between(Money{}, unexplained - sum("due-to:"), bank);
  }
  Money owed;
  for (const auto& [account, amount] : debts) owed += amount;
  const auto for_workers = between(Money{}, bank - unexplained, owed);
  const auto left = bank - unexplained - for_workers - at_least_nothing(-sum("owed:supplier:"));
  return for_workers + between(Money{}, left, pots_along());
}

/// From which accounts it goes: those that the new budget has too come first.
HandedOver::Amounts HandedOver::money_by_account(Money whole) const {
  std::vector<std::string> accounts;
  for (const auto& [account, amount] : held_) {
    if (account.starts_with("bank:") || account == "moving") accounts.push_back(account);
  }
  const auto serves_new = [&](const std::string& account) {
    const auto& serves = handover_.after->accounts;
    return std::ranges::find(serves, account.substr(account.find(':') + 1)) != serves.end();
  };
  std::ranges::stable_partition(accounts, serves_new);
  Amounts money;
  const bool all = whole == sum("bank:") + sum("moving");
  for (const auto& account : accounts) {
    const auto part = all ? net(account) : between(Money{}, net(account), whole);
    money[account] = part;
    if (!all) whole -= part;
  }
  return money;
}

std::vector<Claim> HandedOver::claims(ledger::Date day) const {
  const auto of = [&](std::string_view budget, std::string_view account) {
    if (budget == handover_.before->ref) return net(account);
    const auto before = earlier_.find(budget);
    return before == earlier_.end() ? Money{} : amount_in(before->second, account);
  };
  const auto elsewhere = [&](std::string_view budget, std::string_view funder) {
    return ledger::repaid_elsewhere(facts_.acts, budget, funder, day);
  };
  return reconcile::claims(facts_.history, *handover_.before, Accounts{of, elsewhere});
}

/// What goes back, by funder: all that was ever left beyond what had to go along or be kept. What
/// an officer asked for or gave up already counts as had, so that it is neither asked for again nor
/// shared anew; and so does what a funder had from elsewhere.
HandedOver::Amounts HandedOver::due_back(const Amounts& debts, const std::vector<Claim>& all,
                                         Date day) const {
  Amounts back;
  if (handover_.carries) return back;
  Money owed;
  for (const auto& [account, amount] : debts) owed += amount;
  const auto& before = handover_.before->ref;
  std::vector<Money> had;
  std::vector<std::int64_t> paid;  // of what was asked for
  Money given_up;
  for (const auto& claim : all) {
    const auto unpaid = ledger::given_up(facts_.acts, before, claim.name, day);
    const auto elsewhere = ledger::repaid_elsewhere(facts_.acts, before, claim.name, day).all;
    had.push_back(net("surplus:" + claim.name) + unpaid + elsewhere);
    paid.push_back(
        at_least_nothing(net("surplus:" + claim.name) + net("due-to:" + claim.name)).pence());
    given_up += unpaid;
  }
  const auto left = sum("bank:") + sum("moving") + repaid(all) - owed -
                    at_least_nothing(-sum("suspense")) - at_least_nothing(-sum("owed:supplier:"));
  const auto whole = at_least_nothing(left - between(Money{}, left, pots_along()) - given_up);
  const auto shares = shared_out(whole, all, had);
  for (std::size_t i = 0; i < all.size(); ++i) back[all[i].name] += shares[i];
  // Costs that came late made what was asked for more than was left: who was repaid has as much of
  // it to give back.
  const auto too_much = std::min(at_least_nothing(-left), sum_of(paid));
  if (too_much.is_zero()) return back;
  const auto owes = ledger::apportion(too_much, paid);
  for (std::size_t i = 0; i < all.size(); ++i) back[all[i].name] -= owes[i];
  return back;
}

std::vector<Posting> HandedOver::settle(Date day) {
  const auto should = debts();
  const auto debts = bring_to(debts_, should);
  const auto money = bring_to(money_, money_by_account(money_for(should)));
  const auto back = bring_to(due_to_, due_back(should, claims(day), day));
  const auto& before = handover_.before->ref;
  const auto& after = handover_.after->ref;
  std::vector<Posting> postings;
  for (const auto& [account, amount] : debts) {
    move(postings, {before, account, "to:" + after, amount, {}});
    move(postings, {after, "from:" + before, account, amount, {}});
  }
  for (const auto& [account, amount] : money) {
    move(postings, {before, "to:" + after, account, amount, {}});
    move(postings, {after, account, "from:" + before, amount, {}});
  }
  for (const auto& [funder, amount] : back) {
    move(postings, {before, "surplus:" + funder, "due-to:" + funder, amount, {}});
  }
  if (!pots_released_) {
    pots_released_ = true;
    for (const auto& [account, amount] : held_) {
      if (!account.starts_with("pot:")) continue;
      move(postings, {before, account, "pots:set-aside", -amount, {}});
    }
  }
  return postings;
}

}  // namespace reconcile

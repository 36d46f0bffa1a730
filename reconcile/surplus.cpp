#include "reconcile/surplus.hpp"

#include "ledger/given_up.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/check.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/sent_after_death.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Money;

/// Whether a budget runs on a day or later, as any version knows it.
bool still_runs(const ledger::PersonHistory& history, const Budget& budget, Date day) {
  return std::ranges::any_of(history.versions(), [&](const ledger::PersonVersion& version) {
    const auto* known = version.budget(budget.ref);
    return known != nullptr && history.days_run(*known).last >= day;
  });
}

Money allowed_balance_of(const Budget& budget) {
  if (!budget.agreed) return {};
  return ledger::half_up(*budget.agreed, 7L * budget.contingency_weeks, budget.period().days());
}

Money sum_of(const std::vector<SurplusStep>& steps) {
  Money sum;
  for (const auto& step : steps) sum += step.amount;
  return sum;
}

void add_owed(std::vector<SurplusStep>& steps, const Owed& owed, bool held) {
  const auto add = [&](std::string_view code, std::string_view what, Money amount) {
    if (!amount.is_zero()) {
      steps.push_back({std::string{code}, std::string{what}, held ? -amount : amount});
    }
  };
  add("net-pay", "wages that are earned and not paid yet", owed.net_pay);
  add("paye", "tax and National Insurance held for HMRC", owed.paye);
  add("pension", "pension contributions not paid over yet", owed.pension);
  add("suppliers", "invoices that are not paid yet", owed.suppliers);
  add("other", "what else was taken off pay and not passed on yet", owed.other);
}

void add_pots(std::vector<SurplusStep>& steps, const PersonView& view, const std::string& budget,
              bool held) {
  constexpr std::string_view pot = "pot:";
  for (const auto& balance : view.balances) {
    if (balance.budget != budget || !balance.account.starts_with(pot)) continue;
    const auto amount = -balance.net();
    if (amount.is_zero()) continue;
    steps.push_back({balance.account, "set aside as agreed: " + balance.account.substr(pot.size()),
                     held ? -amount : amount});
  }
}

void add_steps(const PersonView& view, const Budget& budget, Surplus& surplus) {
  auto& steps = surplus.steps;
  steps.push_back({"bank", "in the bank", surplus.bank});
  add_owed(steps, surplus.owed, true);
  add_pots(steps, view, budget.ref, true);
  const auto less = [&](std::string_view code, std::string what, Money amount) {
    if (!amount.is_zero()) steps.push_back({std::string{code}, std::move(what), -amount});
  };
  less("unexpired", "paid in advance for days still to come", surplus.unexpired);
  less("allowed",
       "may stay in the account: " + std::to_string(budget.contingency_weeks) + " weeks' worth",
       surplus.allowed_balance);
  less("unexplained", "came in and nobody knows yet from whom", surplus.unexplained);
  surplus.exact = sum_of(steps);
  surplus.surplus = ledger::at_least_nothing(surplus.exact);
}

// --- what is left once a budget is over ---

bool is_over(const PersonView& view, const Budget& budget) {
  const auto& died = view.history().latest().died;
  return view.history().last_day(budget) < view.as_of || (died && *died <= view.as_of);
}

/// What workers are to have of it when their work ends; the rest of the pots is kept for nothing
/// any more.
bool is_for_workers(std::string_view pot) {
  return pot == "pot:redundancy" || pot == "pot:holiday";
}

/// Of what is owed the part that an account is for; null: it is no account of what is owed.
Money* part_of(Owed& owed, std::string_view account) {
  if (account.starts_with("owed:net-pay:")) return &owed.net_pay;
  if (account == "owed:paye") return &owed.paye;
  if (account == "owed:pension") return &owed.pension;
  if (account.starts_with("owed:supplier:")) return &owed.suppliers;
  return account == "owed:other-deductions" ? &owed.other : nullptr;
}

/// Whether any pay, tax or bill is known that is dated after the day.
bool knows_later(const PersonView& view) {
  const auto& facts = *view.facts;
  const auto later = [&](Date date) { return date > view.as_of; };
  return std::ranges::any_of(facts.payslips,
                             [&](const auto& it) { return later(it.record.pay_date); }) ||
         std::ranges::any_of(facts.invoices,
                             [&](const auto& it) { return later(it.record.date); }) ||
         std::ranges::any_of(facts.summaries,
                             [&](const auto& it) { return later(it.record.month.period().last); });
}

/// Pay and bills that are known and dated after the day: the last wages after a death.
Owed owed_later(const PersonView& view, const std::string& budget) {
  Owed owed;
  if (!knows_later(view)) return owed;
  for (const auto& entry : cost_entries(*view.facts, *view.parameters)) {
    if (entry.date <= view.as_of) continue;
    for (const auto& posting : entry.postings) {
      if (posting.budget != budget) continue;
      if (auto* part = part_of(owed, posting.credit)) *part += posting.amount;
      if (auto* part = part_of(owed, posting.debit)) *part -= posting.amount;
    }
  }
  return owed.total() > Money{} ? owed : Owed{};
}

/// What came from the funder after a death is its own, although no line says for what it came.
Money unexplained_but_funders(const PersonView& view, const Surplus& surplus) {
  auto unexplained = surplus.unexplained;
  for (const auto* line : funding_after_death(view)) {
    if (line->entry == nullptr) continue;
    for (const auto& posting : line->entry->postings) {
      const bool here = posting.budget == surplus.budget && posting.credit == "suspense";
      if (here) unexplained -= posting.amount;
    }
  }
  return ledger::at_least_nothing(unexplained);
}

void add_left(const PersonView& view, const Budget& budget, Surplus& surplus) {
  surplus.over = is_over(view, budget);
  if (!surplus.over) return;
  auto& steps = surplus.left_steps;
  steps.push_back({"bank", "in the bank", surplus.bank});
  add_owed(steps, surplus.owed, true);
  const auto less = [&](std::string_view code, std::string what, Money amount) {
    if (!amount.is_zero()) steps.push_back({std::string{code}, std::move(what), -amount});
  };
  if (view.history().follower(budget.ref) == nullptr) {
    surplus.later = owed_later(view, budget.ref);
    less("later", "pay and bills that are known and still to come", surplus.later.total());
  }
  add_pots(steps, view, budget.ref, true);
  std::erase_if(steps, [](const SurplusStep& step) {
    return step.code.starts_with("pot:") && !is_for_workers(step.code);
  });
  less("unexplained", "came in and nobody knows yet from whom",
       unexplained_but_funders(view, surplus));
  surplus.left = ledger::at_least_nothing(sum_of(steps));
}

void add_shortfall(const PersonView& view, const Budget& budget, Surplus& surplus) {
  auto& steps = surplus.shortfall_steps;
  add_owed(steps, surplus.owed, false);
  add_pots(steps, view, budget.ref, false);
  steps.push_back({"bank", "in the bank", -surplus.bank});
  surplus.shortfall = ledger::at_least_nothing(sum_of(steps));
}

/// What of somebody's went along to the budget that follows: they have it there.
Money went_along(const std::vector<CarriedPart>& along, const std::string& name) {
  Money sum;
  for (const auto& part : along) {
    if (part.from == name) sum += ledger::at_least_nothing(part.amount);
  }
  return sum;
}

/// What each was given back of a budget and has left its bank, or was set off, or went along.
std::vector<Money> had_back(const PersonView& view, const Surplus& surplus) {
  std::vector<CarriedPart> along;
  if (const auto* after = view.history().follower(surplus.budget)) {
    along = carried_into(view.history(), *after, accounts_of(view));
  }
  std::vector<Money> had;
  for (const auto& share : surplus.shares) {
    had.push_back(
        net_of_account(view, surplus.budget, "surplus:" + share.name) +
        net_of_account(view, surplus.budget, "due-to:" + share.name) +
        went_along(along, share.name) +
        ledger::repaid_elsewhere(view.facts->acts, surplus.budget, share.name, view.as_of).all);
  }
  return had;
}

/// Money is due to one who is no funder of the budget any more.
void add_others_due(const PersonView& view, Surplus& surplus) {
  constexpr std::string_view due_to = "due-to:";
  for (const auto& balance : view.balances) {
    if (balance.budget != surplus.budget || !balance.account.starts_with(due_to)) continue;
    const auto name = balance.account.substr(due_to.size());
    if (balance.net().is_zero() || surplus.share(name) != nullptr) continue;
    surplus.shares.push_back({.name = name, .asked = -balance.net()});
  }
}

/// What others have asked for already is not left for those who may still ask.
void keep_within_left(Surplus& surplus) {
  if (!surplus.over) return;
  auto most = ledger::at_least_nothing(surplus.left - ledger::at_least_nothing(surplus.asked()));
  for (auto& share : surplus.shares) {
    share.can_ask = std::min(share.can_ask, most);
    most -= share.can_ask;
  }
}

Money of_name(const std::map<std::string, Money>& amounts, const std::string& name) {
  const auto found = amounts.find(name);
  return found == amounts.end() ? Money{} : found->second;
}

/// What each sent after a death is its own, and no part of what is shared by what each paid in.
/// What waits in suspense is in no surplus, but in what is left.
std::vector<Claim> apart_from_sent(std::vector<Claim> all, const SentAfterDeath& sent,
                                   bool but_suspense) {
  for (auto& claim : all) {
    claim.received -= of_name(sent.booked, claim.name);
    claim.alone += of_name(sent.by_sender, claim.name);
    if (but_suspense) claim.alone -= of_name(sent.waiting, claim.name);
  }
  return all;
}

/// A surplus goes back to those who paid it, in proportion to what each paid in; what one sent
/// after a death for which nothing was due is its own.
void add_shares(const PersonView& view, const Budget& budget, Surplus& surplus) {
  const auto sent = sent_after_death(view, budget);
  const auto all = claims(view, budget);
  for (const auto& claim : all) {
    const auto asked = -net_of_account(view, budget.ref, "due-to:" + claim.name);
    surplus.shares.push_back({.name = claim.name,
                              .received = claim.received,
                              .asked = asked,
                              .carried = claim.carried,
                              .sent_after_death = of_name(sent.by_sender, claim.name)});
  }
  const auto had = had_back(view, surplus);
  const auto* after = view.history().follower(budget.ref);
  const bool gives_back = after != nullptr && !carries_rest(budget, *after);
  const auto parts = shared_out(surplus.surplus, apart_from_sent(all, sent, true), had);
  const auto left =
      surplus.over ? shared_out(surplus.left, apart_from_sent(all, sent, false), had) : parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto& share = surplus.shares[i];
    share.part = parts[i];
    share.left = left[i];
    share.written_off = ledger::given_up(view.facts->acts, budget.ref, share.name, view.as_of);
    share.can_ask = ledger::at_least_nothing(left[i] - ledger::at_least_nothing(share.asked) -
                                             share.written_off);
    if (gives_back && share.asked > Money{}) {
      share.unasked = due_unasked(view, budget.ref, share.name);
    }
  }
  add_others_due(view, surplus);
  keep_within_left(surplus);
}

}  // namespace

Unexpired unexpired_of(const PersonView& view, const Budget& budget) {
  if (!still_runs(view.history(), budget, view.as_of)) return {};
  std::map<Date, int> numbered;
  Unexpired last;
  for (const auto& due : ledger::due_instalments(view.history(), view.facts->acts)) {
    if (due.budget != budget.ref || due.payer != ledger::Payer::funder) continue;
    const auto nth = ++numbered[due.due];
    if (due.arrears || due.held) continue;
    const auto key = ledger::funding_key(view.facts->ref(), budget.ref, due.due, nth);
    const auto* item = view.item(key);
    auto arrived = item == nullptr ? Money{} : item->settled;
    const bool all_set_off = due.amount.is_zero() && due.payable() <= view.as_of;
    if (arrived <= Money{} && !all_set_off) continue;
    for (const auto& off : due.set_off) arrived += off.amount;
    const auto to_run = due.period.last - std::max(view.as_of, due.period.first) + 1;
    last = {key, arrived, std::max(to_run, 0), due.period.days(), Money{}};
    if (to_run > 0) last.amount = ledger::rounded_down(arrived, to_run, due.period.days());
  }
  return last;
}

Money net_of_account(const PersonView& view, std::string_view budget, std::string_view account) {
  const auto at = std::ranges::lower_bound(
      view.balances, std::pair{budget, account}, {}, [](const ledger::Balance& balance) {
        return std::pair{std::string_view{balance.budget}, std::string_view{balance.account}};
      });
  const bool is_it = at != view.balances.end() && at->budget == budget && at->account == account;
  return is_it ? at->net() : Money{};
}

std::vector<Claim> claims(const PersonView& view, const Budget& budget) {
  return claims(view.history(), budget, accounts_of(view));
}

Accounts accounts_of(const PersonView& view) {
  return {[&view](std::string_view budget, std::string_view account) {
            return net_of_account(view, budget, account);
          },
          [&view](std::string_view budget, std::string_view funder) {
            return ledger::repaid_elsewhere(view.facts->acts, budget, funder, view.as_of);
          },
          view.lookup ? view.lookup->claims.get() : nullptr};
}

/// The standing entries tell paid from received; the balance says what they come to.
Unexplained unexplained_lines(const PersonView& view, const std::string& budget) {
  Money paid;
  Money received;
  const auto take = [&](const ledger::Posting& posting) {
    if (posting.budget != budget) return;
    if (posting.debit == "suspense") paid += posting.amount;
    if (posting.credit == "suspense") received += posting.amount;
  };
  if (view.lookup) {
    std::ranges::for_each(view.lookup->suspense, take);
  } else {
    for (const auto* entry : view.entries) std::ranges::for_each(entry->postings, take);
  }
  const auto net = view.net(budget, "suspense");
  if (paid - received != net) {  // balances without their entries: all that is known is the net
    paid = ledger::at_least_nothing(net);
    received = ledger::at_least_nothing(-net);
  }
  const auto moving = view.net(budget, "moving");
  return {paid + ledger::at_least_nothing(moving), received + ledger::at_least_nothing(-moving)};
}

Owed owed_by(const PersonView& view, const std::string& budget) {
  const auto owed = [&](std::string_view account) { return -view.net(budget, account); };
  return {owed("owed:net-pay:"), owed("owed:paye"), owed("owed:pension"), owed("owed:supplier:"),
          owed("owed:other-deductions")};
}

Surplus surplus_of(const PersonView& view, const Budget& budget) {
  Surplus surplus{.person = view.facts->ref(),
                  .budget = budget.ref,
                  .steps = {},
                  .shortfall_steps = {},
                  .shares = {}};
  if (budget.deployment != ledger::Deployment::notional) {
    surplus.bank = view.net(budget.ref, "bank:");
    surplus.owed = owed_by(view, budget.ref);
    surplus.pots = view.net(budget.ref, "pots:set-aside");
    surplus.unexpired = unexpired_of(view, budget).amount;
    surplus.allowed_balance = allowed_balance_of(budget);
    surplus.unexplained = unexplained_lines(view, budget.ref).received;
    surplus.usual = ledger::at_least_nothing(surplus.bank - surplus.allowed_balance);
    add_steps(view, budget, surplus);
    add_shortfall(view, budget, surplus);
    add_left(view, budget, surplus);
  }
  add_shares(view, budget, surplus);
  return surplus;
}

std::vector<Surplus> surpluses(const PersonView& view) {
  std::vector<Surplus> all;
  for (const auto* budget : view.history().budgets_known(view.as_of)) {
    if (budget->deployment != ledger::Deployment::notional) {
      all.push_back(surplus_of(view, *budget));
    }
  }
  return all;
}

}  // namespace reconcile

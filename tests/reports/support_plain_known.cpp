#include "tests/reports/support_plain_known.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/check.hpp"
#include "reconcile/owed_back.hpp"
#include "reports/plain_parts.hpp"

#include <map>
#include <optional>
#include <utility>

namespace plain_pages {
namespace {

using build::day;
using ledger::Money;

/// Of money to come what is taken off, and of what is not needed whose it is.
void add_kept_back(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
                   std::set<std::string>& known) {
  auto acts = view.facts->acts;
  std::erase_if(acts, [&](const ledger::Act& act) { return act.on > view.as_of; });
  std::vector<Money> kept;
  for (const auto& due : ledger::due_instalments(view.history(), acts)) {
    if (due.budget != at.budget || due.set_off.empty() || due.payable() < view.as_of) continue;
    Money off;
    for (const auto& each : due.set_off) {
      known.insert(ledger::pretty(each.amount));
      off += each.amount;
    }
    known.insert(ledger::pretty(due.amount));
    known.insert(ledger::pretty(due.amount + off));
    kept.push_back(off);
  }
  Money later;
  for (std::size_t i = 1; i < kept.size(); ++i) later += kept[i];
  known.insert(ledger::pretty(later));
  Money free;
  const auto surplus = surplus_of(view, at.budget);
  for (const auto& share : surplus.shares) {
    if (share.name == "person") {
      known.insert(ledger::pretty(surplus.over ? share.can_ask : share.part));
    } else {
      free += share.can_ask;
    }
  }
  known.insert(ledger::pretty(free));
}

/// What was asked back and is open, each and what is late of it; and what was left to go back. What
/// waiting payments may have paid already is told apart.
void add_given_back(const reconcile::PersonView& view, const std::string& budget,
                    const reports::LikelyPayments& likely, std::set<std::string>& known) {
  std::map<std::string, Money> late;
  std::map<std::string, Money> under;  // a ref: all that is open of it, and what is not late
  std::map<std::string, Money> paid;   // by payee, perhaps
  std::set<std::string> again;         // refs that are being looked at again: not asked for as late
  for (const auto& reclaim : ledger::reclaims(view.facts->acts, view.as_of)) {
    if (reclaim.reconsidering == nullptr) continue;
    again.insert(ledger::repayment_key(view.facts->ref(), reclaim.ref()));
  }
  for (const auto& item : view.items) {
    const bool ours = item.item.kind == ledger::ItemKind::repayment &&
                      item.item.parts.front().budget == budget && item.open().is_negative();
    if (!ours) continue;
    const auto open = likely.open(item);
    known.insert(ledger::pretty(open));
    paid[item.item.payee] += likely.of(item);
    if (item.item.arises > view.as_of) continue;
    const auto& key = item.item.key;
    const auto ref = key.substr(0, key.find(':', key.find(":R") + 1));
    under[ref] += open;
    if (again.contains(ref)) continue;
    auto& whose = item.item.due < view.as_of ? late[item.item.payee] : under[ref + " to come"];
    whose += open;
  }
  for (const auto& [whom, amount] : late) known.insert(ledger::pretty(amount));
  for (const auto& [ref, amount] : under) known.insert(ledger::pretty(amount));
  for (const auto& [whom, amount] : paid) known.insert(ledger::pretty(amount));
  for (const auto& owed : reconcile::owed_back(view)) {
    if (owed.budget == budget) known.insert(ledger::pretty(owed.open));
  }
}

/// Of what is owed the part that waiting payments may have paid, and the rest.
void add_likely(const reports::PlainSource& source, const reports::LikelyPayments& likely,
                std::set<std::string>& known) {
  using ledger::ItemKind;
  const auto& now = source.position.owed;
  const auto later = source.over() ? source.stands->later : reconcile::Owed{};
  for (const auto& [kind, owed] : {std::pair{ItemKind::net_pay, now.net_pay + later.net_pay},
                                   {ItemKind::paye, now.paye + later.paye},
                                   {ItemKind::pension, now.pension + later.pension},
                                   {ItemKind::invoice, now.suppliers + later.suppliers}}) {
    const auto paid = std::min(owed, likely.of_kind(kind));
    known.insert(ledger::pretty(paid));
    known.insert(ledger::pretty(owed - paid));
    std::map<ledger::Date, Money> by_day;  // what is late, day by day what is due, and the rest
    for (const auto& item : source.view.items) {
      const bool ours = item.item.kind == kind && reports::is_ours(source, item);
      if (ours)
        by_day[std::max(item.item.due, plus_days(source.view.as_of, -1))] += likely.open(item);
    }
    auto rest = owed - paid;
    for (const auto& [day, open] : by_day) {
      if (open <= Money{}) continue;
      known.insert(ledger::pretty(rest));
      known.insert(ledger::pretty(std::min(open, rest)));
      rest -= std::min(open, rest);
    }
    known.insert(ledger::pretty(rest));
  }
}

/// Nothing is taken for paid twice: no more than the payments that wait come to.
bool likely_too_much(const reconcile::PersonView& view, const reports::LikelyPayments& likely) {
  Money waits, paid;
  for (const auto& line : view.lines) {
    if (line.match == nullptr || line.match->state != ledger::MatchState::suggested) continue;
    waits += ledger::at_least_nothing(-line.line->line.amount);
  }
  for (const auto& item : view.items) paid += likely.of(item);
  return paid > waits;
}

/// Of instalments what came too much, and what too little, each added up by itself; and what came
/// from a funder after the death.
void add_wrong_sums(const reconcile::PersonView& view, const std::string& budget,
                    const std::vector<ledger::Finding>& findings, std::set<std::string>& known) {
  Money too_much, too_little;
  for (const auto& finding : findings) {
    const bool about_it = finding.budget == budget && finding.code.starts_with("funding-");
    const auto* item = view.item(finding.subject);
    const bool ours = about_it && finding.state == ledger::FindingState::open && item != nullptr;
    if (ours && finding.code != "funding-duplicate") {
      too_much += reconcile::paid_beyond(view, *item);
      if (finding.code == "funding-wrong-amount") too_little += reconcile::paid_short(view, *item);
    }
  }
  known.insert({ledger::pretty(too_much), ledger::pretty(too_little)});
  for (const auto& share : surplus_of(view, budget).shares) {
    known.insert(ledger::pretty(share.sent_after_death));
  }
}

/// Of a budget that holds money.
std::optional<reconcile::Surplus> stands_of(const reconcile::PersonView& view,
                                            const reconcile::BudgetPosition& at) {
  if (at.deployment == ledger::Deployment::notional) return std::nullopt;
  return surplus_of(view, at.budget);
}

}  // namespace

Money told(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
           const std::string& code) {
  if (at.deployment != ledger::Deployment::notional) {
    const auto over = surplus_of(view, at.budget);
    if (code == "left") return over.left;
    if (code == "pots" && over.over) return over.kept_for_workers();
    const std::map<std::string, Money> later{
        {"later:net-pay", over.later.net_pay}, {"later:paye", over.later.paye},
        {"later:pension", over.later.pension}, {"later:suppliers", over.later.suppliers},
        {"later:other", over.later.other},     {"later", over.later.total()}};
    if (const auto found = later.find(code); found != later.end()) return found->second;
  }
  const std::map<std::string, Money> named{{"opening", at.opening},
                                           {"contributed", at.contributed},
                                           {"came-in", at.opening + at.received + at.contributed},
                                           {"spent", at.spent},
                                           {"owed:net-pay", at.owed.net_pay},
                                           {"owed:paye", at.owed.paye},
                                           {"owed:pension", at.owed.pension},
                                           {"owed:suppliers", at.owed.suppliers},
                                           {"owed:other", at.owed.other},
                                           {"pots", at.pots},
                                           {"committed", at.committed},
                                           {"bank", at.bank},
                                           {"surplus", at.surplus},
                                           {"available", at.available.value_or(Money{})}};
  if (const auto found = named.find(code); found != named.end()) return found->second;
  for (const auto& line : at.lines) {
    if (code == "line:" + line.ref) return line.spent;
  }
  for (const auto& funder : at.funders) {
    if (code == "received:" + funder.name) return funder.received;
  }
  throw std::out_of_range{"no figure " + code};
}

std::set<std::string> known_amounts(const reconcile::PersonView& view,
                                    const reconcile::BudgetPosition& at,
                                    const std::vector<ledger::Finding>& findings) {
  std::set<std::string> known;
  const auto add = [&](Money amount) { known.insert(ledger::pretty(ledger::magnitude(amount))); };
  for (const auto amount :
       {at.suspense_received, at.suspense_paid, at.spent, at.due_back, at.repaid, at.shortfall,
        at.agreed.value_or(Money{}), at.available.value_or(Money{}), at.owed.net_pay, at.owed.paye,
        at.owed.pension, at.owed.suppliers}) {
    add(amount);
  }
  add(at.repaid - at.set_off - at.handed_on);
  add(at.set_off);
  add(at.handed_on);
  auto stands = stands_of(view, at);
  if (stands && stands->over) {
    add(stands->left_short());
    add(at.pots - stands->kept_for_workers());
  }
  std::map<std::string, Money> by_code;
  for (const auto& finding : findings) {
    const bool ours = finding.budget.empty() || finding.budget == at.budget;
    if (!ours || finding.state != ledger::FindingState::open) continue;
    by_code[finding.code] += finding.amount;
    const auto* item = view.item(finding.subject);
    const bool planned = item != nullptr && item->item.kind == ledger::ItemKind::regular;
    if (planned) by_code[finding.code + " of the plan"] += finding.amount;
  }
  for (const auto& [code, sum] : by_code) add(sum);
  const auto ahead = reconcile::forecast(view, at);
  const reports::PlainSource source{view, at, ahead, findings, std::move(stands)};
  const reports::LikelyPayments likely{source};
  ledger::ensure(!likely_too_much(view, likely), "nothing is taken for paid twice");
  add_likely(source, likely, known);
  add_given_back(view, at.budget, likely, known);
  add_wrong_sums(view, at.budget, findings, known);
  add_kept_back(view, at, known);
  return known;
}

}  // namespace plain_pages

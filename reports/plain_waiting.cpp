// Payments on the bank's pages that wait for somebody to say what they are for.
#include "ledger/reclaims.hpp"
#include "reconcile/money_ahead.hpp"
#include "reports/plain_parts.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;

/// Of whichever budget: what is owed may have gone along to the next one, and the line has not.
bool waits(const reconcile::LineView& line) {
  return line.match != nullptr && line.match->state == ledger::MatchState::suggested &&
         line.line->line.amount.is_negative();
}

}  // namespace

/// Of several explanations that fit, the first that pays for something still open is taken: which
/// of them it is makes no difference to what is to be paid.
LikelyPayments::LikelyPayments(const PlainSource& source) : source_{source} {
  for (const auto& line : source.view.lines) {
    if (!waits(line)) continue;
    for (const auto& offered : line.match->alternatives) {
      if (offered.fits() && take(line, offered)) break;
    }
  }
}

bool LikelyPayments::take(const reconcile::LineView& line, const ledger::Alternative& offered) {
  auto left = ledger::magnitude(line.line->line.amount);
  bool taken = false;
  for (const auto& settled : offered.items) {
    const auto* item = source_.view.item(settled.key);
    if (item == nullptr || item->item.amount > Money{}) continue;
    const auto part = std::min({left, ledger::magnitude(settled.amount), open(*item)});
    if (part <= Money{}) continue;
    paid_[settled.key] += part;
    left -= part;
    taken = true;
  }
  if (taken) lines_.insert(&line);
  return taken;
}

Money LikelyPayments::of(const reconcile::ItemView& item) const {
  const auto found = paid_.find(item.item.key);
  return found == paid_.end() ? Money{} : found->second;
}

Money LikelyPayments::open(const reconcile::ItemView& item) const {
  return ledger::at_least_nothing(-item.open()) - of(item);
}

Money LikelyPayments::of_kind(ledger::ItemKind kind) const {
  Money sum;
  for (const auto& item : source_.view.items) {
    if (item.item.kind == kind && is_ours(source_, item)) sum += of(item);
  }
  return sum;
}

Money LikelyPayments::gone_back(const std::string& funder) const {
  const auto& payee = funder == ledger::own_part ? source_.view.facts->ref() : funder;
  Money sum;
  for (const auto& item : source_.view.items) {
    const auto& back = item.item;
    const bool unasked = back.kind == ledger::ItemKind::repayment && back.held;
    if (!unasked || back.parts.front().budget != source_.position.budget) continue;
    if (back.payee == payee) sum += of(item);
  }
  return sum;
}

bool is_ours(const PlainSource& source, const reconcile::ItemView& item) {
  return std::ranges::any_of(item.item.parts, [&](const auto& part) {
    return reconcile::falls_to(source.view, part, source.position.budget);
  });
}

std::string may_be_paid(const std::string& whom, Money amount, const std::string& back) {
  return whom + " may have " + pretty(amount) + back +
         " already. We are checking this. Do not pay it twice.";
}

const std::string& organisation_of(const PlainSource& source) {
  static const std::string none;
  if (source.position.deployment != ledger::Deployment::third_party) return none;
  const auto* budget = source.view.history().budget_on(source.position.budget, source.view.as_of);
  return budget == nullptr ? none : budget->organisation;
}

}  // namespace reports

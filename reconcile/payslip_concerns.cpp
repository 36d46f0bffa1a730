#include "reconcile/check.hpp"
#include "reconcile/groundwork.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

std::string file_of(const PersonView& view, ledger::ImportId import) {
  return view.evidence(import, 0).file;
}

/// Before all budgets of real money; nothing when there is no budget to be before.
bool is_before_budgets(const PersonView& view, const ledger::Period& period) {
  bool any = false;
  for (const auto& version : view.history().versions()) {
    for (const auto& budget : version.budgets) {
      if (budget.deployment == ledger::Deployment::notional) continue;
      any = true;
      if (budget.from <= period.last) return false;
    }
  }
  return any;
}

}  // namespace

std::vector<const SourcedPayslip*> held_payslips(const PersonView& view) {
  const auto superseded = superseded_slips(*view.facts);
  std::vector<const SourcedPayslip*> ordered;
  for (const auto& payslip : view.facts->payslips) {
    if (!superseded.contains(&payslip.record)) ordered.push_back(&payslip);
  }
  std::ranges::sort(ordered, [&](const auto* a, const auto* b) {
    const auto left = std::tie(a->record.worker, a->record.period);
    const auto right = std::tie(b->record.worker, b->record.period);
    if (left != right) return left < right;
    return std::pair{file_of(view, a->import), a->record.file_line} <
           std::pair{file_of(view, b->import), b->record.file_line};
  });
  std::vector<const SourcedPayslip*> held;
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    const auto& before = ordered[i - 1]->record;
    const auto& payslip = ordered[i]->record;
    if (before.worker == payslip.worker && before.period == payslip.period) {
      held.push_back(ordered[i]);
    }
  }
  return held;
}

bool is_held(const PersonView& view, const SourcedPayslip& payslip) {
  if (view.lookup) return view.lookup->held.contains(&payslip);
  if (superseded_slips(*view.facts).contains(&payslip.record)) return true;
  return std::ranges::count(held_payslips(view), &payslip) > 0;
}

std::string_view payslip_concern(const PersonView& view, const ledger::Payslip& payslip) {
  if (payslip.pay_date > view.as_of) return {};
  const auto* worker = view.history().worker(payslip.worker);
  if (worker == nullptr) return "ghost-worker";
  const auto& died = view.history().latest().died;
  if (died && payslip.period.first > *died) return "paid-after-death";
  if (worker->to && payslip.period.first > *worker->to) return "paid-after-end";
  const bool early = payslip.period.last < worker->from || is_before_budgets(view, payslip.period);
  return early ? "paid-before-start" : std::string_view{};
}

const SourcedPayslip* payslip_of(const PersonView& view, const ledger::Item& item) {
  const auto is_it = [&](const SourcedPayslip& payslip) {
    return payslip.record.pay_date == item.due && payslip.record.net == -item.amount &&
           payslip.record.worker == item.payee && !is_held(view, payslip);
  };
  const auto found = std::ranges::find_if(view.facts->payslips, is_it);
  return found == view.facts->payslips.end() ? nullptr : &*found;
}

const ItemView* net_pay_of(const PersonView& view, const SourcedPayslip& payslip) {
  for (const auto& item : view.items) {
    const bool its_kind = item.item.kind == ledger::ItemKind::net_pay;
    if (its_kind && payslip_of(view, item.item) == &payslip) return &item;
  }
  return nullptr;
}

}  // namespace reconcile

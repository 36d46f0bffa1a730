#include "reconcile/committed.hpp"

#include "ledger/schedule.hpp"
#include "reconcile/bearing.hpp"
#include "reconcile/services.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;

void add(std::vector<Commitment>& made, Commitment commitment) {
  if (commitment.amount > ledger::Money{}) made.push_back(std::move(commitment));
}

/// The plan's regular payments that are not due yet, or due and inside their grace, and not paid.
void add_regulars(const PersonView& view, const Budget& budget, std::vector<Commitment>& made) {
  const auto grace = view.parameters->days("regular-grace-days", view.as_of);
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::regular) continue;
    if (view.as_of > plus_days(item.item.due, grace)) continue;
    const auto& part = item.item.parts.front();
    if (part.budget != budget.ref) continue;
    add(made, {Commitment::Kind::regular, part.line, item.item.key, -item.open()});
  }
}

/// The last day that payslips known on the day pay a worker for.
std::optional<Date> paid_until(const PersonView& view, const std::string& worker) {
  std::optional<Date> last;
  for (const auto& payslip : view.facts->payslips) {
    const auto& record = payslip.record;
    if (record.worker != worker || record.pay_date > view.as_of) continue;
    last = std::max(last, std::optional{record.period.last});
  }
  return last;
}

/// The days for which a worker is still to be paid from a budget: all that no payslip covers yet,
/// also those before today, so that nothing looks free on the day before pay day.
int days_ahead(const PersonView& view, const ledger::Worker& worker, const Budget& budget) {
  auto after = paid_until(view, worker.ref).value_or(view.as_of);
  after = std::max({after, plus_days(worker.from, -1), plus_days(budget.from, -1)});
  auto until = view.history().days_run(budget).last;
  if (worker.to) until = std::min(until, *worker.to);
  if (const auto& died = view.history().latest().died; died && *died <= view.as_of) {
    until = std::min(until, *died);
  }
  return std::max(0, until - after);
}

/// Usual week × rate for the weeks ahead, by the plan lines that bear it. An estimate; the
/// employer's own shares are not guessed.
void add_wages(const PersonView& view, const Budget& budget, std::vector<Commitment>& made) {
  for (const auto& worker : view.history().on(view.as_of).workers) {
    if (!worker.hours || !worker.rate || worker.shares.empty()) continue;
    const auto shares = shares_of(view.history(), worker);
    const auto days = days_ahead(view, worker, budget);
    if (days == 0) continue;
    // hours are hundredths and a week has seven days
    const auto whole = ledger::half_up(*worker.rate, worker.hours->hundredths * days, 700);
    std::vector<std::int64_t> percents;
    for (const auto& share : shares) {
      const auto* bears = view.history().budget(share.budget);
      const auto mine = view.history().days_held(budget);
      const auto other = bears == nullptr ? mine : view.history().days_held(*bears);
      const bool now = bears != nullptr && other.first <= mine.last && other.last >= mine.first;
      percents.push_back(now ? share.percent : 0);
    }
    if (std::ranges::count(percents, 0) == std::ssize(percents)) continue;
    const auto amounts = ledger::apportion(whole, percents);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      if (shares[i].budget != budget.ref || amounts[i].is_zero()) continue;
      add(made, {Commitment::Kind::wages, shares[i].line, worker.ref, amounts[i], true});
    }
  }
}

/// The services of a budget in the plan of the day and those after it, each once.
std::vector<const ledger::Service*> services_from_now(const PersonView& view,
                                                      const Budget& budget) {
  std::vector<const ledger::Service*> services;
  const auto& now = view.history().on(view.as_of);
  for (const auto& version : view.history().versions()) {
    if (&version != &now && (!version.from || *version.from <= view.as_of)) continue;
    for (const auto& service : version.services) {
      const bool known = std::ranges::any_of(
          services, [&](const auto* other) { return other->ref == service.ref; });
      if (service.budget == budget.ref && !known) services.push_back(&service);
    }
  }
  return services;
}

/// What the commissioner has ordered and is not recorded yet, and its regular payments to come: no
/// statement of the person's will show them. When the budget is over nothing more comes of it.
void add_services(const PersonView& view, const Budget& budget, std::vector<Commitment>& made) {
  if (budget.deployment != ledger::Deployment::notional) return;
  if (view.as_of > view.history().last_day(budget)) return;
  for (const auto* service : services_from_now(view, budget)) {
    add(made, {Commitment::Kind::service, service->line, service->ref,
               not_recorded(view, *service).value});
  }
  for (const auto& due : ledger::due_regulars(view.history())) {
    if (due.budget != budget.ref || due.due <= view.as_of) continue;
    add(made, {Commitment::Kind::ordered, due.line, ledger::text(due.due), due.amount});
  }
}

}  // namespace

std::vector<Commitment> commitments(const PersonView& view, const Budget& budget) {
  std::vector<Commitment> made;
  add_regulars(view, budget, made);
  add_wages(view, budget, made);
  add_services(view, budget, made);
  return made;
}

}  // namespace reconcile

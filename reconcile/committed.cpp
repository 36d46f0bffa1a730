#include "reconcile/committed.hpp"

#include "ledger/schedule.hpp"
#include "reconcile/bearing.hpp"
#include "reconcile/services.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Period;

void add(std::vector<Commitment>& made, Commitment commitment) {
  if (commitment.amount > ledger::Money{}) made.push_back(std::move(commitment));
}

/// How many of the versions count: those that have begun, or all.
std::size_t counted(const PersonView& view, Terms terms) {
  const auto& versions = view.history().versions();
  if (terms == Terms::each_day) return versions.size();
  const auto later = std::ranges::find_if(
      versions, [&](const auto& version) { return version.from && *version.from > view.as_of; });
  return std::max(std::size_t{1}, static_cast<std::size_t>(later - versions.begin()));
}

/// As if the versions that count were all; an end that is known by now stays known.
ledger::PersonHistory cut(const ledger::PersonHistory& history, std::size_t versions) {
  const auto end = history.versions().begin() + static_cast<std::ptrdiff_t>(versions);
  std::vector<ledger::PersonVersion> kept{history.versions().begin(), end};
  kept.back().died = history.latest().died;
  for (auto& budget : kept.back().budgets) {
    budget.closed_on = history.budget(budget.ref)->closed_on;
  }
  return ledger::PersonHistory{std::move(kept)};
}

ledger::Money settled_of(const PersonView& view, const ledger::DueRegular& due) {
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::regular || item.item.due != due.due) continue;
    const auto& part = item.item.parts.front();
    if (part.budget == due.budget && part.line == due.line) return magnitude(item.settled);
  }
  return {};
}

/// The plan's regular payments that are not due yet, or due and inside their grace, and not paid.
/// Those of a version that does not count are as the one before it would have them.
void add_regulars(const PersonView& view, const Budget& budget, std::size_t versions,
                  std::vector<Commitment>& made) {
  const auto grace = view.parameters->days("regular-grace-days", view.as_of);
  const auto& all = view.history().versions();
  const auto other = versions < all.size() ? all[versions].from : std::nullopt;
  for (const auto& item : view.items) {
    if (item.item.kind != ledger::ItemKind::regular) continue;
    if (view.as_of > plus_days(item.item.due, grace)) continue;
    const auto& part = item.item.parts.front();
    if (part.budget != budget.ref || (other && item.item.due >= *other)) continue;
    add(made, {Commitment::Kind::regular, part.line, item.item.key, -item.open()});
  }
  if (!other || budget.deployment == ledger::Deployment::notional) return;
  for (const auto& due : ledger::due_regulars(cut(view.history(), versions))) {
    if (due.budget != budget.ref || due.due < *other) continue;
    add(made, {Commitment::Kind::regular, due.line, due.line + ":" + ledger::text(due.due),
               due.amount - settled_of(view, due)});
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

/// Days on which any version may hold; the eve of the first is a date still.
const Period& always() {
  static const Period days{*Date::of(1900, 1, 2), *Date::of(2199, 12, 31)};
  return days;
}

/// The days, of those on which a version holds, for which a worker is still to be paid from a
/// budget: all that no payslip covers yet, also those before today, so that nothing looks free on
/// the day before pay day.
int days_ahead(const PersonView& view, const ledger::Worker& worker, const Budget& budget,
               Period held) {
  auto after = paid_until(view, worker.ref).value_or(view.as_of);
  after = std::max({after, plus_days(worker.from, -1), plus_days(budget.from, -1)});
  auto until = view.history().days_run(budget).last;
  if (worker.to) until = std::min(until, *worker.to);
  if (const auto& died = view.history().latest().died; died && *died <= view.as_of) {
    until = std::min(until, *died);
  }
  after = std::max(after, plus_days(held.first, -1));
  return std::max(0, std::min(until, held.last) - after);
}

/// What a worker will still cost a budget on the days on which a version holds, by the plan lines
/// that bear it: usual week × rate. An estimate; the employer's own shares are not guessed.
void add_wages_of(const PersonView& view, const ledger::Worker& worker, const Budget& budget,
                  Period held, std::vector<Commitment>& made) {
  if (!worker.hours || !worker.rate || worker.shares.empty()) return;
  const auto days = days_ahead(view, worker, budget, held);
  if (days == 0) return;
  const auto shares = shares_of(view.history(), worker);
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
  if (std::ranges::count(percents, 0) == std::ssize(percents)) return;
  const auto amounts = ledger::apportion(whole, percents);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (shares[i].budget != budget.ref || amounts[i].is_zero()) continue;
    add(made, {Commitment::Kind::wages, shares[i].line, worker.ref, amounts[i], true});
  }
}

struct Reign {
  const ledger::Worker* worker;
  Period held;
};

/// A worker as each version has them, those that say the same taken together; only those from which
/// something is to come: today's and later ones, and earlier ones as far as today's still knows the
/// worker.
std::vector<Reign> reigns(const ledger::PersonHistory& history, Date today,
                          const std::string& ref) {
  std::vector<Reign> all;
  for (std::size_t i = 0; i < history.versions().size(); ++i) {
    const auto* worker = history.versions()[i].worker(ref);
    const auto held = ledger::days_of_version(history, i, always());
    if (!held) continue;
    if (worker == nullptr && held->holds(today)) all.clear();  // what went before it is over
    if (worker == nullptr) continue;
    const bool goes_on = !all.empty() && *all.back().worker == *worker &&
                         plus_days(all.back().held.last, 1) == held->first;
    if (goes_on) {
      all.back().held.last = held->last;
    } else {
      all.push_back({worker, *held});
    }
  }
  return all;
}

/// Refs of workers whom any version has, once each, in the order in which they come.
std::vector<std::string> worker_refs(const ledger::PersonHistory& history) {
  std::vector<std::string> refs;
  for (const auto& version : history.versions()) {
    for (const auto& worker : version.workers) {
      if (std::ranges::count(refs, worker.ref) == 0) refs.push_back(worker.ref);
    }
  }
  return refs;
}

/// Each day at the hours and the rate that hold on it.
void add_wages(const PersonView& view, const Budget& budget, std::size_t versions,
               std::vector<Commitment>& made) {
  const auto history = cut(view.history(), versions);
  for (const auto& ref : worker_refs(history)) {
    std::vector<Commitment> of_worker;
    for (const auto& [worker, held] : reigns(history, view.as_of, ref)) {
      std::vector<Commitment> part;
      add_wages_of(view, *worker, budget, held, part);
      for (auto& each : part) {
        const auto same = std::ranges::find(of_worker, each.line, &Commitment::line);
        if (same == of_worker.end()) {
          of_worker.push_back(std::move(each));
        } else {
          same->amount += each.amount;
        }
      }
    }
    std::ranges::move(of_worker, std::back_inserter(made));
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
void add_services(const PersonView& view, const Budget& budget, std::size_t versions,
                  std::vector<Commitment>& made) {
  if (budget.deployment != ledger::Deployment::notional) return;
  if (view.as_of > view.history().last_day(budget)) return;
  for (const auto* service : services_from_now(view, budget)) {
    add(made, {Commitment::Kind::service, service->line, service->ref,
               not_recorded(view, *service).value});
  }
  for (const auto& due : ledger::due_regulars(cut(view.history(), versions))) {
    if (due.budget != budget.ref || due.due <= view.as_of) continue;
    add(made, {Commitment::Kind::ordered, due.line, ledger::text(due.due), due.amount});
  }
}

}  // namespace

std::vector<Commitment> commitments(const PersonView& view, const Budget& budget, Terms terms) {
  const auto versions = counted(view, terms);
  std::vector<Commitment> made;
  add_regulars(view, budget, versions, made);
  add_wages(view, budget, versions, made);
  add_services(view, budget, versions, made);
  return made;
}

}  // namespace reconcile

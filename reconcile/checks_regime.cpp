// What the regime asks for beside the money: insurance, reviews, one budget for one service.
#include "reconcile/bearing.hpp"
#include "reconcile/check.hpp"
#include "reconcile/services.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;

/// An organisation that holds the money employs or contracts, and insures.
bool is_employed_by_organisation(const PersonView& view, const ledger::Worker& worker) {
  const auto shares = shares_of(view.history(), worker);
  return !shares.empty() && std::ranges::all_of(shares, [&](const auto& share) {
    const auto* budget = view.history().budget(share.budget);
    return budget != nullptr && budget->deployment == ledger::Deployment::third_party;
  });
}

/// The days up to now on which there was somebody at work without a break, one worker after
/// another; nothing when nobody was at work in the last twelve months.
std::optional<ledger::Period> employment(const PersonView& view) {
  const auto& died = view.history().latest().died;
  if (died && *died < view.as_of) return std::nullopt;
  auto workers = view.history().on(view.as_of).workers;
  std::erase_if(workers,
                [&](const auto& worker) { return is_employed_by_organisation(view, worker); });
  const auto until = [&](const ledger::Worker& worker) {
    return std::min(worker.to.value_or(view.as_of), view.as_of);
  };
  std::optional<Date> last;
  for (const auto& worker : workers) {
    if (worker.from <= view.as_of) last = std::max(last, std::optional{until(worker)});
  }
  if (!last || *last < plus_months(view.as_of, -12)) return std::nullopt;
  auto since = plus_days(*last, 1);
  for (std::size_t round = 0; round < workers.size(); ++round) {
    for (const auto& worker : workers) {
      const bool joins = worker.from < since && until(worker) >= plus_days(since, -1);
      if (joins) since = worker.from;
    }
  }
  return ledger::Period{since, *last};
}

std::optional<Date> statements_since(const PersonView& view) {
  std::optional<Date> since;
  const auto take = [&](Date day) { since = since ? std::min(*since, day) : day; };
  for (const auto& line : view.facts->lines) take(line.line.date);
  for (const auto& frame : view.facts->frames) {
    if (frame.covered) take(frame.covered->first);
  }
  return since;
}

/// A premium of the plan that was paid, or that is not late yet, answers for itself.
bool plan_answers(const PersonView& view) {
  return std::ranges::any_of(view.items, [&](const ItemView& item) {
    if (item.item.kind != ledger::ItemKind::regular) return false;
    const auto* line = plan_line_of(view, item.item);
    return line != nullptr && line->category == "insurance" && item.settled.is_zero() &&
           item.item.due >= plus_months(view.as_of, -12);
  });
}

}  // namespace

Findings check_insurance(const PersonView& view, const Check& check) {
  auto found = check_items(view, check);
  const auto employs = employment(view);
  if (!employs || plan_answers(view)) return found;
  const auto months = view.parameters->days("insurance-months", view.as_of);
  // Of days that no statement reaches nothing is known: the twelve months end with the statements.
  const auto last = std::min(employs->last, known_until(view, {}).value_or(employs->last));
  const auto year_ago = plus_months(last, -months);
  const bool paid = std::ranges::any_of(view.lines, [&](const LineView& line) {
    return line.line->line.date > year_ago && is_premium(view, line);
  });
  if (paid) return found;
  const auto known = statements_since(view);
  About about{{}, "insurance:" + view.facts->ref(), view.as_of, {}, {}};
  about.cannot_test = !known || *known > plus_days(year_ago, 1) || employs->first > year_ago;
  // Who employs nobody any more needs no certificate: only what is known to have lacked one counts.
  if (about.cannot_test && employs->last < view.as_of) return found;
  about.why = "Somebody " +
              (employs->last == view.as_of ? "is employed since " + pretty(employs->first)
                                           : "was employed from " + pretty(employs->first) +
                                                 " to " + pretty(employs->last)) +
              ", and no premium for employer's liability was paid in those twelve months.";
  if (about.cannot_test) {
    about.why =
        "No premium for employer's liability is on the statements, but they cover less "
        "than twelve months of employment: see the certificate.";
  }
  found.push_back(finding(view, check, std::move(about)));
  return found;
}

// --- reviews ---

namespace {

struct Regime {
  int first_months;
  int next_months;
};

/// The strictest of the regimes of those who pay; nothing for a stream without a rule.
std::optional<Regime> regime_of(const PersonView& view, const Budget& budget) {
  std::optional<Regime> strictest;
  for (const auto& funder : budget.funders) {
    const auto first = view.parameters->number("review-first-months-" + funder.stream, budget.from);
    const auto next = view.parameters->number("review-next-months-" + funder.stream, budget.from);
    if (!first || !next) continue;
    const Regime regime{static_cast<int>(*first), static_cast<int>(*next)};
    if (!strictest || regime.first_months < strictest->first_months) strictest = regime;
  }
  return strictest;
}

/// One payment for one thing, with which nobody is employed.
bool is_single(const PersonView& view, const Budget& budget) {
  const bool single = budget.instalments.size() == 1 &&
                      budget.instalments.front().every == ledger::Every::once &&
                      budget.lines.size() == 1;
  const auto employs = [&](const ledger::Worker& worker) {
    return std::ranges::count(shares_of(view.history(), worker), budget.ref,
                              &ledger::Share::budget) > 0;
  };
  return single && std::ranges::none_of(view.history().latest().workers, employs);
}

/// All of a single payment is spent by the day of the review: nothing is left to look at.
bool is_single_and_spent(const PersonView& view, const Budget& budget, Date due) {
  if (!is_single(view, budget)) return false;
  ledger::Money spent;
  for (const auto* entry : view.entries) {
    for (const auto& posting : entry->postings) {
      if (entry->date > due || posting.budget != budget.ref) continue;
      if (posting.debit.starts_with("cost:")) spent += posting.amount;
      if (posting.credit.starts_with("cost:")) spent -= posting.amount;
    }
  }
  return spent >= *budget.agreed;
}

bool is_of_stream(const Budget& budget, const std::string& stream) {
  return budget.stream == stream && budget.deployment != ledger::Deployment::notional;
}

/// Direct payments of a stream since when, over budgets that follow each other.
Date paid_since(const PersonView& view, const Budget& budget) {
  auto since = budget.from;
  const auto& budgets = view.history().latest().budgets;
  for (std::size_t round = 0; round < budgets.size(); ++round) {
    for (const auto& earlier : budgets) {
      const bool joins = is_of_stream(earlier, budget.stream) && earlier.from < since &&
                         earlier.to >= plus_days(since, -1);
      if (joins) since = earlier.from;
    }
  }
  return since;
}

std::optional<Date> last_review(const PersonView& view, const Budget& budget, Date since) {
  std::optional<Date> last;
  for (const auto& other : view.history().latest().budgets) {
    if (!is_of_stream(other, budget.stream)) continue;
    for (const auto day : other.reviewed_on) {
      if (day >= since && day <= view.as_of) last = std::max(last, std::optional{day});
    }
  }
  return last;
}

}  // namespace

bool has_its_time(const PersonView& view, const Budget& budget) {
  const auto last = view.history().last_day(budget);
  if (!budget.agreed || !is_single(view, budget) || last < view.as_of) return false;
  const auto regime = regime_of(view, budget);
  return !regime || view.as_of <= plus_months(budget.from, regime->first_months);
}

Findings check_reviews(const PersonView& view, const Check& check) {
  Findings found;
  const auto& died = view.history().latest().died;
  for (const auto& budget : view.history().latest().budgets) {
    const auto regime = regime_of(view, budget);
    const bool runs = budget.agreed && is_of_stream(budget, budget.stream);
    if (!runs || !regime) continue;
    const auto since = paid_since(view, budget);
    const auto last = last_review(view, budget, since);
    const auto due =
        last ? plus_months(*last, regime->next_months) : plus_months(since, regime->first_months);
    const bool ended =
        due > view.history().days_run(budget).last || due < budget.from || (died && *died <= due);
    if (view.as_of <= due || ended || is_single_and_spent(view, budget, due)) continue;
    found.push_back(finding(view, check,
                            {budget.ref,
                             "review:" + budget.ref + ":" + text(due),
                             due,
                             {},
                             "A review was due by " + pretty(due) +
                                 (last ? "; the last one was on " + pretty(*last) + "."
                                       : "; none is recorded since the budget began.")}));
  }
  return found;
}

// --- double funding ---

namespace {

/// Whom a plan line pays: its payees, and who provides its services.
std::vector<std::string> payees_of(const PersonView& view, const Budget& budget,
                                   const ledger::PlanLine& line) {
  auto payees = line.payees;
  for (const auto& service : view.history().on(view.as_of).services) {
    const bool serves = service.budget == budget.ref && service.line == line.ref;
    if (serves) payees.push_back(service.provider);
  }
  return payees;
}

/// The payees that lines of two budgets share, workers apart: those have agreed shares.
std::string shared_payee(const PersonView& view, const std::vector<std::string>& a,
                         const std::vector<std::string>& b) {
  for (const auto& payee : a) {
    if (view.history().worker(payee) != nullptr) continue;
    for (const auto& other : b) {
      if (ledger::slug(payee) == ledger::slug(other)) return payee;
    }
  }
  return {};
}

/// The days on which a plan line buys: those of its services where it has some, else its budget's.
ledger::Period buying_days(const PersonView& view, const Budget& budget,
                           const ledger::PlanLine& line) {
  std::optional<ledger::Period> days;
  for (const auto& service : view.history().on(view.as_of).services) {
    if (service.budget != budget.ref || service.line != line.ref) continue;
    const auto runs = service_days(view.history(), service);
    if (!runs) continue;
    days =
        days ? ledger::Period{std::min(days->first, runs->first), std::max(days->last, runs->last)}
             : *runs;
  }
  return days.value_or(view.history().days_run(budget));
}

bool costs(const PersonView& view, const Budget& budget, const ledger::PlanLine& line,
           ledger::Period days) {
  const auto account = "cost:" + line.ref;
  const bool spends = std::ranges::any_of(view.balances, [&](const auto& balance) {
    return balance.budget == budget.ref && balance.account == account &&
           balance.net() > ledger::Money{};
  });
  return spends && std::ranges::any_of(view.entries, [&](const ledger::Entry* entry) {
           return days.holds(entry->date) &&
                  std::ranges::any_of(entry->postings, [&](const auto& posting) {
                    return posting.budget == budget.ref && posting.debit == account;
                  });
         });
}

void compare(const PersonView& view, const Check& check, const Budget& a, const Budget& b,
             Findings& found) {
  for (const auto& line : a.lines) {
    const auto payees = payees_of(view, a, line);
    const auto days = buying_days(view, a, line);
    for (const auto& other : b.lines) {
      if (line.category != other.category) continue;
      const auto payee = shared_payee(view, payees, payees_of(view, b, other));
      if (payee.empty()) continue;
      const auto others = buying_days(view, b, other);
      const ledger::Period both_buy{std::max(days.first, others.first),
                                    std::min(days.last, others.last)};
      if (!costs(view, a, line, both_buy) || !costs(view, b, other, both_buy)) continue;
      const auto both = a.ref + "/" + line.ref + " and " + b.ref + "/" + other.ref;
      found.push_back(
          finding(view, check,
                  {a.ref,
                   both,
                   std::max(a.from, b.from),
                   {},
                   payee + " is paid by two budgets for the same kind of service: " + both + "."}));
    }
  }
}

}  // namespace

/// Narrow on purpose: the same payee and category, in two budgets at once, both really spending.
Findings check_double_funding(const PersonView& view, const Check& check) {
  Findings found;
  const auto& budgets = view.history().on(view.as_of).budgets;
  for (std::size_t i = 0; i < budgets.size(); ++i) {
    for (std::size_t j = i + 1; j < budgets.size(); ++j) {
      const auto& a = budgets[i];
      const auto& b = budgets[j];
      const bool overlap = a.from <= b.to && b.from <= a.to;
      if (overlap) compare(view, check, a, b, found);
    }
  }
  return found;
}

}  // namespace reconcile

#include "reconcile/groundwork.hpp"

#include "reconcile/bearing.hpp"
#include "reconcile/match_rules.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PersonFacts;

std::string_view file_of(const PersonFacts& facts, ledger::ImportId import) {
  const auto found = facts.imports.find(import);
  return found == facts.imports.end() ? std::string_view{} : std::string_view{found->second.file};
}

// --- payslips ---

/// The order in which payslips are looked at: by what they say, then by where they stand.
std::vector<const ledger::Sourced<ledger::Payslip>*> in_order(const PersonFacts& facts) {
  std::vector<const ledger::Sourced<ledger::Payslip>*> slips;
  slips.reserve(facts.payslips.size());
  for (const auto& slip : facts.payslips) slips.push_back(&slip);
  const auto place = [&](const auto* slip) {
    return std::tuple{file_of(facts, slip->import), slip->record.file_line};
  };
  std::ranges::sort(slips, [&](const auto* a, const auto* b) {
    const auto& x = a->record;
    const auto& y = b->record;
    const auto left = std::tie(x.pay_date, x.worker, x.period);
    const auto right = std::tie(y.pay_date, y.worker, y.period);
    return left != right ? left < right : place(a) < place(b);
  });
  return slips;
}

/// Those that are superseded, and the later payslips, by file name and line, of a worker and period
/// that was there already.
std::set<const ledger::Payslip*> held_slips(const PersonFacts& facts) {
  using Seen =
      std::tuple<std::string_view, ledger::Period, std::string_view, int, const ledger::Payslip*>;
  std::vector<Seen> seen;
  seen.reserve(facts.payslips.size());
  std::set<const ledger::Payslip*> held;
  const auto superseded = superseded_slips(facts);
  for (const auto& [import, slip] : facts.payslips) {
    if (superseded.contains(&slip)) {
      held.insert(&slip);
      continue;
    }
    seen.emplace_back(slip.worker, slip.period, file_of(facts, import), slip.file_line, &slip);
  }
  std::ranges::sort(seen);
  for (std::size_t i = 1; i < seen.size(); ++i) {
    const bool again = std::get<0>(seen[i]) == std::get<0>(seen[i - 1]) &&
                       std::get<1>(seen[i]) == std::get<1>(seen[i - 1]);
    if (again) held.insert(std::get<4>(seen[i]));
  }
  return held;
}

struct Weighted {
  Place place;
  std::int64_t weight;
};

/// A worker, and the plan lines that bear the worker's cost.
struct Borne {
  const ledger::Worker* worker;
  std::vector<ledger::Share> shares;
};

std::vector<Weighted> shares_covering(const Plans& plans, const Borne& worker, Date day) {
  std::vector<Weighted> covering;
  const auto refs = plans.may_cover(day);
  for (const auto& share : worker.shares) {
    if (std::ranges::find(refs, share.budget) == refs.end()) continue;  // most, after some years
    const auto* budget = plans.on(share.budget, day);
    const bool covers = budget != nullptr && plans.days_held(*budget).holds(day);
    if (covers) covering.push_back({{share.budget, share.line}, share.percent});
  }
  return covering;
}

/// What a budget bears that took over from those of a worker who stayed and has no line for the
/// worker: no line of its plan; empty where none did.
std::vector<Weighted> without_line(const Plans& plans, const Borne& worker, Date day) {
  const auto& history = plans.history();
  const auto* next = holding(history, taken_over_without_line(history, *worker.worker), day);
  if (next == nullptr) return {};
  return {{{next->ref, std::string{rule::unplanned_line}}, 1}};
}

/// Where the funder changed during the time that a payslip pays for, each funder bears its own
/// days, whenever they are paid; empty where none did. (A budget rolled over bears what is paid in
/// it.)
std::vector<Weighted> across_funders(const Plans& plans, const Borne& worker,
                                     const ledger::Payslip& slip) {
  for (const auto* after : plans.budgets()) {
    const bool between = slip.period.first < after->from && slip.pay_date >= after->from;
    if (!between || after->follows.empty()) continue;
    const auto* before = plans.history().budget(after->follows);
    if (before == nullptr || carries_rest(*before, *after)) continue;
    if (plans.history().follower(before->ref) != after) continue;
    auto old_days =
        shares_covering(plans, worker, std::min(slip.period.last, plus_days(after->from, -1)));
    if (old_days.empty() || slip.period.last < after->from) return old_days;
    auto new_days = shares_covering(plans, worker, after->from);
    if (new_days.empty()) new_days = without_line(plans, worker, after->from);
    if (new_days.empty()) return {};
    for (auto& bearer : old_days) bearer.weight *= after->from - slip.period.first;
    for (auto& bearer : new_days) bearer.weight *= slip.period.last - after->from + 1;
    old_days.insert(old_days.end(), new_days.begin(), new_days.end());
    return old_days;
  }
  return {};
}

/// The plan lines that bear a payslip: the worker's shares in the budgets that cover the pay date,
/// else the last day worked; else all of them; else the line that names the worker.
std::vector<Weighted> bearers(const Plans& plans, const ledger::Payslip& slip,
                              const Borne& worker) {
  if (worker.worker == nullptr) return {{plans.unplanned(slip.pay_date), 1}};
  if (auto each = across_funders(plans, worker, slip); !each.empty()) return each;
  for (const auto day : {slip.pay_date, slip.period.last}) {
    if (auto covering = shares_covering(plans, worker, day); !covering.empty()) return covering;
  }
  if (auto next = without_line(plans, worker, slip.period.last); !next.empty()) return next;
  std::vector<Weighted> all;
  for (const auto& share : worker.worker->shares) {
    all.push_back({{share.budget, share.line}, share.percent});
  }
  if (!all.empty()) return all;
  for (auto& place : plans.places_of_payee(slip.worker, slip.pay_date)) {
    return {{std::move(place), 1}};
  }
  return {{plans.unplanned(slip.pay_date), 1}};
}

std::vector<SlipPart> parts_of(const Plans& plans, const ledger::Payslip& slip,
                               const Borne& worker) {
  auto weighted = bearers(plans, slip, worker);
  if (weighted.size() == 1) {
    return {{std::move(weighted.front().place), slip.net, slip.paye(), slip.pension(),
             slip.other_deductions}};
  }
  std::vector<std::int64_t> weights;
  for (const auto& bearer : weighted) weights.push_back(bearer.weight);
  const auto net = ledger::apportion(slip.net, weights);
  const auto paye = ledger::apportion(slip.paye(), weights);
  const auto pension = ledger::apportion(slip.pension(), weights);
  const auto other = ledger::apportion(slip.other_deductions, weights);
  std::vector<SlipPart> parts;
  for (std::size_t i = 0; i < weighted.size(); ++i) {
    parts.push_back({std::move(weighted[i].place), net[i], paye[i], pension[i], other[i]});
  }
  return parts;
}

std::vector<SlipCost> slip_costs(const PersonFacts& facts, const Plans& plans) {
  const auto held = held_slips(facts);
  std::map<const ledger::Worker*, Borne> workers;  // by version: few for many payslips
  const auto borne = [&](const ledger::Payslip& slip) -> const Borne& {
    const auto* worker = worker_of(facts.history, slip);
    const auto [known, added] = workers.try_emplace(worker, Borne{worker, {}});
    if (added && worker != nullptr) known->second.shares = shares_of(facts.history, *worker);
    return known->second;
  };
  std::vector<SlipCost> costs;
  costs.reserve(facts.payslips.size());
  int same_source = 1;
  for (const auto* sourced : in_order(facts)) {
    const auto& slip = sourced->record;
    SlipCost cost;
    cost.slip = &slip;
    cost.held = !held.empty() && held.contains(&slip);
    cost.source = slip_source(slip);
    if (!cost.held) cost.parts = parts_of(plans, slip, borne(slip));
    if (!cost.held && !costs.empty()) {
      const auto& before = *costs.back().slip;
      const bool same_day = before.worker == slip.worker && before.pay_date == slip.pay_date;
      if (same_day) cost.nth = costs.back().nth + 1;
      same_source = same_day && before.period.first == slip.period.first ? same_source + 1 : 1;
      if (same_source > 1) cost.source += ":" + std::to_string(same_source);
    }
    if (!cost.held) costs.push_back(std::move(cost));
  }
  return costs;
}

// --- months of PAYE ---

void add_slip(PayeMonth& month, const SlipCost& cost) {
  month.of_slips += cost.slip->paye();
  month.sources.push_back(cost.source);
  for (const auto& part : cost.parts) {
    auto at = std::ranges::find(month.places, part.place);
    if (at == month.places.end()) {
      month.places.push_back(part.place);
      month.by_slips.emplace_back();
      at = month.places.end() - 1;
    }
    month.by_slips[static_cast<std::size_t>(at - month.places.begin())] += part.paye;
  }
}

/// The last one by file name and line stands, when two speak of one month.
void add_summaries(std::map<ledger::TaxMonth, PayeMonth>& months, const PersonFacts& facts) {
  std::map<ledger::TaxMonth, std::pair<std::string_view, int>> from;
  for (const auto& [import, summary] : facts.summaries) {
    const std::pair place{file_of(facts, import), summary.file_line};
    const auto [at, first] = from.try_emplace(summary.month, place);
    if (!first && place < at->second) continue;
    at->second = place;
    months[summary.month].due = summary.due;
  }
}

std::map<ledger::TaxMonth, PayeMonth> paye_months(const PersonFacts& facts, const Plans& plans,
                                                  const std::vector<SlipCost>& slips) {
  std::map<ledger::TaxMonth, PayeMonth> months;
  for (const auto& cost : slips) add_slip(months[tax_month_of(cost.slip->pay_date)], cost);
  add_summaries(months, facts);
  for (auto& [when, month] : months) {
    if (month.places.empty()) {
      month.places.push_back(plans.unplanned(when.period().last));
      month.by_slips.emplace_back();
    }
    std::int64_t sum = 0;
    for (const auto part : month.by_slips) {
      month.weights.push_back(at_least_nothing(part).pence());
      sum += month.weights.back();
    }
    if (sum == 0) month.weights.front() = 1;
  }
  return months;
}

// --- invoices ---

/// LINE or BUDGET/LINE as an invoice or a decision names it.
Place named_place(const Plans& plans, std::string_view named, Date day) {
  if (const auto slash = named.find('/'); slash != std::string_view::npos) {
    return {std::string{named.substr(0, slash)}, std::string{named.substr(slash + 1)}};
  }
  for (const bool covering : {true, false}) {
    for (const auto* budget : covering ? plans.in_charge_on(day) : plans.budgets()) {
      const bool has =
          plans.on(budget->ref, day)->line(named) != nullptr || budget->line(named) != nullptr;
      if (has) return {budget->ref, std::string{named}};
    }
  }
  return plans.unplanned(day);
}

/// The plan line of a service that the supplier provides under a notional budget.
std::optional<Place> place_of_provider(const Plans& plans, const ledger::Invoice& invoice,
                                       const WordIndex& index) {
  const auto& versions = plans.history().versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const auto& service : version->services) {
      if (is_same_firm(service.provider, invoice.supplier, index)) {
        return Place{service.budget, service.line};
      }
    }
  }
  return std::nullopt;
}

/// The plan line that has the supplier as a payee, written with or without "Ltd".
Place place_of_supplier(const Plans& plans, const ledger::Invoice& invoice,
                        const WordIndex& index) {
  const auto supplier = fold(invoice.supplier);
  const auto words = significant(words_of(supplier), index);
  for (const auto* budget : plans.in_charge_on(invoice.date)) {
    for (const auto& line : plans.on(budget->ref, invoice.date)->lines) {
      for (const auto& payee : line.payees) {
        const auto folded = fold(payee);
        if (significant(words_of(folded), index) == words) return {budget->ref, line.ref};
      }
    }
  }
  if (auto place = place_of_provider(plans, invoice, index)) return std::move(*place);
  return plans.unplanned(invoice.date);
}

Place place_of(const Plans& plans, const ledger::Invoice& invoice, const WordIndex& index) {
  return invoice.plan_line.empty() ? place_of_supplier(plans, invoice, index)
                                   : named_place(plans, invoice.plan_line, invoice.date);
}

/// An invoice and what tells it from another, the file it stands in last.
struct FiledInvoice {
  const ledger::Invoice* invoice;
  std::string supplier;
  std::string_view file;

  auto content() const {
    return std::tie(invoice->date, supplier, invoice->number, invoice->amount, invoice->plan_line);
  }
};

/// By date, supplier and number. The same invoice again, in one file or another, is one invoice: a
/// supplier gives a number once.
std::vector<FiledInvoice> filed_invoices(const PersonFacts& facts) {
  std::vector<FiledInvoice> filed;
  for (const auto& [import, invoice] : facts.invoices) {
    filed.push_back({&invoice, ledger::slug(invoice.supplier), file_of(facts, import)});
  }
  std::ranges::sort(filed, [](const FiledInvoice& a, const FiledInvoice& b) {
    return std::tuple_cat(a.content(), std::tie(a.file, a.invoice->file_line)) <
           std::tuple_cat(b.content(), std::tie(b.file, b.invoice->file_line));
  });
  const auto again = std::ranges::unique(
      filed, [](const auto& a, const auto& b) { return a.content() == b.content(); });
  filed.erase(again.begin(), again.end());
  return filed;
}

std::vector<InvoiceCost> invoice_costs(const PersonFacts& facts, const Plans& plans,
                                       const WordIndex& index) {
  std::vector<InvoiceCost> costs;
  for (auto& filed : filed_invoices(facts)) {
    InvoiceCost cost;
    cost.invoice = filed.invoice;
    cost.key = std::move(filed.supplier);
    costs.push_back(std::move(cost));
  }
  std::map<std::pair<std::string, std::string>, int> seen;
  for (auto& cost : costs) {
    const auto supplier = cost.key;
    cost.nth = ++seen[{supplier, cost.invoice->number}];
    cost.key = ledger::invoice_key(facts.ref(), supplier, cost.invoice->number, cost.nth);
    cost.source = "invoice:" + supplier + ":" + cost.invoice->number;
    if (cost.nth > 1) cost.source += ":" + std::to_string(cost.nth);
    cost.place = place_of(plans, *cost.invoice, index);
  }
  return costs;
}

}  // namespace

std::string slip_source(const ledger::Payslip& slip) {
  return "payslip:" + slip.worker + ":" + text(slip.pay_date) + ":" + text(slip.period.first);
}

std::set<const ledger::Payslip*> superseded_slips(const PersonFacts& facts) {
  std::set<std::pair<std::string_view, Date>> stated;
  std::set<const ledger::Payslip*> superseded;
  const auto unstated = [](const auto& sourced) { return !sourced.record.net_stated; };
  if (std::ranges::none_of(facts.payslips, unstated)) return superseded;
  for (const auto& [import, slip] : facts.payslips) {
    if (slip.net_stated) stated.emplace(slip.worker, slip.pay_date);
  }
  for (const auto& [import, slip] : facts.payslips) {
    if (!slip.net_stated && stated.contains({slip.worker, slip.pay_date})) superseded.insert(&slip);
  }
  return superseded;
}

Groundwork::Groundwork(const PersonFacts& from, const ledger::Parameters& dated)
    : facts{from},
      parameters{dated},
      words{&dated == &ledger::Parameters::built_in() ? WordIndex::built_in()
                                                      : own_words.emplace(dated)},
      plans{from.history},
      slips{slip_costs(from, plans)},
      paye{paye_months(from, plans, slips)},
      invoices{invoice_costs(from, plans, words)} {
  const auto is_bill = [&](const InvoiceCost& cost) {
    const auto* budget = from.history.budget(cost.place.budget);
    return budget != nullptr && budget->deployment == ledger::Deployment::notional;
  };
  const auto first = std::ranges::stable_partition(invoices, std::not_fn(is_bill)).begin();
  bills.assign(std::move_iterator{first}, std::move_iterator{invoices.end()});
  invoices.erase(first, invoices.end());
}

bool is_same_firm(std::string_view a, std::string_view b, const WordIndex& index) {
  const auto one = fold(a);
  const auto other = fold(b);
  return significant(words_of(one), index) == significant(words_of(other), index);
}

void move(std::vector<ledger::Posting>& postings, ledger::Posting posting) {
  if (posting.amount.is_zero()) return;
  if (posting.amount.is_negative()) {
    posting.amount = -posting.amount;
    std::swap(posting.debit, posting.credit);
  }
  postings.push_back(std::move(posting));
}

}  // namespace reconcile

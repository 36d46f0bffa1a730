// What items and costs are both built on: where money belongs in the plans, what each payslip costs
// whom, and the months of PAYE. A pure function of the facts, whatever their order.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/item.hpp"
#include "ledger/parameters.hpp"
#include "reconcile/names.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// A plan line of a budget. `line` may be rule::unplanned_line.
struct Place {
  std::string budget;
  std::string line;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// The budgets of a person, in any version; the latest that knows each.
class Plans {
 public:
  explicit Plans(const ledger::PersonHistory& history);
  const ledger::PersonHistory& history() const { return *history_; }
  /// By `from`, then ref.
  const std::vector<const ledger::Budget*>& budgets() const { return budgets_; }
  /// The budget as it stands on a day, else as any version knows it.
  const ledger::Budget* on(std::string_view ref, ledger::Date day) const;
  /// The days on which a budget is in charge: to its end or the eve of the one that follows it.
  ledger::Period days_held(const ledger::Budget& budget) const;
  /// Those in charge on a day as the latest version knows them, in the order of `budgets`.
  std::vector<const ledger::Budget*> in_charge_on(ledger::Date day) const;
  /// Refs of all that any version knows as lasting on a day: `on` and `days_held` say more of few.
  std::vector<std::string_view> may_cover(ledger::Date day) const;
  /// The first budget of real money that covers a day; else the last that had begun; else the
  /// first of all; null when there is none.
  const ledger::Budget* spending_on(ledger::Date day) const;
  /// The one budget of an account that covers a day, or that took over from the one that had the
  /// account before; before any of its budgets begins the first of them, whose what it held when it
  /// was opened is too. Null when none or several do.
  const ledger::Budget* of_account(std::string_view account, ledger::Date day) const;
  /// Where a cost goes that no plan line covers.
  Place unplanned(ledger::Date day) const;
  /// The plan lines, of budgets that cover the day, that have this payee (a name or worker ref).
  std::vector<Place> places_of_payee(std::string_view payee, ledger::Date day) const;

 private:
  /// What is asked for every payslip and line of a person, and would take years to look up anew.
  struct Days {
    ledger::Period held;               ///< of the latest version that knows it
    ledger::Period widest;             ///< of all versions
    std::optional<ledger::Date> last;  ///< the eve of the budget that follows it
  };
  const ledger::Budget* taken_over(std::string_view account, ledger::Date day) const;
  const ledger::Budget* nearest_of(std::string_view account, ledger::Date day) const;

  const ledger::PersonHistory* history_;
  std::vector<const ledger::Budget*> budgets_;
  std::vector<Days> days_;  ///< by place in budgets_
};

/// What a payslip costs one plan line.
struct SlipPart {
  Place place;
  ledger::Money net, paye, pension, other;
};

/// Payslips that state no net pay (an FPS), where another of the same worker and pay day does: that
/// one takes its place.
std::set<const ledger::Payslip*> superseded_slips(const ledger::PersonFacts& facts);

struct SlipCost {
  const ledger::Payslip* slip = nullptr;
  bool held = false;  ///< superseded, or the same worker and period was seen before: costs nothing
  int nth = 1;        ///< of the worker's payslips of one pay date
  std::string source;
  std::vector<SlipPart> parts;
};

/// One tax month of pay dates.
struct PayeMonth {
  ledger::Money of_slips;
  std::optional<ledger::Money> due;  ///< of the employer summary
  std::vector<Place> places;
  std::vector<std::int64_t> weights;    ///< what the slips say, by place, not below zero
  std::vector<ledger::Money> by_slips;  ///< the same with its sign
  std::vector<std::string> sources;
  ledger::Money amount() const { return due.value_or(of_slips); }
};

struct InvoiceCost {
  const ledger::Invoice* invoice = nullptr;
  int nth = 1;
  std::string key;
  std::string source;
  Place place;
};

class Reach;

struct Groundwork {
  Groundwork(const ledger::PersonFacts& facts, const ledger::Parameters& parameters);
  const ledger::PersonFacts& facts;
  const ledger::Parameters& parameters;
  std::optional<WordIndex> own_words;  ///< only for parameters that are not the built-in ones
  const WordIndex& words;
  Plans plans;
  std::vector<SlipCost> slips;  ///< by pay date, worker, period
  std::map<ledger::TaxMonth, PayeMonth> paye;
  std::vector<InvoiceCost> invoices;  ///< by date, supplier, number
  /// Invoices to notional budgets: the commissioner pays them, nobody else owes them.
  std::vector<InvoiceCost> bills{};
  Reach* reach = nullptr;  ///< who wants to hear how far back answers reach
};

std::vector<ledger::Item> expected_items(const Groundwork& ground);
std::vector<ledger::Entry> cost_entries(const Groundwork& ground);
/// What is asked back, given up and set off: between a funder's surplus, what is due to it, and
/// what came from it.
std::vector<ledger::Entry> act_entries(const ledger::PersonFacts& facts);

/// Whether two names are one firm's, written with or without "Ltd".
bool is_same_firm(std::string_view a, std::string_view b, const WordIndex& index);

/// Moves an amount from credit to debit; a negative one the other way; nothing when it is zero.
void move(std::vector<ledger::Posting>& postings, ledger::Posting posting);

/// What entries made from a payslip name as their source: "payslip:W1:2026-03-27:2026-03-21".
std::string slip_source(const ledger::Payslip& slip);

}  // namespace reconcile

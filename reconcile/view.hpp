// One person's books as of a day, laid out for the checks, the balance and the reports to read.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/finding.hpp"
#include "ledger/item.hpp"
#include "ledger/parameters.hpp"
#include "ledger/settled.hpp"
#include "reconcile/whose_money.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

struct LineView {
  const ledger::BookLine* line;
  const ledger::Match* match;            ///< null: not reconciled yet
  const ledger::Entry* entry = nullptr;  ///< what books it; null: not reconciled yet
  /// The day on which it is in the books: its own, or the first that was open when it came.
  ledger::Date posted() const { return entry == nullptr ? line->line.date : entry->date; }
};

struct ItemView {
  ledger::Item item;
  ledger::Money settled;                    ///< with the item's sign; by lines up to the day
  std::vector<const LineView*> settled_by;  ///< by date
  /// By date: what paid it once more, and what took that back. They settle nothing of it.
  std::vector<const LineView*> again = {};
  ledger::Money open() const { return item.amount - settled; }
};

/// Where things are that checks and positions ask for over and over: without it they would go
/// through all years of a person for each thing of each year.
struct Lookup {
  std::vector<std::size_t> items;                          ///< places in PersonView::items, by key
  std::vector<std::size_t> lines;                          ///< places in PersonView::lines, by id
  std::set<const ledger::Sourced<ledger::Payslip>*> held;  ///< payslips that are not posted
  std::shared_ptr<KnownClaims> claims;                     ///< of the budgets asked for so far
  std::vector<ledger::Posting> suspense;  ///< postings of standing entries that touch it, or sums
};

/// Refers to the facts, entries and settled years it was made from; they must outlive it.
struct PersonView {
  const ledger::PersonFacts* facts;
  const ledger::Parameters* parameters;
  ledger::Date as_of;
  std::vector<LineView> lines;  ///< dated and posted up to as_of, as facts.lines are ordered
  std::vector<ItemView> items;  ///< all that are expected; settled as far as as_of
  std::vector<ledger::Balance> balances;      ///< as of the day; by budget and account
  std::vector<const ledger::Entry*> entries;  ///< that stand, dated up to as_of, as recorded
  /// Keys of the items that a line which waits for a person may settle.
  std::set<std::string_view> asked = {};
  /// The years that are not laid out here; null: all are. Balances, and with them positions, are of
  /// all years, and so is what is found.
  const ledger::SettledYears* settled = nullptr;
  /// Made last, by `view`. Without it the same answers are looked for one by one.
  std::optional<Lookup> lookup = {};

  const ledger::PersonHistory& history() const { return facts->history; }
  const LineView* line(ledger::LineId id) const;
  const ItemView* item(std::string_view key) const;
  /// A line that waits for a person may be its payment: the suggestion is the question.
  bool is_asked(const ledger::Item& item) const { return asked.contains(item.key); }
  /// Debits less credits of the accounts of a budget whose names begin so; "" is every budget.
  ledger::Money net(std::string_view budget, std::string_view account_prefix) const;
  /// File and line of an entry's source, a line, a payslip, an invoice.
  ledger::Evidence evidence(const ledger::BookLine& line) const;
  ledger::Evidence evidence(ledger::ImportId import, int file_line) const;
  /// The budget that bears a line, as its entry says; empty when unknown or not reconciled.
  std::string budget_of(const LineView& line) const;
};

/// `balances`: the kept ones when nothing is dated after as_of, else ledger::balances_of(…, as_of).
PersonView view(const ledger::PersonFacts& facts,
                const std::vector<ledger::RecordedEntry>& standing,
                std::vector<ledger::Balance> balances, const ledger::Parameters& parameters,
                ledger::Date as_of);
/// The same for items that the caller has already worked out.
PersonView view_of_items(const ledger::PersonFacts& facts, std::vector<ledger::Item> items,
                         const std::vector<ledger::RecordedEntry>& standing,
                         std::vector<ledger::Balance> balances,
                         const ledger::Parameters& parameters, ledger::Date as_of);

/// The same of facts, items and entries since settled years (ledger/settled.hpp). Balances (the
/// kept ones, or reconcile::balances_since), and what nobody could explain, are those of all years;
/// lines, items and entries are not. `as_of` is no day before the eve of settled.day.
PersonView view_since(const ledger::PersonFacts& facts, std::vector<ledger::Item> items,
                      const std::vector<ledger::RecordedEntry>& standing,
                      std::vector<ledger::Balance> balances, const ledger::SettledYears& settled,
                      const ledger::Parameters& parameters, ledger::Date as_of);

/// Everything that needs attention, most serious first; waived ones are marked so.
std::vector<ledger::Finding> findings(const PersonView& view);

/// One row of the table of checks.
struct Check {
  std::string_view code;
  ledger::Severity severity;
  std::string_view source;  ///< the regulation or policy it rests on
  std::vector<ledger::Finding> (*run)(const PersonView&, const Check&);
};
const std::vector<Check>& checks();

// --- where each budget stands (contract, section 6) ---

struct LinePosition {
  std::string ref;
  std::string category;
  ledger::Money planned, spent, committed, available;
  bool estimate = false;
  friend bool operator==(const LinePosition&, const LinePosition&) = default;
};

struct FunderPosition {
  std::string name;
  ledger::Money received, surplus;
  ledger::Money carried{};  ///< of its money in the budget before that came along
  friend bool operator==(const FunderPosition&, const FunderPosition&) = default;
};

struct Owed {
  ledger::Money net_pay, paye, pension, suppliers, other;
  ledger::Money total() const { return net_pay + paye + pension + suppliers + other; }
  friend bool operator==(const Owed&, const Owed&) = default;
};

struct BudgetPosition {
  std::string person{};
  std::string budget{};
  ledger::Deployment deployment = ledger::Deployment::direct_payment;
  std::string stream{};
  std::string funder{};  ///< the first, or all joined by " + "
  ledger::Date from;
  ledger::Date to;
  /// Its last day where that is before `to`: it was handed over or closed, or the person died.
  std::optional<ledger::Date> ended{};
  std::optional<ledger::Money> indicative{}, agreed{};
  std::optional<ledger::Money> baseline{};
  ledger::Money received{}, contributed{}, spent{}, committed{};
  std::optional<ledger::Money> available{};
  ledger::Money opening{}, bank{}, suspense_paid{}, suspense_received{}, due_back{}, repaid{};
  /// Of `repaid`: what took the place of a part of an instalment, and what went on to the budget
  /// that follows. The rest was paid back to those who had paid it in.
  ledger::Money set_off{}, handed_on{};
  Owed owed{};
  ledger::Money contracted{};  ///< notional: delivered by contract; no cash of the person's moves
  ledger::Money pots{}, unexpired{}, allowed_balance{}, surplus{}, shortfall{};
  /// Of one that is over and holds money: what is left when all is paid, as `surplus` and `closure`
  /// say it. Nothing may stay in it any more, so `surplus`, which leaves what may stay, is less.
  std::optional<ledger::Money> left{};
  std::vector<LinePosition> lines{};
  std::vector<FunderPosition> funders{};
  bool estimate = false;  ///< some of what is committed is estimated

  /// Paid lines in suspense less received ones: the contract's `suspense`.
  ledger::Money suspense() const { return suspense_paid - suspense_received; }
  friend bool operator==(const BudgetPosition&, const BudgetPosition&) = default;
};

/// One for each budget of the person that has begun to exist (any version), by `from` and ref.
std::vector<BudgetPosition> positions(const PersonView& view);

/// opening + received + contributed − spent + owed − due_back − repaid − suspense paid + suspense
/// received − bank: nothing, always. A Defect in waiting when it is not. (What is contracted for a
/// notional budget is added, so that it holds there too.) Money on its way between two own accounts
/// counts as suspense until the other side has arrived.
ledger::Money unexplained(const BudgetPosition& position);

}  // namespace reconcile

#include "reports/monitoring.hpp"

#include "ledger/ensure.hpp"
#include "reconcile/known_line.hpp"
#include "reports/statement_corrections.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace reports {
namespace {

using ledger::Money;
using ledger::Posting;
using reconcile::PersonView;

constexpr std::string_view bank = "bank:";

/// Where a sum stands on the return: in the order of its rank, then by name.
struct Row {
  int rank = 0;
  std::string name;
  friend auto operator<=>(const Row&, const Row&) = default;
};

/// Words of the categories of a plan, in the order of the return. Wages come with payslips.
struct CategoryWords {
  std::string_view category, words;
};
constexpr std::array category_words{CategoryWords{"agency", "Agency"},
                                    CategoryWords{"self-employed", "Self-employed"},
                                    CategoryWords{"activities", "Activities"},
                                    CategoryWords{"equipment", "Equipment"},
                                    CategoryWords{"respite", "Respite"},
                                    CategoryWords{"training", "Training"},
                                    CategoryWords{"transport", "Transport"},
                                    CategoryWords{"payroll-fee", "Payroll service"},
                                    CategoryWords{"insurance", "Insurance"},
                                    CategoryWords{"recruitment", "Recruitment"},
                                    CategoryWords{"bank-charge", "Bank charges"},
                                    CategoryWords{"pa-wages", "Wages without a payslip"}};

constexpr int first_category = 10;
constexpr int after_categories = 40;

Row category_row(std::string_view category) {
  const auto found = std::ranges::find(category_words, category, &CategoryWords::category);
  if (found == category_words.end()) return {after_categories, "Other"};
  const auto place = static_cast<int>(found - category_words.begin());
  return {first_category + place, std::string{found->words}};
}

std::optional<std::string> after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return std::string{text.substr(prefix.size())};
}

/// Reads the bank side of the postings of one budget.
class Flow {
 public:
  Flow(const StatementOf& of, std::string budget) : of_{of}, budget_{std::move(budget)} {
    std::map<std::string_view, std::vector<const ledger::Entry*>> by_source;
    for (const auto* recorded : entries_of(of)) {
      by_source[recorded->entry.source].push_back(&recorded->entry);
    }
    for (const auto& [source, entries] : by_source) read(entries);
  }

  Money opened() const { return opened_; }
  std::vector<Stream> in() const { return streams(in_); }
  std::vector<Stream> out() const { return streams(out_); }

 private:
  using Sums = std::map<Row, Money>;

  static std::vector<Stream> streams(const Sums& sums) {
    std::vector<Stream> all;
    for (const auto& [row, amount] : sums) {
      if (!amount.is_zero()) all.push_back({row.name, amount});
    }
    return all;
  }

  /// The entries of one source together: what one takes back and another books anew moved nothing.
  void read(const std::vector<const ledger::Entry*>& entries) {
    std::map<std::pair<std::string, std::string>, Money> moved;  // other account and item
    for (const auto* entry : entries) {
      for (const Posting& posting : entry->postings) {
        if (posting.budget != budget_) continue;
        const auto into = after(posting.debit, bank);
        const auto out_of = after(posting.credit, bank);
        if (into.has_value() == out_of.has_value()) continue;
        const auto& other = into ? posting.credit : posting.debit;
        const auto amount = into ? posting.amount : -posting.amount;
        if (other == "opening" && opens(into ? *into : *out_of)) {
          opened_ += amount;
        } else {
          moved[{other, posting.item}] += amount;
        }
      }
    }
    Money all;
    for (const auto& [what, amount] : moved) all += amount;
    recoded_ = all.is_zero();
    for (const auto& [what, amount] : moved) name(what.first, what.second, amount);
  }

  bool opens(const std::string& account) const {
    const auto* opened = of_.at_end->history().on(of_.period.last).account(account);
    return opened == nullptr || opened->opened >= of_.period.first;
  }

  void name(const std::string& other, const std::string& item, Money into) {
    if (const auto row = income_row(other)) {
      in_[*row] += into;
    } else if (const auto to = after(other, "due-to:")) {
      out_[{50, "Repaid to " + payer_words(*to)}] -= into;
    } else if (const auto budget = after(other, "to:")) {
      out_[{51, "Carried to budget " + *budget}] -= into;
    } else if (other == "moving") {
      two_ways(into, {7, "From another own account"}, {52, "To another own account"});
    } else if (other == "suspense") {
      two_ways(into, {8, "Received, not explained yet"}, {53, "Paid out, not explained yet"});
    } else if (other.starts_with("due-back:")) {
      two_ways(into, refund(), {49, "Paid too much or twice, due back"});
    } else {
      two_ways(into, refund(), purpose_row(other, item));
    }
  }

  static Row refund() { return {6, "Refunds and returned payments"}; }

  /// What was booked otherwise than in an earlier period moved nothing: it is no refund.
  void two_ways(Money into, const Row& in, const Row& out) {
    if (into.is_negative() || recoded_) {
      out_[out] -= into;
    } else {
      in_[in] += into;
    }
  }

  static std::optional<Row> income_row(std::string_view account) {
    if (account == "received:person") return Row{2, "The person's own contribution"};
    if (account == "received:interest") return Row{3, "Interest"};
    if (const auto funder = after(account, "received:")) {
      return Row{1, "Direct payment from " + *funder};
    }
    if (const auto budget = after(account, "from:"))
      return Row{4, "Brought from budget " + *budget};
    if (account == "opening") return Row{5, "Opening balance put right"};
    return std::nullopt;
  }

  Row purpose_row(std::string_view account, const std::string& item) const {
    if (account.starts_with("owed:net-pay:")) return {1, "Net wages"};
    if (account.starts_with("owed:paye")) return {2, "HMRC: tax and National Insurance"};
    if (account.starts_with("owed:pension")) return {3, "Pension"};
    if (account.starts_with("owed:other-deductions")) return {4, "Other deductions from wages"};
    if (const auto line = after(account, "cost:")) return category_row(category_of(budget_, *line));
    const auto* found = of_.at_end->item(item);
    if (found == nullptr || found->item.parts.empty()) return {after_categories, "Other"};
    const auto& part = found->item.parts.front();
    return category_row(category_of(part.budget, part.line));
  }

  std::string category_of(const std::string& budget, const std::string& line) const {
    const auto& view = *of_.at_end;
    const auto* planned = reconcile::known_line(view.history(), budget, line, view.as_of);
    return planned == nullptr ? "" : planned->category;
  }

  const StatementOf& of_;
  std::string budget_;
  Money opened_;
  bool recoded_ = false;  ///< of the source that is being read: its entries come to nothing
  Sums in_, out_;
};

Money net_bank(const PersonView& view, std::string_view budget) {
  Money sum;
  for (const auto& balance : view.balances) {
    if (balance.budget == budget && balance.account.starts_with(bank)) sum += balance.net();
  }
  return sum;
}

std::vector<Stream> pots_of(const PersonView& view, const std::string& budget) {
  std::vector<Stream> pots;
  for (const auto& balance : view.balances) {
    const auto kind = after(balance.account, "pot:");
    if (balance.budget != budget || !kind || balance.net().is_zero()) continue;
    pots.push_back({*kind, -balance.net()});
  }
  return pots;
}

/// Budgets with money: those the period touches that are not notional, and any other that an
/// account of the bank has ever had to do with.
std::set<std::string> budgets_with_money(const StatementOf& of, const StatementFigures& figures) {
  std::set<std::string> budgets;
  for (const auto& position : figures.positions) {
    if (position.deployment != ledger::Deployment::notional) budgets.insert(position.budget);
  }
  for (const auto* recorded : entries_of(of)) {
    for (const Posting& posting : recorded->entry.postings) {
      if (posting.debit.starts_with(bank) || posting.credit.starts_with(bank)) {
        budgets.insert(posting.budget);
      }
    }
  }
  // Money of no budget that lay still all the while is in the account all the same.
  for (const auto* view : {of.before, of.at_end}) {
    for (const auto& balance : view->balances) {
      const bool holds = balance.account.starts_with(bank) && !balance.net().is_zero();
      if (holds) budgets.insert(balance.budget);
    }
  }
  return budgets;
}

Money sum_of(const std::vector<Stream>& streams) {
  Money sum;
  for (const Stream& stream : streams) sum += stream.amount;
  return sum;
}

MonitoredBudget monitored(const StatementOf& of, const std::string& ref) {
  const Flow flow{of, ref};
  MonitoredBudget budget;
  budget.budget = ref;
  budget.opening = net_bank(*of.before, ref) + flow.opened();
  budget.in = flow.in();
  budget.out = flow.out();
  budget.closing = net_bank(*of.at_end, ref);
  budget.pots = pots_of(*of.at_end, ref);
  ledger::ensure(budget.opening + sum_of(budget.in) - sum_of(budget.out) == budget.closing,
                 "a budget's opening balance, what came in and what went out give its closing "
                 "balance");
  return budget;
}

}  // namespace

std::vector<MonitoredBudget> monitored_budgets(const StatementOf& of) {
  const auto figures = figures_of(of);
  std::vector<MonitoredBudget> budgets;
  for (const auto& ref : budgets_with_money(of, figures)) {
    auto budget = monitored(of, ref);
    for (const auto& position : figures.positions) {
      if (position.budget == ref) budget.position = position;
    }
    budgets.push_back(std::move(budget));
  }
  return budgets;
}

}  // namespace reports

#include "reports/statement_figures.hpp"

#include "ledger/ensure.hpp"
#include "reports/statement_corrections.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace reports {
namespace {

using ledger::Balance;
using ledger::Money;
using ledger::Posting;
using ledger::RecordedEntry;
using reconcile::BudgetPosition;

constexpr std::string_view bank = "bank:";

/// What follows a prefix, or nothing when it does not lead.
std::optional<std::string> after(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  return std::string{text.substr(prefix.size())};
}

/// Balances by budget and account.
using Nets = std::map<std::pair<std::string, std::string>, Money>;

Nets nets_of(const std::vector<Balance>& balances) {
  Nets nets;
  for (const Balance& balance : balances) {
    nets[{balance.budget, balance.account}] += balance.net();
  }
  return nets;
}

Money net_of(const Nets& nets, const std::string& budget, const std::string& account) {
  const auto found = nets.find({budget, account});
  return found == nets.end() ? Money{} : found->second;
}

Money sum_of_account(const Nets& nets, const std::string& account) {
  Money sum;
  for (const auto& [key, net] : nets) {
    if (key.second == account) sum += net;
  }
  return sum;
}

/// What is owed, or was delivered by contract: credits less debits.
Money credited(const Nets& nets, std::string_view prefix) {
  Money credited;
  for (const auto& [key, net] : nets) {
    if (key.second.starts_with(prefix)) credited -= net;
  }
  return credited;
}

/// Sums under names, in the order in which the names were first met.
class Streams {
 public:
  void add(const std::string& name, Money amount) {
    const auto found = std::find_if(streams_.begin(), streams_.end(),
                                    [&name](const Stream& stream) { return stream.name == name; });
    if (found != streams_.end()) {
      found->amount += amount;
    } else {
      streams_.push_back({name, amount});
    }
  }
  std::vector<Stream> by_name() && {
    std::erase_if(streams_, [](const Stream& stream) { return stream.amount.is_zero(); });
    std::sort(streams_.begin(), streams_.end(),
              [](const Stream& a, const Stream& b) { return a.name < b.name; });
    return std::move(streams_);
  }

 private:
  std::vector<Stream> streams_;
};

/// From whom money came in; nothing when the other account is no source of income.
std::optional<std::string> payer_of(std::string_view account) {
  if (account == "received:person") return "The person's own contribution";
  if (account == "received:interest") return "Interest";
  if (const auto funder = after(account, "received:")) return funder;
  return std::nullopt;
}

bool is_cost(std::string_view account) {
  return account.starts_with("owed:") || account.starts_with("cost:");
}

std::string purpose_of(std::string_view account) {
  if (account.starts_with("owed:net-pay:")) return "Wages";
  if (account.starts_with("owed:paye")) return "Tax and National Insurance";
  if (account.starts_with("owed:pension")) return "Pension";
  if (account.starts_with("owed:other-deductions")) return "Other deductions from wages";
  if (account.starts_with("owed:supplier:")) return "Suppliers' invoices";
  if (const auto line = after(account, "cost:")) return "Paid directly for " + *line;
  if (account.starts_with("due-back:")) return "Paid too much or twice, due back";
  if (account == "moving") return "Between own accounts";
  if (account == "due-to:person") return "The person's own part, paid out";
  if (const auto funder = after(account, "due-to:")) return "Repaid to " + *funder;
  if (account == "suspense") return "Not explained yet";
  if (account == "opening") return "Opening balance put right";
  if (const auto budget = after(account, "from:")) return "Brought forward from budget " + *budget;
  if (const auto budget = after(account, "to:")) return "Carried to budget " + *budget;
  return std::string{account};
}

/// Reads the bank side of every entry of the period. What an account was opened with is part of
/// its opening balance, not money in. One line of a bank is one movement, in or out, also when it
/// settles invoices less a credit note.
class Movements {
 public:
  explicit Movements(const StatementOf& of) : of_{of}, closed_days_{of} {}

  /// The entries of one source: what one takes back and another books anew moved nothing.
  void read(const std::vector<const RecordedEntry*>& entries) {
    std::map<std::string, Money> moved;
    const auto first = told.size();
    for (const auto* recorded : entries) {
      for (const Posting& posting : recorded->entry.postings) read(*recorded, posting, moved);
    }
    for (const auto& [account, amount] : moved) {
      (amount.is_negative() ? accounts[account].out : accounts[account].in) +=
          ledger::magnitude(amount);
    }
    for (auto i = first; i < told.size(); ++i) {
      const bool out = told[i].kind == Kind::in && moved[told[i].account].is_negative();
      if (out) told[i].kind = Kind::out;
    }
  }

  std::vector<Movement> told;
  std::map<std::string, AccountFigures> accounts;
  Streams income;
  Streams payments;
  std::map<std::pair<std::string, std::string>, Carried> carried;
  std::map<std::string, Correction> corrections;
  Money paid, paid_corrected;

 private:
  using Kind = Movement::Kind;

  void read(const RecordedEntry& recorded, const Posting& posting,
            std::map<std::string, Money>& moved) {
    const auto into = after(posting.debit, bank);
    const auto out_of = after(posting.credit, bank);
    if (const auto kind = closed_days_.kind(recorded)) {
      if (into) correct({&recorded, &posting, *into, posting.amount, *kind}, posting.credit);
      if (out_of) correct({&recorded, &posting, *out_of, -posting.amount, *kind}, posting.debit);
      return;
    }
    if (into && posting.credit == "opening" && opens(*into)) {
      accounts[*into].opening += posting.amount;
      told.push_back({&recorded, &posting, *into, posting.amount, Kind::opening});
      return;
    }
    if (out_of && posting.debit == "opening" && opens(*out_of)) {
      accounts[*out_of].opening -= posting.amount;
      told.push_back({&recorded, &posting, *out_of, -posting.amount, Kind::opening});
      return;
    }
    if (into) {
      moved[*into] += posting.amount;
      told.push_back({&recorded, &posting, *into, posting.amount});
    }
    if (out_of) {
      moved[*out_of] -= posting.amount;
      told.push_back({&recorded, &posting, *out_of, -posting.amount});
    }
    if (into.has_value() == out_of.has_value()) return;
    const auto& other = into ? posting.credit : posting.debit;
    const auto amount = into ? posting.amount : -posting.amount;
    if (!carry(posting.budget, other, amount)) name(other, amount);
  }

  /// Whether the movement told last is between two budgets of the person.
  bool carry(const std::string& budget, const std::string& other, Money into) {
    const auto before = after(other, "from:");
    const auto next = after(other, "to:");
    if (!before && !next) return false;
    auto& movement = told.back();
    movement.carried_from = before ? *before : budget;
    movement.carried_to = before ? budget : *next;
    auto& pair = carried[{movement.carried_from, movement.carried_to}];
    pair.from = movement.carried_from;
    pair.to = movement.carried_to;
    (before ? pair.arrived : pair.left) += before ? into : -into;
    return true;
  }

  /// Whether the account was opened in the period; what corrects an earlier opening is a movement.
  bool opens(const std::string& account) const {
    const auto* opened = of_.at_end->history().on(of_.period.last).account(account);
    return opened == nullptr || opened->opened >= of_.period.first;
  }

  /// What is booked for earlier days stands beside what came in and went out in the period.
  void correct(Movement movement, const std::string& other) {
    movement.stream = payer_of(other).value_or(purpose_of(other));
    movement.for_cost = is_cost(other);
    accounts[movement.account].corrected += movement.into;
    Correction& correction = corrections[movement.stream];
    correction.name = movement.stream;
    (movement.kind == Kind::again ? correction.again : correction.taken_back) += movement.into;
    if (movement.for_cost) paid_corrected -= movement.into;
    told.push_back(std::move(movement));
  }

  const StatementOf& of_;
  BookedForClosedDays closed_days_;

  /// Puts the movement told last into its stream.
  void name(const std::string& other, Money into) {
    auto& movement = told.back();
    const auto payer = payer_of(other);
    movement.income = payer || (other == "suspense" && !into.is_negative());
    movement.stream = payer ? *payer : purpose_of(other);
    movement.for_cost = is_cost(other);
    if (movement.income) {
      income.add(movement.stream, into);
    } else {
      payments.add(movement.stream, -into);
    }
    if (movement.for_cost) paid -= into;
  }
};

Movements read_movements(const StatementOf& of) {
  Movements movements{of};
  std::map<std::string_view, std::vector<const RecordedEntry*>> by_source;
  for (const RecordedEntry* recorded : entries_of(of)) {
    by_source[recorded->entry.source].push_back(recorded);
  }
  for (const auto& [source, entries] : by_source) movements.read(entries);
  return movements;
}

std::vector<AccountFigures> account_figures(const StatementOf& of, const Nets& before,
                                            const Nets& at_end, const Movements& movements) {
  std::map<std::string, AccountFigures> accounts = movements.accounts;
  for (const Nets* nets : {&before, &at_end}) {
    for (const auto& [key, net] : *nets) {
      if (const auto account = after(key.second, bank)) accounts[*account];
    }
  }
  for (const auto& account : of.at_end->history().on(of.period.last).accounts) {
    accounts[account.ref];
  }
  std::vector<AccountFigures> figures;
  for (auto& [ref, account] : accounts) {
    account.account = ref;
    account.opening += sum_of_account(before, std::string{bank} + ref);
    account.closing = sum_of_account(at_end, std::string{bank} + ref);
    ledger::ensure(
        account.opening + account.in - account.out + account.corrected == account.closing,
        "an account's opening balance and its movements give its closing balance");
    figures.push_back(account);
  }
  return figures;
}

void ensure_streams_tie(const StatementFigures& figures) {
  Money moved;
  for (const AccountFigures& account : figures.accounts) moved += account.in - account.out;
  for (const Stream& stream : figures.income) moved -= stream.amount;
  for (const Stream& stream : figures.payments) moved += stream.amount;
  for (const Carried& carried : figures.carried) moved -= carried.net();
  ledger::ensure(moved.is_zero(),
                 "money in by payer, out by purpose and carried between budgets is all that moved");
}

/// Plan lines first, as the plan has them; then cost that stands on no line of the plan.
std::vector<PlanFigures> plan_figures(const std::vector<BudgetPosition>& positions,
                                      const Nets& before, const Nets& at_end) {
  std::vector<PlanFigures> plan;
  std::set<std::pair<std::string, std::string>> told;
  const auto add = [&](const std::string& budget, const std::string& line,
                       const std::string& category, Money planned) {
    const std::string account = "cost:" + line;
    const Money so_far = net_of(at_end, budget, account);
    plan.push_back(
        {budget, line, category, planned, so_far - net_of(before, budget, account), so_far});
    told.emplace(budget, account);
  };
  for (const BudgetPosition& position : positions) {
    for (const reconcile::LinePosition& line : position.lines) {
      add(position.budget, line.ref, line.category, line.planned);
    }
  }
  for (const auto& [key, net] : at_end) {
    const auto line = after(key.second, "cost:");
    if (!line || told.contains(key)) continue;
    if (net != net_of(before, key.first, key.second)) add(key.first, *line, "", Money{});
  }
  return plan;
}

bool touches(const BudgetPosition& position, const ledger::Period& period) {
  const bool overlaps = position.from <= period.last && position.to >= period.first;
  return overlaps || !position.bank.is_zero() || !position.owed.total().is_zero();
}

std::vector<BaselineFigures> baseline_figures(const StatementOf& of,
                                              const StatementFigures& figures) {
  std::vector<BaselineFigures> baselines;
  for (const BudgetPosition& position : figures.positions) {
    if (!position.baseline) continue;
    const ledger::Period covered{std::max(position.from, of.period.first),
                                 std::min(position.to, of.period.last)};
    if (covered.last < covered.first) continue;
    const ledger::Period whole{position.from, position.to};
    Money cost;
    for (const PlanFigures& line : figures.plan) {
      if (line.budget == position.budget) cost += line.in_period;
    }
    baselines.push_back({position.budget, covered.days(),
                         ledger::half_up(*position.baseline, covered.days(), whole.days()), cost});
  }
  return baselines;
}

}  // namespace

StatementFigures figures_of(const StatementOf& of) {
  const Nets before = nets_of(of.before->balances);
  const Nets at_end = nets_of(of.at_end->balances);
  auto movements = read_movements(of);
  StatementFigures figures;
  figures.accounts = account_figures(of, before, at_end, movements);
  figures.income = std::move(movements.income).by_name();
  figures.payments = std::move(movements.payments).by_name();
  for (auto& [pair, carried] : movements.carried) figures.carried.push_back(std::move(carried));
  for (auto& [name, each] : movements.corrections) figures.corrections.push_back(std::move(each));
  ensure_streams_tie(figures);
  for (const BudgetPosition& position : reconcile::positions(*of.at_end)) {
    if (touches(position, of.period)) figures.positions.push_back(position);
  }
  figures.plan = plan_figures(figures.positions, before, at_end);
  for (const PlanFigures& line : figures.plan) figures.cost += line.in_period;
  figures.paid = movements.paid;
  figures.paid_corrected = movements.paid_corrected;
  figures.owed_before = credited(before, "owed:");
  figures.owed_at_end = credited(at_end, "owed:");
  figures.contracted = credited(at_end, "contract:") - credited(before, "contract:");
  figures.baselines = baseline_figures(of, figures);
  return figures;
}

Money StatementFigures::returned() const {
  Money returned;
  for (const AccountFigures& account : accounts) returned += account.in;
  for (const Stream& stream : income) returned -= stream.amount;
  for (const Carried& each : carried) returned -= ledger::at_least_nothing(each.net());
  return returned;
}

std::vector<Movement> movements_of(const StatementOf& of) {
  return read_movements(of).told;
}

std::vector<Step> surplus_steps(const BudgetPosition& position) {
  if (position.deployment == ledger::Deployment::notional) return {};
  std::vector<Step> steps{{"In the bank", position.bank},
                          {"less owed: wages", -position.owed.net_pay},
                          {"less owed: tax and National Insurance", -position.owed.paye},
                          {"less owed: pension", -position.owed.pension},
                          {"less owed: suppliers", -position.owed.suppliers},
                          {"less owed: other", -position.owed.other},
                          {"less set aside as agreed", -position.pots},
                          {"less paid in advance for days still to run", -position.unexpired},
                          {"less what may stay in the account", -position.allowed_balance},
                          {"less received and not explained yet", -position.suspense_received}};
  Money left;
  for (const Step& step : steps) left += step.amount;
  if (left.is_negative()) steps.push_back({"below nothing, so nothing is asked back", -left});
  ledger::ensure(ledger::at_least_nothing(left) == position.surplus,
                 "the steps end in the surplus");
  return steps;
}

}  // namespace reports

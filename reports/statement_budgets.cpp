// How each budget of a statement stands: its money since it began, what is owed and set aside, and
// the steps to the surplus.
#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reports/paid_in.hpp"
#include "reports/statement_tables.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::BudgetPosition;

/// What follows a beginning, or nothing when the text does not begin so.
std::optional<std::string> after(std::string_view text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return std::nullopt;
  return std::string{text.substr(beginning.size())};
}

std::string creditor(const reconcile::PersonView& view, std::string_view account) {
  if (const auto ref = after(account, "owed:net-pay:")) {
    const auto* worker = view.history().worker(*ref);
    return "Wages of " + (worker == nullptr ? *ref : *ref + ", " + worker->name);
  }
  if (account == "owed:paye") return "Tax and National Insurance";
  if (account == "owed:pension") return "Pension contributions";
  if (account == "owed:other-deductions") return "Other deductions from wages";
  if (const auto supplier = after(account, "owed:supplier:")) return "Supplier " + *supplier;
  return std::string{account.substr(std::string_view{"owed:"}.size())};
}

Table money_table(const StatementParts& parts, const BudgetPosition& position) {
  Table table;
  table.title = "Budget " + position.budget + ": its money since it began";
  table.columns = {{"To " + ledger::pretty(parts.of->period.last), "name"}, {"£", "amount"}};
  for (const Step& step : money_steps(*parts.of->at_end, position)) {
    table.rows.push_back({step.name, step.amount});
  }
  table.totals = {std::string{"In the bank"}, position.bank};
  return table;
}

/// ", and £1,440.00 came along from the budget before"
std::string came_along(const reconcile::FunderPosition& funder) {
  if (funder.carried.is_zero()) return {};
  return funder.carried.is_negative()
             ? ", and bears " + pretty(-funder.carried) + " that was missing in the budget before"
             : ", and " + pretty(funder.carried) + " came along from the budget before";
}

/// What was agreed and what is free of it, in sentences.
std::vector<std::string> agreed_words(const BudgetPosition& position) {
  std::vector<std::string> words;
  std::string agreed = position.agreed ? "Agreed " + pretty(*position.agreed) : "Not agreed yet";
  if (position.indicative) agreed += ", indicative " + pretty(*position.indicative);
  if (position.baseline) agreed += ", former package " + pretty(*position.baseline);
  words.push_back(agreed + "; spent since it began " + pretty(position.spent) + ", spoken for " +
                  pretty(position.committed) + (position.estimate ? " (partly estimated)" : "") +
                  (position.available ? ", still free " + pretty(*position.available) : "") + ".");
  if (!position.contracted.is_zero()) {
    words.push_back(
        "Delivered by contract, no money of the person's: " + pretty(position.contracted) + ".");
  }
  for (const reconcile::FunderPosition& funder : position.funders) {
    const bool nothing = funder.received.is_zero() && funder.surplus.is_zero();
    if (nothing && position.deployment == ledger::Deployment::notional) continue;
    words.push_back((funder.name == ledger::own_part ? "The person" : funder.name) + " paid in " +
                    pretty(funder.received) + " since it began" + came_along(funder) +
                    "; of the surplus " + pretty(funder.surplus) +
                    (funder.name == ledger::own_part ? " is their own." : " belongs to them."));
  }
  return words;
}

Table spoken_table(const BudgetPosition& position, const std::vector<Spoken>& all) {
  Table table;
  table.title = "Budget " + position.budget + ": owed and set aside";
  table.columns = {{"To whom, or for what", "name"}, {"£", "amount"}};
  Money sum;
  for (const Spoken& spoken : all) {
    if (spoken.budget != position.budget) continue;
    const bool owed = spoken.kind == Spoken::Kind::owed;
    table.rows.push_back({(owed ? "Owed: " : "Set aside: ") + spoken.name, spoken.amount});
    sum += spoken.amount;
  }
  ledger::ensure(sum == position.owed.total() + position.pots,
                 "what is owed and set aside is the sum of its parts");
  table.totals = {std::string{"Total"}, sum};
  if (table.rows.empty()) table.notes = {"Nothing is owed and nothing is set aside."};
  return table;
}

Table surplus_table(const BudgetPosition& position) {
  Table table;
  table.title = "Budget " + position.budget + ": the surplus in steps";
  table.columns = {{"Step", "name"}, {"£", "amount"}};
  for (const Step& step : surplus_steps(position)) {
    if (!step.amount.is_zero() || step.name == "In the bank") {
      table.rows.push_back({step.name, step.amount});
    }
  }
  table.totals = {std::string{"Surplus"}, position.surplus};
  if (position.shortfall > Money{}) {
    table.notes.push_back("What is owed and set aside is " + pretty(position.shortfall) +
                          " more than there is in the bank.");
  }
  if (position.left) {
    table.notes.push_back("The budget is over, so nothing may stay any more: " +
                          pretty(*position.left) + " is left when all is paid.");
  }
  return table;
}

}  // namespace

std::vector<Spoken> spoken_for(const reconcile::PersonView& at_end) {
  std::vector<Spoken> all;
  for (const ledger::Balance& balance : at_end.balances) {
    if (balance.net().is_zero()) continue;
    if (balance.account.starts_with("owed:")) {
      all.push_back(
          {balance.budget, Spoken::Kind::owed, creditor(at_end, balance.account), -balance.net()});
    } else if (const auto pot = after(balance.account, "pot:")) {
      all.push_back({balance.budget, Spoken::Kind::set_aside, *pot, -balance.net()});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Spoken& a, const Spoken& b) {
    return std::tie(a.budget, a.kind, a.name) < std::tie(b.budget, b.kind, b.name);
  });
  return all;
}

std::vector<Step> money_steps(const reconcile::PersonView& view, const BudgetPosition& position) {
  if (position.deployment == ledger::Deployment::notional) return {};
  const Money brought = -view.net(position.budget, "from:");
  std::vector<Step> steps{
      {"Opening balance", position.opening - brought},
      {"Brought forward from the budget before, less what was owed", brought},
      {"Received from funders", from_funders(position)},
      {"Received from others, such as interest", from_others(position)},
      {"The person's own contribution", position.contributed},
      {"less spent (cost as it arose)", -position.spent},
      {"of that owed and not paid yet", position.owed.total()},
      {"less paid too much, due back", -position.due_back},
      {"less repaid", position.handed_on - position.repaid},
      {"less carried to the budget that follows, less what was owed", -position.handed_on},
      {"less paid and not explained yet", -position.suspense_paid},
      {"received and not explained yet", position.suspense_received},
      {"delivered by contract", position.contracted},
      {"less on its way between own accounts", -unexplained(position)}};
  Money sum;
  for (const Step& step : steps) sum += step.amount;
  ledger::ensure(sum == position.bank, "the money of a budget comes to what is in the bank");
  std::erase_if(steps, [](const Step& step) { return step.amount.is_zero(); });
  return steps;
}

std::vector<Table> budget_tables(const StatementParts& parts) {
  std::vector<Table> tables;
  for (const BudgetPosition& position : parts.figures.positions) {
    Table money;
    if (position.deployment == ledger::Deployment::notional) {
      money.title = "Budget " + position.budget + ": notional, it holds no money";
      money.notes = agreed_words(position);
      tables.push_back(std::move(money));
      continue;
    }
    money = money_table(parts, position);
    money.notes = agreed_words(position);
    tables.push_back(std::move(money));
    tables.push_back(spoken_table(position, parts.spoken));
    tables.push_back(surplus_table(position));
  }
  return tables;
}

}  // namespace reports

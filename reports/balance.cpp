// Where each budget stands, in the words of the person whose budget it is.
#include "ledger/reclaims.hpp"
#include "reports/answers.hpp"
#include "reports/balance_json.hpp"
#include "reports/paid_in.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Deployment;
using ledger::Money;
using ledger::pretty;
using reconcile::BudgetPosition;
using reconcile::LinePosition;

std::string in_words(Deployment deployment) {
  switch (deployment) {
    case Deployment::notional:
      return "held by the commissioner";
    case Deployment::third_party:
      return "held by an organisation";
    case Deployment::direct_payment:
      return "direct payment";
  }
  return "";
}

std::string title_of(const BudgetPosition& position) {
  return position.person + "/" + position.budget + ": " + in_words(position.deployment) + ", " +
         position.funder + ", " + ledger::pretty(position.from) + " to " +
         ledger::pretty(position.to);
}

/// What have I got, and am I all right until the end?
std::string plan_sentence(const BudgetPosition& position, ledger::Date as_of) {
  if (!position.agreed || !position.available) {
    return "This budget is not agreed yet" +
           (position.indicative ? "; about " + pretty(*position.indicative) + " is expected."
                                : std::string{"."});
  }
  const std::string used = pretty(position.spent) + " is spent and " + pretty(position.committed) +
                           " is spoken for" + (position.estimate ? " (partly estimated)" : "");
  if (position.ended.value_or(position.to) < as_of) {
    return "This budget has ended: of " + pretty(*position.agreed) + " agreed, " +
           pretty(position.spent) + " was spent.";
  }
  if (position.available->is_negative()) {
    return "Not all right until the end: of " + pretty(*position.agreed) + " agreed, " + used +
           ", which is " + pretty(-*position.available) + " more than there is.";
  }
  return "All right until the end: of " + pretty(*position.agreed) + " agreed, " + used + ", and " +
         pretty(*position.available) + " is still free.";
}

/// Against what the conventional package would cost; empty when nobody knows that.
std::string baseline_sentence(const BudgetPosition& position) {
  if (!position.baseline || !position.agreed) return {};
  const Money less = *position.baseline - *position.agreed;
  const std::string package =
      "The package this budget replaces would have cost " + pretty(*position.baseline);
  if (less.is_zero()) return package + ", the same.";
  return package + ", " + pretty(ledger::magnitude(less)) +
         (less.is_negative() ? " less." : " more.");
}

/// What is more than is needed, and whose it is.
std::string surplus_sentence(const BudgetPosition& position) {
  const auto more = pretty(position.surplus) + " is more than is needed";
  std::string whose;
  std::size_t funders = 0;
  Money own;
  bool carried = false;
  for (const auto& funder : position.funders) {
    carried = carried || !funder.carried.is_zero();
    if (funder.name == ledger::own_part) {
      own = funder.surplus;
    } else if (!funder.surplus.is_zero()) {
      whose += (funders++ == 0 ? "" : ", ") + funder.name + " may ask for " +
               pretty(funder.surplus) + " of it back";
    }
  }
  if (own.is_zero() && funders <= 1 && !(carried && position.funders.size() > 1))
    return more + ", and the funder may ask for it back.";
  if (!own.is_zero()) {
    whose += (funders == 0 ? "" : ", and ") + pretty(own) + " is the person's own part";
  }
  return more + ": " + whose + ".";
}

/// What of the money in the bank is owed or set aside.
std::string bound_words(Money bound) {
  if (bound.is_zero()) return ", and nothing of it is owed or set aside.";
  if (bound.is_negative()) {
    return ", and " + pretty(-bound) + " more is to come back than is owed or set aside.";
  }
  return "; " + pretty(bound) + " of it is owed or set aside.";
}

std::string bank_sentence(const BudgetPosition& position) {
  const std::string bank = "There is " + pretty(position.bank) + " in the bank";
  if (position.shortfall > Money{}) {
    return bank + ", " + pretty(position.shortfall) + " too little for what is owed and set aside.";
  }
  auto sentence = bank + bound_words(position.owed.total() + position.pots);
  if (position.left && *position.left > Money{}) {
    return sentence + " " + pretty(*position.left) +
           " is left when all is paid (dpledger surplus " + position.person + ").";
  }
  if (position.surplus > Money{} && !position.left) sentence += " " + surplus_sentence(position);
  return sentence;
}

bool has_bank(const BudgetPosition& position) {
  return position.deployment != Deployment::notional;
}

/// Rows whose amount is nothing and that say nothing by it are left out.
class Figures {
 public:
  void always(const std::string& name, Money amount) { rows_.push_back({name, amount}); }
  void unless_nothing(const std::string& name, Money amount) {
    if (!amount.is_zero()) always(name, amount);
  }
  std::vector<std::vector<Cell>> rows() && { return std::move(rows_); }

 private:
  std::vector<std::vector<Cell>> rows_;
};

void add_bank_figures(Figures& figures, const BudgetPosition& position) {
  figures.unless_nothing("In the bank at the beginning", position.opening);
  for (const auto& funder : position.funders) {
    if (funder.carried == position.opening) continue;  // all of it is one's
    figures.unless_nothing("  of it from " + payer_words(funder.name), funder.carried);
  }
  figures.always("Received from the funder", from_funders(position));
  figures.unless_nothing("Received from others, such as interest", from_others(position));
  figures.unless_nothing("Received from the person", position.contributed);
  figures.always("In the bank", position.bank);
  figures.unless_nothing("  owed: wages", position.owed.net_pay);
  figures.unless_nothing("  owed: tax and National Insurance", position.owed.paye);
  figures.unless_nothing("  owed: pension", position.owed.pension);
  figures.unless_nothing("  owed: suppliers", position.owed.suppliers);
  figures.unless_nothing("  owed: other", position.owed.other);
  figures.unless_nothing("  set aside", position.pots);
  figures.unless_nothing("  paid in advance for days to come", position.unexpired);
  if (!position.left) figures.unless_nothing("  may stay in the account", position.allowed_balance);
  figures.unless_nothing("Paid too much, to come back", position.due_back);
  figures.unless_nothing("Paid back to those who paid it in",
                         position.repaid - position.set_off - position.handed_on);
  figures.unless_nothing("Set off against an instalment", position.set_off);
  figures.unless_nothing("Handed on to the next budget", position.handed_on);
  figures.unless_nothing("Paid out, not yet explained", position.suspense_paid);
  figures.unless_nothing("Received, not yet explained", position.suspense_received);
  if (position.left) {
    figures.always("Left when all is paid", *position.left);
  } else {
    figures.unless_nothing("More than is needed", position.surplus);
  }
  figures.unless_nothing("Too little", position.shortfall);
}

Table figure_table(const BudgetPosition& position, ledger::Date as_of) {
  Figures figures;
  if (position.agreed) figures.always("Agreed", *position.agreed);
  figures.always("Spent", position.spent);
  figures.always(position.estimate ? "Spoken for (partly estimated)" : "Spoken for",
                 position.committed);
  if (position.available) figures.always("Still free", *position.available);
  if (has_bank(position)) add_bank_figures(figures, position);
  Table table;
  table.title = title_of(position);
  table.columns = {{"Where it stands", "figure"}, {"£", "amount"}};
  table.rows = std::move(figures).rows();
  table.notes.push_back(plan_sentence(position, as_of));
  if (auto sentence = baseline_sentence(position); !sentence.empty()) {
    table.notes.push_back(std::move(sentence));
  }
  if (has_bank(position)) table.notes.push_back(bank_sentence(position));
  return table;
}

Table line_table(const BudgetPosition& position) {
  Table table;
  table.columns = {{"Plan line", "line"}, {"For", "category"},         {"Planned", "planned"},
                   {"Spent", "spent"},    {"Spoken for", "committed"}, {"Still free", "available"}};
  Money planned, spent, committed, available;
  for (const LinePosition& line : position.lines) {
    if (line.available.is_negative()) table.alarms.push_back(table.rows.size());
    table.rows.push_back(
        {line.ref, line.category, line.planned, line.spent, line.committed, line.available});
    planned += line.planned;
    spent += line.spent;
    committed += line.committed;
    available += line.available;
  }
  table.totals = {std::string{"All lines"}, {}, planned, spent, committed, available};
  return table;
}

Table csv_table(const std::vector<BudgetPosition>& positions) {
  Table table;
  table.for_people = false;
  for (const char* key :
       {"person",         "budget",     "deployment",   "stream",    "funder",
        "from",           "to",         "indicative",   "agreed",    "received",
        "contributed",    "spent",      "committed",    "available", "bank",
        "suspense",       "due_back",   "owed_net_pay", "owed_paye", "owed_pension",
        "owed_suppliers", "owed_other", "pots",         "unexpired", "allowed_balance",
        "surplus",        "shortfall",  "left"}) {
    table.columns.push_back({key, key});
  }
  for (const BudgetPosition& p : positions) {
    table.rows.push_back({p.person,
                          p.budget,
                          std::string{ledger::text(p.deployment)},
                          p.stream,
                          p.funder,
                          p.from,
                          p.to,
                          cell_of(p.indicative),
                          cell_of(p.agreed),
                          p.received,
                          p.contributed,
                          p.spent,
                          p.committed,
                          cell_of(p.available),
                          p.bank,
                          p.suspense(),
                          p.due_back,
                          p.owed.net_pay,
                          p.owed.paye,
                          p.owed.pension,
                          p.owed.suppliers,
                          p.owed.other,
                          p.pots,
                          p.unexpired,
                          p.allowed_balance,
                          p.surplus,
                          p.shortfall,
                          cell_of(p.left)});
  }
  return table;
}

}  // namespace

Answer balance(const std::vector<BudgetPosition>& positions, ledger::Date as_of) {
  Answer answer;
  answer.heading.push_back("Where each budget stands on " + ledger::pretty(as_of) + ".");
  if (positions.empty()) answer.heading.emplace_back("No budget has begun by then.");
  answer.tables.push_back(csv_table(positions));
  for (const BudgetPosition& position : positions) {
    answer.tables.push_back(figure_table(position, as_of));
    if (!position.lines.empty()) answer.tables.push_back(line_table(position));
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.balance/1")
                    .date("as_of", as_of)
                    .put("budgets", json_array(positions, position_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

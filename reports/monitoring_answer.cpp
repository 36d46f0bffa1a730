// The pages, the table and the document of a monitoring return.
#include "reports/json_text.hpp"
#include "reports/monitoring.hpp"
#include "reports/statement_parts.hpp"
#include "reports/wording.hpp"

#include <utility>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;

std::string title_of(const std::string& what, const MonitoredBudget& budget) {
  if (!budget.position) return what + ": not known to belong to one budget";
  return what + ": budget " + budget.budget + ", " + budget.position->funder;
}

/// What came in and went out, line by line, and that it comes to what is left.
Table money_table(const MonitoredBudget& budget) {
  Table table;
  table.title = title_of("Money of the period", budget);
  table.columns = {{"What", "name"}, {"£", "amount"}};
  table.rows.push_back({std::string{"Balance at the beginning"}, budget.opening});
  Money in, out;
  for (const Stream& stream : budget.in) {
    table.rows.push_back({"In: " + stream.name, stream.amount});
    in += stream.amount;
  }
  for (const Stream& stream : budget.out) {
    table.rows.push_back({"Out: " + stream.name, -stream.amount});
    out += stream.amount;
  }
  table.totals = {std::string{"Balance at the end"}, budget.closing};
  table.notes = {pretty(budget.opening) + " + " + pretty(in) + " in − " + pretty(out) + " out = " +
                 pretty(budget.opening + in - out) + ", which is the balance at the end."};
  return table;
}

/// What of the balance is spoken for: name and amount, as it is added.
std::vector<Stream> ring_fenced(const MonitoredBudget& budget) {
  const auto& position = *budget.position;
  std::vector<Stream> rows{{"Owed: net wages", position.owed.net_pay},
                           {"Owed to HMRC", position.owed.paye},
                           {"Owed: pension", position.owed.pension},
                           {"Owed to suppliers", position.owed.suppliers},
                           {"Owed: other", position.owed.other}};
  for (const Stream& pot : budget.pots) rows.push_back({"Set aside: " + pot.name, pot.amount});
  rows.push_back({"Paid in advance for days still to run", position.unexpired});
  rows.push_back({"Contingency that may stay in the account", position.allowed_balance});
  rows.push_back({"Received and not explained yet", position.suspense_received});
  return rows;
}

Table left_table(const MonitoredBudget& budget) {
  const auto& position = *budget.position;
  Table table;
  table.title = title_of("What of it is spoken for", budget);
  table.columns = {{"What", "name"}, {"£", "amount"}};
  table.rows.push_back({std::string{"Balance at the end"}, budget.closing});
  for (const Stream& row : ring_fenced(budget)) {
    if (!row.amount.is_zero()) table.rows.push_back({row.name, -row.amount});
  }
  table.totals = {std::string{"Surplus"}, position.surplus};
  if (!position.shortfall.is_zero()) {
    table.totals = {std::string{"Shortfall"}, -position.shortfall};
    table.notes = {"What is owed and set aside is " + pretty(position.shortfall) +
                   " more than there is."};
  } else if (position.surplus.is_zero()) {
    table.notes = {"Nothing is left over: a surplus is never below nothing."};
  }
  if (position.left) {
    table.notes.push_back("The budget is over, so nothing may stay any more: " +
                          pretty(*position.left) + " is left when all is paid.");
  }
  return table;
}

/// One account: its balances by the bank and by the books.
struct AccountReturn {
  std::string account;
  std::optional<Money> opening_by_bank, closing_by_bank;
  Money opening, closing;
  Money not_in_books;
};

/// What the bank had at the beginning: printed before it, or proved by the running balance of the
/// period's first line.
std::optional<Money> opening_by_bank(const StatementParts& parts, const AccountFigures& figures) {
  const StatementOf& of = *parts.of;
  const auto before = bank_reconciliation(*of.before, figures.account, figures.opening,
                                          {of.before->as_of, of.before->as_of});
  if (before.expected()) return before.expected();
  for (const auto& view : of.at_end->lines) {
    if (view.line->account != figures.account) continue;
    const auto& line = view.line->line;
    if (line.date < of.period.first) return std::nullopt;
    if (!line.balance) return std::nullopt;
    return *line.balance - line.amount;
  }
  return std::nullopt;
}

std::vector<AccountReturn> accounts_of(const StatementParts& parts) {
  std::vector<AccountReturn> accounts;
  for (std::size_t i = 0; i < parts.figures.accounts.size(); ++i) {
    const AccountFigures& figures = parts.figures.accounts[i];
    const BankReconciliation& end = parts.banks[i];
    accounts.push_back({figures.account, opening_by_bank(parts, figures), end.expected(),
                        figures.opening, figures.closing, end.not_in_books});
  }
  return accounts;
}

Table account_table(const StatementParts& parts, const std::vector<AccountReturn>& accounts) {
  Table table;
  table.title = "Accounts";
  table.columns = {{"Account", "account"},      {"Beginning, by the bank", "opening_by_bank"},
                   {"By the books", "opening"}, {"End, by the bank", "closing_by_bank"},
                   {"By the books", "closing"}, {"Not in the books yet", "not_in_books"}};
  bool unknown = false;
  for (const AccountReturn& account : accounts) {
    unknown = unknown || !account.opening_by_bank || !account.closing_by_bank;
    table.rows.push_back({parts.person + "/" + account.account, cell_of(account.opening_by_bank),
                          account.opening, cell_of(account.closing_by_bank), account.closing,
                          account.not_in_books});
  }
  if (unknown) table.notes.push_back("Where the bank's balance is empty no file gives one.");
  for (const BankReconciliation& bank : parts.banks) {
    const auto uncovered = coverage_words(bank, parts.of->period);
    if (!uncovered.empty()) {
      table.notes.push_back(parts.person + "/" + bank.account + ": " + uncovered);
    }
  }
  table.notes.push_back(
      "Unpresented: " +
      (parts.in_transit.is_zero()
           ? std::string{"nothing. The books hold what the statements hold, so no payment waits to "
                         "be presented."}
           : pretty(parts.in_transit) +
                 " has left one of the person's own accounts and not reached the other."));
  return table;
}

Table file_table(const StatementParts& parts) {
  Table table;
  table.title = "Attached files";
  table.columns = {{"File", "file"}, {"Kind", "kind"}, {"SHA-256", "sha256"}};
  for (const ledger::Import* import : parts.sources) {
    table.rows.push_back({import->file, std::string{ledger::text(import->kind)}, import->sha256});
  }
  if (table.rows.empty()) table.notes = {"None."};
  return table;
}

constexpr std::string_view holders_declaration =
    "I declare that this return is complete and true to the best of my knowledge, and that the "
    "money was spent as the plan allows.";

Table signature_table() {
  const std::string blank = "______________________________";
  Table table;
  table.title = "Declaration";
  table.columns = {{"Declaration", "name"}, {std::string{holders_declaration}, "value"}};
  table.rows = {{std::string{"Name"}, blank},
                {std::string{"Signature"}, blank},
                {std::string{"Date"}, blank}};
  return table;
}

/// Everything in one table, for CSV.
class LongTable {
 public:
  LongTable() {
    table_.for_people = false;
    table_.title = "Return";
    table_.columns = {{"Part", "part"},
                      {"Budget", "budget"},
                      {"Name", "name"},
                      {"Amount", "amount"},
                      {"SHA-256", "sha256"}};
  }
  void add(const std::string& part, const std::string& budget, const std::string& name,
           std::optional<Money> amount, const std::string& sha256 = "") {
    table_.rows.push_back({part, budget, name, cell_of(amount), sha256});
  }
  void add(const MonitoredBudget& budget) {
    add("opening", budget.budget, "Balance at the beginning", budget.opening);
    for (const Stream& stream : budget.in) add("in", budget.budget, stream.name, stream.amount);
    for (const Stream& stream : budget.out) add("out", budget.budget, stream.name, stream.amount);
    add("closing", budget.budget, "Balance at the end", budget.closing);
    if (!budget.position) return;
    for (const Stream& row : ring_fenced(budget)) {
      add("spoken-for", budget.budget, row.name, row.amount);
    }
    add("surplus", budget.budget, "Surplus", budget.position->surplus);
    add("shortfall", budget.budget, "Shortfall", budget.position->shortfall);
    if (const auto& left = budget.position->left) {
      add("left", budget.budget, "Left when all is paid", *left);
    }
  }
  Table done() && { return std::move(table_); }

 private:
  Table table_;
};

Table csv_table(const StatementParts& parts, const std::vector<MonitoredBudget>& budgets,
                const std::vector<AccountReturn>& accounts) {
  LongTable table;
  for (const AccountReturn& account : accounts) {
    const auto name = parts.person + "/" + account.account;
    table.add("opening-by-bank", "", name, account.opening_by_bank);
    table.add("closing-by-bank", "", name, account.closing_by_bank);
  }
  table.add("in-transit", "", "Between own accounts", parts.in_transit);
  for (const MonitoredBudget& budget : budgets) table.add(budget);
  for (const ledger::Import* import : parts.sources) {
    table.add("file", "", import->file, std::nullopt, import->sha256);
  }
  return std::move(table).done();
}

Json streams_json(const std::vector<Stream>& streams) {
  return json_array(streams, [](const Stream& stream) {
    return JsonObject{}.text("name", stream.name).money("amount", stream.amount).done();
  });
}

Json budget_json(const MonitoredBudget& budget) {
  JsonObject object;
  object.text("budget", budget.budget)
      .text("funder", budget.position ? budget.position->funder : "")
      .money("opening", budget.opening)
      .put("in", streams_json(budget.in))
      .put("out", streams_json(budget.out))
      .money("closing", budget.closing);
  if (!budget.position) {
    return object.put("spoken_for", streams_json({}))
        .put("surplus", {})
        .put("shortfall", {})
        .put("left", {})
        .done();
  }
  return object.put("spoken_for", streams_json(ring_fenced(budget)))
      .money("surplus", budget.position->surplus)
      .money("shortfall", budget.position->shortfall)
      .money("left", budget.position->left)
      .done();
}

Json json_of(const StatementParts& parts, const std::vector<MonitoredBudget>& budgets,
             const std::vector<AccountReturn>& accounts) {
  const auto account_json = [&](const AccountReturn& account) {
    return JsonObject{}
        .text("account", parts.person + "/" + account.account)
        .money("opening_by_bank", account.opening_by_bank)
        .money("opening", account.opening)
        .money("closing_by_bank", account.closing_by_bank)
        .money("closing", account.closing)
        .money("not_in_books", account.not_in_books)
        .done();
  };
  const auto file_json = [](const ledger::Import* import) {
    return JsonObject{}
        .text("file", import->file)
        .text("kind", ledger::text(import->kind))
        .text("sha256", import->sha256)
        .done();
  };
  return JsonObject{}
      .text("schema", "dpledger.monitoring/1")
      .text("person", parts.person)
      .text("name", parts.name)
      .text("holder", parts.holder)
      .date("from", parts.of->period.first)
      .date("to", parts.of->period.last)
      .flag("draft", !parts.of->approved)
      .put("accounts", json_array(accounts, account_json))
      .money("in_transit", parts.in_transit)
      .put("budgets", json_array(budgets, budget_json))
      .put("files", json_array(parts.sources, file_json))
      .done();
}

std::vector<std::string> heading_of(const StatementParts& parts,
                                    const std::vector<MonitoredBudget>& budgets) {
  const StatementOf& of = *parts.of;
  std::vector<std::string> heading{"Monitoring return", "Commissioner: " + of.commissioner,
                                   "Person: " + parts.person + ", " + parts.name};
  if (parts.holder != parts.name) heading.push_back("Money held by: " + parts.holder);
  heading.push_back("Period: " + pretty(of.period.first) + " to " + pretty(of.period.last));
  if (budgets.empty()) heading.emplace_back("No budget holds money in this period.");
  return heading;
}

}  // namespace

Answer monitoring(const StatementOf& of) {
  const StatementParts parts = parts_of(of);
  const auto budgets = monitored_budgets(of);
  const auto accounts = accounts_of(parts);
  Answer answer;
  answer.draft = !of.approved;
  answer.heading = heading_of(parts, budgets);
  answer.tables = {csv_table(parts, budgets, accounts), account_table(parts, accounts)};
  for (const MonitoredBudget& budget : budgets) {
    answer.tables.push_back(money_table(budget));
    if (budget.position) answer.tables.push_back(left_table(budget));
  }
  answer.tables.push_back(file_table(parts));
  answer.tables.push_back(signature_table());
  answer.json = json_of(parts, budgets, accounts).text;
  return answer;
}

}  // namespace reports

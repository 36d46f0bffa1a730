#include "reports/answers.hpp"
#include "reports/inspected.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::EmployerSummary;
using ledger::Invoice;
using ledger::Payslip;
using ledger::Statement;
using ledger::StatementLine;

template <class Has>
bool any_line(const Statement& statement, Has has) {
  return std::ranges::any_of(statement.lines, has);
}

std::string sentence_of(const ledger::Warning& warning) {
  return (warning.line > 0 ? "Line " + std::to_string(warning.line) + ": "
                           : std::string{"Note: "}) +
         warning.text;
}

/// A sum that a hostile file cannot make too large to hold: then there is none.
class Sum {
 public:
  void add(ledger::Money amount) {
    std::int64_t pence = 0;
    const bool over = !sum_ || __builtin_add_overflow(sum_->pence(), amount.pence(), &pence);
    sum_ = over ? std::nullopt : std::optional{ledger::Money::of_pence(pence)};
  }
  const std::optional<ledger::Money>& known() const { return sum_; }

 private:
  std::optional<ledger::Money> sum_ = ledger::Money{};
};

std::string in_words(const Statement& statement, const Sum& sum) {
  return sum.known() ? in_money_of(statement, ledger::magnitude(*sum.known()))
                     : "more than can be added up";
}

void add_notes(const Statement& statement, const Sum& in, const Sum& out, Table& table) {
  const std::optional<ledger::Period> covered = statement.covered();
  const auto booked = std::ranges::count(statement.lines, false, &StatementLine::pending);
  std::string first = counted(booked, "line");
  if (covered) {
    first += " from " + ledger::pretty(covered->first) + " to " + ledger::pretty(covered->last);
  }
  table.notes.push_back(first + ": " + in_words(statement, in) + " in, " +
                        in_words(statement, out) + " out.");
  if (statement.basis == ledger::Basis::statement) {
    table.notes.push_back(proof_sentence(statement));
  } else {
    table.notes.push_back("This is no statement (" + std::string{ledger::text(statement.basis)} +
                          "): importing it books nothing; the statement will bring these lines.");
  }
  for (const ledger::Warning& warning : statement.warnings) {
    table.notes.push_back(sentence_of(warning));
  }
}

Table line_table(const std::string& file, const Statement& statement) {
  const std::string account = account_of(statement);
  const bool balances =
      any_line(statement, [](const auto& line) { return line.balance.has_value(); });
  const bool types = any_line(statement, [](const auto& line) { return !line.type.empty(); });
  Table table;
  table.title = file + (account.empty() ? "" : ": account " + account);
  if (!statement.holder.empty()) table.title += " (" + statement.holder + ")";
  table.columns = {{"File", "file", false},
                   {"Account", "account", false},
                   {"Line", "line"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"Balance", "balance", balances},
                   {"Type", "type", types},
                   {"Payee", "payee", false},
                   {"Reference", "reference", false},
                   {"What the bank says", "description"},
                   {"Id", "id", false},
                   {"Status", "status", false}};
  Sum in, out;
  for (const StatementLine& line : statement.lines) {
    const std::string text = line.description();
    table.rows.push_back({file, account, std::int64_t{line.file_line}, line.date, line.amount,
                          cell_of(line.balance), line.type, line.payee, line.reference,
                          text + (line.pending ? " (pending: not booked)" : ""), line.bank_id,
                          std::string{status_of(line)}});
    if (!line.pending) (line.amount.is_negative() ? out : in).add(line.amount);
  }
  add_notes(statement, in, out, table);
  return table;
}

Table payslip_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": payslips";
  table.columns = {{"Line", "line"}, {"Person", "person"},  {"Worker", "worker"},
                   {"Paid", "paid"}, {"Gross", "gross"},    {"Net", "net"},
                   {"PAYE", "paye"}, {"Pension", "pension"}};
  Sum gross, net, paye, pension;
  for (const Payslip& slip : file.payslips) {
    table.rows.push_back({std::int64_t{slip.file_line}, slip.person, slip.worker, slip.pay_date,
                          slip.gross, slip.net, slip.paye(), slip.pension()});
    gross.add(slip.gross);
    net.add(slip.net);
    paye.add(slip.paye());
    pension.add(slip.pension());
  }
  table.totals = {{},
                  std::string{"Total"},
                  {},
                  {},
                  cell_of(gross.known()),
                  cell_of(net.known()),
                  cell_of(paye.known()),
                  cell_of(pension.known())};
  return table;
}

Table invoice_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": invoices";
  table.columns = {{"Line", "line"},         {"Person", "person"}, {"Number", "number"},
                   {"Supplier", "supplier"}, {"Date", "date"},     {"Due", "due"},
                   {"Amount", "amount"}};
  Sum total;
  for (const Invoice& invoice : file.invoices) {
    table.rows.push_back({std::int64_t{invoice.file_line}, invoice.person, invoice.number,
                          invoice.supplier, invoice.date, cell_of(invoice.due), invoice.amount});
    total.add(invoice.amount);
  }
  table.totals = {{}, std::string{"Total"}, {}, {}, {}, {}, cell_of(total.known())};
  return table;
}

Table summary_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": employer summaries";
  table.columns = {
      {"Line", "line"}, {"Person", "person"}, {"Month", "month"}, {"Due to HMRC", "due"}};
  for (const EmployerSummary& summary : file.summaries) {
    table.rows.push_back({std::int64_t{summary.file_line}, summary.person,
                          ledger::text(summary.month), summary.due});
  }
  return table;
}

}  // namespace

std::string inspected_sentence(const InspectedFile& file) {
  if (!file.refused.empty()) {
    return file.file + ": refused, " + counted(std::ssize(file.refused), "reason") + ".";
  }
  std::int64_t lines = 0;
  for (const Statement& statement : file.statements) lines += std::ssize(statement.lines);
  std::string held;
  const auto add = [&held](std::int64_t number, std::string_view thing) {
    if (number > 0) held += (held.empty() ? "" : ", ") + counted(number, thing);
  };
  add(lines, "statement line");
  add(std::ssize(file.payslips), "payslip");
  add(std::ssize(file.summaries), "employer summary");
  add(std::ssize(file.invoices), "invoice");
  add(std::ssize(file.deliveries), "delivery record");
  return file.file + ": " + file.format + (file.profile.empty() ? "" : " (" + file.profile + ")") +
         (file.encoding.empty() ? "" : ", " + file.encoding) + ": " +
         (held.empty() ? "nothing in it" : held) + ".";
}

std::vector<Table> inspected_tables(const InspectedFile& file) {
  std::vector<Table> tables;
  for (const Statement& statement : file.statements) {
    tables.push_back(line_table(file.file, statement));
  }
  if (!file.payslips.empty()) tables.push_back(payslip_table(file));
  if (!file.summaries.empty()) tables.push_back(summary_table(file));
  if (!file.invoices.empty()) tables.push_back(invoice_table(file));
  return tables;
}

namespace {

/// All lines of all files as one table, which is what --csv gives.
Table all_lines(const std::vector<InspectedFile>& files) {
  Table all = line_table("", Statement{});
  all.for_people = false;
  all.notes.clear();
  for (const InspectedFile& file : files) {
    for (const Statement& statement : file.statements) {
      Table lines = line_table(file.file, statement);
      for (auto& row : lines.rows) all.rows.push_back(std::move(row));
    }
  }
  return all;
}

}  // namespace

Answer inspect(const std::vector<InspectedFile>& files) {
  Answer answer;
  answer.tables.push_back(all_lines(files));
  for (const InspectedFile& file : files) {
    answer.heading.push_back(inspected_sentence(file));
    for (const ledger::Warning& warning : file.warnings) {
      answer.heading.push_back("  " + sentence_of(warning));
    }
    for (Table& table : inspected_tables(file)) answer.tables.push_back(std::move(table));
    if (file.proposal.empty()) continue;
    answer.closing.push_back("No layout is known for " + file.file +
                             ": it was read by what it seems to be. " + "`dpledger profile " +
                             file.file + "` shows why; with --save NAME it is kept for import.");
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.inspect/1")
                    .put("files", json_array(files, inspected_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

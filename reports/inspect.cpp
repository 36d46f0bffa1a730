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

// Where they stand in line_columns().
constexpr std::size_t balance_column = 5;
constexpr std::size_t type_column = 6;
constexpr std::size_t description_column = 9;

constexpr std::size_t whole_up_to = 200;
constexpr std::size_t shown_first = 100;
constexpr std::size_t shown_last = 50;

template <class Has>
bool any_line(const Statement& statement, Has has) {
  return std::ranges::any_of(statement.lines, has);
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

/// The rows of a list: whole, or its beginning, the row that says what is left out, and its end.
template <class Member, class RowOf>
void add_rows(const std::vector<Member>& list, Table& table, RowOf row_of,
              std::vector<Cell> (*row_between)(std::size_t left_out)) {
  const bool whole = list.size() <= whole_up_to;
  const std::size_t pause = whole ? list.size() : shown_first;
  const std::size_t again = whole ? list.size() : list.size() - shown_last;
  for (std::size_t i = 0; i < pause; ++i) table.rows.push_back(row_of(list[i]));
  if (!whole) table.rows.push_back(row_between(again - pause));
  for (std::size_t i = again; i < list.size(); ++i) table.rows.push_back(row_of(list[i]));
}

/// "… 850 payslips are left out; --json gives all", broken to stand in a narrow column.
std::string left_out(std::size_t number, std::string_view thing) {
  return "… " + counted(static_cast<std::int64_t>(number), thing) +
         "\nleft out here;\n--json gives all";
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
  add_warnings(statement.warnings, "", table.notes);
}

std::vector<Cell> lines_left_out(std::size_t number) {
  std::vector<Cell> row(line_columns().columns.size());
  row[description_column] = "… " + counted(static_cast<std::int64_t>(number), "line") +
                            " left out here; --csv or --json gives all";
  return row;
}

Table line_table(const std::string& file, const Statement& statement) {
  const std::string account = account_of(statement);
  Table table = line_columns();
  table.title = file + (account.empty() ? "" : ": account " + account);
  if (!statement.holder.empty()) table.title += " (" + statement.holder + ")";
  table.columns[balance_column].for_people =
      any_line(statement, [](const auto& line) { return line.balance.has_value(); });
  table.columns[type_column].for_people =
      any_line(statement, [](const auto& line) { return !line.type.empty(); });
  add_rows(
      statement.lines, table, [&](const auto& line) { return line_row(file, account, line); },
      lines_left_out);
  Sum in, out;
  for (const StatementLine& line : statement.lines) {
    if (!line.pending) (line.amount.is_negative() ? out : in).add(line.amount);
  }
  add_notes(statement, in, out, table);
  return table;
}

std::vector<Cell> payslips_left_out(std::size_t number) {
  return {{}, left_out(number, "payslip"), {}, {}, {}, {}, {}, {}};
}

Table payslip_table(const InspectedFile& file) {
  Table table = payslip_columns();
  table.title = file.file + ": payslips";
  add_rows(file.payslips, table, payslip_row, payslips_left_out);
  Sum gross, net, paye, pension;
  for (const Payslip& slip : file.payslips) {
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

std::vector<Cell> invoice_row(const Invoice& invoice) {
  return {std::int64_t{invoice.file_line},
          invoice.person,
          invoice.number,
          invoice.supplier,
          invoice.date,
          cell_of(invoice.due),
          invoice.amount};
}

std::vector<Cell> invoices_left_out(std::size_t number) {
  return {{}, {}, {}, left_out(number, "invoice"), {}, {}, {}};
}

Table invoice_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": invoices";
  table.columns = {{"Line", "line"},         {"Person", "person"}, {"Number", "number"},
                   {"Supplier", "supplier"}, {"Date", "date"},     {"Due", "due"},
                   {"Amount", "amount"}};
  add_rows(file.invoices, table, invoice_row, invoices_left_out);
  Sum total;
  for (const Invoice& invoice : file.invoices) total.add(invoice.amount);
  table.totals = {{}, std::string{"Total"}, {}, {}, {}, {}, cell_of(total.known())};
  return table;
}

std::vector<Cell> summary_row(const EmployerSummary& summary) {
  return {std::int64_t{summary.file_line}, summary.person, ledger::text(summary.month),
          summary.due};
}

std::vector<Cell> summaries_left_out(std::size_t number) {
  return {{}, left_out(number, "employer summary"), {}, {}};
}

Table summary_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": employer summaries";
  table.columns = {
      {"Line", "line"}, {"Person", "person"}, {"Month", "month"}, {"Due to HMRC", "due"}};
  add_rows(file.summaries, table, summary_row, summaries_left_out);
  return table;
}

void add_page(const Answer& answer, const Look& look, Parts& parts) {
  parts.add(as_text(answer, look));
}

void add_table(Table table, const Look& look, Parts& parts) {
  Answer answer;
  answer.tables.push_back(std::move(table));
  parts.add("\n");
  add_page(answer, look, parts);
}

}  // namespace

void inspect_tables(const InspectedFile& file, const Look& look, Parts& parts) {
  for (const Statement& statement : file.statements) {
    add_table(line_table(file.file, statement), look, parts);
  }
  if (!file.payslips.empty()) add_table(payslip_table(file), look, parts);
  if (!file.summaries.empty()) add_table(summary_table(file), look, parts);
  if (!file.invoices.empty()) add_table(invoice_table(file), look, parts);
}

Frame inspect_text_frame() {
  return {"", "\n", ""};
}

void inspect_text(const InspectedFile& file, const Look& look, Parts& parts) {
  Answer head;
  head.heading.push_back(inspected_sentence(file));
  add_warnings(file.warnings, "  ", head.heading);
  add_page(head, look, parts);
  inspect_tables(file, look, parts);
  if (file.proposal.empty()) return;
  Answer foot;
  foot.closing.push_back("No layout is known for " + file.file +
                         ": it was read by what it seems to be. `dpledger profile " + file.file +
                         "` shows why; with --save NAME it is kept for import.");
  parts.add("\n");
  add_page(foot, look, parts);
}

}  // namespace reports

#include "reports/inspected.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <span>

namespace reports {
namespace {

constexpr std::size_t rows_at_once = 1000;

/// The CSV of a table's heading alone.
std::string heading_of(Table columns) {
  Answer answer;
  answer.tables.push_back(std::move(columns));
  return as_csv(answer);
}

/// A row of each member, without the heading.
template <class Member, class RowOf>
void add_rows(std::span<const Member> list, Table columns, Parts& parts, RowOf row_of) {
  const std::size_t heading = heading_of(columns).size();
  Answer answer;
  answer.tables.push_back(std::move(columns));
  auto& rows = answer.tables.front().rows;
  while (!list.empty()) {
    const auto block = list.first(std::min(rows_at_once, list.size()));
    rows.clear();
    for (const Member& member : block) rows.push_back(row_of(member));
    parts.add(as_csv(answer).substr(heading));
    list = list.subspan(block.size());
  }
}

}  // namespace

Table filed_payslip_columns() {
  Table table = payslip_columns();
  table.columns.insert(table.columns.begin(), {"File", "file", false});
  return table;
}

std::vector<Cell> filed_payslip_row(std::string_view file, const ledger::Payslip& slip) {
  auto row = payslip_row(slip);
  row.insert(row.begin(), Cell{std::string{file}});
  return row;
}

Table line_columns() {
  Table table;
  table.columns = {{"File", "file", false},
                   {"Account", "account", false},
                   {"Line", "line"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"Balance", "balance"},
                   {"Type", "type"},
                   {"Payee", "payee", false},
                   {"Reference", "reference", false},
                   {"What the bank says", "description"},
                   {"Id", "id", false},
                   {"Status", "status", false}};
  return table;
}

std::vector<Cell> line_row(std::string_view file, std::string_view account,
                           const ledger::StatementLine& line) {
  return {std::string{file},
          std::string{account},
          std::int64_t{line.file_line},
          line.date,
          line.amount,
          cell_of(line.balance),
          line.type,
          line.payee,
          line.reference,
          line.description() + (line.pending ? " (pending: not booked)" : ""),
          line.bank_id,
          std::string{status_of(line)}};
}

Table payslip_columns() {
  Table table;
  table.columns = {{"Line", "line"}, {"Person", "person"},  {"Worker", "worker"},
                   {"Paid", "paid"}, {"Gross", "gross"},    {"Net", "net"},
                   {"PAYE", "paye"}, {"Pension", "pension"}};
  return table;
}

std::vector<Cell> payslip_row(const ledger::Payslip& slip) {
  return {std::int64_t{slip.file_line},
          slip.person,
          slip.worker,
          slip.pay_date,
          slip.gross,
          slip.net,
          slip.paye(),
          slip.pension()};
}

void InspectCsv::begin(Of table) {
  if (table == last_) return;
  if (last_ != Of::none) parts_.add("\r\n");
  parts_.add(heading_of(table == Of::lines ? line_columns() : filed_payslip_columns()));
  last_ = table;
}

void InspectCsv::add(const InspectedFile& file) {
  if (!file.payslips.empty()) {
    begin(Of::payslips);
    add_rows(std::span{file.payslips}, filed_payslip_columns(), parts_,
             [&](const auto& slip) { return filed_payslip_row(file.file, slip); });
  }
  for (const ledger::Statement& statement : file.statements) {
    begin(Of::lines);
    const std::string account = account_of(statement);
    add_rows(std::span{statement.lines}, line_columns(), parts_,
             [&](const auto& line) { return line_row(file.file, account, line); });
  }
}

void InspectCsv::finish() {
  if (last_ == Of::none) begin(Of::lines);
}

void proposed_csv(const ProposedProfile& proposed, Parts& parts) {
  const auto& read = proposed.read;
  if (read.kind == ledger::FileKind::payroll) {
    parts.add(heading_of(payslip_columns()));
    return add_rows(std::span{read.payslips}, payslip_columns(), parts, payslip_row);
  }
  InspectCsv csv{parts};
  csv.add(read);
  csv.finish();
}

}  // namespace reports

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

Frame inspect_csv_frame() {
  return {heading_of(line_columns()), "", ""};
}

void inspect_csv(const InspectedFile& file, Parts& parts) {
  for (const ledger::Statement& statement : file.statements) {
    const std::string account = account_of(statement);
    add_rows(std::span{statement.lines}, line_columns(), parts,
             [&](const auto& line) { return line_row(file.file, account, line); });
  }
}

void proposed_csv(const ProposedProfile& proposed, Parts& parts) {
  const auto& read = proposed.read;
  if (read.kind == ledger::FileKind::payroll) {
    parts.add(heading_of(payslip_columns()));
    return add_rows(std::span{read.payslips}, payslip_columns(), parts, payslip_row);
  }
  parts.add(inspect_csv_frame().before);
  inspect_csv(read, parts);
}

}  // namespace reports

#include "reports/answers.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::EmployerSummary;
using ledger::Invoice;
using ledger::Payslip;
using ledger::Statement;
using ledger::StatementLine;

std::string hyphenated(const std::string& sort_code) {
  if (sort_code.size() != 6) return sort_code;
  return sort_code.substr(0, 2) + "-" + sort_code.substr(2, 2) + "-" + sort_code.substr(4, 2);
}

/// As much of the account as the file gives: "30-90-21 01234567", "XXXX 9876", or nothing.
std::string account_of(const Statement& statement) {
  const std::string& number = statement.number.empty() ? statement.masked : statement.number;
  if (statement.sort_code.empty()) return number;
  return hyphenated(statement.sort_code) + (number.empty() ? "" : " " + number);
}

std::string_view status_of(const StatementLine& line) {
  return line.pending ? "pending" : "booked";
}

Json line_json(const StatementLine& line) {
  return JsonObject{}
      .number("line", line.file_line)
      .date("date", line.date)
      .money("amount", line.amount)
      .money("balance", line.balance)
      .text("type", line.type)
      .text("payee", line.payee)
      .text("reference", line.reference)
      .text("description", line.description())
      .text("id", line.bank_id)
      .text("status", status_of(line))
      .done();
}

Json warning_json(const ledger::Warning& warning) {
  return JsonObject{}.number("line", warning.line).text("text", warning.text).done();
}

Json statement_json(const Statement& statement) {
  const std::optional<ledger::Period> covered = statement.covered();
  JsonObject json;
  json.text("account", account_of(statement)).text("currency", statement.currency);
  json.date("from", covered ? std::optional{covered->first} : std::nullopt);
  json.date("to", covered ? std::optional{covered->last} : std::nullopt);
  json.money("opening", statement.opening).money("closing", statement.closing);
  json.put("lines", json_array(statement.lines, line_json));
  json.put("warnings", json_array(statement.warnings, warning_json));
  json.put("breaks",
           json_array(statement.breaks, [](int line) { return Json{std::to_string(line)}; }));
  return json.done();
}

std::string text_of(const std::optional<ledger::Quantity>& quantity) {
  return quantity ? ledger::text(*quantity) : "";
}

Json payslip_json(const Payslip& slip) {
  return JsonObject{}
      .text("person", slip.person)
      .text("worker", slip.worker)
      .text("name", slip.name)
      .date("period_start", slip.period.first)
      .date("period_end", slip.period.last)
      .date("pay_date", slip.pay_date)
      .text("hours", text_of(slip.hours))
      .money("rate", slip.rate)
      .money("gross", slip.gross)
      .money("tax", slip.tax)
      .money("employee_ni", slip.employee_ni)
      .money("employee_pension", slip.employee_pension)
      .money("other_deductions", slip.other_deductions)
      .money("net", slip.net)
      .money("employer_ni", slip.employer_ni)
      .money("employer_pension", slip.employer_pension)
      .number("line", slip.file_line)
      .done();
}

Json summary_json(const EmployerSummary& summary) {
  const std::string month = ledger::text(summary.month);
  const std::size_t colon = month.find(':');
  return JsonObject{}
      .text("person", summary.person)
      .text("tax_year", month.substr(0, colon))
      .text("tax_month", month.substr(colon + 1))
      .money("tax", summary.tax)
      .money("employee_ni", summary.employee_ni)
      .money("employer_ni", summary.employer_ni)
      .money("employment_allowance", summary.employment_allowance)
      .money("statutory_pay_recovered", summary.statutory_pay_recovered)
      .money("due", summary.due)
      .number("line", summary.file_line)
      .done();
}

Json invoice_json(const Invoice& invoice) {
  return JsonObject{}
      .text("person", invoice.person)
      .text("number", invoice.number)
      .text("supplier", invoice.supplier)
      .date("date", invoice.date)
      .date("due", invoice.due)
      .money("amount", invoice.amount)
      .text("plan_line", invoice.plan_line)
      .text("description", invoice.description)
      .number("line", invoice.file_line)
      .done();
}

Json delivery_json(const ledger::Delivery& delivery) {
  return JsonObject{}
      .text("person", delivery.person)
      .text("service", delivery.service)
      .date("from", delivery.period.first)
      .date("to", delivery.period.last)
      .text("quantity", ledger::text(delivery.quantity))
      .text("status", delivery.delivered ? "delivered" : "missed")
      .text("note", delivery.note)
      .number("line", delivery.file_line)
      .done();
}

Json file_json(const InspectedFile& file) {
  return JsonObject{}
      .text("file", file.file)
      .text("sha256", file.sha256)
      .text("format", file.format)
      .text("profile", file.profile)
      .text("encoding", file.encoding)
      .put("statements", json_array(file.statements, statement_json))
      .put("payslips", json_array(file.payslips, payslip_json))
      .put("invoices", json_array(file.invoices, invoice_json))
      .put("summaries", json_array(file.summaries, summary_json))
      .put("deliveries", json_array(file.deliveries, delivery_json))
      .put("refused",
           json_array(file.refused, [](const auto& e) { return refusal_json(e, false); }))
      .done();
}

Table line_table(const std::string& file, const Statement& statement) {
  const std::string account = account_of(statement);
  Table table;
  table.title = file + (account.empty() ? "" : ": account " + account);
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
  ledger::Money in;
  ledger::Money out;
  for (const StatementLine& line : statement.lines) {
    const std::string text = line.description();
    table.rows.push_back({file, account, std::int64_t{line.file_line}, line.date, line.amount,
                          cell_of(line.balance), line.type, line.payee, line.reference,
                          text + (line.pending ? " (pending: not booked)" : ""), line.bank_id,
                          std::string{status_of(line)}});
    if (!line.pending) (line.amount.is_negative() ? out : in) += line.amount;
  }
  const std::optional<ledger::Period> covered = statement.covered();
  if (covered) {
    table.notes.push_back("From " + ledger::pretty(covered->first) + " to " +
                          ledger::pretty(covered->last) + ".");
  }
  table.notes.push_back("In: " + ledger::pretty(in) + ". Out: " + ledger::pretty(-out) + ".");
  if (statement.opening && statement.closing) {
    table.notes.push_back("Opening balance " + ledger::pretty(*statement.opening) +
                          ", closing balance " + ledger::pretty(*statement.closing) + ".");
  }
  for (const ledger::Warning& warning : statement.warnings) {
    table.notes.push_back(
        (warning.line > 0 ? "Line " + std::to_string(warning.line) + ": " : std::string{"Note: "}) +
        warning.text);
  }
  return table;
}

Table payslip_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": payslips";
  table.columns = {{"Line", "line"}, {"Person", "person"},  {"Worker", "worker"},
                   {"Paid", "paid"}, {"Gross", "gross"},    {"Net", "net"},
                   {"PAYE", "paye"}, {"Pension", "pension"}};
  ledger::Money gross, net, paye, pension;
  for (const Payslip& slip : file.payslips) {
    table.rows.push_back({std::int64_t{slip.file_line}, slip.person, slip.worker, slip.pay_date,
                          slip.gross, slip.net, slip.paye(), slip.pension()});
    gross += slip.gross;
    net += slip.net;
    paye += slip.paye();
    pension += slip.pension();
  }
  table.totals = {{}, std::string{"Total"}, {}, {}, gross, net, paye, pension};
  return table;
}

Table invoice_table(const InspectedFile& file) {
  Table table;
  table.title = file.file + ": invoices";
  table.columns = {{"Line", "line"},         {"Person", "person"}, {"Number", "number"},
                   {"Supplier", "supplier"}, {"Date", "date"},     {"Due", "due"},
                   {"Amount", "amount"}};
  ledger::Money total;
  for (const Invoice& invoice : file.invoices) {
    table.rows.push_back({std::int64_t{invoice.file_line}, invoice.person, invoice.number,
                          invoice.supplier, invoice.date, cell_of(invoice.due), invoice.amount});
    total += invoice.amount;
  }
  table.totals = {{}, std::string{"Total"}, {}, {}, {}, {}, total};
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

std::string sentence_of(const InspectedFile& file) {
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
         ", " + file.encoding + ": " + (held.empty() ? "nothing in it" : held) + ".";
}

void add_tables(Answer& answer, const InspectedFile& file) {
  for (const Statement& statement : file.statements) {
    answer.tables.push_back(line_table(file.file, statement));
  }
  if (!file.payslips.empty()) answer.tables.push_back(payslip_table(file));
  if (!file.summaries.empty()) answer.tables.push_back(summary_table(file));
  if (!file.invoices.empty()) answer.tables.push_back(invoice_table(file));
}

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
    answer.heading.push_back(sentence_of(file));
    add_tables(answer, file);
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.inspect/1")
                    .put("files", json_array(files, file_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

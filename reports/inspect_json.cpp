#include "reports/inspected.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::EmployerSummary;
using ledger::Invoice;
using ledger::Payslip;
using ledger::Statement;
using ledger::StatementLine;

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
  json.text("iban", statement.iban).text("holder", statement.holder);
  json.text("basis", ledger::text(statement.basis)).text("proof", text(proof_of(statement)));
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
      .flag("net_stated", slip.net_stated)
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

}  // namespace

Json inspected_json(const InspectedFile& file) {
  return JsonObject{}
      .text("file", file.file)
      .text("sha256", file.sha256)
      .text("format", file.format)
      .text("profile", file.profile)
      .text("encoding", file.encoding)
      .text("proposal", file.proposal)
      .put("warnings", json_array(file.warnings, warning_json))
      .put("statements", json_array(file.statements, statement_json))
      .put("payslips", json_array(file.payslips, payslip_json))
      .put("invoices", json_array(file.invoices, invoice_json))
      .put("summaries", json_array(file.summaries, summary_json))
      .put("deliveries", json_array(file.deliveries, delivery_json))
      .put("refused",
           json_array(file.refused, [](const auto& e) { return refusal_json(e, false); }))
      .done();
}

}  // namespace reports

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

/// Adds to the parts what `write` makes of one member of a list.
template <class Write>
auto add(Write write, Parts& parts) {
  return [write, &parts](const auto& member) { parts.add(write(member).text); };
}

Json warning_json(const ledger::Warning& warning) {
  return JsonObject{}.number("line", warning.line).text("text", warning.text).done();
}

void add_statement(const Statement& statement, Parts& parts) {
  const std::optional<ledger::Period> covered = statement.covered();
  JsonObject json;
  json.text("account", account_of(statement)).text("currency", statement.currency);
  json.text("iban", statement.iban).text("holder", statement.holder);
  json.text("basis", ledger::text(statement.basis)).text("proof", text(proof_of(statement)));
  json.date("from", covered ? std::optional{covered->first} : std::nullopt);
  json.date("to", covered ? std::optional{covered->last} : std::nullopt);
  json.money("opening", statement.opening).money("closing", statement.closing);
  add_open(json, parts);
  add_list("lines", statement.lines, parts, add(line_json, parts));
  add_list("warnings", statement.warnings, parts, add(warning_json, parts));
  add_list("breaks", statement.breaks, parts,
           [&parts](int line) { parts.add(std::to_string(line)); });
  parts.add("}");
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

Frame inspect_json_frame() {
  const auto document = JsonObject{}
                            .text("schema", "dpledger.inspect/1")
                            .put("files", JsonArray{}.done())
                            .done()
                            .text;
  const auto inside = document.rfind(']');
  return {document.substr(0, inside), ",", document.substr(inside) + "\n"};
}

void inspect_json(const InspectedFile& file, Parts& parts) {
  add_open(JsonObject{}
               .text("file", file.file)
               .text("sha256", file.sha256)
               .text("format", file.format)
               .text("profile", file.profile)
               .text("encoding", file.encoding)
               .text("proposal", file.proposal),
           parts);
  add_list("warnings", file.warnings, parts, add(warning_json, parts));
  add_list("statements", file.statements, parts,
           [&parts](const Statement& statement) { add_statement(statement, parts); });
  add_list("payslips", file.payslips, parts, add(payslip_json, parts));
  add_list("invoices", file.invoices, parts, add(invoice_json, parts));
  add_list("summaries", file.summaries, parts, add(summary_json, parts));
  add_list("deliveries", file.deliveries, parts, add(delivery_json, parts));
  add_list("refused", file.refused, parts,
           add([](const ledger::Error& error) { return refusal_json(error, false); }, parts));
  parts.add("}");
}

}  // namespace reports

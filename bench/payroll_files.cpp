// What payroll sends: our own CSV, a bureau's table by a saved profile, HMRC's FPS, Bacs.
#include "bench/movements.hpp"
#include "bench/statement_files.hpp"

#include <algorithm>

namespace bench {
namespace {

/// A month's pay that adds up, from a movement's size.
struct Pay {
  Pence gross, tax, employee_ni, pension, net, employer_ni, employer_pension;
};
Pay pay_of(const Movement& each) {
  const auto gross = std::max<Pence>(each.amount < 0 ? -each.amount : each.amount, 100);
  const auto tax = gross / 10;
  const auto ni = gross / 14;
  const auto pension = gross / 20;
  return {gross, tax, ni, pension, gross - tax - ni - pension, gross / 8, gross / 33};
}

template <class AddRow>
MadeFile payslips(std::size_t bytes, std::string_view head, std::string_view tail, AddRow add_row) {
  Movements movements{Movements::Order::oldest_first};
  MadeFile made{std::string{head}};
  while (made.bytes.size() < bytes) {
    const auto& each = movements.next();
    const auto pay = pay_of(each);
    add_row(made.bytes, each, pay);
    ++made.lines;
    made.sum += pay.gross;
  }
  made.bytes += tail;
  return made;
}

/// `count` characters, filled up with blanks or cut.
void add_wide(std::string& out, std::string_view text, std::size_t count) {
  text = text.substr(0, count);
  (out += text).append(count - text.size(), ' ');
}

void add_element(std::string& out, std::string_view name, Pence pence) {
  (((out += "              <") += name) += '>');
  add_pounds(out, pence);
  ((out += "</") += name) += ">\n";
}

void add_employee(std::string& out, const Movement& each, const Pay& pay) {
  const auto gap = each.payee.find(' ');
  (out +=
   "        <Employee>\n          <EmployeeDetails>\n            <Name>\n"
   "              <Fore>") += std::string_view{each.payee}.substr(0, gap);
  ((out += "</Fore>\n              <Sur>") += std::string_view{each.payee}.substr(gap + 1)) +=
      "</Sur>\n            </Name>\n          </EmployeeDetails>\n          <Employment>\n";
  ((out += "            <PayId>W") += each.id) += "</PayId>\n            <Payment>\n";
  out +=
      "              <PayFreq>M1</PayFreq>\n              <PmtDate>2025-06-30</PmtDate>\n"
      "              <MonthNo>3</MonthNo>\n              <PeriodsCovered>1</PeriodsCovered>\n"
      "              <HoursWorked>C</HoursWorked>\n              <TaxCode>1257L</TaxCode>\n";
  add_element(out, "TaxablePay", pay.gross);
  add_element(out, "PayAfterStatDedns", pay.gross - pay.tax - pay.employee_ni);
  add_element(out, "EmpeePenContribnsNotPaid", pay.pension);
  add_element(out, "TaxDeductedOrRefunded", pay.tax);
  out +=
      "            </Payment>\n            <NIlettersAndValues>\n"
      "              <NIletter>A</NIletter>\n";
  add_element(out, "TotalEmpNICInPd", pay.employer_ni);
  add_element(out, "EmpeeContribnsInPd", pay.employee_ni);
  out += "            </NIlettersAndValues>\n          </Employment>\n        </Employee>\n";
}

}  // namespace

MadeFile own_payroll_file(std::size_t bytes) {
  return payslips(
      bytes,
      "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,employee_ni,"
      "employee_pension,other_deductions,net,employer_ni,employer_pension\n",
      {}, [](std::string& out, const Movement& each, const Pay& pay) {
        out += 'P';
        out.append(each.id, 9);
        (((out += ",W") += each.id.substr(12)) += ',') += each.payee;
        out += ",2025-06-01,2025-06-30,2025-06-30,93.50,12.80";
        for (const auto pence : {pay.gross, pay.tax, pay.employee_ni, pay.pension, Pence{0},
                                 pay.net, pay.employer_ni, pay.employer_pension}) {
          out += ',';
          add_pounds(out, pence);
        }
        out += '\n';
      });
}

const std::string_view bureau_profile = R"(schema = "dpledger.profile/1"
name = "bureau"
kind = "payroll"
dates = "DD/MM/YYYY"

[columns]
worker = "Works No"
worker_name = "Employee"
pay_date = "Pay Date"
period_start = "From"
period_end = "To"
hours = "Hours"
gross = "Gross"
tax = "Tax"
employee_ni = "EE NI"
employee_pension = "EE Pension"
net = "Net"
employer_ni = "ER NI"
employer_pension = "ER Pension"
)";

MadeFile bureau_file(std::size_t bytes) {
  return payslips(
      bytes,
      "Works No,Employee,Pay Date,From,To,Hours,Gross,Tax,EE NI,EE Pension,Net,ER NI,ER Pension,"
      "Department\n",
      {}, [](std::string& out, const Movement& each, const Pay& pay) {
        ((out += each.id) += ',') += each.payee;
        out += ",30/06/2025,01/06/2025,30/06/2025,93.5";
        for (const auto pence : {pay.gross, pay.tax, pay.employee_ni, pay.pension, pay.net,
                                 pay.employer_ni, pay.employer_pension}) {
          out += ',';
          add_pounds(out, pence);
        }
        out += ",Care\n";
      });
}

MadeFile fps_file(std::size_t bytes) {
  return payslips(
      bytes,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<IRenvelope xmlns=\"http://www.govtalk.gov.uk/taxation/PAYE/RTI/FullPaymentSubmission/"
      "25-26/1\">\n  <IRheader><PeriodEnd>2026-04-05</PeriodEnd></IRheader>\n"
      "      <FullPaymentSubmission>\n        <EmpRefs><OfficeNo>120</OfficeNo>"
      "<PayeRef>ZZ9001</PayeRef></EmpRefs>\n        <RelatedTaxYear>25-26</RelatedTaxYear>\n",
      "      </FullPaymentSubmission>\n</IRenvelope>\n", add_employee);
}

MadeFile bacs_file(std::size_t bytes) {
  Movements movements{Movements::Order::oldest_first};
  MadeFile made;
  auto& out = made.bytes;
  const auto label = [&](std::string_view text) {
    add_wide(out, text, 80);
    out += "\r\n";
  };
  label("VOL1000123");
  label("HDR1 A123456S  1123456");
  label("HDR2F0200000100");
  label("UHL1 25178999999    000000001 DAILY  001");
  while (out.size() < bytes) {
    const auto& each = movements.next();
    const auto pence = each.amount < 0 ? -each.amount : each.amount;
    out += "3090210";
    add_digits(out, 1'000'000 + movements.count() % 500, 7);  // five hundred who are paid
    out += "09960111110203040    ";
    add_digits(out, pence, 11);
    add_wide(out, "LARKFIELD PAYROLL", 18);
    add_wide(out, each.reference, 18);
    add_wide(out, "A SAMPLE", 18);
    out += "\r\n";
    ++made.lines;
    made.sum += pence;
  }
  label("EOF1 A123456S  1123456");
  label("EOF2F0200000100");
  label("UTL10000000000000000000000000");
  return made;
}

}  // namespace bench

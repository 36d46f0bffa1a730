#include "bench/files.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace bench {
namespace {

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}
std::string slashed(Date date) {
  return two(date.day()) + "/" + two(date.month()) + "/" + std::to_string(date.year());
}
std::string spelled(Date date) {
  static constexpr std::array<std::string_view, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return two(date.day()) + " " + std::string{months[static_cast<std::size_t>(date.month() - 1)]} +
         " " + std::to_string(date.year());
}
std::string quote(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

/// "£1,234.50" as Nationwide writes it, in Windows-1252.
std::string sterling(Pence pence) {
  std::string text = pounds(pence < 0 ? -pence : pence);
  for (auto at = static_cast<int>(text.size()) - 6; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return (pence < 0 ? "-\xA3" : "\xA3") + text;
}

std::string account_number(const Person& person) {
  return std::to_string(20000000 + person.number);
}
std::string_view sort_code(Bank bank) {
  switch (bank) {
    case Bank::lloyds:
      return "30-90-21";
    case Bank::natwest:
      return "60-00-17";
    case Bank::nationwide:
      return "07-04-36";
    case Bank::starling:
      break;
  }
  return "60-83-71";
}

struct Row {
  BankLine line;
  Pence balance;
};

std::string lloyds(const Person& person, std::vector<Row> rows) {
  std::string out =
      "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
      "Debit Amount,Credit Amount,Balance\n";
  std::reverse(rows.begin(), rows.end());
  for (const auto& [line, balance] : rows) {
    const std::string amount = pounds(line.amount < 0 ? -line.amount : line.amount);
    out += slashed(line.date) + "," + line.type + ",'" + std::string{sort_code(person.bank)} + "," +
           account_number(person) + "," + line.payee +
           (line.reference.empty() ? "" : " " + line.reference) + "," +
           (line.amount < 0 ? amount + "," : "," + amount) + "," + pounds(balance) + "\n";
  }
  return out;
}

std::string natwest(const Person& person, const std::vector<Row>& rows) {
  std::string out = "Date,Type,Description,Value,Balance,Account Name,Account Number\n";
  for (const auto& [line, balance] : rows) {
    std::string code{sort_code(person.bank)};
    std::erase(code, '-');
    out += spelled(line.date) + "," + (line.amount < 0 ? "BAC" : "TFR") + "," +
           quote(line.payee + (line.reference.empty() ? "" : " , " + line.reference)) + "," +
           pounds(line.amount) + "," + pounds(balance) + "," + quote("DIRECT PAYMENT") + "," +
           quote(code + "-" + account_number(person)) + "\n";
  }
  return out;
}

std::string nationwide(const Person& person, const std::vector<Row>& rows) {
  const std::string number = account_number(person);
  const std::string closing = sterling(rows.empty() ? person.opening : rows.back().balance);
  std::string out = quote("Account Name:") + "," +
                    quote("FlexDirect ****" + number.substr(number.size() - 5)) + "\r\n" +
                    quote("Account Balance:") + "," + quote(closing) + "\r\n" +
                    quote("Available Balance: ") + "," + quote(closing) + "\r\n\r\n" +
                    "\"Date\",\"Transaction type\",\"Description\",\"Paid out\",\"Paid in\","
                    "\"Balance\"\r\n";
  for (const auto& [line, balance] : rows) {
    const std::string amount = sterling(line.amount < 0 ? -line.amount : line.amount);
    out += quote(spelled(line.date)) + "," + quote(line.amount < 0 ? "Payment to" : "Bank credit") +
           "," + quote(line.payee + (line.reference.empty() ? "" : " " + line.reference)) + "," +
           quote(line.amount < 0 ? amount : "") + "," + quote(line.amount < 0 ? "" : amount) + "," +
           quote(sterling(balance)) + "\r\n";
  }
  return out;
}

std::string starling(const std::vector<Row>& rows) {
  std::string out =
      "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n";
  for (const auto& [line, balance] : rows) {
    out += slashed(line.date) + "," + line.payee + "," + line.reference + "," +
           (line.type == "DD" ? "DIRECT DEBIT" : "FASTER PAYMENT") + "," + pounds(line.amount) +
           "," + pounds(balance) + ",GENERAL,\n";
  }
  return out;
}

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + quote(word);
  return "[" + out + "]";
}

std::string worker_table(const Worker& worker) {
  std::int64_t hundredths = worker.hours * 100;  // of an hour, in a usual week
  if (worker.rhythm == Rhythm::four_weeks) hundredths /= 4;
  if (worker.rhythm == Rhythm::month) hundredths = hundredths * 12 / 52;
  return "\n[[worker]]\nref = " + quote(worker.ref) + "\nname = " + quote(worker.name) +
         "\nfrom = 2025-04-01\nborn = 1985-06-14\nhours = " + quote(pounds(hundredths)) +
         "\nrate = " + quote(pounds(worker.rate)) + "\n";
}

}  // namespace

std::string pounds(Pence pence) {
  const Pence size = pence < 0 ? -pence : pence;
  return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." +
         two(static_cast<int>(size % 100));
}

std::string person_file(const Person& person) {
  std::string out =
      "schema = \"dpledger.person/1\"\n\n[person]\nref = " + quote(person.ref) +
      "\nname = " + quote(person.name) +
      "\ncare_group = \"chc-adult\"\nholder = \"self\"\n\n[employer]\npaye = " +
      quote(person.quarterly_paye ? "quarter" : "month") +
      "\nemployment_allowance = false\n\n[[account]]\nref = \"dp\"\nkind = \"bank\"\n" +
      "sort_code = " + quote(sort_code(person.bank)) +
      "\nnumber = " + quote(account_number(person)) +
      "\nopened = 2025-04-01\nbalance = " + quote(pounds(person.opening)) + "\n";
  for (const Worker& worker : person.workers) out += worker_table(worker);
  out +=
      "\n[[budget]]\nref = \"2025\"\ndeployment = \"direct-payment\"\nstream = \"health\"\n"
      "funder = \"NHS Trentshire ICB\"\naccount = \"dp\"\nfrom = 2025-04-01\nto = 2026-03-31\n"
      "agreed = " +
      quote(pounds(person.agreed)) + "\ncontingency = " + quote(pounds(person.contingency)) +
      "\ncontingency_weeks = 4\nreviewed_on = [2025-06-25]\nagreed_on = 2025-03-20\n"
      "agreed_by = [\"Commissioner: R. Example\", \"Holder: " +
      person.name + "\"]\n";
  out +=
      "\n[[budget.instalment]]\npayer = \"funder\"\namount = " + quote(pounds(person.instalment)) +
      (person.funded_by_month ? "\nevery = \"month\"\nfirst = 2025-04-05\n"
                              : "\nevery = \"4 weeks\"\nfirst = 2025-04-04\n");
  for (const PlanLine& line : person.plan) {
    out += "\n[[budget.line]]\nref = " + quote(line.ref) + "\ncategory = " + quote(line.category) +
           "\noutcome = \"What keeps me well: " + line.ref +
           "\"\namount = " + quote(pounds(line.amount)) + "\npayees = " + list(line.payees) + "\n" +
           line.regular;
  }
  return out;
}

std::string bank_file(const Person& person, int part) {
  const int months = 12 / person.files;
  const Date from = plus_months(the_year().first, part * months);
  const Date to = plus_months(from, months);
  Pence balance = person.opening;
  std::vector<Row> rows;
  for (const BankLine& line : person.lines) {
    balance += line.amount;
    if (from <= line.date && line.date < to) rows.push_back({line, balance});
  }
  switch (person.bank) {
    case Bank::lloyds:
      return lloyds(person, std::move(rows));
    case Bank::natwest:
      return natwest(person, rows);
    case Bank::nationwide:
      return nationwide(person, rows);
    case Bank::starling:
      break;
  }
  return starling(rows);
}

std::string payroll_rows(const Person& person) {
  std::string out;
  for (const Payslip& slip : person.payslips) {
    const Worker& worker = person.workers[slip.worker];
    out += person.ref + "," + worker.ref + "," + worker.name + "," + text(slip.period.first) + "," +
           text(slip.period.last) + "," + text(slip.pay_date);
    for (const Pence amount :
         {slip.hours * 100, slip.rate, slip.gross, slip.tax, slip.employee_ni,
          slip.employee_pension, Pence{0}, slip.net, slip.employer_ni, slip.employer_pension}) {
      out += "," + pounds(amount);
    }
    out += "\n";
  }
  return out;
}

std::string invoice_rows(const Person& person) {
  std::string out;
  for (const Invoice& invoice : person.invoices) {
    out += person.ref + "," + invoice.number + "," + person.agency + "," + text(invoice.date) +
           "," + text(invoice.due) + "," + pounds(invoice.amount) + ",agency,hours of support\n";
  }
  return out;
}

std::string peers_rows(const Person& person) {
  std::string out;
  for (const BankLine& line : person.lines) {
    out += text(line.date) + "," + line.payee + "," + person.ref + " " + line.reference + "," +
           pounds(line.amount) + "\n";
  }
  return out;
}

}  // namespace bench

#include "bench/accuracy/bank_layouts.hpp"

#include <algorithm>
#include <array>

namespace accuracy {
namespace {

struct Row {
  Line* line;
  Pence balance;
};

struct Layout {
  std::string head;
  int lines_of_head;
  bool newest_first;
};

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
std::string size(Pence pence) {
  return pounds(pence < 0 ? -pence : pence);
}

/// "£1,234.50" as Nationwide writes it, in Windows-1252.
std::string sterling(Pence pence) {
  auto text = size(pence);
  for (auto at = static_cast<int>(text.size()) - 6; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return (pence < 0 ? "-\xA3" : "\xA3") + text;
}

std::string words(const Line& line, std::string_view between = " ") {
  return line.payee + (line.reference.empty() ? "" : std::string{between} + line.reference);
}

Layout layout(const Person& person, const Account& account, int nth, Pence closing) {
  switch (account.bank) {
    case Bank::lloyds:
      return {
          "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
          "Debit Amount,Credit Amount,Balance\n",
          1, true};
    case Bank::natwest:
      return {"Date,Type,Description,Value,Balance,Account Name,Account Number\n", 1, false};
    case Bank::nationwide: {
      const auto number = account_number(person, nth);
      return {"\"Account Name:\",\"FlexDirect ****" + number.substr(number.size() - 5) +
                  "\"\r\n\"Account Balance:\",\"" + sterling(closing) +
                  "\"\r\n\"Available Balance: \",\"" + sterling(closing) +
                  "\"\r\n\r\n\"Date\",\"Transaction type\",\"Description\",\"Paid out\","
                  "\"Paid in\",\"Balance\"\r\n",
              5, false};
    }
    case Bank::starling:
      return {
          "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,"
          "Notes\n",
          1, false};
    case Bank::first_direct:
      return {"Date,Description,Amount,Balance\n", 1, true};
    case Bank::co_op:
      return {"Date,Description,Type,Money In,Money Out,Balance\n", 1, true};
    case Bank::barclays:
      break;
  }
  return {"Number,Date,Account,Amount,Subcategory,Memo\n", 1, true};
}

std::string lloyds_row(const Person& person, const Row& row, int nth) {
  const auto& line = *row.line;
  const auto amount = size(line.amount);
  return slashed(line.date) + "," + line.type + ",'30-90-21," + account_number(person, nth) + "," +
         quote(words(line)) + "," + (line.amount < 0 ? amount + "," : "," + amount) + "," +
         pounds(row.balance) + "\n";
}

std::string natwest_row(const Person& person, const Row& row, int nth) {
  const auto& line = *row.line;
  return spelled(line.date) + "," +
         (line.type == "INT" || line.type == "CHG" ? line.type
          : line.amount < 0                        ? "BAC"
                                                   : "TFR") +
         "," + quote(words(line, " , ")) + "," + pounds(line.amount) + "," + pounds(row.balance) +
         ",\"DIRECT PAYMENT\",\"600017-" + account_number(person, nth) + "\"\n";
}

std::string nationwide_row(const Row& row) {
  const auto& line = *row.line;
  const auto amount = sterling(line.amount < 0 ? -line.amount : line.amount);
  return quote(spelled(line.date)) + "," + quote(line.amount < 0 ? "Payment to" : "Bank credit") +
         "," + quote(words(line)) + "," + quote(line.amount < 0 ? amount : "") + "," +
         quote(line.amount < 0 ? "" : amount) + "," + quote(sterling(row.balance)) + "\r\n";
}

std::string starling_row(const Row& row) {
  const auto& line = *row.line;
  return slashed(line.date) + "," + quote(line.payee) + "," + quote(line.reference) + "," +
         (line.type == "DD" ? "DIRECT DEBIT" : "FASTER PAYMENT") + "," + pounds(line.amount) + "," +
         pounds(row.balance) + ",GENERAL,\n";
}

std::string co_op_row(const Row& row) {
  const auto& line = *row.line;
  return text(line.date) + "," + quote(words(line)) + "," +
         (line.amount < 0 ? "DEBIT," : "CREDIT,") +
         (line.amount < 0 ? "," + size(line.amount) : size(line.amount) + ",") + "," +
         pounds(row.balance) + "\n";
}

std::string barclays_row(const Person& person, const Row& row, int nth) {
  const auto& line = *row.line;
  return " ," + slashed(line.date) + ",20-00-00 " + account_number(person, nth) + "," +
         pounds(line.amount) + "," + (line.type == "DD" ? "DIRECTDEP" : "PAYMENT") + "," +
         quote(words(line, "   ") + "   " + (line.amount < 0 ? "BBP" : "BGC")) + "\n";
}

std::string row_text(const Person& person, const Account& account, int nth, const Row& row) {
  switch (account.bank) {
    case Bank::lloyds:
      return lloyds_row(person, row, nth);
    case Bank::natwest:
      return natwest_row(person, row, nth);
    case Bank::nationwide:
      return nationwide_row(row);
    case Bank::starling:
      return starling_row(row);
    case Bank::first_direct:
      return slashed(row.line->date) + "," + quote(words(*row.line)) + "," +
             pounds(row.line->amount) + "," + pounds(row.balance) + "\n";
    case Bank::co_op:
      return co_op_row(row);
    case Bank::barclays:
      break;
  }
  return barclays_row(person, row, nth);
}

}  // namespace

std::string_view sort_code(Bank bank) {
  switch (bank) {
    case Bank::lloyds:
      return "30-90-21";
    case Bank::natwest:
      return "60-00-17";
    case Bank::nationwide:
      return "07-04-36";
    case Bank::starling:
      return "60-83-71";
    case Bank::first_direct:
      return "40-47-63";
    case Bank::co_op:
      return "08-92-99";
    case Bank::barclays:
      break;
  }
  return "20-00-00";
}

std::string account_number(const Person& person, int nth) {
  return std::to_string(20000000 + person.number * 10 + nth);
}

std::string bank_file(const Person& person, const Account& account, int nth,
                      const std::string& file, const std::vector<Line*>& rows, Break damage) {
  const auto form = layout(person, account, nth, rows.back()->balance);
  std::vector<Row> all;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    all.push_back({rows[i], rows[i]->balance + (i == damage.row ? 1800 : 0)});
  }
  if (form.newest_first) std::ranges::reverse(all);
  auto out = form.head;
  int at = form.lines_of_head;
  for (const auto& row : all) {
    out += row_text(person, account, nth, row);
    row.line->places.push_back({file, ++at});
  }
  return out;
}

}  // namespace accuracy

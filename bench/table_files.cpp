// Tables: banks' CSV, a card's by a saved profile, and Santander's text.
#include "bench/movements.hpp"
#include "bench/statement_files.hpp"

#include <algorithm>

namespace bench {
namespace {

using Order = Movements::Order;

void add_slashed(std::string& out, ledger::Date date) {
  add_digits(out, date.day(), 2);
  out += '/';
  add_digits(out, date.month(), 2);
  out += '/';
  add_digits(out, date.year(), 4);
}

void add_spelled(std::string& out, ledger::Date date) {
  static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  add_digits(out, date.day(), 2);
  (out += ' ') += months.substr(static_cast<std::size_t>(date.month() - 1) * 3, 3);
  out += ' ';
  add_digits(out, date.year(), 4);
}

/// "£1,234.50" in Windows-1252.
void add_sterling(std::string& out, Pence pence) {
  out += '\xA3';
  const auto pounds = pence / 100;
  if (pounds >= 1'000'000) {
    add_digits(out, pounds / 1'000'000, 1);
    out += ',';
    add_digits(out, pounds / 1'000 % 1'000, 3);
  } else {
    add_digits(out, pounds / 1'000, pounds >= 1'000 ? 1 : 0);
  }
  if (pounds >= 1'000) out += ',';
  add_digits(out, pounds % 1'000, pounds >= 1'000 ? 3 : 1);
  out += '.';
  add_digits(out, pence % 100, 2);
}

/// Two cells: what goes out, what comes in.
void add_out_and_in(std::string& out, Pence amount) {
  if (amount > 0) out += ',';
  add_pounds(out, amount < 0 ? -amount : amount);
  if (amount < 0) out += ',';
}

void add_lloyds_row(std::string& out, const Movement& each) {
  add_slashed(out, each.date);
  ((out += ',') += way(each).lloyds) += ",'30-90-21,01234567,";
  (((out += each.payee) += ' ') += each.reference) += ',';
  add_out_and_in(out, each.amount);
  out += ',';
  add_pounds(out, each.balance);
  out += '\n';
}

constexpr std::string_view lloyds_heading =
    "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit "
    "Amount,Credit Amount,Balance\n";

template <class AddRow>
MadeFile table(std::size_t bytes, Order order, std::string_view heading, AddRow add_row) {
  Movements movements{order};
  std::string out{heading};
  while (out.size() < bytes) add_row(out, movements.next());
  return {std::move(out), movements.count(), movements.sum()};
}

}  // namespace

MadeFile lloyds_file(std::size_t bytes) {
  return table(bytes, Order::newest_first, lloyds_heading, add_lloyds_row);
}

/// One row in a hundred stands below the one it precedes: the balances tell the true order.
MadeFile lloyds_shuffled_file(std::size_t bytes) {
  std::string held;
  return table(bytes, Order::newest_first, lloyds_heading,
               [&](std::string& out, const Movement& each) {
                 if (each.begins_day) {
                   held.clear();
                   return add_lloyds_row(held, each);
                 }
                 add_lloyds_row(out, each);
                 out += held;
                 held.clear();
               });
}

MadeFile barclays_file(std::size_t bytes) {
  return table(
      bytes, Order::newest_first, "Number,Date,Account,Amount,Subcategory,Memo\n",
      [](std::string& out, const Movement& each) {
        out += " ,";
        add_slashed(out, each.date);
        out += ",20-00-00 12345678,";
        add_pounds(out, each.amount);
        (out += ',') += way(each).barclays;
        ((out += ',') += each.payee).append(23 - std::min<std::size_t>(each.payee.size(), 21), ' ');
        ((out += each.reference) += "      ") += "BGC\n";
      });
}

MadeFile starling_file(std::size_t bytes) {
  return table(
      bytes, Order::oldest_first,
      "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n",
      [](std::string& out, const Movement& each) {
        add_slashed(out, each.date);
        ((out += ',') += each.payee) += ',';
        ((out += each.reference) += ',') += way(each).starling;
        out += ',';
        add_pounds(out, each.amount);
        out += ',';
        add_pounds(out, each.balance);
        out += ",GENERAL,\n";
      });
}

MadeFile nationwide_file(std::size_t bytes) {
  return table(bytes, Order::newest_first,
               "\"Account Name:\",\"FlexDirect ****34567\"\r\n\r\n\"Date\",\"Transaction "
               "type\",\"Description\",\"Paid out\",\"Paid in\",\"Balance\"\r\n",
               [](std::string& out, const Movement& each) {
                 out += '"';
                 add_spelled(out, each.date);
                 out += each.amount < 0 ? "\",\"Payment to\",\"" : "\",\"Bank credit\",\"";
                 ((out += each.payee) += ' ') += each.reference;
                 out += each.amount < 0 ? "\",\"" : "\",\"\",\"";
                 add_sterling(out, each.amount < 0 ? -each.amount : each.amount);
                 out += each.amount < 0 ? "\",\"\",\"" : "\",\"";
                 add_sterling(out, each.balance);
                 out += "\"\r\n";
               });
}

MadeFile santander_file(std::size_t bytes) {
  return table(bytes, Order::newest_first,
               "From: 01/01/2000 to 31/12/2025\n\nAccount: XXXX XXXX XXXX 5521\n\n",
               [](std::string& out, const Movement& each) {
                 out += "Date: ";
                 add_slashed(out, each.date);
                 (((out += "\nDescription: ") += each.payee) += ' ') += each.reference;
                 out += "\nAmount: ";
                 add_pounds(out, each.amount);
                 out += " \nBalance: ";
                 add_pounds(out, each.balance);
                 out += " \n\n";
               });
}

const std::string_view card_profile = R"(schema = "dpledger.profile/1"
name = "cards"
heading = ["When", "Card", "Who", "Shop", "Note", "Amount", "Way", "State", "Left"]
dates = "DD/MM/YYYY"
in_words = ["CR"]
out_words = ["DR"]
booked = ["Settled"]
pending = ["Authorised"]
currency = "GBP"

[columns]
date = "When"
amount = "Amount"
direction = "Way"
balance = "Left"
payee = "Shop"
reference = "Note"
state = "State"
account = "Card"
holder = "Who"
)";

MadeFile card_file(std::size_t bytes) {
  return table(bytes, Order::oldest_first, "When,Card,Who,Shop,Note,Amount,Way,State,Left\n",
               [](std::string& out, const Movement& each) {
                 add_slashed(out, each.date);
                 out += ",CR-00041,A Sample,";
                 ((out += each.payee) += ',') += each.reference;
                 out += ',';
                 add_pounds(out, each.amount < 0 ? -each.amount : each.amount);
                 out += each.amount < 0 ? ",DR,Settled," : ",CR,Settled,";
                 add_pounds(out, each.balance);
                 out += '\n';
               });
}

}  // namespace bench

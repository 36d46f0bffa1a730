// One invented person's year of a direct payment: what was agreed, earned, invoiced and banked.
//
// Units     pence; days are ledger::Date.
// Shape     about 120 bank lines and 45 payslips a person (design.md, "Scale and cost"). A person's
//           year depends on the seed and the person's number alone, so 100 people are the first 100
//           of 10,000.
#pragma once

#include "ledger/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bench {

using ledger::Date;
using Pence = std::int64_t;

enum class Rhythm { week, four_weeks, month };
enum class Bank { lloyds, natwest, nationwide, starling };

struct Worker {
  std::string ref;
  std::string name;
  Rhythm rhythm = Rhythm::month;
  Pence rate = 0;
  std::int64_t hours = 0;  ///< of a pay period
};

struct Payslip {
  std::size_t worker;
  ledger::Period period;
  Date pay_date;
  std::int64_t hours = 0;
  Pence rate = 0;
  Pence gross = 0, tax = 0, employee_ni = 0, employee_pension = 0, net = 0;
  Pence employer_ni = 0, employer_pension = 0;
  Pence cost() const { return gross + employer_ni + employer_pension; }
  Pence paye() const { return tax + employee_ni + employer_ni; }
  Pence pension() const { return employee_pension + employer_pension; }
};

struct Invoice {
  std::string number;
  Date date;
  Date due;
  Pence amount = 0;
};

struct BankLine {
  Date date;
  Pence amount = 0;  ///< into the account is positive
  std::string type;  ///< "DD", "FPO", "CR", "DEB", "CPT"
  std::string payee;
  std::string reference;
};

struct PlanLine {
  std::string ref, category;
  Pence amount = 0;
  std::vector<std::string> payees;
  std::string regular;  ///< the TOML of a regular payment, or empty
};

struct Person {
  std::int64_t number = 0;
  std::string ref;
  std::string name;
  Bank bank = Bank::lloyds;
  int files = 1;  ///< how many statement files cover the year
  bool quarterly_paye = false;
  bool funded_by_month = false;
  Pence opening = 0, instalment = 0, agreed = 0, contingency = 0;
  std::vector<Worker> workers;
  std::vector<Payslip> payslips;
  std::string agency;  ///< empty: none
  std::vector<Invoice> invoices;
  std::vector<PlanLine> plan;
  std::vector<BankLine> lines;  ///< by date, as the bank booked them
};

/// The year of every person: 1 April 2025 to 31 March 2026.
ledger::Period the_year();
Person make_person(std::int64_t number, std::uint64_t seed);

}  // namespace bench

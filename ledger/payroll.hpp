// What a payroll bureau, HMRC's summary and a supplier say: payslips, employer summaries, invoices.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ledger {

struct Payslip {
  std::string person;  ///< ref
  std::string worker;  ///< ref; may be one the person does not have (a finding, not a refusal)
  std::string name;    ///< personal detail
  Period period;
  Date pay_date;
  std::optional<Quantity> hours;
  std::optional<Money> rate;
  Money gross, tax, employee_ni, employee_pension, other_deductions, net;
  Money employer_ni, employer_pension;
  int file_line = 0;
  /// False: the file does not state the net pay, and `net` was worked out from the rest (an FPS).
  bool net_stated = true;

  /// gross − tax − employee NI − employee pension − other deductions = net.
  bool adds_up() const;
  Money cost() const { return gross + employer_ni + employer_pension; }
  Money paye() const { return tax + employee_ni + employer_ni; }
  Money pension() const { return employee_pension + employer_pension; }
  friend bool operator==(const Payslip&, const Payslip&) = default;
};

/// What is really due to HMRC for a tax month, after allowances.
struct EmployerSummary {
  std::string person;
  TaxMonth month;
  Money tax, employee_ni, employer_ni, employment_allowance, statutory_pay_recovered, due;
  int file_line = 0;
  friend bool operator==(const EmployerSummary&, const EmployerSummary&) = default;
};

struct Invoice {
  std::string person;
  std::string number;
  std::string supplier;
  Date date;
  std::optional<Date> due;
  Money amount;           ///< a credit note is negative
  std::string plan_line;  ///< LINE or BUDGET/LINE
  std::string description;
  int file_line = 0;
  friend bool operator==(const Invoice&, const Invoice&) = default;
};

/// What of a notional service was delivered.
struct Delivery {
  std::string person;
  std::string service;
  Period period;
  Quantity quantity;
  bool delivered = true;  ///< false: missed
  std::string note;
  int file_line = 0;
  friend bool operator==(const Delivery&, const Delivery&) = default;
};

}  // namespace ledger

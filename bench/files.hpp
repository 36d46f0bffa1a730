// An invented year as the files that people really have: person files, bank exports in four
// layouts, payroll and invoice CSV, a manifest, and the same lines as other programs read them.
#pragma once

#include "bench/year.hpp"

#include <cstdint>
#include <string>

namespace bench {

std::string person_file(const Person& person);

/// Part `part` (from 0) of person.files: its bytes in the layout of the person's bank.
std::string bank_file(const Person& person, int part);

inline constexpr const char* payroll_header =
    "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,employee_ni,"
    "employee_pension,other_deductions,net,employer_ni,employer_pension\n";
std::string payroll_rows(const Person& person);

inline constexpr const char* invoice_header =
    "person,number,supplier,date,due,amount,plan_line,description\n";
std::string invoice_rows(const Person& person);

/// `date,payee,note,amount,account`: every bank line once more, for hledger and ledger.
inline constexpr const char* peers_header = "date,payee,note,amount\n";
std::string peers_rows(const Person& person);

/// "1234.50", "-0.07".
std::string pounds(Pence pence);

}  // namespace bench

#include "import/payroll/fps_payslip.hpp"

#include "import/cell_text.hpp"
#include "import/date_text.hpp"
#include "import/money_text.hpp"
#include "import/payroll/pay_period.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace imports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Rule;
using pugi::xml_node;

/// An employment has four at most by the schema.
constexpr int most_ni_letters = 16;
/// Real time information began in 2012; a tax year is written with two digits.
constexpr int first_year = 2000;
constexpr int last_year = 2100;

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "14-15" → 2014; nothing when the two do not follow each other.
std::optional<int> start_of_tax_year(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const auto first = whole_number(text.substr(0, 2));
  const auto second = whole_number(text.substr(3));
  if (!first || !second || *first < 0 || (*first + 1) % 100 != *second) return std::nullopt;
  return 2000 + *first;
}

/// Is it the taxable pay, with or without what programs count in or leave out?
bool follows(Money before_statutory, const FpsFigures& f) {
  for (unsigned choice = 0; choice < 8; ++choice) {
    auto pay = f.taxable;
    if ((choice & 1U) != 0) pay -= f.benefits;
    if ((choice & 2U) != 0) pay += f.pension_before_tax;
    if ((choice & 4U) != 0) pay += f.untaxed;
    if (pay == before_statutory) return true;
  }
  return false;
}

}  // namespace

FpsDoubts apply(const FpsFigures& f, ledger::Payslip& slip) {
  FpsDoubts doubts;
  auto pay = f.taxable - f.benefits;
  if (f.after_statutory) {
    const auto before = *f.after_statutory + f.tax + f.employee_ni + f.loans;
    if (!follows(before, f)) {
      doubts.after_statutory = before - pay;
      pay = before;
    }
  }
  doubts.pension_in_deductions = f.pension_after_tax > Money{} && f.from_net >= f.pension_after_tax;
  slip.gross = pay + f.untaxed + f.pension_before_tax;
  slip.tax = f.tax;
  slip.employee_ni = f.employee_ni;
  slip.employee_pension = f.pension_before_tax + f.pension_after_tax;
  slip.other_deductions = f.loans + f.from_net;
  if (doubts.pension_in_deductions) slip.other_deductions -= f.pension_after_tax;
  slip.net =
      slip.gross - slip.tax - slip.employee_ni - slip.employee_pension - slip.other_deductions;
  slip.net_stated = false;
  slip.employer_ni = f.employer_ni;
  return doubts;
}

Employee::Employee(const xml_node& employee) {
  const auto details = child_of(employee, "EmployeeDetails");
  national_insurance = text_of(child_of(details, "NINO"));
  for (const auto& part : child_of(details, "Name")) {
    if (local_name(part) != "Fore" && local_name(part) != "Sur") continue;
    name += (name.empty() ? "" : " ") + text_of(part);
  }
}

FpsReader::FpsReader(const HmrcMessage& message, std::string_view text, Refusals& refusals)
    : refusals_{refusals}, places_{text} {
  const auto year = child_of(message.submission(), "RelatedTaxYear");
  if (!year) return;
  tax_year_ = start_of_tax_year(text_of(year));
  if (!tax_year_) refuse(Rule::tax_month_unknown, year, "RelatedTaxYear", text_of(year));
}

std::optional<FpsReader::Read> FpsReader::read(const Employee& employee,
                                               const xml_node& employment) {
  const auto payment = child_of(employment, "Payment");
  const auto line = places_.line_of(employment);
  const auto paid = needed_date(payment, "PmtDate");
  TaxMoment moment;
  moment.week = number(payment, "WeekNo", 1, last_tax_week);
  moment.month = number(payment, "MonthNo", 1, last_tax_month);
  moment.periods_covered = number(payment, "PeriodsCovered", 0, most_periods_covered).value_or(1);
  const auto how_often = text_of(child_of(payment, "PayFreq"));
  moment.how_often = how_often;
  const auto amounts = figures(employment, payment);
  if (!paid || refusals_.any()) return std::nullopt;
  moment.start_year = tax_year_.value_or(tax_year_of(*paid));
  const auto payroll_id = text_of(child_of(employment, "PayId"));
  ledger::Payslip slip{.person = {},
                       .worker = payroll_id,
                       .name = employee.name,
                       .period = pay_period(moment, *paid),
                       .pay_date = *paid};
  slip.file_line = line;
  return Read{std::move(slip), amounts, payroll_id};
}

FpsFigures FpsReader::figures(const xml_node& employment, const xml_node& payment) {
  FpsFigures read;
  read.taxable = needed_money(payment, "TaxablePay");
  read.untaxed = money(payment, "NonTaxOrNICPmt");
  read.from_net = money(payment, "DednsFromNetPay");
  read.after_statutory = maybe_money(payment, "PayAfterStatDedns");
  read.benefits = money(payment, "BenefitsTaxedViaPayroll");
  read.pension_before_tax = money(payment, "EmpeePenContribnsPaid");
  read.pension_after_tax = money(payment, "EmpeePenContribnsNotPaid");
  read.loans = money(payment, "StudentLoanRecovered") + money(payment, "PostgradLoanRecovered");
  read.tax = needed_money(payment, "TaxDeductedOrRefunded");
  int letters = 0;
  for (const auto& letter : employment) {
    if (local_name(letter) != "NIlettersAndValues") continue;
    if (++letters > most_ni_letters) {
      refuse(Rule::value_out_of_range, letter, "NIlettersAndValues", "more than an employment has");
      break;
    }
    read.employee_ni += money(letter, "EmpeeContribnsInPd");
    read.employer_ni += money(letter, "TotalEmpNICInPd");
  }
  return read;
}

Money FpsReader::money(const xml_node& parent, std::string_view name) {
  return maybe_money(parent, name).value_or(Money{});
}

std::optional<Money> FpsReader::maybe_money(const xml_node& parent, std::string_view name) {
  const auto node = child_of(parent, name);
  if (!node) return std::nullopt;
  const auto text = text_of(node);
  if (text.empty()) return std::nullopt;
  const auto read = read_bank_money(text);
  if (!read.wrong) return read.value;
  refuse(*read.wrong, node, name, text);
  return std::nullopt;
}

Money FpsReader::needed_money(const xml_node& parent, std::string_view name) {
  const bool is_there = !text_of(child_of(parent, name)).empty();
  if (!is_there) refuse(Rule::text_missing, parent, name, {});
  return money(parent, name);
}

std::optional<Date> FpsReader::needed_date(const xml_node& parent, std::string_view name) {
  const auto node = child_of(parent, name);
  const auto text = text_of(node);
  if (text.empty()) {
    refuse(Rule::text_missing, parent, name, {});
    return std::nullopt;
  }
  const auto read = read_bank_date(text);
  if (read.date && read.form == DateForm::iso) {
    if (first_year <= read.date->year() && read.date->year() <= last_year) return read.date;
    refuse(Rule::value_out_of_range, node, name, text, "there was no FPS in that year");
    return std::nullopt;
  }
  refuse(read.wrong.value_or(Rule::date_not_understood), node, name, text);
  return std::nullopt;
}

std::optional<int> FpsReader::number(const xml_node& parent, std::string_view name, int least,
                                     int most) {
  const auto node = child_of(parent, name);
  if (!node) return std::nullopt;
  const auto text = text_of(node);
  const auto value = whole_number(text);
  if (value && least <= *value && *value <= most) return value;
  refuse(value ? Rule::value_out_of_range : Rule::number_not_understood, node, name, text,
         "it is from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

void FpsReader::refuse(Rule rule, const xml_node& at, std::string_view name, std::string_view found,
                       std::string remedy) {
  if (refusals_.full()) return;  // its column would be counted for nothing
  const auto what = std::string{name} + (found.empty() ? "" : " is " + std::string{found});
  if (remedy.empty()) remedy = "have the payroll program write the file again";
  refusals_.add(rule, places_.of(at), what, std::move(remedy));
}

}  // namespace imports

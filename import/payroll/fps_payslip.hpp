// One employment of an FPS with its payment, as a payslip (fps.hpp has the sums).
#pragma once

#include "import/payroll/hmrc_message.hpp"
#include "ledger/payroll.hpp"

#include <optional>
#include <string>

namespace imports {

/// Of one payment.
struct FpsFigures {
  ledger::Money taxable, benefits, untaxed, pension_before_tax, pension_after_tax;
  ledger::Money tax, employee_ni, employer_ni, loans, from_net;
  std::optional<ledger::Money> after_statutory;
};

/// What of the sums is not as the other figures have it.
struct FpsDoubts {
  std::optional<ledger::Money> after_statutory;  ///< by how much it differs from what follows
  bool pension_in_deductions = false;            ///< taken for part of DednsFromNetPay
};

/// Fills in the amounts; `net_stated` is false.
FpsDoubts apply(const FpsFigures& figures, ledger::Payslip& slip);

/// Who is paid, in however many employments.
struct Employee {
  explicit Employee(const pugi::xml_node& employee);
  std::string name;
  std::string national_insurance;  ///< number
};

/// Reads the payments of one submission.
class FpsReader {
 public:
  FpsReader(const HmrcMessage& message, std::string_view text, Refusals& refusals);

  /// The payslip of an employment with its figures; nothing, when something of it was refused.
  struct Read {
    ledger::Payslip slip;
    FpsFigures figures;
    std::string payroll_id;
  };
  std::optional<Read> read(const Employee& employee, const pugi::xml_node& employment);

 private:
  ledger::Money money(const pugi::xml_node& parent, std::string_view name);
  std::optional<ledger::Money> maybe_money(const pugi::xml_node& parent, std::string_view name);
  ledger::Money needed_money(const pugi::xml_node& parent, std::string_view name);
  std::optional<ledger::Date> needed_date(const pugi::xml_node& parent, std::string_view name);
  std::optional<int> number(const pugi::xml_node& parent, std::string_view name, int least,
                            int most);
  FpsFigures figures(const pugi::xml_node& employment, const pugi::xml_node& payment);
  void refuse(ledger::Rule rule, const pugi::xml_node& at, std::string_view name,
              std::string_view found, std::string remedy = {});

  Refusals& refusals_;
  ElementPlaces places_;
  std::optional<int> tax_year_;  ///< in which it starts, where the submission says
};

}  // namespace imports

#include "ledger/payroll.hpp"

namespace ledger {

bool Payslip::adds_up() const {
  return gross - tax - employee_ni - employee_pension - other_deductions == net;
}

}  // namespace ledger

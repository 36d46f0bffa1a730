// HMRC's Full Payment Submission: what an employer told HMRC on or before a pay day. Every
// employment with a payment is a payslip, as far as an FPS can say one.
//
// Net pay    is not stated in an FPS. It is worked out, and the payslip says so (net_stated false):
//
//   pay      = TaxablePay − BenefitsTaxedViaPayroll                 what is taxed and paid in money
//   gross    = pay + NonTaxOrNICPmt + EmpeePenContribnsPaid         (that was taken before tax)
//   tax      = TaxDeductedOrRefunded                                a refund is negative
//   NI       = Σ EmpeeContribnsInPd over the NI letters
//   pension  = EmpeePenContribnsPaid + EmpeePenContribnsNotPaid
//   other    = StudentLoanRecovered + PostgradLoanRecovered + DednsFromNetPay, less
//              EmpeePenContribnsNotPaid where DednsFromNetPay is at least as much: what is not paid
//              under a net pay arrangement is one of the deductions from net pay
//   net      = gross − tax − NI − pension − other
//
//   PayAfterStatDedns, where given, is pay after tax, NI and loans. With these added back it must
//   be the taxable pay, with or without the benefits, the pension and what is not taxed, for
//   programs differ in that. Where it is none of them, it stands in the place of `pay`, with a
//   warning. So gross less deductions is net, always; that proves nothing of an FPS.
// Not in it  the employer's pension contribution: nothing, with a warning. Hours: HoursWorked is a
//            letter for a band of usual hours.
// Employer   NI is Σ TotalEmpNICInPd. The days paid for: pay_period.hpp.
// Keys       PayId, else the NINO (compared only), else the name. EmpRefs name the employer.
// Refused    every other message to HMRC, by its name; what is not sound: hmrc_message.hpp.
// Source     HMRC, RTI data items guidance and the FPS schemas 2013-14 to 2026-27.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_fps(std::string_view text);
void read_fps(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports

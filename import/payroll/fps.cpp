#include "import/payroll/fps.hpp"

#include "import/payroll/fps_payslip.hpp"
#include "import/payroll/hmrc_message.hpp"
#include "import/payroll/paye_reference.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;
using pugi::xml_node;

constexpr std::string_view namespace_begins =
    "http://www.govtalk.gov.uk/taxation/PAYE/RTI/FullPaymentSubmission/";
/// More warnings of a kind say nothing new.
constexpr std::size_t most_warnings_of_a_kind = 50;

class Submission {
 public:
  Submission(const HmrcMessage& message, std::string_view text, Source& source, Refusals& refusals)
      : message_{message}, reader_{message, text, refusals}, source_{source}, refusals_{refusals} {}

  void read() {
    const auto refs = child_of(message_.submission(), "EmpRefs");
    const auto written =
        text_of(child_of(refs, "OfficeNo")) + "/" + text_of(child_of(refs, "PayeRef"));
    employer_ = parse_paye_reference(written).value_or("");
    for (const auto& employee : message_.submission()) {
      if (refusals_.full()) return;
      if (local_name(employee) == "Employee") read_employee(employee);
    }
    warn_of_file();
  }

 private:
  void read_employee(const xml_node& node) {
    const Employee employee{node};
    for (const auto& employment : node) {
      if (refusals_.full()) return;
      if (local_name(employment) != "Employment") continue;
      if (child_of(employment, "Payment")) {
        read_employment(employee, employment);
      } else {
        ++without_payment_;
      }
    }
  }

  void read_employment(const Employee& employee, const xml_node& employment) {
    auto read = reader_.read(employee, employment);
    if (!read) return;
    auto& slip = read->slip;
    warn_of(apply(read->figures, slip), slip.file_line);
    source_.payslip_keys.push_back(
        {employer_, std::move(read->payroll_id), employee.national_insurance});
    source_.payslips.push_back(std::move(slip));
  }

  void warn_of(const FpsDoubts& doubts, int line) {
    if (doubts.after_statutory && ++differing_ <= most_warnings_of_a_kind) {
      warn(line, "pay after statutory deductions is " + ledger::text(*doubts.after_statutory) +
                     " more than the other figures give: the gross and net pay follow it");
    }
    if (doubts.pension_in_deductions && ++in_deductions_ <= most_warnings_of_a_kind) {
      warn(line,
           "the pension contribution is taken to be one of the deductions from net pay; if it "
           "comes on top of them, the net pay is less by that");
    }
  }

  void warn_of_file() {
    warn(0,
         "a Full Payment Submission does not state net pay: it is worked out here from the other "
         "figures, and what was paid may differ");
    warn(0,
         "the employer's pension contribution and the hours are not in it: the contribution counts "
         "as nothing until another paper says it");
    if (message_.is_test()) warn(0, "it is marked as a test: this may not be what HMRC was told");
    if (without_payment_ > 0) {
      warn(0, std::to_string(without_payment_) + " without a payment, left out");
    }
    const std::string_view schema{message_.envelope().attribute("xmlns").value()};
    if (!schema.empty() && !schema.starts_with(namespace_begins)) {
      warn(0, "its schema is not one of HMRC's for a Full Payment Submission");
    }
  }

  void warn(int line, std::string text) { source_.warnings.push_back({line, std::move(text)}); }

  const HmrcMessage& message_;
  FpsReader reader_;
  Source& source_;
  Refusals& refusals_;
  std::string employer_;
  std::size_t differing_ = 0;
  std::size_t in_deductions_ = 0;
  int without_payment_ = 0;
};

/// Every amount of a payslip is in pounds.
void refuse_other_currency(const HmrcMessage& message, ElementPlaces places, Refusals& refusals) {
  const auto currency = child_of(child_of(message.envelope(), "IRheader"), "DefaultCurrency");
  const auto named = text_of(currency);
  if (named.empty() || named == "GBP") return;
  refusals.add(Rule::currency_foreign, places.of(currency), named,
               "payslips are read in pounds only");
}

}  // namespace

bool is_fps(std::string_view text) {
  return is_hmrc_message(text);
}

void read_fps(const File& file, const Asked&, Source& source, Refusals& refusals) {
  source.kind = ledger::FileKind::payroll;
  const HmrcMessage message{file.text, refusals};
  if (refusals.any()) return;
  refuse_other_currency(message, ElementPlaces{file.text}, refusals);
  Submission{message, file.text, source, refusals}.read();
  if (source.payslips.empty() && !refusals.any()) {
    refusals.add(Rule::no_payslips, ElementPlaces{file.text}.of(message.submission()),
                 "a submission in which nobody was paid",
                 "there is nothing to import; check that it is the right file");
  }
}

}  // namespace imports

// Any text is read as the payroll format of this target or refused; what is read twice is the same,
// and a payslip whose net pay was worked out adds up. Built once a format.
#include "import/encoding.hpp"
#include "import/payroll/bacs18.hpp"
#include "import/payroll/fps.hpp"
#include "import/payroll/nest.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool same(const imports::Source& a, const imports::Source& b) {
  if (a.payslips != b.payslips || a.statements.size() != b.statements.size()) return false;
  for (std::size_t i = 0; i < a.statements.size(); ++i) {
    if (a.statements[i].lines != b.statements[i].lines) return false;
  }
  return a.warnings.size() == b.warnings.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const std::string name = "fuzz";
  const imports::Decoded decoded{bytes};
  if (decoded.fault != imports::Decoded::Fault::none) return 0;
  if (!imports::DPLEDGER_FUZZ_IS(decoded.text)) return 0;
  imports::Source first, second;
  for (auto* source : {&first, &second}) {
    imports::Refusals refusals{name};
    imports::DPLEDGER_FUZZ_READ({bytes, decoded.text, name}, {}, *source, refusals);
    if (refusals.any()) return 0;
  }
  if (!same(first, second)) std::abort();
  for (const auto& slip : first.payslips) {
    if (!slip.adds_up() || slip.net_stated || slip.period.last < slip.period.first) std::abort();
  }
  if (first.payslips.size() != first.payslip_keys.size()) std::abort();
  return 0;
}

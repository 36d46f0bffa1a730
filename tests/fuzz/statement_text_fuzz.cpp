// Any text is read as the format of this target or refused; every line that is read has a place,
// and a second reading gives the same. Built once a format.
#include "import/encoding.hpp"
#include "import/ofx/ofx.hpp"
#include "import/qif/qif.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const std::string name = "fuzz";
  const imports::Decoded decoded{bytes};
  if (decoded.fault != imports::Decoded::Fault::none) return 0;
  (void)imports::DPLEDGER_FUZZ_IS(decoded.text);
  imports::Source first, second;
  for (auto* source : {&first, &second}) {
    imports::Refusals refusals{name};
    imports::DPLEDGER_FUZZ_READ({bytes, decoded.text, name}, {}, *source, refusals);
    if (refusals.any()) return 0;
  }
  if (first.statements.empty() && first.warnings.empty()) std::abort();
  for (std::size_t i = 0; i < first.statements.size(); ++i) {
    if (first.statements[i].lines != second.statements[i].lines) std::abort();
    for (const auto& line : first.statements[i].lines) {
      if (line.file_line < 1) std::abort();
    }
  }
  return 0;
}

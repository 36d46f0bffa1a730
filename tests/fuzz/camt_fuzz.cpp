// Any text is read as CAMT or refused; what is read says where each line stands.
#include "import/camt/camt.hpp"
#include "import/xml_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const std::string name = "fuzz";
  (void)imports::xml_text(text);
  (void)imports::attribute(text, "Ccy");
  (void)imports::is_camt(text);
  imports::Refusals refusals{name};
  imports::Source source;
  imports::read_camt({text, text, name}, {}, source, refusals);
  if (refusals.any()) return refusals.take().empty() ? std::abort(), 0 : 0;
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) {
      if (line.file_line < 1 || line.amount.is_zero()) std::abort();
    }
  }
  return 0;
}

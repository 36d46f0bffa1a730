// Any words with places, as pdftotext may give them: read and proved, or refused.
#include "import/source.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string words{reinterpret_cast<const char*>(data), size};
  imports::Asked asked;
  asked.pdf_words = [&](std::string_view, const std::string&) {
    return ledger::Result<std::string>{words};
  };
  const auto source = imports::read("%PDF-1.4\n", "fuzz", asked);
  if (!source) return source.errors().empty() ? std::abort(), 0 : 0;
  for (const auto& statement : source.value().statements) {
    // What is read is proved: from the opening balance by the lines to the closing one.
    if (!statement.opening || !statement.closing || !statement.breaks.empty()) std::abort();
    auto running = *statement.opening;
    for (const auto& line : statement.lines) {
      running += line.amount;
      if (line.balance && *line.balance != running) std::abort();
    }
    if (running != *statement.closing) std::abort();
  }
  return 0;
}

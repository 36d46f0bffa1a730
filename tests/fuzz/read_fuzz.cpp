// Any bytes are read or refused; what is read twice is the same; a file imported again adds
// nothing.
#include "import/source.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  (void)imports::read_manifest(bytes, "fuzz");
  const auto source = imports::read(bytes, "fuzz");
  if (!source) return source.errors().empty() ? std::abort(), 0 : 0;
  for (const auto& statement : source.value().statements) {
    const auto told = imports::tell_apart("P0001/dp", statement, {});
    imports::KnownAccount book;
    for (const auto& line : told.kept) {
      book.rows.push_back(
          {line.id, line.date, line.amount, line.balance, line.description(), line.bank_id});
    }
    if (!imports::tell_apart("P0001/dp", statement, book).kept.empty()) std::abort();
  }
  return 0;
}

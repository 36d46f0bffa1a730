// Signatures from anybody: a PDF with some inside, a CMS beside a file, a service's reply, and an
// update of which the first part was signed. None of them may do more than not hold.
#include "signing/pdf_changes.hpp"
#include "signing/pdf_signature.hpp"
#include "signing/signature.hpp"
#include "signing/timestamp.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::time_t today = 1'750'000'000;
  const std::string bytes{reinterpret_cast<const char*>(data), size};
  const auto inside = signing::verify_pdf(bytes, std::nullopt, "", today);
  if (inside) {
    for (const auto& one : inside.value()) {
      if (one.verdict.holds && one.verdict.signer.empty()) std::abort();
    }
  }
  signing::attached_json(bytes);
  signing::last_signature(bytes);
  signing::more_than_a_signature(bytes, size / 2);
  const auto beside = signing::verify_detached("one\n", bytes, std::nullopt, "", today);
  if (beside && !beside.value().signer.empty()) {
    signing::timestamp_query(bytes, "fuzz");
    signing::with_timestamp(bytes, {bytes, "fuzz", "", std::nullopt, ""}, today);
  }
  return 0;
}

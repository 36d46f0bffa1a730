#include "app/inspected_file.hpp"

#include "app/files.hpp"
#include "app/pdf_words.hpp"
#include "import/source.hpp"
#include "ledger/store/book.hpp"

#include <utility>

namespace app {

Inspected inspected(const std::string& file, const KnownProfiles& known) {
  Inspected made;
  auto& shown = made.shown;
  shown.file = file;
  const auto bytes = read_file(file);
  if (!bytes) {
    shown.refused = bytes.errors();
    return made;
  }
  shown.sha256 = store::sha256_hex(bytes.value());
  auto read = imports::read(bytes.value(), file,
                            {std::nullopt, known.named, &known.profiles, true, pdf_words()});
  if (!read) {
    shown.refused = read.errors();
    return made;
  }
  auto source = std::move(read).value();
  shown.format = std::move(source.format);
  shown.profile = std::move(source.profile);
  shown.encoding = std::move(source.encoding);
  shown.statements = std::move(source.statements);
  shown.payslips = std::move(source.payslips);
  shown.summaries = std::move(source.summaries);
  shown.invoices = std::move(source.invoices);
  shown.deliveries = std::move(source.deliveries);
  shown.warnings = std::move(source.warnings);
  shown.proposal = std::move(source.proposal);
  made.reasons = std::move(source.reasons);
  return made;
}

}  // namespace app

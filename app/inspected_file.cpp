#include "app/inspected_file.hpp"

#include "app/files.hpp"
#include "app/pdf_words.hpp"
#include "import/csv/layout.hpp"
#include "import/source.hpp"
#include "ledger/store/book.hpp"

#include <utility>

namespace app {
namespace {

/// What people call the layout or the saved profile; empty where it has no name but its format's.
std::string title_of(const imports::Source& source, const KnownProfiles& known) {
  const auto* profile = source.profile.empty() ? nullptr : known.profiles.named(source.profile);
  if (profile != nullptr) return profile->title;
  for (const auto& layout : imports::built_in_layouts()) {
    if (layout.name == source.format) return std::string{layout.title};
  }
  return {};
}

}  // namespace

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
  shown.kind = source.kind;
  shown.title = title_of(source, known);
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

#include "import/formats.hpp"
#include "import/iban.hpp"
#include "import/source.hpp"
#include "import/table.hpp"
#include "import/text_of_file.hpp"

namespace imports {
namespace {

/// The room of the file, when it has one; what is read has only to be asked for.
bool read_in_its_room(const File& file, Format::Of of, const Asked& asked, Source& source,
                      Refusals& refusals) {
  for (const auto& format : formats()) {
    if (format.of != of || !format.fits(of == Format::Of::bytes ? file.bytes : file.text)) continue;
    source.format = format.name;
    format.read(file, asked, source, refusals);
    if (!refusals.any() && asked.kind && *asked.kind != source.kind) {
      refuse_other_kind(*asked.kind, source.kind, refusals);
    }
    return true;
  }
  return false;
}

/// It is read as printed, whatever room read it: a person knows which account was meant.
void warn_of_iban(ledger::Statement& statement) {
  if (statement.iban.empty() || is_iban(statement.iban)) return;
  statement.warnings.push_back({0, "the check digits of the IBAN " +
                                       ledger::quoted(statement.iban, 40) +
                                       " are wrong: look whether this is the right account"});
}

void read_any(std::string_view bytes, const std::string& file, const Asked& asked, Source& source,
              Refusals& refusals) {
  if (!has_readable_size(bytes, refusals)) return;
  if (read_in_its_room({bytes, {}, file}, Format::Of::bytes, asked, source, refusals)) return;
  const Decoded decoded{bytes};
  source.encoding = decoded.encoding;
  const bool is_text = decoded.fault == Decoded::Fault::none;
  if (is_text &&
      read_in_its_room({bytes, decoded.text, file}, Format::Of::text, asked, source, refusals)) {
    return;
  }
  if (!is_text_file(bytes, decoded, refusals)) return;
  read_table(decoded.text, asked, source, refusals);
}

}  // namespace

ledger::Result<Source> read(std::string_view bytes, const std::string& file, const Asked& asked) {
  Refusals refusals{file};
  Source source;
  source.profile = asked.profile;
  read_any(bytes, file, asked, source, refusals);
  if (refusals.any()) return refusals.take();
  for (auto& statement : source.statements) {
    if (!statement.format.empty()) continue;  // of a file in an archive: seen already
    statement.format = source.format;
    warn_of_iban(statement);
  }
  return source;
}

}  // namespace imports

// Any bytes are read as an archive, a workbook or a web page, or refused; and the parts of a
// workbook, which a damaged archive would hide behind its checksums.
#include "import/sheet/cell_value.hpp"
#include "import/sheet/html_table.hpp"
#include "import/sheet/workbook.hpp"
#include "import/sheet/workbook_parts.hpp"
#include "import/sheet/zip_files.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void read_parts(std::string_view text) {
  imports::SharedTexts texts;
  (void)texts.take(std::string{text});
  (void)imports::relations_of(text, "xl/");
  (void)imports::workbook_part(text);
  (void)imports::styles_of_days(text);
  (void)imports::number_text(text);
  (void)imports::serial_day(text, false);
  (void)imports::shows_days(text);
  const std::vector<bool> days = {false, true};
  imports::CsvText table{4096};
  (void)imports::write_sheet(text, {&texts, &days, true}, table);
  if (table.text().size() > 4096) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const std::string name = "fuzz";
  read_parts(bytes);
  for (const auto read : {imports::read_zip, imports::read_workbook, imports::read_html_table}) {
    imports::Refusals refusals{name};
    imports::Source source;
    read({bytes, bytes, name}, {}, source, refusals);
    if (refusals.any() && refusals.take().empty()) std::abort();
  }
  return 0;
}

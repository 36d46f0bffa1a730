#include "import/bai2/bai2.hpp"

#include "import/bai2/reader.hpp"

#include <algorithm>

namespace imports {

bool is_bai2(std::string_view text) {
  const std::string file;
  Refusals none{file};
  BaiRecords records{text.substr(0, 4096)};
  BaiRecord record;
  if (!records.next(record, none) || record.code != 1) return false;
  const auto commas = std::ranges::count(record.fields, ',');
  return commas >= 5 && (!records.next(record, none) || record.code == 2);
}

void read_bai2(const File& file, const Asked& /*asked*/, Source& source, Refusals& refusals) {
  const auto reserved = file.text.find(bai_field_end);
  if (reserved != file.text.npos) {
    return refusals.add(ledger::Rule::row_not_understood, place_of(file.text, reserved),
                        "a control character", "the file is damaged: download it again");
  }
  BaiReader reader{file.text, refusals};
  source.statements = reader.read(source.warnings);
}

}  // namespace imports

#include "ledger/facts.hpp"

#include "ledger/ensure.hpp"

namespace ledger {

std::string_view text(FileKind kind) {
  switch (kind) {
    case FileKind::bank:
      return "bank";
    case FileKind::payroll:
      return "payroll";
    case FileKind::summary:
      return "summary";
    case FileKind::invoice:
      return "invoice";
    case FileKind::delivery:
      return "delivery";
  }
  throw Defect{"a file of no kind"};
}

std::optional<FileKind> parse_file_kind(std::string_view word) {
  for (const auto kind : {FileKind::bank, FileKind::payroll, FileKind::summary, FileKind::invoice,
                          FileKind::delivery}) {
    if (text(kind) == word) return kind;
  }
  return std::nullopt;
}

}  // namespace ledger

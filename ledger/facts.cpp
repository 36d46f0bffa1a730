#include "ledger/facts.hpp"

#include "ledger/ensure.hpp"
#include "ledger/finding.hpp"

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

bool is_waived(const std::vector<Waiver>& waivers, std::string_view finding) {
  for (auto newest = waivers.rbegin(); newest != waivers.rend(); ++newest) {
    if (parse_waived(newest->finding).id == finding) return !newest->withdrawn;
  }
  return false;
}

Noted noted(const std::vector<Note>& notes, std::string_view subject) {
  Noted noted;
  for (const Note& note : notes) {
    if (note.subject != subject) continue;
    if (note.withdrawn) noted = {};
    if (note.until) noted.until = note.until;
    if (!note.text.empty()) noted.notes.push_back(&note);
  }
  return noted;
}

}  // namespace ledger

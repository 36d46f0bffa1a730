#include "import/sheet/workbook.hpp"

#include "import/sheet/archive.hpp"
#include "import/sheet/workbook_parts.hpp"
#include "import/table.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::string_view types_part = "[Content_Types].xml";
constexpr std::string_view save_as_csv = "save the sheet as CSV and import that";

/// What reading takes of a byte that is unpacked: its part, the table made of it, and its lines.
constexpr std::uint64_t for_sheet = 5;

std::string_view folder_of(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == name.npos ? std::string_view{} : name.substr(0, slash + 1);
}

std::string relations_name(std::string_view name) {
  const auto folder = folder_of(name);
  return std::string{folder} + "_rels/" + std::string{name.substr(folder.size())} + ".rels";
}

class WorkbookReader {
 public:
  WorkbookReader(const File& file, Source& source, Refusals& refusals)
      : archive_{file.bytes},
        source_{source},
        refusals_{refusals},
        left_{most_unpacked(file.bytes.size(), for_sheet)} {}

  /// The table of the sheet that is chosen; nothing when the workbook is refused.
  std::optional<std::string> table() {
    if (!find_workbook() || !read_texts_and_styles()) return std::nullopt;
    for (const auto& sheet : workbook_.sheets) {
      const auto part = part_of(sheet);
      if (sheet.hidden || part.empty()) continue;
      auto text = table_of(part);
      if (!text) return std::nullopt;
      if (rows_ > 1) {
        say_which(sheet);
        return text;
      }
    }
    refusals_.add(Rule::file_empty, {}, "a workbook without a visible sheet of more than one row");
    return std::nullopt;
  }

 private:
  /// Unpacked, and counted; nothing (and refused) where it cannot be.
  std::optional<std::string> unpack(const std::string& name) {
    const auto place = archive_.find(name);
    if (!place) return refuse_damaged("no " + name);
    const auto& entry = archive_.entries()[*place];
    if (entry.size > left_) {
      refusals_.add(Rule::file_too_large, {}, name + ": " + std::to_string(entry.size) + " bytes",
                    std::string{save_as_csv});
      return std::nullopt;
    }
    auto part = archive_.read(*place, left_);
    if (!part) return refuse_damaged(name);
    left_ -= part->size();
    return part;
  }

  std::optional<std::string> refuse_damaged(const std::string& found) {
    refusals_.add(Rule::archive_damaged, {}, found);
    return std::nullopt;
  }

  std::optional<std::vector<Relation>> relations(const std::string& name, std::string_view folder) {
    const auto part = unpack(name);
    if (!part) return std::nullopt;
    auto relations = relations_of(*part, folder);
    if (!relations) (void)refuse_damaged(name);
    return relations;
  }

  bool find_workbook() {
    const auto top = relations("_rels/.rels", "");
    if (!top) return false;
    const auto document = std::ranges::find(*top, "officeDocument", &Relation::type);
    if (document == top->end()) return refuse_damaged("no workbook").has_value();
    if (!document->target.ends_with(".xml") || document->target.starts_with("word/")) {
      refusals_.add(Rule::not_supported, {}, document->target, std::string{save_as_csv});
      return false;
    }
    const auto own = relations(relations_name(document->target), folder_of(document->target));
    const auto part = own ? unpack(document->target) : std::nullopt;
    auto workbook = part ? workbook_part(*part) : std::nullopt;
    if (part && !workbook) (void)refuse_damaged(document->target);
    if (!workbook) return false;
    relations_ = *own;
    workbook_ = std::move(*workbook);
    return true;
  }

  bool read_texts_and_styles() {
    for (const auto& each : relations_) {
      if (each.type != "sharedStrings" && each.type != "styles") continue;
      auto part = unpack(each.target);
      if (!part) return false;
      bool whole = true;
      if (each.type == "sharedStrings") {
        whole = texts_.take(*part);
      } else if (auto days = styles_of_days(*part)) {
        days_ = std::move(*days);
      } else {
        whole = false;
      }
      if (!whole) return refuse_damaged(each.target).has_value();
    }
    return true;
  }

  /// Empty for what is no sheet of cells.
  std::string part_of(const SheetNamed& sheet) const {
    const auto found = std::ranges::find(relations_, sheet.relation, &Relation::id);
    return found == relations_.end() || found->type != "worksheet" ? std::string{} : found->target;
  }

  std::optional<std::string> table_of(const std::string& name) {
    const auto part = unpack(name);
    if (!part) return std::nullopt;
    CsvText table{left_};
    if (!write_sheet(*part, {&texts_, &days_, workbook_.from_1904}, table))
      return refuse_damaged(name);
    if (table.too_large()) {
      refusals_.add(Rule::file_too_large, {}, name, std::string{save_as_csv});
      return std::nullopt;
    }
    left_ -= table.text().size();
    rows_ = table.rows_filled();
    return table.text();
  }

  void say_which(const SheetNamed& read) {
    std::string others;
    for (const auto& sheet : workbook_.sheets) {
      if (&sheet == &read) continue;
      others += (others.empty() ? "" : ", ") + ledger::quoted(sheet.name, 60) +
                (sheet.hidden ? " (hidden)" : "");
    }
    if (others.empty()) return;
    source_.warnings.push_back({0, "only the sheet " + ledger::quoted(read.name, 60) +
                                       " was read; left aside: " + ledger::quoted(others, 300)});
  }

  Archive archive_;
  Source& source_;
  Refusals& refusals_;
  std::uint64_t left_;  ///< bytes that may still be unpacked or written
  std::vector<Relation> relations_;
  WorkbookPart workbook_;
  SharedTexts texts_;
  std::vector<bool> days_;
  std::size_t rows_ = 0;  ///< with anything in them, of the sheet read last
};

}  // namespace

bool is_workbook(std::string_view bytes) {
  return looks_like_archive(bytes) && Archive{bytes}.find(types_part).has_value();
}

void read_workbook(const File& file, const Asked& asked, Source& source, Refusals& refusals) {
  const auto table = WorkbookReader{file, source, refusals}.table();
  if (table) read_table(*table, asked, source, refusals);
}

}  // namespace imports

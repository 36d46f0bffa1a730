#include "import/sheet/workbook.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/sheet/archive.hpp"
#include "import/sheet/workbook_parts.hpp"
#include "import/table.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::string_view types_part = "[Content_Types].xml";
constexpr std::string_view save_as_csv = "save the sheet as CSV and import that";

/// What reading takes of a byte: a sheet's part only itself, as it is walked and let go; shared
/// texts stay beside their part; of a table stay its lines.
constexpr std::uint64_t for_walked = 1;
constexpr std::uint64_t for_kept = 3;
constexpr std::uint64_t for_table = 5;

std::string_view folder_of(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == name.npos ? std::string_view{} : name.substr(0, slash + 1);
}

std::string relations_name(std::string_view name) {
  const auto folder = folder_of(name);
  return std::string{folder} + "_rels/" + std::string{name.substr(folder.size())} + ".rels";
}

/// What may be the heading of a table, among its first rows and above others: three words or more,
/// none of which begins as an amount or a day does.
std::vector<std::string> headings_in(std::string_view table) {
  constexpr std::size_t least_words = 3;
  constexpr int rows_looked_at = 100;
  std::vector<std::string> found;
  std::size_t rows_above_last = 0;  // headings that have a row below them
  CsvReader reader{table};
  Row row;
  for (int i = 0; i < rows_looked_at && reader.next(row) == CsvReader::Got::row; ++i) {
    if (row.blank()) continue;
    rows_above_last = found.size();
    std::string names;
    std::size_t words = 0;
    bool is_heading = true;
    for (const auto& cell : row.cells) {
      const auto name = heading(cell.text);
      names += name + '\n';
      words += name.empty() ? 0U : 1U;
      is_heading = is_heading && name.find_first_of("0123456789+-") != 0;
    }
    if (is_heading && words >= least_words) found.push_back(std::move(names));
  }
  found.resize(rows_above_last);
  return found;
}

class WorkbookReader {
 public:
  WorkbookReader(const File& file, Source& source, Refusals& refusals)
      : archive_{file.bytes},
        source_{source},
        refusals_{refusals},
        left_{most_unpacked(file.bytes.size(), 1)} {}

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
        if (has_more_of(*text, sheet)) return std::nullopt;
        return text;
      }
    }
    refusals_.add(Rule::file_empty, {}, "a workbook without a visible sheet of more than one row");
    return std::nullopt;
  }

 private:
  /// Unpacked, and counted; nothing (and refused) where it cannot be. `each` is what reading takes
  /// of a byte of it.
  std::optional<std::string> unpack(const std::string& name, std::uint64_t each = for_kept) {
    const auto place = archive_.find(name);
    if (!place) return refuse_damaged("no " + name);
    const auto& entry = archive_.entries()[*place];
    if (entry.size > left_ / each) {
      refusals_.add(Rule::file_too_large, {}, name + ": " + std::to_string(entry.size) + " bytes",
                    std::string{save_as_csv});
      return std::nullopt;
    }
    auto part = archive_.read(*place, left_);
    if (!part) return refuse_damaged(name);
    left_ -= part->size() * each;
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
    const auto part = unpack(name, for_walked);
    if (!part) return std::nullopt;
    CsvText table{left_ / for_table};
    if (!write_sheet(*part, {&texts_, &days_, workbook_.from_1904}, table))
      return refuse_damaged(name);
    if (table.too_large()) {
      refusals_.add(Rule::file_too_large, {}, name, std::string{save_as_csv});
      return std::nullopt;
    }
    left_ += part->size() * for_walked;  // let go
    table_takes_ = table.text().size() * for_table;
    left_ -= table_takes_;
    rows_ = table.rows_filled();
    return table.text();
  }

  /// Does a later sheet have rows under the heading of this one, or can nobody tell? Refused then.
  bool has_more_of(const std::string& table, const SheetNamed& read) {
    const auto ours = headings_in(table);
    bool is_later = false;
    for (const auto& sheet : workbook_.sheets) {
      const auto part = is_later && !sheet.hidden ? part_of(sheet) : std::string{};
      is_later = is_later || &sheet == &read;
      if (part.empty()) continue;
      const auto other = table_of(part);
      if (!other) return true;
      left_ += table_takes_;  // looked at, and let go
      const auto theirs = headings_in(*other);
      if (std::ranges::find_first_of(theirs, ours) == theirs.end()) continue;
      refusals_.add(Rule::not_supported, {},
                    "rows under one heading in the sheets " + ledger::quoted(read.name, 60) +
                        " and " + ledger::quoted(sheet.name, 60),
                    "save each sheet as a file of its own, as CSV, and import them all");
      return true;
    }
    return false;
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
  std::uint64_t left_;             ///< of the memory that may be taken
  std::uint64_t table_takes_ = 0;  ///< of it, the table made last
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
  if (table) read_table(*table, asked, source, refusals, Days::of_cells);
}

}  // namespace imports

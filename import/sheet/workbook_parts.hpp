// The parts of a workbook beside its sheets: which sheets there are, shared texts, styles.
#pragma once

#include "import/sheet/csv_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

/// One line of a .rels part.
struct Relation {
  std::string id;
  std::string type;    ///< its last word: "worksheet", "sharedStrings", "styles"
  std::string target;  ///< as a name in the archive
};
/// Nothing where the part is damaged. `folder` is that of the part whose relations they are: "xl/".
std::optional<std::vector<Relation>> relations_of(std::string_view part, std::string_view folder);

struct SheetNamed {
  std::string name;
  std::string relation;
  bool hidden = false;
};
struct WorkbookPart {
  std::vector<SheetNamed> sheets;
  bool from_1904 = false;
};
std::optional<WorkbookPart> workbook_part(std::string_view part);

/// The texts that cells refer to by number. Each is made once: cells may name one a million times.
class SharedTexts {
 public:
  /// False where the part is damaged.
  bool take(std::string_view part);
  std::optional<std::string_view> text(std::size_t number) const;

 private:
  std::string texts_;                ///< one behind the other
  std::vector<std::uint32_t> ends_;  ///< where each ends
};

/// By the number of a cell's style: does it show a day? Nothing where the part is damaged.
std::optional<std::vector<bool>> styles_of_days(std::string_view part);

/// The visible text of <si> or <is>: its runs together, without what is written beside them.
std::string rich_text(std::string_view written);

/// What reads a sheet's cells beside the sheet.
struct SheetContext {
  const SharedTexts* texts = nullptr;
  const std::vector<bool>* days = nullptr;
  bool from_1904 = false;
};
/// The sheet's rows into `table`; false where the part is damaged.
bool write_sheet(std::string_view part, const SheetContext& context, CsvText& table);

}  // namespace imports

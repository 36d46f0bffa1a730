#include "import/sheet/workbook_parts.hpp"

#include "import/sheet/archive.hpp"
#include "import/sheet/cell_value.hpp"
#include "import/xml_reader.hpp"

#include <charconv>
#include <limits>
#include <unordered_map>

namespace imports {
namespace {

using Got = XmlReader::Got;

constexpr std::size_t most_styles = 70'000;

std::string value_of(const XmlReader& reader, std::string_view name) {
  return xml_text(attribute(reader.attributes(), name).value_or(""));
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

/// Walks a part and tells `see` of every element that opens; false where it is damaged.
template <class See>
bool walk(std::string_view part, See see) {
  XmlReader reader{part};
  for (auto got = reader.next(); got != Got::end; got = reader.next()) {
    if (got == Got::broken) return false;
    if (got == Got::open) see(reader);
  }
  return true;
}

/// "/xl/a.xml" and, from "xl/", "a.xml" and "../xl/a.xml" are "xl/a.xml".
std::string in_archive(std::string_view target, std::string_view folder) {
  if (target.starts_with('/')) return std::string{target.substr(1)};
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const auto above = folder.substr(0, folder.empty() ? 0 : folder.size() - 1).rfind('/');
    folder = above == folder.npos ? std::string_view{} : folder.substr(0, above + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return std::string{folder} + std::string{target};
}

/// Gathers the text of <si> or <is>, element by element.
class RichText {
 public:
  void take(Got got, const XmlReader& reader, std::string& into) {
    const bool is_aid = reader.name() == "rPh";
    if (is_aid && got == Got::open && beside_ == 0) beside_ = reader.depth();
    if (is_aid && got == Got::close && beside_ == reader.depth()) beside_ = 0;
    if (beside_ == 0 && got == Got::close && reader.name() == "t") {
      into += xml_text(reader.content().value_or(""));
    }
  }

 private:
  std::size_t beside_ = 0;  ///< the depth of a reading aid, whose text is none of the cell's
};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::vector<Relation>> relations_of(std::string_view part, std::string_view folder) {
  std::vector<Relation> relations;
  const bool whole = walk(part, [&](const XmlReader& reader) {
    if (reader.name() != "Relationship" || value_of(reader, "TargetMode") == "External") return;
    const auto type = value_of(reader, "Type");
    relations.push_back({value_of(reader, "Id"), type.substr(type.rfind('/') + 1),
                         in_archive(value_of(reader, "Target"), folder)});
  });
  const bool too_many = relations.size() > Archive::most_entries;  // each names a part
  return whole && !too_many ? std::optional{std::move(relations)} : std::nullopt;
}

std::optional<WorkbookPart> workbook_part(std::string_view part) {
  WorkbookPart workbook;
  const bool whole = walk(part, [&](const XmlReader& reader) {
    if (reader.name() == "workbookPr") workbook.from_1904 = is_true(value_of(reader, "date1904"));
    if (reader.name() != "sheet") return;
    const auto state = value_of(reader, "state");
    workbook.sheets.push_back({value_of(reader, "name"), value_of(reader, "id"),
                               state == "hidden" || state == "veryHidden"});
  });
  const bool too_many = workbook.sheets.size() > Archive::most_entries;
  return whole && !too_many ? std::optional{std::move(workbook)} : std::nullopt;
}

bool SharedTexts::take(std::string_view part) {
  if (part.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  XmlReader reader{part};
  RichText read;
  for (auto got = reader.next(); got != Got::end; got = reader.next()) {
    if (got == Got::broken) return false;
    if (reader.name() != "si" || reader.depth() != 2) {
      read.take(got, reader, texts_);
    } else if (got == Got::close) {
      ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
  }
  return true;
}

std::optional<std::string_view> SharedTexts::text(std::size_t number) const {
  if (number >= ends_.size()) return std::nullopt;
  const auto begins = number == 0 ? 0 : ends_[number - 1];
  return std::string_view{texts_}.substr(begins, ends_[number] - begins);
}

std::string rich_text(std::string_view written) {
  XmlReader reader{written};
  RichText read;
  std::string out;
  for (auto got = reader.next(); got == Got::open || got == Got::close; got = reader.next()) {
    read.take(got, reader, out);
  }
  return out;
}

std::optional<std::vector<bool>> styles_of_days(std::string_view part) {
  std::unordered_map<int, bool> own;
  std::vector<bool> days;
  bool in_cells = false;
  const bool whole = walk(part, [&](const XmlReader& reader) {
    const auto name = reader.name();
    if (reader.depth() == 2) in_cells = name == "cellXfs";
    const auto id = whole_number(value_of(reader, "numFmtId")).value_or(0);
    if (name == "numFmt") own[id] = shows_days(std::string_view{value_of(reader, "formatCode")});
    if (name != "xf" || !in_cells || days.size() >= most_styles) return;
    const auto custom = own.find(id);
    days.push_back(custom == own.end() ? shows_days(id) : custom->second);
  });
  return whole ? std::optional{std::move(days)} : std::nullopt;
}

}  // namespace imports

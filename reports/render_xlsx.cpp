// An answer as a workbook: a sheet a table. Tables of the same columns (one a budget, say) share a
// sheet, each row led by the title of its table, so that the sheet can be sorted and added up. What
// is said around the tables stands on a sheet of its own, the last.
#include "reports/answer.hpp"
#include "reports/cells.hpp"
#include "reports/text_width.hpp"
#include "reports/workbook_json.hpp"
#include "reports/xlsx_package.hpp"
#include "reports/xlsx_sheet.hpp"

#include <algorithm>
#include <set>

namespace reports {
namespace {

constexpr std::size_t most_rows = 1'000'000;  // of one sheet; Excel holds 1,048,576

/// Tables of one shape, in the order of the answer; the first is the first of its shape.
using Alike = std::vector<const Table*>;

bool same_columns(const Table& a, const Table& b) {
  return std::equal(
      a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
      [](const Column& x, const Column& y) { return x.heading == y.heading && x.key == y.key; });
}

/// Sheets in the order of the answer, but the table for CSV first: it has everything.
std::vector<Alike> groups_of(const Answer& answer) {
  std::vector<const Table*> tables;
  if (answer.csv_table < answer.tables.size()) tables.push_back(&answer.tables[answer.csv_table]);
  for (const Table& table : answer.tables) {
    if (tables.empty() || &table != tables.front()) tables.push_back(&table);
  }
  std::vector<Alike> groups;
  for (const Table* table : tables) {
    if (table->columns.empty()) continue;
    ensure_rectangular(*table);
    const auto alike = std::find_if(groups.begin(), groups.end(), [&](const Alike& group) {
      return same_columns(*group.front(), *table);
    });
    if (alike == groups.end()) {
      groups.push_back({table});
    } else {
      alike->push_back(table);
    }
  }
  return groups;
}

/// Names as Excel takes them: 1 to 31 units of UTF-16, none of []:*?/\, no apostrophe at an end,
/// not "History", and each once whatever its case.
class SheetNames {
 public:
  std::string name(const std::string& wanted) {
    const auto base = allowed(wanted, longest);
    auto candidate = base;
    for (int n = 2; !taken_.insert(folded(candidate)).second; ++n) {
      const auto mark = " " + std::to_string(n);
      candidate = allowed(base, longest - mark.size()) + mark;
    }
    return candidate;
  }

 private:
  static constexpr std::size_t longest = 31;

  static std::string folded(std::string text) {
    for (char& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
  }

  static std::string allowed(const std::string& wanted, std::size_t room) {
    std::string name;
    std::size_t units = 0;
    const auto text = showable(wanted);
    for (std::size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      units += bytes == 4 ? 2 : 1;
      if (units > room) break;
      const bool barred = std::string_view{"[]:*?/\\\n"}.find(text[i]) != std::string_view::npos;
      name += barred ? "-" : text.substr(i, bytes);
      i += bytes;
    }
    const auto first = name.find_first_not_of(" '");
    if (first == std::string::npos) return "Table";
    name = name.substr(first, name.find_last_not_of(" '") - first + 1);
    return folded(name) == "history" ? "History of it" : name;
  }

  std::set<std::string> taken_{};
};

std::string wanted_name(const Alike& group) {
  const Table& first = *group.front();
  if (group.size() == 1 && !first.title.empty()) {
    return first.title.substr(0, first.title.find_first_of(":,("));
  }
  if (!first.for_people) return "Data";
  return first.columns.front().heading;
}

Sheet::Weight weight_of(const Table& table, std::size_t row) {
  const bool alarm = std::find(table.alarms.begin(), table.alarms.end(), row) != table.alarms.end();
  return alarm ? Sheet::Weight::alarm : Sheet::Weight::plain;
}

void add_table(Sheet& sheet, const Table& table) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    sheet.rows.push_back({&table.rows[i], table.title, weight_of(table, i)});
  }
  if (!table.totals.empty()) {
    sheet.rows.push_back({&table.totals, table.title, Sheet::Weight::total});
  }
  const bool several = !sheet.leading_heading.empty();
  if (!several && !table.title.empty() && table.title != sheet.name) {
    sheet.sentences.push_back(table.title);
  }
  const std::string of = several && !table.title.empty() ? table.title + ": " : "";
  for (const std::string& note : table.notes) sheet.sentences.push_back(of + note);
  if (!table.chart) return;
  for (const std::string& words : table.chart->words) sheet.sentences.push_back(of + words);
}

/// Tables that are only sentences have no sheet of their own.
void add_sentences(Sheet& about, const Answer& answer) {
  about.sentences = answer.heading;
  for (const Table& table : answer.tables) {
    if (!table.columns.empty()) continue;
    for (const std::string& note : table.notes) {
      about.sentences.push_back((table.title.empty() ? "" : table.title + ": ") + note);
    }
  }
  about.sentences.insert(about.sentences.end(), answer.closing.begin(), answer.closing.end());
}

/// A sheet of the group, or as many as its rows need.
void add_sheets(std::vector<Sheet>& sheets, SheetNames& names, const Alike& group,
                std::string_view draft) {
  Sheet whole;
  const auto name = wanted_name(group);
  if (group.size() > 1) whole.leading_heading = "Of";
  for (const Column& column : group.front()->columns) whole.headings.push_back(column.heading);
  whole.draft = draft;
  whole.name = names.name(name);
  for (const Table* table : group) add_table(whole, *table);
  auto rows = std::move(whole.rows);
  for (std::size_t first = 0; first == 0 || first < rows.size(); first += most_rows) {
    Sheet part = whole;
    const auto last = std::min(rows.size(), first + most_rows);
    part.rows.assign(rows.begin() + static_cast<std::ptrdiff_t>(first),
                     rows.begin() + static_cast<std::ptrdiff_t>(last));
    if (first > 0) part.name = names.name(name);
    if (last < rows.size()) part.sentences = {"Continued on the next sheet."};
    sheets.push_back(std::move(part));
  }
}

std::vector<Sheet> sheets_of(const Answer& answer) {
  std::vector<Sheet> sheets;
  SheetNames names;
  const auto draft = answer.draft ? answer.draft_words : std::string_view{};
  for (const Alike& group : groups_of(answer)) add_sheets(sheets, names, group, draft);
  Sheet about;
  add_sentences(about, answer);
  about.draft = draft;
  if (!about.sentences.empty() || sheets.empty()) {
    about.name = names.name("About");
    sheets.push_back(std::move(about));
  }
  return sheets;
}

constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view relation_types =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const std::string& id, std::string_view type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + std::string{type} + "\" Target=\"" + target +
         "\"/>";
}

std::string relations(const std::string& inside) {
  return std::string{head} +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inside + "</Relationships>";
}

std::string office(std::string_view type) {
  return std::string{relation_types} + std::string{type};
}

/// Says the same in every workbook, so that its first bytes say whose workbook it is.
PackagePart root() {
  return {"_rels/.rels",
          relations(relation("rId1", office("officeDocument"), "xl/workbook.xml") +
                    relation("rId2",
                             "http://schemas.openxmlformats.org/package/2006/relationships/"
                             "metadata/core-properties",
                             "docProps/core.xml"))};
}

PackagePart types(std::size_t sheets) {
  const std::string office_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const auto of = [](const std::string& part, const std::string& type) {
    return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
  };
  std::string xml =
      std::string{head} +
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
      of("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") +
      of("/xl/workbook.xml", office_type + "sheet.main+xml") +
      of("/xl/styles.xml", office_type + "styles+xml");
  for (std::size_t i = 1; i <= sheets; ++i) {
    xml += of("/xl/worksheets/sheet" + std::to_string(i) + ".xml", office_type + "worksheet+xml");
  }
  return {"[Content_Types].xml", xml + "</Types>"};
}

/// The moment is always the same: a workbook says what was asked, not when.
PackagePart core() {
  return {"docProps/core.xml",
          std::string{head} +
              "<cp:coreProperties "
              "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
              "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
              "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
              "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
              "<dc:creator>dpledger</dc:creator>"
              "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z"
              "</dcterms:created></cp:coreProperties>"};
}

/// A sheet's name inside a formula: 'Money in'!
std::string quoted_name(const std::string& name) {
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string{"''"} : std::string{c};
  return xml_text(quoted + "'");
}

void add_workbook(std::vector<PackagePart>& parts, const std::vector<Sheet>& sheets,
                  bool with_data) {
  std::string listed, titles, related;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto number = std::to_string(i + 1);
    listed += "<sheet name=\"" + xml_text(sheets[i].name) + "\" sheetId=\"" + number +
              "\" r:id=\"rId" + number + "\"/>";
    related += relation("rId" + number, office("worksheet"), "worksheets/sheet" + number + ".xml");
    if (sheets[i].headings.empty()) continue;
    // What stands at the head of every printed page.
    titles += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"" + std::to_string(i) +
              "\">" + quoted_name(sheets[i].name) +
              (sheets[i].draft.empty() ? "!$1:$1" : "!$1:$2") + "</definedName>";
  }
  related += relation("rId" + std::to_string(sheets.size() + 1), office("styles"), "styles.xml");
  if (with_data) {
    related += relation("rId" + std::to_string(sheets.size() + 2), office("customXml"),
                        "../" + std::string{json_part_name});
  }
  parts.push_back({"xl/workbook.xml",
                   std::string{head} +
                       "<workbook "
                       "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                       "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                       "relationships\"><sheets>" +
                       listed + "</sheets>" +
                       (titles.empty() ? "" : "<definedNames>" + titles + "</definedNames>") +
                       "</workbook>"});
  parts.push_back({"xl/_rels/workbook.xml.rels", relations(related)});
}

}  // namespace

std::string as_xlsx(const Answer& answer) {
  const auto sheets = sheets_of(answer);
  std::vector<PackagePart> parts{root(), types(sheets.size()), core()};
  add_workbook(parts, sheets, answer.with_data);
  parts.push_back({"xl/styles.xml", styles_xml()});
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    parts.push_back({"xl/worksheets/sheet" + std::to_string(i + 1) + ".xml", sheet_xml(sheets[i])});
  }
  if (answer.with_data) parts.push_back({std::string{json_part_name}, json_part(answer.json)});
  return package_of(parts);
}

}  // namespace reports

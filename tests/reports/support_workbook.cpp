#include "tests/reports/support_workbook.hpp"

#include <stdexcept>

#include <pugixml.hpp>
#include <zip.h>

namespace support {
namespace {

std::map<std::string, std::string> unzipped(const std::string& bytes) {
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  auto* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (archive == nullptr) throw std::runtime_error{"no archive"};
  std::map<std::string, std::string> parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat{};
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    auto* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    parts[stat.name] = content;
  }
  zip_discard(archive);
  return parts;
}

/// "_x0041_" is "A" to Excel.
std::string unescaped(const std::string& stored) {
  std::string text;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (stored.compare(i, 2, "_x") == 0 && i + 6 < stored.size() && stored[i + 6] == '_') {
      text += static_cast<char>(std::stoi(stored.substr(i + 2, 4), nullptr, 16));
      i += 6;
    } else {
      text += stored[i];
    }
  }
  return text;
}

ReadSheet sheet_of(const std::string& name, const std::string& xml) {
  ReadSheet sheet{name, xml, {}};
  pugi::xml_document document;
  if (!document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata)) {
    throw std::runtime_error{"no XML: " + name};
  }
  for (const auto row : document.child("worksheet").child("sheetData").children("row")) {
    for (const auto cell : row.children("c")) {
      ReadCell read;
      read.style = cell.attribute("s").as_int();
      if (const auto value = cell.child("v")) {
        read.is_number = true;
        read.text = value.text().get();
      } else if (const auto inside = cell.child("is")) {
        read.text = unescaped(inside.child("t").text().get());
      } else {
        continue;
      }
      sheet.cells[cell.attribute("r").value()] = read;
    }
  }
  return sheet;
}

}  // namespace

std::string ReadSheet::text(const std::string& place) const {
  const auto found = cells.find(place);
  return found == cells.end() ? "" : found->second.text;
}

const ReadSheet& ReadWorkbook::sheet(const std::string& name) const {
  for (const auto& sheet : sheets) {
    if (sheet.name == name) return sheet;
  }
  throw std::runtime_error{"no sheet " + name};
}

std::vector<std::string> ReadWorkbook::names() const {
  std::vector<std::string> names;
  for (const auto& sheet : sheets) names.push_back(sheet.name);
  return names;
}

ReadWorkbook read_workbook(const std::string& bytes) {
  ReadWorkbook workbook{unzipped(bytes), {}};
  pugi::xml_document book;
  if (!book.load_string(workbook.parts.at("xl/workbook.xml").c_str())) {
    throw std::runtime_error{"no workbook"};
  }
  for (const auto sheet : book.child("workbook").child("sheets").children("sheet")) {
    const std::string number = sheet.attribute("sheetId").value();
    workbook.sheets.push_back(sheet_of(sheet.attribute("name").value(),
                                       workbook.parts.at("xl/worksheets/sheet" + number + ".xml")));
  }
  return workbook;
}

}  // namespace support

// Zip archives and workbooks made in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <zip.h>

namespace support {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// An archive of these entries; with a password they are encrypted.
inline std::string zipped(const Parts& parts, const char* password = nullptr) {
  auto* const buffer = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(buffer);
  auto* const archive = zip_open_from_source(buffer, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : parts) {
    auto* const source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (password != nullptr) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
    }
  }
  if (zip_close(archive) != 0) zip_discard(archive);
  std::string out;
  zip_source_open(buffer);
  zip_source_seek(buffer, 0, SEEK_END);
  out.resize(static_cast<std::size_t>(zip_source_tell(buffer)));
  zip_source_seek(buffer, 0, SEEK_SET);
  zip_source_read(buffer, out.data(), out.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  return out;
}

struct Sheet {
  std::string name;
  std::string rows;   ///< what stands in <sheetData>
  std::string state;  ///< "hidden", or empty
};

/// A workbook. `texts` are the shared ones; style 1 shows days ("dd/mm/yyyy"), 2 amounts.
inline std::string workbook(const std::vector<Sheet>& sheets,
                            const std::vector<std::string>& texts = {}, bool from_1904 = false) {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relation = [&](const std::string& id, const std::string& type,
                            const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + types + type + "\" Target=\"" + target +
           "\"/>";
  };
  std::string names, relations, shared;
  Parts parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const auto number = std::to_string(i + 1);
    const auto state = sheets[i].state.empty() ? "" : " state=\"" + sheets[i].state + "\"";
    names += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + number + "\"" + state +
             " r:id=\"rId" + number + "\"/>";
    relations += relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    parts.emplace_back(
        "xl/worksheets/sheet" + number + ".xml",
        head + "<worksheet><sheetData>" + sheets[i].rows + "</sheetData></worksheet>");
  }
  for (const auto& text : texts) shared += "<si>" + text + "</si>";
  relations += relation("rId90", "sharedStrings", "sharedStrings.xml") +
               relation("rId91", "styles", "/xl/styles.xml");
  parts.emplace_back("[Content_Types].xml", head + "<Types/>");
  parts.emplace_back("_rels/.rels", head + "<Relationships>" +
                                        relation("rId1", "officeDocument", "xl/workbook.xml") +
                                        "</Relationships>");
  parts.emplace_back("xl/workbook.xml", head + "<workbook><workbookPr date1904=\"" +
                                            (from_1904 ? "1" : "0") + "\"/><sheets>" + names +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels",
                     head + "<Relationships>" + relations + "</Relationships>");
  parts.emplace_back("xl/sharedStrings.xml", head + "<sst>" + shared + "</sst>");
  parts.emplace_back(
      "xl/styles.xml",
      head +
          "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
          "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
          "<xf numFmtId=\"164\"/><xf numFmtId=\"4\"/></cellXfs></styleSheet>");
  return zipped(parts);
}

}  // namespace support

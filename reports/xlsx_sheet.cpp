#include "reports/xlsx_sheet.hpp"

#include "ledger/ensure.hpp"
#include "reports/cells.hpp"
#include "reports/text_width.hpp"

#include <algorithm>
#include <array>

namespace reports {
namespace {

using ledger::Money;

/// Rows of cellXfs in styles_xml(): what a cell shows, three of each for its weight.
enum Style : int {
  style_none = 0,
  style_heading = 1,
  style_sentence = 2,
  style_draft = 3,
  style_text = 4,  // + weight
  style_money = 7,
  style_count = 10,
  style_date = 13
};

constexpr std::int64_t exact_below = 1'000'000'000'000'000;  // fifteen digits
constexpr std::size_t most_text = 32'767;                    // characters a cell holds
constexpr int narrowest = 8;
constexpr int widest = 60;
/// 1 March 1900: before it Excel counts a day that never was.
const ledger::Date first_sound_day = *ledger::Date::of(1900, 3, 1);
constexpr std::int32_t days_to_1970 = 25'569;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// "_x0041_" in a text would be read as "A": its first character is written in that very way.
bool reads_as_escape(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

/// At most as much as a cell holds, never half a character.
std::string_view cut(std::string_view text) {
  if (text.size() <= most_text) return text;
  std::size_t end = most_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string cell_text(std::string_view text) {
  const auto shown = showable(text);
  std::string whole;
  const auto kept = cut(shown);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (reads_as_escape(kept.substr(i))) {
      whole += "_x005F_";
    } else {
      whole += kept[i];
    }
  }
  return xml_text(whole);
}

std::string column_name(std::size_t column) {
  std::string name;
  for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + static_cast<char>((left - 1) % 26)));
  }
  return name;
}

/// Writes the cells of a sheet, row by row.
class Writer {
 public:
  void begin_row() {
    ++row_;
    column_ = 0;
    xml_ += "<row r=\"" + std::to_string(row_) + "\">";
  }
  void end_row() { xml_ += "</row>"; }

  void text(std::string_view text, int style) {
    if (text.empty()) return blank(style);
    open(style);
    xml_ += " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + cell_text(text) + "</t></is></c>";
  }
  void cell(const Cell& cell, Sheet::Weight weight) {
    weight_ = static_cast<int>(weight);
    std::visit([this](const auto& value) { put(value); }, cell);
  }
  std::string done() && { return std::move(xml_); }
  int row() const { return row_; }

 private:
  void put(std::monostate /*nothing*/) { blank(style_text + weight_); }
  void put(const std::string& value) { text(value, style_text + weight_); }
  void put(Money amount) {
    const auto pence = amount.pence();
    if (pence >= exact_below || pence <= -exact_below)
      return text(grouped(amount), style_text + weight_);
    number(ledger::text(amount), style_money + weight_);
  }
  void put(ledger::Date date) {
    if (date < first_sound_day) return text(ledger::text(date), style_text + weight_);
    number(std::to_string(date.days() + days_to_1970), style_date + weight_);
  }
  void put(std::int64_t value) {
    if (value >= exact_below || value <= -exact_below)
      return text(std::to_string(value), style_text + weight_);
    number(std::to_string(value), style_count + weight_);
  }

  void open(int style) {
    xml_ += "<c r=\"" + column_name(column_++) + std::to_string(row_) + "\" s=\"" +
            std::to_string(style) + "\"";
  }
  void blank(int style) {
    open(style);
    xml_ += "/>";
  }
  void number(const std::string& digits, int style) {
    open(style);
    xml_ += "><v>" + digits + "</v></c>";
  }

  std::string xml_;
  int row_ = 0;
  std::size_t column_ = 0;
  int weight_ = 0;
};

int width_of_longest_line(std::string_view text) {
  int width = 0;
  while (true) {
    const auto end = text.find('\n');
    width = std::max(width, display_width(text.substr(0, end)));
    if (end == std::string_view::npos) return width;
    text.remove_prefix(end + 1);
  }
}

std::vector<int> widths_of(const Sheet& sheet) {
  std::vector<int> widths;
  const bool leads = !sheet.leading_heading.empty();
  if (leads) widths.push_back(width_of_longest_line(sheet.leading_heading));
  for (const auto& heading : sheet.headings) widths.push_back(width_of_longest_line(heading));
  for (const auto& row : sheet.rows) {
    std::size_t place = 0;
    const auto take = [&](std::string_view text) {
      widths[place] = std::max(widths[place], width_of_longest_line(text));
      ++place;
    };
    if (leads) take(showable(row.leading));
    for (const auto& cell : *row.cells) take(showable(for_people(cell)));
  }
  for (auto& width : widths) width = std::clamp(width + 2, narrowest, widest);
  return widths;
}

std::string columns_xml(const Sheet& sheet) {
  const auto widths = sheet.headings.empty() ? std::vector<int>{100} : widths_of(sheet);
  std::string xml = "<cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const auto place = std::to_string(i + 1);
    xml += "<col min=\"" + place + "\" max=\"" + place + "\" width=\"" + std::to_string(widths[i]) +
           "\" customWidth=\"1\"/>";
  }
  return xml + "</cols>";
}

/// The heading stays in sight, and what is above it.
std::string view_xml(const Sheet& sheet) {
  const auto frozen = std::to_string(sheet.draft.empty() ? 1 : 2);
  const auto next = std::to_string(sheet.draft.empty() ? 2 : 3);
  std::string xml = "<sheetViews><sheetView workbookViewId=\"0\">";
  if (!sheet.headings.empty()) {
    xml += "<pane ySplit=\"" + frozen + "\" topLeftCell=\"A" + next +
           "\" activePane=\"bottomLeft\" state=\"frozen\"/>"
           "<selection pane=\"bottomLeft\"/>";
  }
  return xml + "</sheetView></sheetViews>";
}

void write_heading(Writer& writer, const Sheet& sheet) {
  if (!sheet.draft.empty()) {
    writer.begin_row();
    writer.text(sheet.draft, style_draft);
    writer.end_row();
  }
  if (sheet.headings.empty()) return;
  writer.begin_row();
  if (!sheet.leading_heading.empty()) writer.text(sheet.leading_heading, style_heading);
  for (const auto& heading : sheet.headings) writer.text(heading, style_heading);
  writer.end_row();
}

void write_row(Writer& writer, const Sheet& sheet, const Sheet::Row& row) {
  writer.begin_row();
  if (!sheet.leading_heading.empty()) {
    writer.cell(Cell{std::string{row.leading}}, row.weight);
  }
  for (const auto& cell : *row.cells) writer.cell(cell, row.weight);
  writer.end_row();
}

void write_sentences(Writer& writer, const Sheet& sheet) {
  if (sheet.sentences.empty()) return;
  if (!sheet.headings.empty()) {
    writer.begin_row();
    writer.end_row();
  }
  for (const auto& sentence : sheet.sentences) {
    writer.begin_row();
    writer.text(sentence, style_sentence);
    writer.end_row();
  }
}

/// A cell format: what number is shown how, in which font, with which border and alignment.
std::string format_xml(int number, int font, int fill, int border, std::string_view alignment) {
  return "<xf numFmtId=\"" + std::to_string(number) + "\" fontId=\"" + std::to_string(font) +
         "\" fillId=\"" + std::to_string(fill) + "\" borderId=\"" + std::to_string(border) +
         "\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
         "applyAlignment=\"1\"><alignment " +
         std::string{alignment} + "/></xf>";
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string xml;
  for (const char character : text) {
    if (character == '&') {
      xml += "&amp;";
    } else if (character == '<') {
      xml += "&lt;";
    } else if (character == '>') {
      xml += "&gt;";
    } else if (character == '"') {
      xml += "&quot;";
    } else {
      xml += character;
    }
  }
  return xml;
}

std::string sheet_xml(const Sheet& sheet) {
  Writer writer;
  write_heading(writer, sheet);
  for (const auto& row : sheet.rows) write_row(writer, sheet, row);
  write_sentences(writer, sheet);
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>" +
      view_xml(sheet) + "<sheetFormatPr defaultRowHeight=\"15\"/>" + columns_xml(sheet) +
      "<sheetData>" + std::move(writer).done() +
      "</sheetData>"
      "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
      "footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" "
      "fitToHeight=\"0\"/><headerFooter>";
  if (!sheet.draft.empty()) xml += "<oddHeader>&amp;C" + std::string{sheet.draft} + "</oddHeader>";
  return xml + "<oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>" +
         "</worksheet>";
}

std::string styles_xml() {
  constexpr std::array<std::string_view, 6> fonts{
      "", "<b/>", "<i/>", "<b/><color rgb=\"FFC00000\"/>", "<color rgb=\"FFC00000\"/>", "<b/>"};
  constexpr int days = 164;
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
      "<fonts count=\"6\">";
  for (const auto font : fonts) {
    const auto colour = font.find("<color");
    xml += "<font>" + std::string{font.substr(0, colour)} + "<sz val=\"11\"/>" +
           (colour == std::string_view::npos ? "" : std::string{font.substr(colour)}) +
           "<name val=\"Calibri\"/></font>";
  }
  xml +=
      "</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EDEE\"/></patternFill></fill>"
      "</fills><borders count=\"3\">"
      "<border><left/><right/><top/><bottom/><diagonal/></border>"
      "<border><left/><right/><top/><bottom style=\"thin\"/><diagonal/></border>"
      "<border><left/><right/><top style=\"thin\"/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
      "</cellStyleXfs><cellXfs count=\"16\">";
  const std::string top = "vertical=\"top\"";
  const std::string wrapped = "vertical=\"top\" wrapText=\"1\"";
  xml += format_xml(0, 0, 0, 0, top) + format_xml(49, 1, 2, 1, wrapped) +
         format_xml(49, 2, 0, 0, top) + format_xml(49, 3, 0, 0, top);
  // As Style has them: text, money with two places and grouped, whole numbers, days; each plain,
  // as an alarm (red), as a total (bold under a line).
  for (const int number : {49, 4, 1, days}) {
    for (const auto& [font, border] : {std::pair{0, 0}, {4, 0}, {5, 2}}) {
      xml += format_xml(number, font, 0, border, number == 49 ? wrapped : top);
    }
  }
  return xml +
         "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
         "builtinId=\"0\"/></cellStyles></styleSheet>";
}

}  // namespace reports

// The rows and cells of one sheet.
#include "import/cell_text.hpp"
#include "import/sheet/cell_value.hpp"
#include "import/sheet/workbook_parts.hpp"
#include "import/xml_reader.hpp"

#include <charconv>

namespace imports {
namespace {

using Got = XmlReader::Got;

constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The column of "AB12", from 0.
std::optional<std::size_t> column_of(std::string_view cell) {
  std::size_t column = 0;
  for (const char c : cell) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > most_columns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional{column - 1};
}

class SheetReader {
 public:
  SheetReader(std::string_view part, const SheetContext& context, CsvText& table)
      : reader_{part}, part_{part}, context_{context}, table_{table} {}

  bool read_all() {
    for (auto got = reader_.next(); got != Got::end; got = reader_.next()) {
      if (got == Got::broken) return false;
      if (table_.too_large()) return true;
      if (!(got == Got::open ? open() : close())) return false;
    }
    return true;
  }

 private:
  bool open() {
    const auto name = reader_.name();
    if (name == "row") return open_row();
    if (name != "c") return true;
    const auto place = attribute(reader_.attributes(), "r");
    const auto column = place ? column_of(*place) : std::optional{next_column_};
    if (!column || *column >= most_columns) return false;
    column_ = *column;
    next_column_ = column_ + 1;
    kind_ = attribute(reader_.attributes(), "t").value_or("n");
    style_ = number_of(attribute(reader_.attributes(), "s").value_or("0")).value_or(0);
    return true;
  }

  bool open_row() {
    const auto place = attribute(reader_.attributes(), "r");
    const auto row = place ? number_of(*place) : std::optional{next_row_};
    if (!row || *row < next_row_ || *row > most_rows) return false;
    next_row_ = *row + 1;
    next_column_ = 0;
    table_.go_to_row(*row - 1);
    return true;
  }

  bool close() {
    const auto name = reader_.name();
    if (name == "v" && kind_ != "inlineStr") return write(reader_.content().value_or(""));
    if (name != "is") return true;
    const auto begins = reader_.offset();
    table_.add(column_, rich_text(part_.substr(begins, reader_.end_offset() - begins)));
    return true;
  }

  bool write(std::string_view stored) {
    if (kind_ == "s") {
      const auto number = number_of(trimmed(stored));
      const auto text = number ? context_.texts->text(*number) : std::nullopt;
      if (text) table_.add(column_, *text);
      return text.has_value();
    }
    table_.add(column_, shown(stored));
    return true;
  }

  std::string shown(std::string_view stored) const {
    if (kind_ == "str" || kind_ == "e") return xml_text(stored);
    if (kind_ == "b") return trimmed(stored) == "1" ? "TRUE" : "FALSE";
    if (kind_ == "d") return std::string{stored.substr(0, stored.find('T'))};
    const auto& days = *context_.days;
    if (style_ < days.size() && days[style_]) {
      if (const auto day = serial_day(stored, context_.from_1904)) return text(*day);
    }
    return number_text(stored);
  }

  XmlReader reader_;
  std::string_view part_;
  const SheetContext& context_;
  CsvText& table_;
  std::size_t next_row_ = 1;
  std::size_t next_column_ = 0;
  std::size_t column_ = 0;
  std::string_view kind_;
  std::size_t style_ = 0;
};

}  // namespace

bool write_sheet(std::string_view part, const SheetContext& context, CsvText& table) {
  return SheetReader{part, context, table}.read_all();
}

}  // namespace imports

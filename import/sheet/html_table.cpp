#include "import/sheet/html_table.hpp"

#include "import/cell_text.hpp"
#include "import/sheet/csv_text.hpp"
#include "import/table.hpp"
#include "import/xml_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace imports {
namespace {

constexpr auto beginnings = std::to_array<std::string_view>(
    {"<html", "<!doctype html", "<table", "<head", "<meta", "<style", "<body"});
constexpr auto named = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"&nbsp;", " "}, {"&pound;", "\xC2\xA3"}, {"&euro;", "\xE2\x82\xAC"}});

/// Entities replaced; what is none of them stays.
void append_text(std::string_view written, std::string& out) {
  while (!written.empty()) {
    const auto plain = std::min(written.find('&'), written.size());
    out += written.substr(0, plain);
    written.remove_prefix(plain);
    if (written.empty()) return;
    auto taken = take_reference(written, out);
    for (const auto& [name, text] : named) {
      if (taken != 0 || !begins_with_word(written, name)) continue;
      out += text;
      taken = name.size();
    }
    if (taken == 0) {
      out += '&';
      taken = 1;
    }
    written.remove_prefix(taken);
  }
}

class HtmlReader {
 public:
  HtmlReader(std::string_view text, CsvText& table) : text_{text}, lines_{text}, table_{table} {}

  void read_all() {
    while (at_ < text_.size() && !table_.too_large()) {
      const auto tag = std::min(text_.find('<', at_), text_.size());
      if (in_cell_) append_text(text_.substr(at_, tag - at_), cell_);
      at_ = tag;
      if (at_ < text_.size()) read_tag();
    }
    end_cell();
  }

 private:
  void read_tag() {
    const auto begins = at_;
    const bool comment = text_.substr(at_).starts_with("<!--");
    const std::string_view ends = comment ? "-->" : ">";
    const auto end = std::min(text_.find(ends, at_), text_.size());
    at_ = std::min(end + ends.size(), text_.size());
    if (comment) return;
    auto tag = text_.substr(begins + 1, end - begins - 1);
    const auto name = tag.substr(0, tag.find_first_of(" \t\r\n"));
    for (const std::string_view hidden : {"script", "style"}) {
      if (same_word(name, hidden)) return skip_to_end(hidden);
    }
    if (same_word(name, "tr")) return begin_row(begins);
    if (same_word(name, "td") || same_word(name, "th")) return begin_cell(tag);
    if (same_word(name, "br") || same_word(name, "br/")) cell_ += ' ';
    for (const std::string_view ending : {"/td", "/th", "/tr", "/table", "table"}) {
      if (same_word(name, ending)) end_cell();
    }
  }

  void skip_to_end(std::string_view name) {
    for (;;) {
      at_ = text_.find("</", at_);
      if (at_ == text_.npos) break;
      if (begins_with_word(text_.substr(at_ + 2), name)) return;
      at_ += 2;
    }
    at_ = text_.size();
  }

  void begin_row(std::size_t offset) {
    end_cell();
    const auto line = static_cast<std::size_t>(lines_.line_of(offset)) - 1;
    row_ = any_row_ ? std::max(line, row_ + 1) : line;
    any_row_ = true;
    table_.go_to_row(row_);
    column_ = 0;
  }

  void begin_cell(std::string_view tag) {
    constexpr std::size_t widest = 100;
    end_cell();
    in_cell_ = true;
    std::size_t span = 1;
    const auto value = attribute(tag.substr(2), "colspan").value_or("1");
    std::from_chars(value.data(), value.data() + value.size(), span);
    span_ = std::clamp<std::size_t>(span, 1, widest);
  }

  void end_cell() {
    if (!std::exchange(in_cell_, false)) return;
    table_.add(column_, tidied(cell_));
    column_ += span_;
    cell_.clear();
  }

  std::string_view text_;
  LineCounter lines_;
  CsvText& table_;
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t span_ = 1;
  std::string cell_;
  bool any_row_ = false;
  bool in_cell_ = false;
};

}  // namespace

bool is_html_table(std::string_view text) {
  constexpr std::size_t soon = 64 * 1024;
  text = trimmed(text.substr(0, soon));
  const bool is_page = std::ranges::any_of(
      beginnings, [&](auto beginning) { return begins_with_word(text, beginning); });
  if (!is_page) return false;
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    const auto tag = text.substr(at + 1, 3);
    if (same_word(tag, "td>") || same_word(tag, "td ") || same_word(tag, "th>") ||
        same_word(tag, "th "))
      return true;
  }
  return false;
}

void read_html_table(const File& file, const Asked& asked, Source& source, Refusals& refusals) {
  CsvText table{2 * file.text.size() + 1024};
  HtmlReader{file.text, table}.read_all();
  if (table.too_large()) return refusals.add(ledger::Rule::file_too_large, {}, "a table");
  read_table(table.text(), asked, source, refusals);
}

}  // namespace imports

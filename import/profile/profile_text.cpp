#include "import/profile/profile.hpp"
#include "import/profile/profile_words.hpp"

namespace imports {
namespace {

using ledger::FileKind;

std::string quoted_text(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 0xFU];
    } else {
      out += c;
    }
  }
  return out + '"';
}

class Writer {
 public:
  explicit Writer(const Profile& profile) : profile_{profile} {}

  std::string text() {
    line("schema", quoted_text(profile_schema));
    line("name", quoted_text(profile_.name));
    line("version", std::to_string(profile_.version));
    line("kind", profile_.kind == FileKind::payroll ? "\"payroll\"" : "\"bank\"");
    said("title", profile_.title);
    out_ += '\n';
    line("separator", quoted_text(word_of(separators, profile_.separator)));
    long_list("heading", profile_.heading);
    number("rows_above", profile_.rows_above);
    number("width", profile_.width);
    line("dates", quoted_text(pattern_of(profile_.dates)));
    line("decimal", quoted_text(word_of(decimals, profile_.money.decimal)));
    line("thousands", quoted_text(word_of(thousand_marks, profile_.money.thousands)));
    rows();
    columns();
    return std::move(out_);
  }

 private:
  void rows() {
    const bool out = profile_.sign == Sign::charge_is_positive;
    line("sign", out ? "\"out-is-positive\"" : "\"in-is-positive\"");
    truth("out_is_negative", profile_.out_is_negative);
    list("in_words", profile_.in_words);
    list("out_words", profile_.out_words);
    list("booked", profile_.booked);
    list("pending", profile_.pending);
    list("not_booked", profile_.not_booked);
    list("footer", profile_.footer);
    list("opening_row", profile_.opening_row);
    said("opening_label", profile_.opening_label);
    said("closing_label", profile_.closing_label);
    said("currency", profile_.currency);
    truth("loses_zeros", profile_.loses_zeros);
    truth("continues", profile_.continues);
  }

  void columns() {
    out_ += "\n[columns]\n";
    for (const auto role : roles_of(profile_.kind)) {
      std::vector<std::string> values;
      for (const auto& column : profile_.columns) {
        if (column.role != role) continue;
        values.push_back(column.heading.empty() ? std::to_string(column.position)
                                                : quoted_text(column.heading));
      }
      if (values.empty()) continue;
      line(role_word(role), values.size() == 1 ? values.front() : bracketed(values));
    }
  }

  static std::string bracketed(const std::vector<std::string>& values) {
    std::string out = "[";
    for (const auto& each : values) out += (out.size() > 1 ? ", " : "") + each;
    return out + "]";
  }

  void line(std::string_view key, std::string_view value) {
    out_ += key;
    out_ += " = ";
    out_ += value;
    out_ += '\n';
  }
  void said(std::string_view key, const std::string& text) {
    if (!text.empty()) line(key, quoted_text(text));
  }
  void number(std::string_view key, std::size_t value) {
    if (value != 0) line(key, std::to_string(value));
  }
  void truth(std::string_view key, bool value) {
    if (value) line(key, "true");
  }
  void list(std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    std::vector<std::string> values;
    for (const auto& each : texts) values.push_back(quoted_text(each));
    line(key, bracketed(values));
  }
  /// One a line: a heading row can be long.
  void long_list(std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    std::string value = "[\n";
    for (const auto& each : texts) value += "  " + quoted_text(each) + ",\n";
    line(key, value + "]");
  }

  const Profile& profile_;
  std::string out_;
};

}  // namespace

std::string profile_text(const Profile& profile) {
  return Writer{profile}.text();
}

}  // namespace imports

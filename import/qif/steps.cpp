#include "import/qif/steps.hpp"

#include "import/cell_text.hpp"
#include "import/find_bytes.hpp"

#include <algorithm>
#include <array>

namespace imports::qif {
namespace {

struct Type {
  std::string_view word;
  Section section;
};

constexpr auto types = std::to_array<Type>({
    {"Bank", Section::movements},  {"CCard", Section::movements}, {"Cash", Section::movements},
    {"Oth A", Section::movements}, {"Oth L", Section::movements}, {"Invst", Section::investments},
    {"Cat", Section::list},        {"Class", Section::list},      {"Security", Section::list},
    {"Prices", Section::list},     {"Memorized", Section::list},  {"Budget", Section::list},
    {"Invoice", Section::list},    {"InvItem", Section::list},    {"Template", Section::list},
    {"Tax", Section::list},        {"Bill", Section::list},       {"Payee", Section::list},
    {"Tag", Section::list},
});

Section section_of(std::string_view word) {
  const auto* const known =
      std::ranges::find_if(types, [&](const Type& type) { return same_word(type.word, word); });
  return known == types.end() ? Section::unknown : known->section;
}

}  // namespace

Steps::Steps(std::string_view text) : text_{text}, has_lone_cr_{has_lone_cr(text)} {}

std::string_view Steps::take_line() {
  const auto began = at_;
  auto end = has_lone_cr_ ? find_line_end(text_, at_) : find_byte(text_, at_, '\n');
  at_ = std::min(end + 1, text_.size());
  if (has_lone_cr_ && text_.substr(end, 2) == "\r\n") ++at_;
  if (!has_lone_cr_ && end > began && text_[end - 1] == '\r') --end;
  return text_.substr(began, end - began);
}

Step Steps::header(std::string_view line, std::size_t offset) {
  line = trimmed(line);
  Step step{Step::Kind::header, Section::unknown, '\0', line, offset};
  const auto colon = std::min(line.find(':'), line.size());
  const auto word = line.substr(0, colon);
  const auto named = trimmed(line.substr(std::min(colon + 1, line.size())));
  if (same_word(word, "!Option") || same_word(word, "!Clear")) {
    step.kind = Step::Kind::option;
    step.section = section_;
    step.text = word.size() == 7 ? named : std::string_view{};
    return step;
  }
  if (same_word(word, "!Account")) {
    step.section = Section::account;
  } else if (same_word(word, "!Type")) {
    step.section = section_of(named);
    step.text = named;
  }
  section_ = step.section;
  return step;
}

Step Steps::next() {
  while (at_ < text_.size()) {
    const auto offset = at_;
    const auto line = take_line();
    if (line.empty()) continue;
    const char first = line.front();
    if (first == '!') return header(line, offset);
    if (first == '^' && trimmed(line).size() == 1) {
      return {Step::Kind::record_end, section_, '\0', {}, offset};
    }
    if (section_ == Section::none && first == '#') continue;
    if (first <= ' ' && trimmed(line).empty()) continue;
    return {Step::Kind::field, section_, first, line.substr(1), offset};
  }
  return {Step::Kind::end, section_, '\0', {}, at_};
}

}  // namespace imports::qif

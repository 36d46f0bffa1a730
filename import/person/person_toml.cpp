#include "import/person/person_toml.hpp"

#include "import/person/toml_bounds.hpp"

#include <algorithm>
#include <cctype>

// What toml++ asserts is not always so: "[[[" fails an assertion of 3.3, where it should be
// refused. Failing one must neither end the program nor, with NDEBUG, be a promise to the compiler.
#undef NDEBUG
namespace imports {
struct TomlMisread {};
[[noreturn]] static void toml_misread() {
  throw TomlMisread{};
}
}  // namespace imports
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : imports::toml_misread())
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0

#include <toml++/toml.h>

namespace imports {
namespace {

/// Cuts scalars out of the file as they were written.
class Original {
 public:
  explicit Original(std::string_view bytes) : bytes_{bytes} {
    starts_.push_back(0);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      if (bytes[at] == '\n') starts_.push_back(at + 1);
    }
  }
  std::string between(toml::source_position begin, toml::source_position end) const {
    const auto first = offset(begin);
    const auto last = offset(end);
    return first < last ? std::string{bytes_.substr(first, last - first)} : std::string{};
  }

 private:
  std::size_t offset(toml::source_position position) const {
    if (position.line == 0 || position.line > starts_.size()) return bytes_.size();
    auto at = starts_[position.line - 1];
    for (auto column = position.column; column > 1 && at < bytes_.size(); --column) {
      ++at;
      while (at < bytes_.size() && (static_cast<unsigned char>(bytes_[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
  }

  std::string_view bytes_;
  std::vector<std::size_t> starts_;
};

TomlNode plain(const toml::node& node, const Original& original);

std::vector<TomlMember> members_of(const toml::table& table, const Original& original) {
  std::vector<TomlMember> members;
  for (const auto& [key, value] : table) {
    const auto begin = key.source().begin;
    members.push_back({std::string{key.str()}, static_cast<int>(begin.line),
                       static_cast<int>(begin.column), plain(value, original)});
  }
  std::stable_sort(members.begin(), members.end(), [](const TomlMember& a, const TomlMember& b) {
    return std::pair{a.line, a.column} < std::pair{b.line, b.column};
  });
  return members;
}

std::vector<TomlNode> elements_of(const toml::array& array, const Original& original) {
  std::vector<TomlNode> elements;
  for (const auto& element : array) elements.push_back(plain(element, original));
  return elements;
}

TomlNode plain(const toml::node& node, const Original& original) {
  TomlNode made;
  const auto& source = node.source();
  made.line = static_cast<int>(std::max<toml::source_index>(source.begin.line, 1));
  made.column = static_cast<int>(std::max<toml::source_index>(source.begin.column, 1));
  if (const auto* table = node.as_table(); table != nullptr) {
    made.kind = TomlNode::Kind::table;
    made.members = members_of(*table, original);
    return made;
  }
  if (const auto* array = node.as_array(); array != nullptr) {
    made.kind = TomlNode::Kind::array;
    made.elements = elements_of(*array, original);
    return made;
  }
  made.written = original.between(source.begin, source.end);
  if (const auto* text = node.as_string(); text != nullptr) {
    made.kind = TomlNode::Kind::text;
    made.text = text->get();
  } else if (const auto* whole = node.as_integer(); whole != nullptr) {
    made.kind = TomlNode::Kind::whole;
    made.whole = whole->get();
  } else if (const auto* truth = node.as_boolean(); truth != nullptr) {
    made.kind = TomlNode::Kind::truth;
    made.truth = truth->get();
  } else if (const auto* day = node.as_date(); day != nullptr) {
    made.kind = TomlNode::Kind::day;
    made.day = ledger::Date::of(day->get().year, day->get().month, day->get().day);
  }
  return made;
}

/// The first heading that begins with no name: what toml++ trips over.
ledger::Where misread_place(std::string_view bytes, const std::string& file) {
  int line = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    const auto text = bytes.substr(at, end - at);
    ++line;
    const auto bracket = text.find_first_not_of(" \t");
    const auto after = text.find_first_not_of("[ \t", bracket);
    const bool heading = bracket != std::string_view::npos && text[bracket] == '[';
    const bool deep = heading && text.substr(bracket, 3) == "[[[";
    const bool named = after != std::string_view::npos &&
                       (std::isalnum(static_cast<unsigned char>(text[after])) != 0 ||
                        std::string_view{"_-\"'"}.find(text[after]) != std::string_view::npos);
    if (deep || (heading && !named)) return {file, line, static_cast<int>(bracket) + 1};
    at = end + 1;
  }
  return {file, 0, 0};
}

ledger::Error syntax_error(const toml::parse_error& error, const std::string& file) {
  const auto begin = error.source().begin;
  std::string said{error.description()};
  constexpr std::string_view lead = "Error while ";
  if (said.starts_with(lead)) said.erase(0, lead.size());
  const bool is_open_quote =
      said.find("parsing string") == 0 && (said.find("control characters") != std::string::npos ||
                                           said.find("end-of-file") != std::string::npos);
  // A day such as 2025-02-30 is no TOML; to its writer it is a date that does not exist.
  const bool is_day = said.find("expected day between") != std::string::npos ||
                      said.find("expected month between") != std::string::npos;
  const bool is_encoding =
      said.find("utf-8") != std::string::npos || said.find("UTF-8") != std::string::npos;
  auto rule = ledger::Rule::toml_syntax;
  if (is_day) rule = ledger::Rule::date_impossible;
  if (is_encoding) rule = ledger::Rule::encoding_unknown;
  return {rule,
          {file, static_cast<int>(begin.line), static_cast<int>(begin.column)},
          ledger::quoted(said, 160),
          is_open_quote ? "close the quotation mark on this line" : ""};
}

}  // namespace

const TomlMember* TomlNode::member(std::string_view key) const {
  for (const auto& each : members) {
    if (each.key == key) return &each;
  }
  return nullptr;
}

ledger::Result<TomlNode> read_toml(std::string_view bytes, const std::string& file) {
  using ledger::Rule;
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return ledger::Error{Rule::file_empty, {file, 0, 0}, "", "write the person's file again"};
  }
  if (bytes.find('\0') != std::string_view::npos) {
    return ledger::Error{Rule::file_binary,
                         {file, 0, 0},
                         "a byte of nought",
                         "a person's file is plain text: check that it is the right one"};
  }
  if (auto error = beyond_bounds(bytes, file)) return std::move(*error);
  try {
    auto parsed = toml::parse(bytes, std::string_view{file});
    if (!parsed) return syntax_error(parsed.error(), file);
    return plain(parsed.table(), Original{bytes});
  } catch (const TomlMisread&) {
    return ledger::Error{Rule::toml_syntax, misread_place(bytes, file), "a heading without a name",
                         "write a heading as [person] or [[account]]"};
  }
}

}  // namespace imports

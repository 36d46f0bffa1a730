#include "import/xml_reader.hpp"

#include "import/cell_text.hpp"
#include "import/find_bytes.hpp"
#include "import/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace imports {
namespace {

using ledger::Rule;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool ends_name(char c) {
  return is_space(c) || c == '/' || c == '>';
}

/// A name's first character: no digit, no mark of another kind.
bool begins_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
  return letter || byte == '_' || byte >= 0x80;
}

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view skip_space(std::string_view text) {
  const auto* const first = std::ranges::find_if_not(text, is_space);
  text.remove_prefix(static_cast<std::size_t>(first - text.begin()));
  return text;
}

/// Of "#163" or "#xA3"; nothing where it is no character of a text.
std::optional<std::uint32_t> numbered(std::string_view name) {
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t point = 0;
  const auto* const end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, point, hexadecimal ? 16 : 10);
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (read.ec != std::errc{} || read.ptr != end || surrogate || point == 0 || point > 0x10FFFF) {
    return std::nullopt;
  }
  return point;
}

constexpr std::size_t longest_reference = 12;
constexpr auto built_in = std::to_array<std::pair<std::string_view, char>>(
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}});

/// Past a CDATA section or comment at the front; 0 where it is neither.
std::size_t take_section(std::string_view written, std::string& out) {
  constexpr std::string_view cdata = "<![CDATA[";
  if (written.starts_with(cdata)) {
    const auto end = std::min(written.find("]]>"), written.size());
    out += written.substr(cdata.size(), end - cdata.size());
    return std::min(end + 3, written.size());
  }
  const auto ends = written.starts_with("<!--") ? "-->" : "?>";
  const auto end = written.find(ends);
  return end == written.npos ? written.size() : end + std::string_view{ends}.size();
}

std::string found_in(XmlReader::Fault fault, std::string_view element) {
  switch (fault) {
    case XmlReader::Fault::none:
      break;
    case XmlReader::Fault::unfinished:
      return "the file ends inside <" + std::string{element} + ">";
    case XmlReader::Fault::mismatched:
      return "<" + std::string{element} + "> is not closed before this";
    case XmlReader::Fault::malformed:
      return "this is no XML";
    case XmlReader::Fault::document_type:
      return "XML with a document type";
    case XmlReader::Fault::too_deep:
      return "elements in one another, more than " + std::to_string(XmlReader::deepest) + " deep";
  }
  return {};
}

}  // namespace

XmlReader::Got XmlReader::broken(Fault fault, std::size_t at) {
  fault_ = fault;
  fault_at_ = at;
  at_ = text_.size();
  return Got::broken;
}

void XmlReader::refuse(Refusals& refusals) const {
  const auto element = depth_ > 0 ? open_[depth_ - 1].name : std::string_view{};
  const auto found = found_in(fault_, element);
  const auto place = place_of(text_, fault_at_);
  if (fault_ == Fault::document_type) {
    return refusals.add(Rule::not_supported, place, found,
                        "no bank sends one: download the file again");
  }
  refusals.add(Rule::xml_damaged, place, found);
}

XmlReader::Got XmlReader::next() {
  if (fault_ != Fault::none) return Got::broken;
  if (std::exchange(empty_, false)) return close_last(at_);
  closing_ = false;
  for (;;) {
    const auto tag = std::min(text_.find('<', at_), text_.size());
    if (depth_ == 0 && !trimmed(text_.substr(at_, tag - at_)).empty()) {
      return broken(Fault::malformed, at_);
    }
    at_ = tag;
    if (at_ == text_.size()) return depth_ == 0 ? Got::end : broken(Fault::unfinished, at_);
    const auto got = read_markup();
    if (got != Got::end) return got;
  }
}

/// `end`: it was nothing that is told, and there is more.
XmlReader::Got XmlReader::read_markup() {
  const auto rest = text_.substr(at_);
  if (rest.starts_with("</")) return close_element();
  if (rest.starts_with("<?")) return pass_by("?>");
  if (rest.starts_with("<!--")) return pass_by("-->");
  if (rest.starts_with("<![CDATA[")) {
    return depth_ > 0 ? pass_by("]]>") : broken(Fault::malformed, at_);
  }
  if (rest.starts_with("<!DOCTYPE")) return broken(Fault::document_type, at_);
  return open_element();
}

XmlReader::Got XmlReader::pass_by(std::string_view ends) {
  const auto end = text_.find(ends, at_ + 2);
  if (end == text_.npos) return broken(Fault::unfinished, at_);
  at_ = end + ends.size();
  return Got::end;
}

/// Past the ">" of the tag; one inside quotation marks is none.
std::optional<std::size_t> XmlReader::end_of_tag(std::size_t from) const {
  for (;;) {
    from = find_byte(text_, from, '<', '>', '"', '\'');
    if (from == text_.size() || text_[from] == '<') return std::nullopt;
    if (text_[from] == '>') return from + 1;
    from = text_.find(text_[from], from + 1);
    if (from == text_.npos) return std::nullopt;
    ++from;
  }
}

XmlReader::Got XmlReader::open_element() {
  const auto begins = at_ + 1;
  if (begins >= text_.size()) return broken(Fault::unfinished, at_);
  if (!begins_name(text_[begins])) return broken(Fault::malformed, at_);
  if (depth_ == deepest) return broken(Fault::too_deep, at_);
  auto name_ends = begins;
  while (name_ends < text_.size() && !ends_name(text_[name_ends])) ++name_ends;
  const auto past = end_of_tag(name_ends);
  if (!past)
    return broken(text_.find('>', at_) == text_.npos ? Fault::unfinished : Fault::malformed, at_);
  empty_ = text_[*past - 2] == '/';
  if (depth_ > 0) open_[depth_ - 1].has_children = true;
  auto& element = open_[depth_++];
  element.name = text_.substr(begins, name_ends - begins);
  element.local = without_prefix(element.name);
  element.attributes = text_.substr(name_ends, *past - 1 - (empty_ ? 1 : 0) - name_ends);
  element.offset = at_;
  element.inside = *past;
  element.has_children = false;
  at_ = *past;
  return Got::open;
}

XmlReader::Got XmlReader::close_element() {
  const auto begins = at_ + 2;
  const auto end = text_.find('>', begins);
  if (end == text_.npos) return broken(Fault::unfinished, at_);
  auto name = text_.substr(begins, end - begins);
  while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
  if (depth_ == 0) return broken(Fault::malformed, at_);
  if (name != open_[depth_ - 1].name) return broken(Fault::mismatched, at_);
  const auto content_ends = at_;
  at_ = end + 1;
  return close_last(content_ends);
}

XmlReader::Got XmlReader::close_last(std::size_t content_ends) {
  content_end_ = content_ends;
  closing_ = true;
  --depth_;
  return Got::close;
}

std::optional<std::string_view> XmlReader::content() const {
  const auto& element = here();
  if (!closing_ || element.has_children) return std::nullopt;
  return text_.substr(element.inside, content_end_ - element.inside);
}

std::optional<std::string_view> attribute(std::string_view attributes, std::string_view name) {
  for (;;) {
    attributes = skip_space(attributes);
    const auto equals = attributes.find('=');
    if (equals == attributes.npos) return std::nullopt;
    const auto found = without_prefix(trimmed(attributes.substr(0, equals)));
    attributes = skip_space(attributes.substr(equals + 1));
    if (attributes.empty() || (attributes[0] != '"' && attributes[0] != '\'')) return std::nullopt;
    const auto end = attributes.find(attributes[0], 1);
    if (end == attributes.npos) return std::nullopt;
    if (found == name) return attributes.substr(1, end - 1);
    attributes.remove_prefix(end + 1);
  }
}

std::size_t take_reference(std::string_view written, std::string& out) {
  const auto end = written.substr(0, longest_reference).find(';');
  if (!written.starts_with('&') || end == written.npos || end < 2) return 0;
  const auto name = written.substr(1, end - 1);
  if (name.starts_with('#')) {
    const auto point = numbered(name);
    if (!point) return 0;
    append_utf8(out, *point);
    return end + 1;
  }
  for (const auto& [word, character] : built_in) {
    if (word != name) continue;
    out += character;
    return end + 1;
  }
  return 0;
}

std::string xml_text(std::string_view written) {
  std::string out;
  while (!written.empty()) {
    const auto plain = find_byte(written, 0, '&', '<');
    out += written.substr(0, plain);
    written.remove_prefix(plain);
    if (written.empty()) break;
    auto taken = written.front() == '&' ? take_reference(written, out) : take_section(written, out);
    if (taken == 0) {
      out += written.front();
      taken = 1;
    }
    written.remove_prefix(taken);
  }
  return out;
}

int LineCounter::line_of(std::size_t offset) {
  offset = std::min(offset, text_.size());
  while (!has_returns_ && at_ < offset) {
    const auto feed = text_.substr(at_, offset - at_).find('\n');  // no further: never twice
    if (feed != text_.npos) ++line_;
    at_ = feed == text_.npos ? offset : at_ + feed + 1;
  }
  for (; at_ < offset; ++at_) {
    const bool next_is_feed = at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    if (text_[at_] == '\n' || (text_[at_] == '\r' && !next_is_feed)) ++line_;
  }
  return line_;
}

}  // namespace imports

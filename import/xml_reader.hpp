// XML to elements, one at a time: a document is walked, never built, so that it takes no memory.
//
// Grammar   XML 1.0 as banks and spreadsheets write it: declarations, comments and processing
//           instructions are passed over, CDATA is text. One document after another is read on.
//           A document type is refused, and with it every entity that is not built in.
// Bounds    elements stand in one another at most `deepest` deep; nothing is allocated.
#pragma once

#include "import/refusals.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace imports {

class XmlReader {
 public:
  enum class Got { open, close, end, broken };
  enum class Fault { none, unfinished, mismatched, malformed, document_type, too_deep };
  static constexpr std::size_t deepest = 64;

  /// `text` is UTF-8 and outlives the reader.
  explicit XmlReader(std::string_view text) : text_{text} {}

  /// After `end` or `broken` there is no more.
  Got next();

  // Of the element that was opened or closed last:
  std::string_view name() const { return here().local; }  ///< without its prefix
  std::string_view attributes() const { return here().attributes; }
  std::size_t offset() const { return here().offset; }  ///< where it is opened
  /// Once closed: past its end.
  std::size_t end_offset() const { return at_; }
  /// Open elements, with this one.
  std::size_t depth() const { return depth_ + (closing_ ? 1 : 0); }
  /// Once closed: what stands in it as it is written, when no element does; else nothing.
  std::optional<std::string_view> content() const;

  Fault fault() const { return fault_; }
  /// Refuses what is broken, with its place.
  void refuse(Refusals& refusals) const;

 private:
  struct Element {
    std::string_view name;
    std::string_view local;
    std::string_view attributes;
    std::size_t offset = 0;
    std::size_t inside = 0;  ///< where its content begins
    bool has_children = false;
  };

  const Element& here() const { return open_[closing_ ? depth_ : depth_ - 1]; }
  Got pass_by(std::string_view ends);
  Got open_element();
  Got close_element();
  Got close_last(std::size_t content_ends);
  Got read_markup();
  std::optional<std::size_t> end_of_tag(std::size_t from) const;
  Got broken(Fault fault, std::size_t at);

  std::string_view text_;
  std::size_t at_ = 0;
  std::array<Element, deepest + 1> open_{};
  std::size_t depth_ = 0;
  std::size_t content_end_ = 0;
  bool closing_ = false;  ///< the last was closed: it stands above those that are open
  bool empty_ = false;    ///< the last was "<a/>": its end comes next
  Fault fault_ = Fault::none;
  std::size_t fault_at_ = 0;
};

/// The value of an attribute as it is written, by its name without prefix; nothing without one.
std::optional<std::string_view> attribute(std::string_view attributes, std::string_view name);

/// The characters that stand for a content or an attribute: references replaced, CDATA unwrapped,
/// comments left out. A reference that is none of XML's own stays as it is.
std::string xml_text(std::string_view written);

/// One reference at the front of `written`, "&amp;" or "&#163;": appended, and how long it was; 0
/// where it is none.
std::size_t take_reference(std::string_view written, std::string& out);

/// Lines of places that are asked for in rising order.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text)
      : text_{text}, has_returns_{text.find('\r') != text.npos} {}
  int line_of(std::size_t offset);

 private:
  std::string_view text_;
  bool has_returns_;  ///< without them, only line feeds are looked for
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace imports

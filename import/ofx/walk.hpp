// The tags of an OFX file in their order and nesting: leaves with their values, aggregates as they
// open and close. One level is a row of a short stack; nothing here calls itself.
//
// Rules     A leaf may be closed or not, empty or not; an aggregate must be closed. An element that
//           is not known is a leaf when a text follows it, else it may be either: it ends with its
//           own end, or with the end of what holds it.
// Errors    what is nested wrongly, or still open at the end of the text, is a fault with its
// place.
#pragma once

#include "import/ofx/elements.hpp"
#include "import/ofx/markup.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace imports::ofx {

struct Event {
  enum class Kind : std::uint8_t { leaf, opened, closed, end, fault };
  Kind kind = Kind::end;
  Element element = Element::unknown;
  Element parent = Element::unknown;  ///< the nearest known aggregate that holds it
  bool literal = false;               ///< `value` is text already: no entities in it
  std::string_view value;             ///< of a leaf; holds until the next event
  std::size_t offset = 0;             ///< where the element (or the fault) begins
};

struct Fault {
  enum class What : std::uint8_t { none, tag, nesting, unclosed, stray_text, depth, cut };
  What what = What::none;
  std::string found;
};

class Walk {
 public:
  explicit Walk(std::string_view text) : markup_{text} {}

  /// After `end` or `fault` there is no more to ask for.
  Event next();
  const Fault& fault() const { return fault_; }

 private:
  struct Level {
    Element element = Element::unknown;
    std::string_view name;
    std::size_t offset = 0;
  };
  static constexpr std::size_t deepest = 64;

  Token take_token();
  bool ends_pending(const Token& token) const;
  bool settle_pending(Event& event);
  bool handle(const Token& token, Event& event);
  bool open(const Token& token, Event& event);
  bool close(const Token& token, Event& event);
  bool end(Event& event);
  void take_text(const Token& token);
  bool push(const Level& level, Event& event);
  Event leaf();
  Event fault_at(Fault::What what, std::size_t offset, std::string found);
  Element parent() const;

  Markup markup_;
  Token again_;  ///< the tag that ended a leaf: looked at once more
  bool has_again_ = false;
  std::array<Level, deepest> levels_;
  std::size_t depth_ = 0;
  Level pending_;  ///< a tag of which it is not known yet whether a value follows
  bool has_pending_ = false;
  std::string_view value_;
  bool value_is_literal_ = false;
  std::string joined_;           ///< a value in pieces, around comments and CDATA
  bool closes_at_once_ = false;  ///< "<LEDGERBAL/>" has been opened
  Fault fault_;
};

}  // namespace imports::ofx

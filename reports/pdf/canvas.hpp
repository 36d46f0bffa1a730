// Sheets of paper to draw on, where everything drawn belongs to something that a screen reader can
// name, or is marked as ornament. Points from the top left corner; grey from 0 (black) to 1.
#pragma once

#include "reports/pdf/letters.hpp"
#include "reports/pdf/words.hpp"

#include <string>

namespace reports::pdf {

/// What cairo is told in place of "artifact", which it does not know; finish() puts it right.
inline constexpr const char* ornament = "NonStruct";

class Canvas {
 public:
  Canvas(double width, double height);
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  void begin(const char* element);
  void end(const char* element);
  void next_sheet();
  /// The file so far; nothing is drawn after it.
  std::string bytes();

  void ink(double grey);
  void words(const Words& words, Letters& letters, double x, double y);
  void line(const Words& words, Letters& letters, std::size_t number, double x, double y);
  void rule(double x, double y, double width, double thickness);
  struct Area {
    double x, y, width, height;
  };
  void fill(const Area& area);
  void frame(const Area& area, double thickness);
  /// One line, aslant across the middle of the sheet: as shapes, so that it is in nobody's way who
  /// copies the text.
  void across(const Words& words, Letters& letters, double width, double height);
  /// An entry of the list of contents that viewers show beside the pages.
  void contents(const std::string& title, std::size_t sheet, double y);

 private:
  std::string written_;
  Owned<cairo_surface_t> surface_;
  Owned<cairo_t> page_;
};

/// An element of the document for as long as it is in sight.
class Element {
 public:
  Element(Canvas& canvas, const char* name) : canvas_{canvas}, name_{name} { canvas_.begin(name_); }
  ~Element() { canvas_.end(name_); }
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;

 private:
  Canvas& canvas_;
  const char* name_;
};

}  // namespace reports::pdf

// The words of a PDF with their places, from what `pdftotext -bbox-layout` writes.
//
// Grammar   XHTML: page elements, and anywhere below each the words of it:
//             <page width height> … <word xMin yMin xMax yMax>text</word> …
//           Flows, blocks and lines between them are the program's guesses and are not used.
// Units     thousandths of a point (1/72 inch) from the page's left upper corner.
// Errors    no such XHTML, a word without a place: read_pages answers nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports::pdf {

inline constexpr int point = 1000;

struct Box {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  int height() const { return bottom - top; }
  int middle() const { return top + height() / 2; }
};

struct Word {
  Box box;
  std::string_view text;  ///< looks into the XHTML that was read
};

/// A page's words in no particular order. What is printed sideways along a margin is left out.
struct Page {
  int number = 0;  ///< from 1
  std::vector<Word> words;
};

/// Reads one page's tree at a time; the text of `xhtml` is decoded where it stands, so it must live
/// as long as the pages do.
std::optional<std::vector<Page>> read_pages(std::string& xhtml);

}  // namespace imports::pdf

// Sample statements as PDF, drawn for the tests and for people to try: invented banks and people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace support {

/// The plainest PDF there is: Helvetica at places on A4 pages. Places are points from the left
/// upper corner, of the text's left (or right) end and its base line.
class PdfWriter {
 public:
  void begin_page();
  void text(int left, int down, std::string_view utf8, int size = 9);
  void right(int right, int down, std::string_view utf8, int size = 9);
  std::string bytes() const;

 private:
  void put(std::string place, std::string_view utf8, int size);
  std::vector<std::string> pages_;
};

struct SamplePdf {
  std::string name;
  std::string bytes;
};
/// northgate: paid out, paid in and balance on every row, a summary box, texts over two lines.
/// harbour: a type before every text, the amount by its last line, one balance a day, two pages.
/// meridian: days without a year over the new year, columns named over two rows, an overdraft,
///           a text that goes on over the page.
std::vector<SamplePdf> sample_pdfs();

}  // namespace support

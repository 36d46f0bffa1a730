// An incremental update (ISO 32000-1, 7.5.6): new and changed objects behind a PDF's last byte,
// which leaves every byte before as it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace signing {

struct PdfObject {
  int number = 0;
  int generation = 0;
  std::string body;
};

/// What the update's trailer says, as PDF text.
struct PdfTrailer {
  int size = 0;              ///< one more than the largest number of an object, new ones included
  std::string root;          ///< "1 0 R"
  std::string info, id;      ///< empty: none
  std::size_t previous = 0;  ///< where the last cross-reference section begins
  bool as_stream = false;    ///< as that section is
};

struct PdfUpdate {
  std::string bytes;                ///< what follows the PDF
  std::vector<std::size_t> bodies;  ///< where in `bytes` each object's body begins
};

/// `objects` in the order of their numbers; `before` is the size of the PDF. A cross-reference
/// stream takes number `trailer.size`, and the size grows by one.
PdfUpdate make_update(std::size_t before, const std::vector<PdfObject>& objects,
                      PdfTrailer trailer);

}  // namespace signing

// Reads an incremental update byte by byte and strictly: objects, one cross-reference section, its
// end, and nothing between them. What a lenient reader would skip or guess at is refused here, so
// that no two programs can see different things in it. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace signing {

struct ScannedObject {
  int number = 0;
  int generation = 0;
  std::size_t offset = 0;  ///< in the whole file
  bool is_stream = false;
};

struct ScannedUpdate {
  std::string wrong;  ///< empty: it is sound
  std::vector<ScannedObject> objects;
  std::size_t section = 0;  ///< where its cross-references are: its table, or its last object
};

/// Of `pdf`, the bytes from `begin` to its end.
ScannedUpdate scan_update(std::string_view pdf, std::size_t begin);

}  // namespace signing

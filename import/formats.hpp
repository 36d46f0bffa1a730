// The formats that have rooms of their own, in the order in which a file is tried against them.
// A format more is a row in formats.cpp and a folder beside it.
//
// What fits none of them is looked at as a table (csv/): a bank's CSV, one of our own files, or an
// unknown one that a profile describes.
#pragma once

#include "import/refusals.hpp"
#include "import/source.hpp"

#include <span>
#include <string>
#include <string_view>

namespace imports {

/// A file as a room gets it.
struct File {
  std::string_view bytes;   ///< as they are on the disk
  std::string_view text;    ///< as UTF-8; empty for formats that are not text
  const std::string& name;  ///< for messages
};

struct Format {
  enum class Of { bytes, text };  ///< bytes: looked at before anything is decoded
  std::string_view name;          ///< "ofx"; public, what --profile and a manifest may say
  Of of = Of::text;
  bool (*fits)(std::string_view beginning);  ///< its bytes or its text, whole
  void (*read)(const File& file, const Asked& asked, Source& source, Refusals& refusals);
};
std::span<const Format> formats();

}  // namespace imports

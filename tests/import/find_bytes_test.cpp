// Bytes that are looked for eight at a time are found where a plain loop finds them.
#include "import/find_bytes.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

namespace {

/// Texts in which what is looked for is frequent, with bytes that differ from it by one or by the
/// top bit.
rc::Gen<std::string> texts() {
  return rc::gen::container<std::string>(
      rc::gen::element('\r', '\n', ',', '\x0B', '\x0C', '\x8A', '\x8D', '-', 'a', '\0', '\xFF'));
}

}  // namespace

TEST_CASE("bytes are found and counted as by a plain loop", "[import][find-bytes]") {
  CHECK(rc::check("", [] {
    const auto text = *texts();
    const auto from = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const auto first = std::min(text.find_first_of(",\r\n", from), text.size());
    RC_ASSERT(imports::find_byte(text, from, ',', '\r', '\n') == first);
    RC_ASSERT(imports::find_line_end(text) == std::min(text.find_first_of("\r\n"), text.size()));
    RC_ASSERT(imports::count_byte(text, '\n') ==
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
  }));
  CHECK(imports::count_byte(std::string(100'000, '\n'), '\n') == 100'000);
}

TEST_CASE("a CR alone is told from one before an LF, wherever it stands", "[import][find-bytes]") {
  CHECK(rc::check("", [] {
    const auto text = *texts();
    bool lone = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      lone |= text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    }
    RC_ASSERT(imports::has_lone_cr(text) == lone);
  }));
  for (std::size_t size = 0; size < 40; ++size) {
    CHECK_FALSE(imports::has_lone_cr(std::string(size, 'x') + "\r\n"));
    CHECK(imports::has_lone_cr(std::string(size, 'x') + "\r"));
    CHECK(imports::has_lone_cr(std::string(size, 'x') + "\rx\r\n"));
  }
}

#include "tests/app/support_asked.hpp"

#include <catch2/catch.hpp>

namespace support {

nlohmann::json asked(const Folder& folder, std::vector<std::string> words,
                     const std::string& as_of) {
  words.insert(words.end(), {"--json", "--as-of", as_of});
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
  return nlohmann::json::parse(ran.out);
}

void must(const Folder& folder, const std::vector<std::string>& words) {
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 0);
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace support

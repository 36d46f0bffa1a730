// Questions to the program whose answer a test reads.
#pragma once

#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace support {

/// The answer as a JSON document, as of a day; the test fails when the program refuses.
nlohmann::json asked(const Folder& folder, std::vector<std::string> words,
                     const std::string& as_of);
/// The test fails when the program refuses.
void must(const Folder& folder, const std::vector<std::string>& words);
/// Whether a text has these words.
bool has(const std::string& text, const std::string& words);

}  // namespace support

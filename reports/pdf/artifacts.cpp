// Content streams: cairo can only tag what it draws as an element of the document, so what is
// ornament has a tag of its own until here.
#include "reports/pdf/canvas.hpp"
#include "reports/pdf/finish.hpp"

namespace reports::pdf {
namespace {

/// The end of a string "(…)" that begins at `at`: parentheses nest, a backslash takes the next.
std::size_t after_string(const std::string& content, std::size_t at) {
  int depth = 0;
  for (; at < content.size(); ++at) {
    const char character = content[at];
    if (character == '\\') {
      ++at;
    } else if (character == '(') {
      ++depth;
    } else if (character == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return content.size();
}

}  // namespace

std::string with_artifacts(const std::string& content) {
  const std::string tag = "/" + std::string{ornament} + " ";
  constexpr std::string_view operation = "BDC";
  std::string made;
  made.reserve(content.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < content.size();) {
    if (content[at] == '(') {
      at = after_string(content, at);
      continue;
    }
    if (content[at] != '/' || content.compare(at, tag.size(), tag) != 0) {
      ++at;
      continue;
    }
    const std::size_t end = content.find(operation, at);
    if (end == std::string::npos) break;
    made.append(content, copied, at - copied);
    made += "/Artifact BMC";
    copied = at = end + operation.size();
  }
  return made.append(content, copied);
}

}  // namespace reports::pdf

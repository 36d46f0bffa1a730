#include "app/pdf_words.hpp"

#include "app/confined.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <unistd.h>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

constexpr std::string_view name = "pdftotext";
constexpr std::string_view usual_folders = "/usr/local/bin:/usr/bin:/bin";

/// Where the program is, by the folders of PATH that are whole paths; empty when it is in none.
std::string found_in_path() {
  const char* const said = std::getenv("PATH");
  std::string_view folders = said == nullptr ? usual_folders : std::string_view{said};
  while (!folders.empty()) {
    const auto colon = folders.find(':');
    const auto folder = folders.substr(0, colon);
    folders = colon == folders.npos ? std::string_view{} : folders.substr(colon + 1);
    if (!folder.starts_with('/')) continue;
    auto path = std::string{folder} + "/" + std::string{name};
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

/// What it complains of: the first line that is no mere warning.
std::string complaint(std::string_view said) {
  while (!said.empty()) {
    const auto line = said.substr(0, said.find('\n'));
    said.remove_prefix(std::min(said.size(), line.size() + 1));
    if (line.find("Warning") == line.npos && !line.empty()) {
      return ledger::quoted(line, 100);
    }
  }
  return {};
}

std::string seconds(unsigned milliseconds) {
  return std::to_string((milliseconds + 999) / 1000) + " seconds";
}

Error unreadable(const std::string& file, std::string found, std::string remedy = {}) {
  return Error{Rule::pdf_unreadable, {file, 0, 0}, std::move(found), std::move(remedy)};
}

ledger::Result<std::string> answer(Confined ran, const PdfReader& how, const std::string& file) {
  switch (ran.end) {
    case Confined::End::not_started:
      return unreadable(file, "pdftotext could not be started",
                        "check that poppler-utils is installed whole and that memory is free");
    case Confined::End::too_long:
      return unreadable(file, "reading it took more than " + seconds(how.milliseconds));
    case Confined::End::too_much:
      return unreadable(file, "it holds more words than any statement");
    case Confined::End::killed:
      return unreadable(file, "reading it took too much, or ended pdftotext by signal " +
                                  std::to_string(ran.code));
    case Confined::End::exited:
      break;
  }
  if (ran.code == 0) return std::move(ran.out);
  if (ran.err.find("Incorrect password") != ran.err.npos) {
    return unreadable(file, "it is locked with a password",
                      "open it, print it to a new PDF without one, or download it as CSV");
  }
  const auto why = complaint(ran.err);
  return unreadable(file, why.empty() ? "pdftotext ended with " + std::to_string(ran.code)
                                      : "pdftotext says: " + why);
}

ledger::Result<std::string> words_of(const PdfReader& how, std::string_view pdf,
                                     const std::string& file) {
  const auto program = how.program.empty() ? found_in_path() : how.program;
  if (program.empty() || ::access(program.c_str(), X_OK) != 0) {
    return Error{Rule::pdf_reader_missing, {file, 0, 0}, {}, {}};
  }
  const Bounds bounds{how.milliseconds, how.memory,
                      std::min(how.most_output, how.least_output + 4 * pdf.size())};
  return answer(run_confined({program, "-bbox-layout", "-enc", "UTF-8", "-", "-"}, pdf, bounds),
                how, file);
}

}  // namespace

imports::PdfWords pdf_words(PdfReader how) {
  return [how = std::move(how)](std::string_view pdf, const std::string& file) {
    return words_of(how, pdf, file);
  };
}

}  // namespace app

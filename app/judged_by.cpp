#include "app/judged_by.hpp"

#include "app/files.hpp"
#include "ledger/digest.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace app {
namespace {

struct OwnParameters {
  std::string file;
  std::string sha256;
  ledger::Parameters parameters;
};

/// Written once, before any thread begins.
std::optional<OwnParameters>& own() {
  static std::optional<OwnParameters> parameters;
  return parameters;
}

/// A table of parameters is a page or two.
constexpr std::size_t largest_table = std::size_t{1} << 20U;

/// Commands whose answers no parameter can change.
constexpr std::array<std::string_view, 16> not_judging{
    "demo",          "init",        "inspect",       "import", "profile", "imports",
    "register",      "nfi-extract", "quarter-count", "sign",   "verify",  "check",
    "trial-balance", "backup",      "completion",    "help"};

}  // namespace

ledger::Result<bool> judge_by(const std::string& path, std::string_view command) {
  if (path.empty() || std::ranges::find(not_judging, command) != not_judging.end()) return false;
  const auto bytes = read_file(path, largest_table);
  if (!bytes) return bytes.errors();
  auto read = ledger::Parameters::overridden_by(bytes.value(), path);
  if (!read) return read.errors();
  own() = OwnParameters{path, ledger::text(ledger::sha256(bytes.value())), std::move(read).value()};
  return true;
}

const ledger::Parameters& parameters() {
  return own() ? own()->parameters : ledger::Parameters::built_in();
}

reports::Answer with_parameters(reports::Answer answer) {
  if (!own()) return answer;
  return reports::judged_by(std::move(answer), own()->file, own()->sha256);
}

}  // namespace app

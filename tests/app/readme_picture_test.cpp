// The picture of the demo in README.md is what the demo prints. DPLEDGER_APPROVE=1 draws it anew.
#include "tests/app/support_program.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

using support::Folder;
using Lines = std::vector<std::string>;

namespace {

const std::string readme = std::string{DPLEDGER_FIXTURES} + "/../README.md";
const std::string picture_begins = "```text\n$ script/demo";

std::string content_of(const std::string& file) {
  std::ostringstream all;
  all << std::ifstream{file}.rdbuf();
  return all.str();
}

/// The demo's lines, with its folder called /tmp/demo.
Lines lines_of_demo() {
  const Folder folder;
  const auto ran = folder.run({"demo", "demo"});
  REQUIRE(ran.exit == 0);
  Lines lines;
  std::istringstream in{ran.out};
  for (std::string line; std::getline(in, line);) {
    for (auto at = line.find("demo/"); at != line.npos; at = line.find("demo/", at + 10)) {
      line.insert(at, "/tmp/");
    }
    lines.push_back(line);
  }
  return lines;
}

/// The first line from `at` on that begins so.
std::size_t next(const Lines& lines, std::size_t at, std::string_view beginning) {
  while (at < lines.size() && !lines[at].starts_with(beginning)) ++at;
  CAPTURE(beginning);
  REQUIRE(at < lines.size());
  return at;
}

/// Where the third finding of the table begins.
std::size_t third_finding(const Lines& lines, std::size_t at) {
  at = next(lines, at, "--------");
  for (int found = 0; found < 3;) {
    ++at;
    REQUIRE(at < lines.size());
    if (!lines[at].empty() && lines[at].front() != ' ') ++found;
  }
  return at;
}

/// Cut short where … stands.
std::string picture_of(const Lines& lines) {
  std::string picture = "```text\n$ script/demo /tmp/demo\n";
  const auto take = [&](std::size_t first, std::size_t end) {
    picture += picture.ends_with("demo\n") ? "…\n" : "…\n\n";
    for (; first < end; ++first) picture += lines[first] + "\n";
  };
  const auto reconciled = next(lines, 0, "$ dpledger reconcile");
  const auto first_budget = next(lines, reconciled, "All lines");
  take(reconciled, first_budget + 1);
  const auto findings = next(lines, first_budget, "$ dpledger findings");
  take(findings, third_finding(lines, findings));
  const auto statement = next(lines, findings, "$ dpledger statement P0001 --from");
  take(statement, statement + 12);
  const auto page = next(lines, statement + 1, "$ dpledger statement");
  take(page, next(lines, page, "  openssl cms") + 1);
  return picture + "```\n";
}

/// Every run signs at another moment.
std::string without_moments(std::string text) {
  const std::string label = "  signed_at: ";
  const auto at = text.find(label);
  if (at != text.npos) text.erase(at + label.size(), text.find('\n', at) - at - label.size());
  return text;
}

}  // namespace

TEST_CASE("the picture in README is what the demo prints", "[app]") {
  const auto whole = content_of(readme);
  const auto begin = whole.find(picture_begins);
  REQUIRE(begin != whole.npos);
  const auto end = whole.find("\n```\n", begin) + 5;
  const auto drawn = picture_of(lines_of_demo());
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) {
    std::ofstream{readme} << whole.substr(0, begin) << drawn << whole.substr(end);
    return;
  }
  CHECK(without_moments(whole.substr(begin, end - begin)) == without_moments(drawn));
}

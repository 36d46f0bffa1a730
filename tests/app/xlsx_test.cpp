#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const std::string day = "2026-03-31";

mode_t mode_of(const std::string& file) {
  struct stat facts {};
  REQUIRE(stat(file.c_str(), &facts) == 0);
  return facts.st_mode & 0777U;
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("every reading command writes its answer to a workbook that only its owner can read",
          "[app][xlsx]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const std::vector<Words> commands{{"balance"},
                                    {"findings"},
                                    {"matches"},
                                    {"register", "P0001"},
                                    {"trial-balance"},
                                    {"imports"},
                                    {"periods"},
                                    {"payees"},
                                    {"review", "--list"},
                                    {"inspect", "stephen/lloyds-2025-04-to-06.csv"},
                                    {"statement", "P0001", "--from", "2025-04-01", "--to", day}};
  for (const auto& command : commands) {
    CAPTURE(command.front());
    const auto file = command.front() + ".xlsx";
    const auto ran = folder.run(with(command, {"--as-of", day, "--xlsx", file, "--json"}));
    CAPTURE(ran.err);
    REQUIRE(ran.exit == 0);
    const auto told = json::parse(ran.out);
    CHECK(told["schema"] == "dpledger.written/1");
    CHECK(told["file"] == file);
    CHECK(folder.read(file).starts_with("PK\x03\x04"));
    CHECK(mode_of(folder.file(file)) == 0600U);
  }
}

TEST_CASE("the same question gives the same workbook, and statement has two ways to ask for it",
          "[app][xlsx]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const Words statement{"statement", "P0001", "--from", "2025-04-01", "--to", day};
  CHECK(folder.run(with(statement, {"--xlsx", "a.xlsx"})).exit == 0);
  CHECK(folder.run(with(statement, {"--format", "xlsx", "--out", "b.xlsx"})).exit == 0);
  CHECK(folder.read("a.xlsx") == folder.read("b.xlsx"));
  CHECK(folder.run(with(statement, {"--format", "xlsx"})).exit == 1);
  CHECK(folder.run(with(statement, {"--xlsx", "c.xlsx", "--format", "csv"})).exit == 2);
  CHECK(folder.run({"balance", "--xlsx", "d.xlsx", "--csv"}).exit == 2);
}

TEST_CASE(
    "a workbook replaces an older one of ours and nothing else, and a command that changes "
    "the book changes nothing when it cannot write it",
    "[app][xlsx]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  folder.write("notes.txt", "mine");
  const auto refused = folder.run({"balance", "--xlsx", "notes.txt", "--json"});
  CHECK(refused.exit == 1);
  CHECK(json::parse(refused.out)["refusals"][0]["rule"] == "file-exists");
  CHECK(folder.read("notes.txt") == "mine");
  CHECK(folder.run({"balance", "--xlsx", "b.xlsx", "--as-of", "2025-06-30"}).exit == 0);
  const auto earlier = folder.read("b.xlsx");
  CHECK(folder.run({"balance", "--xlsx", "b.xlsx", "--as-of", day}).exit == 0);
  CHECK(folder.read("b.xlsx") != earlier);
  folder.write("b.xlsx.p7s", "a signature");
  CHECK(folder.run({"balance", "--xlsx", "b.xlsx", "--as-of", "2025-06-30"}).exit == 1);

  const auto before = folder.run({"periods", "--json"}).out;
  CHECK(folder.run({"submit", "P0001", "--to", day, "--xlsx", "notes.txt"}).exit == 1);
  CHECK(folder.run({"periods", "--json"}).out == before);
}

TEST_CASE("a command whose answer is no table refuses to make a workbook of it", "[app][xlsx]") {
  const Folder folder;
  const auto ran = folder.run({"completion", "bash", "--xlsx", "c.xlsx"});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("--xlsx with completion") != std::string::npos);
}

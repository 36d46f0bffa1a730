// Every --json answer is what its JSON Schema document says, to the last key.
#include "tests/app/support_program.hpp"

#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;

const fs::path root = fs::path{DPLEDGER_FIXTURES}.parent_path();

support::Ran validated(const support::Folder& folder, const std::vector<std::string>& more = {}) {
  std::vector<std::string> command{"/usr/bin/python3",
                                   (root / "tests/app/validate_answers.py").string(), "answers",
                                   (root / "docs/schemas").string()};
  command.insert(command.end(), more.begin(), more.end());
  return folder.run_other(command);
}

}  // namespace

TEST_CASE("every answer of every command is as its schema document says", "[schemas]") {
  const support::Folder folder;
  fs::create_directory(folder.file("answers"));
  const auto asked =
      folder.run_other({"bash", (root / "tests/app/every_answer.sh").string(), DPLEDGER_ANSWERING,
                        DPLEDGER_FIXTURES, folder.file("answers")});
  INFO(asked.err);
  REQUIRE(asked.exit == 0);
  // A command of the list that is no longer understood would be asked nothing.
  const auto commands = folder.read("answers/commands.txt");
  INFO(commands);
  CHECK(commands.find("-> 2\n") == std::string::npos);
  CHECK(commands.find("-> 5\n") == std::string::npos);
  const auto ran = validated(folder, {root.string()});
  INFO(ran.out);
  CHECK(ran.exit == 0);
}

TEST_CASE("a key that no schema document knows is noticed", "[schemas]") {
  const support::Folder folder;
  fs::create_directory(folder.file("answers"));
  folder.write("answers/1.json", R"({"schema":"dpledger.schemas/1","schemas":[]})");
  CHECK(validated(folder).exit == 0);
  folder.write("answers/2.json", R"({"schema":"dpledger.schemas/1","schemas":[],"more":1})");
  CHECK(validated(folder).exit == 1);
  folder.write("answers/2.json", R"({"schema":"dpledger.nobody-knows/1"})");
  CHECK(validated(folder).exit == 1);
}

TEST_CASE("schema prints the document of a name, and lists all names", "[schemas]") {
  const support::Folder folder;
  const auto listed = nlohmann::json::parse(folder.run({"schema", "--json"}).out);
  REQUIRE(listed.at("schemas").size() > 50);
  for (const std::string name : listed.at("schemas")) {
    const auto printed = folder.run({"schema", name});
    REQUIRE(printed.exit == 0);
    CHECK(nlohmann::json::parse(printed.out).at("title") == name);
  }
  CHECK(folder.run({"schema", "balance"}).out == folder.run({"schema", "dpledger.balance/1"}).out);
  CHECK(folder.run({"schema", "nonsense"}).exit == 1);
}

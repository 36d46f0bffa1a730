#include "app/guide.hpp"
#include "tests/app/support_program.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using support::Folder;
using Words = std::vector<std::string>;

TEST_CASE("wrong usage ends with 2 and says so on standard error alone", "[app]") {
  const Folder folder;
  const auto words = GENERATE(values<Words>({
      {},
      {"dance"},
      {"submit", "P0001"},
      {"approve", "--to", "2025-04-30"},
      {"seal", "x"},
      {"trace"},
      {"balance", "--frobnicate"},
      {"balance", "--as-of", "31/02/2025"},
      {"balance", "--as-of", "2025-02-30"},
      {"balance", "--json", "--csv"},
      {"init"},
      {"init", "--commissioner", "X", "--kind", "nhs"},
      {"import"},
      {"import", "a.csv", "--manifest", "m.csv"},
      {"match", "L0000000000000000"},
      {"code", "L0000000000000000"},
      {"waive", "F0000000000000000"},
      {"register"},
      {"register", "P0001", "P0002"},
      {"statement", "P0001", "--from", "2025-04-01"},
      {"statement", "P0001", "--from", "2025-04-02", "--to", "2025-04-01"},
      {"statement", "P0001", "--from", "1900-01-01", "--to", "1900-01-02"},
      {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-04-30", "--format", "docx"},
      {"sign", "F"},
      {"completion", "tcsh"},
      {"help", "dance"},
  }));
  const auto ran = folder.run(words);
  CAPTURE(words, ran.err);
  CHECK(ran.exit == 2);
  CHECK(ran.out.empty());
  CHECK_FALSE(ran.err.empty());
}

TEST_CASE("what is missing on the command line is called what the help calls it", "[app]") {
  const Folder folder;
  for (const auto& guide : app::command_guides()) {
    if (guide.least == 0) continue;
    Words words{std::string{guide.name}};
    for (const auto& option : guide.options) {
      if (!option.required) continue;
      words.emplace_back(option.name);
      words.emplace_back(option.choices.empty() ? "2025-04-01" : option.choices.front());
    }
    for (int given = 0; given < guide.least; ++given) {
      const auto ran = folder.run(words);
      CAPTURE(words, ran.err);
      CHECK(ran.exit == 2);
      CHECK(ran.err.find("words") == std::string::npos);
      CHECK(ran.err.find(std::string{guide.name} + " takes " + std::string{guide.words}) !=
            std::string::npos);
      words.insert(words.begin() + 1,
                   std::string{guide.choices.empty() ? "P0001" : guide.choices.front()});
    }
  }
}

TEST_CASE("a misspelt command is answered with the nearest, a strange one is not", "[app]") {
  const Folder folder;
  const auto said = [&](const Words& words) {
    const auto ran = folder.run(words);
    CHECK(ran.exit == 2);
    return ran.err;
  };
  CHECK(said({"balence"}).find("did you mean balance?") != std::string::npos);
  CHECK(said({"--book", "b", "mathces", "P1"}).find("did you mean matches?") != std::string::npos);
  CHECK(said({"help", "imprt"}).find("did you mean import?") != std::string::npos);
  CHECK(said({"dance"}).find("did you mean") == std::string::npos);
  CHECK(said({"balance", "--frobnicate"}).find("did you mean") == std::string::npos);
}

TEST_CASE("help as JSON is one document of the commands that help explains", "[app]") {
  const Folder folder;
  const auto whole = nlohmann::json::parse(folder.run({"help", "--json"}).out);
  CHECK(whole["schema"] == "dpledger.help/1");
  CHECK(whole["commands"].size() == app::command_guides().size());
  const auto one = nlohmann::json::parse(folder.run({"help", "sign", "--json"}).out);
  REQUIRE(one["commands"].size() == 1);
  CHECK(one["commands"][0]["options"][0]["name"] == "--key");
}

TEST_CASE("help, version, the manual page and completion end with 0 on standard output", "[app]") {
  const Folder folder;
  for (const auto& words : {Words{"--help"},
                            {"help"},
                            {"help", "--man"},
                            {"--version"},
                            {"completion", "bash"},
                            {"completion", "zsh"},
                            {"completion", "fish"}}) {
    const auto ran = folder.run(words);
    CAPTURE(words);
    CHECK(ran.exit == 0);
    CHECK_FALSE(ran.out.empty());
    CHECK(ran.err.empty());
  }
}

TEST_CASE("every command is explained by help, in its own --help and in the manual page", "[app]") {
  const Folder folder;
  const auto whole = folder.run({"help"}).out;
  const auto manual = folder.run({"help", "--man"}).out;
  for (const auto& guide : app::command_guides()) {
    const std::string name{guide.name};
    CAPTURE(name);
    CHECK(whole.find("\n  " + name + " ") != std::string::npos);
    CHECK(folder.run({name, "--help"}).out == folder.run({"help", name}).out);
    auto escaped = name;
    if (const auto dash = escaped.find('-'); dash != std::string::npos) escaped.insert(dash, "\\");
    CHECK(manual.find(".SS " + escaped) != std::string::npos);
  }
}

TEST_CASE("the manual page in the repository is the one that the program prints", "[app]") {
  const Folder folder;
  const auto stored =
      folder.run_other({"cat", std::string{DPLEDGER_FIXTURES} + "/../man/dpledger.1"});
  CHECK(stored.out == folder.run({"help", "--man"}).out);
}

TEST_CASE("bash completes commands, options and choices", "[app]") {
  const Folder folder;
  folder.write("c.bash", folder.run({"completion", "bash"}).out +
                             "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _dpledger\n"
                             "printf '%s\\n' \"${COMPREPLY[@]}\"\n");
  const auto completed = [&](const Words& words) {
    Words command{"bash", "c.bash"};
    command.insert(command.end(), words.begin(), words.end());
    return folder.run_other(command).out;
  };
  CHECK(completed({"dpledger", "reconci"}) == "reconcile\n");
  CHECK(completed({"dpledger", "--book", "b", "tri"}) == "trial-balance\n");
  CHECK(completed({"dpledger", "sign", "--ke"}) == "--key\n");
  CHECK(completed({"dpledger", "statement", "P1", "--format", "h"}) == "html\n");
  CHECK(completed({"dpledger", "balance", "--as"}) == "--as-of\n");
  CHECK(completed({"dpledger", "statement", "P1", "--format", ""}) ==
        "text\ncsv\njson\nhtml\npdf\nxlsx\n");
}

TEST_CASE("a command that has no book refuses as text and as JSON", "[app]") {
  const Folder folder;
  const auto command = GENERATE(values<Words>({{"balance"},
                                               {"findings"},
                                               {"matches"},
                                               {"imports"},
                                               {"check"},
                                               {"trial-balance"},
                                               {"register", "P0001"},
                                               {"reconcile"},
                                               {"undo", "I1"},
                                               {"backup", "copy"},
                                               {"unmatch", "L0000000000000000"}}));
  CAPTURE(command);
  const auto plain = folder.run(command);
  CHECK(plain.exit == 1);
  CHECK(plain.out.empty());
  CHECK(plain.err.find(":0:0: ") != std::string::npos);
  auto words = command;
  words.push_back("--json");
  const auto ran = folder.run(words);
  CHECK(ran.exit == 1);
  const auto document = nlohmann::json::parse(ran.out);
  CHECK(document["schema"] == "dpledger.refusal/1");
  REQUIRE(document["refusals"].size() == 1);
  for (const auto* key : {"file", "line", "column", "rule", "found", "remedy"}) {
    CHECK(document["refusals"][0].contains(key));
  }
  CHECK(document["refusals"][0]["rule"] == "book-missing");
}

TEST_CASE("global options stand before or after the command, and the environment names the book",
          "[app]") {
  const Folder folder;
  REQUIRE(folder.run({"--book", "one", "init", "--commissioner", "A"}).exit == 0);
  REQUIRE(folder.run({"init", "--commissioner", "B", "--book", "two"}).exit == 0);
  for (const auto& words :
       {Words{"--json", "--as-of", "2025-05-01", "--by", "x", "--book", "one", "balance"},
        {"balance", "--json", "--as-of", "2025-05-01", "--by", "x", "--book", "one"},
        {"--json", "balance", "--book=one", "--by", "x", "--as-of=2025-05-01"}}) {
    const auto ran = folder.run(words);
    CAPTURE(words, ran.err);
    CHECK(ran.exit == 0);
    CHECK(nlohmann::json::parse(ran.out)["schema"] == "dpledger.balance/1");
  }
  const auto named = folder.run_other({"env", "DPLEDGER_BOOK=two", DPLEDGER_PROGRAM, "imports"});
  CHECK(named.exit == 0);
}

TEST_CASE("an answer that cannot be written ends with 4", "[app]") {
  const Folder folder;
  const auto ran =
      folder.run_other({"sh", "-c", std::string{DPLEDGER_PROGRAM} + " help > /dev/full"});
  CHECK(ran.exit == 4);
}

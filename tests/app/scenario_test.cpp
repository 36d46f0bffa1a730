// Every scenario of the fixtures through the real program: what it says is compared with the
// approved pages (DPLEDGER_APPROVE=1 rewrites them), and with the problems planted in the story.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <stdlib.h>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const std::string as_of = " --as-of 2026-03-31";

std::string content(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

/// A scenario's files in a folder of their own, and the program at work there.
class Desk {
 public:
  explicit Desk(const std::string& scenario) {
    auto name = (fs::temp_directory_path() / "dpledger-scenario-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    for (const auto& file :
         fs::directory_iterator{fs::path{DPLEDGER_FIXTURES} / "scenarios" / scenario}) {
      if (file.is_regular_file()) fs::copy(file.path(), folder_ / file.path().filename());
    }
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  /// What a command writes to standard output. Fails the test when it does not end well.
  std::string run(const std::string& arguments) const {
    const auto line = "cd '" + folder_.string() + "' && NO_COLOR=1 DPLEDGER_BOOK=book.dpledger '" +
                      DPLEDGER_PROGRAM + "' " + arguments + " >said 2>complained </dev/null";
    const int ended = std::system(line.c_str());
    INFO("dpledger " << arguments << "\n" << content(folder_ / "complained"));
    REQUIRE(ended == 0);
    return content(folder_ / "said");
  }
  Json json(const std::string& arguments) const { return Json::parse(run(arguments + " --json")); }

  void open_book() const {
    run("init --commissioner 'NHS Invented ICB' --kind icb --by tester" + as_of);
    run("load person.toml --by tester" + as_of);
  }
  void import_all() const { run("import --manifest manifest.csv --by tester" + as_of); }
  void reconcile() const { run("reconcile --by tester" + as_of); }

  /// The rows of the manifest, the last first.
  std::vector<std::string> imports_backwards() const {
    std::vector<std::string> rows;
    std::ifstream in{folder_ / "manifest.csv"};
    std::string row;
    std::getline(in, row);
    while (std::getline(in, row)) {
      const auto file = row.substr(0, row.find(','));
      const auto account = row.substr(row.rfind(',') + 1);
      rows.push_back(file + (account.empty() ? "" : " --account " + account));
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
  }

 private:
  fs::path folder_;
};

/// Hashes that depend on when a command ran stand for themselves no longer.
std::string without_hashes(const std::string& text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && is_hex(text[end])) ++end;
    if (end - at == 64) {
      out += "(sha-256)";
    } else {
      out += text.substr(at, std::max<std::size_t>(end - at, 1));
    }
    at = std::max(end, at + 1);
  }
  return out;
}

void compare_with_approved(const std::string& scenario, const std::string& page,
                           const std::string& said) {
  const auto file = fs::path{DPLEDGER_FIXTURES} / "scenarios" / scenario / "expected" / page;
  const auto now = without_hashes(said);
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) {
    fs::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << now;
  }
  INFO(file);
  CHECK(now == content(file));
}

/// Code and amount of every open finding, in order of both.
using Raised = std::vector<std::pair<std::string, std::string>>;
Raised raised(const Json& findings) {
  Raised all;
  for (const auto& finding : findings.at("findings")) {
    if (finding.at("state") != "open") continue;
    const auto& amount = finding.at("amount");
    all.emplace_back(finding.at("code"), amount.is_null() ? "" : amount.get<std::string>());
  }
  std::sort(all.begin(), all.end());
  return all;
}

struct Story {
  std::string scenario, person, bank;
  Raised planted;
};

/// What the READMEs of the scenarios say.
const std::vector<Story>& stories() {
  static const std::vector<Story> all{{"stephen",
                                       "P0001",
                                       "2557.84",
                                       {{"cash-withdrawal", "60.00"},
                                        {"duplicate-payment", "780.00"},
                                        {"funding-missing", "4640.00"},
                                        {"underpaid", "20.00"},
                                        {"unplanned-spending", "42.50"}}},
                                      {"luke",
                                       "P0002",
                                       "9869.85",
                                       {{"duplicate-payment", "986.20"},
                                        {"funding-wrong-amount", "45.00"},
                                        {"paye-overdue", "790.53"},
                                        {"payment-to-holder", "150.00"},
                                        {"prohibited-spending", "20.00"},
                                        {"returned-payment", "1124.57"},
                                        {"statement-gap", "36.00"}}}};
  return all;
}

}  // namespace

TEST_CASE("a scenario's pages read as approved and its planted problems are found",
          "[app][scenario][golden]") {
  const auto& story = GENERATE(from_range(stories()));
  CAPTURE(story.scenario);
  const Desk desk{story.scenario};
  desk.open_book();
  desk.import_all();
  desk.reconcile();
  CHECK(raised(desk.json("findings" + as_of)) == story.planted);
  const auto balance = desk.json("balance" + as_of);
  REQUIRE(balance.at("budgets").size() == 1);
  CHECK(balance.at("budgets")[0].at("bank") == story.bank);
  compare_with_approved(story.scenario, "balance.txt", desk.run("balance" + as_of));
  compare_with_approved(story.scenario, "findings.txt", desk.run("findings" + as_of));
  compare_with_approved(
      story.scenario, "statement.txt",
      desk.run("statement " + story.person + " --from 2025-04-01 --to 2025-06-30" + as_of));
  if (story.scenario == "stephen")  // an agency's package came before
    compare_with_approved(story.scenario, "compare.txt",
                          desk.run("compare " + story.person + as_of));
  compare_with_approved(story.scenario, "trial-balance.txt", desk.run("trial-balance" + as_of));
  desk.run("check");
}

TEST_CASE("a scenario imported again, and reconciled again, says the same", "[app][scenario]") {
  const auto& story = GENERATE(from_range(stories()));
  CAPTURE(story.scenario);
  const Desk desk{story.scenario};
  desk.open_book();
  desk.import_all();
  desk.reconcile();
  const auto register_once = desk.run("register " + story.person + as_of);
  const auto findings_once = desk.json("findings" + as_of);
  desk.import_all();
  desk.reconcile();
  CHECK(desk.run("register " + story.person + as_of) == register_once);
  CHECK(desk.json("findings" + as_of) == findings_once);
}

TEST_CASE("a scenario's files say the same in whatever order they come", "[app][scenario]") {
  const auto& story = GENERATE(from_range(stories()));
  CAPTURE(story.scenario);
  const Desk straight{story.scenario};
  straight.open_book();
  straight.import_all();
  straight.reconcile();
  const auto findings = straight.json("findings" + as_of);
  const auto balance = straight.json("balance" + as_of);
  const auto matches = straight.json("matches" + as_of);
  const Desk backwards{story.scenario};
  backwards.open_book();
  for (const auto& row : backwards.imports_backwards()) {
    backwards.run("import " + row + " --by tester" + as_of);
    backwards.reconcile();
  }
  CHECK(backwards.json("findings" + as_of) == findings);
  CHECK(backwards.json("balance" + as_of) == balance);
  CHECK(backwards.json("matches" + as_of) == matches);
}

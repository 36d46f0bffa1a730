// Other programs read our books: their own checks pass, and their balances are ours, account by
// account; and what is exported for outside eyes names nobody.
#include "tests/app/support_programs.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

using support::Folder;

namespace {

const std::vector<std::string> programs{"hledger", "ledger", "beancount"};
const std::string day = "2026-03-31";

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Everything in the books that could name somebody or something of theirs.
std::set<std::string> personal_texts(const Folder& folder, const std::vector<std::string>& people) {
  // Words of a bank's line that are also kinds of entries and rules of ours.
  static const std::set<std::string> ours{"handover", "payment", "payroll"};
  std::set<std::string> texts;
  const auto add = [&](const std::string& text) {
    if (text.size() >= 4) texts.insert(lower(text));
  };
  for (const auto& person : people) {
    const auto entries =
        nlohmann::json::parse(folder.run({"register", person, "--json", "--as-of", day}).out);
    for (const auto& entry : entries.at("entries")) {
      for (const auto* key : {"source", "what", "file"}) add(entry.at(key));
      for (const auto& posting : entry.at("postings")) add(posting.at("item"));
    }
    const auto lines =
        nlohmann::json::parse(folder.run({"matches", person, "--json", "--as-of", day}).out);
    for (const auto& line : lines.at("lines")) {
      for (const auto* key : {"id", "account", "description"}) add(line.at(key));
      std::istringstream words{line.at("description").get<std::string>()};
      for (std::string word; words >> word;) {
        if (word.size() >= 7 && !ours.contains(lower(word))) add(word);
      }
    }
  }
  return texts;
}

/// Every text in quotes of the person files: names, numbers, funders, outcomes, payees.
void add_person_files(const Folder& folder, const std::vector<std::string>& people,
                      std::set<std::string>& texts) {
  static const std::set<std::string> words{"dpledger.person/1",
                                           "handover",
                                           "payroll",
                                           "self",
                                           "nominee",
                                           "bank",
                                           "quarter",
                                           "month",
                                           "4 weeks",
                                           "once",
                                           "direct-payment",
                                           "notional",
                                           "health",
                                           "insurance",
                                           "social-care",
                                           "pa-wages",
                                           "agency",
                                           "activities",
                                           "transport",
                                           "equipment",
                                           "week",
                                           "2 weeks",
                                           "spot",
                                           "block",
                                           "hour",
                                           "third-party",
                                           "redundancy",
                                           "holiday",
                                           "training",
                                           "funder",
                                           "person",
                                           "family",
                                           "saving",
                                           "education",
                                           "self-employed",
                                           "respite",
                                           "other",
                                           "2025"};
  for (const auto& person : people) {
    std::ifstream in{folder.file(person + "/person.toml")};
    REQUIRE(in.good());
    for (std::string line; std::getline(in, line);) {
      for (auto at = line.find('"'); at != std::string::npos;) {
        const auto end = line.find('"', at + 1);
        if (end == std::string::npos) break;
        const auto text = line.substr(at + 1, end - at - 1);
        const bool figure = text.find_first_not_of("0123456789.") == std::string::npos &&
                            text.find('.') != std::string::npos;
        if (text.size() >= 4 && !figure && !words.contains(text)) texts.insert(lower(text));
        at = line.find('"', end + 1);
      }
    }
  }
}

}  // namespace

TEST_CASE("hledger, ledger and beancount have our balances, account by account",
          "[export][programs]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke", "eighteen"});
  for (const std::string as_of : {"2025-08-15", "2026-03-31"}) {
    const auto ours = support::our_balances(folder, as_of);
    REQUIRE(ours.size() > 30);
    for (const auto& program : programs) {
      INFO(program << " on " << as_of);
      CHECK(support::balances_by(program, folder, as_of) == ours);
    }
  }
}

TEST_CASE("entries that were taken back are exported too, and the balances are the same",
          "[export][programs]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  REQUIRE(folder.run({"undo", "I1"}).exit == 0);
  REQUIRE(folder.run({"reconcile", "--as-of", day}).exit == 0);
  const auto entries =
      folder.run({"export", "--format", "csv", "--table", "entries", "--as-of", day});
  CHECK(entries.out.find(",yes,") != std::string::npos);
  const auto ours = support::our_balances(folder, day);
  for (const auto& program : programs) {
    INFO(program);
    CHECK(support::balances_by(program, folder, day) == ours);
  }
}

TEST_CASE("names that mean something to the other programs arrive as they are",
          "[export][programs]") {
  const Folder folder;
  folder.copy_scenario("stephen");
  auto person = folder.read("stephen/person.toml");
  const std::string before = "funder = \"";
  const auto at = person.find(before);
  REQUIRE(at != std::string::npos);
  const auto begin = at + before.size();
  const std::string nasty = "  (Caf\u00e9) ; A|B: [2025-13-45] \\\"C\\\"  @ 3% {x} * -Xy #9 ";
  person.replace(begin, person.find("\"\n", begin) - begin, nasty);
  folder.write("stephen/person.toml", person);
  auto bank = folder.read("stephen/lloyds-2025-04-to-06.csv");
  const auto name = bank.find("N QUILL GARDEN");
  bank.replace(name, 14, "\"N; |Q\"\"U\\ [x]  GARDEN\"");
  folder.write("stephen/lloyds-2025-04-to-06.csv", bank);
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"init", "--commissioner", "X"},
                                             {"load", "stephen/person.toml"},
                                             {"import", "--manifest", "stephen/manifest.csv"},
                                             {"reconcile", "--as-of", day}}) {
    const auto ran = folder.run(words);
    INFO(ran.err);
    REQUIRE(ran.exit == 0);
  }
  const auto ours = support::our_balances(folder, day);
  const bool there = std::ranges::any_of(ours, [](const auto& one) {
    return one.first.find("A|B: [2025-13-45]") != std::string::npos;
  });
  REQUIRE(there);
  for (const auto& program : programs) {
    INFO(program);
    CHECK(support::balances_by(program, folder, day) == ours);
  }
}

TEST_CASE("an anonymous export holds no text that is somebody's", "[export][anonymous]") {
  const Folder folder;
  const std::vector<std::string> scenarios{"stephen", "luke", "eighteen"};
  folder.make_reconciled_book(scenarios);
  std::vector<std::string> people;
  const auto trial =
      nlohmann::json::parse(folder.run({"trial-balance", "--json", "--as-of", day}).out);
  for (const auto& account : trial.at("accounts")) {
    const std::string person = account.at("person");
    if (people.empty() || people.back() != person) people.push_back(person);
  }
  auto texts = personal_texts(folder, people);
  add_person_files(folder, scenarios, texts);
  REQUIRE(texts.size() > 200);
  REQUIRE(texts.contains("stephen ashdown"));
  REQUIRE(texts.contains("9434765919"));
  for (const auto& format :
       std::vector<std::vector<std::string>>{{"--format", "hledger"},
                                             {"--format", "ledger"},
                                             {"--format", "beancount"},
                                             {"--format", "csv"},
                                             {"--format", "csv", "--table", "entries"},
                                             {"--json"}}) {
    std::vector<std::string> words{"export", "--anonymous", "--seed", "a seed", "--as-of", day};
    words.insert(words.end(), format.begin(), format.end());
    const auto ran = folder.run(words);
    REQUIRE(ran.exit == 0);
    REQUIRE(ran.out.size() > 10'000);
    const auto page = lower(ran.out);
    for (const auto& text : texts) {
      INFO(format.back() << " holds " << text);
      CHECK(page.find(text) == std::string::npos);
    }
  }
}

TEST_CASE("pseudonyms are new for each export, and the same for the same seed",
          "[export][anonymous]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto exported = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"export", "--anonymous", "--format", "csv", "--as-of", day};
    words.insert(words.end(), more.begin(), more.end());
    return folder.run(words).out;
  };
  CHECK(exported({}) != exported({}));
  CHECK(exported({"--seed", "one"}) == exported({"--seed", "one"}));
  CHECK(exported({"--seed", "one"}) != exported({"--seed", "two"}));
}

TEST_CASE("an anonymous export still has the balances of the books", "[export][anonymous]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto amounts = [](const support::Balances& balances) {
    std::multiset<long long> all;
    for (const auto& [name, pence] : balances) all.insert(pence);
    return all;
  };
  const auto ours = amounts(support::our_balances(folder, day));
  for (const auto& program : programs) {
    INFO(program);
    CHECK(amounts(support::balances_by(program, folder, day, {"--anonymous"})) == ours);
  }
}

TEST_CASE("an export says which file and line each entry came from, and is its owner's alone",
          "[export]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto ran = folder.run({"export", "--format", "hledger", "--as-of", day});
  CHECK(ran.out.find("    ; file: lloyds-2025-04-to-06.csv\n    ; fileline: ") !=
        std::string::npos);
  REQUIRE(folder.run({"export", "--format", "csv", "--out", "postings.csv"}).exit == 0);
  struct stat facts {};
  REQUIRE(::stat(folder.file("postings.csv").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600U);
  CHECK(folder.run({"export", "--format", "csv", "--out", "postings.csv"}).exit == 1);
}

TEST_CASE("an export that cannot be made says what to do", "[export]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"export"},
           {"export", "--format", "hledger", "--table", "entries"},
           {"export", "--format", "csv", "--seed", "x"},
           {"export", "P9999", "--format", "csv"}}) {
    const auto ran = folder.run(words);
    CHECK(ran.exit == 1);
    CHECK(ran.out.empty());
  }
  CHECK(folder.run({"export", "--format", "quicken"}).exit == 2);
}

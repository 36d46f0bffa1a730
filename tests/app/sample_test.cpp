// sample through the program: the working paper, what comes of it, and what is refused.
#include "tests/app/support_audit.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::answer;
using support::day;
using support::Folder;
using support::pence;
using support::stephens;
using support::year;

namespace {

/// The columns of a working paper that come back, with the audited values that `audit` gives.
template <class Audit>
void write_paper(const Folder& folder, const json& paper, const Audit& audit) {
  std::string csv = "line_id,audited,conclusion\r\n";
  for (const auto& item : paper.at("items")) {
    csv += item.at("line_id").get<std::string>() + "," + audit(item.at("amount")) + ",seen\r\n";
  }
  folder.write("paper.csv", csv);
}

}  // namespace

TEST_CASE("a sample ties to the trial balance and is the same for the same seed", "[sample]") {
  const auto& folder = stephens();
  std::vector<std::string> words{"sample", "--seed", "audit", "--materiality", "2000.00"};
  const auto paper = answer(folder, words, year);
  CHECK(paper == answer(folder, words, year));
  CHECK(paper.at("tie").at("difference") == "0.00");
  words[2] = "another";
  CHECK(paper.at("items") != answer(folder, words, year).at("items"));
  long long in_bank = 0;
  const auto trial = answer(folder, {"trial-balance"});
  for (const auto& account : trial.at("accounts")) {
    if (account.at("account").get<std::string>().starts_with("bank:")) {
      in_bank += pence(account.at("balance"));
    }
  }
  CHECK(pence(paper.at("tie").at("books")) == in_bank);  // from the first day on
  long long all = 0;
  const auto matches = answer(folder, {"matches"});
  for (const auto& line : matches.at("lines")) {
    const auto amount = pence(line.at("amount"));
    if (amount < 0) all -= amount;
  }
  CHECK(pence(paper.at("population").at("amount")) == all);
  CHECK(paper.at("strata").at(0).at("interval") == "667.62");  // 2000.00 / 2.9957
}

TEST_CASE("a stratified sample takes from each risk, and says why something is one", "[sample]") {
  const auto& folder = stephens();
  const auto paper = answer(folder,
                            {"sample", "--seed", "x", "--stratified", "--method", "random",
                             "--size", "high=100,medium=1,low=2"},
                            year);
  std::size_t high = 0;
  for (const auto& item : paper.at("items")) {
    if (item.at("stratum") == "low") continue;
    CHECK(!item.at("reasons").get<std::string>().empty());
    if (item.at("stratum") == "high") ++high;
  }
  CHECK(high == paper.at("strata").at(0).at("items"));
  CHECK(high > 0);
}

TEST_CASE("a paper that was filled in comes back with the errors projected", "[sample]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const std::vector<std::string> words{"sample", "--seed", "audit", "--interval", "2000.00"};
  const auto paper = answer(folder, words, year);
  bool first = true;
  write_paper(folder, paper, [&](const std::string& amount) {
    return std::exchange(first, false) ? std::string{"0.00"} : amount;
  });
  auto again = words;
  again.insert(again.end(), {"--results", "paper.csv"});
  const auto projected = answer(folder, again, year).at("projection").at(0);
  const auto& item = paper.at("items").at(0);
  CHECK(projected.at("errors") == 1);
  CHECK(projected.at("known") == item.at("amount"));
  // wholly wrong: all of an interval, or of the item where that is larger
  CHECK(projected.at("over") == (item.at("certain") ? item.at("amount") : json("2000.00")));
  CHECK(pence(projected.at("upper")) > pence(projected.at("over")));
}

TEST_CASE("the paper as CSV comes back as it was written", "[sample]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  std::vector<std::string> words{"sample", "--seed", "1", "--size", "5", "--as-of", day};
  words.insert(words.end(), year.begin(), year.end());
  auto as_csv = words;
  as_csv.emplace_back("--csv");
  const auto csv = folder.run(as_csv).out;
  folder.write("paper.csv", csv);
  words.insert(words.end(), {"--results", "paper.csv", "--json"});
  const auto ran = folder.run(words);
  CHECK(ran.exit == 1);
  const json refusals = json::parse(ran.out).at("refusals");
  CHECK(refusals.size() + 1 == static_cast<std::size_t>(std::ranges::count(csv, '\n')));
  for (const auto& refusal : refusals) CHECK(refusal.at("rule") == "paper-incomplete");
}

TEST_CASE("a paper of another sample, or one that is not filled in, is refused", "[sample]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  std::vector<std::string> words{"sample", "--seed", "1", "--size", "5"};
  const auto paper = answer(folder, words, year);
  const auto refused = [&] {
    auto all = words;
    all.insert(all.end(), year.begin(), year.end());
    all.insert(all.end(), {"--results", "paper.csv", "--as-of", day});
    return folder.run(all).exit;
  };
  write_paper(folder, paper, [](const std::string&) { return ""; });
  CHECK(refused() == 1);
  auto fewer = paper;
  fewer.at("items").erase(0);
  write_paper(folder, fewer, [](const std::string& amount) { return amount; });
  CHECK(refused() == 1);
  auto more = paper;
  more.at("items").push_back(more.at("items").at(0));
  write_paper(folder, more, [](const std::string& amount) { return amount; });
  CHECK(refused() == 1);
  write_paper(folder, paper, [](const std::string& amount) { return amount; });
  CHECK(refused() == 0);
}

TEST_CASE("a sample that cannot be drawn is refused with what to do", "[sample]") {
  const auto& folder = stephens();
  for (const auto& more :
       std::vector<std::vector<std::string>>{{},
                                             {"--size", "5", "--interval", "10.00"},
                                             {"--size", "none"},
                                             {"--interval", "0.00"},
                                             {"--method", "random", "--interval", "10.00"},
                                             {"--size", "high=3"},
                                             {"--materiality", "10.00", "--expected", "10.00"},
                                             {"--size", "5", "--confidence", "85"}}) {
    std::vector<std::string> words{"sample", "--seed", "1", "--json"};
    words.insert(words.end(), year.begin(), year.end());
    words.insert(words.end(), more.begin(), more.end());
    const auto ran = folder.run(words);
    REQUIRE(ran.exit == 1);
    CHECK(json::parse(ran.out).at("refusals").at(0).at("rule") == "sample-impossible");
  }
  const auto nothing = folder.run(
      {"sample", "--seed", "1", "--size", "1", "--from", "2001-01-01", "--to", "2001-01-02"});
  CHECK(nothing.exit == 1);
}

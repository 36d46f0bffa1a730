// trace and sample through the program: from a figure to the file's line and back, the working
// paper and what comes of it, and what is refused.
#include "tests/app/support_program.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;

namespace {

const std::string day = "2026-03-31";
const std::vector<std::string> year{"--from", "2025-04-01", "--to", "2026-03-31"};

const Folder& stephens() {
  static const Folder folder;
  static const bool made = [] {
    folder.make_reconciled_book({"stephen"});
    return true;
  }();
  REQUIRE(made);
  return folder;
}

json answer(const Folder& folder, std::vector<std::string> words,
            const std::vector<std::string>& more = {}) {
  words.insert(words.end(), more.begin(), more.end());
  words.insert(words.end(), {"--json", "--as-of", day});
  const auto ran = folder.run(words);
  INFO(words.front() << " " << ran.err);
  REQUIRE(ran.exit == 0);
  return json::parse(ran.out);
}

long long pence(const std::string& amount) {
  auto digits = amount;
  std::erase(digits, '.');
  return std::stoll(digits);
}

const json& figure(const json& traced, const std::string& address) {
  for (const auto& each : traced.at("figures")) {
    if (each.at("address") == address) return each;
  }
  FAIL("no figure " << address);
  throw std::runtime_error{address};
}

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

TEST_CASE("every figure of the balance is listed with its address and its amount", "[trace]") {
  const auto& folder = stephens();
  const auto listed = answer(folder, {"trace", "P0001"});
  const auto balance = answer(folder, {"balance", "P0001"}).at("budgets").at(0);
  const auto at = balance.at("budget").get<std::string>() + "/";
  for (const auto* key :
       {"agreed",     "received",  "contributed", "spent",  "committed",     "available",
        "bank",       "suspense",  "due_back",    "pots",   "unexpired",     "allowed_balance",
        "surplus",    "shortfall", "opening",     "repaid", "suspense_paid", "suspense_received",
        "contracted", "set_off",   "handed_on"}) {
    INFO(key);
    CHECK(figure(listed, at + key).at("amount") == balance.at(key));
  }
  for (const auto& [key, amount] : balance.at("owed").items()) {
    CHECK(figure(listed, at + "owed/" + key).at("amount") == amount);
  }
  for (const auto& line : balance.at("lines")) {
    for (const auto* key : {"planned", "spent", "committed", "available"}) {
      const auto address = at + "line/" + line.at("ref").get<std::string>() + "/" + key;
      CHECK(figure(listed, address).at("amount") == line.at(key));
    }
  }
}

TEST_CASE("every figure of a statement is listed with its address and its amount", "[trace]") {
  const auto& folder = stephens();
  const std::vector<std::string> quarter{"--from", "2025-07-01", "--to", "2025-09-30"};
  const auto listed = answer(folder, {"trace", "P0001"}, quarter);
  const auto statement = answer(folder, {"statement", "P0001"}, quarter);
  const auto is = [&](const std::string& address, const json& amount) {
    INFO(address);
    CHECK(figure(listed, "statement:" + address).at("amount") == amount);
  };
  for (const auto& account : statement.at("accounts")) {
    for (const auto* key : {"opening", "in", "out", "closing"}) {
      is(std::string{"account/dp/"} + key, account.at(key));
    }
  }
  for (const auto* list : {"income", "payments"}) {
    REQUIRE(!statement.at(list).empty());
    for (const auto& stream : statement.at(list)) {
      is(std::string{list} + "/" + stream.at("name").get<std::string>(), stream.at("amount"));
    }
  }
  for (const auto& line : statement.at("plan")) {
    const auto at = "plan/" + line.at("budget").get<std::string>() + "/" +
                    line.at("line").get<std::string>() + "/";
    for (const auto* key : {"planned", "spent_in_period", "spent_so_far", "left"}) {
      is(at + key, line.at(key));
    }
  }
  for (const auto* key : {"arose", "paid", "owed_before", "owed_at_end"}) {
    is(std::string{"cost/"} + key, statement.at("cost").at(key));
  }
  for (const auto* key :
       {"per_statement", "lines_after", "not_in_books", "per_books", "difference"}) {
    is(std::string{"bank/dp/"} + key, statement.at("banks").at(0).at(key));
  }
  is("in_transit", statement.at("in_transit"));
  is("returned", statement.at("returned"));
}

TEST_CASE("a figure leads to entries that add up to it, with match, file, line and SHA-256",
          "[trace]") {
  const auto& folder = stephens();
  const auto traced = answer(folder, {"trace", "P0001", "statement:payments/Wages"}, year);
  const auto& wages = figure(traced, "statement:payments/Wages");
  long long sum = 0;
  for (const auto& entry : wages.at("entries")) {
    sum += pence(entry.at("counts"));
    CHECK(entry.at("file").get<std::string>().starts_with("lloyds"));
    CHECK(entry.at("line").get<int>() > 1);
    CHECK(entry.at("sha256").get<std::string>().size() == 64);
    CHECK(!entry.at("why").get<std::string>().empty());
    CHECK(entry.at("approved").is_null());
  }
  CHECK(sum == pence(wages.at("amount")));
  CHECK(sum > 0);
}

TEST_CASE("a figure made of figures leads to them, and each of them further", "[trace]") {
  const auto& folder = stephens();
  const auto traced = answer(folder, {"trace", "P0001", "2025/available"});
  const auto& available = figure(traced, "2025/available");
  CHECK(available.at("how") == "parts");
  long long sum = 0;
  for (const auto& part : available.at("parts")) {
    sum += pence(part.at("counts"));
    CHECK(figure(traced, part.at("address")).at("amount").get<std::string>().size() > 3);
  }
  CHECK(sum == pence(available.at("amount")));
  CHECK(!figure(traced, "2025/spent").at("entries").empty());
}

TEST_CASE("a line of the bank leads to its entries and to the figures that it counts in",
          "[trace]") {
  const auto& folder = stephens();
  const auto lines = answer(folder, {"matches", "P0001"}).at("lines");
  const auto paid = std::ranges::find_if(lines, [](const json& line) {
    return line.at("state") == "matched" && line.at("amount").get<std::string>().front() == '-';
  });
  REQUIRE(paid != lines.end());
  const auto place =
      paid->at("file").get<std::string>() + ":" + std::to_string(paid->at("line").get<int>());
  const auto by_id = answer(folder, {"trace", paid->at("id").get<std::string>()}, year);
  const auto by_place = answer(folder, {"trace", place}, year);
  const auto short_name = place.substr(place.find('/') + 1);
  CHECK(by_id.at("sources") == by_place.at("sources"));
  CHECK(answer(folder, {"trace", short_name}, year).at("sources") == by_id.at("sources"));
  const auto& source = by_id.at("sources").at(0);
  CHECK(source.at("statement_line").at("amount") == paid->at("amount"));
  CHECK(!source.at("entries").empty());
  for (const auto& address : source.at("figures")) {
    const auto back = answer(folder, {"trace", "P0001", address.get<std::string>()}, year);
    const auto& entries = figure(back, address).at("entries");
    CHECK(std::ranges::any_of(
        entries, [&](const json& entry) { return entry.at("source") == source.at("source"); }));
  }
  const auto has = [&](const std::string& address) {
    const auto& all = source.at("figures");
    return std::ranges::find(all, json(address)) != all.end();
  };
  CHECK(has("2025/bank"));
  CHECK(has("statement:account/dp/out"));
}

TEST_CASE("a place in files of one name is answered for everybody of whom they speak",
          "[trace][places]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const auto all = answer(folder, {"trace", "payroll.csv:2"});
  CHECK(all.at("person") == "");
  REQUIRE(all.at("sources").size() == 2);
  const auto& first = all.at("sources").at(0);
  const auto& second = all.at("sources").at(1);
  CHECK(first.at("person") == "P0001");
  CHECK(second.at("person") != "P0001");
  CHECK(first.at("sha256") != second.at("sha256"));
  CHECK(first.at("import") != second.at("import"));
  const auto only = [&](const std::vector<std::string>& words, const json& source) {
    const auto one = answer(folder, words);
    INFO(words.back());
    CHECK(one.at("sources") == json::array({source}));
    CHECK(one.at("person") == source.at("person"));
  };
  const auto of = [](const json& source, const char* key) {
    return source.at(key).get<std::string>() + ":2";
  };
  for (const auto& source : {first, second}) {
    only({"trace", source.at("person"), "payroll.csv:2"}, source);
    only({"trace", of(source, "import")}, source);
    only({"trace", of(source, "sha256")}, source);
    only({"trace", of(source, "sha256").substr(0, 12) + ":2"}, source);
    only({"trace", source.at("person"), of(source, "import")}, source);
  }

  const auto page = folder.run({"trace", "payroll.csv:2", "--as-of", day});
  CHECK_THAT(page.out, Catch::Contains("payroll.csv:2 speaks of 2: P0001, "));
  for (const auto& source : {first, second}) {
    CHECK_THAT(page.out, Catch::Contains(source.at("person").get<std::string>() + ": payroll"));
    CHECK_THAT(page.out, Catch::Contains("import " + source.at("import").get<std::string>()));
    CHECK_THAT(page.out, Catch::Contains(source.at("sha256").get<std::string>()));
  }
  const auto rows = folder.run({"trace", "payroll.csv:2", "--as-of", day, "--csv"});
  for (const auto& source : {first, second}) {
    CHECK_THAT(rows.out, Catch::Contains("," + source.at("person").get<std::string>() + "," +
                                         source.at("import").get<std::string>() + "\r\n"));
  }
}

TEST_CASE("a place is refused for whom it does not speak of, and a word too many is wrong usage",
          "[trace][places]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  CHECK(folder.run({"trace", "P0001", "natwest-2025-04.csv:3", "--as-of", day}).exit == 1);
  CHECK(folder.run({"trace", "P0001", "payroll.csv:9999", "--as-of", day}).exit == 1);
  CHECK(folder.run({"trace", "P9999", "payroll.csv:2", "--as-of", day}).exit == 1);
  CHECK(folder.run({"trace", "payroll.csv:2", "P0001"}).exit == 2);
  CHECK(folder.run({"trace", "payroll.csv:2", "summary.csv:2"}).exit == 2);
  CHECK(folder.run({"trace", "L0123456789abcdef", "nonsense"}).exit == 2);
}

TEST_CASE("a payslip, an entry and a finding are traced too", "[trace]") {
  const auto& folder = stephens();
  const auto slip = answer(folder, {"trace", "payroll.csv:2"});
  REQUIRE(slip.at("sources").size() == 1);
  CHECK(slip.at("sources").at(0).at("source").get<std::string>().starts_with("payslip:W1:"));
  const auto number = slip.at("sources").at(0).at("entries").at(0).at("number").get<std::int64_t>();
  CHECK(answer(folder, {"trace", "P0001", std::to_string(number)}).at("sources") ==
        slip.at("sources"));
  const auto findings = answer(folder, {"findings"}).at("findings");
  REQUIRE(!findings.empty());
  const auto traced =
      answer(folder, {"trace", "P0001", findings.at(0).at("id").get<std::string>()});
  CHECK(traced.at("findings").at(0).at("id") == findings.at(0).at("id"));
}

TEST_CASE("a traced entry says who approved its period", "[trace]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--as-of", day});
    const auto ran = folder.run(words);
    INFO(ran.err);
    REQUIRE(ran.exit == 0);
  };
  run({"submit", "P0001", "--to", "2025-06-30", "--by", "anna"});
  run({"approve", "P0001", "--to", "2025-06-30", "--by", "bert"});
  const auto traced = answer(folder, {"trace", "P0001", "2025/bank"});
  for (const auto& entry : figure(traced, "2025/bank").at("entries")) {
    const bool early = entry.at("date").get<std::string>() <= "2025-06-30";
    CHECK(entry.at("approved").is_null() != early);
    if (early) CHECK(entry.at("approved").at("by") == "bert");
  }
  CHECK(traced.at("approvals").at(0).at("submitted_by") == "anna");
  const auto paper = answer(folder, {"sample", "--seed", "1", "--size", "200"},
                            {"--from", "2025-06-01", "--to", "2025-07-31"});
  for (const auto& item : paper.at("items")) {
    const bool early = item.at("date").get<std::string>() <= "2025-06-30";
    CHECK(item.at("approved_by") == (early ? "bert" : ""));
  }
}

TEST_CASE("what cannot be traced is refused, and what is meant by several is asked back",
          "[trace]") {
  const auto& folder = stephens();
  const auto refused = [&](std::vector<std::string> words) {
    words.emplace_back("--json");
    const auto ran = folder.run(words);
    REQUIRE(ran.exit == 1);
    return json::parse(ran.out).at("refusals").at(0).at("rule").get<std::string>();
  };
  CHECK(refused({"trace", "P9999"}) == "person-unknown");
  CHECK(refused({"trace", "P0001", "nonsense"}) == "figure-unknown");
  CHECK(refused({"trace", "P0001", "committed"}) == "figure-unknown");
  CHECK(refused({"trace", "L0123456789abcdef"}) == "line-unknown");
  CHECK(refused({"trace", "nowhere.csv:3"}) == "line-unknown");
  CHECK(refused({"trace", "P0001", "--from", "2025-04-01"}) == "not-supported");
}

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

// trace through the program: from a figure to the file's line and back, and what is refused.
#include "tests/app/support_audit.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

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

const json& figure(const json& traced, const std::string& address) {
  for (const auto& each : traced.at("figures")) {
    if (each.at("address") == address) return each;
  }
  FAIL("no figure " << address);
  throw std::runtime_error{address};
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

// A budget that another takes over, from its files to the certificate, through the real program.
#include "tests/app/support_life.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::json;
using support::Folder;

Json asked(const Folder& folder, std::vector<std::string> words) {
  words.insert(words.end(), {"--book", "book.dpledger", "--json"});
  const auto ran = folder.run(words);
  INFO(ran.err);
  REQUIRE(ran.exit == 0);
  return Json::parse(ran.out);
}

std::int64_t pence(const Json& amount) {
  auto text = amount.get<std::string>();
  text.erase(text.find('.'), 1);
  return std::stoll(text);
}

Json budget(const Json& balance, const std::string& ref) {
  for (const auto& each : balance.at("budgets")) {
    if (each.at("budget") == ref) return each;
  }
  FAIL("no budget " << ref);
  return {};
}

/// The identity at the end of the contract's section 6, with what came along as opening left over.
std::int64_t beyond_identity(const Json& of) {
  return pence(of.at("bank")) - pence(of.at("received")) - pence(of.at("contributed")) +
         pence(of.at("spent")) - pence(of.at("owed").at("net_pay")) -
         pence(of.at("owed").at("paye")) - pence(of.at("owed").at("pension")) -
         pence(of.at("owed").at("suppliers"));
}

}  // namespace

TEST_CASE("a young man turns 18: six people stay, their tax is paid, the rest goes back",
          "[app][scenario][handover]") {
  const Folder folder;
  folder.make_reconciled_book({"eighteen"});

  // Money to the family waits for a person to say that it is right.
  const auto matches = asked(folder, {"matches", "P0041", "--as-of", "2025-11-30"});
  for (const auto& line : matches.at("lines")) {
    if (line.at("state") == "matched") continue;
    CHECK(line.at("amount") == "-108.35");
    CHECK(line.at("state") == "suggested");
    asked(folder, {"match", line.at("id").get<std::string>(), "repayment:P0041:to-chc:person",
                   "--by", "r.boase", "--as-of", "2025-11-30"});
  }

  // The evening before: all is the council's.
  const auto before = asked(folder, {"balance", "P0041", "--as-of", "2025-09-11"});
  CHECK(beyond_identity(budget(before, "council")) == 0);

  // The day of the birthday: what is owed has gone along with as much money, and the pots with
  // theirs.
  const auto certificate = asked(folder, {"closure", "P0041", "council", "--as-of", "2025-11-30"});
  CHECK(certificate.at("ended") == "2025-09-11");
  CHECK(certificate.at("followed_by") == "chc");
  std::int64_t owed = 0;
  std::int64_t money = 0;
  for (const auto& each : certificate.at("debts_along")) owed += pence(each.at("amount"));
  for (const auto& each : certificate.at("money_along")) money += pence(each.at("amount"));
  CHECK(money == owed + 160000);

  // The statement of the year: what went along is in neither table, in and out come to the rest.
  const auto statement =
      asked(folder, {"statement", "P0041", "--from", "2025-04-01", "--to", "2026-03-31"});
  CHECK(pence(statement.at("returned")) == 0);
  std::int64_t stays = 0;
  for (const auto& each : statement.at("accounts")) {
    stays += pence(each.at("closing")) - pence(each.at("opening"));
  }
  for (const auto& each : statement.at("income")) {
    CHECK(each.at("name").get<std::string>().find("budget") == std::string::npos);
    stays -= pence(each.at("amount"));
  }
  for (const auto& each : statement.at("payments")) {
    CHECK(each.at("name").get<std::string>().find("budget") == std::string::npos);
    stays += pence(each.at("amount"));
  }
  CHECK(stays == 0);
  REQUIRE(statement.at("carried").size() == 1);
  CHECK(statement.at("carried")[0].at("left") == statement.at("carried")[0].at("arrived"));
  CHECK(pence(statement.at("carried")[0].at("left")) == money);
  CHECK(statement.at("banks")[0].at("as_at") == "2025-11-19");
  CHECK(statement.at("banks")[0].at("not_covered")[0].at("to") == "2026-03-31");
  const auto traced =
      asked(folder, {"trace", "P0041", "--from", "2025-04-01", "--to", "2026-03-31"});
  CHECK(traced.dump().find("statement:carried/council/chc/left") != std::string::npos);
  CHECK(traced.dump().find("statement:income/Brought") == std::string::npos);

  // Every penny: what came in is spent, went along, or goes back, by 7,600 to 140.
  const auto in = pence(certificate.at("received")) + pence(certificate.at("contributed"));
  CHECK(in == 6 * (760000 + 14000));
  std::int64_t back = 0;
  for (const auto& each : certificate.at("goes_back")) back += pence(each.at("due"));
  CHECK(in == pence(certificate.at("spent")) + 160000 + back);
  CHECK(certificate.at("goes_back")[0].at("due") == "5881.93");
  CHECK(certificate.at("goes_back")[1].at("due") == "108.35");
  for (const auto& each : certificate.at("goes_back")) CHECK(each.at("open") == "0.00");
  CHECK(certificate.at("bank") == "0.00");
  CHECK(certificate.at("settled") == true);
  REQUIRE(certificate.at("workers").size() == 6);
  for (const auto& worker : certificate.at("workers")) CHECK(worker.at("stays") == true);

  // The NHS's budget owes nothing older than its newest payroll, and has the pots' money besides.
  const auto chc = budget(asked(folder, {"balance", "P0041", "--as-of", "2025-11-30"}), "chc");
  CHECK(beyond_identity(chc) == 160000);
  CHECK(chc.at("pots") == "1600.00");
  CHECK(chc.at("suspense") == "0.00");

  // Nobody waits for the council after the birthday, and no tax is late.
  const auto findings = asked(folder, {"findings", "P0041", "--as-of", "2025-11-30"});
  for (const auto& finding : findings.at("findings")) {
    CHECK(finding.at("code") != "funding-missing");
    CHECK(finding.at("code") != "paye-overdue");
    CHECK(finding.at("code") != "contribution-missing");
    CHECK_FALSE((finding.at("code") == "review-due" && finding.at("budget") == "council"));
  }
}

TEST_CASE(
    "Rowan turns 18: what went along, what goes back and what the family reads are as approved",
    "[app][scenario][handover]") {
  const support::Life rowan{"eighteen", {"person.toml"}, "2025-10-31", "scenarios"};
  rowan.check_page("closure.txt", {"closure", "P0041", "council"});
  rowan.check_page("surplus.txt", {"surplus", "P0041"});
  rowan.check_page("balance.txt", {"balance", "P0041"});
  rowan.check_page("findings.txt", {"findings", "P0041"});
  rowan.check_page("plain.txt", {"balance", "P0041", "--plain"});
  // The bank shows money to the family: their part of what was left, to the penny.
  const auto pages = rowan.document({"balance", "P0041", "--plain"}, "2025-11-30");
  const auto said = pages.at("budgets").at(0).dump();
  CHECK(said.find("108.35 back already") == std::string::npos);
  CHECK(said.find("is your own") == std::string::npos);
}

TEST_CASE("a budget that nobody knows is refused with those that are there", "[app][handover]") {
  const Folder folder;
  folder.make_reconciled_book({"eighteen"});
  const auto ran =
      folder.run({"year-end", "P0041", "2031", "--book", "book.dpledger", "--as-of", "2025-11-30"});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("name one of council, chc") != std::string::npos);
}

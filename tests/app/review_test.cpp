// The officer's queue through the real program: as a list, and decided from a file.
#include "tests/app/support_harriet.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace support;

namespace {

/// A file of decisions with these rows.
void write_decisions(const Harriet& harriet, const std::string& rows) {
  harriet.folder().write("said.csv", "subject,action,choice,text\n" + rows);
}

Ran decide(const Harriet& harriet, const std::string& rows) {
  write_decisions(harriet, rows);
  return harriet.run({"review", "--decide", "said.csv"});
}

nlohmann::json entry_of(const Harriet& harriet, const std::string& subject) {
  const auto queue = harriet.json({"review", "--all"});
  for (const auto& entry : queue.at("entries")) {
    if (entry.at("subject") == subject) return entry;
    for (const auto& finding : entry.at("findings")) {
      if (finding.at("id") == subject) return entry;
    }
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the queue reads as approved, before and after a file of decisions",
          "[app][review][golden]") {
  const Harriet harriet;
  compare_with_approved_review("queue.txt", harriet.said({"review", "--list"}));
  compare_with_approved_review("queue.csv", harriet.said({"review", "--csv"}));
  compare_with_approved_review("decided.txt",
                               harriet.said({"review", "--decide", "decisions.csv"}));
  compare_with_approved_review("afterwards.txt", harriet.said({"review", "--list"}));
  harriet.said({"check"});
}

TEST_CASE("the queue has every line that waits and every open finding, once", "[app][review]") {
  const Harriet harriet;
  std::multiset<std::string> all;
  std::multiset<std::string> shown;
  const auto matches = harriet.json({"matches"});
  for (const auto& line : matches.at("lines")) {
    if (line.at("state") != "matched") all.insert(line.at("id"));
  }
  const auto findings = harriet.json({"findings"});
  for (const auto& finding : findings.at("findings")) {
    if (finding.at("state") == "open") all.insert(finding.at("id"));
  }
  const auto queue = harriet.json({"review"});
  std::size_t beside_lines = 0;
  for (const auto& entry : queue.at("entries")) {
    shown.insert(entry.at("subject"));
    for (const auto& finding : entry.at("findings")) shown.insert(finding.at("id"));
    beside_lines += entry.at("findings").size();
  }
  CHECK(shown == all);
  CHECK(beside_lines > 0);
  const auto expected = all.size() - beside_lines;
  CHECK(queue.at("schema") == "dpledger.queue/1");
  CHECK(queue.at("as_of") == harriets_day);
  CHECK(queue.at("entries").size() == expected);
  CHECK(queue.at("waiting") == expected);
  CHECK(harriet.json({"review", "--top", "2"}).at("entries").size() == 2);
  CHECK(harriet.json({"review", "--top", "2"}).at("waiting") == expected);
  CHECK(harriet.run({"review", "--top", "0"}).exit == 2);
  CHECK(harriet.run({"review", "--top", "2", "--decide", "x.csv"}).exit == 2);
  CHECK(harriet.run({"review", "NOBODY", "--list"}).exit == 1);
}

TEST_CASE("a row that cannot be meant refuses the whole file, with its line and what to do",
          "[app][review]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-36.50");
  const auto cash = harriet.waiting("50.00", "cash-withdrawal");
  const auto twin = harriet.waiting("-520.00");
  struct Wrong {
    std::string row, rule;
  };
  const auto wrong = GENERATE_REF(from_range(std::vector<Wrong>{
      {"L0000000000000000,note,,x", "line-unknown"},
      {"F0000000000000000,waive,,x", "finding-unknown"},
      {"P0003,note,,x", "subject-unknown"},
      {line + ",bless,,", "word-unknown"},
      {line + ",accept,,", "item-unknown"},
      {twin + ",choose,3,", "item-unknown"},
      {line + ",choose,net-pay:P0003:W9:2025-04-30,", "item-unknown"},
      {line + ",code,2025/holidays,", "plan-line-unknown"},
      {line + ",split,2025/garden=-30.00 2025/equipment=-6.00,", "amounts-do-not-agree"},
      {line + ",split,2025/garden=30.00 2025/equipment=6.50,", "amounts-do-not-agree"},
      {line + ",split,2025/garden=-30.00 2025/holidays=-6.50,", "item-unknown"},
      {line + ",split,2025/garden=-36.505,", "money-not-understood"},
      {line + ",postpone,2025-06-12,", "value-out-of-range"},
      {line + ",postpone,soon,", "date-not-understood"},
      {line + ",note,,", "text-missing"},
      {line + ",waive,,x", "finding-unknown"},
      {cash + ",waive,,", "reason-missing"},
      {line + ",undecide,,", "nothing-to-take-back"},
      {line + ",code,garden,", "row-duplicated"},
  }));
  const auto before = harriet.standing();
  CAPTURE(wrong.row);
  write_decisions(harriet, line + ",code,equipment,\n\n" + wrong.row + "\n");
  const auto ran = harriet.run({"review", "--decide", "said.csv", "--json"});
  CHECK(ran.exit == 1);
  const auto refused = nlohmann::json::parse(ran.out).at("refusals");
  REQUIRE_FALSE(refused.empty());
  CHECK(refused[0].at("rule") == wrong.rule);
  CHECK(refused[0].at("file") == "said.csv");
  CHECK(refused[0].at("line") == 4);
  CHECK_FALSE(refused[0].at("remedy").get<std::string>().empty());
  CHECK(harriet.standing() == before);
}

TEST_CASE("a waiver from the queue covers what the finding is about today, as `waive` does",
          "[app][review]") {
  const Harriet harriet;
  const auto cash = harriet.waiting("50.00", "cash-withdrawal");
  REQUIRE(decide(harriet, cash + ",waive,,petty cash\n").exit == 0);
  // What it was recorded against stands in the book's file as it is.
  const auto found =
      harriet.folder().run_other({"sh", "-c", "cat * | grep -a -q '" + cash + "@50.00'"}, {});
  CHECK(found.exit == 0);
}

TEST_CASE("what the engine did not consider can be chosen by its number, and taken back",
          "[app][review]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-36.50");
  const auto entry = entry_of(harriet, line);
  const auto others = entry.at("other_items");
  REQUIRE_FALSE(others.empty());
  const auto key = others.at(0).at("items").at(0).at("key").get<std::string>();
  const auto number = others.at(0).at("number").get<std::size_t>();
  CHECK(number == entry.at("alternatives").size() + 1);
  const auto before = harriet.standing();
  REQUIRE(decide(harriet, line + ",choose," + std::to_string(number) + ",\n").exit == 0);
  const auto matches = harriet.json({"matches"});
  for (const auto& each : matches.at("lines")) {
    if (each.at("id") == line) CHECK(each.at("items").at(0).at("key") == key);
  }
  harriet.said({"undecide", line});
  CHECK(entry_of(harriet, line).at("other_items") == others);
  CHECK(harriet.json({"matches"}) != matches);
}

TEST_CASE("two lines cannot be decided to be the same wage: the file is refused as a whole",
          "[app][review]") {
  const Harriet harriet;
  const auto queue = harriet.json({"review"});
  std::vector<std::string> twins;
  for (const auto& entry : queue.at("entries")) {
    if (entry.at("amount") == "-520.00") twins.push_back(entry.at("subject"));
  }
  REQUIRE(twins.size() == 2);
  const auto before = harriet.standing();
  const auto ran = decide(harriet, twins[0] + ",choose,1,\n" + twins[1] + ",choose,1,\n");
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("said.csv:") != std::string::npos);
  CHECK(ran.err.find("would get nothing") != std::string::npos);
  CHECK(harriet.standing() == before);
  REQUIRE(decide(harriet, twins[0] + ",choose,1,\n").exit == 0);
  // The other one can only be the other worker's now; only its amount says so, so it still waits.
  const auto other = entry_of(harriet, twins[1]);
  const auto& alternatives = other.at("alternatives");
  REQUIRE(std::count_if(alternatives.begin(), alternatives.end(),
                        [](const auto& each) { return each.at("fits") == true; }) == 1);
  REQUIRE(decide(harriet, twins[1] + ",accept,,\n").exit == 0);
  CHECK(entry_of(harriet, twins[1]).is_null());
}

TEST_CASE("what a file decided is taken back by another, and the books are as before",
          "[app][review]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-36.50");
  const auto other = harriet.waiting("-270.00");
  const auto twin = harriet.waiting("-520.00");
  const auto cash = harriet.waiting("50.00", "cash-withdrawal");
  const auto before = harriet.json({"trial-balance"});
  const auto matches = harriet.json({"matches"});
  REQUIRE(decide(harriet, line + ",code,equipment,\n" +  //
                              other + ",split,2025/garden=-70.00;2025/equipment=-200.00,\n" + twin +
                              ",accept,,\n" + cash + ",waive,,agreed\n")
              .exit == 0);
  CHECK(harriet.json({"trial-balance"}) != before);
  CHECK(entry_of(harriet, cash).is_null());
  REQUIRE(decide(harriet, line + ",undecide,,\n" + other + ",undecide,,\n" + twin +
                              ",undecide,,\n" + cash + ",undecide,,\n")
              .exit == 0);
  CHECK(harriet.json({"trial-balance"}) == before);
  CHECK(harriet.json({"matches"}) == matches);
  CHECK_FALSE(entry_of(harriet, cash).is_null());
  harriet.said({"check"});
}

TEST_CASE("what is postponed comes again on its day, with what was noted", "[app][review]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-36.50");
  REQUIRE(decide(harriet, line + ",postpone,2025-06-20,asked for the receipt\n").exit == 0);
  const auto queue = harriet.json({"review"});
  for (const auto& entry : queue.at("entries")) CHECK(entry.at("subject") != line);
  CHECK(queue.at("postponed") == 1);
  const auto put_off = entry_of(harriet, line);
  CHECK(put_off.at("postponed") == "2025-06-20");
  CHECK(put_off.at("notes").at(0).at("text") == "asked for the receipt");
  CHECK(put_off.at("notes").at(0).at("by") == "r.patel");
  const auto on_the_day = harriet.folder().run({"review", "--json", "--as-of", "2025-06-20"});
  CHECK(on_the_day.out.find("\"subject\":\"" + line) != std::string::npos);
  REQUIRE(decide(harriet, line + ",undecide,,\n").exit == 0);
  CHECK(harriet.json({"review"}).at("postponed") == 0);
}

TEST_CASE("a line is split on the command line, shown in its parts, and taken back",
          "[app][split]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-270.00");
  const auto done = harriet.said({"split", line, "garden=-70.00", "code:2025/equipment=-200.00"});
  CHECK(done.find("matched") != std::string::npos);
  const auto matches = harriet.json({"matches"});
  for (const auto& each : matches.at("lines")) {
    if (each.at("id") != line) continue;
    CHECK(each.at("items") ==
          nlohmann::json::parse(R"([{"key":"code:2025/garden","amount":"-70.00"},)"
                                R"({"key":"code:2025/equipment","amount":"-200.00"}])"));
    CHECK(each.at("rule") == "decided");
  }
  CHECK(harriet.said({"matches", "--explain", line}).find("plan line 2025/garden") !=
        std::string::npos);
  const auto statement = harriet.said(
      {"statement", "P0003", "--from", "2025-06-01", "--to", "2025-06-12", "--format", "csv"});
  CHECK(statement.find("code:2025/equipment") != std::string::npos);
  harriet.said({"check"});
  harriet.said({"undecide", line});
  CHECK(harriet.waiting("-270.00") == line);
}

TEST_CASE("a part that is more than is open of its item is refused, and why", "[app][split]") {
  const Harriet harriet;
  const auto line = harriet.waiting("-270.00");
  const auto before = harriet.standing();
  // Amina's wage of May is paid by another line, for certain.
  const auto paid = "net-pay:P0003:W1:2025-05-30";
  const auto queue = harriet.json({"matches"});
  std::string wage;
  for (const auto& each : queue.at("lines")) {
    if (each.at("description") == "A KHALID") wage = each.at("id");
  }
  REQUIRE(harriet.run({"match", wage, paid}).exit == 0);
  const auto decided = harriet.standing();
  CHECK(decided != before);
  const auto ran =
      harriet.run({"split", line, std::string{paid} + "=-70.00", "2025/equipment=-200.00"});
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("settled by " + wage) != std::string::npos);
  CHECK(harriet.standing() == decided);
  CHECK(harriet.run({"split", line}).exit == 2);
}

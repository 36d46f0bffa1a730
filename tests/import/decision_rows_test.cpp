// A file of decisions, read as words.
#include "import/own/decision_rows.hpp"

#include <catch2/catch.hpp>

using imports::Action;
using imports::read_decisions;

TEST_CASE("a row of decisions has a subject, an action, a choice and a text, in any order",
          "[decisions]") {
  const auto rows = read_decisions(
      "action,text,subject,choice\n"
      "code,,L0123456789abcdef,2025/garden\n"
      "\n"
      "waive,\"agreed, in May\",F0123456789abcdef,\n",
      "said.csv");
  REQUIRE(rows);
  REQUIRE(rows.value().size() == 2);
  const auto& code = rows.value()[0];
  CHECK(code.subject == "L0123456789abcdef");
  CHECK(code.action == Action::code);
  CHECK(code.choice == "2025/garden");
  CHECK(code.line == 2);
  const auto& waive = rows.value()[1];
  CHECK(waive.text == "agreed, in May");
  CHECK(waive.line == 4);
}

TEST_CASE("what our own CSV guards from a spreadsheet is read as it was", "[decisions]") {
  const auto rows =
      read_decisions("subject,action,text\nL0123456789abcdef,note,'=SUM stores\n", "said.csv");
  REQUIRE(rows);
  CHECK(rows.value()[0].text == "=SUM stores");
}

TEST_CASE("every action has its word, and nothing else is one", "[decisions]") {
  for (const auto* word :
       {"accept", "choose", "code", "split", "postpone", "note", "waive", "unmatch", "undecide"}) {
    const auto action = imports::parse_action(word);
    REQUIRE(action);
    CHECK(imports::text(*action) == word);
  }
  CHECK_FALSE(imports::parse_action("approve"));
  const auto refused =
      read_decisions("subject,action\nL0123456789abcdef,approve\n,code\n", "said.csv");
  REQUIRE_FALSE(refused);
  REQUIRE(refused.errors().size() == 2);
  CHECK(refused.errors()[0].broken == ledger::Rule::word_unknown);
  CHECK(refused.errors()[0].where == ledger::Where{"said.csv", 2, 19});
  CHECK(refused.errors()[1].broken == ledger::Rule::text_missing);
}

TEST_CASE("a file that decides nothing, or has a column nobody knows, is refused", "[decisions]") {
  for (const auto* nothing : {"", "\r\n \n", "subject,action\n", "subject,action\n\n,\n"}) {
    const auto refused = read_decisions(nothing, "said.csv");
    CAPTURE(nothing);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().broken == ledger::Rule::nothing_decided);
  }
  CHECK_FALSE(read_decisions("subject,action,colour\nL1,note,red\n", "said.csv"));
  CHECK_FALSE(read_decisions("subject,choice\nL1,red\n", "said.csv"));
}

// Closing a person's books, as a caseworker does it: submitted by one, approved by another; a file
// that comes late; opened again.
#include "tests/app/support_asked.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::must;
using Words = std::vector<std::string>;

namespace {

/// On the day on which most is asked.
json asked(const Folder& folder, const Words& words) {
  return support::asked(folder, words, "2025-10-15");
}

/// The list in an answer.
json all(const Folder& folder, const std::string& command) {
  return asked(folder, {command})[command];
}

std::string refused(const Folder& folder, Words words) {
  words.insert(words.end(), {"--json", "--as-of", "2025-10-15"});
  const auto ran = folder.run(words);
  CAPTURE(words, ran.out, ran.err);
  REQUIRE(ran.exit == 1);
  return json::parse(ran.out)["refusals"][0]["rule"];
}

/// Stephen's book with the bank's lines of April to June, and all that was owed.
void make_book(const Folder& folder) {
  folder.copy_scenario("stephen");
  must(folder, {"init", "--commissioner", "NHS Example"});
  must(folder, {"load", "stephen/person.toml"});
  for (const auto* file : {"payroll.csv", "invoices.csv", "summary.csv"}) {
    must(folder, {"import", std::string{"stephen/"} + file});
  }
  must(folder, {"import", "stephen/lloyds-2025-04-to-06.csv", "--account", "P0001/dp"});
  must(folder, {"reconcile", "--as-of", "2025-08-15"});
}

void import_late_file(const Folder& folder) {
  must(folder, {"import", "stephen/lloyds-2025-07-to-09.csv", "--account", "P0001/dp"});
  must(folder, {"reconcile", "--as-of", "2025-10-15"});
}

void close_july(const Folder& folder) {
  const Words to_july{"P0001", "--to", "2025-07-31", "--as-of", "2025-08-15", "--by"};
  for (const auto& [command, who] : {std::pair{"submit", "m.hall"}, {"approve", "r.patel"}}) {
    Words words{command};
    words.insert(words.end(), to_july.begin(), to_july.end());
    words.emplace_back(who);
    must(folder, words);
  }
}

json statement(const Folder& folder, const std::string& from, const std::string& to) {
  return asked(folder, {"statement", "P0001", "--from", from, "--to", to});
}

std::vector<json> late_findings(const Folder& folder) {
  std::vector<json> late;
  const auto findings = all(folder, "findings");
  for (const auto& finding : findings) {
    if (finding["code"] == "late-line") late.push_back(finding);
  }
  return late;
}

/// What the reading commands say of the whole book on several days.
std::string answers(const Folder& folder) {
  std::string all;
  for (const auto* day : {"2025-06-30", "2025-07-31", "2025-08-01", "2025-09-30"}) {
    for (const auto* command : {"balance", "trial-balance", "matches"}) {
      all += asked(folder, {command}, day).dump();
    }
  }
  return all;
}

}  // namespace

TEST_CASE("submitted by one and approved by another, a statement is no draft any longer", "[app]") {
  const Folder folder;
  make_book(folder);
  CHECK(statement(folder, "2025-04-01", "2025-07-31")["status"] == "draft");

  const auto submitted =
      asked(folder, {"submit", "P0001", "--to", "2025-07-31", "--by", "m.hall"}, "2025-08-15");
  CHECK(submitted["schema"] == "dpledger.period/1");
  CHECK(submitted["by"] == "m.hall");
  CHECK(std::stoi(submitted["open_findings"].get<std::string>()) > 0);
  const std::string told = submitted["done"];
  CHECK(told.find("Every line is explained; " + submitted["open_findings"].get<std::string>() +
                  " findings are open.") != std::string::npos);
  CHECK(statement(folder, "2025-04-01", "2025-07-31")["status"] == "draft");
  CHECK(statement(folder, "2025-04-01", "2025-07-31")["state"] == "submitted");

  CHECK(refused(folder, {"approve", "P0001", "--to", "2025-07-31", "--by", "M.Hall"}) ==
        "period-same-person");
  CHECK(refused(folder, {"approve", "P0001", "--to", "2025-06-30", "--by", "r.patel"}) ==
        "period-not-submitted");
  asked(folder, {"approve", "P0001", "--to", "2025-07-31", "--by", "r.patel"}, "2025-08-15");
  const auto approved = statement(folder, "2025-05-01", "2025-07-31");
  CHECK(approved["status"] == "approved");
  REQUIRE(approved["approvals"].size() == 1);
  CHECK(approved["approvals"][0]["submitted_by"] == "m.hall");
  CHECK(approved["approvals"][0]["approved_by"] == "r.patel");
  CHECK(statement(folder, "2025-05-01", "2025-08-31")["status"] == "draft");
  const auto page =
      folder.run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-07-31"}).out;
  CHECK(page.find("DRAFT") == std::string::npos);
  CHECK(page.find("As approved: submitted by m.hall on") != std::string::npos);
  CHECK(page.find("Since then: nothing of these days has changed") != std::string::npos);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("an approved page says who waived a finding of its days afterwards, when and why",
          "[app]") {
  const Folder folder;
  make_book(folder);
  close_july(folder);
  const auto findings = statement(folder, "2025-04-01", "2025-07-31")["findings"];
  std::size_t waived = 0;
  for (const auto* state : {"open", "cannot-test"}) {
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const json& each) {
      return each["finding"]["state"] == state;
    });
    CAPTURE(state, findings.dump());
    REQUIRE(found != findings.end());
    const std::string id = (*found)["finding"]["id"];
    asked(folder, {"waive", id, "--reason", "seen and in order.", "--by", "R. Officer"});
    const auto since = statement(folder, "2025-04-01", "2025-07-31")["since"];
    REQUIRE(since["judged"].size() == ++waived);
    CHECK(since["findings_waived"].size() == waived);
    CHECK(std::any_of(since["judged"].begin(), since["judged"].end(), [&](const json& each) {
      return each["finding"] == id && each["act"] == "waived" && each["by"] == "R. Officer" &&
             each["reason"] == "seen and in order.";
    }));
  }
  for (const auto* format : {"text", "csv", "html"}) {
    const auto page = folder
                          .run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-07-31",
                                "--format", format})
                          .out;
    CAPTURE(format);
    CHECK(support::has(page, "R. Officer"));
    CHECK(support::has(page, "seen and in order"));
    CHECK_FALSE(support::has(page, "nothing of these days has changed"));
  }
}

TEST_CASE("what was submitted and changed since must be submitted again", "[app]") {
  const Folder folder;
  make_book(folder);
  asked(folder, {"submit", "P0001", "--to", "2025-07-31", "--by", "m.hall"}, "2025-08-15");
  import_late_file(folder);
  CHECK(refused(folder, {"approve", "P0001", "--to", "2025-07-31", "--by", "r.patel"}) ==
        "period-changed");
  asked(folder, {"submit", "P0001", "--to", "2025-07-31", "--by", "m.hall"});
  asked(folder, {"approve", "P0001", "--to", "2025-07-31", "--by", "r.patel"});
  CHECK(late_findings(folder).empty());
}

TEST_CASE("a file that comes late changes nothing that was approved and shows in the next period",
          "[app]") {
  const Folder folder;
  make_book(folder);
  close_july(folder);
  auto before = statement(folder, "2025-04-01", "2025-07-31");
  const auto balance = asked(folder, {"balance"}, "2025-07-31");
  import_late_file(folder);

  auto after = statement(folder, "2025-04-01", "2025-07-31");
  const auto late = after["late"];
  REQUIRE_FALSE(late.empty());
  CHECK(late[0]["posted"] == "2025-08-01");
  CHECK(before["late"].empty());
  for (auto* each : {&before, &after}) {
    each->erase("late");
    each->erase("since");
  }
  CHECK(after == before);
  CHECK(asked(folder, {"balance"}, "2025-07-31") == balance);
  const auto page =
      folder.run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-07-31"}).out;
  CHECK(page.find("came after it was approved") != std::string::npos);

  const auto next = statement(folder, "2025-08-01", "2025-09-30");
  CHECK(next["accounts"][0]["opening"] == after["accounts"][0]["closing"]);
  CHECK(next["banks"][0]["difference"] == "0.00");
  std::size_t shown = 0;
  for (const auto& line : next["lines"]) {
    if (line["date"] >= "2025-08-01") continue;
    ++shown;
    CHECK(line["posted"] == "2025-08-01");
  }
  CHECK(shown >= late.size());
  for (const auto& line : late) {
    CHECK(std::any_of(next["lines"].begin(), next["lines"].end(),
                      [&](const json& each) { return each["id"] == line["id"]; }));
  }

  // Each is told once: as late, or as what else is wrong with it.
  const auto findings = late_findings(folder);
  REQUIRE_FALSE(findings.empty());
  CHECK(findings[0]["state"] == "open");
  const auto every = all(folder, "findings");
  std::size_t told = 0;
  for (const auto& line : next["lines"]) {
    if (line["date"] >= "2025-08-01") continue;
    const auto about = std::count_if(every.begin(), every.end(), [&](const json& finding) {
      const auto why = finding["why"].get<std::string>();
      const bool late_one = finding["code"] == "late-line" || why.find("approved") != why.npos;
      const auto& evidence = finding["evidence"];
      return late_one && std::any_of(evidence.begin(), evidence.end(), [&](const json& place) {
               return place["file"] == line["file"] && place["line"] == line["line"];
             });
    });
    CHECK(about == 1);
    ++told;
  }
  CHECK(told == shown);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE(
    "a file taken back after the approval, and brought again, is no income and no payment of "
    "the next period",
    "[app]") {
  const Folder folder;
  make_book(folder);
  import_late_file(folder);
  close_july(folder);
  const auto next = [&] { return statement(folder, "2025-08-01", "2025-09-30"); };
  const auto ties = [](const json& of) {
    const auto& account = of["accounts"][0];
    const auto pence = [&](const char* key) {
      auto digits = account[key].get<std::string>();
      digits.erase(digits.find('.'), 1);
      return std::stoll(digits);
    };
    return pence("opening") + pence("in") - pence("out") + pence("corrected") == pence("closing");
  };
  const auto before = next();
  CHECK(before["corrections"].empty());
  const std::string file = "stephen/lloyds-2025-04-to-06.csv";
  std::string id;
  for (const auto& import : all(folder, "imports")) {
    if (file.ends_with(import["file"].get<std::string>())) id = import["id"];
  }
  must(folder, {"undo", id});
  const auto same = [&](const json& after) {
    for (const auto* key : {"income", "payments", "returned"}) {
      CAPTURE(key);
      CHECK(after[key] == before[key]);
    }
    for (const auto* key : {"opening", "in", "out"}) {
      CHECK(after["accounts"][0][key] == before["accounts"][0][key]);
    }
    CHECK_FALSE(after["corrections"].empty());
    CHECK(after["cost"]["paid"] == before["cost"]["paid"]);
    CHECK(ties(after));
  };
  const auto undone = next();
  same(undone);
  CHECK(undone["accounts"][0]["corrected"] != "0.00");
  CHECK(undone["accounts"][0]["corrected"] == undone["banks"][0]["difference"]);
  must(folder, {"import", file, "--account", "P0001/dp"});
  must(folder, {"reconcile", "--as-of", "2025-10-15"});
  const auto again = next();
  same(again);
  CHECK(again["accounts"][0]["corrected"] == "0.00");
  CHECK(again["accounts"][0]["closing"] == before["accounts"][0]["closing"]);
  CHECK(again["banks"][0]["difference"] == "0.00");
  for (const auto* format : {"text", "csv", "html"}) {
    const auto page = folder
                          .run({"statement", "P0001", "--from", "2025-08-01", "--to", "2025-09-30",
                                "--format", format})
                          .out;
    CAPTURE(format);
    CHECK(support::has(page, "approved days before"));
    CHECK_FALSE(support::has(page, "-£"));
  }
  const auto first_day = statement(folder, "2025-08-01", "2025-08-01");
  CHECK(ties(first_day));
  const auto trial = asked(folder, {"trial-balance"}, "2025-09-30");
  CHECK(support::has(trial.dump(), again["accounts"][0]["closing"].get<std::string>()));
}

TEST_CASE("opened again, the books are those that were never closed", "[app]") {
  const Folder never;
  make_book(never);
  import_late_file(never);

  const Folder folder;
  make_book(folder);
  close_july(folder);
  import_late_file(folder);
  CHECK(answers(folder) != answers(never));
  CHECK(refused(folder, {"reopen", "P0001", "--to", "2025-06-30", "--reason", "late"}) ==
        "period-not-latest");
  CHECK(refused(folder, {"reopen", "P0001", "--to", "2025-07-31", "--reason", " "}) ==
        "reason-missing");
  asked(folder, {"reopen", "P0001", "--to", "2025-07-31", "--reason", "the bank's file was late",
                 "--by", "r.patel"});
  CHECK(answers(folder) == answers(never));
  CHECK(late_findings(folder).empty());
  CHECK(statement(folder, "2025-04-01", "2025-07-31")["status"] == "draft");
  CHECK(statement(folder, "2025-04-01", "2025-07-31")["state"] == "reopened");

  const auto periods = asked(folder, {"periods"});
  REQUIRE(periods["events"].size() == 3);
  CHECK(periods["people"][0]["closed_to"].is_null());
  CHECK(periods["events"][1]["state"] == "reopened");
  CHECK(periods["events"][2]["reason"] == "the bank's file was late");
  CHECK(folder.run({"periods", "--csv"}).out.find("P0001,submit,2025-07-31,m.hall,") !=
        std::string::npos);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("an import taken back after the approval leaves the approved days as they were",
          "[app]") {
  const Folder folder;
  make_book(folder);
  close_july(folder);
  const auto before = statement(folder, "2025-04-01", "2025-07-31");
  const auto files = all(folder, "imports").size();
  asked(folder, {"undo", "I" + std::to_string(files)});
  auto after = statement(folder, "2025-04-01", "2025-07-31");
  CHECK(before["since"]["files_taken_back"].empty());
  CHECK(after["since"]["files_taken_back"].size() == 1);
  CHECK_FALSE(after["since"]["corrections"].empty());
  after["since"] = before["since"];
  CHECK(after == before);
  const auto next = statement(folder, "2025-08-01", "2025-09-30");
  CHECK(next["accounts"][0]["opening"] == before["accounts"][0]["closing"]);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("what somebody decided, waived, noted or put off can be taken back", "[app]") {
  const Folder folder;
  make_book(folder);
  const auto lines_of = [](const Folder& of) -> json { return asked(of, {"matches"})["lines"]; };
  const auto line_of = [&](const std::string& id) {
    const auto lines = lines_of(folder);
    for (const auto& line : lines) {
      if (line["id"] == id) return line;
    }
    return json{};
  };
  json matched;
  const auto lines = lines_of(folder);
  for (const auto& line : lines) {
    if (line["state"] == "matched" && matched.is_null()) matched = line;
  }
  const std::string line = matched["id"];
  CHECK(refused(folder, {"undecide", line}) == "nothing-to-take-back");
  asked(folder, {"unmatch", line});
  CHECK(line_of(line)["state"] == "unmatched");
  asked(folder, {"undecide", line});
  CHECK(line_of(line) == matched);
  CHECK(refused(folder, {"undecide", line}) == "nothing-to-take-back");

  const std::string finding = all(folder, "findings")[0]["id"];
  const auto state = [&] {
    const auto findings = all(folder, "findings");
    for (const auto& each : findings) {
      if (each["id"] == finding) return each["state"].get<std::string>();
    }
    return std::string{};
  };
  const auto before = state();
  CHECK(refused(folder, {"unwaive", finding}) == "nothing-to-take-back");
  asked(folder, {"waive", finding, "--reason", "agreed"});
  CHECK(state() == "waived");
  asked(folder, {"unwaive", finding});
  CHECK(state() == before);

  CHECK(refused(folder, {"note", line, "--undo"}) == "nothing-to-take-back");
  CHECK(refused(folder, {"note", line, "--text", " "}) == "reason-missing");
  const auto noted = asked(folder, {"note", line, "--text", "asked the bureau", "--by", "m.hall"});
  CHECK(noted["schema"] == "dpledger.note/1");
  CHECK(noted["by"] == "m.hall");
  CHECK(asked(folder, {"postpone", finding, "--until", "2025-12-01"})["until"] == "2025-12-01");
  CHECK(asked(folder, {"postpone", finding, "--undo"})["until"] == "2025-10-15");
  asked(folder, {"note", line, "--undo"});
  CHECK(folder.run({"postpone", line}).exit == 2);
  CHECK(folder.run({"check"}).exit == 0);
}

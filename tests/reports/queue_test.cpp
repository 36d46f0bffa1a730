// The officer's queue as a model: what is in it, in which order, with what beside it.
#include "reports/queue.hpp"

#include "tests/reconcile/build.hpp"

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

using namespace build;
using reports::QueueEntry;
using Kind = QueueEntry::Kind;

namespace {

/// The queue of a case on a day, in its order, postponed ones too.
struct Asked {
  Answer answer;
  std::vector<ledger::RecordedEntry> standing;
  std::vector<QueueEntry> entries;

  Asked(ledger::PersonFacts facts, const std::string& on) : answer{std::move(facts)} {
    for (const auto& entry : answer.entries) {
      const auto number = static_cast<std::int64_t>(standing.size()) + 1;
      standing.push_back({{number}, entry, {}, false, {}});
    }
    const auto view =
        reconcile::view(answer.facts, standing, ledger::balances_of(standing, day(on)),
                        ledger::Parameters::built_in(), day(on));
    entries = reports::queue_of(view);
    std::ranges::sort(entries, reports::comes_before);
  }

  const QueueEntry& of(const std::string& subject) const {
    for (const auto& entry : entries) {
      if (entry.subject == subject) return entry;
    }
    throw std::out_of_range{"nothing waits of " + subject};
  }
  const QueueEntry& of(ledger::LineId line) const { return of(ledger::text(line)); }
};

ledger::Note note(ledger::LineId line, const std::string& text, const std::string& until = "") {
  ledger::Note made{ledger::text(line), text, {}, "r.patel", "2025-06-01T10:00:00Z"};
  if (!until.empty()) made.until = day(until);
  return made;
}

}  // namespace

TEST_CASE("most serious first, and within that most money first, whichever way it went",
          "[queue]") {
  std::vector<QueueEntry> entries(4);
  const auto make = [&](std::size_t at, ledger::Severity severity, const std::string& amount) {
    entries[at].severity = severity;
    entries[at].amount = pounds(amount);
    entries[at].subject = std::to_string(at);
  };
  make(0, ledger::Severity::low, "-9000.00");
  make(1, ledger::Severity::medium, "-10.00");
  make(2, ledger::Severity::medium, "500.00");
  make(3, ledger::Severity::high, "0.01");
  std::ranges::sort(entries, reports::comes_before);
  std::string order;
  for (const auto& entry : entries) order += entry.subject;
  CHECK(order == "3210");
}

TEST_CASE("what was booked for certain is not asked about, what waits is", "[queue]") {
  Case made;
  made.payslip("W1", "2025-06-20", "240.00");
  const auto paid = made.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto unknown = made.bank("2025-06-21", "-7.00", "SOMEBODY");
  const Asked asked{made.facts(), "2025-06-30"};
  CHECK_THROWS(asked.of(paid));
  const auto& entry = asked.of(unknown);
  CHECK(entry.kind == Kind::unmatched);
  CHECK(entry.person == "P0001");
  CHECK(entry.line->text == "SOMEBODY");
  CHECK(entry.line->from == ledger::Evidence{"dp.csv", 3});
  CHECK_FALSE(entry.why.empty());
}

TEST_CASE("a line is as serious as the finding about it, and stands beside it", "[queue]") {
  Case made;
  const auto cash = made.bank("2025-06-21", "-50.00", "CASH MACHINE LEEDS");
  auto facts = made.facts();
  const Asked asked{facts, "2025-06-30"};
  const auto& line = asked.of(cash);
  CHECK(line.severity == ledger::Severity::high);
  REQUIRE(line.findings.size() == 1);
  const auto& finding = line.findings.front();
  CHECK(finding.code == "cash-withdrawal");
  CHECK_FALSE(finding.source.empty());
  CHECK(line.is_about(finding.id));
  CHECK(line.waive_as_of(finding.id) == finding.id + "@50.00");
  CHECK(line.waive_as_of(ledger::text(cash)).empty());
  CHECK_THROWS(asked.of(finding.id));  // no page of its own
  auto about = note(cash, "asked the holder");
  about.subject = finding.id;
  facts.notes = {about};
  const Asked noted{facts, "2025-06-30"};
  REQUIRE(noted.of(cash).notes.size() == 1);
  CHECK(noted.of(cash).notes[0].text == "asked the holder");
}

TEST_CASE("a finding about a line that is matched has a page of its own", "[queue]") {
  Case made;
  made.payslip("W1", "2025-06-20", "240.00");
  made.bank("2025-06-20", "-250.00", "AMY JONES");
  auto facts = made.facts();
  const Asked asked{facts, "2025-06-30"};
  for (const auto& entry : asked.entries) {
    if (entry.kind != Kind::finding) CHECK(entry.line->state != ledger::MatchState::matched);
    CHECK((entry.kind == Kind::finding || entry.code.empty()));
  }
}

TEST_CASE("open items that nothing speaks for can be chosen, nearest by amount and day first",
          "[queue]") {
  Case made;
  const auto wage = [&](const std::string& on, const std::string& net) {
    return made.payslip("W1", on, net);
  };
  wage("2025-06-20", "240.00");
  wage("2025-06-13", "600.00");
  wage("2025-06-06", "600.00");
  const auto line = made.bank("2025-06-22", "-610.00", "MOBILE PAYMENT");
  const auto in = made.bank("2025-06-22", "3.00", "SOMEBODY");
  const Asked asked{made.facts(), "2025-06-30"};
  const auto& entry = asked.of(line);
  std::vector<std::string> keys;
  for (const auto& choice : entry.choices) {
    for (const auto& item : choice.rival.what.items) keys.push_back(item.key);
  }
  const auto considered = keys.size();
  for (const auto& other : entry.others) {
    CHECK_FALSE(other.fits);
    CHECK(other.rival.what.items.size() == 1);
    CHECK(other.rival.amount.is_negative());
    keys.push_back(other.rival.what.items.front().key);
  }
  CHECK(entry.numbered() == entry.choices.size() + entry.others.size());
  CHECK(entry.others.size() <= reports::others_most);
  CHECK(entry.numbered() <= 9);
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());  // none twice
  REQUIRE(keys.size() - considered >= 1);
  for (const auto* key : {"net-pay:P0001:W1:2025-06-13", "net-pay:P0001:W1:2025-06-06"}) {
    CHECK(std::ranges::find(keys, key) != keys.end());
  }
  CHECK(entry.choice(entry.numbered()).rival.what.items.front().key == keys.back());
  for (const auto& other : asked.of(in).others) CHECK_FALSE(other.rival.amount.is_negative());
}

TEST_CASE("two explanations stand side by side with their days, difference and name", "[queue]") {
  Case made;
  made.payslip("W1", "2025-06-20", "240.00");
  made.payslip("W2", "2025-06-20", "240.00");
  const auto line = made.bank("2025-06-22", "-240.00", "MOBILE PAYMENT");
  const Asked asked{made.facts(), "2025-06-30"};
  const auto& entry = asked.of(line);
  REQUIRE(entry.kind == Kind::suggestion);
  CHECK(entry.severity == ledger::Severity::low);
  REQUIRE(entry.choices.size() == 2);
  CHECK(entry.fitting() == 2);
  for (const auto& choice : entry.choices) {
    CHECK(choice.days == 2);
    CHECK(choice.difference == Money{});
    CHECK(choice.name == "none");
    CHECK(choice.rival.due == day("2025-06-20"));
  }
  CHECK(entry.choices[0].rival.text != entry.choices[1].rival.text);
}

TEST_CASE("lines worded like it stand beside a line, the nearest four by day", "[queue]") {
  Case made;
  for (const auto* on : {"2025-04-02", "2025-05-02", "2025-05-20", "2025-06-02", "2025-06-20"}) {
    made.bank(on, "-10.00", "HOBBY AND HEARTH");
  }
  const auto line = made.bank("2025-06-25", "-12.00", "HOBBY AND HEARTH");
  made.bank("2025-06-25", "-12.00", "SOMETHING ELSE");
  const Asked asked{made.facts(), "2025-06-30"};
  std::string days;
  for (const auto& near : asked.of(line).near) days += ledger::text(near.date) + " ";
  CHECK(days == "2025-05-02 2025-05-20 2025-06-02 2025-06-20 ");
}

TEST_CASE("what is postponed waits until its day and no longer; what was noted stays", "[queue]") {
  Case made;
  const auto line = made.bank("2025-06-21", "-7.00", "SOMEBODY");
  auto facts = made.facts();
  facts.notes = {note(line, "asked the holder"), note(line, "", "2025-07-10")};
  CHECK(Asked{facts, "2025-07-09"}.of(line).postponed == day("2025-07-10"));
  CHECK_FALSE(Asked{facts, "2025-07-10"}.of(line).postponed);
  CHECK(Asked{facts, "2025-07-10"}.of(line).notes.at(0).text == "asked the holder");
  facts.notes.push_back(note(line, ""));
  facts.notes.back().withdrawn = true;
  CHECK_FALSE(Asked{facts, "2025-07-09"}.of(line).postponed);
  CHECK(Asked{facts, "2025-07-09"}.of(line).notes.empty());
}

TEST_CASE("a waived finding and one that cannot be tested are not asked about", "[queue]") {
  Case made;
  made.bank("2025-06-21", "-50.00", "CASH MACHINE LEEDS");
  made.payslip("W1", "2025-06-20", "100.00");  // nobody knows when W1 was born
  auto facts = made.facts();
  const Asked before{facts, "2025-06-30"};
  const auto cash = std::ranges::find_if(
      before.entries, [](const QueueEntry& entry) { return !entry.findings.empty(); });
  REQUIRE(cash != before.entries.end());
  for (const auto& entry : before.entries) CHECK(entry.code != "below-minimum-wage");
  facts.waivers = {{cash->findings.front().waive_as, "agreed", "r.patel", "2025-06-30T10:00:00Z"}};
  const Asked after{facts, "2025-06-30"};
  CHECK(after.entries.size() == before.entries.size());
  CHECK(after.of(cash->subject).findings.empty());
  CHECK(after.of(cash->subject).severity == ledger::Severity::medium);
}

TEST_CASE("the queue as CSV runs nothing in a spreadsheet, and as JSON has every key", "[queue]") {
  Case made;
  made.bank("2025-06-21", "-7.00", "=HYPERLINK(1)");
  const Asked asked{made.facts(), "2025-06-30"};
  const reports::Queue queue{day("2025-06-30"), asked.entries, std::ssize(asked.entries), 0};
  const auto answer = reports::queue(queue);
  const auto csv = reports::as_csv(answer);
  CHECK(csv.find(",=HYPERLINK") == std::string::npos);
  CHECK(csv.find("'=HYPERLINK") != std::string::npos);
  const auto json = nlohmann::json::parse(answer.json);
  CHECK(json.at("schema") == "dpledger.queue/1");
  REQUIRE(json.at("entries").size() == asked.entries.size());
  for (const auto* key :
       {"subject", "kind", "severity", "person", "amount", "line", "alternatives", "near", "item",
        "evidence", "notes", "postponed", "findings", "other_items"}) {
    INFO(key);
    CHECK(json.at("entries").at(0).contains(key));
  }
}

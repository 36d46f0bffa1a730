// Letters: what the law asks of a notice is in it, and it reads at the level of plain English.
#include "reports/letter.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace ledger;
using Kind = Act::Kind;

namespace {

Date day(std::string_view text) {
  return parse_date(text).value();
}
Money pounds(std::string_view text) {
  return parse_money(text).value();
}

PersonFacts facts() {
  Budget budget{.ref = "2025", .from = day("2025-04-01"), .to = day("2026-03-31")};
  budget.funders = {{"NHS Dale ICB", "health", pounds("9000.00")}};
  budget.agreed = pounds("9000.00");
  budget.agreed_on = day("2025-03-01");
  budget.instalments = {{Payer::funder, pounds("750.00"), Every::month, day("2025-04-01"), false}};
  PersonVersion version;
  version.ref = "P0001";
  version.name = "Moira Quayle";
  version.holder_name = "Dennis Quayle";
  version.budgets = {budget};
  return {.history = PersonHistory{{version}}};
}

Act& add(PersonFacts& facts, Kind kind, std::string_view on, std::string_view amount) {
  Act act{.kind = kind, .on = day(on)};
  act.number = static_cast<int>(facts.acts.size()) + 1;
  act.budget = "2025";
  act.funder = "NHS Dale ICB";
  act.amount = pounds(amount);
  act.reason = "the gardener did not come in July";
  act.by = "J. Brandt";
  facts.acts.push_back(act);
  return facts.acts.back();
}

/// A reclaim with all that can become of it, and an offset.
PersonFacts all_kinds() {
  auto made = facts();
  auto& asked = add(made, Kind::reclaim, "2025-09-01", "400.00");
  asked.ref = "R1";
  asked.until = day("2025-09-30");
  asked.ground = "accumulated";
  asked.who = "holder";
  add(made, Kind::reconsider, "2025-09-10", "0.00").ref = "R1";
  add(made, Kind::outcome, "2025-09-20", "300.00").ref = "R1";
  auto& plan = add(made, Kind::instalments, "2025-09-22", "100.00");
  plan.ref = "R1";
  plan.until = day("2025-10-01");
  plan.every = Every::month;
  plan.total = pounds("300.00");
  add(made, Kind::write_off, "2025-09-25", "50.00").ref = "R1";
  add(made, Kind::offset, "2025-09-26", "250.00").until = day("2025-11-01");
  return made;
}

std::string page_of(const PersonFacts& facts, const Act& act) {
  return reports::as_text(reports::letter({&facts, &act}), {.whole_sentences = true});
}

const Act& of_kind(const PersonFacts& facts, Kind kind) {
  return *std::ranges::find(facts.acts, kind, &Act::kind);
}

/// Groups of vowels, but for an e at the end: near enough for a measure over a page.
int syllables(const std::string& word) {
  int count = 0;
  bool in_vowels = false;
  for (const char c : word) {
    const bool vowel = std::string_view{"aeiouyAEIOUY"}.find(c) != std::string_view::npos;
    if (vowel && !in_vowels) ++count;
    in_vowels = vowel;
  }
  if (count > 1 && word.ends_with('e') && !word.ends_with("le")) --count;
  return std::max(count, 1);
}

/// Flesch's reading ease in tenths, of the paragraphs after "Dear …"; 600 and above is plain
/// English (Flesch 1948: 206.835 - 1.015 words a sentence - 84.6 syllables a word).
int reading_ease(const std::string& page) {
  int sentences = 0;
  int words = 0;
  int sounds = 0;
  std::string word;
  const auto begin = page.find("Dear ");
  for (auto at = begin; at < page.size(); ++at) {
    const char c = page[at];
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word += c;
      continue;
    }
    if (!word.empty()) {
      ++words;
      sounds += syllables(word);
      word.clear();
    }
    const bool ends =
        c == '\n' || at + 1 == page.size() || page[at + 1] == ' ' || page[at + 1] == '\n';
    if ((c == '.' || c == '?') && ends) ++sentences;
  }
  REQUIRE(sentences > 0);
  return (206835 - 1015 * words / sentences - 84600 * sounds / words) / 100;
}

}  // namespace

TEST_CASE("a notice states reasons, amount, time, who must repay and the right to another look",
          "[letter]") {
  const auto made = all_kinds();
  const auto page = page_of(made, of_kind(made, Kind::reclaim));
  for (const auto* said :
       {"To: Dennis Quayle", "From: NHS Dale ICB", "1 September 2025", "decision R1", "£400.00",
        "by 30 September 2025", "has not been used", "The gardener did not come in July.",
        "You must repay it", "look at this decision again", "what we decided and why"}) {
    CAPTURE(said, page);
    CHECK(page.find(said) != std::string::npos);
  }
}

TEST_CASE("days stand in letters in words, those of a table and those that somebody typed too",
          "[letter]") {
  auto made = all_kinds();
  made.acts[0].reason = "not used since 2025-07-05 (ref 2025-07-051, not a day)";
  const auto notice = page_of(made, of_kind(made, Kind::reclaim));
  CHECK(notice.find("Not used since 5 July 2025 (ref 2025-07-051, not a day).") !=
        std::string::npos);
  const auto parts = page_of(made, of_kind(made, Kind::instalments));
  CHECK(parts.find("1 October 2025") != std::string::npos);
  CHECK(parts.find("2025-10-01") == std::string::npos);
}

TEST_CASE("an offset's letter says by how much the payment is less, and why", "[letter]") {
  const auto made = all_kinds();
  const auto page = page_of(made, of_kind(made, Kind::offset));
  for (const auto* said : {"1 November 2025 will be £250.00 less", "£750.00", "has not been used",
                           "do not have to pay anything back", "look at this decision again"}) {
    CAPTURE(said, page);
    CHECK(page.find(said) != std::string::npos);
  }
}

TEST_CASE("an outcome says what it was, what it is now, and by when", "[letter]") {
  auto made = all_kinds();
  const auto less = page_of(made, of_kind(made, Kind::outcome));
  CHECK(less.find("We now ask for £300.00 and not for £400.00.") != std::string::npos);
  CHECK(less.find("by 30 September 2025") != std::string::npos);
  made.acts[2].amount = pounds("400.00");
  CHECK(page_of(made, of_kind(made, Kind::outcome)).find("stays as it is") != std::string::npos);
  made.acts[2].amount = Money{};
  const auto none = page_of(made, of_kind(made, Kind::outcome));
  CHECK(none.find("do not have to pay anything back") != std::string::npos);
  CHECK(none.find("By when") == std::string::npos);
}

TEST_CASE("after a death the notice goes to the personal representatives and asks the estate",
          "[letter]") {
  auto made = all_kinds();
  made.acts[0].who = "estate";
  made.acts[0].ground = "died";
  const auto page = page_of(made, of_kind(made, Kind::reclaim));
  CHECK(page.find("To: The personal representatives of Moira Quayle") != std::string::npos);
  CHECK(page.find("We are sorry that Moira Quayle has died.") != std::string::npos);
  CHECK(page.find("from the estate of Moira Quayle") != std::string::npos);
  CHECK(page.find("You must repay it") == std::string::npos);
}

TEST_CASE("the person's own part is paid out to them, not asked back", "[letter]") {
  auto made = all_kinds();
  made.acts[0].funder = "person";
  const auto page = page_of(made, of_kind(made, Kind::reclaim));
  CHECK(page.find("£400.00 of the money that is left is Moira Quayle's own") != std::string::npos);
  CHECK(page.find("must repay") == std::string::npos);
}

TEST_CASE("a letter tells what was so on its day, whatever was decided since", "[letter]") {
  const auto made = all_kinds();
  for (std::size_t i = 0; i < made.acts.size(); ++i) {
    if (!reports::has_letter(made.acts[i].kind)) continue;
    auto then = made;
    then.acts.erase(then.acts.begin() + static_cast<std::ptrdiff_t>(i) + 1, then.acts.end());
    CHECK(page_of(made, made.acts[i]) == page_of(then, then.acts[i]));
  }
}

TEST_CASE("the outcome's day is not that of instalments agreed after it on the same day",
          "[letter]") {
  auto made = all_kinds();
  made.acts[3].on = made.acts[2].on;
  const auto page = page_of(made, of_kind(made, Kind::outcome));
  CHECK(page.find("by 30 September 2025") != std::string::npos);
}

TEST_CASE("an outcome while instalments are paid keeps to them", "[letter]") {
  auto made = all_kinds();
  add(made, Kind::reconsider, "2025-11-10", "0.00").ref = "R1";
  add(made, Kind::outcome, "2025-11-20", "300.00").ref = "R1";
  CHECK(page_of(made, made.acts.back())
            .find("a part at a time, as we agreed. Please pay the last part by 1 December 2025.") !=
        std::string::npos);
  // With 100 less, 1 November was the last day.
  made.acts.back().amount = pounds("200.00");
  CHECK(page_of(made, made.acts.back()).find(" to NHS Dale ICB now.") != std::string::npos);
}

TEST_CASE("the parts of an instalments letter come to its sum, whatever else falls on its day",
          "[letter]") {
  auto made = all_kinds();
  for (const auto kind : {Kind::write_off, Kind::repaid, Kind::instalments}) {
    auto& same_day = add(made, kind, "2025-09-22", "60.00");
    same_day.ref = "R1";
    same_day.total = pounds("180.00");
    same_day.until = day("2025-10-01");
    same_day.every = Every::month;
  }
  for (const auto& act : made.acts) {
    if (act.kind != Kind::instalments) continue;
    const auto letter = reports::letter({&made, &act});
    Money sum;
    for (const auto& row : letter.tables.at(0).rows) sum += std::get<Money>(row.at(1));
    CHECK(sum == act.total);
    CHECK(letter.tables.at(0).rows.size() == 3);
  }
}

TEST_CASE("a second offset on the same instalment says what it was after the first", "[letter]") {
  auto made = all_kinds();
  add(made, Kind::offset, "2025-09-27", "100.00").until = day("2025-11-01");
  const auto page = page_of(made, made.acts.back());
  CHECK(page.find("will be £100.00 less. Without this change it would be £500.00") !=
        std::string::npos);
}

TEST_CASE("who decided signs with the role that is known; a login name leaves a line to sign",
          "[letter]") {
  auto made = all_kinds();
  const auto ends = [&](const std::string& signer = {}) {
    return reports::letter({&made, &made.acts[0], std::nullopt, signer}).closing;
  };
  CHECK(ends().back() == "J. Brandt, for NHS Dale ICB");
  auto versions = made.history.versions();
  versions[0].budgets[0].approvals = {{"finance-manager", "J. Brandt", day("2025-03-01")}};
  made.history = PersonHistory{versions};
  CHECK(ends().back() == "J. Brandt, finance manager, for NHS Dale ICB");
  made.acts[0].by = "root";
  const auto unsigned_letter = page_of(made, made.acts[0]);
  CHECK(unsigned_letter.find("root") == std::string::npos);
  CHECK(unsigned_letter.find("Signed: ____") != std::string::npos);
  CHECK(ends().back() == "For NHS Dale ICB");
  CHECK(ends("J. Brandt").back() == "J. Brandt, finance manager, for NHS Dale ICB");
  CHECK(ends("jbrandt").back() == "For NHS Dale ICB");
}

TEST_CASE("every letter reads as plain English, and is kept short", "[letter]") {
  auto made = all_kinds();
  int letters = 0;
  for (const auto* who : {"holder", "estate"}) {
    made.acts[0].who = who;
    for (const auto& act : made.acts) {
      if (!reports::has_letter(act.kind)) continue;
      ++letters;
      const auto page = page_of(made, act);
      CAPTURE(page);
      CHECK(reading_ease(page) >= 600);
      CHECK(std::ranges::count(page, '\n') < 60);
    }
  }
  CHECK(letters == 10);
}

// What must hold of every person, whatever befell them; and that every rule had its turn.
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "tests/reconcile/support_people.hpp"

#include <set>

using namespace build;
using people::any_person;
using people::pick;

namespace {

using Strings = std::vector<std::string>;

std::set<std::string> undone_lines(const Answer& answer) {
  std::set<std::string> undone;
  for (const auto& match : answer.matches) {
    if (!reconcile::rule::part_of(match).empty()) continue;
    for (const auto& item : match.items) {
      if (item.key.starts_with("reversal:")) undone.insert(item.key.substr(9));
    }
  }
  return undone;
}

/// What came back of one part of a line that paid several things.
std::map<std::string, Money> parts_back(const Answer& answer) {
  std::map<std::string, Money> back;
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    const auto part = reconcile::rule::part_of(answer.matches[i]);
    if (!part.empty()) back[std::string{part}] += answer.facts.lines[i].line.amount;
  }
  return back;
}

/// What lines paid of each item, whatever came back aside; duplicates too when asked.
std::map<std::string, Money> paid(const Answer& answer, bool duplicates) {
  const auto undone = undone_lines(answer);
  auto sums = parts_back(answer);
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    const bool again = answer.matches[i].rule == reconcile::rule::duplicate;
    const bool back = undone.contains(ledger::text(answer.facts.lines[i].line.id));
    if (back || (again && !duplicates)) continue;
    for (const auto& item : answer.matches[i].items) sums[item.key] += item.amount;
  }
  return sums;
}

std::map<std::string, ledger::Match> by_line(const Answer& answer) {
  std::map<std::string, ledger::Match> matches;
  for (std::size_t i = 0; i < answer.matches.size(); ++i) {
    matches.emplace(ledger::text(answer.facts.lines[i].line.id), answer.matches[i]);
  }
  return matches;
}

/// What the books would hold after changes; numbers do not matter.
std::vector<ledger::Entry> after(const std::vector<ledger::RecordedEntry>& standing,
                                 const reconcile::Changes& changes) {
  auto left = changes.posted;
  for (const auto& entry : standing) {
    const bool gone = std::ranges::find(changes.reversed, entry.number) != changes.reversed.end();
    if (!gone) left.push_back(entry.entry);
  }
  return left;
}

/// Whether a payment was decided to be an instalment or contribution: nothing can be booked so.
bool pays_what_comes_in(const Answer& answer, const ledger::Decision& decision) {
  const auto& lines = answer.facts.lines;
  const auto line = std::ranges::find_if(
      lines, [&](const ledger::BookLine& each) { return each.line.id == decision.line; });
  const auto item = std::ranges::find(answer.items, decision.keys.at(0), &ledger::Item::key);
  if (line == lines.end() || item == answer.items.end()) return false;
  return ledger::is_instalment(item->kind) && line->line.amount.is_negative();
}

/// An entry stays when only what was considered beside it has changed.
bool same_entries(const std::vector<ledger::Entry>& a, const std::vector<ledger::Entry>& b) {
  return std::ranges::is_permutation(a, b, reconcile::same_but_for_reasons);
}

}  // namespace

TEST_CASE("any order of facts gives the same matches and entries", "[property][people]") {
  people::Reached reached;
  REQUIRE(rc::check("any order, one answer", [&] {
    const auto facts = any_person().facts();
    const Answer one{facts};
    const Answer two{people::shuffled(facts)};
    reached.add(one.matches);
    RC_ASSERT(by_line(one) == by_line(two));
    RC_ASSERT(one.entries == two.entries);
  }));
  CHECK(reached.missed() == Strings{});
}

TEST_CASE("any order of files gives the same findings", "[property][people]") {
  std::set<std::string> codes;
  REQUIRE(rc::check("the same questions", [&] {
    const Answer one{any_person().facts()};
    const auto findings = people::findings(one.facts, one.entries);
    for (const auto& finding : findings) codes.insert(finding.code);
    const Answer two{people::from_files_in_another_order(one.facts)};
    RC_ASSERT(people::told(findings) == people::told(people::findings(two.facts, two.entries)));
  }));
  CHECK(codes.size() > 12);
}

TEST_CASE("any order of facts gives the same findings", "[property][people]") {
  REQUIRE(rc::check("the same questions", [&] {
    const Answer one{any_person().facts()};
    const Answer two{people::shuffled(one.facts)};
    RC_ASSERT(people::told(people::findings(one.facts, one.entries)) ==
              people::told(people::findings(two.facts, two.entries)));
  }));
}

TEST_CASE("no item is settled beyond its amount, unless a finding says so", "[property][people]") {
  people::Reached reached;
  int twice = 0;
  REQUIRE(rc::check("settled once", [&] {
    const Answer answer{any_person()};
    reached.add(answer.matches);
    std::map<std::string, const ledger::Item*> items;
    for (const auto& item : answer.items) items.emplace(item.key, &item);
    RC_LOG() << people::in_words(answer);
    for (const auto& [key, sum] : paid(answer, false)) {
      if (!items.contains(key)) continue;  // another line
      RC_ASSERT(ledger::magnitude(sum) <= ledger::magnitude(items[key]->amount));
      RC_ASSERT(sum.is_zero() || sum.is_negative() == items[key]->amount.is_negative());
    }
    std::set<std::string> spoken_of;
    for (const auto& finding : people::findings(answer.facts, answer.entries)) {
      spoken_of.insert(finding.subject);
    }
    const auto undone = undone_lines(answer);
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const auto id = ledger::text(answer.facts.lines[i].line.id);
      const auto& match = answer.matches[i];
      if (match.rule != reconcile::rule::duplicate || undone.contains(id)) continue;
      ++twice;
      bool said = spoken_of.contains(id);
      for (const auto& item : match.items) said = said || spoken_of.contains(item.key);
      RC_ASSERT(said);
    }
  }));
  CHECK(reached.missed() == Strings{});
  CHECK(twice > 5);
}

TEST_CASE("a line undoes one line, is undone once, and moves with one other",
          "[property][people]") {
  int pairs = 0;
  REQUIRE(rc::check("lines pair once", [&] {
    const Answer answer{any_person()};
    std::multiset<std::string> undone;
    std::map<std::string, std::string> moved;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const auto id = ledger::text(answer.facts.lines[i].line.id);
      const auto& match = answer.matches[i];
      for (const auto& item : match.items) {
        const bool part = !reconcile::rule::part_of(match).empty();
        const bool person = match.rule == reconcile::rule::decided;
        if (item.key.starts_with("reversal:") && !part && !person) undone.insert(item.key);
        if (item.key.starts_with("transfer:")) moved[id] = item.key.substr(9);
      }
    }
    pairs += static_cast<int>(undone.size() + moved.size());
    for (const auto& key : undone) RC_ASSERT(undone.count(key) == 1U);
    for (const auto& [one, other] : moved) RC_ASSERT(moved[other] == one);
  }));
  CHECK(pairs > 15);
}

TEST_CASE("items, plan and excess of a line sum to the line", "[property][people]") {
  people::Reached reached;
  int beyond = 0;
  REQUIRE(rc::check("a line is in the books once, whole", [&] {
    const Answer answer{any_person()};
    reached.add(answer.matches);
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const auto& line = answer.facts.lines[i];
      const auto& match = answer.matches[i];
      Money bank, elsewhere, items;
      bool waits = false;
      const auto& entry = answer.entry(line.line.id);
      for (const auto& posting : entry.postings) {
        const bool in = posting.debit == "bank:" + line.account;
        RC_ASSERT(in != (posting.credit == "bank:" + line.account));
        const auto signed_amount = in ? posting.amount : -posting.amount;
        bank += signed_amount;
        if (posting.item.empty()) elsewhere += signed_amount;
        if (!posting.item.empty()) items += signed_amount;
        waits |= (in ? posting.credit : posting.debit) == "suspense";
      }
      RC_ASSERT(bank == line.line.amount);
      RC_ASSERT(items + elsewhere == line.line.amount);
      RC_ASSERT((match.state == ledger::MatchState::matched) || waits);
      RC_ASSERT((match.state == ledger::MatchState::matched) || match.items.empty());
      Money settled;
      for (const auto& item : match.items) {
        if (!item.key.starts_with("reversal:")) settled += item.amount;
      }
      const auto excess = line.line.amount - settled;
      beyond += match.items.empty() || excess.is_zero() ? 0 : 1;
      // What a line settles never exceeds it; credit notes are among what it settles.
      const bool engine = match.rule != reconcile::rule::decided;
      if (engine) RC_ASSERT(ledger::magnitude(settled) <= ledger::magnitude(line.line.amount));
    }
  }));
  CHECK(reached.missed() == Strings{});
  CHECK(beyond > 10);
}

TEST_CASE("the bank in the books is the sum of its lines on every day", "[property][people]") {
  std::size_t days_seen = 0;
  REQUIRE(rc::check("balances of banks", [&] {
    const Answer answer{any_person()};
    const auto standing = people::recorded(answer.entries);
    std::set<ledger::Date> days;
    for (const auto& line : answer.facts.lines) days.insert(line.line.date);
    days_seen += days.size();
    for (const auto on : days) {
      std::map<std::string, Money> banks, lines;
      for (const auto& balance : ledger::balances_of(standing, on)) {
        if (balance.account.starts_with("bank:")) banks[balance.account] += balance.net();
      }
      for (const auto& line : answer.facts.lines) {
        if (line.line.date <= on) lines["bank:" + line.account] += line.line.amount;
      }
      for (const auto& [account, sum] : lines) RC_ASSERT(banks[account] == sum);
    }
  }));
  CHECK(days_seen > 500);
}

TEST_CASE("facts that come in two parts end where they end at once, and then nothing changes",
          "[property][people]") {
  int revised = 0;
  REQUIRE(rc::check("runs in any order", [&] {
    const auto whole = any_person().facts();
    auto part = whole;
    std::erase_if(part.lines, [](const auto&) { return pick(0, 3) == 0; });
    std::erase_if(part.payslips, [](const auto&) { return pick(0, 3) == 0; });
    std::erase_if(part.invoices, [](const auto&) { return pick(0, 3) == 0; });
    if (pick(0, 2) == 0) part.decisions.clear();
    const auto& parameters = ledger::Parameters::built_in();
    const auto standing = people::recorded(reconcile::reconcile(part, parameters).entries);
    const auto should = reconcile::reconcile(whole, parameters).entries;
    const auto first = reconcile::changes(standing, should);
    revised += first.reversed.empty() ? 0 : 1;
    const auto now = after(standing, first);
    RC_ASSERT(same_entries(now, should));
    RC_ASSERT(reconcile::changes(people::recorded(now), should).none());
    const auto back =
        reconcile::changes(people::recorded(now), reconcile::reconcile(part, parameters).entries);
    RC_ASSERT(same_entries(after(people::recorded(now), back),
                           reconcile::reconcile(part, parameters).entries));
  }));
  CHECK(revised > 20);
}

TEST_CASE("what another payee is owed and paid months away changes nothing of the rest",
          "[property][people]") {
  people::Reached reached;
  REQUIRE(rc::check("far away", [&] {
    auto made = any_person();
    const Answer before{made};
    reached.add(before.matches);
    const int pence = 77701 + pick(0, 5);
    const auto owed = ledger::text(Money::of_pence(pence));
    made.invoice("Z-88", "2025-12-01", owed, "Quarry Street Joinery");
    made.bank(pick(0, 2) == 0 ? "2025-12-03" : "2026-01-20", "-" + owed, "QUARRY STREET JOINERY");
    if (pick(0, 2) == 0) made.bank("2026-02-02", "-812.33", "QUARRY STREET JOINERY");
    const Answer after{made};
    const auto matches = by_line(after);
    for (const auto& [line, match] : by_line(before)) RC_ASSERT(matches.at(line) == match);
    for (const auto& entry : before.entries) {
      RC_ASSERT(std::ranges::find(after.entries, entry) != after.entries.end());
    }
  }));
  CHECK(reached.missed() == Strings{});
}

TEST_CASE("what a person decided of a line is what the books say of it", "[property][people]") {
  std::map<ledger::Decision::Kind, int> met;
  int in_vain = 0;
  REQUIRE(rc::check("decisions stand", [&] {
    auto made = any_person();
    people::decide(made);
    people::decide(made);
    const Answer answer{made};
    std::map<ledger::LineId, const ledger::Decision*> newest;
    for (const auto& decision : made.decisions) newest[decision.line] = &decision;
    for (const auto& [line, decision] : newest) {
      const auto& match = answer.of(line);
      ++met[decision->kind];
      RC_ASSERT(match.rule == reconcile::rule::decided);
      if (decision->kind == ledger::Decision::Kind::unmatch) {
        RC_ASSERT(match.state == ledger::MatchState::unmatched);
      }
      if (decision->kind == ledger::Decision::Kind::code) {
        RC_ASSERT(match.plan_line == decision->plan_line);
      }
      if (decision->kind != ledger::Decision::Kind::match) continue;
      if (pays_what_comes_in(answer, *decision)) {
        ++in_vain;
        RC_ASSERT(match.state == ledger::MatchState::unmatched);
        RC_ASSERT(match.items.empty());
        continue;
      }
      RC_ASSERT(match.state == ledger::MatchState::matched);
      RC_ASSERT(match.items.size() == 1U);
      RC_ASSERT(match.items[0].key == decision->keys[0]);
    }
  }));
  CHECK(met[ledger::Decision::Kind::match] > 5);
  CHECK(met[ledger::Decision::Kind::unmatch] > 5);
  CHECK(met[ledger::Decision::Kind::code] > 5);
  CHECK(in_vain > 5);
}

TEST_CASE("a payment that a person matched to money coming in settles none of it", "[people]") {
  Case made;
  made.plan().instalments = {
      {ledger::Payer::person, pounds("7.00"), ledger::Every::four_weeks, day("2025-05-02"), false}};
  const auto paid = made.bank("2025-05-05", "-1.00", "BRIAN OKAFOR");
  made.decide(paid, ledger::Decision::Kind::match, {"contribution:P0001:2025:2025-05-02"});
  const Answer answer{made};
  CHECK(answer.said(paid) == "unmatched decided");
  CHECK(answer.net("received:person") == "0.00");
}

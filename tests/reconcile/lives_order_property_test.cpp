// Of whole lives: the commissioner's journals are the people's books seen from the other side, and
// nothing hangs on the order in which a day's events were recorded.
#include "reconcile/journal.hpp"
#include "reconcile/owed_back.hpp"
#include "tests/reconcile/support_lives_books.hpp"

using namespace build;
using lives::Book;
using lives::Untied;
using reconcile::PersonView;

namespace {

using Heads = std::map<std::pair<std::string, ledger::Head>, Money>;

Heads moved_by(const reconcile::Journal& journal, bool with_adjusting) {
  Heads moved;
  for (const auto& line : journal.lines) {
    if (line.adjusting && !with_adjusting) continue;
    const bool service = line.debit == ledger::Head::services ||
                         line.credit == ledger::Head::services ||
                         line.debit == ledger::Head::block || line.credit == ledger::Head::block;
    const auto funder = service ? std::string{reconcile::all_funders} : line.funder;
    moved[{funder, line.debit}] += line.amount;
    moved[{funder, line.credit}] -= line.amount;
  }
  std::erase_if(moved, [](const auto& head) { return head.second.is_zero(); });
  return moved;
}

/// The journals of two neighbouring periods tie, and come to the journal of both.
void check_journals(Untied& untied, const Book& book, Date middle, Date last,
                    reconcile::CostBasis basis) {
  const auto first = day("2025-04-01");
  const auto second = plus_days(middle, 1);
  const auto eve = book.view(plus_days(first, -1));
  const auto between = book.view(middle);
  const auto end = book.view(last);
  const auto one = reconcile::journal(eve, between, {first, middle}, basis);
  const auto two = reconcile::journal(between, end, {second, last}, basis);
  const auto both = reconcile::journal(eve, end, {first, last}, basis);
  for (const auto* journal : {&one, &two}) {
    const auto moved = moved_by(*journal, false);
    for (const auto& [head, balances] : journal->balances) {
      const auto found = moved.find(head);
      untied.expect(found == moved.end() ? Money{} : found->second, balances.moved(),
                    "journal of " + head.first + " " + std::string{text(head.second)});
    }
  }
  auto parts = moved_by(one, true);
  for (const auto& [head, amount] : moved_by(two, true)) parts[head] += amount;
  std::erase_if(parts, [](const auto& head) { return head.second.is_zero(); });
  untied.expect(parts == moved_by(both, true), "journals do not add up");
}

/// What entries book, by day and source; the numbers of acts and of equals aside.
std::multiset<std::string> booked(const std::vector<ledger::Entry>& entries) {
  std::multiset<std::string> all;
  for (const auto& entry : entries) {
    auto said = text(entry.date) + " " + std::string{text(entry.kind)};
    if (entry.kind != ledger::EntryKind::act) said += " " + entry.source;
    std::multiset<std::string> postings;
    for (const auto& one : entry.postings) {
      postings.insert(" | " + one.budget + " " + one.debit + " from " + one.credit + " " +
                      text(one.amount) + " " + one.item);
    }
    for (const auto& one : postings) said += one;
    all.insert(said);
  }
  return all;
}

/// What attention the books ask for, but for the file lines.
std::multiset<std::string> asked(const PersonView& view) {
  std::multiset<std::string> all;
  for (const auto& one : reconcile::findings(view)) {
    all.insert(one.code + " " + one.budget + " " + (one.date ? text(*one.date) : "-") + " " +
               text(one.amount) + " " + std::string{text(one.state)} + " " + one.why);
  }
  return all;
}

/// What stands open to be paid back, but for the numbers of acts.
std::multiset<std::string> open_back(const PersonView& view) {
  std::multiset<std::string> all;
  for (const auto& one : reconcile::owed_back(view)) {
    auto said = one.budget + " " + one.funder + " " + text(one.asked) + " " + text(one.open);
    for (const auto& band : one.bands) said += " " + text(band);
    all.insert(said);
  }
  return all;
}

std::string first_difference(const std::multiset<std::string>& one,
                             const std::multiset<std::string>& two) {
  std::string said;
  for (const auto& each : one) {
    if (one.count(each) > two.count(each)) said += "only recorded so: " + each + "\n";
  }
  for (const auto& each : two) {
    if (two.count(each) > one.count(each)) said += "only the other way: " + each + "\n";
  }
  return said;
}

}  // namespace

TEST_CASE("in any life the commissioner's journals tie to the people's books",
          "[property][lives]") {
  REQUIRE(rc::check("journals tie", [] {
    const auto life = *lives::any_life(10);
    const Book book{life.facts};
    Untied untied;
    const auto basis =
        life.facts.lines.size() % 2 == 0 ? reconcile::CostBasis::days : reconcile::CostBasis::paid;
    check_journals(untied, book, life.days.front(), day("2026-02-28"), basis);
    if (!untied.said().empty()) RC_FAIL(untied.said());
  }));
}

TEST_CASE("in no life does anything hang on the order in which a day's events were recorded",
          "[property][lives]") {
  REQUIRE(rc::check("any order of a day", [] {
    const auto life = *lives::any_life(14, 50);  // many on one day
    const auto order = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 1000));
    const auto other = lives::in_another_order(life.facts, order);
    const Book one{life.facts};
    const Book two{other};
    const auto said = first_difference(booked(one.made.entries), booked(two.made.entries));
    if (!said.empty()) RC_FAIL(said);
    for (const auto on : {life.days.front(), life.days.back()}) {
      const auto as_told = one.view(on);
      const auto otherwise = two.view(on);
      const auto more = first_difference(asked(as_told), asked(otherwise)) +
                        first_difference(open_back(as_told), open_back(otherwise));
      if (!more.empty()) RC_FAIL("on " + text(on) + ":\n" + more);
      const auto at = reconcile::positions(as_told);
      const auto as_well = reconcile::positions(otherwise);
      RC_ASSERT(at.size() == as_well.size());
      for (std::size_t i = 0; i < at.size(); ++i) {
        RC_ASSERT(at[i].committed == as_well[i].committed);
        RC_ASSERT(at[i].surplus == as_well[i].surplus);
        RC_ASSERT(at[i].unexpired == as_well[i].unexpired);
        RC_ASSERT(at[i].shortfall == as_well[i].shortfall);
      }
    }
  }));
}

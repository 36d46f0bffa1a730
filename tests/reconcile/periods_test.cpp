// Periods that are approved, and opened again: what the books then hold on which day.
#include "ledger/periods.hpp"

#include "tests/reconcile/build.hpp"

#include <optional>
#include <set>

#include <rapidcheck.h>

using namespace build;
using ledger::PeriodEvent;
using ledger::RecordedEntry;
using Kind = PeriodEvent::Kind;

namespace {

/// What a book does with entries and periods, in memory: what is reversed is reversed on its day or
/// on the first open one.
struct Memory {
  std::vector<RecordedEntry> entries;
  std::vector<PeriodEvent> events;

  void settle(const ledger::PersonFacts& facts) {
    auto should = reconcile::reconcile(facts, ledger::Parameters::built_in()).entries;
    const auto closed = ledger::closed_to(events);
    reconcile::keep_closed(should, entries, closed);
    const auto changes = reconcile::changes(entries, should, closed);
    for (const auto number : changes.reversed) reverse(number, closed);
    for (const auto& entry : changes.posted) {
      if (closed) CHECK(entry.date > *closed);
      add(entry, std::nullopt);
    }
    CHECK(reconcile::changes(entries, should, closed).none());
  }

  void approve(Date to) {
    const auto digest = ledger::standing_digest(entries, to);
    events.push_back({Kind::submit, to, {}, "ann", "t", digest});
    events.push_back({Kind::approve, to, {}, "bob", "t", digest});
  }
  void reopen() { events.push_back({Kind::reopen, *ledger::closed_to(events), "x", "bob", "t"}); }

  /// Debits less credits by budget and account, of all that is dated up to a day.
  std::map<std::string, Money> nets(Date up_to) const {
    std::map<std::string, Money> nets;
    for (const auto& balance : ledger::balances_of(entries, up_to)) {
      if (!balance.net().is_zero()) nets[balance.budget + " " + balance.account] = balance.net();
    }
    return nets;
  }
  std::string net(const std::string& account, const std::string& up_to) const {
    Money sum;
    for (const auto& balance : ledger::balances_of(entries, day(up_to))) {
      if (balance.account == account) sum += balance.net();
    }
    return ledger::text(sum);
  }

 private:
  void add(ledger::Entry entry, std::optional<ledger::EntryNo> reverses) {
    const auto number = static_cast<std::int64_t>(entries.size()) + 1;
    entries.push_back({{number}, std::move(entry), reverses, false, {}});
  }
  void reverse(ledger::EntryNo number, std::optional<Date> closed) {
    const auto& undone = entries.at(static_cast<std::size_t>(number.value - 1));
    REQUIRE_FALSE(undone.reversed);
    auto reversal = reversal_of(undone);
    if (closed && reversal.date <= *closed) reversal.date = plus_days(*closed, 1);
    add(std::move(reversal), number);
    ledger::mark_reversed(entries);
  }
};

/// A case with an April of which one line arrives when April is approved.
struct Late {
  Case made;
  Memory book;
  ledger::LineId early, late;

  Late() {
    made.payslip("W1", "2025-04-25", "80.00");
    early = made.bank("2025-04-25", "-80.00", "AMY JONES");
    book.settle(made.facts());
    book.approve(day("2025-04-30"));
    late = made.bank("2025-04-28", "-15.00", "GREEN THUMB GARDENS");
    book.settle(made.facts());
  }
  const RecordedEntry& entry(ledger::LineId line) const {
    const RecordedEntry* found = nullptr;
    for (const auto& each : book.entries) {
      if (each.entry.source == "line:" + text(line) && !each.reverses) found = &each;
    }
    REQUIRE(found != nullptr);
    return *found;
  }
};

}  // namespace

TEST_CASE("a line that comes late is posted on the first open day", "[periods]") {
  const Late late;
  CHECK(late.entry(late.late).entry.date == day("2025-05-01"));
  CHECK(late.entry(late.early).entry.date == day("2025-04-25"));
  CHECK(late.book.net("bank:dp", "2025-04-30") == "-80.00");
  CHECK(late.book.net("bank:dp", "2025-05-01") == "-95.00");
}

TEST_CASE("after a reopening the line goes back to its own day", "[periods]") {
  Late late;
  late.book.reopen();
  late.book.settle(late.made.facts());
  CHECK(late.entry(late.late).entry.date == day("2025-04-28"));
  CHECK(late.book.net("bank:dp", "2025-04-30") == "-95.00");
}

TEST_CASE("an answer that is revised late is reversed and posted on the first open day",
          "[periods]") {
  Late late;
  late.made.decide(late.early, ledger::Decision::Kind::unmatch, {});
  late.book.settle(late.made.facts());
  CHECK(late.book.net("suspense", "2025-04-30") == "0.00");
  CHECK(late.book.net("suspense", "2025-05-01") == "80.00");
  CHECK(late.book.net("bank:dp", "2025-05-01") == "-95.00");

  late.book.reopen();
  late.book.settle(late.made.facts());
  CHECK(late.book.net("suspense", "2025-04-24") == "0.00");
  CHECK(late.book.net("suspense", "2025-04-25") == "80.00");
  CHECK(late.book.net("suspense", "2025-05-01") == "80.00");
  CHECK(late.book.net("owed:net-pay:W1", "2025-04-30") == "-80.00");
}

TEST_CASE("late payslips, a revised plan and an import taken back wait for the first open day too",
          "[periods]") {
  Late late;
  late.made.payslip("W2", "2025-04-18", "60.00");
  late.made.plan().lines[0].amount = pounds("9000.00");
  late.made.lines.erase(late.made.lines.begin());
  const auto before = late.book.nets(day("2025-04-30"));
  late.book.settle(late.made.facts());
  CHECK(late.book.nets(day("2025-04-30")) == before);
  CHECK(late.book.net("cost:team", "2025-04-30") == "80.00");
  CHECK(late.book.net("cost:team", "2025-05-01") == "140.00");
  CHECK(late.book.net("bank:dp", "2025-05-01") == "-15.00");
}

TEST_CASE("what only gives another reason, or confirms it, leaves closed days alone", "[periods]") {
  Late late;
  const auto entries = late.book.entries.size();
  late.made.decide(late.early, ledger::Decision::Kind::match, {"net-pay:P0001:W1:2025-04-25"});
  late.book.settle(late.made.facts());
  CHECK(late.book.entries.size() == entries);
  late.book.reopen();
  late.book.settle(late.made.facts());
  CHECK(late.entry(late.early).entry.match->rule == "decided");
  CHECK(late.book.net("bank:dp", "2025-04-30") == "-95.00");
}

namespace {

/// What is raised about lines at the end of June, where the first file came before the approval of
/// April and the second after it.
std::vector<ledger::Finding> findings_of_lines(const Late& late) {
  auto facts = late.made.facts();
  facts.periods = late.book.events;
  for (auto& event : facts.periods) event.link = {5};
  for (const auto& line : facts.lines) {
    const bool before = line.line.id == late.early;
    auto& frame = facts.frames.emplace_back(ledger::StatementFrame{.import = {1}, .account = "dp"});
    frame.lines = {line.line.id};
    frame.link = {before ? 2 : 6};
  }
  const auto standing = ledger::standing_on(late.book.entries, day("2025-06-30"));
  const auto view = reconcile::view(facts, standing, ledger::balances_of(standing),
                                    ledger::Parameters::built_in(), day("2025-06-30"));
  std::vector<ledger::Finding> found;
  for (auto& each : reconcile::findings(view)) {
    if (ledger::parse_line_id(each.subject)) found.push_back(std::move(each));
  }
  return found;
}

}  // namespace

TEST_CASE("a line that was there before the approval and is decided anew did not come late",
          "[periods]") {
  Late late;
  late.made.decide(late.early, ledger::Decision::Kind::code, {}, "2025/garden");
  late.book.settle(late.made.facts());
  REQUIRE(late.entry(late.early).entry.date == day("2025-05-01"));
  const auto found = findings_of_lines(late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "late-line");
  CHECK(found[0].subject == text(late.late));
}

TEST_CASE("a line that comes late and raises another code raises that one alone, and says so",
          "[periods]") {
  Late late;
  const auto bet = late.made.bank("2025-04-29", "-20.00", "LADBROKES");
  late.book.settle(late.made.facts());
  std::vector<ledger::Finding> about;
  for (auto& each : findings_of_lines(late)) {
    if (each.subject == text(bet)) about.push_back(std::move(each));
  }
  REQUIRE(about.size() == 1);
  CHECK(about[0].code == "prohibited-spending");
  CHECK(about[0].why.ends_with(" It came after the period to 30 April 2025 was approved."));
}

TEST_CASE("a late line is a finding until its period is open again", "[periods]") {
  const auto findings = findings_of_lines;
  Late late;
  const auto found = findings(late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].subject == text(late.late));
  CHECK(found[0].date == day("2025-04-28"));
  CHECK(found[0].amount == pounds("15.00"));
  CHECK(found[0].evidence == std::vector<ledger::Evidence>{{"dp.csv", 3}});
  CHECK(found[0].why.find("posted on 1 May 2025") != std::string::npos);
  late.book.reopen();
  late.book.settle(late.made.facts());
  CHECK(findings(late).empty());
}

TEST_CASE("a day before the late line was posted does not know it, the day after does",
          "[periods]") {
  const Late late;
  const auto facts = late.made.facts();
  const auto lines_on = [&](const std::string& on) {
    return reconcile::view(facts, late.book.entries, {}, ledger::Parameters::built_in(), day(on))
        .lines.size();
  };
  CHECK(lines_on("2025-04-30") == 1);
  CHECK(lines_on("2025-05-01") == 2);
}

TEST_CASE("the rules of periods: two people, submitted first, latest opened first", "[periods]") {
  const auto to = day("2025-04-30");
  const auto later = day("2025-05-31");
  using Events = std::vector<PeriodEvent>;
  const auto broken = [](const Events& events) { return ledger::broken_rules(events).size(); };
  const PeriodEvent submitted{Kind::submit, to, {}, "ann", "t", "d"};
  const PeriodEvent approved{Kind::approve, to, {}, "bob", "t", "d"};
  const PeriodEvent reopened{Kind::reopen, to, "x", "ann", "t"};
  CHECK(broken({submitted, approved, reopened, submitted, approved}) == 0);
  CHECK(broken({approved}) == 1);
  CHECK(broken({submitted, {Kind::approve, to, {}, "Ann ", "t", "d"}}) == 1);
  CHECK(broken({submitted, {Kind::approve, to, {}, "bob", "t", "other"}}) == 1);
  CHECK(broken({submitted, approved, approved}) == 1);
  CHECK(broken({submitted, approved, submitted}) == 1);
  CHECK(broken({submitted, reopened}) == 1);
  CHECK(broken({submitted, approved, {Kind::reopen, later, "x", "ann", "t"}}) == 1);

  const Events two{submitted,
                   approved,
                   {Kind::submit, later, {}, "ann", "t", "e"},
                   {Kind::approve, later, {}, "bob", "t", "e"}};
  const auto periods = ledger::approved_periods(two);
  REQUIRE(periods.size() == 2);
  CHECK_FALSE(periods[0].from);
  CHECK(periods[1].from == day("2025-05-01"));
  CHECK(ledger::approval_of(two, day("2025-04-30")) == &two[1]);
  CHECK(ledger::approval_of(two, day("2025-05-01")) == &two[3]);
  CHECK(ledger::approval_of(two, day("2025-06-01")) == nullptr);
  CHECK(ledger::waiting(two, later) == nullptr);
  CHECK(ledger::waiting({submitted}, to) != nullptr);
  CHECK(ledger::waiting({submitted, approved, reopened}, to) == nullptr);
}

namespace {

int pick(int from, int to) {
  return *rc::gen::inRange(from, to);
}
std::string date(int offset) {
  return ledger::text(ledger::plus_days(day("2025-04-01"), offset));
}

/// All that will ever be known; what is known at a time is a part of it.
Case everything() {
  static const std::vector<std::string> texts{"AMY JONES", "B OKAFOR", "GREEN THUMB GARDENS",
                                              "RETURNED", "CORNER SHOP"};
  Case made;
  for (int n = pick(1, 6); n > 0; --n) {
    made.payslip(pick(0, 2) == 0 ? "W1" : "W2", date(7 * pick(0, 12)),
                 ledger::text(Money::of_pence(1000 * pick(1, 4))));
  }
  for (int n = pick(2, 9); n > 0; --n) {
    const auto& text = texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size())))];
    const int pence = 1000 * pick(1, 4);
    made.bank(date(pick(0, 90)), ledger::text(Money::of_pence(pick(0, 4) == 0 ? pence : -pence)),
              text);
  }
  return made;
}

/// The facts of a case without those that are not known, by their number.
ledger::PersonFacts known_of(const Case& all, const std::set<int>& unknown) {
  Case part = all;
  part.lines.clear();
  part.payslips.clear();
  int number = 0;
  for (const auto& line : all.lines) {
    if (!unknown.contains(number++)) part.lines.push_back(line);
  }
  for (const auto& slip : all.payslips) {
    if (!unknown.contains(number++)) part.payslips.push_back(slip);
  }
  return part.facts();
}

bool explained(const Memory& book, const ledger::PersonFacts& facts, Date on) {
  const auto standing = ledger::standing_on(book.entries, on);
  const auto view = reconcile::view(facts, standing, ledger::balances_of(standing),
                                    ledger::Parameters::built_in(), on);
  const auto positions = reconcile::positions(view);
  return std::ranges::all_of(
      positions, [](const auto& position) { return reconcile::unexplained(position).is_zero(); });
}

}  // namespace

TEST_CASE(
    "whatever comes and goes, an approved period keeps its balances; opened again, the books "
    "are those that were never closed",
    "[periods][property]") {
  REQUIRE(rc::check("periods", [] {
    const auto all = everything();
    const int facts = static_cast<int>(all.lines.size() + all.payslips.size());
    std::set<int> unknown;
    for (int n = 0; n < facts; ++n) {
      if (pick(0, 2) == 0) unknown.insert(n);
    }
    Memory book;
    book.settle(known_of(all, unknown));
    std::vector<std::pair<Date, std::map<std::string, Money>>> approved;
    for (int step = pick(1, 10); step > 0; --step) {
      const int what = pick(0, 6);
      if (what == 0 && !approved.empty()) {
        book.reopen();
        approved.pop_back();
      } else if (what <= 2) {
        const auto from = approved.empty() ? day("2025-03-31") : approved.back().first;
        const auto to = plus_days(from, pick(1, 35));
        book.approve(to);
        approved.emplace_back(to, book.nets(to));
      } else {
        const int fact = pick(0, facts);
        if (unknown.erase(fact) == 0) unknown.insert(fact);
      }
      const auto known = known_of(all, unknown);
      book.settle(known);
      for (const auto& [to, nets] : approved) {
        RC_ASSERT(book.nets(to) == nets);
        RC_ASSERT(explained(book, known, to));
      }
    }
    RC_ASSERT(ledger::broken_rules(book.events).empty());
    const auto known = known_of(all, unknown);
    Memory never;
    never.settle(known);
    RC_ASSERT(book.nets(day("2026-12-31")) == never.nets(day("2026-12-31")));
    while (!approved.empty()) {
      book.reopen();
      approved.pop_back();
      if (pick(0, 2) == 0) book.settle(known);
    }
    book.settle(known);
    for (int offset = -1; offset < 130; ++offset) {
      const auto on = plus_days(day("2025-04-01"), offset);
      RC_ASSERT(book.nets(on) == never.nets(on));
    }
    RC_ASSERT(ledger::standing_digest(book.entries, day("2026-12-31")) ==
              ledger::standing_digest(never.entries, day("2026-12-31")));
  }));
}

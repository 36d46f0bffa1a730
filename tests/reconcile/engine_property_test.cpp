// What must hold of every case, whatever was paid to whom.
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/subsets.hpp"
#include "tests/reconcile/build.hpp"

#include <set>

#include <rapidcheck.h>

using namespace build;

namespace {

std::string amount(int pence) {
  return ledger::text(Money::of_pence(pence));
}
std::string date(int offset) {
  return ledger::text(ledger::plus_days(day("2025-05-01"), offset));
}
/// Each as likely as the other: left to itself rapidcheck begins small, where little collides.
int pick(int from, int to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to));
}

/// A few people, few amounts, a few weeks: so that lines and items collide often.
Case any_case() {
  static const std::vector<std::string> texts{"AMY JONES",
                                              "A JONES",
                                              "B OKAFOR",
                                              "HELPING HANDS COMMUNITY CARE",
                                              "HMRC",
                                              "NEST",
                                              "GREEN THUMB GARDENS",
                                              "PAYROLL",
                                              "RETURNED",
                                              "CASH ATM",
                                              "SBS 7742",
                                              "NHS TRENT ICB",
                                              "TRANSFER",
                                              "S ASHDOWN",
                                              "INTEREST"};
  Case made;
  made.person.accounts.push_back(Case::account("card"));
  made.plan().accounts = {"dp", "card"};
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("3.00"), ledger::Every::two_weeks, day("2025-05-02"), false}};
  made.person.workers[1].shares = {{"2025", "team", 60}, {"2025", "garden", 40}};
  for (int n = pick(0, 8); n > 0; --n) {
    made.payslip(pick(0, 2) == 0 ? "W1" : "W2", date(7 * pick(0, 5)), amount(100 * pick(1, 4)),
                 amount(50 * pick(0, 3)), amount(25 * pick(0, 3)));
  }
  for (int n = pick(0, 5); n > 0; --n) {
    const int pence = 100 * pick(-1, 4);
    made.invoice(std::to_string(4000 + pick(0, 20)), date(pick(0, 30)),
                 amount(pence == 0 ? 100 : pence));
  }
  for (int n = pick(0, 14); n > 0; --n) {
    const int pence = 50 * pick(1, 9);
    const auto& text = texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size())))];
    made.bank(date(pick(0, 40)), amount(pick(0, 3) == 0 ? pence : -pence), text,
              pick(0, 4) == 0 ? "card" : "dp");
  }
  return made;
}

/// Facts may come in any order; files keep their names and lines.
template <class T>
void shuffle(std::vector<T>& items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[static_cast<std::size_t>(pick(0, static_cast<int>(i)))]);
  }
}

std::set<std::string> undone_lines(const Answer& answer) {
  std::set<std::string> undone;
  for (const auto& match : answer.matches) {
    for (const auto& item : match.items) {
      if (item.key.starts_with("reversal:")) undone.insert(item.key.substr(9));
    }
  }
  return undone;
}

}  // namespace

TEST_CASE("no item is settled beyond its amount, but by a duplicate", "[property]") {
  REQUIRE(rc::check("settled at most once", [] {
    const Answer answer{any_case()};
    const auto undone = undone_lines(answer);
    std::map<std::string, Money> settled;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const auto id = ledger::text(answer.facts.lines[i].line.id);
      if (answer.matches[i].rule == reconcile::rule::duplicate || undone.contains(id)) continue;
      for (const auto& item : answer.matches[i].items) settled[item.key] += item.amount;
    }
    for (const auto& item : answer.items) {
      RC_ASSERT(ledger::magnitude(settled[item.key]) <= ledger::magnitude(item.amount));
      RC_ASSERT(settled[item.key].is_zero() ||
                settled[item.key].is_negative() == item.amount.is_negative());
    }
  }));
}

TEST_CASE("every line is in the books once, with its whole amount, in one state", "[property]") {
  REQUIRE(rc::check("lines and bank agree", [] {
    const Answer answer{any_case()};
    for (std::size_t i = 0; i < answer.facts.lines.size(); ++i) {
      const auto& line = answer.facts.lines[i];
      const auto& entry = answer.entry(line.line.id);
      Money bank;
      bool in_suspense = false;
      for (const auto& posting : entry.postings) {
        if (posting.debit == "bank:" + line.account) bank += posting.amount;
        if (posting.credit == "bank:" + line.account) bank -= posting.amount;
        in_suspense |= posting.debit == "suspense" || posting.credit == "suspense";
      }
      RC_ASSERT(bank == line.line.amount);
      RC_ASSERT(entry.date == line.line.date);
      const bool sure = answer.matches[i].state == ledger::MatchState::matched;
      if (!sure) RC_ASSERT(in_suspense);
      if (!sure) RC_ASSERT(answer.matches[i].items.empty());
      RC_ASSERT(!answer.matches[i].rule.empty());
      RC_ASSERT(!reconcile::why(answer.matches[i]).empty());
    }
  }));
}

TEST_CASE("the order in which facts came does not matter", "[property]") {
  REQUIRE(rc::check("any order, one answer", [] {
    auto first = any_case();
    auto other = first;
    shuffle(other.lines);
    shuffle(other.payslips);
    shuffle(other.invoices);
    const Answer one{first};
    const Answer two{other};
    RC_ASSERT(one.entries == two.entries);
  }));
}

TEST_CASE("a second run changes nothing; fewer facts take back what they no longer say",
          "[property]") {
  REQUIRE(rc::check("changes are what differs", [] {
    auto made = any_case();
    const Answer before{made};
    std::vector<ledger::RecordedEntry> standing;
    for (const auto& entry : before.entries) {
      const auto number = static_cast<std::int64_t>(standing.size()) + 1;
      standing.push_back({{number}, entry, {}, false, {}});
    }
    RC_ASSERT(reconcile::changes(standing, before.entries).none());
    if (!made.payslips.empty()) made.payslips.pop_back();
    const Answer after{made};
    const auto changes = reconcile::changes(standing, after.entries);
    std::erase_if(standing, [&](const auto& recorded) {
      return std::ranges::find(changes.reversed, recorded.number) != changes.reversed.end();
    });
    std::vector<ledger::Entry> left = changes.posted;
    for (const auto& recorded : standing) left.push_back(recorded.entry);
    RC_ASSERT(left.size() == after.entries.size());
    for (const auto& entry : after.entries) {
      RC_ASSERT(std::ranges::any_of(left, [&](const ledger::Entry& stands) {
        return reconcile::same_but_for_reasons(stands, entry);
      }));
    }
  }));
}

TEST_CASE("the search for sums agrees with trying every subset", "[property]") {
  REQUIRE(rc::check("all subsets", [] {
    std::vector<std::int64_t> values;
    for (int n = pick(0, 9); n > 0; --n) values.push_back(pick(-4, 8));
    const std::int64_t target = pick(-5, 20);
    std::set<std::vector<std::size_t>> all;
    for (unsigned chosen = 0; chosen < (1U << values.size()); ++chosen) {
      std::vector<std::size_t> subset;
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if ((chosen >> i & 1U) == 0) continue;
        subset.push_back(i);
        sum += values[i];
      }
      if (subset.size() >= 2 && sum == target) all.insert(subset);
    }
    const auto found = reconcile::subsets_summing_to(values, target, 1000);
    RC_ASSERT(std::set(found.begin(), found.end()) == all);
    RC_ASSERT(found.size() == all.size());
    RC_ASSERT(reconcile::subsets_summing_to(values, target, 2).size() ==
              std::min<std::size_t>(all.size(), 2));
  }));
}

namespace {

/// Every way of giving lines (days) to items (days), none twice: most pairs, then fewest days.
struct Best {
  int pairs = 0;
  int days = 0;
  friend bool operator==(const Best&, const Best&) = default;
};

struct Days {
  int early, late;
  bool hold(int days) const { return -early <= days && days <= late; }
};
constexpr Days close_days{1, 4};
constexpr Days all_days{7, 60};

int cost(int late) {
  return late < 0 ? -2 * late : late;
}

void try_all(const std::vector<int>& lines, std::vector<int>& items, Days within, std::size_t at,
             Best so_far, Best& best) {
  if (at == lines.size()) {
    const bool better =
        so_far.pairs > best.pairs || (so_far.pairs == best.pairs && so_far.days < best.days);
    if (better) best = so_far;
    return;
  }
  try_all(lines, items, within, at + 1, so_far, best);
  for (auto& item : items) {
    const int late = lines[at] - item;
    if (item < 0 || !within.hold(late)) continue;
    const int taken = std::exchange(item, -1);
    try_all(lines, items, within, at + 1, {so_far.pairs + 1, so_far.days + cost(late)}, best);
    item = taken;
  }
}

Best best_of(const std::vector<int>& lines, std::vector<int> items, Days within) {
  Best best;
  try_all(lines, items, within, 0, {}, best);
  return best;
}

}  // namespace

TEST_CASE("equal wages are given to lines as the best of all ways would", "[property]") {
  REQUIRE(rc::check("on their days first, then at the least distance", [] {
    Case made;
    std::set<int> items;
    for (int n = pick(0, 5); n > 0; --n) items.insert(pick(0, 60));
    std::vector<int> lines;
    for (int n = pick(0, 5); n > 0; --n) lines.push_back(pick(0, 100));
    for (const auto item : items) made.payslip("W1", date(item), "100.00");
    for (const auto line : lines) made.bank(date(line), "-100.00", "AMY JONES");
    const Answer answer{made};
    // The later of two lines is called the duplicate whichever of them the search had paired.
    const bool duplicates = std::ranges::any_of(answer.matches, [](const ledger::Match& match) {
      return match.rule == reconcile::rule::duplicate;
    });
    if (duplicates) return;
    Best close;
    Best far;
    std::vector<int> lines_left;
    std::set<int> items_left = items;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const int paid = answer.facts.lines[i].line.date - day(date(0));
      if (answer.matches[i].rule != reconcile::rule::payee_amount) {
        lines_left.push_back(paid);
        continue;
      }
      const auto key = answer.matches[i].items.at(0).key;
      const int due = day(key.substr(key.size() - 10)) - day(date(0));
      auto& best = close_days.hold(paid - due) ? close : far;
      ++best.pairs;
      best.days += cost(paid - due);
      if (&best == &close) items_left.erase(due);
      if (&best == &far) lines_left.push_back(paid);
    }
    RC_ASSERT(close == best_of(lines, {items.begin(), items.end()}, close_days));
    RC_ASSERT(far == best_of(lines_left, {items_left.begin(), items_left.end()}, all_days));
  }));
}

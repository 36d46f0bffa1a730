// What must hold of every case, whatever was paid to whom.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/subsets.hpp"
#include "reconcile/weights.hpp"
#include "tests/reconcile/build.hpp"

#include <set>

#include <rapidcheck.h>

using namespace build;
namespace weight = reconcile::weight;

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
    // A set that holds another answer has what cancels out besides.
    const auto every = all;
    std::erase_if(all, [&](const auto& subset) {
      return std::ranges::any_of(every, [&](const auto& other) {
        return other != subset && std::ranges::includes(subset, other);
      });
    });
    const auto found = reconcile::subsets_summing_to(values, target, 1000);
    RC_ASSERT(std::set(found.begin(), found.end()) == all);
    RC_ASSERT(found.size() == all.size());
    RC_ASSERT(reconcile::subsets_summing_to(values, target, 2).size() ==
              std::min<std::size_t>(all.size(), 2));
  }));
}

namespace {

/// What it costs in all to give lines (days) to items (days), none twice, and to leave the rest.
struct Ways {
  const std::vector<int>& lines;
  int last_line;
  std::vector<int> items;

  int left(int item) const {
    const int over = last_line - item;
    if (over < -1) return weight::item_not_yet_due;
    return over <= close_late ? weight::item_just_due : weight::item_unpaid;
  }
  static int pair(int line, int item) {
    const auto first = day(date(std::min(line, item)));
    const auto last = day(date(std::max(line, item)));
    const int working = reconcile::working_days(ledger::Parameters::built_in(), first, last);
    return line <= item ? weight::early(item - line, working) : weight::late(line - item, working);
  }
  int least(std::size_t at) {
    if (at == lines.size()) {
      int sum = 0;
      for (const auto item : items) sum += item < 0 ? 0 : left(item);
      return sum;
    }
    int best = weight::line_again + least(at + 1);
    for (auto& item : items) {
      const int late = lines[at] - item;
      if (item < 0 || late < -7 || late > 60) continue;
      const int taken = std::exchange(item, -1);
      best = std::min(best, pair(lines[at], taken) + least(at + 1));
      item = taken;
    }
    return best;
  }
  static constexpr int close_late = 4;
};

}  // namespace

TEST_CASE("equal wages are given to lines as the best of all ways would", "[property]") {
  REQUIRE(rc::check("at the least cost of days and of what is left", [] {
    Case made;
    std::set<int> items;
    for (int n = pick(1, 5); n > 0; --n) items.insert(pick(0, 60));
    std::set<int> days;
    for (int n = pick(1, 5); n > 0; --n) days.insert(pick(0, 100));
    const std::vector<int> lines{days.begin(), days.end()};
    for (const auto item : items) made.payslip("W1", date(item), "100.00");
    for (const auto line : lines) made.bank(date(line), "-100.00", "AMY JONES");
    const Answer answer{made};
    std::set<int> unpaid = items;
    Ways ways{lines, lines.back(), {items.begin(), items.end()}};
    int cost = 0;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      // What is suggested is left to a person, who may know better.
      if (answer.matches[i].state == ledger::MatchState::suggested) return;
      if (answer.matches[i].rule != reconcile::rule::payee_amount) {
        cost += reconcile::weight::line_again;
        continue;
      }
      const int paid = answer.facts.lines[i].line.date - day(date(0));
      const auto key = answer.matches[i].items.at(0).key;
      const int due = day(key.substr(key.size() - 10)) - day(date(0));
      RC_ASSERT(unpaid.erase(due) == 1);
      cost += Ways::pair(paid, due);
    }
    for (const auto item : unpaid) cost += ways.left(item);
    // The later of two lines is called the duplicate whichever of them the search had paired.
    const bool duplicates = std::ranges::any_of(answer.matches, [](const ledger::Match& match) {
      return match.rule == reconcile::rule::duplicate;
    });
    RC_ASSERT(duplicates || cost == ways.least(0));
  }));
}

TEST_CASE("the cheapest set of explanations is the cheapest of all sets", "[property]") {
  REQUIRE(rc::check("all sets", [] {
    reconcile::Question question;
    const int rows = pick(1, 6);
    const int items = pick(1, 6);
    for (int i = 0; i < rows; ++i) question.row_left.push_back(pick(1, 70));
    for (int i = 0; i < items; ++i) question.item_left.push_back(pick(1, 70));
    for (int n = pick(1, 12); n > 0; --n) {
      std::set<std::size_t> some_rows, some_items;
      for (int k = pick(1, 4); k > 0; --k)
        some_rows.insert(static_cast<std::size_t>(pick(0, rows)));
      for (int k = pick(1, 4); k > 0; --k) {
        some_items.insert(static_cast<std::size_t>(pick(0, items)));
      }
      auto& made = question.explanations.emplace_back();
      made.rows.assign(some_rows.begin(), some_rows.end());
      made.items.assign(some_items.begin(), some_items.end());
      made.cost = pick(0, 90);
    }
    int best = std::numeric_limits<int>::max();
    for (unsigned set = 0; set < (1U << question.explanations.size()); ++set) {
      std::set<std::size_t> used_rows, used_items;
      int cost = 0;
      bool fits = true;
      for (std::size_t e = 0; e < question.explanations.size(); ++e) {
        if ((set >> e & 1U) == 0) continue;
        for (const auto row : question.explanations[e].rows) fits &= used_rows.insert(row).second;
        for (const auto item : question.explanations[e].items)
          fits &= used_items.insert(item).second;
        cost += question.explanations[e].cost;
      }
      for (std::size_t i = 0; i < question.row_left.size(); ++i) {
        if (!used_rows.contains(i)) cost += question.row_left[i];
      }
      for (std::size_t i = 0; i < question.item_left.size(); ++i) {
        if (!used_items.contains(i)) cost += question.item_left[i];
      }
      if (fits) best = std::min(best, cost);
    }
    const auto choice = reconcile::cheapest(question);
    RC_ASSERT(!choice.bounded);
    RC_ASSERT(choice.cost == best);
    const auto least = reconcile::least_costs(question);
    const auto same = [&](std::optional<std::size_t> without) {
      const auto plain = reconcile::cheapest(question, without);
      const auto guided = reconcile::cheapest(question, without, plain.cost + 1, least);
      return guided.cost == plain.cost && guided.taken == plain.taken;
    };
    RC_ASSERT(same(std::nullopt));
    for (std::size_t e = 0; e < question.explanations.size(); ++e) RC_ASSERT(same(e));
  }));
}

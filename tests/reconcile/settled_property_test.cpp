// A month worked out from the years since the settled ones is the month worked out from all years:
// the same entries, the same findings, and the same number of those behind.
#include "reconcile/reasons.hpp"
#include "reconcile/settled.hpp"
#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::Finding;
using ledger::Money;
using ledger::SettledYears;
using reconcile::Reconciled;

const auto& own = ledger::Parameters::built_in();

/// All that is said, a line each, so that what differs can be read.
std::vector<std::string> told(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& each : findings) {
    std::string line = each.id + " " + each.code + " " + each.budget + " " + each.subject + " " +
                       (each.date ? text(*each.date) : "-") + " " + text(each.amount) + " " +
                       std::string{text(each.severity)} + " " + std::string{text(each.state)} +
                       ": " + each.why;
    line += " [" + std::to_string(each.evidence.size()) + " places]";
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> told(const std::vector<reconcile::BudgetPosition>& positions) {
  std::vector<std::string> lines;
  for (const auto& each : positions) {
    lines.push_back(each.budget + " received " + text(each.received) + " spent " +
                    text(each.spent) + " bank " + text(each.bank) + " owed " +
                    text(each.owed.total()) + " suspense " + text(each.suspense_paid) + " " +
                    text(each.suspense_received) + " due back " + text(each.due_back) + " repaid " +
                    text(each.repaid) + " surplus " + text(each.surplus) + " shortfall " +
                    text(each.shortfall) + " committed " + text(each.committed) + " left " +
                    text(each.left.value_or(Money{})) + " set off " + text(each.set_off));
    for (const auto& line : each.lines) {
      lines.push_back("  " + line.ref + " " + text(line.spent) + " " + text(line.committed));
    }
    for (const auto& funder : each.funders) {
      lines.push_back("  " + funder.name + " " + text(funder.received) + " " +
                      text(funder.surplus) + " " + text(funder.carried));
    }
  }
  return lines;
}

/// The lines that only one has, or that stand elsewhere in it.
std::string only_in_one(const std::vector<std::string>& one,
                        const std::vector<std::string>& other) {
  std::string only;
  for (const auto* all : {&one, &other}) {
    const auto& rest = all == &one ? other : one;
    for (const auto& line : *all) {
      if (std::ranges::find(rest, line) != rest.end()) continue;
      only += (all == &one ? "\nall years:  " : "\nsettled:    ") + line;
    }
  }
  return only.empty() && one != other ? "in another order" : only;
}

std::vector<ledger::Entry> from(const Reconciled& made, Date day) {
  std::vector<ledger::Entry> entries;
  for (const auto& entry : made.entries) {
    if (entry.date >= day) entries.push_back(entry);
  }
  return entries;
}

/// Both ways, month by month; tells how many months were worked out from fewer years.
class Both {
 public:
  explicit Both(const ledger::PersonFacts& life) : life_{life} {}

  void month(Date end) {
    const auto facts = years::known_by(life_, end);
    const auto as_of = plus_days(end, -1);
    const auto day = reconcile::day_to_settle(facts);
    reconcile::Reach reach{day.value_or(end), true};
    const auto all = reconcile::reconcile(facts, own, reach);
    if (kept_) read_later(as_of);
    if (kept_) read_later(plus_days(as_of, 500));
    entries_ = reconcile::as_standing(all.entries);
    const auto view = reconcile::view_of_items(facts, all.items, entries_,
                                               ledger::balances_of(entries_, as_of), own, as_of);
    if (kept_ && (kept_->guard.empty() || !is_same(facts, all, view))) kept_.reset();
    known_ = facts;
    if (kept_ || !day) return;
    kept_ = reconcile::settled_years({view, entries_, reach, reconcile::findings(view)});
  }
  int fewer() const { return fewer_; }
  int read() const { return read_; }

 private:
  /// The books of a later day, of which nothing new is known yet.
  void read_later(Date as_of) {
    const auto with =
        reconcile::view_of_items(*known_, reconcile::items_of_facts(*known_, own), entries_,
                                 ledger::balances_of(entries_, as_of), own, as_of);
    auto later = entries_;
    std::erase_if(later, [&](const auto& each) { return each.entry.date < kept_->from; });
    const auto since = reconcile::since(*known_, kept_->from);
    const auto without =
        without_old(since, reconcile::items_since(since, own, *kept_), later, as_of);
    is_same_told(with, without);
    ++read_;
  }

  reconcile::PersonView without_old(const ledger::PersonFacts& since,
                                    std::vector<ledger::Item> items,
                                    const std::vector<ledger::RecordedEntry>& entries,
                                    Date as_of) const {
    return reconcile::view_since(since, std::move(items), entries,
                                 reconcile::balances_since(*kept_, entries, as_of), *kept_, own,
                                 as_of);
  }

  static void is_same_told(const reconcile::PersonView& with,
                           const reconcile::PersonView& without) {
    REQUIRE(only_in_one(told(reconcile::findings(with)), told(reconcile::findings(without))) == "");
    REQUIRE(only_in_one(told(reconcile::positions(with)), told(reconcile::positions(without))) ==
            "");
  }

  /// False when what is kept is not to be used.
  bool is_same(const ledger::PersonFacts& facts, const Reconciled& all,
               const reconcile::PersonView& view) {
    const auto since = reconcile::since(facts, kept_->from);
    if (reconcile::is_outgrown(since, *kept_)) return false;
    reconcile::Reach reach{kept_->day};
    const auto made = reconcile::reconcile_since(since, *kept_, own, reach);
    if (reconcile::guard_of(since, made, reach, *kept_) != kept_->guard) return false;
    REQUIRE(knows_less(since, facts));
    REQUIRE(std::ranges::equal(from(made, kept_->day), from(all, kept_->day),
                               reconcile::same_but_for_reasons));
    const auto entries = reconcile::as_standing(made.entries);
    const auto without = without_old(since, made.items, entries, view.as_of);
    is_same_told(view, without);
    ++fewer_;
    return true;
  }

  static bool knows_less(const ledger::PersonFacts& one, const ledger::PersonFacts& other) {
    return one.lines.size() + one.deliveries.size() < other.lines.size() + other.deliveries.size();
  }

  const ledger::PersonFacts& life_;
  std::optional<SettledYears> kept_;
  std::optional<ledger::PersonFacts> known_;    ///< of the month before
  std::vector<ledger::RecordedEntry> entries_;  ///< the same
  int fewer_ = 0, read_ = 0;
};

Both lived(const ledger::PersonFacts& life, int apart) {
  Both both{life};
  for (int month = 12 * 4 + 8; month <= 12 * years::many; month += apart) {
    both.month(plus_months(years::april_after(0), month));
  }
  return both;
}

int months_from_fewer(const ledger::PersonFacts& life, int apart) {
  return lived(life, apart).fewer();
}

}  // namespace

TEST_CASE("years that are in order are settled, and months after them need not read them",
          "[settled]") {
  CHECK(months_from_fewer(years::life(1, 0), 3) >= 4);
}

TEST_CASE("an instalment that never came keeps the years before it from being settled",
          "[settled]") {
  const auto without = [](Date first) {
    auto life = years::life(1, 0);
    std::erase_if(life.lines, [&](const ledger::BookLine& each) {
      const auto day = each.line.date;
      return each.line.payee == "NHS VALE ICB" && day >= first && day < plus_days(first, 20);
    });
    return life;
  };
  CHECK(months_from_fewer(without(plus_months(years::april_after(4), -8)), 8) == 0);
  CHECK(months_from_fewer(without(plus_months(years::april_after(5), 2)), 8) > 0);
}

TEST_CASE("bills of one amount that may each be the next one's are one chain through all years",
          "[settled]") {
  auto life = years::life(1, 0);
  const auto alike = Money::of_pence(98'765);
  for (auto& bill : life.invoices) bill.record.amount = alike;
  for (auto& each : life.lines) {
    if (each.line.payee.starts_with("LARKRISE")) each.line.amount = -alike;
  }
  const auto reaches = [&](const ledger::PersonFacts& facts) {
    reconcile::Reach reach{years::april_after(5)};
    reconcile::reconcile(facts, own, reach);
    return reach.across();
  };
  CHECK(reaches(life));
  // Ten months without any end it.
  const ledger::Period pause{plus_months(years::april_after(5), -9),
                             plus_months(years::april_after(5), 1)};
  std::erase_if(life.invoices, [&](const auto& bill) { return pause.holds(bill.record.date); });
  std::erase_if(life.lines, [&](const ledger::BookLine& each) {
    return each.line.payee.starts_with("LARKRISE") && pause.holds(each.line.date);
  });
  CHECK_FALSE(reaches(life));
}

// Six years of a life, each month of the last one and a half twice, take seconds: a few lives each
// time, and with DPLEDGER_LIVES as many as there is time for, from DPLEDGER_CHANCE on.
TEST_CASE("a month worked out since settled years is the month of all years",
          "[settled][property]") {
  const auto number = [](const char* name, std::uint64_t otherwise) {
    const char* given = std::getenv(name);
    return given == nullptr ? otherwise : std::strtoull(given, nullptr, 10);
  };
  // Of many things that go wrong some reach through years, and nothing is settled.
  constexpr std::array troubles{0, 0, 0, 1, 1, 2, 3, 10};
  const auto lives = number("DPLEDGER_LIVES", 0);
  const auto first = number("DPLEDGER_CHANCE", 20'261'122);
  for (const auto kind : years::kinds) {
    int fewer = 0, read = 0;
    for (std::uint64_t life = 0; life < std::max<std::uint64_t>(lives, 1); ++life) {
      const auto chance = first + life;
      const int trouble = lives == 0 ? 0 : troubles[chance % troubles.size()];
      INFO("kind " << static_cast<int>(kind) << ", chance " << chance << ", trouble " << trouble);
      const auto person = years::life(chance, trouble, kind);
      const auto both = lived(person, 5);
      fewer += both.fewer();
      read += both.read();
    }
    if (lives != 0) {
      std::printf("kind %d: %d months worked out, %d read, from fewer years\n",
                  static_cast<int>(kind), fewer, read);
    }
  }
}

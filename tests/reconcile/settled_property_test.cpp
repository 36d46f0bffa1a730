// A month worked out from the years since the settled ones is the month worked out from all years:
// the same entries, the same findings, and the same number of those behind.
#include "reconcile/reasons.hpp"
#include "reconcile/settled.hpp"
#include "tests/reconcile/support_years.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::Finding;
using ledger::Money;
using ledger::SettledYears;
using reconcile::Reconciled;

const auto& own = ledger::Parameters::built_in();

std::vector<Finding> found_in(const ledger::PersonFacts& facts, const Reconciled& made,
                              Date as_of) {
  std::vector<ledger::RecordedEntry> entries;
  for (const auto& entry : made.entries) entries.push_back({{}, entry, {}, false, {}});
  return reconcile::findings(reconcile::view_of_items(
      facts, made.items, entries, ledger::balances_of(entries, as_of), own, as_of));
}

std::vector<ledger::Entry> from(const Reconciled& made, Date day) {
  std::vector<ledger::Entry> entries;
  for (const auto& entry : made.entries) {
    if (entry.date >= day) entries.push_back(entry);
  }
  return entries;
}

/// What a finding says that does not tell of how long ago it is.
using Said = std::tuple<std::string, std::string, ledger::Severity, ledger::FindingState, Date>;
std::vector<Said> of_now(const std::vector<Finding>& findings, const ledger::PersonFacts& facts,
                         Date day) {
  std::vector<Said> said;
  for (const auto& each : findings) {
    if (!reconcile::is_of_now(each, facts.history, day)) continue;
    said.emplace_back(each.id, each.code, each.severity, each.state, each.date.value_or(day));
  }
  return said;
}

ledger::SettledCounts open_before(const std::vector<Finding>& findings,
                                  const ledger::PersonFacts& facts, Date day) {
  ledger::SettledCounts counts;
  for (const auto& each : findings) {
    const bool open = each.state == ledger::FindingState::open;
    if (!open || reconcile::is_of_now(each, facts.history, day)) continue;
    if (each.severity == ledger::Severity::high) ++counts.high;
    if (each.severity == ledger::Severity::medium) ++counts.medium;
    if (each.severity == ledger::Severity::low) ++counts.low;
  }
  return counts;
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
    const auto found = found_in(facts, all, as_of);
    if (kept_ && !is_same(facts, all, found, as_of)) kept_.reset();
    if (!kept_ && day) kept_ = reconcile::settled_years({facts, all, reach, found, as_of}, own);
  }
  int fewer() const { return fewer_; }

 private:
  /// False when what is kept is not to be used.
  bool is_same(const ledger::PersonFacts& facts, const Reconciled& all,
               const std::vector<Finding>& found, Date as_of) {
    const auto since = reconcile::since(facts, kept_->from);
    if (reconcile::is_outgrown(since, *kept_)) return false;
    reconcile::Reach reach{kept_->day};
    const auto made = reconcile::reconcile_since(since, *kept_, own, reach);
    if (reconcile::guard_of(since, made, reach, *kept_) != kept_->guard) return false;
    const auto day = kept_->day;
    REQUIRE(since.lines.size() < facts.lines.size());
    REQUIRE(std::ranges::equal(from(made, day), from(all, day), reconcile::same_but_for_reasons));
    REQUIRE(of_now(found_in(since, made, as_of), since, day) == of_now(found, facts, day));
    const auto open = open_before(found, facts, day);
    REQUIRE(open.high == kept_->counts.high);
    REQUIRE(open.medium == kept_->counts.medium);
    REQUIRE(open.low == kept_->counts.low);
    ++fewer_;
    return true;
  }

  const ledger::PersonFacts& life_;
  std::optional<SettledYears> kept_;
  int fewer_ = 0;
};

int months_from_fewer(const ledger::PersonFacts& life, int apart) {
  Both both{life};
  for (int month = 12 * 4 + 8; month <= 12 * years::many; month += apart) {
    both.month(plus_months(years::april_after(0), month));
  }
  return both.fewer();
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
// time, and with DPLEDGER_LIVES as many as there is time for.
TEST_CASE("a month worked out since settled years is the month of all years",
          "[settled][property]") {
  const char* lives = std::getenv("DPLEDGER_LIVES");
  const auto many = lives == nullptr ? 2 : std::strtoull(lives, nullptr, 10);
  std::random_device device;
  std::uint64_t chance = device();
  for (std::uint64_t life = 0; life < many; ++life, ++chance) {
    const int trouble = static_cast<int>(chance % 30);
    INFO("chance " << chance << ", trouble " << trouble);
    months_from_fewer(years::life(chance, trouble), 5);
  }
}

// What counts as paid beside what runs put forward: nothing twice, nothing forgotten.
#include "reconcile/paid_before.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::Money;
using reconcile::Arrival;
using reconcile::PutForward;
using reconcile::ToPay;

Money pennies(std::int64_t amount) {
  return Money::of_pence(amount);
}

Date nth_day(int n) {
  return ledger::plus_days(ledger::parse_date("2025-04-01").value(), n);
}

/// One instalment, what is really sent of it, and what the books know of that.
struct Course {
  Money due = pennies(4);
  Money sent, on_its_way;
  std::vector<PutForward> runs = {};
  std::vector<Arrival> arrivals = {};
  int today = 0;

  Money arrived() const {
    Money sum;
    for (const auto& one : arrivals) sum += one.amount;
    return sum;
  }
  Money paid() const {
    return reconcile::paid_before({{due, arrived()}}, reconcile::committed(runs, arrivals)).front();
  }
  void pay(Money amount) {
    runs.push_back({"run " + std::to_string(today), nth_day(today), arrived(), amount});
    sent += amount;
    on_its_way += amount;
  }
  void arrive(Money amount) { arrivals.push_back({nth_day(today), amount}); }
};

constexpr int steps = 8;

/// False: this cannot happen now.
bool happens(Course& course, int step) {
  ++course.today;
  const auto left = ledger::at_least_nothing(course.due - course.paid());
  switch (step) {
    case 0:
      if (left.is_zero()) return false;
      course.pay(left);
      return true;
    case 1:  // an officer pays a part
      if (left <= pennies(1)) return false;
      course.pay(pennies(1));
      return true;
    case 2:
    case 3: {  // what a run sent comes: all of it, or a part
      const auto comes = step == 2 ? course.on_its_way : std::min(course.on_its_way, pennies(1));
      if (comes.is_zero()) return false;
      course.on_its_way -= comes;
      course.arrive(comes);
      return true;
    }
    case 4:  // something comes that no run sent
      if (!course.on_its_way.is_zero()) return false;
      course.sent += pennies(3);
      course.arrive(pennies(3));
      return true;
    case 5:  // set off, or agreed to be less
      if (course.due < pennies(2)) return false;
      course.due -= pennies(2);
      return true;
    case 6:
      course.due += pennies(1);
      return true;
    default:  // something goes back
      if (course.arrived() < pennies(2)) return false;
      course.sent -= pennies(2);
      course.arrive(pennies(-2));
      return true;
  }
}

/// How many courses were gone through to their end.
int all_from(const Course& course, int more) {
  if (course.paid() != course.sent) {
    CAPTURE(course.today, course.due.pence(), course.arrived().pence(), course.runs.size());
    CHECK(course.paid() == course.sent);
    return 1;
  }
  if (more == 0) return 1;
  int ends = 0;
  for (int step = 0; step < steps; ++step) {
    auto next = course;
    if (happens(next, step)) ends += all_from(next, more - 1);
  }
  return ends;
}

}  // namespace

TEST_CASE("what a run puts forward counts beside what had arrived, and once when it comes itself",
          "[runs]") {
  const std::vector<PutForward> run{{"may", nth_day(20), pennies(600), pennies(400)}};
  CHECK(reconcile::committed(run, {{nth_day(0), pennies(600)}}) == pennies(1000));
  CHECK(reconcile::committed(run, {{nth_day(0), pennies(600)}, {nth_day(22), pennies(400)}}) ==
        pennies(1000));
  // The 600 went back, or turned out to be the payment of something else.
  CHECK(reconcile::committed(run, {{nth_day(0), pennies(600)}, {nth_day(30), pennies(-600)}}) ==
        pennies(400));
  CHECK(reconcile::committed(run, {}) == pennies(400));
}

TEST_CASE("a line that comes to light after the run may be what the run sent", "[runs]") {
  CHECK(reconcile::committed({{"may", nth_day(20), {}, pennies(1000)}},
                             {{nth_day(20), pennies(1000)}}) == pennies(1000));
}

TEST_CASE("whatever is sent, comes, goes back and changes, what counts as paid is what was sent",
          "[runs]") {
  CHECK(all_from({}, 6) > 10000);
}

TEST_CASE("several instalments of a day are paid together what was committed or came, no more",
          "[runs]") {
  for (int at = 0; at < 4 * 4 * 5 * 5 * 9; ++at) {
    const std::vector<ToPay> both{{pennies(at % 4), pennies(at / 16 % 5)},
                                  {pennies(at / 4 % 4), pennies(at / 80 % 5)}};
    const auto committed = pennies(at / 400);
    const auto paid = reconcile::paid_before(both, committed);
    Money due, arrived, all, used, used_by_arrivals;
    for (std::size_t i = 0; i < both.size(); ++i) {
      due += both[i].due;
      arrived += both[i].arrived;
      all += paid[i];
      used += std::min(paid[i], both[i].due);
      used_by_arrivals += std::min(both[i].arrived, both[i].due);
      if (committed.is_zero()) REQUIRE(paid[i] == both[i].arrived);
    }
    REQUIRE(all == std::max(committed, arrived));
    REQUIRE(used >= std::max(std::min(committed, due), used_by_arrivals));
  }
}

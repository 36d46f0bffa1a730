// Workers and their payslips; errors that a payslip shows by itself.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"

#include <algorithm>

namespace accuracy {
namespace {

struct Thresholds {
  Pence allowance, employee_ni, employer_ni, pension;
};
Thresholds thresholds(const std::string& rhythm) {
  if (rhythm == "week") return {24173, 24200, 9600, 12000};
  if (rhythm == "4 weeks") return {96692, 96800, 38400, 48000};
  return {104750, 104800, 41700, 52000};
}
Pence part_above(Pence gross, Pence threshold, Pence percent) {
  return std::max<Pence>(0, gross - threshold) * percent / 100;
}

void reckon(Payslip& slip, const Worker& worker) {
  const auto limit = thresholds(worker.rhythm);
  slip.gross = slip.hours * slip.rate;
  slip.tax = part_above(slip.gross, limit.allowance, 20);
  slip.employee_ni = part_above(slip.gross, limit.employee_ni, 8);
  slip.employer_ni = part_above(slip.gross, limit.employer_ni, 15);
  slip.employee_pension = worker.pensioned ? part_above(slip.gross, limit.pension, 5) : 0;
  slip.employer_pension = worker.pensioned ? part_above(slip.gross, limit.pension, 3) : 0;
  slip.net = slip.gross - slip.tax - slip.employee_ni - slip.employee_pension - slip.other;
}

Worker make_worker(const Story& story, int number, const std::string& rhythm) {
  auto& random = story.random;
  Worker worker;
  worker.ref = "W" + std::to_string(number);
  worker.rhythm = rhythm;
  worker.rate = random.between(1260, 1490);
  worker.hours = rhythm == "week"      ? random.between(10, 28)
                 : rhythm == "4 weeks" ? random.between(44, 96)
                                       : random.between(50, 104);
  worker.constant = random.chance(35);
  worker.pensioned = random.chance(70);
  const auto last = [](const std::string& name) { return name.substr(name.find(' ') + 1); };
  const auto known = [&](const std::string& surname) {
    return last(story.person.name) == surname ||
           std::ranges::any_of(story.person.workers,
                               [&](const auto& other) { return last(other.name) == surname; });
  };
  do {
    worker.name = std::string{random.pick(first_names)} + " " + std::string{random.pick(surnames)};
  } while (known(last(worker.name)));
  worker.shown = show_person(random, story.noise, worker.name);
  return worker;
}

std::vector<ledger::Period> pay_periods(const std::string& rhythm) {
  std::vector<ledger::Period> periods;
  if (rhythm == "month") {
    for (int month = 0; month < 12; ++month) {
      const auto first = plus_months(first_day(), month);
      periods.push_back({first, plus_days(plus_months(first, 1), -1)});
    }
    return periods;
  }
  const int length = rhythm == "week" ? 7 : 28;
  for (auto first = first_day(); plus_days(first, length - 1) <= as_of();
       first = plus_days(first, length)) {
    periods.push_back({first, plus_days(first, length - 1)});
  }
  return periods;
}

Date pay_day(const ledger::Period& period, const std::string& rhythm) {
  return working_until(rhythm == "month" ? plus_days(period.first, 27)
                                         : plus_days(period.last, -3));
}

void pay_slips(const Story& story, std::size_t number) {
  auto& person = story.person;
  const auto& worker = person.workers[number];
  for (const auto& period : pay_periods(worker.rhythm)) {
    if (!person.died.empty() && text(period.first) > person.died) continue;
    if (!worker.to.empty() && text(period.first) > worker.to) continue;
    if (text(period.last) < worker.from) continue;
    Payslip slip{.worker = number, .period = period, .pay_date = pay_day(period, worker.rhythm)};
    slip.hours = worker.hours + (worker.constant ? 0 : story.random.between(-4, 6));
    slip.rate = worker.rate;
    slip.other = story.random.chance(3) ? 2000 : 0;
    reckon(slip, worker);
    person.payslips.push_back(std::move(slip));
  }
}

/// A payslip in the middle of the year that nothing else was done to.
Payslip* victim(const Story& story, bool any = true) {
  std::vector<Payslip*> free;
  for (auto& slip : story.person.payslips) {
    const bool middle = day(2025, 5, 1) < slip.pay_date && slip.pay_date < day(2026, 2, 10);
    if (!any && is_one_of_many(story.person, slip)) continue;
    if (middle && !slip.taken && slip.how == How::plain) free.push_back(&slip);
  }
  if (free.empty()) return nullptr;
  auto* chosen = free[static_cast<std::size_t>(story.random.between(0, std::ssize(free) - 1))];
  chosen->taken = true;
  return chosen;
}

void plant_payments(const Story& story) {
  const auto plant = [&](std::string_view name, How how) {
    if (!story.has(name)) return;
    if (auto* slip = victim(story, how != How::twice && how != How::returned)) slip->how = how;
  };
  plant("net-pay-unpaid", How::unpaid);
  plant("duplicate-payment", How::twice);
  plant("returned-payment", How::returned);
  plant("overpaid", How::rounded);
  plant("underpaid", How::transposed);
  if (story.has("lost-payslip") && story.person.summaries) {
    if (auto* slip = victim(story)) {
      slip->how = How::lost;
      slip->written = 0;
      story.person.workers[slip->worker].pensioned = false;
    }
  }
  if (story.has("duplicate-payslip")) {
    if (auto* slip = victim(story)) slip->written = 2;
  }
  if (story.has("payslip-arithmetic")) {
    if (auto* slip = victim(story)) slip->net += 1000, slip->code = "payslip-arithmetic";
  }
  if (story.has("below-minimum-wage")) {
    if (auto* slip = victim(story)) {
      slip->rate = 1120;
      reckon(*slip, story.person.workers[slip->worker]);
      slip->code = "below-minimum-wage";
    }
  }
}

/// A payslip for somebody or some days that there should be none for.
void plant_extra(const Story& story, std::string_view code, const Worker& who, Date first) {
  auto& person = story.person;
  person.workers.push_back(who);
  auto& worker = person.workers.back();
  Payslip slip{.worker = person.workers.size() - 1,
               .period = {first, plus_days(first, 27)},
               .pay_date = working_until(plus_days(first, 24))};
  slip.hours = worker.hours;
  slip.rate = worker.rate;
  reckon(slip, worker);
  slip.taken = true;
  slip.code = code;
  person.payslips.push_back(std::move(slip));
}

void plant_extras(const Story& story) {
  auto& person = story.person;
  const auto next = [&] { return static_cast<int>(person.workers.size()) + 1; };
  if (story.has("ghost-worker")) {
    auto ghost = make_worker(story, 90, "4 weeks");
    ghost.listed = false;
    plant_extra(story, "ghost-worker", ghost, day(2025, 9, 1));
  }
  if (story.has("paid-after-end")) {
    auto leaver = make_worker(story, next(), "4 weeks");
    leaver.to = "2025-08-31";
    plant_extra(story, "paid-after-end", leaver, day(2025, 9, 15));
  }
  if (story.has("paid-before-start")) {
    auto starter = make_worker(story, next(), "4 weeks");
    starter.from = "2025-11-01";
    plant_extra(story, "paid-before-start", starter, day(2025, 9, 22));
  }
  if (!person.died.empty()) {
    auto& worker = person.workers.front();
    Payslip slip{.worker = 0,
                 .period = {day(2025, 12, 1), day(2025, 12, 28)},
                 .pay_date = day(2025, 12, 22)};
    slip.hours = 40;
    slip.rate = worker.rate;
    reckon(slip, worker);
    slip.taken = true;
    slip.code = "paid-after-death";
    person.payslips.push_back(std::move(slip));
  }
}

/// Two of one surname, initial, hours and rate: "AMY JONES" and "ALAN JONES".
void make_twins(const Story& story) {
  auto& workers = story.person.workers;
  static constexpr std::array<std::string_view, 4> pairs{"Alan Amelia", "Derek Daphne",
                                                         "Peter Paula", "Gareth Gwen"};
  const std::string pair{story.random.pick(pairs)};
  const auto gap = pair.find(' ');
  const auto surname = workers[0].name.substr(workers[0].name.find(' '));
  workers[0].name = pair.substr(0, gap) + surname;
  workers[1] = workers[0];
  workers[1].ref = "W2";
  workers[1].name = pair.substr(gap + 1) + surname;
  for (std::size_t i = 0; i < 2; ++i) {
    workers[i].constant = true;
    workers[i].shown = upper(workers[i].name);
  }
}

void choose_twins(const Story& story) {
  auto& slips = story.person.payslips;
  std::vector<Date> days;
  for (const auto& slip : slips) {
    if (slip.worker == 0 && slip.pay_date < day(2026, 2, 1)) days.push_back(slip.pay_date);
  }
  const auto both = days[days.size() / 3];
  const auto single = days[days.size() * 2 / 3];
  for (auto& slip : slips) {
    if (slip.worker > 1) continue;
    slip.other = 0;
    reckon(slip, story.person.workers[slip.worker]);
    slip.taken = true;
    if (slip.pay_date == both) slip.how = How::twin;
    if (slip.pay_date == single) slip.how = How::twin_single;
  }
}

}  // namespace

bool is_one_of_many(const Person& person, const Payslip& slip) {
  return std::ranges::any_of(person.payslips, [&](const Payslip& other) {
    return &other != &slip && other.worker == slip.worker && other.net == slip.net &&
           std::abs(other.pay_date - slip.pay_date) <= 14;
  });
}

void employ(Story& story) {
  auto& person = story.person;
  auto& random = story.random;
  static constexpr std::array<std::string_view, 3> rhythms{"4 weeks", "month", "week"};
  const std::string rhythm{rhythms[static_cast<std::size_t>(random.chance(42)   ? 0
                                                            : random.chance(70) ? 1
                                                                                : 2)]};
  const auto count = random.between(2, 4);
  for (int number = 1; number <= count; ++number) {
    const bool weekly = number == count && number > 2 && random.chance(30);
    person.workers.push_back(make_worker(story, number, weekly ? "week" : rhythm));
  }
  if (story.has("twins")) make_twins(story);
  if (story.has("household-family-paid")) person.workers.back().relation = "household-family";
  for (std::size_t worker = 0; worker < person.workers.size(); ++worker) pay_slips(story, worker);
  if (story.has("twins")) choose_twins(story);
  plant_payments(story);
  plant_extras(story);
  for (auto& slip : person.payslips) {
    const auto& worker = person.workers[slip.worker];
    if (slip.how == How::lost && slip.pension() > 0) {
      slip.employee_pension = slip.employer_pension = 0;
      slip.net = slip.gross - slip.tax - slip.employee_ni - slip.other;
    }
    slip.key = "net-pay:" + person.ref + ":" + worker.ref + ":" + text(slip.pay_date);
    if (slip.written == 0) continue;
    const bool told = slip.code == "ghost-worker" || slip.code.starts_with("paid-");
    person.items.push_back({.key = slip.key,
                            .of = Of::net_pay,
                            .amount = -slip.net,
                            .due = slip.pay_date,
                            .arises = slip.pay_date,
                            .told_by_payslip = told});
  }
}

}  // namespace accuracy

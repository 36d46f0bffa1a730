#include "bench/year.hpp"

#include "bench/names.hpp"
#include "bench/random.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

namespace bench {
namespace {

Date day(int year, int month, int of_month) {
  return Date::of(year, month, of_month).value();
}

Date working_day_after(Date date) {
  return date.weekday() < 5 ? date : plus_days(date, 7 - date.weekday());
}
Date working_day_before(Date date) {
  return date.weekday() < 5 ? date : plus_days(date, 4 - date.weekday());
}

/// Thresholds of 2025-26 for one pay period (HMRC, The Pensions Regulator).
struct Thresholds {
  Pence allowance, employee_ni, employer_ni, pension;
};
Thresholds thresholds(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::week:
      return {24173, 24200, 9600, 12000};
    case Rhythm::four_weeks:
      return {96692, 96800, 38400, 48000};
    case Rhythm::month:
      break;
  }
  return {104750, 104800, 41700, 52000};
}
Pence percent_above(Pence gross, Pence threshold, Pence percent) {
  return std::max<Pence>(0, gross - threshold) * percent / 100;
}

struct PayPeriod {
  ledger::Period period;
  Date pay_date;
};

std::vector<PayPeriod> pay_periods(Rhythm rhythm) {
  std::vector<PayPeriod> periods;
  if (rhythm == Rhythm::month) {
    for (int month = 0; month < 12; ++month) {
      const Date first = plus_months(day(2025, 4, 1), month);
      const Date last = plus_days(plus_months(first, 1), -1);
      periods.push_back({{first, last}, working_day_before(plus_days(first, 27))});
    }
    return periods;
  }
  const int length = rhythm == Rhythm::week ? 7 : 28;
  const Date end = day(2026, 3, 31);
  for (Date first = day(2025, 4, 1); plus_days(first, length - 1) <= end;
       first = plus_days(first, length)) {
    periods.push_back({{first, plus_days(first, length - 1)}, plus_days(first, length - 4)});
  }
  return periods;
}

void employ(Person& person, Random& random) {
  struct Shape {
    int workers;
    Rhythm rhythm;
  };
  static constexpr std::array<Shape, 6> shapes{{{3, Rhythm::four_weeks},
                                                {4, Rhythm::month},
                                                {3, Rhythm::month},
                                                {4, Rhythm::four_weeks},
                                                {3, Rhythm::four_weeks},
                                                {4, Rhythm::month}}};
  const Shape shape = shapes[static_cast<std::size_t>(person.number % 6)];
  for (int k = 1; k <= shape.workers; ++k) {
    Worker worker;
    worker.ref = "W" + std::to_string(k);
    worker.rhythm = shape.rhythm;
    // One person in six has one carer on a weekly wage for part of the year.
    if (person.number % 6 == 4 && k == shape.workers) worker.rhythm = Rhythm::week;
    do {
      worker.name =
          std::string{random.pick(first_names)} + " " + std::string{random.pick(surnames)};
    } while (std::any_of(person.workers.begin(), person.workers.end(),
                         [&](const Worker& other) { return other.name == worker.name; }));
    worker.rate = random.between(1230, 1480);
    switch (worker.rhythm) {
      case Rhythm::week:
        worker.hours = random.between(12, 30);
        break;
      case Rhythm::four_weeks:
        worker.hours = random.between(48, 96);
        break;
      case Rhythm::month:
        worker.hours = random.between(52, 108);
        break;
    }
    person.workers.push_back(std::move(worker));
  }
}

Payslip payslip(std::size_t number, const Worker& worker, const PayPeriod& when, Random& random) {
  Payslip slip{.worker = number, .period = when.period, .pay_date = when.pay_date};
  slip.hours = worker.hours + random.between(-4, 4);
  slip.rate = worker.rate;
  slip.gross = slip.hours * slip.rate;
  const Thresholds limit = thresholds(worker.rhythm);
  slip.tax = percent_above(slip.gross, limit.allowance, 20);
  slip.employee_ni = percent_above(slip.gross, limit.employee_ni, 8);
  slip.employer_ni = percent_above(slip.gross, limit.employer_ni, 15);
  slip.employee_pension = percent_above(slip.gross, limit.pension, 5);
  slip.employer_pension = percent_above(slip.gross, limit.pension, 3);
  slip.net = slip.gross - slip.tax - slip.employee_ni - slip.employee_pension;
  return slip;
}

/// How a bank shows a carer: their name in one of the ways that people type it.
std::string as_typed(const std::string& name, Random& random) {
  const auto gap = name.find(' ');
  const std::string first = name.substr(0, gap);
  const std::string last = name.substr(gap + 1);
  switch (random.between(0, 3)) {
    case 0:
      return first.substr(0, 1) + " " + last;
    case 1:
      return last + " " + first.substr(0, 1);
    default:
      return name;
  }
}

void pay_wages(Person& person, Random& random) {
  std::vector<std::string> shown;
  for (const Worker& worker : person.workers) shown.push_back(as_typed(worker.name, random));
  std::map<Date, Pence> runs;
  for (std::size_t k = 0; k < person.workers.size(); ++k) {
    int left = person.workers[k].rhythm == Rhythm::week ? 22 : 99;
    for (const PayPeriod& when : pay_periods(person.workers[k].rhythm)) {
      if (left-- == 0) break;
      const Payslip slip = payslip(k, person.workers[k], when, random);
      person.payslips.push_back(slip);
      // One person in twelve has the bureau pay everybody in one sum.
      if (person.number % 12 == 3) {
        runs[slip.pay_date] += slip.net;
        continue;
      }
      person.lines.push_back({slip.pay_date, -slip.net, "FPO", shown[k], "WAGES"});
      if (!random.chance(1)) continue;
      const Date back = working_day_after(plus_days(slip.pay_date, 2));
      person.lines.push_back({back, slip.net, "FPI", shown[k], "RETURNED PAYMENT"});
      person.lines.push_back({plus_days(back, 1), -slip.net, "FPO", shown[k], "WAGES"});
    }
  }
  for (const auto& [date, net] : runs) {
    person.lines.push_back({date, -net, "FPO", "PAYWISE PAYROLL SERVICES", "WAGES RUN"});
  }
}

/// Sums of one kind by the day on which they are paid, as far as the year goes.
void pay_by_day(Person& person, const std::map<Date, Pence>& sums, const std::string& type,
                const std::string& payee, const std::string& reference) {
  for (const auto& [date, amount] : sums) {
    if (amount == 0 || date > the_year().last) continue;
    person.lines.push_back({date, -amount, type, payee, reference});
  }
}

void pay_taxes(Person& person) {
  std::map<Date, Pence> paye;
  std::map<Date, Pence> pension;
  for (const Payslip& slip : person.payslips) {
    const ledger::TaxMonth month = ledger::tax_month_of(slip.pay_date);
    const Date due = person.quarterly_paye ? month.quarter_due() : month.due();
    paye[working_day_before(plus_days(due, -3))] += slip.paye();
    const Date contributions = ledger::month_of(slip.pay_date).contributions_due();
    pension[working_day_before(plus_days(contributions, -5))] += slip.pension();
  }
  const std::string office = "475PX" + std::to_string(10000000 + person.number);
  pay_by_day(person, paye, "FPO", "HMRC PAYE NIC", office);
  pay_by_day(person, pension, "DD", "NEST PENSION",
             "EMP" + std::to_string(300000000 + person.number));
}

Pence whole_pounds_up(Pence pence) {
  return (pence + 99) / 100 * 100;
}

std::string upper(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

void buy_agency_hours(Person& person, Random& random) {
  if (person.number % 2 != 0) return;
  person.agency = random.pick(agencies);
  Pence total = 0;
  Pence together = 0;  // an invoice left to be paid with the next one
  for (int month = 0; month < 12; ++month) {
    const Date date = plus_months(day(2025, 4, 27), month);
    Invoice invoice{.number = std::to_string(4000 + month * 7 + person.number % 1000),
                    .date = date,
                    .due = plus_days(date, 14),
                    .amount = random.between(8, 24) * random.between(2150, 2450)};
    total += invoice.amount;
    together += invoice.amount;
    const Date paid = working_day_after(plus_days(invoice.due, -2));
    person.invoices.push_back(std::move(invoice));
    const bool waits = month % 6 == 1 && random.chance(40);
    if (waits || paid > the_year().last) continue;
    person.lines.push_back({paid, -together, "FPO", upper(person.agency), person.ref});
    together = 0;
  }
  person.plan.push_back({"agency", "agency", whole_pounds_up(total), {upper(person.agency)}, ""});
}

void pay_regulars(Person& person) {
  for (int month = 0; month < 12; ++month) {
    const Date due = plus_months(day(2025, 4, 15), month);
    person.lines.push_back(
        {working_day_after(due), -2400, "DD", "PAYWISE PAYROLL SERVICES", "FEE"});
  }
  person.plan.push_back({"payroll",
                         "payroll-fee",
                         28800,
                         {"PAYWISE PAYROLL SERVICES"},
                         "each = \"24.00\"\nevery = \"month\"\nfirst = 2025-04-15\n"});
  person.lines.push_back({day(2025, 4, 10), -9600, "FPO", "FERNLEAF INSURANCE", person.ref});
  person.plan.push_back({"insurance",
                         "insurance",
                         9600,
                         {"FERNLEAF INSURANCE"},
                         "each = \"96.00\"\nevery = \"once\"\nfirst = 2025-04-10\n"});
}

void go_out(Person& person, Random& random) {
  const std::string one = upper(random.pick(activities));
  std::string two = one;
  while (two == one) two = upper(random.pick(activities));
  Pence total = 0;
  for (int visit = 0; visit < 24; ++visit) {
    const Date date =
        plus_days(day(2025, 4, 7), visit * 15 + static_cast<int>(random.between(0, 6)));
    if (date > the_year().last) break;
    const Pence price = random.between(24, 90) * 50;
    total += price;
    person.lines.push_back({date, -price, "DEB", random.chance(50) ? one : two, ""});
  }
  person.plan.push_back({"garden", "activities", whole_pounds_up(total), {one, two}, ""});
}

void make_noise(Person& person, Random& random) {
  const auto times = random.between(0, 6);
  for (std::int64_t k = 0; k < times; ++k) {
    const Date date = plus_days(day(2025, 4, 14), static_cast<int>(random.between(0, 340)));
    if (random.chance(30)) {
      person.lines.push_back({date, -random.between(1, 8) * 1000, "CPT", "CASH MARKET SQUARE", ""});
    } else {
      person.lines.push_back(
          {date, -random.between(350, 6400), "DEB", upper(random.pick(strangers)), ""});
    }
  }
}

void agree_and_fund(Person& person, Random& random) {
  Pence wages = 0;
  for (const Payslip& slip : person.payslips) wages += slip.cost();
  std::vector<std::string> refs;
  for (const Worker& worker : person.workers) refs.push_back(worker.ref);
  person.plan.insert(person.plan.begin(), {"team", "pa-wages", whole_pounds_up(wages), refs, ""});
  Pence planned = 0;
  for (const PlanLine& line : person.plan) planned += line.amount;
  // What is agreed is a whole number of pounds an instalment, so that instalments reach it exactly.
  const Pence instalments = person.funded_by_month ? 12 : 13;
  const Pence step = instalments * 100;
  person.agreed = (planned + planned * 4 / 52 + step - 1) / step * step;
  person.contingency = person.agreed - planned;
  person.instalment = person.agreed / instalments;
  person.opening = random.between(20, 60) * 10000;
  for (int k = 0; k < instalments; ++k) {
    const Date due = person.funded_by_month ? plus_months(day(2025, 4, 5), k)
                                            : plus_days(day(2025, 4, 4), 28 * k);
    person.lines.push_back({working_day_after(due), person.instalment, "BGC", "NHS TRENTSHIRE ICB",
                            "PHB " + person.ref});
  }
}

}  // namespace

ledger::Period the_year() {
  return {day(2025, 4, 1), day(2026, 3, 31)};
}

Person make_person(std::int64_t number, std::uint64_t seed) {
  Random random{seed * 1'000'003U + static_cast<std::uint64_t>(number)};
  Person person;
  person.number = number;
  const std::string digits = std::to_string(number);
  person.ref = "P" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  person.name = std::string{random.pick(first_names)} + " " + std::string{random.pick(surnames)};
  person.bank = static_cast<Bank>(random.between(0, 3));
  person.files = static_cast<int>(1 + random.between(0, 1) * random.between(1, 3));
  person.files = person.files == 3 ? 4 : person.files;
  person.quarterly_paye = number % 2 == 1;
  person.funded_by_month = number % 5 < 2;
  employ(person, random);
  pay_wages(person, random);
  pay_taxes(person);
  buy_agency_hours(person, random);
  pay_regulars(person);
  go_out(person, random);
  make_noise(person, random);
  agree_and_fund(person, random);
  std::erase_if(person.lines, [](const BankLine& line) { return line.date > the_year().last; });
  std::stable_sort(person.lines.begin(), person.lines.end(),
                   [](const BankLine& a, const BankLine& b) { return a.date < b.date; });
  return person;
}

}  // namespace bench

// How wages, PAYE and pension leave the account.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"

#include <algorithm>
#include <map>

namespace accuracy {
namespace {

std::string shown(const Story& story, const Payslip& slip) {
  const auto& worker = story.person.workers[slip.worker];
  if (story.has("twins") && slip.worker < 2) return worker.shown;
  return story.random.chance(85) ? worker.shown
                                 : show_person(story.random, story.noise, worker.name);
}

Date paid_on(const Story& story, const Payslip& slip) {
  const auto most = story.noise == Noise::low ? 0 : story.noise == Noise::middle ? 1 : 2;
  const auto date = plus_days(slip.pay_date, static_cast<int>(story.random.between(-most, most)));
  return std::min(working_from(date), as_of());
}

Line wage(const Story& story, const Payslip& slip, Date date, Pence amount, std::string kind) {
  return {.date = date,
          .amount = amount,
          .payee = shown(story, slip),
          .reference = wage_reference(story.random, story.noise, date),
          .type = "FPO",
          .kind = std::move(kind),
          .truth = Truth::settles,
          .shares = {{slip.key, amount}}};
}

/// Up to the pound, or to ten: always more than what was due.
Pence rounded_up(Random& random, Pence pence) {
  const Pence step = random.chance(60) ? 100 : 1000;
  const auto up = (pence + step - 1) / step * step;
  return up == pence ? pence + step : up;
}

/// The first two neighbouring digits that differ change places, so that less is paid.
Pence transposed(Pence pence) {
  auto digits = std::to_string(pence);
  for (std::size_t i = 0; i + 3 < digits.size(); ++i) {
    if (digits[i] <= digits[i + 1] || (i == 0 && digits[1] == '0')) continue;
    std::swap(digits[i], digits[i + 1]);
    return std::stoll(digits);
  }
  return pence - 900;
}

void pay_back_and_again(const Story& story, const Payslip& slip, bool again) {
  const auto date = paid_on(story, slip);
  const auto first = story.add(wage(story, slip, date, -slip.net, "returned-sent"));
  const auto back = working_from(plus_days(date, static_cast<int>(story.random.between(1, 4))));
  const bool says = story.random.chance(story.noise == Noise::high ? 60 : 90);
  story.add({.date = back,
             .amount = slip.net,
             .payee = first.payee,
             .reference = says ? "RETURNED PAYMENT" : "",
             .type = "FPI",
             .kind = "returned-back",
             .truth = Truth::reversal,
             .other = first.id});
  if (!again) return;
  auto line = wage(story, slip, working_from(plus_days(back, 1)), -slip.net, "returned-paid-again");
  line.payee = first.payee;
  story.add(std::move(line));
}

void pay_in_parts(const Story& story, const Payslip& slip) {
  const Pence advance = slip.net > 30000 ? story.random.between(1, 2) * 10000 : 5000;
  const auto early =
      working_until(plus_days(slip.pay_date, -static_cast<int>(story.random.between(3, 9))));
  auto first = wage(story, slip, std::max(early, first_day()), -advance, "wage-in-parts");
  if (story.random.chance(60)) first.reference = "ADVANCE";
  story.add(std::move(first));
  story.add(wage(story, slip, paid_on(story, slip), -(slip.net - advance), "wage-in-parts"));
}

void pay_twin(const Story& story, const Payslip& slip) {
  if (slip.worker != 0) return;
  auto& person = story.person;
  const auto name = upper(person.workers[0].name);
  const auto other = "net-pay:" + person.ref + ":W2:" + text(slip.pay_date);
  const int times = slip.how == How::twin ? 2 : 1;
  for (int k = 0; k < times; ++k) {
    story.add({.date = slip.pay_date,
               .amount = -slip.net,
               .payee = name.substr(0, 1) + name.substr(name.find(' ')),
               .reference = "WAGES",
               .type = "FPO",
               .kind = times == 2 ? "twins-two-lines" : "twins-one-line",
               .truth = Truth::undecidable,
               .shares = {{slip.key, -slip.net}, {other, -slip.net}}});
  }
}

void pay_twice(const Story& story, const Payslip& slip) {
  const auto date = paid_on(story, slip);
  const auto first = story.add(wage(story, slip, date, -slip.net, "wage"));
  const auto later = plus_days(date, static_cast<int>(story.random.between(0, 3)));
  auto again = wage(story, slip, working_from(later), -slip.net, "duplicate");
  again.truth = Truth::duplicate;
  again.payee = first.payee;
  again.code = "duplicate-payment";
  story.add(std::move(again));
}

void pay_one(const Story& story, const Payslip& slip) {
  auto& random = story.random;
  const auto date = paid_on(story, slip);
  const bool twin = story.has("twins") && slip.worker < 2;
  switch (slip.how) {
    case How::plain: {
      auto line = wage(story, slip, date, -slip.net, twin ? "twins-by-name" : "wage");
      if (!slip.code.empty()) line.kind = "wage-of-odd-payslip";
      story.add(std::move(line));
      return;
    }
    case How::late: {
      const auto late = plus_days(slip.pay_date, static_cast<int>(random.between(5, 12)));
      story.add(wage(story, slip, working_from(late), -slip.net, "wage-late"));
      return;
    }
    case How::parts:
      return pay_in_parts(story, slip);
    case How::repaid:
      return pay_back_and_again(story, slip, true);
    case How::returned:
      return pay_back_and_again(story, slip, false);
    case How::twice:
      return pay_twice(story, slip);
    case How::rounded: {
      auto line = wage(story, slip, date, -slip.net, "overpaid");
      line.amount = -rounded_up(random, slip.net);
      story.add(std::move(line));
      return;
    }
    case How::transposed:
      story.add(wage(story, slip, date, -transposed(slip.net), "underpaid"));
      return;
    case How::lost: {
      auto line = wage(story, slip, date, -slip.net, "wage-without-payslip");
      line.truth = Truth::undocumented;
      line.shares.clear();
      line.plan_line = "2025/team";
      story.add(std::move(line));
      return;
    }
    case How::twin:
    case How::twin_single:
      return pay_twin(story, slip);
    case How::unpaid:
    case How::joined:
      return;
  }
}

/// Some ordinary payslips are paid in parts, together with the next, or twice for once returned.
void vary(const Story& story) {
  auto& slips = story.person.payslips;
  for (std::size_t i = 0; i < slips.size(); ++i) {
    auto& slip = slips[i];
    if (slip.taken || slip.how != How::plain || slip.pay_date < day(2025, 4, 20)) continue;
    if (story.person.payroll_run || slip.pay_date > day(2026, 3, 10)) continue;
    if (story.chance(2, 4, 6))
      slip.how = How::parts;
    else if (story.chance(1, 2, 3) && !is_one_of_many(story.person, slip))
      slip.how = How::repaid;
    else if (story.chance(1, 1, 2) && !is_one_of_many(story.person, slip))
      slip.how = How::late;
    const bool next = i + 1 < slips.size() && slips[i + 1].worker == slip.worker &&
                      !slips[i + 1].taken && slips[i + 1].how == How::plain;
    if (next && slip.how == How::plain && story.chance(2, 4, 6)) {
      slip.how = How::joined;
      slip.taken = slips[i + 1].taken = true;
    }
  }
}

void pay_joined(const Story& story) {
  auto& slips = story.person.payslips;
  for (std::size_t i = 0; i + 1 < slips.size(); ++i) {
    if (slips[i].how != How::joined) continue;
    auto line = wage(story, slips[i + 1], paid_on(story, slips[i + 1]), -slips[i + 1].net,
                     "weeks-together");
    line.amount -= slips[i].net;
    line.shares.push_back({slips[i].key, -slips[i].net});
    slips[i + 1].how = How::joined;
    story.add(std::move(line));
    ++i;
  }
}

void pay_runs(const Story& story) {
  std::map<Date, Line> runs;
  for (auto& slip : story.person.payslips) {
    if (slip.how != How::plain || !slip.code.empty()) continue;
    const auto [at, first] = runs.try_emplace(
        slip.pay_date, Line{.date = std::min(working_from(slip.pay_date), as_of()),
                            .payee = upper(story.person.plan.front().payees.front()),
                            .reference = story.random.chance(60) ? "WAGES RUN" : "BACS RUN",
                            .type = "FPO",
                            .kind = "payroll-run",
                            .truth = Truth::settles});
    at->second.amount -= slip.net;
    at->second.shares.push_back({slip.key, -slip.net});
    slip.how = How::joined;
  }
  for (auto& [date, line] : runs) story.add(std::move(line));
}

// --- HMRC and the pension provider ---

struct Bill {
  std::vector<Share> shares;
  Pence amount = 0;
};

/// Whether what is left of a bill without its last part is the sum of no other parts.
bool is_told_by_sum(const Bill& bill) {
  return bill.shares.size() > 1 &&
         std::ranges::count(bill.shares, bill.shares.back().amount, &Share::amount) == 1;
}

void pay_bill(const Story& story, const Line& like, Date due, const Bill& bill,
              std::string_view plant) {
  auto date = working_until(plus_days(due, -static_cast<int>(story.random.between(0, 6))));
  if (date > as_of() || bill.amount == 0) return;
  const bool middle = day(2025, 6, 1) < due && due < day(2026, 2, 28);
  const auto mark = "did-" + std::string{plant};
  if (middle && story.has(plant) && !story.has(mark) && story.random.chance(50)) {
    story.person.planted.insert(mark);
    return;
  }
  auto line = like;
  line.date = date;
  line.amount = bill.amount;
  line.shares = bill.shares;
  const bool again = middle && plant == "paye-overdue" && story.has("paye-short") &&
                     !story.has("did-short") && is_told_by_sum(bill);
  if (again) {
    story.person.planted.insert("did-short");
    line.kind = "paye-quarter-short";
    line.amount -= line.shares.back().amount;
    line.shares.pop_back();
  }
  story.add(std::move(line));
}

void pay_hmrc(const Story& story) {
  auto& person = story.person;
  std::map<ledger::TaxMonth, Summary> months;
  for (const auto& slip : person.payslips) {
    if (slip.written == 0 && !person.summaries) continue;
    auto& month =
        months.try_emplace(tax_month_of(slip.pay_date), Summary{tax_month_of(slip.pay_date)})
            .first->second;
    month.tax += slip.tax;
    month.employee_ni += slip.employee_ni;
    month.employer_ni += slip.employer_ni;
  }
  std::map<Date, Bill> bills;
  for (auto& [when, month] : months) {
    month.due = month.tax + month.employee_ni + (person.summaries ? 0 : month.employer_ni);
    if (person.summaries) person.summary.push_back(month);
    if (month.due == 0) continue;
    const auto due = person.quarterly_paye ? when.quarter_due() : when.due();
    const auto key = "paye:" + person.ref + ":" + text(when);
    person.items.push_back({.key = key,
                            .of = Of::paye,
                            .amount = -month.due,
                            .due = due,
                            .arises = when.period().last});
    bills[due].shares.push_back({key, -month.due});
    bills[due].amount -= month.due;
  }
  static constexpr std::array<std::string_view, 4> spelled{"HMRC PAYE NIC", "HMRC CUMBERNAULD",
                                                           "HM REVENUE & CUSTOMS", "HMRC - PAYE"};
  const Line like{.date = first_day(),
                  .payee = std::string{story.random.pick(spelled)},
                  .reference = "475PX" + std::to_string(10000000 + person.number),
                  .type = "FPO",
                  .kind = person.quarterly_paye ? "paye-quarter" : "paye-month",
                  .truth = Truth::settles};
  for (const auto& [due, bill] : bills) pay_bill(story, like, due, bill, "paye-overdue");
}

void pay_pension(const Story& story) {
  auto& person = story.person;
  struct Month {
    Pence amount = 0;
    Date last;
  };
  std::map<ledger::Month, Month> months;
  for (const auto& slip : person.payslips) {
    if (slip.pension() == 0 || slip.written == 0) continue;
    auto& month =
        months.try_emplace(month_of(slip.pay_date), Month{0, slip.pay_date}).first->second;
    month.amount += slip.pension();
    month.last = std::max(month.last, slip.pay_date);
  }
  static constexpr std::array<std::string_view, 3> spelled{"NEST", "NOW PENSIONS LTD",
                                                           "THE PEOPLES PENSION"};
  const Line like{.date = first_day(),
                  .payee = std::string{story.random.pick(spelled)},
                  .reference = "EMP" + std::to_string(300000000 + person.number),
                  .type = "DD",
                  .kind = "pension",
                  .truth = Truth::settles};
  for (const auto& [when, month] : months) {
    const auto key = "pension:" + person.ref + ":" + text(when);
    const auto due = when.contributions_due();
    person.items.push_back(
        {.key = key, .of = Of::pension, .amount = -month.amount, .due = due, .arises = month.last});
    pay_bill(story, like, due, {{{key, -month.amount}}, -month.amount}, "pension-overdue");
  }
}

}  // namespace

void pay_wages(Story& story) {
  vary(story);
  pay_joined(story);
  if (story.person.payroll_run) pay_runs(story);
  for (const auto& slip : story.person.payslips) pay_one(story, slip);
}

void pay_authorities(Story& story) {
  pay_hmrc(story);
  pay_pension(story);
}

}  // namespace accuracy

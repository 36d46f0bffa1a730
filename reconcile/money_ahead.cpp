#include "reconcile/money_ahead.hpp"

#include "ledger/schedule.hpp"
#include "reconcile/bearing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;

/// What is under way while the events are gathered.
struct Gathering {
  const PersonView& view;
  const BudgetPosition& position;
  const BudgetForecast& forecast;
  std::vector<Event> events{};

  Date tomorrow() const { return plus_days(view.as_of, 1); }
  Date last() const { return std::max(forecast.until, tomorrow()); }
  /// What a budget bears of an item that is not settled yet, as a size.
  Money open_part(const ItemView& item) const {
    Money part;
    for (const auto& of : item.item.parts) {
      if (of.budget == position.budget) part += ledger::magnitude(of.amount);
    }
    return std::min(part, open_of(item));
  }
  /// The same, with what it has taken over.
  Money owed_part(const ItemView& item) const {
    Money part;
    for (const auto& of : item.item.parts) {
      if (falls_to(view, of, position.budget)) part += ledger::magnitude(of.amount);
    }
    return std::min(part, open_of(item));
  }
  static Money open_of(const ItemView& item) {
    const auto open = item.item.amount.is_negative() ? -item.open() : item.open();
    return ledger::at_least_nothing(open);
  }
  void pay(Date day, Flow flow, Money amount, Money cost = {}, const std::string& line = {}) {
    if (amount.is_zero() && cost.is_zero()) return;
    const auto out = forecast.has_bank ? amount : Money{};
    events.push_back({std::max(day, tomorrow()), flow, {}, out, cost, line});
  }
};

int grace(const PersonView& view, ItemKind kind) {
  const auto* name = kind == ItemKind::funding ? "funding-grace-days" : "contribution-grace-days";
  return view.parameters->days(name, view.as_of);
}

bool is_income(const ItemView& item) {
  return ledger::is_instalment(item.item.kind) && !item.item.held;
}

void add_income(Gathering& ahead) {
  for (const auto& item : ahead.view.items) {
    const auto& due = item.item;
    if (!is_income(item) || ahead.view.as_of > plus_days(due.due, grace(ahead.view, due.kind))) {
      continue;
    }
    const auto amount = ahead.open_part(item);
    if (amount.is_zero()) continue;
    const auto flow = due.kind == ItemKind::funding ? Flow::funding : Flow::contribution;
    ahead.events.push_back({std::max(due.due, ahead.tomorrow()), flow, amount, {}, {}, {}});
  }
}

/// What is owed today, on the days on which its items are due; what no item explains is due at once
/// or with the last of them.
void add_owed(Gathering& ahead, ItemKind kind, Flow flow, Money owed) {
  auto left = ledger::at_least_nothing(owed);
  auto day = ahead.tomorrow();
  for (const auto& item : ahead.view.items) {
    if (item.item.kind != kind || left.is_zero()) continue;
    const auto part = std::min(ahead.owed_part(item), left);
    if (part.is_zero()) continue;
    day = item.item.due;
    left -= part;
    ahead.pay(day, flow, part);
  }
  ahead.pay(day, flow, left);
}

void add_repayments(Gathering& ahead) {
  for (const auto& item : ahead.view.items) {
    if (item.item.kind != ItemKind::repayment || item.item.held) continue;
    ahead.pay(item.item.due, Flow::repayment, ahead.open_part(item));
  }
}

using ByLine = std::map<std::string, Money, std::less<>>;

/// The plan's regular payments as BudgetPosition counts them, each on its day; by line.
ByLine add_regulars(Gathering& ahead) {
  ByLine sums;
  const auto add = [&](const std::string& line, Date due, Money amount) {
    ahead.pay(due, Flow::regular, amount, amount, line);
    sums[line] += amount;
  };
  const auto& view = ahead.view;
  const auto days = view.parameters->days("regular-grace-days", view.as_of);
  for (const auto& item : view.items) {
    if (item.item.kind != ItemKind::regular || view.as_of > plus_days(item.item.due, days))
      continue;
    const auto& part = item.item.parts.front();
    if (part.budget != ahead.position.budget) continue;
    add(part.line, item.item.due, ledger::at_least_nothing(-item.open()));
  }
  if (ahead.forecast.has_bank) return sums;
  for (const auto& due : ledger::due_regulars(view.history())) {
    const bool ours = due.budget == ahead.position.budget && due.due > view.as_of;
    if (ours) add(due.line, due.due, due.amount);
  }
  return sums;
}

bool works_for(const ledger::PersonHistory& history, const ledger::Worker& worker,
               const std::string& budget, const std::string& line) {
  return std::ranges::any_of(shares_of(history, worker), [&](const ledger::Share& share) {
    return share.budget == budget && share.line == line;
  });
}

/// The step from one of two pay days to the next: so many weeks, else months.
ledger::Every rhythm(Date before, Date last) {
  const auto gap = last - before;
  if (gap == 28 && before.day() == last.day()) return ledger::Every::month;  // over a February
  for (const auto& [days, every] : {std::pair{7, ledger::Every::week},
                                    {14, ledger::Every::two_weeks},
                                    {28, ledger::Every::four_weeks}}) {
    if (gap == days) return every;
  }
  return ledger::Every::month;
}

/// When those whom a line pays are paid next.
struct PayDays {
  std::vector<Date> days;
  Date paid_until;  ///< their payslips pay them up to here; today when there are none
};

/// As the last two pay days were apart; month ends where nobody was paid twice yet. The last is the
/// budget's last day.
PayDays pay_days(const Gathering& ahead, const std::string& line) {
  std::set<Date> paid;
  std::optional<Date> until;
  std::map<std::string_view, bool> works;
  for (const auto& payslip : ahead.view.facts->payslips) {
    const auto& record = payslip.record;
    const auto [known, added] = works.try_emplace(record.worker);
    if (added) {
      const auto& history = ahead.view.history();
      const auto* worker = history.worker(record.worker);
      known->second = worker != nullptr && works_for(history, *worker, ahead.position.budget, line);
    }
    if (!known->second || record.pay_date > ahead.view.as_of) continue;
    paid.insert(record.pay_date);
    until = std::max(until, std::optional{record.period.last});
  }
  const ledger::Period days{ahead.tomorrow(), ahead.last()};
  auto made = paid.size() < 2
                  ? ledger::due_days(month_of(days.first).period().last, ledger::Every::month, days)
                  : ledger::due_days(*paid.rbegin(),
                                     rhythm(*std::next(paid.rbegin()), *paid.rbegin()), days);
  if (made.empty() || made.back() != days.last) made.push_back(days.last);
  return {std::move(made), std::min(until.value_or(ahead.view.as_of), ahead.view.as_of)};
}

/// What a line's workers are still to earn, shared out to their pay days by the days they close;
/// the first closes all since the last payslip.
void add_wages(Gathering& ahead, const std::string& line, Money amount) {
  const auto [days, paid_until] = pay_days(ahead, line);
  std::vector<std::int64_t> weights;
  auto before = paid_until;
  for (const auto day : days) {
    weights.push_back(day - before);
    before = day;
  }
  const auto parts = ledger::apportion(amount, weights);
  for (std::size_t i = 0; i < days.size(); ++i) {
    ahead.pay(days[i], Flow::wages, parts[i], parts[i], line);
  }
}

/// The same on every day until the budget ends.
void add_daily(Gathering& ahead, Flow flow, const std::string& line, Money amount) {
  if (amount.is_zero()) return;
  const auto first = ahead.tomorrow();
  const auto count = static_cast<std::size_t>(ahead.last() - first + 1);
  const auto parts = ledger::apportion(amount, std::vector<std::int64_t>(count, 1));
  for (std::size_t i = 0; i < count; ++i) {
    ahead.pay(plus_days(first, static_cast<std::int32_t>(i)), flow, parts[i], parts[i], line);
  }
}

void add_lines(Gathering& ahead) {
  const auto regular = add_regulars(ahead);
  for (const auto& line : ahead.forecast.lines) {
    const auto found = regular.find(line.ref);
    const auto known = found == regular.end() ? Money{} : found->second;
    const auto rest = ledger::at_least_nothing(line.committed - known);
    if (ahead.forecast.has_bank && !rest.is_zero()) add_wages(ahead, line.ref, rest);
    if (!ahead.forecast.has_bank) add_daily(ahead, Flow::services, line.ref, rest);
    add_daily(ahead, Flow::spending, line.ref, line.to_come.middle - line.committed);
  }
}

}  // namespace

std::vector<Event> events_ahead(const PersonView& view, const BudgetPosition& position,
                                const BudgetForecast& forecast) {
  Gathering ahead{view, position, forecast};
  if (forecast.has_bank) {
    if (forecast.phase != BudgetPhase::not_agreed) add_income(ahead);
    const auto& owed = position.owed;
    add_owed(ahead, ItemKind::net_pay, Flow::net_pay, owed.net_pay);
    add_owed(ahead, ItemKind::paye, Flow::paye, owed.paye);
    add_owed(ahead, ItemKind::pension, Flow::pension, owed.pension);
    add_owed(ahead, ItemKind::invoice, Flow::supplier, owed.suppliers);
    ahead.pay(ahead.tomorrow(), Flow::other_owed, ledger::at_least_nothing(owed.other));
    add_repayments(ahead);
  }
  if (forecast.phase == BudgetPhase::running) add_lines(ahead);
  std::ranges::stable_sort(ahead.events, [](const Event& a, const Event& b) {
    return std::tie(a.day, a.flow) < std::tie(b.day, b.flow);
  });
  return std::move(ahead.events);
}

bool falls_to(const PersonView& view, const ledger::ItemPart& part, std::string_view budget) {
  if (part.budget == budget) return true;
  const auto* next = view.history().follower(part.budget);
  for (; next != nullptr && next->from <= view.as_of; next = view.history().follower(next->ref)) {
    if (next->ref == budget) return true;
  }
  return false;
}

Money late_money(const PersonView& view, const std::string& budget) {
  Money late;
  for (const auto& item : view.items) {
    const auto& due = item.item;
    if (!is_income(item) || view.as_of <= plus_days(due.due, grace(view, due.kind))) continue;
    if (due.parts.front().budget == budget) late += ledger::at_least_nothing(item.open());
  }
  return late;
}

namespace {

/// The months from this one to the last event's.
std::vector<MonthAhead> empty_months(Date as_of, const std::vector<Event>& events, Money bank) {
  std::vector<MonthAhead> months;
  if (events.empty()) return months;
  const auto last = month_of(events.back().day);
  for (auto day = as_of; month_of(day) <= last; day = plus_days(month_of(day).period().last, 1)) {
    months.push_back({month_of(day), {}, {}, bank});
  }
  return months;
}

std::optional<Date> next_income(const std::vector<Event>& events, Date after) {
  for (const auto& event : events) {
    if (event.day > after && event.in > Money{}) return event.day;
  }
  return std::nullopt;
}

}  // namespace

void run_bank(const std::vector<Event>& events, Date as_of, BudgetForecast& forecast) {
  auto bank = forecast.bank;
  forecast.months = empty_months(as_of, events, bank);
  forecast.lowest = LowPoint{as_of, bank};
  const auto short_on = [&](Date day, std::optional<Flow> because) {
    forecast.short_of = ShortOfMoney{day, -bank, because, next_income(events, day)};
  };
  if (bank.is_negative()) short_on(as_of, std::nullopt);
  std::size_t month = 0;
  for (const auto& event : events) {
    while (forecast.months[month].month < month_of(event.day)) forecast.months[++month].bank = bank;
    auto& now = forecast.months[month];
    bank += event.in - event.out;
    forecast.expected_in += event.in;
    now.in += event.in;
    now.out += event.out;
    now.bank = bank;
    if (bank < forecast.lowest->bank) forecast.lowest = LowPoint{event.day, bank};
    if (!bank.is_negative()) continue;
    if (!forecast.short_of) short_on(event.day, event.flow);
    if (forecast.short_of->day == event.day) forecast.short_of->missing = -bank;
  }
  forecast.bank_at_end = bank;
}

}  // namespace reconcile

#include "reconcile/journal.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/payment_run.hpp"
#include "reconcile/surplus.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace reconcile {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Head;
using ledger::Money;
using ledger::Posting;

/// What an account of a person's books is to a funder; nothing when it is none of its business.
struct Seen {
  Head head = Head::bank;
  std::string funder;
};

std::optional<Seen> seen(std::string_view account) {
  constexpr std::array<std::pair<std::string_view, Head>, 3> prefixes{
      {{"received:", Head::spending}, {"surplus:", Head::spending}, {"due-to:", Head::owed_back}}};
  for (const auto& [prefix, head] : prefixes) {
    if (!account.starts_with(prefix)) continue;
    const auto funder = account.substr(prefix.size());
    const bool own = funder == ledger::own_part || account == "received:interest";
    return own ? std::nullopt : std::optional{Seen{head, std::string{funder}}};
  }
  return std::nullopt;
}

/// Of a service: the head and what it stands against; nothing for another account.
std::optional<std::pair<Head, Head>> service_heads(std::string_view account) {
  if (account.starts_with("contract:block:")) return std::pair{Head::block, Head::block_memo};
  if (account.starts_with("contract:")) return std::pair{Head::services, Head::providers};
  return std::nullopt;
}

/// An amount by what each funder agreed to.
std::vector<std::pair<std::string, Money>> by_funders(const Budget& budget, Money amount) {
  std::vector<std::int64_t> weights;
  for (const auto& funder : budget.funders) {
    weights.push_back(ledger::at_least_nothing(funder.amount).pence());
  }
  if (weights.empty()) return {};
  if (std::ranges::count(weights, 0) == std::ssize(weights)) weights[0] = 1;
  const auto parts = ledger::apportion(amount, weights);
  std::vector<std::pair<std::string, Money>> all;
  for (std::size_t i = 0; i < parts.size(); ++i) all.emplace_back(budget.funders[i].name, parts[i]);
  return all;
}

/// Instalments in arrears are due that long after the first of their days at most: ledger::Every
/// has nothing longer than a quarter.
constexpr int longest_rhythm_months = 3;

/// The lines of one journal in the making.
class Maker {
 public:
  Maker(const PersonView& view, ledger::Period period) : view_{view}, period_{period} {
    for (const auto& line : view.lines) {
      if (line.entry != nullptr) day_of_line_.emplace(line.entry, line.line->line.date);
    }
  }

  void take(const ledger::Entry& entry) {
    for (const auto& posting : entry.postings) take(entry, posting);
  }

  void accrue_all(CostBasis basis) {
    const auto horizon = plus_months(period_.last, longest_rhythm_months);
    for (const auto& payment : payments(view_, {period_.first, horizon})) {
      accrue(payment, taken_out(payment), basis);
    }
  }

  std::vector<JournalLine> lines() && {
    std::ranges::stable_sort(lines_, [](const JournalLine& a, const JournalLine& b) {
      return std::tie(a.date, a.adjusting, a.budget, a.source) <
             std::tie(b.date, b.adjusting, b.budget, b.source);
    });
    return std::move(lines_);
  }

 private:
  void take(const ledger::Entry& entry, const Posting& posting);
  void accrue(const Payment& payment, Money taken, CostBasis basis);
  Money taken_out(const Payment& payment);
  void take_service(const ledger::Entry& entry, const Posting& posting);
  JournalLine line(const std::string& budget, Date date) const;
  bool of_earlier_year(const ledger::Entry& entry, const Posting& posting) const;
  void add(JournalLine line, Head debit, Head credit, Money amount);

  const PersonView& view_;
  ledger::Period period_;
  std::map<const ledger::Entry*, Date> day_of_line_;  ///< the bank's own
  /// By budget and funder: what was asked back or set off, which is spending no longer, less what
  /// was taken for instalments that came to too much.
  std::map<std::pair<std::string, std::string>, Money> asked_;
  std::vector<JournalLine> lines_;
};

JournalLine Maker::line(const std::string& ref, Date date) const {
  JournalLine line{.date = date, .person = view_.facts->ref(), .budget = ref};
  const auto& person = view_.history().on(date);
  line.care_group = person.care_group;
  if (const auto* budget = view_.history().budget_on(ref, date); budget != nullptr) {
    line.stream = budget->stream;
    line.deployment = budget->deployment;
  }
  return line;
}

void Maker::add(JournalLine line, Head debit, Head credit, Money amount) {
  if (amount.is_zero() || debit == credit) return;
  const bool other_way = amount.is_negative();
  line.debit = other_way ? credit : debit;
  line.credit = other_way ? debit : credit;
  line.amount = ledger::magnitude(amount);
  lines_.push_back(std::move(line));
}

/// By the item that it settles, or by the bank's own date of a line that came late.
bool Maker::of_earlier_year(const ledger::Entry& entry, const Posting& posting) const {
  const auto year = financial_year(entry.date);
  if (const auto* item = view_.item(posting.item); item != nullptr && !posting.item.empty()) {
    if (financial_year(item->item.due) < year) return true;
  }
  const auto day = day_of_line_.find(&entry);
  return day != day_of_line_.end() && financial_year(day->second) < year;
}

void Maker::take(const ledger::Entry& entry, const Posting& posting) {
  if (service_heads(posting.credit) || service_heads(posting.debit)) {
    take_service(entry, posting);
    return;
  }
  const auto debit = seen(posting.credit);  // the funder's side is the mirror of the person's
  const auto credit = seen(posting.debit);
  if (!debit && !credit) return;
  auto one = line(posting.budget, entry.date);
  one.funder = debit ? debit->funder : credit->funder;
  one.source = entry.source;
  one.prior_year = of_earlier_year(entry, posting);
  add(std::move(one), debit ? debit->head : Head::bank, credit ? credit->head : Head::bank,
      posting.amount);
}

void Maker::take_service(const ledger::Entry& entry, const Posting& posting) {
  const bool delivered = service_heads(posting.credit).has_value();
  const auto heads = *service_heads(delivered ? posting.credit : posting.debit);
  const auto* budget = view_.history().budget_on(posting.budget, entry.date);
  if (budget == nullptr) return;
  for (const auto& [funder, amount] : by_funders(*budget, posting.amount)) {
    auto one = line(posting.budget, entry.date);
    one.funder = funder;
    one.source = entry.source;
    add(std::move(one), heads.first, heads.second, delivered ? amount : -amount);
  }
}

/// What the days gone up to a day cost, of an instalment.
Money cost_of_days_gone(const Payment& payment, Date last, CostBasis basis) {
  if (basis == CostBasis::paid) return payment.due <= last ? payment.whole : Money{};
  const auto gone = std::min(last, payment.period.last) - payment.period.first + 1;
  if (gone <= 0) return {};
  if (gone == payment.period.days()) return payment.whole;
  return ledger::rounded_down(payment.whole, gone, payment.period.days());
}

/// What came beyond an instalment is paid in advance until it is asked back or set off: from then
/// on it is no spending any more, and is not to be taken out of it twice.
Money Maker::taken_out(const Payment& payment) {
  const auto over = ledger::at_least_nothing(payment.arrived + payment.set_off - payment.whole);
  if (over.is_zero()) return over;
  const auto [known, added] = asked_.try_emplace({payment.budget, payment.funder});
  if (added) {
    known->second = ledger::at_least_nothing(
        net_of_account(view_, payment.budget, "surplus:" + payment.funder));
  }
  const auto taken = std::min(over, known->second);
  known->second -= taken;
  return taken;
}

void Maker::accrue(const Payment& payment, Money taken, CostBasis basis) {
  if (payment.state == PaymentState::held) return;
  const auto last = period_.last;
  const auto booked = payment.arrived - taken + (payment.due <= last ? payment.set_off : Money{});
  const auto more = cost_of_days_gone(payment, last, basis) - booked;
  auto one = line(payment.budget, last);
  one.funder = payment.funder;
  one.adjusting = true;
  one.prior_year = financial_year(payment.due) < financial_year(last);
  one.source = ledger::funding_key(payment.person, payment.budget, payment.due);
  if (more > Money{}) add(std::move(one), Head::spending, Head::accrual, more);
  if (more < Money{} && basis == CostBasis::days) {
    add(std::move(one), Head::prepayment, Head::spending, -more);
  }
}

void count(std::string_view account, Money debited, Money HeadBalances::*when,
           FunderBalances& all) {
  if (const auto one = seen(account)) {
    all[{one->funder, one->head}].*when -= debited;
  } else if (const auto heads = service_heads(account)) {
    all[{std::string{all_funders}, heads->first}].*when -= debited;
  }
}

/// The accruals and prepayments of an evening, the other way round on the next day.
std::vector<JournalLine> turned_back(const PersonView& evening, Date day, CostBasis basis) {
  Maker maker{evening, {evening.as_of, evening.as_of}};
  maker.accrue_all(basis);
  auto lines = std::move(maker).lines();
  for (auto& line : lines) {
    std::swap(line.debit, line.credit);
    line.prior_year = line.prior_year || financial_year(evening.as_of) < financial_year(day);
    line.date = day;
  }
  return lines;
}

/// Opening from the entries before the period, closing from the kept balances.
FunderBalances balances(const PersonView& view, ledger::Period period) {
  FunderBalances all;
  for (const auto* entry : view.entries) {
    if (entry->date >= period.first) continue;
    for (const auto& posting : entry->postings) {
      count(posting.debit, posting.amount, &HeadBalances::opening, all);
      count(posting.credit, -posting.amount, &HeadBalances::opening, all);
    }
  }
  for (const auto& balance : view.balances) {
    count(balance.account, balance.net(), &HeadBalances::closing, all);
  }
  return all;
}

}  // namespace

int financial_year(Date day) {
  return day.month() >= 4 ? day.year() : day.year() - 1;
}

ledger::Coded JournalLine::coded(Head head) const {
  return {head, care_group, stream, std::string{ledger::text(deployment)}, funder, prior_year};
}

Journal journal(const PersonView& before, const PersonView& view, ledger::Period period,
                CostBasis basis) {
  ledger::ensure(view.as_of == period.last && before.as_of == plus_days(period.first, -1),
                 "a journal is made on the last day of its period and on the eve of its first");
  Maker maker{view, period};
  for (const auto* entry : view.entries) {
    if (period.holds(entry->date)) maker.take(*entry);
  }
  maker.accrue_all(basis);
  Journal made{.lines = turned_back(before, period.first, basis),
               .balances = balances(view, period)};
  auto lines = std::move(maker).lines();
  std::move(lines.begin(), lines.end(), std::back_inserter(made.lines));
  return made;
}

}  // namespace reconcile

// What officers decide in a life; how a life is told; and how a day's records change places.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "tests/reconcile/support_lives.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <random>
#include <sstream>

namespace lives {

using namespace build;
using ledger::Act;

namespace {

template <class T>
const T& nth_of(const std::vector<T>& all, int n) {
  return all[static_cast<std::size_t>(n) % all.size()];
}

Act begun(const Draft& life, const ledger::Budget& budget, const Happening& what, Act::Kind kind) {
  Act made{.kind = kind, .on = day_of(what.day)};
  made.number = static_cast<int>(life.acts.size()) + 1;
  made.budget = budget.ref;
  made.funder = nth_of(budget.funders, what.more).name;
  if (what.more == 11) made.funder = ledger::own_part;
  made.amount = Money::of_pence(500 * (what.pence + 1));
  made.reason = "as it was decided";
  return made;
}

/// Set off on one of the instalments that are due from its day on.
void offset(Draft& life, Act made, const Happening& what) {
  const auto payer =
      made.funder == ledger::own_part ? ledger::Payer::person : ledger::Payer::funder;
  auto due = due_instalments(life.history(), life.acts);
  std::erase_if(due, [&](const ledger::DueInstalment& each) {
    return each.budget != made.budget || each.payer != payer || each.due < made.on;
  });
  if (due.empty()) return;
  const auto& each = nth_of(due, what.who / 3);
  made.until = each.due;
  for (const auto& share : shares_of(life.history(), each)) {
    if (share.funder == made.funder) made.amount = std::min(made.amount, share.amount);
  }
  if (made.amount > Money{}) life.acts.push_back(made);
}

void reclaim(Draft& life, Act made, const Happening& what) {
  made.ref = ledger::next_reclaim_ref(life.acts);
  made.until = plus_days(made.on, 28);
  made.who = "holder";
  made.ground = what.who % 2 == 0 ? "accumulated" : "misspent";
  life.acts.push_back(made);
}

/// About one of the reclaims, from its day on.
void about(Draft& life, const Happening& what, Act::Kind kind) {
  std::vector<Act> asked;
  for (const auto& one : life.acts) {
    if (one.kind == Act::Kind::reclaim) asked.push_back(one);
  }
  if (asked.empty()) {
    const auto& budget = nth_of(life.person.budgets, what.who);
    reclaim(life, begun(life, budget, what, Act::Kind::reclaim), what);
    life.acts.back().amount = Money::of_pence(25'000);
    asked = {life.acts.back()};
  }
  const auto& reclaim = nth_of(asked, what.more);
  auto made = begun(life, *life.person.budget(reclaim.budget), what, kind);
  made.ref = reclaim.ref;
  made.funder = reclaim.funder;
  made.on = std::max(made.on, reclaim.on);
  const auto all = ledger::reclaims(life.acts);
  const auto* known = ledger::reclaim_of(all, made.ref);
  if (known == nullptr) return;  // taken back
  if (kind == Act::Kind::instalments) {
    made.total = known->amount;
    made.every = ledger::Every::month;
    made.until = plus_days(made.on, 10);
  } else if (kind != Act::Kind::reconsider) {
    made.amount = std::min(made.amount, known->amount);
  }
  if (kind == Act::Kind::reconsider) made.amount = {};
  const bool none = made.amount.is_zero() && kind != Act::Kind::reconsider;
  if (!none) life.acts.push_back(made);
}

void withdraw(Draft& life, Act made, const Happening& what) {
  if (life.acts.empty()) {
    const auto& budget = nth_of(life.person.budgets, what.who);
    reclaim(life, begun(life, budget, what, Act::Kind::reclaim), what);
  }
  const auto taken = nth_of(life.acts, what.who);
  if (taken.kind == Act::Kind::withdraw) return;
  made.number = static_cast<int>(life.acts.size()) + 1;
  made.withdrawn = taken.number;
  made.on = std::max(made.on, taken.on);
  made.amount = {};
  life.acts.push_back(made);
}

void pay(Draft& life, Act made, const Happening& what) {
  const auto due = due_instalments(life.history(), life.acts);
  if (due.empty()) return;
  const auto& each = nth_of(due, what.who);
  const auto shares = shares_of(life.history(), each);
  if (each.payer == ledger::Payer::person || shares.empty()) return;
  const auto& share = nth_of(shares, what.more);
  if (share.amount <= Money{}) return;
  made.budget = each.budget;
  made.funder = share.funder;
  made.amount = share.amount;
  made.until = each.due;
  made.ref = "run-" + std::to_string(made.number);
  life.acts.push_back(made);
}

/// Hold and release have no funder and no amount.
void halt(Draft& life, Act made) {
  made.funder = {};
  made.amount = {};
  life.acts.push_back(made);
}

}  // namespace

void act(Draft& life, const Happening& what) {
  const auto& budget = nth_of(life.person.budgets, what.who);
  if (budget.deployment == ledger::Deployment::notional) return;
  using Kind = Act::Kind;
  constexpr Kind kinds[] = {Kind::reclaim, Kind::offset,  Kind::write_off,   Kind::outcome,
                            Kind::reclaim, Kind::offset,  Kind::instalments, Kind::repaid,
                            Kind::hold,    Kind::release, Kind::withdraw,    Kind::pay};
  const auto kind = kinds[what.how];
  auto made = begun(life, budget, what, kind);
  switch (kind) {
    case Kind::reclaim:
      return reclaim(life, made, what);
    case Kind::offset:
      return offset(life, made, what);
    case Kind::hold:
    case Kind::release:
      return halt(life, made);
    case Kind::withdraw:
      return withdraw(life, made, what);
    case Kind::pay:
      return pay(life, made, what);
    case Kind::write_off:
    case Kind::outcome:
    case Kind::instalments:
    case Kind::repaid:
    case Kind::reconsider:
      return about(life, what, kind);
  }
}

namespace {

template <class Record, class DayOf>
void shuffle_days(std::vector<ledger::Sourced<Record>>& records, DayOf day_of_record,
                  std::mt19937& order) {
  std::ranges::shuffle(records, order);
  std::ranges::stable_sort(records, {}, [&](const auto& one) { return day_of_record(one.record); });
  int line = 1;
  for (auto& one : records) one.record.file_line = ++line;
}

/// What acts of one day come to does not hang on which was recorded first, but for those of a kind.
void shuffle_acts(std::vector<Act>& acts, std::mt19937& order) {
  std::map<std::pair<ledger::Date, Act::Kind>, std::uint32_t> turn;
  for (const auto& one : acts) turn.try_emplace({one.on, one.kind}, order());
  auto other = acts;
  const auto halts = [](Act::Kind kind) {
    return kind == Act::Kind::release ? Act::Kind::hold : kind;
  };
  std::ranges::stable_sort(other, {}, [&](const Act& one) {
    const bool takes_back = one.kind == Act::Kind::withdraw;
    const auto found = turn.find({one.on, halts(one.kind)});
    const auto at = found == turn.end() ? 0U : found->second;
    return std::tuple{one.on, takes_back, at};
  });
  std::map<int, int> numbers;
  for (std::size_t i = 0; i < other.size(); ++i) {
    numbers[other[i].number] = static_cast<int>(i) + 1;
  }
  for (auto& one : other) {
    one.number = numbers.at(one.number);
    if (one.withdrawn != 0) one.withdrawn = numbers.at(one.withdrawn);
  }
  acts = std::move(other);
}

void tell_plan(std::ostream& out, const ledger::PersonVersion& version) {
  out << "version from " << (version.from ? text(*version.from) : "the beginning");
  if (version.died) out << ", died " << text(*version.died);
  for (const auto& account : version.accounts) {
    out << ", " << account.ref << " opened with " << text(account.balance);
  }
  out << "\n";
  for (const auto& budget : version.budgets) {
    out << "  budget " << budget.ref << " " << text(budget.deployment) << " " << text(budget.from)
        << " to " << text(budget.to) << (budget.agreed ? " agreed " + text(*budget.agreed) : "")
        << " weeks " << budget.contingency_weeks;
    if (budget.closed_on) out << " closed " << text(*budget.closed_on);
    if (!budget.follows.empty()) {
      out << " follows " << budget.follows << " rest " << static_cast<int>(budget.rest);
    }
    for (const auto& ref : budget.accounts) out << " [" << ref << "]";
    for (const auto& funder : budget.funders) {
      out << "; " << funder.name << " " << text(funder.amount);
    }
    for (const auto& each : budget.instalments) {
      out << "; " << text(each.payer) << " " << text(each.amount) << " every " << text(each.every)
          << " from " << text(each.first) << (each.arrears ? " in arrears" : "");
    }
    for (const auto& pot : budget.pots) out << "; pot " << pot.kind << " " << text(pot.amount);
    for (const auto& line : budget.lines) {
      out << "; " << line.ref << " " << text(line.amount);
      if (line.each) out << " (" << text(*line.each) << " from " << text(*line.first) << ")";
    }
    out << "\n";
  }
  for (const auto& worker : version.workers) {
    out << "  " << worker.ref;
    for (const auto& share : worker.shares) {
      out << " " << share.budget << "/" << share.line << " " << share.percent;
    }
    out << "\n";
  }
}

void tell_acts(std::ostream& out, const std::vector<Act>& acts) {
  for (const auto& one : acts) {
    out << "act " << one.number << " " << text(one.kind) << " " << one.ref << " on " << text(one.on)
        << " " << one.budget << " " << one.funder << " " << text(one.amount);
    if (one.until) out << " until " << text(*one.until);
    if (one.withdrawn != 0) out << " takes back " << one.withdrawn;
    out << "\n";
  }
}

}  // namespace

ledger::PersonFacts in_another_order(ledger::PersonFacts facts, int order) {
  std::mt19937 dice{static_cast<std::uint32_t>(order)};
  shuffle_days(
      facts.payslips, [](const ledger::Payslip& one) { return one.pay_date; }, dice);
  shuffle_days(
      facts.invoices, [](const ledger::Invoice& one) { return one.date; }, dice);
  shuffle_days(
      facts.deliveries, [](const ledger::Delivery& one) { return one.period.last; }, dice);
  shuffle_days(
      facts.summaries, [](const auto&) { return 0; }, dice);
  shuffle_acts(facts.acts, dice);
  return facts;
}

std::string told(const ledger::PersonFacts& facts) {
  std::ostringstream out;
  for (const auto& version : facts.history.versions()) tell_plan(out, version);
  for (const auto& [import, slip] : facts.payslips) {
    out << "payslip " << slip.worker << " " << text(slip.pay_date) << " net " << text(slip.net)
        << " paye " << text(slip.paye()) << " pension " << text(slip.pension()) << " other "
        << text(slip.other_deductions) << " cost " << text(slip.cost()) << "\n";
  }
  for (const auto& [import, one] : facts.summaries) {
    out << "summary " << text(one.month) << " due " << text(one.due) << "\n";
  }
  for (const auto& [import, one] : facts.invoices) {
    out << "invoice " << one.number << " " << one.supplier << " " << text(one.date) << " "
        << text(one.amount) << " " << one.plan_line << "\n";
  }
  for (const auto& [import, one] : facts.deliveries) {
    out << (one.delivered ? "delivered " : "missed ") << one.service << " "
        << text(one.period.first) << " to " << text(one.period.last) << " " << text(one.quantity)
        << "\n";
  }
  tell_acts(out, facts.acts);
  for (const auto& line : facts.lines) {
    out << "line " << text(line.line.id) << " " << line.account << " " << text(line.line.date)
        << " " << text(line.line.amount) << " " << line.line.payee << "\n";
  }
  for (const auto& one : facts.decisions) {
    out << "decision " << text(one.line) << " " << static_cast<int>(one.kind) << " "
        << one.plan_line;
    for (const auto& key : one.keys) out << " " << key;
    out << "\n";
  }
  return out.str();
}

std::ostream& operator<<(std::ostream& out, const Life& life) {
  out << "\n" << told(life.facts) << "looked at on";
  for (const auto day : life.days) out << " " << text(day);
  return out << "\n";
}

}  // namespace lives

#include "bench/accuracy/books.hpp"

#include "bench/accuracy/calendar.hpp"

#include <algorithm>
#include <set>

namespace accuracy {
namespace {

Pence owed(const Person& person, const Standings& paid) {
  Pence sum = 0;
  for (const auto& item : person.items) {
    const bool owes = item.of == Of::net_pay || item.of == Of::paye || item.of == Of::pension ||
                      item.of == Of::invoice;
    if (!owes || item.arises > as_of()) continue;
    const auto found = paid.find(item.key);
    sum += -item.amount + (found == paid.end() ? 0 : found->second.settled);
  }
  // The tax month that has not ended is owed too, from the payslips on.
  for (const auto& item : person.items) {
    if (item.of == Of::paye && item.arises > as_of()) sum -= item.amount;
  }
  for (const auto& slip : person.payslips) sum += slip.written > 0 ? slip.other : 0;
  return sum;
}

Pence known_sum(const Person& person, bool second, bool unexplained_income) {
  Pence sum = 0;
  for (const auto& line : person.lines) {
    if ((line.account == "sc") != second || is_lost(person, line)) continue;
    if (unexplained_income && (line.truth != Truth::unexplained || line.amount < 0)) continue;
    sum += line.amount;
  }
  return sum;
}

}  // namespace

bool is_lost(const Person& person, const Line& line) {
  for (const auto& account : person.accounts) {
    if (account.ref != line.account || account.missing < 0) continue;
    const auto months = 12 / account.files;
    const auto from = plus_months(first_day(), account.missing * months);
    return from <= line.date && line.date < plus_months(from, months);
  }
  return false;
}

Standings standings(const Person& person) {
  Standings paid;
  std::set<int> undone;
  for (const auto& line : person.lines) {
    if (line.truth == Truth::reversal && !is_lost(person, line)) undone.insert(line.other);
  }
  for (const auto& line : person.lines) {
    if (line.truth == Truth::undecidable || is_lost(person, line)) {
      for (const auto& share : line.shares) paid[share.item].unsure = true;
      continue;
    }
    if (line.truth != Truth::settles) continue;
    Pence rest = line.amount;
    for (const auto& share : line.shares) {
      auto& standing = paid[share.item];
      rest -= share.amount;
      if (undone.contains(line.id)) {
        standing.came_back = true;
      } else {
        standing.settled += share.amount;
      }
    }
    if (rest != 0) paid[line.shares.back().item].beyond += rest;
  }
  return paid;
}

void open_accounts(Person& person) {
  const auto due = owed(person, standings(person));
  const auto allowed = person.agreed * 28 / 365;
  const auto expiring = person.instalment / (person.payer_rhythm == "quarter" ? 91 : 28);
  auto target = due + known_sum(person, false, true) + expiring + allowed / 2;
  if (person.planted.contains("surplus")) target += allowed + 60000;
  if (person.planted.contains("shortfall")) target = due - 45000;
  person.accounts.front().opening = target - known_sum(person, false, false);
  if (person.second_instalment == 0) return;
  person.accounts.back().opening =
      person.second_agreed * 28 / 365 / 2 - known_sum(person, true, false);
}

}  // namespace accuracy

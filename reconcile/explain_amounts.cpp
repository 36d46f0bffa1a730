// What all explanations share: what days and names cost, and what is open near a line. Then the
// plainest of them: one line, one item, the same amount.
#include "ledger/reclaims.hpp"
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace reconcile {
namespace {

using ledger::ItemKind;

constexpr int month_and_more = 25;
constexpr int week = 7;
constexpr int usual_terms = 14;         // days within which an invoice without a due day is paid
constexpr int soon = 11;                // days, within which bank holidays tell something
constexpr std::int64_t no_wonder = 50;  // one in so many

/// Whether a line before it or after it pays the same to the same.
bool has_equal(const Gathering& gathering, std::size_t at) {
  const auto& row = gathering.desk.rows[at];
  if (!row.party()) return false;
  const auto& rows = gathering.desk.rows_of(*row.party());
  const auto here = std::ranges::lower_bound(rows, at);
  const auto same = [&](std::size_t other) {
    return gathering.desk.rows[other].pence == row.pence;
  };
  const auto days = row.tolerances->duplicate;
  for (auto before = here; before != rows.begin();) {
    --before;
    if (row.date - gathering.desk.rows[*before].date > days) break;
    if (same(*before)) return true;
  }
  for (auto after = here; after != rows.end(); ++after) {
    if (gathering.desk.rows[*after].date - row.date > days) break;
    if (*after != at && same(*after)) return true;
  }
  return false;
}

/// What is due with months of PAYE that fall due together is one payment: when it was not made, one
/// thing is missing and not three.
void share_quarters(const Desk& desk, const std::vector<std::size_t>& open,
                    std::vector<int>& left) {
  std::map<ledger::Date, int> months;
  for (const auto item : open) {
    if (desk.items[item].kind == ItemKind::paye) ++months[desk.items[item].due];
  }
  for (const auto item : open) {
    if (desk.items[item].kind == ItemKind::paye) left[item] /= months.at(desk.items[item].due);
  }
}

/// One line, one item of its amount.
Reading plain(const Gathering& gathering, std::size_t at, const Naming& naming, std::size_t item) {
  const auto& desk = gathering.desk;
  const auto& row = desk.rows[at];
  Reading one{rule::payee_amount, {at}, {item}, 0, 0, {}, naming.party};
  one.cost = days_cost(desk, item, row.date) + name_cost(naming.grade);
  one.confidence = confidence_of_amount(naming.grade, desk.gap(item, row.date));
  if (row.named.size() > 1) one.confidence = std::min(one.confidence, sure::of_alike);
  return one;
}

/// The instalment that has been owed for the longest, though its days are long past.
void explain_long_missed(Gathering& gathering, std::size_t at, const Naming& naming) {
  const auto& desk = gathering.desk;
  const auto& row = desk.rows[at];
  const auto oldest = gathering.missed.oldest_equal(row, naming.party);
  if (oldest && !desk.fits(row, *oldest)) {
    gathering.found.push_back(plain(gathering, at, naming, *oldest));
  }
}

/// While an instalment is owed the next is not paid a week or more before its day.
bool is_ahead_of_missed(const Gathering& gathering, const Row& row, std::size_t party,
                        std::size_t item) {
  return gathering.desk.gap(item, row.date).early >= week &&
         is_instalment(gathering.desk.items[item].kind) &&
         gathering.missed.oldest_equal(row, party).has_value();
}

}  // namespace

Gathering::Gathering(const Desk& from)
    : desk{from},
      quotes{from.quotes()},
      missed{from},
      explained(from.rows.size()),
      bounded(from.rows.size()) {
  const auto& parties = desk.parties().all();
  open.resize(parties.size());
  waiting.resize(parties.size());
  left_.resize(desk.items.size(), weight::item_not_yet_due);
  for (std::size_t party = 0; party < parties.size(); ++party) {
    for (const auto item : desk.items_of(party)) {
      if (desk.open[item] != 0) open[party].push_back(item);
    }
    const auto& rows = desk.rows_of(party);
    for (const auto item : open[party]) {
      if (rows.empty()) break;
      left_[item] =
          std::max(left_[item], reconcile::item_left(desk, desk.rows[rows.back()].date, item));
    }
    if (!rows.empty()) share_quarters(desk, open[party], left_);
    for (const auto row : rows) {
      if (desk.waits(desk.rows[row])) waiting[party].push_back(row);
    }
  }
  level_alike();
}

/// Of whom a line speaks that fits two names is not told by which of the two has lines later on: a
/// wage is as overdue as the other that the line may pay instead.
void Gathering::level_alike() {
  std::vector<std::vector<std::size_t>> alike;
  for (const auto& row : desk.rows) {
    if (row.named.size() < 2 || !desk.waits(row)) continue;
    auto& items = alike.emplace_back();
    for (const auto& naming : row.named) {
      for (const auto item : near(row, naming.party)) {
        if (desk.open[item] == row.pence) items.push_back(item);
      }
    }
  }
  for (bool rises = true; rises;) {
    rises = false;
    for (const auto& items : alike) {
      int most = 0;
      for (const auto item : items) most = std::max(most, left_[item]);
      for (const auto item : items) {
        rises = rises || left_[item] < most;
        left_[item] = most;
      }
    }
  }
}

std::vector<std::size_t> Gathering::near(const Row& row, std::size_t party) const {
  std::vector<std::size_t> fitting;
  for (const auto item : open[party]) {
    if (desk.fits(row, item)) fitting.push_back(item);
  }
  return fitting;
}

int item_left(const Desk& desk, ledger::Date last_day, std::size_t item) {
  const auto due = desk.items[item].due;
  const int close = desk.rows.back().tolerances->close.late;
  if (due - last_day > desk.rows.back().tolerances->close.early) return weight::item_not_yet_due;
  const bool may_come = last_day - due <= close;
  return may_come ? weight::item_just_due : weight::item_unpaid;
}

int Gathering::row_left(std::size_t at) const {
  const auto& row = desk.rows[at];
  const auto party = row.party();
  const auto kind = party ? desk.parties()[*party].kind : PartyKind::person;
  // HMRC, a pension provider and a funder pay and are paid for nothing else.
  const bool authority =
      kind == PartyKind::hmrc || kind == PartyKind::pension || kind == PartyKind::funder;
  if (authority || is_run(desk, row)) return weight::line_of_authority;
  const bool firm = party && desk.parties()[*party].kind == PartyKind::organisation;
  if (firm && row.grade() >= Grade::initial && plan_places(desk, row).size() == 1) {
    const auto& items = desk.items_of(*party);
    const bool asks = std::ranges::any_of(
        items, [&](std::size_t item) { return desk.items[item].kind == ItemKind::invoice; });
    return asks ? weight::line_left : weight::line_of_plan;
  }
  return has_equal(*this, at) ? weight::line_again : weight::line_left;
}

int working_days(const ledger::Parameters& parameters, ledger::Date from, ledger::Date to) {
  int days = 0;
  while (from < to) {
    from = plus_days(from, 1);
    if (parameters.is_working_day(from)) ++days;
  }
  return days;
}

bool is_close(const Desk& desk, const Row& row, std::size_t item) {
  if (!desk.fits(row, item)) return false;
  const auto gap = desk.gap(item, row.date);
  if (gap.within(row.tolerances->close)) return true;
  if (gap.early > 0 || gap.late > soon) return false;
  return working_days(desk.ground.parameters, desk.items[item].due, row.date) <= 1;
}

int days_cost(const Desk& desk, std::size_t item, ledger::Date day) {
  const auto& expected = desk.items[item];
  const auto gap = desk.gap(item, day);
  if (gap.early > 0) {
    const auto& parameters = desk.ground.parameters;
    const int working = gap.early > soon ? 0 : working_days(parameters, day, expected.arises);
    const int cost = weight::early(gap.early, working);
    if (expected.kind != ItemKind::invoice) return cost;
    return std::max(cost, std::min(cost + weight::before_the_bill, weight::before_the_bill_most));
  }
  // An invoice has no day on which it is paid, only one from which it is late.
  if (gap.late > 0) {
    const auto& parameters = desk.ground.parameters;
    const int working = gap.late > soon ? 0 : working_days(parameters, expected.due, day);
    const int cost = weight::late(gap.late, working);
    if (expected.kind == ItemKind::invoice && gap.late <= usual_terms) return gap.late / 2;
    return expected.kind == ItemKind::invoice ? cost / 2 : cost;
  }
  // Between the day it arises and the day it is due the oldest is paid first.
  const int before = expected.due - day;
  const bool monthly = expected.kind == ItemKind::paye || expected.kind == ItemKind::pension;
  return std::min(before / 4, 10) +
         (monthly && before > month_and_more ? weight::long_before_due : 0);
}

int name_cost(Grade grade) {
  if (grade >= Grade::full) return 0;
  if (grade >= Grade::partial) return weight::named_in_part;
  return grade >= Grade::initial ? weight::named_by_initial : weight::named_by_surname;
}

int confidence_of_amount(Grade grade, const Gap& gap) {
  int confidence = sure::of_payee_and_amount;
  if (grade == Grade::partial) confidence -= 30;
  if (grade == Grade::initial) confidence -= 20;
  if (grade < Grade::initial) confidence -= 80;
  if (gap.early + gap.late > 2) confidence -= 10;
  if (gap.early + gap.late > 14) confidence -= 30;
  return confidence;
}

bool by_chance(const Desk& desk, std::span<const std::size_t> items, std::int64_t pence,
               std::size_t chosen) {
  std::int64_t step = std::abs(pence);
  for (const auto item : items) step = std::gcd(step, desk.open[item]);
  if (step == 0) return false;
  // Of fifty amounts of that step one or more would be some set's: then it proves nothing.
  const auto enough = std::abs(pence) / step / no_wonder;
  std::int64_t sets = 1;
  for (std::size_t i = 0; i < chosen && sets <= enough; ++i) {
    sets = sets * static_cast<std::int64_t>(items.size() - i) / static_cast<std::int64_t>(i + 1);
  }
  return sets > enough;
}

void explain_amounts(Gathering& gathering) {
  const auto& desk = gathering.desk;
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto& row = desk.rows[at];
    if (!desk.waits(row) || row.named.empty()) continue;
    const auto quoted = gathering.quotes.items(row);
    for (const auto& naming : row.named) {
      for (const auto item : gathering.open[naming.party]) {
        if (desk.open[item] != row.pence || !desk.fits(row, item)) continue;
        const bool of_another = !quoted.empty() && std::ranges::find(quoted, item) == quoted.end();
        if (of_another && desk.items[item].kind == ItemKind::invoice) continue;
        if (is_ahead_of_missed(gathering, row, naming.party, item)) continue;
        auto one = plain(gathering, at, naming, item);
        gathering.explained[at] = gathering.explained[at] || one.cost < weight::differs_explained;
        gathering.found.push_back(std::move(one));
      }
      explain_long_missed(gathering, at, naming);
    }
  }
}

bool is_as_it_was_set_off(const Desk& desk, std::size_t item, std::int64_t pence) {
  const auto& facts = desk.ground.facts;
  const auto& expected = desk.items[item];
  if (!is_instalment(expected.kind) || facts.acts.empty()) return false;
  const auto standing = ledger::standing_acts(facts.acts);
  std::int64_t together = 0;
  for (const auto& act : facts.acts) {
    if (act.kind != ledger::Act::Kind::offset || !act.until) continue;
    const bool own = act.funder == ledger::own_part;
    if (own != (expected.kind == ItemKind::contribution)) continue;
    const auto key = own ? ledger::contribution_key(facts.ref(), act.budget, *act.until)
                         : ledger::funding_key(facts.ref(), act.budget, *act.until);
    const bool stands = std::ranges::find(standing, &act) != standing.end();
    if (stands || !expected.key.starts_with(key)) continue;
    together += act.amount.pence();
    if (desk.open[item] - act.amount.pence() == pence) return true;
  }
  return together > 0 && desk.open[item] - together == pence;
}

static bool may_be_income(const Desk& desk, const Row& row) {
  if (!desk.waits(row) || row.pence <= 0) return false;
  if (row.lists.has(WordList::returned) || row.lists.has(WordList::cash)) return false;
  // An instalment often names the person it is for.
  return std::ranges::all_of(row.named, [&](const Naming& naming) {
    return desk.parties()[naming.party].kind == PartyKind::person;
  });
}

void explain_unfamiliar_funding(Gathering& gathering) {
  const auto& desk = gathering.desk;
  std::vector<std::size_t> income;
  for (std::size_t item = 0; item < desk.items.size(); ++item) {
    if (desk.open[item] > 0 && is_instalment(desk.items[item].kind)) income.push_back(item);
  }
  if (income.empty()) return;
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto& row = desk.rows[at];
    if (!may_be_income(desk, row)) continue;
    const auto days = row.tolerances->unfamiliar_funding;
    for (const auto item : income) {
      const auto gap = desk.gap(item, row.date);
      const bool set_off = is_as_it_was_set_off(desk, item, row.pence);
      if ((desk.open[item] != row.pence && !set_off) || !gap.within({days, days})) continue;
      const bool own = desk.items[item].kind == ItemKind::contribution && !row.named.empty();
      if (own) continue;
      Reading one{rule::funding_amount, {at}, {item}, 0, sure::of_funding_amount, {}, 0};
      one.cost = days_cost(desk, item, row.date) + weight::named_otherwise;
      if (set_off) one.evidence = ";difference=offset-taken-back";
      gathering.found.push_back(std::move(one));
    }
  }
}

}  // namespace reconcile

// What officers decide in six years, and what goes back to funders.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/reconcile.hpp"
#include "tests/reconcile/support_years_draft.hpp"

#include <algorithm>
#include <utility>

namespace years {
namespace {

using ledger::Act;
using ledger::Date;
using ledger::Money;

Act begun(Act::Kind kind, const std::string& budget, const std::string& funder, Date on,
          Pence pence) {
  Act made{.kind = kind, .on = on};
  made.budget = budget;
  made.funder = funder;
  made.amount = Money::of_pence(pence);
  made.reason = "as it was decided";
  made.by = "r.patel";
  made.at = text(on) + "T10:00:00Z";
  return made;
}

/// As they were recorded: on their days.
void number_acts(std::vector<Act>& acts) {
  std::ranges::stable_sort(acts, {}, &Act::on);
  for (std::size_t i = 0; i < acts.size(); ++i) acts[i].number = static_cast<int>(i) + 1;
}

Act asked_back(Draft& life, int year) {
  const auto on = plus_days(april_after(year), life.pick(60, 330));
  auto made =
      begun(Act::Kind::reclaim, budget_ref(year), icb, on, life.pick(5, 80) * Pence{10'000});
  made.ref = ledger::next_reclaim_ref(life.facts.acts);
  made.until = plus_days(on, 28);
  made.who = "holder";
  made.ground = "accumulated";
  return made;
}

/// Money asked back, and what becomes of it.
class Reclaimed {
 public:
  Reclaimed(Draft& life, Act asked)
      : life_{life}, asked_{std::move(asked)}, owed_{asked_.amount.pence()} {
    life_.facts.acts.push_back(asked_);
  }

  void run_its_course() {
    if (life_.befalls(200)) {
      owed_ = owed_ * 3 / 4;
      about(Act::Kind::outcome, plus_days(asked_.on, life_.pick(5, 60)), owed_);
    }
    if (life_.befalls(150)) {
      about(Act::Kind::write_off, plus_days(asked_.on, life_.pick(5, 90)), owed_ / 4);
      owed_ -= owed_ / 4;
    }
    if (life_.befalls(100)) return;  // nothing is repaid
    if (life_.befalls(100)) owed_ -= 5'000;
    if (life_.pick(0, 3) == 0) return by_instalments();
    const auto on = life_.befalls(200) ? plus_days(*asked_.until, life_.pick(10, 200))
                                       : plus_days(asked_.on, life_.pick(4, 14));
    const auto first = life_.pick(0, 1) == 0 ? owed_ : owed_ / 10 * 4;
    repay(on, first);
    repay(plus_days(on, life_.pick(3, 12)), owed_ - first);
  }

 private:
  Act& about(Act::Kind kind, Date on, Pence pence) {
    life_.facts.acts.push_back(begun(kind, asked_.budget, asked_.funder, on, pence));
    auto& made = life_.facts.acts.back();
    made.ref = asked_.ref;
    return made;
  }
  void repay(Date on, Pence pence) { life_.bank(on, -pence, in_capitals(icb)); }

  void by_instalments() {
    const auto on = plus_days(asked_.on, life_.pick(92, 100));
    auto& agreed = about(Act::Kind::instalments, on, (owed_ / 3) + 1);
    agreed.total = Money::of_pence(owed_);
    agreed.every = ledger::Every::month;
    agreed.until = plus_days(on, 14);
    for (const auto& part : ledger::parts_of(agreed, agreed.total)) {
      if (life_.befalls(50)) continue;
      repay(plus_days(part.due, -life_.pick(0, 5)), part.amount.pence());
    }
  }

  Draft& life_;
  const Act asked_;
  Pence owed_;
};

/// Unused money takes the place of a part of an instalment, now and then of all of it.
void set_off(Draft& life, int year) {
  const auto due = plus_days(plus_months(april_after(year), life.pick(3, 11)), 4);
  const auto pence = life.pick(0, 7) == 0 ? 500'000 : life.pick(1, 40) * Pence{10'000};
  auto made =
      begun(Act::Kind::offset, budget_ref(year), icb, plus_days(due, -life.pick(6, 40)), pence);
  made.until = due;
  life.facts.acts.push_back(std::move(made));
}

/// Months in which what is due is put forward by a run, three days before.
void put_forward(Draft& life) {
  const int from = life.pick(0, 12 * many - 1);
  const ledger::Period months{plus_months(april_after(0), from),
                              plus_months(april_after(0), from + life.pick(1, 30))};
  for (const auto& due : due_instalments(life.facts.history, life.facts.acts)) {
    if (due.payer == ledger::Payer::person || !months.holds(due.due)) continue;
    for (const auto& share : shares_of(life.facts.history, due)) {
      if (share.amount <= Money{}) continue;
      auto made = begun(Act::Kind::pay, due.budget, share.funder, plus_days(due.due, -3),
                        share.amount.pence());
      made.ref = "run-" + text(due.due).substr(0, 7);
      made.until = due.due;
      made.reason.clear();
      life.facts.acts.push_back(std::move(made));
    }
  }
}

}  // namespace

void officers_decide(Draft& life) {
  if (life.kind == Kind::plain) return;
  for (int year = 0; year < many; ++year) {
    if (life.kind == Kind::reclaimed && year > 0 && life.pick(0, 3) != 0) {
      Reclaimed{life, asked_back(life, year)}.run_its_course();
    }
    if (life.kind == Kind::set_off && life.pick(0, 2) != 0) set_off(life, year);
  }
  number_acts(life.facts.acts);
  if (life.pick(0, 2) == 0) put_forward(life);
  number_acts(life.facts.acts);
}

void hand_back(Draft& life) {
  if (life.kind != Kind::handed_back) return;
  const auto made = reconcile::reconcile(life.facts, ledger::Parameters::built_in());
  for (const auto& item : made.items) {
    if (item.kind != ledger::ItemKind::repayment || life.pick(0, 4) == 0) continue;
    const auto on = plus_days(item.arises, life.pick(20, 70));
    const auto pence = item.amount.pence() + (life.befalls(100) ? 5'000 : 0);
    const auto first = life.befalls(100) ? pence / 2 : pence;
    life.bank(on, first, in_capitals(item.payee));
    life.bank(plus_days(on, life.pick(1, 30)), pence - first, in_capitals(item.payee));
  }
  give_lines(life);
}

}  // namespace years

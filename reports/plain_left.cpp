// What is left, and until when.
#include "ledger/reclaims.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/surplus.hpp"
#include "reports/forecast.hpp"
#include "reports/plain_parts.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::BudgetPhase;

/// What a plan that went over into the next one leaves, and whose it is.
void say_left_over(PlainWriter& section, const PlainSource& source) {
  const LikelyPayments likely{source};
  for (const auto& owed : reconcile::owed_back(source.view)) {
    const bool ours = owed.budget == source.position.budget;
    if (!ours || owed.kind != reconcile::OwedBack::Kind::other) continue;
    const auto open = owed.open - likely.gone_back(owed.funder);
    if (open <= Money{}) continue;
    const bool own = owed.funder == ledger::own_part;
    if (source.position.bank <= Money{}) {
      section.say(
          pretty(open) +
          (own ? source.said(" was to be your own.", " was " + source.person().name + "'s own.")
               : " was to go back to " + owed.funder + ".") +
          " It is not in the bank.");
    } else if (own) {
      section.say(source.said(
          "Of what is left, " + pretty(open) + " is your own.",
          "Of what is left, " + pretty(open) + " was " + source.person().name + "'s own."));
    } else {
      section.say("Of what is left, " + pretty(open) + " is to go back to " + owed.funder +
                  ". Please keep it until they ask for it.");
    }
  }
}

void say_bank(PlainWriter& section, const PlainSource& source) {
  const auto& at = source.position;
  const bool held = at.deployment == ledger::Deployment::third_party;
  if (no_pages(source)) {
    section.say("We have not seen any bank pages yet. We cannot tell what is in the bank.");
    return;
  }
  section.figure("bank", held ? source.said("Held for you now", "Held now") : "In the bank now",
                 at.bank);
  if (at.bank.is_zero())
    section.say(held ? "No money is held now." : "There is no money in the bank.");
  if (const auto end = pages_end(source)) {
    section.say("The bank pages that we have end on " + pretty(*end) + ".");
  }
  const auto missing = source.over() ? source.stands->left_short() : at.shortfall;
  if (missing > Money{}) {
    section.say(source.said(
        (held ? "They are " : "You are ") + pretty(missing) + " short of what is owed and put by.",
        "There is " + pretty(missing) + " too little for what is owed and put by."));
  }
  say_surplus(section, source);
  say_left_over(section, source);
}

void say_plan(PlainWriter& section, const PlainSource& source) {
  const auto& at = source.position;
  if (!source.agreed() || !at.available) {
    section.say(source.said("Your plan is not agreed yet. Do not spend this money for now.",
                            "The plan was not agreed. Please do not spend this money."));
    return;
  }
  if (source.forecast.phase == BudgetPhase::over) {
    const auto until = source.forecast.until;
    section.say(until < at.from
                    ? "This plan did not begin."
                    : "This plan has come to an end. It ran until " + pretty(until) + ".");
    return;
  }
  if (at.available->is_negative()) {
    section.say("You have used or planned " + pretty(-*at.available) +
                " more than your plan has. Please call your care team.");
    return;
  }
  section.figure("available", "Still free in your plan", *at.available);
}

void say_one_off(PlainWriter& section, const PlainSource& source) {
  if (*source.position.available > Money{}) {
    section.say("This money is paid once. You can use it until " + pretty(source.forecast.until) +
                ".");
  } else {
    section.say("This money was paid once. All of it has been used or planned.");
  }
}

/// Until when, if things go on as they do.
void say_until(PlainWriter& section, const PlainSource& source) {
  const auto& ahead = source.forecast;
  if (ahead.phase != BudgetPhase::running) return;
  const auto& available = source.position.available;
  if (ahead.plan_out && *ahead.plan_out > source.view.as_of) {
    section.say("If you go on like this, your plan will run out in " +
                name_of(month_of(*ahead.plan_out)) + ". Please call your care team soon.");
  } else if (is_paid_once(source) && available && !available->is_negative()) {
    say_one_off(section, source);
  } else if (!ahead.plan_out && ahead.whole) {
    section.say("If you go on like this, your plan will last until " + pretty(ahead.until) + ".");
  } else if (!ahead.whole) {
    section.say("We cannot tell yet how long it will last. We need to see more weeks first.");
  }
  if (ahead.short_of && ahead.short_of->day > source.view.as_of) {
    section.say("The bank may run short on " + pretty(ahead.short_of->day) + ".");
  }
}

}  // namespace

PlainSection plain_left(const PlainSource& source) {
  PlainWriter section{"left", "What is left, and until when"};
  if (source.position.deployment != ledger::Deployment::notional) say_bank(section, source);
  say_plan(section, source);
  say_until(section, source);
  return std::move(section).done();
}

}  // namespace reports

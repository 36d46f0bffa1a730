// offset, reclaim: unused money is set off against an instalment, or asked back.
#include "app/acting.hpp"
#include "ledger/schedule.hpp"
#include "reports/letter.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Act;
using ledger::Date;
using ledger::Money;
using reconcile::Surplus;

/// What a funder still pays on a day on which instalments of a budget are due.
struct Payment {
  Date due;
  Money amount;
  bool arrived = false;
};

bool has_arrived(const Acting& acting, const ledger::DueInstalment& due) {
  return std::ranges::any_of(acting.view().items, [&](const reconcile::ItemView& item) {
    const bool income = ledger::is_instalment(item.item.kind);
    const bool of_person = item.item.kind == ledger::ItemKind::contribution;
    return income && of_person == (due.payer == ledger::Payer::person) &&
           item.item.key.ends_with(":" + due.budget + ":" + text(due.due)) &&
           !item.settled.is_zero();
  });
}

std::vector<Payment> payments_of(const Acting& acting, const std::string& budget,
                                 const std::string& funder) {
  std::vector<Payment> payments;
  const auto& facts = acting.facts();
  for (const auto& due : due_instalments(facts.history, facts.acts)) {
    if (due.budget != budget) continue;
    for (const auto& share : shares_of(facts.history, due)) {
      if (share.funder != funder) continue;
      const bool same = !payments.empty() && payments.back().due == due.due;
      if (!same) payments.push_back({due.due, {}, false});
      payments.back().amount += share.amount;
      payments.back().arrived = payments.back().arrived || has_arrived(acting, due);
    }
  }
  return payments;
}

bool may_take(const Payment& payment, Date on) {
  return payment.due >= on && !payment.arrived && payment.amount > Money{};
}

/// The instalment that --due names, else the next.
ledger::Result<Payment> payment_for(const Acting& acting, const std::vector<Payment>& payments,
                                    const std::optional<Date>& due) {
  std::string next;
  for (const auto& payment : payments) {
    if (!may_take(payment, acting.on())) continue;
    if (!due || *due == payment.due) return payment;
    if (next.empty()) next = "the next that can be made less is due on " + text(payment.due);
  }
  if (next.empty()) next = "no instalment is to come: `dpledger reclaim` asks for the money back";
  const auto found = due ? "an instalment due on " + pretty(*due)
                         : "an instalment from " + pretty(acting.on()) + " on";
  return impossible(found + " that has not arrived yet", next);
}

std::string whose_is(const Surplus& surplus, const std::string& funder) {
  const auto* share = surplus.share(funder);
  const auto part = share == nullptr ? Money{} : share->part;
  const auto asked = share == nullptr ? Money{} : share->asked;
  return "of the surplus of " + pretty(surplus.surplus) + " " + pretty(part) + " is from " +
         reports::payer_words(funder) +
         (asked.is_zero() ? "" : ", and " + pretty(asked) + " of that is asked back or set off");
}

/// What a funder may ask back as unused money, or as left when the budget is over; also what a
/// handover left for it.
Money can_ask(const Surplus& surplus, const std::string& funder) {
  const auto* share = surplus.share(funder);
  return share == nullptr ? Money{} : share->can_ask + share->unasked;
}

std::string how_much_is_theirs(const Surplus& surplus, const std::string& funder) {
  if (!surplus.over) return whose_is(surplus, funder);
  const auto asked = surplus.asked() - surplus.unasked();
  return pretty(surplus.left) +
         " is left after what is owed or set aside for workers (`dpledger surplus` has the steps)" +
         (asked <= Money{} ? "" : ", and " + pretty(asked) + " of that is asked back or set off");
}

Money free_of(const Surplus& surplus, const std::string& funder) {
  const auto* share = surplus.share(funder);
  return share == nullptr ? Money{} : share->free();
}

/// Money that is to come back: `PERSON BUDGET AMOUNT --reason`, and --funder where there are
/// several.
struct MoneyBack {
  const ledger::Budget* budget;
  Act act;
};

ledger::Result<MoneyBack> money_back(const Arguments& arguments, const Acting& acting,
                                     Act::Kind kind) {
  const auto budget = acting.budget(1);
  if (!budget) return budget.errors();
  const auto funder = acting.funder(*budget.value());
  if (!funder) return funder.errors();
  const auto amount = acting.amount(2);
  if (!amount) return amount.errors();
  if (auto refused = reason_missing(arguments)) return *refused;
  MoneyBack asked{budget.value(), acting.act(kind)};
  asked.act.budget = asked.budget->ref;
  asked.act.funder = funder.value();
  asked.act.amount = amount.value();
  return asked;
}

}  // namespace

Outcome run_offset(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto& acting = begun.value();
  auto asked = money_back(arguments, acting, Act::Kind::offset);
  if (!asked) return asked.errors();
  auto& [budget, act] = asked.value();
  const auto payment =
      payment_for(acting, payments_of(acting, budget->ref, act.funder), arguments.due);
  if (!payment) return payment.errors();
  const auto surplus = acting.surplus(*budget);
  const auto due = payment.value().due;
  const auto most = std::min(payment.value().amount, free_of(surplus, act.funder));
  if (act.amount > most) {
    return beyond(pretty(act.amount) + " to set off",
                  "at most " + pretty(most) + ": " + reports::payer_words(act.funder) + " pays " +
                      pretty(payment.value().amount) + " on " + pretty(due) + ", and " +
                      whose_is(surplus, act.funder));
  }
  act.until = due;
  return acting.record(act, "What " + reports::payer_words(act.funder) + " pays on " + pretty(due) +
                                " is " + pretty(act.amount) +
                                " less: " + pretty(payment.value().amount - act.amount) + ".");
}

namespace {

/// What a funder paid in, here or before where it came along, and has neither had back nor asked
/// for.
Money paid_in(const Acting& acting, const Surplus& surplus, const std::string& funder) {
  const auto given = reconcile::net_of_account(acting.view(), surplus.budget, "surplus:" + funder);
  const auto* share = surplus.share(funder);
  auto paid = share == nullptr ? Money{} : share->received + share->carried;
  const auto& history = acting.facts().history;
  if (const auto* after = history.follower(surplus.budget)) {  // what went on is asked for there
    for (const auto& part :
         reconcile::carried_into(history, *after, reconcile::accounts_of(acting.view()))) {
      if (part.from == funder) paid -= part.amount;
    }
  }
  return ledger::at_least_nothing(paid - given);
}

/// Who must repay: the holder; the estate after a death.
ledger::Result<std::string> who_repays(const Acting& acting, const std::string& said) {
  const auto& latest = acting.facts().history.latest();
  const bool dead = latest.died && *latest.died <= acting.on();
  if (said.empty()) return std::string{dead ? "estate" : "holder"};
  if (said == "estate" && !dead) {
    return impossible("nothing says that the person has died",
                      "load the person's file with `died`, or say --who holder or a name");
  }
  if (said == "holder" && dead && latest.holder == ledger::Holder::self) {
    return impossible("the person, who held the payment, died on " + pretty(*latest.died),
                      "leave --who out (the estate), or name who must repay");
  }
  return said;
}

std::string ground_of(const Acting& acting, const std::string& said) {
  if (!said.empty()) return said;
  const auto& died = acting.facts().history.latest().died;
  return died && *died <= acting.on() ? "died" : "accumulated";
}

/// More than what can be asked back may be asked for, but not as money that was not used or is left
/// after a death, and never more than was paid.
std::optional<ledger::Error> too_much(const Acting& acting, const Surplus& surplus,
                                      const Act& act) {
  const auto* share = surplus.share(act.funder);
  const auto written_off = share == nullptr ? Money{} : share->written_off;
  const auto most_left = can_ask(surplus, act.funder);
  if (act.amount <= most_left) return std::nullopt;
  const auto found = pretty(act.amount) + " to ask back";
  const bool own = act.funder == ledger::own_part;
  const bool died = act.ground == "died";
  if (own || died || act.ground == "accumulated") {
    const std::string other = died ? "the death" : "unused money";
    return beyond(
        found, "at most " + pretty(most_left) + ": " + how_much_is_theirs(surplus, act.funder) +
                   (written_off.is_zero() ? "" : ", and " + pretty(written_off) + " was given up") +
                   (own ? "" : "; for another reason than " + other + " say --because"));
  }
  // What it sent after a death is in no account of its own yet, and can be left all the same.
  const auto most = std::max(most_left, paid_in(acting, surplus, act.funder));
  if (act.amount <= most) return std::nullopt;
  return beyond(found, "at most " + pretty(most) + ", which " + act.funder +
                           " paid in and has not had back or asked for");
}

std::string reclaim_sentence(const Acting& acting, const Act& act, const Surplus& surplus) {
  const bool own = act.funder == ledger::own_part;
  auto said = own ? pretty(act.amount) + " is to be paid out to the person by "
                  : pretty(act.amount) + " is asked back for " + act.funder + " by ";
  said += pretty(*act.until) + ", under the ref " + act.ref + ".";
  if (const auto most = can_ask(surplus, act.funder); act.amount > most) {
    said += " That is " + pretty(act.amount - most) + " more than " +
            (surplus.over ? "what is left that is theirs" : "the surplus that is theirs") +
            ": the reason given has to bear it.";
  }
  return said + " The letter: dpledger letter " + acting.ref() + " " + act.ref + ".";
}

}  // namespace

Outcome run_reclaim(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto& acting = begun.value();
  auto asked = money_back(arguments, acting, Act::Kind::reclaim);
  if (!asked) return asked.errors();
  auto& [budget, act] = asked.value();
  if (*arguments.until <= arguments.today()) {
    return impossible("to be repaid by " + pretty(*arguments.until),
                      "give time to repay: a day after today (" + text(arguments.today()) + ")");
  }
  const auto who = who_repays(acting, arguments.who);
  if (!who) return who.errors();
  act.ref = ledger::next_reclaim_ref(acting.facts().acts);
  act.until = arguments.until;
  act.who = who.value();
  act.ground = ground_of(acting, arguments.ground);
  const auto& died = acting.facts().history.latest().died;
  if (act.ground == "died" && !(died && *died <= acting.on())) {
    return impossible("nothing says that the person has died",
                      "load the person's file with `died`, or give another ground by --because");
  }
  const auto surplus = acting.surplus(*budget);
  if (auto refused = too_much(acting, surplus, act)) return *refused;
  return acting.record(act, reclaim_sentence(acting, act, surplus));
}

}  // namespace app

// reconsider, outcome, instalments, write-off, repaid: what becomes of money that was asked back.
#include "app/acting.hpp"
#include "ledger/schedule.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Act;
using ledger::Money;

/// A reclaim in hand, and what is open of it.
struct InHand {
  Acting acting;
  ledger::Reclaim reclaim;
  reconcile::OwedBack owed;

  Act act(Act::Kind kind) const {
    auto made = acting.act(kind);
    made.ref = reclaim.ref();
    made.budget = reclaim.asked->budget;
    made.funder = reclaim.asked->funder;
    return made;
  }
  std::string named() const { return reclaim.ref() + " of " + acting.ref(); }
};

ledger::Result<InHand> in_hand(const Arguments& arguments) {
  auto begun = Acting::begin(arguments);
  if (!begun) return begun.errors();
  auto reclaim = begun.value().reclaim();
  if (!reclaim) return reclaim.errors();
  auto owed = begun.value().owed(reclaim.value().ref());
  return InHand{std::move(begun).value(), std::move(reclaim).value(), std::move(owed)};
}

/// The amount of the third word, or all that is open; not more than that.
ledger::Result<Money> part_of_open(const InHand& hand, const Arguments& arguments) {
  if (hand.owed.open.is_zero()) {
    return impossible("nothing is open of " + hand.named(), "it is settled already");
  }
  // An act of an earlier day leaves no less than nothing to those of later days.
  const auto most = std::min(hand.owed.open, hand.acting.open_in_the_end(hand.reclaim.ref()));
  if (most.is_zero()) {
    return impossible(
        "nothing is open of " + hand.named() + " after what is recorded of later days",
        "`dpledger acts " + hand.acting.ref() + "` shows it");
  }
  if (arguments.words.size() < 3) return most;
  const auto amount = hand.acting.amount(2);
  if (!amount) return amount.errors();
  if (amount.value() > most) {
    return beyond(pretty(amount.value()) + " of " + hand.named(),
                  "at most " + pretty(most) + ", which is open");
  }
  return amount.value();
}

std::string left_sentence(const InHand& hand, Money less) {
  const auto left = hand.owed.open - less;
  return left.is_zero() ? "Nothing of " + hand.reclaim.ref() + " is open any more."
                        : pretty(left) + " of " + hand.reclaim.ref() + " is still open.";
}

}  // namespace

Outcome run_reconsider(const Arguments& arguments) {
  auto made = in_hand(arguments);
  if (!made) return made.errors();
  auto& hand = made.value();
  if (hand.reclaim.reconsidering != nullptr) {
    return impossible(
        hand.named() + " is looked at again since " + pretty(hand.reclaim.reconsidering->on),
        "record what comes of it: dpledger outcome " + hand.acting.ref() + " " +
            hand.reclaim.ref() + " AMOUNT --reason TEXT");
  }
  return hand.acting.record(hand.act(Act::Kind::reconsider),
                            hand.reclaim.ref() +
                                " is looked at again; nothing of it is overdue until the outcome "
                                "is recorded.");
}

Outcome run_outcome(const Arguments& arguments) {
  auto made = in_hand(arguments);
  if (!made) return made.errors();
  auto& hand = made.value();
  if (auto refused = reason_missing(arguments)) return *refused;
  if (hand.reclaim.reconsidering == nullptr) {
    return impossible(
        "nobody asked to look at " + hand.named() + " again",
        "record that first: dpledger reconsider " + hand.acting.ref() + " " + hand.reclaim.ref());
  }
  const auto& word = arguments.words.at(2);
  const auto amount =
      word == "0" || word == "0.00" ? ledger::Result<Money>{Money{}} : hand.acting.amount(2);
  if (!amount) return amount.errors();
  if (amount.value() > hand.reclaim.asked->amount) {
    return beyond(pretty(amount.value()) + " after looking again",
                  "at most the " + pretty(hand.reclaim.asked->amount) +
                      " that was asked for; what is more is another `reclaim`");
  }
  auto act = hand.act(Act::Kind::outcome);
  act.amount = amount.value();
  const auto over = ledger::at_least_nothing(hand.owed.repaid - act.amount);
  const std::string back = over.is_zero() ? ""
                                          : " " + pretty(over) +
                                                " more than that was repaid already; it is due "
                                                "back from " +
                                                hand.reclaim.asked->funder + ".";
  return hand.acting.record(act, hand.reclaim.ref() + " is for " + pretty(act.amount) +
                                     " from now on; it was for " + pretty(hand.reclaim.decided) +
                                     "." + back);
}

Outcome run_instalments(const Arguments& arguments) {
  auto made = in_hand(arguments);
  if (!made) return made.errors();
  auto& hand = made.value();
  if (hand.owed.open.is_zero()) {
    return impossible("nothing is open of " + hand.named(), "it is settled already");
  }
  const auto amount = hand.acting.amount(2);
  if (!amount) return amount.errors();
  const auto first = *arguments.first;
  if (first < hand.acting.on()) {
    return impossible("a first instalment on " + pretty(first),
                      "give a day from " + text(hand.acting.on()) + " on");
  }
  const auto open = hand.owed.open.pence();
  const auto each = amount.value().pence();
  const auto count = (open + each - 1) / each;
  constexpr std::int64_t most = 120;
  if (count > most) {
    return impossible(
        std::to_string(count) + " instalments of " + pretty(amount.value()),
        "choose at least " + pretty(Money::of_pence((open + most - 1) / most)) + " each");
  }
  auto act = hand.act(Act::Kind::instalments);
  act.amount = std::min(amount.value(), hand.owed.open);
  act.until = first;
  act.every = ledger::parse_every(arguments.every);
  act.total = hand.owed.open;
  const auto last = ledger::nth_due(first, *act.every, static_cast<int>(count) - 1);
  return hand.acting.record(act, pretty(act.total) + " of " + hand.reclaim.ref() +
                                     " is repaid in " + reports::counted(count, "instalment") +
                                     ", from " + pretty(first) + " to " + pretty(last) + ".");
}

Outcome run_write_off(const Arguments& arguments) {
  auto made = in_hand(arguments);
  if (!made) return made.errors();
  auto& hand = made.value();
  if (auto refused = reason_missing(arguments)) return *refused;
  const auto amount = part_of_open(hand, arguments);
  if (!amount) return amount.errors();
  auto act = hand.act(Act::Kind::write_off);
  act.amount = amount.value();
  return hand.acting.record(
      act, pretty(act.amount) + " is given up. " + left_sentence(hand, act.amount));
}

Outcome run_repaid(const Arguments& arguments) {
  auto made = in_hand(arguments);
  if (!made) return made.errors();
  auto& hand = made.value();
  const auto amount = part_of_open(hand, arguments);
  if (!amount) return amount.errors();
  auto act = hand.act(Act::Kind::repaid);
  act.amount = amount.value();
  return hand.acting.record(act, pretty(act.amount) +
                                     " was repaid from elsewhere than the person's accounts. " +
                                     left_sentence(hand, act.amount));
}

}  // namespace app

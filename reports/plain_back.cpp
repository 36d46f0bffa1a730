// Money that goes back, as the plain page tells it: to whom each sum, what is the person's own to
// keep, and what is kept back of money to come.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/check.hpp"
#include "reconcile/surplus.hpp"
#include "reports/plain_parts.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace reports {
namespace {

using ledger::Date;
using ledger::FindingState;
using ledger::Money;
using ledger::pretty;

/// One sum that was asked for and is not given back yet.
struct Asked {
  Date due;
  Money open;
  std::optional<FindingState> late;  ///< what is found of it after its day, if anything
};

/// What is found of a sum that is late: nothing while no statement reaches its day.
std::optional<FindingState> late_state(const PlainSource& source, Date due, Money open) {
  for (const auto& finding : source.findings) {
    const bool of_it = finding.budget == source.position.budget &&
                       finding.code == "repayment-overdue" && finding.date == due &&
                       finding.amount == open;
    if (of_it) return finding.state;
  }
  return std::nullopt;
}

/// By who is to have it. Empty: the person, whose own part it is.
std::map<std::string, std::vector<Asked>> asked_of(const PlainSource& source) {
  std::map<std::string, std::vector<Asked>> all;
  for (const auto& item : source.view.items) {
    const auto& asked = item.item;
    const bool open = asked.kind == ledger::ItemKind::repayment && !asked.held &&
                      asked.arises <= source.view.as_of && item.open().is_negative();
    if (!open || asked.parts.front().budget != source.position.budget) continue;
    const bool own = asked.payee == source.view.facts->ref();
    all[own ? std::string{} : asked.payee].push_back(
        {asked.due, -item.open(), late_state(source, asked.due, -item.open())});
  }
  return all;
}

/// How it is said that a sum is to go to somebody, by a day or now.
std::string give(const PlainSource& source, const std::string& whom, Money amount,
                 const std::string& when) {
  if (!whom.empty()) return "Give back " + pretty(amount) + " to " + whom + " " + when + ".";
  return source.said(
      pretty(amount) + " of this money is yours to keep. Pay it to your own account " + when + ".",
      pretty(amount) + " of this money was " + source.person().name +
          "'s own. Take it out of this account " + when + ".");
}

void add_late(const PlainSource& source, const std::string& whom, const std::vector<Asked>& asked,
              std::vector<std::string>& sentences) {
  Money late;
  std::optional<Date> since;
  bool unseen = false;
  for (const auto& one : asked) {
    if (one.due >= source.view.as_of || one.late == FindingState::waived) continue;
    late += one.open;
    since = std::min(since.value_or(one.due), one.due);
    unseen = unseen || one.late == FindingState::cannot_test;
  }
  if (!since) return;
  auto sentence = give(source, whom, late, unseen ? "now, if you have not done so yet" : "now");
  if (!whom.empty()) sentence += " This was due on " + pretty(*since) + ".";
  sentences.push_back(std::move(sentence));
}

/// What of money to come is kept back, by whom and why; nothing of it has come.
struct Less {
  ledger::Payer payer;
  Date day;
  Money comes, kept;
  std::vector<ledger::SetOff> by;
};

bool has_come(const PlainSource& source, const ledger::DueInstalment& due, int nth) {
  const auto key_of =
      due.payer == ledger::Payer::funder ? ledger::funding_key : ledger::contribution_key;
  const auto* item = source.view.item(key_of(source.view.facts->ref(), due.budget, due.due, nth));
  return item != nullptr && !item->settled.is_zero();
}

/// Of instalments that are still to come, by day. What an officer decides later is not known yet.
std::vector<Less> less_to_come(const PlainSource& source) {
  auto acts = source.view.facts->acts;
  std::erase_if(acts, [&](const ledger::Act& act) { return act.on > source.view.as_of; });
  std::map<std::pair<ledger::Payer, Date>, int> numbered;
  std::vector<Less> all;
  for (const auto& due : ledger::due_instalments(source.view.history(), acts)) {
    if (due.budget != source.position.budget) continue;
    const auto nth = ++numbered[{due.payer, due.due}];
    if (due.held || due.set_off.empty() || due.payable() < source.view.as_of) continue;
    if (has_come(source, due, nth)) continue;
    Less less{due.payer, due.payable(), due.amount, {}, due.set_off};
    for (const auto& off : due.set_off) less.kept += off.amount;
    all.push_back(std::move(less));
  }
  std::ranges::stable_sort(all, {}, &Less::day);
  return all;
}

const ledger::Act* act_of(const PlainSource& source, int number) {
  const auto& acts = source.view.facts->acts;
  const auto found = std::ranges::find(acts, number, &ledger::Act::number);
  return found == acts.end() ? nullptr : &*found;
}

/// How much comes next, how much it would have been, who takes the rest off and why.
void add_next(const PlainSource& source, const Less& next, std::vector<std::string>& sentences) {
  const bool own = next.payer == ledger::Payer::person;
  const auto day = pretty(next.day);
  const auto whole = " It would have been " + pretty(next.comes + next.kept) + ".";
  if (own) {
    sentences.push_back("Your own share on " + day + " is " + pretty(next.comes) + "." + whole);
  } else if (next.comes.is_zero()) {
    sentences.push_back("No new money comes in on " + day + "." + whole);
  } else {
    sentences.push_back(pretty(next.comes) + " is to come in on " + day + "." + whole);
  }
  for (const auto& off : next.by) {
    std::string sentence = own ? pretty(off.amount) + " is taken off."
                               : off.funder + " takes " + pretty(off.amount) + " off.";
    sentence += " You still have that much from before.";
    const auto* act = act_of(source, off.act);
    if (act != nullptr && !act->reason.empty()) {
      sentence += " This is why: " + as_sentence(act->reason);
    }
    sentences.push_back(std::move(sentence));
  }
}

/// What is free of the funders' parts, and asked of them already.
struct OfFunders {
  Money free, asked;
};
OfFunders of_funders(const PlainSource& source) {
  OfFunders sum;
  for (const auto& funder : source.position.funders) {
    if (funder.name == ledger::own_part) continue;
    const auto asked =
        -reconcile::net_of_account(source.view, source.position.budget, "due-to:" + funder.name);
    sum.free += ledger::at_least_nothing(funder.surplus - asked);
    sum.asked += asked;
  }
  return sum;
}

Money own_part_of(const PlainSource& source) {
  const auto& all = source.position.funders;
  const auto own = std::ranges::find(all, ledger::own_part, &reconcile::FunderPosition::name);
  return own == all.end() ? Money{} : own->surplus;
}

}  // namespace

std::vector<std::string> plain_giving_back(const PlainSource& source) {
  std::vector<std::string> sentences;
  const auto add = [&](const std::string& whom, const std::vector<Asked>& asked) {
    for (const auto& one : asked) {
      if (one.due < source.view.as_of) continue;
      sentences.push_back(give(source, whom, one.open, "by " + pretty(one.due)));
    }
    add_late(source, whom, asked, sentences);
  };
  const auto all = asked_of(source);
  for (const auto& [whom, asked] : all) {
    if (!whom.empty()) add(whom, asked);
  }
  if (const auto own = all.find(""); own != all.end()) add("", own->second);
  return sentences;
}

std::vector<std::string> plain_kept_back(const PlainSource& source) {
  std::vector<std::string> sentences;
  const auto all = source.is_dead() ? std::vector<Less>{} : less_to_come(source);
  if (all.empty()) return sentences;
  const auto& next = all.front();
  add_next(source, next, sentences);
  Money later;
  for (const auto& less : all) later += less.kept;
  if (later != next.kept) {
    sentences.push_back(pretty(later - next.kept) + " more is taken off after that.");
  }
  return sentences;
}

void say_surplus(PlainWriter& section, const PlainSource& source) {
  const auto surplus = source.position.surplus;
  const auto* budget = source.view.history().budget(source.position.budget);
  const bool may_spend = budget != nullptr && reconcile::has_its_time(source.view, *budget);
  if (surplus <= Money{} || may_spend) return;
  section.figure("surplus", source.said("More than you need", "More than is needed"), surplus);
  const auto own = own_part_of(source);
  if (own > Money{}) {
    section.say(source.said(
        "Of what you do not need, " + pretty(own) + " is your own to keep.",
        "Of what is not needed, " + pretty(own) + " was " + source.person().name + "'s own."));
  }
  const auto funders = of_funders(source);
  if (funders.free.is_zero()) return;  // all of it is asked for: the page says so elsewhere
  if (!funders.asked.is_zero()) {
    section.say(source.said("You may also be asked to give back " + pretty(funders.free) + ".",
                            pretty(funders.free) + " may have to go back as well."));
  } else if (!own.is_zero()) {
    section.say(source.said("You may be asked to give back " + pretty(funders.free) + ".",
                            pretty(funders.free) + " may have to go back."));
  } else {
    section.say(source.said("You may be asked to give back what you do not need.",
                            "What is not needed may have to go back."));
  }
}

}  // namespace reports

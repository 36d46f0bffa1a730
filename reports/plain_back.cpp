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
  std::string under;                 ///< what it was asked for under: parts of one have the same
  Money likely;                      ///< more of it that a waiting payment may have given back
  bool looked_at_again = false;
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

const ledger::Reclaim* reclaim_behind(const PlainSource& source,
                                      const std::vector<ledger::Reclaim>& reclaims,
                                      const std::string& key) {
  const auto found = std::ranges::find_if(reclaims, [&](const ledger::Reclaim& reclaim) {
    const auto whole = ledger::repayment_key(source.view.facts->ref(), reclaim.ref());
    return key == whole || key.starts_with(whole + ":");
  });
  return found == reclaims.end() ? nullptr : &*found;
}

/// By who is to have it, each by day. Empty: the person, whose own part it is.
std::map<std::string, std::vector<Asked>> asked_of(const PlainSource& source) {
  const auto reclaims = ledger::reclaims(source.view.facts->acts, source.view.as_of);
  const LikelyPayments likely{source};
  std::map<std::string, std::vector<Asked>> all;
  for (const auto& item : source.view.items) {
    const auto& asked = item.item;
    const bool open = asked.kind == ledger::ItemKind::repayment && !asked.held &&
                      asked.arises <= source.view.as_of && item.open().is_negative();
    if (!open || asked.parts.front().budget != source.position.budget) continue;
    const bool own = asked.payee == source.view.facts->ref();
    const auto* reclaim = reclaim_behind(source, reclaims, asked.key);
    all[own ? std::string{} : asked.payee].push_back(
        {asked.due, likely.open(item), late_state(source, asked.due, -item.open()),
         reclaim == nullptr ? asked.key : reclaim->ref(), likely.of(item),
         reclaim != nullptr && reclaim->reconsidering != nullptr});
  }
  for (auto& [whom, sums] : all) std::ranges::stable_sort(sums, {}, &Asked::due);
  return all;
}

/// How it is said that a sum is to go to somebody, by a day or now.
std::string give(const PlainSource& source, const std::string& whom, Money amount,
                 const std::string& when) {
  const auto& holds = organisation_of(source);
  const auto sum = pretty(amount);
  if (!whom.empty() && !holds.empty()) {
    return "Ask " + holds + " to give back " + sum + " to " + whom + " " + when + ".";
  }
  if (!whom.empty()) return "Give back " + sum + " to " + whom + " " + when + ".";
  const auto own = sum + source.said(" of this money is yours to keep. ",
                                     " of this money was " + source.person().name + "'s own. ");
  if (!holds.empty()) return own + "Ask " + holds + " to pay it out " + when + ".";
  return own + source.said("Pay it to your own account ", "Take it out of this account ") + when +
         ".";
}

Money sum_of(const std::vector<Asked>& asked) {
  Money sum;
  for (const auto& one : asked) sum += one.open;
  return sum;
}

/// What was asked for under one ref stands together; the first due comes first.
std::vector<std::vector<Asked>> by_reclaim(const std::vector<Asked>& asked) {
  std::vector<std::vector<Asked>> all;
  for (const auto& one : asked) {
    const auto known = std::ranges::find_if(
        all, [&](const std::vector<Asked>& other) { return other.front().under == one.under; });
    if (known == all.end()) {
      all.push_back({one});
    } else {
      known->push_back(one);
    }
  }
  return all;
}

/// The next sum, and of further parts how many follow, until when, and what they come to.
std::string to_come(const PlainSource& source, const std::string& whom,
                    const std::vector<Asked>& parts) {
  const auto& next = parts.front();
  auto sentence = give(source, whom, next.open, "by " + pretty(next.due));
  if (parts.size() == 1) return sentence;
  const auto last = pretty(parts.back().due);
  sentence += parts.size() == 2 ? " One more sum is due by " + last + "."
                                : " " + std::to_string(parts.size() - 1) +
                                      " more sums are due up to " + last + ".";
  return sentence + " In all this is " + pretty(sum_of(parts)) + ".";
}

/// What we have of regulation 15 does not say whether it has to be paid before the answer: nor does
/// the page.
std::string looked_at_again(const PlainSource& source, const std::string& whom,
                            const std::vector<Asked>& parts) {
  auto sentence = pretty(sum_of(parts));
  if (!whom.empty()) {
    sentence += " was to go back to " + whom;
  } else {
    sentence += source.said(" of this money was to go to your own account",
                            " of this money was to go out of this account");
  }
  if (parts.size() > 1) sentence += " in " + std::to_string(parts.size()) + " parts";
  return sentence + " by " + pretty(parts.back().due) + ". This is now being looked at again.";
}

void add_late(const PlainSource& source, const std::string& whom, const std::vector<Asked>& asked,
              std::vector<std::string>& sentences) {
  Money late;
  std::optional<Date> since;
  bool unseen = false;
  for (const auto& one : asked) {
    if (one.late == FindingState::waived) continue;
    late += one.open;
    since = std::min(since.value_or(one.due), one.due);
    unseen = unseen || one.late == FindingState::cannot_test;
  }
  if (!since) return;
  auto sentence = give(source, whom, late, unseen ? "now, if you have not done so yet" : "now");
  if (!whom.empty()) sentence += " This was due on " + pretty(*since) + ".";
  sentences.push_back(std::move(sentence));
}

/// How it is said of one who may have had money back.
std::string who_had(const PlainSource& source, const std::string& funder) {
  if (funder != ledger::own_part) return funder;
  return source.said("You", source.person().name);
}

/// What a payment that waits may have given back is said, and not asked for again.
void add_likely(const PlainSource& source, const std::string& whom, std::vector<Asked>& asked,
                std::vector<std::string>& sentences) {
  Money likely;
  for (const auto& one : asked) likely += one.likely;
  std::erase_if(asked, [](const Asked& one) { return one.open.is_zero(); });
  if (likely.is_zero()) return;
  sentences.push_back(may_be_paid(
      who_had(source, whom.empty() ? std::string{ledger::own_part} : whom), likely, " back"));
}

/// What nobody asked for, because the plan that went over into the next left it to them.
void add_likely_unasked(const PlainSource& source, std::vector<std::string>& sentences) {
  const LikelyPayments likely{source};
  for (const auto& funder : source.position.funders) {
    const auto amount = likely.gone_back(funder.name);
    if (amount.is_zero()) continue;
    sentences.push_back(may_be_paid(who_had(source, funder.name), amount, " back"));
  }
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

/// What is more than is needed, or what is left of a budget that is over: what is one's own of it,
/// and of the funders' what they may still ask for and what they have asked for.
struct Whose {
  bool over;
  Money own, free, asked;
  bool given_up = false;  ///< some of it was written off, and is not asked for again
};
Whose whose_of(const reconcile::Surplus& surplus) {
  Whose whose{surplus.over, {}, {}, {}, false};
  for (const auto& share : surplus.shares) {
    if (share.name == ledger::own_part) {
      // Of what is left, what was asked for stands on the page already.
      whose.own = surplus.over ? share.can_ask : share.part;
    } else {
      whose.free += share.can_ask;
      whose.given_up = whose.given_up || !share.written_off.is_zero();
      whose.asked += share.asked;
    }
  }
  return whose;
}

void say_whose(PlainWriter& section, const PlainSource& source, const Whose& whose) {
  const auto& name = source.person().name;
  if (whose.own > Money{}) {
    const auto own = pretty(whose.own);
    const std::string of =
        whose.over ? "Of what is left, "
                   : source.said("Of what you do not need, ", "Of what is not needed, ");
    section.say(of + source.said(own + " is your own to keep.", own + " was " + name + "'s own."));
  }
  if (whose.free.is_zero()) return;  // all of it is asked for: the page says so elsewhere
  const auto free = pretty(whose.free);
  if (!whose.asked.is_zero()) {
    section.say(source.said("You may also be asked to give back " + free + ".",
                            free + " may have to go back as well."));
  } else if (whose.over || whose.given_up || !whose.own.is_zero()) {
    section.say(
        source.said("You may be asked to give back " + free + ".", free + " may have to go back."));
  } else {
    section.say(source.said("You may be asked to give back what you do not need.",
                            "What is not needed may have to go back."));
  }
}

}  // namespace

std::vector<std::string> plain_giving_back(const PlainSource& source) {
  std::vector<std::string> sentences;
  const auto add = [&](const std::string& whom, std::vector<Asked> asked) {
    add_likely(source, whom, asked, sentences);
    std::vector<Asked> late;
    for (auto& parts : by_reclaim(asked)) {
      if (parts.front().looked_at_again) {
        sentences.push_back(looked_at_again(source, whom, parts));
        continue;
      }
      const auto next = std::ranges::find_if(
          parts, [&](const Asked& one) { return one.due >= source.view.as_of; });
      late.insert(late.end(), parts.begin(), next);
      parts.erase(parts.begin(), next);
      if (!parts.empty()) sentences.push_back(to_come(source, whom, parts));
    }
    add_late(source, whom, late, sentences);
  };
  const auto all = asked_of(source);
  for (const auto& [whom, asked] : all) {
    if (!whom.empty()) add(whom, asked);
  }
  if (const auto own = all.find(""); own != all.end()) add("", own->second);
  add_likely_unasked(source, sentences);
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
  if (!source.stands || source.stands->asking() <= Money{}) return;
  const auto& surplus = *source.stands;
  const auto* budget = source.view.history().budget_on(surplus.budget, source.view.as_of);
  if (budget != nullptr && reconcile::has_its_time(source.view, *budget)) return;
  if (surplus.over) {
    section.figure("left", "Left when all is paid", surplus.left);
  } else {
    section.figure("surplus", source.said("More than you need", "More than is needed"),
                   surplus.surplus);
  }
  say_whose(section, source, whose_of(surplus));
}

}  // namespace reports

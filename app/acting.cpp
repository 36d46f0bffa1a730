#include "app/acting.hpp"

#include "app/settle.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <utility>

namespace app {

using ledger::Act;
using ledger::Money;
using ledger::Rule;

Acting::Acting(const Arguments& arguments, BookPointer book, std::unique_ptr<store::Work> work,
               store::PersonRow row)
    : arguments_{&arguments},
      book_{std::move(book)},
      work_{std::move(work)},
      row_{std::move(row)},
      on_{arguments.on.value_or(arguments.today())} {
  settle_now(*work_, row_.id);
  books_ = std::make_unique<PersonBooks>(work_->reader(), row_.id, on_);
}

ledger::Result<Acting> Acting::begin(const Arguments& arguments) {
  const auto today = arguments.today();
  if (arguments.on && *arguments.on > today) {
    return impossible(
        "a decision of " + pretty(*arguments.on) + ", which is after today (" + pretty(today) + ")",
        "record it on that day or later, or leave --on out");
  }
  auto book = book_to_change(arguments);
  if (!book) return book.errors();
  auto work = book.value()->begin(stamp(arguments));
  const auto people = people_named(work->reader(), {arguments.words.front()});
  if (!people) return people.errors();
  return Acting{arguments, std::move(book).value(), std::move(work), people.value().front()};
}

ledger::Result<const ledger::Budget*> Acting::budget(std::size_t word) const {
  const auto& named = arguments_->words.at(word);
  const auto* known = person().budget(named);
  if (known == nullptr) known = facts().history.budget(named);
  if (known != nullptr && on_ < known->from) {
    return impossible(
        "a decision of " + pretty(on_) + " about budget " + named,
        "the budget begins on " + pretty(known->from) + ": give that day or a later one");
  }
  if (known != nullptr) return known;
  std::string all;
  for (const auto& each : facts().history.latest().budgets) {
    all += (all.empty() ? "" : ", ") + each.ref;
  }
  return refusal(Rule::budget_unknown, named,
                 all.empty() ? ref() + " has no budget yet: load one" : ref() + " has " + all);
}

ledger::Result<ledger::Reclaim> Acting::reclaim() const {
  const auto& named = arguments_->words.at(1);
  const auto all = ledger::reclaims(facts().acts, on_);
  if (const auto* found = ledger::reclaim_of(all, named)) return *found;
  std::string refs;
  for (const auto& each : all) refs += (refs.empty() ? "" : ", ") + each.ref();
  return refusal(Rule::act_unknown, named,
                 refs.empty() ? "nothing is asked back of " + ref() + " on " + pretty(on_) +
                                    ": `dpledger reclaim` asks for it"
                              : "asked back of " + ref() + ": " + refs);
}

reconcile::OwedBack Acting::owed(const std::string& reclaim) const {
  for (auto& each : reconcile::owed_back(view())) {
    if (each.kind == reconcile::OwedBack::Kind::reclaim && each.ref == reclaim) return each;
  }
  throw ledger::Defect{"a reclaim that stands is owed back or settled"};
}

Money Acting::open_in_the_end(const std::string& reclaim) const {
  const auto all = ledger::reclaims(facts().acts);
  const auto* found = ledger::reclaim_of(all, reclaim);
  const auto amount = found == nullptr ? Money{} : found->amount;
  return ledger::at_least_nothing(amount - owed(reclaim).repaid);
}

reconcile::Surplus Acting::surplus(const ledger::Budget& budget) const {
  return reconcile::surplus_of(view(), budget);
}

ledger::Result<std::string> Acting::funder(const ledger::Budget& budget) const {
  std::vector<std::string> names;
  for (const auto& each : budget.funders) names.push_back(each.name);
  const auto& wanted = arguments_->funder;
  if (wanted.empty() && names.size() == 1) return names.front();
  for (const auto& claim : reconcile::claims(view(), budget)) {  // money of theirs came along
    const bool known = std::ranges::find(names, claim.name) != names.end();
    if (!known && claim.name != ledger::own_part) names.push_back(claim.name);
  }
  names.emplace_back(ledger::own_part);
  if (std::ranges::find(names, wanted) != names.end()) return wanted;
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", or ") + ("\"" + name + "\"");
  return impossible(wanted.empty() ? "several pay for budget " + budget.ref
                                   : "\"" + wanted + "\" pays nothing into budget " + budget.ref,
                    "say whose money it is: --funder " + all);
}

ledger::Result<Money> Acting::amount(std::size_t word) const {
  const auto& text = arguments_->words.at(word);
  const auto read = ledger::parse_money(text);
  if (!read) return refusal(read.error().broken, text, read.error().remedy);
  if (read.value() <= Money{}) {
    return refusal(Rule::value_out_of_range, text, "give an amount of more than nothing");
  }
  return read.value();
}

Act Acting::act(Act::Kind kind) const {
  const auto who = stamp(*arguments_);
  Act made{.kind = kind, .on = on_};
  made.reason = arguments_->reason;
  made.by = who.by;
  made.at = who.at;
  return made;
}

Outcome Acting::record(Act act, const std::string& sentence) {
  act.number = work_->act(row_.id, act);
  settle_now(*work_, row_.id);
  work_->commit();
  std::vector<std::pair<std::string, std::string>> names{
      {"person", ref()},
      {"number", std::to_string(act.number)},
      {"act", std::string{ledger::text(act.kind)}},
      {"ref", act.ref},
      {"budget", act.budget},
      {"funder", act.funder},
      {"amount", ledger::text(act.amount)},
      {"on", ledger::text(act.on)},
      {"until", act.until ? ledger::text(*act.until) : std::string{}},
      {"by", act.by},
      {"at", act.at}};
  return Finished{reports::done(
      "dpledger.act/1",
      "Recorded as act " + std::to_string(act.number) + " of " + ref() + ". " + sentence, names)};
}

std::optional<ledger::Error> reason_missing(const Arguments& arguments) {
  if (arguments.reason.find_first_not_of(" \t") != std::string::npos) return std::nullopt;
  return refusal(Rule::reason_missing, arguments.words.front());
}

ledger::Error impossible(std::string found, std::string remedy) {
  return refusal(Rule::act_impossible, std::move(found), std::move(remedy));
}
ledger::Error beyond(std::string found, std::string remedy) {
  return refusal(Rule::amount_beyond, std::move(found), std::move(remedy));
}

}  // namespace app

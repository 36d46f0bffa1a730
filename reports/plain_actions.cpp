// What the holder should do next, from what is owed, what waits for an answer and what was found.
#include "reconcile/check.hpp"
#include "reports/plain_parts.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>

namespace reports {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;
using ledger::pretty;

/// Somebody who is to be paid: how it is said after "Pay", how before "may have", and for what;
/// of several who they are, as a sentence.
struct Payable {
  std::string to;
  std::string who;
  Money owed;
  ItemKind kind;
  std::string names = {};
};

/// When what is owed of a kind is to be paid: all that is late, or else what is due first; what is
/// due on the next day after that, and what comes later still.
struct Dues {
  std::optional<Date> day;  ///< nothing: no day is known
  Money now;
  std::optional<Date> next_day;
  Money next;
  Money later;
};

/// What is open by the day it is due, all that is late under the first of its days.
std::map<Date, Money> open_by_day(const PlainSource& source, ItemKind kind,
                                  const LikelyPayments& likely) {
  std::map<Date, Money> by_day;
  Money late;
  for (const auto& item : source.view.items) {
    const auto open = likely.open(item);
    if (item.item.kind != kind || open <= Money{} || !is_ours(source, item)) continue;
    by_day[item.item.due] += open;
    if (item.item.due < source.view.as_of) late += open;
  }
  if (late.is_zero()) return by_day;
  const auto since = by_day.begin()->first;
  by_day.erase(by_day.begin(), by_day.lower_bound(source.view.as_of));
  by_day[since] = late;
  return by_day;
}

/// Of an item that several budgets share only a part is ours: what is owed is the most there is.
Dues dues_of(const std::map<Date, Money>& by_day, Money amount) {
  Dues dues{{}, amount, {}, {}, {}};
  if (by_day.empty()) return dues;
  const auto first = by_day.begin();
  const auto second = std::next(first);
  dues.day = first->first;
  if (second == by_day.end()) return dues;
  dues.now = std::min(first->second, amount);
  dues.next_day = second->first;
  const bool last = std::next(second) == by_day.end();
  dues.next = last ? amount - dues.now : std::min(second->second, amount - dues.now);
  dues.later = amount - dues.now - dues.next;
  return dues;
}

class Actions {
 public:
  explicit Actions(const PlainSource& source) : source_{source} {}

  void pay(const Payable& payable, const LikelyPayments& likely) {
    const auto paid = std::min(payable.owed, likely.of_kind(payable.kind));
    const auto amount = payable.owed - paid;
    if (amount > Money{})
      say(to_pay(payable, dues_of(open_by_day(source_, payable.kind, likely), amount)));
    if (paid > Money{}) say(may_be_paid(payable.who, paid));
  }
  void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

  /// What there is no room for is counted, with what has no sentence of its own.
  std::vector<std::string> done(std::size_t unsaid, std::size_t actions_most) && {
    if (sentences_.size() > actions_most || (unsaid > 0 && sentences_.size() == actions_most)) {
      unsaid += sentences_.size() - (actions_most - 1);
      sentences_.resize(actions_most - 1);
    }
    const auto call = source_.said("Please call your care team.", "Please call the care team.");
    if (unsaid == 1) say("There is one more thing to check. " + call);
    if (unsaid > 1) {
      say("There are " + std::to_string(unsaid) + " more things to check. " + call);
    }
    if (sentences_.empty()) say("There is nothing to do now.");
    return std::move(sentences_);
  }

 private:
  std::string to_pay(const Payable& payable, const Dues& dues) const {
    auto sentence = "Pay " + payable.to + " " + pretty(dues.now);
    if (!dues.day) return sentence + "." + payable.names;
    if (*dues.day < source_.view.as_of) {
      sentence += " now. This was due on " + pretty(*dues.day) + ".";
    } else {
      sentence += " by " + pretty(*dues.day) + ".";
    }
    if (dues.next.is_zero()) return sentence + payable.names;
    sentence += " " + pretty(dues.next) + " more is due by " + pretty(*dues.next_day);
    if (!dues.later.is_zero()) sentence += ", and " + pretty(dues.later) + " after that";
    return sentence + "." + payable.names;
  }

  const PlainSource& source_;
  std::vector<std::string> sentences_;
};

/// A firm keeps the account for the holder.
bool is_managed(const PlainSource& source) {
  const auto& version = source.view.history().on(source.view.as_of);
  const auto* budget = version.budget(source.position.budget);
  return budget != nullptr && std::ranges::any_of(budget->accounts, [&](const auto& ref) {
           const auto* account = version.account(ref);
           return account != nullptr && account->kind == ledger::AccountKind::managed;
         });
}

/// What the bank shows too little of, and money that waits for somebody.
void add_hold_and_pages(Actions& actions, const PlainSource& source) {
  if (plain_hold(source)) {
    actions.say(source.said("Ask your care team what you can do so that money comes in again.",
                            "Ask the care team about the money that is on hold."));
  }
  if (pages_are_missing(source)) actions.say("Please send in the bank pages.");
  if (const auto end = pages_end(source)) {
    actions.say("Please send in the bank pages from " + pretty(plus_days(*end, 1)) + " on.");
  }
}

/// Those whose pay or bills are still to be paid, each once, as their items come: of a budget that
/// is over whatever is known. Nothing where somebody's name is not known.
std::vector<std::string> names_of(const PlainSource& source, ItemKind kind,
                                  const LikelyPayments& likely) {
  std::vector<std::string> names;
  for (const auto& item : source.view.items) {
    if (item.item.kind != kind || !is_ours(source, item)) continue;
    if (item.item.arises > source.view.as_of && !source.over()) continue;
    if (likely.open(item) <= Money{}) continue;
    const auto* worker = source.view.history().worker(item.item.payee);
    const auto& name = kind == ItemKind::invoice ? item.item.payee
                       : worker == nullptr       ? std::string{}
                                                 : worker->name;
    if (name.empty()) return {};
    if (std::ranges::count(names, name) == 0) names.push_back(name);
  }
  return names;
}

/// Who is to be paid, by name where there are few.
Payable named(const PlainSource& source, Payable payable, const LikelyPayments& likely) {
  constexpr std::size_t most = 3;
  const auto names = names_of(source, payable.kind, likely);
  if (names.size() == 1) payable.to = names.front();
  if (names.size() < 2 || names.size() > most) return payable;
  payable.names = payable.kind == ItemKind::invoice ? " The bills are from " : " The carers are ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    payable.names += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  payable.names += ".";
  return payable;
}

void add_payments(Actions& actions, const PlainSource& source, const LikelyPayments& likely) {
  if (source.position.deployment != ledger::Deployment::direct_payment) return;
  const auto& owed = source.position.owed;
  const auto later = source.over() ? source.stands->later : reconcile::Owed{};
  const std::array<Payable, 4> payables{
      named(source,
            {source.said("your carers", "the carers"), source.said("Your carers", "The carers"),
             owed.net_pay + later.net_pay, ItemKind::net_pay},
            likely),
      Payable{"HMRC", "HMRC", owed.paye + later.paye, ItemKind::paye},
      Payable{"the pension firm", "The pension firm", owed.pension + later.pension,
              ItemKind::pension},
      named(
          source,
          {"bills of", "Those who sent bills", owed.suppliers + later.suppliers, ItemKind::invoice},
          likely)};
  for (const auto& payable : payables) actions.pay(payable, likely);
  const bool to_pay = !owed.total().is_zero() || !later.total().is_zero();
  if (to_pay && is_managed(source)) {
    actions.say(source.said("The firm that keeps your bank account can pay this for you.",
                            "The firm that keeps the bank account can pay this."));
  }
}

std::string how_many(std::size_t count, const std::string& thing) {
  return count == 1 ? "one " + thing : std::to_string(count) + " " + thing + "s";
}

/// Lines of the bank that nobody can explain yet, or that somebody should say yes to. Where one is
/// likely paid for what is owed, the page has said so, and a finding with a sentence asks itself.
void add_questions(Actions& actions, const PlainSource& source, const LikelyPayments& likely) {
  std::size_t paid = 0;
  std::size_t came = 0;
  const auto after_death =
      reconcile::funding_after_death(source.view);  // has a sentence of its own
  for (const auto& line : source.view.lines) {
    const bool waits = line.match != nullptr && line.match->state != ledger::MatchState::matched &&
                       std::ranges::count(after_death, &line) == 0;
    if (!waits || source.view.budget_of(line) != source.position.budget) continue;
    if (likely.has(line) || finding_asks_about(source, line)) continue;
    ++(line.line->line.amount.is_negative() ? paid : came);
  }
  const auto team = source.said("your care team", "the care team");
  const auto& holds = organisation_of(source);
  if (paid > 0 && !holds.empty()) {
    actions.say("Ask " + holds + " what " + how_many(paid, "payment") +
                (paid == 1 ? " was for." : " were for."));
  } else if (paid > 0) {
    actions.say("We are not sure what " + how_many(paid, "payment") + (paid == 1 ? " is" : " are") +
                " for. Please find the bills and tell " + team + ".");
  }
  if (came > 0 && !holds.empty()) {
    actions.say("Ask " + holds + " what " + how_many(came, "sum") + " that came in" +
                (came == 1 ? " was for." : " were for."));
  } else if (came > 0) {
    actions.say("We are not sure what " + how_many(came, "sum") + " that came in" +
                (came == 1 ? " is" : " are") + " for. Please tell " + team + ".");
  }
}

}  // namespace

PlainSection plain_actions(const PlainSource& source, std::size_t actions_most) {
  Actions actions{source};
  const LikelyPayments likely{source};
  add_payments(actions, source, likely);
  for (auto& sentence : plain_giving_back(source)) actions.say(std::move(sentence));
  add_hold_and_pages(actions, source);
  add_questions(actions, source, likely);
  const auto found = plain_findings(source);
  for (const auto& sentence : found.sentences) actions.say(sentence);
  PlainSection section{"to-do", "What to do next"};
  section.sentences = std::move(actions).done(found.unsaid, actions_most);
  return section;
}

}  // namespace reports

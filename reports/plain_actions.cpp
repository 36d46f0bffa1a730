// What the holder should do next, from what is owed, what waits for an answer and what is missing.
#include "reconcile/money_ahead.hpp"
#include "reports/plain_parts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace reports {
namespace {

using ledger::Date;
using ledger::ItemKind;
using ledger::Money;
using ledger::pretty;

/// What a finding means for the holder, and after a death for whoever looks after the money. "{}"
/// is its amount; an empty sentence says nothing.
struct Advice {
  std::string_view code;
  std::string_view sentence;
  std::string_view after_death;
};

constexpr std::array advices{
    Advice{"paid-after-death", "", "{} was paid for days after the death. Please say what for."},
    Advice{"funding-after-death", "", "{} came in after the death. Please do not spend it."},
    Advice{"funding-missing", "You were due {} that has not come. Ask for it.",
           "A sum of {} was due and has not come. Ask for it."},
    Advice{"statement-gap", "Some bank pages are missing. Please send them in.",
           "Some bank pages are missing. Please send them in."},
    Advice{"balance-break", "Some bank pages do not add up. Please send them in again.",
           "Some bank pages do not add up. Please send them in again."},
    Advice{"returned-payment", "You paid {} and it came back. Please pay it again.",
           "A sum of {} was paid and came back. Please pay it again."},
    Advice{"duplicate-payment", "You may have paid {} twice. Ask for it back.",
           "A sum of {} may have been paid twice. Ask for it back."},
    Advice{"overpaid", "You paid {} too much. Ask for it back.",
           "A sum of {} was paid that was not due. Ask for it back."},
    Advice{"underpaid", "You paid {} too little. Please pay the rest.",
           "A bill was paid {} too little. Please pay the rest."},
    Advice{"contribution-missing", "Your own share of {} is late. Please pay it in.",
           "A share of {} did not come in. Please call the care team."},
    Advice{"cash-withdrawal", "You took out {} in cash. Please say what it was for.",
           "{} was taken out in cash. Please say what it was for."},
    Advice{"payment-to-holder", "You paid {} to your own account. Please say why.",
           "{} was paid to the holder's own account. Please say why."},
    Advice{"prohibited-spending",
           "You paid {} for things that this money is not for. Please call your care team.",
           "{} was paid for things that this money is not for. Please call the care team."},
    Advice{"unplanned-spending",
           "You paid {} for things that are not in your plan. Please call your care team.",
           "{} was paid for things that are not in the plan. Please call the care team."},
    Advice{"over-plan-line",
           "You went over one part of your plan by {}. Please call your care team.",
           "One part of the plan went over by {}. Please call the care team."},
    Advice{"funding-duplicate", "You were sent {} twice. Please do not spend it.",
           "A sum of {} was sent twice. Please do not spend it."},
    Advice{"funding-wrong-amount", "You were sent the wrong sum. It is out by {}. Ask why.",
           "The wrong sum was sent. It is out by {}. Ask why."},
    Advice{"third-party-deposit", "You were sent {} by someone else. Please say who it was.",
           "A sum of {} was sent by someone else. Please say who it was."},
    Advice{"regular-unpaid", "A planned payment of {} has not gone out. Please check it.",
           "A planned payment of {} has not gone out. Please check it."},
    Advice{"insurance-lapsed", "You may have no insurance for your carers. Please check it.",
           "There may be no insurance for the carers. Please check it."},
    Advice{"below-minimum-wage",
           "A carer may be paid less than the law says. Please check their pay.",
           "A carer may be paid less than the law says. Please check their pay."},
    Advice{"review-due", "It is time to look at your plan again. Ask for a date.", ""},
};

/// What stands on the page already, in the figures or among what is to be paid.
constexpr std::array told_elsewhere{
    std::string_view{"net-pay-unpaid"},   std::string_view{"paye-overdue"},
    std::string_view{"pension-overdue"},  std::string_view{"invoice-unpaid"},
    std::string_view{"surplus"},          std::string_view{"shortfall"},
    std::string_view{"repayment-overdue"}};

/// The first day on which something of a kind is to be paid that is not paid yet.
std::optional<Date> first_due(const PlainSource& source, ItemKind kind) {
  for (const auto& item : source.view.items) {
    const bool ours = std::ranges::any_of(item.item.parts, [&](const auto& part) {
      return reconcile::falls_to(source.view, part, source.position.budget);
    });
    if (item.item.kind == kind && ours && item.open().is_negative()) return item.item.due;
  }
  return std::nullopt;
}

class Actions {
 public:
  explicit Actions(const PlainSource& source) : source_{source} {}

  void pay(std::string what, Money amount, ItemKind kind) {
    if (amount <= Money{}) return;
    std::string sentence = "Pay " + std::move(what) + " " + pretty(amount);
    const auto due = first_due(source_, kind);
    if (!due) {
      sentence += ".";
    } else if (*due < source_.view.as_of) {
      sentence += " now. This was due on " + pretty(*due) + ".";
    } else {
      sentence += " by " + pretty(*due) + ".";
    }
    say(std::move(sentence));
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
  if (const auto end = pages_end(source)) {
    actions.say("Please send in the bank pages from " + pretty(plus_days(*end, 1)) + " on.");
  }
}

void add_payments(Actions& actions, const PlainSource& source) {
  if (source.position.deployment != ledger::Deployment::direct_payment) return;
  const auto& owed = source.position.owed;
  actions.pay(source.said("your carers", "the carers"), owed.net_pay, ItemKind::net_pay);
  actions.pay("HMRC", owed.paye, ItemKind::paye);
  actions.pay("the pension firm", owed.pension, ItemKind::pension);
  actions.pay("bills of", owed.suppliers, ItemKind::invoice);
  if (!owed.total().is_zero() && is_managed(source)) {
    actions.say(source.said("The firm that keeps your bank account can pay this for you.",
                            "The firm that keeps the bank account can pay this."));
  }
}

std::string how_many(std::size_t count, const std::string& thing) {
  return count == 1 ? "one " + thing : std::to_string(count) + " " + thing + "s";
}

/// Lines of the bank that nobody can explain yet, or that somebody should say yes to.
void add_questions(Actions& actions, const PlainSource& source) {
  std::size_t paid = 0;
  std::size_t came = 0;
  for (const auto& line : source.view.lines) {
    const bool waits = line.match != nullptr && line.match->state != ledger::MatchState::matched;
    if (!waits || source.view.budget_of(line) != source.position.budget) continue;
    ++(line.line->line.amount.is_negative() ? paid : came);
  }
  const auto team = source.said("your care team", "the care team");
  if (paid > 0) {
    actions.say("We are not sure what " + how_many(paid, "payment") + (paid == 1 ? " is" : " are") +
                " for. Please find the bills and tell " + team + ".");
  }
  if (came > 0) {
    actions.say("We are not sure what " + how_many(came, "sum") + " that came in" +
                (came == 1 ? " is" : " are") + " for. Please tell " + team + ".");
  }
}

/// How many open findings have no sentence.
std::size_t add_findings(Actions& actions, const PlainSource& source) {
  std::map<std::string_view, Money> sums;
  std::size_t unsaid = 0;
  for (const auto& finding : source.findings) {
    const bool ours = finding.budget.empty() || finding.budget == source.position.budget;
    if (!ours || finding.state != ledger::FindingState::open) continue;
    if (std::ranges::count(told_elsewhere, finding.code) > 0) continue;
    const auto known = std::ranges::find(advices, finding.code, &Advice::code);
    if (known != advices.end()) {
      sums[finding.code] += finding.amount;
    } else {
      ++unsaid;
    }
  }
  for (const auto& advice : advices) {
    const auto found = sums.find(advice.code);
    if (found == sums.end()) continue;
    std::string sentence{source.is_dead() ? advice.after_death : advice.sentence};
    if (sentence.empty()) continue;
    const auto hole = sentence.find("{}");
    if (hole != std::string::npos)
      sentence.replace(hole, 2, pretty(ledger::magnitude(found->second)));
    actions.say(std::move(sentence));
  }
  return unsaid;
}

}  // namespace

PlainSection plain_actions(const PlainSource& source, std::size_t actions_most) {
  Actions actions{source};
  add_payments(actions, source);
  for (auto& sentence : plain_giving_back(source)) actions.say(std::move(sentence));
  add_hold_and_pages(actions, source);
  add_questions(actions, source);
  const auto unsaid = add_findings(actions, source);
  PlainSection section{"to-do", "What to do next"};
  section.sentences = std::move(actions).done(unsaid, actions_most);
  return section;
}

}  // namespace reports

// What findings mean for the holder, and what to do about them.
#include "reconcile/check.hpp"
#include "reports/plain_parts.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace reports {
namespace {

using ledger::ItemKind;
using ledger::Money;
using ledger::pretty;

/// What a finding means for the holder; after a death for whoever looks after the money; and what
/// to ask an organisation that holds it. "{}" is its amount, "#" how many there are; an empty
/// sentence says nothing.
struct Advice {
  std::string_view code;
  std::string_view sentence;
  std::string_view after_death;
  std::string_view ask;
};

/// The two sides of `funding-wrong-amount`: they are not to be added up, nor set against each
/// other.
constexpr std::string_view too_much = "funding-too-much";
constexpr std::string_view too_little = "funding-too-little";

/// Of `unplanned-spending`: what went to one who pays for the plan. It may well be given back.
constexpr std::string_view to_funder = "unplanned-to-funder";

/// Of `overpaid`: the holder took more than was their own.
constexpr std::string_view own_too_much = "own-too-much";

/// Several of `over-plan-line`: how many there are is said too.
constexpr std::string_view over_lines = "over-plan-lines";

constexpr std::array advices{
    Advice{"paid-after-death", "", "{} was paid for days after the death. Please say what for.",
           "what {} was paid for after the death"},
    Advice{"funding-after-death", "", "{} came in after the death. Please do not spend it.",
           "about {} that came in after the death"},
    Advice{"funding-missing", "You were due {} that has not come. Ask for it.",
           "A sum of {} was due and has not come. Ask for it.", "about {} that has not come in"},
    Advice{"statement-gap", "Some bank pages are missing. Please send them in.",
           "Some bank pages are missing. Please send them in.",
           "to send in the bank pages that are missing"},
    Advice{"balance-break", "Some bank pages do not add up. Please send them in again.",
           "Some bank pages do not add up. Please send them in again.",
           "to send in the bank pages that do not add up again"},
    Advice{"returned-payment", "You paid {} and it came back. Please pay it again.",
           "A sum of {} was paid and came back. Please pay it again.",
           "to pay {} again that came back"},
    Advice{"duplicate-payment", "You may have paid {} twice. Ask for it back.",
           "A sum of {} may have been paid twice. Ask for it back.",
           "about {} that may have been paid twice"},
    Advice{"overpaid", "You paid {} too much. Ask for it back.",
           "A sum of {} was paid that was not due. Ask for it back.",
           "about {} that was paid and was not due"},
    Advice{"underpaid", "You paid {} too little. Please pay the rest.",
           "A bill was paid {} too little. Please pay the rest.",
           "about a bill that was paid {} too little"},
    Advice{"contribution-missing", "Your own share of {} is late. Please pay it in.",
           "A share of {} did not come in. Please call the care team.",
           "about a share of {} that has not come in"},
    Advice{"cash-withdrawal", "You took out {} in cash. Please say what it was for.",
           "{} was taken out in cash. Please say what it was for.",
           "about {} that was taken out in cash"},
    Advice{"payment-to-holder", "You paid {} to your own account. Please say why.",
           "{} was paid to the holder's own account. Please say why.",
           "about {} that was paid to the holder's account"},
    Advice{"prohibited-spending",
           "You paid {} for things that this money is not for. Please call your care team.",
           "{} was paid for things that this money is not for. Please call the care team.",
           "about {} for things that this money is not for"},
    Advice{"unplanned-spending",
           "You paid {} for things that are not in your plan. Please call your care team.",
           "{} was paid for things that are not in the plan. Please call the care team.",
           "about {} for things that are not in the plan"},
    Advice{own_too_much, "You had {} more than was your own. Please pay it back in.",
           "{} more was paid out than was their own. Please pay it back in.",
           "about {} that was paid out and was not the person's own"},
    Advice{to_funder,
           "You sent {} to those who pay for your plan. We do not know what for. Please call your "
           "care team.",
           "{} was sent to those who pay for the plan. Please say what for.",
           "what {} was for that they sent to those who pay for the plan"},
    Advice{"over-plan-line",
           "You went over one part of your plan by {}. Please call your care team.",
           "One part of the plan went over by {}. Please call the care team.",
           "about one part of the plan that went over by {}"},
    Advice{over_lines,
           "You went over # parts of your plan, by {} in all. Please call your care team.",
           "# parts of the plan went over, by {} in all. Please call the care team.",
           "about # parts of the plan that went over, by {} in all"},
    Advice{"funding-duplicate", "You were sent {} twice. Please do not spend it.",
           "A sum of {} was sent twice. Please do not spend it.",
           "about {} that was sent to them twice"},
    Advice{too_much, "You were sent {} too much. Ask why.", "{} too much was sent. Ask why.",
           "about {} that was sent too much"},
    Advice{too_little, "You were sent {} too little. Ask why.", "{} too little was sent. Ask why.",
           "about {} that was sent too little"},
    Advice{"third-party-deposit", "You were sent {} by someone else. Please say who it was.",
           "A sum of {} was sent by someone else. Please say who it was.",
           "about {} that was sent by someone else"},
    Advice{"regular-unpaid", "A planned payment of {} has not gone out. Please check it.",
           "A planned payment of {} has not gone out. Please check it.",
           "about a planned payment of {} that has not gone out"},
    Advice{"insurance-lapsed", "You may have no insurance for your carers. Please check it.",
           "There may be no insurance for the carers. Please check it.",
           "if the carers are insured"},
    Advice{"below-minimum-wage",
           "A carer may be paid less than the law says. Please check their pay.",
           "A carer may be paid less than the law says. Please check their pay.",
           "if a carer is paid less than the law says"},
};

constexpr std::string_view review_due = "review-due";

/// What stands on the page already, in the figures or among what is to be paid; and what is for
/// those who agreed to the plan to put right.
constexpr std::array told_elsewhere{
    std::string_view{"net-pay-unpaid"},    std::string_view{"paye-overdue"},
    std::string_view{"pension-overdue"},   std::string_view{"invoice-unpaid"},
    std::string_view{"surplus"},           std::string_view{"shortfall"},
    std::string_view{"repayment-overdue"}, std::string_view{"agreed-without-authority"}};

/// What was paid too little of pay, tax, pension or a bill is among what is to be paid.
bool is_owed_still(const PlainSource& source, const ledger::Finding& finding) {
  if (finding.code != "underpaid") return false;
  const auto* item = source.view.item(finding.subject);
  if (item == nullptr) return false;
  const auto kind = item->item.kind;
  return kind == ItemKind::net_pay || kind == ItemKind::paye || kind == ItemKind::pension ||
         kind == ItemKind::invoice;
}

/// What is to be given back stands on the page with its day.
bool is_asked_back(const PlainSource& source, const ledger::Finding& finding) {
  const auto* item = finding.code == "underpaid" ? source.view.item(finding.subject) : nullptr;
  return item != nullptr && item->item.kind == ItemKind::repayment && !item->item.held;
}

bool is_told_elsewhere(const PlainSource& source, const ledger::Finding& finding) {
  if (std::ranges::count(told_elsewhere, finding.code) > 0) return true;
  const bool pays = source.position.deployment == ledger::Deployment::direct_payment;
  if (pays && is_owed_still(source, finding)) return true;
  if (is_asked_back(source, finding)) return true;
  // Of a plan that is over nobody looks at it again: the next one has a page of its own.
  return finding.code == review_due && source.forecast.phase == reconcile::BudgetPhase::over;
}

/// Findings of one kind: what they come to, and how many they are.
struct Sum {
  Money amount;
  std::size_t count = 0;

  void add(Money more) {
    amount += more;
    ++count;
  }
};
using Sums = std::map<std::string_view, Sum>;

std::string advice_of(const PlainSource& source, const Advice& advice, const Sum& sum) {
  const auto& holds = organisation_of(source);
  std::string sentence{source.is_dead() ? advice.after_death : advice.sentence};
  if (!holds.empty()) sentence = "Ask " + holds + " " + std::string{advice.ask} + ".";
  const auto fill = [&](std::string_view hole, const std::string& with) {
    const auto at = sentence.find(hole);
    if (at != std::string::npos) sentence.replace(at, hole.size(), with);
  };
  fill("#", std::to_string(sum.count));
  fill("{}", pretty(ledger::magnitude(sum.amount)));
  return sentence;
}

bool is_open_of(const PlainSource& source, const ledger::Finding& finding) {
  const bool ours = finding.budget.empty() || finding.budget == source.position.budget;
  return ours && finding.state == ledger::FindingState::open;
}

/// An instalment, or of several funders' the share of one, that came at another amount; nothing for
/// any other finding. A share that never came may stand beside one of too much.
bool add_wrong_sum(const PlainSource& source, const ledger::Finding& finding, Sums& sums) {
  const bool is_wrong = finding.code == "funding-wrong-amount";
  const auto* item = source.view.item(finding.subject);
  if (item == nullptr || (!is_wrong && finding.code != "funding-missing")) return false;
  const auto beyond = reconcile::paid_beyond(source.view, *item);
  if (!beyond.is_zero()) sums[too_much].add(beyond);
  if (!is_wrong) return false;
  const auto short_of = reconcile::paid_short(source.view, *item);
  if (!short_of.is_zero()) sums[too_little].add(short_of);
  return true;
}

/// The person has had more than their own part of what was left.
bool went_to_holder(const PlainSource& source, const ledger::Finding& finding) {
  if (finding.code != "overpaid") return false;
  const auto* item = source.view.item(finding.subject);
  const bool own = item != nullptr && item->item.kind == ItemKind::repayment &&
                   item->item.payee == source.view.facts->ref();
  return own || (finding.subject.starts_with("due-to:") && finding.subject.ends_with(":person"));
}

/// Money that was sent to a funder and nobody had asked for.
bool went_to_funder(const PlainSource& source, const ledger::Finding& finding) {
  if (finding.code != "unplanned-spending") return false;
  const auto id = ledger::parse_line_id(finding.subject);
  const auto* line = id ? source.view.line(*id) : nullptr;
  return line != nullptr && reconcile::pays_a_funder(source.view, *line);
}

}  // namespace

PlainFindings plain_findings(const PlainSource& source) {
  PlainFindings found;
  Sums sums;
  for (const auto& finding : source.findings) {
    if (!is_open_of(source, finding) || is_told_elsewhere(source, finding)) continue;
    if (add_wrong_sum(source, finding, sums)) continue;
    const bool known = std::ranges::count(advices, finding.code, &Advice::code) > 0;
    if (went_to_holder(source, finding)) {
      sums[own_too_much].add(finding.amount);
    } else if (went_to_funder(source, finding)) {
      sums[to_funder].add(finding.amount);
    } else if (known || finding.code == review_due) {
      sums[finding.code].add(finding.amount);
    } else {
      ++found.unsaid;
    }
  }
  if (const auto over = sums.find("over-plan-line"); over != sums.end() && over->second.count > 1) {
    sums[over_lines] = over->second;
    sums.erase("over-plan-line");
  }
  for (const auto& advice : advices) {
    const auto sum = sums.find(advice.code);
    if (sum == sums.end()) continue;
    auto sentence = advice_of(source, advice, sum->second);
    if (!sentence.empty()) found.sentences.push_back(std::move(sentence));
  }
  if (sums.contains(review_due) && !source.is_dead()) {
    found.sentences.emplace_back("It is time to look at your plan again. Ask for a date.");
  }
  return found;
}

bool finding_asks_about(const PlainSource& source, const reconcile::LineView& line) {
  const auto subject = text(line.line->line.id);
  return std::ranges::any_of(source.findings, [&](const ledger::Finding& finding) {
    if (finding.subject != subject || !is_open_of(source, finding)) return false;
    const auto advice = std::ranges::find(advices, finding.code, &Advice::code);
    return advice != advices.end() && !advice_of(source, *advice, {}).empty();
  });
}

}  // namespace reports

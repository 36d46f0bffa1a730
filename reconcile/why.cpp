// Why a line is where it is: the sentence of its rule, with what the evidence says in it.
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace reconcile {
namespace {

std::string name_words(std::string_view evidence) {
  const auto grade = pair_value(evidence, "name");
  if (grade == "full") return "the text names the payee";
  if (grade == "partial") return "the text names the payee, cut short";
  if (grade == "cut") return "the text has no more than the beginning of the payee's name";
  if (grade == "typo") return "the text has the payee's name with a letter wrong";
  if (grade == "initial") return "the text has the payee's surname and initial";
  if (grade == "surname") return "the text has the payee's surname";
  return "the text names nobody we know";
}

std::string day_words(std::string_view evidence) {
  auto days = pair_value(evidence, "days");
  if (days.empty()) return {};
  if (days == "0") return ", in time";
  const bool early = days.starts_with('-');
  if (early) days.remove_prefix(1);
  return ", " + std::string{days} + (days == "1" ? " day " : " days ") +
         (early ? "before" : "after") + " it is due";
}

std::string count_words(std::string_view evidence, std::string_view name, std::string_view one,
                        std::string_view many) {
  const auto count = pair_value(evidence, name);
  return std::string{count.empty() ? "several" : count} + " " +
         std::string{count == "1" ? one : many};
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

using Sentence = std::string (*)(const ledger::Match&);
struct Row {
  std::string_view rule;
  Sentence sentence;
};

std::string named_with(const ledger::Match& match, const std::string& rest) {
  return capital(name_words(match.evidence)) + rest;
}

std::string decided(const ledger::Match& match) {
  const auto what = pair_value(match.evidence, "kind");
  if (what == "unmatch") return "A person took the match away; the line waits in suspense.";
  if (what == "allot") {
    return pair_value(match.evidence, "missing").empty()
               ? "A person said whose the line is."
               : "A person gave the line to somebody who is no member of the pool; please decide "
                 "again.";
  }
  if (what == "code") return "A person put the line to the plan line " + match.plan_line + ".";
  const auto waits = pair_value(match.evidence, "waits");
  if (!waits.empty()) {
    return "A person split the line, but " + std::string{waits} +
           " of it was for something that is no longer open; that part waits in suspense: please "
           "decide again.";
  }
  if (what == "split") return "A person split the line into the parts shown.";
  if (!pair_value(match.evidence, "opposite").empty()) {
    return "A person matched this payment to money that is to come in, which it cannot settle; it "
           "waits in suspense: please decide again.";
  }
  if (!pair_value(match.evidence, "missing").empty()) {
    return "A person matched the line to an item that is no longer expected; please decide again.";
  }
  return "A person matched the line to the items shown.";
}

std::string learned(const ledger::Match& match) {
  const auto value = [&](std::string_view name) {
    return std::string{pair_value(match.evidence, name)};
  };
  const auto on = ledger::parse_date(value("on"));
  return (on ? "On " + pretty(on.value()) + " " : "Earlier ") + value("by") +
         " put a line like this (" + value("learned") + ") to " + value("to") +
         "; please say whether this is the same.";
}

constexpr std::array rows{
    Row{rule::decided, decided},
    Row{rule::pool_reference,
        [](const ledger::Match& match) {
          return std::string{pair_value(match.evidence, "by") == "invoice"
                                 ? "The text has the number of an invoice that only they have."
                                 : "The text has their reference."};
        }},
    Row{rule::pool_name,
        [](const ledger::Match&) {
          return std::string{"The text names them, a worker of theirs or a payee of their plan."};
        }},
    Row{rule::pool_amount,
        [](const ledger::Match&) {
          return std::string{"Only they expected this amount about then."};
        }},
    Row{rule::pool_divided,
        [](const ledger::Match& match) {
          return "One payment for " + count_words(match.evidence, "members", "member", "members") +
                 ": what was due for them on one day comes to it exactly.";
        }},
    Row{rule::pool_returned,
        [](const ledger::Match&) {
          return std::string{
              "It brings back the one payment of that amount, and goes to whose it "
              "was."};
        }},
    Row{rule::pool_several,
        [](const ledger::Match& match) {
          return std::string{match.alternatives.size() == 1
                                 ? "It may be this member's, but too little says so; please say "
                                   "whose it is."
                                 : "More than one member fits equally well; please say whose it "
                                   "is."};
        }},
    Row{rule::pool_unknown,
        [](const ledger::Match&) {
          return std::string{"The text names no member, and nobody expected this amount."};
        }},
    Row{rule::reversal,
        [](const ledger::Match& match) {
          const auto days = std::string{pair_value(match.evidence, "days")};
          const auto sent = pair_value(match.evidence, "sent");
          if (!sent.empty()) {
            return "Nothing was due for it: the same amount " +
                   std::string{sent == "back" ? "went back to the funder "
                                              : "had come from the funder "} +
                   days + " days " + (sent == "back" ? "later." : "before.");
          }
          return "The same amount came back " + days +
                 " days after the payment that it undoes; what that payment settled is open again.";
        }},
    Row{rule::transfer,
        [](const ledger::Match&) {
          return std::string{"The other side of a move between the person's own accounts."};
        }},
    Row{rule::reference,
        [](const ledger::Match& match) {
          return "The text has the number of " +
                 count_words(match.evidence, "items", "invoice", "invoices") +
                 ", and the amount agrees.";
        }},
    Row{rule::reference_amount_differs,
        [](const ledger::Match&) {
          return std::string{"The text has the invoice's number, but the amount is another."};
        }},
    Row{rule::payee_amount,
        [](const ledger::Match& match) {
          return named_with(match, " and the amount agrees" + day_words(match.evidence) + ".");
        }},
    Row{rule::payroll_run,
        [](const ledger::Match& match) {
          return "The amount is the sum of " +
                 count_words(match.evidence, "items", "wage", "wages") + " of one pay date.";
        }},
    Row{rule::several_items,
        [](const ledger::Match& match) {
          return named_with(match, " and the amount is the sum of " +
                                       count_words(match.evidence, "items", "item", "items") +
                                       " that were open.");
        }},
    Row{rule::part_payments,
        [](const ledger::Match& match) {
          return named_with(match, ", and " +
                                       count_words(match.evidence, "lines", "line", "lines") +
                                       " together come to what was due.");
        }},
    Row{rule::payee_amount_differs,
        [](const ledger::Match& match) {
          return named_with(match,
                            " and only one payment to them was open then, for another amount" +
                                day_words(match.evidence) + ".");
        }},
    Row{rule::towards_repayment,
        [](const ledger::Match& match) {
          return named_with(match,
                            ", who has asked for money back; it goes towards what has been due for "
                            "the longest.");
        }},
    Row{rule::duplicate,
        [](const ledger::Match& match) {
          return named_with(match, ", but this had been paid already and nothing else was open.");
        }},
    Row{rule::overpayment_returned,
        [](const ledger::Match& match) {
          return named_with(match, ", who sends back what had been paid too much.");
        }},
    Row{rule::plan_payee,
        [](const ledger::Match& match) {
          return named_with(match, ", whom the plan line " + match.plan_line + " has as a payee.");
        }},
    Row{rule::bank_charge,
        [](const ledger::Match& match) {
          return "A charge of the bank, for which the plan has the line " + match.plan_line + ".";
        }},
    Row{rule::interest,
        [](const ledger::Match&) { return std::string{"Interest paid by the bank."}; }},
    Row{rule::funding_amount,
        [](const ledger::Match& match) {
          return "The payer's name is unfamiliar, but amount and day agree with the one instalment "
                 "that was open" +
                 day_words(match.evidence) + ".";
        }},
    Row{rule::several_explanations,
        [](const ledger::Match& match) {
          if (std::ranges::count_if(match.alternatives, &ledger::Alternative::fits) == 1) {
            return std::string{
                "Only this explanation fits, but not well enough to be booked without a person."};
          }
          return named_with(match,
                            ", but more than one explanation fits equally well; please choose.");
        }},
    Row{rule::learned, learned},
    Row{rule::amount_only,
        [](const ledger::Match&) {
          return std::string{"Only the amount agrees; please say whether this is what it paid."};
        }},
    Row{rule::unexplained,
        [](const ledger::Match& match) {
          return named_with(match, ", and nothing that was expected explains the line.");
        }},
};

}  // namespace

std::string why(const ledger::Match& match) {
  for (const auto& row : rows) {
    if (row.rule == match.rule) return row.sentence(match);
  }
  return "Not reconciled yet.";
}

}  // namespace reconcile

#include "reconcile/check_guide.hpp"

#include <algorithm>
#include <iterator>

namespace reconcile {
namespace {

using Guides = std::vector<CheckGuide>;

constexpr std::string_view no_statement =
    "No statement of the account reaches the day. A file that prints no period is taken to reach "
    "`statement-stale-days` beyond its last line.";

Guides of_statements() {
  return {
      {"statement-gap",
       "Two neighbouring files of an account are joined neither by their printed periods nor by "
       "the balance that one closes and the other opens with; or the first file does not open with "
       "what the account was opened with. Closes when what lies between is imported.",
       "Neither file prints a period or a balance, so nothing says whether lines are missing."},
      {"balance-break",
       "A running balance does not follow from the line before it; opening and lines do not come "
       "to the closing balance; or a file opens with something else than the file before it "
       "closed with. Once a file.",
       ""},
      {"statement-overlap",
       "Two files of an account disagree about the same day: a line is in only one of them though "
       "the other holds that day whole, both have it with another text or balance, or the lines of "
       "a day cannot all be true. Days on which a file without a printed period begins or ends may "
       "be half days. The amount is given only where it is known.",
       ""},
      {"late-line",
       "A line is dated inside a period that was approved before the line came. It is posted on "
       "the first open day and keeps the bank's date. Where the line raises another code as well, "
       "that one is raised alone and says that the line came late. A line that was there before "
       "the approval and was decided anew after it is not late.",
       ""},
  };
}

Guides of_payslips() {
  return {
      {"duplicate-payslip",
       "A worker has two payslips for one period, in one file or two. The second is held and not "
       "posted. Closes when one of the files is undone.",
       ""},
      {"payslip-arithmetic",
       "Gross less tax, National Insurance, pension and other deductions is not the net pay that "
       "the payslip states. A payslip that states none (an FPS) is not tested.",
       ""},
      {"below-minimum-wage",
       "Gross is less than the hours at the statutory rate for the worker's age, both on the first "
       "day of the pay period. Under a rate that holds for every age no birthday is needed. Not "
       "tested where the payslip has another finding that makes its figures doubtful.",
       "The hours, the worker's date of birth where the rate depends on it, or a rate for that day "
       "(an empty value in the tables is *unknown*). Once for each worker and what is missing.",
       {"minimum-wage-top", "minimum-wage-top-age", "minimum-wage-21", "minimum-wage-18",
        "minimum-wage-16"}},
      {"ghost-worker",
       "A payslip is for somebody who is no worker of the person; or a payment without a payslip "
       "reads like wages and names nobody known.",
       "",
       {"wages"}},
      {"paid-after-end", "A payslip is for a period that begins after the worker left.", ""},
      {"paid-before-start",
       "A payslip is for a period that ends before the worker or the first budget began.", ""},
      {"household-family-paid",
       "A worker who lives with the person as family is paid before the day on which the "
       "commissioner agreed to it, or without such a day. Once a worker.",
       ""},
  };
}

Guides of_payments() {
  return {
      {"duplicate-payment",
       "One item is paid twice; the later line is the duplicate. Closes when its money comes back.",
       ""},
      {"paye-overdue",
       "PAYE was not paid by the 22nd after the tax month, or after the quarter to 5 July, "
       "October, January, April where the employer pays by the quarter. No grace. One finding a "
       "payment, with the months of a quarter together. What was paid after that day stays, of "
       "medium severity and with the day, until it is waived. Where the 22nd is no working day, a "
       "line of the next working day is in time: a bank may book a Faster Payment of the weekend "
       "there.",
       no_statement,
       {"paye-grace-days", "holiday", "statement-stale-days"}},
      {"pension-overdue",
       "Pension contributions were not paid by the 22nd of the month after the pay dates. No "
       "grace; paid late and the weekend as for `paye-overdue`.",
       no_statement,
       {"pension-grace-days", "holiday", "statement-stale-days"}},
      {"net-pay-unpaid",
       "A payslip's net pay has no payment when its grace has passed. Not raised while a line that "
       "waits for a person may be that payment.",
       no_statement,
       {"net-pay-grace-days", "statement-stale-days"}},
      {"invoice-unpaid",
       "An invoice has no payment when its grace has passed, and credit notes of the supplier do "
       "not cover it. Not raised while a line that waits for a person may be that payment.",
       no_statement,
       {"invoice-grace-days", "statement-stale-days"}},
      {"regular-unpaid",
       "A regular payment of the plan has no payment when its grace has passed. Not raised while a "
       "line that waits for a person may be that payment.",
       no_statement,
       {"regular-grace-days", "statement-stale-days"}},
      {"underpaid",
       "An item was settled with less than its amount: at once where a line was taken for the "
       "whole of it, else when its grace has passed and no line that waits may be the rest.",
       "The item is the net pay of a payslip that states none: which figure is right, only the "
       "payslip can tell.",
       {"difference-pence"}},
      {"overpaid",
       "An item was settled with more than its amount. At once, until what was too much comes "
       "back.",
       "As for `underpaid`.",
       {"difference-pence"}},
      {"returned-payment",
       "A payment came back and was not made again. Closes with the new payment.", ""},
      {"insurance-lapsed",
       "Somebody was at work for twelve months without a break and no premium for employer's "
       "liability left the account in them; or a premium of the plan is unpaid after its grace.",
       "The statements or the employment cover less than twelve months. Where the statements end "
       "before the employment does, the twelve months end with them.",
       {"insurance-months", "regular-grace-days", "employer-insurance"}},
  };
}

Guides of_income() {
  return {
      {"funding-missing",
       "An instalment of the funder has not arrived when its grace has passed.",
       no_statement,
       {"funding-grace-days", "statement-stale-days"}},
      {"funding-duplicate",
       "An instalment came twice, or money of its amount came from the funder again close to it, "
       "and none that was due before had been missed: that one it would be, however late.",
       "",
       {"funding-duplicate-days"}},
      {"funding-wrong-amount", "An instalment came with another amount than was agreed.", ""},
      {"funding-before-agreement",
       "A line names a funder, nothing expected explains it, and on its day no budget of the "
       "account was agreed yet. An instalment may come up to `funding-early-days` before its day "
       "and is then that instalment.",
       "",
       {"funding-early-days"}},
      {"contribution-missing",
       "The person's own share has not arrived when its grace has passed.",
       no_statement,
       {"contribution-grace-days", "statement-stale-days"}},
      {"repayment-overdue",
       "What was asked back (`reclaim`) was not repaid by its day, or an instalment of it by that "
       "day; also the person's own part, when it was not paid out. Nothing is overdue while a "
       "reconsideration waits for its outcome.",
       no_statement,
       {"repayment-grace-days", "statement-stale-days"}},
      {"third-party-deposit",
       "Money from somebody else came into an account that may hold NHS money only; refunds, what "
       "HMRC gives an employer back, returned payments and interest are not meant.",
       "",
       {"returned", "hmrc", "interest"}},
  };
}

Guides of_lines() {
  return {
      {"unplanned-spending",
       "A payment that nothing explains and nothing in the plan covers, with no more specific "
       "code; or an invoice that belongs to no line of the plan, or pay for days of a budget that "
       "took over from the worker's and has no line for the worker; or spending on a plan that is "
       "not agreed by the day of the answer. A line that waits for a person "
       "raises nothing: the suggestion is the question. So it is with a payee of the plan whose "
       "name is misspelt or cut short.",
       ""},
      {"prohibited-spending",
       "An unexplained payment names something a direct payment may not buy. Names that the books "
       "know (workers, suppliers, payees of the plan) are never taken for it.",
       "",
       {"prohibited"}},
      {"cash-withdrawal", "A line is cash by its type or its words.", "", {"cash", "cash-type"}},
      {"payment-to-holder",
       "An unexplained payment goes to the person, the holder, savings or another own account that "
       "the book does not have.",
       ""},
      {"paid-after-death",
       "Something was paid, or is payable, for days after the person died. Wages, PAYE and pension "
       "for days before are not meant, nor invoices that may be for days before. Once a person, "
       "with every line.",
       "",
       {"after-death-invoice-days"}},
      {"funding-after-death",
       "Money came from a funder after the death. Once a person, with every line.", ""},
  };
}

Guides of_budgets() {
  return {
      {"over-plan-line",
       "More is spent on a line of an agreed plan than it allows, from one penny on. A line that a "
       "version of the plan leaves out allows nothing from then on, as one that it keeps at 0.00: "
       "keep in the plan what was spent on it.",
       ""},
      {"surplus",
       "The bank holds more than what is owed, set aside, paid in advance and allowed to stay. The "
       "figures are those of `balance`. A small one is of low severity. One payment for one thing "
       "has not accumulated before its first review was due, or where the regime has none while "
       "its budget runs.",
       "",
       {"surplus-low-below"}},
      {"shortfall",
       "The bank holds less than what is owed and set aside. The figures are those of `balance`: "
       "what a line that waits for a person may have paid is owed until somebody answers; the "
       "sentence says how much that is.",
       "No statement of the budget's account was ever imported."},
      {"invoice-not-delivered",
       "A provider of a notional spot service asks for more than it delivered in the days since "
       "its last invoice, and no credit note has given it back. Which days an invoice is for is "
       "told by its amount: up to its own day, to the end of the month before it, or of its "
       "month. One for exactly what was delivered up to some day asks for nothing that was missed, "
       "unless it comes to all of whole months, the missed included. What was delivered is what "
       "the visits come to, each rounded to the penny or all of them together, whichever is more. "
       "Closes with the credit note, or when the delivery is recorded; `deliveries` says the same "
       "sum. A block service is not meant: the block pays for it.",
       "No delivery, and no missed one, of the days of the invoice is recorded. Until then the "
       "invoice stands for what it cost."},
      {"delivery-not-ordered",
       "A delivery file has something of a service that no version of the plan has (it costs "
       "nothing until one does), or something delivered on days on none of which the service was "
       "ordered (it counts as spent).",
       ""},
      {"review-due",
       "The review that the regime of a funder asks for is not recorded (`reviewed_on`): the first "
       "counted from the beginning of direct payments, the next from the last review. Of several "
       "regimes the one with the earliest first review goes.",
       "",
       {"review-first-months-health", "review-next-months-health",
        "review-first-months-social-care", "review-next-months-social-care",
        "review-first-months-education", "review-next-months-education"}},
      {"double-funding",
       "Two budgets of the same days spend on the same payee for the same category. Workers are "
       "shared by agreement and not meant.",
       ""},
      {"agreed-without-authority",
       "A version of a budget agrees to more than the one before it, and nobody whose limit of "
       "authority reaches the sum approved it, or only after the day on which it was agreed. An "
       "approval that was given for less does not count for more. Once a budget; each version is "
       "named. Limits are local, `authority-limit:ROLE` in a parameters file: where none is known "
       "for the day, nothing is raised. Closes when a later version of the person file records "
       "an approval that was given by that day; one of a later day does not close it: waive it "
       "with the reason.",
       "The limit of the role that approved it, or the role of those who said yes (`agreed_by`)."},
  };
}

}  // namespace

std::span<const CheckGuide> check_guides() {
  static const Guides guides = [] {
    Guides all;
    for (auto family :
         {of_statements(), of_payslips(), of_payments(), of_income(), of_lines(), of_budgets()}) {
      std::ranges::move(family, std::back_inserter(all));
    }
    return all;
  }();
  return guides;
}

}  // namespace reconcile

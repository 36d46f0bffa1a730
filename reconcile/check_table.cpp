// The table of checks: one row a public code, with its severity and what it rests on.
#include "ledger/pool.hpp"
#include "reconcile/check.hpp"
#include "reconcile/settled.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reconcile {

using ledger::Severity;

ledger::Finding finding(const PersonView& view, const Check& check, About about) {
  ledger::Finding made;
  made.code = check.code;
  made.severity = check.severity;
  made.person = view.facts->ref();
  made.budget = std::move(about.budget);
  made.subject = std::move(about.subject);
  made.date = about.date;
  made.amount = about.amount;
  made.evidence = std::move(about.evidence);
  made.source = check.source;
  made.why = std::move(about.why);
  if (about.cannot_test) {
    made.state = ledger::FindingState::cannot_test;
    made.tested = false;
    made.severity = Severity::low;
  }
  ledger::identify(made);
  return made;
}

const std::vector<Check>& checks() {
  static constexpr std::string_view records =
      "SI 2013/1617 reg 10: the account must be auditable by its statements";
  static constexpr std::string_view plan =
      "SI 2013/1617 reg 15(1): money used otherwise than for the care plan";
  static constexpr std::string_view full_cost =
      "SI 2013/1617 reg 13(1): the payment must cover the full cost of the plan";
  static constexpr std::string_view payroll = "payslip against bank: local audit practice";
  static constexpr std::string_view fraud =
      "fraud patterns in personal budgets: local audit practice";
  static const std::vector<Check> table{
      {"statement-gap", Severity::high, records, check_gaps},
      {"balance-break", Severity::high, records, check_breaks},
      {"statement-overlap", Severity::high, records, check_overlaps},
      {"duplicate-payment", Severity::high, fraud, check_items_and_lines},
      {"duplicate-payslip", Severity::medium, fraud, check_duplicate_payslips},
      {"payslip-arithmetic", Severity::medium, payroll, check_arithmetic},
      {"below-minimum-wage", Severity::high,
       "National Minimum Wage Act 1998; https://www.gov.uk/national-minimum-wage-rates",
       check_minimum_wage},
      {"ghost-worker", Severity::high, fraud, check_ghosts},
      {"paid-after-end", Severity::high, fraud, check_payslips},
      {"paid-after-death", Severity::high, "SI 2013/1617 reg 15(1) and (3): the patient has died",
       check_after_death},
      {"funding-after-death", Severity::high,
       "SI 2013/1617 reg 15(1) and (3): the patient has died", check_funding_after_death},
      {"paid-before-start", Severity::medium, plan, check_payslips},
      {"household-family-paid", Severity::high,
       "SI 2013/1617 reg 8(5A) and (5B): family in the same household", check_household},
      {"paye-overdue", Severity::high, "HMRC DMBM520055: PAYE is due by the 22nd", check_paye},
      {"pension-overdue", Severity::high,
       "The Pensions Regulator: contributions are due by the 22nd of the next month", check_items},
      {"net-pay-unpaid", Severity::high, payroll, check_items},
      {"invoice-unpaid", Severity::medium, "invoice against bank: local audit practice",
       check_items},
      {"regular-unpaid", Severity::medium, "the agreed plan", check_items},
      {"underpaid", Severity::medium, "payment against what was due: local audit practice",
       check_items},
      {"overpaid", Severity::medium, "payment against what was due: local audit practice",
       check_overpaid},
      {"funding-missing", Severity::high, full_cost, check_items},
      {"funding-duplicate", Severity::high, "the agreed instalments", check_items_and_lines},
      {"funding-wrong-amount", Severity::medium, "the agreed instalments", check_items},
      {"funding-before-agreement", Severity::medium,
       "the agreed instalments: nothing is paid before the agreement", check_lines},
      {"contribution-missing", Severity::medium,
       "Care Act 2014: the person's own contribution is paid into the account", check_items},
      {"unplanned-spending", Severity::medium, plan, check_unplanned},
      {"over-plan-line", Severity::medium, plan, check_plan_lines},
      {"prohibited-spending", Severity::high, plan, check_lines},
      {"cash-withdrawal", Severity::high,
       "SI 2013/1617 reg 10: the destination of each withdrawal must show", check_lines},
      {"payment-to-holder", Severity::high,
       "SI 2013/1617 reg 10: no transfer to another account that the plan does not allow",
       check_lines},
      {"third-party-deposit", Severity::medium,
       "SI 2013/1617 reg 10 and 13(1): what may be paid into the account", check_lines},
      {"surplus", Severity::medium, "SI 2013/1617 reg 13(4) and 15(1): money that has accumulated",
       check_surplus},
      {"shortfall", Severity::high, full_cost, check_shortfall},
      {"insurance-lapsed", Severity::high, "Employers' Liability (Compulsory Insurance) Act 1969",
       check_insurance},
      {"review-due", Severity::low,
       "SI 2013/1617 reg 14; Care and Support (Direct Payments) Regulations 2014 reg 7",
       check_reviews},
      {"double-funding", Severity::medium, "one service, one budget: local audit practice",
       check_double_funding},
      {"returned-payment", Severity::high, "payment against what was due: local audit practice",
       check_items},
      {"invoice-not-delivered", Severity::medium,
       "invoice against delivery: a spot service is paid for what was delivered", check_bills},
      {"delivery-not-ordered", Severity::medium,
       "delivery against the plan: what nobody ordered is not owed", check_deliveries},
      {"late-line", Severity::medium, records, check_late_lines},
      {"agreed-without-authority", Severity::medium,
       "local scheme of delegation: limits of authority in the parameters", check_authority},
      {"repayment-overdue", Severity::medium,
       "SI 2013/1617 reg 15(2): the time by which what was asked for is to be repaid", check_items},
  };
  return table;
}

namespace {

std::set<std::string_view> concerns_of(const PersonView& view) {
  std::set<std::string_view> codes;
  for (const auto& line : view.lines) codes.insert(line_concern(view, line));
  for (const auto& item : view.items) codes.insert(item_concern(view, item));
  return codes;
}

/// Says nothing but what is the concern of some item or line.
bool tells_concerns_only(const Check& check) {
  return check.run == check_items || check.run == check_lines ||
         check.run == check_items_and_lines || check.run == check_paye;
}

/// A pool has statements, and no plan, workers or bills: those are its members'.
bool is_of_statements(const Check& check) {
  return check.run == check_gaps || check.run == check_breaks || check.run == check_overlaps;
}

/// What was set aside is still all there is of it: what could not be tested says nothing of what
/// has been tested since, and an amount may only grow a little.
bool still_covers(const PersonView& view, const ledger::WaivedFinding& waived,
                  const ledger::Finding& finding) {
  if (waived.cannot_test) return !finding.tested;
  if (!waived.amount) return true;
  const auto percent = view.parameters->days("waiver-growth-percent", view.as_of);
  const auto grown = (finding.amount - *waived.amount).pence();
  return grown * 100 <= waived.amount->pence() * percent;
}

/// The newest waiver of a finding says whether it is set aside.
void take_waivers(const PersonView& view, std::vector<ledger::Finding>& found) {
  std::map<std::string_view, const ledger::Waiver*> newest;
  for (const auto& waiver : view.facts->waivers) {
    newest[ledger::parse_waived(waiver.finding).id] = &waiver;  // they are in the order recorded
  }
  for (auto& each : found) {
    const auto at = newest.find(each.id);
    if (at == newest.end() || at->second->withdrawn) continue;
    const auto& waiver = *at->second;
    each.waived_by = waiver.by;
    each.waived_at = waiver.at;
    each.waived_reason = waiver.reason;
    const auto waived = ledger::parse_waived(waiver.finding);
    if (still_covers(view, waived, each)) {
      each.state = ledger::FindingState::waived;
    } else {
      each.why += waived.cannot_test ? " It was set aside when it could not be tested."
                                     : " It was set aside when it was " + pretty(*waived.amount) +
                                           ", and has grown since.";
    }
  }
}

/// What is found of years that were not read is what was found when they were settled.
void take_settled(const ledger::PersonHistory& history, const ledger::SettledYears& settled,
                  std::vector<ledger::Finding>& found) {
  std::erase_if(found, [&](const auto& each) { return !is_of_now(each, history, settled.day); });
  found.insert(found.end(), settled.found.begin(), settled.found.end());
}

}  // namespace

/// Everything that needs attention; a waived finding stays and is marked.
std::vector<ledger::Finding> findings(const PersonView& view) {
  std::vector<ledger::Finding> found;
  const auto concerns = concerns_of(view);  // most people have few: the other checks need not run
  for (const auto& check : checks()) {
    if (ledger::is_pool(view.facts->ref()) && !is_of_statements(check)) continue;
    if (tells_concerns_only(check) && !concerns.contains(check.code)) continue;
    for (auto& each : check.run(view, check)) found.push_back(std::move(each));
  }
  take_waivers(view, found);
  if (view.settled != nullptr) take_settled(view.history(), *view.settled, found);
  ledger::sort_by_urgency(found);
  return found;
}

}  // namespace reconcile

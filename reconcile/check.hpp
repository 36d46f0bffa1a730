// What the checks share: how a finding is made, and the one place that says what is wrong with a
// payslip, an item or a line. Each has at most one concern, the most specific, so that one line
// raises one code and one due payment one finding.
#pragma once

#include "reconcile/funders_apart.hpp"
#include "reconcile/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// What a check has to say; the rest of a finding follows from the check's row.
struct About {
  std::string budget;
  std::string subject;
  std::optional<ledger::Date> date;
  ledger::Money amount;
  std::string why;
  std::vector<ledger::Evidence> evidence{};
  bool cannot_test = false;
};
ledger::Finding finding(const PersonView& view, const Check& check, About about);

using Findings = std::vector<ledger::Finding>;

// --- payslips ---

using SourcedPayslip = ledger::Sourced<ledger::Payslip>;

/// The second and further payslips of one worker and period: held, not posted.
std::vector<const SourcedPayslip*> held_payslips(const PersonView& view);
bool is_held(const PersonView& view, const SourcedPayslip& payslip);
/// ghost-worker, paid-after-death, paid-after-end, paid-before-start; or nothing.
std::string_view payslip_concern(const PersonView& view, const ledger::Payslip& payslip);
/// The payslip that an item's net pay comes from; null when it cannot be told.
const SourcedPayslip* payslip_of(const PersonView& view, const ledger::Item& item);
/// The net pay item of a payslip; null when there is none.
const ItemView* net_pay_of(const PersonView& view, const SourcedPayslip& payslip);

// --- items ---

/// net-pay-unpaid, paye-overdue, underpaid, funding-missing, returned-payment …; or nothing.
std::string_view item_concern(const PersonView& view, const ItemView& item);
/// The day after which an item that is not settled is late.
ledger::Date grace_ends(const PersonView& view, const ledger::Item& item);
/// A statutory payment that was made, but after its day: the day it was made on. A bank may book a
/// Faster Payment of a weekend or bank holiday on the next working day: that is still in time.
std::optional<ledger::Date> paid_late(const PersonView& view, const ItemView& item);
/// What lines paid for it beyond its amount (not negative).
ledger::Money paid_beyond(const PersonView& view, const ItemView& item);
/// Of an instalment whose funders pay each by itself: those whose share is late or too little.
std::vector<FunderPart> funders_missing(const PersonView& view, const ItemView& item);
/// What is missing of it (not negative): of an instalment whose funders pay each by itself, what
/// those still lack who are late or paid too little, also where another paid too much.
ledger::Money paid_short(const PersonView& view, const ItemView& item);
std::vector<ledger::Evidence> evidence_of(const PersonView& view, const ItemView& item);
/// File and line of what an entry's source names: a payslip, invoice, summary or line.
std::vector<ledger::Evidence> evidence_of_source(const PersonView& view, std::string_view source);
std::string budget_of(const ledger::Item& item);
/// Days, half a year, after which a thing is long past.
inline constexpr int aged = 183;
/// The plan line a regular item belongs to; null when the plan no longer has it.
const ledger::PlanLine* plan_line_of(const PersonView& view, const ledger::Item& item);
/// The last day for which anything is known of a budget's accounts; nothing without a statement.
std::optional<ledger::Date> known_until(const PersonView& view, const std::string& budget);

// --- lines ---

/// Whether a line pays out to one who pays for a budget of the person.
bool pays_a_funder(const PersonView& view, const LineView& line);
/// The approval that a line came too late for, so that it is posted on a later day; null when it
/// came in time. A line that was there and was decided anew since did not come late.
const ledger::PeriodEvent* came_too_late_for(const PersonView& view, const LineView& line);
/// " It came after the period to 30 April 2025 was approved.", or nothing.
std::string came_too_late(const PersonView& view, const LineView& line);

/// duplicate-payment, prohibited-spending, cash-withdrawal …, unplanned-spending; or nothing.
std::string_view line_concern(const PersonView& view, const LineView& line);
/// The lines that paid for days after the person died, with no more specific concern of their own.
std::vector<const LineView*> lines_after_death(const PersonView& view);
/// Money from a funder that came after the death and for which nothing was due.
std::vector<const LineView*> funding_after_death(const PersonView& view);
/// An employer's liability premium: paid to a line of the plan for insurance, or named as one.
bool is_premium(const PersonView& view, const LineView& line);
/// One payment for one thing has not accumulated while it may still be spent: until the first
/// review of its regime, or else until its budget ends.
bool has_its_time(const PersonView& view, const ledger::Budget& budget);
/// In no match and no suggestion.
bool is_unexplained(const LineView& line);
/// A later line brought its money back, or took it back.
bool is_undone(const PersonView& view, const LineView& line);

// --- the checks, by what they look at ---

Findings check_gaps(const PersonView& view, const Check& check);
Findings check_breaks(const PersonView& view, const Check& check);
Findings check_overlaps(const PersonView& view, const Check& check);

Findings check_duplicate_payslips(const PersonView& view, const Check& check);
Findings check_arithmetic(const PersonView& view, const Check& check);
Findings check_minimum_wage(const PersonView& view, const Check& check);
Findings check_payslips(const PersonView& view, const Check& check);
Findings check_ghosts(const PersonView& view, const Check& check);
Findings check_household(const PersonView& view, const Check& check);
Findings check_insurance(const PersonView& view, const Check& check);

Findings check_items(const PersonView& view, const Check& check);
Findings check_paye(const PersonView& view, const Check& check);

Findings check_lines(const PersonView& view, const Check& check);
/// Codes that an item or a line may raise.
Findings check_items_and_lines(const PersonView& view, const Check& check);
Findings check_overpaid(const PersonView& view, const Check& check);
Findings check_unplanned(const PersonView& view, const Check& check);
Findings check_after_death(const PersonView& view, const Check& check);
Findings check_funding_after_death(const PersonView& view, const Check& check);

Findings check_surplus(const PersonView& view, const Check& check);
Findings check_shortfall(const PersonView& view, const Check& check);
Findings check_plan_lines(const PersonView& view, const Check& check);
Findings check_reviews(const PersonView& view, const Check& check);
Findings check_double_funding(const PersonView& view, const Check& check);
Findings check_authority(const PersonView& view, const Check& check);

Findings check_bills(const PersonView& view, const Check& check);
Findings check_deliveries(const PersonView& view, const Check& check);

Findings check_late_lines(const PersonView& view, const Check& check);

}  // namespace reconcile

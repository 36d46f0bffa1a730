#include "ledger/reclaims.hpp"
#include "reconcile/coverage.hpp"
#include "reports/plain_parts.hpp"
#include "reports/text_width.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <utility>

namespace reports {

std::string_view plain_category(std::string_view category) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"pa-wages", "Pay for your carers"},
      {"agency", "Carers from an agency"},
      {"self-employed", "Carers who work for themselves"},
      {"equipment", "Things you need at home"},
      {"activities", "Days out and things to do"},
      {"training", "Training"},
      {"respite", "Breaks"},
      {"transport", "Travel"},
      {"payroll-fee", "Help with pay slips"},
      {"insurance", "Insurance"},
      {"recruitment", "Finding new carers"},
      {"bank-charge", "Bank charges"}};
  for (const auto& [name, meaning] : words) {
    if (name == category) return meaning;
  }
  return "Other things";
}

std::string plain_name(const ledger::PlanLine* line, std::string_view category, bool after_death) {
  constexpr int widest = 48;
  const bool own_words =
      line != nullptr && !line->outcome.empty() && display_width(line->outcome) <= widest;
  if (own_words) return line->outcome;
  if (after_death && category == "pa-wages") return "Pay for carers";
  if (after_death && category == "equipment") return "Things for the home";
  return std::string{plain_category(category)};
}

PlainWriter::PlainWriter(std::string code, std::string title) {
  made_.code = std::move(code);
  made_.title = std::move(title);
}

void PlainWriter::figure(std::string code, std::string what, ledger::Money amount) {
  if (!amount.is_zero()) made_.figures.push_back({std::move(code), std::move(what), amount});
}

void PlainWriter::sum(std::string code, std::string what, ledger::Money amount) {
  if (made_.figures.size() > 1) made_.sum = PlainFigure{std::move(code), std::move(what), amount};
}

std::optional<std::string> plain_hold(const PlainSource& source) {
  const auto holds = ledger::holds_of(source.view.facts->acts, source.position.budget);
  const auto* held = ledger::hold_on(holds, source.view.as_of).held;
  if (held == nullptr) return std::nullopt;
  std::string sentence =
      "No new money comes in for now. It is on hold from " + ledger::pretty(held->on) + ".";
  if (!held->reason.empty()) sentence += " This is why: " + as_sentence(held->reason);
  return sentence;
}

bool is_paid_once(const PlainSource& source) {
  const auto* budget = source.person().budget(source.position.budget);
  return budget != nullptr && !budget->instalments.empty() &&
         std::ranges::all_of(budget->instalments, [](const ledger::Instalment& each) {
           return each.every == ledger::Every::once;
         });
}

namespace {

/// Banks make pages by the month: one whole month without any is a page that should be there.
ledger::Date month_before(const PlainSource& source) {
  const auto this_month = month_of(source.view.as_of).period().first;
  return month_of(plus_days(this_month, -1)).period().first;
}

}  // namespace

bool no_pages(const PlainSource& source) {
  const auto& view = source.view;
  return !reconcile::unseen_account(*view.facts, source.position.budget, view.as_of).empty();
}

bool pages_are_missing(const PlainSource& source) {
  const auto& at = source.position;
  return no_pages(source) && at.deployment == ledger::Deployment::direct_payment &&
         at.from < month_before(source);
}

std::optional<ledger::Date> pages_end(const PlainSource& source) {
  const auto& version = source.person();
  const auto* budget = version.budget(source.position.budget);
  if (budget == nullptr || source.position.deployment != ledger::Deployment::direct_payment) {
    return std::nullopt;
  }
  // Paid once and spent: the account has nothing more to show.
  if (is_paid_once(source) && source.position.bank.is_zero()) return std::nullopt;
  std::optional<ledger::Date> earliest;
  for (const auto& ref : budget->accounts) {
    const auto* account = version.account(ref);
    if (account == nullptr || account->kind == ledger::AccountKind::managed) return std::nullopt;
    // Where several serve the budget, an empty one may be out of use: a card that was changed.
    const auto held = source.view.net(budget->ref, "bank:" + ref);
    if (budget->accounts.size() > 1 && held.is_zero()) continue;
    std::optional<ledger::Date> reached;
    for (const auto& frame : source.view.facts->frames) {
      if (frame.account != ref || !frame.covered) continue;
      reached = std::max(reached, std::optional{frame.covered->last});
    }
    if (!reached) continue;  // an account that was never shown: nothing says it is in use
    earliest = earliest ? std::min(*earliest, *reached) : *reached;
  }
  if (!earliest || *earliest >= source.forecast.until) return std::nullopt;
  if (*earliest >= month_before(source)) return std::nullopt;
  return earliest;
}

}  // namespace reports

#include "reports/statement_parts.hpp"

#include "reconcile/reconcile.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <set>

namespace reports {
namespace {

using ledger::ImportId;

StatedLine stated(const StatementOf& of, const reconcile::LineView& view) {
  const reconcile::PersonView& person = *of.at_end;
  StatedLine line{person.facts->ref() + "/" + view.line->account,
                  &view.line->line,
                  view.posted(),
                  person.evidence(*view.line),
                  "unmatched",
                  "",
                  "not reconciled yet"};
  if (view.match == nullptr) return line;
  line.state = ledger::text(view.match->state);
  line.settles = settles_text(view.match->items, view.match->plan_line);
  line.why = reconcile::why(*view.match);
  return line;
}

/// The newest waiver of a finding.
const ledger::Waiver* waiver_of(const ledger::PersonFacts& facts, const std::string& finding) {
  const ledger::Waiver* newest = nullptr;
  for (const ledger::Waiver& waiver : facts.waivers) {
    if (ledger::parse_waived(waiver.finding).id != finding) continue;
    if (newest == nullptr || newest->at <= waiver.at) newest = &waiver;
  }
  return newest;
}

/// The imports that hold something of the period: its lines, payslips, invoices, months.
std::set<ImportId> imports_of(const StatementOf& of) {
  const ledger::PersonFacts& facts = *of.at_end->facts;
  const ledger::Period& period = of.period;
  const auto overlaps = [&period](const ledger::Period& other) {
    return other.first <= period.last && other.last >= period.first;
  };
  std::set<ImportId> used;
  for (const auto& line : facts.lines) {
    if (period.holds(line.line.date)) used.insert(line.import);
  }
  for (const auto& line : of.at_end->lines) {
    if (period.holds(line.posted())) used.insert(line.line->import);
  }
  for (const auto& frame : facts.frames) {
    if (frame.covered && overlaps(*frame.covered)) used.insert(frame.import);
  }
  for (const auto& [import, slip] : facts.payslips) {
    if (period.holds(slip.pay_date)) used.insert(import);
  }
  for (const auto& [import, summary] : facts.summaries) {
    if (overlaps(summary.month.period())) used.insert(import);
  }
  for (const auto& [import, invoice] : facts.invoices) {
    if (period.holds(invoice.date)) used.insert(import);
  }
  for (const auto& [import, delivery] : facts.deliveries) {
    if (overlaps(delivery.period)) used.insert(import);
  }
  return used;
}

std::vector<const ledger::Import*> sources_of(const StatementOf& of) {
  const ledger::PersonFacts& facts = *of.at_end->facts;
  std::vector<const ledger::Import*> sources;
  for (const ImportId import : imports_of(of)) {
    const auto found = facts.imports.find(import);
    if (found != facts.imports.end()) sources.push_back(&found->second);
  }
  std::stable_sort(sources.begin(), sources.end(),
                   [](const auto* a, const auto* b) { return a->file < b->file; });
  return sources;
}

/// What the findings say of an account's statements that do not join up.
void explain(std::vector<BankReconciliation>& banks, const std::vector<ledger::Finding>& findings) {
  for (BankReconciliation& bank : banks) {
    const auto difference = bank.difference();
    if (!difference || difference->is_zero() || !bank.explanations.empty()) continue;
    for (const ledger::Finding& finding : findings) {
      const bool of_account = finding.subject.starts_with(bank.account + ":");
      if (!of_account || !finding.code.starts_with("statement-")) continue;
      bank.explanations.push_back(finding.why);
    }
  }
}

/// Without its full stop: it goes on inside a sentence.
std::string without_stop(std::string sentence) {
  if (sentence.ends_with('.')) sentence.pop_back();
  return sentence;
}

}  // namespace

StatementParts parts_of(const StatementOf& of) {
  const ledger::PersonVersion& version = of.at_end->history().on(of.period.last);
  StatementParts parts{&of,
                       of.at_end->facts->ref(),
                       version.name,
                       std::string{version.who_holds()},
                       figures_of(of),
                       {},
                       of.at_end->net("", "moving"),
                       {},
                       {},
                       sources_of(of),
                       spoken_for(*of.at_end)};
  for (const AccountFigures& account : parts.figures.accounts) {
    parts.banks.push_back(
        bank_reconciliation(*of.at_end, account.account, account.closing, of.period));
  }
  explain(parts.banks, of.findings);
  for (const reconcile::LineView& line : of.at_end->lines) {
    if (of.period.holds(line.posted())) parts.lines.push_back(stated(of, line));
  }
  for (const ledger::Finding& finding : of.findings) {
    const bool waived = finding.state == ledger::FindingState::waived;
    parts.findings.push_back(
        {&finding, waived ? waiver_of(*of.at_end->facts, finding.id) : nullptr});
  }
  return parts;
}

std::string StatementParts::declared() const {
  return of->declaration.empty() ? std::string{declaration()} : of->declaration;
}

std::string late_words(const StatementParts& parts, const std::string& account) {
  ledger::Money sum;
  std::int64_t count = 0;
  std::optional<ledger::Date> posted;
  for (const LateLine& late : parts.of->late) {
    if (late.account != account) continue;
    sum += late.line.amount;
    if (!posted || late.posted < *posted) posted = late.posted;
    ++count;
  }
  if (!posted) return "";
  return counted(count, "line") + " of this period came after it was approved, " +
         ledger::pretty(sum) + " in all: posted from " + ledger::pretty(*posted) +
         " on, in the statement of that day.";
}

std::string_view declaration() {
  return "I have examined this statement of account with the records it names. In my opinion it "
         "agrees with them, and the money was spent as the plan allows, except as the findings "
         "say.";
}

std::string difference_words(const BankReconciliation& bank, ledger::Period period) {
  const std::optional<ledger::Money> difference = bank.difference();
  if (!difference) return "";
  const auto only_to = bank.only_to(period);
  const std::string until = only_to ? " as at " + ledger::pretty(*only_to) : "";
  if (difference->is_zero()) {
    return "nil" + until + (only_to ? ", and not known of the days after it" : "");
  }
  if (bank.explanations.empty()) return "nothing in the files explains it" + until;
  std::string words;
  for (const std::string& reason : bank.explanations) {
    words += (words.empty() ? "" : "; ") + without_stop(reason);
  }
  return words;
}

std::string coverage_words(const BankReconciliation& bank, ledger::Period period) {
  std::string spans;
  std::int64_t days = 0;
  for (const ledger::Period& span : bank.not_covered) {
    const bool one = span.first == span.last;
    spans += (spans.empty() ? "" : ", ") + ledger::pretty(span.first) +
             (one ? "" : " to " + ledger::pretty(span.last));
    days += span.days();
  }
  if (spans.empty()) return "";
  if (days == period.days()) {
    return "No statement tells of any day of this period.";
  }
  return "No statement tells of " + spans + " (" + counted(days, "day") +
         "): what the bank booked then is not known.";
}

std::string carried_words(const Carried& carried) {
  return carried.net().is_negative() ? "Carried to budget " + carried.to
                                     : "Brought forward from budget " + carried.from;
}

}  // namespace reports

#include "reports/entry_sources.hpp"

#include "reconcile/groundwork.hpp"

#include <algorithm>
#include <vector>

namespace reports {
namespace {

/// Records by file name and line: the order in which the engine takes them.
template <class Record>
std::vector<const ledger::Sourced<Record>*> by_place(
    const reconcile::PersonView& view, const std::vector<ledger::Sourced<Record>>& records) {
  std::vector<const ledger::Sourced<Record>*> sorted;
  for (const auto& record : records) sorted.push_back(&record);
  std::stable_sort(sorted.begin(), sorted.end(), [&view](const auto* a, const auto* b) {
    return view.evidence(a->import, a->record.file_line) <
           view.evidence(b->import, b->record.file_line);
  });
  return sorted;
}

}  // namespace

EntrySources::EntrySources(const reconcile::PersonView& view) : facts_{view.facts} {
  add_lines(view);
  add_payslips(view);
  add_papers(view);
}

/// The first of a name has it as it is; the next ones end in ":2", ":3".
void EntrySources::add(const std::string& name, Origin origin) {
  std::string numbered = name;
  for (int nth = 2; origins_.contains(numbered); ++nth) {
    numbered = name + ":" + std::to_string(nth);
  }
  origins_.emplace(std::move(numbered), std::move(origin));
}

void EntrySources::add_lines(const reconcile::PersonView& view) {
  for (const ledger::BookLine& line : view.facts->lines) {
    origins_.emplace("line:" + ledger::text(line.line.id),
                     Origin{view.evidence(line), line.line.description(), line.import});
  }
}

void EntrySources::add_payslips(const reconcile::PersonView& view) {
  for (const auto* sourced : by_place(view, view.facts->payslips)) {
    const ledger::Payslip& slip = sourced->record;
    add(reconcile::slip_source(slip),
        {view.evidence(sourced->import, slip.file_line),
         "payslip of " + slip.worker + ", " + ledger::text(slip.period.first) + " to " +
             ledger::text(slip.period.last),
         sourced->import});
  }
}

void EntrySources::add_papers(const reconcile::PersonView& view) {
  for (const auto* sourced : by_place(view, view.facts->invoices)) {
    const ledger::Invoice& invoice = sourced->record;
    add("invoice:" + ledger::slug(invoice.supplier) + ":" + invoice.number,
        {view.evidence(sourced->import, invoice.file_line),
         "invoice " + invoice.number + " of " + invoice.supplier, sourced->import});
  }
  // The last summary of a month is the one that stands.
  for (const auto* sourced : by_place(view, view.facts->summaries)) {
    const ledger::EmployerSummary& summary = sourced->record;
    origins_.insert_or_assign(
        "summary:" + ledger::text(summary.month),
        Origin{view.evidence(sourced->import, summary.file_line),
               "employer summary " + ledger::text(summary.month), sourced->import});
  }
  for (const auto* sourced : by_place(view, view.facts->deliveries)) {
    const ledger::Delivery& delivery = sourced->record;
    add("delivery:" + delivery.service + ":" + ledger::text(delivery.period.first) + ":" +
            ledger::text(delivery.period.last) + ":" + ledger::text(delivery.quantity),
        {view.evidence(sourced->import, delivery.file_line), "delivery of " + delivery.service,
         sourced->import});
  }
}

std::optional<ledger::Evidence> EntrySources::of(std::string_view source) const {
  const auto found = origins_.find(source);
  if (found == origins_.end()) return std::nullopt;
  return found->second.place;
}

const ledger::Import* EntrySources::import_of(std::string_view source) const {
  const auto found = origins_.find(source);
  if (found == origins_.end()) return nullptr;
  const auto import = facts_->imports.find(found->second.import);
  return import == facts_->imports.end() ? nullptr : &import->second;
}

std::string EntrySources::what(std::string_view source) const {
  const auto found = origins_.find(source);
  return found == origins_.end() ? std::string{source} : found->second.what;
}

}  // namespace reports

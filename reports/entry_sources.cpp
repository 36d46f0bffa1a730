#include "reports/entry_sources.hpp"

namespace reports {

EntrySources::EntrySources(const reconcile::PersonView& view) {
  add_lines(view);
  add_payslips(view);
  add_papers(view);
}

void EntrySources::add(const std::string& name, ledger::Evidence place, std::string what) {
  for (int nth = 1;; ++nth) {
    const std::string numbered = name + ":" + std::to_string(nth);
    if (origins_.contains(numbered)) continue;
    if (nth == 1) origins_.emplace(name, Origin{place, what});
    origins_.emplace(numbered, Origin{std::move(place), std::move(what)});
    return;
  }
}

void EntrySources::add_lines(const reconcile::PersonView& view) {
  for (const ledger::BookLine& line : view.facts->lines) {
    origins_.emplace("line:" + ledger::text(line.line.id),
                     Origin{view.evidence(line), line.line.description()});
  }
}

void EntrySources::add_payslips(const reconcile::PersonView& view) {
  for (const auto& [import, slip] : view.facts->payslips) {
    add("payslip:" + slip.worker + ":" + ledger::text(slip.pay_date),
        view.evidence(import, slip.file_line),
        "payslip of " + slip.worker + ", " + ledger::text(slip.period.first) + " to " +
            ledger::text(slip.period.last));
  }
}

void EntrySources::add_papers(const reconcile::PersonView& view) {
  for (const auto& [import, invoice] : view.facts->invoices) {
    add("invoice:" + ledger::slug(invoice.supplier) + ":" + invoice.number,
        view.evidence(import, invoice.file_line),
        "invoice " + invoice.number + " of " + invoice.supplier);
  }
  for (const auto& [import, summary] : view.facts->summaries) {
    add("summary:" + ledger::text(summary.month), view.evidence(import, summary.file_line),
        "employer summary " + ledger::text(summary.month));
  }
  for (const auto& [import, delivery] : view.facts->deliveries) {
    add("delivery:" + delivery.service + ":" + ledger::text(delivery.period.first),
        view.evidence(import, delivery.file_line), "delivery of " + delivery.service);
  }
}

std::optional<ledger::Evidence> EntrySources::of(std::string_view source) const {
  const auto found = origins_.find(source);
  if (found == origins_.end()) return std::nullopt;
  return found->second.place;
}

std::string EntrySources::what(const ledger::Entry& entry) const {
  const auto found = origins_.find(entry.source);
  return found == origins_.end() ? entry.source : found->second.what;
}

}  // namespace reports

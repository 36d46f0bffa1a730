#include "reports/trace.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>

namespace reports {

using ledger::Money;

std::string_view text(TracedFigure::How how) {
  switch (how) {
    case TracedFigure::How::entries:
      return "entries";
    case TracedFigure::How::parts:
      return "parts";
    case TracedFigure::How::lines:
      return "lines";
    case TracedFigure::How::reckoned:
      return "reckoned";
    case TracedFigure::How::given:
      return "given";
  }
  throw ledger::Defect{"a figure of no kind"};
}

void ensure_adds_up(const TracedFigure& figure) {
  using How = TracedFigure::How;
  if (figure.how == How::reckoned || figure.how == How::given) return;
  Money sum;
  for (const auto& posting : figure.postings) sum += posting.counts;
  for (const auto& part : figure.parts) sum += part.counts;
  for (const auto* line : figure.lines) sum += line->line->line.amount;
  if (figure.floored) sum = ledger::at_least_nothing(sum);
  ledger::ensure(sum == figure.amount, "what is traced comes to the figure: " + figure.address);
}

Traced::Traced(const TraceOf& of) : of_{of}, sources_{*of.view} {
  if (of_.statement != nullptr) {
    before_ = ledger::standing_on(*of_.statement->entries,
                                  ledger::plus_days(of_.statement->period.first, -1));
  }
  add_budget_figures(of_, figures_);
  if (of_.statement != nullptr) add_statement_figures(of_, before_, figures_);
  for (const TracedFigure& figure : figures_) ensure_adds_up(figure);
}

std::vector<const TracedFigure*> Traced::asked(std::string_view address) const {
  std::vector<const TracedFigure*> found;
  for (const TracedFigure& figure : figures_) {
    if (figure.address == address) return {&figure};
    const auto& whole = figure.address;
    if (address.empty() || whole.size() <= address.size() || !whole.ends_with(address)) continue;
    const char before = whole[whole.size() - address.size() - 1];
    if (before == '/' || before == ':') found.push_back(&figure);
  }
  return found;
}

std::vector<std::string> Traced::figures_of(std::string_view source) const {
  std::vector<std::string> addresses;
  for (const TracedFigure& figure : figures_) {
    const bool holds = std::ranges::any_of(figure.postings, [&](const TracedPosting& posting) {
      return posting.entry->entry.source == source;
    });
    if (holds) addresses.push_back(figure.address);
  }
  return addresses;
}

}  // namespace reports

#include "reconcile/known_line.hpp"

namespace reconcile {

const ledger::PlanLine* known_line(const ledger::PersonHistory& history, std::string_view budget,
                                   std::string_view line, ledger::Date day) {
  const ledger::PlanLine* known = nullptr;
  for (const auto& version : history.versions()) {
    const bool begun = !version.from || *version.from <= day;
    if (!begun && known != nullptr) break;
    const auto* of = version.budget(budget);
    const auto* found = of == nullptr ? nullptr : of->line(line);
    if (found != nullptr) known = found;
  }
  return known;
}

}  // namespace reconcile

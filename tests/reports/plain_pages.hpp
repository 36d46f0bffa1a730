// Pages of `balance --plain`, read by tests.
#pragma once

#include "reconcile/surplus.hpp"
#include "reports/plain.hpp"
#include "tests/reconcile/build_acts.hpp"

#include <stdexcept>
#include <string>

namespace plain_pages {

using reports::PlainPage;

inline const reports::PlainSection& section(const PlainPage& page, const std::string& code) {
  for (const auto& one : page.sections) {
    if (one.code == code) return one;
  }
  throw std::out_of_range{"no section " + code};
}
inline std::string sentences(const PlainPage& page) {
  std::string all;
  for (const auto& one : page.sections) {
    for (const auto& sentence : one.sentences) all += sentence + " ";
  }
  return all;
}
inline std::string text_of(const PlainPage& page, ledger::Date as_of) {
  reports::Look look;
  look.width = 80;
  return reports::as_text(reports::plain({page}, as_of), look);
}
inline bool says(const PlainPage& page, const std::string& words) {
  return sentences(page).find(words) != std::string::npos;
}
/// The page of the first budget on a day.
inline PlainPage page_of(const build::Acted& made, const std::string& on) {
  return reports::plain_pages(build::Books{made, on}.view()).at(0);
}

/// What can be asked back of a budget, or is more than is needed.
inline reconcile::Surplus surplus_of(const reconcile::PersonView& view, const std::string& ref) {
  for (const auto* budget : view.history().budgets_known(view.as_of)) {
    if (budget->ref == ref) return reconcile::surplus_of(view, *budget);
  }
  throw std::out_of_range{"no budget " + ref};
}

}  // namespace plain_pages

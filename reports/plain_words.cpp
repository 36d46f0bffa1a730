#include "reports/plain_parts.hpp"
#include "reports/text_width.hpp"

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

std::string plain_name(const ledger::PlanLine* line, std::string_view category) {
  constexpr int widest = 48;
  const bool own_words =
      line != nullptr && !line->outcome.empty() && display_width(line->outcome) <= widest;
  return own_words ? line->outcome : std::string{plain_category(category)};
}

}  // namespace reports

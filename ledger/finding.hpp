// Findings: what needs a person's attention. The codes are public (contract section 5).
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

enum class Severity { high, medium, low };
std::string_view text(Severity severity);

enum class FindingState { open, waived, cannot_test };
std::string_view text(FindingState state);

/// Where a fact came from: a file and its line (0 where it is the whole file).
struct Evidence {
  std::string file;
  int line = 0;
  friend auto operator<=>(const Evidence&, const Evidence&) = default;
};

struct Finding {
  std::string
      id;  ///< "F" and sixteen hexadecimal digits of a hash of code, person, budget, subject
  std::string code;
  Severity severity = Severity::medium;
  std::string person;
  std::string budget;   ///< may be empty
  std::string subject;  ///< what it is about: an item's key, a line's id; makes the id stable
  std::optional<Date> date;
  Money amount;
  std::vector<Evidence> evidence;
  std::string source;  ///< the regulation or policy it rests on
  std::string why;     ///< a sentence for a person
  FindingState state = FindingState::open;
};

/// Fills in the id from code, person, budget and subject.
void identify(Finding& finding);

/// Most serious first; then by date, code, person and id.
void sort_by_urgency(std::vector<Finding>& findings);

}  // namespace ledger

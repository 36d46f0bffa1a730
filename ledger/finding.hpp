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
  bool tested = true;  ///< false: a fact is missing; so too of a waived one
  /// Who set it aside, when and why; also of one that is open again. Empty when nobody did.
  std::string waived_by = {}, waived_at = {}, waived_reason = {};
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Fills in the id from code, person, budget and subject.
void identify(Finding& finding);

/// What a waiver of this finding is recorded against: its id and what was set aside, so that what
/// grows later is not waived with it: "F0123456789abcdef@1234.50" or
/// "F0123456789abcdef@cannot-test".
std::string waived_as(const Finding& finding);

/// What a waiver names, taken apart again. Older books hold the id alone, which covers everything.
struct WaivedFinding {
  std::string_view id;
  bool cannot_test = false;     ///< only that it could not be tested was set aside
  std::optional<Money> amount;  ///< what it was about then
};
WaivedFinding parse_waived(std::string_view text);

/// Most serious first; then by date, code, person and id.
void sort_by_urgency(std::vector<Finding>& findings);

}  // namespace ledger

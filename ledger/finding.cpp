#include "ledger/finding.hpp"

#include "ledger/digest.hpp"
#include "ledger/ensure.hpp"
#include "ledger/id.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {

std::string_view text(Severity severity) {
  switch (severity) {
    case Severity::high:
      return "high";
    case Severity::medium:
      return "medium";
    case Severity::low:
      return "low";
  }
  throw Defect{"a severity without a word"};
}

std::string_view text(FindingState state) {
  switch (state) {
    case FindingState::open:
      return "open";
    case FindingState::waived:
      return "waived";
    case FindingState::cannot_test:
      return "cannot-test";
  }
  throw Defect{"a finding in no state"};
}

void identify(Finding& finding) {
  Sha256 digest;
  digest.field(finding.code).field(finding.person).field(finding.budget).field(finding.subject);
  finding.id = "F" + text(digest.take()).substr(0, 16);
}

void sort_by_urgency(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.severity, finding.date, finding.code, finding.person, finding.id);
  };
  std::ranges::sort(findings, [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace ledger

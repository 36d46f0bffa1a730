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

std::string waived_as(const Finding& finding) {
  return finding.id + "@" + (finding.tested ? text(finding.amount) : "cannot-test");
}

WaivedFinding parse_waived(std::string_view text) {
  const auto at = text.find('@');
  WaivedFinding waived{text.substr(0, at), false, std::nullopt};
  if (at == std::string_view::npos) return waived;
  const auto what = text.substr(at + 1);
  waived.cannot_test = what == "cannot-test";
  if (const auto amount = parse_money(what)) waived.amount = amount.value();
  return waived;
}

void sort_by_urgency(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.severity, finding.date, finding.code, finding.person, finding.id);
  };
  std::ranges::sort(findings, [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

}  // namespace ledger

#include "reports/answers.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Finding;
using ledger::FindingState;
using ledger::Severity;

Table csv_table(const std::vector<Finding>& findings) {
  Table table;
  table.for_people = false;
  table.columns = {{"Id", "id"},
                   {"Code", "code"},
                   {"Severity", "severity"},
                   {"Person", "person"},
                   {"Budget", "budget"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"Evidence", "evidence"},
                   {"Source", "source"},
                   {"Why", "why"},
                   {"State", "state"},
                   {"Waived by", "waived_by"},
                   {"Waived at", "waived_at"},
                   {"Waived because", "waived_reason"}};
  for (const Finding& finding : findings) {
    table.rows.push_back({finding.id, finding.code, std::string{ledger::text(finding.severity)},
                          finding.person, finding.budget, cell_of(finding.date), finding.amount,
                          places(finding.evidence), finding.source, finding.why,
                          std::string{ledger::text(finding.state)}, finding.waived_by,
                          finding.waived_at, finding.waived_reason});
  }
  return table;
}

/// "waived by r.patel on 2025-07-01: agreed at the review"; also of one that is open again.
std::string waiver_text(const Finding& finding) {
  if (finding.waived_by.empty()) return "";
  return "\nwaived by " + finding.waived_by + " on " + finding.waived_at.substr(0, 10) + ": " +
         finding.waived_reason;
}

std::string state_mark(FindingState state) {
  switch (state) {
    case FindingState::open:
      return "";
    case FindingState::waived:
      return "\n(waived)";
    case FindingState::cannot_test:
      return "\n(cannot test)";
  }
  return "";
}

Table people_table(const std::vector<Finding>& findings) {
  Table table;
  table.columns = {{"Severity", "severity"},
                   {"Who", "who"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"What it is", "why"}};
  for (const Finding& finding : findings) {
    const std::string from = places(finding.evidence);
    const bool open_high =
        finding.severity == Severity::high && finding.state == FindingState::open;
    if (open_high) table.alarms.push_back(table.rows.size());
    table.rows.push_back({std::string{ledger::text(finding.severity)} + state_mark(finding.state),
                          finding.person + (finding.budget.empty() ? "" : "/" + finding.budget),
                          cell_of(finding.date),
                          finding.amount.is_zero() ? Cell{} : Cell{finding.amount},
                          finding.code + ": " + finding.why + (from.empty() ? "" : "\n" + from) +
                              waiver_text(finding) + "\n" + finding.id +
                              (finding.source.empty() ? "" : " · " + finding.source)});
  }
  return table;
}

std::string sentence_of(const std::vector<Finding>& findings) {
  std::int64_t high = 0, medium = 0, low = 0, waived = 0, cannot_test = 0;
  for (const Finding& finding : findings) {
    if (finding.state == FindingState::waived) ++waived;
    if (finding.state == FindingState::cannot_test) ++cannot_test;
    if (finding.state != FindingState::open) continue;
    switch (finding.severity) {
      case Severity::high:
        ++high;
        break;
      case Severity::medium:
        ++medium;
        break;
      case Severity::low:
        ++low;
        break;
    }
  }
  if (findings.empty()) return "Nothing needs attention.";
  std::string sentence = counted(high + medium + low, "open finding") + ": " +
                         std::to_string(high) + " high, " + std::to_string(medium) + " medium, " +
                         std::to_string(low) + " low.";
  if (waived > 0) sentence += " " + std::to_string(waived) + " waived.";
  if (cannot_test > 0) sentence += " " + std::to_string(cannot_test) + " could not be tested.";
  return sentence;
}

}  // namespace

Answer findings(const std::vector<Finding>& findings) {
  Answer answer;
  answer.heading.push_back(sentence_of(findings));
  answer.tables = {csv_table(findings), people_table(findings)};
  if (!findings.empty()) {
    answer.closing.emplace_back(
        "To set one aside with a reason: dpledger waive FINDING --reason TEXT.");
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.findings/1")
                    .put("findings", json_array(findings, finding_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

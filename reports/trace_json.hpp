// What the pages and the JSON of a trace are both made from.
#pragma once

#include "reports/json_text.hpp"
#include "reports/trace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

/// Who approved the period that holds a day; empty: it is open.
struct Approval {
  std::string by, at;
};

/// Everything that a row says of an entry besides its postings.
struct Origin {
  std::string what, why, state, rule, file, sha256;
  int line = 0;
  Approval approval;
};

/// Refers to what is traced.
class TraceTeller {
 public:
  explicit TraceTeller(const Traced& traced) : traced_{traced} {}
  const Traced& traced() const { return traced_; }
  const ledger::PersonFacts& facts() const { return *traced_.of().view->facts; }
  Approval approval_of(ledger::Date day) const;
  Origin origin_of(const ledger::RecordedEntry& recorded) const;

 private:
  const Traced& traced_;
};

/// A figure without and with what it is the sum of; a source and what became of it.
Json traced_head_json(const TracedFigure& figure);
Json traced_figure_json(const TraceTeller& teller, const TracedFigure& figure);
Json traced_source_json(const TraceTeller& teller, const TracedSource& source);
std::vector<Json> approvals_json(const ledger::PersonFacts& facts);

/// A posting as a row, under its columns; who and which days it is about.
std::vector<Column> trace_columns();
std::vector<Cell> trace_row(const TraceTeller& teller, const TracedPosting& traced);
std::string trace_heading(const Traced& traced);

/// What a document says before what it was asked for.
struct TraceHead {
  std::string person;  ///< empty: several
  ledger::Date as_of;
  std::optional<ledger::Period> period;
  std::string asked;
};
/// dpledger.trace/1
std::string trace_document(const TraceHead& head, const Json& figures, const Json& sources,
                           const Json& findings, const Json& approvals);
/// The same of figures alone.
std::string trace_document(const Traced& traced, const std::string& asked, const Json& figures);

}  // namespace reports

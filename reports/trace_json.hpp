// What the pages and the JSON of a trace are both made from.
#pragma once

#include "reports/json_text.hpp"
#include "reports/trace.hpp"

#include <string>

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
/// dpledger.trace/1
std::string trace_document(const Traced& traced, const std::string& asked, const Json& figures,
                           const Json& sources, const Json& findings);

}  // namespace reports

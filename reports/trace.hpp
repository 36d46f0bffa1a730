// From any figure of a balance or a statement to the entries that add up to it, and back from a
// line, a file, an entry or a finding to the figures it is in.
//
// A figure has an address: "2025/spent", "2025/line/team/spent", "2025/account/cost:team",
// "statement:income/NHS Example", "statement:account/dp/closing". It is the sum of entries, of
// other figures, or of statement lines; or it is reckoned from others by a rule that is told; or it
// is given in the person's file. Every sum is checked while it is made: one that is not the figure
// is a Defect.
#pragma once

#include "ledger/entry.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"
#include "reports/entry_sources.hpp"
#include "reports/json_text.hpp"
#include "reports/statement.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// What one posting counts in a figure.
struct TracedPosting {
  const ledger::RecordedEntry* entry;
  const ledger::Posting* posting;
  ledger::Money counts;
};

/// What another figure counts in one; `address` is empty for what is no figure of its own.
struct TracedPart {
  std::string address;
  std::string what;
  ledger::Money counts;
};

struct TracedFigure {
  enum class How { entries, parts, lines, reckoned, given };
  std::string address;
  std::string what;  ///< in words
  ledger::Money amount;
  How how = How::entries;
  std::vector<TracedPosting> postings = {};
  std::vector<TracedPart> parts = {};
  std::vector<const reconcile::LineView*> lines = {};
  std::string because = {};  ///< of what is reckoned or given: how, or where
  bool floored = false;      ///< the sum, but not below nothing
};
std::string_view text(TracedFigure::How how);

/// What is traced. `standing` are the entries that stand on view's day, with their numbers.
struct TraceOf {
  const reconcile::PersonView* view;
  const std::vector<ledger::RecordedEntry>* standing;
  const StatementOf* statement = nullptr;  ///< of a period; null: as of a day
};

/// Every figure of a person. Refers to what it was made from.
class Traced {
 public:
  explicit Traced(const TraceOf& of);
  Traced(const Traced&) = delete;
  Traced& operator=(const Traced&) = delete;

  const TraceOf& of() const { return of_; }
  const EntrySources& sources() const { return sources_; }
  const std::vector<TracedFigure>& figures() const { return figures_; }
  /// The figure of that address; where no address is just so, those that end in it.
  std::vector<const TracedFigure*> asked(std::string_view address) const;
  /// Addresses of the figures that a source's entries count in.
  std::vector<std::string> figures_of(std::string_view source) const;

 private:
  TraceOf of_;
  EntrySources sources_;
  std::vector<ledger::RecordedEntry> before_;  ///< that stood before the period
  std::vector<TracedFigure> figures_;
};

/// The figures of each budget and account; and those of a statement. Made by Traced.
void add_budget_figures(const TraceOf& of, std::vector<TracedFigure>& figures);
void add_statement_figures(const TraceOf& of, const std::vector<ledger::RecordedEntry>& before,
                           std::vector<TracedFigure>& figures);
/// A Defect when the parts of a figure do not come to it.
void ensure_adds_up(const TracedFigure& figure);

/// A pool's line of which a member has a part, or a member's part of a pool's line.
struct LinePart {
  std::string person;  ///< whose it is: "@acme-clients", "P0001"
  ledger::LineId line;
  ledger::Money amount;
};

/// What is known of one source: a line, a payslip, an invoice.
struct TracedSource {
  std::string source;  ///< as entries name it
  const reconcile::LineView* line = nullptr;
  std::vector<const ledger::RecordedEntry*> entries;
  std::optional<LinePart> part_of = {};  ///< the pool's line, of a member's part
  std::vector<LinePart> parts = {};      ///< whose a pool's line is
};

/// dpledger.trace/1: all figures with their addresses; some of them, with their parts and theirs.
Answer figures_listed(const Traced& traced);
Answer figures_traced(const Traced& traced, const std::vector<const TracedFigure*>& asked);

/// What became of sources.
struct TracedBack {
  std::string asked;
  std::vector<TracedSource> sources;
  std::vector<ledger::Finding> findings = {};
};
/// The same of one person, told: it refers to nothing it was made from.
struct ToldBack {
  std::string person, asked;
  ledger::Date as_of;
  std::optional<ledger::Period> period;  ///< a statement's
  std::vector<std::string> heading;
  std::vector<Table> tables;  ///< the entries; the figures that they count in
  std::vector<Json> sources, findings, approvals;
};
ToldBack told_back(const Traced& traced, const TracedBack& back);
/// dpledger.trace/1 of one person, or of all about whom a place says something; there is one.
Answer traced_back(const std::vector<ToldBack>& people);

}  // namespace reports

// Samples of what was paid: drawn by monetary unit or at random, stratified by risk, and what the
// errors found in one say of the whole.
//
// The population is every payment that the bank shows in the period; what came in stands apart, for
// a sample of payments says nothing of it. It is tied to the trial balance. Everything is whole
// pence: no floating point comes near it.
//
// Draws   the nth number is the first eight bytes of SHA-256 over the seed, a name and n; numbers
//         past the last whole multiple are thrown away, so that each outcome is as likely as any.
//         The same seed gives the same sample everywhere.
// MUS     monetary-unit sampling with a fixed interval and a random start: every penny below the
//         interval is as likely to be met; an item that is as large as the interval is taken for
//         certain and projects nothing but itself.
// Source  the upper limit adds the ranked taintings with Poisson factors (the Stringer bound, as in
//         the AICPA's audit guide on sampling).
#pragma once

#include "ledger/entry.hpp"
#include "ledger/finding.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

enum class Risk { high, medium, low };
std::string_view text(Risk risk);

/// One payment.
struct SampleItem {
  std::string person, account, id;  ///< id of the statement line
  ledger::Date date;
  ledger::Money amount;  ///< paid: more than nothing. What came in is below
  std::string description, state, why;
  std::string file, sha256;
  int line = 0;
  std::string approved_by;
  Risk risk = Risk::low;
  std::string reasons;  ///< why it is a risk: findings, not explained, a person's decision
};

/// From what the bank shows to what the trial balance says; zero when nothing is between them.
struct Tie {
  ledger::Money lines;      ///< all lines dated in the period, in and out
  ledger::Money elsewhere;  ///< of them, what is not in the books of the period
  ledger::Money late;       ///< of lines of other days, what is
  ledger::Money openings;   ///< what accounts were opened with, and what puts that right
  ledger::Money books;      ///< what bank accounts changed by, by the trial balance
  ledger::Money difference() const { return lines - elsewhere + late + openings - books; }
  void add(const Tie& more);
};

struct Population {
  std::vector<SampleItem> payments;  ///< by person, account, day and place
  std::vector<SampleItem> apart;     ///< what came in, or moved nothing
  Tie tie;
};
/// Of one person; `view` as of the last day, `entries` all. A Defect when it does not tie.
Population population_of(const reconcile::PersonView& view,
                         const std::vector<ledger::RecordedEntry>& entries,
                         const std::vector<ledger::Finding>& findings, ledger::Period period);

/// Whole numbers that a seed gives.
class Draws {
 public:
  Draws(std::string seed, std::string name) : seed_{std::move(seed)}, name_{std::move(name)} {}
  /// From 0 to below `limit`, which is more than nothing.
  std::uint64_t below(std::uint64_t limit);

 private:
  std::uint64_t next();
  std::string seed_, name_;
  std::int64_t count_ = 0;
};

struct Drawn {
  const SampleItem* item;
  ledger::Money cumulative;  ///< of the stratum, up to and with it; of MUS without certain ones
  std::int64_t hits = 1;
  bool certain = false;  ///< as large as the interval, or all of the stratum is taken
};

/// Every item of `interval` or more, then those in which start, start + interval … falls; `start`
/// is from 1 penny to the interval.
std::vector<Drawn> drawn_by_unit(const std::vector<const SampleItem*>& items,
                                 ledger::Money interval, ledger::Money start);
/// So many different ones, in the order of the population; all when there are no more.
std::vector<Drawn> drawn_at_random(const std::vector<const SampleItem*>& items, std::size_t size,
                                   Draws& draws);

/// What a sample is to be: of one stratum, or of each.
struct SamplePlan {
  bool by_unit = true;
  bool stratified = false;
  std::string seed;
  ledger::Period period;
  int confidence = 95;
  std::optional<ledger::Money> materiality, expected;  ///< give the interval
  /// By risk; without strata the first stands for all.
  std::array<std::optional<ledger::Money>, 3> intervals = {};
  std::array<std::optional<std::size_t>, 3> sizes = {};
  bool size_is_shared = false;  ///< one size for all strata together, by what they come to
};

/// The largest interval of which the upper limit, should just the expected errors be met, is no
/// more than the tolerable: interval x factor(expected / interval) <= materiality, the factor
/// interpolated between whole numbers of errors. Nothing when the expected are too near it.
std::optional<ledger::Money> interval_for(ledger::Money materiality, ledger::Money expected,
                                          int confidence);

struct Stratum {
  std::string name;  ///< "high", "medium", "low"; or "all"
  std::size_t items = 0;
  ledger::Money total;
  ledger::Money interval, start;  ///< of MUS
  std::vector<Drawn> drawn;
};
struct Sample {
  SamplePlan plan;
  std::vector<Stratum> strata;  ///< those with items
};
/// Why no sample can be drawn by the plan; empty when one can.
std::string impossible(const SamplePlan& plan, const Population& population);
Sample draw(const SamplePlan& plan, const Population& population);

/// What an audit found one drawn item to be.
struct Audited {
  std::string id;
  ledger::Money audited;
  std::string note;
};

/// Errors projected to the whole of a stratum; of more paid than right, and of less.
struct Projection {
  std::string stratum;
  ledger::Money total, examined;
  std::int64_t errors = 0;
  ledger::Money known;                 ///< of the items examined, net
  ledger::Money over, under;           ///< projected, each of its kind
  std::optional<ledger::Money> upper;  ///< of what was overpaid; MUS alone
  bool whole = false;                  ///< every item was examined
  /// No more items of the stratum than this are in error (reports/error_rate.hpp); random alone.
  std::optional<std::int64_t> most_in_error = std::nullopt;
};
/// `audited` holds one for each drawn item. Nothing for a stratum with more errors than
/// `most_errors`.
std::vector<Projection> project(const Sample& sample, const std::vector<Audited>& audited);

/// dpledger.sample/1: the working paper, and with results the projection as well.
struct PaperOf {
  std::vector<std::string> people;
  std::string commissioner;
  ledger::Date as_of;
};
Answer sample_paper(const PaperOf& of, const Population& population, const Sample& sample,
                    const std::vector<Audited>* audited);

}  // namespace reports

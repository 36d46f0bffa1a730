// Where a person's periods stand. A period is everything up to a day that no earlier approved
// period holds; it is submitted by one person, approved by another, and the latest approved one can
// be opened again. All that follows from the events as they were recorded.
//
// While a period is approved, nothing is posted with a date inside it. What would be, is posted on
// the first open day: the day after the latest approved one.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

std::string_view text(PeriodEvent::Kind kind);

/// A period that is approved now. Refers to the events.
struct ApprovedPeriod {
  std::optional<Date> from;  ///< the day after the one before; nothing: since the beginning
  Date to;
  const PeriodEvent* submitted;
  const PeriodEvent* approved;
};
/// By their days.
std::vector<ApprovedPeriod> approved_periods(const std::vector<PeriodEvent>& events);

/// The last day of the latest approved period: up to it the books are closed.
std::optional<Date> closed_to(const std::vector<PeriodEvent>& events);

/// The submission to that day that waits for its approval; null when none does.
const PeriodEvent* waiting(const std::vector<PeriodEvent>& events, Date to);

/// The approved period whose books hold what stood on a day: the earliest that reaches it. Null
/// when the day is open.
const PeriodEvent* approval_of(const std::vector<PeriodEvent>& events, Date day);

/// Whether two names are one person's, however they are capitalised and spaced.
bool same_person(std::string_view one, std::string_view other);

/// The digest of the entries that stood on a day, whatever their numbers: two are equal when the
/// same was booked the same way.
std::string standing_digest(const std::vector<RecordedEntry>& entries, Date day);

/// Why the events of a person cannot have been recorded so: approved without being submitted, by
/// the same person, for a day that was closed … Empty when they can.
std::vector<std::string> broken_rules(const std::vector<PeriodEvent>& events);

}  // namespace ledger

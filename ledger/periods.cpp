#include "ledger/periods.hpp"

#include "ledger/digest.hpp"
#include "ledger/ensure.hpp"

#include <algorithm>
#include <tuple>

namespace ledger {
namespace {

using Kind = PeriodEvent::Kind;
using Events = std::vector<PeriodEvent>;

/// The newest submission to the day of an approval before it; null when there is none.
const PeriodEvent* submission_before(const Events& events, std::size_t approval) {
  for (std::size_t at = approval; at-- > 0;) {
    if (events[at].to == events[approval].to && events[at].kind == Kind::submit) return &events[at];
  }
  return nullptr;
}

/// What waits of the first `count` events.
const PeriodEvent* waiting_among(const Events& events, std::size_t count, Date to) {
  for (std::size_t at = count; at-- > 0;) {
    if (events[at].to != to) continue;
    return events[at].kind == Kind::submit ? &events[at] : nullptr;
  }
  return nullptr;
}

/// Two names in the form in which they are compared.
std::string folded(std::string_view name) {
  std::string out;
  for (const char byte : name) {
    if (byte == ' ' || byte == '\t') continue;
    out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
  }
  return out;
}

/// What is wrong with one event after those before it.
std::string_view broken_by(const Events& events, std::size_t at, std::optional<Date> closed) {
  const auto& event = events[at];
  switch (event.kind) {
    case Kind::submit:
      return closed && event.to <= *closed ? "submits days that were closed" : "";
    case Kind::approve: {
      const auto* submitted = waiting_among(events, at, event.to);
      if (submitted == nullptr) return "approves what was not submitted";
      if (same_person(submitted->by, event.by)) return "approves what the same person submitted";
      if (submitted->standing != event.standing) return "approves something else than submitted";
      return closed && event.to <= *closed ? "approves days that were closed" : "";
    }
    case Kind::reopen:
      return closed != event.to ? "opens a period that is not the latest approved" : "";
  }
  throw Defect{"a period's event of no kind"};
}

/// Follows the events: the days of the approved periods after each.
template <class Each>
void follow(const Events& events, const Each& each) {
  std::vector<std::size_t> approved;
  for (std::size_t at = 0; at < events.size(); ++at) {
    each(at, approved);
    if (events[at].kind == Kind::approve) approved.push_back(at);
    if (events[at].kind == Kind::reopen && !approved.empty()) approved.pop_back();
  }
  each(events.size(), approved);
}

}  // namespace

std::string_view text(Kind kind) {
  switch (kind) {
    case Kind::submit:
      return "submit";
    case Kind::approve:
      return "approve";
    case Kind::reopen:
      return "reopen";
  }
  throw Defect{"a period's event of no kind"};
}

std::vector<ApprovedPeriod> approved_periods(const Events& events) {
  std::vector<ApprovedPeriod> periods;
  follow(events, [&](std::size_t at, const std::vector<std::size_t>& approved) {
    if (at != events.size()) return;
    for (const auto each : approved) {
      std::optional<Date> from;
      if (!periods.empty()) from = plus_days(periods.back().to, 1);
      periods.push_back({from, events[each].to, submission_before(events, each), &events[each]});
    }
  });
  return periods;
}

std::optional<Date> closed_to(const Events& events) {
  std::optional<Date> closed;
  follow(events, [&](std::size_t at, const std::vector<std::size_t>& approved) {
    if (at == events.size() && !approved.empty()) closed = events[approved.back()].to;
  });
  return closed;
}

const PeriodEvent* waiting(const Events& events, Date to) {
  const auto closed = closed_to(events);
  if (closed && to <= *closed) return nullptr;
  return waiting_among(events, events.size(), to);
}

const PeriodEvent* approval_of(const Events& events, Date day) {
  for (const auto& period : approved_periods(events)) {
    if (day <= period.to) return period.approved;
  }
  return nullptr;
}

bool same_person(std::string_view one, std::string_view other) {
  return folded(one) == folded(other);
}

std::string standing_digest(const std::vector<RecordedEntry>& entries, Date day) {
  auto standing = standing_on(entries, day);
  std::ranges::sort(standing, {}, [](const RecordedEntry& recorded) {
    return std::tie(recorded.entry.source, recorded.entry.date, recorded.number);
  });
  Sha256 digest;
  digest.field("dpledger.standing/1").field(std::int64_t{day.days()});
  for (const auto& [number, entry, reverses, reversed, link] : standing) {
    digest.field(entry.source).field(std::int64_t{entry.date.days()}).field(text(entry.kind));
    digest.field(static_cast<std::int64_t>(entry.postings.size()));
    for (const auto& posting : entry.postings) {
      digest.field(posting.budget).field(posting.debit).field(posting.credit);
      digest.field(posting.amount.pence()).field(posting.item);
    }
  }
  return text(digest.take());
}

std::vector<std::string> broken_rules(const Events& events) {
  std::vector<std::string> broken;
  follow(events, [&](std::size_t at, const std::vector<std::size_t>& approved) {
    if (at == events.size()) return;
    std::optional<Date> closed;
    if (!approved.empty()) closed = events[approved.back()].to;
    const auto what = broken_by(events, at, closed);
    if (what.empty()) return;
    broken.push_back("the " + std::to_string(at + 1) + ". event of its periods " +
                     std::string{what});
  });
  return broken;
}

}  // namespace ledger

// Whether the days of a statement are approved, by whom, and what became of them since.
#include "reports/statement_parts.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <set>

namespace reports {
namespace {

using ledger::PeriodEvent;
using ledger::pretty;

/// "m.hall on 2 May 2025" of what was done by somebody at an instant.
std::string step(const std::string& by, const std::string& at) {
  const auto day = ledger::parse_date(at.substr(0, 10));
  return by + " on " + (day ? pretty(day.value()) : at);
}

std::string step(const PeriodEvent& event) {
  return step(event.by, event.at);
}

/// The newest submission that reaches the end of the period and waits.
const PeriodEvent* submitted(const StatementOf& of) {
  const auto& events = of.at_end->facts->periods;
  const PeriodEvent* newest = nullptr;
  for (const PeriodEvent& event : events) {
    if (event.kind != PeriodEvent::Kind::submit || event.to < of.period.last) continue;
    if (const auto* waits = ledger::waiting(events, event.to)) newest = waits;
  }
  return newest;
}

/// The newest opening of days of the period that nobody has approved again.
const PeriodEvent* reopened(const StatementOf& of) {
  const auto& events = of.at_end->facts->periods;
  const auto closed = ledger::closed_to(events);
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    const bool again = closed && *closed >= event->to;
    if (event->kind != PeriodEvent::Kind::reopen || again) continue;
    if (event->to >= of.period.first) return &*event;
  }
  return nullptr;
}

std::string corrections_words(const ChangedSince& since) {
  if (since.corrections.empty()) return "";
  std::set<std::string> sources;
  auto posted = since.corrections.front().posted;
  for (const auto& each : since.corrections) {
    sources.insert(each.source);
    posted = std::min(posted, each.posted);
  }
  const auto count = static_cast<std::int64_t>(sources.size());
  return counted(count, "thing") + " booked in these days " + (count == 1 ? "was" : "were") +
         " booked otherwise since, from " + pretty(posted) + " on";
}

/// "waived: cash-withdrawal, by m.hall on 2 May 2025, because: …".
std::string judged_words(const ChangedSince::Judged& judged) {
  std::string reason = judged.waiver.reason;
  if (reason.ends_with('.')) reason.pop_back();
  return (judged.waiver.withdrawn ? "waived no longer: " : "waived: ") + judged.code + ", by " +
         step(judged.waiver.by, judged.waiver.at) + ", because: " + reason;
}

std::string listed(const std::vector<std::string>& names) {
  std::string words;
  for (const auto& name : names) words += (words.empty() ? "" : ", ") + name;
  return words;
}

}  // namespace

std::string approval_words(const ledger::ApprovedPeriod& approval) {
  return (approval.submitted == nullptr ? "" : "submitted by " + step(*approval.submitted) + ", ") +
         "approved by " + step(*approval.approved);
}

PeriodState state_of(const StatementOf& of) {
  if (of.approved) return PeriodState::approved;
  if (submitted(of) != nullptr) return PeriodState::submitted;
  return reopened(of) != nullptr ? PeriodState::reopened : PeriodState::open;
}

std::string_view text(PeriodState state) {
  switch (state) {
    case PeriodState::open:
      return "open";
    case PeriodState::submitted:
      return "submitted";
    case PeriodState::approved:
      return "approved";
    case PeriodState::reopened:
      return "reopened";
  }
  return {};
}

std::vector<std::string> state_words(const StatementOf& of) {
  std::vector<std::string> words;
  for (const ledger::ApprovedPeriod& approval : of.approvals) {
    words.push_back("As approved: " + approval_words(approval) + " (the days to " +
                    pretty(approval.to) + ")");
  }
  if (of.approved) {
    words.push_back("Since then: " + since_words(of));
    return words;
  }
  for (const auto& approval : ledger::approved_periods(of.at_end->facts->periods)) {
    if (approval.to < of.period.first) continue;
    words.push_back("Approved in part: " + approval_words(approval) + " (the days to " +
                    pretty(approval.to) + ")");
  }
  if (const auto* event = reopened(of)) {
    words.push_back("Opened again: by " + step(*event) + " (the days to " + pretty(event->to) +
                    "), because: " + event->reason);
  }
  if (const auto* event = submitted(of)) {
    words.push_back("Submitted: by " + step(*event) + " (the days to " + pretty(event->to) +
                    "), and not approved yet");
  } else {
    words.push_back("Not submitted: nobody has said that this period is complete");
  }
  return words;
}

std::string since_words(const StatementOf& of) {
  std::vector<std::string> all;
  if (!of.late.empty()) {
    all.push_back(counted(static_cast<std::int64_t>(of.late.size()), "line") +
                  " of them came late");
  }
  if (const auto words = corrections_words(of.since); !words.empty()) all.push_back(words);
  if (!of.since.files_taken_back.empty()) {
    all.push_back("taken back: " + listed(of.since.files_taken_back));
  }
  for (const auto& each : of.since.judged) all.push_back(judged_words(each));
  if (all.empty()) return "nothing of these days has changed";
  std::string words;
  for (const auto& each : all) words += (words.empty() ? "" : "; ") + each;
  return words + ". This page is as it was approved";
}

}  // namespace reports

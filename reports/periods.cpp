#include "ledger/periods.hpp"

#include "reports/answers.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::PeriodEvent;

/// Where an event stands now: "waits", "approved", "replaced", "reopened"; a reopening just is.
std::string state_of(const std::vector<PeriodEvent>& events, const PeriodEvent& event) {
  for (const auto& period : ledger::approved_periods(events)) {
    if (period.submitted == &event || period.approved == &event) return "approved";
  }
  switch (event.kind) {
    case PeriodEvent::Kind::submit:
      return ledger::waiting(events, event.to) == &event ? "waits" : "replaced";
    case PeriodEvent::Kind::approve:
      return "reopened";
    case PeriodEvent::Kind::reopen:
      return "";
  }
  throw ledger::Defect{"a period's event of no kind"};
}

Json event_json(const PersonPeriods& person, const PeriodEvent& event) {
  return JsonObject{}
      .text("person", person.person)
      .text("event", ledger::text(event.kind))
      .date("to", event.to)
      .text("by", event.by)
      .text("at", event.at)
      .text("reason", event.reason)
      .text("state", state_of(person.events, event))
      .done();
}

std::string events_json(const std::vector<PersonPeriods>& people) {
  std::string members;
  for (const auto& person : people) {
    for (const auto& event : person.events) {
      members += (members.empty() ? "" : ",") + event_json(person, event).text;
    }
  }
  return "[" + members + "]";
}

Json closed_json(const PersonPeriods& person) {
  return JsonObject{}
      .text("person", person.person)
      .date("closed_to", ledger::closed_to(person.events))
      .done();
}

}  // namespace

Answer periods(const std::vector<PersonPeriods>& people) {
  Answer answer;
  Table table;
  table.columns = {{"Person", "person"}, {"Step", "event"},  {"Up to", "to"},     {"By", "by"},
                   {"When", "at"},       {"State", "state"}, {"Reason", "reason"}};
  std::int64_t closed = 0;
  std::int64_t waiting = 0;
  for (const auto& person : people) {
    closed += ledger::closed_to(person.events) ? 1 : 0;
    for (const auto& event : person.events) {
      auto state = state_of(person.events, event);
      waiting += state == "waits" ? 1 : 0;
      table.rows.push_back({person.person, std::string{ledger::text(event.kind)}, event.to,
                            event.by, event.at, std::move(state), event.reason});
    }
  }
  answer.heading.push_back(std::to_string(closed) + (closed == 1 ? " person" : " people") +
                           " with an approved period; " + counted(waiting, "period") +
                           " waiting for approval.");
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.periods/1")
                    .put("people", json_array(people, closed_json))
                    .put("events", Json{events_json(people)})
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

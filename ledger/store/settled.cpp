#include "ledger/store/settled.hpp"

#include "ledger/store/match_codec.hpp"
#include "ledger/store/reader.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace store {

using namespace ledger;

namespace {

using Json = nlohmann::json;

std::string encode(const std::vector<Entry>& entries) {
  Json all = Json::array();
  for (const Entry& entry : entries) {
    Json postings = Json::array();
    for (const auto& [budget, debit, credit, amount, item] : entry.postings) {
      postings.push_back(Json::array({budget, debit, credit, amount.pence(), item}));
    }
    all.push_back(Json::array({entry.date.days(), entry.source, std::move(postings)}));
  }
  return all.dump();
}

/// All are of one kind: a handover.
std::vector<Entry> decode_handovers(std::string_view text) {
  std::vector<Entry> entries;
  for (const Json& one : Json::parse(text)) {
    Entry entry{Date::of_days(one.at(0).get<std::int32_t>()),
                EntryKind::handover,
                one.at(1).get<std::string>(),
                {},
                {}};
    for (const Json& posting : one.at(2)) {
      entry.postings.push_back({posting.at(0).get<std::string>(), posting.at(1).get<std::string>(),
                                posting.at(2).get<std::string>(),
                                Money::of_pence(posting.at(3).get<std::int64_t>()),
                                posting.at(4).get<std::string>()});
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string encode(const SettledLines& lines) {
  return Json::array({lines.all, lines.matched, lines.suggested, lines.unmatched}).dump();
}

SettledLines decode_lines(std::string_view text) {
  const Json all = Json::parse(text);
  const auto at = [&](std::size_t place) { return all.at(place).get<std::int64_t>(); };
  return {at(0), at(1), at(2), at(3)};
}

std::string encode(const std::vector<Balance>& sums) {
  Json all = Json::array();
  for (const auto& [budget, account, debit, credit] : sums) {
    all.push_back(Json::array({budget, account, debit.pence(), credit.pence()}));
  }
  return all.dump();
}

std::vector<Balance> decode_sums(std::string_view text) {
  std::vector<Balance> sums;
  for (const Json& one : Json::parse(text)) {
    sums.push_back({one.at(0).get<std::string>(), one.at(1).get<std::string>(),
                    Money::of_pence(one.at(2).get<std::int64_t>()),
                    Money::of_pence(one.at(3).get<std::int64_t>())});
  }
  return sums;
}

std::string encode(const std::vector<Finding>& findings) {
  Json all = Json::array();
  for (const Finding& one : findings) {
    Json evidence = Json::array();
    for (const auto& [file, line] : one.evidence) evidence.push_back(Json::array({file, line}));
    all.push_back(
        Json::array({one.id, one.code, static_cast<int>(one.severity), one.person, one.budget,
                     one.subject, one.date ? Json(one.date->days()) : Json(), one.amount.pence(),
                     std::move(evidence), one.source, one.why, static_cast<int>(one.state),
                     one.tested, one.waived_by, one.waived_at, one.waived_reason}));
  }
  return all.dump();
}

Finding finding_in(const Json& one) {
  const auto words = [&](std::size_t place) { return one.at(place).get<std::string>(); };
  Finding finding{words(0), words(1), choice_of(one.at(2).get<int>(), Severity::low),
                  words(3), words(4), words(5)};
  if (!one.at(6).is_null()) finding.date = Date::of_days(one.at(6).get<std::int32_t>());
  finding.amount = Money::of_pence(one.at(7).get<std::int64_t>());
  for (const Json& each : one.at(8)) {
    finding.evidence.push_back({each.at(0).get<std::string>(), each.at(1).get<int>()});
  }
  finding.source = words(9);
  finding.why = words(10);
  finding.state = choice_of(one.at(11).get<int>(), FindingState::cannot_test);
  finding.tested = one.at(12).get<bool>();
  finding.waived_by = words(13);
  finding.waived_at = words(14);
  finding.waived_reason = words(15);
  return finding;
}

std::vector<Finding> decode_findings(std::string_view text) {
  std::vector<Finding> findings;
  for (const Json& one : Json::parse(text)) findings.push_back(finding_in(one));
  return findings;
}

/// By person: the first day that a file tells of. Of lines that the book has already it is known
/// only by the days that the file covers.
std::map<PersonId, std::optional<Date>> first_days(const NewImport& import) {
  std::map<PersonId, std::optional<Date>> first;
  const auto tells = [&](PersonId person, Date day) {
    const auto [at, fresh] = first.try_emplace(person, day);
    if (!fresh && at->second) at->second = std::min(*at->second, day);
  };
  for (const NewStatement& one : import.statements) {
    for (const StatementLine& line : one.kept) tells(one.person, line.date);
    if (one.frame.covered) tells(one.person, one.frame.covered->first);
    const bool unsaid = !one.frame.covered && !(one.known.empty() && one.kept.empty());
    if (unsaid) first[one.person] = std::nullopt;
  }
  for (const auto& [person, slip] : import.payslips) {
    tells(person, std::min(slip.pay_date, slip.period.first));
  }
  for (const auto& [person, one] : import.summaries) tells(person, one.month.period().first);
  for (const auto& [person, one] : import.invoices) tells(person, one.date);
  for (const auto& [person, one] : import.deliveries) tells(person, one.period.first);
  return first;
}

/// A supplier may begin with the same numbers each year: which of two bills is the first is told by
/// all of them.
bool has_older_number(Connection& connection, PersonId person, const Invoice& bill, Date from) {
  Rows rows{
      connection.prepared("SELECT 1 FROM invoice WHERE person = ? AND number = ? AND date < ?"),
      person.value, std::string_view{bill.number}, std::int64_t{from.days()}};
  return rows.next();
}

std::optional<Date> date_of(Connection& connection, PersonId person, LineId line) {
  Rows rows{connection.prepared("SELECT date FROM line WHERE person = ? AND id = ?"), person.value,
            line.value};
  return rows.next() ? std::optional{rows.date(0)} : std::nullopt;
}

}  // namespace

std::optional<SettledYears> read_settled(Connection& connection, PersonId person) {
  Rows rows{
      connection.prepared("SELECT s.first, s.day, s.fence, s.as_of, s.link, s.import, s.read, "
                          "s.entry, s.guard, s.handed_over, s.lines, s.sums, s.found FROM "
                          "settled s WHERE s.person = ?"),
      person.value};
  if (!rows.next()) return std::nullopt;
  try {
    return SettledYears{rows.date(0),
                        rows.date(1),
                        rows.date(2),
                        rows.date(3),
                        {rows.integer(4)},
                        {rows.integer(5)},
                        {rows.integer(6)},
                        {rows.integer(7)},
                        rows.text(8),
                        decode_handovers(rows.view(9)),
                        decode_lines(rows.view(10)),
                        decode_sums(rows.view(11)),
                        decode_findings(rows.view(12))};
  } catch (const Json::exception&) {
    return std::nullopt;  // what cannot be read is not kept: all years are read
  }
}

void write_settled(Connection& connection, PersonId person, const SettledYears& settled) {
  forget_settled(connection, person);
  const std::string handed_over = encode(settled.handed_over);
  const std::string lines = encode(settled.lines);
  const std::string sums = encode(settled.sums);
  const std::string found = encode(settled.found);
  run(connection.prepared("INSERT INTO settled VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      person.value, std::int64_t{settled.from.days()}, std::int64_t{settled.day.days()},
      std::int64_t{settled.fence.days()}, std::int64_t{settled.as_of.days()},
      settled.known_at.value, settled.first_import.value, settled.first_read.value,
      settled.first_entry.value, std::string_view{settled.guard}, std::string_view{handed_over},
      std::string_view{lines}, std::string_view{sums}, std::string_view{found});
}

EntryNo first_entry_since(Connection& connection, PersonId person, Date day) {
  Rows rows{connection.prepared("SELECT coalesce(min(number), (SELECT coalesce(max(number), 0) + 1 "
                                "FROM entry WHERE person = ?1)) FROM entry WHERE person = ?1 AND "
                                "date >= ?2"),
            person.value, std::int64_t{day.days()}};
  return rows.next() ? EntryNo{rows.integer(0)} : EntryNo{1};
}

void forget_settled(Connection& connection, PersonId person) {
  run(connection.prepared("DELETE FROM settled WHERE person = ?"), person.value);
}

void forget_settled_before(Connection& connection, const NewImport& import) {
  for (const auto& [person, first] : first_days(import)) {
    const auto settled = read_settled(connection, person);
    if (!settled) continue;
    const bool again = std::ranges::any_of(import.invoices, [&, who = person](const auto& one) {
      return one.first == who && has_older_number(connection, who, one.second, settled->from);
    });
    if (again || !first || *first < settled->fence) forget_settled(connection, person);
  }
}

void forget_settled_before(Connection& connection, PersonId person, const Decision& decision) {
  const auto settled = read_settled(connection, person);
  if (!settled) return;
  const auto date = date_of(connection, person, decision.line);
  const bool later = date && *date >= settled->fence && decision.kind != Decision::Kind::unlearn;
  if (!later) forget_settled(connection, person);
}

void forget_settled_before(Connection& connection, const PersonHistory& history, PersonId person,
                           const Act& act) {
  const auto settled = read_settled(connection, person);
  if (!settled) return;
  const auto* budget = history.budget(act.budget);
  const bool later = act.on >= settled->fence && budget != nullptr && budget->from >= settled->day;
  if (!later) forget_settled(connection, person);
}

void forget_settled_before(Connection& connection, const NewEntries& entries,
                           const std::vector<RecordedEntry>& recorded) {
  const auto settled = read_settled(connection, entries.person);
  if (!settled) return;
  const auto before = [&](const Entry& entry) { return entry.date < settled->day; };
  bool any = std::ranges::any_of(entries.posted, before);
  for (const EntryNo number : entries.reversed) {
    const auto at = std::ranges::lower_bound(recorded, number, {}, &RecordedEntry::number);
    any = any || at == recorded.end() || at->number != number || before(at->entry);
  }
  if (any) forget_settled(connection, entries.person);
}

}  // namespace store

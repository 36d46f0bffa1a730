#include "ledger/store/settled.hpp"

#include "ledger/store/match_codec.hpp"

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

std::string encode(const SettledCounts& counts) {
  return Json::array({counts.lines, counts.matched, counts.suggested, counts.unmatched, counts.high,
                      counts.medium, counts.low})
      .dump();
}

SettledCounts decode_counts(std::string_view text) {
  const Json all = Json::parse(text);
  const auto at = [&](std::size_t place) { return all.at(place).get<std::int64_t>(); };
  return {at(0), at(1), at(2), at(3), at(4), at(5), at(6)};
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

std::optional<Date> date_of(Connection& connection, PersonId person, LineId line) {
  Rows rows{connection.prepared("SELECT date FROM line WHERE person = ? AND id = ?"), person.value,
            line.value};
  return rows.next() ? std::optional{rows.date(0)} : std::nullopt;
}

}  // namespace

std::optional<SettledYears> read_settled(Connection& connection, PersonId person) {
  Rows rows{connection.prepared("SELECT s.first, s.day, s.fence, s.as_of, s.import, s.entry, "
                                "s.guard, s.handed_over, s.counts FROM settled s JOIN progress p "
                                "ON p.person = s.person WHERE s.person = ? AND p.undone = 0"),
            person.value};
  if (!rows.next()) return std::nullopt;
  try {
    return SettledYears{rows.date(0),
                        rows.date(1),
                        rows.date(2),
                        rows.date(3),
                        {rows.integer(4)},
                        {rows.integer(5)},
                        rows.text(6),
                        decode_handovers(rows.view(7)),
                        decode_counts(rows.view(8))};
  } catch (const Json::exception&) {
    return std::nullopt;  // what cannot be read is not kept: all years are read
  }
}

void write_settled(Connection& connection, PersonId person, const SettledYears& settled) {
  forget_settled(connection, person);
  const std::string handed_over = encode(settled.handed_over);
  const std::string counts = encode(settled.counts);
  run(connection.prepared("INSERT INTO settled VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      person.value, std::int64_t{settled.from.days()}, std::int64_t{settled.day.days()},
      std::int64_t{settled.fence.days()}, std::int64_t{settled.as_of.days()},
      settled.first_import.value, settled.first_entry.value, std::string_view{settled.guard},
      std::string_view{handed_over}, std::string_view{counts});
}

void forget_settled(Connection& connection, PersonId person) {
  run(connection.prepared("DELETE FROM settled WHERE person = ?"), person.value);
}

void forget_settled_before(Connection& connection, const NewImport& import) {
  for (const auto& [person, first] : first_days(import)) {
    const auto settled = read_settled(connection, person);
    if (settled && (!first || *first < settled->fence)) forget_settled(connection, person);
  }
}

void forget_settled_before(Connection& connection, PersonId person, const Decision& decision) {
  const auto settled = read_settled(connection, person);
  if (!settled) return;
  const auto date = date_of(connection, person, decision.line);
  const bool later = date && *date >= settled->fence && decision.kind != Decision::Kind::unlearn;
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

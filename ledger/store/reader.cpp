#include "ledger/store/reader.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/allocation.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/erasing.hpp"
#include "ledger/store/match_codec.hpp"
#include "ledger/store/schema.hpp"
#include "ledger/store/settled.hpp"
#include "ledger/store/version_codec.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

namespace store {

using namespace ledger;

// The numbers of these choices are in books that are out in the world.
static_assert(static_cast<int>(EntryKind::plan) == 0 &&
              static_cast<int>(EntryKind::reversal) == 8 && static_cast<int>(EntryKind::act) == 9 &&
              static_cast<int>(EntryKind::handover) == 10);
static_assert(static_cast<int>(MatchState::matched) == 0 &&
              static_cast<int>(MatchState::unmatched) == 2);
static_assert(static_cast<int>(FileKind::bank) == 0 && static_cast<int>(FileKind::delivery) == 4);

const std::string_view select_import =
    "SELECT i.id, i.file, i.sha256, i.kind, i.format, w.at, w.by, i.kept, i.known, "
    "u.import IS NOT NULL FROM import i JOIN work w ON w.number = i.work "
    "LEFT JOIN undone u ON u.import = i.id ";

Import import_in(const Rows& rows) {
  return {{rows.integer(0)}, rows.text(1),
          hex(rows.view(2)), choice_of(rows.integer(3), FileKind::delivery),
          rows.text(4),      rows.text(5),
          rows.text(6),      rows.integer(7),
          rows.integer(8),   rows.integer(9) != 0};
}

Names::Names(Connection& connection, PersonId person) {
  Rows rows{connection.prepared("SELECT text FROM name WHERE person = ? ORDER BY number"),
            person.value};
  while (rows.next()) texts_.push_back(rows.text(0));
}

const std::string& Names::text(std::int64_t number) const {
  if (number < 1 || static_cast<std::size_t>(number) > texts_.size()) {
    throw Damaged{"a name is missing in the book"};
  }
  return texts_[static_cast<std::size_t>(number - 1)];
}

namespace {

PersonRow person_in(const Rows& rows) {
  const std::int64_t links = rows.integer(2);
  return {{rows.integer(0)},
          rows.text(1),
          links,
          links == 0 ? std::string{} : hex(rows.view(3)),
          rows.integer(4) != 0,
          rows.integer(5) != 0};
}

constexpr std::string_view select_people =
    "SELECT p.id, p.ref, coalesce(g.links, 0), coalesce(g.head, x''), coalesce(g.to_reconcile, 0), "
    "EXISTS (SELECT 1 FROM erasure e WHERE e.person = p.id) FROM person p LEFT JOIN progress g ON "
    "g.person = p.id ORDER BY p.ref";
constexpr std::string_view select_person =
    "SELECT p.id, p.ref, coalesce(g.links, 0), coalesce(g.head, x''), coalesce(g.to_reconcile, 0), "
    "EXISTS (SELECT 1 FROM erasure e WHERE e.person = p.id) FROM person p LEFT JOIN progress g ON "
    "g.person = p.id WHERE p.ref = ?";

PersonHistory history_at(Connection& connection, PersonId person, LinkNo up_to) {
  std::vector<PersonVersion> versions;
  Rows rows{connection.prepared("SELECT public, details FROM version WHERE person = ? AND "
                                "link <= ? ORDER BY number"),
            person.value, up_to.value};
  while (rows.next()) versions.push_back(decode(rows.view(0), rows.view(1)));
  if (versions.empty()) throw Damaged{"a person in the book has no version"};
  std::ranges::stable_sort(versions, {}, &PersonVersion::from);
  return PersonHistory{std::move(versions)};
}

constexpr std::string_view select_entries =
    "SELECT number, date, kind, line, source, reverses, link, state, rule, confidence, evidence, "
    "plan_line, items, alternatives FROM entry WHERE person = ? AND number >= ? ORDER BY number";

/// All of an entry but its postings.
RecordedEntry entry_in(const Rows& rows, const Names& names) {
  RecordedEntry entry{
      {rows.integer(0)},
      {rows.date(1), choice_of(rows.integer(2), EntryKind::handover), {}, {}, std::nullopt},
      std::nullopt,
      false,
      {rows.integer(6)}};
  entry.entry.source = rows.is_null(3) ? rows.text(4) : "line:" + text(LineId{rows.integer(3)});
  if (!rows.is_null(5)) entry.reverses = EntryNo{rows.integer(5)};
  if (rows.is_null(7)) return entry;
  Match match;
  match.state = choice_of(rows.integer(7), MatchState::unmatched);
  if (!rows.is_null(8)) match.rule = names.text(rows.integer(8));
  match.confidence = rows.number(9);
  match.evidence = rows.text(10);
  if (!rows.is_null(11)) match.plan_line = names.text(rows.integer(11));
  if (!rows.is_null(12)) match.items = decode_items(rows.view(12));
  if (!rows.is_null(13)) match.alternatives = decode_alternatives(rows.view(13));
  entry.entry.match = std::move(match);
  return entry;
}

}  // namespace

BookInfo BookReader::info() {
  BookInfo info = book_row(*connection_);
  const std::string version = connection_->ask("PRAGMA user_version");
  std::from_chars(version.data(), version.data() + version.size(), info.schema);
  return info;
}

std::vector<PersonRow> read_people(Connection& connection) {
  std::vector<PersonRow> people;
  for (Rows rows{connection.prepared(select_people)}; rows.next();) {
    people.push_back(person_in(rows));
  }
  return people;
}

std::vector<PersonRow> BookReader::people() {
  return read_people(*connection_);
}

std::vector<Erasure> BookReader::erasures(PersonId person) {
  return read_erasures(*connection_, person);
}

std::optional<PersonRow> BookReader::person(std::string_view ref) {
  Rows rows{connection_->prepared(select_person), ref};
  if (!rows.next()) return std::nullopt;
  return person_in(rows);
}

PersonHistory BookReader::history(PersonId person) {
  return history_at(*connection_, person, newest_link);
}

PersonFacts BookReader::facts(PersonId person) {
  return facts_at(person, newest_link);
}

PersonFacts BookReader::facts_at(PersonId person, LinkNo link) {
  PersonFacts facts{
      person, history_at(*connection_, person, link), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  const Names names{*connection_, person};
  read_imported(*connection_, names, facts, link);
  add_allotted(*connection_, facts, link);
  read_judged(*connection_, facts, link);
  facts.periods = read_periods(*connection_, person, link);
  return facts;
}

std::vector<RecordedEntry> BookReader::entries_at(PersonId person, LinkNo link) {
  auto recorded = entries(person);
  std::erase_if(recorded, [&](const RecordedEntry& entry) { return entry.link > link; });
  mark_reversed(recorded);
  return recorded;
}

std::optional<LinkNo> BookReader::link_of_act(PersonId person, int number) {
  Rows rows{connection_->prepared("SELECT link FROM act WHERE person = ? AND number = ?"),
            person.value, std::int64_t{number}};
  if (!rows.next()) return std::nullopt;
  return LinkNo{rows.integer(0)};
}

std::string BookReader::head_at(PersonId person, LinkNo link) {
  Rows rows{connection_->prepared("SELECT head FROM link WHERE person = ? AND number = ?"),
            person.value, link.value};
  return rows.next() ? hex(rows.view(0)) : std::string{};
}

PersonFacts BookReader::facts_since(PersonId person, const SettledYears& settled,
                                    std::optional<LinkNo> at) {
  const auto link = at.value_or(newest_link);
  PersonFacts facts{
      person, history_at(*connection_, person, link), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  const Names names{*connection_, person};
  read_imported(*connection_, names, facts, link,
                {settled.first_import.value, settled.from.days()});
  read_judged(*connection_, facts, link);
  facts.periods = read_periods(*connection_, person, link);
  return facts;
}

std::optional<SettledYears> BookReader::settled(PersonId person) {
  return read_settled(*connection_, person);
}

std::vector<RecordedEntry> BookReader::entries(PersonId person) {
  return entries_from(person, 0);
}

std::vector<RecordedEntry> BookReader::entries_since(PersonId person, EntryNo first, Date day,
                                                     std::optional<LinkNo> at) {
  auto entries = entries_from(person, first.value);
  std::erase_if(entries, [&](const RecordedEntry& one) {
    return one.entry.date < day || (at && one.link > *at);
  });
  if (at) mark_reversed(entries);
  return entries;
}

std::vector<RecordedEntry> BookReader::entries_from(PersonId person, std::int64_t first) {
  const Names names{*connection_, person};
  std::vector<RecordedEntry> entries;
  Rows postings{
      connection_->prepared("SELECT entry, budget, debit, credit, pence, item FROM "
                            "posting WHERE person = ? AND entry >= ? ORDER BY entry, ordinal"),
      person.value, first};
  bool more = postings.next();
  Rows rows{connection_->prepared(select_entries), person.value, first};
  while (rows.next()) {
    RecordedEntry& entry = entries.emplace_back(entry_in(rows, names));
    for (; more && postings.integer(0) <= entry.number.value; more = postings.next()) {
      if (postings.integer(0) < entry.number.value) continue;  // nobody's: `check` says so
      entry.entry.postings.push_back(
          {names.text(postings.integer(1)), names.text(postings.integer(2)),
           names.text(postings.integer(3)), postings.money(4), postings.text(5)});
    }
    if (entry.entry.match && rows.is_null(12)) {
      entry.entry.match->items = settled_by(entry.entry.postings);
    }
  }
  mark_reversed(entries);
  return entries;
}

std::vector<RecordedEntry> BookReader::standing_entries(PersonId person) {
  std::vector<RecordedEntry> all = entries(person);
  std::erase_if(all, [](const RecordedEntry& entry) { return entry.reversed || entry.reverses; });
  return all;
}

std::vector<Balance> BookReader::balances(PersonId person) {
  const Names names{*connection_, person};
  std::vector<Balance> balances;
  Rows rows{
      connection_->prepared("SELECT budget, account, debit, credit FROM balance WHERE person = ?"),
      person.value};
  while (rows.next()) {
    balances.push_back(
        {names.text(rows.integer(0)), names.text(rows.integer(1)), rows.money(2), rows.money(3)});
  }
  std::ranges::sort(balances, {}, [](const Balance& balance) {
    return std::tie(balance.budget, balance.account);
  });
  return balances;
}

std::optional<Date> BookReader::newest_entry(PersonId person) {
  Rows rows{connection_->prepared("SELECT newest FROM progress WHERE person = ?"), person.value};
  return rows.next() ? rows.maybe_date(0) : std::nullopt;
}

std::vector<Import> BookReader::imports() {
  std::vector<Import> imports;
  const std::string sql = std::string{select_import} + "ORDER BY i.id";
  for (Rows rows{connection_->prepared(sql)}; rows.next();) imports.push_back(import_in(rows));
  return imports;
}

std::vector<PersonId> BookReader::people_of(ImportId import) {
  Rows whose{connection_->prepared("SELECT person FROM import WHERE id = ?"), import.value};
  if (!whose.next()) return {};
  if (!whose.is_null(0)) return {PersonId{whose.integer(0)}};
  std::vector<PersonId> people;
  Rows rows{
      connection_->prepared("SELECT person FROM link WHERE about = ? AND kind = ? ORDER BY person"),
      import.value, static_cast<std::int64_t>(LinkKind::import)};
  while (rows.next()) people.push_back({rows.integer(0)});
  return people;
}

std::optional<Import> BookReader::import_of(std::string_view sha256, std::string_view account) {
  const std::string bytes = from_hex(sha256);
  const std::string sql = std::string{select_import} +
                          "WHERE i.sha256 = CAST(? AS BLOB) AND i.account = ? ORDER BY i.id";
  Rows rows{connection_->prepared(sql), std::string_view{bytes}, account};
  while (rows.next()) {
    Import import = import_in(rows);
    if (!import.undone) return import;
  }
  return std::nullopt;
}

bool BookReader::stands(PersonId person, LineId line) {
  Rows rows{connection_->prepared(
                "SELECT 1 FROM (SELECT import FROM line WHERE person = ?1 AND id = ?2 UNION ALL "
                "SELECT import FROM sighting WHERE person = ?1 AND line = ?2) "
                "WHERE import NOT IN (SELECT import FROM undone)"),
            person.value, line.value};
  return rows.next();
}

std::vector<KnownLine> BookReader::known_lines(PersonId person, std::string_view account,
                                               Period period) {
  std::vector<KnownLine> lines;
  const std::string_view wanted =
      "WHERE l.person = ?1 AND l.date BETWEEN ?2 AND ?3 AND l.account = "
      "(SELECT number FROM name WHERE person = ?1 AND text = ?4)";
  // The row's own words stand while its file does, or another that only saw the line.
  const std::string own =
      "SELECT l.id, l.date, l.pence, l.balance, l.payee, l.reference, l.bank_id, "
      "coalesce(o.format, i.format) FROM line l JOIN import i ON i.id = l.import "
      "LEFT JOIN origin o ON o.person = l.person AND o.import = l.import AND o.number = l.frame " +
      std::string{wanted} +
      " AND (l.import NOT IN (SELECT import FROM undone) OR EXISTS (SELECT 1 FROM sighting s "
      "WHERE s.person = l.person AND s.line = l.id AND s.import NOT IN (SELECT import FROM undone) "
      "AND NOT EXISTS (SELECT 1 FROM wording w WHERE w.person = s.person AND w.line = s.line AND "
      "w.import = s.import AND w.frame = s.frame AND w.position = s.position)))";
  const std::string others =
      "SELECT l.id, l.date, l.pence, w.balance, w.payee, w.reference, w.bank_id, "
      "coalesce(o.format, i.format) FROM line l "
      "JOIN wording w ON w.person = l.person AND w.line = l.id JOIN import i ON i.id = w.import "
      "LEFT JOIN origin o ON o.person = w.person AND o.import = w.import AND o.number = w.frame " +
      std::string{wanted} + " AND w.import NOT IN (SELECT import FROM undone)";
  for (const std::string* sql : {&own, &others}) {
    Rows rows{connection_->prepared(*sql), person.value, std::int64_t{period.first.days()},
              std::int64_t{period.last.days()}, account};
    while (rows.next()) {
      StatementLine line{rows.date(1), rows.money(2), {}, {}, rows.text(4), rows.text(5), {}};
      lines.push_back({{rows.integer(0)},
                       line.date,
                       line.amount,
                       rows.maybe_money(3),
                       line.description(),
                       rows.text(6),
                       rows.text(7),
                       sql == &own});
    }
  }
  Rows undone{connection_->prepared("SELECT undone FROM progress WHERE person = ?"), person.value};
  if (undone.next() && undone.integer(0) > 0) {
    std::erase_if(lines, [&](const KnownLine& line) { return !stands(person, line.id); });
  }
  std::ranges::sort(lines, {}, [](const KnownLine& line) {
    return std::tie(line.date, line.id, line.format, line.text, line.balance);
  });
  return lines;
}

std::vector<KnownFile> BookReader::known_files(PersonId person, std::string_view account) {
  std::vector<KnownFile> files;
  Rows rows{connection_->prepared(
                "SELECT coalesce(o.format, i.format), f.printed_first, f.printed_last, "
                "f.covered_first, f.covered_last FROM frame f JOIN import i ON i.id = f.import "
                "LEFT JOIN origin o ON o.person = f.person AND o.import = f.import AND "
                "o.number = f.number WHERE f.person = ?1 AND f.account = "
                "(SELECT number FROM name WHERE person = ?1 AND text = ?2) "
                "AND f.import NOT IN (SELECT import FROM undone) ORDER BY f.import, f.number"),
            person.value, account};
  while (rows.next()) {
    KnownFile file{rows.text(0), {}, {}};
    if (!rows.is_null(1)) file.printed = Period{rows.date(1), rows.date(2)};
    if (!rows.is_null(3)) file.covered = Period{rows.date(3), rows.date(4)};
    files.push_back(std::move(file));
  }
  return files;
}

std::vector<SavedProfile> BookReader::profiles() {
  std::vector<SavedProfile> profiles;
  Rows rows{
      connection_->prepared("SELECT p.name, p.version, p.text, w.by, w.at FROM profile p "
                            "JOIN work w ON w.number = p.work ORDER BY p.name, p.version")};
  while (rows.next()) {
    profiles.push_back({rows.text(0), rows.number(1), rows.text(2), rows.text(3), rows.text(4)});
  }
  return profiles;
}

// No index over every line of the book: it would cost each import more than it saves a rare
// question.
std::optional<PersonId> BookReader::owner_of(LineId line) {
  std::vector<PersonId> owners;
  {
    Rows rows{connection_->prepared("SELECT id FROM person WHERE EXISTS (SELECT 1 FROM line WHERE "
                                    "line.person = person.id AND line.id = ?)"),
              line.value};
    while (rows.next()) owners.push_back({rows.integer(0)});
  }
  const auto owner =
      std::ranges::find_if(owners, [&](PersonId person) { return stands(person, line); });
  if (owner == owners.end()) return allotted_to(*connection_, line);
  return *owner;
}

std::vector<Allotted> BookReader::allotted(PersonId member, PersonId pool) {
  return read_allotted(*connection_, member, pool, newest_link);
}

}  // namespace store

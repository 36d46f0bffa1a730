// Does the book hold? Everything kept is derived again from what is recorded, every link from the
// rows it covers, and every entry is made again through the ledger's door.
#include "ledger/ensure.hpp"
#include "ledger/periods.hpp"
#include "ledger/store/allocation.hpp"
#include "ledger/store/chain_check.hpp"
#include "ledger/store/log.hpp"
#include "ledger/store/reader.hpp"
#include "ledger/store/schema.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace store {

using namespace ledger;

namespace {

class EntryCheck {
 public:
  EntryCheck(Connection& connection, Reader& reader, const PersonRow& person)
      : connection_{connection}, reader_{reader}, person_{person} {}

  std::vector<Breach> run() {
    entries_ = reader_.entries(person_.id);
    for (const RecordedEntry& entry : entries_) check_entry(entry);
    check_numbers();
    check_balances();
    check_periods();
    return std::move(breaches_);
  }

 private:
  void report(std::string what) { breaches_.push_back({person_.ref, std::move(what)}); }

  void check_entry(const RecordedEntry& entry) {
    const std::string name = "entry " + std::to_string(entry.number.value);
    try {
      ensure_sound(entry.entry);
    } catch (const Defect& problem) {
      report(name + " is not sound: " + problem.what());
    }
    if ((entry.entry.kind == EntryKind::reversal) != entry.reverses.has_value()) {
      report(name + " is a reversal of nothing, or reverses and does not say so");
    }
    if (entry.reverses) check_reversal(entry, name);
  }

  void check_reversal(const RecordedEntry& entry, const std::string& name) {
    const std::string undone = std::to_string(entry.reverses->value);
    const auto at = std::ranges::lower_bound(entries_, *entry.reverses, {}, &RecordedEntry::number);
    if (at == entries_.end() || at->number != *entry.reverses || at->number >= entry.number) {
      report(name + " reverses entry " + undone + ", which is not there before it");
      return;
    }
    if (!reversed_.insert(*entry.reverses).second) {
      report(name + " reverses entry " + undone + ", which was reversed before");
    }
    if (at->reverses) reversed_.erase(*at->reverses);  // a reversal taken back
    Entry exact = reversal_of(*at);
    if (exact.date < entry.entry.date) exact.date = entry.entry.date;  // its own day was closed
    if (entry.entry != exact) {
      report(name + " does not reverse entry " + undone + " exactly");
    }
  }

  /// An approved period holds what was approved, and took no entry while it was.
  void check_periods() {
    const auto events = read_periods(connection_, person_.id);
    for (const std::string& rule : broken_rules(events)) report(rule);
    for (std::size_t at = 0; at < events.size(); ++at) {
      if (events[at].kind == PeriodEvent::Kind::reopen) continue;
      const auto before = reader_.entries_at(person_.id, events[at].link);
      if (standing_digest(before, events[at].to) == events[at].standing) continue;
      report("what stood up to " + text(events[at].to) + " is not what was " +
             (events[at].kind == PeriodEvent::Kind::submit ? "submitted" : "approved"));
    }
    check_closed(events);
  }

  void check_closed(const std::vector<PeriodEvent>& events) {
    std::vector<PeriodEvent> before;
    std::optional<Date> closed;
    for (const RecordedEntry& entry : entries_) {
      while (before.size() < events.size() && events[before.size()].link < entry.link) {
        before.push_back(events[before.size()]);
        closed = closed_to(before);
      }
      if (!closed || entry.entry.date > *closed) continue;
      report("entry " + std::to_string(entry.number.value) + " of " + text(entry.entry.date) +
             " was posted when the books were closed up to " + text(*closed));
    }
  }

  void check_numbers() {
    std::optional<Date> newest;
    std::int64_t expected = 0;
    for (const RecordedEntry& entry : entries_) {
      if (entry.number.value != ++expected) {
        report("entry " + std::to_string(expected) + " is missing");
        expected = entry.number.value;
      }
      if (!newest || *newest < entry.entry.date) newest = entry.entry.date;
    }
    Rows kept{connection_.prepared("SELECT entries, newest FROM progress WHERE person = ?"),
              person_.id.value};
    if (!kept.next()) return report("what is kept about this person is missing");
    if (kept.integer(0) != expected) {
      report("there are " + std::to_string(expected) + " entries where " +
             std::to_string(kept.integer(0)) + " were recorded");
    }
    if (kept.maybe_date(1) != newest) report("the day of the newest entry is kept wrongly");
  }

  void check_balances() {
    const auto derived = balances_of(entries_);
    const auto kept = reader_.balances(person_.id);
    if (derived == kept) return;
    std::map<std::pair<std::string, std::string>, std::pair<Money, Money>> rest;
    for (const Balance& one : derived) rest[{one.budget, one.account}] = {one.debit, one.credit};
    for (const Balance& one : kept) {
      const auto at = rest.find({one.budget, one.account});
      const bool holds = at != rest.end() && at->second == std::pair{one.debit, one.credit};
      if (at != rest.end()) rest.erase(at);
      if (!holds) report_balance(one.budget, one.account);
    }
    for (const auto& [key, amounts] : rest) report_balance(key.first, key.second);
  }

  void report_balance(const std::string& budget, const std::string& account) {
    report("the balance of " + account + " in budget " + budget +
           " is not what its postings sum to");
  }

  Connection& connection_;
  Reader& reader_;
  const PersonRow& person_;
  std::vector<RecordedEntry> entries_;
  std::set<EntryNo> reversed_;
  std::vector<Breach> breaches_;
};

/// The first person after `person` who has rows in the table.
std::optional<std::int64_t> next_person(Connection& connection, const std::string& table,
                                        std::int64_t person) {
  Rows rows{connection.prepared("SELECT person FROM " + table +
                                " WHERE person > ? ORDER BY person LIMIT 1"),
            person};
  return rows.next() ? rows.maybe_integer(0) : std::nullopt;
}

void check_owners(Connection& connection, const std::set<std::int64_t>& people,
                  const std::string& table, std::vector<Breach>& breaches) {
  auto person = next_person(connection, table, std::numeric_limits<std::int64_t>::min());
  for (; person; person = next_person(connection, table, *person)) {
    if (people.contains(*person)) continue;
    breaches.push_back({{},
                        "rows of " + table + " belong to person " + std::to_string(*person) +
                            ", who is not in the book"});
  }
}

/// Every import that brought anything, and every undoing and act, stands in somebody's chain.
void check_acts(Connection& connection, std::vector<Breach>& breaches) {
  const auto each = [&](std::string_view sql, std::string_view what, std::string_view wrong) {
    for (Rows rows{connection.prepared(sql)}; rows.next();) {
      breaches.push_back(
          {{}, std::string{what} + std::to_string(rows.integer(0)) + std::string{wrong}});
    }
  };
  each(
      "SELECT id FROM import WHERE id NOT IN (SELECT about FROM link WHERE kind = 2) AND "
      "(kept <> 0 OR known <> 0 OR person IS NOT NULL) ORDER BY id",
      "import ", " brought records, and no link covers it");
  each(
      "SELECT import FROM undone WHERE import IN (SELECT id FROM import WHERE kept <> 0 OR "
      "known <> 0 OR person IS NOT NULL) AND import NOT IN (SELECT about FROM link WHERE "
      "kind = 3) ORDER BY import",
      "import ", " was undone, and no link says so");
  each(
      "SELECT number FROM work WHERE number NOT IN (SELECT work FROM link UNION SELECT work FROM "
      "import UNION SELECT work FROM undone UNION SELECT work FROM profile UNION SELECT work FROM "
      "seal UNION SELECT work FROM disclosure) ORDER BY number",
      "act ", " recorded nothing");
}

void check_whose(Connection& connection, std::vector<Breach>& breaches) {
  const std::string rows = connection.ask("SELECT count(*) FROM book");
  if (rows == "1") return;
  breaches.push_back({{}, "the book says " + rows + " times whose it is, not once"});
}

std::vector<Breach> check_book(Connection& connection) {
  std::vector<Breach> breaches;
  for (Rows rows{connection.prepared("PRAGMA integrity_check(20)")}; rows.next();) {
    if (rows.view(0) != "ok")
      breaches.push_back({std::string{}, "the file is damaged: " + rows.text(0)});
  }
  for (Rows rows{connection.prepared("PRAGMA foreign_key_check")}; rows.next();) {
    breaches.push_back({std::string{}, "a row of " + rows.text(0) + " refers to a " + rows.text(2) +
                                           " that is not there"});
  }
  check_whose(connection, breaches);
  check_acts(connection, breaches);
  std::set<std::int64_t> people;
  for (Rows rows{connection.prepared("SELECT id FROM person")}; rows.next();) {
    people.insert(rows.integer(0));
  }
  for (const Table& one : tables_of_people()) {
    check_owners(connection, people, std::string{one.name}, breaches);
  }
  for (const char* kept : {"link", "balance", "progress", "leaf", "settled"}) {
    check_owners(connection, people, kept, breaches);
  }
  for (const auto& check : {check_schema, check_log, check_disclosures}) {
    for (Breach& one : check(connection)) breaches.push_back(std::move(one));
  }
  return breaches;
}

// What cannot even be read is a breach of its own, and the next person is checked all the same.
std::vector<Breach> check_one(Connection& connection, Reader& reader, const PersonRow& person) {
  std::vector<Breach> breaches;
  const auto collect = [&](const std::function<std::vector<Breach>()>& part) {
    std::string problem;
    try {
      for (Breach& one : part()) breaches.push_back(std::move(one));
      return;
    } catch (const Damaged& damage) {
      problem = damage.what();
    } catch (const Defect& defect) {
      problem = defect.what();
    } catch (const std::overflow_error& overflow) {
      problem = overflow.what();
    }
    breaches.push_back({person.ref, "what is recorded cannot be read: " + problem});
  };
  collect([&] { return check_chain(connection, person); });
  collect([&] { return EntryCheck{connection, reader, person}.run(); });
  collect([&] {
    reader.facts(person.id);
    return std::vector<Breach>{};
  });
  return breaches;
}

void append(std::vector<Breach>& all, std::vector<Breach> more) {
  std::ranges::move(more, std::back_inserter(all));
}

}  // namespace

std::vector<Breach> BookReader::check_person(std::string_view ref) {
  try {
    const auto row = person(ref);
    if (!row) return {Breach{std::string{ref}, "is no longer in the book"}};
    return check_one(*connection_, *this, *row);
  } catch (const Damaged& damage) {
    return {Breach{std::string{ref}, damage.what()}};
  }
}

std::vector<Breach> BookReader::check_rest() {
  std::vector<Breach> breaches;
  try {
    breaches = check_book(*connection_);
    append(breaches, check_pools(*connection_, *this));
  } catch (const Damaged& damage) {
    breaches.push_back({{}, damage.what()});
  }
  return breaches;
}

std::vector<PersonRow> people_to_check(Reader& reader, std::vector<Breach>& breaches) {
  try {
    return reader.people();
  } catch (const Damaged& damage) {
    breaches.push_back({{}, damage.what()});
  }
  return {};
}

std::vector<Breach> check(Reader& reader) {
  auto breaches = reader.check_rest();
  for (const PersonRow& person : people_to_check(reader, breaches)) {
    append(breaches, reader.check_person(person.ref));
  }
  return breaches;
}

}  // namespace store

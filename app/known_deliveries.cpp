#include "app/known_deliveries.hpp"

#include "app/capped.hpp"
#include "ledger/error.hpp"
#include "ledger/facts.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace app {
namespace {

using ledger::Delivery;
using ledger::ImportId;

/// The service and its days.
using Days = std::tuple<std::string, ledger::Date, ledger::Date>;
/// The quantity, and whether it was delivered.
using Told = std::pair<std::int64_t, bool>;

Days days_of(const Delivery& row) {
  return {row.service, row.period.first, row.period.last};
}

Told told_by(const Delivery& row) {
  return {row.quantity.hundredths, row.delivered};
}

/// Rows alike in one file are as many deliveries.
using Counted = std::map<Told, int>;

struct KnownRow {
  const ledger::Sourced<Delivery>* row;
  const ledger::Import* import;
};

/// What the book knows of one person, by service and days.
class PersonRows {
 public:
  PersonRows(store::Reader& reader, ledger::PersonId person) : facts_{reader.facts(person)} {
    std::map<std::pair<ImportId, Days>, Counted> of_file;
    for (const auto& row : facts_.deliveries) {
      const auto days = days_of(row.record);
      const auto alike = ++of_file[{row.import, days}][told_by(row.record)];
      auto& most = most_[days][told_by(row.record)];
      most = std::max(most, alike);
      known_[days].push_back({&row, &facts_.imports.at(row.import)});
    }
  }
  PersonRows(const PersonRows&) = delete;
  PersonRows& operator=(const PersonRows&) = delete;

  /// Whether a file has as many alike as this, the nth of its own.
  bool has(const Delivery& row, int nth) const {
    const auto days = most_.find(days_of(row));
    if (days == most_.end()) return false;
    const auto alike = days->second.find(told_by(row));
    return alike != days->second.end() && nth <= alike->second;
  }

  /// What is told otherwise of the same service and days, and not repeated: the first such row, and
  /// those like it in other files.
  std::vector<KnownRow> against(const Delivery& row, const Counted& repeated) const {
    std::vector<KnownRow> found;
    const auto days = known_.find(days_of(row));
    if (days == known_.end()) return found;
    for (const auto& known : days->second) {
      const auto told = told_by(known.row->record);
      if (repeated.contains(told)) continue;
      if (!found.empty() && told != told_by(found.front().row->record)) continue;
      if (found.empty() || found.back().import != known.import) found.push_back(known);
    }
    return found;
  }

 private:
  ledger::PersonFacts facts_;
  std::map<Days, Counted> most_;
  std::map<Days, std::vector<KnownRow>> known_;
};

std::string words_of(const Delivery& row) {
  return text(row.quantity) + (row.delivered ? " delivered" : " missed");
}

std::string note_of(const Delivery& row, const std::vector<KnownRow>& known) {
  const auto& before = known.front().row->record;
  std::string places;
  std::string undo;
  for (const auto& each : known) {
    const auto name = reports::import_name(each.import->id);
    places += (places.empty() ? "" : ", ") + each.import->file + ":" +
              std::to_string(each.row->record.file_line) + " (" + name + ")";
    undo += (undo.empty() ? "dpledger undo " : ", dpledger undo ") + name;
  }
  return "line " + std::to_string(row.file_line) + ": " + row.person + ", " + words_of(row) +
         " of " + ledger::quoted(row.service) + " from " + pretty(row.period.first) + " to " +
         pretty(row.period.last) + ". " + words_of(before) + " of these days is known from " +
         places + ": both count. If the new row is meant instead, take back what was imported (" +
         undo + ") and import it again without the old row.";
}

std::vector<std::string> capped_notes(std::vector<std::string> notes) {
  if (notes.size() <= most_refusals_of_a_file) return notes;
  const auto more = notes.size() - most_refusals_of_a_file;
  notes.resize(most_refusals_of_a_file);
  notes.push_back("and " + std::to_string(more) + " more rows like these");
  return notes;
}

}  // namespace

KnownDeliveries known_deliveries(const std::vector<std::pair<ledger::PersonId, Delivery>>& rows,
                                 store::Reader& reader) {
  std::map<ledger::PersonId, PersonRows> people;
  std::map<std::pair<ledger::PersonId, Days>, Counted> of_file;
  for (const auto& [person, row] : rows) {
    people.try_emplace(person, reader, person);
    ++of_file[{person, days_of(row)}][told_by(row)];
  }
  KnownDeliveries made;
  std::map<std::pair<ledger::PersonId, Days>, Counted> so_far;
  for (const auto& [person, row] : rows) {
    const auto& book = people.at(person);
    const auto nth = ++so_far[{person, days_of(row)}][told_by(row)];
    if (book.has(row, nth)) {
      ++made.known;
      continue;
    }
    const auto known = book.against(row, of_file[{person, days_of(row)}]);
    if (!known.empty()) made.notes.push_back(note_of(row, known));
  }
  made.notes = capped_notes(std::move(made.notes));
  return made;
}

}  // namespace app

#include "app/tell.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

imports::KnownAccount known_account(const Part& part, store::Reader& reader) {
  imports::KnownAccount known;
  if (!part.days) return known;
  const auto& account = part.target.account.ref;
  for (auto& line : reader.known_lines(part.target.person, account, *part.days)) {
    known.rows.push_back({line.id, line.date, line.amount, line.balance, std::move(line.text),
                          std::move(line.bank_id), std::move(line.format), line.own});
  }
  if (known.rows.empty()) return known;
  for (auto& file : reader.known_files(part.target.person, account)) {
    known.files.push_back({std::move(file.format), file.printed, file.covered});
  }
  return known;
}

/// The ids of every line of the file, in the order in which the bank booked them.
std::vector<ledger::LineId> ids_in_order(const ledger::Statement& statement,
                                         const imports::Told& told) {
  std::vector<std::optional<ledger::LineId>> by_place(statement.lines.size());
  for (std::size_t i = 0; i < told.kept.size(); ++i)
    by_place[told.kept_places[i]] = told.kept[i].id;
  for (const auto& again : told.known) by_place[again.place] = again.id;
  std::vector<ledger::LineId> ids;
  ids.reserve(by_place.size());
  for (const auto& id : by_place) {
    if (id) ids.push_back(*id);  // pending lines have none
  }
  return ids;
}

imports::KnownRow row_of(const ledger::StatementLine& line, const std::string& format, bool own) {
  return {line.id,      line.date, line.amount, line.balance, line.description(),
          line.bank_id, format,    own};
}

/// The later part begins with the balance that the earlier one ends with.
bool hands_on(const ledger::Statement& earlier, const ledger::Statement& later) {
  return earlier.format == later.format && earlier.closing && later.opening &&
         *earlier.closing == *later.opening && earlier.breaks.empty() && later.breaks.empty();
}

class Telling {
 public:
  Telling(const std::vector<Part>& parts, store::Reader& reader) : parts_{parts}, reader_{reader} {}

  std::vector<ToldPart> all() {
    for (std::size_t i = 0; i < parts_.size(); ++i) told_.push_back(tell(i));
    return std::move(told_);
  }

 private:
  ToldPart tell(std::size_t number) {
    const auto& part = parts_[number];
    auto known = known_account(part, reader_);
    add_earlier(number, known);
    auto apart =
        imports::tell_apart(part.target.address, part.statement, known, part.statement.format);
    ToldPart told;
    auto& made = told.made;
    const auto& statement = part.statement;
    made.person = part.target.person;
    made.frame.account = part.target.account.ref;
    made.frame.printed = statement.printed;
    made.frame.covered = statement.covered();
    made.frame.opening = statement.opening;
    made.frame.closing = statement.closing;
    made.frame.breaks = statement.breaks;
    made.frame.format = statement.format;
    made.frame.lines = ids_in_order(statement, apart);
    made.kept = std::move(apart.kept);
    for (const auto& again : apart.known) made.known.emplace_back(again.id, again.file_line);
    made.reworded = std::move(apart.reworded);
    told.known = std::move(apart.known);
    return told;
  }

  /// What earlier parts of this account bring, as if they were in the book.
  void add_earlier(std::size_t number, imports::KnownAccount& known) const {
    const auto& part = parts_[number];
    for (std::size_t i = 0; i < number; ++i) {
      if (parts_[i].target.address != part.target.address) continue;
      const auto& statement = parts_[i].statement;
      const auto& made = told_[i].made;
      if (hands_on(statement, part.statement)) {
        for (const auto& line : made.kept) known.taken.push_back(line.id);
        continue;
      }
      for (const auto& line : made.kept) known.rows.push_back(row_of(line, statement.format, true));
      for (const auto& line : made.reworded) {
        known.rows.push_back(row_of(line, statement.format, false));
      }
      known.files.push_back({statement.format, statement.printed, statement.covered()});
    }
  }

  const std::vector<Part>& parts_;
  store::Reader& reader_;
  std::vector<ToldPart> told_;
};

}  // namespace

std::vector<ToldPart> told(const std::vector<Part>& parts, store::Reader& reader) {
  return Telling{parts, reader}.all();
}

}  // namespace app

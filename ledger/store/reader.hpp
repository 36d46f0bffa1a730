// Reading a book through one connection; the rows become the values of ledger/ here.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace store {

/// A person's short texts by number (from 1): accounts, budgets, rules, plan lines.
class Names {
 public:
  Names(Connection& connection, ledger::PersonId person);
  const std::string& text(std::int64_t number) const;
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<std::string> texts_;
};

/// Not one of an enumeration's numbers: the book is damaged (Damaged).
template <class Choice>
Choice choice_of(std::int64_t value, Choice last) {
  if (value < 0 || value > static_cast<std::int64_t>(last)) {
    throw Damaged{"a choice in the book is out of its bounds"};
  }
  return static_cast<Choice>(value);
}

class BookReader : public Reader {
 public:
  explicit BookReader(std::shared_ptr<Connection> connection)
      : connection_{std::move(connection)} {}

  BookInfo info() override;
  std::vector<PersonRow> people() override;
  std::optional<PersonRow> person(std::string_view ref) override;
  ledger::PersonFacts facts(ledger::PersonId person) override;
  ledger::PersonFacts facts_at(ledger::PersonId person, ledger::LinkNo link) override;
  std::vector<ledger::RecordedEntry> entries_at(ledger::PersonId person,
                                                ledger::LinkNo link) override;
  std::vector<ledger::PeriodEvent> periods(ledger::PersonId person) override;
  std::optional<ledger::LinkNo> link_of_act(ledger::PersonId person, int number) override;
  std::string head_at(ledger::PersonId person, ledger::LinkNo link) override;
  ledger::PersonHistory history(ledger::PersonId person) override;
  std::vector<ledger::RecordedEntry> entries(ledger::PersonId person) override;
  std::optional<ledger::SettledYears> settled(ledger::PersonId person) override;
  ledger::PersonFacts facts_since(ledger::PersonId person, const ledger::SettledYears& settled,
                                  std::optional<ledger::LinkNo> at) override;
  std::vector<ledger::RecordedEntry> entries_since(ledger::PersonId person, ledger::EntryNo first,
                                                   ledger::Date day,
                                                   std::optional<ledger::LinkNo> at) override;
  std::vector<ledger::RecordedEntry> standing_entries(ledger::PersonId person) override;
  std::vector<ledger::Balance> balances(ledger::PersonId person) override;
  std::optional<ledger::Date> newest_entry(ledger::PersonId person) override;
  std::vector<ledger::Import> imports() override;
  std::vector<ledger::PersonId> people_of(ledger::ImportId import) override;
  std::optional<ledger::Import> import_of(std::string_view sha256,
                                          std::string_view account) override;
  std::vector<KnownLine> known_lines(ledger::PersonId person, std::string_view account,
                                     ledger::Period period) override;
  std::vector<KnownFile> known_files(ledger::PersonId person, std::string_view account) override;
  std::vector<SavedProfile> profiles() override;
  std::vector<ledger::Waiver> waivers() override;
  std::optional<ledger::PersonId> owner_of(ledger::LineId line) override;
  std::vector<ledger::Allotted> allotted(ledger::PersonId member, ledger::PersonId pool) override;
  std::int64_t log_size() override;
  ledger::TreeHead log_head(std::int64_t size) override;
  std::vector<Seal> seals() override;
  std::optional<Leaf> newest_leaf(ledger::PersonId person, std::int64_t size) override;
  std::vector<ledger::Digest> inclusion(std::int64_t position, std::int64_t size) override;
  std::vector<ledger::Digest> consistency(std::int64_t older, std::int64_t newer) override;
  std::vector<ChainLink> links(ledger::PersonId person, std::int64_t after,
                               std::int64_t last) override;
  std::vector<Disclosure> disclosures() override;
  std::vector<Erasure> erasures(ledger::PersonId person) override;
  std::vector<Breach> check_person(std::string_view ref) override;
  std::vector<Breach> check_rest() override;

 private:
  std::vector<ledger::RecordedEntry> entries_from(ledger::PersonId person, std::int64_t first);
  bool stands(ledger::PersonId person, ledger::LineId line);
  std::shared_ptr<Connection> connection_;
};

/// Everybody, by ref.
std::vector<PersonRow> read_people(Connection& connection);

/// The columns that import_in() reads; a WHERE may follow.
extern const std::string_view select_import;
ledger::Import import_in(const Rows& rows);

/// What the book knew when a link was made; by default all that it knows.
inline constexpr ledger::LinkNo newest_link{std::numeric_limits<std::int64_t>::max()};

/// What of the files is read; by default all of it.
struct Since {
  std::int64_t first_import = std::numeric_limits<std::int64_t>::min();
  std::int64_t first_day = std::numeric_limits<std::int64_t>::min();  ///< of lines
};

/// The lines, papers and frames of a person that no undone import brought, into `facts`.
void read_imported(Connection& connection, const Names& names, ledger::PersonFacts& facts,
                   ledger::LinkNo up_to, const Since& since = {});
/// Decisions, waivers, notes and acts of a person, into `facts`.
void read_judged(Connection& connection, ledger::PersonFacts& facts, ledger::LinkNo up_to);
std::vector<ledger::PeriodEvent> read_periods(Connection& connection, ledger::PersonId person,
                                              ledger::LinkNo up_to = newest_link);

}  // namespace store

// Writes the entries of one person and moves their kept balances.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/row_writer.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace store {

class EntryWriter {
 public:
  EntryWriter(Connection& connection, ChainWriter& chain);
  /// Entries and reversals under one link; `recorded` are the person's so far. Nothing is dated up
  /// to the day to which the books are closed.
  void post(const NewEntries& entries, std::vector<ledger::RecordedEntry> recorded,
            std::optional<ledger::Date> closed);

 private:
  void reverse(ledger::EntryNo number, std::vector<ledger::RecordedEntry>& recorded,
               std::optional<ledger::Date> closed);
  void write(const ledger::Entry& entry, std::optional<std::int64_t> reverses);
  void write_entry_row(std::int64_t number, const ledger::Entry& entry,
                       std::optional<std::int64_t> reverses);
  void write_postings(std::int64_t number, const ledger::Entry& entry);
  void move_balances();
  std::optional<std::int64_t> maybe_name(std::string_view text);

  struct Movement {
    ledger::Money debit, credit;
  };

  Connection& connection_;
  ChainWriter& chain_;
  RowWriter entries_, postings_;
  std::int64_t person_ = 0;
  std::map<std::pair<std::int64_t, std::int64_t>, Movement> movements_;  ///< by budget, account
};

}  // namespace store

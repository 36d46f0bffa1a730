// The entries of the books as other programs and outside readers are given them: hledger, ledger,
// beancount, CSV and JSON, one person at a time, so that no more than one is in memory.
//
// Nothing is left out: what was taken back is there, and the entry that takes it back. Each entry
// says from which file and line it came. With pseudonyms only days, amounts, kinds and the fixed
// words of the accounts stay.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "reports/account_names.hpp"
#include "reports/answer.hpp"
#include "reports/pseudonyms.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct ExportedEntry {
  std::int64_t number = 0;
  ledger::Date date;
  std::string kind;
  std::string what;  ///< empty when names are left out, as are the next four
  std::string source, file, sha256;
  int line = 0;
  std::string state, rule;  ///< of a line's match
  std::optional<std::int64_t> reverses;
  bool reversed = false;
  std::vector<ledger::Posting> postings;
};

struct ExportedPerson {
  std::string person;
  std::vector<ExportedEntry> entries;  ///< by number
};

/// The entries dated up to the day. `hidden`: by what names; null: their own.
ExportedPerson exported(const ledger::PersonFacts& facts,
                        const std::vector<ledger::RecordedEntry>& entries, ledger::Date as_of,
                        const Pseudonyms* hidden);

/// What stands at the head of the file for a program, and one person's part of it.
std::string program_head(Program program, ledger::Date as_of);
std::string program_part(Program program, const ExportedPerson& person);

/// The two tables: a row an entry, and a row a posting.
Table entries_table(const ExportedPerson& person);
Table postings_table(const ExportedPerson& person);

/// dpledger.export/1 with an empty list of entries at its end, and a person's members of it.
std::string export_json_frame(ledger::Date as_of, bool anonymous);
std::string export_json_members(const ExportedPerson& person);

}  // namespace reports

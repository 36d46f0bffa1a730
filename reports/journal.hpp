// The commissioner's journal with its codes, and the month-end totals that tie it to the people's
// books.
#pragma once

#include "ledger/codes.hpp"
#include "reconcile/journal.hpp"
#include "reports/answer.hpp"

#include <string>
#include <vector>

namespace reports {

struct JournalRequest {
  ledger::Period days;
  reconcile::CostBasis basis = reconcile::CostBasis::days;
  std::vector<ledger::CodeRule> codes;
  std::string codes_file = {};  ///< empty: no map was given
};

/// dpledger.journal/1: each booking a debit row and a credit row, coded to five segments; a row
/// that no rule of the map holds for is marked, and counted in a note.
Answer journal(const reconcile::Journal& journal, const JournalRequest& request);

/// dpledger.month-end/1: by funder and account what was there, what the period did, and what is
/// there now; every sum of the journal beside the same sum of the people's books, and what is
/// between them: nothing.
Answer month_end(const reconcile::Journal& journal, const JournalRequest& request);

/// Only what concerns that funder ; services, which are not parted by funder, then tie to nothing.
void keep_funder(reconcile::Journal& journal, const std::string& funder);

/// Takes the journal of one more person in.
void add(reconcile::Journal& all, reconcile::Journal one);

}  // namespace reports

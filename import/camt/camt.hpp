// Statements (camt.053), reports of the day (camt.052) and notifications (camt.054), ISO 20022.
//
// Grammar   XML in which a Document holds BkToCstmrStmt, BkToCstmrAcctRpt or BkToCstmrDbtCdtNtfctn,
//           in any namespace or none; several documents one after another are read as one file.
// Lines     one an entry (Ntry): its own amount and direction are what moved, whatever its details
//           say, and a reversal's direction is that of its own CdtDbtInd. Booked: BOOK.
// Proof     OPBD or PRCD, the booked entries and CLBD; the totals of TxsSummry where they stand.
//           Entries in another currency than the account's are a statement of their own.
// Units     minor units of whatever currency, two places; more, unless zeros, are refused.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_camt(std::string_view text);
void read_camt(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports

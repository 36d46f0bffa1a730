// OFX and QFX: what banks call "Money", "Quicken" or "Microsoft Money" downloads. Versions 1.x
// (SGML) and 2.x (XML), read by a tolerant reader of our own, since many files are neither.
//
// Reads     STMTRS and CCSTMTRS, several to a file; each is a statement.
// Declines  by name: investment and loan statements, a bank's error (SONRS or STMTTRNRS STATUS,
//           with its code), and a file without a statement (a profile, a list of accounts, orders
//           of transfers, a request).
// Refuses   a file that is cut short or whose tags do not fit together, with the place; an entry
//           without a day or an amount.
// Source    OFX 1.0.2, 1.6, 2.0.1, 2.1.1 and 2.2 by the Open Financial Exchange consortium.
#pragma once

#include "import/formats.hpp"

#include <string_view>

namespace imports {

bool is_ofx(std::string_view text);
void read_ofx(const File& file, const Asked& asked, Source& source, Refusals& refusals);

}  // namespace imports

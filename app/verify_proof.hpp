// The part of verify that needs no book: seals, proofs, and whether a statement belongs to them.
#pragma once

#include "app/verify_kinds.hpp"

#include <string_view>

namespace app {

/// A seal, dpledger.seal/1, with its signature when FILE.p7s stands beside it.
Told told_seal(const Verifying& given);
/// dpledger.proof/1 and dpledger.consistency/1; held against --seal when it is given.
Told told_proof(const Verifying& given);

/// What --seal and --proof say of a file whose signature was judged: adds to the verdict whether
/// the statement in it belongs to the sealed book, or whether the book does. The verdict stays as
/// it is when neither was given. Refused when one of the two cannot be read.
ledger::Result<Verdict> held_against(const Verifying& given, Verdict verdict);

}  // namespace app

// Taking a person's details out of the book, so that it still holds.
//
// A link of its own says that it was done, by whom and why. Every personal column of the person's
// rows is then empty, and the salts of the commitments to them are gone, so that nobody can tell by
// trying which texts they were. The digests stay, and with them every later head and every seal.
// The payees of plan lines stand in what the chain covers: they are worded anew (a worker's ref
// stays, any other becomes empty), and a row of `recast` says what the link covers from there on.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/database.hpp"

#include <string>
#include <vector>

namespace store {

/// Damaged when a version of the person is not what was recorded: nothing is covered up by erasing.
void erase_person(Connection& connection, ChainWriter& chain, ledger::PersonId person,
                  const Stamp& stamp, const std::string& reason);

std::vector<Erasure> read_erasures(Connection& connection, ledger::PersonId person);

}  // namespace store

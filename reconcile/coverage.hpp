// Which days of an account its statements tell about.
#pragma once

#include "ledger/date.hpp"
#include "ledger/facts.hpp"

#include <string>
#include <vector>

namespace reconcile {

/// Whether nothing can lie between two files of an account, the one that begins first first: they
/// adjoin by their printed periods, or one opens with what the other closed with.
enum class Join { joined, gap, unknown };
Join join_of(const ledger::StatementFrame& before, const ledger::StatementFrame& after);

/// The days of a period on which the account was open and of which no statement tells, in order.
/// Days between two files that join are told about. Of a pool's member only the days before the
/// first and after the last file are known to be missing, for the balances are the pool's.
std::vector<ledger::Period> days_without_statement(const ledger::PersonFacts& facts,
                                                   const std::string& account,
                                                   ledger::Period period);

/// The first account of a budget of which nothing is known, when that is so of all of them: no
/// line, no statement. Empty when something is known, or where the statements are a pool's.
std::string unseen_account(const ledger::PersonFacts& facts, const std::string& budget,
                           ledger::Date day);

/// The account that a budget's instalments are paid into on a day: the one of its accounts that was
/// opened last by then; else its first; empty when it has none.
std::string account_paid_into(const ledger::PersonVersion& person, const ledger::Budget& budget,
                              ledger::Date day);

}  // namespace reconcile

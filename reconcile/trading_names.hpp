// A supplier who is paid under another name: the plan line has both as payees, the invoices come
// from one, and the bank says the other.
#pragma once

#include "reconcile/desk.hpp"

#include <map>
#include <vector>

namespace reconcile {

/// By party: invoices of another payee of its plan line that it may settle, when its own lines show
/// that it stands for that one, about the invoice's days: a number quoted with the invoice's
/// amount, or most of its lines of an invoice's amount to the penny. In order of days.
std::map<std::size_t, std::vector<std::size_t>> trading_names(const Desk& desk);

}  // namespace reconcile

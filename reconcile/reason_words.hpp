// The sentence of each reason, by its name (reconcile/reasons.hpp).
#pragma once

#include "reconcile/explain.hpp"

#include <string_view>
#include <vector>

namespace reconcile {

/// One line and its match, as the sentences need them.
struct Told {
  const PersonView& view;
  const ledger::BookLine& line;
  const ledger::Match& match;
};

/// The first item that is expected; null when none is.
const ItemView* first_item(const Told& told);
/// Whom the text names, or who is paid: "Amy Jones", "HMRC"; empty when nobody knows.
std::string payee_words(const Told& told);

std::vector<Reason> what_agreed(const Told& told);
std::vector<Reason> what_spoke_against(const Told& told);
/// Why an alternative lost, from its "paid=L0123…".
Reason why_it_lost(const Told& told, std::string_view against);
std::vector<Reason> what_is_missing(const Told& told);

}  // namespace reconcile

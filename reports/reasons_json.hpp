// Reasons, and what a line could have been, as data: the same in every answer.
#pragma once

#include "reconcile/explain.hpp"
#include "reports/json_text.hpp"

#include <vector>

namespace reports {

/// {"reason","value","text"}, one for each.
Json reasons_json(const std::vector<reconcile::Reason>& reasons);
/// What fits: with `agreed` and `against`, each a list of reasons.
Json fitting_json(const std::vector<reconcile::Rival>& rivals);
/// What was considered and lost: with `against`, the reason.
Json lost_json(const std::vector<reconcile::Rival>& rivals);

}  // namespace reports

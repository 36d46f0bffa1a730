#include "ledger/given_up.hpp"

#include "ledger/reclaims.hpp"

#include <algorithm>

namespace ledger {
namespace {

bool was_unused(const Act& asked) {
  return asked.ground.empty() || asked.ground == "accumulated" || asked.ground == "died";
}

}  // namespace

Money given_up(const std::vector<Act>& acts, std::string_view budget, std::string_view funder,
               Date day) {
  Money sum;
  for (const auto& reclaim : reclaims(acts, day)) {
    const auto& asked = *reclaim.asked;
    const bool theirs = asked.budget == budget && asked.funder == funder;
    if (theirs && was_unused(asked)) {
      sum += reclaim.given_up + at_least_nothing(asked.amount - reclaim.decided);
    }
  }
  return sum;
}

Elsewhere repaid_elsewhere(const std::vector<Act>& acts, std::string_view budget,
                           std::string_view funder, Date day) {
  Elsewhere repaid;
  for (const auto& reclaim : reclaims(acts, day)) {
    const auto& asked = *reclaim.asked;
    if (asked.budget != budget || asked.funder != funder) continue;
    const auto kept =
        std::min(reclaim.elsewhere, reclaim.decided);  // the rest goes back to who paid
    repaid.all += kept;
    if (was_unused(asked)) repaid.of_unused += kept;
  }
  return repaid;
}

}  // namespace ledger

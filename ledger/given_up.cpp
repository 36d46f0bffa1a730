#include "ledger/given_up.hpp"

#include "ledger/reclaims.hpp"

namespace ledger {

Money given_up(const std::vector<Act>& acts, std::string_view budget, std::string_view funder,
               Date day) {
  Money sum;
  for (const auto& reclaim : reclaims(acts, day)) {
    const auto& asked = *reclaim.asked;
    const bool unused =
        asked.ground.empty() || asked.ground == "accumulated" || asked.ground == "died";
    if (unused && asked.budget == budget && asked.funder == funder) sum += reclaim.given_up;
  }
  return sum;
}

Money repaid_elsewhere(const std::vector<Act>& acts, std::string_view budget,
                       std::string_view funder, Date day) {
  Money sum;
  for (const auto& reclaim : reclaims(acts, day)) {
    const auto& asked = *reclaim.asked;
    if (asked.budget == budget && asked.funder == funder) sum += reclaim.elsewhere;
  }
  return sum;
}

}  // namespace ledger

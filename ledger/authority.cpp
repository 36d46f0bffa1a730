#include "ledger/authority.hpp"

#include <algorithm>

namespace ledger {
namespace {

std::optional<Money> limit_of(const std::string& role, Date on, const Parameters& parameters) {
  return parameters.money(std::string{authority_limit} + role, on);
}

std::vector<AuthorityLimit> enough(Money amount, Date on, const Parameters& parameters) {
  std::vector<AuthorityLimit> found;
  for (const auto& name : parameters.names(authority_limit)) {
    const auto role = name.substr(authority_limit.size());
    const auto limit = limit_of(role, on, parameters);
    if (limit && *limit >= amount) found.push_back({role, *limit});
  }
  std::ranges::stable_sort(found, {}, &AuthorityLimit::limit);
  return found;
}

}  // namespace

Authority authority_of(const Budget& budget, const Parameters& parameters) {
  Authority found;
  if (!budget.agreed) return found;
  if (budget.approvals.empty()) {
    if (budget.agreed_on) found.could = enough(*budget.agreed, *budget.agreed_on, parameters);
    return found;
  }
  auto last = budget.approvals.front().on;
  for (const auto& approval : budget.approvals) {
    last = std::max(last, approval.on);
    const auto limit = limit_of(approval.role, approval.on, parameters);
    if (!limit) {
      found.unknown.push_back(approval.role);
    } else if (!found.highest || found.highest->limit < *limit) {
      found.highest = {approval.role, *limit};
    }
  }
  const bool within = found.highest && found.highest->limit >= *budget.agreed;
  found.tested = within || found.unknown.empty();
  found.could = enough(*budget.agreed, last, parameters);
  if (found.tested && !within) found.beyond = *budget.agreed - found.highest->limit;
  return found;
}

bool is_limited(Date day, const Parameters& parameters) {
  return std::ranges::any_of(parameters.names(authority_limit), [&](const auto& name) {
    return parameters.money(std::string{name}, day).has_value();
  });
}

bool is_approved_by(Date day, Budget budget, const Parameters& parameters) {
  std::erase_if(budget.approvals, [&](const Approval& approval) { return approval.on > day; });
  const auto authority = authority_of(budget, parameters);
  if (!authority.unknown.empty()) return true;
  return authority.tested && authority.beyond.is_zero();
}

std::string who_could(const Authority& authority) {
  std::string names;
  for (const auto& each : authority.could) {
    names += (names.empty() ? "" : ", ") + each.role + " (up to " + pretty(each.limit) + ")";
  }
  return names.empty() ? "nobody whose limit is known" : names;
}

}  // namespace ledger

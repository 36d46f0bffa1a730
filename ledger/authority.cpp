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

namespace {

using State = ApprovedVersion::State;

/// A version of a budget that agrees to a sum.
struct Agreement {
  std::optional<Date> from;
  const Budget* budget;
};

std::vector<Agreement> agreements_of(const PersonHistory& history, std::string_view ref,
                                     std::optional<Date> day) {
  std::vector<Agreement> all;
  for (const auto& version : history.versions()) {
    const auto* budget = version.budget(ref);
    const bool agreed = budget != nullptr && budget->agreed && budget->agreed_on;
    const bool known = !day || !version.from || *version.from <= *day;
    if (agreed && known) all.push_back({version.from, budget});
  }
  return all;
}

/// What was recorded of a version or, of no less, of a later one, and not before that of less.
std::vector<Approval> approvals_of(const std::vector<Agreement>& all, std::size_t at,
                                   std::optional<Date> day) {
  const auto agreed = *all[at].budget->agreed;
  std::vector<Approval> of_less;
  std::vector<Approval> found;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& budget = *all[i].budget;
    const bool enough = i >= at && *budget.agreed >= agreed;
    for (const auto& approval : budget.approvals) {
      if (*budget.agreed < agreed && i < at) of_less.push_back(approval);
      const bool counts = enough && (!day || approval.on <= *day) &&
                          std::ranges::count(of_less, approval) == 0 &&
                          std::ranges::count(found, approval) == 0;
      if (counts) found.push_back(approval);
    }
  }
  return found;
}

/// A raise that keeps the day of what was agreed before it has no day of its own.
Date agreed_by_day(const std::vector<Agreement>& all, std::size_t at) {
  const auto on = *all[at].budget->agreed_on;
  const bool own_day = at == 0 || *all[at - 1].budget->agreed_on != on;
  return own_day ? on : std::max(on, all[at].from.value_or(on));
}

void judge(ApprovedVersion& version, const Budget& budget, const Parameters& parameters) {
  if (budget.approvals.empty()) {
    version.state = budget.agreed_by.empty() ? State::nobody : State::no_role;
    return;
  }
  bool unknown_in_time = false;
  for (const auto& approval : budget.approvals) {
    const auto limit = limit_of(approval.role, approval.on, parameters);
    if (!limit && approval.on <= version.by) unknown_in_time = true;
    if (!limit || *limit < version.agreed) continue;
    version.approved_on = std::min(version.approved_on.value_or(approval.on), approval.on);
  }
  if (version.approved_on && *version.approved_on <= version.by) {
    version.state = State::in_time;
  } else if (version.approved_on && !unknown_in_time) {
    version.state = State::late;
  } else {
    version.state = version.authority.unknown.empty() ? State::beyond : State::unknown_limit;
  }
}

}  // namespace

std::vector<ApprovedVersion> approved_versions(const PersonHistory& history, std::string_view ref,
                                               std::optional<Date> day,
                                               const Parameters& parameters) {
  const auto all = agreements_of(history, ref, day);
  std::vector<ApprovedVersion> versions;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto agreed = *all[i].budget->agreed;
    if (i > 0 && *all[i - 1].budget->agreed >= agreed) continue;
    const auto by = agreed_by_day(all, i);
    if ((day && by > *day) || !is_limited(by, parameters)) continue;
    auto budget = *all[i].budget;
    budget.approvals = approvals_of(all, i, day);
    ApprovedVersion version{all[i].from, agreed, by, {}, {}, {}};
    version.authority = authority_of(budget, parameters);
    judge(version, budget, parameters);
    versions.push_back(std::move(version));
  }
  return versions;
}

std::string who_could(const Authority& authority) {
  std::string names;
  for (const auto& each : authority.could) {
    names += (names.empty() ? "" : ", ") + each.role + " (up to " + pretty(each.limit) + ")";
  }
  return names.empty() ? "nobody whose limit is known" : names;
}

}  // namespace ledger

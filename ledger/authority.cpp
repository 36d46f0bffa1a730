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

/// What was approved before a version, when less than that was agreed.
std::vector<Approval> approvals_of_less(const std::vector<Agreement>& all, std::size_t at) {
  std::vector<Approval> of_less;
  for (std::size_t i = 0; i < at; ++i) {
    const auto& budget = *all[i].budget;
    if (*budget.agreed >= *all[at].budget->agreed) continue;
    for (const auto& approval : budget.approvals) {
      if (std::ranges::count(of_less, approval) == 0) of_less.push_back(approval);
    }
  }
  return of_less;
}

/// What was recorded of a version or, of no less, of a later one, and not before that of less.
std::vector<Approval> approvals_of(const std::vector<Agreement>& all, std::size_t at,
                                   std::optional<Date> day, const std::vector<Approval>& of_less) {
  const auto agreed = *all[at].budget->agreed;
  std::vector<Approval> found;
  for (std::size_t i = at; i < all.size(); ++i) {
    const auto& budget = *all[i].budget;
    if (*budget.agreed < agreed) continue;
    for (const auto& approval : budget.approvals) {
      const bool counts = (!day || approval.on <= *day) &&
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
    ApprovedVersion version{.from = all[i].from, .agreed = agreed, .by = by, .approved_on = {}};
    version.of_less = approvals_of_less(all, i);
    budget.approvals = approvals_of(all, i, day, version.of_less);
    version.authority = authority_of(budget, parameters);
    judge(version, budget, parameters);
    versions.push_back(std::move(version));
  }
  return versions;
}

namespace {

/// "£19,000.00, agreed on 1 August 2025,"
std::string what_of(const ApprovedVersion& version) {
  return pretty(version.agreed) + ", agreed on " + pretty(version.by) + ", ";
}

/// " What panel approved on 1 May 2025 was less." Names are not for findings.
std::string less_before(const ApprovedVersion& version) {
  std::string who;
  for (const auto& each : version.of_less) {
    who += (who.empty() ? "" : ", ") + each.role + " on " + pretty(each.on);
  }
  return who.empty() ? who : " What was approved before (" + who + ") was for less.";
}

std::string roles_of(const ApprovedVersion& version) {
  std::string roles;
  for (const auto& role : version.authority.unknown) roles += (roles.empty() ? "" : ", ") + role;
  return roles;
}

}  // namespace

std::string sentence_of(const ApprovedVersion& version) {
  const auto who = " Who may: " + who_could(version.authority) + ".";
  const auto before = less_before(version);
  switch (version.state) {
    case State::in_time:
      return {};
    case State::late:
      return what_of(version) + "was approved only on " + pretty(*version.approved_on) +
             ", after that day.";
    case State::beyond:
      return what_of(version) + "is " + pretty(version.authority.beyond) +
             " more than those who approved it may approve: " + version.authority.highest->role +
             " may up to " + pretty(version.authority.highest->limit) + "." + who;
    case State::nobody:
      return what_of(version) + "is approved by nobody with a role." + before + who;
    case State::no_role:
      return what_of(version) +
             "cannot be tested: those who agreed to it are recorded without a role. Record each "
             "as a [[budget.approval]] with role, name and day." +
             who;
    case State::unknown_limit:
      return what_of(version) + "cannot be tested: no limit of " + roles_of(version) +
             " is known (authority-limit:" + version.authority.unknown.front() +
             " in a file of --parameters)." + who;
  }
  return {};
}

std::string_view text(ApprovedVersion::State state) {
  switch (state) {
    case State::in_time:
      return "in-time";
    case State::late:
      return "late";
    case State::beyond:
      return "beyond";
    case State::nobody:
      return "nobody";
    case State::no_role:
      return "no-role";
    case State::unknown_limit:
      return "unknown-limit";
  }
  return {};
}

std::string who_could(const Authority& authority) {
  std::string names;
  for (const auto& each : authority.could) {
    names += (names.empty() ? "" : ", ") + each.role + " (up to " + pretty(each.limit) + ")";
  }
  return names.empty() ? "nobody whose limit is known" : names;
}

}  // namespace ledger

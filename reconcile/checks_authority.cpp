// Whether what is agreed was approved by somebody whose limit of authority reaches it.
#include "ledger/authority.hpp"
#include "reconcile/check.hpp"

#include <algorithm>

namespace reconcile {
namespace {

using ledger::ApprovedVersion;
using ledger::Money;
using State = ApprovedVersion::State;

bool cannot_be_told(const ApprovedVersion& version) {
  return version.state == State::no_role || version.state == State::unknown_limit;
}

/// "£19,000.00, agreed on 1 August 2025,"
std::string what_of(const ApprovedVersion& version) {
  return pretty(version.agreed) + ", agreed on " + pretty(version.by) + ", ";
}

std::string roles_of(const ApprovedVersion& version) {
  std::string roles;
  for (const auto& role : version.authority.unknown) roles += (roles.empty() ? "" : ", ") + role;
  return roles;
}

std::string sentence_of(const ApprovedVersion& version) {
  const auto who = " Who may: " + who_could(version.authority) + ".";
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
      return what_of(version) + "is approved by nobody with a role." + who;
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

/// What of the sum nobody is known to have been allowed to say yes to.
Money amount_of(const ApprovedVersion& version) {
  return version.state == State::beyond ? version.authority.beyond : version.agreed;
}

}  // namespace

/// Each version of a budget counts; what was never put right stays though a later one is approved.
Findings check_authority(const PersonView& view, const Check& check) {
  Findings found;
  for (const auto* budget : view.history().budgets_known(view.as_of)) {
    auto versions = approved_versions(view.history(), budget->ref, view.as_of, *view.parameters);
    std::erase_if(versions, [](const auto& one) { return one.state == State::in_time; });
    if (versions.empty()) continue;
    About about{budget->ref, "authority:" + budget->ref, versions.front().by, {}, {}};
    about.cannot_test = std::ranges::all_of(versions, cannot_be_told);
    for (const auto& version : versions) {
      if (cannot_be_told(version) == about.cannot_test)
        about.amount = std::max(about.amount, amount_of(version));
      about.why += (about.why.empty() ? "" : " ") + sentence_of(version);
    }
    found.push_back(finding(view, check, std::move(about)));
  }
  return found;
}

}  // namespace reconcile

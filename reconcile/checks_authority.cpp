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

#include "ledger/person.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ledger {
namespace {

template <class Enum, std::size_t N>
using Words = std::array<std::pair<Enum, std::string_view>, N>;

template <class Enum, std::size_t N>
std::string_view word(const Words<Enum, N>& words, Enum value) {
  for (const auto& [each, text] : words) {
    if (each == value) return text;
  }
  throw Defect{"an enumerator without a word"};
}

template <class Enum, std::size_t N>
std::optional<Enum> meaning(const Words<Enum, N>& words, std::string_view text) {
  for (const auto& [value, each] : words) {
    if (each == text) return value;
  }
  return std::nullopt;
}

constexpr Words<Every, 6> every_words{{{Every::once, "once"},
                                       {Every::week, "week"},
                                       {Every::two_weeks, "2 weeks"},
                                       {Every::four_weeks, "4 weeks"},
                                       {Every::month, "month"},
                                       {Every::quarter, "quarter"}}};
constexpr Words<AccountKind, 3> account_words{{{AccountKind::bank, "bank"},
                                               {AccountKind::prepaid_card, "prepaid-card"},
                                               {AccountKind::managed, "managed"}}};
constexpr Words<Relation, 3> relation_words{{{Relation::none, "none"},
                                             {Relation::family, "family"},
                                             {Relation::household_family, "household-family"}}};
constexpr Words<HolidayKind, 3> holiday_words{{{HolidayKind::unknown, "unknown"},
                                               {HolidayKind::fixed_hours, "fixed-hours"},
                                               {HolidayKind::irregular_hours, "irregular-hours"}}};
constexpr Words<Deployment, 3> deployment_words{{{Deployment::notional, "notional"},
                                                 {Deployment::third_party, "third-party"},
                                                 {Deployment::direct_payment, "direct-payment"}}};
constexpr Words<Payer, 2> payer_words{{{Payer::funder, "funder"}, {Payer::person, "person"}}};
constexpr Words<Holder, 3> holder_words{{{Holder::self, "self"},
                                         {Holder::nominee, "nominee"},
                                         {Holder::representative, "representative"}}};

template <class Thing>
const Thing* with_ref(const std::vector<Thing>& things, std::string_view ref) {
  const auto found = std::ranges::find(things, ref, &Thing::ref);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

std::string_view text(Every every) {
  return word(every_words, every);
}
std::optional<Every> parse_every(std::string_view text) {
  return meaning(every_words, text);
}
std::string_view text(AccountKind kind) {
  return word(account_words, kind);
}
std::optional<AccountKind> parse_account_kind(std::string_view text) {
  return meaning(account_words, text);
}
std::string_view text(Relation relation) {
  return word(relation_words, relation);
}
std::optional<Relation> parse_relation(std::string_view text) {
  return meaning(relation_words, text);
}
std::string_view text(HolidayKind kind) {
  return word(holiday_words, kind);
}
std::optional<HolidayKind> parse_holiday_kind(std::string_view text) {
  return meaning(holiday_words, text);
}
std::string_view text(Deployment deployment) {
  return word(deployment_words, deployment);
}
std::optional<Deployment> parse_deployment(std::string_view text) {
  return meaning(deployment_words, text);
}
std::string_view text(Payer payer) {
  return word(payer_words, payer);
}
std::string_view text(Holder holder) {
  return word(holder_words, holder);
}
std::optional<Holder> parse_holder(std::string_view text) {
  return meaning(holder_words, text);
}

const PlanLine* Budget::line(std::string_view wanted) const {
  return with_ref(lines, wanted);
}
const Account* PersonVersion::account(std::string_view wanted) const {
  return with_ref(accounts, wanted);
}
const Worker* PersonVersion::worker(std::string_view wanted) const {
  return with_ref(workers, wanted);
}
const Budget* PersonVersion::budget(std::string_view wanted) const {
  return with_ref(budgets, wanted);
}

namespace {

Period up_to_follower(const Budget& budget, const Budget* follower) {
  auto days = budget.period();
  if (follower != nullptr) days.last = std::min(days.last, plus_days(follower->from, -1));
  return days;
}

/// A budget follows one that began before it: whatever a version says otherwise is no following.
bool follows(const Budget& follower, const Budget& budget) {
  return follower.follows == budget.ref && follower.from > budget.from;
}

}  // namespace

Period days_held(const Budget& budget, const std::vector<Budget>& budgets) {
  const auto follower =
      std::ranges::find_if(budgets, [&](const Budget& other) { return follows(other, budget); });
  return up_to_follower(budget, follower == budgets.end() ? nullptr : &*follower);
}

bool carries_rest(const Budget& before, const Budget& after) {
  if (after.rest != Rest::by_funders) return after.rest == Rest::carry;
  const auto names = [](const Budget& budget) {
    std::vector<std::string> all;
    for (const auto& funder : budget.funders) all.push_back(funder.name);
    std::ranges::sort(all);
    return all;
  };
  return names(before) == names(after);
}

PersonHistory::PersonHistory(std::vector<PersonVersion> oldest_first)
    : versions_{std::move(oldest_first)} {
  ensure(!versions_.empty(), "a person has a version");
  ensure(std::ranges::is_sorted(versions_, {}, &PersonVersion::from), "versions are in order");
  find_followers();
}

const PersonVersion& PersonHistory::on(Date day) const {
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version) {
    if (!version->from || *version->from <= day) return *version;
  }
  return versions_.front();
}

const Budget* PersonHistory::budget(std::string_view ref) const {
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version) {
    if (const auto* found = version->budget(ref)) return found;
  }
  return nullptr;
}

const Budget* PersonHistory::budget_on(std::string_view ref, Date day) const {
  const auto* then = on(day).budget(ref);
  return then != nullptr ? then : budget(ref);
}

std::vector<const Budget*> PersonHistory::budgets_known(Date day) const {
  std::map<std::string_view, const Budget*> by_ref;
  for (const auto& version : versions_) {
    if (version.from && *version.from > day) continue;
    for (const auto& budget : version.budgets) by_ref[budget.ref] = &budget;
  }
  std::vector<const Budget*> known;
  for (const auto& [ref, budget] : by_ref) known.push_back(budget);
  std::ranges::stable_sort(known, {}, &Budget::from);
  return known;
}

Date PersonHistory::last_day(const Budget& budget) const {
  const auto last = days_run(budget).last;
  return latest().died ? std::min(last, *latest().died) : last;
}

/// Of each budget that another follows, the ref of the first that does, once for all.
void PersonHistory::find_followers() {
  for (const auto& version : versions_) {
    for (const auto& each : version.budgets) {
      if (each.follows.empty()) continue;
      const auto* latest = budget(each.ref);
      const auto* before = budget(latest->follows);
      if (before == nullptr || !follows(*latest, *before)) continue;
      const auto at = followers_.try_emplace(before->ref, latest->ref).first;
      if (latest->from < budget(at->second)->from) at->second = latest->ref;
    }
  }
}

const Budget* PersonHistory::follower(std::string_view ref) const {
  const auto found = followers_.find(ref);
  return found == followers_.end() ? nullptr : budget(found->second);
}

Period PersonHistory::days_held(const Budget& budget) const {
  return up_to_follower(budget, follower(budget.ref));
}

Period PersonHistory::days_run(const Budget& budget) const {
  auto days = days_held(budget);
  const auto* latest = this->budget(budget.ref);
  if (latest != nullptr && latest->closed_on) days.last = std::min(days.last, *latest->closed_on);
  return days;
}

const Account* PersonHistory::account(std::string_view ref) const {
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version) {
    if (const auto* found = version->account(ref)) return found;
  }
  return nullptr;
}

const Worker* PersonHistory::worker(std::string_view ref) const {
  for (auto version = versions_.rbegin(); version != versions_.rend(); ++version) {
    if (const auto* found = version->worker(ref)) return found;
  }
  return nullptr;
}

}  // namespace ledger

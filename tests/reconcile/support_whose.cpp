#include "tests/reconcile/support_whose.hpp"

#include "ledger/reclaims.hpp"
#include "reconcile/surplus.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace lives {
namespace {

using ledger::Budget;
using Parts = std::map<std::string, std::int64_t>;  // pence by name

constexpr std::int64_t near_enough = 6;  // pence: a few for each budget that money went through

std::int64_t sum(const Parts& parts) {
  std::int64_t all = 0;
  for (const auto& [name, pence] : parts) all += pence;
  return all;
}

/// Who has a part of something: who paid in; of what is missing, if nobody did, who was behind.
/// Nothing: nobody has more right to it than another.
std::optional<Parts> entitled(const Parts& paid, std::int64_t whole) {
  Parts ahead, behind;
  for (const auto& [name, pence] : paid) {
    if (pence > 0) ahead[name] = pence;
    if (pence < 0) behind[name] = -pence;
  }
  if (!ahead.empty()) return ahead;
  return whole < 0 && !behind.empty() ? std::optional{behind} : std::nullopt;
}

/// In proportion to what each paid in.
Parts in_proportion(std::int64_t whole, const Parts& paid) {
  Parts parts;
  for (const auto& [name, pence] : paid) parts[name] = whole * pence / sum(paid);
  return parts;
}

/// What each may have of all, less what it had; whoever had more than that has nothing more. `own`
/// is the person's before anything is shared: somebody repaid as much out of other money.
Parts by_hand(std::int64_t whole, const Parts& paid, const Parts& had, std::int64_t own) {
  if (whole < 0) return in_proportion(whole, paid);
  const auto ever = whole + sum(had);
  if (ever <= 0) return in_proportion(whole, paid);
  own = std::min(own, ever);
  auto parts = in_proportion(ever - own, paid);
  if (own > 0) parts["person"] += own;
  bool too_much = std::ranges::any_of(
      had, [&](const auto& one) { return one.second > 0 && !paid.contains(one.first); });
  for (auto& [name, pence] : parts) {
    const auto known = had.find(name);
    pence -= known == had.end() ? 0 : known->second;
    too_much = too_much || pence < 0;
    pence = std::max<std::int64_t>(pence, 0);
  }
  if (!too_much) return parts;
  return sum(parts) == 0 ? in_proportion(whole, paid) : in_proportion(whole, parts);
}

/// What was asked for as unused, or as left, is what somebody else's money may have repaid.
bool was_unused(const ledger::Act& asked) {
  return asked.ground.empty() || asked.ground == "accumulated" || asked.ground == "died";
}

/// Of what a funder asked back of a budget.
struct Apart {
  std::int64_t elsewhere = 0;  ///< repaid otherwise than from the accounts
  std::int64_t unused = 0;     ///< of that, for what was unused
  std::int64_t given_up = 0;   ///< of what was unused
};
Apart apart(const reconcile::PersonView& view, const std::string& budget, const std::string& name) {
  Apart sums;
  for (const auto& reclaim : ledger::reclaims(view.facts->acts, view.as_of)) {
    if (reclaim.asked->budget != budget || reclaim.asked->funder != name) continue;
    sums.elsewhere += reclaim.elsewhere.pence();
    if (!was_unused(*reclaim.asked)) continue;
    if (name != "person") sums.unused += reclaim.elsewhere.pence();
    sums.given_up += reclaim.given_up.pence();
  }
  return sums;
}

/// What was missing of one that is no funder any more is missing of the funders, as they agreed.
Parts borne_by_funders(const Budget& budget, Parts carried) {
  std::int64_t missing = 0;
  for (auto& [name, pence] : carried) {
    const bool stays =
        name == "person" || std::ranges::count(budget.funders, name, &ledger::Funder::name) > 0;
    if (stays || pence >= 0) continue;
    missing += pence;
    pence = 0;
  }
  Parts agreed;
  for (const auto& funder : budget.funders) agreed[funder.name] += funder.amount.pence();
  if (missing == 0 || sum(agreed) == 0) return carried;
  for (const auto& [name, pence] : in_proportion(missing, agreed)) carried[name] += pence;
  return carried;
}

class Opinion {
 public:
  Opinion(const reconcile::PersonView& view, const TrialBalance& trial)
      : view_{view}, history_{view.history()}, trial_{trial} {}

  std::int64_t net(const std::string& budget, const std::string& account) const {
    return trial_.net(budget, account + "|").pence();
  }

  /// Nothing where it cannot be told.
  std::optional<Parts> paid_in(const Budget& budget) const {
    auto known = carried(budget);
    if (!known) return std::nullopt;
    auto paid = borne_by_funders(budget, *known);
    for (const auto& name : ever_funders(budget)) {
      paid[name] -= net(budget.ref, "received:" + name);
    }
    paid["person"] -= net(budget.ref, "received:person");
    return paid;
  }

  /// Who may have had something back, also without having paid in.
  std::set<std::string> names(const Budget& budget, const Parts& paid) const {
    auto all = ever_funders(budget);
    all.insert("person");
    for (const auto& [name, pence] : paid) all.insert(name);
    return all;
  }

  /// Of any version of the plan.
  std::set<std::string> ever_funders(const Budget& budget) const {
    std::set<std::string> all;
    for (const auto& version : history_.versions()) {
      const auto* known = version.budget(budget.ref);
      if (known == nullptr) continue;
      for (const auto& funder : known->funders) all.insert(funder.name);
    }
    return all;
  }

  std::optional<Parts> carried(const Budget& budget) const {
    const auto* before = history_.budget(budget.follows);
    if (before == nullptr || !carries_rest(*before, budget)) return Parts{};
    const auto along = net(before->ref, "to:" + budget.ref);
    if (along == 0) return Parts{};
    const auto known = paid_in(*before);
    const auto paid = known ? entitled(*known, along) : std::nullopt;
    if (!paid) return std::nullopt;
    Parts had;
    std::int64_t own = 0;
    for (const auto& name : names(*before, *paid)) {
      const auto more = apart(view_, before->ref, name);
      had[name] = net(before->ref, "surplus:" + name) + more.elsewhere +
                  std::max<std::int64_t>(net(before->ref, "due-to:" + name), 0);
      own += more.unused;
    }
    return by_hand(along, *paid, had, own);
  }

  /// Whose it is that the budget that follows has now; nothing where that cannot be told.
  Parts went_along(const Budget& budget) const {
    const auto* after = history_.follower(budget.ref);
    if (after == nullptr || net(budget.ref, "to:" + after->ref) <= 0) return {};
    return carried(*after).value_or(Parts{});
  }

 private:
  const reconcile::PersonView& view_;
  const ledger::PersonHistory& history_;
  const TrialBalance& trial_;
};

/// What handovers booked as due to each who paid into a budget, by name.
Parts handed_back(const Book& book, const std::string& budget, Date on) {
  constexpr std::string_view due_to = "due-to:";
  Parts back;
  for (const auto& recorded : book.standing) {
    const auto& entry = recorded.entry;
    if (entry.kind != ledger::EntryKind::handover || entry.date > on) continue;
    for (const auto& posting : entry.postings) {
      if (posting.budget != budget) continue;
      const auto name = [&](const std::string& account) { return account.substr(due_to.size()); };
      if (posting.credit.starts_with(due_to)) back[name(posting.credit)] += posting.amount.pence();
      if (posting.debit.starts_with(due_to)) back[name(posting.debit)] -= posting.amount.pence();
    }
  }
  return back;
}

void expect_near(Untied& untied, std::int64_t is, std::int64_t should, const std::string& what) {
  const bool near = is - should <= near_enough && should - is <= near_enough;
  untied.expect(near,
                what + " is " + std::to_string(is) + " pence, by hand " + std::to_string(should));
}

}  // namespace

void check_whose(Untied& untied, const Book& book, const reconcile::PersonView& view,
                 const TrialBalance& trial) {
  const Opinion opinion{view, trial};
  for (const auto& surplus : reconcile::surpluses(view)) {
    const auto* budget = view.history().budget(surplus.budget);
    const auto known = opinion.paid_in(*budget);
    const auto paid = known ? entitled(*known, 0) : std::nullopt;
    if (!paid) continue;
    Parts had, asked, repaid;
    std::int64_t own = 0;
    auto went_along = opinion.went_along(*budget);
    auto back = handed_back(book, surplus.budget, view.as_of);
    for (const auto& name : opinion.names(*budget, *paid)) {
      const auto of_name = opinion.net(surplus.budget, "surplus:" + name);
      const auto more = apart(view, surplus.budget, name);
      had[name] = of_name + opinion.net(surplus.budget, "due-to:" + name) + more.elsewhere +
                  went_along[name];
      asked[name] = of_name - back[name] + more.elsewhere + more.given_up;  // by officers
      repaid[name] =
          std::max<std::int64_t>(of_name + opinion.net(surplus.budget, "due-to:" + name), 0);
      own += more.unused;
    }
    auto parts = by_hand(surplus.surplus.pence(), *paid, had, own);
    // What was sent after a death is not shared by all: surplus_test.cpp has that by hand.
    const bool shared_by_all = std::ranges::all_of(
        surplus.shares, [](const auto& share) { return share.sent_after_death.is_zero(); });
    for (const auto& share : surplus.shares) {
      if (!shared_by_all) break;
      expect_near(untied, share.part.pence(), parts[share.name],
                  surplus.budget + ": part of " + share.name);
    }
    // Less than nothing goes back where more was repaid of what was asked for than was left.
    const auto whole = sum(back);
    auto should = whole < 0 ? in_proportion(whole, repaid) : by_hand(whole, *paid, asked, own);
    for (const auto& [name, pence] : back) {
      expect_near(untied, pence, should[name], surplus.budget + ": goes back to " + name);
    }
  }
}

}  // namespace lives

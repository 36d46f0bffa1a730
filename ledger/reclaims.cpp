#include "ledger/reclaims.hpp"

#include "ledger/schedule.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

namespace ledger {
namespace {

using Kind = Act::Kind;

/// What was repaid elsewhere and given up comes before how the rest is repaid.
int place_in_day(Kind kind) {
  switch (kind) {
    case Kind::reclaim:
      return 0;
    case Kind::reconsider:
      return 1;
    case Kind::outcome:
      return 2;
    case Kind::repaid:
      return 3;
    case Kind::write_off:
      return 4;
    case Kind::hold:
    case Kind::release:
    case Kind::offset:
    case Kind::instalments:
    case Kind::withdraw:
    case Kind::pay:
      return 5;
  }
  return 5;
}

/// What became of a reclaim, named by its ref.
bool is_about_reclaim(Kind kind) {
  switch (kind) {
    case Kind::reconsider:
    case Kind::outcome:
    case Kind::instalments:
    case Kind::write_off:
    case Kind::repaid:
      return true;
    case Kind::reclaim:
    case Kind::hold:
    case Kind::release:
    case Kind::offset:
    case Kind::withdraw:
    case Kind::pay:
      return false;
  }
  return false;
}

/// The numbers of the acts that a later one takes back, unless that one is taken back itself.
std::set<int> withdrawn(const std::vector<Act>& acts) {
  std::set<int> gone;
  for (auto act = acts.rbegin(); act != acts.rend(); ++act) {
    if (act->kind == Kind::withdraw && !gone.contains(act->number)) gone.insert(act->withdrawn);
  }
  return gone;
}

Money sum_of(const std::vector<RepaymentDue>& dues) {
  Money sum;
  for (const auto& due : dues) sum += due.amount;
  return sum;
}

/// Leaves the first `amount` of what is due.
void keep_first(std::vector<RepaymentDue>& dues, Money amount) {
  for (auto& due : dues) {
    due.amount = std::min(due.amount, amount);
    amount -= due.amount;
  }
  std::erase_if(dues, [](const auto& due) { return due.amount.is_zero(); });
}

/// Takes away the first `amount` of it.
void drop_first(std::vector<RepaymentDue>& dues, Money amount) {
  for (auto& due : dues) {
    const auto part = std::min(due.amount, amount);
    due.amount -= part;
    amount -= part;
  }
  std::erase_if(dues, [](const auto& due) { return due.amount.is_zero(); });
}

/// One reclaim as act after act makes it.
class Course {
 public:
  explicit Course(const Act& asked) {
    made_.asked = &asked;
    made_.decided = asked.amount;
    made_.dues.push_back({asked.until.value_or(asked.on), asked.amount, asked.on, true});
    settle(asked.on);
  }

  void take(const Act& act) {
    switch (act.kind) {
      case Kind::reconsider:
        made_.reconsidering = &act;
        return;
      case Kind::outcome:
        made_.reconsidering = nullptr;
        made_.decided = act.amount;
        return settle(act.on);
      case Kind::write_off:
        made_.given_up += std::min(act.amount, made_.amount);
        return settle(act.on);
      case Kind::repaid: {
        const auto part = std::min(act.amount, made_.amount);
        made_.elsewhere += part;
        drop_first(made_.dues, part);
        return settle(act.on);
      }
      case Kind::instalments:
        return agree(act);
      case Kind::hold:
      case Kind::release:
      case Kind::offset:
      case Kind::reclaim:
      case Kind::withdraw:
      case Kind::pay:
        return;
    }
  }

  Reclaim made() && { return std::move(made_); }

 private:
  /// Makes the days and the steps agree with what is asked for after an act.
  void settle(Date on) {
    const auto before = made_.amount;
    made_.amount = at_least_nothing(made_.decided - made_.given_up - made_.elsewhere);
    const auto due = sum_of(made_.dues);
    if (made_.amount < due) keep_first(made_.dues, made_.amount);
    if (made_.amount > due) add_to_last(on, made_.amount - due);
    const auto more = made_.amount - before;
    if (more.is_zero()) return;
    if (!made_.steps.empty() && made_.steps.back().on == on) {
      made_.steps.back().more += more;
      if (made_.steps.back().more.is_zero()) made_.steps.pop_back();
    } else {
      made_.steps.push_back({on, more});
    }
  }

  void add_to_last(Date on, Money more) {
    if (made_.dues.empty()) {
      made_.dues.push_back({std::max(on, made_.asked->until.value_or(on)), {}, on, true});
    }
    made_.dues.back().amount += more;
  }

  /// What was open is due by instalments from now on; what was repaid before stays as it was.
  void agree(const Act& act) {
    made_.instalments = &act;
    const auto left = std::min(act.total, made_.amount);
    keep_first(made_.dues, made_.amount - left);
    for (const auto& part : parts_of(act, left)) add(part.due, part.amount, part.arises);
    std::ranges::stable_sort(made_.dues, {}, &RepaymentDue::due);
  }

  void add(Date due, Money amount, Date arises) {
    const auto same = std::ranges::find_if(
        made_.dues, [&](const RepaymentDue& other) { return other.due == due && !other.whole; });
    if (same == made_.dues.end()) {
      made_.dues.push_back({due, amount, arises, false});
    } else {
      same->amount += amount;
    }
  }

  Reclaim made_{};
};

}  // namespace

const Act* withdrawal_of(const std::vector<Act>& acts, const Act& act) {
  const auto gone = withdrawn(acts);
  const auto found = std::ranges::find_if(acts, [&](const Act& each) {
    return each.kind == Kind::withdraw && each.withdrawn == act.number &&
           !gone.contains(each.number);
  });
  return found == acts.end() ? nullptr : &*found;
}

std::vector<const Act*> standing_acts(const std::vector<Act>& acts, std::optional<Date> up_to) {
  const auto gone = withdrawn(acts);
  std::vector<const Act*> standing;
  for (const auto& act : acts) {
    const bool later = up_to && act.on > *up_to;
    if (act.kind != Kind::withdraw && !later && !gone.contains(act.number)) {
      standing.push_back(&act);
    }
  }
  std::ranges::stable_sort(standing, {}, [](const Act* act) {
    return std::tuple{act->on, place_in_day(act->kind), act->number};
  });
  return standing;
}

std::vector<const Act*> acts_in_force(const std::vector<Act>& acts) {
  auto standing = standing_acts(acts);
  std::set<std::string_view> asked;
  for (const auto* act : standing) {
    if (act->kind == Kind::reclaim) asked.insert(act->ref);
  }
  std::erase_if(standing, [&](const Act* act) {
    return is_about_reclaim(act->kind) && !asked.contains(act->ref);
  });
  return standing;
}

std::vector<Hold> holds_of(const std::vector<Act>& acts, std::string_view budget) {
  std::vector<Hold> holds;
  for (const auto* act : standing_acts(acts)) {
    if (act->budget != budget) continue;
    const bool open = !holds.empty() && !holds.back().until;
    if (act->kind == Kind::hold && !open) holds.push_back({act, std::nullopt});
    if (act->kind == Kind::release && open) holds.back().until = act->on;
  }
  return holds;
}

Hold hold_on(const std::vector<Hold>& holds, Date day) {
  for (const auto& hold : holds) {
    if (hold.held->on <= day && (!hold.until || day < *hold.until)) return hold;
  }
  return {nullptr, std::nullopt};
}

std::vector<RepaymentDue> parts_of(const Act& instalments, Money total) {
  const auto every = instalments.every.value_or(Every::once);
  const auto first = instalments.until.value_or(instalments.on);
  std::vector<RepaymentDue> parts;
  for (int n = 0; !total.is_zero(); ++n) {
    const bool last =
        every == Every::once || instalments.amount.is_zero() || n + 1 == most_repayment_days;
    const auto part = last ? total : std::min(instalments.amount, total);
    parts.push_back({nth_due(first, every, n), part, instalments.on, false});
    total -= part;
  }
  return parts;
}

std::vector<Reclaim> reclaims(const std::vector<Act>& acts, std::optional<Date> up_to) {
  const auto standing = standing_acts(acts, up_to);
  std::vector<const Act*> asked;
  for (const auto* act : standing) {
    if (act->kind == Kind::reclaim) asked.push_back(act);
  }
  std::ranges::sort(asked, {}, &Act::number);
  std::vector<Reclaim> all;
  for (const auto* reclaim : asked) {
    Course course{*reclaim};
    for (const auto* act : standing) {
      if (act->ref == reclaim->ref && act->on >= reclaim->on) course.take(*act);
    }
    all.push_back(std::move(course).made());
  }
  return all;
}

const Reclaim* reclaim_of(const std::vector<Reclaim>& reclaims, std::string_view ref) {
  const auto found =
      std::ranges::find_if(reclaims, [&](const Reclaim& reclaim) { return reclaim.ref() == ref; });
  return found == reclaims.end() ? nullptr : &*found;
}

std::string next_reclaim_ref(const std::vector<Act>& acts) {
  const auto asked = std::ranges::count(acts, Kind::reclaim, &Act::kind);
  return "R" + std::to_string(asked + 1);
}

}  // namespace ledger

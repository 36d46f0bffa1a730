#include "reconcile/pool_shares.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/pool_claims.hpp"
#include "reconcile/split.hpp"
#include "reconcile/subsets.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Decision;
using ledger::Item;
using ledger::ItemKind;
using ledger::Match;
using ledger::MatchState;
using ledger::Money;

// How sure each kind of evidence is, in thousandths.
constexpr int sure_of_decision = 1000;
constexpr int sure_of_reference = 990;
constexpr int sure_of_name = 950;
constexpr int sure_of_amount_and_party = 900;
constexpr int sure_of_sum = 850;
constexpr int sure_of_amount = 750;
constexpr int sure_of_division = 900;
constexpr int sure_of_return = 900;

const std::string& version() {
  static const std::string text = "rules=" + std::to_string(rules_version);
  return text;
}

int confidence_of(const PoolClaim& claim) {
  switch (claim.identity) {
    case Identity::reference:
      return sure_of_reference;
    case Identity::named:
      return sure_of_name;
    case Identity::perhaps:
    case Identity::none:
      break;
  }
  switch (claim.amount) {
    case Amount::exact:
      return sure_of_amount_and_party;
    case Amount::sum_of_several:
      return sure_of_sum;
    case Amount::alone:
    case Amount::none:
      break;
  }
  return sure_of_amount;
}

std::string_view rule_of(const PoolClaim& claim) {
  if (claim.by == "reference" || claim.by == "invoice") return rule::pool_reference;
  if (claim.identity == Identity::named) return rule::pool_name;
  return rule::pool_amount;
}

/// What is due on one day of one kind (and supplier), by member: a division may be of that.
using DueTogether = std::tuple<ItemKind, ledger::Date, std::string>;
using OfMembers = std::map<std::size_t, std::vector<std::size_t>>;

class Sharing {
 public:
  Sharing(const ledger::PersonFacts& pool, const std::vector<PoolMember>& members,
          const ledger::Parameters& parameters)
      : pool_{pool}, members_{members}, claims_{pool, members, parameters} {
    matches_.resize(pool.lines.size());
    done_.resize(pool.lines.size());
  }

  std::vector<Match> all() {
    decide();
    // Who is named takes what they expect before others are given it by the amount alone.
    by_claims([](const PoolClaim& best) { return best.identity == Identity::reference; });
    by_claims([](const PoolClaim& best) { return best.identity == Identity::named; });
    by_claims([](const PoolClaim& best) { return best.amount > Amount::alone; });
    by_claims([](const PoolClaim&) { return true; });
    for (const auto& row : claims_.rows()) {
      if (!done_[row.index]) divide(row);
    }
    for (const auto& row : claims_.rows()) {
      if (!done_[row.index]) give_back(row);
    }
    for (const auto& row : claims_.rows()) {
      if (!done_[row.index]) leave(row);
    }
    return std::move(matches_);
  }

 private:
  const std::string& ref(std::size_t member) const { return members_[member].facts->ref(); }

  ledger::Settled share(std::size_t member, std::int64_t pence) const {
    return {ledger::share_key(ref(member)), Money::of_pence(pence)};
  }

  Match& finish(const PoolRow& row, MatchState state, std::string_view rule, int confidence) {
    done_[row.index] = true;
    auto& match = matches_[row.index];
    match.state = state;
    match.rule = rule;
    match.confidence = confidence;
    match.evidence = version();
    return match;
  }

  // --- what a person has decided ---

  void decide() {
    std::map<ledger::LineId, const Decision*> newest;
    for (const auto& decision : pool_.decisions) {
      if (decision.kind == Decision::Kind::unlearn) continue;
      auto& known = newest[decision.line];
      if (known == nullptr || known->at <= decision.at) known = &decision;
    }
    for (const auto& row : claims_.rows()) {
      const auto found = newest.find(row.book->line.id);
      if (found == newest.end() || found->second->kind == Decision::Kind::withdraw) continue;
      as_decided(row, *found->second);
    }
  }

  void as_decided(const PoolRow& row, const Decision& decision) {
    const bool nobodys = decision.kind == Decision::Kind::unmatch;
    auto& match = finish(row, nobodys ? MatchState::unmatched : MatchState::matched, rule::decided,
                         sure_of_decision);
    match.evidence += nobodys ? ";kind=unmatch" : ";kind=allot";
    for (const auto& key : decision.keys) {
      auto part = part_of_split(key).value_or(ledger::Settled{key, row.book->line.amount});
      const auto member = member_of(part.key);
      if (!member) {
        match.evidence += ";missing=1";
        match.state = MatchState::unmatched;
        continue;
      }
      const auto claims = claims_.claims(row);
      const auto own = std::ranges::find(claims, *member, &PoolClaim::member);
      const bool whole = part.amount == row.book->line.amount;
      if (own != claims.end() && whole) claims_.settle(*member, own->items);
      match.items.push_back(std::move(part));
    }
  }

  std::optional<std::size_t> member_of(std::string_view key) const {
    const auto person = ledger::shared_with(key);
    for (std::size_t member = 0; person && member < members_.size(); ++member) {
      if (ref(member) == *person) return member;
    }
    return std::nullopt;
  }

  // --- what speaks for one member alone ---

  template <class Taken>
  void by_claims(const Taken& taken) {
    for (const auto& row : claims_.rows()) {
      if (done_[row.index] || row.pence == 0) continue;
      const auto claims = claims_.claims(row);
      const auto* best = best_of(claims);
      if (best == nullptr || !taken(*best)) continue;
      auto& match = finish(row, MatchState::matched, rule_of(*best), confidence_of(*best));
      match.evidence += ";by=" + std::string{best->by};
      if (best->amount > Amount::none) {
        match.evidence += ";items=" + std::to_string(best->items.size());
      }
      match.items = {share(best->member, row.pence)};
      claims_.settle(best->member, best->items);
    }
  }

  /// The claim that nobody else's comes near; null when there is none.
  static const PoolClaim* best_of(const std::vector<PoolClaim>& claims) {
    const PoolClaim* best = nullptr;
    for (const auto& claim : claims) {
      if (claim.tells() && (best == nullptr || best->rank() < claim.rank())) best = &claim;
    }
    if (best == nullptr) return nullptr;
    const bool contested = std::ranges::any_of(claims, [&](const PoolClaim& other) {
      if (&other == best) return false;
      if (other.rank() >= best->rank() || other.identity > best->identity) return true;
      // The text names one, and what another whom it names too expects agrees to the penny.
      return other.identity == Identity::named && other.amount == Amount::exact &&
             best->amount < Amount::exact;
    });
    return contested ? nullptr : best;
  }

  // --- one payment for several ---

  /// What is due together and fits the row, by member.
  std::map<DueTogether, OfMembers> due_together(const PoolRow& row) const {
    std::map<DueTogether, OfMembers> groups;
    const auto& hits = claims_.named(row);
    for (std::size_t member = 0; member < members_.size(); ++member) {
      const auto hit = std::ranges::find(hits, member, &NamedMember::member);
      const bool payroll =
          row.lists.has(WordList::payroll) || row.lists.has(WordList::wages) || hits.empty();
      const auto theirs =
          hit == hits.end() ? std::set<std::size_t>{} : claims_.items_of(member, hit->parties);
      const auto& items = claims_.items(member);
      for (std::size_t item = 0; item < items.size(); ++item) {
        const bool meant =
            theirs.contains(item) || (payroll && items[item].kind == ItemKind::net_pay);
        if (!meant || !claims_.fits(row, member, item)) continue;
        const bool of_supplier = items[item].kind == ItemKind::invoice;
        const auto supplier = of_supplier ? ledger::slug(items[item].payee) : std::string{};
        groups[{items[item].kind, items[item].due, supplier}][member].push_back(item);
      }
    }
    return groups;
  }

  struct Division {
    std::vector<std::size_t> members;
    const OfMembers* of = nullptr;
  };

  /// The members of a group whose items together are the row, to the penny; up to two answers.
  std::vector<Division> divisions(const PoolRow& row, const OfMembers& group) const {
    std::vector<std::size_t> members;
    std::vector<std::int64_t> values;
    for (const auto& [member, items] : group) {
      std::int64_t sum = 0;
      for (const auto item : items) sum += claims_.items(member)[item].amount.pence();
      members.push_back(member);
      values.push_back(sum);
    }
    if (values.size() < 2 || values.size() > subset_values_most) return {};
    std::vector<Division> found;
    for (const auto& subset : subsets_summing_to(values, row.pence, 2)) {
      auto& division = found.emplace_back(Division{{}, &group});
      for (const auto at : subset) division.members.push_back(members[at]);
    }
    return found;
  }

  void divide(const PoolRow& row) {
    if (row.pence == 0) return;
    const auto groups = due_together(row);
    std::vector<Division> found;
    for (const auto& [due, group] : groups) {
      for (auto& division : divisions(row, group)) found.push_back(std::move(division));
    }
    if (found.size() != 1) return;
    auto& match = finish(row, MatchState::matched, rule::pool_divided, sure_of_division);
    match.evidence += ";members=" + std::to_string(found.front().members.size());
    for (const auto member : found.front().members) {
      const auto& items = found.front().of->at(member);
      std::int64_t sum = 0;
      for (const auto item : items) sum += claims_.items(member)[item].amount.pence();
      match.items.push_back(share(member, sum));
      claims_.settle(member, items);
    }
  }

  // --- what comes back ---

  /// A returned payment that names nobody goes to whom the one payment of that amount was.
  void give_back(const PoolRow& row) {
    if (!row.lists.has(WordList::returned) || row.pence == 0) return;
    const Match* undone = nullptr;
    for (const auto& before : claims_.rows()) {
      const auto days = row.date() - before.date();
      if (before.pence != -row.pence || days < 0 || days > row.tolerances->returned) continue;
      if (undone != nullptr) return;
      undone = &matches_[before.index];
    }
    if (undone == nullptr || undone->state != MatchState::matched) return;
    const auto shares = undone->items;
    auto& match = finish(row, MatchState::matched, rule::pool_returned, sure_of_return);
    for (const auto& one : shares) match.items.push_back({one.key, -one.amount});
  }

  /// What is nobody's, or several claim alike.
  void leave(const PoolRow& row) {
    const auto claims = row.pence == 0 ? std::vector<PoolClaim>{} : claims_.claims(row);
    if (claims.empty()) {
      finish(row, MatchState::unmatched, rule::pool_unknown, 0);
      return;
    }
    auto& match = finish(row, MatchState::suggested, rule::pool_several, 500);
    for (const auto& claim : claims) {
      // Somebody else has as much of everything, and more of something.
      const bool outdone = std::ranges::any_of(claims, [&](const PoolClaim& other) {
        return other.identity >= claim.identity && other.amount >= claim.amount &&
               other.rank() != claim.rank();
      });
      if (outdone) continue;
      match.alternatives.push_back(
          {std::string{rule_of(claim)}, {share(claim.member, row.pence)}, {}});
    }
  }

  const ledger::PersonFacts& pool_;
  const std::vector<PoolMember>& members_;
  PoolClaims claims_;
  std::vector<Match> matches_;
  std::vector<bool> done_;
};

}  // namespace

std::vector<Match> pool_shares(const ledger::PersonFacts& pool,
                               const std::vector<PoolMember>& members,
                               const ledger::Parameters& parameters) {
  return Sharing{pool, members, parameters}.all();
}

}  // namespace reconcile

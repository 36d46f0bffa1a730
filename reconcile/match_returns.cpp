// Lines that pair with another line: payments that came back, and moves between own accounts.
// They are paired before anything is settled, so that what came back settles nothing for good.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/mentions.hpp"
#include "reconcile/reach.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

constexpr int sure_of_word_and_payee = 970;
constexpr int sure_of_payee = 930;
constexpr int sure_of_word = 900;
constexpr int sure_of_transfer = 950;
constexpr int sure_of_transfer_amount = 850;

bool share_a_party(const Row& a, const Row& b) {
  return std::ranges::any_of(a.named, [&](const Naming& naming) {
    return std::ranges::any_of(b.named,
                               [&](const Naming& other) { return other.party == naming.party; });
  });
}

/// A credit note of exactly this amount explains money that comes back.
bool is_expected(const Desk& desk, const Row& row) {
  return std::ranges::any_of(row.named, [&](const Naming& naming) {
    const auto near = desk.near(row, naming.party);
    return std::ranges::any_of(near,
                               [&](std::size_t item) { return desk.open[item] == row.pence; });
  });
}

struct Undoes {
  std::size_t row;
  int sure;
};

int how_sure(const Row& back, const Row& sent) {
  const bool word = back.lists.has(WordList::returned);
  const bool payee = share_a_party(back, sent);
  if (word && payee) return sure_of_word_and_payee;
  if (word) return back.named.empty() || sent.named.empty() ? sure_of_word : 0;
  // Without the word only money that was paid out comes back from its payee.
  return payee && back.pence > 0 ? sure_of_payee : 0;
}

/// The latest payment that a line may undo: the surest, then the nearest.
std::vector<Undoes> candidates(const Desk& desk, std::size_t at) {
  const auto& back = desk.rows[at];
  std::vector<Undoes> found;
  for (std::size_t i = at; i-- > 0;) {
    const auto& sent = desk.rows[i];
    if (back.date - sent.date > back.tolerances->returned) break;
    const bool opposite = sent.pence == -back.pence && sent.book->account == back.book->account;
    if (!opposite || sent.undone || sent.done) continue;
    if (const int sure = how_sure(back, sent); sure > 0) found.push_back({i, sure});
  }
  std::ranges::stable_sort(found, [](const Undoes& a, const Undoes& b) { return a.sure > b.sure; });
  return found;
}

/// Whether two payments are to different payees, so that one cannot stand for the other.
bool differ(const Row& a, const Row& b) {
  return a.named.empty() != b.named.empty() || (!a.named.empty() && !share_a_party(a, b));
}

ledger::Settled undoing(const Row& back, const Row& sent) {
  return {ledger::reversal_key(sent.id()), back.book->line.amount};
}

void pair_one(Desk& desk, std::size_t at) {
  auto& back = desk.rows[at];
  const auto found = candidates(desk, at);
  if (found.empty()) return;
  auto& sent = desk.rows[found.front().row];
  std::vector<ledger::Alternative> others;
  for (const auto& other : found) {
    if (other.sure < found.front().sure) break;
    const auto& row = desk.rows[other.row];
    if (&row == &sent || differ(row, sent)) {
      others.push_back({std::string{rule::reversal}, {undoing(back, row)}, {}});
    }
  }
  if (others.size() > 1) {
    desk.suggest(back, rule::several_explanations, 600, "name=none", std::move(others));
    return;
  }
  sent.undone = true;
  back.match.items.push_back(undoing(back, sent));
  desk.match(back, rule::reversal, found.front().sure,
             "days=" + std::to_string(back.date - sent.date));
}

/// A person who matched a line, or a part of it, to `reversal:LINE` said that it undoes that line.
void pair_decided(Desk& desk) {
  using Kind = ledger::Decision::Kind;
  for (const auto& row : desk.rows) {
    if (row.decision == nullptr) continue;
    if (row.decision->kind != Kind::match && row.decision->kind != Kind::split) continue;
    for (const std::string_view key : row.decision->keys) {
      if (!key.starts_with("reversal:")) continue;
      const auto id = ledger::parse_line_id(key.substr(9, key.find('=') - 9));
      const auto sent = id ? desk.row(*id) : std::nullopt;
      if (sent && desk.rows[*sent].date <= row.date) desk.rows[*sent].undone = true;
    }
  }
}

// --- one payment of several that one line made ---

/// The items of a line, paid together with others, that came back with this one.
std::vector<std::size_t> parts_back(const Desk& desk, const Row& back, const Row& sent) {
  std::vector<std::size_t> found;
  if (sent.match.items.size() < 2) return found;
  for (const auto& settled : sent.match.items) {
    const auto item = desk.item(settled.key);
    if (!item || settled.amount.pence() != -back.pence || desk.open[*item] != 0) continue;
    const bool named = std::ranges::any_of(back.named, [&](const Naming& naming) {
      const auto& items = desk.items_of(naming.party);
      return std::ranges::find(items, *item) != items.end();
    });
    if (named || back.named.empty()) found.push_back(*item);
  }
  return found;
}

bool match_part_returned(Desk& desk, std::size_t at) {
  auto& back = desk.rows[at];
  for (std::size_t i = at; i-- > 0;) {
    auto& sent = desk.rows[i];
    if (back.date - sent.date > back.tolerances->returned) return false;
    const bool paid = sent.done && !sent.undone && sent.pence < 0 &&
                      sent.match.state == ledger::MatchState::matched &&
                      sent.match.rule != rule::duplicate &&
                      sent.book->account == back.book->account;
    if (!paid) continue;
    const auto parts = parts_back(desk, back, sent);
    if (parts.size() > 1) return false;  // two of them were paid the same: somebody should look
    if (parts.empty()) continue;
    sent.part_back = true;
    back.match.items.push_back(undoing(back, sent));
    desk.match(
        back, rule::reversal, sure_of_payee,
        "days=" + std::to_string(back.date - sent.date) + ";part=" + desk.items[parts[0]].key);
    desk.open[parts[0]] = -back.pence;
    desk.settled_by[parts[0]].reset();
    return true;
  }
  return false;
}

// --- moves between own accounts ---

/// Whether a party is the organisation that holds the money of an account, as a third party.
bool holds_account(const Desk& desk, const Party& party, std::string_view account) {
  if (party.kind != PartyKind::organisation) return false;
  const FoldedText name{party.name};
  for (const auto& version : desk.ground.facts.history.versions()) {
    for (const auto& budget : version.budgets) {
      const bool holds = budget.deployment == ledger::Deployment::third_party &&
                         std::ranges::count(budget.accounts, account) > 0;
      if (holds && mentions_firm(name, budget.organisation)) return true;
    }
  }
  return false;
}

/// A move names the person, or the organisation that holds the account on its other side.
bool names_nobody_else(const Desk& desk, const Row& row, const Row& other) {
  return std::ranges::all_of(row.named, [&](const Naming& naming) {
    const auto& party = desk.parties()[naming.party];
    return party.kind == PartyKind::person || holds_account(desk, party, other.book->account);
  });
}

/// Says that it is a move: a word for it, or a name. Names of others are no move's.
bool says_transfer(const Row& row) {
  return row.lists.has(WordList::transfer) || !row.named.empty();
}

/// All that was in one account is the first that comes into another: a card or bank was changed.
bool moves_all(const Row& out, const Row& in) {
  return out.book->line.balance == ledger::Money{} && in.book->line.balance == in.book->line.amount;
}

bool may_move(const Row& row) {
  return !row.done && !row.undone && row.decision == nullptr;
}

std::optional<std::size_t> other_side(const Desk& desk, std::size_t at) {
  const auto& out = desk.rows[at];
  const auto rank = [&](std::size_t i) {
    const auto& in = desk.rows[i];
    return std::tuple{!says_transfer(in), std::abs(in.date - out.date), in.date, in.id()};
  };
  std::optional<std::size_t> best;
  const auto consider = [&](std::size_t i) {
    const auto& in = desk.rows[i];
    const bool fits = in.pence == -out.pence && in.book->account != out.book->account &&
                      working_days(desk.ground.parameters, std::min(in.date, out.date),
                                   std::max(in.date, out.date)) <= out.tolerances->transfer;
    const bool says = says_transfer(in) || says_transfer(out);
    if (!fits || !may_move(in) || !(says || moves_all(out, in))) return;
    if (!names_nobody_else(desk, out, in) || !names_nobody_else(desk, in, out)) return;
    if (!best || rank(i) < rank(*best)) best = i;
  };
  const auto days = out.tolerances->transfer_at_most;
  for (std::size_t i = at; i-- > 0 && out.date - desk.rows[i].date <= days;) consider(i);
  for (std::size_t i = at + 1; i < desk.rows.size() && desk.rows[i].date - out.date <= days; ++i) {
    consider(i);
  }
  return best;
}

void pair_move(Desk& desk, Row& one, const Row& other, int sure) {
  one.match.items.push_back({ledger::transfer_key(other.id()), one.book->line.amount});
  desk.match(one, rule::transfer, sure, "days=" + std::to_string(std::abs(one.date - other.date)));
}

}  // namespace

void pair_returned(Desk& desk) {
  pair_decided(desk);
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto& row = desk.rows[at];
    if (row.decision != nullptr) continue;
    const bool word = row.lists.has(WordList::returned);
    if (word || (row.pence > 0 && !row.named.empty() && !is_expected(desk, row)))
      pair_one(desk, at);
  }
}

void match_parts_returned(Desk& desk) {
  bool any = false;
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    const auto& row = desk.rows[at];
    if (row.pence <= 0 || !desk.waits(row)) continue;
    if (!row.lists.has(WordList::returned) && row.named.empty()) continue;
    any = match_part_returned(desk, at) || any;
  }
  if (!any) return;
  if (desk.ground.reach != nullptr) desk.ground.reach->all_again();
  match_choice(desk);  // what came back may have been paid again
}

void pair_transfers(Desk& desk) {
  const auto& lines = desk.ground.facts.lines;
  const bool several = std::ranges::any_of(
      lines, [&](const auto& line) { return line.account != lines.front().account; });
  if (!several) return;
  for (std::size_t at = 0; at < desk.rows.size(); ++at) {
    auto& out = desk.rows[at];
    if (out.pence >= 0 || !may_move(out)) continue;
    const auto side = other_side(desk, at);
    if (!side) continue;
    auto& in = desk.rows[*side];
    const bool both = says_transfer(out) && says_transfer(in);
    const int sure = both ? sure_of_transfer : sure_of_transfer_amount;
    pair_move(desk, out, in, sure);
    pair_move(desk, in, out, sure);
  }
}

}  // namespace reconcile

// A payment to a funder of just what came from it too much: an instalment that came twice, or
// money that came after a death. It goes back as it came, and neither stays in the books. What was
// asked back has found its lines before.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reach.hpp"

#include <algorithm>

namespace reconcile {
namespace {

constexpr int sure_of_sent_back = 930;
constexpr std::string_view too_much = ";sent=too-much";

/// Brings an instalment once more; or can be nothing else, and waits for a person to say so.
bool is_duplicate(const Desk& desk, const Row& row) {
  const auto repeats = [&](std::string_view rule, const std::vector<ledger::Settled>& items) {
    if (rule != rule::duplicate || items.empty()) return false;
    const auto item = desk.item(items.front().key);
    return item && desk.items[*item].kind == ledger::ItemKind::funding;
  };
  const auto& match = row.match;
  if (match.state == ledger::MatchState::matched) return repeats(match.rule, match.items);
  return !match.alternatives.empty() &&
         std::ranges::all_of(match.alternatives, [&](const ledger::Alternative& one) {
           return repeats(one.rule, one.items);
         });
}

/// Came after the person had died and pays no instalment.
bool is_after_death(const Desk& desk, const Row& row) {
  const auto& died = desk.ground.plans.history().latest().died;
  const bool booked = row.done && row.match.state == ledger::MatchState::matched;
  return died && row.date > *died && !booked;
}

bool came_too_much(const Desk& desk, const Row& row) {
  if (row.pence <= 0 || row.undone || row.part_back || row.decision != nullptr) return false;
  return is_duplicate(desk, row) || is_after_death(desk, row);
}

/// The first that came too much of just this amount; none where nothing did.
std::optional<std::size_t> sent_too_much(const Desk& desk, const Row& back, std::size_t party) {
  for (const auto at : desk.rows_of(party)) {
    const auto& row = desk.rows[at];
    if (row.date > back.date || &row > &back) break;
    if (back.date - row.date > habit_days) continue;
    const bool same = row.pence == -back.pence && row.book->account == back.book->account &&
                      row.grade() >= Grade::initial;
    if (same && came_too_much(desk, row)) return at;
  }
  return std::nullopt;
}

/// What came is looked at again as a line that was undone, like any other that came back.
void send_back(Row& back, Row& sent, Desk& desk) {
  back.match.items.push_back({ledger::reversal_key(sent.id()), back.book->line.amount});
  desk.match(back, rule::reversal, sure_of_sent_back,
             "days=" + std::to_string(back.date - sent.date) + std::string{too_much});
  if (desk.ground.reach != nullptr) desk.ground.reach->chain(sent.date, back.date);
  sent.undone = true;
  sent.done = false;
  sent.match = {};
}

/// What went back and is like no instalment at all needs nobody's answer any more.
void close_sent(Desk& desk) {
  for (const auto& back : desk.rows) {
    const bool took_back = back.match.rule == rule::reversal &&
                           back.match.evidence.find(too_much) != std::string::npos;
    if (!took_back) continue;
    const auto& key = back.match.items.front().key;
    const auto id = ledger::parse_line_id(std::string_view{key}.substr(key.find(':') + 1));
    const auto at = id ? desk.row(*id) : std::nullopt;
    if (!at || desk.rows[*at].match.state == ledger::MatchState::matched) continue;
    auto& sent = desk.rows[*at];
    sent.match = {};
    sent.match.items.push_back({ledger::reversal_key(back.id()), sent.book->line.amount});
    desk.match(sent, rule::reversal, sure_of_sent_back,
               "days=" + std::to_string(back.date - sent.date) + ";sent=back");
  }
}

}  // namespace

void match_sent_back(Desk& desk) {
  if (desk.matching_undone) return close_sent(desk);
  const auto& parties = desk.parties().all();
  for (std::size_t party = 0; party < parties.size(); ++party) {
    if (parties[party].kind != PartyKind::funder) continue;
    for (const auto at : desk.rows_of(party)) {
      auto& back = desk.rows[at];
      if (!desk.waits(back) || back.pence >= 0 || back.grade() < Grade::initial) continue;
      const auto sent = sent_too_much(desk, back, party);
      if (sent) send_back(back, desk.rows[*sent], desk);
    }
  }
}

}  // namespace reconcile

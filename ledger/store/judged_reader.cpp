// What people judged about a person, in the order in which they did: decisions, waivers, notes,
// acts, the steps of periods.
#include "ledger/store/match_codec.hpp"
#include "ledger/store/reader.hpp"

#include <string>
#include <utility>

namespace store {

using namespace ledger;

// The numbers of these choices are in books that are out in the world.
static_assert(static_cast<int>(Decision::Kind::code) == 2 &&
              static_cast<int>(Decision::Kind::unlearn) == 5);
static_assert(static_cast<int>(PeriodEvent::Kind::submit) == 0 &&
              static_cast<int>(PeriodEvent::Kind::reopen) == 2);
static_assert(static_cast<int>(Act::Kind::hold) == 0 && static_cast<int>(Act::Kind::repaid) == 10);
static_assert(static_cast<int>(Every::once) == 0 && static_cast<int>(Every::quarter) == 5);

namespace {

constexpr std::string_view select_waivers =
    "SELECT w.finding, w.reason, w.by, w.at, u.number IS NOT NULL FROM waiver w "
    "LEFT JOIN unwaived u ON u.person = w.person AND u.number = w.number ";

Waiver waiver_in(const Rows& rows) {
  return {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4) != 0};
}

void read_acts(Connection& connection, PersonFacts& facts, LinkNo up_to) {
  Rows rows{connection.prepared(
                "SELECT number, kind, ref, budget, funder, pence, \"on\", until, every, withdrawn, "
                "ground, total, who, reason, by, at FROM act WHERE person = ? AND link <= ? "
                "ORDER BY number"),
            facts.id.value, up_to.value};
  while (rows.next()) {
    Act act{choice_of(rows.integer(1), Act::Kind::repaid),
            rows.number(0),
            rows.text(2),
            rows.text(3),
            rows.text(4),
            rows.money(5),
            rows.date(6),
            rows.maybe_date(7),
            {},
            rows.text(12),
            rows.text(13),
            rows.number(9),
            rows.text(10),
            rows.money(11),
            rows.text(14),
            rows.text(15)};
    if (const auto every = rows.maybe_integer(8)) act.every = choice_of(*every, Every::quarter);
    facts.acts.push_back(std::move(act));
  }
}

}  // namespace

void read_judged(Connection& connection, PersonFacts& facts, LinkNo up_to) {
  const std::int64_t person = facts.id.value;
  Rows decisions{connection.prepared("SELECT line, kind, keys, plan_line, by, at FROM decision "
                                     "WHERE person = ? AND link <= ? ORDER BY number"),
                 person, up_to.value};
  while (decisions.next()) {
    facts.decisions.push_back({{decisions.integer(0)},
                               choice_of(decisions.integer(1), Decision::Kind::unlearn),
                               decode_texts(decisions.view(2)),
                               decisions.text(3),
                               decisions.text(4),
                               decisions.text(5)});
  }
  const std::string sql =
      std::string{select_waivers} + "WHERE w.person = ? AND w.link <= ? ORDER BY w.number";
  for (Rows rows{connection.prepared(sql), person, up_to.value}; rows.next();) {
    facts.waivers.push_back(waiver_in(rows));
  }
  Rows notes{connection.prepared("SELECT subject, text, until, by, at, withdrawn FROM note "
                                 "WHERE person = ? AND link <= ? ORDER BY number"),
             person, up_to.value};
  while (notes.next()) {
    facts.notes.push_back({notes.text(0), notes.text(1), notes.maybe_date(2), notes.text(3),
                           notes.text(4), notes.integer(5) != 0});
  }
  read_acts(connection, facts, up_to);
}

std::vector<PeriodEvent> read_periods(Connection& connection, PersonId person, LinkNo up_to) {
  std::vector<PeriodEvent> events;
  Rows rows{connection.prepared("SELECT kind, \"to\", reason, by, at, standing, link FROM period "
                                "WHERE person = ? AND link <= ? ORDER BY number"),
            person.value, up_to.value};
  while (rows.next()) {
    events.push_back({choice_of(rows.integer(0), PeriodEvent::Kind::reopen),
                      rows.date(1),
                      rows.text(2),
                      rows.text(3),
                      rows.text(4),
                      rows.text(5),
                      {rows.integer(6)}});
  }
  return events;
}

std::vector<PeriodEvent> BookReader::periods(PersonId person) {
  return read_periods(*connection_, person);
}

std::vector<Waiver> BookReader::waivers() {
  std::vector<Waiver> waivers;
  const std::string sql = std::string{select_waivers} + "ORDER BY w.person, w.number";
  for (Rows rows{connection_->prepared(sql)}; rows.next();) waivers.push_back(waiver_in(rows));
  return waivers;
}

}  // namespace store

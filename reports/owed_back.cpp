#include "reports/owed_back.hpp"

#include "ledger/reclaims.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <optional>

namespace reports {
namespace {

using ledger::Money;
using reconcile::OwedBack;

/// How each band is called: "not due yet", "to 30 days", "over 90 days".
std::vector<std::pair<std::string, std::string>> band_names(const std::vector<int>& limits) {
  std::vector<std::pair<std::string, std::string>> names{{"Not due yet", "not_due"}};
  for (const auto limit : limits) {
    names.emplace_back("To " + std::to_string(limit) + " days", "to_" + std::to_string(limit));
  }
  const auto last = limits.empty() ? 0 : limits.back();
  names.emplace_back("Over " + std::to_string(last) + " days", "over_" + std::to_string(last));
  return names;
}

std::string state_of(const OwedBack& owed) {
  if (owed.reconsidering) return "looked at again";
  if (owed.open.is_zero()) return "settled";
  return owed.is_overdue() ? "overdue" : "open";
}

std::string called(const OwedBack& owed) {
  return owed.kind == OwedBack::Kind::other ? "left over" : owed.ref;
}

/// By a line of the bank; what is set off is no payment.
Money paid_of(const OwedBack& owed) {
  return owed.kind == OwedBack::Kind::offset ? Money{} : owed.repaid;
}
Money set_off_of(const OwedBack& owed) {
  return owed.repaid - paid_of(owed);
}

Table table_of(const std::vector<OwedBack>& all, const std::vector<int>& limits) {
  Table table;
  const bool offsets = std::ranges::count(all, OwedBack::Kind::offset, &OwedBack::kind) > 0;
  const bool elsewhere =
      std::ranges::any_of(all, [](const OwedBack& owed) { return !owed.elsewhere.is_zero(); });
  table.columns = {{"Person", "person"},
                   {"Budget", "budget"},
                   {"Owed to", "funder"},
                   {"Ref", "ref"},
                   {"From", "who"},
                   {"Asked on", "on", false},
                   {"Asked", "asked"},
                   {"Given up", "given_up"},
                   {"Repaid", "repaid"},
                   {"Repaid elsewhere", "elsewhere", elsewhere},
                   {"Set off", "set_off", offsets},
                   {"Open", "open"},
                   {"Next due", "next_due"}};
  for (const auto& [heading, key] : band_names(limits)) table.columns.push_back({heading, key});
  table.columns.push_back({"State", "state"});
  std::vector<Money> sums(limits.size() + 2);
  Money open;
  for (const auto& owed : all) {
    std::vector<Cell> row{
        owed.person,      owed.budget, owed.funder,           called(owed),  owed.who,
        cell_of(owed.on), owed.asked,  owed.given_up,         paid_of(owed), owed.elsewhere,
        set_off_of(owed), owed.open,   cell_of(owed.next_due)};
    for (std::size_t band = 0; band < owed.bands.size(); ++band) {
      row.emplace_back(owed.bands[band]);
      sums[band] += owed.bands[band];
    }
    row.emplace_back(state_of(owed));
    open += owed.open;
    if (owed.is_overdue() && !owed.reconsidering) table.alarms.push_back(table.rows.size());
    table.rows.push_back(std::move(row));
  }
  if (all.empty()) return table;
  table.totals.assign(11, std::monostate{});
  table.totals[0] = std::string{"together"};
  table.totals.emplace_back(open);
  table.totals.emplace_back(std::monostate{});
  for (const auto& sum : sums) table.totals.emplace_back(sum);
  table.totals.emplace_back(std::monostate{});
  return table;
}

/// Of what is repaid by instalments, how far it is; of what is set off, what found no instalment.
void add_notes(const std::vector<OwedBack>& all, Table& table) {
  for (const auto& owed : all) {
    if (owed.kind == OwedBack::Kind::offset && !owed.given_up.is_zero()) {
      table.notes.push_back(owed.person + " " + owed.ref + ": " + pretty(owed.given_up) +
                            " is no longer set off, because its instalment does not come any "
                            "more; it is surplus again, which `dpledger reclaim` can ask for.");
    }
    if (owed.instalments_paid + owed.instalments_to_come == 0) continue;
    table.notes.push_back(owed.person + " " + owed.ref + ": " +
                          counted(owed.instalments_paid, "instalment") + " paid, " +
                          std::to_string(owed.instalments_to_come) + " to come.");
  }
}

Json row_json(const OwedBack& owed) {
  return JsonObject{}
      .text("kind", reconcile::text(owed.kind))
      .text("person", owed.person)
      .text("budget", owed.budget)
      .text("funder", owed.funder)
      .text("ref", owed.ref)
      .text("who", owed.who)
      .date("on", owed.on)
      .date("until", owed.until)
      .money("asked", owed.asked)
      .money("given_up", owed.given_up)
      .money("elsewhere", owed.elsewhere)
      .money("repaid", paid_of(owed))
      .money("set_off", set_off_of(owed))
      .money("open", owed.open)
      .date("next_due", owed.next_due)
      .put("bands", json_array(owed.bands,
                               [](Money band) { return Json{"\"" + ledger::text(band) + "\""}; }))
      .number("instalments_paid", owed.instalments_paid)
      .number("instalments_to_come", owed.instalments_to_come)
      .flag("reconsidering", owed.reconsidering)
      .text("state", state_of(owed))
      .done();
}

}  // namespace

Answer owed_back(const std::vector<OwedBack>& all, const std::vector<int>& limits,
                 ledger::Date as_of) {
  Answer answer;
  Money open;
  Money overdue;
  for (const auto& owed : all) {
    open += owed.open;
    for (std::size_t band = 1; band < owed.bands.size(); ++band) overdue += owed.bands[band];
  }
  answer.heading.push_back("On " + pretty(as_of) + ": " + pretty(open) + " is owed back, " +
                           pretty(overdue) + " of it past its day.");
  auto table = table_of(all, limits);
  add_notes(all, table);
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.owed-back/1")
                    .date("as_of", as_of)
                    .put("band_days",
                         json_array(limits, [](int limit) { return Json{std::to_string(limit)}; }))
                    .money("open", open)
                    .money("overdue", overdue)
                    .put("owed", json_array(all, row_json))
                    .done()
                    .text;
  return answer;
}

namespace {

using InForce = std::vector<const ledger::Act*>;

/// It was withdrawn itself, or the reclaim that it is about was.
bool is_taken_back(const InForce& in_force, const ledger::Act& act) {
  return act.kind != ledger::Act::Kind::withdraw &&
         std::ranges::find(in_force, &act) == in_force.end();
}

Json act_json(const PersonActs& person, const ledger::Act& act, const InForce& in_force) {
  std::optional<Money> amount;
  if (!act.amount.is_zero()) amount = act.amount;
  return JsonObject{}
      .text("person", person.person)
      .number("number", act.number)
      .text("act", ledger::text(act.kind))
      .text("ref", act.ref)
      .text("budget", act.budget)
      .text("funder", act.funder)
      .money("amount", amount)
      .date("on", act.on)
      .date("until", act.until)
      .text("every", act.every ? ledger::text(*act.every) : "")
      .text("who", act.who)
      .text("ground", act.ground)
      .text("reason", act.reason)
      .number("withdrawn", act.withdrawn)
      .flag("taken_back", is_taken_back(in_force, act))
      .text("by", act.by)
      .text("at", act.at)
      .done();
}

std::vector<Cell> act_row(const PersonActs& person, const ledger::Act& act,
                          const InForce& in_force) {
  auto what = std::string{ledger::text(act.kind)};
  if (act.kind == ledger::Act::Kind::withdraw) what += " of " + std::to_string(act.withdrawn);
  Cell amount;
  if (!act.amount.is_zero()) amount = act.amount;
  return {person.person,
          std::int64_t{act.number},
          act.on,
          what,
          act.ref,
          act.budget,
          act.funder,
          amount,
          cell_of(act.until),
          act.reason,
          act.by,
          std::string{is_taken_back(in_force, act) ? "taken back" : ""}};
}

}  // namespace

Answer acts(const std::vector<PersonActs>& people) {
  Answer answer;
  Table table;
  table.columns = {{"Person", "person"}, {"Act", "number"},    {"On", "on"},
                   {"What", "act"},      {"Ref", "ref"},       {"Budget", "budget"},
                   {"Funder", "funder"}, {"Amount", "amount"}, {"Day", "until"},
                   {"Reason", "reason"}, {"By", "by"},         {"State", "state"}};
  JsonArray written;
  for (const auto& person : people) {
    const auto in_force = ledger::acts_in_force(person.acts);
    for (const auto& act : person.acts) {
      table.rows.push_back(act_row(person, act, in_force));
      written.add(act_json(person, act, in_force));
    }
  }
  answer.heading.push_back(counted(std::ssize(table.rows), "act") + " of officers.");
  answer.tables.push_back(std::move(table));
  answer.json =
      JsonObject{}.text("schema", "dpledger.acts/1").put("acts", written.done()).done().text;
  return answer;
}

}  // namespace reports

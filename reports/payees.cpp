#include "reports/payees.hpp"

#include "reconcile/learned.hpp"
#include "reconcile/reasons.hpp"
#include "reports/json_text.hpp"

#include <algorithm>

namespace reports {
namespace {

using reconcile::Lesson;
using reconcile::PersonView;

/// Whom the item pays: a worker by name, else as the item says.
std::string payee_of(const PersonView& view, const std::vector<std::string>& keys) {
  const auto* item = keys.empty() ? nullptr : view.item(keys.front());
  if (item == nullptr) return {};
  const auto* worker = item->item.kind == ledger::ItemKind::net_pay
                           ? view.history().worker(item->item.payee)
                           : nullptr;
  return worker == nullptr ? item->item.payee : worker->name;
}

std::int64_t waiting_for(const PersonView& view, const Lesson& lesson) {
  const auto id = ledger::text(lesson.line);
  return std::ranges::count_if(view.lines, [&](const reconcile::LineView& line) {
    return line.match != nullptr && line.match->state == ledger::MatchState::suggested &&
           reconcile::pair_value(line.match->evidence, "learned") == id;
  });
}

/// Later decisions on lines of the same wording that went the same way.
std::int64_t followed_by(const PersonView& view, const Lesson& lesson,
                         const std::vector<Lesson>& all) {
  const auto payee = payee_of(view, lesson.keys);
  return std::ranges::count_if(all, [&](const Lesson& other) {
    return other.wording == lesson.wording && other.paid == lesson.paid && other.nth > lesson.nth &&
           other.plan_line == lesson.plan_line && payee_of(view, other.keys) == payee;
  });
}

Json learned_json(const LearnedPayee& learned) {
  return JsonObject{}
      .text("person", learned.person)
      .text("wording", learned.wording)
      .text("direction", learned.paid ? "paid" : "received")
      .text("plan_line", learned.plan_line)
      .put("items", json_array(learned.items, json_string))
      .text("payee", learned.payee)
      .text("line", ledger::text(learned.line))
      .date("date", learned.date)
      .money("amount", learned.amount)
      .text("by", learned.by)
      .text("at", learned.at)
      .number("waiting", learned.waiting)
      .number("followed", learned.followed)
      .done();
}

std::string target(const LearnedPayee& learned) {
  if (!learned.plan_line.empty()) return learned.plan_line;
  if (!learned.payee.empty()) return learned.payee;
  return learned.items.empty() ? std::string{} : learned.items.front();
}

Table table_of(const std::vector<LearnedPayee>& all) {
  Table table;
  table.columns = {{"Person", "person"},
                   {"Lines that say", "wording"},
                   {"Way", "direction"},
                   {"Are proposed for", "proposed_for"},
                   {"Learnt from", "line"},
                   {"Of", "date"},
                   {"Amount", "amount"},
                   {"Decided by", "by"},
                   {"At", "at"},
                   {"Waiting", "waiting"},
                   {"Followed", "followed"}};
  for (const auto& learned : all) {
    table.rows.push_back({learned.person, learned.wording,
                          std::string{learned.paid ? "paid" : "received"}, target(learned),
                          ledger::text(learned.line), learned.date, learned.amount, learned.by,
                          learned.at, learned.waiting, learned.followed});
  }
  return table;
}

}  // namespace

std::vector<LearnedPayee> learned_payees(const PersonView& view) {
  std::vector<LearnedPayee> found;
  const auto all = reconcile::lessons(*view.facts);
  for (const auto& lesson : all) {
    const auto* line = view.line(lesson.line);
    if (line == nullptr) continue;  // dated after the day that was asked for
    found.push_back({view.facts->ref(), lesson.wording, lesson.paid, lesson.plan_line, lesson.keys,
                     payee_of(view, lesson.keys), lesson.line, line->line->line.date,
                     line->line->line.amount, lesson.by, lesson.at, waiting_for(view, lesson),
                     followed_by(view, lesson, all)});
  }
  return found;
}

Answer payees(const std::vector<LearnedPayee>& learned) {
  Answer answer;
  if (learned.empty()) {
    answer.heading = {
        "Nothing has been learnt yet: code or match a line, and lines like it are "
        "proposed the same way."};
  } else {
    answer.closing = {"To stop one from being proposed: dpledger payees --withdraw LINE"};
  }
  answer.tables = {table_of(learned)};
  answer.tables.front().for_people = !learned.empty();
  answer.json = JsonObject{}
                    .text("schema", "dpledger.payees/1")
                    .put("payees", json_array(learned, learned_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

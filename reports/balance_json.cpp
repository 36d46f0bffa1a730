#include "reports/balance_json.hpp"

namespace reports {
namespace {

using reconcile::BudgetPosition;
using reconcile::FunderPosition;
using reconcile::LinePosition;

Json owed_json(const reconcile::Owed& owed) {
  return JsonObject{}
      .money("net_pay", owed.net_pay)
      .money("paye", owed.paye)
      .money("pension", owed.pension)
      .money("suppliers", owed.suppliers)
      .money("other", owed.other)
      .done();
}

Json line_json(const LinePosition& line) {
  return JsonObject{}
      .text("ref", line.ref)
      .text("category", line.category)
      .money("planned", line.planned)
      .money("spent", line.spent)
      .money("committed", line.committed)
      .money("available", line.available)
      .flag("estimate", line.estimate)
      .done();
}

Json funder_json(const FunderPosition& funder) {
  return JsonObject{}
      .text("name", funder.name)
      .money("received", funder.received)
      .money("carried", funder.carried)
      .money("surplus", funder.surplus)
      .done();
}

}  // namespace

Json position_json(const BudgetPosition& position) {
  return JsonObject{}
      .text("person", position.person)
      .text("budget", position.budget)
      .text("deployment", ledger::text(position.deployment))
      .text("stream", position.stream)
      .text("funder", position.funder)
      .date("from", position.from)
      .date("to", position.to)
      .money("indicative", position.indicative)
      .money("agreed", position.agreed)
      .money("received", position.received)
      .money("contributed", position.contributed)
      .money("spent", position.spent)
      .money("committed", position.committed)
      .money("available", position.available)
      .money("bank", position.bank)
      .money("suspense", position.suspense())
      .money("due_back", position.due_back)
      .put("owed", owed_json(position.owed))
      .money("pots", position.pots)
      .money("unexpired", position.unexpired)
      .money("allowed_balance", position.allowed_balance)
      .money("surplus", position.surplus)
      .money("shortfall", position.shortfall)
      .put("lines", json_array(position.lines, line_json))
      .put("funders", json_array(position.funders, funder_json))
      .money("left", position.left)
      .money("opening", position.opening)
      .money("repaid", position.repaid)
      .money("set_off", position.set_off)
      .money("handed_on", position.handed_on)
      .money("suspense_paid", position.suspense_paid)
      .money("suspense_received", position.suspense_received)
      .money("contracted", position.contracted)
      .money("baseline", position.baseline)
      .flag("estimate", position.estimate)
      .done();
}

}  // namespace reports

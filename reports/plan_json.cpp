#include "reports/plan_json.hpp"

#include "reports/json_text.hpp"

namespace reports {
namespace {

using ledger::Budget;

std::string_view authority_word(const PlanStep& step) {
  if (!step.budget.agreed || step.budget.approvals.empty()) return "none";
  if (!step.authority.tested) return "cannot-test";
  return step.authority.beyond.is_zero() ? "within" : "beyond";
}

Json approval_json(const ledger::Approval& approval) {
  return JsonObject{}
      .text("role", approval.role)
      .text("name", approval.name)
      .date("on", approval.on)
      .done();
}

Json change_json(const LineChange& change) {
  return JsonObject{}
      .text("line", change.line)
      .money("before", change.before)
      .money("after", change.after)
      .done();
}

Json move_json(const LineMove& move) {
  return JsonObject{}
      .text("from", move.from)
      .text("to", move.to)
      .money("amount", move.amount)
      .done();
}

Json step_line_json(const ledger::PlanLine& line) {
  return JsonObject{}
      .text("ref", line.ref)
      .text("category", line.category)
      .money("amount", line.amount)
      .done();
}

Json step_json(const PlanStep& step) {
  const Budget& budget = step.budget;
  return JsonObject{}
      .date("from", step.from)
      .money("indicative", budget.indicative)
      .date("indicative_on", budget.indicative_on)
      .money("agreed", budget.agreed)
      .date("agreed_on", budget.agreed_on)
      .put("agreed_by", json_array(budget.agreed_by, json_string))
      .put("approvals", json_array(budget.approvals, approval_json))
      .text("authority", authority_word(step))
      .put("approval",
           step.approved ? json_string(std::string{text(step.approved->state)}) : Json{})
      .put("lines", json_array(budget.lines, step_line_json))
      .money("contingency", budget.contingency)
      .put("changes", json_array(step.changes, change_json))
      .put("moves", json_array(step.moves, move_json))
      .flag("virement", step.is_virement())
      .done();
}

Json line_json(const PlannedLine& line) {
  return JsonObject{}
      .text("ref", line.at.ref)
      .text("category", line.at.category)
      .text("outcome", line.outcome)
      .money("planned", line.at.planned)
      .money("spent", line.at.spent)
      .money("committed", line.at.committed)
      .money("available", line.at.available)
      .flag("estimate", line.at.estimate)
      .done();
}

Json payer_json(const Payer& payer) {
  return JsonObject{}
      .text("name", payer.name)
      .text("stream", payer.stream)
      .money("amount", payer.part)
      .money("pays", payer.pays)
      .money("received", payer.received)
      .done();
}

Json budget_json(const PlannedBudget& planned) {
  const Budget& budget = planned.budget();
  return JsonObject{}
      .text("person", planned.person)
      .text("budget", budget.ref)
      .text("deployment", text(budget.deployment))
      .text("organisation", budget.organisation)
      .date("from", budget.from)
      .date("to", budget.to)
      .money("indicative", budget.indicative)
      .date("indicative_on", budget.indicative_on)
      .money("agreed", budget.agreed)
      .date("agreed_on", budget.agreed_on)
      .money("planned", planned_sum(budget))
      .money("contingency", budget.contingency)
      .put("lines", json_array(planned.lines, line_json))
      .put("payers", json_array(planned.payers, payer_json))
      .put("versions", json_array(planned.steps, step_json))
      .done();
}

}  // namespace

std::string plan_json(const reconcile::PersonView& view,
                      const std::vector<PlannedBudget>& budgets) {
  return JsonObject{}
      .text("schema", "dpledger.plan/1")
      .date("as_of", view.as_of)
      .put("budgets", json_array(budgets, budget_json))
      .done()
      .text;
}

}  // namespace reports

#include "reports/balance_json.hpp"
#include "reports/statement_parts.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

Json account_json(const AccountFigures& account, const std::string& person) {
  return JsonObject{}
      .text("account", person + "/" + account.account)
      .money("opening", account.opening)
      .money("in", account.in)
      .money("out", account.out)
      .money("corrected", account.corrected)
      .money("closing", account.closing)
      .done();
}

Json stream_json(const Stream& stream) {
  return JsonObject{}.text("name", stream.name).money("amount", stream.amount).done();
}

Json correction_json(const Correction& each) {
  return JsonObject{}
      .text("name", each.name)
      .money("taken_back", each.taken_back)
      .money("again", each.again)
      .done();
}

Json carried_json(const Carried& carried) {
  return JsonObject{}
      .text("from", carried.from)
      .text("to", carried.to)
      .money("left", carried.left)
      .money("arrived", carried.arrived)
      .done();
}

Json plan_json(const PlanFigures& line) {
  return JsonObject{}
      .text("budget", line.budget)
      .text("line", line.line)
      .text("category", line.category)
      .money("planned", line.planned)
      .money("spent_in_period", line.in_period)
      .money("spent_so_far", line.so_far)
      .money("left", line.left())
      .done();
}

Json bank_json(const BankReconciliation& bank, const StatementParts& parts) {
  return JsonObject{}
      .text("account", parts.person + "/" + bank.account)
      .money("per_statement", bank.per_statement)
      .date("printed_on", bank.printed_on)
      .text("file", bank.printed_in.file)
      .number("line", bank.printed_in.line)
      .money("lines_after", bank.after)
      .money("not_in_books", bank.not_in_books)
      .money("per_books", bank.per_books)
      .money("difference", bank.difference())
      .text("explained", difference_words(bank, parts.of->period))
      .date("as_at", bank.only_to(parts.of->period).value_or(parts.of->period.last))
      .put("not_covered",
           json_array(bank.not_covered,
                      [](const ledger::Period& span) {
                        return JsonObject{}.date("from", span.first).date("to", span.last).done();
                      }))
      .done();
}

Json surplus_json(const reconcile::BudgetPosition& position) {
  return JsonObject{}
      .text("budget", position.budget)
      .put("steps",
           json_array(
               surplus_steps(position),
               [](const Step& step) {
                 return JsonObject{}.text("name", step.name).money("amount", step.amount).done();
               }))
      .money("surplus", position.surplus)
      .done();
}

Json baseline_json(const BaselineFigures& baseline) {
  return JsonObject{}
      .text("budget", baseline.budget)
      .number("days", baseline.days)
      .money("former_package", baseline.former)
      .money("cost", baseline.cost)
      .money("saved", baseline.former - baseline.cost)
      .done();
}

Json stated_finding_json(const StatedFinding& stated) {
  JsonObject json;
  json.put("finding", finding_json(*stated.finding));
  if (stated.waiver == nullptr) return json.put("waiver", Json{}).done();
  return json
      .put("waiver", JsonObject{}
                         .text("by", stated.waiver->by)
                         .text("at", stated.waiver->at)
                         .text("reason", stated.waiver->reason)
                         .done())
      .done();
}

Json stated_line_json(const StatedLine& line) {
  return JsonObject{}
      .text("id", ledger::text(line.line->id))
      .text("account", line.account)
      .text("file", line.from.file)
      .number("line", line.from.line)
      .date("date", line.line->date)
      .money("amount", line.line->amount)
      .money("balance", line.line->balance)
      .text("description", line.line->description())
      .date("posted", line.posted)
      .text("state", line.state)
      .text("settles", line.settles)
      .text("why", line.why)
      .done();
}

Json approval_json(const ledger::ApprovedPeriod& approval) {
  const auto* submitted = approval.submitted;
  return JsonObject{}
      .date("to", approval.to)
      .text("submitted_by", submitted == nullptr ? "" : submitted->by)
      .text("submitted_at", submitted == nullptr ? "" : submitted->at)
      .text("approved_by", approval.approved->by)
      .text("approved_at", approval.approved->at)
      .done();
}

Json late_json(const LateLine& late, const std::string& person) {
  return JsonObject{}
      .text("id", ledger::text(late.line.id))
      .text("account", person + "/" + late.account)
      .date("date", late.line.date)
      .money("amount", late.line.amount)
      .text("description", late.line.description())
      .date("posted", late.posted)
      .done();
}

/// The codes of what was waived, as the answer had them before it told of the waivers.
std::vector<std::string> codes_waived(const ChangedSince& since) {
  std::vector<std::string> codes;
  for (const auto& each : since.judged) {
    if (!each.waiver.withdrawn) codes.push_back(each.code);
  }
  return codes;
}

Json judged_json(const ChangedSince::Judged& judged) {
  return JsonObject{}
      .text("finding", judged.finding)
      .text("code", judged.code)
      .text("act", judged.waiver.withdrawn ? "unwaived" : "waived")
      .text("by", judged.waiver.by)
      .text("at", judged.waiver.at)
      .text("reason", judged.waiver.reason)
      .done();
}

Json since_json(const ChangedSince& since) {
  return JsonObject{}
      .put("corrections", json_array(since.corrections,
                                     [](const ChangedSince::Correction& each) {
                                       return JsonObject{}
                                           .text("source", each.source)
                                           .date("date", each.own)
                                           .date("posted", each.posted)
                                           .done();
                                     }))
      .put("files_taken_back", json_array(since.files_taken_back, json_string))
      .put("findings_waived", json_array(codes_waived(since), json_string))
      .put("judged", json_array(since.judged, judged_json))
      .done();
}

Json source_json(const ledger::Import* import) {
  return JsonObject{}
      .text("file", import->file)
      .text("sha256", import->sha256)
      .text("kind", ledger::text(import->kind))
      .text("at", import->at)
      .text("by", import->by)
      .done();
}

Json spoken_json(const Spoken& spoken) {
  return JsonObject{}
      .text("budget", spoken.budget)
      .text("kind", spoken.kind == Spoken::Kind::owed ? "owed" : "set-aside")
      .text("name", spoken.name)
      .money("amount", spoken.amount)
      .done();
}

Json signature_json(const StatementParts& parts) {
  return JsonObject{}
      .text("name", "")
      .text("role", parts.of->role)
      .text("declaration", parts.declared())
      .text("date", "")
      .done();
}

}  // namespace

Json statement_json(const StatementParts& parts) {
  const StatementOf& of = *parts.of;
  const StatementFigures& figures = parts.figures;
  JsonObject json;
  json.text("schema", "dpledger.statement/1")
      .text("status", of.approved ? "approved" : "draft")
      .text("commissioner", of.commissioner)
      .text("person", parts.person)
      .text("name", parts.name)
      .text("holder", parts.holder)
      .date("from", of.period.first)
      .date("to", of.period.last);
  json.put("accounts", json_array(figures.accounts, [&parts](const AccountFigures& account) {
             return account_json(account, parts.person);
           }));
  json.money("returned", figures.returned());
  json.put("income", json_array(figures.income, stream_json))
      .put("payments", json_array(figures.payments, stream_json))
      .put("carried", json_array(figures.carried, carried_json))
      .put("plan", json_array(figures.plan, plan_json));
  json.put("cost", JsonObject{}
                       .money("arose", figures.cost)
                       .money("paid", figures.paid)
                       .money("owed_before", figures.owed_before)
                       .money("owed_at_end", figures.owed_at_end)
                       .money("contracted", figures.contracted)
                       .money("paid_corrected", figures.paid_corrected)
                       .money("otherwise", figures.cost_otherwise())
                       .done());
  json.put("banks", json_array(parts.banks, [&parts](const BankReconciliation& bank) {
             return bank_json(bank, parts);
           }));
  json.money("in_transit", parts.in_transit);
  json.put("budgets", json_array(figures.positions, position_json))
      .put("spoken_for", json_array(parts.spoken, spoken_json))
      .put("surplus", json_array(figures.positions, surplus_json))
      .put("former_package", json_array(figures.baselines, baseline_json))
      .put("findings", json_array(parts.findings, stated_finding_json))
      .put("sources", json_array(parts.sources, source_json))
      .put("lines", json_array(parts.lines, stated_line_json))
      .put("approvals", json_array(of.approvals, approval_json))
      .put("late", json_array(of.late, [&parts](const LateLine& late) {
             return late_json(late, parts.person);
           }));
  json.put("chain",
           JsonObject{}.text("head", of.chain_head).number("links", of.chain_links).done());
  json.put("signature", signature_json(parts));
  return json.text("state", text(state_of(of)))
      .put("since", since_json(of.since))
      .put("corrections", json_array(figures.corrections, correction_json))
      .done();
}

}  // namespace reports

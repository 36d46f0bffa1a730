#include "reports/trace_json.hpp"

#include "ledger/periods.hpp"
#include "ledger/pool.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::RecordedEntry;

Json approved_json(const Approval& approval) {
  if (approval.by.empty()) return {};
  return JsonObject{}.text("by", approval.by).text("at", approval.at).done();
}

Json posting_json(const TraceTeller& teller, const TracedPosting& traced) {
  const auto origin = teller.origin_of(*traced.entry);
  return JsonObject{}
      .number("number", traced.entry->number.value)
      .date("date", traced.entry->entry.date)
      .text("kind", ledger::text(traced.entry->entry.kind))
      .text("budget", traced.posting->budget)
      .text("debit", traced.posting->debit)
      .text("credit", traced.posting->credit)
      .money("amount", traced.posting->amount)
      .money("counts", traced.counts)
      .text("item", traced.posting->item)
      .text("source", traced.entry->entry.source)
      .text("what", origin.what)
      .text("state", origin.state)
      .text("rule", origin.rule)
      .text("why", origin.why)
      .text("file", origin.file)
      .number("line", origin.line)
      .text("sha256", origin.sha256)
      .put("approved", approved_json(origin.approval))
      .done();
}

Json part_json(const TracedPart& part) {
  return JsonObject{}
      .text("address", part.address)
      .text("what", part.what)
      .money("counts", part.counts)
      .done();
}

Json line_json(const TraceTeller& teller, const reconcile::LineView& line) {
  const auto& view = *teller.traced().of().view;
  const auto from = view.evidence(*line.line);
  const auto import = teller.facts().imports.find(line.line->import);
  return JsonObject{}
      .text("id", ledger::text(line.line->line.id))
      .text("account", ledger::account_address(teller.facts().ref(), line.line->account))
      .date("date", line.line->line.date)
      .money("amount", line.line->line.amount)
      .text("description", line.line->line.description())
      .text("file", from.file)
      .number("line", from.line)
      .text("sha256", import == teller.facts().imports.end() ? "" : import->second.sha256)
      .text("state", line.match == nullptr ? "" : ledger::text(line.match->state))
      .text("rule", line.match == nullptr ? "" : line.match->rule)
      .text("why", line.match == nullptr ? "not reconciled yet" : reconcile::why(*line.match))
      .put("items", line.match == nullptr ? JsonArray{}.done() : items_json(line.match->items))
      .text("plan_line", line.match == nullptr ? "" : line.match->plan_line)
      .done();
}

JsonObject figure_head(const TracedFigure& figure) {
  JsonObject json;
  json.text("address", figure.address)
      .text("what", figure.what)
      .money("amount", figure.amount)
      .text("how", text(figure.how));
  return json;
}

Json entry_json(const TraceTeller& teller, const RecordedEntry& recorded) {
  std::vector<TracedPosting> postings;
  for (const auto& posting : recorded.entry.postings) {
    postings.push_back({&recorded, &posting, posting.amount});
  }
  return JsonObject{}
      .number("number", recorded.number.value)
      .put("reverses", recorded.reverses ? Json{std::to_string(recorded.reverses->value)} : Json{})
      .flag("reversed", recorded.reversed)
      .put("postings",
           json_array(postings,
                      [&](const TracedPosting& posting) { return posting_json(teller, posting); }))
      .done();
}

Json part_of_line_json(const LinePart& part) {
  return JsonObject{}
      .text("person", part.person)
      .text("id", ledger::text(part.line))
      .money("amount", part.amount)
      .done();
}

}  // namespace

std::vector<Json> approvals_json(const ledger::PersonFacts& facts) {
  std::vector<Json> approvals;
  for (const auto& period : ledger::approved_periods(facts.periods)) {
    const auto* submitted = period.submitted;
    approvals.push_back(JsonObject{}
                            .text("person", facts.ref())
                            .date("to", period.to)
                            .text("submitted_by", submitted == nullptr ? "" : submitted->by)
                            .text("submitted_at", submitted == nullptr ? "" : submitted->at)
                            .text("approved_by", period.approved->by)
                            .text("approved_at", period.approved->at)
                            .done());
  }
  return approvals;
}

std::vector<Column> trace_columns() {
  return {{"Date", "date"},
          {"No.", "number"},
          {"Budget", "budget", false},
          {"Debit", "debit"},
          {"Credit", "credit"},
          {"Counts", "counts"},
          {"What for", "what"},
          {"From", "from"},
          {"Why", "why"},
          {"Approved by", "approved_by"},
          {"Source", "source", false},
          {"SHA-256", "sha256", false}};
}

std::vector<Cell> trace_row(const TraceTeller& teller, const TracedPosting& traced) {
  const auto origin = teller.origin_of(*traced.entry);
  return {
      traced.entry->entry.date,
      traced.entry->number.value,
      traced.posting->budget,
      traced.posting->debit,
      traced.posting->credit,
      traced.counts,
      origin.what,
      origin.file.empty() ? std::string{"the person's file"} : place({origin.file, origin.line}),
      origin.why,
      origin.approval.by,
      traced.entry->entry.source,
      origin.sha256};
}

std::string trace_heading(const Traced& traced) {
  const auto& of = traced.of();
  const auto& ref = of.view->facts->ref();
  if (of.statement == nullptr) return ref + ", as of " + ledger::pretty(of.view->as_of) + ".";
  return ref + ", " + ledger::pretty(of.statement->period.first) + " to " +
         ledger::pretty(of.statement->period.last) + ".";
}

Approval TraceTeller::approval_of(ledger::Date day) const {
  for (const auto& period : ledger::approved_periods(facts().periods)) {
    const bool holds = day <= period.to && (!period.from || *period.from <= day);
    if (holds) return {period.approved->by, period.approved->at};
  }
  return {};
}

Origin TraceTeller::origin_of(const RecordedEntry& recorded) const {
  const auto& entry = recorded.entry;
  Origin origin;
  origin.what = traced_.sources().what(entry);
  if (entry.match) {
    origin.why = reconcile::why(*entry.match);
    origin.state = ledger::text(entry.match->state);
    origin.rule = entry.match->rule;
  }
  if (const auto from = traced_.sources().of(entry.source)) {
    origin.file = from->file;
    origin.line = from->line;
  }
  const auto* import = traced_.sources().import_of(entry.source);
  if (import != nullptr) origin.sha256 = import->sha256;
  origin.approval = approval_of(entry.date);
  return origin;
}

Json traced_head_json(const TracedFigure& figure) {
  return figure_head(figure).text("because", figure.because).flag("floored", figure.floored).done();
}

Json traced_figure_json(const TraceTeller& teller, const TracedFigure& figure) {
  return figure_head(figure)
      .text("because", figure.because)
      .flag("floored", figure.floored)
      .put("parts", json_array(figure.parts, part_json))
      .put("entries",
           json_array(figure.postings,
                      [&](const TracedPosting& posting) { return posting_json(teller, posting); }))
      .put("lines",
           json_array(figure.lines,
                      [&](const reconcile::LineView* line) { return line_json(teller, *line); }))
      .done();
}

Json traced_source_json(const TraceTeller& teller, const TracedSource& source) {
  const auto from = teller.traced().sources().of(source.source).value_or(ledger::Evidence{"", 0});
  const auto* import = teller.traced().sources().import_of(source.source);
  return JsonObject{}
      .text("person", teller.facts().ref())
      .text("source", source.source)
      .text("file", from.file)
      .number("line", from.line)
      .text("sha256", import == nullptr ? "" : import->sha256)
      .text("import", import == nullptr ? "" : import_name(import->id))
      .put("statement_line", source.line == nullptr ? Json{} : line_json(teller, *source.line))
      .put("entries",
           json_array(source.entries,
                      [&](const RecordedEntry* recorded) { return entry_json(teller, *recorded); }))
      .put("figures", json_array(teller.traced().figures_of(source.source),
                                 [](const std::string& address) { return json_string(address); }))
      .put("part_of", source.part_of ? part_of_line_json(*source.part_of) : Json{})
      .put("parts", json_array(source.parts, part_of_line_json))
      .done();
}

std::string trace_document(const TraceHead& head, const Json& figures, const Json& sources,
                           const Json& findings, const Json& approvals) {
  std::optional<ledger::Date> from, to;
  if (head.period) {
    from = head.period->first;
    to = head.period->last;
  }
  return JsonObject{}
      .text("schema", "dpledger.trace/1")
      .text("person", head.person)
      .date("as_of", head.as_of)
      .date("from", from)
      .date("to", to)
      .text("asked", head.asked)
      .put("figures", figures)
      .put("sources", sources)
      .put("findings", findings)
      .put("approvals", approvals)
      .done()
      .text;
}

std::string trace_document(const Traced& traced, const std::string& asked, const Json& figures) {
  const auto& of = traced.of();
  const auto& facts = *of.view->facts;
  TraceHead head{facts.ref(), of.view->as_of, std::nullopt, asked};
  if (of.statement != nullptr) head.period = of.statement->period;
  const auto nothing = JsonArray{}.done();
  return trace_document(head, figures, nothing, nothing,
                        json_array(approvals_json(facts), [](const Json& one) { return one; }));
}

}  // namespace reports

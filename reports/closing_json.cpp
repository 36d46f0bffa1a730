#include "reconcile/groundwork.hpp"
#include "reports/closing_parts.hpp"
#include "reports/paid_in.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::Closing;
using reconcile::Correction;
using reconcile::GoesBack;
using reconcile::PersonView;

/// The payslip that an entry's source names, in words; empty when it names none.
std::string payslip_in_words(const PersonView& view, std::string_view source) {
  for (const auto& sourced : view.facts->payslips) {
    const auto& slip = sourced.record;
    if (!source.starts_with(reconcile::slip_source(slip))) continue;
    const auto* worker = view.history().worker(slip.worker);
    const bool named = worker != nullptr && !worker->name.empty();
    return "payslip of " + (named ? worker->name + " (" + slip.worker + ")" : slip.worker) +
           ", pay day " + pretty(slip.pay_date);
  }
  return {};
}

Json along_json(const std::vector<reconcile::WentAlong>& all) {
  return json_array(all, [](const auto& each) {
    return JsonObject{}.text("account", each.account).money("amount", each.amount).done();
  });
}

Json back_json(const Closing& closing) {
  return json_array(closing.back, [](const GoesBack& each) {
    return JsonObject{}
        .text("name", each.name)
        .money("received", each.received)
        .money("carried", each.carried)
        .money("came_along", each.came_along)
        .money("due", each.due)
        .money("repaid", each.repaid)
        .money("open", each.open())
        .done();
  });
}

Json corrections_json(const Closing& closing, const PersonView& view) {
  const EntrySources sources{view};
  return json_array(closing.corrections, [&](const Correction& each) {
    return JsonObject{}
        .date("date", each.date)
        .date("of", each.of)
        .text("source", each.source)
        .text("what", source_in_words(view, sources, each))
        .money("cost", each.cost)
        .money("income", each.received)
        .put("evidence", evidence_json(each.evidence))
        .done();
  });
}

Json not_recorded_json(const reconcile::NotRecorded& each) {
  return JsonObject{}
      .text("service", each.service)
      .text("provider", each.provider)
      .number("days", each.days)
      .money("ordered_value", each.value)
      .done();
}

}  // namespace

std::string source_in_words(const PersonView& view, const EntrySources& sources,
                            const Correction& correction) {
  auto words = payslip_in_words(view, correction.source);
  if (words.empty()) words = sources.what(std::string_view{correction.source});
  if (correction.source.starts_with("line:")) words = "bank line \"" + words + "\"";
  if (!correction.evidence.empty()) words += " (" + places(correction.evidence) + ")";
  return words;
}

JsonObject closing_object(const std::string& schema, const Closing& closing,
                          const PersonView& view) {
  const auto& at = closing.position;
  JsonObject object;
  object.text("schema", schema)
      .date("as_of", view.as_of)
      .text("person", at.person)
      .text("budget", at.budget)
      .text("funder", at.funder)
      .date("from", at.from)
      .date("ended", closing.ended)
      .flag("over", closing.over)
      .text("because", closing.because)
      .text("followed_by", closing.after)
      .date("taken_over", closing.taken_over)
      .flag("carries", closing.carries)
      .money("agreed", at.agreed)
      .money("opening", at.opening)
      .money("received", at.received)
      .money("received_from_others", from_others(at))
      .money("contributed", at.contributed)
      .money("spent", at.spent)
      .money("bank", at.bank)
      .money("owed", at.owed.total())
      .money("pots", at.pots)
      .put("debts_along", along_json(closing.debts))
      .put("money_along", along_json(closing.money))
      .put("owed_at_end", along_json(closing.owed_at_end))
      .put("goes_back", back_json(closing))
      .money("can_be_asked_back",
             closing.left.over ? closing.left.can_ask() + closing.left.unasked() : Money{})
      .put("corrections", corrections_json(closing, view))
      .put("not_recorded", json_array(closing.not_recorded, not_recorded_json));
  return object;
}

Json workers_json(const Closing& closing) {
  JsonArray array;
  for (const bool stays : {true, false}) {
    for (const auto* worker : stays ? closing.staying : closing.leaving) {
      array.add(JsonObject{}
                    .text("ref", worker->ref)
                    .text("name", worker->name)
                    .flag("stays", stays)
                    .done());
    }
  }
  return array.done();
}

Json findings_json(const Closing& closing) {
  return json_array(closing.findings, [](const ledger::Finding& finding) {
    return JsonObject{}
        .text("id", finding.id)
        .text("code", finding.code)
        .money("amount", finding.amount)
        .text("why", finding.why)
        .done();
  });
}

}  // namespace reports

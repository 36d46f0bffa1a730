#include "reports/answers.hpp"
#include "reports/entry_sources.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Posting;
using ledger::RecordedEntry;

Json posting_json(const Posting& posting) {
  return JsonObject{}
      .text("budget", posting.budget)
      .text("debit", posting.debit)
      .text("credit", posting.credit)
      .money("amount", posting.amount)
      .text("item", posting.item)
      .done();
}

Json entry_json(const RecordedEntry& recorded, const EntrySources& sources) {
  const ledger::Evidence from = sources.of(recorded.entry.source).value_or(ledger::Evidence{"", 0});
  JsonObject json;
  json.number("number", recorded.number.value)
      .date("date", recorded.entry.date)
      .text("kind", ledger::text(recorded.entry.kind))
      .text("source", recorded.entry.source)
      .text("what", sources.what(recorded.entry))
      .text("file", from.file)
      .number("line", from.line);
  json.put("reverses", recorded.reverses ? Json{std::to_string(recorded.reverses->value)} : Json{});
  json.flag("reversed", recorded.reversed);
  json.put("postings", json_array(recorded.entry.postings, posting_json));
  return json.done();
}

/// "reverses 12", "reversed later", or nothing.
std::string standing(const RecordedEntry& recorded) {
  if (recorded.reverses) return "reverses " + std::to_string(recorded.reverses->value);
  return recorded.reversed ? "reversed later" : "";
}

void add_rows(Table& table, const RecordedEntry& recorded, const EntrySources& sources) {
  const std::optional<ledger::Evidence> from = sources.of(recorded.entry.source);
  for (const Posting& posting : recorded.entry.postings) {
    table.rows.push_back({recorded.entry.date, recorded.number.value, posting.budget, posting.debit,
                          posting.credit, posting.amount, sources.what(recorded.entry),
                          from ? place(*from) : "", standing(recorded), posting.item,
                          std::string{ledger::text(recorded.entry.kind)}});
  }
}

}  // namespace

Answer register_of(const reconcile::PersonView& view, const std::vector<RecordedEntry>& entries) {
  const EntrySources sources{view};
  Answer answer;
  answer.heading.push_back(view.facts->ref() + ": " + counted(std::ssize(entries), "entry") +
                           ", as of " + ledger::pretty(view.as_of) + ".");
  Table table;
  table.columns = {{"Date", "date"},        {"No.", "number"},      {"Budget", "budget"},
                   {"Debit", "debit"},      {"Credit", "credit"},   {"Amount", "amount"},
                   {"What for", "what"},    {"From", "from"},       {"Standing", "standing"},
                   {"Item", "item", false}, {"Kind", "kind", false}};
  for (const RecordedEntry& recorded : entries) add_rows(table, recorded, sources);
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.register/1")
                    .text("person", view.facts->ref())
                    .date("as_of", view.as_of)
                    .put("entries", json_array(entries,
                                               [&sources](const RecordedEntry& recorded) {
                                                 return entry_json(recorded, sources);
                                               }))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

#include "reports/exported.hpp"

#include "reports/entry_sources.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Posting;
using ledger::RecordedEntry;

std::vector<Posting> hidden_postings(const std::vector<Posting>& postings,
                                     const std::string& person, const Pseudonyms& hidden) {
  std::vector<Posting> made;
  for (const Posting& posting : postings) {
    made.push_back({hidden.budget(person, posting.budget),
                    hidden.account(person, posting.debit),
                    hidden.account(person, posting.credit),
                    posting.amount,
                    {}});
  }
  return made;
}

ExportedEntry shown(const RecordedEntry& recorded) {
  ExportedEntry entry{.number = recorded.number.value,
                      .date = recorded.entry.date,
                      .kind = std::string{ledger::text(recorded.entry.kind)},
                      .what = {},
                      .source = {},
                      .file = {},
                      .sha256 = {},
                      .state = {},
                      .rule = {},
                      .reverses = {},
                      .reversed = recorded.reversed,
                      .postings = {}};
  if (recorded.reverses) entry.reverses = recorded.reverses->value;
  if (recorded.entry.match) {
    entry.state = ledger::text(recorded.entry.match->state);
    entry.rule = recorded.entry.match->rule;
  }
  return entry;
}

Json posting_json(const Posting& posting) {
  return JsonObject{}
      .text("budget", posting.budget)
      .text("debit", posting.debit)
      .text("credit", posting.credit)
      .money("amount", posting.amount)
      .text("item", posting.item)
      .done();
}

Json entry_json(const std::string& person, const ExportedEntry& entry) {
  JsonObject json;
  json.text("person", person)
      .number("number", entry.number)
      .date("date", entry.date)
      .text("kind", entry.kind)
      .text("source", entry.source)
      .text("what", entry.what)
      .text("file", entry.file)
      .number("line", entry.line)
      .text("sha256", entry.sha256)
      .text("state", entry.state)
      .text("rule", entry.rule)
      .put("reverses", entry.reverses ? Json{std::to_string(*entry.reverses)} : Json{})
      .flag("reversed", entry.reversed);
  return json.put("postings", json_array(entry.postings, posting_json)).done();
}

Cell cell_of_number(const std::optional<std::int64_t>& number) {
  if (!number) return {};
  return *number;
}

}  // namespace

ExportedPerson exported(const ledger::PersonFacts& facts, const std::vector<RecordedEntry>& entries,
                        ledger::Date as_of, const Pseudonyms* hidden) {
  reconcile::PersonView view{.facts = &facts,
                             .parameters = nullptr,
                             .as_of = as_of,
                             .lines = {},
                             .items = {},
                             .balances = {},
                             .entries = {}};
  const EntrySources sources{view};
  ExportedPerson person{hidden == nullptr ? facts.ref() : hidden->person(facts.ref()), {}};
  for (const RecordedEntry& recorded : entries) {
    if (recorded.entry.date > as_of) continue;
    ExportedEntry entry = shown(recorded);
    if (hidden != nullptr) {
      entry.postings = hidden_postings(recorded.entry.postings, facts.ref(), *hidden);
    } else {
      const auto from = sources.of(recorded.entry.source);
      entry.what = sources.what(recorded.entry);
      entry.source = recorded.entry.source;
      if (from) {
        entry.file = from->file;
        entry.line = from->line;
      }
      const auto* import = sources.import_of(recorded.entry.source);
      if (import != nullptr) entry.sha256 = import->sha256;
      entry.postings = recorded.entry.postings;
    }
    person.entries.push_back(std::move(entry));
  }
  return person;
}

Table entries_table(const ExportedPerson& person) {
  Table table;
  table.title = "Entries";
  table.columns = {{"Person", "person"},     {"No.", "number"},       {"Date", "date"},
                   {"Kind", "kind"},         {"What for", "what"},    {"State", "state"},
                   {"Rule", "rule"},         {"Source", "source"},    {"File", "file"},
                   {"Line", "line"},         {"SHA-256", "sha256"},   {"Reverses", "reverses"},
                   {"Reversed", "reversed"}, {"Postings", "postings"}};
  for (const ExportedEntry& entry : person.entries) {
    table.rows.push_back({person.person, entry.number, entry.date, entry.kind, entry.what,
                          entry.state, entry.rule, entry.source, entry.file,
                          std::int64_t{entry.line}, entry.sha256, cell_of_number(entry.reverses),
                          std::string{entry.reversed ? "yes" : "no"}, std::ssize(entry.postings)});
  }
  return table;
}

Table postings_table(const ExportedPerson& person) {
  Table table;
  table.title = "Postings";
  table.columns = {{"Person", "person"}, {"No.", "number"},       {"Date", "date"},
                   {"Kind", "kind"},     {"Budget", "budget"},    {"Debit", "debit"},
                   {"Credit", "credit"}, {"Amount", "amount"},    {"Memo", "memo"},
                   {"Item", "item"},     {"What for", "what"},    {"File", "file"},
                   {"Line", "line"},     {"Reverses", "reverses"}};
  for (const ExportedEntry& entry : person.entries) {
    for (const Posting& posting : entry.postings) {
      const bool memo = is_memo(posting.debit) || is_memo(posting.credit);
      table.rows.push_back({person.person, entry.number, entry.date, entry.kind, posting.budget,
                            posting.debit, posting.credit, posting.amount,
                            std::string{memo ? "yes" : "no"}, posting.item, entry.what, entry.file,
                            std::int64_t{entry.line}, cell_of_number(entry.reverses)});
    }
  }
  return table;
}

std::string export_json_frame(ledger::Date as_of, bool anonymous) {
  return JsonObject{}
      .text("schema", "dpledger.export/1")
      .date("as_of", as_of)
      .flag("anonymous", anonymous)
      .put("entries", JsonArray{}.done())
      .done()
      .text;
}

std::string export_json_members(const ExportedPerson& person) {
  std::string members;
  for (const ExportedEntry& entry : person.entries) {
    members += (members.empty() ? "" : ",") + entry_json(person.person, entry).text;
  }
  return members;
}

}  // namespace reports

#include "reports/retention.hpp"

#include "ledger/ensure.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace reports {
namespace {

using ledger::Date;
using ledger::ImportId;
using reconcile::PersonView;

/// How long a kind is kept: the names of its times; empty: it has none of that sort.
struct Rule {
  RecordKind kind;
  std::string_view word;
  std::string_view financial_years, tax_years;
};

constexpr std::array rules{
    Rule{RecordKind::bank_statement, "bank statement", "retention-bank-years", ""},
    Rule{RecordKind::payslip, "payslip", "retention-payslip-years", "retention-payslip-tax-years"},
    Rule{RecordKind::employer_summary, "employer summary", "", "retention-summary-tax-years"},
    Rule{RecordKind::invoice, "invoice", "retention-invoice-years", ""},
    Rule{RecordKind::equipment_invoice, "equipment invoice", "retention-equipment-years", ""},
    Rule{RecordKind::delivery, "delivery", "retention-delivery-years", ""},
    Rule{RecordKind::agreement, "agreement", "retention-agreement-years", ""}};

const Rule& rule_of(RecordKind kind) {
  const auto found = std::ranges::find(rules, kind, &Rule::kind);
  ledger::ensure(found != rules.end(), "every kind of record has its rule");
  return *found;
}

/// The first day after so many whole years that begin on a day of April, after the one that the day
/// lies in.
Date after_years(Date of, int first_day_of_april, std::int64_t years) {
  const auto begins = *Date::of(of.year(), 4, first_day_of_april);
  const int year = of.year() + (of < begins ? 0 : 1) + static_cast<int>(years);
  return Date::of(year, 4, first_day_of_april).value_or(*Date::of(2199, 12, 31));
}

constexpr int financial_year_from = 1;
constexpr int tax_year_from = 6;

/// One record: its day and the file it came in.
struct Record {
  Date date;
  std::optional<ImportId> import;
};
using Records = std::map<RecordKind, std::vector<Record>>;

/// A file of bank lines is one statement, of the newest day it speaks of.
void add_statements(const PersonView& view, Records& records) {
  std::map<ImportId, Date> newest;
  for (const auto& line : view.lines) {
    const auto [at, first] = newest.emplace(line.line->import, line.line->line.date);
    if (!first) at->second = std::max(at->second, line.line->line.date);
  }
  for (const auto& frame : view.facts->frames) {
    if (!frame.covered || frame.covered->first > view.as_of) continue;
    const auto [at, first] = newest.emplace(frame.import, frame.covered->last);
    if (!first) at->second = std::max(at->second, frame.covered->last);
  }
  for (const auto& [import, date] : newest) {
    records[RecordKind::bank_statement].push_back({date, import});
  }
}

/// A plan line for equipment, of any budget or of the one named.
bool is_equipment(const PersonView& view, const std::string& plan_line) {
  const auto slash = plan_line.find('/');
  const auto budget = slash == std::string::npos ? "" : plan_line.substr(0, slash);
  const auto ref = slash == std::string::npos ? plan_line : plan_line.substr(slash + 1);
  for (const auto& version : view.history().versions()) {
    for (const auto& each : version.budgets) {
      const auto* line = each.line(ref);
      const bool named = budget.empty() || each.ref == budget;
      if (named && line != nullptr && line->category == "equipment") return true;
    }
  }
  return false;
}

Records records_of(const PersonView& view) {
  const auto& facts = *view.facts;
  Records records;
  const auto add = [&](RecordKind kind, Date date, std::optional<ImportId> import) {
    if (date <= view.as_of) records[kind].push_back({date, import});
  };
  add_statements(view, records);
  for (const auto& [import, slip] : facts.payslips) {
    add(RecordKind::payslip, slip.pay_date, import);
  }
  for (const auto& [import, summary] : facts.summaries) {
    add(RecordKind::employer_summary, summary.month.period().last, import);
  }
  for (const auto& [import, invoice] : facts.invoices) {
    const bool equipment = is_equipment(view, invoice.plan_line);
    add(equipment ? RecordKind::equipment_invoice : RecordKind::invoice, invoice.date, import);
  }
  for (const auto& [import, delivery] : facts.deliveries) {
    add(RecordKind::delivery, delivery.period.last, import);
  }
  for (const auto& version : facts.history.versions()) {
    auto from = version.from;
    for (const auto& budget : version.budgets) {
      if (!version.from) from = std::min(from.value_or(budget.from), budget.from);
    }
    if (from) add(RecordKind::agreement, *from, std::nullopt);
  }
  return records;
}

/// What open findings speak of: files by name, or everything where one names no file.
struct Spoken {
  std::int64_t of_all = 0;
  std::map<std::string, std::set<std::string>> by_file{};  ///< file → ids of findings
};

Spoken spoken_of(const std::vector<ledger::Finding>& findings) {
  Spoken spoken;
  for (const auto& finding : findings) {
    if (finding.state == ledger::FindingState::waived) continue;
    if (finding.evidence.empty()) ++spoken.of_all;
    for (const auto& evidence : finding.evidence) spoken.by_file[evidence.file].insert(finding.id);
  }
  return spoken;
}

/// Why none of the records may go yet.
std::string kept_for(const PersonView& view, const Spoken& spoken,
                     const std::vector<Record>& records) {
  std::set<std::string> ids;
  for (const Record& record : records) {
    if (!record.import) continue;
    const auto import = view.facts->imports.find(*record.import);
    if (import == view.facts->imports.end()) continue;
    const auto found = spoken.by_file.find(import->second.file);
    if (found != spoken.by_file.end()) ids.insert(found->second.begin(), found->second.end());
  }
  std::string why;
  const auto open = std::ssize(ids) + spoken.of_all;
  if (open > 0) why = counted(open, "finding") + " not settled";
  if (!view.net("", "due-to:").is_zero()) {
    why += std::string{why.empty() ? "" : "; "} + "money asked back is not settled";
  }
  return why;
}

std::string rule_words(RecordKind kind, const ledger::Parameters& parameters, Date as_of) {
  const Rule& rule = rule_of(kind);
  std::string words;
  for (const auto& [name, of] :
       {std::pair{rule.financial_years, "financial year"}, std::pair{rule.tax_years, "tax year"}}) {
    if (name.empty()) continue;
    const auto years = parameters.number(name, as_of);
    if (!years) return "not known: it stays";
    words += (words.empty() ? "" : " and ") + counted(*years, of) + " after its own";
  }
  return words;
}

KeptRecords summed(const PersonView& view, RecordKind kind, const std::vector<Record>& records,
                   const Spoken& spoken) {
  const auto [oldest, newest] = std::ranges::minmax(records, {}, &Record::date);
  const auto go = [&](Date of) { return may_go_from(kind, of, *view.parameters, view.as_of); };
  KeptRecords kept{.person = view.facts->ref(),
                   .kind = kind,
                   .count = std::ssize(records),
                   .oldest = oldest.date,
                   .newest = newest.date,
                   .oldest_may_go = go(oldest.date),
                   .newest_may_go = go(newest.date)};
  kept.over = std::ranges::count_if(records, [&](const Record& record) {
    const auto from = go(record.date);
    return from && *from <= view.as_of;
  });
  kept.rule = rule_words(kind, *view.parameters, view.as_of);
  kept.kept_for = kept_for(view, spoken, records);
  return kept;
}

Table table_of(const std::vector<KeptRecords>& records) {
  Table table;
  table.title = "Records";
  table.columns = {{"Person", "person"},
                   {"Kind", "kind"},
                   {"Records", "records"},
                   {"Oldest", "oldest"},
                   {"May go from", "oldest_may_go_from", false},
                   {"Newest", "newest"},
                   {"The last may go from", "may_go_from"},
                   {"May go now", "may_go_now"},
                   {"Kept for", "rule"},
                   {"Still needed for", "kept_for"}};
  std::int64_t count = 0;
  std::int64_t go = 0;
  for (const KeptRecords& kept : records) {
    table.rows.push_back({kept.person, std::string{text(kept.kind)}, kept.count, kept.oldest,
                          cell_of(kept.oldest_may_go), kept.newest, cell_of(kept.newest_may_go),
                          kept.may_go(), kept.rule, kept.kept_for});
    count += kept.count;
    go += kept.may_go();
  }
  table.totals = {std::string{"All"}, {}, count, {}, {}, {}, {}, go, {}, {}};
  table.notes = {
      "Times are those of the parameter table (financial years to 31 March, tax years to 5 April); "
      "lay your own over them with --parameters.",
      "Permanent adaptations are kept for good; the book does not tell them from other invoices, "
      "so "
      "look before an invoice goes."};
  return table;
}

Json record_json(const KeptRecords& kept) {
  return JsonObject{}
      .text("person", kept.person)
      .text("kind", text(kept.kind))
      .number("records", kept.count)
      .date("oldest", kept.oldest)
      .date("oldest_may_go_from", kept.oldest_may_go)
      .date("newest", kept.newest)
      .date("may_go_from", kept.newest_may_go)
      .number("may_go_now", kept.may_go())
      .text("rule", kept.rule)
      .text("kept_for", kept.kept_for)
      .done();
}

}  // namespace

std::string_view text(RecordKind kind) {
  return rule_of(kind).word;
}

std::optional<Date> may_go_from(RecordKind kind, Date of, const ledger::Parameters& parameters,
                                Date as_of) {
  const Rule& rule = rule_of(kind);
  std::optional<Date> from;
  for (const auto& [name, april] : {std::pair{rule.financial_years, financial_year_from},
                                    std::pair{rule.tax_years, tax_year_from}}) {
    if (name.empty()) continue;
    const auto years = parameters.number(name, as_of);
    if (!years) return std::nullopt;
    const auto after = after_years(of, april, *years);
    from = std::max(from.value_or(after), after);
  }
  return from;
}

std::vector<KeptRecords> kept_records(const PersonView& view,
                                      const std::vector<ledger::Finding>& findings) {
  const auto spoken = spoken_of(findings);
  std::vector<KeptRecords> kept;
  for (const auto& [kind, records] : records_of(view)) {
    kept.push_back(summed(view, kind, records, spoken));
  }
  return kept;
}

Answer retention(const std::vector<KeptRecords>& records, Date as_of) {
  std::int64_t go = 0;
  for (const KeptRecords& kept : records) go += kept.may_go();
  Answer answer;
  answer.heading = {"What may be destroyed on " + ledger::pretty(as_of) + ": " +
                    (go == 0 ? "nothing." : counted(go, "record") + ".")};
  answer.tables.push_back(table_of(records));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.retention/1")
                    .date("as_of", as_of)
                    .put("records", json_array(records, record_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

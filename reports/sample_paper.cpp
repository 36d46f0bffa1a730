// The working paper of a sample: population, parameters, strata, items, projection, conclusions.
#include "reports/json_text.hpp"
#include "reports/poisson_factors.hpp"
#include "reports/sample.hpp"
#include "reports/wording.hpp"

#include <map>

namespace reports {
namespace {

using ledger::Money;

Money sum_of(const std::vector<SampleItem>& items) {
  Money sum;
  for (const SampleItem& item : items) sum += item.amount;
  return sum;
}

struct TieRow {
  const char* key;
  const char* what;
  Money amount;
};
std::vector<TieRow> tie_rows(const Tie& tie) {
  return {{"lines", "all lines of the period, in less out", tie.lines},
          {"elsewhere", "less what of them is not in the books of the period", -tie.elsewhere},
          {"late", "and lines of other days that are", tie.late},
          {"openings", "and what accounts were opened with, or put right", tie.openings},
          {"books", "change of the bank accounts, by the trial balance", tie.books},
          {"difference", "difference", tie.difference()}};
}

Table population_table(const Population& population) {
  Table table;
  table.title = "Population";
  table.columns = {{"What", "what"}, {"Items", "items"}, {"Amount", "amount"}};
  table.rows.push_back({std::string{"Payments: what the sample is drawn from"},
                        std::ssize(population.payments), sum_of(population.payments)});
  table.rows.push_back({std::string{"Apart: came in, or moved nothing (below)"},
                        std::ssize(population.apart), -sum_of(population.apart)});
  for (const TieRow& row : tie_rows(population.tie)) {
    table.rows.push_back({capital(row.what), Cell{}, row.amount});
  }
  return table;
}

std::vector<std::pair<std::string, std::string>> parameters_of(const PaperOf& of,
                                                               const SamplePlan& plan) {
  std::string people;
  for (const auto& person : of.people) people += (people.empty() ? "" : ", ") + person;
  std::vector<std::pair<std::string, std::string>> rows{
      {"commissioner", of.commissioner},
      {"people", people},
      {"from", ledger::text(plan.period.first)},
      {"to", ledger::text(plan.period.last)},
      {"as_of", ledger::text(of.as_of)},
      {"method", plan.by_unit ? "monetary-unit" : "random"},
      {"stratified", plan.stratified ? "by risk" : "no"},
      {"seed", plan.seed},
      {"draws", "SHA-256 over \"dpledger sample 1\", seed, stratum and number"},
      {"confidence", std::to_string(plan.confidence)}};
  if (plan.materiality) {
    rows.emplace_back("materiality", ledger::text(*plan.materiality));
    rows.emplace_back("expected", ledger::text(plan.expected.value_or(Money{})));
  }
  return rows;
}

Table parameters_table(const PaperOf& of, const SamplePlan& plan) {
  Table table;
  table.title = "Parameters";
  table.columns = {{"Name", "name"}, {"Value", "value"}};
  for (const auto& [name, value] : parameters_of(of, plan)) table.rows.push_back({name, value});
  return table;
}

/// An amount that only one of the methods has.
Cell of_unit(const SamplePlan& plan, Money amount) {
  if (!plan.by_unit || amount.is_zero()) return {};
  return amount;
}

Table strata_table(const Sample& sample) {
  Table table;
  table.title = "Strata";
  table.columns = {{"Stratum", "stratum"},   {"Items", "items"}, {"Amount", "amount"},
                   {"Interval", "interval"}, {"Start", "start"}, {"Certain", "certain"},
                   {"Drawn", "drawn"}};
  for (const Stratum& stratum : sample.strata) {
    std::int64_t certain = 0;
    for (const Drawn& drawn : stratum.drawn) certain += drawn.certain ? 1 : 0;
    table.rows.push_back({stratum.name, static_cast<std::int64_t>(stratum.items), stratum.total,
                          of_unit(sample.plan, stratum.interval),
                          of_unit(sample.plan, stratum.start), certain, std::ssize(stratum.drawn)});
  }
  return table;
}

using ByLine = std::map<std::string, const Audited*, std::less<>>;

std::vector<Cell> item_row(const Stratum& stratum, const Drawn& drawn, std::int64_t number,
                           const ByLine& audited) {
  const SampleItem& item = *drawn.item;
  Cell value, error, note;
  if (const auto found = audited.find(item.id); found != audited.end()) {
    value = found->second->audited;
    error = item.amount - found->second->audited;
    note = found->second->note;
  }
  return {number,
          stratum.name,
          item.person,
          item.account,
          item.id,
          item.date,
          item.amount,
          drawn.certain ? Cell{} : Cell{drawn.cumulative},
          std::string{drawn.certain ? "yes" : "no"},
          item.description,
          item.state,
          item.why,
          item.reasons,
          item.file,
          std::int64_t{item.line},
          item.sha256,
          item.approved_by,
          Cell{},
          value,
          error,
          note};
}

Table items_table(const Sample& sample, const ByLine& audited) {
  Table table;
  table.title = "Items";
  table.columns = {{"No.", "number"},
                   {"Stratum", "stratum"},
                   {"Person", "person", false},
                   {"Account", "account"},
                   {"Line", "line_id"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"Cumulative", "cumulative", false},
                   {"Certain", "certain"},
                   {"Description", "description"},
                   {"State", "state", false},
                   {"Why", "why", false},
                   {"Reasons", "reasons"},
                   {"File", "file"},
                   {"File line", "file_line"},
                   {"SHA-256", "sha256", false},
                   {"Approved by", "approved_by", false},
                   {"Checked against", "checked", false},
                   {"Audited value", "audited", false},
                   {"Error", "error", false},
                   {"Conclusion", "conclusion", false}};
  std::int64_t number = 0;
  for (const Stratum& stratum : sample.strata) {
    for (const Drawn& drawn : stratum.drawn) {
      table.rows.push_back(item_row(stratum, drawn, ++number, audited));
    }
  }
  return table;
}

Table apart_table(const Population& population) {
  Table table;
  table.title = "Apart: not sampled";
  table.columns = {
      {"Account", "account"},         {"Line", "line_id"}, {"Date", "date"}, {"Came in", "amount"},
      {"Description", "description"}, {"From", "from"}};
  for (const SampleItem& item : population.apart) {
    table.rows.push_back({item.account, item.id, item.date, -item.amount, item.description,
                          place({item.file, item.line})});
  }
  return table;
}

Table projection_table(const std::vector<Projection>& projections) {
  Table table;
  table.title = "Projection of the errors found";
  table.columns = {{"Stratum", "stratum"},
                   {"Amount", "amount"},
                   {"Examined", "examined"},
                   {"Errors", "errors"},
                   {"Errors met", "known"},
                   {"Overpaid, projected", "over"},
                   {"Underpaid, projected", "under"},
                   {"Most likely", "likely"},
                   {"Upper limit of overpaid", "upper"},
                   {"Items in error, at most", "most_in_error"}};
  Money known, over, under, upper;
  bool all = true;
  std::int64_t errors = 0;
  for (const Projection& made : projections) {
    table.rows.push_back({made.stratum, made.total, made.examined, made.errors, made.known,
                          made.over, made.under, made.over - made.under, cell_of(made.upper),
                          made.most_in_error ? Cell{*made.most_in_error} : Cell{}});
    known += made.known;
    over += made.over;
    under += made.under;
    errors += made.errors;
    all = all && made.upper.has_value();
    if (made.upper) upper += *made.upper;
  }
  table.totals = {
      std::string{"All"},         Cell{}, Cell{}, errors, known, over, under, over - under,
      all ? Cell{upper} : Cell{}, Cell{}};
  table.notes = {
      "The most likely error is what was overpaid less what was underpaid, each projected "
      "by itself. The upper limit is of what was overpaid alone and takes nothing off "
      "for underpayments; limits of strata are added, which is on the safe side. How many items "
      "are in error at "
      "most is worked out exactly for a random sample, for each stratum by itself; it says "
      "nothing of amounts."};
  return table;
}

Table conclusion_table() {
  Table table;
  table.title = "Conclusions";
  table.columns = {{"Of", "of"}, {"By", "by"}, {"On", "on"}, {"Words", "words"}};
  for (const char* row : {"Prepared", "Reviewed", "Conclusion on the population"}) {
    table.rows.push_back({std::string{row}, Cell{}, Cell{}, Cell{}});
  }
  return table;
}

// --- as data ---

Json item_json(const Stratum& stratum, const Drawn& drawn, const ByLine& audited) {
  const SampleItem& item = *drawn.item;
  const auto found = audited.find(item.id);
  std::optional<Money> value;
  if (found != audited.end()) value = found->second->audited;
  return JsonObject{}
      .text("stratum", stratum.name)
      .text("person", item.person)
      .text("account", item.account)
      .text("line_id", item.id)
      .date("date", item.date)
      .money("amount", item.amount)
      .money("cumulative", drawn.certain ? std::nullopt : std::optional{drawn.cumulative})
      .flag("certain", drawn.certain)
      .text("description", item.description)
      .text("state", item.state)
      .text("why", item.why)
      .text("reasons", item.reasons)
      .text("file", item.file)
      .number("line", item.line)
      .text("sha256", item.sha256)
      .text("approved_by", item.approved_by)
      .money("audited", value)
      .done();
}

Json stratum_json(const SamplePlan& plan, const Stratum& stratum) {
  const auto units = [&](Money amount) {
    return plan.by_unit && !amount.is_zero() ? std::optional{amount} : std::nullopt;
  };
  return JsonObject{}
      .text("stratum", stratum.name)
      .number("items", static_cast<std::int64_t>(stratum.items))
      .money("amount", stratum.total)
      .money("interval", units(stratum.interval))
      .money("start", units(stratum.start))
      .number("drawn", std::ssize(stratum.drawn))
      .done();
}

Json projection_json(const Projection& made) {
  return JsonObject{}
      .text("stratum", made.stratum)
      .money("amount", made.total)
      .money("examined", made.examined)
      .number("errors", made.errors)
      .money("known", made.known)
      .money("over", made.over)
      .money("under", made.under)
      .money("likely", made.over - made.under)
      .money("upper", made.upper)
      .put("most_in_error", made.most_in_error ? Json{std::to_string(*made.most_in_error)} : Json{})
      .flag("whole", made.whole)
      .done();
}

std::string paper_json(const PaperOf& of, const Population& population, const Sample& sample,
                       const ByLine& audited, const std::vector<Projection>& projections) {
  JsonObject parameters;
  for (const auto& [name, value] : parameters_of(of, sample.plan)) parameters.text(name, value);
  JsonObject whole;
  whole.number("payments", std::ssize(population.payments))
      .money("amount", sum_of(population.payments))
      .number("apart", std::ssize(population.apart))
      .money("amount_apart", -sum_of(population.apart));
  JsonObject tie;
  for (const TieRow& row : tie_rows(population.tie)) tie.money(row.key, row.amount);
  JsonArray items;
  for (const Stratum& stratum : sample.strata) {
    for (const Drawn& drawn : stratum.drawn) items.add(item_json(stratum, drawn, audited));
  }
  return JsonObject{}
      .text("schema", "dpledger.sample/1")
      .put("parameters", parameters.done())
      .put("population", whole.done())
      .put("tie", tie.done())
      .put("strata",
           json_array(sample.strata,
                      [&](const Stratum& stratum) { return stratum_json(sample.plan, stratum); }))
      .put("items", items.done())
      .put("projection", json_array(projections, projection_json))
      .done()
      .text;
}

}  // namespace

Answer sample_paper(const PaperOf& of, const Population& population, const Sample& sample,
                    const std::vector<Audited>* audited) {
  ByLine by_line;
  std::vector<Projection> projections;
  if (audited != nullptr) {
    for (const Audited& each : *audited) by_line.emplace(each.id, &each);
    projections = project(sample, *audited);
  }
  Answer answer;
  answer.heading = {"Working paper: a sample of what was paid, " +
                    ledger::pretty(sample.plan.period.first) + " to " +
                    ledger::pretty(sample.plan.period.last) + "."};
  answer.tables = {population_table(population), parameters_table(of, sample.plan),
                   strata_table(sample), items_table(sample, by_line)};
  answer.csv_table = 3;
  if (audited != nullptr) answer.tables.push_back(projection_table(projections));
  answer.tables.push_back(apart_table(population));
  answer.tables.push_back(conclusion_table());
  if (audited == nullptr) {
    answer.closing = {
        "Write each item's audited value into the column `audited` of the paper (--csv, or the "
        "sheet Items saved as CSV); the same command with --results FILE then projects the "
        "errors."};
  }
  answer.json = paper_json(of, population, sample, by_line, projections);
  return answer;
}

}  // namespace reports

// sample: draws payments to be audited, writes the working paper, and projects what was found.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/of_people.hpp"
#include "app/verdict.hpp"
#include "import/own/audited_rows.hpp"
#include "ledger/person.hpp"
#include "reports/poisson_factors.hpp"
#include "reports/sample.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Money;
using ledger::Rule;
using reports::Population;
using reports::SamplePlan;
using store::PersonRow;

ledger::Error impossible(std::string found, std::string remedy = {}) {
  return refusal(Rule::sample_impossible, std::move(found), std::move(remedy));
}

std::optional<Money> amount_in(std::string_view text) {
  const auto amount = ledger::parse_money(text);
  if (!amount || amount.value() <= Money{} || amount.value() > Money::of_pence(100'000'000'000)) {
    return std::nullopt;
  }
  return amount.value();
}

std::optional<std::size_t> count_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

/// "20", or "high=20,medium=10,low=5": by risk. Nothing when it is neither.
template <class Value, class Read>
std::optional<std::array<std::optional<Value>, 3>> by_risk(const std::string& text,
                                                           const Read& read) {
  std::array<std::optional<Value>, 3> values;
  if (text.find('=') == std::string::npos) {
    const auto value = read(text);
    if (!value) return std::nullopt;
    values.fill(value);
    return values;
  }
  std::string_view rest{text};
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    const auto part = rest.substr(0, comma);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto value = read(part.substr(equals + 1));
    bool known = false;
    for (const auto risk : {reports::Risk::high, reports::Risk::medium, reports::Risk::low}) {
      if (part.substr(0, equals) != reports::text(risk)) continue;
      values[static_cast<std::size_t>(risk)] = value;
      known = true;
    }
    if (!known || !value) return std::nullopt;
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return values;
}

/// Exactly one of interval, size and materiality says how much is drawn.
ledger::Result<SamplePlan> with_amounts(const Arguments& arguments, SamplePlan plan) {
  const auto given = (arguments.interval.empty() ? 0 : 1) + (arguments.size.empty() ? 0 : 1) +
                     (arguments.materiality.empty() ? 0 : 1);
  if (given != 1) {
    return impossible("how much is to be drawn",
                      "give one of --size, --interval and --materiality");
  }
  if (!plan.by_unit && arguments.size.empty()) {
    return impossible("an interval for a random sample", "give --size instead");
  }
  if (!arguments.interval.empty()) {
    const auto values = by_risk<Money>(arguments.interval, amount_in);
    if (!values) return impossible("--interval " + arguments.interval, "write it as 500.00");
    plan.intervals = *values;
  }
  if (!arguments.size.empty()) {
    const auto values = by_risk<std::size_t>(arguments.size, count_in);
    if (!values) return impossible("--size " + arguments.size, "write it as 25");
    plan.sizes = *values;
    plan.size_is_shared = plan.stratified && arguments.size.find('=') == std::string::npos;
  }
  if (!arguments.materiality.empty()) {
    plan.materiality = amount_in(arguments.materiality);
    const auto expected = arguments.expected.empty() ? ledger::Result<Money>{Money{}}
                                                     : ledger::parse_money(arguments.expected);
    if (!plan.materiality || !expected) {
      return impossible("--materiality " + arguments.materiality + " " + arguments.expected,
                        "write amounts as 5000.00");
    }
    plan.expected = expected.value();
  }
  const bool by_risk_alone = (arguments.interval + arguments.size).find('=') != std::string::npos;
  if (by_risk_alone && !plan.stratified) {
    return impossible("an amount for each risk", "add --stratified");
  }
  return plan;
}

ledger::Result<SamplePlan> plan_of(const Arguments& arguments) {
  SamplePlan plan{.by_unit = arguments.method != "random",
                  .stratified = arguments.stratified,
                  .seed = arguments.seed,
                  .period = {*arguments.from, *arguments.to}};
  if (!arguments.confidence.empty()) {
    const auto percent = count_in(arguments.confidence);
    if (!percent || !reports::is_confidence(static_cast<int>(*percent))) {
      return impossible("--confidence " + arguments.confidence, "give 80, 90, 95 or 99");
    }
    plan.confidence = static_cast<int>(*percent);
  }
  return with_amounts(arguments, std::move(plan));
}

Population population_of(store::Reader& reader, const PersonRow& row, ledger::Period period) {
  const PersonBooks books{reader, row.id, period.last};
  return reports::population_of(books.view(), reader.entries(row.id),
                                reconcile::findings(books.view()), period);
}

/// The paper as it was filled in: every item of the sample once, and nothing else.
ledger::Result<std::vector<reports::Audited>> audited_in(const std::string& file,
                                                         const reports::Sample& sample) {
  const auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  const auto rows = imports::read_audited(bytes.value(), file);
  if (!rows) return rows.errors();
  std::set<std::string> wanted;
  for (const auto& stratum : sample.strata) {
    for (const auto& drawn : stratum.drawn) wanted.insert(drawn.item->id);
  }
  std::vector<reports::Audited> audited;
  ledger::Errors refused;
  for (const auto& row : rows.value()) {
    const ledger::Where where{file, row.line, 1};
    if (wanted.erase(row.line_id) == 0) {
      refused.push_back({Rule::paper_incomplete, where,
                         row.line_id + " is not in this sample, or stands here twice", ""});
    } else if (!row.audited) {
      refused.push_back({Rule::paper_incomplete, where, row.line_id + " has no audited value", ""});
    } else {
      audited.push_back({row.line_id, *row.audited, row.conclusion});
    }
  }
  for (const auto& missing : wanted) {
    refused.push_back({Rule::paper_incomplete, {file, 0, 0}, missing + " is missing", ""});
  }
  if (!refused.empty()) return refused;
  return audited;
}

}  // namespace

Outcome run_sample(const Arguments& arguments) {
  const auto plan = plan_of(arguments);
  if (!plan) return plan.errors();
  auto opened = open_people(arguments);
  if (!opened) return opened.errors();
  auto& people = opened.value();
  if (auto nothing = withheld(arguments, people)) return std::move(*nothing);
  reports::PaperOf of{{}, people.readers.front()->info().commissioner, arguments.today()};
  for (const auto& row : people.rows) of.people.push_back(row.ref);
  Population population;
  for_each_person<Population>(
      people, "gathering",
      [&](store::Reader& reader, const PersonRow& row) {
        return population_of(reader, row, plan.value().period);
      },
      [&](Population more) {
        std::ranges::move(more.payments, std::back_inserter(population.payments));
        std::ranges::move(more.apart, std::back_inserter(population.apart));
        population.tie.add(more.tie);
      });
  const auto why_not = reports::impossible(plan.value(), population);
  if (!why_not.empty()) return impossible(why_not);
  const auto sample = reports::draw(plan.value(), population);
  if (arguments.results.empty()) {
    return Finished{reports::sample_paper(of, population, sample, nullptr)};
  }
  const auto audited = audited_in(arguments.results, sample);
  if (!audited) return audited.errors();
  return Finished{reports::sample_paper(of, population, sample, &audited.value())};
}

}  // namespace app

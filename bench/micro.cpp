// Small benchmarks of the pure rooms: how long one person's year takes to read and to reconcile,
// in memory; people of hundreds of lines of one payee; one person of many years. Times are of the
// processor, not the clock. dpledger_bench_micro [--benchmark_filter=…]
#include "bench/files.hpp"
#include "bench/ten_years.hpp"
#include "bench/worst_people.hpp"
#include "import/source.hpp"
#include "ledger/ensure.hpp"
#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "reconcile/engine.hpp"
#include "reconcile/reconcile.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <memory>

#include <benchmark/benchmark.h>

namespace {

constexpr std::uint64_t seed = 20250401;
constexpr std::int64_t people = 24;

std::vector<bench::Person> several() {
  std::vector<bench::Person> made;
  for (std::int64_t number = 1; number <= people; ++number) {
    made.push_back(bench::make_person(number, seed));
  }
  return made;
}

imports::Source read(const std::string& bytes) {
  auto source = imports::read(bytes, "bench");
  ledger::ensure(static_cast<bool>(source), "what the generator writes can be read");
  return std::move(source).value();
}

void read_bank_files(benchmark::State& state) {
  std::vector<std::string> files;
  std::int64_t lines = 0;
  for (const bench::Person& person : several()) {
    for (int part = 0; part < person.files; ++part) files.push_back(bench::bank_file(person, part));
    lines += static_cast<std::int64_t>(person.lines.size());
  }
  for (auto _ : state) {
    for (const std::string& bytes : files) benchmark::DoNotOptimize(read(bytes));
  }
  state.SetItemsProcessed(state.iterations() * lines);
}
BENCHMARK(read_bank_files)->Unit(benchmark::kMillisecond);

void read_payslips(benchmark::State& state) {
  std::string bytes = bench::payroll_header;
  std::int64_t payslips = 0;
  for (const bench::Person& person : several()) {
    bytes += bench::payroll_rows(person);
    payslips += static_cast<std::int64_t>(person.payslips.size());
  }
  for (auto _ : state) benchmark::DoNotOptimize(read(bytes));
  state.SetItemsProcessed(state.iterations() * payslips);
}
BENCHMARK(read_payslips)->Unit(benchmark::kMillisecond);

ledger::PersonFacts facts_of(const bench::Person& person) {
  auto version = imports::read_person_file(bench::person_file(person), "bench");
  ledger::ensure(static_cast<bool>(version), "what the generator writes can be loaded");
  ledger::PersonFacts facts{.id = {person.number},
                            .history = ledger::PersonHistory{{std::move(version).value()}}};
  for (int part = 0; part < person.files; ++part) {
    imports::Source source = read(bench::bank_file(person, part));
    for (ledger::Statement& statement : source.statements) {
      ledger::number_lines(person.ref + "/dp", statement.lines);
      for (ledger::StatementLine& line : statement.lines) {
        facts.lines.push_back({"dp", {part + 1}, std::move(line)});
      }
    }
  }
  for (ledger::Payslip& slip : read(bench::payroll_header + bench::payroll_rows(person)).payslips) {
    facts.payslips.push_back({{10}, std::move(slip)});
  }
  if (!person.invoices.empty()) {
    for (ledger::Invoice& invoice :
         read(bench::invoice_header + bench::invoice_rows(person)).invoices) {
      facts.invoices.push_back({{11}, std::move(invoice)});
    }
  }
  return facts;
}

struct Facts {
  std::vector<ledger::PersonFacts> all;
  std::int64_t lines = 0;
};

Facts facts_of_several() {
  Facts facts;
  for (const bench::Person& person : several()) {
    facts.all.push_back(facts_of(person));
    facts.lines += static_cast<std::int64_t>(person.lines.size());
  }
  return facts;
}

void reconcile_people(benchmark::State& state) {
  const auto facts = facts_of_several();
  const ledger::Parameters& parameters = ledger::Parameters::built_in();
  for (auto _ : state) {
    for (const ledger::PersonFacts& each : facts.all) {
      benchmark::DoNotOptimize(reconcile::reconcile(each, parameters));
    }
  }
  state.SetItemsProcessed(state.iterations() * facts.lines);
}
BENCHMARK(reconcile_people)->Unit(benchmark::kMillisecond);

/// The matching alone: neither the groundwork nor the items before it, nor the entries after.
void match_people(benchmark::State& state) {
  const auto facts = facts_of_several();
  const ledger::Parameters& parameters = ledger::Parameters::built_in();
  std::vector<std::unique_ptr<reconcile::Groundwork>> grounds;
  std::vector<std::vector<ledger::Item>> items;
  for (const ledger::PersonFacts& each : facts.all) {
    grounds.push_back(std::make_unique<reconcile::Groundwork>(each, parameters));
    items.push_back(reconcile::expected_items(*grounds.back()));
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < grounds.size(); ++i) {
      benchmark::DoNotOptimize(reconcile::match_lines(*grounds[i], items[i]));
    }
  }
  state.SetItemsProcessed(state.iterations() * facts.lines);
}
BENCHMARK(match_people)->Unit(benchmark::kMillisecond);

constexpr std::int64_t many_lines = 600;
constexpr std::int64_t absurdly_many_lines = 100'000;

void match_worst(benchmark::State& state, const bench::WorstPerson& worst) {
  const auto facts = worst.make(static_cast<std::size_t>(state.range(0)));
  const reconcile::Groundwork ground{facts, ledger::Parameters::built_in()};
  const auto items = reconcile::expected_items(ground);
  std::int64_t posted = 0;
  for (auto _ : state) {
    const auto matches = reconcile::match_lines(ground, items);
    posted = std::ranges::count(matches, ledger::MatchState::matched, &ledger::Match::state);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["posted"] = static_cast<double>(posted);
}

/// 600 lines of each, and what has no papers or all on one day with 100,000.
void register_the_worst() {
  for (const auto& worst : bench::worst_people()) {
    const auto name = "match_worst/" + std::string{worst.name};
    auto* registered = benchmark::RegisterBenchmark(
        name.c_str(), [&worst](benchmark::State& state) { match_worst(state, worst); });
    registered->Unit(benchmark::kMillisecond)->Arg(200)->Arg(many_lines);
    if (worst.name.starts_with("no_papers")) registered->Arg(absurdly_many_lines);
  }
}

/// All that a run works out for one person of many years.
void reconcile_years(benchmark::State& state, const bench::ManyYears& life) {
  const auto facts = life.make(static_cast<int>(state.range(0)));
  const ledger::Parameters& parameters = ledger::Parameters::built_in();
  std::int64_t posted = 0;
  for (auto _ : state) {
    const auto books = reconcile::reconcile(facts, parameters);
    posted = std::ranges::count_if(books.entries, [](const ledger::Entry& entry) {
      return entry.match && entry.match->state == ledger::MatchState::matched;
    });
  }
  const auto lines = static_cast<std::int64_t>(facts.lines.size());
  state.SetItemsProcessed(state.iterations() * lines);
  state.counters["lines"] = static_cast<double>(lines);
  state.counters["posted"] = static_cast<double>(posted);
}

/// What comes after: the books as of the last day and all that needs attention in them.
void find_years(benchmark::State& state, const bench::ManyYears& life) {
  const auto facts = life.make(static_cast<int>(state.range(0)));
  const ledger::Parameters& parameters = ledger::Parameters::built_in();
  std::vector<ledger::RecordedEntry> standing;
  for (auto& entry : reconcile::reconcile(facts, parameters).entries) {
    standing.push_back(
        {{static_cast<std::int64_t>(standing.size()) + 1}, std::move(entry), {}, false, {}});
  }
  const auto as_of = facts.lines.back().line.date;
  for (auto _ : state) {
    const auto view =
        reconcile::view(facts, standing, ledger::balances_of(standing, as_of), parameters, as_of);
    benchmark::DoNotOptimize(reconcile::findings(view));
    benchmark::DoNotOptimize(reconcile::positions(view));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(facts.lines.size()));
}

void register_the_years() {
  for (const auto& life : bench::many_years()) {
    const auto add = [&](const std::string& name, auto measure) {
      auto* registered = benchmark::RegisterBenchmark(
          (name + "/" + std::string{life.name}).c_str(),
          [measure, &life](benchmark::State& state) { measure(state, life); });
      registered->Unit(benchmark::kMillisecond)->Arg(1)->Arg(2)->Arg(5)->Arg(10);
    };
    add("reconcile_years", reconcile_years);
    add("find_years", find_years);
  }
}

}  // namespace

int main(int argc, char** argv) {
  register_the_worst();
  register_the_years();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

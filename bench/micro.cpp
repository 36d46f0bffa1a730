// Small benchmarks of the pure rooms: how long one person's year takes to read and to reconcile,
// in memory. dpledger_bench_micro [--benchmark_filter=…]
#include "bench/files.hpp"
#include "import/source.hpp"
#include "ledger/ensure.hpp"
#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "reconcile/reconcile.hpp"

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

void reconcile_people(benchmark::State& state) {
  std::vector<ledger::PersonFacts> all;
  std::int64_t lines = 0;
  for (const bench::Person& person : several()) {
    all.push_back(facts_of(person));
    lines += static_cast<std::int64_t>(person.lines.size());
  }
  const ledger::Parameters& parameters = ledger::Parameters::built_in();
  for (auto _ : state) {
    for (const ledger::PersonFacts& facts : all) {
      benchmark::DoNotOptimize(reconcile::reconcile(facts, parameters));
    }
  }
  state.SetItemsProcessed(state.iterations() * lines);
}
BENCHMARK(reconcile_people)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

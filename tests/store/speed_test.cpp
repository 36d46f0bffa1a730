// How fast the book takes a year of many people, beside bare SQLite inserting the very rows.
//   dpledger_store_tests "[.bench]"     (a release build; DPLEDGER_BENCH_PEOPLE, default 1500)
#include "tests/store/support_book.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <catch2/catch.hpp>
#include <sqlite3.h>
#include <sys/resource.h>

using namespace ledger;
using namespace store_tests;

namespace {

using Clock = std::chrono::steady_clock;
double seconds(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

std::string ref_of(int number) {
  return "P" + std::to_string(10000 + number);
}

std::vector<StatementLine> month_of_lines(const std::string& ref, int month) {
  std::vector<StatementLine> month_lines;
  for (int n = 0; n < 10; ++n) {
    month_lines.push_back({day(2025, month, 2 * n + 1),
                           -pounds(90 + n, month),
                           pounds(5000 - n),
                           "FPO",
                           "AMY JONES WAGES WEEK " + std::to_string(n),
                           "",
                           "",
                           n + 2,
                           false,
                           {}});
  }
  number_lines(ref + "/dp", month_lines);
  return month_lines;
}

void import_all(store::Work& work, const std::vector<PersonId>& people) {
  for (std::size_t at = 0; at < people.size(); ++at) {
    const auto ref = ref_of(static_cast<int>(at));
    for (int month = 1; month <= 12; ++month) {
      const auto name = ref + "-" + std::to_string(month) + ".csv";
      work.add_import(bank_file(people[at], ref, name, month_of_lines(ref, month)));
      auto payroll = payroll_file(people[at], ref, "payroll-" + name);
      const auto slip = payroll.payslips.front();
      for (int n = 1; n < (month % 4 == 0 ? 3 : 4); ++n) payroll.payslips.push_back(slip);
      work.add_import(payroll);
    }
  }
}

void post_all(store::Work& work, store::Reader& reader, const std::vector<PersonId>& people) {
  for (std::size_t at = 0; at < people.size(); ++at) {
    const auto facts = reader.facts(people[at]);
    store::NewEntries entries{people[at], {}, {}};
    int nth = 0;
    for (const BookLine& line : facts.lines) {
      entries.posted.push_back(line_entry(line.line, "net-pay:" + facts.ref() + ":W1:2025-04-30"));
      if (++nth % 5 == 0)
        entries.posted.back().postings.push_back(entries.posted.back().postings[0]);
    }
    for (const auto& slip : facts.payslips) {
      const std::string item = "net-pay:" + facts.ref() + ":W1:" + text(slip.record.pay_date);
      entries.posted.push_back(
          {slip.record.pay_date,
           EntryKind::payslip,
           "payslip:W1:2025-04-30:" + std::to_string(++nth),
           {{"2025", "cost:team", "owed:net-pay:W1", pounds(1048, 80), item},
            {"2025", "cost:team", "owed:paye", pounds(230), "paye:P:2025-26:M01"},
            {"2025", "cost:team", "owed:pension", pounds(70), "pension:P:2025-04"}},
           std::nullopt});
    }
    work.post(entries);
  }
}

void exec(sqlite3* handle, const std::string& sql) {
  REQUIRE(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

/// Reads every row of the book, and writes it elsewhere when `target` is given; how many rows.
std::int64_t copy_rows(sqlite3* from, sqlite3* target) {
  std::int64_t rows = 0;
  std::vector<std::string> tables;
  exec(from, "BEGIN");
  sqlite3_stmt* list = nullptr;
  sqlite3_prepare_v2(
      from, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", -1,
      &list, nullptr);
  while (sqlite3_step(list) == SQLITE_ROW) {
    tables.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(list, 0)));
  }
  sqlite3_finalize(list);
  for (const std::string& table : tables) {
    sqlite3_stmt* read = nullptr;
    sqlite3_prepare_v2(from, ("SELECT * FROM \"" + table + "\"").c_str(), -1, &read, nullptr);
    const int columns = sqlite3_column_count(read);
    std::string insert = "INSERT INTO \"" + table + "\" VALUES (?";
    for (int at = 1; at < columns; ++at) insert += ",?";
    sqlite3_stmt* write = nullptr;
    if (target != nullptr) sqlite3_prepare_v2(target, (insert + ")").c_str(), -1, &write, nullptr);
    while (sqlite3_step(read) == SQLITE_ROW) {
      ++rows;
      for (int at = 0; at < columns; ++at) {
        const sqlite3_value* value = sqlite3_column_value(read, at);
        if (write != nullptr) sqlite3_bind_value(write, at + 1, value);
      }
      if (write == nullptr) continue;
      ensure(sqlite3_step(write) == SQLITE_DONE, "a bare row is written");
      sqlite3_reset(write);
    }
    sqlite3_finalize(read);
    sqlite3_finalize(write);
  }
  exec(from, "COMMIT");
  return rows;
}

struct Bare {
  std::int64_t rows;
  double seconds;
};

/// The same tables and rows, no triggers and no foreign keys.
Bare bare_inserts(const std::string& book, const std::string& path) {
  sqlite3* from = nullptr;
  sqlite3* target = nullptr;
  sqlite3_open(book.c_str(), &from);
  sqlite3_open(path.c_str(), &target);
  exec(target,
       "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA "
       "cache_size=-131072");
  sqlite3_exec(
      from, "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL",
      [](void* to, int, char** values, char**) {
        exec(static_cast<sqlite3*>(to), values[0]);
        return 0;
      },
      target, nullptr);
  auto start = Clock::now();
  copy_rows(from, nullptr);
  const double reading = seconds(start);
  start = Clock::now();
  exec(target, "BEGIN IMMEDIATE");
  const std::int64_t rows = copy_rows(from, target);
  exec(target, "COMMIT");
  const double all = seconds(start);
  sqlite3_close(from);
  sqlite3_close(target);
  return {rows, all - reading};
}

}  // namespace

TEST_CASE("the book writes at half the rate of bare SQLite or better", "[.bench]") {
  const char* asked = std::getenv("DPLEDGER_BENCH_PEOPLE");
  const int count = asked == nullptr ? 1500 : std::atoi(asked);
  const Folder folder;
  const auto path = folder.file("book");
  const auto book = new_book(path);
  std::vector<PersonId> people;
  {
    auto work = book->begin(stamp());
    for (int n = 0; n < count; ++n) people.push_back(work->add_version(version(ref_of(n))));
    work->commit();
  }
  auto start = Clock::now();
  {
    auto work = book->begin(stamp());
    import_all(*work, people);
    work->commit();
  }
  const double importing = seconds(start);
  start = Clock::now();
  {
    auto work = book->begin(stamp());
    post_all(*work, *book->read(), people);
    work->commit();
  }
  const double posting = seconds(start);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  start = Clock::now();
  const auto reader = book->read();
  for (const PersonId person : people) reader->facts(person);
  const double facts = seconds(start);
  start = Clock::now();
  for (const PersonId person : people) reader->history(person);
  const double histories = seconds(start);
  start = Clock::now();
  CHECK(store::check(*reader).empty());
  const double checking = seconds(start);
  const Bare bare = bare_inserts(path, folder.file("bare"));
  const double all_lines = 120.0 * count;
  std::printf("people %d  lines %.0f  rows %ld\n", count, all_lines, static_cast<long>(bare.rows));
  std::printf("import %.2f s (%.0f lines/s)  facts+post %.2f s (%.0f lines/s)  both %.0f lines/s\n",
              importing, all_lines / importing, posting, all_lines / posting,
              all_lines / (importing + posting));
  std::printf("bare %.2f s (%.0f rows/s, %.0f lines/s)  ratio %.2f\n", bare.seconds,
              static_cast<double>(bare.rows) / bare.seconds, all_lines / bare.seconds,
              bare.seconds / (importing + posting));
  std::printf("facts %.2f s (%.1f us a line)  history %.1f us  check %.2f s  peak %ld MB\n", facts,
              1e6 * facts / all_lines, 1e6 * histories / count, checking, usage.ru_maxrss / 1024);
  CHECK(bare.seconds / (importing + posting) > 0.5);
}

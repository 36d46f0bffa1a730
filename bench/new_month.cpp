// What a new month of one person costs after one year, two, five and ten, split by what is done.
//
// dpledger_bench_new_month [--ratio MOST] [--life NAME] [RUNS [YEARS…]]
//   prints a table; with --ratio it fails (exit 1) when a month after ten years costs more than
//   MOST times a month after one, processes and all that does not grow left out
//
// The person is one of bench/ten_years.hpp's (the one who is rolled over), imported by the month:
// statement, payroll and invoices. All years but the last are approved. The last month is the new
// one. Times are of the processor, the least of the runs; what is written is not committed. The
// parts are those of a run that reads all years; a new month is what `reconcile` does of it.
#include "app/person_books.hpp"
#include "app/statement_books.hpp"
#include "app/work_out.hpp"
#include "bench/ten_years.hpp"
#include "ledger/periods.hpp"
#include "ledger/store/book.hpp"
#include "reconcile/view.hpp"
#include "reports/statement.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using ledger::Date;

constexpr int first_year = 2016;  // of bench/ten_years.cpp

/// What is measured, in its order.
enum Part { read_facts, match, read_entries, compare, find, post, month, look, state, parts };
constexpr std::array<std::string_view, parts> names{
    "reading facts", "matching, entries", "reading entries",      "comparing",         "findings",
    "writing",       "**a new month**",   "balance and findings", "a year's statement"};

struct Row {
  int years = 0;
  std::size_t lines = 0, posted = 0;
  std::array<double, parts> ms{};
  double all_years() const {
    double sum = 0;
    for (int part = read_facts; part < month; ++part) sum += ms[static_cast<std::size_t>(part)];
    return sum;
  }
};

/// Of this thread alone: who else is at work on the machine does not count.
double milliseconds_of_processor() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

template <class Do>
auto timed(Row& row, Part part, Do what) {
  const double from = milliseconds_of_processor();
  auto made = what();
  auto& least = row.ms[static_cast<std::size_t>(part)];
  least = std::min(least, milliseconds_of_processor() - from);
  return made;
}

Date april(int year) {
  return *Date::of(year, 4, 1);
}

class Shelf {
 public:
  Shelf(const bench::ManyYears& life, int years)
      : years_{years}, facts_{life.make(years)}, folder_{made_folder()} {
    const store::BookInfo info{"NHS Vale ICB", "icb", "2016-03-01T09:00:00Z", 0};
    book_ = store::create_book((folder_ / "book.dpledger").string(), info).value();
    const auto work = begin();
    person_ = work->add_version(facts_.history.latest());
    work->commit();
    for (int month = 0; month < 12 * years; ++month) {
      if (month + 1 == 12 * years) reconcile_and_approve();
      import_month(plus_months(april(first_year), month));
    }
  }
  ~Shelf() {
    book_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  Row measured(int runs) {
    Row row{years_, facts_.lines.size()};
    row.ms.fill(std::numeric_limits<double>::infinity());
    for (int run = 0; run < runs; ++run) {
      measure_parts(row);
      const auto work = begin();
      timed(row, month, [&] { return reconcile(*work); });
    }
    const auto work = begin();
    reconcile(*work);
    work->commit();
    for (int run = 0; run < runs; ++run) {
      timed(row, look, [&] { return balance_and_findings(); });
      timed(row, state, [&] { return statement_of_last_year(); });
    }
    return row;
  }

 private:
  static std::filesystem::path made_folder() {
    auto name = (std::filesystem::temp_directory_path() / "dpledger-month-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    return name;
  }

  std::unique_ptr<store::Work> begin() { return book_->begin({"r.patel", "2026-04-01T09:00:00Z"}); }

  static store::NewImport named(Date month, ledger::FileKind kind) {
    store::NewImport made;
    made.file = std::string{ledger::text(kind)} + "-" + ledger::text(month) + ".csv";
    made.sha256 = store::sha256_hex(made.file);
    made.kind = kind;
    made.format = "invented";
    return made;
  }

  void import_month(Date first) {
    const ledger::Period days{first, plus_days(plus_months(first, 1), -1)};
    auto bank = named(first, ledger::FileKind::bank);
    auto payroll = named(first, ledger::FileKind::payroll);
    auto invoices = named(first, ledger::FileKind::invoice);
    store::NewStatement statement{person_, {}, {}, {}, {}};
    statement.frame.account = "dp";
    statement.frame.printed = statement.frame.covered = days;
    for (const auto& line : facts_.lines) {
      if (days.holds(line.line.date)) statement.kept.push_back(line.line);
    }
    bank.statements.push_back(std::move(statement));
    for (const auto& [import, slip] : facts_.payslips) {
      if (days.holds(slip.pay_date)) payroll.payslips.emplace_back(person_, slip);
    }
    for (const auto& [import, invoice] : facts_.invoices) {
      if (days.holds(invoice.date)) invoices.invoices.emplace_back(person_, invoice);
    }
    const auto work = begin();
    for (const auto* file : {&bank, &payroll, &invoices}) work->add_import(*file);
    work->commit();
  }

  /// As the command does.
  int reconcile(store::Work& work) {
    auto worked = app::work_out(work.reader(), person_, last_day());
    work.post({person_, std::move(worked.changes.reversed), std::move(worked.changes.posted)});
    if (worked.settled) work.keep_settled(person_, *worked.settled);
    return 0;
  }

  Date last_day() const { return plus_days(april(first_year + years_), -1); }

  void reconcile_and_approve() {
    const auto work = begin();
    reconcile(*work);
    for (int year = first_year + 1; year < first_year + years_; ++year) {
      ledger::PeriodEvent event{ledger::PeriodEvent::Kind::submit,
                                plus_days(april(year), -1),
                                {},
                                "holder",
                                "2026-04-01T09:00:00Z"};
      event.standing = ledger::standing_digest(work->reader().entries(person_), event.to);
      work->period(person_, event);
      event.kind = ledger::PeriodEvent::Kind::approve;
      event.by = "officer";
      work->period(person_, event);
    }
    work->commit();
  }

  /// The steps of app::settle, of what `reconcile` counts, and of its writing, of all years.
  void measure_parts(Row& row) {
    const auto& parameters = ledger::Parameters::built_in();
    const auto work = begin();
    auto& reader = work->reader();
    const auto facts = timed(row, read_facts, [&] { return reader.facts(person_); });
    auto books = timed(row, match, [&] { return reconcile::reconcile(facts, parameters); });
    const auto entries = timed(row, read_entries, [&] { return reader.entries(person_); });
    const auto changes = timed(row, compare, [&] {
      const auto closed = ledger::closed_to(facts.periods);
      reconcile::keep_closed(books.entries, entries, closed);
      return reconcile::changes(entries, books.entries, closed);
    });
    row.posted = changes.posted.size();
    std::vector<ledger::RecordedEntry> should;
    should.reserve(books.entries.size());
    for (auto& entry : books.entries) should.push_back({{}, std::move(entry), {}, false, {}});
    const auto as_of = last_day();
    timed(row, find, [&] {
      return reconcile::findings(reconcile::view_of_items(facts, std::move(books.items), should,
                                                          ledger::balances_of(should, as_of),
                                                          parameters, as_of));
    });
    timed(row, post, [&] {
      work->post({person_, changes.reversed, changes.posted});
      return 0;
    });
  }

  /// As the two commands read them.
  std::size_t balance_and_findings() {
    const auto reader = book_->read();
    const app::PersonBooks books{*reader, person_, last_day(), app::Years::unsettled};
    return reconcile::positions(books.view()).size() + reconcile::findings(books.view()).size();
  }

  reports::Answer statement_of_last_year() {
    const auto reader = book_->read();
    const auto last = first_year + years_;
    const ledger::Period days{april(last - 1), plus_days(april(last), -1)};
    return app::page_of(*reader, *reader->person("P0001"), days,
                        [](const reports::StatementOf& of) { return reports::statement(of); });
  }

  int years_;
  ledger::PersonFacts facts_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Book> book_;
  ledger::PersonId person_;
};

void print(const std::vector<Row>& rows) {
  std::printf("| ms |");
  for (const auto& row : rows) std::printf(" %d years |", row.years);
  std::printf(" × |\n|---|");
  for (std::size_t i = 0; i <= rows.size(); ++i) std::printf("---:|");
  const auto line = [&](std::string_view name, auto value) {
    std::printf("\n| %.*s |", static_cast<int>(name.size()), name.data());
    for (const auto& row : rows) std::printf(" %.2f |", value(row));
    std::printf(" %.1f |", value(rows.back()) / value(rows.front()));
  };
  for (std::size_t part = 0; part < parts; ++part) {
    if (part == month) line("all of these", [](const Row& row) { return row.all_years(); });
    line(names[part], [&](const Row& row) { return row.ms[part]; });
  }
  std::printf("\n\nLines:");
  for (const auto& row : rows) std::printf(" %zu (%zu entries posted)", row.lines, row.posted);
  std::printf("\n");
}

struct Asked {
  int runs = 9;
  std::optional<double> most;  ///< none: the ratio is only printed
  const bench::ManyYears* life = &bench::many_years().front();
  std::vector<int> years;
};

/// Nothing when it is not understood.
std::optional<Asked> asked(int count, char** arguments) {
  Asked made;
  std::vector<int> numbers;
  for (int at = 1; at < count; ++at) {
    if (std::strcmp(arguments[at], "--ratio") == 0 && at + 1 < count) {
      made.most = std::atof(arguments[++at]);
    } else if (std::strcmp(arguments[at], "--life") == 0 && at + 1 < count) {
      const auto& lives = bench::many_years();
      const auto life = std::ranges::find(lives, arguments[++at], &bench::ManyYears::name);
      if (life == lives.end()) return std::nullopt;
      made.life = &*life;
    } else {
      numbers.push_back(std::atoi(arguments[at]));
    }
  }
  if (std::ranges::any_of(numbers, [](int number) { return number < 1; })) return std::nullopt;
  if (!numbers.empty()) made.runs = numbers.front();
  made.years = numbers.size() > 1 ? std::vector<int>(numbers.begin() + 1, numbers.end())
                                  : std::vector<int>{1, 2, 5, 10};
  return made;
}

}  // namespace

int main(int count, char** arguments) {
  const auto wanted = asked(count, arguments);
  if (!wanted) {
    std::fputs("usage: dpledger_bench_new_month [--ratio MOST] [--life NAME] [RUNS [YEARS...]]\n",
               stderr);
    return 2;
  }
  std::vector<Row> rows;
  for (const int years : wanted->years)
    rows.push_back(Shelf{*wanted->life, years}.measured(wanted->runs));
  print(rows);
  const double ratio = rows.back().ms[month] / rows.front().ms[month];
  if (!wanted->most || ratio <= *wanted->most) return 0;
  std::fprintf(stderr, "bench: a month after %d years costs %.1f times one after %d, not %.1f\n",
               rows.back().years, ratio, rows.front().years, *wanted->most);
  return 1;
}

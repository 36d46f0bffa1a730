// Settled years in a book: month after month, a person whose years are not read again has the same
// entries and counts as one of whom all are, and something old makes all years be read.
#include "app/work_out.hpp"
#include "ledger/store/book.hpp"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using ledger::Date;
using ledger::Money;

constexpr int years = 6;

Date april(int year) {
  return *Date::of(2016 + year, 4, 1);
}

ledger::PersonVersion agreed() {
  ledger::PersonVersion person;
  person.ref = "P0001";
  person.name = "Rowan Birkett";
  person.accounts = {{.ref = "dp", .opened = april(0)}};
  ledger::Worker worker{.ref = "W1", .name = "Asha Quill", .from = april(0)};
  for (int year = 0; year < years; ++year) {
    ledger::Budget budget{.ref = std::to_string(2016 + year),
                          .from = april(year),
                          .to = plus_days(april(year + 1), -1)};
    budget.stream = "health";
    budget.funders = {{"NHS Vale ICB", "health", Money::of_pence(2'400'000)}};
    budget.accounts = {"dp"};
    budget.agreed = Money::of_pence(2'400'000);
    budget.agreed_on = plus_days(budget.from, -20);
    if (year > 0) budget.follows = std::to_string(2015 + year);
    budget.instalments = {{ledger::Payer::funder, Money::of_pence(200'000), ledger::Every::month,
                           plus_days(budget.from, 4), false}};
    ledger::PlanLine team;
    team.ref = "team";
    team.category = "pa-wages";
    team.amount = Money::of_pence(2'400'000);
    budget.lines = {std::move(team)};
    person.budgets.push_back(std::move(budget));
    worker.shares.push_back({std::to_string(2016 + year), "team", 100});
  }
  person.workers = {std::move(worker)};
  return person;
}

/// A book in a folder of its own, brought to a day month by month.
class Shelf {
 public:
  explicit Shelf(bool settles) : settles_{settles} {
    auto name = (std::filesystem::temp_directory_path() / "dpledger-settled-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    book_ = store::create_book((folder_ / "book.dpledger").string(),
                               {"NHS Vale ICB", "icb", "2016-03-01T09:00:00Z", 0})
                .value();
    const auto work = begin();
    person_ = work->add_version(agreed());
    work->commit();
  }
  ~Shelf() {
    book_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  std::unique_ptr<store::Work> begin() { return book_->begin({"r.patel", "2026-04-01T09:00:00Z"}); }

  /// Wages by the week, of which every ninth is missing and every eleventh is paid again.
  void import_month(int month) {
    const auto first = plus_months(april(0), month);
    const ledger::Period days{first, plus_days(plus_months(first, 1), -1)};
    auto bank = file(first, ledger::FileKind::bank);
    auto payroll = file(first, ledger::FileKind::payroll);
    std::vector<ledger::StatementLine> lines;
    lines.push_back({.date = plus_days(first, 4), .amount = Money::of_pence(200'000)});
    lines.back().payee = "NHS VALE ICB";
    for (int week = 0; week < 52 * years; ++week) {
      const auto day = plus_days(april(0), 7 * week);
      if (!days.holds(day)) continue;
      ledger::Payslip slip{.period = {plus_days(day, -6), day}, .pay_date = day};
      slip.person = "P0001";
      slip.worker = "W1";
      slip.gross = slip.net = Money::of_pence(30'000);
      payroll.payslips.emplace_back(person_, slip);
      for (int times = week % 9 == 8 ? 0 : week % 11 == 10 ? 2 : 1; times > 0; --times) {
        lines.push_back({.date = day, .amount = Money::of_pence(-30'000)});
        lines.back().payee = "ASHA QUILL";
      }
    }
    bring(bank, days, std::move(lines));
    const auto work = begin();
    work->add_import(bank);
    work->add_import(payroll);
    work->commit();
  }

  /// One line of the bank alone, in a file of its own.
  void import_line(Date day, std::int64_t pence, std::string_view text) {
    auto bank = file(day, ledger::FileKind::bank);
    bank.file += "-again";
    bank.sha256 = store::sha256_hex(bank.file);
    std::vector<ledger::StatementLine> lines{{.date = day, .amount = Money::of_pence(pence)}};
    lines.back().payee = text;
    bring(bank, {day, day}, std::move(lines));
    const auto work = begin();
    work->add_import(bank);
    work->commit();
  }

  /// As the command does; gives what it counts.
  reports::ReconcileSummary reconcile(int month) {
    const auto work = begin();
    if (!settles_) work->forget_settled(person_);
    const auto as_of = plus_days(plus_months(april(0), month + 1), -1);
    auto worked = app::work_out(work->reader(), person_, as_of);
    work->post({person_, std::move(worked.changes.reversed), std::move(worked.changes.posted)});
    if (worked.settled) work->keep_settled(person_, *worked.settled);
    work->commit();
    read_all_ = worked.settled.has_value() || !settled();
    return worked.counts;
  }

  bool settled() { return book_->read()->settled(person_).has_value(); }
  bool read_all() const { return read_all_; }
  std::string wrongly() { return app::kept_wrongly(*book_->read(), person_); }
  std::vector<ledger::RecordedEntry> entries() { return book_->read()->entries(person_); }

 private:
  store::NewImport file(Date first, ledger::FileKind kind) const {
    store::NewImport made;
    made.file = std::string{ledger::text(kind)} + "-" + ledger::text(first) + ".csv";
    made.sha256 = store::sha256_hex(made.file);
    made.kind = kind;
    made.format = "invented";
    return made;
  }

  void bring(store::NewImport& bank, ledger::Period days,
             std::vector<ledger::StatementLine> lines) const {
    ledger::number_lines("P0001/dp", lines);
    store::NewStatement statement{person_, {}, std::move(lines), {}, {}};
    statement.frame.account = "dp";
    statement.frame.printed = statement.frame.covered = days;
    bank.statements.push_back(std::move(statement));
  }

  bool settles_;
  bool read_all_ = true;
  std::filesystem::path folder_;
  std::unique_ptr<store::Book> book_;
  ledger::PersonId person_;
};

bool same(const reports::ReconcileSummary& one, const reports::ReconcileSummary& other) {
  const auto all = [](const reports::ReconcileSummary& sum) {
    return std::vector{sum.people,          sum.lines,       sum.matched,  sum.suggested,
                       sum.unmatched,       sum.posted,      sum.reversed, sum.findings_high,
                       sum.findings_medium, sum.findings_low};
  };
  return all(one) == all(other);
}

}  // namespace

TEST_CASE("a book that does not read settled years again says what one says that does",
          "[settled]") {
  Shelf shelf{true};
  Shelf other{false};
  int from_fewer = 0;
  for (int month = 0; month < 12 * years; ++month) {
    INFO("month " << month);
    for (auto* each : {&shelf, &other}) each->import_month(month);
    if (month < 12 * 5 + 6) continue;
    CHECK(same(shelf.reconcile(month), other.reconcile(month)));
    REQUIRE(shelf.entries() == other.entries());
    from_fewer += shelf.read_all() ? 0 : 1;
    CHECK(shelf.wrongly().empty());
  }
  CHECK(from_fewer >= 4);
  // Money for a wage that was missing four years ago: all years are read, once.
  for (auto* each : {&shelf, &other}) {
    each->import_line(plus_days(april(0), 7 * 80), -30'000, "ASHA QUILL");
  }
  CHECK_FALSE(shelf.settled());
  CHECK(same(shelf.reconcile(12 * years - 1), other.reconcile(12 * years - 1)));
  CHECK(shelf.entries() == other.entries());
  CHECK(shelf.settled());
}

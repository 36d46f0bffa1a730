#include "tests/app/support_shelf.hpp"

#include "app/work_out.hpp"
#include "reconcile/settled.hpp"
#include "tests/reconcile/support_years.hpp"

#include <map>

#include <catch2/catch.hpp>

namespace support {

using ledger::Date;
using ledger::FileKind;
using ledger::Period;

Shelf::Shelf(ledger::PersonFacts life) : life_{std::move(life)} {
  book_ = store::create_book(folder_.file("book.dpledger"),
                             {"NHS Vale ICB", "icb", "2016-03-01T09:00:00Z", 0})
              .value();
  const auto work = begin();
  person_ = work->add_version(life_.history.latest());
  work->commit();
}

void Shelf::import(Period days) {
  import_records(days, {FileKind::payroll, FileKind::invoice, FileKind::delivery});
  import_bank(days);
}

void Shelf::import_records(Period days, const std::vector<FileKind>& kinds) {
  const auto work = begin();
  for (const auto kind : kinds) work->add_import(other_file(days, kind));
  work->commit();
}

void Shelf::import_bank(Period days) {
  const auto work = begin();
  work->add_import(bank_file(days));
  for (const auto& decision : life_.decisions) {
    if (days.holds(day_of(decision.line))) work->decide(person_, decision);
  }
  for (const auto& act : life_.acts) {
    if (days.holds(act.on)) work->act(person_, act);
  }
  work->commit();
}

ledger::LineId Shelf::import_line(Date day, std::int64_t pence, std::string_view text) {
  std::vector<ledger::StatementLine> lines{{.date = day, .amount = ledger::Money::of_pence(pence)}};
  lines.back().payee = text;
  ledger::number_lines("P0001/dp", lines);
  const auto id = lines.back().id;
  auto file = named({day, day}, FileKind::bank);
  file.statements.push_back(statement("dp", {day, day}, std::move(lines)));
  const auto work = begin();
  work->add_import(file);
  work->commit();
  return id;
}

void Shelf::import_bill(ledger::Invoice bill) {
  auto file = named({bill.date, bill.date}, FileKind::invoice);
  file.invoices.emplace_back(person_, std::move(bill));
  const auto work = begin();
  work->add_import(file);
  work->commit();
}

void Shelf::record(const std::function<void(store::Work&, ledger::PersonId)>& what) {
  const auto work = begin();
  what(*work, person_);
  work->commit();
}

reports::ReconcileSummary Shelf::reconcile(Date as_of, bool named) {
  const auto work = begin();
  auto worked = app::work_out(work->reader(), person_, as_of, named);
  work->post({person_, std::move(worked.changes.reversed), std::move(worked.changes.posted)});
  if (worked.settled) work->keep_settled(person_, *worked.settled);
  if (!worked.settled && worked.unsettled) work->forget_settled(person_);
  work->commit();
  return worked.counts;
}

std::string Shelf::answers(const Questions& questions, Date as_of) {
  std::string all;
  for (auto words : questions) {
    words.insert(words.end(),
                 {"--book", folder_.file("book.dpledger"), "--json", "--as-of", text(as_of)});
    const auto ran = folder_.run(words);
    CAPTURE(words, ran.err);
    REQUIRE(ran.exit == 0);
    all += words.front() + ": " + ran.out + "\n";
  }
  return all;
}

std::string Shelf::answers_of_all(const Questions& questions, Date as_of) {
  const auto kept = settled();
  forget();
  auto all = answers(questions, as_of);
  if (kept) keep(*kept);
  return all;
}

void Shelf::forget() {
  record([](store::Work& work, ledger::PersonId person) { work.forget_settled(person); });
}

void Shelf::keep(const ledger::SettledYears& settled) {
  record([&](store::Work& work, ledger::PersonId person) { work.keep_settled(person, settled); });
}

std::pair<ledger::PersonFacts, ledger::PersonFacts> Shelf::facts_both_ways() {
  const auto reader = book_->read();
  const auto settled = *reader->settled(person_);
  return {reconcile::since(reader->facts_since(person_, settled), settled.from),
          reconcile::since(reader->facts(person_), settled.from)};
}

std::string Shelf::wrongly() {
  return app::kept_wrongly(*book_->read(), person_);
}

std::unique_ptr<store::Work> Shelf::begin() {
  return book_->begin({"r.patel", "2026-04-01T09:00:00Z"});
}

Date Shelf::day_of(ledger::LineId id) const {
  for (const auto& line : life_.lines) {
    if (line.line.id == id) return line.line.date;
  }
  return years::april_after(0);
}

store::NewImport Shelf::named(Period days, FileKind kind) {
  store::NewImport made;
  made.file = std::string{ledger::text(kind)} + "-" + text(days.first) + "-" +
              std::to_string(++files_) + ".csv";
  made.sha256 = store::sha256_hex(made.file);
  made.kind = kind;
  made.format = "invented";
  return made;
}

store::NewStatement Shelf::statement(const std::string& account, Period days,
                                     std::vector<ledger::StatementLine> lines) const {
  store::NewStatement made{person_, {}, std::move(lines), {}, {}};
  made.frame.account = account;
  made.frame.printed = made.frame.covered = days;
  return made;
}

store::NewImport Shelf::bank_file(Period days) {
  std::map<std::string, std::vector<ledger::StatementLine>> lines;
  for (const auto& line : life_.lines) {
    if (days.holds(line.line.date)) lines[line.account].push_back(line.line);
  }
  auto file = named(days, FileKind::bank);
  for (auto& [account, its] : lines) {
    file.statements.push_back(statement(account, days, std::move(its)));
  }
  return file;
}

store::NewImport Shelf::other_file(Period days, FileKind kind) {
  auto file = named(days, kind);
  const auto take = [&](const auto& records, auto& into, FileKind wanted, auto day) {
    if (kind != wanted) return;
    for (const auto& [import, record] : records) {
      if (days.holds(day(record))) into.emplace_back(person_, record);
    }
  };
  take(life_.payslips, file.payslips, FileKind::payroll,
       [](const auto& slip) { return slip.pay_date; });
  take(life_.invoices, file.invoices, FileKind::invoice,
       [](const auto& bill) { return bill.date; });
  take(life_.deliveries, file.deliveries, FileKind::delivery,
       [](const auto& each) { return each.period.last; });
  return file;
}

Date month_end(int month) {
  return plus_days(plus_months(years::april_after(0), month + 1), -1);
}

Period month_days(int month) {
  return {plus_months(years::april_after(0), month), month_end(month)};
}

Period first_years() {
  return {years::april_after(0), month_end(first_month)};
}

Questions questions_of_now(Date as_of) {
  const auto year = text(years::april_after(5));
  const auto last = text(as_of);
  return {{"balance"},
          {"findings"},
          {"forecast"},
          {"caseload"},
          {"statement", "P0001", "--from", year, "--to", last},
          {"monitoring", "P0001", "--from", year, "--to", last}};
}

}  // namespace support

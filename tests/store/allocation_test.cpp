// What of a pool's lines is a member's: kept in the member's chain, read as lines of their account.
#include "ledger/pool.hpp"
#include "tests/store/support_book.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace ledger;
using namespace store_tests;

namespace {

/// A pool with one file of three lines, and a member who has the second of them.
struct Shared {
  std::unique_ptr<store::Book> book;
  PersonId member, pool;
  std::vector<StatementLine> lines;
};

Account account_in_pool(std::string_view ref) {
  Account account{.ref = std::string{ref}, .opened = day(2025, 4, 1)};
  account.kind = AccountKind::managed;
  account.pool = "harbour";
  return account;
}

Allotted part_of(const StatementLine& line, Money amount, int nth = 0) {
  Allotted one{line.id, nth, {"clients", {1}, line, 0, {}}};
  one.line.line.id = allotted_id("P0001", "clients", line.id);
  one.line.line.amount = amount;
  one.line.line.balance.reset();
  return one;
}

Shared shared_book(const std::string& path) {
  Shared made{new_book(path), {}, {}, lines("@harbour", 3)};
  number_lines("@harbour", made.lines);
  auto work = made.book->begin(stamp());
  auto person = version();
  person.accounts = {account_in_pool("clients")};
  made.member = work->add_version(person);
  PersonVersion pool;
  pool.ref = "@harbour";
  pool.accounts = {account_in_pool("harbour")};
  made.pool = work->add_version(pool);
  auto file = bank_file(made.pool, "@harbour", "pool.csv", made.lines);
  file.statements.front().frame.account = "harbour";
  work->add_import(file);
  work->allot({made.member, made.pool, {part_of(made.lines[1], made.lines[1].amount)}, {}});
  work->commit();
  return made;
}

Entry bank_entry(Date on, const std::string& source, Posting posting) {
  return {on, EntryKind::line, source, {std::move(posting)}, Match{}};
}

}  // namespace

TEST_CASE("what is allotted to a person is a line of their account, from the pool's file",
          "[store][pool]") {
  const Folder folder;
  const auto shared = shared_book(folder.file("book"));
  const auto reader = shared.book->read();
  const auto facts = reader->facts(shared.member);
  REQUIRE(facts.lines.size() == 1);
  CHECK(facts.lines[0].account == "clients");
  CHECK(facts.lines[0].line.description() == shared.lines[1].description());
  CHECK(facts.imports.at(facts.lines[0].import).file == "pool.csv");
  CHECK(reader->facts(shared.pool).lines.size() == 3);
  CHECK(reader->owner_of(facts.lines[0].line.id) == shared.member);
  CHECK(reader->owner_of(shared.lines[1].id) == shared.pool);
  CHECK(reader->person("P0001")->to_reconcile);
  CHECK(breaches(*shared.book).empty());
}

TEST_CASE("a line taken back is gone from a person's facts, and was there before",
          "[store][pool]") {
  const Folder folder;
  const auto shared = shared_book(folder.file("book"));
  const LinkNo before{shared.book->read()->person("P0001")->links};
  const auto id = shared.book->read()->facts(shared.member).lines[0].line.id;
  auto work = shared.book->begin(stamp());
  work->allot({shared.member, shared.pool, {}, {shared.lines[1].id}});
  work->commit();
  const auto reader = shared.book->read();
  CHECK(reader->facts(shared.member).lines.empty());
  CHECK(reader->allotted(shared.member, shared.pool).empty());
  CHECK_FALSE(reader->owner_of(id));
  CHECK(reader->facts_at(shared.member, before).lines.size() == 1);
  CHECK(breaches(*shared.book).empty());
}

TEST_CASE("lines are in the pool's order, whichever was allotted first", "[store][pool]") {
  const Folder folder;
  auto shared = shared_book(folder.file("book"));
  auto work = shared.book->begin(stamp());
  work->allot({shared.member,
               shared.pool,
               {part_of(shared.lines[2], shared.lines[2].amount),
                part_of(shared.lines[0], shared.lines[0].amount)},
               {}});
  work->commit();
  const auto facts = shared.book->read()->facts(shared.member);
  REQUIRE(facts.lines.size() == 3);
  for (std::size_t at = 0; at < 3; ++at) {
    CHECK(facts.lines[at].line.date == shared.lines[at].date);
    CHECK(facts.lines[at].place == static_cast<int>(at));
  }
}

TEST_CASE("a pool is to be reconciled when something new is known of a member", "[store][pool]") {
  const Folder folder;
  const auto shared = shared_book(folder.file("book"));
  {
    auto work = shared.book->begin(stamp());
    work->post({shared.pool, {}, {}});
    work->commit();
  }
  REQUIRE_FALSE(shared.book->read()->person("@harbour")->to_reconcile);
  auto work = shared.book->begin(stamp());
  work->add_import(payroll_file(shared.member, "P0001", "pay.csv"));
  work->commit();
  CHECK(shared.book->read()->person("@harbour")->to_reconcile);
}

TEST_CASE("check tells when a share is not what the member's books have", "[store][pool]") {
  const Folder folder;
  const auto shared = shared_book(folder.file("book"));
  const auto& line = shared.lines[1];
  const auto paid = -line.amount;
  const auto theirs = GENERATE(0, 1);
  auto work = shared.book->begin(stamp());
  work->post({shared.pool,
              {},
              {bank_entry(line.date, "line:" + text(line.id),
                          {"pool", "share:P0001", "bank:harbour", paid, "share:P0001"})}});
  work->post(
      {shared.member,
       {},
       {bank_entry(line.date, "line:" + text(allotted_id("P0001", "clients", line.id)),
                   {"2025", "suspense", "bank:clients", paid + Money::of_pence(theirs), {}})}});
  work->commit();
  CHECK(breaches(*shared.book).empty() == (theirs == 0));
}

TEST_CASE("check tells when what was allotted is changed, or comes to more than the line",
          "[store][pool][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  { const auto shared = shared_book(path); }
  const std::string change = GENERATE("UPDATE allocation SET pence = pence * 2",
                                      "UPDATE allocation SET line = 77", "DELETE FROM allocation");
  CHECK(attempt(path, change) == "what is recorded stays");
  tamper(path, change);
  CHECK_FALSE(breaches(*opened(path)).empty());
}

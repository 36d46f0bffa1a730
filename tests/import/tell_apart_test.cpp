// Which lines of a file the book has already.
#include "import/source.hpp"

#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;
using imports::KnownRow;

namespace {

StatementLine line(int day, std::int64_t amount, std::optional<std::int64_t> balance,
                   const std::string& payee = "BUS", const std::string& bank_id = "") {
  StatementLine out{.date = *Date::of(2025, 4, day),
                    .amount = Money::of_pence(amount),
                    .balance = {},
                    .type = {},
                    .payee = payee,
                    .reference = {},
                    .bank_id = bank_id};
  if (balance) out.balance = Money::of_pence(*balance);
  return out;
}

/// A book of one account, as importing fills it.
struct Book {
  std::vector<KnownRow> rows;

  std::size_t add(const std::vector<StatementLine>& lines) {
    Statement statement;
    statement.lines = lines;
    const auto told = imports::tell_apart("P0001/dp", statement, {rows});
    REQUIRE(told.kept.size() + told.known.size() == lines.size());
    for (const auto& kept : told.kept) {
      rows.push_back(
          {kept.id, kept.date, kept.amount, kept.balance, kept.description(), kept.bank_id});
    }
    return told.kept.size();
  }
  std::multiset<std::tuple<Date, Money, std::optional<Money>, std::string>> content() const {
    std::multiset<std::tuple<Date, Money, std::optional<Money>, std::string>> out;
    for (const auto& row : rows) out.emplace(row.date, row.amount, row.balance, row.text);
    return out;
  }
  std::set<std::int64_t> ids() const {
    std::set<std::int64_t> out;
    for (const auto& row : rows) out.insert(row.id.value);
    return out;
  }
};

std::vector<StatementLine> part(const std::vector<StatementLine>& all, std::size_t from,
                                std::size_t to) {
  return {all.begin() + static_cast<std::ptrdiff_t>(from),
          all.begin() + static_cast<std::ptrdiff_t>(to)};
}

/// Days that do not fall, few amounts and texts: twins are frequent.
std::vector<StatementLine> any_statement(bool with_balance) {
  const auto count = *rc::gen::inRange(0, 40);
  std::vector<StatementLine> lines;
  int day = 1;
  std::int64_t balance = 100000;
  for (int i = 0; i < count; ++i) {
    day = std::min(28, day + *rc::gen::inRange(0, 2));
    const auto amount = *rc::gen::element<std::int64_t>(-250, -250, -100, 500);
    balance += amount;
    lines.push_back(line(day, amount, with_balance ? std::optional{balance} : std::nullopt,
                         *rc::gen::element<std::string>("BUS", "SHOP")));
  }
  return lines;
}

}  // namespace

TEST_CASE("twins inside a file are two lines, and the same file again adds nothing") {
  Book book;
  CHECK(book.add({line(1, -250, {}), line(1, -250, {})}) == 2);
  CHECK(book.ids().size() == 2);
  CHECK(book.add({line(1, -250, {}), line(1, -250, {})}) == 0);
  CHECK(book.add({line(1, -250, {}), line(1, -250, {}), line(1, -250, {})}) == 1);
  CHECK(book.ids().size() == 3);
}

TEST_CASE("equal lines with different balances are different lines") {
  Book book;
  CHECK(book.add({line(1, -250, 1000)}) == 1);
  CHECK(book.add({line(1, -250, 750)}) == 1);
  CHECK(book.add({line(1, -250, 1000), line(1, -250, 750)}) == 0);
  CHECK(book.ids().size() == 2);
}

TEST_CASE("a line without a balance is the one that the book has with a balance") {
  Book book;
  CHECK(book.add({line(1, -250, 1000), line(1, -250, 750)}) == 2);
  CHECK(book.add({line(1, -250, {})}) == 0);
  CHECK(book.add({line(1, -250, {}), line(1, -250, {}), line(1, -250, {})}) == 1);
}

TEST_CASE("the bank's own number decides before the text, together with date and amount") {
  Book book;
  CHECK(book.add({line(1, -250, {}, "BUS", "tx1")}) == 1);
  CHECK(book.add({line(1, -250, {}, "NOTTINGHAM BUSES", "tx1")}) == 0);
  CHECK(book.add({line(1, -250, {}, "BUS", "tx2")}) == 1);
  CHECK(book.add({line(2, -250, {}, "BUS", "tx1")}) == 1);
  CHECK(book.ids().size() == 3);
}

TEST_CASE("a line that was taken out of the book gets its old number back") {
  Book book;
  book.add({line(1, -250, {}), line(1, -250, {})});
  const auto all = book.ids();
  book.rows.erase(book.rows.begin());
  CHECK(book.add({line(1, -250, {}), line(1, -250, {})}) == 1);
  CHECK(book.ids() == all);
}

TEST_CASE("pending lines are neither kept nor known") {
  Statement statement;
  statement.lines = {line(1, -250, {})};
  statement.lines[0].pending = true;
  const auto told = imports::tell_apart("P0001/dp", statement, {});
  CHECK(told.kept.empty());
  CHECK(told.known.empty());
}

TEST_CASE("two overlapping files give the lines of the whole, whichever comes first") {
  CHECK(rc::check("with balances, cut anywhere", [] {
    const auto all = any_statement(true);
    const auto to = *rc::gen::inRange<std::size_t>(0, all.size() + 1);
    const auto from = *rc::gen::inRange<std::size_t>(0, to + 1);
    std::set<std::tuple<Date, Money, std::optional<Money>, std::string>> distinct;
    for (const auto& each : all) distinct.emplace(each.date, each.amount, each.balance, each.payee);
    RC_PRE(distinct.size() == all.size());  // else the cut may part two that nothing tells apart
    const auto older = part(all, 0, to);
    const auto newer = part(all, from, all.size());
    Book whole, forwards, backwards;
    whole.add(all);
    RC_ASSERT(forwards.add(older) + forwards.add(newer) == all.size());
    RC_ASSERT(backwards.add(newer) + backwards.add(older) == all.size());
    RC_ASSERT(forwards.content() == whole.content());
    RC_ASSERT(backwards.content() == whole.content());
    RC_ASSERT(forwards.ids() == whole.ids());
    RC_ASSERT(backwards.ids() == whole.ids());
  }));
  CHECK(rc::check("without balances, cut between days", [] {
    const auto all = any_statement(false);
    const auto day = *Date::of(2025, 4, *rc::gen::inRange(1, 29));
    const auto last = *Date::of(2025, 4, *rc::gen::inRange(day.day(), 29));
    std::vector<StatementLine> older, newer;
    for (const auto& each : all) {
      if (each.date <= last) older.push_back(each);
      if (each.date >= day) newer.push_back(each);
    }
    Book whole, forwards, backwards;
    whole.add(all);
    forwards.add(older), forwards.add(newer);
    backwards.add(newer), backwards.add(older);
    RC_ASSERT(forwards.content() == whole.content());
    RC_ASSERT(backwards.content() == whole.content());
    RC_ASSERT(forwards.ids() == whole.ids());
    RC_ASSERT(backwards.ids() == whole.ids());
  }));
}

TEST_CASE("the same statement twice adds nothing, and no id is given twice") {
  CHECK(rc::check("any statement", [] {
    const auto all = any_statement(*rc::gen::arbitrary<bool>());
    Book book;
    RC_ASSERT(book.add(all) == all.size());
    RC_ASSERT(book.ids().size() == all.size());
    RC_ASSERT(book.add(all) == 0U);
  }));
}

namespace {

KnownRow row_of(const StatementLine& line, const std::string& format) {
  return {line.id, line.date, line.amount, line.balance, line.description(), line.bank_id, format};
}

Statement statement_of(std::vector<StatementLine> lines, std::optional<Period> printed = {}) {
  Statement statement;
  statement.lines = std::move(lines);
  statement.printed = printed;
  return statement;
}

/// A book that one file of a format filled.
imports::KnownAccount book_of(const Statement& statement, const std::string& format) {
  imports::KnownAccount book;
  const auto told = imports::tell_apart("P0001/dp", statement, {}, format);
  for (const auto& line : told.kept) book.rows.push_back(row_of(line, format));
  book.files.push_back({format, statement.printed, statement.covered()});
  return book;
}

}  // namespace

TEST_CASE("another format of the same statement adds nothing, however it words its lines") {
  const auto csv =
      statement_of({line(1, -250, 750, "BUS FARE SOUTH"), line(2, -250, 500, "BUS FARE SOUTH"),
                    line(2, -250, 250, "GREEN THUMB GARDENS"), line(3, 900, 1150, "COUNCIL")});
  const auto ofx = statement_of(
      {line(1, -250, {}, "South fare", "F1"), line(2, -250, {}, "GRN THMB", "F2"),
       line(2, -250, {}, "South fare", "F3"), line(3, 900, {}, "INWARD PAYMENT", "F4")});
  for (const bool csv_first : {true, false}) {
    const auto& first = csv_first ? csv : ofx;
    const auto& second = csv_first ? ofx : csv;
    const auto told = imports::tell_apart(
        "P0001/dp", second, book_of(first, csv_first ? "csv" : "ofx"), csv_first ? "ofx" : "csv");
    CHECK(told.kept.empty());
    REQUIRE(told.known.size() == 4);
    CHECK(told.reworded.size() == 4);
    for (const auto& again : told.known) CHECK(again.by == imports::SameBy::other_format);
  }
}

TEST_CASE("a line that only the other format has is new, also beside one of the same amount") {
  const auto csv =
      statement_of({line(1, -250, {}, "BUS"), line(3, -250, {}, "BUS"), line(5, -100, {}, "SHOP")});
  const auto ofx =
      statement_of({line(1, -250, {}, "BUS LTD", "F1"), line(3, -250, {}, "BUS LTD", "F2"),
                    line(3, -250, {}, "BUS LTD", "F3"), line(5, -100, {}, "SHOP LTD", "F4")});
  const auto told = imports::tell_apart("P0001/dp", ofx, book_of(csv, "csv"), "ofx");
  CHECK(told.kept.size() == 1);
  CHECK(told.known.size() == 3);
}

TEST_CASE("on a day that neither file need hold whole, other words are another line") {
  const auto morning = statement_of(
      {line(1, -250, {}, "BUS"), line(2, -700, {}, "GREEN THUMB"), line(2, -40, {}, "KIOSK")});
  const auto later =
      statement_of({line(2, -700, {}, "ROOFERS", "F1"), line(3, -100, {}, "SHOP", "F2")});
  const auto told = imports::tell_apart("P0001/dp", later, book_of(morning, "csv"), "ofx");
  CHECK(told.kept.size() == 2);
  // Printed periods say that both hold it whole.
  const Period april{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)};
  const auto told_whole =
      imports::tell_apart("P0001/dp", statement_of(later.lines, april),
                          book_of(statement_of(morning.lines, april), "csv"), "ofx");
  CHECK(told_whole.kept.size() == 1);
}

TEST_CASE("a bank's number of one format says nothing about the numbers of another") {
  const auto camt =
      statement_of({line(1, -250, {}, "BUS", "A-1"), line(2, -100, {}, "SHOP", "A-2")});
  const auto ofx = statement_of({line(1, -250, {}, "BUS", "F1"), line(2, -100, {}, "SHOP", "F2")});
  CHECK(imports::tell_apart("P0001/dp", ofx, book_of(camt, "camt.053"), "ofx").kept.empty());
  CHECK(imports::tell_apart("P0001/dp", ofx, book_of(camt, "ofx"), "ofx").kept.size() == 2);
}

TEST_CASE("the same day, amount and balance is the same line though its text was changed") {
  const auto first = statement_of(
      {line(1, -250, 750, "BUS"), line(2, -2000, -1250, "TOBACCO KIOSK"), line(3, 10, -1240)});
  auto altered = first;
  altered.lines[1].payee = "GREEN THUMB";
  const auto told = imports::tell_apart("P0001/dp", altered, book_of(first, "csv"), "csv");
  CHECK(told.kept.empty());
  REQUIRE(told.reworded.size() == 1);
  CHECK(told.reworded[0].payee == "GREEN THUMB");
  CHECK(told.known[2].by == imports::SameBy::place);
}

TEST_CASE(
    "a corrected amount is a new line, and the lines after it are not, though their balances "
    "moved") {
  const Period april{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)};
  const auto first =
      statement_of({line(1, -250, 750), line(2, -100, 650, "SHOP"), line(3, -250, 400)}, april);
  const auto corrected =
      statement_of({line(1, -250, 750), line(2, -120, 630, "SHOP"), line(3, -250, 380)}, april);
  const auto told = imports::tell_apart("P0001/dp", corrected, book_of(first, "csv"), "csv");
  REQUIRE(told.kept.size() == 1);
  CHECK(told.kept[0].amount == Money::of_pence(-120));
  REQUIRE(told.known.size() == 2);
  CHECK(told.known[1].by == imports::SameBy::day);
  CHECK(told.reworded.size() == 1);
}

TEST_CASE("a third file is known by the wording of the second") {
  const auto csv = statement_of({line(1, -250, {}, "BUS FARE"), line(2, -250, {}, "BUS FARE")});
  const auto ofx = statement_of({line(1, -250, {}, "FARE", "F1"), line(2, -250, {}, "FARE", "F2")});
  auto book = book_of(csv, "csv");
  const auto second = imports::tell_apart("P0001/dp", ofx, book, "ofx");
  REQUIRE(second.reworded.size() == 2);
  for (const auto& each : second.reworded) {
    book.rows.push_back(row_of(each, "ofx"));
    book.rows.back().own = false;
  }
  const auto third = imports::tell_apart("P0001/dp", ofx, book, "ofx");
  CHECK(third.kept.empty());
  CHECK(third.reworded.size() ==
        2);  // it says what the second says, not what the line's own words do
  for (const auto& again : third.known) CHECK(again.by == imports::SameBy::bank_id);
}

TEST_CASE("two carers paid the same on one day keep their names in either format") {
  const auto csv =
      statement_of({line(1, -9, {}), line(4, -30000, {}, "FASTER PAYMENT AMY JONES"),
                    line(4, -30000, {}, "FASTER PAYMENT BETH SMITH"), line(8, -9, {})});
  const auto ofx =
      statement_of({line(1, -9, {}, "BUS", "F1"), line(4, -30000, {}, "BETH SMITH WAGES", "F2"),
                    line(4, -30000, {}, "AMY JONES WAGES", "F3"), line(8, -9, {}, "BUS", "F4")});
  const auto book = book_of(csv, "csv");
  const auto told = imports::tell_apart("P0001/dp", ofx, book, "ofx");
  CHECK(told.kept.empty());
  for (const auto& each : told.reworded) {
    if (each.amount != Money::of_pence(-30000)) continue;
    const auto row = std::find_if(book.rows.begin(), book.rows.end(),
                                  [&](const auto& one) { return one.id == each.id; });
    CHECK(row->text.substr(15, 3) == each.payee.substr(0, 3));
  }
}

TEST_CASE("equal texts that could be either's are not taken over") {
  const auto csv = statement_of({line(1, -9, {}), line(4, -300, {}, "TRANSFER A"),
                                 line(4, -300, {}, "TRANSFER B"), line(8, -9, {})});
  const auto ofx = statement_of(
      {line(1, -9, {}), line(4, -300, {}, "MOSS"), line(4, -300, {}, "HEATH"), line(8, -9, {})});
  const auto told = imports::tell_apart("P0001/dp", ofx, book_of(csv, "csv"), "ofx");
  CHECK(told.kept.empty());
  for (const auto& each : told.reworded) CHECK(each.amount == Money::of_pence(-9));
}

TEST_CASE("a bank that numbers its lines anew for every download adds nothing twice") {
  const Period april{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)};
  const auto first = statement_of({line(1, -250, {}, "BUS", "F1"), line(1, -250, {}, "BUS", "F2"),
                                   line(9, -100, {}, "SHOP", "F3")},
                                  april);
  const auto again = statement_of({line(1, -250, {}, "BUS", "G1"), line(1, -250, {}, "BUS", "G2"),
                                   line(9, -100, {}, "SHOP", "G3")},
                                  april);
  CHECK(imports::tell_apart("P0001/dp", again, book_of(first, "ofx"), "ofx").kept.empty());
  // One number that is known shows that the others are others.
  auto one_more = again;
  one_more.lines[0].bank_id = "F1";
  CHECK(imports::tell_apart("P0001/dp", one_more, book_of(first, "ofx"), "ofx").kept.size() == 1);
}

TEST_CASE("ids that another part of the file has taken are not given twice") {
  const auto statement = statement_of({line(1, -250, {}, "BUS")});
  imports::KnownAccount book;
  book.taken.push_back(imports::tell_apart("P0001/dp", statement, {}).kept[0].id);
  const auto told = imports::tell_apart("P0001/dp", statement, book);
  REQUIRE(told.kept.size() == 1);
  CHECK(told.kept[0].id != book.taken[0]);
}

TEST_CASE("a balance that its own file contradicts makes no other line") {
  const auto first = statement_of({line(1, -250, 750), line(2, -300, 450)});
  auto altered = first;
  altered.lines[1].balance = Money::of_pence(449);
  altered.lines[1].file_line = 3;
  altered.breaks = {3};
  const auto told = imports::tell_apart("P0001/dp", altered, book_of(first, "csv"), "csv");
  CHECK(told.kept.empty());
  CHECK(told.reworded.size() == 1);
}

TEST_CASE("without balances, a changed text on a day both hold whole is the same line") {
  const Period april{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)};
  const auto first =
      statement_of({line(1, -250, {}), line(2, -450, {}, "TOBACCO"), line(3, -9, {})}, april);
  auto altered = first;
  altered.lines[1].payee = "GREEN THUMB";
  const auto told = imports::tell_apart("P0001/dp", altered, book_of(first, "csv"), "csv");
  CHECK(told.kept.empty());
  CHECK(told.known[2].by == imports::SameBy::altered);
  CHECK(told.reworded.size() == 1);
}

TEST_CASE("a balance that returns makes another line of the same amount, also in other words") {
  const auto morning = statement_of({line(1, -250, 750, "BUS")});
  const auto rest = statement_of(
      {line(1, 500, 1250, "REFUND"), line(1, -250, 1000, "SHOP"), line(1, -250, 750, "SHOP")});
  const auto told = imports::tell_apart("P0001/dp", rest, book_of(morning, "csv"), "csv");
  CHECK(told.kept.size() == 3);
}

#include "tests/store/support_book.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace ledger;
using namespace store_tests;

namespace {

/// What a file of these lines brings to the book as it is now: the known ones told apart.
store::NewImport against(store::Reader& reader, PersonId person, std::string file,
                         std::vector<StatementLine> lines) {
  const auto known = reader.known_lines(person, "dp", {day(2025, 1, 1), day(2026, 1, 1)});
  store::NewImport import = bank_file(person, "P0001", std::move(file), std::move(lines));
  auto& statement = import.statements[0];
  for (const StatementLine& line : statement.kept) {
    if (std::ranges::find(known, line.id, &store::KnownLine::id) == known.end()) continue;
    statement.known.emplace_back(line.id, line.file_line);
  }
  std::erase_if(statement.kept, [&](const StatementLine& line) {
    return std::ranges::find(known, line.id, &store::KnownLine::id) != known.end();
  });
  import.known = static_cast<std::int64_t>(statement.known.size());
  return import;
}

struct Book {
  Folder folder;
  std::unique_ptr<store::Book> book = new_book(folder.file("book"));
  PersonId person{};
  Book() {
    auto work = book->begin(stamp());
    person = work->add_version(version());
    work->commit();
  }
  ImportId import(const std::string& file, std::vector<StatementLine> lines) {
    auto work = book->begin(stamp());
    const auto id = work->add_import(against(work->reader(), person, file, std::move(lines)));
    work->commit();
    return id;
  }
  void undo(ImportId id) {
    auto work = book->begin(stamp());
    work->undo_import(id);
    work->commit();
  }
  PersonFacts facts() { return book->read()->facts(person); }
  /// What the facts say, without the numbers that imports happen to have.
  std::vector<std::string> told() {
    const auto now = facts();
    std::vector<std::string> lines;
    for (const BookLine& one : now.lines) {
      lines.push_back(text(one.line.id) + " " + now.imports.at(one.import).file + ":" +
                      std::to_string(one.line.file_line));
    }
    for (const StatementFrame& one : now.frames) {
      lines.push_back(now.imports.at(one.import).file);
      for (const LineId id : one.lines) lines.push_back(text(id));
    }
    return lines;
  }
};

}  // namespace

TEST_CASE("overlapping files tell the same whichever came first", "[store][import]") {
  std::vector<std::pair<std::string, std::vector<StatementLine>>> files = {
      {"a.csv", lines("P0001", 6)}, {"b.csv", lines("P0001", 6, 3)}, {"c.csv", lines("P0001", 9)}};
  // Each file counts its own lines.
  for (auto& file : files) {
    int at = 1;
    for (StatementLine& line : file.second) line.file_line = ++at;
  }
  std::vector<std::size_t> order = {0, 1, 2};
  std::vector<std::string> first;
  do {
    Book book;
    for (const std::size_t at : order) book.import(files[at].first, files[at].second);
    if (first.empty()) first = book.told();
    CHECK(book.told() == first);
    CHECK(book.facts().lines.size() == 9);
    CHECK(breaches(*book.book).empty());
  } while (std::ranges::next_permutation(order).found);
  CHECK(std::ranges::count(first, "a.csv") == 1);
}

TEST_CASE("undoing an import takes back what no other file holds", "[store][import]") {
  Book book;
  const auto a = book.import("a.csv", lines("P0001", 6));
  const auto b = book.import("b.csv", lines("P0001", 6, 3));
  CHECK(book.facts().lines.size() == 9);
  book.undo(a);
  const auto left = book.facts();
  CHECK(left.lines.size() == 6);
  CHECK(std::ranges::all_of(left.lines, [&](const BookLine& line) { return line.import == b; }));
  CHECK(left.frames.size() == 1);
  CHECK(left.imports.size() == 1);
  const auto all = lines("P0001", 9);
  CHECK_FALSE(book.book->read()->owner_of(all[0].id));
  CHECK(book.book->read()->owner_of(all[3].id) == book.person);
  CHECK(book.book->read()
            ->known_lines(book.person, "dp", {day(2025, 4, 1), day(2025, 4, 30)})
            .size() == 6);
  CHECK(book.book->read()->imports()[0].undone);
  CHECK(breaches(*book.book).empty());
}

TEST_CASE("a file can be imported again after it was undone, and is there as before",
          "[store][import]") {
  Book book;
  const auto file = lines("P0001", 5);
  const auto first = book.import("a.csv", file);
  const auto before = book.told();
  const auto sha = store::sha256_hex("a.csv");
  REQUIRE(book.book->read()->import_of(sha, "P0001/dp")->id == first);
  CHECK_FALSE(book.book->read()->import_of(sha, "P0001/card"));
  for (int round = 0; round < 3; ++round) {
    book.undo(book.book->read()->import_of(sha, "P0001/dp")->id);
    CHECK(book.facts().lines.empty());
    CHECK_FALSE(book.book->read()->import_of(sha, "P0001/dp"));
    book.import("a.csv", file);
    CHECK(book.told() == before);
    CHECK(breaches(*book.book).empty());
  }
}

TEST_CASE("an import is undone once", "[store][import]") {
  Book book;
  const auto first = book.import("a.csv", lines("P0001", 2));
  book.undo(first);
  CHECK_THROWS_AS(book.undo(first), Defect);
  CHECK(breaches(*book.book).empty());
}

TEST_CASE("a file with the newest line first keeps the bank's order of one day",
          "[store][import]") {
  Book book;
  auto day_lines = lines("P0001", 4);
  int file_line = 9;
  for (StatementLine& line : day_lines) {
    line.date = day(2025, 4, 1);
    line.file_line = --file_line;
  }
  number_lines("P0001/dp", day_lines);
  auto import = bank_file(book.person, "P0001", "a.csv", day_lines);
  import.statements[0].frame.lines.clear();
  auto work = book.book->begin(stamp());
  work->add_import(import);
  work->commit();
  const auto facts = book.facts();
  REQUIRE(facts.lines.size() == 4);
  for (std::size_t at = 0; at < 4; ++at) CHECK(facts.lines[at].line == day_lines[at]);
}

TEST_CASE("one file may hold papers of several people, each in their own chain",
          "[store][import]") {
  Book book;
  auto work = book.book->begin(stamp());
  const auto other = work->add_version(version("P0002"));
  auto both = payroll_file(book.person, "P0001", "both.csv");
  both.payslips.push_back(payroll_file(other, "P0002", "both.csv").payslips[0]);
  const auto summary = EmployerSummary{"P0002",   {2025, 3}, pounds(1), pounds(2), pounds(3),
                                       pounds(4), pounds(5), pounds(6), 9};
  const auto invoice = Invoice{
      "P0002", "4711", "Helping Hands", day(2025, 5, 1), {}, pounds(-7), "team", "visits", 3};
  const auto delivery =
      Delivery{"P0002",       "visits", {day(2025, 5, 1), day(2025, 5, 7)}, Quantity{1400}, false,
               "nobody came", 4};
  both.summaries.emplace_back(other, summary);
  both.invoices.emplace_back(other, invoice);
  both.deliveries.emplace_back(other, delivery);
  const auto id = work->add_import(both);
  work->commit();
  const auto reader = book.book->read();
  CHECK(reader->people_of(id) == std::vector<PersonId>{book.person, other});
  CHECK(reader->facts(book.person).payslips.size() == 1);
  const auto facts = reader->facts(other);
  REQUIRE(facts.payslips.size() == 1);
  CHECK(facts.payslips[0].record.person == "P0002");
  CHECK(facts.summaries.at(0).record == summary);
  CHECK(facts.invoices.at(0).record == invoice);
  CHECK(facts.deliveries.at(0).record == delivery);
  CHECK(reader->person("P0002")->links == 2);
  CHECK(breaches(*book.book).empty());
  book.undo(id);
  CHECK(book.book->read()->person("P0001")->links == 3);
  CHECK(book.book->read()->facts(other).payslips.empty());
  CHECK(breaches(*book.book).empty());
}

TEST_CASE("versions hold from their day, whichever was recorded first", "[store]") {
  Book book;
  auto work = book.book->begin(stamp());
  for (const auto& [month, group] : {std::pair{9, "s117"}, {6, "education"}}) {
    auto next = version();
    next.from = day(2025, month, 1);
    next.care_group = group;
    CHECK(work->add_version(next) == book.person);
  }
  work->commit();
  const auto history = book.book->read()->history(book.person);
  CHECK(history.on(day(2025, 5, 31)).care_group == "chc-adult");
  CHECK(history.on(day(2025, 6, 1)).care_group == "education");
  CHECK(history.latest().care_group == "s117");
}

namespace {

/// The same line as another format words it.
StatementLine reworded(StatementLine line, std::string payee, std::optional<Money> balance) {
  line.payee = std::move(payee);
  line.reference.clear();
  line.type.clear();
  line.balance = balance;
  line.bank_id = "FIT" + line.payee;
  return line;
}

store::NewImport rewording(store::NewImport import, const StatementLine& line) {
  auto& statement = import.statements[0];
  statement.kept.clear();
  statement.known = {{line.id, line.file_line}};
  statement.reworded = {line};
  import.known = 1;
  import.format = "ofx";
  return import;
}

}  // namespace

TEST_CASE("a line that two files word differently has the fullest of both, and both are shown",
          "[store][import]") {
  Book book;
  auto first = lines("P0001", 1);
  first[0].balance.reset();
  const auto csv = book.import("a.csv", first);
  const auto other = reworded(first[0], first[0].payee + " WITH MORE TO SAY", pounds(7));
  ImportId ofx{};
  {
    auto work = book.book->begin(stamp());
    ofx = work->add_import(rewording(bank_file(book.person, "P0001", "b.ofx", {other}), other));
    work->commit();
  }
  const auto both = book.facts();
  REQUIRE(both.lines.size() == 1);
  CHECK(both.lines[0].line.payee == other.payee);
  CHECK(both.lines[0].line.balance == pounds(7));
  CHECK(both.lines[0].line.bank_id == other.bank_id);
  CHECK(both.lines[0].line.id == first[0].id);
  REQUIRE(both.lines[0].wordings.size() == 2);
  CHECK(both.lines[0].wordings[0].import == csv);
  CHECK(both.lines[0].wordings[1].import == ofx);
  CHECK(breaches(*book.book).empty());
  CHECK(book.book->read()
            ->known_lines(book.person, "dp", {day(2025, 1, 1), day(2026, 1, 1)})
            .size() == 2);

  book.undo(ofx);
  CHECK(book.facts().lines[0].line.payee == first[0].payee);
  CHECK_FALSE(book.facts().lines[0].line.balance);
  CHECK(book.facts().lines[0].wordings.empty());
  book.undo(csv);
  CHECK(book.facts().lines.empty());
  CHECK(breaches(*book.book).empty());
}

TEST_CASE("when the first file is undone a line reads as the file that is left words it",
          "[store][import]") {
  Book book;
  const auto first = lines("P0001", 1);
  const auto csv = book.import("a.csv", first);
  const auto other = reworded(first[0], "B", pounds(7));
  auto work = book.book->begin(stamp());
  work->add_import(rewording(bank_file(book.person, "P0001", "b.ofx", {other}), other));
  work->commit();
  book.undo(csv);
  const auto left = book.facts();
  REQUIRE(left.lines.size() == 1);
  CHECK(left.lines[0].line.payee == "B");
  CHECK(left.lines[0].line.reference.empty());
  CHECK(breaches(*book.book).empty());
  CHECK(book.book->read()->known_files(book.person, "dp").size() == 1);
}

TEST_CASE("a wording that is changed in the file of the book is noticed", "[store][check]") {
  const Folder folder;
  const auto path = folder.file("book");
  {
    auto book = new_book(path);
    auto work = book->begin(stamp());
    const auto person = work->add_version(version());
    const auto first = lines("P0001", 1);
    work->add_import(bank_file(person, "P0001", "a.csv", first));
    const auto other = reworded(first[0], "B", pounds(7));
    work->add_import(rewording(bank_file(person, "P0001", "b.ofx", {other}), other));
    work->commit();
    CHECK(breaches(*book).empty());
  }
  tamper(path, "UPDATE wording SET balance = 1");
  CHECK(breaches(*opened(path)).size() == 1);
}

TEST_CASE("that a net pay was worked out is kept with its payslip, and the chain covers it",
          "[store][import]") {
  Book book;
  auto file = payroll_file(book.person, "P0001", "fps.xml");
  file.payslips.push_back(file.payslips[0]);
  file.payslips.push_back(file.payslips[0]);
  file.payslips[1].second.net_stated = false;
  auto work = book.book->begin(stamp());
  work->add_import(file);
  work->commit();
  const auto facts = book.book->read()->facts(book.person);
  REQUIRE(facts.payslips.size() == 3);
  CHECK(facts.payslips[0].record.net_stated);
  CHECK_FALSE(facts.payslips[1].record.net_stated);
  CHECK(facts.payslips[2].record.net_stated);
  CHECK(breaches(*book.book).empty());
  tamper(book.folder.file("book"), "DELETE FROM unstated");
  CHECK_FALSE(breaches(*book.book).empty());
}

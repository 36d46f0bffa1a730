// What must hold of people in a book: whoever else is in it, in whatever order files come and runs
// are made, and when everything is taken back.
#include "ledger/store/book.hpp"
#include "reconcile/reasons.hpp"
#include "tests/reconcile/support_people.hpp"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <numeric>
#include <stdexcept>

using namespace build;
using people::pick;

namespace {

using Strings = std::vector<std::string>;

/// A book in a folder of its own, gone with it.
class Shelf {
 public:
  Shelf() {
    std::string name = (std::filesystem::temp_directory_path() / "dpledger-people-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for a test"};
    folder_ = name;
    const store::BookInfo info{"NHS Trentside", "icb", "2025-04-01T09:00:00Z", 0};
    book_ = store::create_book((folder_ / "book").string(), info).value();
  }
  ~Shelf() {
    std::error_code ignored;
    book_.reset();
    std::filesystem::remove_all(folder_, ignored);
  }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  ledger::PersonId load(const ledger::PersonVersion& version) {
    auto work = begin();
    const auto person = work->add_version(version);
    work->commit();
    return person;
  }
  ledger::ImportId import(const store::NewImport& file) {
    auto work = begin();
    const auto id = work->add_import(file);
    work->commit();
    return id;
  }
  void undo(ledger::ImportId id) {
    auto work = begin();
    work->undo_import(id);
    work->commit();
  }
  void decide(ledger::PersonId person, const std::vector<ledger::Decision>& decisions) {
    auto work = begin();
    for (const auto& decision : decisions) work->decide(person, decision);
    work->commit();
  }
  /// How many entries were reversed and posted.
  std::size_t reconcile(ledger::PersonId person) {
    auto work = begin();
    auto& reader = work->reader();
    const auto should =
        reconcile::reconcile(reader.facts(person), ledger::Parameters::built_in()).entries;
    const auto changes = reconcile::changes(reader.standing_entries(person), should);
    work->post({person, changes.reversed, changes.posted});
    work->commit();
    return changes.reversed.size() + changes.posted.size();
  }

  std::vector<ledger::Entry> standing(ledger::PersonId person) const {
    std::vector<ledger::Entry> entries;
    for (auto& one : book_->read()->standing_entries(person)) entries.push_back(one.entry);
    std::ranges::sort(entries, {}, [](const ledger::Entry& entry) {
      return std::pair{entry.date, entry.source};
    });
    return entries;
  }
  /// Those that hold anything.
  Strings balances(ledger::PersonId person) const {
    Strings texts;
    for (const auto& one : book_->read()->balances(person)) {
      if (one.net().is_zero()) continue;
      texts.push_back(one.budget + " " + one.account + " " + ledger::text(one.net()));
    }
    return texts;
  }
  Strings findings(ledger::PersonId person) const {
    return people::told(people::findings(book_->read()->facts(person), standing(person)));
  }
  Strings breaches() const {
    Strings said;
    for (const auto& one : store::check(*book_->read())) {
      said.push_back(one.person + ": " + one.what);
    }
    return said;
  }

 private:
  std::unique_ptr<store::Work> begin() { return book_->begin({"r.patel", "2025-08-01T10:00:00Z"}); }

  std::filesystem::path folder_;
  std::unique_ptr<store::Book> book_;
};

store::NewImport named(const std::string& file, ledger::FileKind kind) {
  store::NewImport made;
  made.file = file;
  made.sha256 = store::sha256_hex(file);
  made.kind = kind;
  made.format = "invented";
  return made;
}

/// The lines of one account in two months' files, and one file each of payslips and invoices.
std::vector<store::NewImport> files_of(const Case& from, ledger::PersonId person) {
  const auto& ref = from.person.ref;
  std::vector<store::NewImport> files;
  for (const std::string account : {"dp", "card"}) {
    for (const bool early : {true, false}) {
      auto file = named(ref + account + (early ? "-1.csv" : "-2.csv"), ledger::FileKind::bank);
      store::NewStatement statement{person, {{}, account, {}, {}, {}, {}, {}, {}, {}}, {}, {}, {}};
      for (const auto& line : from.lines) {
        if (line.account != account || (line.line.date < day("2025-06-01")) != early) continue;
        statement.kept.push_back(line.line);
      }
      std::ranges::stable_sort(statement.kept, {}, &ledger::StatementLine::date);
      if (statement.kept.empty()) continue;
      for (const auto& line : statement.kept) statement.frame.lines.push_back(line.id);
      statement.frame.covered = {statement.kept.front().date, statement.kept.back().date};
      file.account = ref + "/" + account;
      file.statements.push_back(std::move(statement));
      files.push_back(std::move(file));
    }
  }
  auto pay = named(ref + "-pay.csv", ledger::FileKind::payroll);
  for (const auto& slip : from.payslips) pay.payslips.emplace_back(person, slip.record);
  if (!from.payslips.empty()) files.push_back(std::move(pay));
  auto bills = named(ref + "-bills.csv", ledger::FileKind::invoice);
  for (const auto& bill : from.invoices) bills.invoices.emplace_back(person, bill.record);
  if (!from.invoices.empty()) files.push_back(std::move(bills));
  return files;
}

/// An entry stays when only what was considered beside it has changed, so reasons tell of the way.
bool same_books(const std::vector<ledger::Entry>& a, const std::vector<ledger::Entry>& b) {
  return std::ranges::equal(a, b, reconcile::same_but_for_reasons);
}

/// rapidcheck runs a hundred times; books on a disk are dear.
constexpr int enough_books = 20;

}  // namespace

TEST_CASE("the order in which files are imported and runs are made leaves no trace in a book",
          "[property][people][book]") {
  int begun = 0;
  int passed = 0;
  std::size_t revised = 0;
  REQUIRE(rc::check("files and runs", [&] {
    if (begun == passed && passed >= enough_books) return;  // a failure is looked into to the end
    ++begun;
    const auto made = people::any_person();
    Shelf one;
    const auto person = one.load(made.person);
    for (const auto& file : files_of(made, person)) one.import(file);
    one.decide(person, made.decisions);
    one.reconcile(person);

    Shelf other;
    RC_ASSERT(other.load(made.person) == person);
    auto files = files_of(made, person);
    std::ranges::rotate(files, files.begin() + pick(0, static_cast<int>(files.size()) + 1));
    if (pick(0, 2) == 0) std::ranges::reverse(files);
    for (const auto& file : files) {
      other.import(file);
      if (pick(0, 2) == 0) revised += other.reconcile(person);
    }
    other.decide(person, made.decisions);
    other.reconcile(person);

    RC_ASSERT(same_books(one.standing(person), other.standing(person)));
    RC_ASSERT(one.balances(person) == other.balances(person));
    RC_ASSERT(one.findings(person) == other.findings(person));
    RC_ASSERT(one.reconcile(person) == 0U);
    RC_ASSERT(other.reconcile(person) == 0U);
    RC_ASSERT(other.breaches() == Strings{});
    ++passed;
  }));
  CHECK(passed >= enough_books);
  CHECK(revised > 50);
}

TEST_CASE("another person in the book, and in the same files, changes nothing",
          "[property][people][book]") {
  int begun = 0;
  int passed = 0;
  std::size_t entries = 0;
  REQUIRE(rc::check("two in a book", [&] {
    if (begun == passed && passed >= enough_books) return;  // a failure is looked into to the end
    ++begun;
    const auto made = people::any_person();
    // A stranger who has much in common: the same carers, suppliers, amounts and days.
    auto stranger = people::renamed(pick(0, 2) == 0 ? made : people::any_person(), "P0002");
    Shelf alone;
    const auto person = alone.load(made.person);
    for (const auto& file : files_of(made, person)) alone.import(file);
    alone.decide(person, made.decisions);
    alone.reconcile(person);

    Shelf both;
    const auto first = both.load(made.person);
    const auto second = both.load(stranger.person);
    auto files = files_of(made, first);
    for (auto& file : files_of(stranger, second)) {
      const auto same = std::ranges::find(files, file.kind, &store::NewImport::kind);
      const bool together = file.kind != ledger::FileKind::bank && same != files.end();
      if (!together) {
        files.push_back(std::move(file));
        continue;
      }
      std::ranges::copy(file.payslips, std::back_inserter(same->payslips));
      std::ranges::copy(file.invoices, std::back_inserter(same->invoices));
    }
    for (const auto& file : files) both.import(file);
    both.decide(second, stranger.decisions);
    both.decide(first, made.decisions);
    both.reconcile(second);
    both.reconcile(first);

    RC_ASSERT(alone.standing(person) == both.standing(first));
    RC_ASSERT(alone.balances(person) == both.balances(first));
    RC_ASSERT(alone.findings(person) == both.findings(first));
    entries += both.standing(second).size();
    ++passed;
  }));
  CHECK(passed >= enough_books);
  CHECK(entries > 200);
}

TEST_CASE("undoing every import gives the balances of a book that had none",
          "[property][people][book]") {
  int begun = 0;
  int passed = 0;
  std::size_t taken_back = 0;
  REQUIRE(rc::check("undone", [&] {
    if (begun == passed && passed >= enough_books) return;  // a failure is looked into to the end
    ++begun;
    const auto made = people::any_person();
    Shelf empty;
    const auto person = empty.load(made.person);
    empty.reconcile(person);

    Shelf book;
    RC_ASSERT(book.load(made.person) == person);
    std::vector<ledger::ImportId> imports;
    for (const auto& file : files_of(made, person)) imports.push_back(book.import(file));
    book.decide(person, made.decisions);
    book.reconcile(person);
    if (pick(0, 2) == 0) std::ranges::reverse(imports);
    for (const auto import : imports) {
      book.undo(import);
      if (pick(0, 2) == 0) book.reconcile(person);
    }
    book.reconcile(person);
    taken_back += imports.size();

    RC_ASSERT(book.balances(person) == empty.balances(person));
    RC_ASSERT(book.standing(person) == empty.standing(person));
    RC_ASSERT(book.breaches() == Strings{});
    ++passed;
  }));
  CHECK(passed >= enough_books);
  CHECK(taken_back > 30);
}

#include "tests/store/support_book.hpp"

#include <sstream>
#include <stdexcept>
#include <utility>

#include <sqlite3.h>
#include <unistd.h>

namespace store_tests {

using namespace ledger;

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "dpledger-store-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for a test"};
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Date day(int year, int month, int day) {
  return Date::of(year, month, day).value();
}
Money pounds(std::int64_t whole, std::int64_t pence) {
  return Money::of_pence(whole * 100 + pence);
}
store::Stamp stamp(std::string_view by) {
  return {std::string{by}, "2025-05-01T10:00:00Z"};
}
store::BookInfo info() {
  return {"NHS Trentside", "icb", "2025-04-01T09:00:00Z", 0};
}

std::unique_ptr<store::Book> new_book(const std::string& path) {
  return store::create_book(path, info()).value();
}
std::unique_ptr<store::Book> opened(const std::string& path) {
  return store::open_book(path).value();
}

PersonVersion version(std::string_view ref) {
  PersonVersion version;
  version.ref = ref;
  version.name = "Mabel Ashby";
  version.nhs_number = "9434765919";
  version.care_group = "chc-adult";
  version.accounts.push_back(
      {"dp", AccountKind::bank, "309021", "01234567", {}, day(2025, 4, 1), {}, "GBP"});
  version.workers.push_back({"W1",
                             "Nora Field",
                             day(2025, 4, 1),
                             {},
                             day(1990, 2, 11),
                             Relation::none,
                             {},
                             Quantity{2400},
                             pounds(12, 80),
                             {}});
  return version;
}

std::vector<StatementLine> lines(std::string_view ref, int count, int first) {
  std::vector<StatementLine> lines;
  Money balance = pounds(1000);
  for (int n = first; n < first + count; ++n) {
    balance -= pounds(10, n);
    lines.push_back({plus_days(day(2025, 4, 1), n % 3000),
                     -pounds(10, n),
                     balance,
                     "FPO",
                     "WAGES " + std::to_string(n),
                     "REF",
                     "B" + std::to_string(n),
                     n + 2,
                     false,
                     {}});
  }
  number_lines(std::string{ref} + "/dp", lines);
  return lines;
}

store::NewImport bank_file(PersonId person, std::string_view ref, std::string file,
                           std::vector<StatementLine> lines) {
  store::NewStatement statement{person, {{}, "dp", {}, {}, {}, {}, {7}, {}}, std::move(lines), {}};
  for (const StatementLine& line : statement.kept) statement.frame.lines.push_back(line.id);
  if (!statement.kept.empty()) {
    statement.frame.covered = Period{statement.kept.front().date, statement.kept.back().date};
  }
  store::NewImport import;
  import.sha256 = store::sha256_hex(file);
  import.file = std::move(file);
  import.account = std::string{ref} + "/dp";
  import.format = "lloyds";
  import.statements.push_back(std::move(statement));
  return import;
}

store::NewImport payroll_file(PersonId person, std::string_view ref, std::string file) {
  Payslip slip{
      std::string{ref}, "W1",           "Nora Field",   {day(2025, 4, 1), day(2025, 4, 28)},
      day(2025, 4, 30), Quantity{9600}, pounds(12, 80), pounds(1228, 80),
      pounds(100),      pounds(50),     pounds(30),     {},
      pounds(1048, 80), pounds(80),     pounds(40),     2};
  store::NewImport import;
  import.sha256 = store::sha256_hex(file);
  import.file = std::move(file);
  import.kind = FileKind::payroll;
  import.format = "dpledger-payroll";
  import.payslips.emplace_back(person, std::move(slip));
  return import;
}

Entry line_entry(const StatementLine& line, std::string_view item) {
  Match match{MatchState::matched,
              "net-pay-exact",
              980,
              "name=full;days=2",
              "2025/team",
              {{std::string{item}, line.amount}},
              {}};
  return {line.date,
          EntryKind::line,
          "line:" + text(line.id),
          {{"2025", "owed:net-pay:W1", "bank:dp", -line.amount, std::string{item}}},
          std::move(match)};
}

Small small_book(const std::string& path) {
  auto book = new_book(path);
  auto work = book->begin(stamp());
  const PersonId person = work->add_version(version());
  const auto april = lines("P0001", 3);
  work->add_import(bank_file(person, "P0001", "april.csv", april));
  work->add_import(payroll_file(person, "P0001", "payroll.csv"));
  store::NewEntries first{person, {}, {}};
  for (const StatementLine& line : april) {
    first.posted.push_back(line_entry(line, "net-pay:P0001:W1:2025-04-30"));
  }
  work->post(first);
  work->post({person, {EntryNo{2}}, {line_entry(april[1], "net-pay:P0001:W1:2025-05-30")}});
  work->decide(person, {april[0].id,
                        Decision::Kind::match,
                        {"net-pay:P0001:W1:2025-04-30"},
                        {},
                        "r.patel",
                        "2025-05-01T10:00:00Z"});
  work->waive(person, {"F0000000000000001", "agreed by letter", "r.patel", "2025-05-01T10:00:00Z"});
  work->commit();
  return {std::move(book), person};
}

namespace {

std::string maybe(const std::optional<Money>& money) {
  return money ? text(*money) : "-";
}

void tell_facts(std::ostream& out, const PersonFacts& facts) {
  const auto file = [&](ImportId id) { return facts.imports.at(id).file; };
  out << facts.ref() << ' ' << facts.history.latest().name << '\n';
  for (const BookLine& one : facts.lines) {
    out << "line " << one.account << ' ' << file(one.import) << ':' << one.line.file_line << ' '
        << text(one.line.date) << ' ' << text(one.line.amount) << ' ' << maybe(one.line.balance)
        << ' ' << one.line.description() << ' ' << text(one.line.id) << '\n';
  }
  for (const auto& one : facts.payslips) {
    out << "payslip " << file(one.import) << ' ' << one.record.worker << text(one.record.net)
        << '\n';
  }
  for (const StatementFrame& one : facts.frames) {
    out << "frame " << file(one.import) << ' ' << one.account << ' ' << one.breaks.size();
    for (const LineId id : one.lines) out << ' ' << text(id);
    out << '\n';
  }
  for (const Decision& one : facts.decisions) {
    out << "decision " << text(one.line) << ' ' << one.keys.size() << ' ' << one.by << '\n';
  }
  for (const Waiver& one : facts.waivers) {
    out << "waiver " << one.finding << one.reason << ' ' << one.withdrawn << '\n';
  }
  for (const Note& one : facts.notes) out << "note " << one.subject << ' ' << one.text << '\n';
  for (const PeriodEvent& one : facts.periods) {
    out << "period " << static_cast<int>(one.kind) << ' ' << text(one.to) << ' ' << one.by << '\n';
  }
}

}  // namespace

std::string all_of(store::Reader& reader) {
  std::ostringstream out;
  for (const store::PersonRow& person : reader.people()) {
    out << "person " << person.ref << ' ' << person.links << ' ' << person.head << ' '
        << person.to_reconcile << '\n';
    tell_facts(out, reader.facts(person.id));
    for (const RecordedEntry& one : reader.entries(person.id)) {
      out << "entry " << one.number.value << ' ' << text(one.entry.date) << ' ' << one.entry.source
          << ' ' << one.reversed << ' ' << one.entry.postings.size() << '\n';
    }
    for (const Balance& one : reader.balances(person.id)) {
      out << "balance " << one.budget << ' ' << one.account << ' ' << text(one.net()) << '\n';
    }
  }
  for (const Import& one : reader.imports()) {
    out << "import " << one.id.value << ' ' << one.file << ' ' << one.kept << ' ' << one.undone
        << '\n';
  }
  return out.str();
}

std::vector<std::string> breaches(store::Book& book) {
  std::vector<std::string> said;
  for (const store::Breach& one : store::check(*book.read()))
    said.push_back(one.person + ": " + one.what);
  return said;
}

namespace {

struct Plain {
  sqlite3* handle = nullptr;
  explicit Plain(const std::string& path) {
    if (sqlite3_open(path.c_str(), &handle) != SQLITE_OK) throw std::runtime_error{"no file"};
  }
  ~Plain() { sqlite3_close(handle); }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;
  std::string run(const std::string& sql, std::string* answer = nullptr) const {
    char* error = nullptr;
    const auto row = [](void* to, int, char** values, char**) {
      if (to != nullptr) {
        *static_cast<std::string*>(to) += values[0] == nullptr ? "NULL" : values[0];
        *static_cast<std::string*>(to) += '\n';
      }
      return 0;
    };
    sqlite3_exec(handle, sql.c_str(), row, answer, &error);
    const std::string said = error == nullptr ? "" : error;
    sqlite3_free(error);
    return said;
  }
};

}  // namespace

void tamper(const std::string& path, const std::string& sql) {
  const Plain plain{path};
  std::string gone;
  std::string back;
  plain.run("SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'",
            &gone);
  plain.run("SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'", &back);
  const std::string error = plain.run(gone + sql + ";" + back);
  if (!error.empty()) throw std::runtime_error{error};
}

std::string attempt(const std::string& path, const std::string& sql) {
  return Plain{path}.run(sql);
}

std::string ask(const std::string& path, const std::string& sql) {
  std::string answer;
  const std::string error = Plain{path}.run(sql, &answer);
  return error + answer;
}

}  // namespace store_tests

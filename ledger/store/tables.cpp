#include "ledger/store/tables.hpp"

#include "ledger/ensure.hpp"

#include <utility>

namespace store {

using ledger::ensure;

namespace {

constexpr std::string_view whole = "INTEGER NOT NULL";
constexpr std::string_view maybe = "INTEGER";
constexpr std::string_view words = "TEXT NOT NULL";
constexpr std::string_view person_of = "INTEGER NOT NULL REFERENCES person";

// Tables that grow with every line have no foreign keys: each would be a look-up a row. `check`
// finds rows that belong to nobody.
std::vector<Table> statement_tables() {
  return {
      {"frame",
       "person, import, number",
       {{"person", person_of},
        {"import", "INTEGER NOT NULL REFERENCES import"},
        {"number", whole},
        {"account", whole},
        {"printed_first", maybe},
        {"printed_last", maybe},
        {"covered_first", maybe},
        {"covered_last", maybe},
        {"opening", maybe},
        {"closing", maybe},
        {"breaks", words}}},
      {"line",
       "person, id",
       {{"person", whole},
        {"id", whole},
        {"account", whole},
        {"import", whole},
        {"frame", whole},
        {"position", whole},
        {"file_line", whole},
        {"date", whole},
        {"pence", whole},
        {"balance", maybe},
        {"type", words},
        {"payee", words, Role::personal},
        {"reference", words, Role::personal},
        {"bank_id", words, Role::personal}},
       Replacing::noticed},
      {"sighting",
       "person, line, import, frame, position",
       {{"person", whole},
        {"line", whole},
        {"import", whole},
        {"frame", whole},
        {"position", whole},
        {"file_line", whole}},
       Replacing::noticed},
  };
}

std::vector<Table> paper_tables() {
  return {
      {"payslip",
       "person, import, position",
       {{"person", whole},
        {"import", whole},
        {"position", whole},
        {"worker", words},
        {"name", words, Role::personal},
        {"period_first", whole},
        {"period_last", whole},
        {"pay_date", whole},
        {"hours", maybe},
        {"rate", maybe},
        {"gross", whole},
        {"tax", whole},
        {"employee_ni", whole},
        {"employee_pension", whole},
        {"other_deductions", whole},
        {"net", whole},
        {"employer_ni", whole},
        {"employer_pension", whole},
        {"file_line", whole}},
       Replacing::noticed},
      {"summary",
       "person, import, position",
       {{"person", whole},
        {"import", whole},
        {"position", whole},
        {"tax_year", whole},
        {"tax_month", whole},
        {"tax", whole},
        {"employee_ni", whole},
        {"employer_ni", whole},
        {"employment_allowance", whole},
        {"statutory_pay_recovered", whole},
        {"due", whole},
        {"file_line", whole}}},
      {"invoice",
       "person, import, position",
       {{"person", whole},
        {"import", whole},
        {"position", whole},
        {"number", words},
        {"supplier", words},
        {"date", whole},
        {"due", maybe},
        {"pence", whole},
        {"plan_line", words},
        {"description", words, Role::personal},
        {"file_line", whole}}},
      {"delivery",
       "person, import, position",
       {{"person", whole},
        {"import", whole},
        {"position", whole},
        {"service", words},
        {"period_first", whole},
        {"period_last", whole},
        {"quantity", whole},
        {"delivered", whole},
        {"note", words, Role::personal},
        {"file_line", whole}}},
  };
}

std::vector<Table> entry_tables() {
  return {
      // `line` holds a source "line:L…" as its number; any other source stands in `source`.
      // `state` is empty where no match belongs to the entry. `items` is empty where they can be
      // read off the postings.
      {"entry",
       "person, number",
       {{"person", whole},
        {"number", whole},
        {"date", whole},
        {"kind", whole},
        {"line", maybe},
        {"source", "TEXT"},
        {"reverses", maybe},
        {"link", whole, Role::linked},
        {"state", maybe},
        {"rule", maybe},
        {"confidence", maybe},
        {"evidence", "TEXT"},
        {"plan_line", maybe},
        {"items", "TEXT"},
        {"alternatives", "TEXT"}},
       Replacing::noticed},
      {"posting",
       "person, entry, ordinal",
       {{"person", whole},
        {"entry", whole},
        {"ordinal", whole},
        {"budget", whole},
        {"debit", whole},
        {"credit", whole},
        {"pence", "INTEGER NOT NULL CHECK (pence > 0)"},
        {"item", words}},
       Replacing::noticed},
      {"decision",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"line", whole},
        {"kind", whole},
        {"keys", words},
        {"plan_line", words},
        {"by", words},
        {"at", words}}},
      {"waiver",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"finding", words},
        {"reason", words, Role::personal},
        {"by", words},
        {"at", words}}},
  };
}

/// What came after schema 1; never a column more in a table whose rows are linked already.
std::vector<Table> later_tables() {
  return {
      // How another file words a line that the book has: other text, a balance, the bank's number.
      {"wording",
       "person, line, import, frame, position",
       {{"person", person_of},
        {"line", whole},
        {"import", "INTEGER NOT NULL REFERENCES import"},
        {"frame", whole},
        {"position", whole},
        {"file_line", whole},
        {"balance", maybe},
        {"type", words},
        {"payee", words, Role::personal},
        {"reference", words, Role::personal},
        {"bank_id", words, Role::personal}},
       Replacing::refused,
       2},
      // The format of a frame, where it is not that of its import: an archive's, a profile's.
      {"origin",
       "person, import, number",
       {{"person", person_of},
        {"import", "INTEGER NOT NULL REFERENCES import"},
        {"number", whole},
        {"format", words}},
       Replacing::refused,
       2},
      // The payslips whose net pay no paper states: it was worked out.
      {"unstated",
       "person, import, position",
       {{"person", person_of},
        {"import", "INTEGER NOT NULL REFERENCES import"},
        {"position", whole}},
       Replacing::refused,
       2},
      // The waivers that take back the one before them.
      {"unwaived",
       "person, number",
       {{"person", person_of}, {"number", whole}, {"link", whole, Role::linked}},
       Replacing::refused,
       3},
      // What somebody wrote beside a line or a finding, and until when it can wait.
      {"note",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"subject", words},
        {"until", maybe},
        {"withdrawn", whole},
        {"text", words, Role::personal},
        {"by", words},
        {"at", words}},
       Replacing::refused,
       3},
      // A period submitted, approved, opened again. `standing` is the digest of what stood.
      {"period",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"kind", whole},
        {"to", whole},
        {"reason", words, Role::personal},
        {"standing", words},
        {"by", words},
        {"at", words}},
       Replacing::refused,
       3},
      // What an officer decided about a budget's money; `every` is a number of ledger::Every.
      {"act",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"kind", whole},
        {"ref", words},
        {"budget", words},
        {"funder", words},
        {"pence", whole},
        {"on", whole},
        {"until", maybe},
        {"every", maybe},
        {"withdrawn", whole},
        {"ground", words},
        {"total", whole},
        {"who", words, Role::personal},
        {"reason", words, Role::personal},
        {"by", words},
        {"at", words}},
       Replacing::refused,
       4},
      // What of a pool's line is the person's, as a line of their own account; without an id: it is
      // theirs no longer. The newest of a line stands.
      {"allocation",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"pool", whole},
        {"line", whole},
        {"id", maybe},
        {"nth", whole},
        {"account", words},
        {"brought_by", maybe},
        {"file_line", whole},
        {"date", maybe},
        {"pence", whole},
        {"type", words},
        {"payee", words, Role::personal},
        {"reference", words, Role::personal},
        {"bank_id", words, Role::personal}},
       Replacing::refused,
       4},
      // That a person's details were erased up to the link before: by whom and why, never what.
      {"erasure",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"reason", words, Role::personal},
        {"by", words},
        {"at", words}},
       Replacing::refused,
       5},
      // The digest that the rows of link `covers` have since an erasing worded one of them anew.
      {"recast",
       "person, covers, link",
       {{"person", person_of}, {"covers", whole}, {"link", whole, Role::linked}, {"digest", words}},
       Replacing::refused,
       5},
  };
}

std::vector<Table> all_tables_of_people() {
  std::vector<Table> tables = {
      {"name",
       "person, number",
       {{"person", person_of}, {"number", whole}, {"link", whole, Role::linked}, {"text", words}}},
      {"version",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"link", whole, Role::linked},
        {"public", words, Role::recorded, true},
        {"details", words, Role::personal}}},
  };
  for (auto make : {statement_tables, paper_tables, entry_tables, later_tables}) {
    for (Table& one : make()) tables.push_back(std::move(one));
  }
  ensure(tables.size() == recorded_tables, "every recorded table is named in Recorded");
  return tables;
}

}  // namespace

const std::vector<Table>& tables_of_book() {
  static const std::vector<Table> tables = {
      {"book",
       "one",
       {{"one", "INTEGER NOT NULL CHECK (one = 1)"},
        {"commissioner", words},
        {"kind", words},
        {"made_at", words}}},
      {"person", "", {{"id", "INTEGER PRIMARY KEY"}, {"ref", "TEXT NOT NULL UNIQUE"}}},
      {"work", "", {{"number", "INTEGER PRIMARY KEY"}, {"by", words}, {"at", words}}},
      {"import",
       "",
       {{"id", "INTEGER PRIMARY KEY"},
        {"work", "INTEGER NOT NULL REFERENCES work"},
        {"person", "INTEGER REFERENCES person"},  // when all that the file holds is one person's
        {"file", words, Role::personal},
        {"sha256", "BLOB NOT NULL"},
        {"account", words},
        {"kind", whole},
        {"format", words},
        {"kept", whole},
        {"known", whole}}},
      {"undone",
       "import",
       {{"import", "INTEGER NOT NULL REFERENCES import"},
        {"work", "INTEGER NOT NULL REFERENCES work"}}},
      // `about` is the import that a link is about; else 0. `texts` is the commitment to personal
      // texts; its salt goes when they are erased.
      {"link",
       "person, number",
       {{"person", person_of},
        {"number", whole},
        {"kind", whole},
        {"about", whole},
        {"work", "INTEGER NOT NULL REFERENCES work"},
        {"digest", "BLOB NOT NULL"},
        {"texts", "BLOB"},
        {"salt", "BLOB", Role::personal},
        {"head", "BLOB NOT NULL"}}},
      // What officers wrote about files of layouts that are not built in; nobody's own.
      {"profile",
       "name, version",
       {{"name", words},
        {"version", whole},
        {"text", words},
        {"work", "INTEGER NOT NULL REFERENCES work"}},
       Replacing::refused,
       2},
      // The book's log (ledger/merkle.hpp): a person's chain as it stood when the book was sealed.
      {"leaf",
       "",
       {{"position", "INTEGER PRIMARY KEY"},
        {"person", "INTEGER NOT NULL REFERENCES person"},
        {"links", whole},
        {"head", "BLOB NOT NULL"}},
       Replacing::refused,
       5},
      // The hashes of the log's whole subtrees; level 0 has those of the leaves. Kept, not
      // recorded.
      {"node",
       "level, position",
       {{"level", whole}, {"position", whole}, {"hash", "BLOB NOT NULL"}},
       Replacing::refused,
       5},
      {"seal",
       "",
       {{"number", "INTEGER PRIMARY KEY"},
        {"tree_size", whole},
        {"root", "BLOB NOT NULL"},
        {"work", "INTEGER NOT NULL REFERENCES work"}},
       Replacing::refused,
       5},
      // What left the house or was signed. `head` follows from the row before, as in a person's
      // chain; `texts` is the commitment to the name of the file.
      {"disclosure",
       "",
       {{"number", "INTEGER PRIMARY KEY"},
        {"work", "INTEGER NOT NULL REFERENCES work"},
        {"what", words},
        {"person", "INTEGER REFERENCES person"},  // when it is about one person alone
        {"file", words, Role::personal},
        {"sha256", "BLOB"},
        {"texts", "BLOB NOT NULL"},
        {"salt", "BLOB", Role::personal},
        {"head", "BLOB NOT NULL"}},
       Replacing::refused,
       5},
  };
  return tables;
}

const std::vector<Table>& tables_of_people() {
  static const std::vector<Table> tables = all_tables_of_people();
  return tables;
}

const Table& table(Recorded which) {
  return tables_of_people()[static_cast<std::size_t>(which)];
}

}  // namespace store

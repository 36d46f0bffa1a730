// The log of what left the house or was signed. Each row follows from the one before:
//
//   texts = SHA-256(salt, name of the file)
//   head  = SHA-256("dpledger.disclosure/1", previous head, number, work, at, by, what, person,
//           SHA-256 of the file, texts)
//
// The head before the first is SHA-256("dpledger.disclosures/1", the row of the book).
#include "ledger/ensure.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/log.hpp"
#include "ledger/store/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace store {

using namespace ledger;

namespace {

std::string bytes(const Digest& digest) {
  return std::string{bytes_of(digest)};
}

std::string beginning(Connection& connection) {
  const BookInfo book = book_row(connection);
  Sha256 hasher;
  return bytes(hasher.field("dpledger.disclosures/1")
                   .field(book.commissioner)
                   .field(book.kind)
                   .field(book.made_at)
                   .take());
}

std::string texts_of(std::string_view salt, std::string_view file) {
  Sha256 hasher;
  return bytes(hasher.field(salt).field(file).take());
}

/// A row, its work with it.
struct Row {
  std::int64_t number = 0;
  std::int64_t work = 0;
  std::string at, by, what, person, sha256, texts;
};

std::string head_after(std::string_view previous, const Row& row) {
  Sha256 hasher;
  hasher.field("dpledger.disclosure/1").field(previous).field(row.number).field(row.work);
  for (const std::string* text : {&row.at, &row.by, &row.what, &row.person, &row.sha256}) {
    hasher.field(*text);
  }
  return bytes(hasher.field(row.texts).take());
}

constexpr std::string_view select_disclosures =
    "SELECT d.number, d.work, w.at, w.by, d.what, coalesce(p.ref, ''), coalesce(d.sha256, x''), "
    "d.texts, d.file, d.salt, d.head FROM disclosure d LEFT JOIN work w ON w.number = d.work "
    "LEFT JOIN person p ON p.id = d.person ORDER BY d.number";

Row row_in(const Rows& rows) {
  return {rows.integer(0), rows.integer(1), rows.text(2), rows.text(3),
          rows.text(4),    rows.text(5),    rows.text(6), rows.text(7)};
}

void insert(Connection& connection, const Row& row, const std::string& file,
            std::optional<std::int64_t> person, const std::string& salt, const std::string& head) {
  Statement& statement =
      connection.prepared("INSERT INTO disclosure VALUES (?1, ?2, ?3, ?5, ?4, ?6, ?7, ?8, ?9)");
  if (person) {
    statement.bind(5, *person);
  } else {
    statement.bind_null(5);
  }
  if (row.sha256.empty()) {
    statement.bind_null(6);
  } else {
    statement.bind_bytes(6, row.sha256);
  }
  statement.bind_bytes(7, row.texts);
  statement.bind_bytes(8, salt);
  statement.bind_bytes(9, head);
  run(statement, row.number, row.work, std::string_view{row.what}, std::string_view{file});
}

}  // namespace

void add_disclosures(Connection& connection, ChainWriter& chain, const Stamp& stamp,
                     const std::vector<Disclosure>& disclosures) {
  std::string head = beginning(connection);
  std::int64_t number = 0;
  {
    Rows rows{
        connection.prepared("SELECT number, head FROM disclosure ORDER BY number DESC "
                            "LIMIT 1")};
    if (rows.next()) {
      number = rows.integer(0);
      head = rows.text(1);
    }
  }
  for (const Disclosure& one : disclosures) {
    std::optional<std::int64_t> person;
    if (!one.person.empty()) {
      Rows rows{connection.prepared("SELECT id FROM person WHERE ref = ?"),
                std::string_view{one.person}};
      ensure(rows.next(), "what is disclosed is about a person of the book");
      person = rows.integer(0);
    }
    const Salt salt = random_salt();
    const Row row{++number,
                  chain.work(),
                  stamp.at,
                  stamp.by,
                  one.what,
                  one.person,
                  from_hex(one.sha256),
                  texts_of(bytes_of(salt), one.file)};
    head = head_after(head, row);
    insert(connection, row, one.file, person, std::string{bytes_of(salt)}, head);
  }
}

std::vector<Disclosure> BookReader::disclosures() {
  std::vector<Disclosure> all;
  for (Rows rows{connection_->prepared(select_disclosures)}; rows.next();) {
    Row row = row_in(rows);
    all.push_back({std::move(row.what), std::move(row.person), rows.text(8), hex(row.sha256),
                   std::move(row.at), std::move(row.by), rows.is_null(9)});
  }
  return all;
}

namespace {

/// The names of files are gone where the person's details are, and nowhere else.
bool was_erased(Connection& connection, const std::string& ref) {
  Rows rows{connection.prepared("SELECT 1 FROM erasure e JOIN person p ON p.id = e.person WHERE "
                                "p.ref = ?"),
            std::string_view{ref}};
  return rows.next();
}

}  // namespace

std::vector<Breach> check_disclosures(Connection& connection) {
  std::vector<Breach> breaches;
  std::string head;
  std::int64_t expected = 0;
  for (Rows rows{connection.prepared(select_disclosures)}; rows.next();) {
    if (expected == 0) head = beginning(connection);
    const Row row = row_in(rows);
    const auto report = [&](const std::string& what) {
      breaches.push_back({row.person, "disclosure " + std::to_string(row.number) + " " + what});
    };
    if (row.number != ++expected) {
      report("does not follow disclosure " + std::to_string(expected - 1));
      expected = row.number;
    }
    if (rows.view(10) != head_after(head, row)) report("is not what was noted down");
    if (rows.is_null(9)) {
      const bool recorded = was_erased(connection, row.person) && rows.view(8).empty();
      if (!recorded) report("has lost its file, and no erasure is recorded");
    } else if (row.texts != texts_of(rows.view(9), rows.view(8))) {
      report("names another file than was noted down");
    }
    head = rows.text(10);
  }
  return breaches;
}

}  // namespace store

#include "ledger/store/chain_writer.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>

namespace store {

using ledger::ensure;
using ledger::PersonId;

ChainWriter::ChainWriter(Connection& connection, const Stamp& stamp)
    : connection_{connection}, stamp_{stamp}, name_rows_{connection, Recorded::name} {}

std::int64_t ChainWriter::work() {
  if (work_ != 0) return work_;
  {
    Rows newest{connection_.prepared("SELECT coalesce(max(number), 0) FROM work")};
    ensure(newest.next(), "the newest work can be asked");
    work_ = newest.integer(0) + 1;
  }
  run(connection_.prepared("INSERT INTO work VALUES (?, ?, ?)"), work_, std::string_view{stamp_.by},
      std::string_view{stamp_.at});
  return work_;
}

PersonId ChainWriter::add_person(std::string_view ref) {
  std::int64_t id = 0;
  {
    Rows newest{connection_.prepared("SELECT coalesce(max(id), 0) FROM person")};
    ensure(newest.next(), "the newest person can be asked");
    id = newest.integer(0) + 1;
  }
  run(connection_.prepared("INSERT INTO person VALUES (?, ?)"), id, ref);
  Statement& progress =
      connection_.prepared("INSERT INTO progress VALUES (?1, 0, ?2, 0, 0, NULL, 0, 1)");
  const Digest head = first_head(hasher_, book_row(connection_), ref);
  progress.bind_bytes(2, bytes_of(head));
  run(progress, id);
  return {id};
}

void ChainWriter::load(PersonId person) {
  names_.clear();
  person_ = 0;
  {
    Rows rows{connection_.prepared(
                  "SELECT p.ref, g.links, g.head, g.names, g.entries, g.newest, g.undone, "
                  "g.to_reconcile, EXISTS (SELECT 1 FROM erasure e WHERE e.person = p.id) "
                  "FROM person p JOIN progress g ON g.person = p.id WHERE p.id = ?"),
              person.value};
    ensure(rows.next(), "what is recorded is about a person of the book");
    ref_ = rows.text(0);
    erased_ = rows.integer(8) != 0;
    progress_ = {rows.integer(1),     {},
                 rows.integer(3),     rows.integer(4),
                 rows.maybe_date(5),  rows.integer(6),
                 rows.integer(7) != 0};
    const std::string_view head = rows.view(2);
    ensure(head.size() == progress_.head.size(), "a head has 32 bytes");
    std::ranges::transform(head, progress_.head.begin(),
                           [](char byte) { return static_cast<unsigned char>(byte); });
  }
  Rows rows{connection_.prepared("SELECT text, number FROM name WHERE person = ?"), person.value};
  while (rows.next()) names_.emplace(rows.text(0), rows.integer(1));
  person_ = person.value;
}

void ChainWriter::open(PersonId person, LinkKind kind, std::int64_t about) {
  if (!connection_.in_transaction())
    throw Failure{connection_.path() + ": this work has failed: start again"};
  if (person_ != person.value) load(person);
  if (erased_ && kind != LinkKind::erasure) {
    throw Failure{connection_.path() + ": the details of " + ref_ +
                  " were erased, so nothing more is recorded about them: nothing was changed"};
  }
  open_ = true;
  batch_.clear();
  kind_ = kind;
  about_ = about;
}

std::int64_t ChainWriter::name(std::string_view text) {
  const auto known = names_.find(text);
  if (known != names_.end()) return known->second;
  const std::int64_t number = ++progress_.names;
  names_.emplace(std::string{text}, number);
  name_rows_.write(batch_, person_, number, link(), text);
  return number;
}

void ChainWriter::close() {
  add_link();
  keep_progress();
  open_ = false;
}

void ChainWriter::add_link() {
  Statement& row = connection_.prepared("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Salt salt{};
  Digest texts{};
  std::optional<std::string_view> commitment;
  if (batch_.has_texts()) {
    salt = random_salt();
    texts = batch_.commitment(hasher_, bytes_of(salt));
    commitment = bytes_of(texts);
    row.bind_bytes(7, *commitment);
    row.bind_bytes(8, bytes_of(salt));
  } else {
    row.bind_null(7);
    row.bind_null(8);
  }
  const Digest digest = batch_.digest(hasher_, kind_, about_, commitment);
  const std::int64_t number = link();
  progress_.head = next_head(hasher_, bytes_of(progress_.head),
                             {number, kind_, work(), bytes_of(digest), stamp_.at, stamp_.by});
  row.bind_bytes(6, bytes_of(digest));
  row.bind_bytes(9, bytes_of(progress_.head));
  run(row, person_, number, static_cast<std::int64_t>(kind_), about_, work());
  progress_.links = number;
}

void ChainWriter::keep_progress() {
  Statement& row = connection_.prepared(
      "UPDATE progress SET links = ?1, names = ?2, entries = ?3, undone = ?4, to_reconcile = ?5, "
      "newest = ?7, head = ?8 WHERE person = ?6");
  if (progress_.newest) {
    row.bind(7, std::int64_t{progress_.newest->days()});
  } else {
    row.bind_null(7);
  }
  row.bind_bytes(8, bytes_of(progress_.head));
  run(row, progress_.links, progress_.names, progress_.entries, progress_.undone,
      std::int64_t{progress_.to_reconcile}, person_);
}

}  // namespace store

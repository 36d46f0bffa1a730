#include "ledger/store/erasing.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/reader.hpp"
#include "ledger/store/row_writer.hpp"
#include "ledger/store/version_codec.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace store {

using namespace ledger;

namespace {

/// The version as it is agreed, without the names that its plan lines pay.
std::string without_payees(std::string_view agreed) {
  PersonVersion version = decode(agreed, {});
  const auto is_worker = [&](const std::string& payee) {
    return std::ranges::find(version.workers, payee, &Worker::ref) != version.workers.end();
  };
  for (Budget& budget : version.budgets) {
    for (PlanLine& line : budget.lines) {
      std::erase_if(line.payees, [&](const std::string& payee) { return !is_worker(payee); });
    }
  }
  return encode(version).agreed;
}

struct VersionRow {
  std::int64_t number = 0;
  std::int64_t link = 0;
  std::string agreed;
};

class Erasing {
 public:
  Erasing(Connection& connection, ChainWriter& chain, PersonId person)
      : connection_{connection},
        chain_{chain},
        person_{person},
        recasts_{connection, Recorded::recast} {}

  void run(const Stamp& stamp, const std::string& reason) {
    chain_.open(person_, LinkKind::erasure);
    RowWriter rows{connection_, Recorded::erasure};
    const auto number = static_cast<std::int64_t>(read_erasures(connection_, person_).size()) + 1;
    rows.write(chain_.batch(), person_.value, number, chain_.link(), reason, stamp.by, stamp.at);
    for (const VersionRow& version : versions()) recast(version);
    const std::int64_t own = chain_.link();
    chain_.progress().to_reconcile = false;
    chain_.close();
    take_texts();
    store::run(connection_.prepared("UPDATE link SET salt = NULL WHERE person = ? AND number < ?"),
               person_.value, own);
    chain_.forget();
  }

 private:
  std::vector<VersionRow> versions() {
    std::vector<VersionRow> all;
    Rows rows{connection_.prepared("SELECT number, link, public FROM version WHERE person = ? "
                                   "ORDER BY link"),
              person_.value};
    while (rows.next()) all.push_back({rows.integer(0), rows.integer(1), rows.text(2)});
    return all;
  }

  void recast(const VersionRow& version) {
    const std::string anew = without_payees(version.agreed);
    if (anew == version.agreed) return;
    if (digest_of(version.link) != recorded_of(version.link)) {
      throw Damaged{connection_.path() + ": link " + std::to_string(version.link) + " of " +
                    chain_.ref() + " does not cover what is recorded under it now"};
    }
    store::run(connection_.prepared("UPDATE version SET public = ? WHERE person = ? AND "
                                    "number = ?"),
               std::string_view{anew}, person_.value, version.number);
    recasts_.write(chain_.batch(), person_.value, version.link, chain_.link(),
                   digest_of(version.link));
  }

  /// Of the rows under the link of a version, as they stand.
  std::string digest_of(std::int64_t link) {
    Batch batch;
    for (const Recorded which : {Recorded::name, Recorded::version}) {
      const Table& shape = table(which);
      Rows rows{
          connection_.prepared("SELECT * FROM " + std::string{shape.name} +
                               " WHERE person = ? AND link = ? ORDER BY " + std::string{shape.key}),
          person_.value, link};
      std::vector<Cell> cells;
      while (rows.next()) {
        read_cells(rows, which, cells);
        absorb(batch, which, cells);
      }
    }
    Rows rows{connection_.prepared("SELECT texts FROM link WHERE person = ? AND number = ?"),
              person_.value, link};
    ensure(rows.next(), "a version has its link");
    std::optional<std::string_view> texts;
    if (!rows.is_null(0)) texts = rows.view(0);
    return hex(bytes_of(batch.digest(hasher_, LinkKind::version, 0, texts)));
  }

  /// What the chain says the link covers; since an earlier erasing, what that one said.
  std::string recorded_of(std::int64_t link) {
    Rows anew{connection_.prepared("SELECT digest FROM recast WHERE person = ? AND covers = ? "
                                   "ORDER BY link DESC LIMIT 1"),
              person_.value, link};
    if (anew.next()) return anew.text(0);
    Rows rows{connection_.prepared("SELECT digest FROM link WHERE person = ? AND number = ?"),
              person_.value, link};
    return rows.next() ? hex(rows.view(0)) : std::string{};
  }

  /// Every personal column of the person's rows, but what this and earlier erasings say.
  void take_texts() {
    for (const auto* tables : {&tables_of_people(), &tables_of_book()}) {
      for (const Table& one : *tables) {
        if (one.name == table(Recorded::erasure).name || one.name == "link") continue;
        take_texts_of(one);
      }
    }
  }

  void take_texts_of(const Table& one) {
    std::string set;
    for (const Column& column : one.columns) {
      if (column.role != Role::personal) continue;
      const bool text = column.type.starts_with("TEXT");
      set += (set.empty() ? "\"" : ", \"") + std::string{column.name} +
             "\" = " + (text ? "''" : "NULL");
    }
    if (set.empty()) return;
    store::run(connection_.prepared("UPDATE \"" + std::string{one.name} + "\" SET " + set +
                                    " WHERE person = ?"),
               person_.value);
  }

  Connection& connection_;
  ChainWriter& chain_;
  PersonId person_;
  RowWriter recasts_;
  Hasher hasher_;
};

}  // namespace

void erase_person(Connection& connection, ChainWriter& chain, PersonId person, const Stamp& stamp,
                  const std::string& reason) {
  Erasing{connection, chain, person}.run(stamp, reason);
}

std::vector<Erasure> read_erasures(Connection& connection, PersonId person) {
  std::vector<Erasure> all;
  Rows rows{connection.prepared("SELECT link, reason, by, at FROM erasure WHERE person = ? "
                                "ORDER BY number"),
            person.value};
  while (rows.next()) all.push_back({{rows.integer(0)}, rows.text(1), rows.text(2), rows.text(3)});
  return all;
}

}  // namespace store

#include "ledger/store/allocation.hpp"

#include "ledger/store/reader.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace store {

using namespace ledger;

AllocationWriter::AllocationWriter(Connection& connection, ChainWriter& chain)
    : connection_{connection}, chain_{chain}, rows_{connection, Recorded::allocation} {}

void AllocationWriter::add(const Allotment& allotment) {
  if (allotment.given.empty() && allotment.taken_back.empty()) return;
  chain_.open(allotment.member, LinkKind::allocation);
  std::int64_t number = 0;
  {
    Rows newest{
        connection_.prepared("SELECT coalesce(max(number), 0) FROM allocation WHERE person = ?"),
        allotment.member.value};
    if (newest.next()) number = newest.integer(0);
  }
  const std::int64_t member = allotment.member.value;
  const std::int64_t pool = allotment.pool.value;
  const std::int64_t nothing = 0;
  for (const LineId of : allotment.taken_back) {
    const std::optional<std::int64_t> none;
    rows_.write(chain_.batch(), member, ++number, chain_.link(), pool, of.value, none, nothing, "",
                none, nothing, none, nothing, "", "", "", "");
  }
  for (const Allotted& one : allotment.given) {
    const StatementLine& line = one.line.line;
    rows_.write(chain_.batch(), member, ++number, chain_.link(), pool, one.of.value,
                std::optional{line.id.value}, std::int64_t{one.nth}, one.line.account,
                std::optional{one.line.import.value}, std::int64_t{line.file_line},
                std::optional{line.date}, line.amount, line.type, line.payee, line.reference,
                line.bank_id);
  }
  chain_.progress().to_reconcile = true;
  chain_.close();
}

std::vector<Allotted> read_allotted(Connection& connection, PersonId member,
                                    std::optional<PersonId> pool, LinkNo up_to) {
  std::map<std::pair<std::int64_t, LineId>, std::optional<Allotted>> newest;
  Rows rows{connection.prepared("SELECT pool, line, id, nth, account, brought_by, file_line, date, "
                                "pence, type, payee, reference, bank_id FROM allocation WHERE "
                                "person = ? AND link <= ? ORDER BY number"),
            member.value, up_to.value};
  while (rows.next()) {
    if (pool && rows.integer(0) != pool->value) continue;
    auto& one = newest[{rows.integer(0), LineId{rows.integer(1)}}];
    if (rows.is_null(2)) {
      one.reset();
      continue;
    }
    one = Allotted{{rows.integer(1)},
                   rows.number(3),
                   {rows.text(4),
                    {rows.integer(5)},
                    {rows.date(7),
                     rows.money(8),
                     {},
                     rows.text(9),
                     rows.text(10),
                     rows.text(11),
                     rows.text(12),
                     rows.number(6),
                     false,
                     LineId{rows.integer(2)}}}};
  }
  std::vector<Allotted> standing;
  for (auto& [key, one] : newest) {
    if (one) standing.push_back(std::move(*one));
  }
  return standing;
}

namespace {

void add_import(Connection& connection, PersonFacts& facts, ImportId id) {
  if (facts.imports.contains(id)) return;
  const std::string sql = std::string{select_import} + "WHERE i.id = ?";
  Rows rows{connection.prepared(sql), id.value};
  if (!rows.next()) throw Damaged{"the file of an allotted line is missing in the book"};
  Import import = import_in(rows);
  import.undone = false;  // the line stands until it is taken back
  facts.imports.emplace(id, std::move(import));
}

}  // namespace

void add_allotted(Connection& connection, PersonFacts& facts, LinkNo up_to) {
  auto allotted = read_allotted(connection, facts.id, std::nullopt, up_to);
  if (allotted.empty()) return;
  struct Placed {
    BookLine line;
    std::string file, sha256;  ///< of an allotted line
    int place;
  };
  std::vector<Placed> placed;
  for (BookLine& line : facts.lines) {
    const int place = line.place;
    placed.push_back({std::move(line), {}, {}, place});
  }
  for (Allotted& one : allotted) {
    add_import(connection, facts, one.line.import);
    const Import& import = facts.imports.at(one.line.import);
    placed.push_back({std::move(one.line), import.file, import.sha256, one.nth});
  }
  std::ranges::sort(placed, [](const Placed& a, const Placed& b) {
    return std::tie(a.line.account, a.line.line.date, a.file, a.sha256, a.place, a.line.line.id) <
           std::tie(b.line.account, b.line.line.date, b.file, b.sha256, b.place, b.line.line.id);
  });
  facts.lines.clear();
  for (Placed& one : placed) {
    one.line.place = static_cast<int>(facts.lines.size());
    facts.lines.push_back(std::move(one.line));
  }
}

std::optional<PersonId> allotted_to(Connection& connection, LineId part) {
  // The id is made from member, account and line, so that its rows are one member's.
  Rows rows{connection.prepared("SELECT a.person FROM allocation a WHERE a.id = ?1 AND NOT EXISTS "
                                "(SELECT 1 FROM allocation b WHERE b.person = a.person AND "
                                "b.pool = a.pool AND b.line = a.line AND b.number > a.number AND "
                                "b.id IS NULL)"),
            part.value};
  if (!rows.next()) return std::nullopt;
  return PersonId{rows.integer(0)};
}

bool has_pools(Connection& connection) {
  Rows rows{connection.prepared("SELECT 1 FROM person WHERE ref >= '@' AND ref < 'A' LIMIT 1")};
  return rows.next();
}

bool wake_pools(Connection& connection, const PersonHistory& history) {
  const auto pools = pools_of(history);
  for (const std::string& pool : pools) {
    const std::string ref = pool_ref(pool);
    run(connection.prepared("UPDATE progress SET to_reconcile = 1 WHERE person = "
                            "(SELECT id FROM person WHERE ref = ?)"),
        std::string_view{ref});
  }
  return !pools.empty();
}

namespace {

Money net_of(const std::vector<Balance>& balances, const std::string& account) {
  Money sum;
  for (const Balance& one : balances) {
    if (one.account == account) sum += one.net();
  }
  return sum;
}

class PoolCheck {
 public:
  PoolCheck(Connection& connection, Reader& reader, const PersonRow& pool)
      : connection_{connection},
        reader_{reader},
        pool_{pool},
        name_{std::string_view{pool.ref}.substr(1)},
        balances_{reader.balances(pool.id)} {}

  std::vector<Breach> run(const std::vector<PersonRow>& people) {
    Money shares;
    bool settled = !pool_.to_reconcile;
    for (const PersonRow& person : people) {
      if (is_pool(person.ref)) continue;
      const auto history = reader_.history(person.id);
      const Account* account = account_in(history, name_);
      if (account == nullptr) continue;
      settled = settled && !person.to_reconcile;
      shares += check_member(person, *account);
    }
    check_lines();
    const Money bank = net_of(balances_, "bank:" + pool_.ref.substr(1));
    if (settled && bank != shares - net_of(balances_, "suspense")) {
      report("the pool holds " + text(bank) + " and its members' accounts and suspense " +
             text(shares - net_of(balances_, "suspense")));
    }
    return std::move(breaches_);
  }

 private:
  void report(std::string what) { breaches_.push_back({pool_.ref, std::move(what)}); }

  /// What the member's own books have in the bank.
  Money check_member(const PersonRow& person, const Account& account) {
    const Money bank = net_of(reader_.balances(person.id), "bank:" + account.ref);
    const Money share = -net_of(balances_, share_key(person.ref));
    if (!pool_.to_reconcile && !person.to_reconcile && bank != share) {
      report("the share of " + person.ref + " is " + text(share) + ", and their books have " +
             text(bank));
    }
    for (const Allotted& one : read_allotted(connection_, person.id, pool_.id, newest_link)) {
      handed_out_[one.of] += one.line.line.amount;
    }
    return bank;
  }

  void check_lines() {
    for (const auto& [id, amount] : handed_out_) {
      Rows rows{connection_.prepared("SELECT pence FROM line WHERE person = ? AND id = ?"),
                pool_.id.value, id.value};
      if (!rows.next()) {
        report("line " + text(id) + " is allotted, and the pool has none of that id");
        continue;
      }
      const Money whole = rows.money(0);
      const bool more = magnitude(whole) < magnitude(amount) ||
                        (!amount.is_zero() && whole.is_negative() != amount.is_negative());
      if (more) report("more of line " + text(id) + " is allotted than there is");
    }
  }

  Connection& connection_;
  Reader& reader_;
  const PersonRow& pool_;
  std::string name_;
  std::vector<Balance> balances_;
  std::map<LineId, Money> handed_out_;
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> check_pools(Connection& connection, Reader& reader) {
  std::vector<Breach> breaches;
  if (!has_pools(connection)) return breaches;
  const auto people = reader.people();
  for (const PersonRow& row : people) {
    if (!is_pool(row.ref)) continue;
    for (Breach& one : PoolCheck{connection, reader, row}.run(people)) {
      breaches.push_back(std::move(one));
    }
  }
  return breaches;
}

}  // namespace store

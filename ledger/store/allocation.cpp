#include "ledger/store/allocation.hpp"

#include "ledger/store/reader.hpp"

#include <algorithm>
#include <limits>
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

namespace {

struct Standing {
  Allotted allotted;
  LinkNo since;  ///< under which it was handed out, and not taken back since
};

std::vector<Standing> standing_of(Connection& connection, PersonId member,
                                  std::optional<PersonId> pool, LinkNo up_to) {
  std::map<std::pair<std::int64_t, LineId>, std::optional<Standing>> newest;
  Rows rows{connection.prepared("SELECT pool, line, id, nth, account, brought_by, file_line, date, "
                                "pence, type, payee, reference, bank_id, link FROM allocation "
                                "WHERE person = ? AND link <= ? ORDER BY number"),
            member.value, up_to.value};
  while (rows.next()) {
    if (pool && rows.integer(0) != pool->value) continue;
    auto& one = newest[{rows.integer(0), LineId{rows.integer(1)}}];
    if (rows.is_null(2)) {
      one.reset();
      continue;
    }
    const LinkNo since = one ? one->since : LinkNo{rows.integer(13)};
    const StatementLine line{
        rows.date(7),  rows.money(8),  {},    rows.text(9),           rows.text(10), rows.text(11),
        rows.text(12), rows.number(6), false, LineId{rows.integer(2)}};
    one = Standing{
        {{rows.integer(1)}, rows.number(3), {rows.text(4), {rows.integer(5)}, line, 0, {}}}, since};
  }
  std::vector<Standing> standing;
  for (auto& [key, one] : newest) {
    if (one) standing.push_back(std::move(*one));
  }
  return standing;
}

}  // namespace

std::vector<Allotted> read_allotted(Connection& connection, PersonId member,
                                    std::optional<PersonId> pool, LinkNo up_to) {
  std::vector<Allotted> allotted;
  for (Standing& one : standing_of(connection, member, pool, up_to)) {
    allotted.push_back(std::move(one.allotted));
  }
  return allotted;
}

namespace {

/// How far the statements of a pool reach, as files of the member's account: their days alone, for
/// balances and lines are the pool's. `work`: those that were imported, and not undone, by then.
void add_reach(Connection& connection, PersonFacts& facts, const std::string& pool,
               std::int64_t work) {
  const std::string ref = pool_ref(pool);
  const std::string account = account_in(facts.history, pool)->ref;
  Rows rows{connection.prepared(
                "SELECT f.import, f.printed_first, f.printed_last, f.covered_first, "
                "f.covered_last, i.format FROM frame f JOIN import i ON i.id = f.import "
                "LEFT JOIN undone u ON u.import = f.import WHERE f.person = (SELECT id FROM person "
                "WHERE ref = ?1) AND i.work <= ?2 AND (u.work IS NULL OR u.work > ?2) "
                "ORDER BY i.file, f.import, f.number"),
            std::string_view{ref}, work};
  while (rows.next()) {
    StatementFrame frame{{rows.integer(0)}, account, {}, {}, {}, {}, {}, {}};
    if (!rows.is_null(1)) frame.printed = Period{rows.date(1), rows.date(2)};
    if (!rows.is_null(3)) frame.covered = Period{rows.date(3), rows.date(4)};
    frame.format = rows.text(5);
    facts.frames.push_back(std::move(frame));
  }
}

/// The number of the work that made a link; of the newest, any.
std::int64_t work_of(Connection& connection, PersonId person, LinkNo link) {
  Rows rows{connection.prepared("SELECT work FROM link WHERE person = ? AND number = ?"),
            person.value, link.value};
  return rows.next() ? rows.integer(0) : std::numeric_limits<std::int64_t>::max();
}

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
  const auto pools = pools_of(facts.history);
  if (pools.empty() || is_pool(facts.ref())) return;
  const std::size_t own_frames = facts.frames.size();
  const std::int64_t work = work_of(connection, facts.id, up_to);
  for (const std::string& pool : pools) add_reach(connection, facts, pool, work);
  auto allotted = standing_of(connection, facts.id, std::nullopt, up_to);
  std::map<std::pair<ImportId, LinkNo>, StatementFrame> handed_out;
  for (const Standing& one : allotted) {
    const auto& line = one.allotted.line;
    auto& frame = handed_out[{line.import, one.since}];
    frame.import = line.import;
    frame.account = line.account;
    frame.link = one.since;
    frame.lines.push_back(line.line.id);
  }
  for (auto& [key, frame] : handed_out) facts.frames.push_back(std::move(frame));
  for (std::size_t at = own_frames; at < facts.frames.size(); ++at) {
    add_import(connection, facts, facts.frames[at].import);
  }
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
  for (Standing& one : allotted) {
    auto& [of, nth, line] = one.allotted;
    const Import& import = facts.imports.at(line.import);
    placed.push_back({std::move(line), import.file, import.sha256, nth});
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

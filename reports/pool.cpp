#include "reports/pool.hpp"

#include "ledger/pool.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>

namespace reports {
namespace {

using ledger::Money;
using reconcile::PersonView;

std::optional<PoolStatement> latest_statement(const PersonView& view) {
  const ledger::StatementFrame* latest = nullptr;
  for (const auto& frame : view.facts->frames) {
    if (!frame.covered || !frame.closing || frame.covered->last > view.as_of) continue;
    if (latest == nullptr || latest->covered->last < frame.covered->last) latest = &frame;
  }
  if (latest == nullptr) return std::nullopt;
  Money bank;
  for (const auto* entry : view.entries) {
    if (entry->date > latest->covered->last) continue;
    for (const auto& posting : entry->postings) {
      if (posting.debit.starts_with("bank:")) bank += posting.amount;
      if (posting.credit.starts_with("bank:")) bank -= posting.amount;
    }
  }
  return PoolStatement{view.evidence(latest->import, 0), latest->covered->last, *latest->closing,
                       bank};
}

std::vector<std::string> candidates_of(const ledger::Match& match) {
  std::vector<std::string> refs;
  for (const auto& alternative : match.alternatives) {
    for (const auto& item : alternative.items) {
      const auto person = ledger::shared_with(item.key);
      if (person) refs.emplace_back(*person);
    }
  }
  return refs;
}

constexpr std::size_t most_named = 4;

/// "P0001, P0002"; of many the first, and how many more.
std::string named(const std::vector<std::string>& refs) {
  std::string all;
  for (std::size_t at = 0; at < refs.size() && at < most_named; ++at) {
    all += (at == 0 ? "" : ", ") + refs[at];
  }
  if (refs.size() <= most_named) return all;
  return all + " and " + std::to_string(refs.size() - most_named) + " more";
}

Json member_json(const PoolMemberShare& member) {
  return JsonObject{}
      .text("person", member.person)
      .text("account", member.account)
      .number("lines", member.lines)
      .money("share", member.share)
      .money("bank", member.bank)
      .done();
}

Json waiting_json(const PoolWaiting& line) {
  return JsonObject{}
      .text("id", ledger::text(line.line))
      .text("file", line.from.file)
      .number("line", line.from.line)
      .date("date", line.date)
      .money("amount", line.amount)
      .money("waiting", line.waiting)
      .text("description", line.text)
      .text("state", line.state)
      .text("rule", line.rule)
      .text("why", line.why)
      .put("candidates", json_array(line.candidates, json_string))
      .done();
}

Json statement_json(const std::optional<PoolStatement>& statement) {
  if (!statement) return {};
  return JsonObject{}
      .text("file", statement->file.file)
      .date("on", statement->on)
      .money("closing", statement->closing)
      .money("bank", statement->bank)
      .money("difference", statement->difference())
      .done();
}

Json pool_json(const PoolStanding& pool) {
  return JsonObject{}
      .text("pool", pool.pool)
      .money("bank", pool.bank)
      .money("suspense", pool.suspense)
      .put("members", json_array(pool.members, member_json))
      .put("waiting", json_array(pool.waiting, waiting_json))
      .put("statement", statement_json(pool.statement))
      .done();
}

std::string said_of(const PoolStatement& statement) {
  const auto head = "The latest statement (" + place(statement.file) + ") ends on " +
                    ledger::pretty(statement.on) + " with " + ledger::pretty(statement.closing);
  if (statement.difference().is_zero()) return head + ", as the books do.";
  return head + "; the books have " + ledger::pretty(statement.bank) + ": " +
         ledger::pretty(ledger::magnitude(statement.difference())) +
         " is to be explained (dpledger findings).";
}

std::vector<Column> share_columns() {
  return {{"Pool", "pool", false}, {"Whose", "person"},      {"Account", "account"},
          {"Lines", "lines"},      {"In the pool", "share"}, {"By their own books", "bank"}};
}

Table shares_of(const PoolStanding& pool) {
  Table table;
  table.title = pool.pool;
  table.columns = share_columns();
  for (const auto& member : pool.members) {
    if (member.share != member.bank) table.alarms.push_back(table.rows.size());
    table.rows.push_back(
        {pool.pool, member.person, member.account, member.lines, member.share, member.bank});
  }
  table.rows.push_back({pool.pool, std::string{"nobody's yet"}, std::monostate{},
                        std::ssize(pool.waiting), pool.suspense, std::monostate{}});
  table.totals = {std::monostate{}, std::string{"The bank"}, std::monostate{}, std::monostate{},
                  pool.bank,        std::monostate{}};
  table.notes.push_back(pool.statement ? said_of(*pool.statement)
                                       : "No statement gives a closing balance to compare with.");
  return table;
}

Table waiting_of(const PoolStanding& pool) {
  Table table;
  table.title = "Nobody's yet in " + pool.pool;
  table.columns = {{"Line", "id"},          {"Date", "date"},
                   {"Amount", "amount"},    {"Waiting", "waiting"},
                   {"Text", "description"}, {"Whose it may be", "candidates"},
                   {"Why", "why"}};
  for (const auto& line : pool.waiting) {
    table.rows.push_back({ledger::text(line.line), line.date, line.amount, line.waiting, line.text,
                          named(line.candidates), line.why});
  }
  return table;
}

}  // namespace

PoolStanding pool_standing(const PersonView& view) {
  PoolStanding pool;
  pool.pool = view.facts->ref();
  pool.bank = view.net("", "bank:");
  pool.suspense = -view.net("", "suspense");
  pool.statement = latest_statement(view);
  std::map<std::string, std::int64_t> lines;
  for (const auto& line : view.lines) {
    if (line.match == nullptr) continue;
    auto waiting = line.line->line.amount;
    for (const auto& share : line.match->items) {
      waiting -= share.amount;
      if (const auto person = ledger::shared_with(share.key)) ++lines[std::string{*person}];
    }
    if (waiting.is_zero()) continue;
    pool.waiting.push_back({line.line->line.id, view.evidence(*line.line), line.line->line.date,
                            line.line->line.amount, waiting, line.line->line.description(),
                            std::string{text(line.match->state)}, line.match->rule,
                            reconcile::why(*line.match), candidates_of(*line.match)});
  }
  std::map<std::string, Money> shares;
  for (const auto& balance : view.balances) {
    const auto person = ledger::shared_with(balance.account);
    if (person) shares[std::string{*person}] -= balance.net();
  }
  for (const auto& [person, share] : shares) {
    pool.members.push_back({person, {}, share, {}, lines[person]});
  }
  return pool;
}

Answer pools(const std::vector<PoolStanding>& pools, ledger::Date as_of) {
  Answer answer;
  if (pools.empty()) answer.heading = {"No pool: nobody has an account with kind = \"managed\"."};
  Table all;
  for (const auto& pool : pools) {
    auto shares = shares_of(pool);
    all.rows.insert(all.rows.end(), shares.rows.begin(), shares.rows.end());
    answer.tables.push_back(std::move(shares));
    if (!pool.waiting.empty()) answer.tables.push_back(waiting_of(pool));
  }
  const bool waits =
      std::ranges::any_of(pools, [](const PoolStanding& pool) { return !pool.waiting.empty(); });
  if (waits) answer.closing = {"To say whose a line is: dpledger allot LINE PERSON"};
  all.for_people = false;
  all.columns = share_columns();
  all.for_people = false;
  answer.csv_table = answer.tables.size();
  answer.tables.push_back(std::move(all));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.pool/1")
                    .date("as_of", as_of)
                    .put("pools", json_array(pools, pool_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

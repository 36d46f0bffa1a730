#include "ledger/pool.hpp"
#include "reconcile/explain.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/answers.hpp"
#include "reports/reasons_json.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace reports {
namespace {

using ledger::Match;
using ledger::MatchState;
using ledger::Settled;

/// A line with what is said about it, ready for either reader.
struct Told {
  std::string account;  ///< PERSON/ACCOUNT
  ledger::Evidence from;
  const ledger::StatementLine* line;
  Match match;
  std::string why;
  std::vector<reconcile::Rival> fits{}, lost{};  ///< with their reasons
};

Told tell(const PersonLines& person, const reconcile::LineView& view) {
  Told told{ledger::account_address(person.person, view.line->account),
            person.view->evidence(*view.line), &view.line->line, Match{}, "not reconciled yet"};
  if (view.match != nullptr) {
    told.match = *view.match;
    told.why = reconcile::why(*view.match);
  }
  if (!told.match.alternatives.empty()) {
    auto explained = reconcile::explain(*person.view, view);
    told.fits = std::move(explained.alternatives);
    told.lost = std::move(explained.considered);
  }
  return told;
}

Json told_json(const Told& told) {
  return JsonObject{}
      .text("id", ledger::text(told.line->id))
      .text("account", told.account)
      .text("file", told.from.file)
      .number("line", told.from.line)
      .date("date", told.line->date)
      .money("amount", told.line->amount)
      .text("description", told.line->description())
      .text("state", ledger::text(told.match.state))
      .text("rule", told.match.rule)
      .thousandths("confidence", told.match.confidence)
      .text("why", told.why)
      .put("items", items_json(told.match.items))
      .text("plan_line", told.match.plan_line)
      .put("alternatives", fitting_json(told.fits))
      .put("considered", lost_json(told.lost))
      .done();
}

/// "net-pay:P1:W1:2025-04-25=-400.00", joined by "; ".
std::string items_text(const std::vector<Settled>& items) {
  std::string joined;
  for (const Settled& item : items) {
    if (!joined.empty()) joined += "; ";
    joined += item.key + "=" + ledger::text(item.amount);
  }
  return joined;
}

std::string confidence_text(int thousandths) {
  if (thousandths == 1000) return "1";
  return "0." + std::to_string(1000 + thousandths).substr(1);
}

/// Why, what it settles, and, where it is for a person to say, what would fit.
std::string explanation(const Told& told) {
  std::string text = told.why;
  const std::string settles = settles_text(told.match.items, told.match.plan_line);
  if (!settles.empty()) text += "\n" + settles;
  for (const reconcile::Rival& rival : told.fits) {
    text += "\nfits: " + settles_text(rival.what.items, rival.what.plan_line);
  }
  return text;
}

Table people_table(const std::vector<Told>& lines) {
  Table table;
  table.columns = {{"Date", "date"},
                   {"Amount", "amount"},
                   {"What the bank says", "description"},
                   {"State", "state"},
                   {"Why", "why"}};
  for (const Told& told : lines) {
    table.rows.push_back(
        {told.line->date, told.line->amount,
         told.line->description() + "\n" + place(told.from) + "\n" + ledger::text(told.line->id),
         std::string{ledger::text(told.match.state)}, explanation(told)});
  }
  return table;
}

Table csv_table() {
  Table table;
  table.for_people = false;
  table.columns = {{"Id", "id"},
                   {"Account", "account"},
                   {"File", "file"},
                   {"Line", "line"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"What the bank says", "description"},
                   {"State", "state"},
                   {"Rule", "rule"},
                   {"Confidence", "confidence"},
                   {"Why", "why"},
                   {"Items", "items"},
                   {"Plan line", "plan_line"}};
  return table;
}

std::vector<Cell> csv_row(const Told& told) {
  return {ledger::text(told.line->id),
          told.account,
          told.from.file,
          std::int64_t{told.from.line},
          told.line->date,
          told.line->amount,
          told.line->description(),
          std::string{ledger::text(told.match.state)},
          told.match.rule,
          confidence_text(told.match.confidence),
          told.why,
          items_text(told.match.items),
          told.match.plan_line};
}

void count(MatchTally& tally, MatchState state) {
  switch (state) {
    case MatchState::matched:
      ++tally.matched;
      return;
    case MatchState::suggested:
      ++tally.suggested;
      return;
    case MatchState::unmatched:
      ++tally.unmatched;
      return;
  }
}

std::int64_t waiting(const MatchTally& tally) {
  return tally.suggested + tally.unmatched;
}

std::string sentence_of(const MatchTally& tally) {
  const std::int64_t all = tally.matched + waiting(tally);
  return counted(all, "line") + ": " + std::to_string(tally.matched) + " matched, " +
         std::to_string(tally.suggested) + " suggested, " + std::to_string(tally.unmatched) +
         " unmatched.";
}

/// A person's lines, an account at a time, as the facts have them.
void add_people_tables(Answer& answer, const std::vector<Told>& lines) {
  std::vector<Told> account;
  const auto close = [&answer, &account] {
    if (account.empty()) return;
    Table table = people_table(account);
    table.title = account.front().account;
    answer.tables.push_back(std::move(table));
    account.clear();
  };
  for (const Told& told : lines) {
    if (!account.empty() && account.front().account != told.account) close();
    account.push_back(told);
  }
  close();
}

}  // namespace

void MatchTally::add(const MatchTally& more) {
  matched += more.matched;
  suggested += more.suggested;
  unmatched += more.unmatched;
  of_pools += more.of_pools;
}

MatchTally tally_of(const reconcile::PersonView& view) {
  MatchTally tally;
  for (const reconcile::LineView& line : view.lines) {
    count(tally, line.match == nullptr ? MatchState::unmatched : line.match->state);
  }
  if (ledger::is_pool(view.facts->ref())) tally.of_pools = waiting(tally);
  return tally;
}

Answer matches_frame(const MatchTally& tally) {
  Answer answer;
  answer.tables.push_back(csv_table());
  answer.heading.push_back(sentence_of(tally));
  if (waiting(tally) > tally.of_pools) {
    answer.closing.emplace_back(
        "To settle a line: dpledger match LINE KEY…, or dpledger code LINE BUDGET/LINE.");
  }
  if (tally.of_pools > 0) {
    answer.closing.emplace_back("To say whose a line of a pool is: dpledger allot LINE PERSON.");
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.matches/1")
                    .put("lines", JsonArray{}.done())
                    .done()
                    .text;
  return answer;
}

Answer matches_share(const PersonLines& person) {
  Answer answer;
  answer.tables.push_back(csv_table());
  std::vector<Told> lines;
  for (const reconcile::LineView& view : person.view->lines) {
    lines.push_back(tell(person, view));
    const Told& told = lines.back();
    answer.json += (answer.json.empty() ? "" : ",") + told_json(told).text;
    answer.tables.front().rows.push_back(csv_row(told));
  }
  add_people_tables(answer, lines);
  return answer;
}

Answer matches(const std::vector<PersonLines>& people) {
  MatchTally tally;
  for (const PersonLines& person : people) tally.add(tally_of(*person.view));
  Answer answer = matches_frame(tally);
  std::string members;
  for (const PersonLines& person : people) {
    Answer share = matches_share(person);
    if (!members.empty() && !share.json.empty()) members += ',';
    members += share.json;
    auto& rows = share.tables.front().rows;
    std::move(rows.begin(), rows.end(), std::back_inserter(answer.tables.front().rows));
    std::move(share.tables.begin() + 1, share.tables.end(), std::back_inserter(answer.tables));
  }
  answer.json.insert(answer.json.rfind(']'), members);
  return answer;
}

}  // namespace reports

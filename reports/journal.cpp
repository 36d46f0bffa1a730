#include "reports/journal.hpp"

#include "ledger/ensure.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace reports {
namespace {

using ledger::Head;
using ledger::Money;
using reconcile::Journal;
using reconcile::JournalLine;

std::string in_words(Head head) {
  switch (head) {
    case Head::spending:
      return "Direct payments and third-party budgets";
    case Head::services:
      return "Notional services";
    case Head::block:
      return "Value of block services (memo)";
    case Head::block_memo:
      return "Block services, against it (memo)";
    case Head::bank:
      return "Bank";
    case Head::providers:
      return "Owed to providers";
    case Head::owed_back:
      return "Owed back by people";
    case Head::accrual:
      return "Accruals";
    case Head::prepayment:
      return "Prepayments";
  }
  throw ledger::Defect{"a head of no words"};
}

/// One side of a booking.
struct Row {
  const JournalLine* line;
  Head head;
  bool debit;
  const ledger::CodeRule* code;
};

std::vector<Row> rows_of(const Journal& journal, const JournalRequest& request) {
  std::vector<Row> rows;
  for (const auto& line : journal.lines) {
    for (const bool debit : {true, false}) {
      const auto head = debit ? line.debit : line.credit;
      rows.push_back({&line, head, debit, ledger::rule_for(request.codes, line.coded(head))});
    }
  }
  return rows;
}

std::int64_t uncoded(const std::vector<Row>& rows) {
  return std::ranges::count(rows, nullptr, &Row::code);
}

Table journal_table(const std::vector<Row>& rows, const JournalRequest& request) {
  Table table;
  table.title = "Journal";
  const bool coded = !request.codes_file.empty();
  table.columns = {{"Date", "date"},
                   {"Account", "account"},
                   {"Cost centre", "cost_centre", coded},
                   {"Subjective", "subjective", coded},
                   {"Analysis 1", "analysis_1", coded},
                   {"Analysis 2", "analysis_2", coded},
                   {"Other", "other", coded},
                   {"Debit", "debit"},
                   {"Credit", "credit"},
                   {"Prior year", "prior_year"},
                   {"Adjusting", "adjusting"},
                   {"Person", "person"},
                   {"Budget", "budget"},
                   {"Funder", "funder"},
                   {"Care group", "care_group", false},
                   {"Stream", "stream", false},
                   {"Held as", "deployment", false},
                   {"Source", "source", false}};
  Money sum;
  for (const auto& row : rows) {
    const auto& line = *row.line;
    std::vector<Cell> cells{line.date, std::string{ledger::text(row.head)}};
    for (std::size_t i = 0; i < ledger::segment_names.size(); ++i) {
      cells.emplace_back(row.code == nullptr ? std::string{} : row.code->segments[i]);
    }
    cells.push_back(row.debit ? Cell{line.amount} : Cell{});
    cells.push_back(row.debit ? Cell{} : Cell{line.amount});
    cells.emplace_back(std::string{line.prior_year ? "yes" : ""});
    cells.emplace_back(std::string{line.adjusting ? "yes" : ""});
    for (const auto& text : {line.person, line.budget, line.funder, line.care_group, line.stream,
                             std::string{ledger::text(line.deployment)}, line.source}) {
      cells.emplace_back(text);
    }
    table.rows.push_back(std::move(cells));
    if (row.debit) sum += line.amount;
  }
  if (rows.empty()) return table;
  table.totals.assign(table.columns.size(), std::monostate{});
  table.totals[1] = std::string{"together"};
  table.totals[7] = sum;
  table.totals[8] = sum;
  return table;
}

Json journal_row_json(const Row& row) {
  const auto& line = *row.line;
  JsonObject json;
  json.date("date", line.date).text("account", ledger::text(row.head));
  for (std::size_t i = 0; i < ledger::segment_names.size(); ++i) {
    json.text(ledger::segment_names[i], row.code == nullptr ? "" : row.code->segments[i]);
  }
  return json.money("debit", row.debit ? line.amount : Money{})
      .money("credit", row.debit ? Money{} : line.amount)
      .flag("coded", row.code != nullptr)
      .flag("prior_year", line.prior_year)
      .flag("adjusting", line.adjusting)
      .text("person", line.person)
      .text("budget", line.budget)
      .text("funder", line.funder)
      .text("care_group", line.care_group)
      .text("stream", line.stream)
      .text("deployment", ledger::text(line.deployment))
      .text("source", line.source)
      .done();
}

std::string heading(const std::string& what, const JournalRequest& request) {
  return what + " of " + pretty(request.days.first) + " to " + pretty(request.days.last) +
         (request.basis == reconcile::CostBasis::days
              ? "; instalments cost day by day."
              : "; instalments cost on the day they are due.");
}

/// What one account of one funder did.
struct Moved {
  Money debit, credit;  ///< of what is no accrual or prepayment
  Money adjusted;       ///< accruals and prepayments, debits less credits
  Money prior_year;     ///< of all, debits less credits
};
using Account = std::pair<std::string, Head>;  ///< funder, head

bool by_all_funders(Head head) {
  return head == Head::services || head == Head::block;
}

std::map<Account, Moved> moved_of(const Journal& journal, bool services_together) {
  std::map<Account, Moved> all;
  for (const auto& line : journal.lines) {
    const auto add = [&](Head head, Money signed_amount) {
      const bool together = services_together && by_all_funders(head);
      auto& one = all[{together ? std::string{reconcile::all_funders} : line.funder, head}];
      if (line.adjusting) {
        one.adjusted += signed_amount;
      } else if (signed_amount.is_negative()) {
        one.credit -= signed_amount;
      } else {
        one.debit += signed_amount;
      }
      if (line.prior_year) one.prior_year += signed_amount;
    };
    add(line.debit, line.amount);
    add(line.credit, -line.amount);
  }
  return all;
}

Table month_table(const Journal& journal) {
  Table table;
  table.title = "By funder and account";
  table.columns = {{"Funder", "funder"},  {"Account", "account"},
                   {"What", "what"},      {"Debits", "debit"},
                   {"Credits", "credit"}, {"Accrued or prepaid", "adjusted"},
                   {"Net", "net"},        {"Of it prior year", "prior_year"}};
  Money debit, credit, adjusted, net;
  for (const auto& [account, moved] : moved_of(journal, false)) {
    const auto one = moved.debit - moved.credit + moved.adjusted;
    table.rows.push_back({account.first, std::string{ledger::text(account.second)},
                          in_words(account.second), moved.debit, moved.credit, moved.adjusted, one,
                          moved.prior_year});
    debit += moved.debit;
    credit += moved.credit;
    adjusted += moved.adjusted;
    net += one;
  }
  ledger::ensure(net.is_zero() && debit == credit && adjusted.is_zero(),
                 "a journal's debits are its credits");
  table.totals = {std::string{"together"}, {}, {}, debit, credit, adjusted, net, {}};
  return table;
}

struct Tie {
  Account account;
  Money opening, journal, books, closing;
};

std::vector<Tie> ties_of(const Journal& journal) {
  auto moved = moved_of(journal, true);
  std::vector<Tie> ties;
  for (const auto& [account, balances] : journal.balances) {
    const auto& of_journal = moved[account];
    ties.push_back({account, balances.opening, of_journal.debit - of_journal.credit,
                    balances.moved(), balances.closing});
  }
  return ties;
}

Table tie_table(const std::vector<Tie>& ties) {
  Table table;
  table.title = "The journal and the people's books";
  table.columns = {{"Funder", "funder"},
                   {"Account", "account"},
                   {"Before", "opening"},
                   {"By the journal", "journal"},
                   {"By the people's books", "books"},
                   {"Between them", "difference"},
                   {"Now", "closing"}};
  for (const auto& tie : ties) {
    const auto difference = tie.journal - tie.books;
    if (!difference.is_zero()) table.alarms.push_back(table.rows.size());
    const auto funder = tie.account.first.empty() ? std::string{"all"} : tie.account.first;
    table.rows.push_back({funder, std::string{ledger::text(tie.account.second)}, tie.opening,
                          tie.journal, tie.books, difference, tie.closing});
  }
  return table;
}

}  // namespace

void add(Journal& all, Journal one) {
  std::move(one.lines.begin(), one.lines.end(), std::back_inserter(all.lines));
  for (const auto& [account, balances] : one.balances) {
    auto& sum = all.balances[account];
    sum.opening += balances.opening;
    sum.closing += balances.closing;
  }
}

void keep_funder(Journal& journal, const std::string& funder) {
  std::erase_if(journal.lines, [&](const JournalLine& line) { return line.funder != funder; });
  // The services of several funders are known together alone: they tie only where nobody is left
  // out.
  std::erase_if(journal.balances, [&](const auto& one) { return one.first.first != funder; });
}

Answer journal(const Journal& journal, const JournalRequest& request) {
  Answer answer;
  const auto rows = rows_of(journal, request);
  answer.heading.push_back(heading("The journal", request));
  auto table = journal_table(rows, request);
  if (request.codes_file.empty()) {
    table.notes.push_back("No code map was given: --codes FILE codes the rows to five segments.");
  } else if (const auto without = uncoded(rows); without > 0) {
    table.notes.push_back(counted(without, "row") + " without a code: no rule of " +
                          request.codes_file + " holds for them.");
  }
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.journal/1")
                    .date("from", request.days.first)
                    .date("to", request.days.last)
                    .text("basis", request.basis == reconcile::CostBasis::days ? "days" : "paid")
                    .text("codes", request.codes_file)
                    .number("uncoded", uncoded(rows))
                    .put("rows", json_array(rows, journal_row_json))
                    .done()
                    .text;
  return answer;
}

Answer month_end(const Journal& journal, const JournalRequest& request) {
  Answer answer;
  answer.heading.push_back(heading("Totals", request));
  const auto ties = ties_of(journal);
  answer.tables.push_back(month_table(journal));
  answer.tables.push_back(tie_table(ties));
  const bool tied =
      std::ranges::all_of(ties, [](const Tie& tie) { return (tie.journal - tie.books).is_zero(); });
  answer.closing.push_back(tied ? "The journal and the people's books agree to the penny."
                                : "The journal and the people's books do not agree: see above.");
  answer.json = JsonObject{}
                    .text("schema", "dpledger.month-end/1")
                    .date("from", request.days.first)
                    .date("to", request.days.last)
                    .text("basis", request.basis == reconcile::CostBasis::days ? "days" : "paid")
                    .put("accounts", json_array(moved_of(journal, false),
                                                [](const auto& one) {
                                                  const auto& [account, moved] = one;
                                                  return JsonObject{}
                                                      .text("funder", account.first)
                                                      .text("account", ledger::text(account.second))
                                                      .money("debit", moved.debit)
                                                      .money("credit", moved.credit)
                                                      .money("adjusted", moved.adjusted)
                                                      .money("prior_year", moved.prior_year)
                                                      .done();
                                                }))
                    .put("ties", json_array(ties,
                                            [](const Tie& tie) {
                                              return JsonObject{}
                                                  .text("funder", tie.account.first)
                                                  .text("account", ledger::text(tie.account.second))
                                                  .money("opening", tie.opening)
                                                  .money("journal", tie.journal)
                                                  .money("books", tie.books)
                                                  .money("difference", tie.journal - tie.books)
                                                  .money("closing", tie.closing)
                                                  .done();
                                            }))
                    .flag("agrees", tied)
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

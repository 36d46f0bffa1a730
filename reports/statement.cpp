#include "reports/statement.hpp"

#include "reports/statement_parts.hpp"
#include "reports/statement_tables.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;

Table account_table(const StatementParts& parts) {
  Table table;
  table.title = "The account";
  table.columns = {{"Account", "account"},
                   {"Opening", "opening"},
                   {"Money in", "in"},
                   {"Money out", "out"},
                   {"Closing", "closing"}};
  const bool corrected = !parts.figures.corrections.empty();
  if (corrected) table.columns.insert(table.columns.end() - 1, {"Earlier days", "corrected"});
  const auto row = [corrected](const std::string& name, const AccountFigures& account) {
    std::vector<Cell> cells{name, account.opening, account.in, account.out};
    if (corrected) cells.push_back(account.corrected);
    cells.push_back(account.closing);
    return cells;
  };
  AccountFigures total;
  for (const AccountFigures& account : parts.figures.accounts) {
    table.rows.push_back(row(parts.person + "/" + account.account, account));
    total.opening += account.opening;
    total.in += account.in;
    total.out += account.out;
    total.corrected += account.corrected;
    total.closing += account.closing;
  }
  if (table.rows.size() > 1) table.totals = row("Total", total);
  if (table.rows.empty()) table.notes = {"This person has no account."};
  for (const Carried& carried : parts.figures.carried) {
    if (carried.inside().is_zero()) continue;
    table.notes.push_back(pretty(carried.inside()) + " went from budget " + carried.from +
                          " to budget " + carried.to +
                          ", which follows it: it is neither money in nor money out.");
  }
  const Money returned = parts.figures.returned();
  if (!returned.is_zero()) {
    table.notes.push_back(pretty(returned) +
                          " came in and went out again for the same thing (a payment that came "
                          "back, a refund, a move between own accounts): it is in both sums here, "
                          "and in neither of the two tables that follow.");
  }
  return table;
}

Table stream_table(const std::string& title, const std::string& heading,
                   const std::vector<Stream>& streams) {
  Table table;
  table.title = title;
  table.columns = {{heading, "name"}, {"£", "amount"}};
  Money total;
  for (const Stream& stream : streams) {
    table.rows.push_back({stream.name, stream.amount});
    total += stream.amount;
  }
  table.totals = {std::string{"Total"}, total};
  if (streams.empty()) table.notes = {"None in this period."};
  return table;
}

/// What was booked in the period for days before it that were closed.
void add_correction_table(Answer& answer, const StatementParts& parts) {
  if (parts.figures.corrections.empty()) return;
  Table table;
  table.title = "Taken back of, or booked again for, approved days before the period";
  table.columns = {{"For", "name"},
                   {"Taken back", "taken_back"},
                   {"Booked again", "again"},
                   {"Earlier days", "corrected"}};
  Correction total;
  for (const Correction& each : parts.figures.corrections) {
    table.rows.push_back({each.name, each.taken_back, each.again, each.taken_back + each.again});
    total.taken_back += each.taken_back;
    total.again += each.again;
  }
  table.totals = {std::string{"Total"}, total.taken_back, total.again,
                  total.taken_back + total.again};
  table.notes = {
      "Neither income nor a payment of this period: the money moved in the days before it, and "
      "their statement, which was approved, has it. What adds to the account has no sign, what "
      "takes from it has a minus."};
  answer.tables.push_back(std::move(table));
}

/// Of what went between two budgets the part whose other side is outside the period.
void add_carried_table(Answer& answer, const StatementParts& parts) {
  Table table;
  table.title = "Brought forward and carried over between budgets";
  table.columns = {{"What", "name"}, {"£", "amount"}};
  Money total;
  for (const Carried& carried : parts.figures.carried) {
    if (carried.net().is_zero()) continue;
    table.rows.push_back({carried_words(carried), carried.net()});
    total += carried.net();
  }
  if (table.rows.empty()) return;
  table.totals = {std::string{"Total"}, total};
  table.notes = {"Neither income nor a payment: the other side is in the statement of other days."};
  answer.tables.push_back(std::move(table));
}

/// Why there is no balance to hold the books against.
std::string no_balance_words(const StatementParts& parts, const std::string& account) {
  const auto* held = parts.of->at_end->history().account(account);
  if (held == nullptr || held->pool.empty()) {
    return "The files give no balance, so the books cannot be held against the bank's.";
  }
  return "This account is the person's part of a client account that is kept for several people "
         "(pool " +
         held->pool +
         "). The bank prints the balance of the whole of it, so it is held against the bank as a "
         "whole: the reconciliation of the pool shows it, with each person's part.";
}

Table bank_table(const StatementParts& parts, const BankReconciliation& bank) {
  Table table;
  table.title = "Bank reconciliation: " + parts.person + "/" + bank.account;
  table.columns = {{"On " + ledger::text(parts.of->period.last), "name"}, {"£", "amount"}};
  const std::string uncovered = coverage_words(bank, parts.of->period);
  if (!bank.per_statement) {
    table.rows = {{std::string{"Balance per books"}, bank.per_books}};
    table.notes = {no_balance_words(parts, bank.account)};
    if (!uncovered.empty()) table.notes.push_back(uncovered);
    return table;
  }
  table.rows = {{"Balance per statement, printed on " + ledger::text(*bank.printed_on) + " (" +
                     place(bank.printed_in) + ")",
                 *bank.per_statement}};
  if (!bank.after.is_zero()) {
    table.rows.push_back({std::string{"Lines after that balance"}, bank.after});
  }
  if (!bank.not_in_books.is_zero()) {
    table.rows.push_back({std::string{"less lines not in the books yet"}, -bank.not_in_books});
  }
  if (parts.in_transit.is_zero()) {
    table.rows.push_back({std::string{"Items in transit: none"}, Money{}});
  }
  table.rows.push_back({std::string{"Balance per books"}, bank.per_books});
  const auto only_to = bank.only_to(parts.of->period);
  table.totals = {"Difference" + (only_to ? " as at " + ledger::text(*only_to) : std::string{}),
                  *bank.difference()};
  table.notes = {"Difference: " + difference_words(bank, parts.of->period) + "."};
  if (!uncovered.empty()) table.notes.push_back(uncovered);
  const std::string late = late_words(parts, bank.account);
  if (!late.empty()) table.notes.push_back(late);
  return table;
}

/// Money that has left one of the person's own accounts and not reached the other.
void add_bank_tables(Answer& answer, const StatementParts& parts) {
  for (const BankReconciliation& bank : parts.banks) {
    answer.tables.push_back(bank_table(parts, bank));
  }
  if (parts.in_transit.is_zero() || parts.banks.empty()) return;
  answer.tables.back().notes.push_back(
      "In transit between the person's own accounts, in neither balance: " +
      pretty(parts.in_transit) + ".");
}

Table baseline_table(const std::vector<BaselineFigures>& baselines) {
  Table table;
  table.title = "Against the former package, by days";
  table.columns = {{"Budget", "budget"},
                   {"Days", "days"},
                   {"Former package", "former"},
                   {"Cost", "cost"},
                   {"Saved", "saved"}};
  for (const BaselineFigures& baseline : baselines) {
    table.rows.push_back({baseline.budget, std::int64_t{baseline.days}, baseline.former,
                          baseline.cost, baseline.former - baseline.cost});
  }
  return table;
}

std::string state_words(const StatedFinding& stated) {
  switch (stated.finding->state) {
    case ledger::FindingState::open:
      return "open";
    case ledger::FindingState::cannot_test:
      return "cannot test";
    case ledger::FindingState::waived:
      break;
  }
  if (stated.waiver == nullptr) return "waived";
  return "waived by " + stated.waiver->by + " on " + stated.waiver->at.substr(0, 10) + ": " +
         stated.waiver->reason;
}

Table finding_table(const StatementParts& parts) {
  Table table;
  table.title = "Findings";
  table.columns = {{"Severity", "severity"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"What it is", "why"},
                   {"State", "state"}};
  for (const StatedFinding& stated : parts.findings) {
    const ledger::Finding& finding = *stated.finding;
    const bool open = finding.state == ledger::FindingState::open;
    if (open && finding.severity == ledger::Severity::high) {
      table.alarms.push_back(table.rows.size());
    }
    const std::string from = places(finding.evidence);
    table.rows.push_back({std::string{ledger::text(finding.severity)}, cell_of(finding.date),
                          finding.amount,
                          finding.code + ": " + finding.why + (from.empty() ? "" : "\n" + from),
                          state_words(stated)});
  }
  if (table.rows.empty()) table.notes = {"None."};
  return table;
}

std::string matched_to(const StatedLine& line) {
  if (line.state != "matched") return line.state + ": " + line.why;
  return line.settles.empty() ? line.why : line.settles;
}

/// A line whose own day was closed says when it was posted.
std::string posted_to(const StatedLine& line) {
  if (line.posted == line.line->date) return matched_to(line);
  return matched_to(line) + "\n(posted on " + ledger::pretty(line.posted) +
         ": its own day was closed)";
}

Table line_table(const StatementParts& parts) {
  Table table;
  table.title = "Every line of the period";
  table.columns = {{"Date", "date"},          {"Amount", "amount"},
                   {"Balance", "balance"},    {"What the bank says", "description"},
                   {"Matched to", "settles"}, {"From", "from"}};
  for (const StatedLine& line : parts.lines) {
    table.rows.push_back({line.line->date, line.line->amount, cell_of(line.line->balance),
                          line.line->description(), posted_to(line), place(line.from)});
  }
  if (table.rows.empty()) table.notes = {"No line in this period."};
  return table;
}

Table source_table(const StatementParts& parts) {
  Table table;
  table.title = "Sources";
  table.columns = {{"File", "file"}, {"Kind", "kind"}, {"SHA-256", "sha256"}};
  for (const ledger::Import* import : parts.sources) {
    table.rows.push_back({import->file, std::string{ledger::text(import->kind)}, import->sha256});
  }
  table.notes = {parts.of->chain_head.empty()
                     ? "Nothing is recorded about this person yet."
                     : "Head of this person's chain, after " +
                           counted(parts.of->chain_links, "link") + ": " + parts.of->chain_head};
  return table;
}

Table declaration_table(const StatementParts& parts) {
  Table table;
  table.title = "Declaration";
  table.notes = {parts.declared()};
  if (!parts.of->approved) {
    table.notes.push_back(
        "This is a draft: the period is not approved. What is signed as a draft stays one.");
  }
  return table;
}

Table signature_table(const StatementParts& parts) {
  const std::string blank = "______________________";
  const auto row = [&](const std::string& name) { return std::vector<Cell>{name, blank, blank}; };
  Table table;
  table.title = "Signature";
  table.columns = {{"", "name"}, {"Signed", "signed"}, {"Countersigned", "countersigned"}};
  table.rows = {row("Name"), row("Role"), row("Signature"), row("Date")};
  if (!parts.of->role.empty()) table.rows[1][1] = parts.of->role;
  return table;
}

std::vector<std::string> heading_of(const StatementParts& parts) {
  const StatementOf& of = *parts.of;
  std::vector<std::string> heading{"Statement of account", "Commissioner: " + of.commissioner,
                                   "Person: " + parts.person + ", " + parts.name};
  if (parts.holder != parts.name) heading.push_back("Money held by: " + parts.holder);
  heading.push_back("Period: " + ledger::pretty(of.period.first) + " to " +
                    ledger::pretty(of.period.last));
  for (std::string& words : state_words(of)) heading.push_back(std::move(words));
  return heading;
}

}  // namespace

Answer statement(const StatementOf& of) {
  const StatementParts parts = parts_of(of);
  Answer answer;
  answer.draft = !of.approved;
  answer.with_data = true;
  answer.heading = heading_of(parts);
  answer.tables = {statement_csv(parts), account_table(parts),
                   stream_table("Money in, by who paid it", "From", parts.figures.income),
                   stream_table("Money out, by what it was for", "For", parts.figures.payments)};
  add_correction_table(answer, parts);
  add_carried_table(answer, parts);
  answer.tables.push_back(plan_table(parts));
  add_bank_tables(answer, parts);
  for (Table& table : budget_tables(parts)) answer.tables.push_back(std::move(table));
  if (!parts.figures.baselines.empty()) {
    answer.tables.push_back(baseline_table(parts.figures.baselines));
  }
  for (Table table : {finding_table(parts), line_table(parts), source_table(parts),
                      declaration_table(parts), signature_table(parts)}) {
    answer.tables.push_back(std::move(table));
  }
  answer.json = statement_json(parts).text;
  return answer;
}

}  // namespace reports

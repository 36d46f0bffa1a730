#include "ledger/parameters.hpp"
#include "tests/reports/small_book.hpp"

#include <utility>

namespace small_book {
namespace {

using ledger::BookLine;
using ledger::Entry;
using ledger::EntryKind;
using ledger::EntryNo;
using ledger::ImportId;
using ledger::LineId;
using ledger::LinkNo;
using ledger::Match;
using ledger::MatchState;
using ledger::Posting;

constexpr ImportId bank_file{1};
constexpr ImportId payroll_file{2};

ledger::PlanLine plan_line(const std::string& ref, const std::string& category,
                           std::string_view amount) {
  ledger::PlanLine line;
  line.ref = ref;
  line.category = category;
  line.amount = pounds(amount);
  return line;
}

ledger::Budget budget() {
  ledger::Budget budget{.ref = "2025", .from = day("2025-04-01"), .to = day("2026-03-31")};
  budget.stream = "health";
  budget.funders = {{"NHS Example", "health", pounds("1200.00")}};
  budget.accounts = {"dp"};
  budget.agreed = pounds("1200.00");
  budget.contingency = pounds("100.00");
  budget.contingency_weeks = 4;
  budget.baseline = pounds("1460.00");
  budget.lines = {plan_line("team", "pa-wages", "1000.00"),
                  plan_line("garden", "activities", "100.00")};
  return budget;
}

ledger::PersonVersion version() {
  ledger::PersonVersion version;
  version.ref = "P1";
  version.name = "Ada Fenn";
  version.accounts = {{.ref = "dp", .opened = day("2025-04-01"), .balance = pounds("100.00")}};
  version.budgets = {budget()};
  return version;
}

BookLine line(std::int64_t id, std::string_view date, std::string_view amount,
              std::string_view balance, const std::string& payee) {
  ledger::StatementLine line{.date = day(date), .amount = pounds(amount)};
  line.balance = pounds(balance);
  line.payee = payee;
  line.file_line = static_cast<int>(id) + 1;
  line.id = LineId{id};
  return {"dp", bank_file, line};
}

ledger::PersonFacts facts() {
  ledger::PersonFacts facts{.history = ledger::PersonHistory{{version()}}};
  facts.lines = {line(1, "2025-04-04", "400.00", "500.00", "NHS EXAMPLE"),
                 line(2, "2025-04-25", "-80.00", "420.00", "MS A JONES"),
                 line(3, "2025-04-28", "-15.00", "405.00", "GREEN THUMB"),
                 line(4, "2025-04-30", "-5.00", "400.00", "CAF\u00C9 <b>R&D</b>")};
  ledger::Payslip slip{.person = "P1",
                       .worker = "W1",
                       .period = {day("2025-03-28"), day("2025-04-24")},
                       .pay_date = day("2025-04-25")};
  slip.gross = pounds("100.00");
  slip.tax = pounds("20.00");
  slip.net = pounds("80.00");
  slip.file_line = 2;
  facts.payslips = {{payroll_file, slip}};
  facts.imports.emplace(bank_file, ledger::Import{bank_file, "april.csv", std::string(64, 'a'),
                                                  ledger::FileKind::bank, "lloyds",
                                                  "2025-05-01T10:00:00Z", "kim", 4, 0});
  facts.imports.emplace(payroll_file, ledger::Import{payroll_file, "pay.csv", std::string(64, 'b'),
                                                     ledger::FileKind::payroll, "dpledger-payroll",
                                                     "2025-05-01T10:00:01Z", "kim", 1, 0});
  ledger::StatementFrame frame{.import = bank_file, .account = "dp"};
  frame.printed = frame.covered = ledger::Period{day("2025-04-01"), day("2025-04-30")};
  facts.frames = {frame};
  facts.waivers = {{"F2", "checked by telephone", "lee", "2025-05-02T09:00:00Z"}};
  return facts;
}

Match matched(const std::string& rule, std::vector<ledger::Settled> items,
              const std::string& plan_line = "") {
  Match match;
  match.state = MatchState::matched;
  match.rule = rule;
  match.confidence = 975;
  match.items = std::move(items);
  match.plan_line = plan_line;
  return match;
}

Posting posting(const std::string& debit, const std::string& credit, std::string_view amount) {
  return {"2025", debit, credit, pounds(amount), {}};
}

Entry of_line(std::int64_t id, std::string_view date, const Posting& moved, const Match& match) {
  return {day(date), EntryKind::line, "line:" + ledger::text(LineId{id}), {moved}, match};
}

/// Numbers them in order; the fifth undoes the fourth.
std::vector<ledger::RecordedEntry> recorded(std::vector<Entry> entries) {
  std::vector<ledger::RecordedEntry> all;
  for (Entry& entry : entries) {
    const std::int64_t number = std::ssize(all) + 1;
    all.push_back({EntryNo{number}, std::move(entry), {}, false, LinkNo{number}});
  }
  return all;
}

}  // namespace

ledger::Date day(std::string_view text) {
  return ledger::parse_date(text).value();
}
ledger::Money pounds(std::string_view text) {
  return ledger::parse_money(text).value();
}

SmallBook april() {
  const Match unmatched;
  const Posting garden = posting("cost:garden", "bank:dp", "15.00");
  const Posting garden_in_suspense = posting("suspense", "bank:dp", "15.00");
  SmallBook book{
      facts(),
      recorded({
          {day("2025-04-01"),
           EntryKind::opening,
           "opening:dp",
           {posting("bank:dp", "opening", "100.00")},
           {}},
          of_line(1, "2025-04-04", posting("bank:dp", "received:NHS Example", "400.00"),
                  matched("reference", {{"funding:P1:2025:2025-04-04", pounds("400.00")}})),
          {day("2025-04-25"),
           EntryKind::payslip,
           "payslip:W1:2025-04-25:2025-03-28",
           {posting("cost:team", "owed:net-pay:W1", "80.00"),
            posting("cost:team", "owed:paye", "20.00")},
           {}},
          of_line(3, "2025-04-28", garden_in_suspense, unmatched),
          of_line(3, "2025-04-28", posting("bank:dp", "suspense", "15.00"), unmatched),
          of_line(2, "2025-04-25", posting("owed:net-pay:W1", "bank:dp", "80.00"),
                  matched("payee", {{"net-pay:P1:W1:2025-04-25", pounds("-80.00")}})),
          of_line(3, "2025-04-28", garden, matched("plan-payee", {}, "2025/garden")),
          of_line(4, "2025-04-30", posting("suspense", "bank:dp", "5.00"), unmatched),
      })};
  book.entries[3].reversed = true;
  book.entries[4].reverses = EntryNo{4};
  return book;
}

reconcile::PersonView SmallBook::view(ledger::Date as_of) const {
  reconcile::PersonView view{&facts, &ledger::Parameters::built_in(),     as_of, {},
                             {},     ledger::balances_of(entries, as_of), {}};
  for (const ledger::RecordedEntry& recorded : entries) {
    const bool stands = !recorded.reversed && !recorded.reverses && recorded.entry.date <= as_of;
    if (stands) view.entries.push_back(&recorded.entry);
  }
  for (const BookLine& line : facts.lines) {
    if (line.line.date > as_of) continue;
    reconcile::LineView shown{&line, nullptr};
    for (const Entry* entry : view.entries) {
      if (entry->source != "line:" + ledger::text(line.line.id)) continue;
      shown.match = &*entry->match;
      shown.entry = entry;
    }
    view.lines.push_back(shown);
  }
  return view;
}

}  // namespace small_book

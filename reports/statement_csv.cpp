// The statement as one long table: a section a part, so that one file carries the whole.
#include "reports/statement_parts.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

/// A row that leaves out what it has no use for.
struct Row {
  std::string section;
  std::string name;
  std::string detail = {};
  Cell date = {};
  Cell amount = {};
  Cell planned = {};
  Cell so_far = {};
  ledger::Evidence from = {};
};

class Rows {
 public:
  explicit Rows(Table& table) : table_{table} {}
  void add(const Row& row) {
    table_.rows.push_back({row.section, row.name, row.detail, row.date, row.amount, row.planned,
                           row.so_far, row.from.file,
                           row.from.line == 0 ? Cell{} : Cell{std::int64_t{row.from.line}}});
  }

 private:
  Table& table_;
};

void add_head(Rows& rows, const StatementParts& parts) {
  const StatementOf& of = *parts.of;
  rows.add({"statement", "status", of.approved ? "approved" : "DRAFT"});
  rows.add({"statement", "commissioner", of.commissioner});
  rows.add({"statement", "person", parts.person + " " + parts.name});
  rows.add({"statement", "from", "", of.period.first});
  rows.add({"statement", "to", "", of.period.last});
  for (const ledger::ApprovedPeriod& approval : of.approvals) {
    rows.add({"statement", "approval", approval_words(approval), approval.to});
  }
}

void add_money(Rows& rows, const StatementParts& parts) {
  const StatementFigures& figures = parts.figures;
  for (const AccountFigures& account : figures.accounts) {
    const std::string name = parts.person + "/" + account.account;
    rows.add({"opening", name, "", parts.of->period.first, account.opening});
  }
  for (const Stream& stream : figures.income) rows.add({"in", stream.name, "", {}, stream.amount});
  for (const Stream& stream : figures.payments) {
    rows.add({"out", stream.name, "", {}, stream.amount});
  }
  for (const AccountFigures& account : figures.accounts) {
    const std::string name = parts.person + "/" + account.account;
    rows.add({"closing", name, "", parts.of->period.last, account.closing});
  }
  for (const PlanFigures& line : figures.plan) {
    rows.add({"plan",
              line.budget + "/" + line.line,
              line.category,
              {},
              line.in_period,
              line.planned,
              line.so_far});
  }
}

void add_bank(Rows& rows, const StatementParts& parts, const BankReconciliation& bank) {
  const std::string name = parts.person + "/" + bank.account;
  rows.add({"bank",
            name,
            "balance per statement",
            cell_of(bank.printed_on),
            cell_of(bank.per_statement),
            {},
            {},
            bank.printed_in});
  rows.add({"bank", name, "lines after that balance", {}, bank.after});
  rows.add({"bank", name, "lines not in the books yet", {}, bank.not_in_books});
  rows.add({"bank", name, "balance per books", parts.of->period.last, bank.per_books});
  rows.add({"bank", name, "difference: " + difference_words(bank), {}, cell_of(bank.difference())});
  for (const LateLine& late : parts.of->late) {
    if (late.account != bank.account) continue;
    rows.add({"late", late.line.description(), "posted on " + ledger::text(late.posted),
              late.line.date, late.line.amount});
  }
}

void add_positions(Rows& rows, const StatementParts& parts) {
  for (const reconcile::BudgetPosition& position : parts.figures.positions) {
    for (const Step& step : surplus_steps(position)) {
      rows.add({"surplus", position.budget, step.name, {}, step.amount});
    }
    rows.add({"surplus", position.budget, "surplus", {}, position.surplus});
  }
  for (const BaselineFigures& baseline : parts.figures.baselines) {
    const std::string days = counted(baseline.days, "day");
    rows.add({"former package", baseline.budget, "former package, " + days, {}, baseline.former});
    rows.add({"former package", baseline.budget, "cost, " + days, {}, baseline.cost});
  }
}

void add_findings(Rows& rows, const StatementParts& parts) {
  for (const StatedFinding& stated : parts.findings) {
    const ledger::Finding& finding = *stated.finding;
    std::string detail = std::string{ledger::text(finding.severity)} + ", " +
                         std::string{ledger::text(finding.state)} + ": " + finding.why;
    if (stated.waiver != nullptr) {
      detail += " Waived by " + stated.waiver->by + " on " + stated.waiver->at.substr(0, 10) +
                ": " + stated.waiver->reason;
    }
    rows.add({"finding",
              finding.code,
              detail,
              cell_of(finding.date),
              finding.amount,
              {},
              {},
              finding.evidence.empty() ? ledger::Evidence{} : finding.evidence.front()});
  }
}

}  // namespace

Table statement_csv(const StatementParts& parts) {
  Table table;
  table.for_people = false;
  for (const char* key :
       {"section", "name", "detail", "date", "amount", "planned", "so_far", "file", "line"}) {
    table.columns.push_back({key, key});
  }
  Rows rows{table};
  add_head(rows, parts);
  add_money(rows, parts);
  for (const BankReconciliation& bank : parts.banks) add_bank(rows, parts, bank);
  add_positions(rows, parts);
  add_findings(rows, parts);
  for (const StatedLine& line : parts.lines) {
    rows.add({"line",
              line.line->description(),
              line.state + (line.settles.empty() ? "" : ": " + line.settles),
              line.line->date,
              line.line->amount,
              {},
              {},
              line.from});
  }
  for (const ledger::Import* import : parts.sources) {
    rows.add({"source",
              import->sha256,
              std::string{ledger::text(import->kind)},
              {},
              {},
              {},
              {},
              {import->file, 0}});
  }
  rows.add({"chain", parts.of->chain_head, counted(parts.of->chain_links, "link")});
  return table;
}

}  // namespace reports

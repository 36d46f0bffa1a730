// The statement as one long table: a section a part, so that one file carries the whole.
#include "reports/statement_parts.hpp"
#include "reports/statement_tables.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Money;

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
  Cell balance = {};
};

class Rows {
 public:
  explicit Rows(Table& table) : table_{table} {}
  void add(const Row& row) {
    table_.rows.push_back({row.section, row.name, row.detail, row.date, row.amount, row.planned,
                           row.so_far, row.from.file,
                           row.from.line == 0 ? Cell{} : Cell{std::int64_t{row.from.line}},
                           row.balance});
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
  rows.add({"statement", "declaration", parts.declared()});
  if (!of.role.empty()) rows.add({"statement", "role of the signer", of.role});
  rows.add({"statement", "state", std::string{text(state_of(of))}});
  for (const ledger::ApprovedPeriod& approval : of.approvals) {
    rows.add({"statement", "approval", approval_words(approval), approval.to});
  }
  if (of.approved) rows.add({"statement", "since the approval", since_words(of)});
}

void add_money(Rows& rows, const StatementParts& parts) {
  const StatementFigures& figures = parts.figures;
  for (const AccountFigures& account : figures.accounts) {
    const std::string name = parts.person + "/" + account.account;
    rows.add({"opening", name, "", parts.of->period.first, account.opening});
    rows.add({"moved", name, "money in", {}, account.in});
    rows.add({"moved", name, "money out", {}, account.out});
    rows.add({"moved", name, "for approved days before", {}, account.corrected});
  }
  for (const Stream& stream : figures.income) rows.add({"in", stream.name, "", {}, stream.amount});
  for (const Stream& stream : figures.payments) {
    rows.add({"out", stream.name, "", {}, stream.amount});
  }
  for (const Carried& carried : figures.carried) {
    const std::string name = carried.from + " to " + carried.to;
    rows.add({"carried", name, "left " + carried.from, {}, carried.left});
    rows.add({"carried", name, "arrived in " + carried.to, {}, carried.arrived});
  }
  for (const Correction& each : figures.corrections) {
    rows.add({"earlier days", each.name, "taken back", {}, each.taken_back});
    rows.add({"earlier days", each.name, "booked again", {}, each.again});
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
    rows.add({"plan", line.budget + "/" + line.line, "left", {}, line.left()});
  }
  const auto sum = [&rows](const char* name, Money amount) {
    rows.add({"sum", name, "", {}, amount});
  };
  sum("came in and went out again for the same thing", figures.returned());
  sum("cost of the period", figures.cost);
  sum("paid for cost in the period", figures.paid);
  sum("owed before the period", figures.owed_before);
  sum("owed at its end", figures.owed_at_end);
  sum("delivered by contract in the period", figures.contracted);
  sum("paid for cost, put right for approved days before", figures.paid_corrected);
  sum("cost carried between budgets, or put right without a payment", figures.cost_otherwise());
  sum("in transit between own accounts", parts.in_transit);
}

void add_agreed(Rows& rows, const StatementParts& parts,
                const reconcile::BudgetPosition& position) {
  const auto figure = [&](const char* name, const std::optional<Money>& amount) {
    rows.add({"budget", position.budget, name, {}, cell_of(amount)});
  };
  figure("indicative", position.indicative);
  figure("agreed", position.agreed);
  figure("former package", position.baseline);
  figure("spent since it began", position.spent);
  figure("spoken for", position.committed);
  figure("still free", position.available);
  figure("delivered by contract", position.contracted);
  for (const Step& step : money_steps(*parts.of->at_end, position))
    figure(step.name.c_str(), step.amount);
  figure("in the bank", position.bank);
  figure("shortfall", position.shortfall);
  for (const reconcile::FunderPosition& funder : position.funders) {
    rows.add({"funder", position.budget, funder.name + ": paid in", {}, funder.received});
    if (!funder.carried.is_zero()) {
      rows.add({"funder", position.budget, funder.name + ": came along", {}, funder.carried});
    }
    rows.add({"funder", position.budget, funder.name + ": of the surplus", {}, funder.surplus});
  }
  for (const reconcile::LinePosition& line : position.lines) {
    const std::string name = position.budget + "/" + line.ref;
    rows.add({"plan", name, "spoken for", {}, line.committed, line.planned, line.spent});
    rows.add({"plan", name, "still free", {}, line.available, line.planned, line.spent});
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
  rows.add({"bank", name, "difference: " + difference_words(bank, parts.of->period),
            cell_of(bank.only_to(parts.of->period)), cell_of(bank.difference())});
  for (const ledger::Period& span : bank.not_covered) {
    rows.add({"bank", name, "no statement from", span.first});
    rows.add({"bank", name, "no statement to", span.last});
  }
  for (const LateLine& late : parts.of->late) {
    if (late.account != bank.account) continue;
    rows.add({"late", late.line.description(), "posted on " + ledger::text(late.posted),
              late.line.date, late.line.amount});
  }
}

void add_positions(Rows& rows, const StatementParts& parts) {
  for (const Spoken& spoken : parts.spoken) {
    const bool owed = spoken.kind == Spoken::Kind::owed;
    rows.add({owed ? "owed" : "set aside", spoken.budget, spoken.name, {}, spoken.amount});
  }
  for (const reconcile::BudgetPosition& position : parts.figures.positions) {
    add_agreed(rows, parts, position);
    for (const Step& step : surplus_steps(position)) {
      rows.add({"surplus", position.budget, step.name, {}, step.amount});
    }
    rows.add({"surplus", position.budget, "surplus", {}, position.surplus});
    if (position.left) rows.add({"left", position.budget, "left", {}, *position.left});
  }
  for (const BaselineFigures& baseline : parts.figures.baselines) {
    const std::string days = counted(baseline.days, "day");
    rows.add({"former package", baseline.budget, "former package, " + days, {}, baseline.former});
    rows.add({"former package", baseline.budget, "cost, " + days, {}, baseline.cost});
    rows.add(
        {"former package", baseline.budget, "saved, " + days, {}, baseline.former - baseline.cost});
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
  for (const char* key : {"section", "name", "detail", "date", "amount", "planned", "so_far",
                          "file", "line", "balance"}) {
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
              line.from,
              cell_of(line.line->balance)});
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

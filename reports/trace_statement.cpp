// The figures of a statement of account, each with what it is the sum of.
#include "ledger/ensure.hpp"
#include "reports/bank_reconciliation.hpp"
#include "reports/statement_corrections.hpp"
#include "reports/statement_figures.hpp"
#include "reports/trace.hpp"
#include "reports/trace_picks.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <functional>

namespace reports {
namespace {

using How = TracedFigure::How;
using ledger::Money;
using ledger::RecordedEntry;

std::string at(const std::string& name) {
  return "statement:" + name;
}

class StatementTrace {
 public:
  StatementTrace(const TraceOf& of, const std::vector<RecordedEntry>& before,
                 std::vector<TracedFigure>& figures)
      : of_{of},
        statement_{*of.statement},
        before_{before},
        made_{reports::figures_of(statement_)},
        movements_{movements_of(statement_)},
        entries_{entries_of(statement_)},
        figures_{figures} {}

  void add() {
    for (const AccountFigures& account : made_.accounts) add_account(account);
    for (const Stream& stream : made_.income) {
      moved("income/" + stream.name, "came in: " + stream.name, stream.amount, 1,
            [&](const Movement& each) { return each.income && each.stream == stream.name; });
    }
    for (const Stream& stream : made_.payments) {
      moved("payments/" + stream.name, "went out: " + stream.name, stream.amount, -1,
            [&](const Movement& each) {
              return !each.income && !each.corrects() && !each.stream.empty() &&
                     each.stream == stream.name;
            });
    }
    for (const Correction& each : made_.corrections) add_correction(each);
    for (const Carried& carried : made_.carried) add_carried(carried);
    add_returned();
    for (const PlanFigures& line : made_.plan) add_plan(line);
    add_cost();
    for (const AccountFigures& account : made_.accounts) add_bank(account);
    standing("in_transit", "left one own account and not in the other yet",
             of_.view->net("", "moving"), *of_.standing, of_.view->as_of, {{{"moving"}}});
    for (const BaselineFigures& baseline : made_.baselines) add_baseline(baseline);
  }

 private:
  using Wanted = std::function<bool(const Movement&)>;

  void sum(const std::string& name, const std::string& what, Money amount,
           std::vector<TracedPart> parts) {
    figures_.push_back({.address = at(name),
                        .what = what,
                        .amount = amount,
                        .how = How::parts,
                        .parts = std::move(parts)});
  }

  void moved(const std::string& name, const std::string& what, Money amount, int counts,
             const Wanted& wanted) {
    figures_.push_back({.address = at(name), .what = what, .amount = amount});
    add_movements(figures_.back(), counts, wanted);
  }

  void add_movements(TracedFigure& figure, int counts, const Wanted& wanted) const {
    for (const Movement& each : movements_) {
      if (!wanted(each)) continue;
      figure.postings.push_back({each.entry, each.posting, counts > 0 ? each.into : -each.into});
    }
  }

  void standing(const std::string& name, const std::string& what, Money amount,
                const std::vector<RecordedEntry>& from, ledger::Date up_to, const Picked& picked,
                const std::string& budget = {}) {
    figures_.push_back({.address = at(name),
                        .what = what,
                        .amount = amount,
                        .postings = picks(from, up_to, budget, picked)});
  }

  ledger::Date eve() const { return ledger::plus_days(statement_.period.first, -1); }

  void add_account(const AccountFigures& account) {
    const auto name = "account/" + account.account + "/";
    const auto bank = "bank:" + account.account;
    const auto kind = [&](Movement::Kind wanted) {
      return [&account, wanted](const Movement& each) {
        return each.account == account.account && each.kind == wanted;
      };
    };
    standing(name + "opening", "in " + account.account + " before the first day, or opened with",
             account.opening, before_, eve(), {{{}, {bank}}});
    add_movements(figures_.back(), 1, kind(Movement::Kind::opening));
    moved(name + "in", "came into " + account.account, account.in, 1, kind(Movement::Kind::in));
    moved(name + "out", "went out of " + account.account, account.out, -1,
          kind(Movement::Kind::out));
    moved(name + "corrected", "booked in " + account.account + " for approved days before",
          account.corrected, 1, [&account](const Movement& each) {
            return each.account == account.account && each.corrects();
          });
    sum(name + "closing", "in " + account.account + " at the end", account.closing,
        {{at(name + "opening"), {}, account.opening},
         {at(name + "in"), {}, account.in},
         {at(name + "out"), {}, -account.out},
         {at(name + "corrected"), {}, account.corrected}});
  }

  void add_correction(const Correction& correction) {
    const auto of_kind = [&correction](Movement::Kind kind) {
      return [&correction, kind](const Movement& each) {
        return each.kind == kind && each.stream == correction.name;
      };
    };
    const auto name = "corrections/" + correction.name + "/";
    moved(name + "taken_back", "taken back of approved days: " + correction.name,
          correction.taken_back, 1, of_kind(Movement::Kind::taken_back));
    moved(name + "again", "booked again for approved days: " + correction.name, correction.again, 1,
          of_kind(Movement::Kind::again));
  }

  static std::string address_of(const Carried& carried) {
    return "carried/" + carried.from + "/" + carried.to + "/";
  }

  void add_carried(const Carried& carried) {
    const auto name = address_of(carried);
    const auto of_pair = [&carried](const Movement& each) {
      return each.carried_from == carried.from && each.carried_to == carried.to;
    };
    const auto leaves = [](const Movement& each) {
      return each.posting->budget == each.carried_from;
    };
    moved(name + "left", "left budget " + carried.from, carried.left, -1,
          [&](const Movement& each) { return of_pair(each) && leaves(each); });
    moved(name + "arrived", "arrived in budget " + carried.to, carried.arrived, 1,
          [&](const Movement& each) { return of_pair(each) && !leaves(each); });
  }

  /// In and out for the same thing: in the accounts' figures and in no stream.
  void add_returned() {
    std::vector<TracedPart> parts;
    for (const AccountFigures& account : made_.accounts) {
      parts.push_back({at("account/" + account.account + "/in"), {}, account.in});
    }
    for (const Stream& stream : made_.income) {
      parts.push_back({at("income/" + stream.name), {}, -stream.amount});
    }
    for (const Carried& carried : made_.carried) {
      if (!(carried.net() > Money{})) continue;
      parts.push_back({at(address_of(carried) + "arrived"), {}, -carried.arrived});
      parts.push_back({at(address_of(carried) + "left"), {}, carried.left});
    }
    sum("returned", "came in and left again for the same thing", made_.returned(),
        std::move(parts));
  }

  void add_plan(const PlanFigures& line) {
    const auto name = "plan/" + line.budget + "/" + line.line + "/";
    const auto account = "cost:" + line.line;
    const Picked picked{{{}, {account}}};
    figures_.push_back({.address = at(name + "planned"),
                        .what = "planned for " + line.line,
                        .amount = line.planned,
                        .how = How::given,
                        .because = "the person's file"});
    TracedFigure in_period{.address = at(name + "spent_in_period"),
                           .what = "cost that arose for " + line.line,
                           .amount = line.in_period};
    for (const RecordedEntry* recorded : entries_) {
      add_picks(*recorded, line.budget, picked, in_period.postings);
    }
    figures_.push_back(std::move(in_period));
    standing(name + "spent_so_far", "cost of " + line.line + " since the budget began", line.so_far,
             *of_.standing, of_.view->as_of, picked, line.budget);
    sum(name + "left", "left of what is planned for " + line.line, line.left(),
        {{at(name + "planned"), {}, line.planned}, {at(name + "spent_so_far"), {}, -line.so_far}});
  }

  void add_cost() {
    std::vector<TracedPart> lines;
    for (const PlanFigures& line : made_.plan) {
      lines.push_back(
          {at("plan/" + line.budget + "/" + line.line + "/spent_in_period"), {}, line.in_period});
    }
    sum("cost/arose", "cost that arose in the period", made_.cost, std::move(lines));
    moved("cost/paid", "paid for cost, less what came back", made_.paid, -1,
          [](const Movement& each) { return each.for_cost && !each.corrects(); });
    moved("cost/paid_corrected", "paid for cost, put right for approved days before",
          made_.paid_corrected, -1,
          [](const Movement& each) { return each.for_cost && each.corrects(); });
    const Picked owed{{{"owed:"}}, -1};
    standing("cost/owed_before", "cost not paid before the period", made_.owed_before, before_,
             eve(), owed);
    standing("cost/owed_at_end", "cost not paid at its end", made_.owed_at_end, *of_.standing,
             of_.view->as_of, owed);
    add_contracted();
    sum("cost/otherwise", "carried between budgets, or put right without a payment",
        made_.cost_otherwise(),
        {{at("cost/arose"), {}, made_.cost},
         {at("cost/paid"), {}, -made_.paid},
         {at("cost/paid_corrected"), {}, -made_.paid_corrected},
         {at("cost/owed_before"), {}, made_.owed_before},
         {at("cost/owed_at_end"), {}, -made_.owed_at_end},
         {at("cost/contracted"), {}, -made_.contracted}});
  }

  void add_contracted() {
    TracedFigure contracted{.address = at("cost/contracted"),
                            .what = "delivered by contract in the period",
                            .amount = made_.contracted};
    for (const RecordedEntry* recorded : entries_) {
      add_picks(*recorded, {}, {{{"contract:"}}, -1}, contracted.postings);
    }
    figures_.push_back(std::move(contracted));
  }

  /// The lines after the balance that the reconciliation starts from.
  std::vector<const reconcile::LineView*> lines_after(const BankReconciliation& bank) const {
    std::vector<const reconcile::LineView*> after;
    if (!bank.per_statement) return after;
    const bool by_day = bank.printed_in.line == 0;
    for (const auto& line : of_.view->lines) {
      if (line.line->account != bank.account) continue;
      if (by_day) {
        if (line.line->line.date > *bank.printed_on) after.push_back(&line);
      } else if (line.line->line.balance) {
        after.clear();
      } else {
        after.push_back(&line);
      }
    }
    return after;
  }

  void add_bank(const AccountFigures& account) {
    const auto bank =
        bank_reconciliation(*of_.view, account.account, account.closing, statement_.period);
    const auto name = "bank/" + account.account + "/";
    sum(name + "per_books", "by the books", bank.per_books,
        {{at("account/" + account.account + "/closing"), {}, account.closing}});
    if (!bank.per_statement) return;
    figures_.push_back(
        {.address = at(name + "per_statement"),
         .what = "the balance that the bank printed",
         .amount = *bank.per_statement,
         .how = How::given,
         .because = place(bank.printed_in) + ", " + ledger::pretty(*bank.printed_on)});
    figures_.push_back({.address = at(name + "lines_after"),
                        .what = "lines after that balance",
                        .amount = bank.after,
                        .how = How::lines,
                        .lines = lines_after(bank)});
    TracedFigure waiting{.address = at(name + "not_in_books"),
                         .what = "lines that are not reconciled yet",
                         .amount = bank.not_in_books,
                         .how = How::lines};
    for (const auto& line : of_.view->lines) {
      const bool waits = line.line->account == account.account && line.match == nullptr;
      if (waits) waiting.lines.push_back(&line);
    }
    figures_.push_back(std::move(waiting));
    sum(name + "difference", "books less what the bank says", *bank.difference(),
        {{at(name + "per_books"), {}, bank.per_books},
         {at(name + "per_statement"), {}, -*bank.per_statement},
         {at(name + "lines_after"), {}, -bank.after},
         {at(name + "not_in_books"), {}, bank.not_in_books}});
  }

  void add_baseline(const BaselineFigures& baseline) {
    const auto name = "former_package/" + baseline.budget + "/";
    figures_.push_back({.address = at(name + "former_package"),
                        .what = "what the former package would have cost",
                        .amount = baseline.former,
                        .how = How::reckoned,
                        .because = "its cost for the whole budget, for " +
                                   std::to_string(baseline.days) + " of its days, half up"});
    std::vector<TracedPart> lines;
    for (const PlanFigures& line : made_.plan) {
      if (line.budget != baseline.budget) continue;
      lines.push_back(
          {at("plan/" + line.budget + "/" + line.line + "/spent_in_period"), {}, line.in_period});
    }
    sum(name + "cost", "cost of the budget in the period", baseline.cost, std::move(lines));
    sum(name + "saved", "what it cost less than before", baseline.former - baseline.cost,
        {{at(name + "former_package"), {}, baseline.former},
         {at(name + "cost"), {}, -baseline.cost}});
  }

  const TraceOf& of_;
  const StatementOf& statement_;
  const std::vector<RecordedEntry>& before_;
  StatementFigures made_;
  std::vector<Movement> movements_;
  std::vector<const RecordedEntry*> entries_;
  std::vector<TracedFigure>& figures_;
};

}  // namespace

void add_statement_figures(const TraceOf& of, const std::vector<RecordedEntry>& before,
                           std::vector<TracedFigure>& figures) {
  StatementTrace{of, before, figures}.add();
}

}  // namespace reports

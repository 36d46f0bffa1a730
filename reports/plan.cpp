#include "reports/plan.hpp"

#include "ledger/contribution.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/known_line.hpp"
#include "reports/plan_json.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>

namespace reports {
namespace {

using ledger::Budget;
using ledger::Money;
using ledger::pretty;

std::string approved_by(const Budget& budget) {
  std::string names;
  for (const auto& approval : budget.approvals) {
    names += (names.empty() ? "" : "; ") + approval.role + " " + approval.name + " on " +
             pretty(approval.on);
  }
  if (!names.empty()) return names;
  for (const auto& name : budget.agreed_by) names += (names.empty() ? "" : "; ") + name;
  return names;
}

std::string from_words(const PlanStep& step) {
  return step.from ? "From " + pretty(*step.from) + " " : "At first ";
}

void add_agreement_notes(std::vector<std::string>& notes, const PlannedBudget& planned) {
  const auto& budget = planned.budget();
  const auto sum = planned_sum(budget);
  if (!budget.agreed) {
    auto note =
        "Nothing is agreed yet, and no instalment is expected before it is. The lines and "
        "the contingency come to " +
        pretty(sum) + " so far";
    if (budget.indicative) {
      const auto over = sum - *budget.indicative;
      note += over.is_zero()       ? ", exactly what was indicated"
              : over.is_negative() ? ", " + pretty(-over) + " less than was indicated"
                                   : ", " + pretty(over) + " more than was indicated";
    }
    notes.push_back(note + ".");
    return;
  }
  if (planned.agreed_only_on) {
    notes.push_back("The plan is agreed on " + pretty(*planned.agreed_only_on) +
                    ", and not before: no instalment is expected until then.");
  }
  notes.push_back("The lines (" + pretty(sum - budget.contingency) + ") and the contingency (" +
                  pretty(budget.contingency) + ") make exactly what is " +
                  (planned.agreed_only_on ? "to be agreed." : "agreed."));
  if (budget.indicative && *budget.agreed > *budget.indicative) {
    notes.push_back("What is agreed is " + pretty(*budget.agreed - *budget.indicative) +
                    " more than was indicated.");
  }
}

/// As the finding says it. Where no limit at all is known of the day there is no finding, and what
/// cannot be tested is said of a named role alone.
std::string authority_note(const PlanStep& step) {
  if (step.approved) return sentence_of(*step.approved);
  const auto& authority = step.authority;
  if (authority.unknown.empty() || authority.tested) return {};
  std::string roles;
  for (const auto& role : authority.unknown) roles += (roles.empty() ? "" : ", ") + role;
  return from_words(step) + "whether those who approved " + pretty(*step.budget.agreed) +
         " may do so cannot be tested: no limit of " + roles +
         " is known (authority-limit:" + authority.unknown.front() + " in a file of --parameters).";
}

void add_step_notes(std::vector<std::string>& notes, const PlanStep& step) {
  for (const auto& move : step.moves) {
    notes.push_back(from_words(step) + pretty(move.amount) + " moved from " + move.from + " to " +
                    move.to + ".");
  }
  if (step.agreed_before && step.budget.agreed && *step.agreed_before != *step.budget.agreed) {
    const auto more = *step.budget.agreed - *step.agreed_before;
    notes.push_back(from_words(step) + pretty(magnitude(more)) +
                    (more.is_negative() ? " less" : " more") + " is agreed than before.");
  }
  const bool late = step.from && step.budget.agreed_on && *step.budget.agreed_on > *step.from;
  if (late && step.agreed_before) {
    notes.push_back("The revision from " + pretty(*step.from) + " was agreed on " +
                    pretty(*step.budget.agreed_on) +
                    ": instalments between the two days are due as the revision says, since the "
                    "budget was agreed before.");
  }
  if (auto note = authority_note(step); !note.empty()) notes.push_back(std::move(note));
}

std::string title_of(const PlannedBudget& planned) {
  const auto& budget = planned.budget();
  auto held = std::string{text(budget.deployment)};
  if (!budget.organisation.empty()) held += " held by " + budget.organisation;
  return planned.person + "/" + budget.ref + ": " + held + ", " + pretty(budget.from) + " to " +
         pretty(budget.to);
}

Table step_table(const PlannedBudget& planned) {
  Table table;
  table.title = title_of(planned);
  table.columns = {{"From", "from"},         {"Indicative", "indicative"},
                   {"Known on", "known_on"}, {"Agreed", "agreed"},
                   {"On", "agreed_on"},      {"Approved by", "approved_by"}};
  for (const auto& step : planned.steps) {
    const auto& budget = step.budget;
    table.rows.push_back({step.from ? Cell{*step.from} : Cell{std::string{"first"}},
                          cell_of(budget.indicative), cell_of(budget.indicative_on),
                          cell_of(budget.agreed), cell_of(budget.agreed_on), approved_by(budget)});
    add_step_notes(table.notes, step);
  }
  add_agreement_notes(table.notes, planned);
  return table;
}

Table line_table(const PlannedBudget& planned) {
  Table table;
  table.columns = {
      {"Plan line", "line"},      {"For", "category"}, {"In the person's words", "outcome"},
      {"Planned", "planned"},     {"Spent", "spent"},  {"Spoken for", "committed"},
      {"Still free", "available"}};
  Money planned_all, spent, committed, available;
  for (const auto& line : planned.lines) {
    if (line.at.available.is_negative()) table.alarms.push_back(table.rows.size());
    table.rows.push_back({line.at.ref, line.at.category, line.outcome, line.at.planned,
                          line.at.spent, line.at.committed, line.at.available});
    planned_all += line.at.planned;
    spent += line.at.spent;
    committed += line.at.committed;
    available += line.at.available;
  }
  const auto& kept = planned.budget().contingency;
  table.rows.push_back({std::string{contingency_line}, std::string{"unforeseen"}, std::string{},
                        kept, Money{}, Money{}, kept});
  table.totals = {std::string{"All"}, {}, {}, planned_all + kept, spent, committed,
                  available + kept};
  return table;
}

Table funder_table(const PlannedBudget& planned) {
  Table table;
  table.columns = {{"Who pays", "payer"}, {"Stream", "stream"}, {"Part", "part"}};
  if (planned.with_contribution) table.columns.push_back({"Pays of it", "pays"});
  table.columns.push_back({"Received", "received"});
  const auto known = [](const std::optional<Money>& amount) {
    return amount ? Cell{*amount} : Cell{std::string{"not known yet"}};
  };
  for (const auto& payer : planned.payers) {
    auto& row = table.rows.emplace_back();
    row = {payer.name, payer.stream, known(payer.part)};
    if (planned.with_contribution) row.emplace_back(known(payer.pays));
    row.emplace_back(payer.received);
  }
  if (const auto note = ledger::contribution_note(planned.budget(), planned.since); !note.empty()) {
    table.notes.push_back(note);
  }
  return table;
}

/// One row a line, for a spreadsheet.
Table csv_table(const std::vector<PlannedBudget>& all) {
  Table table;
  table.for_people = false;
  for (const auto* key : {"person", "budget", "line", "category", "outcome", "planned", "spent",
                          "committed", "available"}) {
    table.columns.push_back({key, key});
  }
  for (const auto& planned : all) {
    for (const auto& line : planned.lines) {
      table.rows.push_back({planned.person, planned.budget().ref, line.at.ref, line.at.category,
                            line.outcome, line.at.planned, line.at.spent, line.at.committed,
                            line.at.available});
    }
  }
  return table;
}

/// Refs in the order in which their budgets begin.
std::vector<std::string> refs_of(const ledger::PersonHistory& history, const std::string& only) {
  std::vector<const Budget*> known;
  for (const auto& version : history.versions()) {
    for (const auto& budget : version.budgets) {
      const auto* latest = history.budget(budget.ref);
      const bool wanted = only.empty() || budget.ref == only;
      if (wanted && std::ranges::find(known, latest) == known.end()) known.push_back(latest);
    }
  }
  std::ranges::stable_sort(known, {}, &Budget::from);
  std::vector<std::string> refs;
  for (const auto* budget : known) refs.push_back(budget->ref);
  return refs;
}

/// What each funder's instalments of a budget come to, each by the version of its day; empty where
/// the plan has none. Asked for where they changed: else what was agreed is exact, and these are
/// shared out to the penny each.
std::map<std::string, Money> due_by_funder(const ledger::PersonHistory& history,
                                           const std::string& budget) {
  std::map<std::string, Money> sums;
  for (const auto& due : ledger::due_instalments(history)) {
    if (due.budget != budget || due.payer != ledger::Payer::funder) continue;
    for (const auto& share : ledger::shares_of(history, due)) sums[share.funder] += share.amount;
  }
  return sums;
}

void add_payers(PlannedBudget& planned, const reconcile::PersonView& view,
                const reconcile::BudgetPosition* position) {
  const bool agreed = planned.budget().agreed.has_value();
  const auto net = ledger::net_amounts(planned.budget(), planned.since);
  planned.with_contribution = !net.contribution.is_zero();
  auto by_instalments = due_by_funder(view.history(), planned.budget().ref);
  for (const auto& funder : planned.budget().funders) {
    const auto nth = planned.payers.size();
    Payer payer{funder.name, funder.stream, {}, {}};
    // While planning goes on nobody has to say yet who pays how much.
    if (agreed || !funder.amount.is_zero()) {
      payer.part = funder.amount;
      const bool told = agreed && planned.since && !by_instalments.empty();
      payer.pays = told ? by_instalments[funder.name] : net.by_funder[nth];
    }
    if (position != nullptr) {
      const auto at =
          std::ranges::find(position->funders, funder.name, &reconcile::FunderPosition::name);
      if (at != position->funders.end()) payer.received = at->received;
    }
    planned.payers.push_back(std::move(payer));
  }
  Money own;
  for (const auto& due : ledger::due_instalments(view.history())) {
    const bool ours = due.budget == planned.budget().ref && due.payer == ledger::Payer::person;
    if (ours) own += due.amount;
  }
  const auto paid = position == nullptr ? Money{} : position->contributed;
  if (!own.is_zero() || !paid.is_zero())
    planned.payers.push_back({"person", "own share", own, paid, own});
}

PlannedBudget planned_budget(const reconcile::PersonView& view, const std::string& ref,
                             const std::vector<reconcile::BudgetPosition>& positions) {
  PlannedBudget planned;
  planned.person = view.facts->ref();
  planned.steps = plan_steps(view.history(), ref, *view.parameters, view.as_of);
  std::size_t now = 0;
  for (std::size_t i = 0; i < planned.steps.size(); ++i) {
    const auto& from = planned.steps[i].from;
    if (!from || *from <= view.as_of) now = i;
  }
  planned.now = now;
  planned.since = ledger::instalments_since(view.history(), ref, view.as_of);
  const auto agreed = ledger::first_agreed(view.history(), ref);
  if (planned.budget().agreed && agreed && *agreed > view.as_of) planned.agreed_only_on = agreed;
  const auto position = std::ranges::find(positions, ref, &reconcile::BudgetPosition::budget);
  const bool begun = position != positions.end();
  if (begun) {
    for (const auto& line : position->lines) planned.lines.push_back({line, {}});
  } else {
    for (const auto& line : planned.budget().lines) {
      planned.lines.push_back({{line.ref, line.category, line.amount, {}, {}, line.amount}, {}});
    }
  }
  for (auto& line : planned.lines) {
    const auto* of = reconcile::known_line(view.history(), ref, line.at.ref, view.as_of);
    if (of != nullptr) line.outcome = of->outcome;
  }
  add_payers(planned, view, begun ? &*position : nullptr);
  return planned;
}

}  // namespace

Answer plan(const reconcile::PersonView& view, const std::string& budget) {
  const auto positions = reconcile::positions(view);
  std::vector<PlannedBudget> all;
  for (const auto& ref : refs_of(view.history(), budget)) {
    all.push_back(planned_budget(view, ref, positions));
  }
  Answer answer;
  answer.heading = {"The plan of " + view.facts->ref() + " as of " + pretty(view.as_of) + "."};
  answer.tables.push_back(csv_table(all));
  for (const auto& planned : all) {
    answer.tables.push_back(step_table(planned));
    answer.tables.push_back(line_table(planned));
    answer.tables.push_back(funder_table(planned));
  }
  answer.json = plan_json(view, all);
  return answer;
}

}  // namespace reports

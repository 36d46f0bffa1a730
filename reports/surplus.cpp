#include "reports/surplus.hpp"

#include "ledger/reclaims.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;
using reconcile::Surplus;

Table steps_table(const Surplus& budget, bool short_of) {
  Table table;
  table.title =
      budget.person + "/" + budget.budget + (short_of ? ": what is missing" : ": what is free");
  table.columns = {{"Step", "step"}, {"Amount", "amount"}};
  const auto& steps = short_of ? budget.shortfall_steps : budget.steps;
  for (const auto& step : steps) {
    const bool first = &step == &steps.front();
    const bool less = short_of ? step.amount.is_negative() : !first;
    table.rows.push_back({(less ? "less: " : first ? "" : "and: ") + step.what, step.amount});
  }
  return table;
}

/// "The budget ended on 31 October 2025. NHS Dale ICB has had £700.00 back."
std::string went_in_words(const WhereItWent& over) {
  std::string text = "The budget ended on " + pretty(over.ended) + ".";
  if (!over.went_on.is_zero()) {
    text += " " + pretty(over.went_on) + " went on to the budget " + over.after;
    if (!over.owed_along.is_zero()) {
      text += ", with " + pretty(over.owed_along) + " that was still owed";
    }
    text += ".";
  }
  for (const auto& each : over.back) {
    if (!each.repaid.is_zero()) {
      text += " " + capital(payer_words(each.name)) + " has had " + pretty(each.repaid) + " back.";
    }
    if (each.open() > Money{}) {
      text +=
          " " + pretty(each.open()) + " is still to be repaid to " + payer_words(each.name) + ".";
    }
  }
  return text;
}

/// Why nothing is free, by what there is too little for.
std::string nothing_free(const Surplus& budget) {
  const auto held = budget.owed.total() + budget.pots + budget.unexplained;
  if (budget.bank < held) {
    return "Nothing is free: " + pretty(held - budget.bank) +
           " of what is held for others or set aside is not there.";
  }
  if (budget.bank.is_zero()) return "Nothing is in the bank.";
  return "Nothing is free: all that is in the bank is held for others, set aside, paid for days "
         "still to come, or may stay.";
}

/// The sentences under the steps of a surplus.
void add_notes(const Surplus& budget, Table& table) {
  if (budget.exact.is_negative()) table.notes.push_back(nothing_free(budget));
  if (budget.usual != budget.surplus) {
    table.notes.push_back("Bank less what may stay alone would have said " + pretty(budget.usual) +
                          ": " + pretty(budget.usual - budget.surplus) + " of that is spoken for.");
  }
  if (budget.asked() > Money{}) {
    table.notes.push_back(pretty(budget.asked()) +
                          " of it is asked back or set off already and has not left the bank yet.");
  }
}

/// Of a budget that is over: what is left, step by step. Nothing of it may stay any more, and what
/// would be free of one that still runs is nobody's question.
Table left_table(const SurplusOf& of) {
  const auto& budget = of.stands;
  Table table;
  table.title = budget.person + "/" + budget.budget + ": what is left and can be asked back";
  table.columns = {{"Step", "step"}, {"Amount", "amount"}};
  for (const auto& step : budget.left_steps) {
    table.rows.push_back({(table.rows.empty() ? "" : "less: ") + step.what, step.amount});
  }
  table.totals = {std::string{"left"}, budget.left};
  if (of.over) table.notes.push_back(went_in_words(*of.over));
  if (const auto missing = budget.left_short(); !missing.is_zero()) {
    table.notes.push_back("Nothing is left: " + pretty(missing) +
                          " of what is held for others or set aside is not there.");
  } else if (budget.bank.is_zero()) {
    table.notes.emplace_back("Nothing is left in it.");
  }
  const auto asked = budget.asked() - budget.unasked();
  if (asked > Money{}) {
    table.notes.push_back(
        pretty(asked) + " of it is asked back or set off already and has not left the bank yet; " +
        pretty(budget.can_ask() + budget.unasked()) + " is still to be asked back.");
  } else if (!budget.unasked().is_zero()) {
    table.notes.push_back(pretty(budget.unasked()) +
                          " of it goes back because another budget took over. To ask for it by a "
                          "day: `dpledger reclaim`.");
  }
  return table;
}

std::string whose_part(const reconcile::SurplusShare& share) {
  return share.name == ledger::own_part ? "the person's own part" : share.name;
}

/// Money of the budget before came along into this one.
bool came_along(const Surplus& budget) {
  return std::ranges::any_of(budget.shares,
                             [](const auto& share) { return !share.carried.is_zero(); });
}

Table shares_table(const Surplus& budget) {
  Table table;
  table.title = budget.person + "/" + budget.budget + ": whose it is";
  table.columns = {{"Who", "who"},
                   {"Paid in", "paid_in"},
                   {"Came along", "carried", came_along(budget)},
                   {"Part of the surplus", "part"},
                   {"Asked back or set off", "asked"},
                   {"Left to decide on", "free"}};
  for (const auto& share : budget.shares) {
    table.rows.push_back(
        {whose_part(share), share.received, share.carried, share.part, share.asked, share.free()});
  }
  return table;
}

Table left_shares_table(const Surplus& budget) {
  Table table;
  table.title = budget.person + "/" + budget.budget + ": whose it is";
  table.columns = {{"Who", "who"},
                   {"Paid in", "paid_in"},
                   {"Came along", "carried", came_along(budget)},
                   {"Part of what is left", "left"},
                   {"Asked back or set off", "asked"},
                   {"Goes back unasked", "unasked", !budget.unasked().is_zero()},
                   {"Can be asked back", "can_be_asked_back"}};
  for (const auto& share : budget.shares) {
    table.rows.push_back({whose_part(share), share.received, share.carried, share.left,
                          share.asked - share.unasked, share.unasked,
                          share.can_ask + share.unasked});
    if (!share.written_off.is_zero()) {
      table.notes.push_back(pretty(share.written_off) + " of what " + whose_part(share) +
                            " had asked for was given up, and is not asked for again.");
    }
    const bool alone = budget.shares.size() == 1;  // whose it is needs no saying
    if (alone || share.sent_after_death.is_zero()) continue;
    table.notes.push_back(share.name + " sent " + pretty(share.sent_after_death) +
                          " after the death, for which nothing was due: that is its own, and only "
                          "the rest is shared by what each paid in.");
  }
  return table;
}

/// Of a budget that runs.
void add_running(const Surplus& budget, std::vector<Table>& tables) {
  auto steps = steps_table(budget, false);
  steps.totals = {std::string{"free"}, budget.surplus};
  add_notes(budget, steps);
  tables.push_back(std::move(steps));
  if (!budget.shortfall.is_zero()) {
    tables.push_back(steps_table(budget, true));
    tables.back().totals = {std::string{"missing"}, budget.shortfall};
  }
  if (!budget.surplus.is_zero() || !budget.asked().is_zero()) {
    tables.push_back(shares_table(budget));
  }
}

void add_over(const SurplusOf& of, std::vector<Table>& tables) {
  tables.push_back(left_table(of));
  if (!of.stands.shortfall.is_zero()) {
    tables.push_back(steps_table(of.stands, true));
    tables.back().totals = {std::string{"missing"}, of.stands.shortfall};
  }
  if (!of.stands.left.is_zero() || !of.stands.asked().is_zero()) {
    tables.push_back(left_shares_table(of.stands));
  }
}

/// Every step of every budget as one row, for CSV.
Table flat_table(const std::vector<SurplusOf>& budgets) {
  Table table;
  table.for_people = false;
  table.columns = {{"Person", "person"}, {"Budget", "budget"}, {"Of", "of"},
                   {"Step", "step"},     {"What", "what"},     {"Amount", "amount"}};
  const auto add = [&](const Surplus& budget, std::string of, std::string step, std::string what,
                       Money amount) {
    table.rows.push_back(
        {budget.person, budget.budget, std::move(of), std::move(step), std::move(what), amount});
  };
  for (const auto& of : budgets) {
    const auto& budget = of.stands;
    for (const auto& step : budget.steps) add(budget, "surplus", step.code, step.what, step.amount);
    add(budget, "surplus", "surplus", "free", budget.surplus);
    for (const auto& step : budget.shortfall_steps) {
      add(budget, "shortfall", step.code, step.what, step.amount);
    }
    add(budget, "shortfall", "shortfall", "missing", budget.shortfall);
    for (const auto& step : budget.left_steps)
      add(budget, "left", step.code, step.what, step.amount);
    if (budget.over) add(budget, "left", "left", "left", budget.left);
    for (const auto& share : budget.shares) {
      if (came_along(budget)) {
        add(budget, "carried", share.name, "came along from the budget before", share.carried);
      }
      add(budget, "part", share.name, "part of the surplus", share.part);
      add(budget, "asked", share.name, "asked back or set off already", share.asked);
      if (!share.unasked.is_zero()) {
        add(budget, "unasked", share.name, "of that, goes back and nobody asked for it",
            share.unasked);
      }
      add(budget, "can-ask", share.name, "can be asked back", share.can_ask + share.unasked);
    }
  }
  return table;
}

Json steps_json(const std::vector<reconcile::SurplusStep>& steps) {
  return json_array(steps, [](const reconcile::SurplusStep& step) {
    return JsonObject{}
        .text("step", step.code)
        .text("what", step.what)
        .money("amount", step.amount)
        .done();
  });
}

Json shares_json(const Surplus& budget) {
  return json_array(budget.shares, [](const reconcile::SurplusShare& share) {
    return JsonObject{}
        .text("name", share.name)
        .money("received", share.received)
        .money("carried", share.carried)
        .money("part", share.part)
        .money("asked", share.asked)
        .money("free", share.free())
        .money("left", share.left)
        .money("unasked", share.unasked)
        .money("can_be_asked_back", share.can_ask + share.unasked)
        .money("sent_after_death", share.sent_after_death)
        .money("written_off", share.written_off)
        .done();
  });
}

Json over_json(const std::optional<WhereItWent>& over) {
  if (!over) return {};
  return JsonObject{}
      .date("ended", over->ended)
      .text("followed_by", over->after)
      .money("went_on", over->went_on)
      .money("owed_along", over->owed_along)
      .put("back", json_array(over->back,
                              [](const reconcile::GoesBack& each) {
                                return JsonObject{}
                                    .text("name", each.name)
                                    .money("repaid", each.repaid)
                                    .money("open", each.open())
                                    .done();
                              }))
      .done();
}

Json budget_json(const SurplusOf& of) {
  const auto& budget = of.stands;
  return JsonObject{}
      .text("person", budget.person)
      .text("budget", budget.budget)
      .put("steps", steps_json(budget.steps))
      .money("exact", budget.exact)
      .money("surplus", budget.surplus)
      .put("shortfall_steps", steps_json(budget.shortfall_steps))
      .money("shortfall", budget.shortfall)
      .put("shares", shares_json(budget))
      .money("asked", budget.asked())
      .money("bank_less_allowed", budget.usual)
      .flag("over", budget.over)
      .put("left_steps", steps_json(budget.left_steps))
      .money("left", budget.left)
      .money("can_be_asked_back", budget.can_ask() + budget.unasked())
      .put("where_it_went", over_json(of.over))
      .done();
}

WhereItWent where_it_went(const reconcile::PersonView& view, const ledger::Budget& budget) {
  WhereItWent over{.ended = view.history().last_day(budget), .after = {}, .back = {}};
  for (const auto& handover : reconcile::handovers(view.history())) {
    if (handover.before->ref != budget.ref || handover.day() > view.as_of) continue;
    over.after = handover.after->ref;
    const auto along = reconcile::went_along(view, handover);
    for (const auto& money : along.money) over.went_on += money.amount;
    for (const auto& debt : along.debts) over.owed_along += debt.amount;
  }
  over.back = reconcile::goes_back(view, budget.ref);
  return over;
}

}  // namespace

std::vector<SurplusOf> surplus_rows(const reconcile::PersonView& view) {
  std::vector<SurplusOf> rows;
  for (auto& stands : reconcile::surpluses(view)) {
    const auto* budget = view.history().budget(stands.budget);
    const bool is_over = budget != nullptr && view.history().last_day(*budget) < view.as_of;
    auto over = is_over ? std::optional{where_it_went(view, *budget)} : std::nullopt;
    rows.push_back({std::move(stands), std::move(over)});
  }
  return rows;
}

Answer surplus(const std::vector<SurplusOf>& budgets, ledger::Date as_of) {
  Answer answer;
  Money free, missing, left;
  std::ptrdiff_t over = 0;  // with something left
  for (const auto& of : budgets) {
    const auto& budget = of.stands;
    missing += budget.shortfall;
    if (budget.over) {
      if (!budget.left.is_zero()) ++over;
      left += budget.left;
      add_over(of, answer.tables);
    } else {
      free += budget.surplus;
      add_running(budget, answer.tables);
    }
  }
  auto heading = "On " + pretty(as_of) + ": " + pretty(free) + " free and " + pretty(missing) +
                 " missing in " + counted(std::ssize(budgets), "budget");
  if (over > 0)
    heading += ", and " + pretty(left) + " left in " + counted(over, "budget") + " that " +
               (over == 1 ? "is" : "are") + " over";
  answer.heading.push_back(heading + ".");
  answer.csv_table = answer.tables.size();
  answer.tables.push_back(flat_table(budgets));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.surplus/1")
                    .date("as_of", as_of)
                    .put("budgets", json_array(budgets, budget_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

#include "reports/plain.hpp"

#include "ledger/ensure.hpp"
#include "reconcile/surplus.hpp"
#include "reports/forecast.hpp"
#include "reports/json_text.hpp"
#include "reports/plain_parts.hpp"
#include "reports/text_width.hpp"

#include <algorithm>
#include <array>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::BudgetPhase;

/// What a printer has room for.
constexpr std::size_t page_lines = 60;
constexpr int page_width = 80;

/// How much is said one by one before the rest is told as one. The roomiest that fits is taken.
struct Room {
  std::size_t payers, lines, actions;
};
constexpr std::array rooms{Room{4, 7, 7}, Room{4, 5, 6}, Room{3, 4, 4}, Room{2, 3, 3}};

std::string payers(const PlainSource& source) {
  return source.position.funder.empty() ? "your funder" : source.position.funder;
}

/// Rows whose amount is nothing say nothing and are left out.
class Section {
 public:
  Section(std::string code, std::string title) {
    made_.code = std::move(code);
    made_.title = std::move(title);
  }
  void figure(std::string code, std::string what, Money amount) {
    if (!amount.is_zero()) made_.figures.push_back({std::move(code), std::move(what), amount});
  }
  void say(std::string sentence) { made_.sentences.push_back(std::move(sentence)); }
  void sum(std::string code, std::string what, Money amount) {
    if (made_.figures.size() > 1) made_.sum = PlainFigure{std::move(code), std::move(what), amount};
  }
  bool is_empty() const { return made_.figures.empty(); }
  PlainSection done() && { return std::move(made_); }

 private:
  PlainSection made_;
};

/// The first of several, and the rest as one.
std::vector<PlainFigure> at_most(std::vector<PlainFigure> figures, std::size_t most,
                                 const std::string& rest) {
  if (figures.size() <= most) return figures;
  Money others;
  for (auto i = most - 1; i < figures.size(); ++i) others += figures[i].amount;
  figures.resize(most - 1, {});
  figures.push_back({"rest", rest, others});
  return figures;
}

PlainSection came_in(const PlainSource& source, std::size_t payers_most) {
  const auto& at = source.position;
  Section section{"came-in", "What came in"};
  if (at.deployment == ledger::Deployment::notional) {
    section.say("This care is bought for you by " + payers(source) + ". No money comes to you.");
    return std::move(section).done();
  }
  section.figure("opening", "In the bank at the start", at.opening);
  std::vector<PlainFigure> from;
  Money named;
  for (const auto& funder : at.funders) {
    if (funder.name == "person" || funder.received.is_zero()) continue;
    from.push_back({"received:" + funder.name, "From " + funder.name, funder.received});
    named += funder.received;
  }
  if (named != at.received) from.push_back({"received:other", "From others", at.received - named});
  for (auto& figure : at_most(std::move(from), payers_most, "From others")) {
    section.figure(figure.code, figure.what, figure.amount);
  }
  section.figure("contributed", "From you", at.contributed);
  section.sum("came-in", "In all", at.opening + at.received + at.contributed);
  if (section.is_empty()) section.say("No money has come in yet.");
  if (at.suspense_received > Money{}) {
    section.say(pretty(at.suspense_received) + " more came in. We do not know who sent it.");
  }
  if (at.deployment == ledger::Deployment::third_party) {
    section.say("The money is held for you. You do not have to pay the bills.");
  }
  return std::move(section).done();
}

/// What was spent by plan line, the most first; lines that read alike say which they are.
std::vector<PlainFigure> spending(const PlainSource& source, std::size_t lines_most) {
  const auto* budget = source.view.history().budget(source.position.budget);
  std::vector<PlainFigure> figures;
  for (const auto& line : source.position.lines) {
    if (line.spent.is_zero()) continue;
    const auto* plan = budget == nullptr ? nullptr : budget->line(line.ref);
    auto name = plan == nullptr ? std::string{"Not in the plan"} : plain_name(plan, line.category);
    const bool taken = std::ranges::count(figures, name, &PlainFigure::what) > 0;
    if (taken) name += " (" + line.ref + ")";
    figures.push_back({"line:" + line.ref, std::move(name), line.spent});
  }
  std::ranges::stable_sort(
      figures, [](const PlainFigure& a, const PlainFigure& b) { return a.amount > b.amount; });
  return at_most(std::move(figures), lines_most, "All the rest");
}

PlainSection spent(const PlainSource& source, std::size_t lines_most) {
  const auto& at = source.position;
  Section section{"spent", "What it was spent on"};
  for (auto& figure : spending(source, lines_most))
    section.figure(figure.code, figure.what, figure.amount);
  section.sum("spent", "In all", at.spent);
  if (section.is_empty()) section.say("Nothing has been spent yet.");
  if (source.agreed() && !at.spent.is_zero()) {
    section.say("Your plan has " + pretty(*at.agreed) + " in it. You have used " +
                pretty(at.spent) + " of that.");
  }
  if (at.suspense_paid > Money{}) {
    section.say(pretty(at.suspense_paid) + " more was paid out. We do not know what it was for.");
  }
  if (at.due_back > Money{}) {
    section.say(pretty(at.due_back) + " was paid by mistake. You should get it back.");
  }
  if (at.repaid > Money{}) section.say(pretty(at.repaid) + " was paid back or passed on.");
  return std::move(section).done();
}

PlainSection spoken_for(const PlainSource& source) {
  const auto& at = source.position;
  Section section{"spoken-for", "What is spoken for"};
  if (at.deployment != ledger::Deployment::notional) {
    section.figure("owed:net-pay", "Wages still to pay", at.owed.net_pay);
    section.figure("owed:paye", "Tax to pay to HMRC", at.owed.paye);
    section.figure("owed:pension", "Pension money to pay", at.owed.pension);
    section.figure("owed:suppliers", "Bills still to pay", at.owed.suppliers);
    section.figure("owed:other", "Other sums kept back from pay", at.owed.other);
    section.figure("pots", "Put by for later, as agreed", at.pots);
  }
  if (source.forecast.phase == BudgetPhase::running) {
    section.figure("committed", "Planned up to " + pretty(source.forecast.until), at.committed);
    if (at.estimate) section.say("Some of what is planned is our best guess.");
  }
  if (section.is_empty()) section.say("Nothing is spoken for.");
  return std::move(section).done();
}

void say_bank(Section& section, const PlainSource& source) {
  const auto& at = source.position;
  section.figure("bank", "In the bank now", at.bank);
  if (at.bank.is_zero()) section.say("There is no money in the bank.");
  if (at.shortfall > Money{}) {
    section.say("You are " + pretty(at.shortfall) + " short of what is owed and put by.");
  }
  if (at.surplus > Money{}) {
    section.figure("surplus", "More than you need", at.surplus);
    section.say("You may be asked to give back what you do not need.");
  }
}

void say_plan(Section& section, const PlainSource& source) {
  const auto& at = source.position;
  if (!source.agreed() || !at.available) {
    section.say("Your plan is not agreed yet. Do not spend this money for now.");
    return;
  }
  if (source.forecast.phase == BudgetPhase::over) {
    section.say("This plan has come to an end. It ran until " + pretty(source.forecast.until) +
                ".");
    return;
  }
  if (at.available->is_negative()) {
    section.say("You have used or planned " + pretty(-*at.available) +
                " more than your plan has. Please call your care team.");
    return;
  }
  section.figure("available", "Still free in your plan", *at.available);
}

/// Until when, if things go on as they do.
void say_until(Section& section, const PlainSource& source) {
  const auto& ahead = source.forecast;
  if (ahead.phase != BudgetPhase::running) return;
  if (ahead.plan_out && *ahead.plan_out > source.view.as_of) {
    section.say("If you go on like this, your plan will run out in " +
                name_of(month_of(*ahead.plan_out)) + ". Please call your care team soon.");
  } else if (!ahead.plan_out && ahead.whole) {
    section.say("If you go on like this, your plan will last until " + pretty(ahead.until) + ".");
  } else if (!ahead.whole) {
    section.say("We cannot tell yet how long it will last. We need to see more weeks first.");
  }
  if (ahead.short_of && ahead.short_of->day > source.view.as_of) {
    section.say("The bank may run short on " + pretty(ahead.short_of->day) + ".");
  }
}

PlainSection left(const PlainSource& source) {
  Section section{"left", "What is left, and until when"};
  if (source.position.deployment != ledger::Deployment::notional) say_bank(section, source);
  say_plan(section, source);
  say_until(section, source);
  return std::move(section).done();
}

Table table_of(const PlainSection& section) {
  Table table;
  table.title = section.title;
  table.columns = {{"", "what"}, {"£", "amount"}};
  for (const auto& figure : section.figures) table.rows.push_back({figure.what, figure.amount});
  if (section.sum) table.totals = {section.sum->what, section.sum->amount};
  table.notes = section.sentences;
  return table;
}

Table csv_table(const std::vector<PlainPage>& pages) {
  Table table;
  table.for_people = false;
  for (const auto* key : {"person", "budget", "section", "code", "what", "amount"}) {
    table.columns.push_back({key, key});
  }
  for (const auto& page : pages) {
    for (const auto& section : page.sections) {
      const auto add = [&](const std::string& code, const std::string& what, Cell amount) {
        table.rows.push_back(
            {page.person, page.budget, section.code, code, what, std::move(amount)});
      };
      for (const auto& figure : section.figures) add(figure.code, figure.what, figure.amount);
      if (section.sum) add("sum", section.sum->what, section.sum->amount);
      for (const auto& sentence : section.sentences) add("sentence", sentence, {});
    }
  }
  return table;
}

Json figure_json(const PlainFigure& figure) {
  return JsonObject{}
      .text("code", figure.code)
      .text("what", figure.what)
      .money("amount", figure.amount)
      .done();
}

Json section_json(const PlainSection& section) {
  return JsonObject{}
      .text("code", section.code)
      .text("title", section.title)
      .put("figures", json_array(section.figures, figure_json))
      .put("sum", section.sum ? figure_json(*section.sum) : Json{})
      .put("sentences", json_array(section.sentences, json_string))
      .done();
}

Json page_json(const PlainPage& page) {
  return JsonObject{}
      .text("person", page.person)
      .text("name", page.name)
      .text("budget", page.budget)
      .date("from", page.from)
      .date("to", page.to)
      .put("sections", json_array(page.sections, section_json))
      .done();
}

std::vector<PlainSection> sections(const PlainSource& source, const Room& room) {
  return {came_in(source, room.payers), spent(source, room.lines), spoken_for(source), left(source),
          plain_actions(source, room.actions)};
}

/// The lines of text that sections take, each under an empty one.
std::size_t height(const std::vector<PlainSection>& sections) {
  constexpr std::size_t head = 3;
  std::size_t lines = head;
  for (const auto& section : sections) {
    lines += 2 + section.figures.size();
    if (!section.figures.empty()) lines += 2;
    if (section.sum) lines += 2;
    for (const auto& sentence : section.sentences) lines += wrapped(sentence, page_width).size();
  }
  return lines;
}

}  // namespace

PlainPage plain_page(const PlainSource& source) {
  const auto& at = source.position;
  PlainPage page{
      at.person, source.view.history().on(source.view.as_of).name, at.budget, at.from, at.to, {}};
  for (const auto& room : rooms) {
    page.sections = sections(source, room);
    if (height(page.sections) <= page_lines) break;
  }
  return page;
}

std::vector<PlainPage> plain_pages(const reconcile::PersonView& view) {
  const auto findings = reconcile::findings(view);
  std::vector<PlainPage> pages;
  for (const auto& position : reconcile::positions(view)) {
    ledger::ensure(
        reconcile::unexplained(position).is_zero(),
        "every penny of a budget is explained: " + position.person + "/" + position.budget);
    const auto ahead = reconcile::forecast(view, position);
    pages.push_back(plain_page({view, position, ahead, findings}));
  }
  return pages;
}

Answer plain(const std::vector<PlainPage>& pages, ledger::Date as_of) {
  Answer answer;
  answer.tables.push_back(csv_table(pages));
  for (const auto& page : pages) {
    Table head;
    head.title = "The money of " + page.name + " (" + page.person + "/" + page.budget + ")";
    head.notes = {"From " + pretty(page.from) + " to " + pretty(page.to) +
                  ". This page tells how things were on " + pretty(as_of) + "."};
    answer.tables.push_back(std::move(head));
    for (const auto& section : page.sections) answer.tables.push_back(table_of(section));
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.plain/1")
                    .date("as_of", as_of)
                    .put("budgets", json_array(pages, page_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports

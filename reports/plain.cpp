#include "reports/plain.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "reconcile/known_line.hpp"
#include "reconcile/sent_after_death.hpp"
#include "reconcile/surplus.hpp"
#include "reports/forecast.hpp"
#include "reports/json_text.hpp"
#include "reports/paid_in.hpp"
#include "reports/plain_parts.hpp"
#include "reports/text_width.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

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
  if (!source.position.funder.empty()) return source.position.funder;
  return source.said("your funder", "the funder");
}

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

/// Of the money that came along from the last plan, what is one's own.
void say_own_at_start(PlainWriter& section, const PlainSource& source) {
  const auto& funders = source.position.funders;
  const auto own = std::ranges::find(funders, ledger::own_part, &reconcile::FunderPosition::name);
  if (own == funders.end() || own->carried <= Money{}) return;
  const auto amount = pretty(own->carried);
  section.say(source.said("Of what was there at the start, " + amount + " was your own.",
                          "Of what was there at the start, " + amount + " was paid in by " +
                              source.person().name + "."));
}

/// Of what nobody has explained yet, what a funder sent after the death is its own.
void say_unexplained(PlainWriter& section, const PlainSource& source) {
  const auto all = source.position.suspense_received;
  if (all <= Money{}) return;
  std::map<std::string, Money> after_death;
  if (const auto* budget = source.view.history().budget(source.position.budget)) {
    after_death = reconcile::sent_after_death(source.view, *budget).waiting;
  }
  auto unknown = all;
  for (const auto& [funder, amount] : after_death) unknown -= amount;
  if (unknown > Money{}) {
    section.say(pretty(all) + " more came in. We do not know yet what " +
                (after_death.empty() ? "" : "all of ") + "it is for.");
  }
  for (const auto& [funder, amount] : after_death) {
    section.say(pretty(amount) + (unknown > Money{} ? " of it" : " more") + " came in from " +
                funder + " after the death.");
  }
}

PlainSection came_in(const PlainSource& source, std::size_t payers_most) {
  const auto& at = source.position;
  PlainWriter section{"came-in", "What came in"};
  if (at.deployment == ledger::Deployment::notional) {
    section.say(
        source.said("This care is bought for you by " + payers(source) + ". No money comes to you.",
                    "This care was bought by " + payers(source) + ". No money came from them."));
    return std::move(section).done();
  }
  section.figure("opening", "In the bank at the start", at.opening);
  std::vector<PlainFigure> from;
  for (const auto& funder : at.funders) {
    if (funder.name == ledger::own_part || funder.received.is_zero()) continue;
    from.push_back({"received:" + funder.name, "From " + funder.name, funder.received});
  }
  if (const auto others = from_others(at); !others.is_zero()) {
    from.push_back({"received:other", "From others", others});
  }
  for (auto& figure : at_most(std::move(from), payers_most, "From others")) {
    section.figure(figure.code, figure.what, figure.amount);
  }
  section.figure("contributed", source.said("From you", "From " + source.person().name),
                 at.contributed);
  section.sum("came-in", "In all", at.opening + at.received + at.contributed);
  if (section.is_empty()) section.say("No money has come in yet.");
  say_own_at_start(section, source);
  say_unexplained(section, source);
  if (at.deployment == ledger::Deployment::third_party) {
    const auto& holds = organisation_of(source);
    section.say(source.said(
        (holds.empty() ? "The money is held for you." : holds + " holds this money for you.") +
            std::string{" They pay the bills. You do not have to."},
        (holds.empty() ? "A firm" : holds) + " holds the money. They pay the bills."));
  }
  if (const auto hold = plain_hold(source)) section.say(*hold);
  for (auto& sentence : plain_kept_back(source)) section.say(std::move(sentence));
  return std::move(section).done();
}

/// What was spent by plan line, the most first; lines that read alike say which they are.
std::vector<PlainFigure> spending(const PlainSource& source, std::size_t lines_most) {
  std::vector<PlainFigure> figures;
  for (const auto& line : source.position.lines) {
    if (line.spent.is_zero()) continue;
    const auto* plan = reconcile::known_line(source.view.history(), source.position.budget,
                                             line.ref, source.view.as_of);
    auto name = plan == nullptr ? std::string{"Not in the plan"}
                                : plain_name(plan, line.category, source.is_dead());
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
  PlainWriter section{"spent", "What it was spent on"};
  for (auto& figure : spending(source, lines_most))
    section.figure(figure.code, figure.what, figure.amount);
  section.sum("spent", "In all", at.spent);
  if (section.is_empty()) section.say("Nothing has been spent yet.");
  if (source.agreed() && !at.spent.is_zero()) {
    const auto plan = pretty(*at.agreed);
    const auto used = pretty(at.spent);
    const bool over = source.forecast.phase == BudgetPhase::over;
    section.say(
        source.said(over ? "Your plan had " + plan + " in it. You used " + used + " of that."
                         : "Your plan has " + plan + " in it. You have used " + used + " of that.",
                    "The plan had " + plan + " in it. Of that, " + used + " was used."));
  }
  if (at.suspense_paid > Money{}) {
    section.say(pretty(at.suspense_paid) + " more was paid out. We do not know what it was for.");
  }
  if (at.due_back > Money{}) {
    section.say(pretty(at.due_back) + " was paid by mistake. " +
                source.said("You should get it back.", "It should come back."));
  }
  if (const auto back = at.repaid - at.set_off - at.handed_on; back > Money{}) {
    section.say(pretty(back) + " was paid back.");
  }
  if (at.set_off > Money{}) {
    section.say(pretty(at.set_off) + " was kept to use in place of new money.");
  }
  if (at.handed_on > Money{}) section.say(pretty(at.handed_on) + " went on to the next plan.");
  return std::move(section).done();
}

/// Of a budget that is over: pay and bills that are known and dated later. Where something of it is
/// to come back, only the sum says what is to be paid.
void say_later(PlainWriter& section, const reconcile::Owed& later) {
  const bool all_to_pay =
      std::min({later.net_pay, later.paye, later.pension, later.suppliers, later.other}) >= Money{};
  if (!all_to_pay) {
    section.figure("later", "Pay, tax and bills still to come", later.total());
    return;
  }
  section.figure("later:net-pay", "Wages still to come", later.net_pay);
  section.figure("later:paye", "Tax still to come", later.paye);
  section.figure("later:pension", "Pension money still to come", later.pension);
  section.figure("later:suppliers", "Bills still to come", later.suppliers);
  section.figure("later:other", "Other sums kept back from pay to come", later.other);
}

/// Once a plan is over only what is put by for workers is kept: the rest is among what is left.
void say_put_by(PlainWriter& section, const PlainSource& source) {
  const auto all = source.position.pots;
  const auto kept = source.over() ? source.stands->kept_for_workers() : all;
  section.figure("pots", "Put by for later, as agreed", kept);
  if (kept != all) section.say(pretty(all - kept) + " that was put by is free again.");
}

PlainSection spoken_for(const PlainSource& source) {
  const auto& at = source.position;
  const bool has_money = at.deployment != ledger::Deployment::notional;
  PlainWriter section{"spoken-for", "What is spoken for"};
  if (has_money) {
    section.figure("owed:net-pay", "Wages still to pay", at.owed.net_pay);
    section.figure("owed:paye", "Tax to pay to HMRC", ledger::at_least_nothing(at.owed.paye));
    section.figure("owed:pension", "Pension money to pay", at.owed.pension);
    section.figure("owed:suppliers", "Bills still to pay", at.owed.suppliers);
    section.figure("owed:other", "Other sums kept back from pay", at.owed.other);
    if (source.over()) say_later(section, source.stands->later);
    say_put_by(section, source);
  }
  if (source.forecast.phase == BudgetPhase::running) {
    section.figure("committed", "Planned up to " + pretty(source.forecast.until), at.committed);
    if (at.estimate) section.say("Some of what is planned is our best guess.");
  }
  if (section.is_empty()) section.say("Nothing is spoken for.");
  if (has_money && at.owed.paye.is_negative()) {
    section.say("HMRC is to give " + pretty(-at.owed.paye) +
                " back. They may take it off the next tax instead.");
  }
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
      .text("to_whom", page.to_whom)
      .put("sections", json_array(page.sections, section_json))
      .done();
}

std::vector<PlainSection> sections(const PlainSource& source, const Room& room) {
  return {came_in(source, room.payers), spent(source, room.lines), spoken_for(source),
          plain_left(source), plain_actions(source, room.actions)};
}

/// After a death the page is read by whoever looks after the money now.
std::string to_whom(const PlainSource& source) {
  if (!source.is_dead()) return {};
  const auto& person = source.person();
  const auto sorry = "We are sorry that " + person.name + " has died. This page is for ";
  if (person.holder != ledger::Holder::self && !person.holder_name.empty()) {
    return sorry + person.holder_name + ".";
  }
  return sorry + "those who look after what is left.";
}

/// The lines of text that sections take, each under an empty one.
std::size_t height(const std::string& to_whom, const std::vector<PlainSection>& sections) {
  constexpr std::size_t head = 3;
  std::size_t lines = head + (to_whom.empty() ? 0 : wrapped(to_whom, page_width).size());
  for (const auto& section : sections) {
    lines += 2 + section.figures.size();
    if (!section.figures.empty()) lines += 2;
    if (section.sum) lines += 2;
    for (const auto& sentence : section.sentences) lines += wrapped(sentence, page_width).size();
  }
  return lines;
}

std::optional<reconcile::Surplus> stands_of(const reconcile::PersonView& view,
                                            const reconcile::BudgetPosition& position) {
  if (position.deployment == ledger::Deployment::notional) return std::nullopt;
  for (const auto* budget : view.history().budgets_known(view.as_of)) {
    if (budget->ref == position.budget) return reconcile::surplus_of(view, *budget);
  }
  return std::nullopt;
}

}  // namespace

PlainPage plain_page(const PlainSource& source) {
  const auto& at = source.position;
  PlainPage page{at.person, source.person().name, at.budget, at.from, at.to, to_whom(source), {}};
  for (const auto& room : rooms) {
    page.sections = sections(source, room);
    if (height(page.to_whom, page.sections) <= page_lines) break;
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
    pages.push_back(plain_page({view, position, ahead, findings, stands_of(view, position)}));
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
    if (!page.to_whom.empty()) head.notes.push_back(page.to_whom);
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

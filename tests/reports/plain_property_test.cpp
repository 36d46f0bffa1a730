// balance --plain in any life: that its figures are the position's, that it is one page, and that
// it can be read.
#include "ledger/ensure.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/check.hpp"
#include "reconcile/owed_back.hpp"
#include "reports/plain_parts.hpp"
#include "tests/reports/plain_pages.hpp"
#include "tests/support/readability.hpp"

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include <rapidcheck.h>

using namespace build;
using namespace plain_pages;

namespace {

/// Every amount that stands in a text, as it stands there.
std::set<std::string> amounts_in(const std::string& text) {
  const std::string pound = "£";
  std::set<std::string> found;
  for (auto at = text.find(pound); at != std::string::npos; at = text.find(pound, at + 1)) {
    auto end = text.find_first_not_of("0123456789.,", at + pound.size());
    if (end == std::string::npos) end = text.size();
    while (text[end - 1] == '.' || text[end - 1] == ',') --end;
    if (end > at + pound.size()) found.insert(text.substr(at, end - at));
  }
  return found;
}

/// What the position says under the code of a figure of the page.
Money told(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
           const std::string& code) {
  if (code == "left") return surplus_of(view, at.budget).left;
  const std::map<std::string, Money> named{{"opening", at.opening},
                                           {"contributed", at.contributed},
                                           {"came-in", at.opening + at.received + at.contributed},
                                           {"spent", at.spent},
                                           {"owed:net-pay", at.owed.net_pay},
                                           {"owed:paye", at.owed.paye},
                                           {"owed:pension", at.owed.pension},
                                           {"owed:suppliers", at.owed.suppliers},
                                           {"owed:other", at.owed.other},
                                           {"pots", at.pots},
                                           {"committed", at.committed},
                                           {"bank", at.bank},
                                           {"surplus", at.surplus},
                                           {"available", at.available.value_or(Money{})}};
  if (const auto found = named.find(code); found != named.end()) return found->second;
  for (const auto& line : at.lines) {
    if (code == "line:" + line.ref) return line.spent;
  }
  for (const auto& funder : at.funders) {
    if (code == "received:" + funder.name) return funder.received;
  }
  throw std::out_of_range{"no figure " + code};
}

/// Of money to come what is taken off, and of what is not needed whose it is.
void add_kept_back(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
                   std::set<std::string>& known) {
  auto acts = view.facts->acts;
  std::erase_if(acts, [&](const ledger::Act& act) { return act.on > view.as_of; });
  std::vector<Money> kept;
  for (const auto& due : ledger::due_instalments(view.history(), acts)) {
    if (due.budget != at.budget || due.set_off.empty() || due.payable() < view.as_of) continue;
    Money off;
    for (const auto& each : due.set_off) {
      known.insert(ledger::pretty(each.amount));
      off += each.amount;
    }
    known.insert(ledger::pretty(due.amount));
    known.insert(ledger::pretty(due.amount + off));
    kept.push_back(off);
  }
  Money later;
  for (std::size_t i = 1; i < kept.size(); ++i) later += kept[i];
  known.insert(ledger::pretty(later));
  Money free;
  const auto surplus = surplus_of(view, at.budget);
  for (const auto& share : surplus.shares) {
    if (share.name == "person") {
      known.insert(ledger::pretty(surplus.over ? share.can_ask : share.part));
    } else {
      free += share.can_ask;
    }
  }
  known.insert(ledger::pretty(free));
}

/// What was asked back and is open, each and what is late of it; and what was left to go back. What
/// waiting payments may have paid already is told apart.
void add_given_back(const reconcile::PersonView& view, const std::string& budget,
                    const reports::LikelyPayments& likely, std::set<std::string>& known) {
  std::map<std::string, Money> late;
  std::map<std::string, Money> under;  // a ref: all that is open of it, and what is not late
  std::map<std::string, Money> paid;   // by payee, perhaps
  for (const auto& item : view.items) {
    const bool ours = item.item.kind == ledger::ItemKind::repayment &&
                      item.item.parts.front().budget == budget && item.open().is_negative();
    if (!ours) continue;
    const auto open = likely.open(item);
    known.insert(ledger::pretty(open));
    paid[item.item.payee] += likely.of(item);
    if (item.item.arises > view.as_of) continue;
    const auto& key = item.item.key;
    const auto ref = key.substr(0, key.find(':', key.find(":R") + 1));
    under[ref] += open;
    auto& whose = item.item.due < view.as_of ? late[item.item.payee] : under[ref + " to come"];
    whose += open;
  }
  for (const auto& [whom, amount] : late) known.insert(ledger::pretty(amount));
  for (const auto& [ref, amount] : under) known.insert(ledger::pretty(amount));
  for (const auto& [whom, amount] : paid) known.insert(ledger::pretty(amount));
  for (const auto& owed : reconcile::owed_back(view)) {
    if (owed.budget == budget) known.insert(ledger::pretty(owed.open));
  }
}

/// Of what is owed the part that waiting payments may have paid, and the rest.
void add_likely(const reports::PlainSource& source, const reports::LikelyPayments& likely,
                std::set<std::string>& known) {
  using ledger::ItemKind;
  const auto& at = source.position;
  for (const auto& [kind, owed] : {std::pair{ItemKind::net_pay, at.owed.net_pay},
                                   {ItemKind::paye, at.owed.paye},
                                   {ItemKind::pension, at.owed.pension},
                                   {ItemKind::invoice, at.owed.suppliers}}) {
    const auto paid = std::min(owed, likely.of_kind(kind));
    known.insert(ledger::pretty(paid));
    known.insert(ledger::pretty(owed - paid));
    std::map<ledger::Date, Money> by_day;  // what is late, day by day what is due, and the rest
    for (const auto& item : source.view.items) {
      const bool ours = item.item.kind == kind && reports::is_ours(source, item);
      if (ours)
        by_day[std::max(item.item.due, plus_days(source.view.as_of, -1))] += likely.open(item);
    }
    auto rest = owed - paid;
    for (const auto& [day, open] : by_day) {
      if (open <= Money{}) continue;
      known.insert(ledger::pretty(rest));
      known.insert(ledger::pretty(std::min(open, rest)));
      rest -= std::min(open, rest);
    }
    known.insert(ledger::pretty(rest));
  }
}

/// Nothing is taken for paid twice: no more than the payments that wait come to.
bool likely_too_much(const reconcile::PersonView& view, const reports::LikelyPayments& likely) {
  Money waits, paid;
  for (const auto& line : view.lines) {
    if (line.match == nullptr || line.match->state != ledger::MatchState::suggested) continue;
    waits += ledger::at_least_nothing(-line.line->line.amount);
  }
  for (const auto& item : view.items) paid += likely.of(item);
  return paid > waits;
}

/// Of instalments what came too much, and what too little, each added up by itself; and what came
/// from a funder after the death.
void add_wrong_sums(const reconcile::PersonView& view, const std::string& budget,
                    const std::vector<ledger::Finding>& findings, std::set<std::string>& known) {
  Money too_much, too_little;
  for (const auto& finding : findings) {
    const bool about_it = finding.budget == budget && finding.code.starts_with("funding-");
    const auto* item = view.item(finding.subject);
    const bool ours = about_it && finding.state == ledger::FindingState::open && item != nullptr;
    if (ours && finding.code != "funding-duplicate") {
      too_much += reconcile::paid_beyond(view, *item);
      if (finding.code == "funding-wrong-amount") too_little += reconcile::paid_short(view, *item);
    }
  }
  known.insert({ledger::pretty(too_much), ledger::pretty(too_little)});
  for (const auto& share : surplus_of(view, budget).shares) {
    known.insert(ledger::pretty(share.sent_after_death));
  }
}

/// All that may stand in a sentence: the position's own figures and what findings are about.
std::set<std::string> known_amounts(const reconcile::PersonView& view,
                                    const reconcile::BudgetPosition& at,
                                    const std::vector<ledger::Finding>& findings) {
  std::set<std::string> known;
  const auto add = [&](Money amount) { known.insert(ledger::pretty(ledger::magnitude(amount))); };
  for (const auto amount :
       {at.suspense_received, at.suspense_paid, at.spent, at.due_back, at.repaid, at.shortfall,
        at.agreed.value_or(Money{}), at.available.value_or(Money{}), at.owed.net_pay, at.owed.paye,
        at.owed.pension, at.owed.suppliers}) {
    add(amount);
  }
  add(at.repaid - at.set_off - at.handed_on);
  add(at.set_off);
  add(at.handed_on);
  std::map<std::string, Money> by_code;
  for (const auto& finding : findings) {
    const bool ours = finding.budget.empty() || finding.budget == at.budget;
    if (!ours || finding.state != ledger::FindingState::open) continue;
    by_code[finding.code] += finding.amount;
    const auto* item = view.item(finding.subject);
    const bool planned = item != nullptr && item->item.kind == ledger::ItemKind::regular;
    if (planned) by_code[finding.code + " of the plan"] += finding.amount;
  }
  for (const auto& [code, sum] : by_code) add(sum);
  const auto ahead = reconcile::forecast(view, at);
  const reports::PlainSource source{view, at, ahead, findings};
  const reports::LikelyPayments likely{source};
  ledger::ensure(!likely_too_much(view, likely), "nothing is taken for paid twice");
  add_likely(source, likely, known);
  add_given_back(view, at.budget, likely, known);
  add_wrong_sums(view, at.budget, findings, known);
  add_kept_back(view, at, known);
  return known;
}

constexpr std::ptrdiff_t page_lines = 60;  // of a sheet of paper
/// Of a page: reading age 9, the easier end of the goal, and what Flesch calls easy.
constexpr double grade_most = 4.0;
constexpr double ease_least = 80.0;
constexpr double sentence_grade_most = 8.0;  // of a single one: reading age 13

struct Hardest {
  double grade = -99, strict = -99, sentence = -99, ease = 999;
  std::ptrdiff_t lines = 0;
  int pages = 0;
};

/// What is true of every page; what is wrong with this one, else nothing.
std::string wrong_with(const reconcile::PersonView& view, Hardest& hardest) {
  const auto positions = reconcile::positions(view);
  const auto findings = reconcile::findings(view);
  const auto pages = reports::plain_pages(view);
  if (pages.size() != positions.size()) return "not a page a budget";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto& at = positions[i];
    Money spent, came_in;
    for (const auto& one : pages[i].sections) {
      for (const auto& figure : one.figures) {
        if (one.code == "spent") spent += figure.amount;
        if (one.code == "came-in") came_in += figure.amount;
        if (figure.code == "rest" || figure.code == "received:other") continue;
        if (figure.amount != told(view, at, figure.code)) return figure.code + " differs";
      }
      if (one.sum && one.sum->amount != told(view, at, one.sum->code))
        return one.code + ": the sum";
    }
    if (spent != at.spent) return "what is spent does not add up";
    const bool has_bank = at.deployment != ledger::Deployment::notional;
    if (has_bank && came_in != at.opening + at.received + at.contributed) {
      return "what came in does not add up";
    }
    const auto said = sentences(pages[i]);
    const auto known = known_amounts(view, at, findings);
    for (const auto& amount : amounts_in(said)) {
      if (!known.contains(amount)) return amount + " is no figure of the position: " + said;
    }
    const auto page = text_of(pages[i], view.as_of);
    if (const auto word = readability::jargon_in(page); !word.empty()) return "says " + word;
    const auto lines = std::ranges::count(page, '\n');
    if (lines > page_lines) return std::to_string(lines) + " lines:\n" + page;
    std::size_t start = 0;
    for (auto end = page.find('\n'); end != std::string::npos; end = page.find('\n', start)) {
      if (end - start > 90) return "a line is too long: " + page.substr(start, end - start);
      start = end + 1;
    }
    const auto score = readability::tally(said);
    const auto strict = readability::tally(said, true);
    hardest.grade = std::max(hardest.grade, score.grade());
    hardest.strict = std::max(hardest.strict, strict.grade());
    hardest.ease = std::min(hardest.ease, score.ease());
    hardest.lines = std::max(hardest.lines, lines);
    for (const auto& one : pages[i].sections) {
      for (const auto& sentence : one.sentences) {
        const auto grade = readability::tally(sentence).grade();
        hardest.sentence = std::max(hardest.sentence, grade);
        if (grade > sentence_grade_most) return "hard to read: " + sentence;
      }
    }
    ++hardest.pages;
    const bool hard = std::max(score.grade(), strict.grade()) > grade_most ||
                      std::min(score.ease(), strict.ease()) < ease_least;
    if (hard) return "hard to read: " + said;
  }
  return {};
}

int pick(int from, int to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to));
}
std::string any_amount() {
  return ledger::text(Money::of_pence(pick(1, 90000)));
}
std::string any_day() {
  return ledger::text(plus_days(day("2025-04-01"), pick(0, 330)));
}

/// The day of an instalment.
std::string any_first() {
  return ledger::text(plus_months(day("2025-04-01"), pick(0, 11)));
}
std::string any_of_them() {
  const int whose = pick(0, 4);
  return whose == 0 ? "person" : whose == 1 ? "Trent County Council" : "NHS Trent ICB";
}

/// At once, in parts, or so that it is looked at again.
void ask_back(Acted& made) {
  const auto on = any_day();
  auto& asked = made.reclaim(on, any_amount(), any_day());
  asked.funder = any_of_them();
  const auto ref = asked.ref;
  const auto total = asked.amount;
  const int then = pick(0, 4);
  if (then == 0) made.about(ref, Kind::reconsider, on);
  if (then != 1) return;
  auto& parts = made.about(ref, Kind::instalments, on, "100.00");
  parts.until = plus_months(day(on), 1);
  parts.every = ledger::Every::month;
  parts.total = total;
}

/// Something that may befall a budget, for better or worse.
void befall(Acted& made) {
  switch (pick(0, 17)) {
    case 12:
      made.person.died = day(any_day());
      return;
    case 13:
      made.act(Kind::hold, any_day()).reason = "we have not had the bank pages";
      return;
    case 14:
      return ask_back(made);
    case 15:
      made.offset(any_day(), any_amount(), any_first()).funder = any_of_them();
      made.acts.back().reason = "not all of it was used";
      return;
    case 16:
      return void(made.bank(any_day(), "100.00", "STEPHEN ASHDOWN"));
    case 0:
      return void(made.bank(any_day(), "1000.00", "NHS TRENT ICB"));
    case 1:
      return made.payslip(pick(0, 2) == 0 ? "W1" : "W2", any_day(), any_amount(), any_amount(),
                          any_amount());
    case 2:
      return void(made.bank(any_day(), "-" + any_amount(), "AMY JONES"));
    case 3:
      return made.invoice(std::to_string(4000 + made.invoices.size()), any_day(), any_amount());
    case 4:
      return void(made.bank(any_day(), "-" + any_amount(), "GREEN THUMB GARDENS"));
    case 5:
      return void(made.bank(any_day(), "-60.00", "CASH WITHDRAWAL LNK HIGH ST"));
    case 6:
      return void(made.bank(any_day(), "-" + any_amount(), "SOMEBODY UNKNOWN"));
    case 7:
      return void(made.bank(any_day(), any_amount(), "AUNT MABEL"));
    case 8:
      return void(made.bank(any_day(), "-25.00", "BETFAIR CASINO"));
    case 9:
      return void(made.bank(any_day(), "-40.00", "STEPHEN ASHDOWN"));
    case 10:
      made.plan().pots = {{"redundancy", pounds(any_amount())}};
      return;
    default:
      return void(made.bank(any_day(), "-" + any_amount(), "HMRC PAYE"));
  }
}

/// How it is held and planned, of all the ways there are.
void vary(Acted& made) {
  auto& plan = made.plan();
  const int held = pick(0, 6);
  if (held == 0) plan.deployment = ledger::Deployment::notional;
  if (held == 1) {
    plan.deployment = ledger::Deployment::third_party;
    plan.organisation = pick(0, 2) == 0 ? "Harbour Care" : "";
  }
  if (held == 2) made.person.accounts[0].kind = ledger::AccountKind::managed;
  if (pick(0, 6) == 0) {
    plan.agreed.reset();
    plan.agreed_on.reset();
  }
  if (pick(0, 4) == 0) plan.contingency_weeks = 4;
  if (pick(0, 3) == 0) plan.lines[1].outcome = "To sit in my garden and see it grow";
  if (pick(0, 3) == 0) {
    plan.funders = {{"NHS Trent ICB", "health", pounds("30000.00")},
                    {"Trent County Council", "social-care", pounds("20000.00")}};
  }
  if (pick(0, 3) == 0) {
    plan.instalments.push_back(
        {ledger::Payer::person, pounds("100.00"), ledger::Every::month, day("2025-04-03"), false});
  }
  for (int i = pick(0, 8); i > 0; --i) {
    plan.lines.push_back(
        plan_line("more-" + std::to_string(i), "equipment", {"SHOP NUMBER " + std::to_string(i)}));
    made.bank(any_day(), "-" + any_amount(), "SHOP NUMBER " + std::to_string(i));
  }
  if (pick(0, 2) == 0) return;
  for (auto& one : made.person.workers) {
    one.hours = ledger::Quantity{100 * pick(1, 40)};
    one.rate = pounds("12.60");
  }
}

}  // namespace

TEST_CASE("a page that has everything on it is still one page", "[plain]") {
  Acted stephen;
  auto& plan = stephen.plan();
  stephen.person.accounts[0].balance = pounds("100.00");
  plan.funders.clear();
  for (int i = 0; i < 6; ++i) {
    plan.funders.push_back({"NHS Trent ICB of the " + std::to_string(i) + "th place and region",
                            "health", pounds("1000.00")});
  }
  plan.instalments[0].amount = pounds("6000.00");
  plan.pots = {{"redundancy", pounds("300.00")}};
  stephen.bank("2025-04-01", "6000.00", "NHS TRENT ICB OF THE 0TH PLACE AND REGION");
  for (int i = 0; i < 12; ++i) {
    const auto shop = "SHOP NUMBER " + std::to_string(i);
    plan.lines.push_back(plan_line("more-" + std::to_string(i), "equipment", {shop}));
    stephen.bank("2025-05-02", "-" + std::to_string(20 + i) + ".00", shop);
  }
  plan.lines.back().amount = pounds("1.00");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  stephen.payslips.back().record.gross += pounds("5.00");
  stephen.payslips.back().record.other_deductions = pounds("5.00");
  stephen.invoice("77", "2025-04-26", "90.00");
  stephen.bank("2025-05-03", "-60.00", "CASH WITHDRAWAL LNK HIGH ST");
  stephen.bank("2025-05-04", "-25.00", "BETFAIR CASINO");
  stephen.bank("2025-05-05", "-40.00", "STEPHEN ASHDOWN");
  stephen.bank("2025-05-06", "-41.00", "SOMEBODY UNKNOWN");
  stephen.bank("2025-05-07", "55.00", "AUNT MABEL");
  stephen.bank("2025-05-08", "-90.00", "HELPING HANDS COMMUNITY CARE LTD 77");
  stephen.bank("2025-05-09", "-90.00", "HELPING HANDS COMMUNITY CARE LTD 77");
  stephen.invoice("78", "2025-05-26", "80.00");
  plan.contingency_weeks = 0;
  plan.instalments.push_back(
      {ledger::Payer::person, pounds("50.00"), ledger::Every::month, day("2025-04-02"), false});
  stephen.bank("2025-04-02", "50.00", "STEPHEN ASHDOWN");
  for (auto& one : stephen.person.workers) {
    one.hours = ledger::Quantity{2000};
    one.rate = pounds("12.60");
  }
  const Books books{stephen, "2025-09-30"};
  Hardest hardest;
  CHECK(wrong_with(books.view(), hardest) == "");
  CHECK(hardest.lines >= 50);
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(section(page, "spent").figures.back().what == "All the rest");
}

TEST_CASE("every page is one page, in plain English, with the position's figures",
          "[plain][property]") {
  Hardest hardest;
  REQUIRE(rc::check("any life", [&] {
    Acted made;
    vary(made);
    for (int i = pick(0, 25); i > 0; --i) befall(made);
    const Books books{made, ledger::text(plus_days(day("2025-04-01"), pick(0, 380)))};
    const auto wrong = wrong_with(books.view(), hardest);
    if (!wrong.empty()) RC_FAIL(wrong);
  }));
  CHECK(hardest.pages >= 100);
  if (std::getenv("DPLEDGER_SCORES") != nullptr) {
    std::cout << hardest.pages << " pages: grade at most " << hardest.grade << " ("
              << hardest.strict << " without numbers), a sentence at most " << hardest.sentence
              << ", ease at least " << hardest.ease << ", " << hardest.lines << " lines at most\n";
  }
}

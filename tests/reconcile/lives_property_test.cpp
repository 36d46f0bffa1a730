// Totals tie: whatever happens in whatever budgets a person has, on every day, each budget's
// identity holds, memo accounts sum to nothing alone, and every report says what the trial balance
// says.
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reconcile/closing.hpp"
#include "reconcile/comparison.hpp"
#include "reconcile/forecast.hpp"
#include "reconcile/funders_apart.hpp"
#include "reconcile/owed_back.hpp"
#include "reconcile/payment_run.hpp"
#include "reconcile/services.hpp"
#include "reconcile/surplus.hpp"
#include "reports/caseload.hpp"
#include "reports/monitoring.hpp"
#include "tests/reconcile/support_whose.hpp"

using namespace build;
using lives::Book;
using lives::TrialBalance;
using lives::Untied;
using reconcile::BudgetPosition;
using reconcile::PersonView;

namespace {

/// What befell the people that were met: a property that hardly met something has shown nothing of
/// it.
class Met {
 public:
  void add(const Book& book) {
    for (const auto& recorded : book.standing) {
      ++times_["entry " + std::string{text(recorded.entry.kind)}];
      for (const auto& posting : recorded.entry.postings) {
        for (const auto& account : {posting.debit, posting.credit}) ++times_[family(account)];
        if (posting.budget == ledger::unassigned_budget) ++times_["unassigned"];
        const bool handed = recorded.entry.kind == ledger::EntryKind::handover;
        if (handed) ++times_["handed " + family(posting.debit)];
      }
      if (recorded.entry.match) ++times_["rule " + recorded.entry.match->rule];
    }
    for (const auto& act : book.facts.acts) ++times_["act " + std::string{text(act.kind)}];
    const auto& person = book.facts.history.latest();
    for (const auto& budget : person.budgets) ++times_[std::string{text(budget.deployment)}];
    if (person.died) ++times_["died"];
    if (book.facts.history.versions().size() > 1) ++times_["revised"];
    if (person.budgets.size() > 1) ++times_["more than one"];
  }
  /// What was never met of what a life can hold.
  std::vector<std::string> missed() const {
    static const std::vector<std::string> all{
        "act hold",      "act instalments", "act offset",
        "act outcome",   "act pay",         "act reclaim",
        "act release",   "act repaid",      "act withdraw",
        "act write-off", "contract",        "contract:block",
        "died",          "direct-payment",  "due-back",
        "due-to",        "entry act",       "entry delivery",
        "entry summary", "handed bank",     "handed owed",
        "handed pot",    "handed surplus",  "more than one",
        "moving",        "notional",        "received",
        "revised",       "rule decided",    "rule duplicate",
        "rule reversal", "rule transfer",   "rule unexplained",
        "suspense",      "third-party",     "unassigned"};
    std::vector<std::string> names;
    for (const auto& name : all) {
      if (!times_.contains(name)) names.push_back(name);
    }
    return names;
  }

 private:
  static std::string family(const std::string& account) {
    const bool block = account.starts_with("contract:block:");
    return block ? "contract:block" : account.substr(0, account.find(':'));
  }
  std::map<std::string, int> times_;
};

void check_memo(Untied& untied, const TrialBalance& trial) {
  for (const auto& budget : trial.budgets()) {
    const auto pots = trial.net(budget, "pots:") + trial.net(budget, "pot:");
    untied.expect(trial.net(budget, "plan:"), Money{}, "memo of the plan of " + budget);
    untied.expect(pots, Money{}, "memo of the pots of " + budget);
    untied.expect(trial.net(budget, ""), Money{}, "all accounts of " + budget);
  }
}

/// What is in the books of each account is what its lines and its opening come to.
void check_banks(Untied& untied, const Book& book, const TrialBalance& trial, Date on) {
  std::map<std::string, Money> banks;
  for (const auto& account : book.facts.history.latest().accounts) {
    if (account.opened <= on) banks[account.ref] += account.balance;
  }
  for (const auto& line : book.facts.lines) {
    if (line.line.date <= on) banks[line.account] += line.line.amount;
  }
  for (const auto& [account, sum] : banks) {
    untied.expect(trial.everywhere("bank:" + account + "|"), sum, "bank:" + account);
  }
}

/// The sentence of the contract, section 6, with none of our own additions.
Money contracts_sentence(const BudgetPosition& at) {
  return at.opening + at.received + at.contributed - at.spent + at.owed.total() - at.due_back -
         at.repaid - at.suspense_paid + at.suspense_received;
}

void check_position(Untied& untied, const BudgetPosition& at, const TrialBalance& trial) {
  const auto net = [&](std::string_view prefix) { return trial.net(at.budget, prefix); };
  const auto is = [&](Money said, Money should, const std::string& what) {
    untied.expect(said, should, at.budget + ": " + what);
  };
  is(reconcile::unexplained(at), Money{}, "unexplained");
  if (at.deployment != ledger::Deployment::notional) {
    is(contracts_sentence(at), at.bank, "the contract's sentence");
  }
  is(at.bank, net("bank:"), "bank");
  is(at.spent, net("cost:"), "spent");
  is(at.contributed, -net("received:person|"), "contributed");
  is(at.received + at.contributed, -net("received:"), "received");
  is(at.owed.total(), -net("owed:"), "owed");
  is(at.owed.paye, -net("owed:paye|"), "owed to HMRC");
  is(at.due_back, net("due-back:"), "due back");
  is(at.repaid, net("surplus:") + net("due-to:") + net("to:"), "repaid");
  is(at.opening, -net("opening|") - net("from:"), "opening");
  is(at.suspense(), net("suspense|") + net("moving|"), "suspense");
  is(at.pots, net("pots:set-aside|"), "pots");
  is(at.contracted, -net("contract:"), "contracted");
  Money spent, committed, planned;
  for (const auto& line : at.lines) {
    spent += line.spent;
    committed += line.committed;
    planned += line.planned;
  }
  is(spent, at.spent, "spent by lines");
  is(committed, at.committed, "committed by lines");
  if (at.available) is(*at.available, *at.agreed - spent - committed, "available");
  Money surplus;
  for (const auto& funder : at.funders) surplus += funder.surplus;
  is(surplus, at.surplus, "surplus by funders");
}

Money sum_of(const std::vector<reconcile::SurplusStep>& steps) {
  Money sum;
  for (const auto& step : steps) sum += step.amount;
  return sum;
}

void check_surplus(Untied& untied, const PersonView& view, const TrialBalance& trial) {
  for (const auto& surplus : reconcile::surpluses(view)) {
    const auto is = [&](Money said, Money should, const std::string& what) {
      untied.expect(said, should, surplus.budget + ": " + what);
    };
    is(sum_of(surplus.steps), surplus.exact, "steps of the surplus");
    is(surplus.surplus, ledger::at_least_nothing(surplus.exact), "surplus");
    is(surplus.shortfall, ledger::at_least_nothing(sum_of(surplus.shortfall_steps)), "shortfall");
    is(surplus.asked(), -trial.net(surplus.budget, "due-to:"), "asked back");
    Money parts;
    for (const auto& share : surplus.shares) parts += share.part;
    is(parts, surplus.surplus, "shares of the surplus");
  }
}

void check_owed_back(Untied& untied, const PersonView& view, const TrialBalance& trial) {
  std::map<std::pair<std::string, std::string>, Money> open;
  for (const auto& owed : reconcile::owed_back(view)) {
    const auto name = owed.budget + " owes " + owed.funder + " " + owed.ref;
    open[{owed.budget, owed.funder}] += owed.open;
    Money bands;
    for (const auto& band : owed.bands) bands += band;
    untied.expect(bands, owed.open, name + ": bands");
    // Repaid before it was asked for, or more than an outcome left of it: only the account says so.
    const bool asked = owed.kind != reconcile::OwedBack::Kind::other;
    untied.expect(!asked || owed.open >= Money{}, name + " less than nothing");
    if (!asked) continue;
    const auto left = owed.asked - owed.given_up - owed.elsewhere - owed.repaid;
    untied.expect(ledger::at_least_nothing(left), owed.open, name + ": what is left");
    untied.expect(owed.given_up <= owed.asked, name + ": more given up than asked");
  }
  Money sum;
  for (const auto& [whom, amount] : open) {
    sum += amount;
    untied.expect(amount, -trial.net(whom.first, "due-to:" + whom.second + "|"),
                  whom.first + " owes " + whom.second);
  }
  untied.expect(sum, -trial.everywhere("due-to:"), "owed back in all");
}

void check_payments(Untied& untied, const PersonView& view) {
  std::map<std::pair<std::string, Date>, Money> whole;
  for (const auto& one : reconcile::payments(view, {day("2025-04-01"), view.as_of})) {
    const auto name = one.budget + " " + text(one.due) + " " + one.funder;
    whole[{one.budget, one.due}] += one.whole;
    untied.expect(one.amount - one.over, one.whole - one.set_off - one.paid_before, name);
    untied.expect(one.amount.is_zero() || one.over.is_zero(), name + ": due and over");
  }
  std::map<std::pair<std::string, Date>, Money> due;
  for (const auto& one : due_instalments(view.history())) {
    if (one.payer != ledger::Payer::funder || one.due > view.as_of) continue;
    due[{one.budget, one.due}] += one.amount;
  }
  untied.expect(whole == due, "payments are not the instalments");
}

/// What lines brought of instalments is what their funders' accounts hold, each funder's alone.
void check_funders(Untied& untied, const PersonView& view, const TrialBalance& trial,
                   const std::vector<BudgetPosition>& positions) {
  for (const auto& item : view.items) {
    if (!reconcile::is_paid_apart(item)) continue;
    Money whole, arrived;
    for (const auto& part : reconcile::funder_parts(view, item)) {
      whole += part.whole;
      arrived += part.arrived;
    }
    untied.expect(whole, item.item.amount, item.item.key + ": shares of the instalment");
    untied.expect(arrived >= item.settled, item.item.key + ": less came than settles it");
  }
  for (const auto& at : positions) {
    Money received;
    for (const auto& funder : at.funders) {
      if (funder.name != ledger::own_part) received += funder.received;
    }
    for (const auto& funder : at.funders) {
      const auto account = "received:" + funder.name;
      if (funder.name == ledger::own_part) continue;
      untied.expect(funder.received, -trial.net(at.budget, account + "|"),
                    at.budget + ": " + account);
    }
    untied.expect(received <= at.received, at.budget + ": more from funders than came in");
  }
}

void check_forecasts(Untied& untied, const PersonView& view,
                     const std::vector<BudgetPosition>& positions) {
  const auto all = reconcile::forecasts(view, positions);
  untied.expect(all.size() == positions.size(), "a forecast for each budget");
  for (std::size_t i = 0; i < all.size() && i < positions.size(); ++i) {
    const auto& one = all[i];
    const auto is = [&](Money said, Money should, const std::string& what) {
      untied.expect(said, should, one.budget + " forecast: " + what);
    };
    Money spent;
    reconcile::Range total;
    for (const auto& line : one.lines) {
      spent += line.spent;
      total += line.at_end();
    }
    is(spent, positions[i].spent, "spent");
    untied.expect(one.total == total, one.budget + " forecast: its lines come to another total");
    if (!one.has_bank) continue;
    is(one.bank, positions[i].bank, "bank");
    auto bank = one.bank;
    for (const auto& month : one.months) {
      bank += month.in - month.out;
      is(month.bank, bank, "bank after a month");
    }
  }
}

void check_costs(Untied& untied, const PersonView& view,
                 const std::vector<BudgetPosition>& positions) {
  for (const auto& at : positions) {
    const auto* budget = view.history().budget(at.budget);
    const auto compared = reconcile::comparison(view, *budget);
    Money months;
    for (const auto& month : compared.months) months += month.cost;
    untied.expect(compared.cost, at.spent, at.budget + ": cost in the comparison");
    untied.expect(months, compared.cost, at.budget + ": cost by months");
    const auto closed = reconcile::closing(view, *budget);
    untied.expect(closed.position.bank, at.bank, at.budget + ": bank in the closing");
  }
}

void check_services(Untied& untied, const Book& book, const PersonView& view) {
  std::map<std::string, Money> months, booked;
  for (const auto& month : reconcile::service_months(view)) {
    if (!month.unknown) months[month.budget] += month.delivered_value;
  }
  for (const auto& recorded : book.standing) {
    const auto& entry = recorded.entry;
    if (entry.kind != ledger::EntryKind::delivery || entry.date > view.as_of) continue;
    for (const auto& posting : entry.postings) booked[posting.budget] += posting.amount;
  }
  for (const auto& [budget, sum] : booked) {
    untied.expect(months[budget], sum, budget + ": delivered by months");
  }
}

/// Who holds money on a day is in the caseload, with the figures of the accounts.
void check_caseload(Untied& untied, const PersonView& view, const TrialBalance& trial,
                    const std::vector<BudgetPosition>& positions) {
  std::set<std::string> told;
  for (const auto& one : reports::cases_of(view)) {
    told.insert(one.budget);
    const auto is = [&](Money said, std::string_view accounts, const std::string& what) {
      untied.expect(said, trial.net(one.budget, accounts), one.budget + " caseload: " + what);
    };
    is(one.bank, "bank:", "bank");
    is(one.spent, "cost:", "spent");
    is(-one.received - one.contributed, "received:", "received");
  }
  for (const auto& at : positions) {
    const bool holds = at.from <= view.as_of && !at.bank.is_zero();
    untied.expect(!holds || told.contains(at.budget), at.budget + " is in no caseload");
  }
}

/// The return of half a year: what moved in and out of each budget leads from bank to bank.
void check_monitoring(Untied& untied, const Book& book, const PersonView& at_end) {
  const ledger::Period period{plus_days(at_end.as_of, -180), at_end.as_of};
  const auto eve = plus_days(period.first, -1);
  const auto before = book.view(eve);
  const TrialBalance then{book.standing, eve};
  const TrialBalance now{book.standing, at_end.as_of};
  const reports::StatementOf of{
      .period = period, .at_end = &at_end, .before = &before, .entries = &book.standing};
  std::set<std::string> told;
  for (const auto& one : reports::monitored_budgets(of)) {
    told.insert(one.budget);
    auto closing = one.opening;
    for (const auto& stream : one.in) closing += stream.amount;
    for (const auto& stream : one.out) closing -= stream.amount;
    untied.expect(closing, one.closing, one.budget + " return: in and out");
    untied.expect(one.closing, now.net(one.budget, "bank:"), one.budget + " return: closing");
    Money pots;
    for (const auto& pot : one.pots) pots += pot.amount;
    untied.expect(pots, now.net(one.budget, "pots:set-aside|"), one.budget + " return: pots");
  }
  for (const auto& budget : now.budgets()) {
    const bool holds = !now.net(budget, "bank:").is_zero() || !then.net(budget, "bank:").is_zero();
    untied.expect(!holds || told.contains(budget), budget + " holds money and is in no return");
  }
}

/// All that is said on one day ties; on the last also what is returned of the days before it.
void check_day(Untied& untied, const Book& book, Date on, Date last) {
  const TrialBalance trial{book.standing, on};
  const auto view = book.view(on);
  const auto positions = reconcile::positions(view);
  check_memo(untied, trial);
  check_banks(untied, book, trial, on);
  for (const auto& at : positions) check_position(untied, at, trial);
  check_surplus(untied, view, trial);
  lives::check_whose(untied, book, view, trial);
  check_owed_back(untied, view, trial);
  check_payments(untied, view);
  check_funders(untied, view, trial, positions);
  check_forecasts(untied, view, positions);
  check_costs(untied, view, positions);
  check_services(untied, book, view);
  check_caseload(untied, view, trial, positions);
  if (on == last) check_monitoring(untied, book, view);
}

}  // namespace

TEST_CASE("in any life, on any day, every figure is what the trial balance says",
          "[property][lives]") {
  int asked = 0;
  Met met;
  REQUIRE(rc::check("totals tie", [&] {
    const auto life = *lives::any_life(16);
    const Book book{life.facts};
    met.add(book);
    Untied untied;
    for (const auto on : life.days) {
      const auto before = untied.said().size();
      check_day(untied, book, on, life.days.back());
      if (untied.said().size() > before) RC_FAIL("on " + text(on) + ":\n" + untied.said());
    }
    asked += untied.asked();
  }));
  CHECK(asked > 10'000);
  CHECK(met.missed() == std::vector<std::string>{});
}

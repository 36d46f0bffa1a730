// The figures of each budget, as balance has them.
#include "ledger/ensure.hpp"
#include "reconcile/committed.hpp"
#include "reconcile/surplus.hpp"
#include "reports/trace.hpp"
#include "reports/trace_picks.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <array>

namespace reports {
namespace {

using How = TracedFigure::How;
using ledger::Budget;
using ledger::Money;
using reconcile::BudgetPosition;

/// A figure that is what some accounts hold.
struct Leaf {
  std::string_view name;
  std::string_view what;
  Money (*amount)(const BudgetPosition&);
  Picked picked;
};

const std::vector<Leaf>& leaves() {
  using P = BudgetPosition;
  static const std::vector<Leaf> all{
      {"opening",
       "what was there at first, and what another budget handed over",
       [](const P& p) { return p.opening; },
       {{{"opening", "from:"}}, -1}},
      {"received",
       "received from the funders",
       [](const P& p) { return p.received; },
       {{{"received:"}, {}, "received:person"}, -1}},
      {"contributed",
       "the person's own contribution",
       [](const P& p) { return p.contributed; },
       {{{}, {"received:person"}}, -1}},
      {"spent",
       "cost that has arisen, paid or not",
       [](const P& p) { return p.spent; },
       {{{"cost:"}}}},
      {"bank",
       "what the accounts hold of this budget",
       [](const P& p) { return p.bank; },
       {{{"bank:"}}}},
      {"due_back",
       "paid too much or twice",
       [](const P& p) { return p.due_back; },
       {{{"due-back:"}}}},
      {"repaid",
       "repaid, asked back or handed over",
       [](const P& p) { return p.repaid; },
       {{{"surplus:", "due-to:", "to:"}}}},
      {"handed_on",
       "handed over to the budget that follows; part of what is repaid",
       [](const P& p) { return p.handed_on; },
       {{{"to:"}}}},
      {"contracted",
       "delivered by contract, without cash",
       [](const P& p) { return p.contracted; },
       {{{"contract:"}}, -1}},
      {"pots", "set aside as agreed", [](const P& p) { return p.pots; }, {{{"pots:set-aside"}}}},
      {"owed/net_pay",
       "wages earned and not paid",
       [](const P& p) { return p.owed.net_pay; },
       {{{"owed:net-pay:"}}, -1}},
      {"owed/paye",
       "tax and National Insurance not paid over",
       [](const P& p) { return p.owed.paye; },
       {{{"owed:paye"}}, -1}},
      {"owed/pension",
       "pension contributions not paid over",
       [](const P& p) { return p.owed.pension; },
       {{{"owed:pension"}}, -1}},
      {"owed/suppliers",
       "invoices not paid",
       [](const P& p) { return p.owed.suppliers; },
       {{{"owed:supplier:"}}, -1}},
      {"owed/other",
       "other deductions not passed on",
       [](const P& p) { return p.owed.other; },
       {{{"owed:other-deductions"}}, -1}},
  };
  return all;
}

/// Steps of the surplus and the figure that each is.
std::string figure_of_step(std::string_view code) {
  struct Row {
    std::string_view code, name;
  };
  constexpr std::array rows{Row{"bank", "bank"},
                            Row{"net-pay", "owed/net_pay"},
                            Row{"paye", "owed/paye"},
                            Row{"pension", "owed/pension"},
                            Row{"suppliers", "owed/suppliers"},
                            Row{"other", "owed/other"},
                            Row{"unexpired", "unexpired"},
                            Row{"allowed", "allowed_balance"},
                            Row{"unexplained", "suspense_received"}};
  for (const Row& row : rows) {
    if (row.code == code) return std::string{row.name};
  }
  ledger::ensure(code.starts_with("pot:"), "every step of a surplus is a figure");
  return "account/" + std::string{code};
}

std::string words_of(const reconcile::Commitment& commitment) {
  using Kind = reconcile::Commitment::Kind;
  switch (commitment.kind) {
    case Kind::regular:
      return "a regular payment to come: " + commitment.subject;
    case Kind::wages:
      return "what " + commitment.subject + " will still cost, by usual hours and rate";
    case Kind::service:
      return "ordered of " + commitment.subject + " and not recorded yet";
    case Kind::ordered:
      return "a regular payment of the commissioner, due " + commitment.subject;
  }
  throw ledger::Defect{"a commitment of no kind"};
}

class BudgetTrace {
 public:
  BudgetTrace(const TraceOf& of, const BudgetPosition& position, std::vector<TracedFigure>& figures)
      : of_{of},
        view_{*of.view},
        position_{position},
        budget_{known(of, position)},
        figures_{figures} {}

  void add() {
    given("indicative", "expected before planning", position_.indicative);
    given("agreed", "agreed", position_.agreed);
    given("baseline", "what the former package would cost", position_.baseline);
    for (const Leaf& leaf : leaves()) {
      entries(std::string{leaf.name}, std::string{leaf.what}, leaf.amount(position_), leaf.picked);
    }
    reckoned("set_off", "of what is repaid, set off on instalments", position_.set_off,
             "the offsets whose instalments have come, as owed-back lists them");
    add_suspense();
    add_lines();
    add_sums();
    add_surplus();
    add_funders();
  }

 private:
  static const Budget& known(const TraceOf& of, const BudgetPosition& position) {
    const auto budgets = of.view->history().budgets_known(of.view->as_of);
    const auto found = std::ranges::find(budgets, position.budget, &Budget::ref);
    ledger::ensure(found != budgets.end(), "a position is of a budget that is known");
    return **found;
  }
  std::string at(const std::string& name) const { return position_.budget + "/" + name; }
  TracedPart part(const std::string& name, Money counts) const { return {at(name), {}, counts}; }

  void given(const std::string& name, const std::string& what, std::optional<Money> amount) {
    if (!amount) return;
    const auto& from = view_.history().on(view_.as_of).from;
    figures_.push_back(
        {.address = at(name),
         .what = what,
         .amount = *amount,
         .how = How::given,
         .because = "the person's file, " +
                    (from ? "version of " + ledger::pretty(*from) : std::string{"first version"})});
  }

  void entries(const std::string& name, const std::string& what, Money amount,
               const Picked& picked) {
    figures_.push_back({.address = at(name),
                        .what = what,
                        .amount = amount,
                        .postings = picks(*of_.standing, view_.as_of, position_.budget, picked)});
  }

  void sum(const std::string& name, const std::string& what, Money amount,
           std::vector<TracedPart> parts, bool floored = false) {
    figures_.push_back({.address = at(name),
                        .what = what,
                        .amount = amount,
                        .how = How::parts,
                        .parts = std::move(parts),
                        .floored = floored});
  }

  void reckoned(const std::string& name, const std::string& what, Money amount,
                std::string because) {
    figures_.push_back({.address = at(name),
                        .what = what,
                        .amount = amount,
                        .how = How::reckoned,
                        .because = std::move(because)});
  }

  /// Paid and received apart; what is on its way between own accounts counts with one of them.
  void add_suspense() {
    const auto pick = [&](const Picked& picked) {
      return picks(*of_.standing, view_.as_of, position_.budget, picked);
    };
    TracedFigure paid{.address = at("suspense_paid"),
                      .what = "paid and not explained, or on its way to another own account",
                      .amount = position_.suspense_paid};
    TracedFigure received{.address = at("suspense_received"),
                          .what = "received and not explained",
                          .amount = position_.suspense_received};
    for (auto& posting : pick({{{"suspense"}}})) {
      if (posting.counts.is_negative()) {
        posting.counts = -posting.counts;
        received.postings.push_back(posting);
      } else {
        paid.postings.push_back(posting);
      }
    }
    auto moving = pick({{{"moving"}}});
    if (sum_of(moving).is_negative()) {
      for (auto& posting : moving) posting.counts = -posting.counts;
      received.postings.insert(received.postings.end(), moving.begin(), moving.end());
    } else if (!sum_of(moving).is_zero()) {
      paid.postings.insert(paid.postings.end(), moving.begin(), moving.end());
    }
    figures_.push_back(std::move(paid));
    figures_.push_back(std::move(received));
    sum("suspense", "paid less received that nobody has explained", position_.suspense(),
        {part("suspense_paid", position_.suspense_paid),
         part("suspense_received", -position_.suspense_received)});
  }

  void add_lines() {
    const auto commitments = reconcile::commitments(view_, budget_);
    for (const auto& line : position_.lines) {
      const auto name = "line/" + line.ref + "/";
      const auto account = "cost:" + line.ref;
      given(name + "planned", "planned for " + line.ref, line.planned);
      entries(name + "spent", "cost that has arisen for " + line.ref, line.spent,
              {{{}, {account}}});
      std::vector<TracedPart> parts;
      for (const auto& coming : commitments) {
        if (coming.line == line.ref) parts.push_back({{}, words_of(coming), coming.amount});
      }
      sum(name + "committed", "foreseen for " + line.ref, line.committed, std::move(parts));
      sum(name + "available", "free of what is planned for " + line.ref, line.available,
          {part(name + "planned", line.planned), part(name + "spent", -line.spent),
           part(name + "committed", -line.committed)});
    }
    std::vector<TracedPart> rest;
    for (const auto& coming : commitments) {
      const auto on_line =
          std::ranges::find(position_.lines, coming.line, &reconcile::LinePosition::ref);
      if (on_line == position_.lines.end()) rest.push_back({{}, words_of(coming), coming.amount});
    }
    for (const auto& line : position_.lines) {
      rest.push_back(part("line/" + line.ref + "/committed", line.committed));
    }
    sum("committed", "still to come and foreseen", position_.committed, std::move(rest));
  }

  void add_sums() {
    const auto& owed = position_.owed;
    sum("owed", "cost that is not paid", owed.total(),
        {part("owed/net_pay", owed.net_pay), part("owed/paye", owed.paye),
         part("owed/pension", owed.pension), part("owed/suppliers", owed.suppliers),
         part("owed/other", owed.other)});
    if (!position_.available) return;
    sum("available", "agreed less spent less committed", *position_.available,
        {part("agreed", *position_.agreed), part("spent", -position_.spent),
         part("committed", -position_.committed)});
  }

  void add_surplus() {
    const auto surplus = reconcile::surplus_of(view_, budget_);
    const auto unexpired = reconcile::unexpired_of(view_, budget_);
    if (budget_.deployment != ledger::Deployment::notional) {
      reckoned("unexpired", "paid in advance for days still to come", position_.unexpired,
               unexpired.key.empty()
                   ? "no instalment in advance has arrived"
                   : unexpired.key + ": " + ledger::pretty(unexpired.arrived) + " x " +
                         std::to_string(unexpired.to_run) + " days still to run / " +
                         std::to_string(unexpired.days) + " days, rounded down");
      reckoned("allowed_balance", "may stay in the account", position_.allowed_balance,
               "agreed x 7 x " + std::to_string(budget_.contingency_weeks) + " weeks / " +
                   std::to_string(budget_.period().days()) + " days of the budget, half up");
    }
    const auto parts_of = [&](const std::vector<reconcile::SurplusStep>& steps) {
      std::vector<TracedPart> parts;
      for (const auto& step : steps) {
        parts.push_back({at(figure_of_step(step.code)), step.what, step.amount});
      }
      return parts;
    };
    sum("surplus", "more than is needed", position_.surplus, parts_of(surplus.steps), true);
    sum("shortfall", "too little for what is due", position_.shortfall,
        parts_of(surplus.shortfall_steps), true);
  }

  void add_funders() {
    for (const auto& funder : position_.funders) {
      const auto account = "received:" + funder.name;
      entries("funder/" + funder.name + "/received", "received from " + funder.name,
              funder.received, {{{}, {account}}, -1});
      if (reconcile::carried_from(view_.history(), budget_) != nullptr) {
        reckoned("funder/" + funder.name + "/carried",
                 "of what came along from the budget before, the part of " + funder.name,
                 funder.carried,
                 "shared by what each paid in there, less what each had back (largest remainder)");
      }
      reckoned("funder/" + funder.name + "/surplus", "of the surplus, the part of " + funder.name,
               funder.surplus,
               "shared by what each paid in or had brought along, less what each had back (largest "
               "remainder)");
    }
  }

  const TraceOf& of_;
  const reconcile::PersonView& view_;
  const BudgetPosition& position_;
  const Budget& budget_;
  std::vector<TracedFigure>& figures_;
};

}  // namespace

void add_budget_figures(const TraceOf& of, std::vector<TracedFigure>& figures) {
  for (const BudgetPosition& position : reconcile::positions(*of.view)) {
    BudgetTrace{of, position, figures}.add();
  }
  for (const ledger::Balance& balance : of.view->balances) {
    figures.push_back({.address = balance.budget + "/account/" + balance.account,
                       .what = "the account " + balance.account + ", debits less credits",
                       .amount = balance.net(),
                       .postings = picks(*of.standing, of.view->as_of, balance.budget,
                                         {{{}, {balance.account}}})});
  }
}

}  // namespace reports

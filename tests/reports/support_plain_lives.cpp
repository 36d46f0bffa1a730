#include "tests/reports/support_plain_lives.hpp"

#include <rapidcheck.h>

namespace plain_pages {

using namespace build;

int pick(int from, int to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to));
}

namespace {

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

}  // namespace

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

}  // namespace plain_pages

// What befalls people: wages, tax, invoices, instalments, visits, moves, and lines that answer them
// exactly, partly, twice, late, not at all, or come back.
#include "ledger/schedule.hpp"
#include "reconcile/reconcile.hpp"
#include "tests/reconcile/support_lives.hpp"

#include <algorithm>
#include <iterator>

namespace lives {

using namespace build;

namespace {

std::string amount(int pence) {
  return ledger::text(Money::of_pence(pence));
}
std::string on(int offset) {
  return ledger::text(day_of(offset));
}
int pence_of(const Happening& what) {
  return 50 * (what.pence + 1) + (what.more == 11 ? 1 : 0);
}
template <class T>
const T& nth_of(const std::vector<T>& all, int n) {
  return all[static_cast<std::size_t>(n) % all.size()];
}
std::string account_for(const Happening& what) {
  return what.more >= 10 ? "card" : "dp";
}

/// Lines that answer something of an amount (a payment is negative) which was due on a day.
void answer(Draft& life, const Happening& what, int day, int pence, const std::string& text) {
  const auto account = account_for(what);
  const auto line = [&](int later, int how_much, const std::string& says) {
    if (how_much != 0) life.bank(on(day + later), amount(how_much), says, account);
  };
  switch (what.how) {
    case 1:
      return;  // not at all
    case 2:
      return line(0, pence / 2, text);
    case 3:
      line(0, pence, text);
      return line(5, pence, text);
    case 4:
      return line(25, pence, text);
    case 5:
      line(0, pence, text);
      return line(3, -pence, "RETURNED " + text);
    case 6:
      line(0, pence, text);
      line(3, -pence, "UNPAID " + text);
      return line(6, pence, text);
    case 7:
      return line(1, pence + (pence < 0 ? -1000 : 1000), text);
    case 8:
      line(0, pence / 3, text);
      return line(9, pence - pence / 3, text);
    case 9:
      line(-2, pence, text);
      return line(50, -pence, text);
    default:
      return line(0, pence, text);
  }
}

void wage(Draft& life, const Happening& what) {
  const bool second = what.who % 3 == 2;
  life.payslip(second ? "W2" : "W1", on(what.day), amount(pence_of(what)),
               amount(what.who > 2 ? 10 * what.who : 0), amount(what.who > 6 ? 333 : 0));
  auto& slip = life.payslips.back().record;
  // Of two for one period the second in its file is held: those hang on their order by rule.
  const auto first = 6 + 7 * static_cast<int>(life.payslips.size() - 1);
  slip.period = {plus_days(slip.pay_date, -first), plus_days(slip.pay_date, 6 - first)};
  if (what.who > 4) slip.employer_ni = Money::of_pence(77);
  if (what.who > 8) slip.employer_pension = Money::of_pence(105);
  if (what.who == 11) slip.other_deductions = Money::of_pence(60);
  slip.gross = slip.net + slip.tax + slip.employee_pension + slip.other_deductions;
  answer(life, what, what.day, -pence_of(what), second ? "BRIAN OKAFOR" : "AMY JONES");
}

/// Tax or pension, as it is due of what there are payslips for.
void to_authorities(Draft& life, const Happening& what) {
  if (life.payslips.empty()) return;
  const auto& slip = nth_of(life.payslips, what.who).record;
  const bool tax = what.pence % 2 == 0;
  Money due;
  for (const auto& [import, other] : life.payslips) {
    if (tax && tax_month_of(other.pay_date) == tax_month_of(slip.pay_date)) due += other.paye();
    if (!tax && month_of(other.pay_date) == month_of(slip.pay_date)) due += other.pension();
  }
  answer(life, what, slip.pay_date.days() - first_day_of_lives + 30, -static_cast<int>(due.pence()),
         tax ? "HMRC PAYE" : "NEST");
}

void summary(Draft& life, const Happening& what) {
  if (life.payslips.empty()) return;
  const auto month = tax_month_of(nth_of(life.payslips, what.who).record.pay_date);
  for (const auto& [import, other] : life.summaries) {
    if (other.month == month) return;
  }
  ledger::EmployerSummary made{.person = life.person.ref, .month = month};
  for (const auto& [import, slip] : life.payslips) {
    if (tax_month_of(slip.pay_date) != month) continue;
    made.tax += slip.tax;
    made.employee_ni += slip.employee_ni;
    made.employer_ni += slip.employer_ni;
  }
  made.employment_allowance = made.employer_ni;
  made.due = made.tax + made.employee_ni - (what.how == 2 ? Money::of_pence(7) : Money{});
  made.file_line = static_cast<int>(life.summaries.size()) + 2;
  life.summaries.push_back({{2}, made});
}

void invoice(Draft& life, const Happening& what) {
  const bool credit = what.more % 5 == 4;
  const auto number = std::to_string(4001 + life.invoices.size());
  const auto pence = credit ? -pence_of(what) : pence_of(what);
  life.invoice(number, on(what.day), amount(pence));
  auto& made = life.invoices.back().record;
  const auto& budget = nth_of(life.person.budgets, what.who);
  if (what.who > 2 && budget.line("agency") != nullptr) made.plan_line = budget.ref + "/agency";
  if (credit && what.how % 2 == 0) return;
  answer(life, what, what.day + 4, -pence,
         "HELPING HANDS COMMUNITY CARE" + (what.who % 2 == 0 ? " " + number : std::string{}));
}

void provider_asks(Draft& life, const Happening& what) {
  const auto number = "T" + std::to_string(life.invoices.size());
  life.invoice(number, on(what.day), amount(what.how < 4 ? 5013 : pence_of(what)),
               what.who % 3 == 2 ? "Millrace Trust" : "Tidewell Nursing");
}

void visit(Draft& life, const Happening& what) {
  if (life.person.services.empty()) return;
  const auto& service = nth_of(life.person.services, what.who);
  ledger::Delivery made{.person = life.person.ref,
                        .service = what.how == 11 ? "unknown" : service.ref,
                        .period = {day_of(what.day - what.how % 2 * 6), day_of(what.day)},
                        .quantity = {25 * (what.pence % 10 + 1)},
                        .delivered = what.how % 4 != 3};
  made.file_line = static_cast<int>(life.deliveries.size()) + 2;
  life.deliveries.push_back({{4}, made});
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return text;
}

/// Each funder sends its own share; what befalls it befalls the last of them.
void shares_apart(Draft& life, Happening what, const ledger::DueInstalment& due) {
  const auto how = what.how;
  const auto shares = shares_of(life.history(), due);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    what.how = i + 1 == shares.size() ? how : 0;
    const auto later = static_cast<int>(i) * (what.more % 4);
    answer(life, what, due.due.days() - first_day_of_lives + later,
           static_cast<int>(shares[i].amount.pence()), upper(shares[i].funder));
  }
}

/// Money that is to come in, into the account of its budget.
void instalment(Draft& life, const Happening& what) {
  const auto due = due_instalments(life.history(), life.acts);
  if (due.empty()) return;
  const auto& one = nth_of(due, what.day / 5);
  const auto* budget = life.person.budget(one.budget);
  if (budget->accounts.empty()) return;
  auto into = what;
  into.more = budget->accounts.front() == "card" ? 10 : 0;
  const bool own = one.payer == ledger::Payer::person;
  if (!own && budget->funders.size() > 1 && what.who % 2 == 1) {
    return shares_apart(life, into, one);
  }
  answer(life, into, one.due.days() - first_day_of_lives, static_cast<int>(one.amount.pence()),
         own ? "STEPHEN ASHDOWN" : upper(nth_of(budget->funders, what.more).name));
}

void regular(Draft& life, const Happening& what) {
  answer(life, what, what.day, what.who % 3 == 0 ? -2500 : -pence_of(what), "GREEN THUMB GARDENS");
}

void move_between(Draft& life, const Happening& what) {
  const bool to_card = what.who % 2 == 0;
  life.bank(on(what.day), amount(-pence_of(what)), to_card ? "TRANSFER TO CARD" : "TRANSFER",
            to_card ? "dp" : "card");
  if (what.how == 1) return;
  life.bank(on(what.day + what.how % 4), amount(pence_of(what)), "TRANSFER",
            to_card ? "card" : "dp");
}

void money_back(Draft& life, const Happening& what) {
  static const std::vector<std::string> payees{"NHS TRENT ICB", "TRENT COUNTY COUNCIL",
                                               "STEPHEN ASHDOWN"};
  int pence = 4 * pence_of(what);
  if (!life.acts.empty() && what.how == 0) {
    const auto& asked = nth_of(life.acts, what.who);
    if (!asked.amount.is_zero()) pence = static_cast<int>(asked.amount.pence());
  }
  life.bank(on(what.day), amount(-pence), nth_of(payees, what.who), account_for(what));
}

void anything(Draft& life, const Happening& what) {
  static const std::vector<std::string> texts{"ZX 99 QV",      "CASH ATM LEEDS", "QUILL AND ROOK",
                                              "ACCOUNT FEE",   "GROSS INTEREST", "HMRC",
                                              "NEST",          "TRANSFER",       "PAYROLL",
                                              "NHS TRENT ICB", "AMY JONES",      "RETURNED"};
  const bool in = what.how > 6;
  life.bank(on(what.day), amount(in ? pence_of(what) : -pence_of(what)), nth_of(texts, what.who),
            account_for(what));
}

/// Somebody decides about a line.
void decide(Draft& life, const Happening& what) {
  if (life.lines.empty()) return;
  const auto& line = nth_of(life.lines, what.day);
  const auto id = line.line.id;
  const auto code = life.person.budgets.back().ref + "/" + life.person.budgets.back().lines[1].ref;
  const auto items = reconcile::expected_items(life.facts(), ledger::Parameters::built_in());
  using Kind = ledger::Decision::Kind;
  if (what.how % 4 == 1) return life.decide(id, Kind::unmatch, {});
  if (what.how % 4 == 2 || items.empty()) return life.decide(id, Kind::code, {}, code);
  const auto& item = nth_of(items, what.who);
  if (what.how % 4 == 0) return life.decide(id, Kind::match, {item.key});
  const auto half = Money::of_pence(line.line.amount.pence() / 2);
  if (half.is_zero()) return;
  life.decide(id, Kind::split,
              {item.key + "=" + ledger::text(half),
               "code:" + code + "=" + ledger::text(line.line.amount - half)});
}

using Befalls = void (*)(Draft&, const Happening&);
constexpr Befalls befalls[] = {
    instalment,     instalment, instalment, wage,  wage,  wage,          invoice,      invoice,
    to_authorities, summary,    regular,    visit, visit, provider_asks, move_between, money_back,
    anything,       anything,   decide,     act,   act,   act,           act};

}  // namespace

int happenings_there_are() {
  return static_cast<int>(std::size(befalls));
}

void befall(Draft& life, const Happening& what) {
  befalls[static_cast<std::size_t>(what.kind)](life, what);
}

}  // namespace lives

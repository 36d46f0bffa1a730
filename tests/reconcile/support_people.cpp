#include "tests/reconcile/support_people.hpp"

#include "reconcile/match_rules.hpp"

#include <numeric>
#include <tuple>

namespace people {

using namespace build;

namespace {

std::string amount(int pence) {
  return ledger::text(Money::of_pence(pence));
}
std::string date(int offset) {
  return ledger::text(ledger::plus_days(day("2025-05-01"), offset));
}
int any_day() {
  return pick(0, 60);
}
int any_pence() {
  return 50 * pick(1, 12);
}
std::string one_of(const std::vector<std::string>& texts) {
  return texts[static_cast<std::size_t>(pick(0, static_cast<int>(texts.size())))];
}
std::string any_worker() {
  return pick(0, 3) == 0 ? "W2" : "W1";
}
/// As banks write and cut it; the last of each says less than the name.
std::string as_the_bank_has(const std::string& worker) {
  if (worker == "W1")
    return one_of({"AMY JONES", "MS A JONES", "JONES A WAGE", "AMY JON", "JONES"});
  return one_of({"BRIAN OKAFOR", "MR B OKAFOR", "OKAFOR B", "BRIAN OKAF", "OKAFOR"});
}
std::string supplier() {
  return one_of(
      {"HELPING HANDS COMMUNITY CARE", "HELPING HANDS COMM", "HELPING HANDS COMMUNITY CA"});
}
std::string new_number(const Case& made) {
  return std::to_string(4001 + made.invoices.size());
}

void wage(Case& made) {
  const auto worker = any_worker();
  const int on = any_day();
  const int net = any_pence();
  made.payslip(worker, date(on), amount(net));
  for (int paid = pick(0, 4) == 0 ? pick(0, 3) : 1; paid > 0; --paid) {
    made.bank(date(on + pick(-1, 6)), amount(-net), as_the_bank_has(worker));
  }
}

void wage_for_another_amount(Case& made) {
  const auto worker = any_worker();
  const int on = any_day();
  const int net = any_pence() + 100;
  made.payslip(worker, date(on), amount(net));
  made.bank(date(on + pick(0, 3)), amount(-net + 10 * pick(-4, 5)), as_the_bank_has(worker));
}

void advance_and_rest(Case& made) {
  const auto worker = any_worker();
  const int on = any_day();
  const int first = any_pence();
  const int rest = any_pence();
  made.payslip(worker, date(on), amount(first + rest));
  made.bank(date(on - pick(0, 9)), amount(-first), as_the_bank_has(worker));
  made.bank(date(on + pick(0, 3)), amount(-rest), as_the_bank_has(worker));
}

void two_weeks_at_once(Case& made) {
  const auto worker = any_worker();
  const int on = any_day();
  const int first = any_pence();
  const int second = any_pence();
  made.payslip(worker, date(on), amount(first));
  made.payslip(worker, date(on + 7), amount(second));
  made.bank(date(on + 7 + pick(0, 3)), amount(-first - second), as_the_bank_has(worker));
}

void pay_run(Case& made) {
  const int on = any_day();
  const int first = any_pence();
  const int second = any_pence();
  made.payslip("W1", date(on), amount(first));
  made.payslip("W2", date(on), amount(second));
  for (int paid = pick(0, 4) == 0 ? 2 : 1; paid > 0; --paid) {
    made.bank(date(on + pick(0, 3)), amount(-first - second), "PAYROLL");
  }
  if (pick(0, 3) == 0) made.bank(date(on + 5), amount(second), "RETURNED OKAFOR B");
}

void tax_and_pension(Case& made) {
  const int on = any_day();
  const int tax = any_pence();
  const int pension = any_pence();
  made.payslip("W1", date(on), amount(any_pence()), amount(tax), amount(pension));
  made.bank(date(on + pick(5, 40)), amount(-tax), "HMRC PAYE");
  made.bank(date(on + pick(5, 40)), amount(-pension), "NEST");
}

void invoice(Case& made) {
  const auto number = new_number(made);
  const int on = any_day();
  const int owed = any_pence();
  made.invoice(number, date(on), amount(owed));
  const int other = pick(0, 4) == 0 ? 10 * pick(1, 5) : 0;
  const auto text = one_of({supplier(), supplier() + " " + number, "INV " + number});
  for (int paid = pick(0, 4) == 0 ? pick(0, 3) : 1; paid > 0; --paid) {
    made.bank(date(on + pick(0, 20)), amount(-owed - other), text);
  }
}

void invoice_by_its_number_for_another_amount(Case& made) {
  const auto number = new_number(made);
  const int on = any_day();
  const int owed = any_pence() + 100;
  made.invoice(number, date(on), amount(owed));
  made.bank(date(on + pick(0, 20)), amount(-owed + 10 * pick(1, 5)), supplier() + " " + number);
}

void invoices_less_a_credit_note(Case& made) {
  const int on = any_day();
  int sum = 0;
  for (const int owed : {any_pence(), any_pence(), -50 * pick(0, 3)}) {
    if (owed == 0) continue;
    made.invoice(new_number(made), date(on + pick(0, 4)), amount(owed));
    sum += owed;
  }
  if (sum > 0) made.bank(date(on + pick(4, 12)), amount(-sum), supplier());
}

/// Two answers: one of two alike, or either of two sums.
void could_be_either(Case& made) {
  const int on = any_day();
  for (const int owed : {100, 400, 200, 300})
    made.invoice(new_number(made), date(on), amount(owed));
  made.bank(date(on + 3), amount(-500), supplier());
}

void came_back(Case& made) {
  const int on = any_day();
  const int paid = any_pence();
  const auto text = as_the_bank_has("W1");
  if (pick(0, 2) == 0) made.payslip("W1", date(on), amount(paid));
  made.bank(date(on), amount(-paid), text);
  made.bank(date(on + pick(1, 9)), amount(paid), pick(0, 2) == 0 ? "RETURNED" : "RETD " + text);
  if (pick(0, 4) == 0) made.bank(date(on + 9), amount(paid), "RETURNED");  // what else did?
  if (pick(0, 2) == 0) made.bank(date(on + 10), amount(-paid), text);
}

void paid_too_much_and_sent_back(Case& made) {
  const int on = any_day();
  const int owed = any_pence();
  const int more = 10 * pick(1, 5);
  made.invoice(new_number(made), date(on), amount(owed));
  made.bank(date(on + pick(0, 6)), amount(-owed - more), supplier());
  made.bank(date(on + pick(7, 20)), amount(more), supplier());
}

void instalment(Case& made) {
  const int on = 28 * pick(0, 3) + 1;
  const auto text = one_of({"NHS TRENT ICB", "NHS TRENT", "SBS 7742", "SBS 7742", "S ASHDOWN"});
  const int pence = text == "S ASHDOWN" ? 700 : 3100;
  made.bank(date(on + pick(-1, 5)), amount(pence + (pick(0, 5) == 0 ? 100 : 0)), text);
}

void move_between_accounts(Case& made) {
  const int on = any_day();
  const int moved = any_pence();
  made.bank(date(on), amount(-moved), one_of({"TRANSFER TO CARD", "S ASHDOWN"}));
  made.bank(date(on + pick(0, 3)), amount(moved), one_of({"TRANSFER", "TOP UP"}), "card");
}

void only_the_amount_agrees(Case& made) {
  const int owed = any_pence();
  const int on = any_day();
  made.invoice(new_number(made), date(on), amount(owed));
  made.bank(date(on + pick(0, 9)), amount(-owed), "ZX 99 QV");
}

void anything(Case& made) {
  static const std::vector<std::string> texts{"GREEN THUMB GARDENS",
                                              "GREEN THUMB GARD",
                                              "CASH ATM LEEDS",
                                              "QUILL AND ROOK",
                                              "LADBROKES",
                                              "HMRC",
                                              "NEST",
                                              "PAYROLL",
                                              "TRANSFER",
                                              "S ASHDOWN"};
  const auto text = one_of(texts);
  const bool in = pick(0, 6) == 0;
  const int pence = any_pence();
  made.bank(date(any_day()), amount(in ? pence : -pence), text, pick(0, 5) == 0 ? "card" : "dp");
}

void the_bank_itself(Case& made) {
  const bool in = pick(0, 2) == 0;
  const int pence = pick(1, 400);
  made.bank(date(any_day()), amount(in ? pence : -pence), in ? "GROSS INTEREST" : "ACCOUNT FEE");
}

void by_a_person(Case& made) {
  if (made.lines.empty()) return;
  const auto at = static_cast<std::size_t>(pick(0, static_cast<int>(made.lines.size())));
  const auto id = made.lines[at].line.id;
  const auto items = reconcile::expected_items(made.facts(), ledger::Parameters::built_in());
  switch (pick(0, items.empty() ? 2 : 4)) {
    case 0:
      return made.decide(id, ledger::Decision::Kind::unmatch, {});
    case 1:
      return made.decide(id, ledger::Decision::Kind::code, {}, "2025/garden");
    default:
      const auto item = static_cast<std::size_t>(pick(0, static_cast<int>(items.size())));
      return made.decide(id, ledger::Decision::Kind::match, {items[item].key});
  }
}

using Happening = void (*)(Case&);
constexpr Happening happenings_there_are[] = {wage,
                                              wage,
                                              wage_for_another_amount,
                                              advance_and_rest,
                                              pay_run,
                                              invoice,
                                              tax_and_pension,
                                              two_weeks_at_once,
                                              anything,
                                              came_back,
                                              invoices_less_a_credit_note,
                                              paid_too_much_and_sent_back,
                                              invoice_by_its_number_for_another_amount,
                                              instalment,
                                              instalment,
                                              move_between_accounts,
                                              could_be_either,
                                              anything,
                                              the_bank_itself,
                                              by_a_person,
                                              only_the_amount_agrees};

Case nobody_yet() {
  Case made;
  made.person.accounts.push_back(Case::account("card"));
  made.plan().accounts = {"dp", "card"};
  made.plan().lines.push_back(build::plan_line("fees", "bank-charge", {}));
  made.plan().instalments = {
      {ledger::Payer::funder, pounds("31.00"), ledger::Every::four_weeks, day("2025-05-02"), false},
      {ledger::Payer::person, pounds("7.00"), ledger::Every::four_weeks, day("2025-05-02"), false}};
  made.person.workers[1].shares = {{"2025", "team", 60}, {"2025", "garden", 40}};
  return made;
}

/// As the store numbers them: by account, day and the bank's own order.
void give_places(std::vector<ledger::BookLine>& lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::tie(lines[a].account, lines[a].line.date, a) <
           std::tie(lines[b].account, lines[b].line.date, b);
  });
  for (std::size_t place = 0; place < order.size(); ++place) {
    lines[order[place]].place = static_cast<int>(place);
  }
}

template <class T>
void shuffle(std::vector<T>& items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[static_cast<std::size_t>(pick(0, static_cast<int>(i)))]);
  }
}

}  // namespace

Case any_person(int happenings) {
  auto made = nobody_yet();
  for (int n = pick(1, 2 * happenings); n > 0; --n) {
    constexpr int most = static_cast<int>(std::size(happenings_there_are));
    happenings_there_are[static_cast<std::size_t>(pick(0, most))](made);
  }
  give_places(made.lines);
  return made;
}

void decide(Case& made) {
  by_a_person(made);
}

Case renamed(Case from, const std::string& ref) {
  const auto old = from.person.ref;
  from.person.ref = ref;
  std::map<ledger::LineId, ledger::LineId> ids;
  const auto with_new_ref = [&](std::string key) {
    if (const auto at = key.find(":" + old + ":"); at != key.npos) {
      key.replace(at + 1, old.size(), ref);
    }
    return key;
  };
  std::map<std::string, int> equals;
  for (auto& line : from.lines) {
    const auto account = ref + "/" + line.account;
    const auto same = account + ledger::text(line.line.date) + ledger::text(line.line.amount) +
                      line.line.description();
    const auto before = line.line.id;
    line.line.id = ledger::line_id(account, line.line, ++equals[same]);
    ids.emplace(before, line.line.id);
  }
  for (auto& slip : from.payslips) slip.record.person = ref;
  for (auto& invoice : from.invoices) invoice.record.person = ref;
  for (auto& decision : from.decisions) {
    decision.line = ids.at(decision.line);
    for (auto& key : decision.keys) key = with_new_ref(key);
  }
  return from;
}

ledger::PersonFacts shuffled(ledger::PersonFacts facts) {
  shuffle(facts.lines);
  shuffle(facts.payslips);
  shuffle(facts.invoices);
  shuffle(facts.decisions);
  return from_files_in_another_order(std::move(facts));
}

ledger::PersonFacts from_files_in_another_order(ledger::PersonFacts facts) {
  std::vector<std::int64_t> numbers;
  for (const auto& [id, file] : facts.imports) numbers.push_back(id.value + 3);
  shuffle(numbers);
  std::map<ledger::ImportId, ledger::ImportId> to;
  std::map<ledger::ImportId, ledger::Import> imports;
  for (auto& [id, file] : facts.imports) {
    to[id] = {numbers.back()};
    numbers.pop_back();
    file.id = to[id];
    imports.emplace(to[id], file);
  }
  facts.imports = std::move(imports);
  for (auto& line : facts.lines) line.import = to.at(line.import);
  for (auto& slip : facts.payslips) slip.import = to.at(slip.import);
  for (auto& invoice : facts.invoices) invoice.import = to.at(invoice.import);
  return facts;
}

std::vector<ledger::RecordedEntry> recorded(const std::vector<ledger::Entry>& entries) {
  std::vector<ledger::RecordedEntry> standing;
  for (const auto& entry : entries) {
    const auto number = static_cast<std::int64_t>(standing.size()) + 1;
    standing.push_back({{number}, entry, {}, false, {}});
  }
  return standing;
}

std::vector<ledger::Finding> findings(const ledger::PersonFacts& facts,
                                      const std::vector<ledger::Entry>& entries) {
  const auto standing = recorded(entries);
  const auto as_of = day("2026-04-30");
  return reconcile::findings(reconcile::view(facts, standing, ledger::balances_of(standing, as_of),
                                             ledger::Parameters::built_in(), as_of));
}

std::vector<std::string> told(const std::vector<ledger::Finding>& findings) {
  std::vector<std::string> texts;
  for (const auto& finding : findings) {
    auto text = finding.id + " " + finding.code + " " + finding.subject + " " + finding.budget +
                " " + (finding.date ? ledger::text(*finding.date) : "-") + " " +
                ledger::text(finding.amount) + " " + std::string{ledger::text(finding.state)} +
                " " + finding.why;
    for (const auto& at : finding.evidence) text += " " + at.file + ":" + std::to_string(at.line);
    texts.push_back(std::move(text));
  }
  return texts;
}

void Reached::add(const std::vector<ledger::Match>& matches) {
  for (const auto& match : matches) ++times_[match.rule];
}

std::vector<std::string> Reached::missed(int least) const {
  using namespace reconcile::rule;
  std::vector<std::string> names;
  for (const std::string_view name :
       {decided, reversal, transfer, reference, reference_amount_differs, payee_amount, payroll_run,
        several_items, part_payments, payee_amount_differs, duplicate, overpayment_returned,
        plan_payee, bank_charge, interest, funding_amount, several_explanations, amount_only,
        unexplained}) {
    const auto at = times_.find(name);
    if (at == times_.end() || at->second < least) names.emplace_back(name);
  }
  return names;
}

}  // namespace people

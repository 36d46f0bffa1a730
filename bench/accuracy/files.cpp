// A person's papers: the person file, payslips, summaries, invoices and statements.
#include "bench/accuracy/bank_layouts.hpp"
#include "bench/accuracy/books.hpp"
#include "bench/accuracy/calendar.hpp"

#include <algorithm>

namespace accuracy {
namespace {

std::string quote(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

std::string list(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + quote(word);
  return "[" + out + "]";
}

std::string worker_table(const Worker& worker) {
  std::string out = "\n[[worker]]\nref = " + quote(worker.ref) + "\nname = " + quote(worker.name) +
                    "\nfrom = " + worker.from +
                    "\nborn = 1985-06-14\nrelation = " + quote(worker.relation) + "\n";
  if (!worker.to.empty()) out += "to = " + worker.to + "\n";
  return out + "share = { " + quote("2025/team") + " = 100 }\n";
}

std::string account_table(const Person& person, const Account& account, int nth) {
  return "\n[[account]]\nref = " + quote(account.ref) + "\nkind = " + quote(account.kind) +
         "\nsort_code = " + quote(sort_code(account.bank)) +
         "\nnumber = " + quote(account_number(person, nth)) + "\nopened = " + account.opened +
         "\nbalance = " + quote(pounds(account.opening)) + "\n";
}

std::string instalment_table(std::string_view payer, Pence amount, const std::string& every) {
  return "\n[[budget.instalment]]\npayer = " + quote(payer) +
         "\namount = " + quote(pounds(amount)) + "\nevery = " + quote(every) +
         "\nfirst = " + (every == "quarter" ? "2025-04-01" : "2025-04-05") + "\n";
}

std::string lines_of(const Person& person, const std::string& budget) {
  std::string out;
  for (const auto& line : person.plan) {
    if (line.budget != budget) continue;
    auto payees = line.payees;
    if (line.ref == "team") {
      for (const auto& worker : person.workers) {
        if (worker.listed) payees.push_back(worker.ref);
      }
    }
    out += "\n[[budget.line]]\nref = " + quote(line.ref) + "\ncategory = " + quote(line.category) +
           "\noutcome = \"What keeps me well\"\namount = " + quote(pounds(line.amount)) +
           "\npayees = " + list(payees) + "\n" + line.regular;
  }
  return out;
}

std::string budget_table(const Person& person, const std::string& budget) {
  const bool first = budget == "2025";
  const auto agreed = first ? person.agreed : person.second_agreed;
  Pence planned = 0;
  for (const auto& line : person.plan) planned += line.budget == budget ? line.amount : 0;
  std::vector<std::string> accounts;
  for (const auto& account : person.accounts) {
    if ((account.ref == "sc") != first) accounts.push_back(account.ref);
  }
  std::string out =
      "\n[[budget]]\nref = " + quote(budget) + "\ndeployment = \"direct-payment\"\nstream = " +
      quote(first ? person.health : "social-care") +
      "\nfunder = " + quote(first ? person.funder : "Trentshire County Council") +
      "\naccounts = " + list(accounts) +
      "\nfrom = 2025-04-01\nto = 2026-03-31\nagreed = " + quote(pounds(agreed)) +
      "\ncontingency = " + quote(pounds(agreed - planned)) +
      "\ncontingency_weeks = 4\nagreed_on = 2025-03-20\nagreed_by = [\"A. Person\"]\n";
  if (person.reviewed || !first) out += "reviewed_on = [2025-06-20]\n";
  out += instalment_table("funder", first ? person.instalment : person.second_instalment,
                          person.payer_rhythm);
  if (first && person.own > 0) out += instalment_table("person", person.own, "month");
  return out + lines_of(person, budget);
}

std::string person_file(const Person& person) {
  std::string out = "schema = \"dpledger.person/1\"\n\n[person]\nref = " + quote(person.ref) +
                    "\nname = " + quote(person.name) +
                    "\ncare_group = \"chc-adult\"\nholder = \"self\"\n";
  if (!person.died.empty()) out += "died = " + person.died + "\n";
  out += "\n[employer]\npaye = " + quote(person.quarterly_paye ? "quarter" : "month") +
         "\nemployment_allowance = " + (person.summaries ? "true" : "false") + "\n";
  int nth = 0;
  for (const auto& account : person.accounts) out += account_table(person, account, nth++);
  for (const auto& worker : person.workers) {
    if (worker.listed) out += worker_table(worker);
  }
  out += budget_table(person, "2025");
  if (person.second_instalment > 0) out += budget_table(person, "2025s");
  return out + person.notional;
}

std::string payroll(const Person& person) {
  std::string out =
      "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,"
      "employee_ni,employee_pension,other_deductions,net,employer_ni,"
      "employer_pension\n";
  for (const auto& slip : person.payslips) {
    const auto& worker = person.workers[slip.worker];
    for (int copy = 0; copy < slip.written; ++copy) {
      out += person.ref + "," + worker.ref + "," + worker.name + "," + text(slip.period.first) +
             "," + text(slip.period.last) + "," + text(slip.pay_date);
      for (const Pence amount :
           {slip.hours * 100, slip.rate, slip.gross, slip.tax, slip.employee_ni,
            slip.employee_pension, slip.other, slip.net, slip.employer_ni, slip.employer_pension}) {
        out += "," + pounds(amount);
      }
      out += "\n";
    }
  }
  return out;
}

std::string summaries(const Person& person) {
  std::string out =
      "person,tax_year,tax_month,tax,employee_ni,employer_ni,employment_allowance,"
      "statutory_pay_recovered,due\n";
  for (const auto& month : person.summary) {
    const auto when = text(month.month);
    const auto colon = when.find(':');
    out += person.ref + "," + when.substr(0, colon) + "," + when.substr(colon + 1) + "," +
           pounds(month.tax) + "," + pounds(month.employee_ni) + "," + pounds(month.employer_ni) +
           "," + pounds(month.employer_ni) + ",0.00," + pounds(month.due) + "\n";
  }
  return out;
}

std::string invoices(const Person& person) {
  std::string out = "person,number,supplier,date,due,amount,plan_line,description\n";
  for (const auto& invoice : person.invoices) {
    out += person.ref + "," + invoice.number + "," + invoice.supplier + "," + text(invoice.date) +
           "," + text(invoice.due) + "," + pounds(invoice.amount) + "," + invoice.plan_line +
           ",support\n";
  }
  return out;
}

/// The lines a file has: of its months and, where files overlap, some days before.
std::vector<Line*> rows_of(Person& person, const Account& account, int part, int overlap) {
  const auto months = 12 / account.files;
  const auto from = plus_months(first_day(), part * months);
  const auto to = plus_months(from, months);
  const auto begin = part == 0 ? from : plus_days(from, -overlap);
  std::vector<Line*> rows;
  for (auto& line : person.lines) {
    if (line.account == account.ref && begin <= line.date && line.date < to) rows.push_back(&line);
  }
  return rows;
}

/// In the second of two overlapping files one line, in the middle of the shared days, is missing.
void tear(Person& person, std::vector<Line*>& rows, Date from, int overlap) {
  if (rows.empty()) return;
  const auto first = rows.front()->date;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto date = rows[i]->date;
    const bool inside = date > first && date < plus_days(from, -1) && overlap > 0;
    const auto twin = [&](const Line* other) {
      return other != rows[i] && other->date == date && other->amount == rows[i]->amount;
    };
    if (!inside || std::ranges::any_of(rows, twin)) continue;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
    person.planted.insert("torn");
    return;
  }
}

/// Half of a pair whose other half is in a file that never came cannot be told from anything.
void forget_lost_pairs(Person& person) {
  for (auto& line : person.lines) {
    if (line.other == 0) continue;
    const auto other = std::ranges::find(person.lines, line.other, &Line::id);
    if (is_lost(person, *other)) line.truth = Truth::undocumented;
  }
}

void write_account(Story& story, const Account& account, int nth) {
  auto& person = story.person;
  const bool main = account.ref == "dp";
  const bool disagree = main && story.has("statement-overlap");
  const bool overlaps =
      disagree || (account.missing < 0 && !story.has("balance-break") && story.chance(10, 25, 40));
  const int overlap = disagree ? 15 : overlaps ? static_cast<int>(story.random.between(2, 12)) : 0;
  Pence balance = account.opening;
  for (auto& line : person.lines) {
    if (line.account == account.ref) line.balance = balance += line.amount;
  }
  for (int part = 0; part < account.files; ++part) {
    if (part == account.missing) continue;
    auto rows = rows_of(person, account, part, overlap);
    if (rows.empty()) continue;
    if (disagree && part > 0 && !story.has("torn")) {
      tear(person, rows, plus_months(first_day(), part * 3), overlap);
    }
    Break damage{main && story.has("balance-break") && part == 0 && rows.size() > 6
                     ? rows.size() / 2
                     : rows.size()};
    const auto file = person.ref + "-" + account.ref + "-" + std::to_string(part + 1) + ".csv";
    person.files.push_back({file, "bank", person.ref + "/" + account.ref,
                            bank_file(person, account, nth, file, rows, damage)});
  }
}

}  // namespace

void write_files(Story& story) {
  auto& person = story.person;
  std::ranges::stable_sort(person.lines, {}, &Line::date);
  forget_lost_pairs(person);
  open_accounts(person);
  person.files.push_back({person.ref + ".toml", "person", {}, person_file(person)});
  person.files.push_back({person.ref + "-payroll.csv", "payroll", {}, payroll(person)});
  if (!person.summary.empty()) {
    person.files.push_back({person.ref + "-summary.csv", "summary", {}, summaries(person)});
  }
  if (!person.invoices.empty()) {
    person.files.push_back({person.ref + "-invoices.csv", "invoice", {}, invoices(person)});
  }
  for (std::size_t i = 0; i < person.accounts.size(); ++i) {
    write_account(story, person.accounts[i], static_cast<int>(i));
  }
  if (story.has("statement-overlap") && !story.has("torn")) {
    person.planted.erase("statement-overlap");
  }
}

}  // namespace accuracy

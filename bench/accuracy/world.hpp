// An invented person's year with the truth beside it: what each statement line really was, and what
// an officer must be told.
//
// Units     pence, signed as the bank sees them; days are ledger::Date.
// Seed      a person's year depends on the seed, the noise and the person's number alone.
// Labels    Findings are not written down where an error is planted: they follow from the year as a
//           whole (labels.cpp), so that an error that brings a second one with it has both labels.
//           What a reasonable reader may say or leave out is `tolerated`: it counts neither way.
//           That is: what rests on a line nobody could explain, on a file that is missing, or on a
//           grace that ends within two days of the day of asking. `surplus` and `shortfall` are
//           never a consequence: each account is opened with what takes it to the middle of what is
//           allowed, or to what was planted.
#pragma once

#include "bench/random.hpp"
#include "ledger/date.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace accuracy {

using bench::Random;
using ledger::Date;
using Pence = std::int64_t;

enum class Noise { low, middle, high };

/// What a line truly is.
enum class Truth {
  settles,       ///< the items in `shares`
  coded,         ///< the plan line
  interest,      ///< the bank's
  reversal,      ///< undoes line `other`
  transfer,      ///< the other side is line `other`
  duplicate,     ///< pays the items in `shares` once more
  unexplained,   ///< nothing in the papers explains it: posting it anywhere is wrong
  undecidable,   ///< more than one thing explains it equally: posting it anywhere is wrong
  undocumented,  ///< its paper is missing: posting it to another item is wrong, to its plan line
                 ///< not
};

struct Share {
  std::string item;
  Pence amount = 0;
};

struct Place {
  std::string file;
  int line = 0;
};

struct Line {
  Date date;
  Pence amount = 0;
  std::string payee, reference, type;
  std::string kind;  ///< as the tables show it
  Truth truth = Truth::unexplained;
  std::vector<Share> shares = {};
  std::string plan_line = {};  ///< with `reversal`: as good an answer
  int other = 0;               ///< the id of another line
  std::string code = {};       ///< the finding that the line alone raises
  std::string account = "dp";
  int id = 0;
  Pence balance = 0;
  std::vector<Place> places = {};  ///< empty: its file is missing
};

enum class Of { net_pay, paye, pension, funding, contribution, invoice, regular };

/// What the papers make due; money that leaves is below nothing.
struct Item {
  std::string key;
  Of of;
  Pence amount = 0;
  Date due;
  Date arises;
  std::string budget = "2025";
  std::string plan_line = {};
  bool told_by_payslip = false;  ///< its payslip has a finding of its own
};

struct Worker {
  std::string ref, name;
  std::string rhythm;  ///< week, 4 weeks, month
  std::int64_t hours = 0;
  Pence rate = 0;
  bool constant = false;  ///< the same hours each time
  bool pensioned = true;
  std::string from = "2024-06-01", to = {}, relation = "none";
  std::string shown = {};  ///< how the bank usually shows the name
  bool listed = true;      ///< in the person's file
};

/// How a payslip reaches the bank.
enum class How {
  plain,
  parts,
  joined,
  late,
  repaid,
  returned,
  unpaid,
  twice,
  rounded,
  transposed,
  lost,
  twin,
  twin_single
};

struct Payslip {
  std::size_t worker = 0;
  ledger::Period period;
  Date pay_date;
  std::int64_t hours = 0;
  Pence rate = 0, gross = 0, tax = 0, employee_ni = 0, employee_pension = 0, other = 0, net = 0;
  Pence employer_ni = 0, employer_pension = 0;
  How how = How::plain;
  bool taken = false;     ///< a planted error has it already
  int written = 1;        ///< how many times the papers have it
  std::string code = {};  ///< the finding that the payslip alone raises
  std::string key = {};
  Pence paye() const { return tax + employee_ni + employer_ni; }
  Pence pension() const { return employee_pension + employer_pension; }
  Pence cost() const { return gross + employer_ni + employer_pension; }
};

struct Invoice {
  std::string number, supplier, plan_line;
  Date date, due;
  Pence amount = 0;
  std::string key;
};

struct Summary {
  ledger::TaxMonth month;
  Pence tax = 0, employee_ni = 0, employer_ni = 0, due = 0;
};

struct PlanLine {
  std::string ref, category;
  std::vector<std::string> payees;
  std::string regular = {};  ///< TOML
  Pence amount = 0;
  std::string budget = "2025";
};

enum class Bank { lloyds, natwest, nationwide, starling, first_direct, co_op, barclays };

struct Account {
  std::string ref, kind;
  Bank bank;
  std::string opened = "2025-04-01";
  Pence opening = 0;
  int files = 1;
  int missing = -1;  ///< this file never came
};

struct Expected {
  std::string code;
  std::string subject;  ///< of the finding; empty: told by line or by person
  int line = 0;         ///< the finding's evidence has this line
  bool tolerated = false;
};

struct Person {
  int number = 0;
  std::string ref, name, died;
  bool quarterly_paye = false, summaries = false, payroll_run = false, reviewed = true;
  std::vector<Account> accounts;
  std::vector<Worker> workers;
  std::vector<Payslip> payslips;
  std::vector<Invoice> invoices;
  std::vector<Summary> summary;
  std::vector<PlanLine> plan;
  std::vector<Item> items;
  std::vector<Line> lines;
  std::vector<Expected> expected;
  std::set<std::string> planted;
  std::string funder, payer_rhythm;
  std::string health = "health";
  Pence instalment = 0, own = 0, agreed = 0, contingency = 0;
  Pence second_instalment = 0, second_agreed = 0;  ///< of budget "2025s", where there is one
  struct File {
    std::string name, kind, account, content;
  };
  std::vector<File> files;
  std::string notional;  ///< TOML of a second budget that the commissioner spends; or empty
};

/// What the modules below share while a person's year is made.
struct Story {
  Person& person;
  Random& random;
  Noise noise;
  bool has(std::string_view plant) const { return person.planted.contains(std::string{plant}); }
  bool chance(int low, int middle, int high) const;
  Line& add(Line line) const;
};

/// Whether the worker is paid the same some days before or after: which of the two came back, or
/// was paid twice, nobody could say.
bool is_one_of_many(const Person& person, const Payslip& slip);

Person make_person(int number, std::uint64_t seed, Noise noise);

// The parts of it, in order.
void employ(Story&);
void pay_wages(Story&);
void pay_authorities(Story&);
void buy_from_suppliers(Story&);
void pay_regulars(Story&);
void use_the_card(Story&);
void bank_acts(Story&);
void meet_strangers(Story&);
void move_money(Story&);
void agree_and_fund(Story&);
void deliver_services(Story&);
void write_files(Story&);
void label(Story&);

std::string_view name(Noise noise);
std::string_view name(Truth truth);
std::string pounds(Pence pence);

}  // namespace accuracy

// A generated person file reads back to the values it was written from.
#include "import/source.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Date;
using ledger::Money;

namespace {

ledger::Money amount() {
  return Money::of_pence(*rc::gen::inRange<std::int64_t>(1, 10'000'000'00));
}

Date day() {
  return Date::of_days(*rc::gen::inRange<std::int32_t>(-20'000, 50'000));
}

/// Letters that TOML must escape or that are more than a byte are names too.
std::string name() {
  const auto part =
      rc::gen::element<std::string>("Ada", "O'Neil", "Zoë", "\\", "\"", " # ", "=", "-");
  std::string made = "N";
  for (const auto& each : *rc::gen::container<std::vector<std::string>>(part)) made += each;
  return made;
}

std::string quoted(const std::string& text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made + "\"";
}

ledger::Account account(int number) {
  ledger::Account made{.ref = "A" + std::to_string(number), .opened = day()};
  made.balance = -amount();
  made.number = *rc::gen::element<std::string>("", "01234567");
  made.sort_code = *rc::gen::element<std::string>("", "309021");
  return made;
}

ledger::Worker worker(int number) {
  ledger::Worker made{.ref = "W" + std::to_string(number), .name = name(), .from = day()};
  if (*rc::gen::arbitrary<bool>()) made.to = plus_days(made.from, *rc::gen::inRange(0, 900));
  if (*rc::gen::arbitrary<bool>()) made.rate = amount();
  if (*rc::gen::arbitrary<bool>()) made.hours = ledger::Quantity{*rc::gen::inRange(1, 16'801)};
  return made;
}

/// A budget whose plan adds up, because what is agreed is made from it.
ledger::Budget budget(int number, const std::vector<ledger::Account>& accounts) {
  const auto from = day();
  ledger::Budget made{.ref = "B" + std::to_string(number),
                      .from = from,
                      .to = plus_days(from, *rc::gen::inRange(0, 800))};
  made.deployment =
      accounts.empty() ? ledger::Deployment::notional : ledger::Deployment::direct_payment;
  if (!accounts.empty()) made.accounts = {accounts.back().ref};
  made.stream = *rc::gen::element<std::string>("health", "social-care", "education");
  made.contingency = amount();
  auto agreed = made.contingency;
  const int lines = *rc::gen::inRange(0, 5);
  for (int i = 0; i < lines; ++i) {
    ledger::PlanLine line;
    line.ref = "L" + std::to_string(i);
    line.category = *rc::gen::element<std::string>("pa-wages", "activities", "other");
    line.outcome = name();
    line.amount = amount();
    agreed += line.amount;
    made.lines.push_back(line);
  }
  made.agreed = agreed;
  made.funders = {{name(), made.stream, agreed}};
  return made;
}

ledger::PersonVersion person() {
  ledger::PersonVersion made;
  made.ref = "P" + std::to_string(*rc::gen::inRange(1, 100'000));
  made.name = name();
  if (*rc::gen::arbitrary<bool>()) made.from = day();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) made.accounts.push_back(account(i));
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) made.workers.push_back(worker(i));
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    made.budgets.push_back(budget(i, made.accounts));
  }
  return made;
}

void write(std::string& out, const std::string& key, const std::string& text) {
  if (!text.empty()) out += key + " = " + quoted(text) + "\n";
}

void write_accounts(std::string& out, const ledger::PersonVersion& person) {
  for (const auto& account : person.accounts) {
    out += "[[account]]\nopened = " + text(account.opened) + "\n";
    write(out, "ref", account.ref);
    write(out, "number", account.number);
    write(out, "sort_code", account.sort_code);
    write(out, "balance", text(account.balance));
  }
}

void write_workers(std::string& out, const ledger::PersonVersion& person) {
  for (const auto& worker : person.workers) {
    out += "[[worker]]\nfrom = " + text(worker.from) + "\n";
    if (worker.to) out += "to = " + text(*worker.to) + "\n";
    write(out, "ref", worker.ref);
    write(out, "name", worker.name);
    if (worker.rate) write(out, "rate", text(*worker.rate));
    if (worker.hours) write(out, "hours", text(*worker.hours));
  }
}

void write_budgets(std::string& out, const ledger::PersonVersion& person) {
  for (const auto& budget : person.budgets) {
    out += "[[budget]]\nfrom = " + text(budget.from) + "\nto = " + text(budget.to) + "\n";
    write(out, "ref", budget.ref);
    write(out, "deployment", std::string{text(budget.deployment)});
    write(out, "stream", budget.stream);
    write(out, "funder", budget.funders.front().name);
    if (!budget.accounts.empty()) write(out, "account", budget.accounts.front());
    write(out, "agreed", text(*budget.agreed));
    write(out, "contingency", text(budget.contingency));
    for (const auto& line : budget.lines) {
      out += "[[budget.line]]\n";
      write(out, "ref", line.ref);
      write(out, "category", line.category);
      write(out, "outcome", line.outcome);
      write(out, "amount", text(line.amount));
    }
  }
}

std::string toml(const ledger::PersonVersion& person) {
  std::string out = "schema = \"dpledger.person/1\"\n";
  if (person.from) out += "version_from = " + text(*person.from) + "\n";
  out += "[person]\n";
  write(out, "ref", person.ref);
  write(out, "name", person.name);
  write_accounts(out, person);
  write_workers(out, person);
  write_budgets(out, person);
  return out;
}

}  // namespace

TEST_CASE("a person file reads back to what it was written from", "[import][person][property]") {
  REQUIRE(rc::check("write, then read", [] {
    const auto written = person();
    const auto read = imports::read_person_file(toml(written), "p.toml");
    if (!read) RC_FAIL(text(read.error()));
    RC_ASSERT(read.value() == written);
  }));
}

TEST_CASE("a plan that is a penny out is refused by a penny", "[import][person][property]") {
  REQUIRE(rc::check("one line changed", [] {
    auto written = person();
    auto changed = budget(9, written.accounts);
    changed.contingency += Money::of_pence(1);
    written.budgets.push_back(changed);
    const auto read = imports::read_person_file(toml(written), "p.toml");
    RC_ASSERT(!read);
    RC_ASSERT(read.errors().size() == 1U);
    RC_ASSERT(read.error().broken == ledger::Rule::plan_does_not_add_up);
    RC_ASSERT(read.error().remedy.find("0.01 more") != std::string::npos);
  }));
}

TEST_CASE("no bytes make the reader fail rather than refuse", "[import][person][property]") {
  REQUIRE(rc::check("bytes cut out of a good file", [] {
    auto bytes = toml(person());
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes.erase(at, *rc::gen::inRange<std::size_t>(0, 40));
    bytes.insert(at, *rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    const auto read = imports::read_person_file(bytes, "p.toml");
    const bool answered = read || !read.errors().empty();
    RC_ASSERT(answered);
  }));
}

// What is to come in and what the plan says it is for: instalments and lines of one budget.
#include "import/person/person_parts.hpp"

#include <algorithm>

namespace imports {

using ledger::Date;
using ledger::Every;
using ledger::Instalment;
using ledger::Period;
using ledger::PlanLine;
using ledger::Rule;

namespace {

const std::vector<std::string_view> payer_words{"funder", "person"};
const std::vector<std::string_view> categories{
    "pa-wages",    "agency",      "self-employed", "equipment",   "activities",
    "training",    "respite",     "transport",     "payroll-fee", "insurance",
    "recruitment", "bank-charge", "other"};

void refuse_outside(TableReader& table, std::string_view key, std::optional<Date> day,
                    Period period) {
  const auto* member = table.node().member(key);
  if (member == nullptr || !day || period.first > period.last || period.holds(*day)) return;
  table.refusals().add(
      Rule::value_out_of_range, member->value, std::string{key} + " = " + text(*day),
      "use a day of the budget, " + text(period.first) + " to " + text(period.last));
}

Instalment read_instalment(TableReader& table, Period period) {
  Instalment instalment{
      .payer = table.word("payer", payer_words).value_or("funder") == "person"
                   ? ledger::Payer::person
                   : ledger::Payer::funder,
      .amount = table.needed_money("amount", MoneyRange::positive),
      .every = table.needed_one_of<Every>("every", ledger::parse_every, every_words())
                   .value_or(Every::once),
      .first = table.needed_day("first"),
      .arrears = table.truth("arrears").value_or(false)};
  if (table.node().member("first") != nullptr && instalment.first != no_day()) {
    refuse_outside(table, "first", instalment.first, period);
  }
  table.refuse_unknown_keys();
  return instalment;
}

void read_regular(TableReader& table, PlanLine& line, Period period) {
  line.each = table.money("each", MoneyRange::positive);
  line.every = table.one_of<Every>("every", ledger::parse_every, every_words());
  line.first = table.day("first");
  const auto given = [&](std::string_view key) {
    const auto* member = table.node().member(key);
    return member != nullptr &&
           (member->value.kind != TomlNode::Kind::text || !member->value.text.empty());
  };
  const bool any = given("each") || given("every") || given("first");
  for (const auto* key : {"each", "every", "first"}) {
    if (any && !given(key)) {
      table.missing(key, "a regular payment needs each, every and first: add it, or leave all out");
    }
  }
  refuse_outside(table, "first", line.first, period);
}

PlanLine read_line(TableReader& table, Period period) {
  PlanLine line;
  line.ref = table.needed_reference("ref");
  line.category = table.needed_word("category", categories).value_or("");
  line.outcome = table.text("outcome").value_or("");
  line.amount = table.needed_money("amount", MoneyRange::not_negative);
  line.payees = table.texts("payees");
  read_regular(table, line, period);
  table.refuse_unknown_keys();
  return line;
}

}  // namespace

const std::vector<std::string_view>& every_words() {
  static const std::vector<std::string_view> words{"once",    "week",  "2 weeks",
                                                   "4 weeks", "month", "quarter"};
  return words;
}

std::vector<Instalment> read_instalments(TableReader& table, Period period) {
  std::vector<Instalment> instalments;
  for (const auto* node : table.tables("instalment")) {
    TableReader one{*node, "[[budget.instalment]]", table.refusals()};
    instalments.push_back(read_instalment(one, period));
  }
  return instalments;
}

std::vector<PlanLine> read_lines(TableReader& table, Period period) {
  std::vector<PlanLine> lines;
  References refs;
  for (const auto* node : table.tables("line")) {
    TableReader one{*node, "[[budget.line]]", table.refusals()};
    lines.push_back(read_line(one, period));
    refs.claim("ref", lines.back().ref, one);
  }
  return lines;
}

}  // namespace imports

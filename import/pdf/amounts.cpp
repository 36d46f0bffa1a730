#include "import/pdf/amounts.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports::pdf {
namespace {

using ledger::Money;
using ledger::Rule;

std::string at(const RowPlace& place, std::string_view what) {
  return place.text() + ": " + std::string{what};
}

/// How a table with one column of amounts shows what goes out.
struct Signs {
  bool is_card = false;
  bool credits_are_marked = false;  ///< then what is not marked goes out
};

Signs signs_of(const Tables& tables, bool is_card) {
  const bool marked = std::ranges::any_of(tables.lines, [](const TableLine& line) {
    return line.amount && line.amount->mark == Mark::credit;
  });
  return {is_card, marked};
}

Money amount_of(const Figure& figure, Signs signs) {
  switch (figure.mark) {
    case Mark::credit:
      return figure.value;
    case Mark::debit:
      return -figure.value;
    case Mark::minus:
      return signs.is_card ? figure.value : -figure.value;
    case Mark::none:
      return signs.is_card || signs.credits_are_marked ? -figure.value : figure.value;
  }
  return figure.value;
}

bool moves(const std::optional<Figure>& cell) {
  return cell && !cell->value.is_zero();
}

/// What the line moves; nothing when it goes out and comes in at once.
std::optional<Money> moved(const TableLine& line, Signs signs) {
  if (moves(line.out) && moves(line.in)) return std::nullopt;
  if (line.amount) return amount_of(*line.amount, signs);
  if (moves(line.out)) return -line.out->value;
  if (moves(line.in)) return line.in->signed_value();
  return Money{};
}

std::optional<Rule> wrong_cell(const TableLine& line) {
  for (const auto* cell : {&line.out, &line.in, &line.amount, &line.balance}) {
    if (*cell && (*cell)->wrong) return (*cell)->wrong;
  }
  return std::nullopt;
}

ledger::StatementLine line_of(const TableLine& line, ledger::Date date) {
  ledger::StatementLine out{.date = date,
                            .amount = {},
                            .balance = {},
                            .type = {},
                            .payee = {},
                            .reference = {},
                            .bank_id = {}};
  out.file_line = line.place.file_line();
  out.type = tidied(line.type);
  if (out.type.ends_with('.')) out.type.pop_back();
  out.payee = tidied(line.narrative);
  out.reference = tidied(line.reference);
  if (out.payee.empty()) out.payee.swap(out.reference);
  if (out.payee.empty()) out.payee = out.type;
  return out;
}

Step step_of(const TableBalance& balance, bool is_card) {
  Step step{.place = balance.place,
            .printed = balance.printed,
            .amount = {},
            .balance = balance_of(balance.figure, is_card),
            .balance_place = balance.place,
            .label = balance.label,
            .line = {}};
  return step;
}

/// The step of a line, added; or why it makes no sense.
std::optional<Doubt> add_line(const TableLine& line, const Facts& facts, Signs signs,
                              std::vector<Step>& steps) {
  if (const auto wrong = wrong_cell(line)) {
    return Doubt{*wrong, line.place, at(line.place, line.printed)};
  }
  if (!line.day) return Doubt{Rule::date_not_understood, line.place, at(line.place, line.printed)};
  const auto date = resolved(*line.day, facts.last);
  if (!date) {
    const bool no_year = line.day->year == 0 && !facts.last;
    return Doubt{
        no_year ? Rule::date_not_understood : Rule::date_impossible, line.place,
        at(line.place, no_year ? "no year is printed by the day, nor a period or date of "
                                 "the statement" +
                                     (facts.last_said.empty() ? "" : " (" + facts.last_said + ")") +
                                     ": " + line.printed
                               : line.printed)};
  }
  const auto amount = moved(line, signs);
  if (!amount) {
    return Doubt{Rule::row_not_understood, line.place,
                 at(line.place, "money out and in at once: " + line.printed)};
  }
  Step step{.place = line.place,
            .printed = line.printed,
            .amount = *amount,
            .balance = {},
            .balance_place = line.balance_place,
            .label = {},
            .line = line_of(line, *date)};
  if (line.balance) step.balance = balance_of(*line.balance, signs.is_card);
  step.line->amount = step.amount;
  step.line->balance = step.balance;
  steps.push_back(std::move(step));
  return std::nullopt;
}

}  // namespace

Money balance_of(const Figure& figure, bool is_card) {
  if (!is_card) return figure.signed_value();
  const bool in_credit = figure.mark == Mark::credit || figure.mark == Mark::minus;
  return in_credit ? figure.value : -figure.value;
}

std::optional<Doubt> take_steps(const Tables& tables, const Facts& facts,
                                std::vector<Step>& steps) {
  const auto signs = signs_of(tables, facts.is_card);
  std::size_t next = 0;
  for (std::size_t i = 0; i <= tables.lines.size(); ++i) {
    for (; next < tables.balances.size() && tables.balances[next].before == i; ++next) {
      const auto& balance = tables.balances[next];
      if (balance.figure.wrong) {
        return Doubt{*balance.figure.wrong, balance.place, at(balance.place, balance.printed)};
      }
      steps.push_back(step_of(balance, facts.is_card));
    }
    if (i == tables.lines.size()) break;
    if (auto doubt = add_line(tables.lines[i], facts, signs, steps)) return doubt;
  }
  return std::nullopt;
}

}  // namespace imports::pdf

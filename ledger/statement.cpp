#include "ledger/statement.hpp"

#include "ledger/digest.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace ledger {

std::string StatementLine::description() const {
  if (reference.empty()) return payee;
  if (payee.empty()) return reference;
  return payee + " " + reference;
}

std::string_view text(Basis basis) {
  switch (basis) {
    case Basis::statement:
      return "statement";
    case Basis::intraday:
      return "intraday";
    case Basis::notification:
      return "notification";
    case Basis::instruction:
      return "instruction";
  }
  ensure(false, "every basis has a word");
  return {};
}

std::optional<Period> Statement::covered() const {
  if (printed) return printed;
  std::optional<Period> covered;
  for (const auto& line : lines) {
    if (line.pending) continue;
    if (!covered) covered = Period{line.date, line.date};
    covered->first = std::min(covered->first, line.date);
    covered->last = std::max(covered->last, line.date);
  }
  return covered;
}

LineId line_id(std::string_view account, const StatementLine& line, int number) {
  thread_local Sha256 digest;
  digest.field(account)
      .field(line.date.days())
      .field(line.amount.pence())
      .field(line.description())
      .field(number);
  return LineId{leading_number(digest.take())};
}

std::optional<Period> whole_days(const std::optional<Period>& printed,
                                 const std::optional<Period>& covered) {
  if (printed) return printed;
  constexpr std::int32_t least_days = 3;
  if (!covered || covered->days() < least_days) return std::nullopt;
  return Period{plus_days(covered->first, 1), plus_days(covered->last, -1)};
}

void number_lines(std::string_view account, std::vector<StatementLine>& lines) {
  std::map<std::tuple<Date, Money, std::string>, int> seen;
  for (auto& line : lines) {
    if (line.pending) continue;
    line.id = line_id(account, line, ++seen[{line.date, line.amount, line.description()}]);
  }
}

}  // namespace ledger

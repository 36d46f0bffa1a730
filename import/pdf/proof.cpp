#include "import/pdf/proof.hpp"

#include "import/pdf/amounts.hpp"

#include <algorithm>
#include <cstdint>

namespace imports::pdf {
namespace {

using ledger::Money;
using ledger::Rule;

/// A balance of the summary or of the table's ends.
struct End {
  Money value;
  RowPlace place;
  std::string printed;
  bool goes_on = false;  ///< carried forward, and no day says that it is at the end
};

std::optional<Money> sum(Money a, Money b) {
  std::int64_t out = 0;
  if (__builtin_add_overflow(a.pence(), b.pence(), &out)) return std::nullopt;
  return Money::of_pence(out);
}

Doubt unproved(const RowPlace& place, std::string why, std::size_t agreed) {
  return {Rule::pdf_unproved, place, place.text() + ": " + std::move(why), agreed};
}

std::string shown(std::optional<Money> money) {
  return money ? pretty(*money) : "more than fits";
}

/// One way to walk the table: as it is printed, or from its end.
class Walk {
 public:
  Walk(const std::vector<Step>& steps, const Facts& facts) : steps_{steps}, facts_{facts} {
    take_summary();
  }

  std::optional<Doubt> walk() {
    if (!steps_.empty() && steps_.front().label &&
        steps_.front().label->name != BalanceName::closing) {
      openings_.insert(openings_.begin(), end_of(steps_.front()));
    }
    if (!steps_.empty() && steps_.back().label &&
        steps_.back().label->name != BalanceName::opening && !is_one_step()) {
      closings_.insert(closings_.begin(), end_of(steps_.back()));
    }
    for (const auto* ends : {&openings_, &closings_}) {
      if (auto doubt = differs(*ends)) return doubt;
    }
    if (openings_.empty()) return missing("opening");
    if (closings_.empty()) return missing("closing");
    return add_up();
  }

  const End& opening() const { return openings_.front(); }
  const End& closing() const { return closings_.front(); }
  /// The statement may go on where the file does not.
  bool may_go_on() const {
    return std::ranges::all_of(closings_, [](const End& end) { return end.goes_on; });
  }

 private:
  static End end_of(const Step& step) {
    const bool goes_on = step.label->goes_on && !step.label->day;
    return {*step.balance, step.balance_place, step.printed, goes_on};
  }

  bool is_one_step() const { return steps_.size() == 1; }

  void take_summary() {
    const auto days = days_of_lines();
    for (const auto& balance : facts_.balances) {
      if (balance.figure.wrong) continue;
      const End end{balance_of(balance.figure, facts_.is_card), balance.place, balance.printed,
                    false};
      const auto name = name_of(balance.label, days);
      if (!name) continue;
      (*name == BalanceName::opening ? openings_ : closings_).push_back(end);
    }
  }

  /// Which end a balance of the summary is; by its day, when it has no better name.
  std::optional<BalanceName> name_of(const BalanceLabel& label,
                                     const std::optional<ledger::Period>& days) const {
    if (label.name != BalanceName::dated) return label.name;
    const auto day = label.day ? resolved(*label.day, facts_.last) : std::nullopt;
    if (!day || !days) return std::nullopt;
    if (*day >= days->last && days->first < *day) return BalanceName::closing;
    if (*day <= days->first) return BalanceName::opening;
    return std::nullopt;
  }

  std::optional<ledger::Period> days_of_lines() const {
    std::optional<ledger::Period> days;
    for (const auto& step : steps_) {
      if (!step.line) continue;
      if (!days) days = ledger::Period{step.line->date, step.line->date};
      days->first = std::min(days->first, step.line->date);
      days->last = std::max(days->last, step.line->date);
    }
    return days;
  }

  static std::optional<Doubt> differs(const std::vector<End>& ends) {
    for (const auto& end : ends) {
      if (end.value == ends.front().value) continue;
      return unproved(end.place,
                      pretty(end.value) + " is printed here and " + pretty(ends.front().value) +
                          " at " + ends.front().place.text() + ": " + end.printed,
                      0);
    }
    return std::nullopt;
  }

  Doubt missing(const std::string& which) const {
    const auto place = steps_.empty() ? RowPlace{1, 1} : steps_.front().place;
    return unproved(place, "no " + which + " balance is printed that was understood", 0);
  }

  std::optional<Doubt> add_up() const {
    std::size_t agreed = 0;
    std::optional running{opening().value};
    for (const auto& step : steps_) {
      if (running) running = sum(*running, step.amount);
      if (!step.balance) continue;
      if (running != step.balance) {
        return unproved(step.balance_place,
                        pretty(*step.balance) + " is printed, opening balance and lines make " +
                            shown(running) + ": " + step.printed,
                        agreed);
      }
      ++agreed;
    }
    if (running == closing().value) return std::nullopt;
    return unproved(closing().place,
                    pretty(closing().value) + " is printed, opening balance and lines make " +
                        shown(running) + ": " + closing().printed,
                    agreed);
  }

  const std::vector<Step>& steps_;
  const Facts& facts_;
  std::vector<End> openings_;  ///< every place where one is printed
  std::vector<End> closings_;
};

/// The period that is printed, when every line is in it.
void take_period(const Facts& facts, bool may_go_on, ledger::Statement& statement) {
  if (!facts.printed) return;
  const bool to_the_end =
      !statement.lines.empty() && statement.lines.back().date == facts.printed->last;
  if (may_go_on && !to_the_end) {
    statement.warnings.push_back(
        {statement.closing_line,
         "the last balance is carried forward, with no day: should a page be missing, the period "
         "that is printed is not all here, so it is not taken"});
    return;
  }
  const bool holds_all = std::ranges::all_of(
      statement.lines, [&](const auto& line) { return facts.printed->holds(line.date); });
  if (holds_all) {
    statement.printed = facts.printed;
    return;
  }
  statement.warnings.push_back({0, "the period that is printed, " + text(facts.printed->first) +
                                       " to " + text(facts.printed->last) +
                                       ", does not hold every line and is left out"});
}

ledger::Statement statement_of(std::vector<Step>& steps, const Walk& walk, const Facts& facts) {
  ledger::Statement statement;
  statement.opening = walk.opening().value;
  statement.closing = walk.closing().value;
  statement.closing_line = walk.closing().place.file_line();
  for (auto& step : steps) {
    if (!step.line) continue;
    if (step.amount.is_zero()) {
      statement.warnings.push_back(
          {step.place.file_line(), "a row that moves no money is left out"});
      continue;
    }
    statement.lines.push_back(std::move(*step.line));
  }
  take_period(facts, walk.may_go_on(), statement);
  return statement;
}

}  // namespace

Proved prove(const Tables& tables, const Facts& facts) {
  std::vector<Step> steps;
  if (auto doubt = take_steps(tables, facts, steps)) return {{}, std::move(doubt)};
  std::optional<Doubt> first;
  for (const bool backwards : {false, true}) {
    if (backwards) std::ranges::reverse(steps);
    Walk walk{steps, facts};
    auto doubt = walk.walk();
    if (!doubt) return {statement_of(steps, walk, facts), {}};
    if (!first || doubt->agreed > first->agreed) first = std::move(doubt);
  }
  return {{}, std::move(first)};
}

}  // namespace imports::pdf

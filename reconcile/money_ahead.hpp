// What comes into an account and goes out of it in the days to come, one event at a time.
#pragma once

#include "reconcile/forecast.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

struct Event {
  ledger::Date day;
  Flow flow;
  ledger::Money in{}, out{};
  ledger::Money cost{};  ///< new spending of a plan line: what is owed already is not
  std::string line{};
};

/// By day and flow. What is overdue comes tomorrow. Of the lines' cost it makes up the middle of
/// their ranges, to the penny; of what is owed, all of it.
std::vector<Event> events_ahead(const PersonView& view, const BudgetPosition& position,
                                const BudgetForecast& forecast);

/// Whether a budget pays what is owed of an item's part: its own, or one of a budget that it has
/// taken over from.
bool falls_to(const PersonView& view, const ledger::ItemPart& part, std::string_view budget);

/// Instalments and contributions of a budget whose grace has passed.
ledger::Money late_money(const PersonView& view, const std::string& budget);

/// Fills in what the events do to the bank: months, lowest point, shortage, end.
void run_bank(const std::vector<Event>& events, ledger::Date as_of, BudgetForecast& forecast);

}  // namespace reconcile

// What the cases of every code are made of: one fact that is wrong, or nearly.
#pragma once

#include "tests/reconcile/build_view.hpp"

#include <string>
#include <string_view>

namespace codes {

using namespace build_view;

inline constexpr std::string_view wage = "net-pay:P0001:W1:2025-04-25";
inline constexpr std::string_view funding = "funding:P0001:2025:2025-04-04";

struct Told {
  Case made;
  std::string_view as_of = "2025-09-30";
};

Told covered(ledger::PersonVersion version = person(), std::string_view last = "2025-12-31");
Told with_wage(std::string_view paid, std::string_view on = "2025-04-25",
               std::string_view rule = reconcile::rule::payee_amount);
Told with_tax(std::string_view paid_on, bool pension = false);
ledger::PersonVersion paid_in(ledger::Payer payer, std::string_view amount);
Told with_funding(std::string_view received);
ledger::PersonVersion regular(std::size_t line);
Told one_line(std::string_view amount, std::string payee, std::string type = {});
Told one_invoice(std::string_view last = "2025-12-31");
Told one_slip(std::string_view first, std::string_view last, std::string worker = "W1");
Told of_hours(std::string_view gross, std::string_view hours, bool known_age = true);
Told household(std::string_view agreed_on);
Told died(std::string_view amount, std::string payee, std::string_view on);
ledger::StatementFrame& file(Told& told, std::string_view first, std::string_view last,
                             bool printed = true);
Told two_files(std::string_view second, bool printed = true);
/// A line of the last day of one file; the other holds that day whole, with the line or without.
Told last_day(bool in_both);
Told with_break(bool broken);
Told again(std::string_view back);
Told came_back(bool paid_again);
Told in_the_garden(std::string_view spent);
Told with_bank(std::string_view received, std::string_view owed);
Told insured(std::string_view from, std::string_view premium);
Told in_two_budgets(std::string category);
Told reviewed(std::string_view on, std::string_view as_of);
/// The budget of £60,320.00, where a team manager may approve so much and nobody else is known.
Told approved_by(std::string role, std::string limit);
Told untold(Told told, std::string_view last);
Told at(Told told, std::string_view as_of);

}  // namespace codes

// A person for whom the commissioner buys visits and a day centre, and what became of them.
#pragma once

#include "reconcile/services.hpp"
#include "tests/reconcile/build_view.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bought {

using namespace build_view;

/// Ten hours a week at 20 pounds from Tidewell Nursing, April to September 2025; and a day centre
/// in a block.
inline ledger::PersonVersion version() {
  ledger::Budget budget{.ref = "n", .from = day("2025-04-01"), .to = day("2025-09-30")};
  budget.deployment = ledger::Deployment::notional;
  budget.stream = "health";
  budget.funders = {{"NHS Trent CCG", "health", pounds("9000.00")}};
  budget.agreed = pounds("9000.00");
  budget.agreed_on = day("2025-03-20");
  budget.lines = {{"nursing", "agency", "", pounds("7000.00"), {}, {}, {}, {}},
                  {"days", "respite", "", pounds("2000.00"), {}, {}, {}, {}}};
  ledger::PersonVersion version;
  version.ref = "P0001";
  version.name = "Ines Halloran";
  version.budgets = {budget};
  version.services = {{"n",
                       "visits",
                       "nursing",
                       "Tidewell Nursing Ltd",
                       "spot",
                       "hour",
                       pounds("20.00"),
                       {1000},
                       ledger::Every::week,
                       day("2025-04-01"),
                       {}},
                      {"n",
                       "centre",
                       "days",
                       "Millrace Trust",
                       "block",
                       "day",
                       pounds("45.00"),
                       {100},
                       ledger::Every::week,
                       day("2025-04-01"),
                       {}}};
  return version;
}

struct Bought : Case {
  explicit Bought(ledger::PersonVersion version = bought::version()) : Case{std::move(version)} {}

  explicit Bought(std::vector<ledger::PersonVersion> versions) : Case{std::move(versions)} {}

  void record(const std::string& service, std::string_view first, std::string_view last,
              const std::string& quantity, bool delivered = true, std::string file = "a.csv") {
    const ledger::ImportId import{file == "a.csv" ? 7 : 8};
    ledger::Import known{.id = import, .file = file};
    facts.imports.emplace(import, known);
    ledger::Delivery made{.person = "P0001",
                          .service = service,
                          .period = {day(first), day(last)},
                          .quantity = ledger::parse_quantity(quantity).value(),
                          .delivered = delivered};
    made.file_line = static_cast<int>(facts.deliveries.size()) + 2;
    facts.deliveries.push_back({import, made});
  }
  void asked(std::string number, std::string_view date, std::string_view amount,
             std::string supplier = "Tidewell Nursing") {
    invoice(std::move(number), std::move(supplier), date, amount, "");
  }
  reconcile::BudgetPosition position(std::string_view as_of) {
    return reconcile::positions(view(as_of)).at(0);
  }
};

}  // namespace bought

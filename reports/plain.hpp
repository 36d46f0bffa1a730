// `balance --plain`: one page a budget for whoever holds the money, in plain English: what came in,
// what it was spent on, what is spoken for, what is left and until when, what to do next.
// dpledger.plain/1
//
// Every amount is one of the position's (or of the findings and dates that the actions name); the
// page adds up nothing of its own. At most about 60 lines of 80 columns, so that it is one sheet.
#pragma once

#include "reconcile/forecast.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reports {

struct PlainFigure {
  std::string code;  ///< as in docs/json.md: "received", "line:garden", "owed:paye"
  std::string what;  ///< "From NHS Trent ICB"
  ledger::Money amount;
};

struct PlainSection {
  std::string code;  ///< "came-in", "spent", "spoken-for", "left", "to-do"
  std::string title;
  std::vector<PlainFigure> figures = {};
  std::optional<PlainFigure> sum = {};
  std::vector<std::string> sentences = {};
};

struct PlainPage {
  std::string person;
  std::string name;  ///< whose money it is. Personal detail
  std::string budget;
  ledger::Date from;
  ledger::Date to;
  std::vector<PlainSection> sections;
};

/// What the page of a budget is made from. `findings` may be of all the person's budgets.
struct PlainSource {
  const reconcile::PersonView& view;
  const reconcile::BudgetPosition& position;
  const reconcile::BudgetForecast& forecast;
  const std::vector<ledger::Finding>& findings;

  bool agreed() const { return forecast.phase != reconcile::BudgetPhase::not_agreed; }
};

PlainPage plain_page(const PlainSource& source);
/// All budgets of a person that have begun, a page each.
std::vector<PlainPage> plain_pages(const reconcile::PersonView& view);
Answer plain(const std::vector<PlainPage>& pages, ledger::Date as_of);

}  // namespace reports

// `balance --plain`: one page a budget for whoever holds the money, in plain English: what came in,
// what it was spent on, what is spoken for, what is left and until when, what to do next.
// dpledger.plain/1
//
// Every amount is one of the position's, of a budget that is over one of `surplus` and `closure`
// (or of the findings and dates that the actions name); the page adds up nothing of its own. At
// most about 60 lines of 80 columns, so that it is one sheet.
#pragma once

#include "reconcile/forecast.hpp"
#include "reconcile/surplus.hpp"
#include "reconcile/view.hpp"
#include "reports/answer.hpp"

#include <optional>
#include <string>
#include <utility>
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
  std::string to_whom;  ///< after a death: who should read it. Personal detail
  std::vector<PlainSection> sections;
};

/// What the page of a budget is made from. `findings` may be of all the person's budgets.
struct PlainSource {
  const reconcile::PersonView& view;
  const reconcile::BudgetPosition& position;
  const reconcile::BudgetForecast& forecast;
  const std::vector<ledger::Finding>& findings;
  /// What is free, or of a budget that is over left; nothing where none of the money is the
  /// person's to hold.
  std::optional<reconcile::Surplus> stands = {};

  bool over() const { return stands && stands->over; }
  bool agreed() const { return forecast.phase != reconcile::BudgetPhase::not_agreed; }
  const ledger::PersonVersion& person() const { return view.history().on(view.as_of); }
  /// The person has died: nothing on the page says "you" of them.
  bool is_dead() const {
    const auto& died = view.history().latest().died;
    return died && *died <= view.as_of;
  }
  /// How it is said to the living, and how after a death.
  std::string said(std::string living, std::string after_death) const {
    return is_dead() ? std::move(after_death) : std::move(living);
  }
};

PlainPage plain_page(const PlainSource& source);
/// All budgets of a person that have begun, a page each.
std::vector<PlainPage> plain_pages(const reconcile::PersonView& view);
Answer plain(const std::vector<PlainPage>& pages, ledger::Date as_of);

}  // namespace reports

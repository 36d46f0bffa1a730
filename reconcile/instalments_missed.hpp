// Instalments that did not come when they were due, as far as statements tell. Whoever pays in for
// nothing but instalments and sends one more than the days ask for has sent one of these: the one
// that has been owed for the longest.
#pragma once

#include "reconcile/desk.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace reconcile {

class Reach;

class MissedInstalments {
 public:
  explicit MissedInstalments(const Desk& desk) : desk_{desk} {}

  /// What a party's line may bring of what was due before it, the oldest first: open instalments,
  /// not on hold, of budgets that the line's account serves, that no statement of their days has.
  std::vector<std::size_t> before(const Row& row, std::size_t party) const;
  /// The oldest of them that is of just the line's amount.
  std::optional<std::size_t> oldest_equal(const Row& row, std::size_t party) const;
  /// Those of them, due before a day, that come to an amount: the oldest without leaving one out;
  /// none where they do not.
  std::vector<std::size_t> oldest_of(const Row& row, std::size_t party, std::int64_t pence,
                                     ledger::Date due_before) const;
  /// An instalment on the line's days and behind the oldest missed ones before it, when together
  /// they are the line's amount; else none.
  std::vector<std::size_t> with(std::size_t item, const Row& row, std::size_t party) const;
  /// The shares of all funders of instalments that they pay apart and of which nothing has come,
  /// when together they are the line's amount: of one, the oldest; else of the oldest without
  /// leaving one out; none where they do not.
  std::vector<std::size_t> of_all_funders(const Row& row) const;

 private:
  bool may_be_late(const Row& row) const;
  bool is_missed(const Row& row, std::size_t item) const;
  std::optional<ledger::Date> first_untold(std::size_t item) const;

  /// An instalment that its funders pay apart.
  struct Whole {
    std::vector<std::size_t> shares{};
    std::int64_t pence = 0;
    bool missed = true;  ///< all of it
  };
  std::vector<Whole> wholes(const Row& row) const;

  const Desk& desk_;
  /// By item: what first_untold has found out.
  mutable std::map<std::size_t, std::optional<ledger::Date>> untold_;
};

/// Whether an item is money that is to come in: an instalment of a funder or of the person.
bool is_instalment(const Desk& desk, std::size_t item);

/// Instalments that are open now, for a line that may come whenever.
void tell_missed(const Desk& desk, Reach& reach);

}  // namespace reconcile

// What lies about a line that is no plain pair: the lines, items and answers of its payee that have
// to be looked at together, as a scene of which every whole can be tried (reconcile/wholes.hpp).
#pragma once

#include "reconcile/choice.hpp"
#include "reconcile/desk.hpp"
#include "reconcile/wholes.hpp"

#include <unordered_map>
#include <vector>

namespace reconcile {

/// Whether a row is posted, to whatever.
bool is_posted(const Row& row);
/// Whether a row is posted to one item of its amount, since payee and amount agree.
bool is_plain(const Row& row);
/// The rows of a party that are no plain pairs, and that may be looked at again.
std::vector<std::size_t> loose_rows(const Desk& desk, std::size_t party);

/// What hangs together by what was posted: rows and the items they settle, a row that waits, or an
/// item that nothing settles.
struct Unit {
  std::vector<std::size_t> rows, items;
  bool loose = true;  ///< anything but one row for one item of its amount
};

class Units {
 public:
  Units(const Desk& desk, std::size_t party);
  std::vector<Unit> all;
  /// The unit that has a row; nothing when it has none.
  const Unit* of(std::size_t row) const;

 private:
  void add(std::size_t at);
  void merge(Unit unit, const std::vector<std::size_t>& others);

  const Desk& desk_;
  std::unordered_map<std::size_t, std::size_t> of_row_, of_item_;  ///< units by number
};

class Surroundings {
 public:
  /// Of a unit that has a row and is no larger than a scene may be.
  Surroundings(const Desk& desk, const Units& units, const Unit& centre);

  std::vector<std::size_t> rows, items;  ///< as the desk numbers them, by day
  bool complete = true;                  ///< no line or item was left out but those of plain pairs

  Scene scene() const;
  /// That the lines of a share pay its items, and how sure that would be.
  Reading reading(const Share& share, std::size_t party) const;

 private:
  bool same_way(std::int64_t pence) const { return (pence < 0) == (from_.pence < 0); }
  int days_from(const Unit& unit) const;
  bool fits(const Unit& unit) const;
  void take(const Unit& unit);
  int days_apart(const Row& row, std::size_t item) const;
  bool settles(const Row& row, std::size_t item) const;
  std::int64_t open_without(std::size_t item) const;

  const Desk& desk_;
  const Row& from_;
};

}  // namespace reconcile

// The desk as it is when all stages are through, asked backwards: which items a line took, whose an
// item is, and which other items have a line's amount. Laid out once a pass, so that a line costs
// nothing where nothing competes with it.
#pragma once

#include "reconcile/desk.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// Of what was considered, how much is kept.
inline constexpr std::size_t considered_most = 3;

class DeskItems {
 public:
  explicit DeskItems(const Desk& desk);

  const Desk& desk() const { return desk_; }
  /// Makes this row the one that is asked about.
  void look_at(const Row& row);
  /// The items that it took, or names; of a suggested one, those of all that fits.
  std::span<const std::size_t> own() const { return own_; }
  bool belongs(std::size_t item, std::size_t party) const;

  struct Sized {
    std::int64_t pence;
    ledger::Date arises;
    std::size_t item;
  };
  /// The items of an amount, by the day from which they can be paid.
  std::span<const Sized> of_amount(std::int64_t pence) const;

 private:
  static constexpr auto none = std::numeric_limits<std::size_t>::max();

  const Desk& desk_;
  std::vector<std::size_t> first_;  ///< by row: the first item that it settled last
  std::vector<std::size_t> next_;   ///< by item: the next one of the same row
  std::vector<std::size_t> owner_;  ///< by item: a party that has it
  std::vector<bool> shared_;        ///< by item: another party has it too
  std::vector<Sized> sized_;
  std::vector<std::size_t> own_;
};

/// Pairs of reasons as they are gathered: "against=days:9,name:surname;who=W1".
class Pairs {
 public:
  /// What speaks against it: one after another, before anything else is added.
  void against(std::string_view what, std::string_view value) {
    text_ += against_ ? "," : "against=";
    against_ = true;
    text_ += what;
    text_ += ':';
    text_ += value;
  }
  void add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += ';';
    text_ += name;
    text_ += '=';
    text_ += value;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool against_ = false;
};

/// References only: what is chained has nobody's name but a supplier's, as its invoices' keys do.
std::string who(const Desk& desk, const Party& party);

/// Keeps with each explanation that fits a suggested row what agrees and what speaks against it.
void weigh_fits(const DeskItems& items, Row& row);
/// Keeps with a row what else could have been it, and why it lost.
void consider(const DeskItems& items, Row& row);

}  // namespace reconcile

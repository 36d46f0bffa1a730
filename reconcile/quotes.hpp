// The numbers of invoices that lines quote.
//
// Of a number its last run of digits is looked for, without leading noughts ("INV-0047112" →
// "47112"), when that is long enough to mean something. A shorter one ("HH-42") is looked for
// whole, its letters with it.
#pragma once

#include "reconcile/desk.hpp"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace reconcile {

class Quotes {
 public:
  explicit Quotes(const Desk& desk);
  /// The invoices of about its time (habit_days) whose number the row gives, that it may pay by its
  /// day and whom it names; by number of the item.
  std::vector<std::size_t> items(const Row& row) const;
  /// Whether the row has a number that looks like one of the party's invoices and is none.
  bool has_foreign(const Row& row, std::size_t party) const;
  bool none() const { return by_number_.empty() && by_whole_.empty(); }

 private:
  bool is_of_now(const Row& row, std::size_t item) const;
  bool is_known(const Row& row, std::string_view number) const;

  const Desk& desk_;
  std::unordered_multimap<std::string, std::size_t> by_number_;
  std::unordered_multimap<std::size_t, std::string> of_item_;
  std::vector<std::pair<std::string, std::size_t>> by_whole_;
};

/// Whether a row gives the number of one invoice, by its key.
bool quotes_number(const Row& row, const Groundwork& ground, std::string_view key);

}  // namespace reconcile

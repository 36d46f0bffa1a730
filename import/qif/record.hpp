// One movement of a QIF file, field by field, until its "^".
#pragma once

#include "import/money_text.hpp"
#include "import/places.hpp"
#include "import/qif/days.hpp"
#include "import/qif/steps.hpp"
#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imports::qif {

class Record {
 public:
  void clear() { *this = Record{}; }
  /// Nothing has been said yet.
  bool empty() const { return !began_; }
  std::size_t offset() const { return offset_; }
  /// Has a day and an amount, well or badly written.
  bool is_complete() const {
    return !day_.text.empty() && !(total_.text.empty() && u_.text.empty());
  }
  /// Has a name or a memo too: all that is needed where the "^" is missing.
  bool is_told() const { return is_complete() && !(payee_.text.empty() && memo_.text.empty()); }

  /// False when there is no such field; a field twice is refused.
  bool take(const Step& field, Places& places, Refusals& refusals);
  /// The line; nothing, and a refusal, when it makes none.
  std::optional<ledger::StatementLine> finish(Order order, Places& places, Refusals& refusals);

  /// Quicken's way to say what an account began with. `account` may be empty.
  bool is_opening(std::string_view account) const;
  /// It could be one if it went on: what is missing may be what says so.
  bool may_open(std::string_view account) const;
  /// The sum of the splits, where every one has its amount; nothing without splits.
  std::optional<ledger::Money> sum_of_splits() const;

 private:
  struct Part {
    std::string_view text;
    std::size_t offset = 0;
  };
  void take_once(Part& part, const Step& field, Places& places, Refusals& refusals);
  void take_split(std::string_view amount);
  std::optional<ledger::Money> amount(Places& places, Refusals& refusals) const;
  std::string reference() const;

  bool began_ = false;
  bool is_refused_ = false;
  std::size_t offset_ = 0;
  Part day_, total_, u_, payee_, memo_, number_, category_;
  std::string address_;
  std::size_t splits_ = 0;
  std::size_t split_amounts_ = 0;
  std::int64_t split_pence_ = 0;
  bool splits_are_readable_ = true;
};

/// An amount as QIF programs write it: British first, then with either decimal mark.
MoneyRead read_amount(std::string_view text);

}  // namespace imports::qif

// Rows of an unknown table that are no plain movements: footers, balances beside labels, opening
// rows, pending rows, rows that go on with the text above.
#pragma once

#include "import/profile/profile.hpp"
#include "import/profile/table_look.hpp"

#include <string_view>
#include <vector>

namespace imports {

class RowKinds {
 public:
  RowKinds(const TableLook& look, const std::vector<Role>& roles, const MoneyWritten& money)
      : look_{look}, roles_{roles}, money_{money} {}

  /// Adds what the profile must say of them; `text` is the whole table.
  void describe(std::string_view text, Proposal& made) const;

 private:
  std::optional<std::size_t> column_of(Role role) const;
  bool has_day(const LookRow& row) const;
  bool has_money(const LookRow& row) const;
  void describe_labels(const LookRow& row, Proposal& made) const;
  void describe_footers(Proposal& made) const;
  void describe_footer(const LookRow& row, Proposal& made) const;
  void describe_openings(Proposal& made) const;
  void describe_continuation(Proposal& made) const;
  void describe_states(std::string_view text, Proposal& made) const;
  void describe_undated(Proposal& made) const;
  bool balance_counts(std::string_view state) const;

  const TableLook& look_;
  const std::vector<Role>& roles_;
  const MoneyWritten& money_;
};

}  // namespace imports

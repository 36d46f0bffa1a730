// The code map of a commissioner's general ledger: which five segments a row of the journal is
// coded to. It is local, so it comes from a file (docs/formats/codes.md) and never from us.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

/// What the journal of a commissioner books to.
enum class Head {
  spending,    ///< direct payments and third-party budgets
  services,    ///< notional services delivered under spot contracts
  block,       ///< the value of block services: a memo, no money
  block_memo,  ///< against it
  bank,        ///< paid out, and paid back in
  providers,   ///< owed to providers of notional services
  owed_back,   ///< asked back of people and not repaid
  accrual,     ///< due for days gone and not paid
  prepayment   ///< paid for days to come
};
std::string_view text(Head head);
std::optional<Head> parse_head(std::string_view text);

/// What a row is coded by.
struct Coded {
  Head head = Head::spending;
  std::string care_group, stream, deployment, funder;
  bool prior_year = false;
};

inline constexpr std::array<std::string_view, 5> segment_names{"cost_centre", "subjective",
                                                               "analysis_1", "analysis_2", "other"};
using Segments = std::array<std::string, segment_names.size()>;

/// One row of the map: holds where every condition that is given holds.
struct CodeRule {
  Head head = Head::spending;
  std::string care_group, stream, deployment, funder;  ///< empty: any
  std::optional<bool> prior_year;                      ///< nothing: either
  Segments segments;
  bool holds(const Coded& row) const;
  friend bool operator==(const CodeRule&, const CodeRule&) = default;
};
/// The first that holds; null when none does.
const CodeRule* rule_for(const std::vector<CodeRule>& rules, const Coded& row);

}  // namespace ledger

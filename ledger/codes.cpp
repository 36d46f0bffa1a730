#include "ledger/codes.hpp"

#include <algorithm>
#include <utility>

namespace ledger {
namespace {

constexpr std::array<std::pair<Head, std::string_view>, 9> heads{
    {{Head::spending, "spending"},
     {Head::services, "services"},
     {Head::block, "block"},
     {Head::block_memo, "block-memo"},
     {Head::bank, "bank"},
     {Head::providers, "providers"},
     {Head::owed_back, "owed-back"},
     {Head::accrual, "accrual"},
     {Head::prepayment, "prepayment"}}};

bool fits(const std::string& condition, const std::string& value) {
  return condition.empty() || condition == value;
}

}  // namespace

std::string_view text(Head head) {
  for (const auto& [each, name] : heads) {
    if (each == head) return name;
  }
  return "";
}

std::optional<Head> parse_head(std::string_view text) {
  for (const auto& [each, name] : heads) {
    if (name == text) return each;
  }
  return std::nullopt;
}

bool CodeRule::holds(const Coded& row) const {
  return head == row.head && fits(care_group, row.care_group) && fits(stream, row.stream) &&
         fits(deployment, row.deployment) && fits(funder, row.funder) &&
         prior_year.value_or(row.prior_year) == row.prior_year;
}

const CodeRule* rule_for(const std::vector<CodeRule>& rules, const Coded& row) {
  const auto found =
      std::ranges::find_if(rules, [&](const CodeRule& rule) { return rule.holds(row); });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace ledger

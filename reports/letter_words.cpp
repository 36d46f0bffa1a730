// What letters are about, in words: the grounds of the regulation, and titles.
#include "ledger/reclaims.hpp"
#include "reports/letter.hpp"

#include <array>

namespace reports {
namespace {

using ledger::Act;
using Kind = ledger::Act::Kind;

struct Ground {
  std::string_view name;
  std::string_view sentence;
};
constexpr std::array ground_table{
    Ground{"accumulated", "Money in the account has not been used and has built up."},
    Ground{"plan-changed", "The care plan has changed, so this money is no longer needed for it."},
    Ground{"circumstances",
           "Things have changed, so this money is no longer needed for the care plan."},
    Ground{"outside-plan", "Money was spent on things that are not in the care plan."},
    Ground{"offence", "We think that money may have been taken or used dishonestly."},
    Ground{"died", "The direct payment stopped when the person died, and this money is left."},
};

}  // namespace

std::string ground_sentence(std::string_view ground) {
  for (const auto& each : ground_table) {
    if (each.name == ground) return std::string{each.sentence};
  }
  return {};
}

const std::vector<std::string_view>& grounds() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& ground : ground_table) all.push_back(ground.name);
    return all;
  }();
  return names;
}

bool has_letter(Kind kind) {
  return kind == Kind::reclaim || kind == Kind::offset || kind == Kind::outcome ||
         kind == Kind::instalments || kind == Kind::write_off;
}

std::string letter_title(const Act& act) {
  const bool own = act.funder == ledger::own_part;
  if (act.kind == Kind::offset) return "A payment that will be less";
  if (act.kind == Kind::outcome) return "We have looked at our decision again";
  if (own) return "Your own part of what is left";
  if (act.kind == Kind::instalments) return "Repaying a part at a time";
  if (act.kind == Kind::write_off) return "Money that you do not have to repay";
  return "Paying back a part of a budget";
}

}  // namespace reports

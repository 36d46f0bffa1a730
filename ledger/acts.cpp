#include "ledger/acts.hpp"

#include <array>
#include <utility>

namespace ledger {
namespace {

using enum Act::Kind;
constexpr std::array<std::pair<Act::Kind, std::string_view>, 11> kinds{
    {{hold, "hold"},
     {release, "release"},
     {offset, "offset"},
     {reclaim, "reclaim"},
     {reconsider, "reconsider"},
     {outcome, "outcome"},
     {instalments, "instalments"},
     {write_off, "write-off"},
     {withdraw, "withdraw"},
     {pay, "pay"},
     {repaid, "repaid"}}};

}  // namespace

std::string_view text(Act::Kind kind) {
  for (const auto& [each, name] : kinds) {
    if (each == kind) return name;
  }
  return "";
}

std::optional<Act::Kind> parse_act_kind(std::string_view text) {
  for (const auto& [each, name] : kinds) {
    if (name == text) return each;
  }
  return std::nullopt;
}

}  // namespace ledger

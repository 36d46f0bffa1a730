#include "reconcile/split.hpp"

namespace reconcile {
namespace {

constexpr std::string_view prefix = "code:";

}  // namespace

std::string_view coded_to(std::string_view key) {
  return key.starts_with(prefix) ? key.substr(prefix.size()) : std::string_view{};
}

std::string code_key(std::string_view plan_line) {
  return std::string{prefix} + std::string{plan_line};
}

std::optional<ledger::Settled> part_of_split(std::string_view text) {
  const auto equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  const auto amount = ledger::parse_money(text.substr(equals + 1));
  if (!amount) return std::nullopt;
  return ledger::Settled{std::string{text.substr(0, equals)}, amount.value()};
}

std::string text_of_part(const ledger::Settled& part) {
  return part.key + "=" + ledger::text(part.amount);
}

}  // namespace reconcile

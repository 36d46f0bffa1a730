// What lines brought of an instalment from one funder, and took back.
#include "reconcile/funders_apart.hpp"

#include <set>

namespace reconcile {
namespace {

using ledger::Money;

constexpr std::string_view received = "received:";

/// What some lines brought of an item from a funder, each line once.
std::vector<Arrival> brought(const ItemView& item, const std::vector<const LineView*>& lines,
                             std::string_view funder) {
  std::vector<Arrival> arrivals;
  std::set<const LineView*> seen;
  const auto is_its = [&](std::string_view account) {
    return account.starts_with(received) && account.substr(received.size()) == funder;
  };
  for (const auto* line : lines) {
    if (line->entry == nullptr || !seen.insert(line).second) continue;
    for (const auto& posting : line->entry->postings) {
      if (posting.item != item.item.key) continue;
      if (is_its(posting.credit)) arrivals.push_back({line->line->line.date, posting.amount});
      if (is_its(posting.debit)) arrivals.push_back({line->line->line.date, -posting.amount});
    }
  }
  return arrivals;
}

}  // namespace

std::vector<Arrival> arrivals_from(const ItemView& item, std::string_view funder) {
  return brought(item, item.settled_by, funder);
}

std::vector<Arrival> all_arrivals_from(const ItemView& item, std::string_view funder) {
  auto lines = item.settled_by;
  lines.insert(lines.end(), item.again.begin(), item.again.end());
  return brought(item, lines, funder);
}

Money arrived_from(const ItemView& item, std::string_view funder) {
  Money arrived;
  for (const auto& arrival : arrivals_from(item, funder)) arrived += arrival.amount;
  return arrived;
}

}  // namespace reconcile

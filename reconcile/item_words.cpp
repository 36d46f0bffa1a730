// Items and confidence as a person calls them.
#include "ledger/ensure.hpp"
#include "ledger/pool.hpp"
#include "reconcile/explain.hpp"
#include "reconcile/split.hpp"

#include <algorithm>
#include <array>

namespace reconcile {
namespace {

using ledger::Item;
using ledger::ItemKind;

std::string worker_name(const PersonView& view, const std::string& ref) {
  const auto* worker = view.history().worker(ref);
  return worker != nullptr && !worker->name.empty() ? worker->name : ref;
}

/// What stands in a key behind so many colons: "2025-26:M03" of a month of PAYE behind two.
std::string behind(std::string_view key, int colons) {
  for (; colons > 0; --colons) key = key.substr(std::min(key.find(':'), key.size() - 1) + 1);
  return std::string{key};
}

std::string due(const Item& item) {
  return " due on " + ledger::pretty(item.due);
}

std::string words_of(const PersonView& view, const Item& item) {
  switch (item.kind) {
    case ItemKind::net_pay:
      return "the wage of " + worker_name(view, item.payee) + due(item);
    case ItemKind::paye: {
      auto month = behind(item.key, 2);
      if (const auto colon = month.find(':'); colon != month.npos) month.replace(colon, 1, " ");
      return "tax and National Insurance of the tax month " + month + due(item);
    }
    case ItemKind::pension:
      return "the pension of " + behind(item.key, 2) + due(item);
    case ItemKind::funding:
      return "the instalment from " + item.payee + due(item);
    case ItemKind::contribution:
      return "the person's own contribution" + due(item);
    case ItemKind::invoice:
      return std::string{item.amount.is_negative() ? "invoice " : "credit note "} +
             behind(item.key, 3) + " of " + item.payee + due(item);
    case ItemKind::regular:
      return "the regular payment to " + item.payee + due(item);
    case ItemKind::repayment:
      return "the repayment " + behind(item.key, 2) + " to " +
             (item.payee == view.facts->ref() ? "the person" : item.payee) + due(item);
  }
  throw ledger::Defect{"an item of no kind"};
}

std::string other_line(const PersonView& view, std::string_view id) {
  const auto parsed = ledger::parse_line_id(id);
  const auto* line = parsed ? view.line(*parsed) : nullptr;
  if (line == nullptr) return "line " + std::string{id};
  const auto& stands = line->line->line;
  const auto from = view.evidence(*line->line);
  return "the line of " + ledger::pretty(stands.date) + " over " +
         ledger::pretty(ledger::magnitude(stands.amount)) + ", \"" +
         ledger::quoted(stands.description()) + "\" (" + from.file + ", line " +
         std::to_string(from.line) + ")";
}

struct Word {
  int from;
  std::string_view word;
};
constexpr std::array words{
    Word{1000, "certain"},       Word{980, "as good as certain"},
    Word{950, "almost certain"}, Word{900, "very likely"},
    Word{750, "likely"},         Word{500, "possible"},
    Word{1, "doubtful"},
};

}  // namespace

std::string in_words(const PersonView& view, std::string_view key) {
  constexpr std::string_view reversal = "reversal:";
  constexpr std::string_view transfer = "transfer:";
  if (key.starts_with(reversal)) return other_line(view, key.substr(reversal.size()));
  if (key.starts_with(transfer)) return other_line(view, key.substr(transfer.size()));
  if (const auto person = ledger::shared_with(key)) return "what is " + std::string{*person} + "'s";
  if (const auto place = coded_to(key); !place.empty()) {
    return "spending on the plan line " + std::string{place};
  }
  if (key.starts_with('L')) return other_line(view, key);
  const auto* item = view.item(key);
  return item == nullptr ? std::string{key} : words_of(view, item->item);
}

std::string_view certainty(int thousandths) {
  for (const auto& [from, word] : words) {
    if (thousandths >= from) return word;
  }
  return "unexplained";
}

}  // namespace reconcile

// A person that a property found, as somebody reads it.
#include "tests/reconcile/support_people.hpp"

namespace people {

std::string in_words(const build::Answer& answer) {
  std::string told;
  for (const auto& item : answer.items) {
    told += "owed " + item.key + " " + ledger::text(item.amount) + "\n";
  }
  for (const auto& [account, import, line, place, wordings] : answer.facts.lines) {
    const auto id = ledger::text(line.id);
    told += id + " " + account + " " + ledger::text(line.date) + " " + ledger::text(line.amount) +
            " " + line.payee + ": " + answer.said(line.id) + " " + answer.of(line.id).evidence +
            "\n";
    for (const auto& decision : answer.facts.decisions) {
      if (decision.line != line.id) continue;
      told += "  decided " + std::to_string(static_cast<int>(decision.kind)) + decision.plan_line;
      for (const auto& key : decision.keys) told += " " + key;
      told += "\n";
    }
  }
  return told;
}

}  // namespace people

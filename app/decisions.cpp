#include "app/decisions.hpp"

#include "app/command.hpp"
#include "reconcile/split.hpp"

#include <algorithm>
#include <string_view>

namespace app {
namespace {

using ledger::Decision;
using ledger::Error;
using ledger::Errors;
using ledger::LineId;
using ledger::Money;
using ledger::PersonFacts;
using ledger::Rule;
using Kind = Decision::Kind;

/// The amount that a key stands for: an expected item, or another line of the same person.
std::optional<Money> amount_of(const PersonFacts& facts, const std::vector<ledger::Item>& items,
                               LineId line, const std::string& key) {
  for (const auto& item : items) {
    if (item.key == key) return item.amount;
  }
  for (const auto* prefix : {"reversal:", "transfer:"}) {
    if (!key.starts_with(prefix)) continue;
    const auto other = ledger::parse_line_id(std::string_view{key}.substr(9));
    const auto* found = other && *other != line ? line_in(facts, *other) : nullptr;
    if (found != nullptr) return -found->line.amount;
  }
  return std::nullopt;
}

Error named_twice(const std::string& key) {
  return refusal(Rule::item_unknown, key + " twice", "name each item once");
}

/// A payment settles no money coming in, and the other way round; but credit notes are taken off
/// bills, and what is named beside them is not.
bool goes_the_other_way(const std::vector<ledger::Item>& items, const std::string& key,
                        Money amount, Money line) {
  if (amount.is_zero() || amount.is_negative() == line.is_negative()) return false;
  return std::none_of(items.begin(), items.end(), [&](const ledger::Item& item) {
    return item.key == key && item.kind == ledger::ItemKind::invoice;
  });
}

Error wrong_way(const std::string& key, Money amount, Money line) {
  const std::string is = line.is_negative() ? "a payment of " : "money in of ";
  const std::string other = line.is_negative() ? "money in of " : "a payment of ";
  return refusal(Rule::amounts_do_not_agree,
                 "the line is " + is + ledger::pretty(ledger::magnitude(line)) + ", " + key +
                     " is " + other + ledger::pretty(ledger::magnitude(amount)),
                 line.is_negative()
                     ? "leave that key out; `unmatch` the line, or match it to what it pays for"
                     : "leave that key out; `unmatch` the line, or match it to what comes in");
}

/// The name of a part as it is kept: an item's key or another line's, or "code:BUDGET/LINE".
std::optional<std::string> key_of_part(const PersonFacts& facts,
                                       const std::vector<ledger::Item>& items, LineId line,
                                       const std::string& thing) {
  if (amount_of(facts, items, line, thing)) return thing;
  const auto coded = reconcile::coded_to(thing);
  const auto place = plan_line_named(facts.history, coded.empty() ? thing : std::string{coded});
  return place ? std::optional{reconcile::code_key(*place)} : std::nullopt;
}

/// What is wrong with one part in itself; its key is made the one that is kept.
std::optional<Error> wrong_part(const PersonFacts& facts, const std::vector<ledger::Item>& items,
                                const ledger::BookLine& line, ledger::Settled& part) {
  auto key = key_of_part(facts, items, line.line.id, part.key);
  if (!key) {
    return refusal(Rule::item_unknown, part.key,
                   "give a key that `dpledger matches --json` shows, or a line of the plan as "
                   "BUDGET/LINE");
  }
  part.key = std::move(*key);
  const bool other_way = part.amount.is_negative() != line.line.amount.is_negative();
  if (part.amount.is_zero() || other_way) {
    return refusal(Rule::amounts_do_not_agree, reconcile::text_of_part(part),
                   line.line.amount.is_negative()
                       ? "the line is a payment: write each amount as -12.50"
                       : "the line is money in: write each amount as 12.50");
  }
  const auto whole = amount_of(facts, items, line.line.id, part.key);
  const bool of_a_line = part.key.starts_with("reversal:") || part.key.starts_with("transfer:");
  if (of_a_line && whole && *whole != part.amount) {
    return refusal(Rule::amounts_do_not_agree, reconcile::text_of_part(part),
                   "another line is undone or moved as a whole: " + ledger::text(*whole));
  }
  return std::nullopt;
}

bool gets_something(const ledger::Match* match, const std::string& key) {
  return match != nullptr &&
         std::any_of(match->items.begin(), match->items.end(), [&](const ledger::Settled& item) {
           return item.key == key && !item.amount.is_zero();
         });
}

/// The other line that settles something of an item, when one does.
const ledger::Entry* settled_by_another(const Settlement& settlement, LineId line,
                                        const std::string& key) {
  const auto* own = match_of(settlement, line);
  for (const auto& recorded : settlement.should) {
    const auto& match = recorded.entry.match;
    if (match && &*match != own && gets_something(&*match, key)) return &recorded.entry;
  }
  return nullptr;
}

std::string by_another(const ledger::Entry& other) {
  return "it is settled by " + other.source.substr(5) + " of " + ledger::text(other.date);
}

Errors keys_in_vain(const Settlement& settlement, const Decision& decision) {
  Errors refused;
  const auto* match = match_of(settlement, decision.line);
  for (const auto& key : decision.keys) {
    if (gets_something(match, key)) continue;
    const auto* other = settled_by_another(settlement, decision.line, key);
    const auto why =
        other == nullptr ? "the other items take the whole of the line" : by_another(*other);
    refused.push_back(refusal(Rule::amounts_do_not_agree, key + " would get nothing: " + why,
                              other == nullptr
                                  ? "leave that key out"
                                  : "leave that key out, or unmatch the other line first"));
  }
  return refused;
}

Errors parts_in_vain(const Settlement& settlement, const Decision& decision) {
  Errors refused;
  const auto* match = match_of(settlement, decision.line);
  for (const auto& text : decision.keys) {
    const auto part = reconcile::part_of_split(text);
    if (!part) continue;
    Money got;
    for (const auto& item : match == nullptr ? std::vector<ledger::Settled>{} : match->items) {
      if (item.key == part->key) got += item.amount;
    }
    if (got == part->amount) continue;
    const auto* other = settled_by_another(settlement, decision.line, part->key);
    refused.push_back(refusal(
        Rule::amounts_do_not_agree,
        text + ": only " + ledger::pretty(ledger::magnitude(got)) + " of it is open" +
            (other == nullptr ? "" : ", " + by_another(*other)),
        other == nullptr ? "give it no more than is open"
                         : "give it no more than is open, or unmatch the other line first"));
  }
  return refused;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view between = " ;\t";
  std::vector<std::string> words;
  for (auto at = text.find_first_not_of(between); at != text.npos;) {
    const auto end = std::min(text.find_first_of(between, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(between, end);
  }
  return words;
}

const ledger::BookLine* line_in(const PersonFacts& facts, LineId id) {
  for (const auto& line : facts.lines) {
    if (line.line.id == id) return &line;
  }
  return nullptr;
}

std::optional<std::string> plan_line_named(const ledger::PersonHistory& history,
                                           const std::string& text) {
  const auto slash = text.find('/');
  if (slash != std::string::npos) {
    const auto* budget = history.budget(text.substr(0, slash));
    if (budget == nullptr || budget->line(text.substr(slash + 1)) == nullptr) return std::nullopt;
    return text;
  }
  std::optional<std::string> found;
  for (const auto& budget : history.latest().budgets) {
    if (budget.line(text) == nullptr) continue;
    if (found) return std::nullopt;
    found = budget.ref + "/" + text;
  }
  return found;
}

ledger::Result<std::vector<std::string>> keys_named(const PersonFacts& facts,
                                                    const std::vector<ledger::Item>& items,
                                                    LineId line,
                                                    const std::vector<std::string>& words) {
  Errors refused;
  Money sum;
  const auto moved = line_in(facts, line)->line.amount;
  for (const auto& key : words) {
    const auto amount = amount_of(facts, items, line, key);
    if (!amount) refused.push_back(refusal(Rule::item_unknown, key));
    if (amount) sum += *amount;
    if (amount && goes_the_other_way(items, key, *amount, moved)) {
      refused.push_back(wrong_way(key, *amount, moved));
    }
    if (std::count(words.begin(), words.end(), key) > 1) refused.push_back(named_twice(key));
  }
  if (!refused.empty()) return refused;
  if (sum.is_zero() || sum.is_negative() != moved.is_negative()) {
    return refusal(
        Rule::amounts_do_not_agree,
        "the line is " + ledger::pretty(moved) + ", the items come to " + ledger::pretty(sum),
        "name bills that come to more than their credit notes");
  }
  return words;
}

ledger::Result<std::vector<std::string>> parts_named(const PersonFacts& facts,
                                                     const std::vector<ledger::Item>& items,
                                                     LineId line,
                                                     const std::vector<std::string>& words) {
  const auto& split = *line_in(facts, line);
  Errors refused;
  Money sum;
  std::vector<std::string> keys;
  std::vector<std::string> parts;
  for (const auto& word : words) {
    auto part = reconcile::part_of_split(word);
    if (!part) {
      refused.push_back(refusal(Rule::money_not_understood, word,
                                "write each part as KEY=-12.50 or BUDGET/LINE=-12.50"));
      continue;
    }
    if (auto wrong = wrong_part(facts, items, split, *part)) refused.push_back(std::move(*wrong));
    if (std::count(keys.begin(), keys.end(), part->key) > 0) {
      refused.push_back(named_twice(part->key));
    }
    keys.push_back(part->key);
    sum += part->amount;
    parts.push_back(reconcile::text_of_part(*part));
  }
  if (!refused.empty()) return refused;
  if (sum != split.line.amount) {
    return refusal(Rule::amounts_do_not_agree,
                   "the line is " + ledger::text(split.line.amount) + ", the parts come to " +
                       ledger::text(sum),
                   "the parts must make the line to the penny: " +
                       ledger::text(split.line.amount - sum) + " is to be found or left out");
  }
  return parts;
}

const Decision* standing_decision(const PersonFacts& facts, LineId line) {
  const Decision* newest = nullptr;
  for (const auto& decision : facts.decisions) {
    if (decision.line != line || decision.kind == Kind::unlearn) continue;
    if (newest == nullptr || newest->at <= decision.at) newest = &decision;
  }
  return newest == nullptr || newest->kind == Kind::withdraw ? nullptr : newest;
}

const ledger::Match* match_of(const Settlement& settlement, LineId line) {
  const auto source = "line:" + ledger::text(line);
  for (const auto& recorded : settlement.should) {
    if (recorded.entry.source == source && recorded.entry.match) return &*recorded.entry.match;
  }
  return nullptr;
}

Errors in_vain(const Settlement& settlement, const Decision& decision) {
  switch (decision.kind) {
    case Kind::match:
      return keys_in_vain(settlement, decision);
    case Kind::split:
      return parts_in_vain(settlement, decision);
    case Kind::unmatch:
    case Kind::code:
    case Kind::withdraw:
    case Kind::unlearn:
      return {};
  }
  throw ledger::Defect{"a decision of no kind"};
}

ledger::Result<Settlement> record_decision(store::Work& work, ledger::PersonId person,
                                           const Decision& decision) {
  work.decide(person, decision);
  auto settlement = settle_now(work, person);
  auto refused = in_vain(settlement, decision);
  if (!refused.empty()) return refused;
  return settlement;
}

}  // namespace app

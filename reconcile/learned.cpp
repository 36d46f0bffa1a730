#include "reconcile/learned.hpp"

#include <algorithm>
#include <map>

namespace reconcile {
namespace {

using ledger::Decision;

constexpr std::size_t fewest_letters = 3;

/// Another line, not an item: it says nothing of the next line like it.
bool is_line_key(std::string_view key) {
  return key.starts_with("reversal:") || key.starts_with("transfer:");
}

bool teaches(const Decision& decision) {
  switch (decision.kind) {
    case Decision::Kind::code:
      return !decision.plan_line.empty();
    case Decision::Kind::match:
      return !decision.keys.empty() && std::ranges::none_of(decision.keys, is_line_key);
    case Decision::Kind::unmatch:
    case Decision::Kind::split:
    case Decision::Kind::withdraw:
    case Decision::Kind::unlearn:
      return false;
  }
  return false;
}

/// Where a line stands after all that was decided about it.
struct Standing {
  const Decision* decision = nullptr;
  bool unlearned = false;
  std::size_t nth = 0;
};

std::map<ledger::LineId, Standing> standing(const ledger::PersonFacts& facts) {
  std::vector<const Decision*> in_order;
  for (const auto& decision : facts.decisions) in_order.push_back(&decision);
  std::ranges::stable_sort(in_order, {}, &Decision::at);
  std::map<ledger::LineId, Standing> lines;
  for (std::size_t nth = 0; nth < in_order.size(); ++nth) {
    const auto* decision = in_order[nth];
    auto& line = lines[decision->line];
    if (decision->kind == Decision::Kind::unlearn) {
      line.unlearned = true;
    } else {
      line = {decision, false, nth};
    }
  }
  return lines;
}

}  // namespace

std::string wording_of(const LineWords& line) {
  std::string wording;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < line.words.size(); ++at) {
    const auto word = line.words[at];
    if (says_nothing(word, line.lists[at])) continue;
    if (!wording.empty()) wording += ' ';
    wording += word;
    letters += word.size();
  }
  return letters < fewest_letters ? std::string{} : wording;
}

std::string wording_of(const ledger::StatementLine& line) {
  auto folded = fold(line.payee);
  if (line.reference != line.payee) {
    folded += ' ';
    fold_onto(folded, line.reference);
  }
  const auto words = words_of(folded);
  std::vector<WordLists> lists;
  for (std::size_t at = 0; at < words.size(); ++at) {
    lists.push_back(WordIndex::built_in().at(words, at));
  }
  return wording_of(LineWords{words, lists, words.size()});
}

std::vector<Lesson> lessons(const ledger::PersonFacts& facts) {
  std::vector<Lesson> learned;
  if (facts.decisions.empty()) return learned;
  const auto lines = standing(facts);
  for (const auto& book : facts.lines) {
    const auto decided = lines.find(book.line.id);
    if (decided == lines.end() || decided->second.unlearned) continue;
    const auto& decision = *decided->second.decision;
    auto wording = teaches(decision) ? wording_of(book.line) : std::string{};
    if (wording.empty()) continue;
    learned.push_back({book.line.id, book.line.date, std::move(wording),
                       book.line.amount.is_negative(), decision.plan_line, decision.keys,
                       decision.by, decision.at, decided->second.nth});
  }
  std::ranges::sort(learned, [](const Lesson& a, const Lesson& b) { return a.nth > b.nth; });
  return learned;
}

}  // namespace reconcile

#include "reconcile/explain.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/reason_words.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <charconv>

namespace reconcile {
namespace {

using ledger::MatchState;

std::optional<int> rules_of(const ledger::Match& match) {
  const auto text = pair_value(match.evidence, "rules");
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional{version} : std::nullopt;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

/// "the wage of … and the wage of …", or the plan line.
std::string things(const PersonView& view, const std::vector<ledger::Settled>& items,
                   const std::string& plan_line) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += in_words(view, items[i].key);
    const bool parts = items.size() > 1 || !plan_line.empty();
    if (parts) text += " with " + ledger::pretty(ledger::magnitude(items[i].amount));
  }
  if (!plan_line.empty()) {
    text += (text.empty() ? "spending on the plan line " : ", and the plan line ") + plan_line;
  }
  return text;
}

/// What a rule takes a line for, when that is more than the items it names.
std::string led_by(const ledger::Match& match) {
  if (match.rule == rule::reversal) return "what undoes ";
  if (match.rule == rule::transfer) return "a move between own accounts, with ";
  if (match.rule == rule::duplicate) return "a second payment of ";
  if (match.rule == rule::overpayment_returned) return "too much paid that came back, of ";
  if (match.rule == rule::part_payments) return "a part of ";
  return "";
}

std::string waiting(const ledger::Match& match) {
  const auto fit = std::ranges::count_if(match.alternatives, &ledger::Alternative::fits);
  return std::to_string(fit) + (fit == 1 ? " explanation waits" : " explanations wait");
}

std::string taken_for(const PersonView& view, const ledger::Match& match) {
  switch (match.state) {
    case MatchState::matched: {
      const auto what = things(view, match.items, match.plan_line);
      if (match.rule == rule::interest) return "It was taken for interest from the bank.";
      return "It was taken for " + led_by(match) + (what.empty() ? "what it says" : what) + ".";
    }
    case MatchState::suggested:
      return "It was not booked as anything: " + waiting(match) +
             " for a person. Until then it is in suspense.";
    case MatchState::unmatched:
      if (rule::is_booked(match)) {
        return "A part of it was taken for " + things(view, match.items, match.plan_line) +
               ". The rest is in suspense.";
      }
      return "It was not taken for anything. It is in suspense.";
  }
  throw ledger::Defect{"a match of no state"};
}

Rival rival(const Told& told, const ledger::Alternative& what) {
  Rival made{what, capital(things(told.view, what.items, what.plan_line)), ledger::Money{},
             std::nullopt};
  for (const auto& settled : what.items) made.amount += settled.amount;
  if (what.items.empty()) made.amount = told.line.line.amount;
  const auto* item = what.items.empty() ? nullptr : told.view.item(what.items.front().key);
  if (item != nullptr) made.due = item->item.due;
  if (!what.fits()) {
    made.against = why_it_lost(told, what.against);
    return made;
  }
  // What was kept with it is what would have been kept had it been taken.
  const ledger::Match taken{
      MatchState::matched, what.rule, told.match.confidence, what.evidence, what.plan_line,
      what.items,          {}};
  const Told as_taken{told.view, told.line, taken};
  made.agreed = what_agreed(as_taken);
  made.doubts = what_spoke_against(as_taken);
  return made;
}

/// Of several explanations what speaks for all of them, or against all.
std::vector<Reason> common(const std::vector<Rival>& all, std::vector<Reason> Rival::*reasons) {
  std::vector<Reason> found;
  if (all.empty()) return found;
  for (const auto& reason : all.front().*reasons) {
    const bool everywhere = std::ranges::all_of(all, [&](const Rival& rival) {
      return std::ranges::find(rival.*reasons, reason) != (rival.*reasons).end();
    });
    if (everywhere) found.push_back(reason);
  }
  return found;
}

void add_missing(std::vector<Reason>& to, std::vector<Reason> more) {
  for (auto& reason : more) {
    if (std::ranges::find(to, reason) == to.end()) to.push_back(std::move(reason));
  }
}

std::optional<Origin> origin_of(const ledger::Match& match) {
  const auto value = [&](std::string_view name) {
    return std::string{pair_value(match.evidence, name)};
  };
  if (match.state != MatchState::suggested || value("learned").empty()) return std::nullopt;
  return Origin{value("learned"), value("by"), value("on"), value("to")};
}

/// The newest decision about a line; what only stops it from teaching replaces none.
const ledger::Decision* decision_about(const PersonView& view, ledger::LineId line) {
  const ledger::Decision* newest = nullptr;
  for (const auto& decision : view.facts->decisions) {
    const bool replaces = decision.kind != ledger::Decision::Kind::unlearn;
    if (decision.line != line || !replaces) continue;
    if (newest == nullptr || newest->at <= decision.at) newest = &decision;
  }
  return newest;
}

}  // namespace

Explanation explain(const PersonView& view, const LineView& line) {
  Explanation made{};
  made.line = &line;
  if (line.match != nullptr) made.match = *line.match;
  const Told told{view, *line.line, made.match};
  made.rules = rules_of(made.match);
  made.taken_for = taken_for(view, made.match);
  made.agreed = what_agreed(told);
  made.against = what_spoke_against(told);
  made.missing = what_is_missing(told);
  const bool asks = made.match.state == MatchState::suggested;
  for (const auto& other : made.match.alternatives) {
    (asks && other.fits() ? made.alternatives : made.considered).push_back(rival(told, other));
  }
  if (asks) made.agreed = common(made.alternatives, &Rival::agreed);
  if (asks) add_missing(made.against, common(made.alternatives, &Rival::doubts));
  made.learned = origin_of(made.match);
  if (made.match.rule == rule::decided) made.decision = decision_about(view, line.line->line.id);
  return made;
}

}  // namespace reconcile

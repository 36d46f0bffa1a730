// Why one line is where it is, read aloud or as data.
#include "ledger/pool.hpp"
#include "reconcile/explain.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/answers.hpp"
#include "reports/reasons_json.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::MatchState;
using reconcile::Explanation;
using reconcile::Reason;
using reconcile::Rival;

std::string decimal(int thousandths) {
  if (thousandths == 1000) return "1";
  return "0." + std::to_string(1000 + thousandths).substr(1);
}

/// "2025-07-01T10:00:00Z" as "1 July 2025"; what is no such time stays as it is.
std::string day_of(const std::string& at) {
  const auto date = ledger::parse_date(std::string_view{at}.substr(0, 10));
  return date ? ledger::pretty(date.value()) : at;
}

std::string first_sentence(const PersonLines& person, const Explanation& told) {
  const auto& line = told.line->line->line;
  const auto from = person.view->evidence(*told.line->line);
  const auto amount = ledger::pretty(ledger::magnitude(line.amount));
  return "On " + ledger::pretty(line.date) + " " + amount +
         (line.amount.is_negative() ? " left " : " came into ") +
         ledger::account_address(person.person, told.line->line->account) +
         ". The bank's text is \"" + line.description() + "\" (" + from.file + ", line " +
         std::to_string(from.line) + "; " + ledger::text(line.id) + ").";
}

/// How sure, by which rules, or who decided.
std::string last_sentence(const Explanation& told) {
  if (told.match.rule.empty()) return "Nobody has decided anything yet.";
  if (told.match.rule == reconcile::rule::decided) {
    if (told.decision == nullptr) return "A person decided this.";
    return told.decision->by + " decided this on " + day_of(told.decision->at) + ".";
  }
  std::string rules = told.rules ? "by version " + std::to_string(*told.rules) + " of the rules"
                                 : "by rules from before they were numbered";
  if (told.match.state == MatchState::unmatched) return "The engine decided this, " + rules + ".";
  return "How sure: " + std::string{reconcile::certainty(told.match.confidence)} + " (" +
         decimal(told.match.confidence) + "). The engine decided this, " + rules + " (" +
         told.match.rule + ").";
}

void add_list(std::vector<std::string>& page, const std::string& heading,
              const std::vector<Reason>& reasons) {
  if (reasons.empty()) return;
  page.emplace_back();
  page.push_back(heading);
  for (const auto& reason : reasons) page.push_back("- " + reason.text);
}

/// What speaks for a member of a pool: the rule says it, no reasons are kept beside it.
std::string why_theirs(const std::string& rule) {
  if (rule == reconcile::rule::pool_reference) {
    return "the text has their reference, or the number of an invoice that only they have.";
  }
  if (rule == reconcile::rule::pool_name) {
    return "the text names them, a worker of theirs or a payee of their plan.";
  }
  return rule == reconcile::rule::pool_amount ? "they expect this amount about then." : "";
}

/// One of several explanations that fit, with what is for it and against it.
void add_choice(std::vector<std::string>& page, const Rival& rival) {
  page.emplace_back();
  page.push_back(rival.text + ", " + ledger::pretty(ledger::magnitude(rival.amount)) + ":");
  for (const auto& reason : rival.agreed) page.push_back("- for: " + reason.text);
  for (const auto& reason : rival.doubts) page.push_back("- against: " + reason.text);
  if (!rival.agreed.empty() || !rival.doubts.empty()) return;
  const auto theirs = why_theirs(rival.what.rule);
  page.push_back(theirs.empty() ? "- no reason was kept." : "- for: " + theirs);
}

/// What speaks against a line with several explanations and is said of none of them.
std::vector<Reason> beside(const Explanation& told) {
  std::vector<Reason> left;
  for (const auto& reason : told.against) {
    const bool said = std::ranges::any_of(told.alternatives, [&](const Rival& rival) {
      return std::ranges::find(rival.doubts, reason) != rival.doubts.end();
    });
    if (!said) left.push_back(reason);
  }
  return left;
}

std::vector<std::string> spoken(const PersonLines& person, const Explanation& told) {
  std::vector<std::string> page{first_sentence(person, told), told.taken_for};
  const auto settles = settles_text(told.match.items, told.match.plan_line);
  if (!settles.empty()) page.push_back("Key: " + settles);
  const bool several = told.alternatives.size() > 1;
  if (several) {
    for (const Rival& rival : told.alternatives) add_choice(page, rival);
    add_list(page, "What speaks against the line itself:", beside(told));
  } else {
    add_list(page, "What agreed:", told.agreed);
    add_list(page, "What spoke against it:", told.against);
  }
  if (!several && told.against.empty() && !told.agreed.empty()) {
    page.emplace_back();
    page.emplace_back("Nothing spoke against it.");
  }
  add_list(page, "What is missing:", told.missing);
  if (!told.considered.empty()) {
    page.emplace_back();
    page.emplace_back("What else was considered:");
  }
  for (const Rival& rival : told.considered) {
    page.push_back("- " + rival.text + ", " + ledger::pretty(ledger::magnitude(rival.amount)) +
                   ": " + rival.against.text + ".");
  }
  page.emplace_back();
  page.push_back(last_sentence(told));
  return page;
}

/// The explanations that fit, side by side.
Table side_by_side(const Explanation& told) {
  Table table;
  table.title = "What fits:";
  table.columns = {{"What it may be", "what"},
                   {"Due", "due"},
                   {"Days from it", "days"},
                   {"Amount", "amount"},
                   {"Key", "key"}};
  for (const Rival& rival : told.alternatives) {
    Cell days;
    if (rival.due) days = std::int64_t{told.line->line->line.date - *rival.due};
    table.rows.push_back({rival.text, cell_of(rival.due), days, rival.amount,
                          settles_text(rival.what.items, rival.what.plan_line)});
  }
  return table;
}

/// What it was taken for, who decided, and every reason: a row each.
Table csv_table(const PersonLines& person, const Explanation& told) {
  Table table;
  table.for_people = false;
  table.columns = {{"Part", "part"},     {"Reason", "reason"}, {"Value", "value"},
                   {"Amount", "amount"}, {"Key", "key"},       {"In words", "text"}};
  const auto add = [&](const char* part, const std::vector<Reason>& reasons,
                       const std::string& key = {}) {
    for (const Reason& reason : reasons) {
      table.rows.push_back(
          {std::string{part}, reason.name, reason.value, Cell{}, key, reason.text});
    }
  };
  const auto add_rivals = [&](const char* part, const std::vector<Rival>& rivals) {
    for (const Rival& rival : rivals) {
      const auto& lost = rival.against.text;
      table.rows.push_back({std::string{part}, rival.against.name, rival.against.value,
                            rival.amount, settles_text(rival.what.items, rival.what.plan_line),
                            rival.text + (lost.empty() ? "" : ": " + lost)});
    }
  };
  const auto& match = told.match;
  table.rows.push_back({std::string{"taken-for"}, match.rule,
                        std::string{ledger::text(match.state)}, Cell{},
                        settles_text(match.items, match.plan_line), told.taken_for});
  for (const auto& settled : match.items) {
    table.rows.push_back({std::string{"item"}, std::string{}, std::string{}, settled.amount,
                          settled.key, reconcile::in_words(*person.view, settled.key)});
  }
  if (told.decision != nullptr) {
    table.rows.push_back({std::string{"decision"}, told.decision->by, told.decision->at, Cell{},
                          std::string{}, last_sentence(told)});
  }
  add("agreed", told.agreed);
  add("against", told.against);
  add("missing", told.missing);
  add_rivals("considered", told.considered);
  for (const Rival& fits : told.alternatives) {
    add_rivals("alternative", {fits});
    const auto key = settles_text(fits.what.items, fits.what.plan_line);
    add("alternative-agreed", fits.agreed, key);
    add("alternative-against", fits.doubts, key);
  }
  return table;
}

// --- as data ---

Json decision_json(const ledger::Decision* decision) {
  if (decision == nullptr) return {};
  return JsonObject{}.text("by", decision->by).text("at", decision->at).done();
}

Json learned_json(const std::optional<reconcile::Origin>& learned) {
  if (!learned) return {};
  return JsonObject{}
      .text("line", learned->line)
      .text("by", learned->by)
      .text("on", learned->on)
      .text("to", learned->to)
      .done();
}

std::string json_of(const PersonLines& person, const Explanation& told) {
  const auto& line = told.line->line->line;
  const auto from = person.view->evidence(*told.line->line);
  JsonObject json;
  json.text("schema", "dpledger.explanation/1")
      .text("id", ledger::text(line.id))
      .text("account", ledger::account_address(person.person, told.line->line->account))
      .text("file", from.file)
      .number("line", from.line)
      .date("date", line.date)
      .money("amount", line.amount)
      .text("description", line.description())
      .text("state", ledger::text(told.match.state))
      .text("rule", told.match.rule)
      .put("rules", told.rules ? Json{std::to_string(*told.rules)} : Json{})
      .thousandths("confidence", told.match.confidence)
      .text("certainty", reconcile::certainty(told.match.confidence))
      .text("why", told.match.rule.empty() ? "not reconciled yet" : reconcile::why(told.match))
      .text("taken_for", told.taken_for)
      .put("items", items_json(told.match.items))
      .text("plan_line", told.match.plan_line)
      .put("agreed", reasons_json(told.agreed))
      .put("against", reasons_json(told.against))
      .put("missing", reasons_json(told.missing))
      .put("considered", lost_json(told.considered))
      .put("alternatives", fitting_json(told.alternatives))
      .text("evidence", told.match.evidence)
      .put("decision", decision_json(told.decision))
      .put("learned", learned_json(told.learned));
  return json.done().text;
}

std::string what_to_do(const PersonLines& person, const Explanation& told) {
  const auto id = ledger::text(told.line->line->line.id);
  if (ledger::is_pool(person.person))
    return "To say whose it is: dpledger allot " + id + " PERSON.";
  switch (told.match.state) {
    case MatchState::matched:
      return "If this is wrong: dpledger unmatch " + id + ", or dpledger match " + id + " KEY….";
    case MatchState::suggested:
    case MatchState::unmatched:
      return "To settle the line: dpledger match " + id + " KEY…, or dpledger code " + id +
             " BUDGET/LINE.";
  }
  throw ledger::Defect{"a match of no state"};
}

}  // namespace

Answer explanation(const PersonLines& person, const reconcile::LineView& line) {
  const auto told = reconcile::explain(*person.view, line);
  Answer answer;
  answer.heading = spoken(person, told);
  if (!told.alternatives.empty()) answer.tables.push_back(side_by_side(told));
  answer.csv_table = answer.tables.size();
  answer.tables.push_back(csv_table(person, told));
  if (!told.match.rule.empty()) answer.closing.push_back(what_to_do(person, told));
  answer.json = json_of(person, told);
  return answer;
}

}  // namespace reports

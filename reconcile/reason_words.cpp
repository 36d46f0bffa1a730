#include "reconcile/reason_words.hpp"

#include "reconcile/funders_apart.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/reasons.hpp"
#include "reconcile/reconcile.hpp"

#include <array>
#include <charconv>

namespace reconcile {
namespace {

using ledger::MatchState;
using Sentence = std::string (*)(const Told&, std::string_view value);
struct Row {
  std::string_view name;
  Sentence sentence;
};

int number(std::string_view value) {
  int number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

std::string counted(int many, std::string_view thing) {
  return std::to_string(many) + " " + std::string{thing} + (many == 1 ? "" : "s");
}

std::string pounds(std::string_view pence) {
  std::int64_t amount = 0;
  std::from_chars(pence.data(), pence.data() + pence.size(), amount);
  return ledger::pretty(ledger::Money::of_pence(amount));
}

/// "9 days after it was due", "on the day it was due".
std::string from_its_day(int days) {
  if (days == 0) return "on the day it was due";
  return counted(days < 0 ? -days : days, "day") + (days < 0 ? " before" : " after") +
         " it was due";
}

std::string person_words(const Told& told, std::string_view who) {
  if (who == "person") return "the person, or who holds the money";
  if (who == "payee") return "a payee of the plan";
  if (who == "funder") return "a funder";
  if (who == "pension") return "the pension provider";
  if (const auto* worker = told.view.history().worker(who)) return worker->name;
  return std::string{who};
}

/// How a grade names somebody.
std::string by_grade(std::string_view grade) {
  if (grade == "full") return "in full";
  if (grade == "partial") return "with enough left of a name that is cut short";
  if (grade == "initial") return "by surname and initial";
  if (grade == "surname") return "by the surname alone";
  if (grade == "cut") return "by a name cut so short that others could be meant";
  if (grade == "typo") return "by a name that is misspelt";
  return "by a name like it";
}

std::string naming(const Told& told, std::string_view grade) {
  const auto payee = payee_words(told);
  return "The text names " + (payee.empty() ? "the payee" : payee) + " " + by_grade(grade) + ".";
}

bool doubted(const Told& told, std::string_view doubt) {
  for (const auto& reason : what_spoke_against(told)) {
    if (reason.name == doubt) return true;
  }
  return false;
}

void agree_on_name(const Told& told, std::vector<Reason>& agreed) {
  const auto grade = pair_value(told.match.evidence, "name");
  if (grade.empty() || grade == "none" || doubted(told, "name")) return;
  agreed.push_back({"name", std::string{grade}, naming(told, grade)});
}

void agree_on_amount(const Told& told, std::vector<Reason>& agreed) {
  const auto& match = told.match;
  const auto* item = first_item(told);
  const bool differs = doubted(told, "over") || doubted(told, "short");
  if (differs || item == nullptr || match.rule == rule::overpayment_returned) return;
  const auto many = static_cast<int>(match.items.size());
  auto said = "The amount, " + ledger::pretty(ledger::magnitude(told.line.line.amount)) + ", ";
  if (match.rule == rule::part_payments) {
    said = "The amount is a part of what was due.";
  } else if (many > 1) {
    said += "is the sum of " + counted(many, "item") + " to the penny.";
  } else {
    const auto funder = funder_named(match, *item);
    said += funder.empty() ? "agrees to the penny." : "is the share of " + funder + ".";
  }
  agreed.push_back({"amount", ledger::text(told.line.line.amount), std::move(said)});
}

void agree_on_day(const Told& told, std::vector<Reason>& agreed) {
  const auto days = pair_value(told.match.evidence, "days");
  const bool again = told.match.rule == rule::duplicate;  // its days are between two payments
  if (days.empty() || again || doubted(told, "days") || first_item(told) == nullptr) return;
  const auto& item = first_item(told)->item;
  const bool within_terms = number(days) == 0 && item.arises < item.due;
  agreed.push_back({"days", std::string{days},
                    within_terms ? "It was paid between " + ledger::pretty(item.arises) +
                                       ", when it could first be paid, and " +
                                       ledger::pretty(item.due) + ", when it was due."
                                 : "It was paid " + from_its_day(number(days)) + "."});
}

void agree_on_number(const Told& told, std::vector<Reason>& agreed) {
  const bool told_by_rule =
      told.match.rule == rule::reference || told.match.rule == rule::reference_amount_differs;
  if (told_by_rule || pair_value(told.match.evidence, "number").empty()) return;
  agreed.push_back({"number", "", "The text has the invoice's number."});
}

/// Who decided about a line like it, which, when, and for what.
void agree_on_lesson(const Told& told, std::vector<Reason>& agreed) {
  const auto& evidence = told.match.evidence;
  const auto line = pair_value(evidence, "learned");
  if (line.empty()) return;
  const auto on = ledger::parse_date(pair_value(evidence, "on"));
  const auto to = pair_value(evidence, "to");
  const bool planned = !told.match.plan_line.empty();
  agreed.push_back({"learned", std::string{line},
                    std::string{pair_value(evidence, "by")} + " decided about a line like it" +
                        (on ? " on " + ledger::pretty(on.value()) : std::string{}) + ": " +
                        in_words(told.view, line) + " was put to " +
                        (planned ? "the plan line " + std::string{to} : in_words(told.view, to)) +
                        "."});
}

std::string plan_names_it(const Told& told, std::string_view) {
  return "The plan line " + told.match.plan_line + " has the payee.";
}

/// What a rule itself rests on, beside name, amount and day.
constexpr std::array of_rules{
    Row{rule::reference,
        [](const Told&, std::string_view) {
          return std::string{"The text has the invoice's number."};
        }},
    Row{rule::reference_amount_differs,
        [](const Told&, std::string_view) {
          return std::string{"The text has the invoice's number."};
        }},
    Row{rule::payroll_run,
        [](const Told&, std::string_view) {
          return std::string{"The text says that it is a payroll run."};
        }},
    Row{rule::reversal,
        [](const Told& told, std::string_view) {
          return "The same amount went the other way " +
                 counted(number(pair_value(told.match.evidence, "days")), "day") + " before.";
        }},
    Row{rule::transfer,
        [](const Told& told, std::string_view) {
          return "The same amount went the other way in another account of the person's, " +
                 counted(number(pair_value(told.match.evidence, "days")), "day") + " apart.";
        }},
    Row{rule::part_payments,
        [](const Told& told, std::string_view) {
          const auto lines = pair_value(told.match.evidence, "lines");
          return (lines.empty() ? std::string{"Several lines"} : counted(number(lines), "line")) +
                 " together come to what was due.";
        }},
    Row{rule::plan_payee, plan_names_it},
    Row{rule::bank_charge,
        [](const Told&, std::string_view) {
          return std::string{"The bank's own type or text says that it is a charge."};
        }},
    Row{rule::interest,
        [](const Told&, std::string_view) {
          return std::string{"The bank's own type or text says that it is interest."};
        }},
};

// --- what spoke against it ---

constexpr std::array of_doubts{
    Row{"days",
        [](const Told&, std::string_view value) {
          return "It was paid " + from_its_day(number(value)) + ".";
        }},
    Row{"name",
        [](const Told& told, std::string_view value) {
          if (value == "none") return std::string{"The text names nobody that we know."};
          return naming(told, value);
        }},
    Row{"first-name",
        [](const Told& told, std::string_view value) {
          return "The text has the surname of " + person_words(told, value) +
                 ", with a first name or initial that is somebody else's.";
        }},
    Row{"paper",
        [](const Told&, std::string_view) {
          return std::string{"Payslips or bills of the payee are there, and none is for this."};
        }},
    Row{"payee",
        [](const Told&, std::string_view value) {
          return std::string{value == "none" ? "The text names nobody whose payment it could be."
                                             : "The two lines do not name the same payee."};
        }},
    Row{"word",
        [](const Told&, std::string_view) {
          return std::string{"Nothing in the text says that a payment came back."};
        }},
    Row{"wording",
        [](const Told& told, std::string_view value) {
          return "The wording is unusual: this line names the payee only " + by_grade(value) +
                 ", others to " + payee_words(told) + " say more.";
        }},
    Row{"also",
        [](const Told& told, std::string_view value) {
          return "The text could as well mean " + person_words(told, value) + ".";
        }},
    Row{"over",
        [](const Told&, std::string_view value) {
          return "The line is " + pounds(value) + " more than what it settles.";
        }},
    Row{"short",
        [](const Told&, std::string_view value) {
          return "It leaves " + pounds(value) + " of what was due unpaid.";
        }},
    Row{"paid",
        [](const Told& told, std::string_view value) {
          return "It was paid already by " + in_words(told.view, value) + ".";
        }},
};

/// Doubts that keep a line from being taken for anything.
constexpr std::array of_marks{
    Row{"cash",
        [](const Told&, std::string_view) {
          return std::string{"It is cash: what it was spent on is for a person to say."};
        }},
    Row{"prohibited",
        [](const Told&, std::string_view) {
          return std::string{
              "The text has a word of the list of what must not be bought: somebody should look."};
        }},
    Row{"holder",
        [](const Told&, std::string_view) {
          return std::string{
              "It goes to the person, or to who holds the money: a person says what "
              "for."};
        }},
};

// --- why another explanation lost ---

constexpr std::array of_losers{
    Row{"paid",
        [](const Told& told, std::string_view value) {
          return "already paid by " + in_words(told.view, value);
        }},
    Row{"name",
        [](const Told& told, std::string_view) {
          const auto payee = payee_words(told);
          return "the text names " + (payee.empty() ? std::string{"somebody else"} : payee);
        }},
    Row{"further",
        [](const Told&, std::string_view value) {
          return counted(number(value), "day") + " further from its day";
        }},
    Row{"early",
        [](const Told&, std::string_view value) {
          return "it would be " + counted(number(value), "day") +
                 " early, and payments are rather late than early";
        }},
    Row{"far",
        [](const Told&, std::string_view value) {
          return "too far from its day: it would be paid " + from_its_day(number(value));
        }},
    Row{"amount", [](const Told&, std::string_view) { return std::string{"another amount"}; }},
    Row{"number",
        [](const Told&, std::string_view) {
          return std::string{"the text has the number of the other"};
        }},
    Row{"weaker",
        [](const Told&, std::string_view) {
          return std::string{"nothing but the amount spoke for it"};
        }},
};

template <class Rows>
std::string sentence_of(const Rows& rows, const Told& told, std::string_view name,
                        std::string_view value) {
  for (const auto& row : rows) {
    if (row.name == name) return row.sentence(told, value);
  }
  return {};
}

/// Calls take(name, value) for each of "days:9,name:surname".
template <class Take>
void for_each_doubt(std::string_view doubts, Take take) {
  while (!doubts.empty()) {
    const auto one = doubts.substr(0, doubts.find(','));
    doubts.remove_prefix(std::min(one.size() + 1, doubts.size()));
    const auto colon = std::min(one.find(':'), one.size());
    take(one.substr(0, colon), one.substr(std::min(colon + 1, one.size())));
  }
}

}  // namespace

const ItemView* first_item(const Told& told) {
  for (const auto& settled : told.match.items) {
    if (const auto* item = told.view.item(settled.key)) return item;
  }
  return nullptr;
}

std::string payee_words(const Told& told) {
  if (const auto* item = first_item(told)) {
    if (item->item.kind == ledger::ItemKind::contribution) return "the person";
    if (auto funder = funder_named(told.match, *item); !funder.empty()) return funder;
    return person_words(told, item->item.payee);
  }
  const auto who = pair_value(told.match.evidence, "who");
  if (who == "payee") return "the payee";
  return who.empty() ? std::string{} : person_words(told, who);
}

std::vector<Reason> what_agreed(const Told& told) {
  std::vector<Reason> agreed;
  if (told.match.state != MatchState::matched || told.match.rule == rule::decided) return agreed;
  if (auto text = sentence_of(of_rules, told, told.match.rule, {}); !text.empty()) {
    agreed.push_back({"rule", told.match.rule, std::move(text)});
  }
  agree_on_number(told, agreed);
  agree_on_lesson(told, agreed);
  agree_on_name(told, agreed);
  agree_on_amount(told, agreed);
  agree_on_day(told, agreed);
  return agreed;
}

std::vector<Reason> what_spoke_against(const Told& told) {
  std::vector<Reason> against;
  for_each_doubt(pair_value(told.match.evidence, "against"),
                 [&](std::string_view name, std::string_view value) {
                   if (name == "marked") return;
                   auto text = sentence_of(of_doubts, told, name, value);
                   if (text.empty()) text = std::string{name} + " " + std::string{value};
                   against.push_back({std::string{name}, std::string{value}, std::move(text)});
                 });
  return against;
}

Reason why_it_lost(const Told& told, std::string_view against) {
  const auto equals = std::min(against.find('='), against.size());
  const auto name = against.substr(0, equals);
  const auto value = against.substr(std::min(equals + 1, against.size()));
  const auto text = sentence_of(of_losers, told, name, value);
  return {std::string{name}, std::string{value}, text.empty() ? std::string{against} : text};
}

std::vector<Reason> what_is_missing(const Told& told) {
  const auto& match = told.match;
  if (match.state == MatchState::matched) return {};
  if (match.rule.empty()) {
    return {{"run", "", "Nothing has looked at the line yet: dpledger reconcile."}};
  }
  if (match.state == MatchState::suggested) {
    return {{"choice", "", "A person's choice among the explanations that fit."}};
  }
  if (match.rule == rule::decided && pair_value(match.evidence, "kind") != "unmatch") {
    return {{"decision", "", why(match)}};
  }
  if (match.rule == rule::decided) {
    return {{"decision", "", "A person took the match away, and nobody has said what it is."}};
  }
  std::vector<Reason> missing;
  for_each_doubt(
      pair_value(match.evidence, "against"), [&](std::string_view name, std::string_view value) {
        if (name != "marked") return;
        missing.push_back({"marked", std::string{value}, sentence_of(of_marks, told, value, {})});
      });
  if (!missing.empty()) return missing;
  const auto payee = payee_words(told);
  if (payee.empty()) {
    missing.push_back({"name", "",
                       "A name: the text names no one worker, supplier, funder or "
                       "payee of the plan."});
  }
  const auto amount = ledger::pretty(ledger::magnitude(told.line.line.amount));
  missing.push_back({"item", payee,
                     "Something to settle: nothing of " + amount +
                         (payee.empty() ? std::string{} : " for " + payee) + " was expected near " +
                         ledger::pretty(told.line.line.date) + "."});
  return missing;
}

}  // namespace reconcile

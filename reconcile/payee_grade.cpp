#include "reconcile/payee_grade.hpp"

#include "reconcile/mentions.hpp"

#include <algorithm>

namespace reconcile {
namespace {

Grade grade_of(const FoldedText& text, const PersonView& view, const std::string& payee) {
  if (const auto* worker = view.history().worker(payee)) {
    return grade_person(text.line(), PersonName{worker->name}).grade;
  }
  const auto folded = fold(payee);
  const auto words = words_of(folded);
  const auto telling = significant(words, WordIndex::built_in());
  return grade_organisation(text.line(), OrganisationName{telling}).grade;
}

Grade grade_of_item(const FoldedText& text, const PersonView& view, const ledger::Item& item) {
  const auto says = [&](std::string_view list) {
    return text.has_any(view.parameters->words(list)) ? Grade::full : Grade::none;
  };
  switch (item.kind) {
    case ledger::ItemKind::paye:
      return says("hmrc");
    case ledger::ItemKind::pension:
      return says("pension");
    case ledger::ItemKind::contribution:
      return grade_person(text.line(), PersonName{view.history().latest().name}).grade;
    case ledger::ItemKind::repayment:
      if (item.payee != view.facts->ref()) return grade_of(text, view, item.payee);
      return grade_person(text.line(), PersonName{view.history().latest().who_holds()}).grade;
    case ledger::ItemKind::net_pay:
    case ledger::ItemKind::funding:
    case ledger::ItemKind::invoice:
    case ledger::ItemKind::regular:
      return grade_of(text, view, item.payee);
  }
  throw ledger::Defect{"an item of no kind"};
}

const ledger::PlanLine* line_of_plan(const PersonView& view, std::string_view plan_line) {
  const auto slash = plan_line.find('/');
  if (slash == plan_line.npos) return nullptr;
  const auto* budget = view.history().budget(plan_line.substr(0, slash));
  return budget == nullptr ? nullptr : budget->line(plan_line.substr(slash + 1));
}

}  // namespace

Grade payee_grade(const PersonView& view, const ledger::StatementLine& line,
                  const ledger::Alternative& explanation) {
  const FoldedText text{line.description()};
  if (!explanation.items.empty()) {
    const auto* item = view.item(explanation.items.front().key);
    return item == nullptr ? Grade::none : grade_of_item(text, view, item->item);
  }
  const auto* planned = line_of_plan(view, explanation.plan_line);
  auto best = Grade::none;
  if (planned == nullptr) return best;
  for (const auto& payee : planned->payees) best = std::max(best, grade_of(text, view, payee));
  return best;
}

}  // namespace reconcile

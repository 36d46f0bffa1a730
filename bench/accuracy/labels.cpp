// The findings that a person's year must raise, from the truth as a whole.
#include "bench/accuracy/books.hpp"
#include "bench/accuracy/calendar.hpp"

#include <algorithm>
#include <map>

namespace accuracy {
namespace {

int grace(Of of) {
  switch (of) {
    case Of::net_pay:
    case Of::regular:
      return 14;
    case Of::funding:
    case Of::contribution:
      return 7;
    case Of::invoice:
      return 30;
    case Of::paye:
    case Of::pension:
      break;
  }
  return 0;
}

std::string unpaid_code(const Item& item) {
  switch (item.of) {
    case Of::net_pay:
      return "net-pay-unpaid";
    case Of::paye:
      return "paye-overdue";
    case Of::pension:
      return "pension-overdue";
    case Of::funding:
      return "funding-missing";
    case Of::contribution:
      return "contribution-missing";
    case Of::invoice:
      return "invoice-unpaid";
    case Of::regular:
      break;
  }
  return item.plan_line == "insurance" ? "insurance-lapsed" : "regular-unpaid";
}

std::string code_of(const Item& item, const Standing& standing) {
  const bool funding = item.of == Of::funding;
  if (standing.beyond != 0) return funding ? "funding-wrong-amount" : "overpaid";
  if (standing.settled == item.amount) return {};
  if (standing.settled == 0) return standing.came_back ? "returned-payment" : unpaid_code(item);
  return funding ? "funding-wrong-amount" : "underpaid";
}

/// One payment to HMRC is one finding.
std::string subject_of(const Person& person, const Item& item, const std::string& code) {
  return code == "paye-overdue" ? "paye:" + person.ref + ":" + text(item.due) : item.key;
}

void label_items(Person& person) {
  const auto paid = standings(person);
  std::map<std::string, Expected> found;
  for (const auto& item : person.items) {
    const bool credit = item.of == Of::invoice && item.amount > 0;
    if (item.told_by_payslip || credit) continue;
    const auto at = paid.find(item.key);
    const auto standing = at == paid.end() ? Standing{} : at->second;
    const auto code = code_of(item, standing);
    const auto left = as_of() - plus_days(item.due, grace(item.of));
    const bool told_at_once = standing.beyond != 0;
    if (code.empty() ||
        (left < -2 && !told_at_once && standing.settled == 0 && !standing.came_back)) {
      continue;
    }
    Expected expected{code, subject_of(person, item, code), 0, standing.unsure};
    if (!told_at_once && left <= 2) expected.tolerated = true;
    const auto [kept, first] = found.try_emplace(code + expected.subject, expected);
    if (!first) kept->second.tolerated &= expected.tolerated;
  }
  for (auto& [key, expected] : found) person.expected.push_back(expected);
}

void label_lines(Person& person) {
  bool after_death = false;
  bool funded_after = false;
  for (const auto& line : person.lines) {
    if (line.places.empty()) continue;
    after_death |= line.code == "paid-after-death";
    funded_after |= line.code == "funding-after-death";
    if (line.code == "paid-after-death" || line.code == "funding-after-death") continue;
    // A line that might be somebody's wage is a suggestion first; the bank's own charges after a
    // death are told once, with the rest that was spent then.
    const bool chance = line.kind == "stranger-by-chance" || line.kind == "stranger-like-worker" ||
                        (!person.died.empty() && text(line.date) > person.died &&
                         line.code == "unplanned-spending");
    if (!line.code.empty()) {
      person.expected.push_back({line.code, {}, line.id, chance});
    }
    const bool open = line.truth == Truth::undecidable || line.truth == Truth::undocumented;
    if (open) {
      for (const char* code :
           {"unplanned-spending", "ghost-worker", "third-party-deposit", "payment-to-holder"}) {
        person.expected.push_back({code, {}, line.id, true});
      }
    }
  }
  if (after_death) person.expected.push_back({"paid-after-death", {}, 0, false});
  if (funded_after) person.expected.push_back({"funding-after-death", {}, 0, false});
}

void label_payslips(Person& person) {
  for (const auto& slip : person.payslips) {
    const auto subject = "payslip:" + person.workers[slip.worker].ref + ":" + text(slip.pay_date) +
                         ":" + text(slip.period.first);
    if (slip.written > 1) person.expected.push_back({"duplicate-payslip", subject + "#2"});
    if (slip.code.empty() || slip.code == "paid-after-death") continue;
    person.expected.push_back({slip.code, subject});
  }
  for (const auto& worker : person.workers) {
    if (worker.relation == "household-family") {
      person.expected.push_back({"household-family-paid", "household:" + worker.ref});
    }
  }
}

void label_whole(Person& person) {
  for (const std::string code : {"surplus", "shortfall", "review-due", "statement-gap",
                                 "balance-break", "statement-overlap", "double-funding"}) {
    if (person.planted.contains(code)) person.expected.push_back({code, {}});
  }
  if (person.planted.contains("over-plan-line")) {
    person.expected.push_back({"over-plan-line", "2025/outings"});
  }
  // What a missing or damaged statement leaves open is anybody's guess.
  for (const char* code : {"balance-break", "statement-gap"}) {
    const bool torn = person.planted.contains("statement-gap") ||
                      person.planted.contains("balance-break") ||
                      person.planted.contains("statement-overlap");
    if (torn) person.expected.push_back({code, {}, 0, true});
  }
}

}  // namespace

void label(Story& story) {
  label_items(story.person);
  label_lines(story.person);
  label_payslips(story.person);
  label_whole(story.person);
}

}  // namespace accuracy

// What a plain program does: each line takes the nearest open item of its amount within five days;
// what is left over is reported.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/score.hpp"

#include <set>

namespace accuracy {

Answers baseline_answers(const Person& person) {
  Answers answers;
  std::set<std::string> taken;
  for (const auto& line : person.lines) {
    if (line.places.empty()) continue;
    const Item* nearest = nullptr;
    const auto days = [&](const Item& item) { return std::abs(item.due - line.date); };
    for (const auto& item : person.items) {
      const bool fits = item.amount == line.amount && days(item) <= 5 && !taken.contains(item.key);
      if (fits && (nearest == nullptr || days(item) < days(*nearest))) nearest = &item;
    }
    Answer answer;
    answer.id = std::to_string(line.id);
    answer.person = person.ref;
    answer.state = nearest == nullptr ? "unmatched" : "matched";
    answer.rule = "amount";
    answer.confidence = nearest == nullptr ? 0 : 1;
    if (nearest != nullptr) {
      answer.given.items.push_back({nearest->key, line.amount});
      taken.insert(nearest->key);
    }
    const auto& place = line.places.front();
    answers.emplace(place.file + ":" + std::to_string(place.line), std::move(answer));
  }
  return answers;
}

std::vector<Raised> baseline_raised(const Person& person, const Answers& answers) {
  std::vector<Raised> raised;
  std::set<std::string> paid;
  for (const auto& line : person.lines) {
    if (line.places.empty()) continue;
    const auto& place = line.places.front();
    const auto& answer = answers.at(place.file + ":" + std::to_string(place.line));
    for (const auto& item : answer.given.items) paid.insert(item.item);
    if (answer.state == "matched") continue;
    const std::string code = line.amount < 0 ? "unplanned-spending" : "third-party-deposit";
    raised.push_back({code, person.ref, {}, "open", {}, {}, {place}});
  }
  for (const auto& item : person.items) {
    if (paid.contains(item.key) || plus_days(item.due, 14) >= as_of()) continue;
    const std::string code = item.of == Of::net_pay        ? "net-pay-unpaid"
                             : item.of == Of::paye         ? "paye-overdue"
                             : item.of == Of::pension      ? "pension-overdue"
                             : item.of == Of::funding      ? "funding-missing"
                             : item.of == Of::contribution ? "contribution-missing"
                             : item.of == Of::invoice      ? "invoice-unpaid"
                                                           : "regular-unpaid";
    const auto subject =
        item.of == Of::paye ? "paye:" + person.ref + ":" + ledger::text(item.due) : item.key;
    raised.push_back({code, person.ref, subject, "open", {}, {}, {}});
  }
  return raised;
}

}  // namespace accuracy

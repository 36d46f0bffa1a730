#include "bench/accuracy/score.hpp"

#include "bench/accuracy/books.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace accuracy {
namespace {

const Answer* answer_of(const Answers& answers, const Line& line) {
  for (const auto& place : line.places) {
    const auto found = answers.find(place.file + ":" + std::to_string(place.line));
    if (found != answers.end()) return &found->second;
  }
  return nullptr;
}

bool same(const std::vector<Share>& a, const std::vector<Share>& b) {
  std::map<std::string, Pence> sums;
  for (const auto& share : a) sums[share.item] += share.amount;
  for (const auto& share : b) sums[share.item] -= share.amount;
  return std::ranges::all_of(sums, [](const auto& each) { return each.second == 0; });
}

bool same_keys(const std::vector<Share>& a, const std::vector<Share>& b) {
  std::set<std::string> keys_a, keys_b;
  for (const auto& share : a) keys_a.insert(share.item);
  for (const auto& share : b) keys_b.insert(share.item);
  return keys_a == keys_b;
}

struct Context {
  const Person& person;
  const Answers& answers;
  std::map<int, const Line*> lines;
  std::map<int, bool> has_twin;  ///< another line of the day pays the same
};

bool names_other(const Context& context, const Line& line, const Explanation& given,
                 const std::string& prefix) {
  const auto* other = answer_of(context.answers, *context.lines.at(line.other));
  return other != nullptr && given.items.size() == 1 &&
         given.items.front().item == prefix + other->id;
}

/// Part of a price came back that happens to be the whole of another one of that payee.
bool undoes_alike(const Context& context, const Line& line, const Explanation& given) {
  if (line.amount < 0 || given.items.size() != 1) return false;
  return std::ranges::any_of(context.person.lines, [&](const Line& other) {
    const bool alike = other.plan_line == line.plan_line && other.amount == -line.amount;
    const auto* answer = alike ? answer_of(context.answers, other) : nullptr;
    return answer != nullptr && given.items.front().item == "reversal:" + answer->id;
  });
}

bool is_right(const Context& context, const Line& line, const Explanation& given, bool duplicate) {
  switch (line.truth) {
    case Truth::settles:
      if (duplicate) return context.has_twin.at(line.id) && same_keys(given.items, line.shares);
      return given.plan_line.empty() && same(given.items, line.shares);
    case Truth::coded:
      return (given.items.empty() && given.plan_line == line.plan_line) ||
             undoes_alike(context, line, given);
    case Truth::interest:
      return given.items.empty() && given.plan_line.empty();
    case Truth::reversal:
      return names_other(context, line, given, "reversal:") ||
             (!line.plan_line.empty() && given.plan_line == line.plan_line);
    case Truth::transfer:
      return names_other(context, line, given, "transfer:");
    case Truth::duplicate:
      return (duplicate || context.has_twin.at(line.id)) && same_keys(given.items, line.shares);
    case Truth::undocumented:
      return given.items.empty() && given.plan_line == line.plan_line;
    case Truth::unexplained:
    case Truth::undecidable:
      break;
  }
  return false;
}

bool is_decided(Truth truth) {
  return truth != Truth::unexplained && truth != Truth::undecidable && truth != Truth::undocumented;
}

std::string shown(const Explanation& given) {
  std::string out = given.plan_line.empty() ? "" : "plan " + given.plan_line;
  for (const auto& item : given.items)
    out += (out.empty() ? "" : ", ") + item.item + " " + pounds(item.amount);
  return out.empty() ? "nothing" : out;
}

std::string example(const Line& line, const Answer& answer) {
  const auto* place = &line.places.front();
  std::string truth{name(line.truth)};
  if (!line.shares.empty()) truth += ": " + shown({line.shares, {}});
  if (!line.plan_line.empty()) truth += ", plan " + line.plan_line;
  std::string said = answer.state + " by " + answer.rule + " at " +
                     std::to_string(answer.confidence).substr(0, 4) + ": " + shown(answer.given);
  for (const auto& other : answer.others) said += " | " + shown(other);
  return place->file + ":" + std::to_string(place->line) + " " + text(line.date) + " " +
         pounds(line.amount) + " \"" + line.payee +
         (line.reference.empty() ? "" : " / " + line.reference) + "\" (" + line.type +
         ")\n      truth: " + truth + "\n      said:  " + said;
}

void note(Score& score, const Line& line, const Answer& answer, const std::string& how) {
  const auto what = how + " " + line.kind + " [" + answer.state + " " + answer.rule + "]";
  score.disagreements[what].push_back(example(line, answer));
}

void score_line(Score& score, const Context& context, const Line& line) {
  auto& tally = score.kinds[line.kind];
  const auto* answer = answer_of(context.answers, line);
  ++tally.lines;
  const bool decided = is_decided(line.truth);
  tally.decided += decided ? 1 : 0;
  if (answer == nullptr) {
    ++tally.absent;
    return;
  }
  const int bucket = static_cast<int>(std::floor(answer->confidence * 20 + 1e-9)) * 5;
  if (answer->state == "matched") {
    const bool right = is_right(context, line, answer->given, answer->rule == "duplicate");
    ++(right ? tally.right : tally.wrong);
    tally.recalled += right && decided ? 1 : 0;
    ++score.posted[bucket].said;
    score.posted[bucket].right += right ? 1 : 0;
    if (!right) note(score, line, *answer, "wrong");
    return;
  }
  const bool offered = std::ranges::any_of(answer->others, [&](const Explanation& other) {
    return is_right(context, line, other, line.truth == Truth::duplicate);
  });
  if (answer->state == "suggested") {
    ++tally.suggested;
    tally.offered += offered ? 1 : 0;
    ++score.suggested[bucket].said;
    const bool first = !answer->others.empty() && is_right(context, line, answer->others.front(),
                                                           line.truth == Truth::duplicate);
    score.suggested[bucket].right += first ? 1 : 0;
  } else {
    ++tally.unmatched;
  }
  if (decided) note(score, line, *answer, "left");
}

bool tells(const Person& person, const Expected& expected, const Raised& raised) {
  if (expected.code != raised.code) return false;
  if (!expected.subject.empty()) return expected.subject == raised.subject;
  if (expected.line == 0) return true;
  const auto line = std::ranges::find(person.lines, expected.line, &Line::id);
  return std::ranges::any_of(line->places, [&](const Place& place) {
    return std::ranges::any_of(raised.evidence, [&](const Place& evidence) {
      return evidence.file == place.file && evidence.line == place.line;
    });
  });
}

std::string subject_shown(const Person& person, const Expected& expected) {
  if (expected.line == 0) return expected.subject;
  const auto line = std::ranges::find(person.lines, expected.line, &Line::id);
  return line->places.front().file + ":" + std::to_string(line->places.front().line) + " " +
         line->payee + " " + pounds(line->amount) + " [" + line->kind + "]";
}

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  lines += other.lines;
  decided += other.decided;
  right += other.right;
  wrong += other.wrong;
  suggested += other.suggested;
  offered += other.offered;
  unmatched += other.unmatched;
  recalled += other.recalled;
  absent += other.absent;
  return *this;
}

void score_lines(Score& score, const Person& person, const Answers& answers) {
  Context context{person, answers, {}, {}};
  for (const auto& line : person.lines) {
    context.lines.emplace(line.id, &line);
    context.has_twin[line.id] = std::ranges::any_of(person.lines, [&](const Line& other) {
      return other.id != line.id && other.date == line.date && other.amount == line.amount &&
             same_keys(other.shares, line.shares);
    });
  }
  for (const auto& line : person.lines) {
    if (!line.places.empty()) score_line(score, context, line);
  }
}

void score_findings(Score& score, const Person& person, const std::vector<Raised>& raised) {
  std::vector<bool> used(raised.size(), false);
  const auto take = [&](const Expected& expected) {
    bool any = false;
    for (std::size_t i = 0; i < raised.size(); ++i) {
      const bool open = raised[i].state == "open" && !used[i];
      if (!open || !tells(person, expected, raised[i])) continue;
      used[i] = true;
      any = true;
      if (!expected.subject.empty() || expected.line != 0) break;
    }
    return any;
  };
  for (const auto& expected : person.expected) {
    if (expected.tolerated) continue;
    auto& code = score.codes[expected.code];
    ++code.expected;
    if (take(expected)) {
      ++code.found;
      ++code.raised;
      ++code.sound;
    } else {
      score.disagreements["not raised " + expected.code].push_back(person.ref + " " +
                                                                   subject_shown(person, expected));
    }
  }
  for (const auto& expected : person.expected) {
    if (expected.tolerated) take(expected);
  }
  for (std::size_t i = 0; i < raised.size(); ++i) {
    if (used[i] || raised[i].state != "open") continue;
    ++score.codes[raised[i].code].raised;
    score.disagreements["raised for nothing " + raised[i].code].push_back(
        person.ref + " " + raised[i].subject + ": " + raised[i].why);
  }
}

}  // namespace accuracy

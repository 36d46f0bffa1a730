// The documents `matches --json` and `findings --json` (docs/json.md).
#include "bench/accuracy/score.hpp"

#include <cmath>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace accuracy {
namespace {

using Json = nlohmann::json;

Json read(const std::string& file) {
  std::ifstream in{file};
  if (!in) throw std::runtime_error{"cannot read " + file};
  return Json::parse(in);
}

Pence pence_of(const std::string& pounds) {
  std::string digits;
  for (const char c : pounds) {
    if (c != '.') digits += c;
  }
  return std::stoll(digits);
}

Explanation explanation_of(const Json& json) {
  Explanation made;
  for (const auto& item : json.at("items")) {
    made.items.push_back(
        {item.at("key").get<std::string>(), pence_of(item.at("amount").get<std::string>())});
  }
  made.plan_line = json.at("plan_line").get<std::string>();
  return made;
}

}  // namespace

Answers read_answers(const std::string& file) {
  Answers answers;
  const auto document = read(file);
  for (const auto& line : document.at("lines")) {
    Answer answer;
    answer.id = line.at("id").get<std::string>();
    const auto account = line.at("account").get<std::string>();
    answer.person = account.substr(0, account.find('/'));
    answer.state = line.at("state").get<std::string>();
    answer.rule = line.at("rule").get<std::string>();
    answer.why = line.at("why").get<std::string>();
    answer.confidence = line.at("confidence").get<double>();
    answer.given = explanation_of(line);
    for (const auto& other : line.at("alternatives")) {
      answer.others.push_back(explanation_of(other));
    }
    const auto place =
        line.at("file").get<std::string>() + ":" + std::to_string(line.at("line").get<int>());
    answers.emplace(place, std::move(answer));
  }
  return answers;
}

std::vector<Raised> read_raised(const std::string& file) {
  std::vector<Raised> raised;
  const auto document = read(file);
  for (const auto& finding : document.at("findings")) {
    Raised one;
    one.code = finding.at("code").get<std::string>();
    one.person = finding.at("person").get<std::string>();
    one.subject = finding.at("subject").get<std::string>();
    one.state = finding.at("state").get<std::string>();
    one.why = finding.at("why").get<std::string>();
    for (const auto& place : finding.at("evidence")) {
      one.evidence.push_back({place.at("file").get<std::string>(), place.at("line").get<int>()});
    }
    raised.push_back(std::move(one));
  }
  return raised;
}

}  // namespace accuracy

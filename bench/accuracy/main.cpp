// Makes labelled people, and judges what the program said of them.
//   dpledger_bench_accuracy make  FOLDER PEOPLE NOISE SEED
//   dpledger_bench_accuracy judge FOLDER PEOPLE NOISE SEED [show WORDS | summary | floors P R FR
//   FP]
// `make` writes the papers, manifest.csv and, for people to read, truth-lines.tsv and
// truth-findings.tsv. `judge` reads matches.json and findings.json in the folder.
#include "bench/accuracy/report.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace {

using namespace accuracy;

Noise noise_of(const std::string& word) {
  for (const auto noise : {Noise::low, Noise::middle, Noise::high}) {
    if (word == name(noise)) return noise;
  }
  throw std::runtime_error{"noise is low, middle or high"};
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream out{file, std::ios::binary};
  out << content;
  if (!out) throw std::runtime_error{"cannot write " + file.string()};
}

std::string truth_of(const Line& line, const Person& person) {
  std::string out;
  for (const auto& share : line.shares) out += share.item + "=" + pounds(share.amount) + " ";
  if (!line.plan_line.empty()) out += "plan=" + line.plan_line + " ";
  if (line.other != 0) {
    const auto other = std::ranges::find(person.lines, line.other, &Line::id);
    if (!other->places.empty()) {
      out +=
          "line=" + other->places.front().file + ":" + std::to_string(other->places.front().line);
    }
  }
  return out;
}

void make(const std::filesystem::path& folder, int people, Noise noise, std::uint64_t seed) {
  std::filesystem::create_directories(folder);
  std::string manifest = "file,kind,account\n";
  std::string lines = "person\tfile\tline\tdate\tamount\tkind\ttruth\tdetail\n";
  std::string findings = "person\tcode\tsubject\tline\tcounted\n";
  for (int number = 1; number <= people; ++number) {
    const auto person = make_person(number, seed, noise);
    for (const auto& file : person.files) {
      write(folder / file.name, file.content);
      if (file.kind == "person") continue;
      manifest += file.name + "," + file.kind + "," + file.account + "\n";
    }
    for (const auto& line : person.lines) {
      if (line.places.empty()) continue;
      lines += person.ref + "\t" + line.places.front().file + "\t" +
               std::to_string(line.places.front().line) + "\t" + ledger::text(line.date) + "\t" +
               pounds(line.amount) + "\t" + line.kind + "\t" + std::string{name(line.truth)} +
               "\t" + truth_of(line, person) + "\n";
    }
    for (const auto& expected : person.expected) {
      const auto line = std::ranges::find(person.lines, expected.line, &Line::id);
      findings +=
          person.ref + "\t" + expected.code + "\t" + expected.subject + "\t" +
          (expected.line == 0 || line->places.empty()
               ? std::string{}
               : line->places.front().file + ":" + std::to_string(line->places.front().line)) +
          "\t" + (expected.tolerated ? "no" : "yes") + "\n";
    }
  }
  write(folder / "manifest.csv", manifest);
  write(folder / "truth-lines.tsv", lines);
  write(folder / "truth-findings.tsv", findings);
}

int judge(const std::vector<std::string>& words) {
  const std::filesystem::path folder{words[1]};
  Asked asked{std::atoi(words[2].c_str()), noise_of(words[3]), {}};
  const auto seed = static_cast<std::uint64_t>(std::stoull(words[4]));
  const auto answers = read_answers(folder / "matches.json");
  std::map<std::string, std::vector<Raised>> raised;
  for (auto& one : read_raised(folder / "findings.json")) raised[one.person].push_back(one);
  Score score, plain;
  for (int number = 1; number <= asked.people; ++number) {
    const auto person = make_person(number, seed, asked.noise);
    score_lines(score, person, answers);
    score_findings(score, person, raised[person.ref]);
    const auto baseline = baseline_answers(person);
    score_lines(plain, person, baseline);
    score_findings(plain, person, baseline_raised(person, baseline));
  }
  const std::string ask = words.size() > 5 ? words[5] : "";
  if (ask == "show") {
    asked.show = words.size() > 6 ? words[6] : "";
    std::cout << examples(asked, score);
  } else if (ask == "summary") {
    std::cout << summary(asked, score, plain);
  } else if (ask == "floors" && words.size() > 9) {
    const auto under =
        below({std::stod(words[6]), std::stod(words[7]), std::stod(words[8]), std::stod(words[9])},
              score);
    std::cerr << under;
    return under.empty() ? 0 : 1;
  } else {
    std::cout << tables(asked, score, plain);
  }
  return 0;
}

}  // namespace

int main(int count, char** words) try {
  const std::vector<std::string> all{words + 1, words + count};
  if (all.size() < 5 || (all[0] != "make" && all[0] != "judge")) {
    std::cerr << "make|judge FOLDER PEOPLE NOISE SEED: see main.cpp\n";
    return 2;
  }
  if (all[0] == "judge") return judge(all);
  make(all[1], std::atoi(all[2].c_str()), noise_of(all[3]), std::stoull(all[4]));
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << "\n";
  return 1;
}

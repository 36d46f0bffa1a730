// The program's answers beside the truth.
//
// Posted        state `matched`: nobody looks at it again, so it must be right.
// Right         items with their amounts, or plan line, reversal, transfer, equal the truth. Of two
//               equal lines of one day either may be the duplicate.
// Precision     right of what was posted; recall: posted and right of what the papers decide.
// Left          suggested and unmatched lines of all lines.
#pragma once

#include "bench/accuracy/world.hpp"

#include <map>
#include <optional>

namespace accuracy {

struct Explanation {
  std::vector<Share> items;
  std::string plan_line;
};

struct Answer {
  std::string id, person, state, rule, why;
  double confidence = 0;
  Explanation given;
  std::vector<Explanation> others;
};

struct Raised {
  std::string code, person, subject, state, why, date;
  std::vector<Place> evidence;
};

/// By "FILE:LINE".
using Answers = std::map<std::string, Answer>;
Answers read_answers(const std::string& file);
std::vector<Raised> read_raised(const std::string& file);

enum class Verdict { right, wrong, left, absent };

struct Tally {
  int lines = 0, decided = 0, right = 0, wrong = 0, suggested = 0, offered = 0, unmatched = 0;
  int recalled = 0;  ///< right, of what the papers decide
  int absent = 0;
  int posted() const { return right + wrong; }
  int left() const { return suggested + unmatched; }
  Tally& operator+=(const Tally& other);
};

struct Found {
  int expected = 0, found = 0, raised = 0, sound = 0;
};

struct Bucket {
  int said = 0, right = 0;
};

struct Score {
  std::map<std::string, Tally> kinds;
  std::map<std::string, Found> codes;
  std::map<int, Bucket> posted, suggested;  ///< by hundredths of confidence, in steps of five
  std::map<std::string, std::vector<std::string>> disagreements;  ///< examples by what it is
};

/// Lines: a person's answers; the plain baseline gives its own.
void score_lines(Score& score, const Person& person, const Answers& answers);
void score_findings(Score& score, const Person& person, const std::vector<Raised>& raised);

/// One line, one item: of an equal amount, within five days, the nearest.
Answers baseline_answers(const Person& person);
std::vector<Raised> baseline_raised(const Person& person, const Answers& answers);

}  // namespace accuracy

// What each code of a finding means, for people: when it is raised and when it closes, what it goes
// by, and what is missing where it cannot be tested. docs/findings.md is written from it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace reconcile {

struct CheckGuide {
  std::string_view code;
  std::string_view when;                       ///< raised when …; how it closes
  std::string_view untested;                   ///< what may be missing; empty: always tested
  std::vector<std::string_view> parameters{};  ///< names, or lists of words
};

/// By what they look at. A test sees to it that every check has one.
std::span<const CheckGuide> check_guides();

}  // namespace reconcile

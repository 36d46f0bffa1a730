// One file read without a book, as `inspect` and `profile` show it.
#pragma once

#include "app/profiles.hpp"
#include "reports/answers.hpp"

#include <string>
#include <vector>

namespace app {

struct Inspected {
  reports::InspectedFile shown;
  std::vector<std::string> reasons;  ///< of a proposed profile
};

/// An unknown table is read by the profile it seems to have.
Inspected inspected(const std::string& file, const KnownProfiles& known);

}  // namespace app

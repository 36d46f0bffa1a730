// A table read by a profile: where its heading stands, whether it is still the same, and its rows.
#pragma once

#include "import/profile/profile.hpp"
#include "import/refusals.hpp"
#include "import/source.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace imports {

/// Where a profile's rows begin in one file.
struct ProfilePlace {
  int rows_above = 0;       ///< rows (also blank ones) up to the heading and with it
  std::vector<Role> roles;  ///< by position
  std::string masked;       ///< of an account number above the heading
};

/// Nothing when the heading is not among the first rows, or has changed.
std::optional<ProfilePlace> place_in(std::string_view text, const Profile& profile);

/// The saved profiles whose heading stands in this text, of each name the newest version that does.
std::vector<const Profile*> profiles_fitting(std::string_view text, const Profiles& profiles);

/// Reads the rows, of a bank or a payroll (payroll/profile_rows.hpp). Refused when the heading has
/// changed, with the columns that are new and those that are gone.
void read_by_profile(std::string_view text, const Profile& profile, Source& source,
                     Refusals& refusals);

/// Says which columns of the profile this text lacks, and which it has beside them.
void refuse_heading(std::string_view text, const Profile& profile, Refusals& refusals);

}  // namespace imports

// What the colours of a page are: the sRGB profile of Debian's icc-profiles-free, compiled in.
#pragma once

#include "ledger/embedded.hpp"

namespace embed {

std::span<const File> colour_profiles();

}  // namespace embed

// Seals that verify was given together: whether one book can have them both.
#pragma once

#include "app/verdict.hpp"

#include <vector>

namespace app {

/// Adds to the verdict of each seal what the seals named before it, and that of --seal, say of it.
/// Two of one size with different roots break it; of two sizes only a proof between them, named
/// too, can tell. What cannot be read was said already.
void compare_seals(std::vector<Verdict>& verdicts, const Arguments& arguments);

}  // namespace app

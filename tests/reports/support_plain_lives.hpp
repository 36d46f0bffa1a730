// Lives made at random for the plain page: what may befall a budget, and all the ways in which it
// is held and planned. In a rapidcheck property only.
#pragma once

#include "tests/reconcile/build_acts.hpp"

namespace plain_pages {

int pick(int from, int to);
/// Something that may befall a budget, for better or worse.
void befall(build::Acted& made);
/// How it is held and planned, of all the ways there are.
void vary(build::Acted& made);

}  // namespace plain_pages

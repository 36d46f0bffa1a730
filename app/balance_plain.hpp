// balance --plain, which balance hands on.
#pragma once

#include "app/command.hpp"

namespace app {

Outcome balance_plain(const Arguments& arguments);

}  // namespace app

// The parts of a file told apart from what the book has, and from each other.
#pragma once

#include "app/routing.hpp"
#include "import/source.hpp"
#include "ledger/store/book.hpp"

#include <optional>
#include <vector>

namespace app {

/// One account's part of a file.
struct Part {
  Target target;
  ledger::Statement statement;
  std::optional<ledger::Period> days;  ///< all that it speaks of
};

/// What a part brings, and why what it does not bring is known.
struct ToldPart {
  store::NewStatement made;
  std::vector<imports::KnownAgain> known;
};

/// In the order of the parts. Two parts of one account are two files to each other (an archive may
/// hold the same days twice), unless the later begins with the balance that the earlier ends with:
/// then equal lines in both are two lines.
std::vector<ToldPart> told(const std::vector<Part>& parts, store::Reader& reader);

}  // namespace app

// What was verified and whether it holds: the answer of `check` and `verify`.
#pragma once

#include "app/command.hpp"
#include "ledger/store/book.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

struct Verdict {
  std::string file;
  std::string what;  ///< "book", "signature", "pdf"
  bool holds = true;
  std::string sentence;                                    ///< for people
  std::vector<std::pair<std::string, std::string>> facts;  ///< signer, role, …
  std::vector<store::Breach> breaches;                     ///< what does not hold
  std::vector<Verdict> signatures;  ///< of a file that has several inside; in their order
};

Verdict check_book(store::Book& book, const std::string& file);

/// Exit not_verified when anything does not hold.
Finished verdict_on(const std::vector<Verdict>& verdicts, std::string_view schema);

}  // namespace app

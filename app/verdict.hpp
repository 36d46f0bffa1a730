// What was verified and whether it holds: the answer of `check` and `verify`.
#pragma once

#include "app/command.hpp"
#include "app/of_people.hpp"
#include "ledger/store/book.hpp"

#include <optional>
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

/// Something that was to be given out does not hold: why, as `check` says it, exit not_verified.
Finished broken(const Arguments& arguments, const std::string& file, const std::string& why);

/// Why nothing of a person is given out: their own chain, checked now, does not hold. Empty when it
/// does.
std::string why_withheld(store::Reader& reader, const std::string& ref);

/// That nothing of these people is given out, for one of their chains does not hold; nothing when
/// all do. Each thread looks at its own people.
std::optional<Finished> withheld(const Arguments& arguments, OpenedPeople& people);

/// The same of whom a command speaks, before it opens the book for itself.
std::optional<Finished> withheld(const Arguments& arguments);
/// The same where the answer is of people who are named, or goes into a file. Figures of everybody
/// on a screen are shown unchecked: the check would cost more than they do.
std::optional<Finished> withheld_if_given_out(const Arguments& arguments);

/// Exit not_verified when anything does not hold.
Finished verdict_on(const std::vector<Verdict>& verdicts, std::string_view schema);

}  // namespace app

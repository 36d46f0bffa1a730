// How verify tells what it was given apart. Each kind has a teller: it answers the verdict on a
// file of its kind, or nothing when the file is of another. verify_command.cpp asks them in the
// order of its table; a new kind is a function in a file of its own and one row there.
#pragma once

#include "app/verdict.hpp"
#include "ledger/result.hpp"

#include <optional>
#include <string>

namespace app {

/// What is signed or verified may be a book of many people.
inline constexpr std::size_t largest_signed = std::size_t{1} << 30U;

/// One file that verify was given.
struct Verifying {
  std::string file;    ///< for FILE.p7s this is FILE
  bool has_signature;  ///< FILE.p7s stands beside it
  std::string bytes;   ///< the whole file; only its beginning when it is a book without one
  const std::optional<std::string>& authority;  ///< PEM; nothing: nobody vouches
  const Arguments& arguments;
};

using Told = std::optional<ledger::Result<Verdict>>;

/// A book that has no signature beside it is checked as `check` does it.
Told told_book(const Verifying& given);
/// A PDF that has signatures inside.
Told told_pdf(const Verifying& given);
/// Whatever has FILE.p7s beside it.
Told told_detached(const Verifying& given);

}  // namespace app

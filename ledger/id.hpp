// Numbers with a type of their own: an import's cannot be given where a person's is wanted.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ledger {

/// `Of` is only a name. Numbers of one kind are compared; nothing is reckoned with them.
template <class Of>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};

using PersonId = Id<struct OfPerson>;  ///< given by the book
using ImportId = Id<struct OfImport>;  ///< given by the book
using EntryNo = Id<struct OfEntry>;    ///< counts the entries of one person, from 1
using LinkNo = Id<struct OfLink>;      ///< counts the links of one person's chain, from 1
/// Eight bytes of the SHA-256 of what a statement line says and of which of its twins it is. The
/// book gives none: whoever imports the same line again gets the same id (decision 0005).
using LineId = Id<struct OfLine>;

/// `L` and sixteen hexadecimal digits.
std::string text(LineId id);
std::optional<LineId> parse_line_id(std::string_view text);

}  // namespace ledger

template <class Of>
struct std::hash<ledger::Id<Of>> {
  std::size_t operator()(ledger::Id<Of> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};

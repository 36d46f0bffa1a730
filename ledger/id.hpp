// One type per thing numbered, so that a person's number never passes for an import's.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ledger {

template <class Thing>
struct Id {
  std::int64_t value = 0;
  friend auto operator<=>(Id, Id) = default;
};

using PersonId = Id<struct PersonThing>;  ///< a person's number in the book, given by the program
using ImportId = Id<struct ImportThing>;  ///< an imported file's number in the book
using EntryNo = Id<struct EntryThing>;    ///< an entry's number within its person, from 1
using LinkNo = Id<struct LinkThing>;      ///< a link's number within its person's chain, from 1
/// A statement line's identity: the first eight bytes of a SHA-256 of its content
/// (account, date, amount, text, number among equals), so that it survives undo and re-import.
using LineId = Id<struct LineThing>;

/// `L` and sixteen hexadecimal digits.
std::string text(LineId id);
std::optional<LineId> parse_line_id(std::string_view text);

}  // namespace ledger

template <class Thing>
struct std::hash<ledger::Id<Thing>> {
  std::size_t operator()(ledger::Id<Thing> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};

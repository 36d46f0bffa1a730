// What a leaf of the book's log says, so that anybody can make its hash again.
#pragma once

#include <cstdint>
#include <string>

namespace ledger {

/// A person's chain as it stood when the book was sealed.
struct SealedHead {
  std::string person;      ///< ref
  std::int64_t links = 0;  ///< how many links the chain had
  std::string head;        ///< of the last of them: hexadecimal
  friend bool operator==(const SealedHead&, const SealedHead&) = default;
};

/// Four lines: "dpledger.leaf/1", the person, the links, the head; each ends with a line feed.
std::string leaf_text(const SealedHead& sealed);

}  // namespace ledger

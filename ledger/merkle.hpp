// A log as a Merkle tree: what was put in stays in its place, and short proofs show it.
//
//   leaf hash  = SHA-256(00, what the leaf says)
//   node hash  = SHA-256(01, left, right)
//   the tree of n leaves splits at the largest power of two below n; without leaves its root is the
//   SHA-256 of nothing
//
// A *whole subtree* has 2^level leaves and begins at a multiple of that; its hash never changes as
// the log grows, so that it can be kept. Everything below is made from whole subtrees.
// Source: RFC 6962, section 2.1; checking as in RFC 9162, sections 2.1.3.2 and 2.1.4.2.
#pragma once

#include "ledger/digest.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace ledger {

/// A whole subtree: leaves position * 2^level to (position + 1) * 2^level.
struct Subtree {
  int level = 0;
  std::uint64_t position = 0;
  friend bool operator==(const Subtree&, const Subtree&) = default;
};
/// Its hash, from wherever it is kept; asked only for subtrees that the log has.
using WholeSubtrees = std::function<Digest(Subtree)>;

Digest leaf_hash(std::string_view leaf);
Digest node_hash(const Digest& left, const Digest& right);

/// The whole subtrees that end with the leaf at `position`, from the leaf up, with their hashes;
/// `whole` is asked for those that stand left of them.
struct NewSubtree {
  Subtree place;
  Digest hash;
};
std::vector<NewSubtree> subtrees_ended_by(std::uint64_t position, const Digest& leaf,
                                          const WholeSubtrees& whole);

Digest root_of(const WholeSubtrees& whole, std::uint64_t size);
/// That the leaf at `position` is in the tree of that size. `position` is below `size`.
std::vector<Digest> inclusion_proof(const WholeSubtrees& whole, std::uint64_t position,
                                    std::uint64_t size);
/// That the tree of size `newer` begins with that of size `older`, which is no larger.
std::vector<Digest> consistency_proof(const WholeSubtrees& whole, std::uint64_t older,
                                      std::uint64_t newer);

/// The head of a log: all that has to leave the house.
struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};
  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};
bool proves_inclusion(std::span<const Digest> proof, const Digest& leaf, std::uint64_t position,
                      const TreeHead& head);
bool proves_consistency(std::span<const Digest> proof, const TreeHead& older,
                        const TreeHead& newer);

}  // namespace ledger

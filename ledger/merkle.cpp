#include "ledger/merkle.hpp"

#include "ledger/ensure.hpp"

#include <bit>

namespace ledger {
namespace {

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

/// The largest power of two below `size`, which is above one.
std::uint64_t split_of(std::uint64_t size) {
  return std::bit_floor(size - 1);
}

/// The hash of the leaves from `begin` on, which is a multiple of the power of two that `size` fits
/// under; the tree of RFC 6962 asks for no others.
Digest hash_of(const WholeSubtrees& whole, std::uint64_t begin, std::uint64_t size) {
  if (std::has_single_bit(size)) {
    const int level = std::countr_zero(size);
    return whole({level, begin >> static_cast<unsigned>(level)});
  }
  const std::uint64_t left = split_of(size);
  return node_hash(hash_of(whole, begin, left), hash_of(whole, begin + left, size - left));
}

/// The path of RFC 6962, 2.1.1, for the leaf `position` of the leaves from `begin` on.
void add_path(std::vector<Digest>& path, const WholeSubtrees& whole, std::uint64_t position,
              std::uint64_t begin, std::uint64_t size) {
  if (size == 1) return;
  const std::uint64_t left = split_of(size);
  if (position < left) {
    add_path(path, whole, position, begin, left);
    path.push_back(hash_of(whole, begin + left, size - left));
  } else {
    add_path(path, whole, position - left, begin + left, size - left);
    path.push_back(hash_of(whole, begin, left));
  }
}

/// SUBPROOF of RFC 6962, 2.1.2, over the leaves from `begin` on; `known`: who checks it has the
/// hash of the older ones among them already.
class Subproof {
 public:
  Subproof(std::vector<Digest>& proof, const WholeSubtrees& whole) : proof_{proof}, whole_{whole} {}

  void add(std::uint64_t older, std::uint64_t begin, std::uint64_t size, bool known) {
    if (older == size) {
      if (!known) proof_.push_back(hash_of(whole_, begin, size));
      return;
    }
    const std::uint64_t left = split_of(size);
    if (older <= left) {
      add(older, begin, left, known);
      proof_.push_back(hash_of(whole_, begin + left, size - left));
    } else {
      add(older - left, begin + left, size - left, false);
      proof_.push_back(hash_of(whole_, begin, left));
    }
  }

 private:
  std::vector<Digest>& proof_;
  const WholeSubtrees& whole_;
};

}  // namespace

Digest leaf_hash(std::string_view leaf) {
  thread_local Sha256 hasher;
  return hasher.add({"\0", 1}).add(leaf).take();
}

Digest node_hash(const Digest& left, const Digest& right) {
  thread_local Sha256 hasher;
  return hasher.add({"\1", 1}).add(bytes_of(left)).add(bytes_of(right)).take();
}

std::vector<NewSubtree> subtrees_ended_by(std::uint64_t position, const Digest& leaf,
                                          const WholeSubtrees& whole) {
  std::vector<NewSubtree> made{{{0, position}, leaf}};
  for (std::uint64_t at = position; (at & 1U) != 0; at >>= 1U) {
    const NewSubtree right = made.back();
    const Digest left = whole({right.place.level, at - 1});
    made.push_back({{right.place.level + 1, at >> 1U}, node_hash(left, right.hash)});
  }
  return made;
}

Digest root_of(const WholeSubtrees& whole, std::uint64_t size) {
  return size == 0 ? sha256({}) : hash_of(whole, 0, size);
}

std::vector<Digest> inclusion_proof(const WholeSubtrees& whole, std::uint64_t position,
                                    std::uint64_t size) {
  ensure(position < size, "only a leaf of the tree is proved to be in it");
  std::vector<Digest> path;
  add_path(path, whole, position, 0, size);
  return path;
}

std::vector<Digest> consistency_proof(const WholeSubtrees& whole, std::uint64_t older,
                                      std::uint64_t newer) {
  ensure(older <= newer, "a log only grows");
  std::vector<Digest> proof;
  if (older != 0 && older != newer) Subproof{proof, whole}.add(older, 0, newer, true);
  return proof;
}

bool proves_inclusion(std::span<const Digest> proof, const Digest& leaf, std::uint64_t position,
                      const TreeHead& head) {
  if (position >= head.size) return false;
  std::uint64_t at = position;
  std::uint64_t last = head.size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      hash = node_hash(sibling, hash);
      while ((at & 1U) == 0 && at != 0) {  // a node without a sibling rises as it is
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == head.root;
}

bool proves_consistency(std::span<const Digest> proof, const TreeHead& older,
                        const TreeHead& newer) {
  if (older.size > newer.size) return false;
  if (older.size == newer.size) return proof.empty() && older.root == newer.root;
  if (older.size == 0) return proof.empty() && older.root == sha256({});
  // A whole older tree is the first node itself, and who checks has it.
  const bool whole = std::has_single_bit(older.size);
  if (!whole && proof.empty()) return false;
  std::uint64_t at = older.size - 1;
  std::uint64_t last = newer.size - 1;
  for (; (at & 1U) != 0; at >>= 1U) last >>= 1U;
  Digest of_older = whole ? older.root : proof.front();
  Digest of_newer = of_older;
  for (const Digest& sibling : whole ? proof : proof.subspan(1)) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      of_older = node_hash(sibling, of_older);
      of_newer = node_hash(sibling, of_newer);
      while ((at & 1U) == 0 && at != 0) {
        at >>= 1U;
        last >>= 1U;
      }
    } else {
      of_newer = node_hash(of_newer, sibling);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && of_older == older.root && of_newer == newer.root;
}

}  // namespace ledger

// The tree of RFC 6962. The eight leaves, their roots and the paths are those that the tests of the
// Certificate Transparency reference implementation publish (merkletree/merkle_tree_test.cc).
#include "ledger/merkle.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;

namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    out += static_cast<char>(std::stoi(std::string{hex.substr(at, 2)}, nullptr, 16));
  }
  return out;
}

/// A log in memory, as far as its hashes go.
class Tree {
 public:
  void add(std::string_view leaf) {
    for (const auto& [place, hash] : subtrees_ended_by(size_, leaf_hash(leaf), whole())) {
      REQUIRE(kept_.emplace(std::pair{place.level, place.position}, hash).second);
    }
    leaves_.push_back(leaf_hash(leaf));
    ++size_;
  }
  WholeSubtrees whole() const {
    return [this](Subtree place) { return kept_.at({place.level, place.position}); };
  }
  TreeHead head(std::uint64_t size) const { return {size, root_of(whole(), size)}; }
  TreeHead head() const { return head(size_); }
  const Digest& leaf(std::uint64_t at) const { return leaves_.at(at); }
  std::uint64_t size() const { return size_; }

 private:
  std::map<std::pair<int, std::uint64_t>, Digest> kept_;
  std::vector<Digest> leaves_;
  std::uint64_t size_ = 0;
};

Tree tree_of(int leaves) {
  Tree tree;
  for (int n = 0; n < leaves; ++n) tree.add("leaf " + std::to_string(n));
  return tree;
}

Tree published() {
  Tree tree;
  for (const auto* leaf : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                           "606162636465666768696a6b6c6d6e6f"}) {
    tree.add(bytes(leaf));
  }
  return tree;
}

std::vector<std::string> texts(const std::vector<Digest>& digests) {
  std::vector<std::string> all;
  for (const Digest& one : digests) all.push_back(text(one));
  return all;
}

using Hashes = std::vector<std::string>;

/// The definition of RFC 6962, 2.1, word for word.
Digest by_definition(const std::vector<Digest>& leaves, std::size_t from, std::size_t to) {
  if (from == to) return sha256({});
  if (to - from == 1) return leaves[from];
  std::size_t split = 1;
  while (split * 2 < to - from) split *= 2;
  return node_hash(by_definition(leaves, from, from + split),
                   by_definition(leaves, from + split, to));
}

}  // namespace

TEST_CASE("the published leaves have the published roots", "[ledger][merkle]") {
  const auto tree = published();
  const Hashes roots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                     "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                     "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                     "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                     "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                     "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                     "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  for (std::uint64_t size = 0; size <= 8; ++size) CHECK(text(tree.head(size).root) == roots[size]);
}

TEST_CASE("the published leaves have the published paths", "[ledger][merkle]") {
  const auto tree = published();
  const std::string first = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
  const std::string second = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
  const std::string third_and_fourth =
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
  const std::string last_four = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
  const std::string fifth = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  const std::string last_two = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  const std::string first_four = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  const std::string fifth_and_sixth =
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
  const auto whole = tree.whole();
  CHECK(texts(inclusion_proof(whole, 0, 8)) == Hashes{second, third_and_fourth, last_four});
  CHECK(texts(inclusion_proof(whole, 5, 8)) == Hashes{fifth, last_two, first_four});
  CHECK(texts(inclusion_proof(whole, 1, 5)) == Hashes{first, third_and_fourth, fifth});
  CHECK(inclusion_proof(whole, 0, 1).empty());
  CHECK(texts(consistency_proof(whole, 1, 8)) == Hashes{second, third_and_fourth, last_four});
  CHECK(texts(consistency_proof(whole, 6, 8)) == Hashes{fifth_and_sixth, last_two, first_four});
  CHECK(texts(consistency_proof(whole, 2, 5)) == Hashes{third_and_fourth, fifth});
  CHECK(consistency_proof(whole, 1, 1).empty());
}

TEST_CASE("a tree of kept subtrees is the tree of the definition", "[ledger][merkle]") {
  const auto tree = tree_of(70);
  std::vector<Digest> leaves;
  for (std::uint64_t at = 0; at < tree.size(); ++at) leaves.push_back(tree.leaf(at));
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    CHECK(tree.head(size).root == by_definition(leaves, 0, size));
  }
}

TEST_CASE("every leaf of every small tree is proved, and in no other place", "[ledger][merkle]") {
  const auto tree = tree_of(40);
  const auto whole = tree.whole();
  for (std::uint64_t size = 1; size <= tree.size(); ++size) {
    for (std::uint64_t at = 0; at < size; ++at) {
      const auto proof = inclusion_proof(whole, at, size);
      REQUIRE(proves_inclusion(proof, tree.leaf(at), at, tree.head(size)));
      std::size_t elsewhere = 0;
      for (std::uint64_t other = 0; other <= size; ++other) {
        if (other == at) continue;
        elsewhere += proves_inclusion(proof, tree.leaf(at), other, tree.head(size)) ? 1U : 0U;
        elsewhere += other < size && proves_inclusion(proof, tree.leaf(other), at, tree.head(size))
                         ? 1U
                         : 0U;
      }
      REQUIRE(elsewhere == 0);
    }
  }
}

TEST_CASE("of every two sizes the later tree is shown to extend the earlier", "[ledger][merkle]") {
  const auto tree = tree_of(40);
  const auto other = [] {
    Tree rewritten;
    for (int n = 0; n < 40; ++n) rewritten.add("another leaf " + std::to_string(n));
    return rewritten;
  }();
  for (std::uint64_t newer = 0; newer <= tree.size(); ++newer) {
    for (std::uint64_t older = 0; older <= newer; ++older) {
      const auto proof = consistency_proof(tree.whole(), older, newer);
      REQUIRE(proves_consistency(proof, tree.head(older), tree.head(newer)));
      if (older == 0) continue;
      REQUIRE_FALSE(proves_consistency(proof, other.head(older), tree.head(newer)));
      REQUIRE_FALSE(proves_consistency(proof, tree.head(older), other.head(newer)));
      if (older == newer) continue;
      REQUIRE_FALSE(proves_consistency(proof, tree.head(newer), tree.head(older)));
      REQUIRE_FALSE(proves_consistency({}, tree.head(older), tree.head(newer)));
    }
  }
}

TEST_CASE("a leaf and a node never have one hash", "[ledger][merkle]") {
  const auto tree = published();
  std::string both;
  for (const std::uint64_t at : {0U, 1U}) {
    const auto& leaf = tree.leaf(at);
    both.append(leaf.begin(), leaf.end());
  }
  CHECK(leaf_hash(both) != tree.head(2).root);
}

TEST_CASE("a proof that was altered anywhere proves nothing", "[ledger][merkle][property]") {
  CHECK(rc::check("inclusion", [] {
    const int leaves = *rc::gen::inRange(2, 300);
    const auto tree = tree_of(leaves);
    const auto size = static_cast<std::uint64_t>(leaves);
    const auto at = *rc::gen::inRange<std::uint64_t>(0, size);
    auto proof = inclusion_proof(tree.whole(), at, size);
    RC_ASSERT(proves_inclusion(proof, tree.leaf(at), at, tree.head()));
    RC_ASSERT_FALSE(proves_inclusion(proof, tree.leaf(at), at, tree.head(size - 1)));
    auto longer = proof;
    longer.push_back(proof.front());
    RC_ASSERT_FALSE(proves_inclusion(longer, tree.leaf(at), at, tree.head()));
    const auto which = *rc::gen::inRange<std::size_t>(0, proof.size());
    auto shorter = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(which));
    RC_ASSERT_FALSE(proves_inclusion(shorter, tree.leaf(at), at, tree.head()));
    const auto byte = *rc::gen::inRange<std::size_t>(0, 32);
    proof[which][byte] ^= static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U));
    RC_ASSERT_FALSE(proves_inclusion(proof, tree.leaf(at), at, tree.head()));
  }));
  CHECK(rc::check("consistency", [] {
    const int leaves = *rc::gen::inRange(3, 300);
    const auto tree = tree_of(leaves);
    const auto newer = static_cast<std::uint64_t>(leaves);
    const auto older = *rc::gen::inRange<std::uint64_t>(1, newer);
    auto proof = consistency_proof(tree.whole(), older, newer);
    RC_ASSERT(proves_consistency(proof, tree.head(older), tree.head()));
    RC_ASSERT_FALSE(proves_consistency(proof, {older, tree.head(newer).root}, tree.head()));
    const auto which = *rc::gen::inRange<std::size_t>(0, proof.size());
    const auto byte = *rc::gen::inRange<std::size_t>(0, 32);
    proof[which][byte] ^= static_cast<std::uint8_t>(1U << *rc::gen::inRange(0U, 8U));
    RC_ASSERT_FALSE(proves_consistency(proof, tree.head(older), tree.head()));
  }));
}

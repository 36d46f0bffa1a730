// Does the log hold? Its leaves are heads that the chains still have, its kept hashes are those of
// its leaves, and every seal is of it.
#include "ledger/store/digest.hpp"
#include "ledger/store/log.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace store {

using namespace ledger;

namespace {

class LogCheck {
 public:
  explicit LogCheck(Connection& connection) : connection_{connection} {}

  std::vector<Breach> run() {
    read_leaves();
    check_kept();
    check_seals();
    return std::move(breaches_);
  }

 private:
  using Place = std::pair<std::int64_t, std::int64_t>;  ///< level, position

  void report(std::string person, std::string what) {
    breaches_.push_back({std::move(person), std::move(what)});
  }

  void read_leaves() {
    Rows rows{connection_.prepared(
        "SELECT f.position, p.ref, f.links, f.head, l.head, l.work, n.work FROM leaf f LEFT JOIN "
        "person p ON p.id = f.person LEFT JOIN link l ON l.person = f.person AND l.number = "
        "f.links LEFT JOIN link n ON n.person = f.person AND n.number = f.links + 1 ORDER BY "
        "f.position")};
    while (rows.next()) {
      if (rows.integer(0) != size_) {
        report({}, "leaf " + std::to_string(size_) + " of the log is missing");
        size_ = rows.integer(0);
      }
      const SealedHead sealed{rows.text(1), rows.integer(2), hex(rows.view(3))};
      if (!rows.is_null(5)) recorded_[size_] = {rows.integer(5), rows.maybe_integer(6)};
      if (rows.is_null(4)) {
        report(sealed.person, "the chain is shorter than the " + std::to_string(sealed.links) +
                                  " links that were sealed");
      } else if (rows.view(3) != rows.view(4)) {
        report(sealed.person, "the chain is not the one that was sealed: the head of link " +
                                  std::to_string(sealed.links) + " was another");
      }
      add(leaf_hash(leaf_text(sealed)));
    }
  }

  void add(const Digest& leaf) {
    const auto whole = [this](Subtree place) { return hash_at(place); };
    for (const NewSubtree& made :
         subtrees_ended_by(static_cast<std::uint64_t>(size_), leaf, whole)) {
      hashes_[{made.place.level, static_cast<std::int64_t>(made.place.position)}] = made.hash;
    }
    ++size_;
  }

  /// Of a subtree with a gap in it: some hash or other, which is not the right one.
  Digest hash_at(Subtree place) const {
    const auto at = hashes_.find({place.level, static_cast<std::int64_t>(place.position)});
    return at == hashes_.end() ? Digest{} : at->second;
  }

  void check_kept() {
    std::size_t held = 0;
    std::size_t others = 0;
    for (Rows rows{connection_.prepared("SELECT level, position, hash FROM node")}; rows.next();) {
      const auto at = hashes_.find({rows.integer(0), rows.integer(1)});
      const bool right = at != hashes_.end() && rows.view(2) == bytes_of(at->second);
      ++(right ? held : others);
    }
    if (others == 0 && held == hashes_.size()) return;
    report({}, "the hashes that are kept of the log are not those of its leaves");
  }

  void check_seals() {
    std::int64_t before = 0;
    std::int64_t number = 0;
    std::int64_t work = 0;
    for (Rows rows{connection_.prepared(
             "SELECT s.number, s.tree_size, s.root, w.at, s.work FROM seal s LEFT JOIN work w ON "
             "w.number = s.work ORDER BY s.number")};
         rows.next();) {
      const std::string name = "seal " + std::to_string(rows.integer(0)) + " of " + rows.text(3);
      if (rows.integer(0) != ++number) {
        report({}, "seal " + std::to_string(number) + " is missing");
        number = rows.integer(0);
      }
      const bool after = rows.integer(4) > work;
      work = rows.integer(4);
      const std::int64_t size = rows.integer(1);
      if (size < before || size > size_) {
        report({}, name + " is of " + std::to_string(size) + " leaves, and the log has " +
                       std::to_string(size_));
        continue;
      }
      if (!after || !could_seal(work, before, size)) {
        report({}, name + " is not of the act that it names");
      }
      before = size;
      const auto whole = [this](Subtree place) { return hash_at(place); };
      const Digest root = root_of(whole, static_cast<std::uint64_t>(size));
      if (rows.view(2) != bytes_of(root)) report({}, name + " is not of this log");
    }
    if (before < size_) {
      report({}, std::to_string(size_ - before) + " leaves of the log stand under no seal");
    }
  }

  /// Of the leaves from `first` on each had its links by then, and none more.
  bool could_seal(std::int64_t work, std::int64_t first, std::int64_t size) const {
    for (auto at = recorded_.lower_bound(first); at != recorded_.end() && at->first < size; ++at) {
      const auto& [newest, next] = at->second;
      if (newest > work || (next && *next < work)) return false;
    }
    return true;
  }

  Connection& connection_;
  std::int64_t size_ = 0;
  /// By leaf: the act of its newest link, and that of the link after, when there is one.
  std::map<std::int64_t, std::pair<std::int64_t, std::optional<std::int64_t>>> recorded_;
  std::map<Place, Digest> hashes_;
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> check_log(Connection& connection) {
  return LogCheck{connection}.run();
}

}  // namespace store

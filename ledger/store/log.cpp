#include "ledger/store/log.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace store {

using namespace ledger;

namespace {

Digest digest_in(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() != digest.size()) throw Damaged{"a hash in the book has another length"};
  std::ranges::transform(bytes, digest.begin(),
                         [](char byte) { return static_cast<unsigned char>(byte); });
  return digest;
}

std::uint64_t counted(std::int64_t number) {
  ensure(number >= 0, "a log has no fewer than no leaves");
  return static_cast<std::uint64_t>(number);
}

}  // namespace

std::int64_t Log::size() const {
  Rows rows{connection_.prepared("SELECT coalesce(max(position) + 1, 0) FROM leaf")};
  ensure(rows.next(), "the size of the log can be asked");
  return rows.integer(0);
}

WholeSubtrees Log::whole() const {
  return [this](Subtree place) {
    Rows rows{connection_.prepared("SELECT hash FROM node WHERE level = ? AND position = ?"),
              std::int64_t{place.level}, static_cast<std::int64_t>(place.position)};
    if (!rows.next()) throw Damaged{connection_.path() + ": the log of the book has a gap"};
    return digest_in(rows.view(0));
  };
}

TreeHead Log::head(std::int64_t size) const {
  return {counted(size), root_of(whole(), counted(size))};
}

std::vector<Digest> Log::inclusion(std::int64_t position, std::int64_t size) const {
  return inclusion_proof(whole(), counted(position), counted(size));
}

std::vector<Digest> Log::consistency(std::int64_t older, std::int64_t newer) const {
  return consistency_proof(whole(), counted(older), counted(newer));
}

std::int64_t Log::add(PersonId person, const SealedHead& sealed) {
  const std::int64_t position = size();
  const std::string head = from_hex(sealed.head);
  Statement& leaf = connection_.prepared("INSERT INTO leaf VALUES (?, ?, ?, ?)");
  leaf.bind_bytes(4, head);
  run(leaf, position, person.value, sealed.links);
  const Digest hash = leaf_hash(leaf_text(sealed));
  for (const NewSubtree& made : subtrees_ended_by(counted(position), hash, whole())) {
    Statement& node = connection_.prepared("INSERT INTO node VALUES (?, ?, ?)");
    node.bind_bytes(3, bytes_of(made.hash));
    run(node, std::int64_t{made.place.level}, static_cast<std::int64_t>(made.place.position));
  }
  return position;
}

namespace {

std::optional<Leaf> newest_leaf_of(Connection& connection, PersonId person, std::int64_t size) {
  Rows rows{connection.prepared("SELECT l.position, p.ref, l.links, l.head FROM leaf l JOIN person "
                                "p ON p.id = l.person WHERE l.person = ? AND l.position < ? "
                                "ORDER BY l.position DESC LIMIT 1"),
            person.value, size};
  if (!rows.next()) return std::nullopt;
  return Leaf{rows.integer(0), {rows.text(1), rows.integer(2), hex(rows.view(3))}};
}

/// The head that link has; empty without such a link.
std::string head_of_link(Connection& connection, PersonId person, std::int64_t link) {
  Rows rows{connection.prepared("SELECT head FROM link WHERE person = ? AND number = ?"),
            person.value, link};
  return rows.next() ? hex(rows.view(0)) : std::string{};
}

/// A chain only grows: what was sealed of it is still its beginning.
void ensure_grown(Connection& connection, const PersonRow& row, const Leaf& sealed) {
  const bool stands = head_of_link(connection, row.id, sealed.sealed.links) == sealed.sealed.head;
  if (stands && row.links >= sealed.sealed.links) return;
  throw Damaged{connection.path() + ": what is recorded about " + row.ref +
                " is not what was sealed: its first " + std::to_string(sealed.sealed.links) +
                " links were others"};
}

}  // namespace

std::int64_t seal_log(Connection& connection, ChainWriter& chain) {
  Log log{connection};
  const std::int64_t before = log.size();
  std::int64_t added = 0;
  for (const PersonRow& row : read_people(connection)) {
    if (row.links == 0) continue;
    if (head_of_link(connection, row.id, row.links) != row.head) {
      throw Damaged{connection.path() + ": the chain of " + row.ref +
                    " does not end as the book keeps it"};
    }
    const auto sealed = newest_leaf_of(connection, row.id, before);
    if (sealed) ensure_grown(connection, row, *sealed);
    if (sealed && sealed->sealed.links == row.links) continue;
    log.add(row.id, {row.ref, row.links, row.head});
    ++added;
  }
  const TreeHead head = log.head(before + added);
  Statement& seal = connection.prepared(
      "INSERT INTO seal VALUES ((SELECT coalesce(max(number), 0) + 1 FROM seal), ?1, ?3, ?2)");
  seal.bind_bytes(3, bytes_of(head.root));
  run(seal, before + added, chain.work());
  return added;
}

std::int64_t BookReader::log_size() {
  return Log{*connection_}.size();
}

TreeHead BookReader::log_head(std::int64_t size) {
  return Log{*connection_}.head(size);
}

std::vector<Seal> BookReader::seals() {
  std::vector<Seal> seals;
  for (Rows rows{connection_->prepared("SELECT s.tree_size, s.root, w.at, w.by FROM seal s JOIN "
                                       "work w ON w.number = s.work ORDER BY s.number")};
       rows.next();) {
    seals.push_back({rows.integer(0), hex(rows.view(1)), rows.text(2), rows.text(3)});
  }
  return seals;
}

std::optional<Leaf> BookReader::newest_leaf(PersonId person, std::int64_t size) {
  return newest_leaf_of(*connection_, person, size);
}

std::vector<Digest> BookReader::inclusion(std::int64_t position, std::int64_t size) {
  return Log{*connection_}.inclusion(position, size);
}

std::vector<Digest> BookReader::consistency(std::int64_t older, std::int64_t newer) {
  return Log{*connection_}.consistency(older, newer);
}

std::vector<ChainLink> BookReader::links(PersonId person, std::int64_t after, std::int64_t last) {
  std::vector<ChainLink> links;
  Rows rows{connection_->prepared("SELECT l.number, l.kind, l.work, l.digest, l.head, w.at, w.by "
                                  "FROM link l JOIN work w ON w.number = l.work WHERE l.person = ? "
                                  "AND l.number > ? AND l.number <= ? ORDER BY l.number"),
            person.value, after, last};
  while (rows.next()) {
    links.push_back({rows.integer(0), rows.integer(1), rows.integer(2), hex(rows.view(3)),
                     hex(rows.view(4)), rows.text(5), rows.text(6)});
  }
  return links;
}

}  // namespace store
